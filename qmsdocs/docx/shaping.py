"""What expressions of templates make of the shapes of data: the items of a list, a filter's result, a method's result.

Where the result cannot be told for sure it is `Anything`, with which nothing can be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from qmsdocs.fields import FLAG, NUMBER, TEXT, About, Anything, Field, Group, Leaf, Many, Shape

ANYTHING = Anything()
_METHODS_OF_TEXT: dict[str, Shape] = {
    **dict.fromkeys(("split", "rsplit", "splitlines", "partition", "rpartition"), Many(TEXT)),
    **dict.fromkeys(("count", "find", "index", "rfind", "rindex"), NUMBER),
    **dict.fromkeys(("startswith", "endswith"), FLAG),
}
_COUNTING = frozenset({"abs", "count", "float", "int", "length", "round", "sum", "wordcount"})
# Filters that write what they are given as text: a group or a list would show as Python writes it.
_MARKING = frozenset({"e", "escape", "forceescape", "safe"})  # their result is markup, not a mere text
_WRITING = {"capitalize", "center", "indent", "lower", "replace", "striptags", "title", "trim", "upper"}
PRINTING = _MARKING | _WRITING
_KEEPING = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
_PICKING = frozenset({"first", "last", "max", "min"})
# The filters that look up an attribute: the number of the argument that names it, when it has no keyword.
ATTRIBUTE: dict[str, int | None] = {
    **dict.fromkeys(("groupby", "rejectattr", "selectattr", "sum"), 0),
    **dict.fromkeys(("join", "max", "min", "unique"), 1),
    "sort": 2,
    "map": None,
}


@dataclass(frozen=True)
class Row(Group):
    """A tuple: a value for each of its places, in the order of its fields."""


@dataclass(frozen=True)
class Function(Anything):
    """A function, or a method of a value (`owner`): it can be called, and has no text."""

    name: str
    owner: Shape


def row(*shapes: Shape, names: Sequence[str] = ()) -> Row:
    """The tuple of these shapes; its places are named by their numbers, or by `names`."""
    named = zip(names or map(str, count()), shapes, strict=False)
    return Row({name: Field(shape, About("")) for name, shape in named})


def shapes_of(group: Group) -> list[Shape]:
    """The shapes of a group's fields, in their order."""
    return [field.shape for field in group.fields.values()]


def either(shapes: Iterable[Shape]) -> Shape:
    """The shape of a value that has one of these."""
    first, *others = [*shapes] or [ANYTHING]
    return first if all(first == other for other in others) else ANYTHING


def item(shape: Shape) -> Shape:
    """One of what a list, or what filters and loops take for one, holds."""
    if isinstance(shape, Many):
        return shape.of
    if isinstance(shape, Row):
        return either(shapes_of(shape))
    return TEXT if isinstance(shape, Group) or shape == TEXT else ANYTHING


def pairs(group: Shape) -> Shape:
    """What `items` gives of a group: pairs of a name and a value."""
    return Many(row(TEXT, either(shapes_of(group)))) if isinstance(group, Group) and not group.open else ANYTHING


def called(made: Function, given: Sequence[Shape]) -> Shape:
    """The result of a call."""
    owner, name = made.owner, made.name
    if isinstance(owner, Group):
        values = ANYTHING if owner.open else either(shapes_of(owner))
        return {"keys": Many(TEXT), "values": Many(values), "items": pairs(owner)}.get(name, ANYTHING)
    if owner == TEXT:
        return _METHODS_OF_TEXT.get(name, FLAG if name.startswith("is") else TEXT)
    return Many(NUMBER) if name == "range" else ANYTHING


def filtered(name: str, value: Shape, given: Sequence[Shape], looked_up: Shape | None) -> Shape:
    """The result of a filter; `looked_up` is the shape of the attribute that it is given by name."""
    one = item(value)
    if name in _COUNTING:
        return NUMBER
    if name in _KEEPING:
        return TEXT if name == "reverse" and value == TEXT else Many(one)
    if name in _PICKING:
        return one
    if name in ("batch", "slice"):
        return Many(Many(one))
    if name in ("items", "dictsort"):
        return pairs(value)
    if name == "map":
        return Many(looked_up or ANYTHING)
    if name == "groupby":
        return Many(row(looked_up or ANYTHING, Many(one), names=("grouper", "list")))
    if name in ("default", "d"):
        return either([value, *given[:1]])
    if name == "join":
        return TEXT if isinstance(looked_up or one, Leaf) else ANYTHING
    if name in _WRITING:
        return TEXT if isinstance(value, Leaf) else ANYTHING
    return ANYTHING


def of_constant(value: Any) -> Shape:
    """The shape of a value written in a tag. An empty text says nothing: it may stand for what is not there."""
    if value == "" or value is None:
        return ANYTHING
    return FLAG if isinstance(value, bool) else TEXT if isinstance(value, str) else NUMBER


def sample(shape: Shape) -> object:
    """A value of that shape, to ask what can be looked up in it besides the data."""
    if isinstance(shape, Leaf):
        return {"text": "", "number": 0, "flag": False}[shape.name]
    return [] if isinstance(shape, Many) else () if isinstance(shape, Row) else {}
