"""Many Word files → PDFs: in batches, side by side; one that fails is found, told, and stops none of the others."""

from __future__ import annotations

import queue
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from qmsdocs.errors import Location, Problem
from qmsdocs.pdf import stamping
from qmsdocs.pdf.blank import blank
from qmsdocs.pdf.engine import Batch, Engine, pdf_of
from qmsdocs.pdf.preparing import Prepared, prepare
from qmsdocs.pdf.verifying import verify

PATIENCE = 120.0  # seconds that a converter may work on one document
_ASK_EVERY = 5  # runs in a row that made nothing, between two questions whether the converter works
_BLANKS = 2  # tries with a blank document: the first may have been ended by what ended the run, a lack of memory
_BLANK_PATIENCE = 60.0
_PREFIX = ".qmsdocs-"
_OF_ALL = {"pdf-engine-broken", "pdf-server-away"}  # told of the converter, not of each document
_REASONS = {"pdf-stalled": "> {seconds} s", "pdf-server-refused": "{status}: {said}"}


@dataclass(frozen=True)
class Result:
    """What became of one document: the pages of its PDF, or 0 with the error; warnings come with either."""

    source: Path
    target: Path
    pages: int
    problems: tuple[Problem, ...] = ()


_Pair = tuple[Path, Path, Problem | None]


@dataclass(frozen=True)
class _Task:
    source: Path
    target: Path
    file: Path  # the prepared copy
    prepared: Prepared


def convert(
    documents: Sequence[tuple[Path, Path]],
    engine: Engine,
    *,
    jobs: int = 1,
    timeout: float = PATIENCE,
) -> Iterator[Result]:
    """Convert (Word file, PDF to be) pairs; one Result for each, as they finish.

    A PDF is verified, then written under another name beside its target, then renamed: a target is never half written,
    and one that is there and not ours, or was signed or changed since, stays. `timeout` are the seconds that may pass
    without a new PDF before a batch is ended; its documents are tried again without the one that stopped it.
    """
    pairs = list(_distinct(documents))
    with tempfile.TemporaryDirectory(prefix="qmsdocs-", ignore_cleanup_errors=True) as work:
        run = _Run(engine, timeout, Path(work), jobs)
        with ThreadPoolExecutor(jobs) as pool:
            steps = range(0, len(pairs), engine.batch)
            futures = [pool.submit(run.batch, begin, pairs[begin : begin + engine.batch]) for begin in steps]
            try:
                for future in as_completed(futures):
                    yield from future.result()
            finally:  # also when the caller goes away, or presses Ctrl+C
                run.stop.set()
                pool.shutdown(cancel_futures=True)


def _distinct(documents: Sequence[tuple[Path, Path]]) -> Iterator[_Pair]:
    """The pairs, with a Problem where two would become one file."""
    taken: dict[str, Path] = {}
    for source, target in documents:
        first = taken.setdefault(str(target).casefold(), source)
        words = {"target": target, "other": first}
        yield source, target, None if first is source else Problem("pdf-same-target", Location(str(source)), words)


def _prepared(source: Path, target: Path, file: Path, engine: Engine) -> _Task | Problem:
    try:
        if target.exists() and not stamping.is_ours(target.read_bytes()):
            return Problem("pdf-not-ours", Location(str(target)))
        prepared = prepare(source.read_bytes(), str(source), engine.opens_contents)
        file.write_bytes(prepared.data)
    except OSError as error:
        return Problem("unreadable-file", Location(str(source)), {"reason": error.strerror or error})
    except ValueError as error:
        return Problem("pdf-not-word", Location(str(source)), {"reason": error})
    return _Task(source, target, file, prepared)


