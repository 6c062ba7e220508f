"""YAML text → plain data plus the place of every value.

Scalars stay text until the model gives them a type: `01`, `1.10`, `no`, `12:30` mean what the user typed. An empty
value is None. A key given twice, an anchor merge (`<<`) and a key that is not plain text are problems, not surprises.

Places are asked for when there is a Problem to tell, and of most values never: they are kept as flat numbers beside the
data (`Written`), and layers laid over each other find a place by the rule they were merged by (`Source`).
"""

from __future__ import annotations

import hashlib
import marshal
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from qmsdocs.cache import Store, code_version
from qmsdocs.errors import Location, Problem, QmsdocsError

Plain = Any  # dict[str, Plain] | list[Plain] | str | None
Step = str | int
Steps = tuple[Step, ...]

_MARK = struct.Struct("<5I")


class Mark(NamedTuple):
    """Where a value is and where its key (0 when it has none), and how many values it is with all inside it."""

    line: int
    column: int
    key_line: int
    key_column: int
    size: int


@dataclass(frozen=True)
class Written:
    """One file's plain data and the marks of its values, in the order in which they are written."""

    file: str
    data: Plain
    marks: bytes

    def mark(self, path: Steps) -> Mark:
        """The mark of the value at path, which must be there."""
        number, data = 0, self.data
        for step in path:
            number += 1
            for other in data if isinstance(data, dict) else range(len(data)):
                if other == step:
                    break
                number += self._mark(number).size
            data = data[step]
        return self._mark(number)

    def under(self, key: str) -> Written:
        """The same data as the value of one key."""
        whole = self._mark(0)
        return Written(self.file, {key: self.data}, _MARK.pack(*whole[:4], whole.size + 1) + self.marks)

    def _mark(self, number: int) -> Mark:
        return Mark._make(_MARK.unpack_from(self.marks, number * _MARK.size))


@dataclass(frozen=True)
class Part:
    """A value of a file, and all inside it."""

    written: Written
    path: Steps = ()

    @property
    def data(self) -> Plain:
        data = self.written.data
        for step in self.path:
            data = data[step]
        return data

    @property
    def place(self) -> Location:
        mark = self.written.mark(self.path)
        return Location(self.written.file, mark.line, mark.column)

    @property
    def key_place(self) -> Location:
        """The place of the key, or of the value when it has none."""
        mark = self.written.mark(self.path)
        return Location(self.written.file, mark.key_line or mark.line, mark.key_column or mark.column)

    def below(self, step: Step) -> Part | None:
        """The part at one step below, or None when nothing was written there."""
        data = self.data
        if isinstance(data, dict):
            there = step in data
        else:
            there = isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)
        return Part(self.written, (*self.path, step)) if there else None


