"""Cells and tables of a worksheet: fonts, borders, real numbers and dates, totals as formulas.

Text is always written as text, so that a name that begins with = is no formula.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | Decimal | datetime.date | None

_FONT = "Times New Roman"
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", start_color="D9E2F3")
_TOTAL = PatternFill("solid", start_color="F2F2F2")
_LINE_HEIGHT = 15.0  # points, at 11 points of type
_ROOM = 1.1  # characters of Times New Roman in the room of one of a column's width
COUNT, PERCENT, DAY = "#,##0", "0.0%", "dd/mm/yyyy"


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in characters, how its numbers look.

    `formula` stands in every cell in place of a value, with the keys of other columns in braces; `total` adds it up.
    """

    head: str
    width: float
    format: str = "General"
    formula: str = ""
    total: bool = False


def put(
    sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False, size: int = 11, italic: bool = False
) -> None:
    """One value; text stays text."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(name=_FONT, size=size, bold=bold, italic=italic)


def table(
    sheet: Worksheet,
    top: int,
    columns: Mapping[str, Column],
    rows: Iterable[Mapping[str, Value]],
    *,
    total: str = "",
) -> int:
    """Head, rows, and a last row of totals when it has a name; the row after them."""
    letters = {key: get_column_letter(place) for place, key in enumerate(columns, start=1)}
    for place, column in enumerate(columns.values(), start=1):
        put(sheet, top, place, column.head, bold=True)
        head = sheet.cell(top, place)
        head.fill, head.border = _HEAD, _BORDER
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(place)
        known = sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else 0
        sheet.column_dimensions[letter].width = max(column.width, known)
    _fit(sheet, top, len(columns))
    row = top
    for row, values in enumerate(rows, start=top + 1):
        for place, (key, column) in enumerate(columns.items(), start=1):
            _cell(sheet, row, place, column, values.get(key), letters)
        _fit(sheet, row, len(columns))
    last = row
    if total and last > top:
        row += 1
        for place, (key, column) in enumerate(columns.items(), start=1):
            added = f"SUBTOTAL(109,{letters[key]}{top + 1}:{letters[key]}{last})" if column.total else ""
            summed = Column(column.head, column.width, column.format, added or column.formula)
            _cell(sheet, row, place, summed, total if place == _label_place(columns) else None, letters, bold=True)
            sheet.cell(row, place).fill = _TOTAL
    return row + 1


def _fit(sheet: Worksheet, row: int, columns: int) -> None:
    """High enough for the longest text: not every program that opens or prints a workbook works it out itself."""
    lines = 1
    for place in range(1, columns + 1):
        words = sheet.cell(row, place).value
        room = int(sheet.column_dimensions[get_column_letter(place)].width * _ROOM)
        if isinstance(words, str) and not words.startswith("="):
            lines = max(lines, len(textwrap.wrap(words, room)))
    if lines > 1:
        sheet.row_dimensions[row].height = lines * _LINE_HEIGHT


def _label_place(columns: Mapping[str, Column]) -> int:
    """Where the word for the total stands: the second column of a numbered table, else the first."""
    return 2 if next(iter(columns)) == "number" else 1


def _cell(
    sheet: Worksheet,
    row: int,
    place: int,
    column: Column,
    value: Value,
    letters: Mapping[str, str],
    *,
    bold: bool = False,
) -> None:
    if column.formula and value is None:
        refs = {key: f"{letter}{row}" for key, letter in letters.items()}
        sheet.cell(row, place).value = f"={column.formula.format(**refs)}"
        sheet.cell(row, place).font = Font(name=_FONT, size=11, bold=bold)
    else:
        put(sheet, row, place, value, bold=bold)
    cell = sheet.cell(row, place)
    cell.border, cell.number_format = _BORDER, column.format
    wide = column.format == "General"
    centred = column.format == DAY or (wide and isinstance(value, int))
    side = "center" if centred else "left" if wide else "right"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=wide, indent=int(side == "left"))


def finish(sheet: Worksheet, top: int, columns: int, after: int, frozen: int = 2) -> None:
    """The head stays in sight and on every printed page; the rows can be filtered (never the totals)."""
    sheet.freeze_panes = sheet.cell(top + 1, frozen + 1).coordinate
    sheet.print_title_rows = f"{top}:{top}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(columns)}{max(after, top)}"


def share(part: str, whole: str) -> str:
    """The formula of a share between two columns; nothing of nothing."""
    return f'IF({{{whole}}}=0,"",{{{part}}}/{{{whole}}})'
