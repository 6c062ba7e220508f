"""Values on their way into a part: escaped, encoded, with the line breaks and tabs that Word understands.

A template's texts repeat from row to row and from document to document (the agency's name, a post's title), so the
encoded form of a text is remembered.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from decimal import Decimal
from typing import Any

import jinja2
from lxml import etree
from markupsafe import escape

from qmsdocs.docx import xml
from qmsdocs.docx.measuring import TooMuch
from qmsdocs.docx.tags import STRAY, Tag
from qmsdocs.docx.xml import W

# What XML forbids in a text, and the noncharacters that mark tags.
_FORBIDDEN = re.compile("[\x00-\x06\x08\x0e-\x1f\ud800-\udfff\ufdd0\ufdd1\ufffe\uffff]")
_BREAKS = re.compile("[\t\n\x0b]")
_NEW_PARAGRAPH = re.compile("[\a\f]")
_BREAKS_ELSEWHERE = re.compile("[\t\n\x0b\a\f]")
_REFERENCE = {sign: "&#9;" if sign == "\t" else "&#10;" for sign in "\t\n\x0b\a\f"}
_NEXT_TEXT = '<w:t xml:space="preserve">'
_BREAK = {"\t": f"</w:t><w:tab/>{_NEXT_TEXT}", "\n": f"</w:t><w:br/>{_NEXT_TEXT}"}
_BREAK["\x0b"] = _BREAK["\n"]  # what Word's own line break becomes when text is copied out of it
MAX_LOOKS = 4_000_000  # characters of looks that the new paragraphs of one value repeat
_REMEMBERED = 16_000_000  # bytes of one memory
_ENTRY = 200  # bytes that a short text takes besides
_LONGEST_REMEMBERED = 10_000  # characters
# `&` that begins none of the references that escaping makes.
_BARE = re.compile("&(?!(?:amp|lt|gt|quot|apos|#9|#10|#34|#39);)")
_ADDRESS = re.compile("<[^<>]* at 0x[0-9A-Fa-f]+>")  # how Python shows what has no wording


class BadValue(jinja2.TemplateRuntimeError):
    """A value that cannot be printed where the template prints it; `code` is its message."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code, self.words = code, words
        self.tag: int | None = None  # the number of its tag, where the run does not show it


class NeedsPlaceError(Exception):
    """A text that needs to know where it is printed, or is so long that it must be counted."""


class Ready:
    """WordprocessingML that this package made: bytes for a part, not to be looked at again."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __html__(self) -> str:
        return self.data.decode()


class Memo(dict[str, bytes]):
    """Text → bytes ready for a part. `strict` refuses what would look like a mistake on paper."""

    def __init__(self, *, breaks: bool, strict: bool) -> None:
        super().__init__()
        self.breaks, self.strict, self.size = breaks, strict, 0

    def __missing__(self, text: str) -> bytes:
        if len(text) > _LONGEST_REMEMBERED:
            raise NeedsPlaceError
        # Nearly every text is printable, which rules out breaks, control signs and noncharacters in one quick look.
        made = self._printable(text) if text.isprintable() else self._with_signs(text)
        self.size += len(made) + _ENTRY
        if self.size > _REMEMBERED:
            self.clear()
            self.size = len(made) + _ENTRY
        self[text] = made
        return made

    def _printable(self, text: str) -> bytes:
        if self.strict:
            check(text, strict=True)
        if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
            text = str(escape(text))
        return text.encode()

    def _with_signs(self, text: str) -> bytes:
        check(text, self.strict)
        escaped = str(escape(text.replace("\r\n", "\n").replace("\r", "\n")))
        if not self.breaks:
            return _BREAKS_ELSEWHERE.sub(lambda match: _REFERENCE[match[0]], escaped).encode()
        if _NEW_PARAGRAPH.search(text):
            raise NeedsPlaceError
        return _BREAKS.sub(lambda match: _BREAK[match[0]], escaped).encode()


# One memory for all documents of a process: texts in runs, and texts elsewhere.
TEXTS, STRICT_TEXTS = Memo(breaks=True, strict=False), Memo(breaks=True, strict=True)
OTHERS, STRICT_OTHERS = Memo(breaks=False, strict=False), Memo(breaks=False, strict=True)


def check(text: str, strict: bool) -> None:
    """Raises BadValue for signs that no document can hold; when strict, for tags and decomposed letters as well."""
    if match := _FORBIDDEN.search(text):
        raise BadValue("value-control", sign=f"U+{ord(match[0]):04X}")
    if strict:
        if ("{" in text or "}" in text) and (stray := STRAY.search(text)):
            raise BadValue("leftover-tag", text=stray[0])
        if not unicodedata.is_normalized("NFC", text):
            raise BadValue("not-nfc")


# What has a wording of its own in a document; Undefined says by itself what is missing.
_WORDED = (str, int, float, Decimal, datetime.date, datetime.time, jinja2.Undefined)


def plain(value: Any, strict: bool) -> str:
    """The wording of a value that is not text. Raises BadValue for one that has none, Jinja's error for undefined."""
    if strict and (isinstance(value, bool) or not isinstance(value, _WORDED)):
        raise BadValue("value-without-text", type=type(value).__name__)
    text = str(value)
    if not isinstance(value, _WORDED) and _ADDRESS.search(text):
        raise BadValue("value-without-text", type=type(value).__name__)
    return text


