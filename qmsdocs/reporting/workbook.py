"""The Excel workbook of a report: real numbers and dates, totals as formulas, ready to print on A4.

A total's formula stands over the cells that `figures` adds up, so that both agree; it counts what a filter shows.
Text is always written as text, so that a name that begins with = is no formula.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from qmsdocs import text
from qmsdocs.reporting import figures
from qmsdocs.reporting.figures import Figures, Indicator
from qmsdocs.rollup import STANDINGS, AgencyState

Value = str | int | Decimal | datetime.date | None

SHEETS = (
    "Tổng hợp",
    "Cơ quan × giai đoạn",
    "Tài liệu – đào tạo – đánh giá",
    "Kinh phí",
    "Chậm tiến độ",
)

_FONT = "Times New Roman"
_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", start_color="D9E2F3")
_TOTAL = PatternFill("solid", start_color="F2F2F2")
_COUNT, _PERCENT, _DAY = "#,##0", "0.0%", "dd/mm/yyyy"
_EPOCH = datetime.datetime(2000, 1, 1)  # a workbook's own dates say nothing, so that equal data make equal files


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


def workbook(known: Figures) -> bytes:
    """The workbook's bytes, the same for the same figures."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, fill in zip(SHEETS, (_summary, _stages, _work, _money, _delayed), strict=True):
        sheet = book.create_sheet(name)
        _set_up(sheet, known)
        fill(sheet, known)
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    properties = book.properties
    properties.creator, properties.title = "qmsdocs", _title(known)
    properties.created = properties.modified = _EPOCH
    return _packed(book)


def _packed(book: Workbook) -> bytes:
    """The archive without the clock in it: save() of openpyxl writes the time of day into the file."""
    first = io.BytesIO()
    with zipfile.ZipFile(first, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    made = io.BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, read.read(name))
    return made.getvalue()


def _title(known: Figures) -> str:
    whose = f" (đợt năm {known.cohort})" if known.cohort else ""
    return f"Kết quả thực hiện Chương trình {known.span.words}{whose}"


def _set_up(sheet: Worksheet, known: Figures) -> None:
    """Title, source line, A4 landscape one page wide, page numbers."""
    _put(sheet, 1, 1, f"{_title(known)} - {sheet.title}", bold=True, size=14)
    _put(sheet, 2, 1, known.title, size=11)
    _put(sheet, 3, 1, f"Số liệu tính đến ngày {text.short_date(known.span.until)}", size=11, italic=True)
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", 9  # 9 is A4
    page.fitToWidth, page.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text, footer.left.text = "&P/&N", "&A"


def _put(
    sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False, size: int = 11, italic: bool = False
) -> None:
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(name=_FONT, size=size, bold=bold, italic=italic)


def _table(
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
        _put(sheet, top, place, column.head, bold=True)
        head = sheet.cell(top, place)
        head.fill, head.border = _HEAD, _BORDER
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = get_column_letter(place)
        known = sheet.column_dimensions[letter].width if letter in sheet.column_dimensions else 0
        sheet.column_dimensions[letter].width = max(column.width, known)
    row = top
    for row, values in enumerate(rows, start=top + 1):
        for place, (key, column) in enumerate(columns.items(), start=1):
            _cell(sheet, row, place, column, values.get(key), letters)
    last = row
    if total and last > top:
        row += 1
        for place, (key, column) in enumerate(columns.items(), start=1):
            added = f"SUBTOTAL(109,{letters[key]}{top + 1}:{letters[key]}{last})" if column.total else ""
            summed = Column(column.head, column.width, column.format, added or column.formula)
            _cell(sheet, row, place, summed, total if place == _label_place(columns) else None, letters, bold=True)
            sheet.cell(row, place).fill = _TOTAL
    return row + 1


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
        _put(sheet, row, place, value, bold=bold)
    cell = sheet.cell(row, place)
    cell.border, cell.number_format = _BORDER, column.format
    wide = column.format == "General"
    centred = column.format == _DAY or (wide and isinstance(value, int))
    side = "center" if centred else "left" if wide else "right"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=wide)


def _finish(sheet: Worksheet, top: int, columns: int, after: int, frozen: int = 2) -> None:
    """The head stays in sight and on every printed page; the rows can be filtered (never the totals)."""
    sheet.freeze_panes = sheet.cell(top + 1, frozen + 1).coordinate
    sheet.print_title_rows = f"{top}:{top}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(columns)}{max(after, top)}"


def _share(part: str, whole: str) -> str:
    return f'IF({{{whole}}}=0,"",{{{part}}}/{{{whole}}})'


