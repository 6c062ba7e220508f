"""One document: what is to be done with it, and the doing, up to the file that waits under a temporary name."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from qmsdocs.build import writing
from qmsdocs.build.standing import Standing, digest, packed, row_to_be
from qmsdocs.docx import Sources, Templates, filled
from qmsdocs.docx.content import Change, compare, content
from qmsdocs.docx.properties import IDENTITY, read
from qmsdocs.errors import Location, Problem, QmsdocsError, stop_on_errors
from qmsdocs.layers import Layers
from qmsdocs.layout import problems_of
from qmsdocs.manifest import Row
from qmsdocs.plan import DocumentPlan

Edited = Literal["keep", "side", "replace"]  # what to do with a file that somebody edited
NEW = " (bản mới)"  # what the name of a new version beside an edited file ends with


@dataclass(frozen=True)
class Made:
    """What became of one document. `was` is its row in the manifest, `row` (with `context`) the one to be; `waiting` is
    the file that is to be moved to `row.path`, where `replaces` (size, time of change) is now; `gone` the place that it
    had before."""

    plan: DocumentPlan
    state: Literal["fresh", "written", "edited", "failed"]
    was: Row | None = None
    row: Row | None = None
    context: bytes | None = field(default=None, repr=False)
    waiting: Path | None = None
    replaces: tuple[int, int] | None = None
    back_up: bool = False
    gone: str = ""
    path: str = ""  # of an edited file: where it is
    stale: bool = False  # … whether there is a newer version of what it was made from
    changes: tuple[Change, ...] = ()  # … how it differs from what was built
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What all documents of a share need: where they go, what was built before, how that stands."""

    out: Path
    share: str
    rows: Mapping[str, Row]
    standings: Mapping[str, Standing]
    templates: Templates
    edited: Edited
    built: str  # when, for the manifest
    laws: Mapping[str, tuple[str, ...]]  # agency → what its layers say of the layout law

    def make(self, plan: DocumentPlan, layers: Layers, place: int) -> Made:
        """Bring one document up to date, as far as the file that waits."""
        try:
            return self._make(plan, layers, place)
        except QmsdocsError as error:
            return Made(plan, "failed", problems=error.problems)

    def row_of(self, plan: DocumentPlan) -> Row | None:
        """The row of the document, known by its identity or by its place; None when it was never built."""
        if plan.identity in self.rows:
            return self.rows[plan.identity]
        alike = (row for row in self.rows.values() if (row.kind, row.agency) == (plan.kind, plan.agency))
        return next((row for row in alike if row.planned == str(plan.path)), None)

    def differs(self, plan: DocumentPlan, row: Row, layers: Layers) -> bool:
        """Whether the document would come out differently from when it was built: when what goes in is not the same,
        the bytes tell. Raises QmsdocsError when it cannot be made."""
        if row.fingerprint == self._fingerprint(plan, self._sources(plan, layers)):
            return False
        return row.sha256 != digest(self._render(plan, layers))

    def _make(self, plan: DocumentPlan, layers: Layers, place: int) -> Made:
        was = self.row_of(plan)
        standing = self.standings[was.identity] if was else Standing("missing", str(plan.path))
        sources = self._sources(plan, layers)
        new = self._new_row(plan, was, standing, sources, place)
        fresh = was is not None and was.fingerprint == new.fingerprint
        if was and standing.state == "edited" and self.edited != "replace":
            return self._leave(plan, layers, was, standing, new, fresh)
        if self._in_the_way(new, standing):
            return self._unknown_file(plan, layers, new)
        stays = was is not None and new.path == standing.path
        if was and stays and fresh and standing.state in ("untouched", "resaved"):
            return Made(plan, "fresh", was, _as_it_is(new, was, standing))
        data = self._render(plan, layers)
        self._hold_to_law(plan, layers, data)
        if was and stays and was.sha256 == digest(data) and standing.state == "untouched":
            return Made(plan, "fresh", was, _as_it_is(new, was, standing), self._context(plan))
        return self._write(plan, data, new, was, standing)

    def _write(self, plan: DocumentPlan, data: bytes, new: Row, was: Row | None, standing: Standing) -> Made:
        target = self.out / new.path
        there = _stat(target)
        waiting, stat = writing.put(target, data)
        stays = standing.path == new.path
        row = replace(
            new,
            sha256=digest(data),
            before=was.before if was and standing.state == "older" else was.sha256 if was else "",
            size=stat.st_size,
            modified=stat.st_mtime_ns,
            built=self.built,
        )
        return Made(
            plan,
            "written",
            was,
            row,
            self._context(plan),
            waiting,
            (standing.size, standing.modified) if stays and standing.state != "missing" else there,
            back_up=standing.state == "edited",
            gone=standing.path if standing.ours and not stays else "",
            changes=standing.changes,
        )

    def _leave(self, plan: DocumentPlan, layers: Layers, was: Row, standing: Standing, new: Row, fresh: bool) -> Made:
        """An edited file stays as it is; its new version is written beside it where that is asked for."""
        row = replace(was, path=standing.path, place=new.place)
        kept = Made(plan, "edited", was, row, path=standing.path, stale=not fresh, changes=standing.changes)
        if fresh:
            return kept
        data = self._render(plan, layers)
        if digest(data) == was.sha256:
            return replace(kept, stale=False)
        if self.edited == "keep":
            return kept
        path = PurePosixPath(standing.path)
        beside = replace(plan, path=path.with_stem(f"{path.stem}{NEW}"), key=f"{plan.key or plan.code}{NEW}")
        known = self.rows.get(beside.identity)
        there = self.standings[known.identity] if known else Standing("missing", str(beside.path))
        side = self._new_row(beside, known, there, self._sources(plan, layers), new.place)
        if there.state == "edited" or self._in_the_way(side, there):
            return kept
        self._hold_to_law(plan, layers, data)
        if known and known.sha256 == digest(data) and there.state == "untouched":
            return replace(kept, was=known, row=replace(known, place=new.place))
        made = self._write(beside, data, side, known, there)
        return replace(made, plan=plan, state="edited", path=standing.path, stale=True, changes=standing.changes)

    def _unknown_file(self, plan: DocumentPlan, layers: Layers, new: Row) -> Made:
        """A file that no row knows is in the way: ours from a build whose manifest is lost, or the user's."""
        file = self.out / new.path
        if read(file).get(IDENTITY) != plan.identity:
            return Made(plan, "failed", problems=(Problem("not-ours", Location(str(file))),))
        data = self._render(plan, layers)
        self._hold_to_law(plan, layers, data)
        there, stat = file.read_bytes(), file.stat()
        changes = () if there == data else tuple(compare(content(data), content(there)))
        if changes and self.edited != "replace":
            return Made(plan, "edited", path=new.path, stale=True, changes=changes)
        standing = Standing("edited" if changes else "resaved", new.path, stat.st_size, stat.st_mtime_ns, changes)
        return self._write(plan, data, new, None, standing)

    def _in_the_way(self, new: Row, standing: Standing) -> bool:
        """Whether a file that is not the document's own, nor another of ours that nobody edited, is in its place."""
        if standing.path == new.path and standing.state != "missing":
            return False
        if not (self.out / new.path).exists():
            return False
        return not any(other.path == new.path and other.ours for other in self.standings.values())

    def _new_row(
        self, plan: DocumentPlan, was: Row | None, standing: Standing, sources: Sources | None, place: int
    ) -> Row:
        """The row as it will be, its file not yet known. A file that people put elsewhere stays where it is."""
        moved = was is not None and (was.path != was.planned or standing.path != was.path)
        row = row_to_be(plan, self.share, place)
        return replace(
            row,
            path=standing.path if moved and standing.state != "missing" else row.path,
            fingerprint=self._fingerprint(plan, sources),
            sources=sources.digest if sources else "",
        )

    def _fingerprint(self, plan: DocumentPlan, sources: Sources | None) -> str:
        """A digest of all that the document is made from (the data, the template with its parts, the engine) and held
        to. `sources` is None for a released file, which is handed out as it is."""
        of: Any = plan.released.read_bytes() if plan.released else (plan.context, self.laws[plan.agency])
        whole = (plan.identity, plan.code, plan.title, plan.issue, of, sources.digest if sources else "")
        return hashlib.blake2b(marshal.dumps(whole, 0), digest_size=20).hexdigest()

    def _sources(self, plan: DocumentPlan, layers: Layers) -> Sources | None:
        return None if plan.released else self.templates.sources(layers, plan.template)

    def _render(self, plan: DocumentPlan, layers: Layers) -> bytes:
        if plan.released:
            return plan.released.read_bytes()
        return filled(plan, self.templates.find(layers, plan.template))

    def _hold_to_law(self, plan: DocumentPlan, layers: Layers, data: bytes) -> None:
        """Raises QmsdocsError when a document breaks the layout law; one that was released is what it is."""
        if plan.released is None:
            stop_on_errors(problems_of(data, plan, layers))

    def _context(self, plan: DocumentPlan) -> bytes:
        return packed({"released": str(plan.released.absolute())} if plan.released else plan.context)


def _as_it_is(new: Row, row: Row, standing: Standing) -> Row:
    """The new row of a document whose file stays."""
    return replace(
        new,
        sha256=row.sha256,
        before=row.before,
        size=standing.size,
        modified=standing.modified,
        built=row.built,
    )


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
