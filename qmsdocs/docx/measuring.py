"""How much a template may ask for: how long values are when they are written out, and what an operation would make,
told before it is done."""

from __future__ import annotations

import re
import string
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Set, ValuesView
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import jinja2
from jinja2.utils import Namespace

MAX_TEXT = 200_000  # characters of a text, items of a list, that an operation makes: a hundred pages
MAX_READ = 8_000_000  # characters of a value, with all that it holds, that is compared or sorted
MAX_WIDTH = 10_000  # of one number or text in a format
MAX_BITS = 20_000  # of a whole number

_CONVERSION = re.compile(r"%(?:\((?P<key>[^)]*)\))?[-+ #0]*(?P<width>\*|\d*)(?:\.(?P<places>\*|\d*))?[hlL]?(?P<kind>.)")
_NUMBER = (int, float, Decimal)
_HOLDING = (Mapping, Namespace, list, tuple, Set, ValuesView, deque)


class TooMuch(jinja2.TemplateRuntimeError):
    """A template asks for more work, text or memory than a document can need."""


def length(value: Any, limit: int = MAX_TEXT) -> int:
    """About how many characters a value is when it is written out, with all that it holds. Raises TooMuch past the
    limit, so that lists which hold the same list twice, and so on, are not followed to their end."""
    total, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            total += len(one) + 4
        elif isinstance(one, _HOLDING):
            inner = list(islice(_inner(one), limit // 8 + 1))
            total += 8 * len(inner) + 2
            waiting += inner
        elif isinstance(one, range):
            total += 8 * len(one)
        elif isinstance(one, Decimal):
            total += 30 + (abs(one.adjusted()) ** 2 >> 8 if one.is_finite() else 0)  # int() takes the square of it
        else:
            total += one.bit_length() // 3 + 2 if isinstance(one, int) else 30
        if total > limit:
            raise TooMuch(f"> {limit}")
    return total


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, Namespace):
        value = object.__getattribute__(value, "_Namespace__attrs")
    return chain(value.keys(), value.values()) if isinstance(value, Mapping) else value


# What the methods and filters of texts and lists would make: its length, from their own arguments.
_MADE: dict[str, Callable[..., int]] = {
    **dict.fromkeys(("center", "ljust", "rjust", "zfill"), lambda text, width=80, fillchar=" ": _size(width)),
    "batch": lambda items, linecount, fill_with=None: _size(linecount),
    "expandtabs": lambda text, tabsize=8: text.count("\t") * _size(tabsize),
    "format": lambda pattern, *args, **kwargs: percent(pattern, kwargs or args),
    "indent": lambda text, width=4, first=False, blank=False: (text.count("\n") + 1) * _size(width),
    "join": lambda items, separator="": len(items) * len(separator) + length(items),
    "replace": lambda text, old, new, count=None: text.count(str(old)) * len(str(new)),
    "round": lambda number, precision=0, method="common": abs(_size(precision)) * (MAX_TEXT // 20),
    "slice": lambda items, slices, fill_with=None: _size(slices),
    "strftime": lambda pattern: 256 * len(pattern),
    "sum": lambda items, attribute=None, start=0: 0 if isinstance(start, _NUMBER) else len(items) * length(items),
    "tojson": lambda value, indent=None: _size(indent) * (MAX_TEXT // 20),
    "wordwrap": lambda text, width=79, break_long_words=True, wrapstring=None, break_on_hyphens=True: (
        (len(text) // max(_size(width), 1) + text.count("\n") + 1) * _size(wrapstring or "\n")
    ),
}


def _size(given: object) -> int:
    """A width, or the length of a text that is given for one."""
    if given is None or isinstance(given, int | str):
        return len(given) if isinstance(given, str) else given or 0
    raise TypeError(f"a number is wanted, not {type(given).__name__}")


def check_made(name: str, value: Any, args: Iterable[Any] = (), kwargs: Mapping[str, Any] | None = None) -> None:
    """Raises TooMuch when a method or filter would make too much of a value and these arguments."""
    if name not in _MADE:
        return
    try:
        made = _MADE[name](value, *args, **(kwargs or {}))
    except TypeError as error:  # wrong arguments
        raise TypeError(str(error).replace("<lambda>", name)) from None
    if made > MAX_TEXT:
        raise TooMuch(name)


def percent(pattern: str, given: Any) -> int:
    """About how long `pattern % given` is. Raises TooMuch."""
    total = len(pattern)
    values = given if isinstance(given, tuple) else (given,)
    for found in _CONVERSION.finditer(pattern):
        if "*" in (found["width"], found["places"]):
            raise TooMuch(found[0])
        total += _width(found["width"]) + _width(found["places"])
        if found["key"] is not None and isinstance(given, Mapping):
            total += length(given.get(found["key"]))
        if total > MAX_TEXT:
            raise TooMuch("%")
    return total if isinstance(given, Mapping) else total + length(values)


def _width(digits: str | None) -> int:
    width = int(digits or 0)
    if width > MAX_WIDTH:
        raise TooMuch(str(width))
    return width


def check_product(left: Any, right: Any) -> None:
    """Raises TooMuch when a text or list would be repeated too often, or a whole number grow too long."""
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int) and len(one) * times > MAX_TEXT:
            raise TooMuch(f"{len(one)} * {times}")


def check_power(left: Any, right: Any) -> None:
    """Raises TooMuch when a whole number would grow too long."""
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > MAX_BITS:
        raise TooMuch(f"** {right}")


def check_remainder(left: Any, right: Any) -> None:
    """Raises TooMuch when `%` would format too long a text."""
    if isinstance(left, str) and percent(left, right) > MAX_TEXT:
        raise TooMuch("%")


class Formatting(string.Formatter):
    """str.format that measures each field before and after it is formatted. For one text: it counts the whole."""

    room = MAX_TEXT

    def format_field(self, value: Any, format_spec: str) -> Any:
        if len(format_spec) > 100 or any(int(digits) > MAX_WIDTH for digits in re.findall(r"\d+", format_spec)):
            raise TooMuch(format_spec[:40])
        length(value)
        made = super().format_field(value, format_spec)
        self.room -= len(made)
        if self.room < 0:
            raise TooMuch(f"> {MAX_TEXT}")
        return made


def all_of(items: Any, limit: int) -> Any:
    """The items, as a list where nobody knows how many there are or what their object says of it. Raises TooMuch."""
    if type(items) in _HONEST or isinstance(items, str | tuple | Mapping | jinja2.Undefined):
        return items
    try:
        made = list(islice(items, limit + 1))
    except TypeError:  # nothing to walk over, as will be said where it is tried
        return items
    if len(made) > limit:
        raise TooMuch(f"> {limit}")
    return made


_HONEST = frozenset(map(type, ([], {}, range(0), set(), frozenset(), {}.keys(), {}.values(), {}.items())))
