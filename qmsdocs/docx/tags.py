"""Tags in text: where they begin and end, what they are. Linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from qmsdocs.docx.places import Place

Position = Literal["text", "plain", "attribute", "colour", "count", "field", "xml"]
OPENERS = frozenset({"if", "for", "macro", "call", "filter", "set", "with", "trans", "autoescape", "block"})

_OPEN = re.compile(r"\{[{%#]")
_TOKEN = re.compile(r"[\"'{}]|%\}")
_QUOTED = {quote: re.compile(rf"{quote}(?:\\.|[^{quote}\\])*{quote}", re.DOTALL) for quote in "\"'"}
_SCOPE = re.compile(r"([-+]?)(p|tr|tc|r)(?=\s)")
# A straight-quoted string, whose own curly quotes are its text; or what stands between such strings.
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')|[^\"']+|[\"']")
_CURLY = str.maketrans("“”‘’\u00a0", "\"\"'' ")
_QUOTED_LENGTH = 200
STRAY = re.compile(r"\{[{%#]|[}%#]\}")


@dataclass
class Tag:
    """One tag of a template. `scope` is the element it takes the place of: p, tr, tc, r, or '' for none.

    `source` is Jinja's text of it, on one line; `written` what the user sees in Word.
    """

    kind: Literal["print", "block", "comment"]
    scope: str
    body: str
    written: str
    place: Place
    position: Position = "text"
    before: str = ""  # "-" or "+" after the opening braces
    after: str = ""  # "-" or "+" before the closing ones
    around: tuple[str, str] | None = field(default=None, repr=False)  # pPr and rPr of a tag in a paragraph's run

    @property
    def statement(self) -> str:
        """The first word of a block tag: if, for, endfor…"""
        words = self.body.split(None, 1)
        return words[0] if self.kind == "block" and words else ""

    @property
    def opens(self) -> bool:
        """Whether the tag begins a block that another tag must end."""
        return self.statement in OPENERS and not (self.statement == "set" and "=" in self.body)

    @property
    def source(self) -> str:
        opening, closing = {"print": ("{{", "}}"), "block": ("{%", "%}"), "comment": ("{#", "#}")}[self.kind]
        return f"{opening}{self.before} {self.body} {self.after}{closing}"


def shown(written: str) -> str:
    """A tag as problems quote it: not all of one that runs over a page."""
    return written if len(written) <= _QUOTED_LENGTH else f"{written[:_QUOTED_LENGTH]}…"


def spans(text: str) -> Iterator[tuple[int, int]]:
    """(begin, end) of every tag. A tag that is never closed has end -1, and is the last that is told."""
    place = 0
    plain = text.translate(_CURLY)
    single: set[str] = set()
    while match := _OPEN.search(plain, place):
        end = _end(plain, match.start(), single)
        yield match.start(), end
        if end < 0:
            return
        place = end


def read(written: str, place: Place) -> Tag:
    """The tag of the text between its braces, these included."""
    text = _STRING.sub(lambda match: match[0] if match[1] else match[0].translate(_CURLY), written)
    kind: Literal["print", "block", "comment"] = "print" if text[1] == "{" else "block" if text[1] == "%" else "comment"
    body = text[2:-2]
    scope = before = after = ""
    if match := _SCOPE.match(body):  # `{{p x}}` takes the paragraph's place; `{{ p }}` prints p
        before, scope, body = match[1], match[2], body[match.end() :]
    elif body[:1] in ("-", "+"):
        before, body = body[0], body[1:]
    if body[-1:] in ("-", "+"):
        after, body = body[-1], body[:-1]
    return Tag(kind, scope, " ".join(body.split()), written, place, before=before, after=after)


def _end(plain: str, begin: int, single: set[str]) -> int:
    """Where the tag that begins here ends; -1 when it never does. Braces and quotes inside it are counted.

    `single` are the quotes known to open nothing from here on, since the text ends before they are closed: looked for
    once, so that many of them take no longer than one.
    """
    kind = plain[begin + 1]
    if kind == "#":
        end = plain.find("#}", begin + 2)
        return end + 2 if end >= 0 else -1
    depth, place = 0, begin + 2
    while match := _TOKEN.search(plain, place):
        place = match.end()
        sign = match[0]
        if sign in "\"'":
            if sign not in single and (quoted := _QUOTED[sign].match(plain, match.start())):
                place = quoted.end()
            else:
                single.add(sign)
        elif sign == "%}" and kind == "%":
            return place
        elif sign == "{":
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
        elif sign == "}" and kind == "{" and plain[place : place + 1] == "}":
            return place + 1
    return -1
