"""The Jinja environment of templates: they read data, and can neither run code nor exhaust the machine.

Names that begin with `_` are closed; only the callables listed here (and those the caller puts into `globals`) can be
called; every operation whose result can be larger than its operands is measured before it is done. What loops may do
in all is counted by `rendering.Work`.
"""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from qmsdocs.docx import tables
from qmsdocs.docx.generator import Generator

MAX_TEXT = 1_000_000  # characters of one value
MAX_WIDTH = 10_000  # of center, indent, ljust…, and separators
MAX_BITS = 20_000  # of a whole number

_STRING = frozenset(
    [
        "capitalize",
        "casefold",
        "center",
        "count",
        "endswith",
        "expandtabs",
        "find",
        "format",
        "format_map",
        "index",
        "isalnum",
        "isalpha",
        "isascii",
        "isdecimal",
        "isdigit",
        "islower",
        "isnumeric",
        "isspace",
        "istitle",
        "isupper",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rfind",
        "rindex",
        "rjust",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "swapcase",
        "title",
        "upper",
        "zfill",
    ]
)
_METHODS: dict[type, frozenset[str]] = {
    str: _STRING,
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    datetime.date: frozenset({"isoformat", "isoweekday", "strftime", "weekday", "date", "time"}),
    datetime.time: frozenset({"isoformat", "strftime"}),
    Decimal: frozenset({"normalize", "to_integral_value"}),
    LoopContext: frozenset({"changed", "cycle"}),
    Cycler: frozenset({"next", "reset"}),
}
_CALLED = (Macro, LoopContext, Joiner)
# Filters left out: what they print differs every time, or is HTML.
_LEFT_OUT = ("random", "urlize", "xmlattr")
_WIDE = frozenset(
    {"center", "indent", "wordwrap", "batch", "slice", "round", "tojson", "truncate", "ljust", "rjust", "zfill"}
)
_FORMAT_WIDTH = re.compile(r"%[^%a-zA-Z]*[a-zA-Z]")


class TooMuch(jinja2.TemplateRuntimeError):
    """A template asks for more work, text or memory than a document can need."""


class Environment(ImmutableSandboxedEnvironment):
    """Jinja for templates of documents. A name after a dot is a key of the data before it is anything else."""

    code_generator_class = Generator
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, custom: jinja2.Environment | None = None) -> None:
        """`custom` gives its filters, tests, globals, undefined, finalize and extensions to ours."""
        extensions = tuple(custom.extensions.values()) if custom else ()
        super().__init__(
            autoescape=True,
            optimized=False,  # folding constants would do the work before it is measured
            undefined=custom.undefined if custom else jinja2.StrictUndefined,
            finalize=custom.finalize if custom else None,
            extensions=[type(extension) for extension in extensions],
        )
        self.allowed: set[int] = set()
        for name in _LEFT_OUT:
            self.filters.pop(name, None)
        self.filters |= {name: _bounded(name, function) for name, function in self.filters.items()}
        self.filters["table"] = tables.from_data
        self.globals = {
            "range": self.globals["range"],
            "dict": dict,
            "cycler": Cycler,
            "joiner": Joiner,
            "namespace": Namespace,
        }
        if custom:
            self._take(custom)
        self.allowed = {id(value) for value in self.globals.values() if callable(value)}

    def _take(self, custom: jinja2.Environment) -> None:
        usual = jinja2.Environment()
        self.filters |= {n: f for n, f in custom.filters.items() if usual.filters.get(n) is not f}
        self.tests |= {n: f for n, f in custom.tests.items() if usual.tests.get(n) is not f}
        self.globals |= {n: v for n, v in custom.globals.items() if n not in usual.globals}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if attribute not in _METHODS[dict]:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_callable(self, obj: Any) -> bool:
        if id(obj) in self.allowed or isinstance(obj, _CALLED):
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        if name in ("format", "format_map") and getattr(obj, "__wrapped__", None) is not None:
            return True  # Jinja's own wrapper of str.format, which lets no attribute through
        return any(isinstance(owner, kind) and name in names for kind, names in _METHODS.items())

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"{getattr(__obj, '__name__', type(__obj).__name__)}()")
        __context.work.spend(1)  # type: ignore[attr-defined]
        owner, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        if name in ("format", "format_map"):
            _check_format(str(__obj.__wrapped__.__self__))
        elif isinstance(owner, str):
            _check_arguments(name, owner, args)
        return checked(__context.call(__obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        _BEFORE[operator](left, right)
        return checked(super().call_binop(context, operator, left, right))


def checked(value: Any) -> Any:
    """The value, unless it is too large. Raises TooMuch."""
    if isinstance(value, str | list | tuple) and len(value) > MAX_TEXT:
        raise TooMuch(f"{len(value)} > {MAX_TEXT}")
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise TooMuch(f"{value.bit_length()} bits")
    return value


def _before_product(left: Any, right: Any) -> None:
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int) and len(one) * times > MAX_TEXT:
            raise TooMuch(f"{len(one)} * {times}")


def _before_power(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() * abs(right) > MAX_BITS:
        raise TooMuch(f"** {right}")


def _before_remainder(left: Any, right: Any) -> None:
    if isinstance(left, str):
        _check_percent(left)


_BEFORE: dict[str, Callable[[Any, Any], None]] = {
    "*": _before_product,
    "**": _before_power,
    "%": _before_remainder,
    "+": lambda left, right: None,
}


def _check_percent(pattern: str) -> None:
    for width in _FORMAT_WIDTH.findall(pattern):
        if "*" in width or any(int(digits) > MAX_WIDTH for digits in re.findall(r"\d+", width)):
            raise TooMuch(width)


def _check_format(pattern: str) -> None:
    for _, _, spec, _ in string.Formatter().parse(pattern):
        if spec and ("{" in spec or any(int(digits) > MAX_WIDTH for digits in re.findall(r"\d+", spec))):
            raise TooMuch(spec)


def _check_arguments(name: str, text: str, arguments: tuple[Any, ...]) -> None:
    """Measure what a method or filter of a text would make of these arguments."""
    if name in _WIDE and any(isinstance(one, int) and abs(one) > MAX_WIDTH for one in arguments):
        raise TooMuch(f"{name}{arguments}")
    if name == "expandtabs" and any(isinstance(one, int) and one > 100 for one in arguments):
        raise TooMuch(f"{name}{arguments}")
    replacing = name == "replace" and len(arguments) >= 2 and all(isinstance(one, str) for one in arguments[:2])
    if replacing and text.count(arguments[0]) * len(arguments[1]) > MAX_TEXT:
        raise TooMuch(name)
    if name == "format":
        _check_percent(text)


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja's that counts its work and measures its arguments and its result."""
    passed = getattr(function, "jinja_pass_arg", None)

    @jinja2.pass_context
    def filtered(context: Context, value: Any = "", *args: Any, **kwargs: Any) -> Any:
        context.work.spend(1 + (len(value) >> 3 if isinstance(value, str | list | tuple | dict) else 0))  # type: ignore[attr-defined]
        given = (*args, *kwargs.values())
        if name == "join" and any(isinstance(one, str) and len(one) > MAX_WIDTH for one in given):
            raise TooMuch(name)
        _check_arguments(name, str(value) if name in ("replace", "format") else "", given)
        if passed is None:
            return checked(function(value, *args, **kwargs))
        first = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}[passed.name]
        return checked(function(first, value, *args, **kwargs))

    return filtered


__all__ = ["Environment", "TooMuch", "Undefined", "checked"]
