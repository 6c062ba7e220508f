"""A loaded workspace, kept until a file that it was read from changes.

It is kept in pieces: each agency, and each thing that agencies share (procedures, standards, kinds). Loading then reads
one entry of the store and thaws nothing; an agency is thawed when it is asked for, what it shares once for all.
"""

from __future__ import annotations

import gc
import hashlib
import io
import marshal
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pydantic

from qmsdocs import resources
from qmsdocs.cache import Store, code_version
from qmsdocs.workspace import AGENCIES, OWN_FOLDERS, PROGRAMME_FOLDERS, Entry, Qms, Workspace

_GROUPS = ("procedures", "agency_kinds", "manuals", "standards")


def fingerprint(root: Path) -> bytes:
    """A digest of every file that loading the workspace can read: the user's YAML files and the built-in ones."""
    whole = hashlib.sha256()
    for name, file in inputs(root):
        whole.update(os.fsencode(f"{name}\n"))
        whole.update(_digest(file) if file else b"")
    return whole.digest()


def find(root: Path, store: Store, read_from: bytes) -> Workspace | None:
    """The workspace as it was kept, when it was read from the same files; else None."""
    kept = store.get(_key(root))
    if kept is None or kept[: len(read_from)] != read_from:
        return None
    agencies, offices, shared, programme, source = marshal.loads(memoryview(kept)[len(read_from) :])
    pieces = _Pieces(shared)
    entries = tuple(Entry(slug, cohort, partial(_thaw, frozen, pieces)) for slug, cohort, frozen in agencies)
    by_slug = {entry.slug: entry for entry in entries}
    bodies = {
        name: by_slug.get(slug) or Entry(slug, None, partial(_thaw, frozen, pieces)) for name, slug, frozen in offices
    }
    whole, written = (None if number is None else pieces[number] for number in (programme, source))
    return Workspace(root, whole, entries, bodies, source=written)


def keep(workspace: Workspace, store: Store, read_from: bytes) -> None:
    """Put the workspace into the store, instead of what was kept of its folder before."""
    own = {entry.slug for entry in workspace.entries}
    others = [entry.qms for entry in workspace.offices.values() if entry.slug not in own]
    of_all = (workspace.programme, workspace.source)
    met = [one for one in of_all if one] + [one for qms in (*workspace.systems, *others) for one in _shared(qms)]
    shared = list({id(one): one for one in met}.values())
    numbers = {id(one): number for number, one in enumerate(shared)}
    agencies = [(entry.slug, entry.cohort, _freeze(entry.qms, numbers)) for entry in workspace.entries]
    offices = [
        (name, entry.slug, b"" if entry.slug in own else _freeze(entry.qms, numbers))
        for name, entry in workspace.offices.items()
    ]
    pieces = [pickle.dumps(one, protocol=5) for one in shared]
    frozen = marshal.dumps((agencies, offices, pieces, *(numbers.get(id(one)) for one in of_all)))
    store.put(_key(workspace.root), read_from + frozen)


def _key(root: Path) -> str:
    # Problems name files as the folder was given, so that way belongs to the key as well as the folder itself.
    named = "\n".join(("snapshot", str(root), str(root.resolve()), code_version(".", "model"), pydantic.VERSION))
    return hashlib.sha256(os.fsencode(named)).hexdigest()


def inputs(root: Path) -> Iterator[tuple[str, Path | None]]:
    """(name, file) of every input, and (name, None) of every folder of an agency, in a fixed order."""
    folders = [("", root)]
    for agency in _entries(root / AGENCIES):
        if agency.is_dir():
            yield agency.name, None
            folders.append((f"{AGENCIES}/{agency.name}", Path(agency.path)))
    for shown, folder in folders:
        for group in ("", *_GROUPS, *OWN_FOLDERS, *PROGRAMME_FOLDERS):
            yield from _yaml_files(f"{shown}/{group}", folder / group)
    for group in _GROUPS:
        yield from _yaml_files(f"built in {group}", resources.folder(group))


def _yaml_files(shown: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for entry in _entries(folder):
        if entry.name.lower().endswith(".yaml"):
            yield f"{shown}/{entry.name}", Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _digest(file: Path) -> bytes:
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b"unreadable"


def _shared(qms: Qms) -> Iterable[object]:
    """What an agency has in common with others."""
    yield from (qms.standard, qms.regime, qms.acts, qms.manual, qms.manual_source, qms.questions)
    yield from (one for one in (qms.programme, qms.cohort) if one)
    yield from (one for used in qms.procedures for one in (used.procedure, used.source))
    yield from (part.written for part in qms.source.parts)


class _Pickler(pickle.Pickler):
    """Writes an agency, with a number wherever it has something that is kept apart."""

    def __init__(self, file: io.BytesIO, numbers: Mapping[int, int]) -> None:
        super().__init__(file, protocol=5)
        self.numbers = numbers

    def persistent_id(self, one: object) -> int | None:
        return self.numbers.get(id(one))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, pieces: _Pieces) -> None:
        super().__init__(file)
        self.pieces = pieces

    def persistent_load(self, number: int) -> object:
        return self.pieces[number]


class _Pieces:
    """What agencies share, each thawed when it is first met."""

    def __init__(self, frozen: Sequence[bytes]) -> None:
        self.frozen = frozen
        self.thawed: dict[int, object] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self.thawed:
            self.thawed[number] = pickle.loads(self.frozen[number])
        return self.thawed[number]


def _freeze(qms: Qms, numbers: Mapping[int, int]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, numbers).dump(qms)
    return file.getvalue()


def _thaw(frozen: bytes, pieces: _Pieces) -> Qms:
    with _nothing_collected():
        qms: Qms = _Unpickler(io.BytesIO(frozen), pieces).load()
    return qms


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Without the garbage collector, which would look again and again through thousands of new objects to keep."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
