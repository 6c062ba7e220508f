"""The proof that what a template prints reaches the page: every branch printed once, with a token for each value.

Word drops text that stands where no text belongs, and hides what is deleted or hidden; a value printed there would
vanish without a word. The part is put together with all its blocks open, read back as Word reads it, and each token
must be found in a place that is shown (or in an attribute, a field code or a property, which are no page).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qmsdocs.docx import xml
from qmsdocs.docx.cutting import Piece
from qmsdocs.docx.marking import Script
from qmsdocs.docx.tags import Tag
from qmsdocs.docx.xml import Element, W

_TOKEN = re.compile("\ufdd2(\\d+)\ufdd3")
_ELEMENTS = {"p": "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "r": "<w:r><w:t>{}</w:t></w:r>"}
_HIDDEN = tuple(f"{W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText"))
# Where Word looks for runs; a text elsewhere is dropped when the file is opened.
_HOLDS_RUNS = frozenset(
    f"{W}{name}"
    for name in (
        "p",
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "rt",
        "rubyBase",
    )
)


def check(pieces: Sequence[Piece], script: Script) -> None:
    """Tell every printing tag of a part whose value would not reach its reader."""
    wanted = [piece for piece in script.pieces if isinstance(piece, Tag) and piece.kind == "print"]
    printed = [piece for piece in pieces if isinstance(piece, Tag) and piece.kind == "print"]
    reached = set(_reached(pieces))
    shown = {id(tag) for number, tag in enumerate(printed) if number in reached or tag.position != "text"}
    raw = {id(tag) for tag in wanted} - {id(tag) for tag in printed}
    for tag in wanted:
        if id(tag) not in shown and id(tag) not in raw:
            script.tell("template-value-lost", tag.place, tag=tag.written)


def _reached(pieces: Sequence[Piece]) -> Iterator[int]:
    """The numbers of the printing tags whose tokens stand where Word shows them."""
    text, number = [], 0
    for piece in pieces:
        if isinstance(piece, bytes):
            text.append(piece.decode())
        elif isinstance(piece, Tag) and piece.kind == "print":
            token = f"\ufdd2{number}\ufdd3"
            text.append(_ELEMENTS.get(piece.scope, "{}").format(token))
            number += 1
    root = xml.parse("".join(text).encode())
    for node in root.iter(f"{W}t"):
        if _TOKEN.search(node.text or "") and _is_shown(node):
            yield from (int(match[1]) for match in _TOKEN.finditer(node.text))


def _is_shown(text: Element) -> bool:
    run = text.getparent()
    if run.tag != f"{W}r" or run.getparent().tag not in _HOLDS_RUNS:
        return False
    vanish = run.find(f"{W}rPr/{W}vanish")
    hidden = vanish is not None and vanish.get(f"{W}val") not in ("0", "false")
    return not hidden and xml.ancestor(text, *_HIDDEN) is None