@dataclass(frozen=True)
class Source:
    """Plain data as people wrote it, and the parts of files it was laid together from, nearest first."""

    data: Plain
    parts: tuple[Part, ...]
    _found: dict[re.Pattern[str], tuple[tuple[str, Location], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def file(self) -> str:
        return self.parts[0].written.file

    def at(self, *path: Step) -> Location:
        """The place of the value at path, or of the nearest enclosing value that was written."""
        return self._find(path)[0][0].place

    def key_at(self, *path: Step) -> Location:
        """The place of the key at path, or the nearest place when no such key was written."""
        parts, whole = self._find(path)
        return parts[0].key_place if whole else parts[0].place

    def part(self, *path: Step) -> Source:
        """The data below path as a Source of its own, places kept. Raises KeyError or IndexError when absent."""
        data = self.data
        for step in path:
            data = data[step]
        return Source(data, self._find(path)[0])

    def search(self, pattern: re.Pattern[str]) -> tuple[tuple[str, Location], ...]:
        """Every text in which the pattern is found, with its place. The texts are gone through once a pattern."""
        if pattern not in self._found:
            found = _search(self.data, pattern.search, ())
            self._found[pattern] = tuple((text, self.at(*path)) for text, path in found)
        return self._found[pattern]

    def under(self, key: str) -> Source:
        """A whole file as the value of one key, for files whose top level is itself a free mapping."""
        (part,) = self.parts
        return _whole(part.written.under(key))

    def _find(self, path: Steps) -> tuple[tuple[Part, ...], bool]:
        """The parts at path, or at the nearest enclosing value that was written; and whether it is the value itself."""
        parts = self.parts
        for step in path:
            below = tuple(found for part in _laid_over(parts) if (found := part.below(step)))
            if not below:
                return parts, False
            parts = below
        return parts, True

    def __reduce__(self) -> tuple[type[Source], tuple[Plain, tuple[Part, ...]]]:
        return Source, (self.data, self.parts)


def read(file: Path, shown: str | None = None, store: Store | None = None) -> Source:
    """Read one YAML file; `shown` is the name that problems print. Raises QmsdocsError with every syntax problem.

    With a store, text that was parsed before is not parsed again.
    """
    name = shown or str(file)
    try:
        content = file.read_bytes()
        return _parsed_before(content, name, store) if store else _parsed(content, name)
    except UnicodeDecodeError as error:
        raise QmsdocsError([Problem("not-utf8", Location(name), {"position": error.start})]) from None
    except OSError as error:
        raise QmsdocsError([Problem("unreadable-file", Location(name), {"reason": error.strerror or error})]) from None


def _parsed(content: bytes, name: str) -> Source:
    return parse(content.decode("utf-8-sig"), name)


def _parsed_before(content: bytes, name: str, store: Store) -> Source:
    key = hashlib.sha256(code_version(".").encode() + content).hexdigest()
    if kept := store.get(key):
        return _whole(Written(name, *marshal.loads(kept)))
    source = _parsed(content, name)
    written = source.parts[0].written
    store.put(key, marshal.dumps((written.data, written.marks)))
    return source


def parse(text: str, name: str) -> Source:
    """Parse YAML text. Raises QmsdocsError (code yaml-syntax, duplicate-key, …)."""
    try:
        node = yaml.compose(unicodedata.normalize("NFC", text), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        raise QmsdocsError([Problem("yaml-syntax", where, {"reason": error.problem or error.context})]) from None
    except yaml.YAMLError as error:
        raise QmsdocsError([Problem("yaml-syntax", Location(name), {"reason": str(error).splitlines()[0]})]) from None
    if node is None:
        return _whole(Written(name, {}, _MARK.pack(1, 1, 0, 0, 1)))
    walk = _Walk(name)
    data = walk.read(node)
    if walk.problems:
        raise QmsdocsError(walk.problems)
    return _whole(Written(name, data, struct.pack(f"<{len(walk.marks)}I", *walk.marks)))


def merge(*sources: Source) -> Source:
    """Sources as they were read, laid over each other. Nearest wins, key by key: the first source that has a key gives
    its value; lists and texts are taken whole.

    A key written with an empty value hides what farther sources say: the merged value is None.
    """
    return Source(
        _merged([source.data for source in sources]), tuple(part for source in sources for part in source.parts)
    )


def _whole(written: Written) -> Source:
    return Source(written.data, (Part(written),))


def _merged(layers: Sequence[Plain]) -> Plain:
    maps = list(takewhile(lambda data: isinstance(data, dict), layers))
    if len(maps) <= 1:
        return layers[0]
    # The farthest source sets the order (a kind's own order of units); nearer ones add at the end.
    keys = dict.fromkeys(key for data in reversed(maps) for key in data)
    return {key: _merged([data[key] for data in maps if key in data]) for key in keys}


def _laid_over(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts that a merge takes keys from; a list or a text is taken whole from the nearest."""
    return tuple(takewhile(lambda part: isinstance(part.data, dict), parts)) or parts[:1]


def _search(data: Plain, found_in: Callable[[str], object], path: Steps) -> Iterator[tuple[str, Steps]]:
    if isinstance(data, str):
        if found_in(data):
            yield data, path
    elif data:
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            if value.__class__ is not str or found_in(value):
                yield from _search(value, found_in, (*path, step))


_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BaseLoader):  # type: ignore[misc]
    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """No tag: whether a text is a number or a date is for the model to say, and asking here costs a fifth."""
        return ""


class _Walk:
    """Turns composed nodes into plain data while noting marks and mistakes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: list[int] = []
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node, key_line: int = 0, key_column: int = 0) -> Plain:
        marks, begin = self.marks, len(self.marks)
        start = node.start_mark
        marks += (start.line + 1, start.column + 1, key_line, key_column, 1)
        if isinstance(node, yaml.ScalarNode):
            return None if _is_empty(node) else node.value
        data = self._mapping(node) if isinstance(node, yaml.MappingNode) else self._sequence(node)
        marks[begin + 4] = (len(marks) - begin) // 5  # the size, now that all inside is read
        return data

    def _sequence(self, node: yaml.Node) -> list[Plain]:
        return [self.read(one) for one in node.value]

    def _mapping(self, node: yaml.Node) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key, start = key_node.value, key_node.start_mark
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                self.problems.append(Problem("odd-key", self._place(key_node)))
            elif key in data:
                first = next(other for other, _ in node.value if other.value == key)
                words = {"key": key, "first": self._place(first)}
                self.problems.append(Problem("duplicate-key", self._place(key_node), words))
            else:
                data[key] = self.read(value_node, start.line + 1, start.column + 1)
        return data

    def _place(self, node: yaml.Node) -> Location:
        return Location(self.name, node.start_mark.line + 1, node.start_mark.column + 1)


def _is_empty(node: yaml.ScalarNode) -> bool:
    return not node.style and node.value in ("", "~", "null")
