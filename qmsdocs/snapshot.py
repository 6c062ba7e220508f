"""A loaded workspace in little memory, and kept until a file that it was read from changes.

Agencies are frozen one by one: packed bytes, with a number for each thing that they share (procedures, standards,
kinds). Only those in use are thawed, so that loading a whole country takes hardly more memory than loading an agency;
and what is kept in the store is read without thawing any.
"""

from __future__ import annotations

import gc
import hashlib
import io
import marshal
import os
import pickle
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import pydantic

from qmsdocs.cache import Store, code_version
from qmsdocs.workspace import Entry, Qms, Workspace

T = TypeVar("T")

_AGENCIES = 40  # thawed at once: those of a province
_SHARED = 2000  # things that agencies share, thawed at once: several times what a province has
_LEVEL = 3  # of compression: the next ones take twice the time for a tenth of the room


class Ice:
    """The agencies of a workspace, each frozen until it is asked for. It can be sent to another process."""

    def __init__(self, agencies: Iterable[bytes] = (), shared: Iterable[bytes] = ()) -> None:
        self.agencies = Frozen[Qms](agencies, _AGENCIES, self._freeze, self._thaw)
        self.shared = Frozen[object](shared, _SHARED, partial(pickle.dumps, protocol=5), pickle.loads)
        self._numbers: dict[int, int] = {}  # id of a shared thing → its number

    def __reduce__(self) -> tuple[type[Ice], tuple[list[bytes], list[bytes]]]:
        return (Ice, self.frozen())

    def entry(self, qms: Qms) -> Entry:
        """Take in an agency; the entry that gives it back."""
        return self.entry_of(self.agencies.add(qms), qms.slug, qms.agency.cohort)

    def entry_of(self, number: int, slug: str, cohort: int | None) -> Entry:
        """The entry of the agency that was taken in as the one with that number."""
        return Entry(slug, cohort, Thaw(self, number), partial(self.let_go, number))

    def let_go(self, number: int) -> None:
        self.agencies.let_go(number)

    def number(self, one: object) -> int:
        """The number of a shared thing, which is taken in when it has none."""
        known = self._numbers.get(id(one))
        if known is None or self.shared.held.get(known) is not one:  # what was let go leaves its id to others
            known = self._numbers[id(one)] = self.shared.add(one)
        return known

    def frozen(self) -> tuple[list[bytes], list[bytes]]:
        """The bytes of all agencies, and of what they share."""
        return self.agencies.frozen(), self.shared.frozen()  # in this order: freezing an agency takes in what it shares

    def _freeze(self, qms: Qms) -> bytes:
        file = io.BytesIO()
        _Pickler(file, {id(one): self.number(one) for one in _shared(qms)}).dump(qms)
        return file.getvalue()

    def _thaw(self, data: bytes) -> Qms:
        with _nothing_collected():
            qms: Qms = _Unpickler(io.BytesIO(data), self.shared).load()
        return qms


@dataclass(frozen=True)
class Thaw:
    """Fetches one agency."""

    ice: Ice
    number: int

    @property
    def held(self) -> bool:
        """Whether it is at hand."""
        return self.number in self.ice.agencies.held

    def __call__(self) -> Qms:
        return self.ice.agencies.get(self.number)


class Frozen(Generic[T]):
    """Things by number. Those last in use are held as they are, `limit` of them; the others are packed bytes."""

    def __init__(
        self, packed: Iterable[bytes], limit: int, dumps: Callable[[T], bytes], loads: Callable[[bytes], T]
    ) -> None:
        self.held: dict[int, T] = {}  # in the order of use
        self._packed: list[bytes | None] = list(packed)  # None: never packed yet, so it is held
        self._limit, self._dumps, self._loads = limit, dumps, loads
        self._lock = threading.RLock()  # a worker of a cluster may have several threads

    def add(self, one: T) -> int:
        """Take in a thing; its number."""
        with self._lock:
            self._packed.append(None)
            return self._hold(len(self._packed) - 1, one)

    def get(self, number: int) -> T:
        with self._lock:
            one = self.held.pop(number) if number in self.held else self._loads(zlib.decompress(self._pack(number)))
            self._hold(number, one)
            return one

    def let_go(self, number: int) -> None:
        """Hold a thing no longer."""
        with self._lock:
            if number in self.held:
                self._pack(number)
                del self.held[number]

    def frozen(self) -> list[bytes]:
        """The packed bytes of all, by number."""
        with self._lock:
            return [self._pack(number) for number in range(len(self._packed))]

    def _hold(self, number: int, one: T) -> int:
        self.held[number] = one
        if len(self.held) > self._limit:
            self.let_go(next(iter(self.held)))
        return number

    def _pack(self, number: int) -> bytes:
        packed = self._packed[number]
        if packed is None:
            packed = self._packed[number] = zlib.compress(self._dumps(self.held[number]), _LEVEL)
        return packed


def find(root: Path, store: Store, read_from: bytes) -> Workspace | None:
    """The workspace as it was kept, when it was read from the same files; else None."""
    kept = store.get(_key(root))
    if kept is None or kept[: len(read_from)] != read_from:
        return None
    agencies, bodies, frozen, programme, source = marshal.loads(memoryview(kept)[len(read_from) :])
    ice = Ice(*frozen)
    entries = {slug: ice.entry_of(number, slug, cohort) for number, slug, cohort in agencies}
    offices = {name: entries.get(slug) or ice.entry_of(number, slug, None) for name, number, slug in bodies}
    whole: list[Any] = [None if number is None else ice.shared.get(number) for number in (programme, source)]
    return Workspace(root, whole[0], tuple(entries.values()), offices, whole[1])


def keep(workspace: Workspace, ice: Ice, store: Store, read_from: bytes) -> None:
    """Put the workspace, whose agencies are in the ice, into the store, instead of what was kept of its folder."""
    agencies = [(_number(entry), entry.slug, entry.cohort) for entry in workspace.entries]
    bodies = [(name, _number(entry), entry.slug) for name, entry in workspace.offices.items()]
    whole = [None if one is None else ice.number(one) for one in (workspace.programme, workspace.source)]
    store.put(_key(workspace.root), read_from + marshal.dumps((agencies, bodies, ice.frozen(), *whole)))


def _number(entry: Entry) -> int:
    assert isinstance(entry.fetch, Thaw)
    return entry.fetch.number


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
    def __init__(self, file: io.BytesIO, shared: Frozen[object]) -> None:
        super().__init__(file)
        self.shared = shared

    def persistent_load(self, number: int) -> object:
        return self.shared.get(number)


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
