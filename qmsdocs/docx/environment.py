"""The Jinja environment of templates: they read data, and can neither run code nor exhaust the machine.

Names that begin with `_` are closed; only the callables listed here (and those the caller puts into `globals`) can be
called; what an operation would make is measured before it is done, and what it reads and makes is counted by
`rendering.Work`, as the rounds of loops are.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import BuiltinMethodType, MethodType
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup

from qmsdocs.docx import measuring, tables
from qmsdocs.docx.generator import Generator
from qmsdocs.docx.measuring import Formatting, TooMuch

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
# Filters left out: what they print differs every time, or is HTML or Python, or has no bound.
_LEFT_OUT = ("pprint", "random", "urlize", "xmlattr")
# What Jinja's other filters do with their value: nothing that takes time; walk over it; read it to its depths. The
# rest write it out.
_QUICK = frozenset({"attr", "count", "d", "default", "first", "last", "length"})
_WALKING = frozenset(
    {"batch", "items", "list", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "slice"}
)
_READING = frozenset({"dictsort", "groupby", "max", "min", "sort", "sum", "table", "unique"})
_SQUARE = frozenset({"striptags", "wordwrap"})  # their time grows with the square of the text
_COMPARING = frozenset(
    {"eq", "==", "equalto", "ne", "!=", "lt", "<", "lessthan", "le", "<=", "gt", ">", "greaterthan", "ge", ">=", "in"}
    | {"lower", "upper"}
)


class Names(Namespace):
    """`namespace` of templates. None of its names can be taken for one of Python's own (`__html__`)."""

    def __init__(*args: Any, **kwargs: Any) -> None:
        given = dict(*args[1:], **kwargs)
        for name in given:
            _check_name(name)
        Namespace.__init__(args[0], given)

    def __setitem__(self, name: str, value: Any) -> None:
        _check_name(name)
        Namespace.__setitem__(self, name, value)


def _check_name(name: Any) -> None:
    if not isinstance(name, str) or name.startswith("_"):
        raise SecurityError(str(name))


class Format:
    """`format` or `format_map` of a text: the sandbox's own, measured field by field."""

    def __init__(self, environment: Sandbox, text: str, name: str) -> None:
        self.environment, self.text, self.name = environment, text, name

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if self.name == "format_map":
            (kwargs,), args = args, ()
        if isinstance(self.text, Markup):
            return Markup(_EscapeFormatter(self.environment, escape=self.text.escape).vformat(self.text, args, kwargs))
        return _Formatter(self.environment).vformat(self.text, args, kwargs)


class _Formatter(Formatting, SandboxedFormatter):
    pass


class _EscapeFormatter(Formatting, SandboxedEscapeFormatter):
    pass


