"""Tables: those whose shape is data (a form's), and the tidying of those that loops gave another number of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from markupsafe import Markup, escape

# CT_TcPr's order of children; docxtpl's cellbg puts shading first, which the schema forbids.
_CELL_ORDER = [
    qn(f"w:{name}")
    for name in [
        "cnfStyle",
        "tcW",
        "gridSpan",
        "hMerge",
        "vMerge",
        "tcBorders",
        "shd",
        "noWrap",
        "tcMar",
        "textDirection",
        "tcFitText",
        "vAlign",
        "hideMark",
    ]
]
STYLE = "QMSTable"
_SIGNATURES = "Frame"
_NARROW = 680  # twips: a column of two digits, or of a month, is not made narrower


def from_data(table: Mapping[str, Any], width: int) -> Markup:
    """WordprocessingML of a table: `columns` (title, width as a share), `rows` of texts; `width` of the page in twips.

    The look is the style “QMS Table” of the template: change the style in Word and every form follows.
    """
    columns: Sequence[Mapping[str, Any]] = table["columns"]
    total = sum((Decimal(column["width"]) for column in columns), Decimal(0))
    widths = [int(width * Decimal(column["width"]) / total) for column in columns]
    widths[-1] += width - sum(widths)
    head = _row([column["title"] for column in columns], widths, head=True)
    rows = Markup("").join(_row(row, widths) for row in table["rows"])
    grid = Markup("").join(Markup('<w:gridCol w:w="{}"/>').format(w) for w in widths)
    return Markup(
        '<w:tbl><w:tblPr><w:tblStyle w:val="{}"/><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        'w:noVBand="1"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}{}</w:tbl>'
    ).format(STYLE, width, grid, head, rows)


def _row(cells: Sequence[str], widths: Sequence[int], head: bool = False) -> Markup:
    style = "TableHead" if head else "TableText"
    properties = Markup("<w:trPr><w:cantSplit/>{}</w:trPr>").format(Markup("<w:tblHeader/>") if head else "")
    made = Markup("").join(
        Markup(
            '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>'
            '<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>'
        ).format(width, style, escape(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    return Markup("<w:tr>{}{}</w:tr>").format(properties, made)


def tidy(document: Any) -> None:
    """Make every table valid and as wide as its template meant, after loops added or dropped columns."""
    for table in document.element.body.iter(qn("w:tbl")):
        _close_cells(table)
        _order_cells(table)
        _fit(table)
    for table in document.element.body.iterchildren(qn("w:tbl")):
        if _style(table) == _SIGNATURES:
            _keep_with_previous(table)


def _keep_with_previous(signatures: Any) -> None:
    """A signature block stays on the page of what it signs: the last words, or the last two rows of a table."""
    before = signatures.getprevious()
    while before is not None and before.tag == qn("w:p"):
        before.get_or_add_pPr().get_or_add_keepNext()
        if any(node.text for node in before.iter(qn("w:t"))):
            return
        before = before.getprevious()
    if before is not None and before.tag == qn("w:tbl"):
        for row in list(before.iterchildren(qn("w:tr")))[-2:]:
            for paragraph in row.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()


def _style(table: Any) -> str:
    node = table.tblPr.find(qn("w:tblStyle"))
    return str(node.get(qn("w:val"))) if node is not None else ""


def _close_cells(table: Any) -> None:
    """Every cell ends with a paragraph, also when a loop in it printed nothing; else Word calls the file broken."""
    for cell in table.iter(qn("w:tc")):
        if cell[-1].tag != qn("w:p"):
            cell.append(OxmlElement("w:p"))


def _order_cells(table: Any) -> None:
    for properties in table.iter(qn("w:tcPr")):
        children = list(properties)
        ordered = sorted(children, key=lambda child: _CELL_ORDER.index(child.tag) if child.tag in _CELL_ORDER else 99)
        if ordered != children:
            properties[:] = ordered


def _fit(table: Any) -> None:
    """Scale the columns of a table whose rows no longer add up to its width; the grid follows the cells."""
    width = _table_width(table)
    rows = [list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))]
    plain = next((row for row in rows if row and all(_span(cell) == 1 for cell in row)), None)
    if width is None or plain is None:
        return
    widths = [_cell_width(cell) for cell in plain]
    if not all(widths) or sum(widths) == width:
        return
    scaled = _scaled(widths, width)
    _write_grid(table, scaled)
    for row in rows:
        place = 0
        for cell in row:
            span = _span(cell)
            cell.tcPr.find(qn("w:tcW")).set(qn("w:w"), str(sum(scaled[place : place + span])))
            place += span


def _scaled(widths: Sequence[int], width: int) -> list[int]:
    """Columns that add up to the width; what is too much is taken from wide ones, so that a number column stays."""
    excess = sum(widths) - width
    spare = [max(one - _NARROW, 0) for one in widths]
    if 0 < excess <= sum(spare):
        scaled = [one - round(excess * free / sum(spare)) for one, free in zip(widths, spare, strict=True)]
    else:
        scaled = [round(one * width / sum(widths)) for one in widths]
    widest = scaled.index(max(scaled))
    scaled[widest] += width - sum(scaled)
    return scaled


def _write_grid(table: Any, widths: Sequence[int]) -> None:
    grid = table.tblGrid
    columns = grid.findall(qn("w:gridCol"))
    for column in columns[len(widths) :]:
        grid.remove(column)
    while len(grid.findall(qn("w:gridCol"))) < len(widths):
        grid.append(grid.makeelement(qn("w:gridCol"), {}))
    for column, width in zip(grid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(width))


def _table_width(table: Any) -> int | None:
    node = table.tblPr.find(qn("w:tblW"))
    return int(node.get(qn("w:w"))) if node is not None and node.get(qn("w:type")) == "dxa" else None


def _cell_width(cell: Any) -> int:
    node = cell.tcPr.find(qn("w:tcW")) if cell.tcPr is not None else None
    return int(float(node.get(qn("w:w")))) if node is not None and node.get(qn("w:type")) == "dxa" else 0


def _span(cell: Any) -> int:
    node = cell.tcPr.find(qn("w:gridSpan")) if cell.tcPr is not None else None
    return int(node.get(qn("w:val"))) if node is not None else 1
