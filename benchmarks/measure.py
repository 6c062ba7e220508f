"""Workers of engines side by side: rounds in turn, cold starts, memory. Nothing is printed here."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.cases import Case
from benchmarks.engines import Engine

ROOT = Path(__file__).parent.parent
PEERS = Path(os.environ.get("QMSDOCS_PEERS", ROOT / "benchmarks/peers"))
KEPT = 40  # documents before anything is counted; their texts are compared


class EngineError(Exception):
    """A worker ended instead of answering; the message is the last line it wrote to stderr."""


class Worker:
    """An engine alive in its own process and folder. It is given the documents of a case in turn, none twice."""

    def __init__(self, engine: Engine, case: Case, folder: Path, environment: Mapping[str, str] = os.environ) -> None:
        self.engine, self.case, self.folder = engine, case, folder
        self.done = 0
        case.lay_out(folder, engine.dialect)
        self._errors = (folder / "stderr.txt").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            engine.command(PEERS),
            cwd=ROOT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
        )
        self.imported = self._answer()["cpu"]

    def prepare(self, template: Path | None = None) -> float:
        """CPU milliseconds of preparing the folder's template (or another file)."""
        return float(self._ask(do="prepare", template=str(template or self.folder / "template.docx"))["cpu"])

    def render(self, count: int) -> Round:
        """Render the next `count` documents. The first KEPT stay in out/ under their numbers."""
        contexts, numbers = self.folder / "contexts.jsonl", range(self.done, self.done + count)
        self.case.write_contexts(contexts, self.engine.dialect, numbers)
        files = [str(self.folder / ("out" if number < KEPT else ".") / f"{number % KEPT}.docx") for number in numbers]
        self.done += count
        return Round(**self._ask(do="render", contexts=str(contexts), files=files), count=count)

    def memory(self, name: str) -> float | None:
        """VmHWM (peak) or VmRSS (now) in MB; None where the system does not tell."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return None
        line = next(line for line in status.read_text().splitlines() if line.startswith(name))
        return int(line.split()[1]) / 1024

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        self._errors.close()

    def _ask(self, **request: Any) -> dict[str, float]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        if line := self._process.stdout.readline():
            answer: dict[str, float] = json.loads(line)
            return answer
        self._process.wait()
        self._errors.seek(0)
        raise EngineError(next((line for line in reversed(self._errors.read().splitlines()) if line.strip()), "ended"))


@dataclass(frozen=True)
class Round:
    """Milliseconds and bytes of a document: the mean of CPU and size, the median of wall time."""

    cpu: float
    wall: float
    bytes: float
    count: int


@dataclass
class Runner:
    """An engine taking part in the rounds of a case."""

    engine: Engine
    worker: Worker
    count: int
    rounds: list[Round] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.worker.folder / "out"

    @property
    def size(self) -> float:
        """Bytes of a document."""
        return median(one.bytes for one in self.rounds)

    @property
    def cpu(self) -> float:
        return median(one.cpu for one in self.rounds)

    def times(self, other: Runner) -> float:
        """How many times the other's CPU time is this one's, each round compared with the same round."""
        return median(theirs.cpu / own.cpu for own, theirs in zip(self.rounds, other.rounds, strict=True))


def enter(engine: Engine, case: Case, folder: Path, seconds: float, ready: Path | None = None) -> Runner:
    """A warm runner, with as many documents a round as the seconds allow. Raises EngineError.

    `ready` is a file to prepare instead of the case's template: a finished document, for the floor.
    """
    worker = Worker(engine, case, folder)
    worker.prepare(ready)
    worker.render(KEPT // 2)
    per_document = worker.render(KEPT // 2).cpu / 1000
    return Runner(engine, worker, max(3, min(500, int(seconds / per_document))))


def run(runners: Sequence[Runner], rounds: int) -> None:
    """The rounds, engines in turn."""
    for _ in range(rounds):
        for runner in runners:
            runner.rounds.append(runner.worker.render(runner.count))


@dataclass(frozen=True)
class Cold:
    """Milliseconds of one document in a fresh process; `process` and `wall` are the whole process's."""

    process: float
    wall: float
    imported: float
    prepared: float
    rendered: float


def cold(engine: Engine, case: Case, folder: Path, environment: Mapping[str, str] = os.environ) -> Cold:
    """Start, import, prepare, render one document, end."""
    before, clock = _children(), time.perf_counter()
    worker = Worker(engine, case, folder, environment)
    prepared, rendered = worker.prepare(), worker.render(1)
    worker.close()
    wall = (time.perf_counter() - clock) * 1000
    return Cold(_children() - before, wall, worker.imported, prepared, rendered.cpu)


def _children() -> float:
    """CPU milliseconds of child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def resident(engine: Engine, case: Case, folder: Path, marks: Sequence[int]) -> list[float | None]:
    """Memory in use when each of these numbers of documents has been rendered by one process."""
    worker = Worker(engine, case, folder)
    worker.prepare()
    found = []
    for mark in marks:
        while worker.done < mark:
            worker.render(min(500, mark - worker.done))
        found.append(worker.memory("VmRSS"))
    worker.close()
    return found
