"""What every model type shares: strictness, types written the way people write them, errors tied to places."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_core.core_schema import CoreSchema, no_info_before_validator_function

from qmsdocs.errors import Problem, nearest
from qmsdocs.source import Source, Step, Steps

# How sure a fact of the law is: read in the act, read in another's words, or not compared with it.
Certainty = Literal["confirmed", "secondary", "unconfirmed"]


class Model(BaseModel):
    """Frozen; an unknown key is a mistake; keys left empty count as not written."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    # A type whose usual spelling is one text may be written as that text alone: `- Đơn đề nghị` for `- title: …`.
    short_key: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _accept_short_form(cls, data: Any) -> Any:
        if cls.short_key and isinstance(data, str):
            return {cls.short_key: data}
        if isinstance(data, dict):
            # A known key left empty counts as not written; an unknown one is a mistake whatever its value.
            return {key: value for key, value in data.items() if value is not None or key not in _fields(cls)}
        return data

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema.pop("description", None)  # the docstring is for programmers; each field's own words are for users
        return schema if cls.short_key is None else {"anyOf": [{"type": ["string", "number"]}, schema]}


def _read_date(value: Any) -> Any:
    """Accept 2007-08-24 and the way it is written on paper, 24/8/2007."""
    if not isinstance(value, str):
        return value
    for pattern, order in ((r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)), (r"(\d{1,2})/(\d{1,2})/(\d{4})", (3, 2, 1))):
        if match := re.fullmatch(pattern, value.strip()):
            year, month, day = (int(match[i]) for i in order)
            try:
                return datetime.date(year, month, day)
            except ValueError:
                break
    raise PydanticCustomError("bad_date", "bad date", {"value": value})


def read_number(value: Any) -> Any:
    """Accept 1.5, 1,5 and ½."""
    if not isinstance(value, str):
        return value
    text = value.strip().replace("½", ".5").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise PydanticCustomError("bad_number", "bad number", {"value": value}) from None
    if not number.is_finite() or number < 0:
        raise PydanticCustomError("bad_number", "bad number", {"value": value})
    return number


def _read_money(value: Any) -> Any:
    """Accept 1500000 and the way money is written, 1.500.000: a dot before three digits parts thousands."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}([. ]\d{3})+", value.strip()):
        return Decimal(re.sub(r"[. ]", "", value))
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(,\d{3})+", value.strip()):
        raise PydanticCustomError("bad_money", "bad money", {"value": value})
    return read_number(value)


class _OneOrMany:
    """A list that may be written as its one item; editors are told both spellings."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(_read_many, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def _read_many(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_SLUG = r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=_SLUG)]
Day = Annotated[
    datetime.date,
    BeforeValidator(_read_date),
    WithJsonSchema({"type": "string", "examples": ["2007-08-24", "24/8/2007"]}),
]


def is_identifier(written: str) -> bool:
    """Whether a text that may be an identifier or words of its own is an identifier."""
    return re.match(_SLUG, written) is not None


@dataclass(frozen=True)
class Refers:
    """The mark of a name that must be found elsewhere: what it names is a post, a unit, a procedure…"""

    to: str


# Names of things that are described elsewhere; whether they are is for the checks to say.
PostId = Annotated[Slug, Refers("post")]
UnitId = Annotated[Slug, Refers("unit")]
ProcedureId = Annotated[Slug, Refers("procedure")]
ActId = Annotated[Slug, Refers("act")]
TaskId = Annotated[Slug, Refers("task")]
CostLineId = Annotated[Slug, Refers("cost-line")]
Number = Annotated[
    Decimal,
    BeforeValidator(read_number),
    WithJsonSchema({"type": ["number", "string"], "examples": [1, 0.5, "½", "1,5"]}),
]
Money = Annotated[
    Decimal,
    BeforeValidator(_read_money),
    WithJsonSchema({"type": ["number", "string"], "examples": [1500000, "1.500.000"]}),
]
OneOrMany = _OneOrMany()
# A mapping whose keys a nearer file may take away by leaving them empty.
Removable = BeforeValidator(lambda data: _without_empty(data) if isinstance(data, dict) else data)
CodeText = Annotated[Text, WithJsonSchema({"type": ["string", "number"]})]
ClauseId = Annotated[CodeText, Refers("clause")]

M = TypeVar("M", bound=Model)


