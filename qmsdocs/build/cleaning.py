"""Cleaning: documents of earlier builds that are no longer planned, removed when somebody asks for it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qmsdocs.build import writing
from qmsdocs.build.status import Status, statuses
from qmsdocs.cache import Store
from qmsdocs.manifest import NAME
from qmsdocs.manifest.database import writing as opened
from qmsdocs.manifest.listing import manifest_lines
from qmsdocs.workspace import Workspace


@dataclass(frozen=True)
class Cleaned:
    """Paths that were removed, and paths that were kept since somebody had edited them."""

    removed: tuple[str, ...]
    kept: tuple[str, ...]


def clean(workspace: Workspace, out: Path, store: Store | None = None, really: bool = True) -> Cleaned:
    """Remove the documents that are no longer planned and that nobody edited, and folders that are empty then.

    Without `really` only tells which. Raises QmsdocsError when the folder cannot be written to.
    """
    orphans = [one for one in statuses(workspace, (), out, store) if one.state == "orphaned"]
    kept = [one for one in orphans if one.changes]
    gone = [one for one in orphans if not one.changes]
    if really and gone:
        _remove(gone, out, workspace.root)
    return Cleaned(tuple(one.path for one in gone), tuple(one.path for one in kept))


def _remove(gone: Sequence[Status], out: Path, root: Path) -> None:
    with opened(out) as manifest:
        for one in gone:
            try:
                (out / one.path).unlink(missing_ok=True)
            except OSError:
                continue  # open in Word: the next time
            with contextlib.suppress(OSError):
                for folder in (out / one.path).parents:
                    if folder == out:
                        break
                    folder.rmdir()  # until one is not empty
            if one.row:
                manifest.drop([one.row.identity])
        manifest.commit()
        writing.write_lines(out / NAME, manifest_lines(manifest.each(), root))
