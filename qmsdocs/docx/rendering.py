"""The work of rendering one part: what its generated code calls, and what it may spend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import jinja2
from jinja2.runtime import Context
from jinja2.utils import Namespace
from markupsafe import Markup

from qmsdocs.docx import measuring, subdocuments, values
from qmsdocs.docx.finishing import Heading
from qmsdocs.docx.images import Images
from qmsdocs.docx.measuring import TooMuch
from qmsdocs.docx.tags import Tag

MAX_WORK = 2_000_000  # about a microsecond each; the longest real document needs a fiftieth
MAX_MARKUP = 4_000_000  # characters of one value that is XML
MAX_BYTES = 64_000_000  # of one part
MAX_TOLD = 100  # errors of one part
# What a template or its data can raise; anything else is a fault of ours.
CAUGHT = (
    jinja2.TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip


class Work:
    """The state of one part while it is rendered."""

    __slots__ = (
        "contents", "counts", "errors", "fields", "finalize", "headings", "images", "left", "listed", "strict",
        "tables", "tags",
    )  # fmt: skip

    def __init__(
        self, tags: Sequence[Tag], strict: bool, finalize: Callable[[Any], Any] | None, images: Images
    ) -> None:
        self.tags, self.strict, self.finalize, self.images = tags, strict, finalize, images
        self.left = MAX_WORK
        self.errors: list[tuple[Exception, int]] = []
        self.tables: list[int] = []
        self.headings: list[Heading] = []
        self.contents: list[tuple[int, str, Sequence[str]]] = []
        self.counts: dict[str, list[int]] = {}
        self.listed = 0  # headings that have a bookmark
        self.fields = False  # whether values may have made field codes

    def spend(self, amount: int) -> None:
        """Count work. Raises TooMuch when there was too much."""
        self.left -= amount
        if self.left < 0:
            raise TooMuch(str(MAX_WORK))

    def rounds(self, iterable: Any, weight: int) -> Any:
        """The iterable of a loop, its rounds counted before the first of them."""
        if iterable.__class__ is list:  # as nearly all are
            self.spend(len(iterable) * weight)
            return iterable
        items = self.all_of(iter(iterable) if isinstance(iterable, Mapping) else iterable)
        self.spend(len(items) * weight)
        return items

    def all_of(self, items: Any) -> Any:
        """The items in something that can be counted."""
        return measuring.all_of(items, self.left)

    def weigh(self, value: Any, times: int = 1) -> Any:
        """The value, what it takes to read all of it counted: to compare it, to find it in a dictionary."""
        if value.__class__ is not int and value is not None:
            limit = min(self.left << 3, measuring.MAX_READ)
            self.spend(times * (1 + (measuring.length(value, limit) >> 3)))
        return value

    def written(self, value: Any) -> int:
        """About how long the value is when it is written out, which is counted. Raises TooMuch when it is too long."""
        written = measuring.length(value)
        self.spend(1 + (written >> 3))
        return written

    def within(self, value: Any, items: Any) -> bool:
        """Whether the value is in the items, each comparison counted."""
        if not isinstance(items, Mapping):
            items = self.all_of(items)
            size = len(items) if hasattr(items, "__len__") else 0
            self.spend(size >> 5 if isinstance(items, str) else size * (1 + (measuring.length(value) >> 6)))
        return self.weigh(value) in items

    def made(self, value: Any) -> Any:
        """What an operation made, its memory counted. Raises TooMuch for too much of it."""
        kind = value.__class__
        if kind is bool or value is None:
            return value
        if isinstance(value, int):
            if value.bit_length() > measuring.MAX_BITS:
                raise TooMuch(f"{value.bit_length()} bit")
            return value
        if isinstance(value, Iterator):
            value = self.all_of(value)
        if isinstance(value, str | list | tuple | dict):
            if len(value) > measuring.MAX_TEXT:
                raise TooMuch(f"{len(value)} > {measuring.MAX_TEXT}")
            self.spend(len(value) >> 3 if isinstance(value, str) else len(value))
        return value

    def concat(self, pieces: tuple[Any, ...]) -> str:
        """What `~` makes of its operands."""
        self.written(pieces)
        if any(hasattr(piece, "__html__") for piece in pieces):
            made: str = Markup("").join(pieces)
        else:
            made = "".join(map(str, pieces))
        return made

    def joined(self, pieces: Sequence[bytes]) -> str:
        """What a macro or a block with a name printed, as text: `concat` of the generated code."""
        self.spend(sum(map(len, pieces)) >> 3)
        return b"".join(pieces).decode()

    def put(self, value: Any, number: int) -> bytes:
        """The bytes of a value at the tag of that number. Raises values.BadValue, jinja2.UndefinedError, TooMuch."""
        if value.__class__ is int and self.finalize is None and self.tags[number].position in ("text", "plain"):
            return b"%d" % value
        made = self._put(value, number)
        self.spend(len(made) >> 5)
        return made

    def _put(self, value: Any, number: int) -> bytes:
        tag = self.tags[number]
        if isinstance(value, Namespace):
            raise values.BadValue("value-without-text", type="namespace")
        if isinstance(value, Markup) and len(value) > MAX_MARKUP:
            raise TooMuch(f"{len(value)} > {MAX_MARKUP}")
        if self.finalize is not None:
            value = self.finalize(value)
        if not isinstance(value, str):
            self.written(value)
        if isinstance(value, jinja2.Undefined):
            value = str(value)  # which the strict kind refuses
        if hasattr(value, "image_descriptor"):
            return self.images.inline(value, tag)
        if subdocuments.is_one(value):
            return self.images.annex(value, tag)
        if tag.position == "xml":
            printed = values.in_place(value, tag)
            self.fields = self.fields or b"instr" in printed
            return self.images.link(printed) if b" r:id=" in printed else printed
        if tag.position in ("colour", "count"):
            return values.property_of_cell(value, tag)
        if tag.position == "text":
            return self._in_text(value, tag)
        text = self._markup(value) if hasattr(value, "__html__") else values.plain(value, self.strict)
        values.check(text, self.strict)
        return values.encoded(text, isinstance(value, Markup))

    def _in_text(self, value: Any, tag: Tag) -> bytes:
        if hasattr(value, "__html__"):
            markup = self._markup(value)
            values.check(markup, False)
            return values.in_text(markup, tag.around, markup=True)
        text = values.plain(value, self.strict)
        values.check(text, self.strict)
        self.spend(2 * text.count("\n"))
        return values.in_text(text.replace("\r\n", "\n").replace("\r", "\n"), tag.around)

    def _markup(self, value: Any) -> str:
        markup = str(value.__html__())  # not Markup, which would pass for escaped
        self.fields = self.fields or "instr" in markup
        return markup

    def tried(self, expression: Callable[[], Any], number: int) -> Any:
        """What an expression gives; nothing, and its error noted, when it fails."""
        try:
            value = expression()
            return bool(value) and value if isinstance(value, jinja2.Undefined) else value
        except Exception as error:
            self.note(error, number)
            return ()

    def note(self, error: Exception, number: int) -> None:
        """Keep an error of the tag of that number and go on, so that all of a run are told.

        Raises the error itself when it is no fault of the template, or no use to go on after it.
        """
        if not isinstance(error, CAUGHT) or isinstance(error, TooMuch | RecursionError) or len(self.errors) > MAX_TOLD:
            raise error
        if (number, str(error)) not in {(known, str(told)) for told, known in self.errors}:
            self.errors.append((error, number))


class TemplateContext(Context):
    """Jinja's context with the work of the part."""

    work: Work
