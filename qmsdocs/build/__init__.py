"""plan → bytes → files, all or nothing. Only this package writes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qmsdocs.build import executors, manifest, writing
from qmsdocs.cache import Store
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace


@dataclass(frozen=True)
class Built:
    """What a build made; `left_over` are paths of earlier builds that are no longer planned (and are left alone)."""

    out: Path
    plans: tuple[DocumentPlan, ...]
    seconds: float
    left_over: tuple[str, ...]


def build(
    workspace: Workspace,
    plans: Sequence[DocumentPlan],
    out: Path,
    jobs: int = 1,
    store: Store | None = None,
    progress: Callable[[DocumentPlan], None] = lambda plan: None,
) -> Built:
    """Render every plan and write all files under `out`, with manifest.json; on any problem write nothing.

    `store` keeps compiled templates for the next build.

    Raises QmsdocsError with the problems of all documents.
    """
    began = time.monotonic()
    old = manifest.read(out)
    _stop_on(writing.protected(out, plans, old))
    layers = workspace.layers()
    problems: list[Problem] = []
    with writing.Staging(out) as staging:
        work = executors.Work(plans, layers, staging.put, store)
        for plan, result in executors.run(work, jobs):
            if isinstance(result, str):
                staging.digests[str(plan.path)] = result
            else:
                problems.extend(result)
            progress(plan)
        _stop_on(_once_a_template(problems))
        staging.commit(manifest.updated(old, plans, staging.digests, workspace.root))
    return Built(out, tuple(plans), time.monotonic() - began, manifest.left_over(old, plans))


def write(files: Sequence[tuple[DocumentPlan, bytes]], out: Path, root: Path) -> None:
    """Write files that are ready under `out`, all or nothing, minding what is there as a build does.

    Raises QmsdocsError when one is in the way that is the user's, or cannot be written.
    """
    old = manifest.read(out)
    plans = [plan for plan, _ in files]
    _stop_on(writing.protected(out, plans, old))
    with writing.Staging(out) as staging:
        for plan, data in files:
            staging.digests[str(plan.path)] = staging.put(plan, data)
        staging.commit(manifest.updated(old, plans, staging.digests, root))


def _once_a_template(problems: list[Problem]) -> list[Problem]:
    """A template's mistake shows in every document made from it; it is told once, with the first of them."""
    return list({(p.code, p.where.file, str(p.words)): p for p in reversed(problems)}.values())[::-1]


def _stop_on(problems: list[Problem]) -> None:
    if problems:
        raise QmsdocsError(problems)


__all__ = ["Built", "build", "write"]
