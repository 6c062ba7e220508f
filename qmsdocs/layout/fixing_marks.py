"""Setting one property in a w:rPr or w:pPr, its elements kept in the order that the format wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from qmsdocs.layout.formatting import Value
from qmsdocs.layout.reading import Element, W, child

RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
SECTION_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi",
    "rtlGutter", "docGrid", "printerSettings", "sectPrChange",
)  # fmt: skip
_TWIPS = 1440 / 25.4
_TAGS = {"bold": ("b", "bCs"), "italic": ("i", "iCs"), "caps": ("caps",)}
_FACES = ("ascii", "hAnsi", "cs")


def placed(holder: Element, tag: str, order: Sequence[str]) -> Element:
    """The child of a tag; where there is none a new one, at its place in the order."""
    found = child(holder, W + tag)
    if found is None:
        later = {W + name for name in order[order.index(tag) + 1 :]}
        index = next((place for place, one in enumerate(holder) if one.tag in later), len(holder))
        found = etree.Element(W + tag)
        holder.insert(index, found)
    return found


def twips(value: float) -> str:
    """Millimetres in twentieths of a point."""
    return str(round(value * _TWIPS))


def properties_of(block: Element, tag: str) -> Element:
    """The w:rPr of a run or w:pPr of a paragraph, which stands first."""
    found = child(block, W + tag)
    if found is None:
        found = etree.Element(W + tag)
        block.insert(0, found)
    return found


def set_run(properties: Element, name: str, value: Value) -> None:
    """A property of letters in a w:rPr."""
    if name in _TAGS:
        for tag in _TAGS[name]:
            _switch(placed(properties, tag, RUN_ORDER), value)
    elif name == "size":
        for tag in ("sz", "szCs"):
            placed(properties, tag, RUN_ORDER).set(W + "val", f"{value * 2:.0f}")
    elif name == "color":
        node = placed(properties, "color", RUN_ORDER)
        node.attrib.clear()
        node.set(W + "val", value)
    else:
        node = placed(properties, "rFonts", RUN_ORDER)
        for face in _FACES:
            for key in (f"{face}Theme", f"{face}theme"):
                node.attrib.pop(W + key, None)
            node.set(W + face, value)


def _switch(node: Element, on: bool) -> None:
    node.attrib.clear()
    if not on:
        node.set(W + "val", "0")


def set_paragraph(properties: Element, name: str, value: Value) -> None:
    """A property of a paragraph in a w:pPr."""
    tag, change = _PARAGRAPH[name]
    change(placed(properties, tag, PARAGRAPH_ORDER), value)


def _first(node: Element, value: float) -> None:
    for key in ("hanging", "hangingChars", "firstLine", "firstLineChars"):
        node.attrib.pop(W + key, None)
    node.set(W + ("firstLine" if value >= 0 else "hanging"), twips(abs(value)))


def _left(node: Element, value: float) -> None:
    for key in ("start", "startChars", "leftChars"):
        node.attrib.pop(W + key, None)
    node.set(W + "left", twips(value))


def _before(node: Element, value: float) -> None:
    for key in ("beforeAutospacing", "beforeLines"):
        node.attrib.pop(W + key, None)
    node.set(W + "before", f"{value * 20:.0f}")


def _line(node: Element, value: float) -> None:
    node.set(W + "line", f"{value:.0f}")
    node.set(W + "lineRule", "auto")


_PARAGRAPH: dict[str, tuple[str, Callable[[Element, Value], None]]] = {
    "align": ("jc", lambda node, value: node.set(W + "val", value)),
    "left": ("ind", _left),
    "first": ("ind", _first),
    "before": ("spacing", _before),
    "line": ("spacing", _line),
    "contextual": ("contextualSpacing", _switch),
}
OF_PARAGRAPHS = frozenset(_PARAGRAPH)


def says(properties: Element | None, name: str) -> bool:
    """Whether a w:rPr or w:pPr sets a property itself."""
    if name in _PARAGRAPH:
        tags: Sequence[str] = (_PARAGRAPH[name][0],)
    else:
        tags = _TAGS.get(name, ({"size": "sz", "color": "color", "font": "rFonts"}.get(name, ""),))
    return any(child(properties, W + tag) is not None for tag in tags)