def _summary(sheet: Worksheet, known: Figures) -> None:
    """Standings, indicators, cohorts, goals, one under another."""
    before = f"Đến {text.short_date(known.before.as_of)}" if known.before else "Trước kỳ"
    columns = {
        "label": Column("Tình trạng của cơ quan", 52),
        "unit": Column("Đơn vị", 12),
        "before": Column(before, 18, _COUNT, total=True),
        "now": Column(f"Đến {text.short_date(known.span.until)}", 18, _COUNT, total=True),
        "change": Column("Tăng, giảm", 18, "+#,##0;-#,##0;0", "{now}-{before}" if known.before else ""),
    }
    row = _table(sheet, 5, columns, map(_indicator, known.standings), total="Cộng") + 1
    plain = {key: Column(one.head, one.width, one.format, one.formula) for key, one in columns.items()}
    plain["label"] = Column("Chỉ tiêu lũy kế", 52)
    row = _table(sheet, row, plain, map(_indicator, known.indicators)) + 1
    cohorts = {
        "label": Column("Đợt", 52),
        "agencies": Column("Số cơ quan", 12, _COUNT, total=True),
        "outcomes": Column("Có kết quả cuối cùng", 18, _COUNT, total=True),
        "share": Column("Tỷ lệ", 18, _PERCENT, _share("outcomes", "agencies")),
        "late": Column("Chậm tiến độ", 18, _COUNT, total=True),
    }
    lines: list[dict[str, Value]] = [
        {
            "label": line.label,
            "agencies": len(line.rollup.agencies),
            "outcomes": line.rollup.with_outcome,
            "late": line.rollup.count("overdue"),
        }
        for line in known.lines
    ]
    row = _table(sheet, row, cohorts, lines, total="Cộng") + 1
    goals = {
        "text": Column("Mục tiêu", 52),
        "until": Column("Thời hạn", 12, _DAY),
        "share": Column("Phải đạt", 18, _PERCENT),
        "reached": Column("Đã đạt", 18, _PERCENT),
        "verdict": Column("Đánh giá", 18),
    }
    _table(
        sheet,
        row,
        goals,
        (
            {
                "text": goal.text,
                "until": goal.until,
                "share": None if goal.share is None else goal.share / 100,
                "reached": goal.reached / 100,
                "verdict": goal.verdict,
            }
            for goal in known.goals
        ),
    )
    sheet.freeze_panes = "B6"
    sheet.print_title_rows = "1:3"


def _indicator(one: Indicator) -> dict[str, Value]:
    return {"label": one.label, "unit": one.unit, "before": one.before, "now": one.now}


_NAMED = {
    "number": Column("TT", 5),
    "name": Column("Cơ quan", 38),
    "cohort": Column("Đợt", 8),
}


def _named(one: AgencyState, number: int) -> dict[str, Value]:
    return {"number": number, "name": one.name, "cohort": one.cohort}


def _agencies(
    sheet: Worksheet, columns: Mapping[str, Column], rows: Sequence[Mapping[str, Value]], total: str = "Cộng"
) -> None:
    after = _table(sheet, 5, columns, rows, total=total)
    _finish(sheet, 5, len(columns), 5 + len(rows))
    if not rows:
        _put(sheet, after, 2, "Không có", italic=True)


def _stages(sheet: Worksheet, known: Figures) -> None:
    """Finished tasks of all, stage by stage."""
    columns = {
        **_NAMED,
        "start": Column("Bắt đầu", 12, _DAY),
        "end": Column("Kết thúc theo kế hoạch", 13, _DAY),
    }
    for number in range(1, len(known.stages) + 1):
        columns[f"done{number}"] = Column(f"GĐ {text.roman(number)}: xong", 10, _COUNT, total=True)
        columns[f"of{number}"] = Column(f"GĐ {text.roman(number)}: tổng số việc", 10, _COUNT, total=True)
    numbers = range(1, len(known.stages) + 1)
    columns |= {
        "finished": Column("Việc đã xong", 10, _COUNT, "+".join(f"{{done{n}}}" for n in numbers), total=True),
        "tasks": Column("Tổng số việc", 10, _COUNT, "+".join(f"{{of{n}}}" for n in numbers), total=True),
        "share": Column("Tỷ lệ", 9, _PERCENT, _share("finished", "tasks")),
        "standing": Column("Tình trạng", 17),
        "verdict": Column("Đánh giá so với kế hoạch", 30),
    }
    rows: list[dict[str, Value]] = []
    for number, one in enumerate(known.now.agencies, start=1):
        cells: dict[str, Value] = {"start": one.start, "end": one.end}
        for stage in one.stages:
            cells |= {f"done{stage.number}": stage.finished, f"of{stage.number}": stage.tasks}
        cells |= {"standing": STANDINGS[one.standing], "verdict": figures.verdict(one)}
        rows.append({**_named(one, number), **cells})
    _agencies(sheet, columns, rows)
    marks = (f"GĐ {text.roman(number)}: {title}" for number, title in enumerate(known.stages, start=1))
    _put(sheet, 4, 1, "; ".join(marks), size=10, italic=True)