def in_text(text: str, around: tuple[str, str] | None, markup: bool = False) -> bytes:
    """A text (or, as markup, escaped text) inside a run, with its breaks, and new paragraphs of the look around it."""
    escaped = text if markup else str(escape(text))
    if markup and ("<" in text or "&" in text or "]]>" in text):
        _check_in_text(text)
    escaped = _BREAKS.sub(lambda match: _BREAK[match[0]], escaped)
    _check_looks(text, around)
    return _NEW_PARAGRAPH.sub(lambda match: _paragraph(match[0], around), escaped).encode()


def _check_looks(text: str, around: tuple[str, str] | None) -> None:
    """Raises TooMuch when new paragraphs would repeat the look around them too often."""
    looks = len(_NEW_PARAGRAPH.findall(text)) * sum(map(len, around or ()))
    if looks > MAX_LOOKS:
        raise TooMuch(f"{looks} > {MAX_LOOKS}")


def _paragraph(sign: str, around: tuple[str, str] | None) -> str:
    """docxtpl's \\a (a new paragraph of the same look) and \\f (a new page); a line break where none can end."""
    if around is None:
        return _BREAK["\n"]
    paragraph, run = around
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if sign == "\f" else ""
    return f"</w:t></w:r></w:p>{page}<w:p>{paragraph}<w:r>{run}{_NEXT_TEXT}"


def of_cell(text: str) -> bytes:
    """The text of a cell in a table that this package makes."""
    try:
        return STRICT_TEXTS[text]
    except NeedsPlaceError:
        return in_text(text, None)


def _check_in_text(markup: str) -> None:
    try:
        tree = xml.fragment(f"<w:p><w:r><w:t>{markup}</w:t></w:r></w:p>")
    except ValueError as error:
        raise BadValue("value-broken-xml", reason=error) from None
    if any(len(text) for text in tree.iter(f"{W}t")):
        raise BadValue("value-xml-in-text")


def in_place(value: Any, tag: Tag) -> bytes:
    """WordprocessingML at a tag that takes the place of a run, paragraph, row or cell."""
    if isinstance(value, Ready):
        return value.data
    if not hasattr(value, "__html__"):
        if str(value) == "":
            return b""
        raise BadValue("value-text-in-place", scope=tag.scope)
    markup = value.__html__()
    tidy = tidied if len(markup) < _LONGEST_REMEMBERED else tidied.__wrapped__
    return tidy(markup, tag.scope, tag.around or ("", ""))


_RUN = re.compile(r"<w:r>(<w:rPr>(?:[^<]|<(?!/w:rPr>))*</w:rPr>)?<w:t(?: [^>]*)?>([^<]*)</w:t></w:r>")
_RUNS = frozenset(f"{W}{name}" for name in ("r", "hyperlink"))


