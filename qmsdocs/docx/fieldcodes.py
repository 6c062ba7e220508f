"""Field codes that run a command or fetch what lies outside the file when a document is opened: none may be in it,
whether the template holds them or values would make them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qmsdocs.docx.marking import OPENING
from qmsdocs.docx.xml import Element, W

_COMMAND = re.compile(
    r"\s*(DDEAUTO|DDE|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|RD|HTMLCONTROL)\b", re.IGNORECASE
)
_CODES = (f"{W}instrText", f"{W}delInstrText")
# What begins and ends a code, a mark, a code that is an attribute or stands in no field.
_SIGN = re.compile(
    rf'fldCharType="(begin|separate|end)"|{OPENING}|instr="[^"]*"|(?:instrText|delInstrText)(?: [^<>]*)?>[^<]*'
)


@dataclass
class _Field:
    """A field that is open: the texts of its code; what a field inside it gives is not part of it."""

    texts: list[Element] = field(default_factory=list)

    def command(self) -> tuple[Element, str] | None:
        found = _COMMAND.match("".join(node.text or "" for node in self.texts))
        return (self.texts[0], found[1].upper()) if found else None


def commands(root: Element) -> Iterator[tuple[Element, str]]:
    """(element, name) of every field code that runs or fetches something."""
    for simple in root.iter(f"{W}fldSimple"):
        if found := _COMMAND.match(simple.get(f"{W}instr", "")):
            yield simple, found[1].upper()
    fields = [_Field()]
    for node in root.iter(f"{W}fldChar", *_CODES):
        kind = node.get(f"{W}fldCharType")
        if node.tag in _CODES:
            fields[-1].texts.append(node)
        elif kind == "begin":
            fields.append(_Field())
        else:  # the code ends, or the field
            if command := fields[-1].command():
                yield command
            fields[-1:] = [_Field()] if kind == "separate" or len(fields) == 1 else []
    yield from filter(None, (one.command() for one in fields))


def vary(text: str) -> bool:
    """Whether marks stand inside the code of a field in the text of a part: data can then make it into another."""
    codes: list[bool] = []  # for each open field, whether we are in its code
    for sign in _SIGN.finditer(text):
        kind = sign[1]
        if kind == "begin":
            codes.append(True)
        elif kind and codes:
            codes[-1:] = [False] if kind == "separate" else []
        elif not kind and (any(codes) if sign[0] == OPENING else OPENING in sign[0]):
            return True
    return False
