"""The property that Word uses in the end, and the layer that sets it.

Order of the layers: the file's defaults → table style (whole table, then its conditional parts) → paragraph style with
the styles it is based on, the indents of its numbering before its own → numbering set in the paragraph → character
style → direct formatting. Inside one w:rFonts a theme font wins over a named one.

Toggle properties (bold, italic, capitals…; ECMA-376-1, 17.7.3): inside one style chain the nearest value counts; the
results of table, paragraph and character style are combined by exclusive or; what the defaults set stays set; what is
set directly is final. Not modelled: the compatibility option by which old files let a table style win over Normal.
"""

from __future__ import annotations

from qmsdocs.layout.formatting import DIRECT, FALSE, Look, merged, millimetres, of_paragraph, of_run
from qmsdocs.layout.reading import Docx, Element, Paragraph, W, child, inside
from qmsdocs.layout.sheet import Sheet, TableKey, sheet

__all__ = ["Look", "Resolver"]

_CELL_PADDING = 1.9  # Word's own, each side, in millimetres
_PSTYLE = W + "pStyle"
_LOOK = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


class Resolver:
    """Effective properties of the runs and paragraphs of one file."""

    def __init__(self, docx: Docx) -> None:
        self.sheet: Sheet = sheet(*(docx.side_bytes(kind) for kind in ("styles", "theme", "numbering")))
        self._keys: dict[Paragraph, tuple[str, TableKey]] = {}
        self._cells: dict[Element, TableKey] = {}
        self._paragraphs: dict[Paragraph, Look] = {}
        self._runs: dict[Element, Look] = {}
        self._alike: dict[tuple[object, ...], Look] = {}

    def paragraph(self, paragraph: Paragraph) -> Look:
        """Alignment, indents, spacing and borders of a paragraph."""
        look = self._paragraphs.get(paragraph)
        if look is None:
            look = self._paragraphs[paragraph] = self._paragraph(paragraph)
        return look

    def _paragraph(self, paragraph: Paragraph) -> Look:
        inherited = self.sheet.paragraph(*self._key(paragraph))
        direct = of_paragraph(paragraph.properties, DIRECT)
        if not direct:
            return inherited
        layers = [inherited.layer]
        if "numbering" in direct:
            layers.append(self.sheet.numbering_indents(direct, layers))
        return Look(merged([*layers, direct]))

    def run(self, paragraph: Paragraph, properties: Element | None) -> Look:
        """Font, size, colour and toggles of a run, given its w:rPr."""
        if properties is None:
            style, table = self._key(paragraph)
            return self.sheet.run(style, self.sheet.plain, table)
        look = self._runs.get(properties)
        if look is None:
            look = self._runs[properties] = self._run(paragraph, properties)
        return look

    def _run(self, paragraph: Paragraph, properties: Element) -> Look:
        style, table = self._key(paragraph)
        inherited = self.sheet.run(style, self.sheet.style_of(properties, W + "rStyle", "character"), table)
        direct = of_run(properties, DIRECT, self.sheet.theme)
        if not direct:
            return inherited
        key = (id(inherited), *direct.items())  # alike runs share their look
        if key not in self._alike:
            self._alike[key] = Look({**inherited.layer, **direct})
        return self._alike[key]

    def level(self, number: str, level: int) -> Element | None:
        """The w:lvl of a numbering."""
        return self.sheet.level(number, level)

    def padding(self, paragraph: Paragraph) -> float:
        """Millimetres left and right of the text of a cell: its own, its table's, those of the table's style."""
        table = paragraph.tables[-1]
        holders = [
            paragraph.cells[-1].find(f"{W}tcPr/{W}tcMar"),
            table.find(f"{W}tblPr/{W}tblCellMar"),
            *(node.find(f"{W}tblPr/{W}tblCellMar") for node in self.sheet.ancestry(self._table_style(table))),
        ]
        return sum(_side(holders, names) for names in (("left", "start"), ("right", "end")))

    def _key(self, paragraph: Paragraph) -> tuple[str, TableKey]:
        """Its style, and what of table styles touches it."""
        key = self._keys.get(paragraph)
        if key is None:
            style = self.sheet.style_of(paragraph.properties, _PSTYLE, "paragraph")
            table = self._table_key(paragraph) if paragraph.tables else ()
            key = self._keys[paragraph] = (style, table)
        return key

    def _table_key(self, paragraph: Paragraph) -> TableKey:
        table, cell = paragraph.tables[-1], paragraph.cells[-1]
        if cell not in self._cells:
            style = self._table_style(table)
            parts = _conditions(table, cell) if self.sheet.is_conditional(style) else ()
            self._cells[cell] = (style, *parts)
        return self._cells[cell]

    def _table_style(self, table: Element) -> str:
        return self.sheet.style_of(child(table, W + "tblPr"), W + "tblStyle", "table")


def _side(holders: list[Element | None], names: tuple[str, str]) -> float:
    sides = (holder.find(W + name) for holder in holders if holder is not None for name in names)
    found = next((side for side in sides if side is not None), None)
    return _CELL_PADDING if found is None else millimetres(found.get(W + "w", 0))


def _conditions(table: Element, cell: Element) -> list[str]:
    """The parts of its table style that touch a cell, the strongest last, by the table's w:tblLook."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    row = next(up for up in cell.iterancestors(W + "tr"))
    rows, cells = list(inside(table, W + "tr")), list(inside(row, W + "tc"))
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


def _looked(look: Element | None, name: str, bit: int) -> bool:
    if look is None:
        return name in ("noHBand", "noVBand")
    value = look.get(W + name)
    if value is not None:
        return value not in FALSE
    return bool(int(look.get(W + "val", "0"), 16) & bit)