def _work(sheet: Worksheet, known: Figures) -> None:
    """Documents, training, audits, reviews, outcomes."""
    columns = {
        **_NAMED,
        "documents": Column("Tài liệu phải có", 10, _COUNT, total=True),
        "issued": Column("Đã ban hành", 10, _COUNT, total=True),
        "share": Column("Tỷ lệ", 9, _PERCENT, _share("issued", "documents")),
        "courses": Column("Khóa đào tạo", 9, _COUNT, total=True),
        "trained": Column("Lượt người", 9, _COUNT, total=True),
        "audits": Column("Đợt đánh giá nội bộ", 10, _COUNT, total=True),
        "major": Column("Không phù hợp nặng", 10, _COUNT, total=True),
        "minor": Column("Không phù hợp nhẹ", 10, _COUNT, total=True),
        "closed": Column("Đã khép", 9, _COUNT, total=True),
        "open": Column("Còn mở", 9, _COUNT, total=True),
        "reviews": Column("Xem xét của lãnh đạo", 10, _COUNT, total=True),
        "outcome": Column("Kết quả cuối cùng", 34),
        "day": Column("Ngày", 12, _DAY),
    }
    counted = ("documents", "issued", "courses", "trained", "audits", "major", "minor", "closed", "open", "reviews")
    rows: list[dict[str, Value]] = [
        {
            **_named(one, number),
            **{name: getattr(one, name) for name in counted},
            "outcome": one.outcome,
            "day": one.outcome_date,
        }
        for number, one in enumerate(known.now.agencies, start=1)
    ]
    _agencies(sheet, columns, rows)


def _money(sheet: Worksheet, known: Figures) -> None:
    """Planned, spent, left of each fund and of all of them."""
    columns = dict(_NAMED)
    for fund in known.funds:
        name = text.capitalize(figures.short_fund(fund))
        columns[f"planned_{fund}"] = Column(f"{name}: dự toán", 17, _COUNT, total=True)
        columns[f"spent_{fund}"] = Column(f"{name}: đã chi", 17, _COUNT, total=True)
    columns |= {
        "planned": Column("Cộng dự toán", 17, _COUNT, "+".join(f"{{planned_{f}}}" for f in known.funds), total=True),
        "spent": Column("Cộng đã chi", 17, _COUNT, "+".join(f"{{spent_{f}}}" for f in known.funds), total=True),
        "left": Column("Còn lại", 17, _COUNT, "{planned}-{spent}", total=True),
        "share": Column("Tỷ lệ", 9, _PERCENT, _share("spent", "planned")),
    }
    rows: list[dict[str, Value]] = []
    for number, one in enumerate(known.now.agencies, start=1):
        cells: dict[str, Value] = {}
        for fund in known.funds:
            money = one.money.get(fund)
            cells[f"planned_{fund}"] = money.planned if money else Decimal(0)
            cells[f"spent_{fund}"] = money.spent if money else Decimal(0)
        rows.append({**_named(one, number), **cells})
    _put(sheet, 4, 1, "Đơn vị: đồng", size=10, italic=True)
    _agencies(sheet, columns, rows)


def _delayed(sheet: Worksheet, known: Figures) -> None:
    """Late and at-risk agencies with their reasons; no totals."""
    columns = {
        **_NAMED,
        "end": Column("Kết thúc theo kế hoạch", 13, _DAY),
        "standing": Column("Tình trạng", 17),
        "count": Column("Số việc", 9, _COUNT),
        "reason": Column("Việc chậm hoặc sắp đến hạn", 90),
    }
    rows: list[dict[str, Value]] = [
        {
            **_named(one, number),
            "end": one.end,
            "standing": STANDINGS[one.standing],
            "count": len(one.reasons),
            "reason": figures.reason(one),
        }
        for number, one in enumerate(known.delayed, start=1)
    ]
    _agencies(sheet, columns, rows, total="")
