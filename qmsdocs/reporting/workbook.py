"""The Excel workbook of a report: real numbers and dates, totals as formulas, ready to print on A4.

A total's formula stands over the cells that `figures` adds up, so that both agree; it counts what a filter shows.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from qmsdocs import text
from qmsdocs.reporting import figures
from qmsdocs.reporting.cells import COUNT, DAY, PERCENT, Column, Value, finish, put, share, table
from qmsdocs.reporting.figures import Figures, Indicator
from qmsdocs.rollup import STANDINGS, AgencyState

SHEETS = (
    "Tổng hợp",
    "Cơ quan × giai đoạn",
    "Tài liệu – đào tạo – đánh giá",
    "Kinh phí",
    "Chậm tiến độ",
)

_EPOCH = datetime.datetime(2000, 1, 1)  # a workbook's own dates say nothing, so that equal data make equal files


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
    put(sheet, 1, 1, f"{_title(known)} - {sheet.title}", bold=True, size=14)
    put(sheet, 2, 1, known.title, size=11)
    put(sheet, 3, 1, f"Số liệu tính đến ngày {text.short_date(known.span.until)}", size=11, italic=True)
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", 9  # 9 is A4
    page.fitToWidth, page.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.7, footer=0.3)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None
    footer.center.text, footer.left.text = "&P/&N", "&A"


def _summary(sheet: Worksheet, known: Figures) -> None:
    """Standings, indicators, cohorts, goals, one under another."""
    before = f"Đến {text.short_date(known.before.as_of)}" if known.before else "Trước kỳ"
    columns = {
        "label": Column("Tình trạng của cơ quan", 52),
        "unit": Column("Đơn vị", 12),
        "before": Column(before, 18, COUNT, total=True),
        "now": Column(f"Đến {text.short_date(known.span.until)}", 18, COUNT, total=True),
        "change": Column("Tăng, giảm", 18, "+#,##0;-#,##0;0", "{now}-{before}" if known.before else ""),
    }
    row = table(sheet, 5, columns, map(_indicator, known.standings), total="Cộng") + 1
    plain = {key: Column(one.head, one.width, one.format, one.formula) for key, one in columns.items()}
    plain["label"] = Column("Chỉ tiêu lũy kế", 52)
    row = table(sheet, row, plain, map(_indicator, known.indicators)) + 1
    cohorts = {
        "label": Column("Đợt", 52),
        "agencies": Column("Số cơ quan", 12, COUNT, total=True),
        "outcomes": Column("Có kết quả cuối cùng", 18, COUNT, total=True),
        "share": Column("Tỷ lệ", 18, PERCENT, share("outcomes", "agencies")),
        "late": Column("Chậm tiến độ", 18, COUNT, total=True),
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
    row = table(sheet, row, cohorts, lines, total="Cộng") + 1
    goals = {
        "text": Column("Mục tiêu", 52),
        "until": Column("Thời hạn", 12, DAY),
        "share": Column("Phải đạt", 18, PERCENT),
        "reached": Column("Đã đạt", 18, PERCENT),
        "verdict": Column("Đánh giá", 18),
    }
    table(
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
    "name": Column("Cơ quan", 36),
    "cohort": Column("Đợt", 7),
}


def _named(one: AgencyState, number: int) -> dict[str, Value]:
    return {"number": number, "name": one.name, "cohort": one.cohort}


def _agencies(
    sheet: Worksheet, columns: Mapping[str, Column], rows: Sequence[Mapping[str, Value]], total: str = "Cộng"
) -> None:
    after = table(sheet, 5, columns, rows, total=total)
    finish(sheet, 5, len(columns), 5 + len(rows))
    if not rows:
        put(sheet, after, 2, "Không có", italic=True)


def _stages(sheet: Worksheet, known: Figures) -> None:
    """Finished tasks of all, stage by stage."""
    columns = {
        **_NAMED,
        "start": Column("Bắt đầu", 11, DAY),
        "end": Column("Kết thúc theo kế hoạch", 12, DAY),
    }
    for number in range(1, len(known.stages) + 1):
        columns[f"done{number}"] = Column(f"GĐ {text.roman(number)}: xong", 7, COUNT, total=True)
        columns[f"of{number}"] = Column(f"GĐ {text.roman(number)}: tổng số việc", 8, COUNT, total=True)
    numbers = range(1, len(known.stages) + 1)
    columns |= {
        "finished": Column("Việc đã xong", 8, COUNT, "+".join(f"{{done{n}}}" for n in numbers), total=True),
        "tasks": Column("Tổng số việc", 8, COUNT, "+".join(f"{{of{n}}}" for n in numbers), total=True),
        "share": Column("Tỷ lệ", 9, PERCENT, share("finished", "tasks")),
        "standing": Column("Tình trạng", 17),
        "verdict": Column("Đánh giá so với kế hoạch", 24),
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
    put(sheet, 4, 1, "; ".join(marks), size=10, italic=True)


def _work(sheet: Worksheet, known: Figures) -> None:
    """Documents, training, audits, reviews, outcomes."""
    columns = {
        **_NAMED,
        "documents": Column("Tài liệu phải có", 10, COUNT, total=True),
        "issued": Column("Đã ban hành", 10, COUNT, total=True),
        "share": Column("Tỷ lệ", 9, PERCENT, share("issued", "documents")),
        "courses": Column("Khóa đào tạo", 9, COUNT, total=True),
        "trained": Column("Lượt người", 9, COUNT, total=True),
        "audits": Column("Đợt đánh giá nội bộ", 10, COUNT, total=True),
        "major": Column("Không phù hợp nặng", 10, COUNT, total=True),
        "minor": Column("Không phù hợp nhẹ", 10, COUNT, total=True),
        "closed": Column("Đã khép", 9, COUNT, total=True),
        "open": Column("Còn mở", 9, COUNT, total=True),
        "reviews": Column("Xem xét của lãnh đạo", 10, COUNT, total=True),
        "outcome": Column("Kết quả cuối cùng", 30),
        "day": Column("Ngày", 12, DAY),
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
        columns[f"planned_{fund}"] = Column(f"{name}: dự toán", 17, COUNT, total=True)
        columns[f"spent_{fund}"] = Column(f"{name}: đã chi", 17, COUNT, total=True)
    columns |= {
        "planned": Column("Cộng dự toán", 17, COUNT, "+".join(f"{{planned_{f}}}" for f in known.funds), total=True),
        "spent": Column("Cộng đã chi", 17, COUNT, "+".join(f"{{spent_{f}}}" for f in known.funds), total=True),
        "left": Column("Còn lại", 17, COUNT, "{planned}-{spent}", total=True),
        "share": Column("Tỷ lệ", 9, PERCENT, share("spent", "planned")),
    }
    rows: list[dict[str, Value]] = []
    for number, one in enumerate(known.now.agencies, start=1):
        cells: dict[str, Value] = {}
        for fund in known.funds:
            money = one.money.get(fund)
            cells[f"planned_{fund}"] = money.planned if money else Decimal(0)
            cells[f"spent_{fund}"] = money.spent if money else Decimal(0)
        rows.append({**_named(one, number), **cells})
    put(sheet, 4, 1, "Đơn vị: đồng", size=10, italic=True)
    _agencies(sheet, columns, rows)


def _delayed(sheet: Worksheet, known: Figures) -> None:
    """Late and at-risk agencies with their reasons; no totals."""
    columns = {
        **_NAMED,
        "end": Column("Kết thúc theo kế hoạch", 13, DAY),
        "standing": Column("Tình trạng", 17),
        "count": Column("Số việc", 9, COUNT),
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
