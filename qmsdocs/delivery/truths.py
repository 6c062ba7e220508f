"""What files are held against: an output folder (its manifest), a package (its checksums, its files), a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Literal, Protocol

from qmsdocs.build.standing import digest, original
from qmsdocs.delivery.holding import Holding
from qmsdocs.delivery.listing import Entry, Listing
from qmsdocs.docx.content import Change, compare, content
from qmsdocs.errors import QmsdocsError
from qmsdocs.inputs import AGENCIES, AGENCY, PROGRAMME, RELEASES
from qmsdocs.manifest import Manifest, Row
from qmsdocs.releases.kept import History, Release, shown

State = Literal["intact", "resaved", "edited", "altered", "older", "missing", "strange", "unjudged"]


@dataclass(frozen=True)
class Known:
    """A document that a truth knows, with the digest of its file; `note` is what was told when it was packed."""

    id: str
    path: str
    agency: str
    kind: str
    code: str
    title: str
    issue: str
    sha256: str
    note: str = ""


@dataclass(frozen=True)
class Judgement:
    """What became of a file. `altered` is one that differs while nothing is left to say where."""

    state: State
    changes: tuple[Change, ...] = ()


class Truth(Protocol):
    """Something that files can be held against."""

    @property
    def shown(self) -> str: ...

    @property
    def known(self) -> Mapping[str, Known]:
        """Identity → document."""

    def path_of(self, place: Path | None, name: str) -> str:
        """How the truth calls the place of a file; `place` is the folder in which it has that name."""

    def judge(self, one: Known, data: bytes) -> Judgement:
        """What became of a file that is this document."""


def find(truth: Truth, identity: str, place: Path | None, name: str) -> Known | None:
    """The document by its identity; by its place when the file has none (any more)."""
    if identity:
        return truth.known.get(identity)
    path = truth.path_of(place, name)
    return next((one for one in truth.known.values() if one.path == path), None)


@dataclass(frozen=True)
class OfFolder:
    """An output folder: its manifest knows every document, and can make it again as it was built."""

    shown: str
    manifest: Manifest

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return self.manifest.rows()

    @cached_property
    def known(self) -> Mapping[str, Known]:
        return {identity: _known(row) for identity, row in self._rows.items()}

    def path_of(self, place: Path | None, name: str) -> str:
        inside = self.inside(place)
        return name if inside is None else (inside / name).as_posix()

    def inside(self, place: Path | None) -> PurePath | None:
        """A folder as it is called from the output folder; None for one that lies elsewhere."""
        out = self.manifest.out.absolute()
        return place.absolute().relative_to(out) if place and place.absolute().is_relative_to(out) else None

    def judge(self, one: Known, data: bytes) -> Judgement:
        row = self._rows[one.id]
        if row.before and digest(data) == row.before:
            return Judgement("older")
        return compared(row.sha256, lambda: original(self.manifest, row), data)


def _known(row: Row) -> Known:
    return Known(row.identity, row.path, row.agency, row.kind, row.code, row.title, row.issue, row.sha256)


@dataclass(frozen=True)
class OfPackage:
    """A package: its checksums tell whether a file is the one that was handed over; where it differs, only when
    `originals` holds the file as it was."""

    shown: str
    listing: Listing
    originals: Holding | None = None

    @cached_property
    def known(self) -> Mapping[str, Known]:
        return {one.id: _entered(one) for one in self.listing.entries}

    def path_of(self, place: Path | None, name: str) -> str:
        return name

    def judge(self, one: Known, data: bytes) -> Judgement:
        if self.listing.sums.get(one.path, one.sha256) != one.sha256:
            return Judgement("altered")  # the package's two lists differ: somebody changed one of them
        return compared(one.sha256, lambda: self._original(one.path, one.sha256), data)

    def _original(self, path: str, sha256: str) -> bytes | None:
        if self.originals is None or path not in self.originals.names:
            return None
        data = self.originals.read(path)
        return data if digest(data) == sha256 else None


def _entered(one: Entry) -> Known:
    note = "đã sửa sau khi tạo, trước khi giao" if one.state == "edited" else ""
    return Known(one.id, one.path, one.agency, one.kind, one.code, one.title, one.issue, one.sha256, note)


def compared(sha256: str, original: Callable[[], bytes | None], data: bytes) -> Judgement:
    """A file held against its original: by the digest, then content against content."""
    if digest(data) == sha256:
        return Judgement("intact")
    try:
        before = original()
    except QmsdocsError:  # the engine of today finds fault with the template of then
        before = None
    if before is None:
        return Judgement("altered")
    try:
        changes = compare(content(before), content(data))
    except QmsdocsError as error:
        return Judgement("edited", (Change("tệp", "", "", error.problems[0].message()),))
    return Judgement("edited", tuple(changes)) if changes else Judgement("resaved")


class Releases:
    """The releases of the workspace that a place belongs to; none when it belongs to no workspace."""

    def __init__(self, *places: Path) -> None:
        self._root = next(filter(None, map(_workspace_above, places)), None)
        self._of_agency: dict[str, History] = {}

    def find(self, agency: str, code: str, issue: str) -> Release | None:
        """The release of a document in an issue (01/02). Raises QmsdocsError when its facts are spoilt."""
        if self._root is None:
            return None
        versions = self._history(self._root, agency).by_code.get(code, {})
        return next((release for version, release in versions.items() if shown(version) == issue), None)

    def judge(self, release: Release, data: bytes) -> Judgement:
        """What became of a file that was released."""
        return compared(release.sha256, lambda: None if release.damage() else release.file.read_bytes(), data)

    def _history(self, root: Path, agency: str) -> History:
        home = root / AGENCIES / agency
        folder = (home if home.is_dir() else root) / RELEASES
        return self._of_agency.setdefault(agency, History(folder))


def _workspace_above(place: Path) -> Path | None:
    folders = (place.absolute(), *place.absolute().parents)
    found = next((folder for folder in folders if (folder / AGENCY).is_file() or (folder / PROGRAMME).is_file()), None)
    programme = found and next((f for f in found.parents[:2] if (f / PROGRAMME).is_file()), None)
    return programme or found
