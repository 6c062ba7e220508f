"""How runs, paragraphs and tables look in the end, whichever layer says it: defaults, styles, direct formatting.

Every property is taken along, known or not, so that none can be changed unseen. Simpler than Word where that hides
nothing: a nearer layer always wins (Word combines bold of two styles by exclusive or), and what a table's style says of
its text stays with the table. Both files are read alike, the name of every style used is itself content, and so is what
the style says.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from qmsdocs.docx.content.blocks import Look, Style
from qmsdocs.docx.content.numbering import Numbering
from qmsdocs.docx.content.plain import NOISE, A, attributes_of, local, of_property, plain
from qmsdocs.docx.xml import Element, W

Facts = dict[str, str]
_PIECEWISE = frozenset(
    {"ind", "spacing", "rFonts", "numPr", "pgSz", "pgMar", "pgNumType", "trHeight"}
)  # each attribute is set on its own
_SIDED = frozenset({"pBdr", "tblBorders", "tcBorders", "tblCellMar", "tcMar", "pgBorders"})  # each side is
_HOLDERS = {"pPr": "p", "rPr": "r", "tblPr": "t", "trPr": "w", "tcPr": "c"}
_ELSEWHERE = frozenset(W + name for name in ("pStyle", "rStyle", "tblStyle", "rPr", "sectPr", "tcW"))
# What Word takes where nothing is said; `0` for all others.
_USUAL = {
    **dict.fromkeys(("p/widowControl", "p/snapToGrid", "p/autoSpaceDE", "p/autoSpaceDN", "p/overflowPunct", "p/kinsoku",
                     "p/wordWrap", "p/adjustRightInd", "r/snapToGrid", "c/gridSpan"), "1"),
    **dict.fromkeys(("r/shd", "p/shd", "t/shd", "c/shd"), "val=clear"),
    "p/jc": "left", "p/outlineLvl": "9", "p/textAlignment": "auto", "p/spacing.line": "240",
    "p/spacing.lineRule": "auto", "r/color": "auto", "r/u": "none", "r/vertAlign": "baseline", "r/highlight": "none",
    "r/sz": "20", "r/szCs": "20", "r/w": "100", "r/em": "none", "r/effect": "none", "t/jc": "left", "t/tblW": "",
    "t/tblLayout": "type=autofit", "t/tblInd": "type=dxa", "w/jc": "left", "c/vAlign": "top",
    "c/textDirection": "lrTb", "s/type": "nextPage", "s/pgSz.orient": "portrait", "s/vAlign": "top",
    "s/pgNumType.fmt": "decimal", "w/trHeight.hRule": "atLeast",
    "s/textDirection": "lrTb", "r/style": "", "t/style": "",
}  # fmt: skip


def told(facts: Facts) -> Look:
    """The facts that Word would not take by itself, in order."""
    return tuple(sorted(item for item in facts.items() if item[1] != _USUAL.get(item[0], "0") and item[1] != "clear"))


def properties(holder: Element | None, prefix: str, theme: Facts | None = None) -> Facts:
    """The properties in a w:rPr, w:pPr…, each named `prefix/property`."""
    found: Facts = {}
    for node in holder.iterchildren("*") if holder is not None else ():
        if node.tag not in NOISE and node.tag not in _ELSEWHERE:
            found.update(_one(node, f"{prefix}/{local(node.tag)}", theme or {}))
    return found


def _one(node: Element, name: str, theme: Facts) -> Iterator[tuple[str, str]]:
    tag = local(node.tag)
    if tag == "tabs":
        for stop in node.iterchildren(W + "tab"):
            cleared = stop.get(W + "val") == "clear"
            yield f"{name}.{stop.get(W + 'pos', '')}", "clear" if cleared else of_property(stop)
    elif tag in _SIDED:
        yield from ((f"{name}.{local(side.tag)}", of_property(side)) for side in node.iterchildren("*"))
    elif tag == "numPr":
        yield from ((f"{name}.{local(one.tag)}", of_property(one)) for one in node.iterchildren("*"))
    elif tag == "rFonts":
        yield from _fonts(node, name, theme)
    elif tag in _PIECEWISE:
        yield from _pieces(node, name)
    else:
        yield name, of_property(node)


def _pieces(node: Element, name: str) -> Iterator[tuple[str, str]]:
    for key, value in attributes_of(node):
        if key == "hanging":
            yield f"{name}.firstLine", f"-{value}" if value != "0" else "0"
        elif not (key == "firstLine" and node.get(W + "hanging") is not None) and key != "code":
            yield f"{name}.{key}", value


def _fonts(node: Element, name: str, theme: Facts) -> Iterator[tuple[str, str]]:
    """The fonts by name, those of the theme too: it may be put in without changing them."""
    said = dict(attributes_of(node))
    for one in ("ascii", "hAnsi", "eastAsia", "cs"):
        of_theme = said.get(f"{one}Theme") or said.get(f"{one}theme")  # Word writes cstheme in small letters
        font = theme.get(of_theme) or f"theme {of_theme}" if of_theme else said.get(one)
        if font:
            yield f"{name}.{one}", font


class Formatting:
    """The formatting of one file, and the styles that it used so far."""

    def __init__(self, styles: Element | None, theme: Element | None, numbering: Numbering) -> None:
        self._theme = _theme_fonts(theme)
        self._numbering = numbering
        nodes = list(styles.iterchildren(W + "style")) if styles is not None else []
        self._styles = {node.get(W + "styleId"): node for node in nodes}
        default = (node for node in nodes if dict(attributes_of(node)).get("default") == "1")
        self._default = {node.get(W + "type"): node.get(W + "styleId") for node in default}
        self._defaults: Facts = {}
        for tag, prefix in (("rPr", "r"), ("pPr", "p")):
            path = f"{W}docDefaults/{W}{tag}Default/{W}{tag}"
            holder = styles.find(path) if styles is not None else None
            self._defaults |= properties(holder, prefix, self._theme)
        self._chains: dict[str, Facts] = {}
        self._runs: dict[tuple[str, bytes], Look] = {}
        self._paragraphs: dict[bytes, tuple[str, str, Look]] = {}
        self._plain: dict[bytes, Facts] = {}
        self._used: set[str] = set()

    def paragraph(self, holder: Element | None) -> tuple[str, Look]:
        """The id of a paragraph's style, and its look. Asked in the order of the document, since lists count on."""
        key = _spelled(holder)
        if key not in self._paragraphs:
            style = self._style(holder, "pStyle", "paragraph")
            facts = {**self._defaults, **self._chain(style), **properties(holder, "p")}
            own = self._numbered({name: value for name, value in facts.items() if name.startswith("p/")}, style)
            number = facts.get("p/numPr.numId", "") if "p/numbering" in own else ""
            self._paragraphs[key] = style, number, told({**own, "p/style": self._name(style)})
        style, number, look = self._paragraphs[key]
        if number:
            listed = self._numbering.place(number, dict(look)["p/numbering"])
            look = tuple(sorted((*look, ("p/list", listed))))
        return style, look

    def run(self, paragraph: str, holder: Element | None) -> Look:
        """The look of a run in a paragraph of that style."""
        key = paragraph, _spelled(holder)
        if key not in self._runs:
            style = self._style(holder, "rStyle", "")
            facts = {
                **self._defaults,
                **self._chain(paragraph),
                **self._chain(style),
                **properties(holder, "r", self._theme),
            }
            own = {name: value for name, value in facts.items() if name.startswith("r/")}
            self._runs[key] = told({**own, "r/style": self._name(style)})
        return self._runs[key]

    def of(self, holder: Element | None, prefix: str) -> Facts:
        """What is set of a row or cell, which have no styles of their own; a fresh dictionary."""
        key = _spelled(holder)
        if key not in self._plain:
            self._plain[key] = properties(holder, prefix)
        return dict(self._plain[key])

    def table(self, holder: Element | None) -> Facts:
        """What is set of a table as a whole."""
        style = self._style(holder, "tblStyle", "table")
        facts = {**self._chain(style), **properties(holder, "t")}
        own = {name: value for name, value in facts.items() if name.startswith("t/")}
        look = holder.find(W + "tblLook") if holder is not None else None
        if look is not None and any(name.startswith("part/") for name in facts):  # else there is nothing to choose from
            own["t/tblLook"] = _chosen(look)
        return {**own, "t/style": self._name(style)}

    def used(self) -> dict[str, Style]:
        """The styles asked for so far and those they are based on, by name."""
        found = {}
        for style in {one for used in self._used for one in self._ancestry(used)}:
            based = self._ancestry(style)[1:2]
            paragraph = self._styles[style].get(W + "type") == "paragraph"
            facts = {**(self._defaults if paragraph else {}), **self._chain(style)}
            look = told(self._numbered(facts, style))
            name = self._name(style)
            found[name] = Style(name, self._name(based[0]) if based else "", look)
        return dict(sorted(found.items()))

    def _numbered(self, facts: Facts, style: str) -> Facts:
        """The ids of list and level replaced by what they show."""
        rest = {name: value for name, value in facts.items() if name not in ("p/numPr.numId", "p/numPr.ilvl")}
        number = facts.get("p/numPr.numId", "0")
        shown = self._numbering.level(number, facts.get("p/numPr.ilvl", ""), style) if number != "0" else ""
        return {**rest, "p/numbering": shown} if shown else rest

    def _chain(self, style: str) -> Facts:
        """What a style says with all that it is based on."""
        if style not in self._chains:
            found: Facts = {}
            for one in reversed(self._ancestry(style)):
                for node in self._styles[one].iterchildren("*"):
                    if local(node.tag) in _HOLDERS:
                        found |= properties(node, _HOLDERS[local(node.tag)], self._theme)
                    elif node.tag == W + "tblStylePr":
                        found[f"part/{node.get(W + 'type', '')}"] = plain(node)
            self._chains[style] = found
        return self._chains[style]

    def _ancestry(self, style: str) -> list[str]:
        """The style, then what it is based on; a circle ends where it closes."""
        found: list[str] = []
        while style in self._styles and style not in found:
            found.append(style)
            based = self._styles[style].find(W + "basedOn")
            style = based.get(W + "val", "") if based is not None else ""
        return found

    def _style(self, holder: Element | None, tag: str, kind: str) -> str:
        node = holder.find(W + tag) if holder is not None else None
        style = node.get(W + "val", "") if node is not None else self._default.get(kind, "")
        self._used.add(style)
        return str(style)

    def _name(self, style: str) -> str:
        """What people call a style: its id is spelled by the language of their Word."""
        name = self._styles[style].find(W + "name") if style in self._styles else None
        return str(name.get(W + "val", style)) if name is not None else style


def _spelled(holder: Element | None) -> bytes:
    return bytes(etree.tostring(holder)) if holder is not None else b""


_PARTS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
          "noVBand": 0x400}  # fmt: skip


def _chosen(look: Element) -> str:
    """The conditional parts of its style that a table uses; older files spell them as bits."""
    said = dict(attributes_of(look))
    bits = int(said.get("val", "0"), 16)
    return " ".join(name for name, bit in _PARTS.items() if said.get(name, "1" if bits & bit else "0") == "1")


def _theme_fonts(theme: Element | None) -> Facts:
    """minorHAnsi → the name of the font."""
    found: Facts = {}
    for kind in ("major", "minor"):
        node = next(theme.iter(f"{A}{kind}Font"), None) if theme is not None else None
        for endings, tag in ((("HAnsi", "Ascii"), "latin"), (("EastAsia",), "ea"), (("Bidi",), "cs")):
            face = node.find(f"{A}{tag}") if node is not None else None
            found |= {f"{kind}{ending}": face.get("typeface", "") for ending in endings} if face is not None else {}
    return found