def validate(model: type[M], source: Source) -> tuple[M | None, list[Problem]]:
    """The typed value, or None and every problem of the data at its own place."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        return None, [_problem(model, source, details) for details in error.errors() if not _echo(source, details)]


def _echo(source: Source, details: ErrorDetails) -> bool:
    """pydantic calls a list too short when its items failed; only a list written too short is the user's mistake."""
    if details["type"] != "too_short":
        return False
    written = source.part(*_written_path(details["loc"])).data or ()
    return len(written) >= int(details["ctx"]["min_length"])


def _problem(model: type[Model], source: Source, details: ErrorDetails) -> Problem:
    path = _written_path(details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    key = str(path[-1]) if path else ""
    written = details["input"] if isinstance(details["input"], str) else key
    if kind == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        if details["input"] is None and " " in key:
            return Problem("comma-in-braces", source.key_at(*path), {"key": key})
        near = nearest(key, known)
        code = "unknown-key" if near else "unknown-key-here"
        return Problem(code, source.key_at(*path), {"key": key, "near": near, "known": ", ".join(sorted(known))})
    if kind == "missing":
        return Problem("missing-key", source.at(*path), {"key": key})
    if kind in ("literal_error", "enum"):
        choices = ", ".join(re.findall(r"'([^']*)'", context["expected"]))
        return Problem("not-a-choice", source.at(*path), {"key": key, "value": written, "choices": choices})
    code = _CODES.get(kind, "bad-value")
    return Problem(code, source.at(*path), {"key": key, "value": written, "reason": details["msg"], **context})


_CODES = {
    "bad_date": "bad-date",
    "bad_number": "bad-number",
    "bad_range": "bad-range",
    "no_reason": "layout-no-reason",
    "bad_money": "bad-money",
    "int_parsing": "bad-whole-number",
    "int_type": "bad-whole-number",
    "decimal_parsing": "bad-number",
    "bool_parsing": "bad-yes-no",
    "string_type": "expected-text",
    "string_too_short": "empty-text",
    "string_pattern_mismatch": "bad-identifier",
    "list_type": "expected-list",
    "tuple_type": "expected-list",
    "dict_type": "expected-mapping",
    "model_type": "expected-mapping",
    "model_attributes_type": "expected-mapping",
    "too_short": "empty-list",
    "greater_than": "out-of-range",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "one_of": "exactly-one-key",
    "limit_shape": "time-limit-shape",
    "code_pattern": "bad-code-pattern",
    "row_cells": "row-cells",
    "report_without_day": "province-report-without-day",
    "figures_before_period": "figures-before-period",
}


def _written_path(loc: tuple[int | str, ...]) -> tuple[Step, ...]:
    """pydantic's location without the mark it adds for a mapping's key."""
    return tuple(step for step in loc if step != "[key]")


def _keys_at(model: type[Model], path: tuple[Step, ...]) -> set[str]:
    """The keys a user may write at path, by walking the model's fields."""
    here: type[Model] | None = model
    steps = iter(path)
    for step in steps:
        field = _fields(here).get(str(step)) if here else None
        if field is None:
            return set()
        here = _model_in(field.annotation)
        if get_origin(field.annotation) in (tuple, dict):
            next(steps, None)  # an index or a free key, which is no field of the model
    return set(_fields(here)) if here else set()


def _fields(model: type[Model]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[Model] | None:
    """The Model inside a list, mapping or optional type; None when there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    found = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in found if model), None)


def references(value: Any, declared: Any, path: Steps = ()) -> Iterator[tuple[Steps, str, str]]:
    """(path, what it refers to, name) of every name in a typed value whose type says that it refers to something."""
    if value is None or declared is Any:
        return
    if isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            inside = (*path, field.alias or name)
            yield from _marked(getattr(value, name), field.metadata, inside)
            yield from references(getattr(value, name), field.annotation, inside)
    elif get_origin(declared) is Annotated:
        yield from _marked(value, declared.__metadata__, path)
        yield from references(value, get_args(declared)[0], path)
    elif isinstance(value, dict):
        keys, values = get_args(_plain(declared))
        for key, one in value.items():
            yield from references(key, keys, (*path, key))
            yield from references(one, values, (*path, key))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from references(one, get_args(_plain(declared))[0], (*path, index))
    elif get_origin(declared) in (Union, UnionType):
        for option in get_args(declared):
            yield from references(value, option, path)


def _marked(value: Any, metadata: Iterable[object], path: Steps) -> Iterator[tuple[Steps, str, str]]:
    yield from ((path, mark.to, value) for mark in metadata if isinstance(mark, Refers) and value is not None)


def _plain(declared: Any) -> Any:
    """The type itself of one that carries marks."""
    return get_args(declared)[0] if get_origin(declared) is Annotated else declared
