"""Tables: those whose shape is data (a form's), and the tidying of those that loops gave another number of columns."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from qmsdocs.docx import values, xml
from qmsdocs.docx.columns import least, shared
from qmsdocs.docx.values import Ready
from qmsdocs.docx.xml import Element, W

STYLE, HEAD, TEXT = "QMSTable", "TableHead", "TableText"  # ids in the built-in templates
_NARROW = 680  # twips: a column of two digits, or of a month, is not made narrower
_DECLARED = re.compile(rb' xmlns:(?:w|r|wp|a|pic)="[^"]*"')


def from_data(table: Mapping[str, Any], width: int, styles: Mapping[str, str] | None = None) -> Ready:
    """WordprocessingML of a table: `columns` (title, width as a share), `rows` of texts; `width` of the page in twips.

    A column is wider than its share where a word would be broken in it.
    The look is the style “QMS Table” of the template: change the style in Word and every form follows. `styles` tells
    the ids that the template gives to the built-in ones, where a word processor renamed them.
    """
    ids = styles or {}
    columns: Sequence[Mapping[str, Any]] = table["columns"]
    filled = [*zip(*table["rows"], strict=True)] or [()] * len(columns)
    lowest = [least(column["title"], map(str, cells)) for column, cells in zip(columns, filled, strict=True)]
    widths = shared(width, [float(column["width"]) for column in columns], lowest)
    out = [_opening(ids.get(STYLE, STYLE), width, tuple(widths))]
    head = _cells(tuple(widths), ids.get(HEAD, HEAD))
    cells = _cells(tuple(widths), ids.get(TEXT, TEXT))
    _row(out, b"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", head, [column["title"] for column in columns])
    for row in table["rows"]:
        _row(out, b"<w:tr><w:trPr><w:cantSplit/></w:trPr>", cells, row)
    return Ready(b"".join([*out, b"</w:tbl>"]))


def _row(out: list[bytes], opening: bytes, cells: Sequence[bytes], texts: Sequence[str]) -> None:
    out.append(opening)
    for cell, text in zip(cells, texts, strict=True):
        out += (cell, values.of_cell(text), b"</w:t></w:r></w:p></w:tc>")
    out.append(b"</w:tr>")


@functools.lru_cache
def _opening(style: str, width: int, widths: tuple[int, ...]) -> bytes:
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    ).encode()


@functools.lru_cache
def _cells(widths: tuple[int, ...], style: str) -> tuple[bytes, ...]:
    """Each column's cell, up to its text."""
    return tuple(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">'.encode()
        for width in widths
    )


def fit(printed: bytes) -> bytes:
    """A printed table with its columns fitted to its cells: as wide as the template meant, the grid following."""
    return _fit_plain(printed) or _fit_parsed(printed)


_WIDTH = re.compile(rb'<w:tcW w:w="(\d+)" w:type="dxa"/>(?:<w:gridSpan w:val="(\d+)"/>)?')
_TABLE_WIDTH = re.compile(rb'<w:tblW w:w="(\d+)" w:type="dxa"/>')
_TEXTS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_GRID = re.compile(rb"<w:tblGrid>.*?</w:tblGrid>", re.DOTALL)


def _fit_plain(printed: bytes) -> bytes | None:
    """The same for the table that nearly every template has, without parsing it: of fixed width, none nested in it,
    every cell with its width and ending with a paragraph. None for another."""
    head, *rows = printed.split(b"<w:tr>")
    total = _TABLE_WIDTH.search(head)
    shapes = [_shape(row) for row in rows]
    cells = sum(map(len, shapes))
    plain = next((shape for shape in shapes if shape and all(span == 1 for _, span in shape)), None)
    if total is None or plain is None or b"<w:tbl>" in printed[1:] or b"<w:tr " in printed:
        return None
    if cells != printed.count(b"<w:tc>") or cells != printed.count(b"</w:p></w:tc>") + printed.count(b"<w:p/></w:tc>"):
        return None
    wished = [width for width, _ in plain]
    scaled = _scaled(wished, int(total[1]))
    if sum(wished) > int(total[1]):
        scaled = shared(int(total[1]), scaled, _lowest(rows, wished))
    grid = b"".join(b'<w:gridCol w:w="%d"/>' % width for width in scaled)
    fitted = [_fit_row(row, shape, scaled) for row, shape in zip(rows, shapes, strict=True)]
    return b"<w:tr>".join([_GRID.sub(b"<w:tblGrid>%s</w:tblGrid>" % grid, head, count=1), *fitted])


