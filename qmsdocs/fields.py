"""What a template may use: the fields of a kind's context, as shapes that can be checked and listed.

A kind declares its context as a TypedDict whose fields carry `About`: the words users read, and the YAML key the value
comes from. The same declaration types the code that fills the context, the static check of templates against it, and
the dictionary that `qmsdocs template fields` prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict


@dataclass(frozen=True)
class About:
    """What a field is, in Vietnamese, and where its value is written, '' when it is computed.

    A source reads `agency.yaml: units.*.name`: the file, then the key when it is not the whole file; `*` for a key that
    users choose, `[]` for each of a list. Several are parted by ` | `: the first that is written gives the value, or
    all of them together do.
    """

    words: str
    source: str = ""


@dataclass(frozen=True)
class Leaf:
    """A value that is printed or tested: text, whole number, or yes/no."""

    name: str  # "text", "number", "flag"


@dataclass(frozen=True)
class Many:
    """A list to loop over."""

    of: Shape


@dataclass(frozen=True)
class Group:
    """Named fields. `open` when further names may be there that nobody declared."""

    fields: Mapping[str, Field]
    open: bool = False


@dataclass(frozen=True)
class Anything:
    """Nothing is known of the value, so nothing can be wrong with it."""


Shape = Leaf | Many | Group | Anything


@dataclass(frozen=True)
class Field:
    """One name of a group. `optional` when some documents of the kind lack it."""

    shape: Shape
    about: About
    optional: bool = False


TEXT, NUMBER, FLAG = Leaf("text"), Leaf("number"), Leaf("flag")
_LEAVES: dict[Any, Shape] = {str: TEXT, int: NUMBER, bool: FLAG, Any: Anything(), object: Anything()}


def group_of(declared: type) -> Group:
    """The shape of a TypedDict. Raises TypeError for a field whose type has no shape."""
    hints = get_type_hints(declared, include_extras=True)
    return Group({name: _field(hint) for name, hint in hints.items()})


def shape_of(declared: Any) -> Shape:
    """The shape of a type: TypedDict → Group, list[X] → Many, str/int/bool → Leaf. Raises TypeError for others."""
    if is_typeddict(declared):
        return group_of(declared)
    origin, arguments = get_origin(declared), get_args(declared)
    if origin is Annotated:
        return shape_of(arguments[0])
    if origin is list:
        return Many(shape_of(arguments[0]))
    if origin in (Union, UnionType):
        return _one_of([shape_of(argument) for argument in arguments])
    if declared in _LEAVES:
        return _LEAVES[declared]
    raise TypeError(f"{declared!r} has no shape")


def walk(shape: Shape, path: str = "") -> Iterator[tuple[str, Field]]:
    """(path as a template writes it, field) of every field; a list's fields stand under `name[]`."""
    if isinstance(shape, Many):
        yield from walk(shape.of, f"{path}[]")
    elif isinstance(shape, Group):
        for name, field in shape.fields.items():
            inside = _below(path, name)
            yield inside, field
            yield from walk(field.shape, inside)


def unlike(value: Any, shape: Shape, path: str = "") -> Iterator[str]:
    """Where data and shape differ, one line each: what is undeclared, missing, or of another type."""
    if isinstance(shape, Group):
        yield from _unlike_group(value, shape, path)
    elif isinstance(shape, Many):
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from unlike(one, shape.of, f"{path}[{index}]")
        else:
            yield f"{path}: {type(value).__name__} instead of a list"
    elif isinstance(shape, Leaf) and _LEAVES.get(type(value)) != shape:
        yield f"{path}: {type(value).__name__} instead of {shape.name}"


def _unlike_group(value: Any, shape: Group, path: str) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{path}: {type(value).__name__} instead of a group"
        return
    for name, field in shape.fields.items():
        if name in value:
            yield from unlike(value[name], field.shape, _below(path, name))
        elif not field.optional:
            yield f"{_below(path, name)}: missing"
    if not shape.open:
        yield from (f"{_below(path, name)}: not declared" for name in value if name not in shape.fields)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _field(hint: Any) -> Field:
    about = next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, About)), About(""))
    return Field(shape_of(hint), about)


def _one_of(shapes: list[Shape]) -> Shape:
    """Several groups (the blocks of a form) become one whose fields are all those any of them has."""
    if all(shape == shapes[0] for shape in shapes):
        return shapes[0]
    if not all(isinstance(shape, Group) for shape in shapes):
        return Anything()
    groups = [shape for shape in shapes if isinstance(shape, Group)]
    names = dict.fromkeys(name for group in groups for name in group.fields)
    return Group(
        {name: _merged([group.fields[name] for group in groups if name in group.fields], len(groups)) for name in names}
    )


def _merged(found: list[Field], groups: int) -> Field:
    """One field of several groups; optional when one of them lacks it."""
    optional = len(found) < groups or any(field.optional for field in found)
    return Field(_one_of([field.shape for field in found]), found[0].about, optional)
