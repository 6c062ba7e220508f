"""Files that are ready, not made from a plan of the set: reports in Word, Excel and HTML."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qmsdocs.build import writing
from qmsdocs.build.shares import READY
from qmsdocs.build.standing import Standing, Strays, digest, packed, row_to_be, standings
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.manifest import NAME, Manifest, Row
from qmsdocs.manifest.database import writing as opened
from qmsdocs.manifest.listing import manifest_lines
from qmsdocs.plan import DocumentPlan

_PLACE = 1_000_000_000_000  # after all the shares


def write(files: Sequence[tuple[DocumentPlan, bytes]], out: Path, root: Path) -> None:
    """Write files that are ready under `out`, all or none, minding what is there as a build does.

    Raises QmsdocsError when one is in the way that is the user's, or cannot be written.
    """
    with opened(out) as manifest:
        rows = manifest.rows()
        found = standings(manifest, (rows[p.identity] for p, _ in files if p.identity in rows), Strays(manifest))
        problems = [one for plan, _ in files for one in _in_the_way(out, plan, found.get(plan.identity))]
        if problems:
            raise QmsdocsError(problems)
        _write(files, manifest, rows, root)


def _in_the_way(out: Path, plan: DocumentPlan, standing: Standing | None) -> list[Problem]:
    where = Location(str(out / plan.path))
    if standing is None:
        return [Problem("not-ours", where)] if (out / plan.path).exists() else []
    return [] if standing.ours or standing.state == "missing" else [Problem("edited-by-hand", where)]


def _write(files: Sequence[tuple[DocumentPlan, bytes]], manifest: Manifest, rows: dict[str, Row], root: Path) -> None:
    waiting: list[tuple[Path, Row]] = []
    out = manifest.out
    try:
        for place, (plan, data) in enumerate(files):
            file, stat = writing.put(out / plan.path, data)
            waiting.append((file, _row(plan, data, rows.get(plan.identity), place, stat)))
        writing.settle()
        manifest.put((row, packed(plan.context)) for (_, row), (plan, _) in zip(waiting, files, strict=True))
        manifest.commit()
        for file, row in waiting:
            writing.move(file, out / row.path)
    finally:
        writing.sweep({file.parent for file, _ in waiting})
    writing.write_lines(out / NAME, manifest_lines(manifest.each(), root))


def _row(plan: DocumentPlan, data: bytes, was: Row | None, place: int, stat: os.stat_result) -> Row:
    return replace(
        row_to_be(plan, was.share if was else READY, was.place if was else _PLACE + place),
        sha256=digest(data),
        before=was.sha256 if was else "",
        size=stat.st_size,
        modified=stat.st_mtime_ns,
    )
