"""The property that Word uses in the end, and the layer that sets it.

Order of the layers: the file's defaults → table style (whole table, then its conditional parts) → paragraph style with
the styles it is based on, the indents of its numbering before its own → numbering set in the paragraph → character
style → direct formatting. Inside one w:rFonts a theme font wins over a named one.

Toggle properties (bold, italic, capitals…; ECMA-376-1, 17.7.3): inside one style chain the nearest value counts; the
results of table, paragraph and character style are combined by exclusive or; what the defaults set stays set; what is
set directly is final. Not modelled: the compatibility option by which old files let a table style win over Normal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qmsdocs.layout.reading import A, Docx, Element, Paragraph, W

Value = Any
Layer = dict[str, tuple[Value, str]]  # property → (value, where it is set)

_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "smallCaps": "small_caps", "vanish": "hidden"}
_CELL_PADDING = 1.9  # Word's own, each side, in millimetres
_FALSE = ("0", "false", "off", "none")
DIRECT = "định dạng trực tiếp"
DEFAULTS = "mặc định của tệp"
WORD = "mặc định của Word"
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
_RUN_START: Layer = {
    **{f"font.{one}": ("Times New Roman", WORD) for one in _FONTS},
    "size": (10.0, WORD),
    "color": ("auto", WORD),
    **dict.fromkeys(_TOGGLES.values(), (False, WORD)),
}
_PARAGRAPH_START: Layer = {
    **dict.fromkeys(("left", "right", "first", "before", "after"), (0.0, WORD)),
    "line": (240.0, WORD),
    "rule": ("auto", WORD),
    "align": ("left", WORD),
    "contextual": (False, WORD),
    "style": ("", WORD),
}


@dataclass(frozen=True)
class Look:
    """The properties of a run or paragraph. Sizes in points, lengths in millimetres."""

    layer: Layer

    def __getitem__(self, name: str) -> Value:
        return self.layer[name][0]

    def get(self, name: str) -> Value | None:
        return self.layer[name][0] if name in self.layer else None

    def origin(self, name: str) -> str:
        """Which layer sets the property, in words."""
        return self.layer[name][1] if name in self.layer else WORD


def millimetres(twips: str | float | None) -> float:
    """Twentieths of a point, or a length with its unit, in millimetres."""
    if isinstance(twips, str) and twips[-2:].isalpha():
        return float(twips[:-2]) * {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}[twips[-2:]]
    return float(twips or 0) * 25.4 / 1440


def is_on(node: Element | None) -> bool:
    """Whether an on/off element is there and on."""
    return node is not None and node.get(W + "val", "true") not in _FALSE


class Resolver:
    """Effective properties of the runs and paragraphs of one file."""

    def __init__(self, docx: Docx) -> None:
        self._theme = _theme_fonts(docx.theme)
        styles = docx.styles
        nodes = list(styles.iterchildren(W + "style")) if styles is not None else []
        self._styles = {node.get(W + "styleId"): node for node in nodes}
        self._default = {
            node.get(W + "type"): node.get(W + "styleId")
            for node in nodes
            if node.get(W + "default", "0") not in _FALSE
        }
        self._levels = _levels(docx.numbering)
        defaults = styles.find(W + "docDefaults") if styles is not None else None
        found = (
            {tag: defaults.find(f"{W}{tag}Default/{W}{tag}") for tag in ("rPr", "pPr")} if defaults is not None else {}
        )
        self._run_defaults = self._of_run(found.get("rPr"), DEFAULTS)
        self._paragraph_defaults = _of_paragraph(found.get("pPr"), DEFAULTS)
        self._chains: dict[str, tuple[Layer, Layer]] = {}
        self._conditional: dict[str, bool] = {}  # table style → whether it has conditional parts
        self._tables: dict[tuple[str, ...], tuple[Layer, Layer]] = {}
        self._looks: dict[tuple[str, str, tuple[str, ...]], Look] = {}
        self._paragraphs: dict[Paragraph, Look] = {}

    # --- what is asked

    def paragraph(self, paragraph: Paragraph) -> Look:
        """Alignment, indents, spacing and borders of a paragraph."""
        if paragraph not in self._paragraphs:
            self._paragraphs[paragraph] = self._paragraph(paragraph)
        return self._paragraphs[paragraph]

    def _paragraph(self, paragraph: Paragraph) -> Look:
        properties = paragraph.element.find(W + "pPr")
        style = self._style_of(properties, "pStyle", "paragraph")
        table = self._table_layers(self._table_key(paragraph))[1]
        direct = _of_paragraph(properties, DIRECT)
        layers = [_PARAGRAPH_START, self._paragraph_defaults, table, self._chain(style)[1]]
        if "numbering" in direct:
            layers.append(self._numbering_indents(direct, layers))
        merged = _merged([*layers, direct])
        merged["style"] = (style, "")
        return Look(merged)

    def run(self, paragraph: Paragraph, properties: Element | None) -> Look:
        """Font, size, colour and toggles of a run, given its w:rPr."""
        style = self._style_of(paragraph.element.find(W + "pPr"), "pStyle", "paragraph")
        character = self._style_of(properties, "rStyle", "character")
        key = (style, character, self._table_key(paragraph))
        if key not in self._looks:
            levels = [self._table_layers(key[2])[0], self._chain(style)[0], self._chain(character)[0]]
            self._looks[key] = Look(self._combined(levels))
        inherited = self._looks[key]
        return inherited if properties is None else Look({**inherited.layer, **self._of_run(properties, DIRECT)})

    def level(self, number: str, level: int) -> Element | None:
        """The w:lvl of a numbering."""
        return self._levels.get((number, level))

    def padding(self, paragraph: Paragraph) -> float:
        """Millimetres left and right of the text of a cell: its own, its table's, those of the table's style."""
        table = paragraph.tables[-1]
        style = self._style_of(table.find(W + "tblPr"), "tblStyle", "table")
        holders = [
            paragraph.cells[-1].find(f"{W}tcPr/{W}tcMar"),
            table.find(f"{W}tblPr/{W}tblCellMar"),
            *(node.find(f"{W}tblPr/{W}tblCellMar") for node in self._ancestry(style)),
        ]
        return sum(_side(holders, names) for names in (("left", "start"), ("right", "end")))

    # --- layers

    def _combined(self, levels: list[Layer]) -> Layer:
        found = _merged([_RUN_START, self._run_defaults, *levels])
        for name in _TOGGLES.values():
            if self._run_defaults.get(name, (False, ""))[0]:
                found[name] = self._run_defaults[name]
                continue
            said = [layer[name] for layer in levels if name in layer]
            on = [origin for value, origin in said if value]
            found[name] = (len(on) % 2 == 1, (on or [origin for _, origin in said] or [WORD])[-1])
        return found

    def _chain(self, style: str) -> tuple[Layer, Layer]:
        """What a style and those it is based on say of runs and of paragraphs."""
        if style not in self._chains:
            runs: Layer = {}
            paragraphs: Layer = {}
            for node in reversed(self._ancestry(style)):
                origin = f"kiểu “{_name(node)}”"
                runs |= self._of_run(node.find(W + "rPr"), origin)
                own = _of_paragraph(node.find(W + "pPr"), origin)
                if "numbering" in own:
                    paragraphs |= self._numbering_indents(own, [paragraphs])
                paragraphs |= own
            self._chains[style] = (runs, paragraphs)
        return self._chains[style]

    def _ancestry(self, style: str) -> list[Element]:
        """The style, then what it is based on; a circle ends where it closes."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = found[-1].find(W + "basedOn")
            style = based.get(W + "val", "") if based is not None else ""
        return found

    def _style_of(self, properties: Element | None, tag: str, kind: str) -> str:
        node = properties.find(W + tag) if properties is not None else None
        style = node.get(W + "val", "") if node is not None else ""
        return style if style in self._styles else self._default.get(kind, "")

    def _numbering_indents(self, own: Layer, below: Iterable[Layer]) -> Layer:
        inherited = _merged(below).get("numbering", (("0", 0), ""))[0]
        number, level = own["numbering"][0]
        node = self._levels.get((number or inherited[0], level))
        return _of_paragraph(node.find(W + "pPr"), "đánh số tự động") if node is not None else {}

    def _table_key(self, paragraph: Paragraph) -> tuple[str, ...]:
        """The style of the innermost table and its conditional parts that touch the cell; () outside tables."""
        if not paragraph.tables:
            return ()
        table = paragraph.tables[-1]
        style = self._style_of(table.find(W + "tblPr"), "tblStyle", "table")
        if style not in self._conditional:
            parts = (node.find(W + "tblStylePr") for node in self._ancestry(style))
            self._conditional[style] = any(part is not None for part in parts)
        return (style, *(_conditions(table, paragraph.cells[-1]) if self._conditional[style] else ()))

    def _table_layers(self, key: tuple[str, ...]) -> tuple[Layer, Layer]:
        """What a table style says of runs and of paragraphs, its conditional parts last."""
        if key not in self._tables:
            runs: Layer = {}
            paragraphs: Layer = {}
            for node in reversed(self._ancestry(key[0]) if key else []):
                origin = f"kiểu bảng “{_name(node)}”"
                of_parts = {part.get(W + "type"): part for part in node.iterchildren(W + "tblStylePr")}
                for part in (node, *(of_parts[name] for name in key[1:] if name in of_parts)):
                    runs |= self._of_run(part.find(W + "rPr"), origin)
                    paragraphs |= _of_paragraph(part.find(W + "pPr"), origin)
            self._tables[key] = (runs, paragraphs)
        return self._tables[key]

    def _of_run(self, properties: Element | None, origin: str) -> Layer:
        found: Layer = {}
        for node in properties.iterchildren() if properties is not None else ():
            tag = node.tag.rpartition("}")[2]
            if tag in _TOGGLES:
                found[_TOGGLES[tag]] = (is_on(node), origin)
            elif tag == "sz":
                found["size"] = (float(node.get(W + "val", 20)) / 2, origin)
            elif tag == "color":
                theme = node.get(W + "themeColor")
                value = node.get(W + "val") or ("theme" if theme else "auto")
                found["color"] = (value.upper() if value != "auto" else value, origin)
            elif tag == "rFonts":
                found |= self._fonts(node, origin)
        return found

    def _fonts(self, node: Element, origin: str) -> Layer:
        found: Layer = {}
        for one in _FONTS:
            theme = node.get(f"{W}{one}Theme") or node.get(f"{W}{one}theme")  # Word writes cstheme in small letters
            if theme:
                found[f"font.{one}"] = (self._theme.get(theme, ""), f"phông của chủ đề, gọi ở {origin}")
            elif node.get(W + one):
                found[f"font.{one}"] = (node.get(W + one), origin)
        return found


