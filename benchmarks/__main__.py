"""`python -m benchmarks [--rounds N] [--quick]`: measure and print the tables in Markdown."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks import cases, engines, measure
from benchmarks.cases import Case
from benchmarks.engines import Engine
from benchmarks.engines.floor import METHOD
from benchmarks.measure import Cold, EngineError, Runner
from benchmarks.texts import difference


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of every table (7)")
    parser.add_argument("--quick", action="store_true", help="short rounds, no memory over 10,000 documents")
    options = parser.parse_args()
    seconds = 0.3 if options.quick else 2.0
    processor = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    print(f"CPU milliseconds of one document, medians of {options.rounds} rounds in turn; {processor}.\n")
    with tempfile.TemporaryDirectory(prefix="qms-bench-") as folder:
        bench = Bench(Path(folder), options.rounds, seconds)
        document = cases.benchmark_document()
        bench.warm(document, [engines.REFERENCE, engines.OURS, *engines.PEERS], engines.JINJA_ALONE)
        bench.warm(cases.all_new(), [engines.REFERENCE, engines.OURS])
        for own in cases.own_templates():
            bench.warm(own, engines.OWN_TEMPLATES)
        bench.cold(document)
        bench.memory(cases.all_new(), (100, 1000) if options.quick else (100, 1000, 10000))


class Bench:
    """Measures into a folder of its own and prints one table for each question."""

    def __init__(self, folder: Path, rounds: int, seconds: float) -> None:
        self.folder = folder
        self.rounds = rounds
        self.seconds = seconds

    def warm(self, case: Case, chosen: Sequence[Engine], *more: Engine) -> None:
        """Engines side by side, each with the floor of the bytes it writes; `more` write no documents."""
        told: list[str] = []
        runners = list(self._entered(case, chosen, told))
        if not runners or runners[0].engine is not chosen[0]:
            _print_title(f"{case.title}: nothing to compare with")
            print("\n\n".join(told))
            return
        floors = [self._floor(case, runner) for runner in runners]
        others = list(self._entered(case, more, told))
        measure.run([*runners, *floors, *others], self.rounds)
        reference = runners[0]
        _print_title(f"{case.title}, warm")
        _print_head("engine", "docs", "cpu ms/doc (min–max)", "wall ms", f"× {reference.engine.title}",
                    "floor ms", "× floor", "output KB", "peak MB", "same text")  # fmt: skip
        for runner, floor in sorted(zip(runners, floors, strict=True), key=lambda pair: pair[0].cpu):
            wrong = difference(runner.out, reference.out)
            told += [f"{runner.engine.title} writes another text: {wrong}"] if wrong else []
            limit = (_number(floor.cpu), _number(floor.times(runner)), _number(runner.size / 1024))
            _print_row(*_figures(runner, reference), *limit, _peak(runner), "no" if wrong else "yes")
        for runner in others:
            _print_row(*_figures(runner, reference), "", "", "", _peak(runner), "")
        if case.different:
            print(f"\nThere are {case.different} different documents; after the last they begin again.")
        print(f"\nfloor: check sum, deflate ({METHOD}), zip and write of the same bytes; static parts are copied.")
        for line in told:
            print(f"\n{line}")
        for runner in (*runners, *floors, *others):
            runner.worker.close()

    def _entered(self, case: Case, chosen: Iterable[Engine], told: list[str]) -> Iterable[Runner]:
        for engine in chosen:
            reason = engine.missing(measure.PEERS)
            if reason is None:
                print(f"  {case.title}: {engine.title}", file=sys.stderr)
                try:
                    yield measure.enter(engine, case, self._folder(), self.seconds)
                except EngineError as failure:
                    reason = str(failure)
            if reason is not None:
                told.append(f"{engine.title} was not run: {reason}")

    def _floor(self, case: Case, runner: Runner) -> Runner:
        ready = replace(case, context=lambda number: {})
        return measure.enter(engines.FLOOR, ready, self._folder(), self.seconds, runner.out / "0.docx")

    def cold(self, case: Case) -> None:
        """One document in a fresh process: ours with an empty cache folder, and with the one of earlier runs."""
        empty, filled = str(self._folder()), str(self._folder())
        rows: list[tuple[str, Engine, Callable[[], str]]] = [
            ("(the measuring itself)", engines.NOTHING, lambda: empty),
            ("docxtpl", engines.REFERENCE, lambda: empty),
            ("qmsdocs, cache folder empty", engines.OURS, lambda: str(self._folder())),
            ("qmsdocs, cache folder of earlier runs", engines.OURS, lambda: filled),
            *((peer.title, peer, lambda: empty) for peer in engines.PEERS if peer.missing(measure.PEERS) is None),
        ]
        found: dict[str, list[Cold]] = {title: [] for title, _, _ in rows}
        for turn in range(self.rounds + 1):
            for title, engine, cache in rows:
                run = measure.cold(engine, case, self._folder(), {**os.environ, "XDG_CACHE_HOME": cache()})
                if turn:  # the first fills the cache on disk, and the system's of files
                    found[title].append(run)
        _print_title(f"{case.title}, cold: one document in a fresh process")
        _print_head("engine", "process cpu ms", "process wall ms", "import", "prepare", "render")
        for title, runs in sorted(found.items(), key=lambda row: median(run.process for run in row[1])):
            fields = ("process", "wall", "imported", "prepared", "rendered")
            _print_row(title, *(_number(median(getattr(run, name) for run in runs)) for name in fields))

    def memory(self, case: Case, marks: Sequence[int]) -> None:
        """Memory of one process of ours as documents go by."""
        found = measure.resident(engines.OURS, case, self._folder(), marks)
        _print_title(f"qmsdocs, memory in use: {case.title}")
        _print_head("documents", "MB")
        for mark, size in zip(marks, found, strict=True):
            _print_row(f"{mark:,}", _number(size))

    def _folder(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.folder))


def _figures(runner: Runner, reference: Runner) -> tuple[str, ...]:
    spread = [one.cpu for one in runner.rounds]
    return (
        runner.engine.title,
        str(runner.count * len(runner.rounds)),
        f"{_number(runner.cpu)} ({_number(min(spread))}–{_number(max(spread))})",
        _number(median(one.wall for one in runner.rounds)),
        _number(runner.times(reference)),
    )


def _peak(runner: Runner) -> str:
    return _number(runner.worker.memory("VmHWM"))


def _number(value: float | None) -> str:
    """Three digits that matter."""
    if value is None:
        return "–"
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def _print_title(title: str) -> None:
    print(f"\n## {title}\n")


def _print_head(*names: str) -> None:
    _print_row(*names)
    _print_row(*("---" for _ in names))


def _print_row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


main()