class _Run:
    """One call of convert: its converter, its folders, and whether the converter was found not to work."""

    def __init__(self, engine: Engine, patience: float, work: Path, jobs: int) -> None:
        self.engine, self.patience = engine, patience
        self.stop = threading.Event()
        self.broken: Problem | None = None
        self.barren = 0  # runs in a row without a PDF, over all lanes: a rough count will do
        self.lanes: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for number in range(jobs):
            lane = work / f"lane-{number}"
            lane.mkdir()
            self.lanes.put(lane)

    def batch(self, begin: int, pairs: list[_Pair]) -> list[Result]:
        """All results of a batch; `begin` is the number of its first document."""
        lane = self.lanes.get()
        folder = Path(tempfile.mkdtemp(dir=lane))
        try:
            tasks, results = [], []
            for number, (source, target, problem) in enumerate(pairs, start=begin):
                task = problem or _prepared(source, target, folder / f"{number:06}.docx", self.engine)
                if isinstance(task, _Task):
                    tasks.append(task)
                else:
                    results.append(Result(source, target, 0, (task,)))
            return results + list(self._all(tasks, lane))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            self.lanes.put(lane)

    def _all(self, tasks: list[_Task], lane: Path) -> Iterator[Result]:
        """Convert a batch, and again what another try may help: each document gets one to itself before it fails."""
        rounds = [tasks] if tasks else []
        while rounds and not self.stop.is_set():
            group = rounds.pop(0)
            stopped = None if self.broken else self._run([task.file for task in group], lane, self.patience)
            ends = [(task, self.broken or self._finish(task, stopped)) for task in group]
            yield from (end for _, end in ends if isinstance(end, Result))
            failed = [(task, end) for task, end in ends if isinstance(end, Problem)]
            if len(failed) == len(group):
                self._doubt(lane)
            if self.broken or len(group) == 1:
                yield from (_failed(task, self.broken or problem) for task, problem in failed)
            elif stopped:  # by the first: converters go by the order of their files
                left = [task for task, _ in failed]
                rounds = [part for part in (left[:1], left[1:]) if part] + rounds
            else:
                rounds = [[task] for task, _ in failed] + rounds

    def _run(self, files: list[Path], lane: Path, patience: float) -> Problem | None:
        for file in files:
            pdf_of(file).unlink(missing_ok=True)
        return self.engine.run(Batch(tuple(files), lane, self.engine.pdfa, patience, self.stop))

    def _doubt(self, lane: Path) -> None:
        """After a run that made nothing: does the converter work at all? A blank document tells."""
        self.barren += 1
        if self.broken or self.stop.is_set() or self.barren % _ASK_EVERY != 1:
            return
        file = lane / "blank.docx"
        for _ in range(_BLANKS):
            file.write_bytes(blank())
            stopped = self._run([file], lane, min(self.patience, _BLANK_PATIENCE))
            if pdf_of(file).exists():
                return
        if stopped and stopped.code in _OF_ALL:
            self.broken = stopped
        else:
            reason = _REASONS.get(stopped.code, "{reason}").format_map(stopped.words) if stopped else "exit 0"
            self.broken = Problem("pdf-engine-broken", Location(self.engine.name), {"reason": reason})

    def _finish(self, task: _Task, stopped: Problem | None) -> Result | Problem:
        """Verify what was made, and put it in its place; a Problem where another try may help."""
        shown, file = str(task.source), pdf_of(task.file)
        if not file.exists():
            return stopped or Problem("pdf-nothing-made", Location(shown), {"engine": self.engine.name})
        self.barren = 0
        pdf = file.read_bytes()
        verified = verify(pdf, task.prepared, self.engine.levels if self.engine.pdfa else (), shown)
        if isinstance(verified, Problem):  # what was half made has its cause in what stopped it
            return (stopped or verified) if verified.code == "pdf-broken" else _failed(task, verified)
        try:
            _deliver(stamping.stamp(pdf, task.prepared.made), task.target)
        except OSError as error:
            words = {"reason": error.strerror or error}
            return Result(task.source, task.target, 0, (Problem("cannot-write", Location(str(task.target)), words),))
        return Result(task.source, task.target, verified.pages, task.prepared.problems + verified.problems)


def _failed(task: _Task, problem: Problem) -> Result:
    where = problem.where if problem.code in _OF_ALL else Location(str(task.source))
    return Result(task.source, task.target, 0, (replace(problem, where=where),))


def _deliver(pdf: bytes, target: Path) -> None:
    """Write beside the target, then rename: whoever looks sees the old file or the new one, whole. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.parent / f"{_PREFIX}{secrets.token_hex(8)}.pdf"
    try:
        waiting.write_bytes(pdf)
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)