def _merged(layers: Iterable[Layer]) -> Layer:
    found: Layer = {}
    for layer in layers:
        found |= layer
    return found


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return str(name.get(W + "val") if name is not None else style.get(W + "styleId"))


def _of_paragraph(properties: Element | None, origin: str) -> Layer:
    found: Layer = {}
    for node in properties.iterchildren() if properties is not None else ():
        tag = node.tag.rpartition("}")[2]
        if tag == "jc":
            value = {"start": "left", "end": "right"}.get(node.get(W + "val"), node.get(W + "val"))
            found["align"] = (value, origin)
        elif tag == "ind":
            found |= {name: (value, origin) for name, value in _indents(node).items()}
        elif tag == "spacing":
            found |= {name: (value, origin) for name, value in _spacing(node).items()}
        elif tag == "contextualSpacing":
            found["contextual"] = (is_on(node), origin)
        elif tag == "pageBreakBefore":
            found["page_break"] = (is_on(node), origin)
        elif tag == "numPr":
            number, level = node.find(W + "numId"), node.find(W + "ilvl")
            value = (
                number.get(W + "val", "") if number is not None else "",
                int(level.get(W + "val", 0)) if level is not None else 0,
            )
            found["numbering"] = (value, origin)
        elif tag == "pBdr":
            for side in node.iterchildren():
                drawn = side.get(W + "val", "nil") not in ("nil", "none")
                found[f"border.{side.tag.rpartition('}')[2]}"] = (drawn, origin)
        elif tag == "framePr":
            found["frame"] = (node.get(W + "xAlign", ""), origin)
    return found


