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

from qmsdocs.cache import Store, code_version
from qmsdocs.workspace import Entry, Qms, Workspace

_HELD = 64  # agencies


def find(root: Path, store: Store, read_from: bytes) -> Workspace | None:
    """The workspace as it was kept, when it was read from the same files; else None."""
    kept = store.get(_key(root))
    if kept is None or kept[: len(read_from)] != read_from:
        return None
    return _thawed(root, kept[len(read_from) :])


def _thawed(root: Path, frozen: bytes) -> Workspace:
    agencies, offices, shared, programme, source = marshal.loads(frozen)
    pieces = _Pieces(shared)
    ice = _Ice([data for *_, data in (*agencies, *offices)], pieces)
    entries = tuple(
        Entry(slug, cohort, partial(ice.thaw, n), partial(ice.let_go, n))
        for n, (slug, cohort, _) in enumerate(agencies)
    )
    by_slug = {entry.slug: entry for entry in entries}
    bodies = {
        name: by_slug.get(slug) or Entry(slug, None, partial(ice.thaw, n))
        for n, (name, slug, _) in enumerate(offices, start=len(entries))
    }
    whole = [None if number is None else pieces[number] for number in (programme, source)]
    return Workspace(root, whole[0], entries, bodies, whole[1])


def keep(workspace: Workspace, store: Store, read_from: bytes) -> Workspace:
    """Put the workspace into the store, instead of what was kept of its folder before; the same workspace, frozen."""
    frozen = _frozen(workspace)
    store.put(_key(workspace.root), read_from + frozen)
    return _thawed(workspace.root, frozen)


def _frozen(workspace: Workspace) -> bytes:
    own = {entry.slug for entry in workspace.entries}
    others = [entry.qms for entry in workspace.offices.values() if entry.slug not in own]
    shared = list({id(one): one for qms in (*workspace.systems, *others) for one in _shared(qms)}.values())
    shared += [workspace.source] if workspace.source else []
    numbers = {id(one): number for number, one in enumerate(shared)}
    agencies = [(entry.slug, entry.cohort, _freeze(entry.qms, numbers)) for entry in workspace.entries]
    offices = [
        (name, entry.slug, b"" if entry.slug in own else _freeze(entry.qms, numbers))
        for name, entry in workspace.offices.items()
    ]
    pieces = [pickle.dumps(one, protocol=5) for one in shared]
    whole = [numbers.get(id(one)) for one in (workspace.programme, workspace.source)]
    return marshal.dumps((agencies, offices, pieces, *whole))


def _key(root: Path) -> str:
    # Problems name files as the folder was given, so that way belongs to the key as well as the folder itself.
    named = "\n".join(("snapshot", str(root), str(root.resolve()), code_version(".", "model"), pydantic.VERSION))
    return hashlib.sha256(os.fsencode(named)).hexdigest()


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

    def __reduce__(self) -> Any:
        return (_Pieces, (self.frozen,))

    def __getitem__(self, number: int) -> Any:
        if number not in self.thawed:
            self.thawed[number] = pickle.loads(self.frozen[number])
        return self.thawed[number]


class _Ice:
    """Frozen agencies. Of those that were thawed, the last few are held: enough for a province, too few to matter."""

    def __init__(self, frozen: Sequence[bytes], pieces: _Pieces) -> None:
        self.frozen, self.pieces = frozen, pieces
        self.thawed: dict[int, Qms] = {}

    def __reduce__(self) -> Any:
        return (_Ice, (self.frozen, self.pieces))

    def thaw(self, number: int) -> Qms:
        qms = self.thawed.pop(number, None) or _thaw(self.frozen[number], self.pieces)
        self.thawed[number] = qms  # the last in the order of use
        if len(self.thawed) > _HELD:
            del self.thawed[next(iter(self.thawed))]
        return qms

    def let_go(self, number: int) -> None:
        """Hold it no longer; it can be thawed again."""
        self.thawed.pop(number, None)


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
