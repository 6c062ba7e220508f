"""What differs between two contexts of one kind of document, in the words its fields are described with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeVar

from qmsdocs.fields import Anything, Group, Many, Shape

One = TypeVar("One")

_SHOWN = 160  # letters of a value that a difference shows
_BEFORE = 40  # letters shown before the place where two long values part
_ALIKE = 0.5  # two items of a list that are at least so much alike are one item, changed


@dataclass(frozen=True)
class Difference:
    """One place that differs: `before` is '' for what is new, `after` is '' for what fell away."""

    where: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return f"{self.where}: thêm “{self.after}”"
        if not self.after:
            return f"{self.where}: bỏ “{self.before}”"
        return f"{self.where}: “{self.before}” thành “{self.after}”"


def differences(before: Any, after: Any, shape: Shape, where: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every difference in order. Serial numbers that only follow from an item's place are not told."""
    if before == after:
        return
    if isinstance(shape, Group) and isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_groups(before, after, shape, where)
    elif isinstance(shape, Many) and isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(before, after, shape.of, where)
    else:
        yield Difference(_place(where), *apart(_words(before), _words(after)))


def told(found: Iterable[Difference], most: int = 6) -> str:
    """The differences as one sentence; beyond `most` they are counted."""
    every = [str(one) for one in found]
    more = f"; và {len(every) - most} chỗ khác" if len(every) > most else ""
    return "; ".join(every[:most]) + more


def _of_groups(
    before: Mapping[str, Any], after: Mapping[str, Any], shape: Group, where: tuple[str, ...]
) -> Iterator[Difference]:
    for name in dict.fromkeys((*before, *after)):
        field = shape.fields.get(name)
        inner = field.shape if field else Anything()
        words = re.split("[;,:(]", field.about.words)[0].strip() if field else name
        # What only gathers other fields (`procedure`, `document`) adds nothing to where they are.
        here = where if isinstance(inner, Group) and not where else (*where, words)
        yield from differences(before.get(name), after.get(name), inner, here)


def _of_lists(before: list[Any], after: list[Any], shape: Shape, where: tuple[str, ...]) -> Iterator[Difference]:
    keys = [_key(item) for item in before], [_key(item) for item in after]
    only = len(before) == len(after) == 1  # a list of one needs no line number
    for what, b1, b2, a1, a2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for old, new in paired(keys[0][b1:b2], keys[1][a1:a2], _alike):
            if old is None or new is None:
                place = (*where, f"dòng {(a1 + new if new is not None else b1 + (old or 0)) + 1}")
                gone = _shown(before[b1 + old]) if old is not None else ""
                yield Difference(_place(place), gone, _shown(after[a1 + new]) if new is not None else "")
            else:
                yield from differences(
                    _unnumbered(before[b1 + old]),
                    _unnumbered(after[a1 + new]),
                    shape,
                    where if only else (*where, f"dòng {a1 + new + 1}"),
                )


def paired(
    before: Sequence[One], after: Sequence[One], alike: Callable[[One, One], bool]
) -> Iterator[tuple[int | None, int | None]]:
    """(place before, place after) of items that are one item changed; None where there is no other."""
    free = 0
    for old, item in enumerate(before):
        # As many are left on both sides: they are taken in order, however much was rewritten.
        even = len(before) - old == len(after) - free
        near = (new for new in range(free, len(after)) if even or alike(item, after[new]))
        match = next(near, None)
        if match is None:
            yield old, None
            continue
        yield from ((None, new) for new in range(free, match))
        yield old, match
        free = match + 1
    yield from ((None, new) for new in range(free, len(after)))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() > _ALIKE


def _key(item: Any) -> str:
    return json.dumps(_unnumbered(item), ensure_ascii=False, sort_keys=True)


def _unnumbered(item: Any) -> Any:
    """An item of a list without the serial number that its place gives it."""
    return {name: value for name, value in item.items() if name != "number"} if isinstance(item, dict) else item


def _place(where: tuple[str, ...]) -> str:
    first, *rest = where or ("Nội dung",)
    return ", ".join((first, *(word[:1].lower() + word[1:] for word in rest)))


def apart(before: str, after: str) -> tuple[str, str]:
    """Two texts cut so that where they differ is seen."""
    shorter = min(len(before), len(after))
    same = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    start = 0 if max(len(before), len(after)) <= _SHOWN else before.rfind(" ", 0, max(same - _BEFORE, 0)) + 1
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int = 0) -> str:
    end = f"{text[start : start + _SHOWN].rsplit(' ', 1)[0]}…" if len(text) - start > _SHOWN else text[start:]
    return f"…{end}" if start else end


def _shown(item: Any) -> str:
    return _cut(_words(_unnumbered(item)))


def _words(value: Any) -> str:
    """A value in one line: its texts one after another."""
    return " | ".join(piece for piece in _texts(value) if piece)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, bool):
        yield "có" if value else "không"
    elif value is not None:
        yield str(value)