def _indents(node: Element) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, keys in (("left", ("left", "start")), ("right", ("right", "end"))):
        value = next((node.get(W + key) for key in keys if node.get(W + key) is not None), None)
        if value is not None:
            found[name] = millimetres(value)
    if node.get(W + "hanging") is not None:
        found["first"] = -millimetres(node.get(W + "hanging"))
    elif node.get(W + "firstLine") is not None:
        found["first"] = millimetres(node.get(W + "firstLine"))
    return found


def _spacing(node: Element) -> dict[str, float | str]:
    """Before and after in points; `line` in 240ths of a line, or in points when the rule is exact or atLeast."""
    found: dict[str, float | str] = {}
    for side in ("before", "after"):
        if node.get(f"{W}{side}Autospacing", "0") not in _FALSE:
            found[side] = 14.0  # Word's own: one line of HTML
        elif node.get(W + side) is not None:
            found[side] = millimetres(node.get(W + side)) * 72 / 25.4
    if node.get(W + "line") is not None:
        found["rule"] = node.get(W + "lineRule", "auto")
        exact = found["rule"] != "auto"
        found["line"] = float(node.get(W + "line")) / (20 if exact else 1)
    return found


def _side(holders: list[Element | None], names: tuple[str, str]) -> float:
    sides = (holder.find(W + name) for holder in holders if holder is not None for name in names)
    found = next((side for side in sides if side is not None), None)
    return _CELL_PADDING if found is None else millimetres(found.get(W + "w", 0))


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """minorHAnsi → the name of the font."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        node = next(theme.iter(f"{A}{kind}Font"), None) if theme is not None else None
        if node is None:
            continue
        faces = {one: node.find(f"{A}{one}") for one in ("latin", "ea", "cs")}
        names = {one: face.get("typeface", "") if face is not None else "" for one, face in faces.items()}
        for ending, face in (("HAnsi", "latin"), ("Ascii", "latin"), ("EastAsia", "ea"), ("Bidi", "cs")):
            found[f"{kind}{ending}"] = names[face]
    return found


def _levels(numbering: Element | None) -> dict[tuple[str, int], Element]:
    """(number, level) → its w:lvl."""
    if numbering is None:
        return {}
    abstract = {node.get(W + "abstractNumId"): node for node in numbering.iterchildren(W + "abstractNum")}
    found: dict[tuple[str, int], Element] = {}
    for number in numbering.iterchildren(W + "num"):
        link = number.find(W + "abstractNumId")
        source = abstract.get(link.get(W + "val")) if link is not None else None
        for level in source.iterchildren(W + "lvl") if source is not None else ():
            found[number.get(W + "numId"), int(level.get(W + "ilvl", 0))] = level
        for override in number.iterchildren(W + "lvlOverride"):
            level = override.find(W + "lvl")
            if level is not None:
                found[number.get(W + "numId"), int(override.get(W + "ilvl", 0))] = level
    return found


def _conditions(table: Element, cell: Element) -> list[str]:
    """The parts of its table style that touch a cell, the strongest last, by the table's w:tblLook."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    row = cell.getparent()
    rows, cells = list(table.iter(W + "tr")), list(row.iter(W + "tc"))
    first, last = rows[0] is row, rows[-1] is row
    left, right = cells[0] is cell, cells[-1] is cell
    wanted = {name: _looked(look, name, bit) for name, bit in _LOOK.items()}
    found = []
    if wanted["noVBand"] is False:
        found.append(f"band{cells.index(cell) % 2 + 1}Vert")
    if wanted["noHBand"] is False:
        found.append(f"band{(rows.index(row) - int(wanted['firstRow'])) % 2 + 1}Horz")
    found += ["firstCol"] if left and wanted["firstColumn"] else []
    found += ["lastCol"] if right and wanted["lastColumn"] else []
    found += ["firstRow"] if first and wanted["firstRow"] else []
    found += ["lastRow"] if last and wanted["lastRow"] else []
    return found


_LOOK = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


def _looked(look: Element | None, name: str, bit: int) -> bool:
    if look is None:
        return name in ("noHBand", "noVBand")
    value = look.get(W + name)
    if value is not None:
        return value not in _FALSE
    return bool(int(look.get(W + "val", "0"), 16) & bit)
