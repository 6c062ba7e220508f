"""Packages: one ZIP a recipient, written whole or not at all; the same documents give the same bytes.

Files are stored as they are (Word files are packed already), so that bytes do not hang on who deflated them, and go
through one by one, so that memory does not grow with the size of a set.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from qmsdocs import text
from qmsdocs.build import writing
from qmsdocs.build.shares import PROVINCE
from qmsdocs.cache import Store
from qmsdocs.delivery import naming
from qmsdocs.delivery.contents import BLOCK, Item, digest_of, gathered
from qmsdocs.delivery.covering import Cover, cover_of, cover_of_province
from qmsdocs.delivery.listing import MANIFEST, SUMS, Entry, manifest_text, sums_text
from qmsdocs.delivery.recipients import Recipient
from qmsdocs.docx import Templates, render
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.kinds import delivery_list
from qmsdocs.layers import Layers
from qmsdocs.workspace import Workspace

LIST = f"{delivery_list.TITLE}.docx"

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: no clock in the bytes
_EDITED, _STALE, _RELEASED = "Đã sửa sau khi tạo", "nội dung gốc đã có bản mới", "Bản phát hành"


@dataclass(frozen=True)
class Packed:
    """One package: its file, how many documents and files it holds, the documents that somebody had edited. `kept` is
    where an earlier package of the same name now is; `fresh` whether that was there already, byte for byte."""

    file: Path
    documents: int
    files: int
    edited: tuple[Entry, ...]
    stale: tuple[Entry, ...]
    fresh: bool = False
    kept: Path | None = None


def pack(workspace: Workspace, recipient: Recipient, out: Path, to: Path, store: Store | None = None) -> list[Packed]:
    """Pack the documents that lie in `out` for a recipient, into the folder `to`: a package for each agency, or one for
    the whole province.

    Raises QmsdocsError with every document that is not as it should be (stale, missing, blocked), and then writes
    nothing.
    """
    templates = Templates(store)
    problems: list[Problem] = []
    waiting: list[tuple[Path, Packed]] = []
    try:
        for cover, items, found in _packages(workspace, recipient, out, store):
            problems += found
            if not items and not found:
                problems.append(Problem("pack-nothing", Location(cover.slug)))
            if not problems:
                waiting.append(_write(cover, recipient, items, to, templates))
        if problems:
            raise QmsdocsError(problems)
        writing.settle()
        return [_settled(*one) for one in waiting]
    finally:
        writing.sweep([to])


def _packages(
    workspace: Workspace, recipient: Recipient, out: Path, store: Store | None
) -> Iterator[tuple[Cover, list[Item], list[Problem]]]:
    systems = {entry.slug: entry for entry in workspace.entries}
    every = gathered(workspace, recipient, out, store)
    if recipient != "province" or workspace.programme is None or not workspace.whole:
        for share, items, problems in every:
            inside = [replace(item, folder=item.folder[1:]) for item in items]
            yield cover_of(systems[share].qms, recipient) if share in systems else _nobody(share), inside, problems
        return
    places = {slug: number for number, slug in enumerate(systems, start=1)}
    whole: list[Item] = []
    found: list[Problem] = []
    for share, items, problems in every:
        if share != PROVINCE and share in systems:
            folder = naming.folder_of_agency(places[share], systems[share].qms.agency.name)
            items = [replace(item, folder=(folder,)) for item in items]
        whole += items
        found += problems
    yield cover_of_province(workspace), whole, found


def _write(
    cover: Cover, recipient: Recipient, items: Sequence[Item], to: Path, templates: Templates
) -> tuple[Path, Packed]:
    """The package under a temporary name, and what it will be."""
    name = naming.package_name(cover.slug, recipient)
    placed = list(_placed(items))
    plan = delivery_list.plan_of(
        cover.slug, cover.owner, f"{name}.zip", cover.subject, cover.giver, cover.taker, [*map(_line, placed)]
    )
    listed = render(plan, cover.layers, templates)
    with writing.stream(to / f"{name}.zip") as (waiting, stream), zipfile.ZipFile(stream, "w") as archive:
        sums = {LIST: _put(archive, LIST, io.BytesIO(listed), len(listed))}
        others = dict(sums)
        for item in placed:
            sums[item.facts.path] = _copied(archive, item.facts.path, item.file, item.facts.sha256)
            for file in item.beside:
                path = item.facts.path.removesuffix(".docx") + file.suffix
                sums[path] = others[path] = _copied(archive, path, file, digest_of(file))
        entries = [item.facts for item in placed]
        manifest = manifest_text(name, recipient, entries, others).encode()
        sums[MANIFEST] = _put(archive, MANIFEST, io.BytesIO(manifest), len(manifest))
        told = sums_text(sums).encode()
        _put(archive, SUMS, io.BytesIO(told), len(told))
    edited = tuple(item.facts for item in placed if item.edited)
    stale = tuple(item.facts for item in placed if item.stale)
    return waiting, Packed(to / f"{name}.zip", len(placed), len(sums) + 1, edited, stale)


def _placed(items: Sequence[Item]) -> Iterator[Item]:
    """The items with their paths in the package."""
    width = max(2, len(str(len(items))))
    for place, item in enumerate(items, start=1):
        path = naming.document_path("/".join(item.folder), f"{place:0{width}}", item.facts.code, item.facts.title)
        yield replace(item, facts=replace(item.facts, path=path))


def _line(item: Item) -> delivery_list.Line:
    facts = item.facts
    notes = [
        *([_EDITED] if item.edited else []),
        *([_STALE] if item.stale else []),
        *([f"{_RELEASED} {_day(facts.released)}"] if facts.released else []),
    ]
    folder, _, name = facts.path.rpartition("/")
    return delivery_list.Line(
        folder=folder,
        number=name.split(" ")[0],
        code=facts.code,
        title=facts.title,
        issue=facts.issue,
        date=facts.date,
        files=1 + len(item.beside),
        note="; ".join(notes),
        edited=item.edited,
    )


def _day(iso: str) -> str:
    return text.short_date(datetime.date.fromisoformat(iso))


def _copied(archive: zipfile.ZipFile, path: str, file: Path, sha256: str) -> str:
    """Copy a file into the package. Raises QmsdocsError when it is not what it was a moment ago."""
    try:
        with file.open("rb") as data:
            found = _put(archive, path, data, file.stat().st_size)
    except FileNotFoundError:
        found = ""
    if found != sha256:
        raise QmsdocsError([Problem("pack-changed", Location(str(file)))])
    return sha256


def _put(archive: zipfile.ZipFile, path: str, data: BinaryIO, size: int) -> str:
    """Store a file in the package; its digest."""
    info = zipfile.ZipInfo(path, _DAY)
    info.create_system, info.external_attr, info.file_size = 3, 0o100644 << 16, size  # the same on every system
    whole = hashlib.sha256()
    with archive.open(info, "w") as entry:
        while block := data.read(BLOCK):
            entry.write(block)
            whole.update(block)
    return whole.hexdigest()


def _settled(waiting: Path, packed: Packed) -> Packed:
    """The package in its place. One of that name with other bytes was a delivery, too: it is kept beside it."""
    target = packed.file
    if not target.exists():
        writing.move(waiting, target)
        return packed
    if digest_of(target) == digest_of(waiting):
        return replace(packed, fresh=True)
    kept = _aside(target)
    writing.move(target, kept)
    writing.move(waiting, target)
    return replace(packed, kept=kept)


def _aside(target: Path) -> Path:
    """so-tu-phap-co-quan.2026-11-22.zip: the day on which it was written, with a number when there are more."""
    day = datetime.date.fromtimestamp(target.stat().st_mtime).isoformat()
    names = (f"{target.stem}.{day}{suffix}.zip" for suffix in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(file for name in names if not (file := target.with_name(name)).exists())


def _nobody(share: str) -> Cover:
    """The cover of an agency that could not be read, whose package is not written."""
    return Cover(share, "", "", "", "", Layers())
