"""Rendering many plans: in this process, or in a pool of processes. The results come back in the plans' order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from qmsdocs.docx import render
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan

Result = bytes | tuple[Problem, ...]

_CHUNK = 8  # documents handed to a worker at once: few enough to keep the workers even, many enough to save talk


def render_all(
    plans: Sequence[DocumentPlan], layers: Mapping[str, Layers], jobs: int
) -> Iterator[tuple[DocumentPlan, Result]]:
    """(plan, bytes or problems) of every plan, in order."""
    work = [(plan, layers[plan.agency]) for plan in plans]
    if jobs <= 1 or len(work) <= _CHUNK:
        yield from zip(plans, map(_render, work), strict=True)
        return
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context("spawn")) as pool:
        yield from zip(plans, pool.map(_render, work, chunksize=_CHUNK), strict=True)


def _render(work: tuple[DocumentPlan, Layers]) -> Result:
    try:
        return render(*work)
    except QmsdocsError as error:
        return error.problems
