"""Rules under a subject or a name, drawn as long as the line above them asks: between a third and a half of it.

A paragraph without words in one of these styles is such a rule; its template gives it a top border. How wide the words
above are is known only when they are printed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qmsdocs.docx import xml
from qmsdocs.docx.marking import Operation, Script
from qmsdocs.docx.xml import Element, W
from qmsdocs.metrics import bold_width

if TYPE_CHECKING:
    from qmsdocs.docx.rendering import Work

STYLES = ("VB Rule Subject", "VB Rule Short")
_SHARE = 0.42  # of the line: the law says 1/3 to 1/2 (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, 5)
_TWIPS = 1440 / 25.4  # in a millimetre
_USUAL_SIZE = 13.0
# What stands before w:ind among the properties of a paragraph.
_BEFORE = frozenset(
    f"{W}{name}"
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
                 "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
                 "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid",
                 "spacing")
)  # fmt: skip
_PARAGRAPH = re.compile(rb"<w:p>(?:(?!<w:p>).)*?</w:p>", re.DOTALL)
_STYLE = re.compile(rb'<w:pStyle w:val="([^"]*)"')
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:br\b[^>]*/>)")
_FAR = 40  # pieces of output that are looked through for the line above


def prepare(root: Element, names: Mapping[str, str], sizes: Mapping[str, float], script: Script) -> None:
    """Put the mark of `rule` into each paragraph that is one. `names` and `sizes` are those of the styles, by id."""
    wanted = {names[style.lower()] for style in STYLES if style.lower() in names}
    for paragraph in list(root.iter(f"{W}p")) if wanted else ():
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        room = _room(paragraph)
        if style is None or style.get(f"{W}val") not in wanted or len(paragraph) > 1 or not room:
            continue
        for own in properties.findall(f"{W}ind"):
            xml.remove(own)
        last = [child for child in properties if child.tag in _BEFORE][-1]
        last.tail = script.mark(Operation("rule", (room, tuple(sorted(sizes.items()))))) + (last.tail or "")


def _room(paragraph: Element) -> int:
    """Twips between the margins, or of the cell that the paragraph stands in; 0 where that cannot be told."""
    section = next(iter(paragraph.xpath("following::*[local-name()='sectPr'][1]")), None)
    page, margin = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar")) if section is not None else (None, None)
    if page is None or margin is None:
        return 0
    text = _whole(page, "w") - _whole(margin, "left") - _whole(margin, "right")
    cell = xml.ancestor(paragraph, f"{W}tc")
    width = cell.find(f"{W}tcPr/{W}tcW") if cell is not None else None
    if width is None:
        return text if cell is None else 0
    shares = width.get(f"{W}type") == "pct"
    return text * _whole(width, "w") // 5000 if shares else _whole(width, "w")


def _whole(node: Element, name: str) -> int:
    value = node.get(f"{W}{name}", "")
    return int(value) if re.fullmatch("[0-9]{1,6}", value) else 0


def rule(work: Work, out: list[bytes], room: int, sizes: Sequence[tuple[str, float]]) -> None:
    """The indents that leave a rule of the right length in a room of that many twips, centred."""
    printed = b"".join(out[-_FAR:])
    work.spend(len(printed) >> 5)
    found = next((one for one in reversed(_PARAGRAPH.findall(printed)) if _TEXT.search(one)), None)
    if found is None:
        return
    style = _STYLE.search(found)
    size = dict(sizes).get(style[1].decode(), _USUAL_SIZE) if style else _USUAL_SIZE
    width = max((bold_width(line, size) * _TWIPS for line in _lines(found)), default=0)
    side = round((room - _SHARE * min(width, room)) / 2)
    out.append(b'<w:ind w:left="%d" w:right="%d"/>' % (side, side))


def _lines(paragraph: bytes) -> Iterator[str]:
    """The words of a printed paragraph, line by line as they are broken on purpose."""
    text = "".join("\n" if match[2] else html.unescape(match[1].decode()) for match in _TEXT.finditer(paragraph))
    return (line.strip() for line in text.split("\n") if line.strip())
