"""The work of rendering one part: what its generated code calls, and what it may spend."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from qmsdocs.docx import subdocuments, values
from qmsdocs.docx.environment import MAX_TEXT, TooMuch
from qmsdocs.docx.finishing import Heading
from qmsdocs.docx.images import Images
from qmsdocs.docx.tags import Tag

MAX_WORK = 3_000_000  # rounds of loops times what they print: a thousand times what the longest real document needs
MAX_BYTES = 64_000_000  # of one part


class Work:
    """The state of one part while it is rendered."""

    __slots__ = (
        "contents", "counts", "errors", "finalize", "headings", "images", "left", "strict", "tables", "tags",
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

    def spend(self, amount: int) -> None:
        """Count work. Raises TooMuch when there was too much."""
        self.left -= amount
        if self.left < 0:
            raise TooMuch(str(MAX_WORK))

    def rounds(self, iterable: Iterable[Any], weight: int) -> Iterable[Any]:
        """The iterable of a loop, its rounds counted before the first of them."""
        if not hasattr(iterable, "__len__"):
            if isinstance(iterable, jinja2.Undefined):
                return iterable
            iterable = list(itertools.islice(iterable, MAX_WORK // weight + 1))
        self.spend(len(iterable) * weight)  # type: ignore[arg-type]
        return iterable

    def concat(self, pieces: tuple[Any, ...]) -> str:
        """What `~` makes of its operands."""
        if any(hasattr(piece, "__html__") for piece in pieces):
            made: str = Markup("").join(pieces)
        else:
            made = "".join(map(str, pieces))
        if len(made) > MAX_TEXT:
            raise TooMuch(f"{len(made)} > {MAX_TEXT}")
        return made

    def put(self, value: Any, number: int) -> bytes:
        """The bytes of a value at the tag of that number. Raises values.BadValue, jinja2.UndefinedError."""
        tag = self.tags[number]
        if value.__class__ is int and self.finalize is None and tag.position in ("text", "plain"):
            return b"%d" % value
        if self.finalize is not None:
            value = self.finalize(value)
        if isinstance(value, jinja2.Undefined):
            value = str(value)  # which the strict kind refuses
        if hasattr(value, "image_descriptor"):
            return self.images.inline(value, tag)
        if subdocuments.is_one(value):
            return self.images.annex(value, tag)
        if tag.position == "xml":
            printed = values.in_place(value, tag)
            return self.images.link(printed) if b" r:id=" in printed else printed
        if tag.position in ("colour", "count"):
            return values.property_of_cell(value, tag)
        if tag.position == "text":
            return self._in_text(value, tag)
        text = value.__html__() if hasattr(value, "__html__") else values.plain(value, self.strict)
        values.check(text, self.strict)
        if tag.position == "field":
            values.check_field(text)
        return values.encoded(text, isinstance(value, Markup))

    def _in_text(self, value: Any, tag: Tag) -> bytes:
        if hasattr(value, "__html__"):
            markup = value.__html__()
            values.check(markup, False)
            return values.in_text(markup, tag, markup=True)
        text = values.plain(value, self.strict)
        values.check(text, self.strict)
        return values.in_text(text.replace("\r\n", "\n").replace("\r", "\n"), tag, markup=False)

    def note(self, error: Exception, number: int) -> None:
        """Keep an error of the tag of that number and go on, so that all of a run are told."""
        self.errors.append((error, number))


class TemplateContext(Context):
    """Jinja's context with the work of the part."""

    work: Work


def joined(pieces: Iterable[Any]) -> str:
    """What a macro or a block with a name printed, as text: `concat` of the generated code."""
    return b"".join(pieces).decode()
