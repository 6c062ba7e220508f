"""YAML text → plain data plus the place of every value.

Scalars stay text until the model gives them a type: `01`, `1.10`, `no`, `12:30` mean what the user typed. An empty
value is None. A key given twice, an anchor merge (`<<`) and a key that is not plain text are problems, not surprises.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from qmsdocs.errors import Location, Problem, QmsdocsError

Plain = Any  # dict[str, Plain] | list[Plain] | str | None
Step = str | int

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Places:
    """Where one value was written, where its key was, and the same for what lies inside it."""

    value: Location
    key: Location | None = None
    inside: Mapping[Step, Places] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Plain data as people wrote it, and where."""

    data: Plain
    places: Places

    @property
    def file(self) -> str:
        return self.places.value.file

    def at(self, *path: Step) -> Location:
        """The place of the value at path, or of the nearest enclosing value that was written."""
        return self._find(path)[0].value

    def key_at(self, *path: Step) -> Location:
        """The place of the key at path, or the nearest place when no such key was written."""
        places, whole = self._find(path)
        return places.key if whole and places.key else places.value

    def part(self, *path: Step) -> Source:
        """The data below path as a Source of its own, places kept. Raises KeyError or IndexError when absent."""
        data = self.data
        for step in path:
            data = data[step]
        return Source(data, self._find(path)[0])

    def texts(self) -> Iterator[tuple[str, Location]]:
        """Every text of the data with its place."""
        return _texts(self.data, self.places)

    def under(self, key: str) -> Source:
        """The same data as the value of one key, for files whose top level is itself a free mapping."""
        return Source({key: self.data}, Places(self.places.value, None, {key: self.places}))

    def _find(self, path: tuple[Step, ...]) -> tuple[Places, bool]:
        places = self.places
        for step in path:
            if step not in places.inside:
                return places, False
            places = places.inside[step]
        return places, True


def read(file: Path, shown: str | None = None) -> Source:
    """Read one YAML file; `shown` is the name that problems print. Raises QmsdocsError with every syntax problem."""
    name = shown or str(file)
    try:
        return parse(file.read_bytes().decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        raise QmsdocsError([Problem("not-utf8", Location(name), {"position": error.start})]) from None
    except OSError as error:
        raise QmsdocsError([Problem("unreadable-file", Location(name), {"reason": error.strerror or error})]) from None


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
        return Source({}, Places(Location(name, 1, 1)))
    walk = _Walk(name)
    source = Source(*walk.read(node))
    if walk.problems:
        raise QmsdocsError(walk.problems)
    return source


def merge(nearest: Source, *farther: Source) -> Source:
    """Nearest wins, key by key: the first source that has a key gives its value; lists and texts are taken whole.

    A key written with an empty value hides what farther sources say: the merged value is None.
    """
    maps = list(takewhile(lambda source: isinstance(source.data, dict), (nearest, *farther)))
    if not maps:
        return nearest
    data: dict[str, Plain] = {}
    inside: dict[Step, Places] = {}
    for key in _all_keys(maps):
        having = [source.part(key) for source in maps if key in source.data]
        merged = merge(*having)
        data[key], inside[key] = merged.data, merged.places
    return Source(data, Places(nearest.places.value, nearest.places.key, inside))


def _texts(data: Plain, places: Places) -> Iterator[tuple[str, Location]]:
    if isinstance(data, str):
        yield data, places.value
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            if step in places.inside:
                yield from _texts(value, places.inside[step])


def _all_keys(maps: list[Source]) -> Iterator[str]:
    # The farthest source sets the order (a kind's own order of units); nearer ones add at the end.
    seen: dict[str, None] = {}
    for source in reversed(maps):
        seen.update(dict.fromkeys(source.data))
    return iter(seen)


class _Walk:
    """Turns composed nodes into plain data while noting places and mistakes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node, key: Location | None = None) -> tuple[Plain, Places]:
        if isinstance(node, yaml.MappingNode):
            data, inside = self._mapping(node)
        elif isinstance(node, yaml.SequenceNode):
            data, inside = self._sequence(node)
        else:
            data, inside = None if _is_empty(node) else node.value, {}
        return data, Places(self._place(node), key, inside)

    def _sequence(self, node: yaml.SequenceNode) -> tuple[Plain, dict[Step, Places]]:
        pairs = [self.read(child) for child in node.value]
        return [data for data, _ in pairs], {index: places for index, (_, places) in enumerate(pairs)}

    def _mapping(self, node: yaml.MappingNode) -> tuple[Plain, dict[Step, Places]]:
        data: dict[str, Plain] = {}
        inside: dict[Step, Places] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
                self.problems.append(Problem("odd-key", place))
            elif key in data:
                self.problems.append(Problem("duplicate-key", place, {"key": key, "first": inside[key].key}))
            else:
                data[key], inside[key] = self.read(value_node, place)
        return data, inside

    def _place(self, node: yaml.Node) -> Location:
        return Location(self.name, node.start_mark.line + 1, node.start_mark.column + 1)


def _is_empty(node: yaml.Node) -> bool:
    return not getattr(node, "style", None) and node.value in ("", "~", "null")
