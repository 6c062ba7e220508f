"""Batches: files that wait under temporary names get on the disk, into the manifest, to their places: in that order."""

from __future__ import annotations

import contextlib
import itertools
from pathlib import Path, PurePosixPath

from qmsdocs.build import writing
from qmsdocs.build.making import Made
from qmsdocs.build.shares import Outcome
from qmsdocs.build.standing import BACKUPS, digest
from qmsdocs.docx import Sources
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.manifest import Manifest

_SIZE = 500  # documents: a sync and a commit for each would cost more than the documents


class Batch:
    """What was made and has not got its place yet. `failed` are the documents that could not, `folders` all that were
    written to."""

    def __init__(self, manifest: Manifest, out: Path, day: str) -> None:
        self.manifest, self.out, self.day = manifest, out, day
        self.failed: list[tuple[Made, Problem]] = []
        self.folders = {out}
        self._waiting: list[Made] = []
        self._sources: dict[str, Sources] = {}

    def take(self, outcome: Outcome) -> None:
        """Take in what became of a share."""
        self._sources.update(outcome.sources)
        for made in outcome.made:
            if made.row:
                self._waiting.append(made)
            if made.waiting:
                self.folders.add(made.waiting.parent)
        if len(self._waiting) >= _SIZE:
            self.close()

    def close(self) -> None:
        """Give everything its place. A document that cannot have it is noted in `failed`."""
        batch = [made for made in self._waiting if self._may(made)]
        self._waiting = []
        if any(made.waiting for made in batch):
            writing.settle()
        try:
            self._enter(batch)
        except QmsdocsError as error:
            self.failed += [(made, error.problems[0]) for made in batch if made.waiting]
            writing.sweep(self.folders)  # a disk that is full gets its room back
            return
        for made in batch:
            if made.waiting:
                self._place(made)

    def _may(self, made: Made) -> bool:
        """Whether the file in the place is still the one that was looked at."""
        if made.waiting is None or made.row is None:
            return True
        target = self.out / made.row.path
        try:
            stat = target.stat()
            there = (stat.st_size, stat.st_mtime_ns)
        except OSError:
            there = None
        if there == made.replaces or there is None:
            return True
        self.failed.append((made, Problem("changed-meanwhile", Location(str(target)))))
        return False

    def _enter(self, batch: list[Made]) -> None:
        manifest = self.manifest
        for name, sources in self._sources.items():
            if not manifest.has_template(name):
                parts = {
                    part: found and (found[0], digest(found[1]), found[1]) for part, found in sources.parts.items()
                }
                manifest.put_template(name, sources.shown, (digest(sources.data), sources.data), parts)
        self._sources = {}
        changed = [made for made in batch if made.row and made.row != made.was]
        manifest.drop(m.was.identity for m in changed if m.was and m.row and m.was.identity != m.row.identity)
        manifest.put((made.row, made.context) for made in changed if made.row)
        manifest.commit()

    def _place(self, made: Made) -> None:
        assert made.row is not None and made.waiting is not None
        target = self.out / made.row.path
        try:
            if made.back_up:
                writing.move(target, self._backup(made.row.path))
            writing.move(made.waiting, target)
        except QmsdocsError as error:
            self.failed.append((made, error.problems[0]))
            return
        if made.gone and not self.manifest.has_path(made.gone):
            with contextlib.suppress(OSError):
                (self.out / made.gone).unlink()

    def _backup(self, path: str) -> Path:
        """Where an edited file is kept: a name that no file has."""
        own = self.out / BACKUPS / self.day[:10] / PurePosixPath(path)
        names = itertools.chain([own], (own.with_stem(f"{own.stem} ({n})") for n in itertools.count(2)))
        return next(name for name in names if not name.exists())