class Sandbox(ImmutableSandboxedEnvironment):
    """What a template may look up and call. A name after a dot is a key of the data before it is anything else."""

    def __init__(
        self, custom: jinja2.Environment | None = None, loader: jinja2.BaseLoader | None = None, optimized: bool = True
    ) -> None:
        """`custom` gives its filters, tests, globals, undefined, finalize and extensions to ours."""
        extensions = tuple(custom.extensions.values()) if custom else ()
        super().__init__(
            autoescape=True,
            optimized=optimized,
            undefined=custom.undefined if custom else jinja2.StrictUndefined,
            finalize=custom.finalize if custom else None,
            extensions=[type(extension) for extension in extensions],
            loader=loader,
        )
        for name in _LEFT_OUT:
            self.filters.pop(name, None)
        own = {"range": self.globals["range"], "dict": dict, "cycler": Cycler, "joiner": Joiner, "namespace": Names}
        self.globals = own
        self.own = frozenset(map(id, own.values()))
        self.measure()
        if custom:
            self._take(custom)
        # Identities of what may be called.
        self.allowed = frozenset(id(value) for value in self.globals.values() if callable(value))

    def measure(self) -> None:
        """Measure what Jinja's own filters and tests do: nothing here."""

    def _take(self, custom: jinja2.Environment) -> None:
        """Take the filters, tests and globals that are not Jinja's own."""
        usual = jinja2.Environment()
        self.filters |= {n: f for n, f in custom.filters.items() if usual.filters.get(n) is not f}
        self.tests |= {n: f for n, f in custom.tests.items() if usual.tests.get(n) is not f}
        self.globals |= {n: v for n, v in custom.globals.items() if n not in usual.globals}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute.startswith("_"):
            return self.unsafe_undefined(obj, attribute)
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if attribute not in _METHODS[dict]:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(argument, str) and argument.startswith("_"):
            return self.unsafe_undefined(obj, argument)
        return super().getitem(obj, argument)

    def wrap_str_format(self, value: Any) -> Any:
        text = getattr(value, "__self__", None) if isinstance(value, MethodType | BuiltinMethodType) else None
        if isinstance(text, str) and value.__name__ in ("format", "format_map"):
            return Format(self, text, value.__name__)
        return None

    def is_safe_callable(self, obj: Any) -> bool:
        if id(obj) in self.allowed or isinstance(obj, Macro | LoopContext | Joiner | Format | BlockReference):
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "")
        return any(isinstance(owner, kind) and name in names for kind, names in _METHODS.items())

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        if isinstance(__obj, Undefined):
            return __obj(*args, **kwargs)  # which says what is missing
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"{getattr(__obj, '__name__', type(__obj).__name__)}()")
        return __self.called(__context, __obj, *args, **kwargs)

    def called(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """What a call gives that is allowed."""
        return __context.call(__obj, *args, **kwargs)


class Environment(Sandbox):
    """Jinja for compiled templates."""

    code_generator_class = Generator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(self, custom: jinja2.Environment | None = None) -> None:
        super().__init__(custom, optimized=False)  # folding constants would do the work before it is measured

    def measure(self) -> None:
        self.filters |= {name: _counted(name, function) for name, function in self.filters.items()}
        self.tests |= {name: _counted_test(self.tests[name]) for name in _COMPARING}
        self.style_tables({})

    def style_tables(self, styles: Mapping[str, str]) -> None:
        """Let the filter `table` use the ids that a template gives to the styles of tables."""
        self.filters["table"] = _counted("table", functools.partial(tables.from_data, styles=styles))

    def called(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        work = __context.work  # type: ignore[attr-defined]
        work.spend(5)
        if isinstance(__obj, Macro | LoopContext) or (id(__obj) in __self.allowed and id(__obj) not in __self.own):
            return __context.call(__obj, *args, **kwargs)
        kwargs = {name: value for name, value in kwargs.items() if name not in ("_loop_vars", "_block_vars")}
        owner, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        work.weigh((owner if isinstance(owner, str | list | tuple) else "", args, kwargs))
        if name == "join":  # of a text, with a list
            items = work.all_of(args[0] if args else ())
            measuring.check_made(name, items, (owner,))
            args = (items,)
        elif isinstance(owner, str):
            measuring.check_made(name, owner, args, kwargs)
        elif name == "strftime":
            measuring.check_made(name, *args)
        return work.made(__obj(*args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if check := _BEFORE.get(operator):
            check(left, right)
        return context.work.made(super().call_binop(context, operator, left, right))  # type: ignore[attr-defined]


_BEFORE: dict[str, Callable[[Any, Any], None]] = {
    "*": measuring.check_product,
    "**": measuring.check_power,
    "%": measuring.check_remainder,
}


def _counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja's that measures what it is given, and counts what it reads and makes."""
    passed = getattr(function, "jinja_pass_arg", None)

    @jinja2.pass_context
    def filtered(context: Context, value: Any = "", *args: Any, **kwargs: Any) -> Any:
        work = context.work  # type: ignore[attr-defined]
        if name in _WALKING or name in _READING or name == "join":
            value = work.all_of(value)
        if name == "join":
            value, args, kwargs = _joined(context, value, *args, **kwargs)
        if name in _QUICK:
            work.spend(1)
        elif name in _WALKING:
            work.spend(1 + (len(value) if hasattr(value, "__len__") else 0))
        elif name in _READING:
            work.weigh(value, 16 if name == "table" else 1)
        else:
            written = work.written(value)
            work.spend(written * written >> 10 if name in _SQUARE else 0)
        if args or kwargs:
            work.weigh((args, kwargs))
        written_out = name not in _QUICK | _WALKING | _READING | {"join", "round", "tojson"}
        measuring.check_made(name, str(value) if written_out else value, args, kwargs)
        if passed is not None:
            given = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}
            args = (value, *args)
            value = given[passed.name]
        return work.made(function(value, *args, **kwargs))

    return filtered


def _joined(
    context: Context, items: Any, d: Any = "", attribute: Any = None
) -> tuple[Any, tuple[Any, ...], dict[str, Any]]:
    """The arguments of `join`, with the texts to be joined looked up, so that they can be measured."""
    if attribute is not None:
        items = list(map(make_attrgetter(context.environment, attribute), items))
    return items, (str(d) if not isinstance(d, str) else d,), {}


def _counted_test(function: Any) -> Callable[..., Any]:
    @jinja2.pass_context
    def tested(context: Context, *values: Any, **named: Any) -> Any:
        for value in (*values, *named.values()):
            context.work.weigh(value)  # type: ignore[attr-defined]
        return function(*values, **named)

    return tested


__all__ = ["Environment", "Sandbox", "TooMuch", "Undefined"]