def _lowest(rows: Sequence[bytes], wished: Sequence[int]) -> list[int]:
    """How far columns may be narrowed, so that no word is broken in them, nor the code of a form."""
    cells = [cells for row in rows if len(cells := row.split(b"<w:tc>")[1:]) == len(wished)]
    # A dash, at which no line is broken here: the code of a form with a hyphen stays whole.
    columns = (" ".join(map(_text, column)).replace("-", "–") for column in zip(*cells, strict=True))
    return [min(one, least(words)) for one, words in zip(wished, columns, strict=True)]


def _text(cell: bytes) -> str:
    """What is printed in a cell, paragraph by paragraph."""
    return html.unescape(b" ".join(_TEXTS.findall(cell)).decode())


def _shape(row: bytes) -> list[tuple[int, int]]:
    """(width, span) of each cell of a row."""
    return [(int(width), int(span or 1)) for width, span in _WIDTH.findall(row)]


def _fit_row(row: bytes, shape: Sequence[tuple[int, int]], scaled: Sequence[int]) -> bytes:
    widths = []
    place = 0
    for _, span in shape:
        widths.append(sum(scaled[place : place + span]))
        place += span
    following = iter(widths)
    return _WIDTH.sub(
        lambda match: b'<w:tcW w:w="%d" w:type="dxa"/>' % next(following) + match[0][match[0].index(b"/>") + 2 :], row
    )


def _fit_parsed(printed: bytes) -> bytes:
    tree = xml.fragment(printed.decode())
    table = next(tree.iterchildren(f"{W}tbl"))
    _order_cells(table)
    if not _scale(table):
        _count_columns(table)
    inside = b"".join(etree.tostring(child, encoding="utf-8") for child in tree)
    return _DECLARED.sub(b"", inside)


def _order_cells(table: Element) -> None:
    """Row spans and the like that loops printed keep the schema's order; cells end with a paragraph."""
    for cell in table.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            cell.append(cell.makeelement(f"{W}p"))


def _count_columns(table: Element) -> None:
    """Give the grid as many columns as the fullest row has cells, keeping the sum of their widths."""
    grid = table.find(f"{W}tblGrid")
    rows = [list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    count = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    if grid is None or not count:
        return
    widths = [int(float(column.get(f"{W}w") or 0)) for column in grid.findall(f"{W}gridCol")]
    if not widths or len(widths) == count:
        return
    total = sum(widths)
    kept = widths[:count]
    if len(kept) < count:
        share = total // count
        kept = [width * len(widths) // count for width in kept] + [share] * (count - len(kept))
    else:
        more = (total - sum(kept)) // count
        kept = [width + more for width in kept]
    _write_grid(table, kept)


def _scale(table: Element) -> bool:
    """Scale the columns of a table whose rows no longer add up to its fixed width; whether it has one."""
    width = _table_width(table)
    rows = [list(row.iterchildren(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
    plain = next((row for row in rows if row and all(_span(cell) == 1 for cell in row)), None)
    if not width or plain is None:
        return False
    widths = [_cell_width(cell) for cell in plain]
    if not all(widths):
        return False
    scaled = _scaled(widths, width)
    _write_grid(table, scaled)
    for row in rows:
        place = 0
        for cell in row:
            span = _span(cell)
            own = cell.find(f"{W}tcPr/{W}tcW")
            if own is not None:
                own.set(f"{W}w", str(sum(scaled[place : place + span])))
            place += span
    return True


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


def _write_grid(table: Element, widths: Sequence[int]) -> None:
    grid = table.find(f"{W}tblGrid")
    for column in grid.findall(f"{W}gridCol"):
        grid.remove(column)
    for index, width in enumerate(widths):
        column = grid.makeelement(f"{W}gridCol")
        column.set(f"{W}w", str(width))
        grid.insert(index, column)


def _table_width(table: Element) -> int:
    node = table.find(f"{W}tblPr/{W}tblW")
    return int(node.get(f"{W}w")) if node is not None and node.get(f"{W}type") == "dxa" else 0


def _cell_width(cell: Element) -> int:
    node = cell.find(f"{W}tcPr/{W}tcW")
    return int(float(node.get(f"{W}w"))) if node is not None and node.get(f"{W}type") == "dxa" else 0


def _span(cell: Element) -> int:
    node = cell.find(f"{W}tcPr/{W}gridSpan")
    return min(int(node.get(f"{W}val")), 1000) if node is not None else 1
