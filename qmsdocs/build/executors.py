"""Rendering many plans: in this process, or in a pool of processes. The results come back in the plans' order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from qmsdocs.docx import Templates, render
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan

Result = bytes | tuple[Problem, ...]

_CHUNK = 64  # documents handed to a worker at once
_WORTH_A_POOL = 8_000  # documents whose rendering takes longer than starting the workers and talking to them


def render_all(
    plans: Sequence[DocumentPlan], layers: Mapping[str, Layers], jobs: int
) -> Iterator[tuple[DocumentPlan, Result]]:
    """(plan, bytes or problems) of every plan, in order."""
    work = [(plan, layers[plan.agency]) for plan in plans]
    if jobs <= 1 or len(work) <= _WORTH_A_POOL:
        templates = Templates()
        yield from ((plan, _render(plan, found, templates)) for plan, found in work)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _keep_templates) as pool:
        yield from zip(plans, pool.map(_render_in_worker, work, chunksize=_CHUNK), strict=True)


def _render(plan: DocumentPlan, layers: Layers, templates: Templates) -> Result:
    try:
        return render(plan, layers, templates)
    except QmsdocsError as error:
        return error.problems


_kept: list[Templates] = []  # a worker's own, compiled once for all that it renders


def _keep_templates() -> None:
    _kept.append(Templates())


def _render_in_worker(work: tuple[DocumentPlan, Layers]) -> Result:
    return _render(*work, _kept[0])