@functools.lru_cache(maxsize=512)
def tidied(markup: str, scope: str, around: tuple[str, str]) -> bytes:
    """A fragment proven to be XML of the right kind: breaks as Word writes them, run properties in the schema's order.

    Raises BadValue.
    """
    broken = _RUN.sub(lambda run: _run_with_breaks(run, around[0]), markup)
    opening, closing = ("<w:p>", "</w:p>") if scope == "r" else ("", "")
    try:
        tree = xml.fragment(f"{opening}{broken}{closing}")
    except ValueError as error:
        raise BadValue("value-broken-xml", reason=error) from None
    if scope == "p" and any(child.tag in _RUNS for child in tree):
        raise BadValue("value-text-in-place", scope=scope)
    for properties in tree.iter(f"{W}rPr"):
        _order(properties)
    inside = b"".join(etree.tostring(child, with_tail=False, encoding="utf-8") for child in tree)
    bare = re.sub(rb' xmlns:(?:w|r|wp|a|pic)="[^"]*"', b"", inside)
    return bare.removeprefix(opening.encode()).removesuffix(closing.encode()) if bare != b"<w:p/>" else b""


def _run_with_breaks(run: re.Match[str], paragraph: str) -> str:
    """A run of rich text, with the breaks, tabs, new paragraphs and pages that its text has in it."""
    look, text = run[1] or "", run[2]
    if not _BREAKS_ELSEWHERE.search(text):
        return run[0]
    _check_looks(text, (paragraph, look))
    text = _BREAKS.sub(lambda match: _BREAK[match[0]], text)
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    for sign, between in (("\a", ""), ("\f", page)):
        text = text.replace(sign, f"</w:t></w:r></w:p>{between}<w:p>{paragraph}<w:r>{look}{_NEXT_TEXT}")
    return f"<w:r>{look}{_NEXT_TEXT}{text}</w:t></w:r>"


def property_of_cell(value: Any, tag: Tag) -> bytes:
    """What `colspan` and `cellbg` are given: a number of columns from 1, a colour like FF0000. Raises BadValue."""
    text = str(value).strip().removeprefix("#")
    if tag.position == "count" and re.fullmatch("[0-9]{1,4}", text) and int(text) > 0:
        return text.encode()
    if tag.position == "colour" and (text in ("", "auto") or re.fullmatch("[0-9A-Fa-f]{6}", text)):
        return (text or "auto").encode()
    raise BadValue(f"value-not-{tag.position}", value=text)


# CT_RPr's order of children, ECMA-376 part 1; docxtpl's RichText writes them in its own.
_RUN_ORDER = {
    f"{W}{name}": rank
    for rank, name in enumerate(
        [
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "caps",
            "smallCaps",
            "strike",
            "dstrike",
            "outline",
            "shadow",
            "emboss",
            "imprint",
            "noProof",
            "snapToGrid",
            "vanish",
            "webHidden",
            "color",
            "spacing",
            "w",
            "kern",
            "position",
            "sz",
            "szCs",
            "highlight",
            "u",
            "effect",
            "bdr",
            "shd",
            "fitText",
            "vertAlign",
            "rtl",
            "cs",
            "em",
            "lang",
        ]
    )
}


def _order(properties: Any) -> None:
    properties[:] = sorted(properties, key=lambda child: _RUN_ORDER.get(child.tag, len(_RUN_ORDER)))
    for shading in properties.iter(f"{W}shd"):
        if shading.get(f"{W}val") is None:
            shading.set(f"{W}val", "clear")


def encoded(text: str, markup: bool) -> bytes:
    """A text in an attribute, a property or a field code."""
    plain = not markup or "<" in text or _BARE.search(text)
    escaped = str(escape(text)) if plain else text.replace('"', "&#34;").replace("]]>", "]]&gt;")
    escaped = escaped.replace("\r\n", "\n").replace("\r", "\n")
    return _BREAKS_ELSEWHERE.sub(lambda match: _REFERENCE[match[0]], escaped).encode()
