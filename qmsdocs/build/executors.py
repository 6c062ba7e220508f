"""Rendering many plans: in this process, or in several. The results come back in the plans' order."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from qmsdocs.cache import Store
from qmsdocs.docx import Templates, render
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan

Result = str | tuple[Problem, ...]

_CHUNK = 40  # documents handed to a process at once
# A forked process has the plans already; a spawned one must start Python and be sent them, which takes seconds.
_START = "fork" if sys.platform == "linux" else "spawn"
_WORTH_IT = {"fork": 400, "spawn": 6_000}  # documents


@dataclass(frozen=True)
class Work:
    """What a process needs: the plans, their layers, and what becomes of the bytes of each (`keep` gives a digest)."""

    plans: Sequence[DocumentPlan]
    layers: Mapping[str, Layers]
    keep: Callable[[DocumentPlan, bytes], str]
    store: Store | None

    def run(self, begin: int, end: int, templates: Templates) -> list[Result]:
        """The digest or the problems of each plan of a range."""
        return [self._one(plan, templates) for plan in self.plans[begin:end]]

    def _one(self, plan: DocumentPlan, templates: Templates) -> Result:
        try:
            released = plan.released.read_bytes() if plan.released else None
            return self.keep(plan, released or render(plan, self.layers[plan.agency], templates))
        except QmsdocsError as error:
            return error.problems


def run(work: Work, jobs: int) -> Iterator[tuple[DocumentPlan, Result]]:
    """(plan, digest or problems) of every plan, in order."""
    starts = range(0, len(work.plans), _CHUNK)
    if jobs <= 1 or len(work.plans) < _WORTH_IT[_START]:
        templates = Templates(work.store)
        for begin in starts:
            yield from zip(work.plans[begin:], work.run(begin, begin + _CHUNK, templates), strict=False)
        return
    context = multiprocessing.get_context(_START)
    with ProcessPoolExecutor(jobs, context, _begin, (work,)) as pool:
        for begin, results in zip(starts, pool.map(_run_chunk, starts), strict=True):
            yield from zip(work.plans[begin:], results, strict=False)


_mine: list[tuple[Work, Templates]] = []  # what a process was begun with


def _begin(work: Work) -> None:
    _mine.append((work, Templates(work.store)))


def _run_chunk(begin: int) -> list[Result]:
    work, templates = _mine[0]
    return work.run(begin, begin + _CHUNK, templates)
