"""Rules of the head (HD1-HD4, NO1, DT1): Quốc hiệu and Tiêu ngữ, columns, rules below, number and symbol, date."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator

from qmsdocs.layout.case import ABSENT, Case, Finding, figure
from qmsdocs.layout.elements import MOTTO, STATE, Span
from qmsdocs.layout.formatting import millimetres
from qmsdocs.layout.reading import Paragraph, W
from qmsdocs.metrics import bold_width

_STATES = (STATE, STATE.replace("HÒA", "HOÀ"))
_BLANK = r"[.…_\s]*"
_NUMBERED = re.compile(r"^Số:\s*(\d+)\s*(/)\s*(.+)$")
_SYMBOL = re.compile(r"^[A-ZĐ][A-Za-zĐ]*(?:-[A-ZĐ&][\wĐ&.]*)+$")
_DAY = re.compile(
    r"^(?P<place>.*?)(?P<comma>,?)\s*ngày (?P<day>\S+) tháng (?P<month>\S+) năm (?P<year>\S+?)[.]?$", re.IGNORECASE
)
_UNDERSCORES = re.compile(r"^[_\-–—*]{3,}$")
_KERNING = 0.99  # what kerning may take off a line


def words(case: Case) -> Iterator[Finding]:
    """HD1: the two lines to the letter; HÒA or HOÀ."""
    state, motto = case.anatomy.one("state"), case.anatomy.one("motto")
    if state is None:
        yield case.finding("HD1", None, "Quốc hiệu", "không thấy", STATE)
        return
    if state.text.upper() not in _STATES:
        yield case.finding("HD1", state, "Quốc hiệu", state.text, STATE)
    if motto is None:
        yield case.finding("HD1", state, "Tiêu ngữ", "không thấy", MOTTO)
    elif unicodedata.normalize("NFC", motto.text) != MOTTO:
        yield case.finding("HD1", motto, "Tiêu ngữ", motto.text, MOTTO)


def columns(case: Case) -> Iterator[Finding]:
    """HD2: the agency left of the Quốc hiệu."""
    found = case.anatomy
    state = found.one("state")
    if state is None:
        return
    if not found.in_columns:
        yield case.finding("HD2", state, "phần đầu", "không thành hai cột", "hai cột: tên cơ quan, Quốc hiệu")
    elif found.left_column > found.state_column:
        yield case.finding("HD2", state, "phần đầu", "Quốc hiệu ở bên trái", "Quốc hiệu ở bên phải")
    if "issuer" not in found.spans:
        yield case.finding(
            "HD2", state, "tên cơ quan ban hành", "không thấy ở cột trái", "tên cơ quan", level="unknown"
        )


# --- HD3


def rules(case: Case) -> Iterator[Finding]:
    """HD3: solid rules. Those drawn as shapes are not measured; a paragraph's border and typed signs are."""
    found = case.anatomy
    for role, name in (("motto", "Tiêu ngữ"), ("issuer", "tên cơ quan"), ("subject", "trích yếu")):
        spans = found.spans.get(role)
        if spans:
            yield from _rule(case, role, name, spans)


def _rule(case: Case, role: str, name: str, spans: list[Span]) -> Iterator[Finding]:
    last = spans[-1]
    what = f"đường kẻ dưới {name}"
    wanted = "bằng dòng chữ" if role == "motto" else "1/3-1/2 dòng chữ"
    length = _length(case, last)
    if length is None:
        yield case.finding("HD3", last, what, ABSENT, wanted)
        return
    if length <= 0:
        yield case.finding("HD3", last, what, "có hình vẽ, không đo được", wanted, level="unknown")
        return
    size = next((look["size"] for _, look in case.looks(last)), 13.0)
    text = bold_width(last.text, size)
    room = _width_around(case, last.paragraph)
    line = min(text, room) if room else text  # a long name wraps; its longest line fills the column
    share = length / line if line else 0
    low, high = (0.9, 1.1) if role == "motto" else (1 / 3, 1 / 2)
    if len(spans) > 1 or (room and text > room):  # of which line, the law does not say
        low, high = 0.2, 1.0
    if not low - 0.02 <= share <= high + 0.02:
        yield case.finding("HD3", last, what, f"{length:.0f} mm = {share:.0%} dòng chữ", wanted)


def _length(case: Case, span: Span) -> float | None:
    """Millimetres of the rule below a line: None when there is none, 0 when it is a shape."""
    paragraph = span.paragraph
    here = case.docx.paragraphs.index(paragraph)
    after = [p for p in case.docx.paragraphs[here + 1 : here + 2] if p.cells[-1:] == paragraph.cells[-1:]]
    if case.resolver.paragraph(paragraph).get("border.bottom"):
        return _between_indents(case, paragraph)
    for one in after:
        look = case.resolver.paragraph(one)
        if not one.text and (look.get("border.top") or look.get("border.bottom")):
            return _between_indents(case, one)
        if _UNDERSCORES.match(one.text):
            size = next((look["size"] for _, look in case.looks(Span(one, 0, len(one.written)))), 13.0)
            return len(one.text) * size * 0.5 * 25.4 / 72
    near = [paragraph, *after]
    if any(next(p.element.iter(W + "drawing", W + "pict"), None) is not None for p in near):
        return 0
    if case.anatomy.head_table is not None and any(
        next(cell.iter(W + "drawing", W + "pict"), None) is not None for cell in paragraph.cells[-1:]
    ):
        return 0
    if any(_underlined(case, p) for p in near[:1]):
        return 0
    return None


def _underlined(case: Case, paragraph: Paragraph) -> bool:
    return any(run.properties is not None and run.properties.find(W + "u") is not None for run in paragraph.runs)


def _between_indents(case: Case, paragraph: Paragraph) -> float:
    look = case.resolver.paragraph(paragraph)
    return max(_width_around(case, paragraph) - float(look["left"]) - float(look["right"]), 0.1)


def _width_around(case: Case, paragraph: Paragraph) -> float:
    """Millimetres for the text of a paragraph: of its cell without padding, or of the page."""
    section = case.docx.sections[min(paragraph.section, len(case.docx.sections) - 1)].properties
    page, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
    if page is None or margin is None:
        return 0
    sides = sum(millimetres(margin.get(W + side, 0)) for side in ("left", "right"))
    text = millimetres(page.get(W + "w", 0)) - sides
    if not paragraph.tables:
        return text
    return _cell_width(case, paragraph, text)


def _cell_width(case: Case, paragraph: Paragraph, text: float) -> float:
    table, cell = paragraph.tables[-1], paragraph.cells[-1]
    width = cell.find(f"{W}tcPr/{W}tcW")
    padding = case.resolver.padding(paragraph)
    if width is not None and width.get(W + "type") == "pct":
        share = width.get(W + "w", "0")
        return text * (float(share[:-1]) / 100 if share.endswith("%") else float(share) / 5000) - padding
    if width is not None and width.get(W + "type") == "dxa":
        return millimetres(width.get(W + "w", 0)) - padding
    columns = [millimetres(column.get(W + "w", 0)) for column in table.iter(W + "gridCol")]
    place = paragraph.place.tables[-1][2] - 1
    return columns[place] - padding if place < len(columns) else 0


def one_line(case: Case) -> Iterator[Finding]:
    """HD4: the Quốc hiệu, by the widths of its letters, fits its column."""
    state = case.anatomy.one("state")
    if state is None or not state.paragraph.tables:
        return
    size = next((look["size"] for _, look in case.looks(state)), 13.0)
    room, needed = _width_around(case, state.paragraph), bold_width(STATE, size) * _KERNING
    if not room:
        yield case.finding("HD4", state, "độ rộng cột phải", "không ghi", f"{needed:.0f} mm", level="unknown")
    elif needed > room:
        yield case.finding("HD4", state, "độ rộng cột phải", f"{figure(room)} mm", f"ít nhất {figure(needed)} mm")


# --- NO1, DT1


def number(case: Case) -> Iterator[Finding]:
    """NO1: `Số: 05/QĐ-BNV`."""
    span = case.anatomy.one("number")
    if span is None:
        yield case.finding("NO1", case.anatomy.one("state"), "số, ký hiệu", "không thấy", "Số: …/…")
        return
    text = span.text
    if re.match(rf"^Số:{_BLANK}/", text):
        yield case.finding("NO1", span, "số", "chưa điền", "số của văn bản", level="info")
        text = re.sub(rf"^Số:{_BLANK}/", "Số: 01/", text)
    match = _NUMBERED.match(text)
    if match is None:
        yield case.finding("NO1", span, "số, ký hiệu", text, "Số: 05/QĐ-BNV")
        return
    if len(match[1]) < 2:
        yield case.finding("NO1", span, "số", match[1], f"0{match[1]}")
    symbol = match[3].strip()
    if re.match(r"^\d{4}/", symbol):
        yield case.finding("NO1", span, "ký hiệu", symbol, "văn bản hành chính", level="unknown")
        return
    if " " in span.text.removeprefix("Số:").strip() and "…" not in span.text and re.search(r"\s[-/]|[-/]\s", symbol):
        yield case.finding("NO1", span, "ký hiệu", symbol, "không có dấu cách quanh gạch nối")
        symbol = re.sub(r"\s*([-/])\s*", r"\1", symbol)
    yield from _symbol(case, span, symbol)


def _symbol(case: Case, span: Span, symbol: str) -> Iterator[Finding]:
    if re.search(r"[.…]{2,}|…", symbol):
        yield case.finding("NO1", span, "ký hiệu", "chưa điền", "ký hiệu của văn bản", level="info")
        return
    if _SYMBOL.match(symbol) is None:
        yield case.finding("NO1", span, "ký hiệu", symbol, "chữ viết tắt in hoa nối bằng gạch nối")
        return
    if not case.anatomy.type_name:
        return
    wanted = case.abbreviation
    if wanted is None:
        yield case.finding(
            "NO1",
            span,
            f"chữ viết tắt của {case.anatomy.type_name}",
            symbol.split("-")[0],
            "không có trong bảng",
            level="unknown",
        )
    elif symbol.split("-")[0] != wanted:
        yield case.finding("NO1", span, "chữ viết tắt tên loại", symbol.split("-")[0], wanted)


def date(case: Case) -> Iterator[Finding]:
    """DT1: place, comma, a day that exists, zeros where the law wants them. Minutes bear no date line."""
    span = case.anatomy.one("date")
    if span is None:
        if not case.anatomy.type_name.startswith("BIÊN BẢN"):
            yield case.finding(
                "DT1",
                case.anatomy.one("state"),
                "địa danh, ngày tháng năm",
                "không thấy",
                "địa danh, ngày … tháng … năm …",
            )
        return
    match = _DAY.match(span.text)
    if match is None:
        blank = re.search(r"ngày[\s.…]*tháng[\s.…]*năm", span.text, re.IGNORECASE)
        what = "chưa điền" if blank else span.text
        yield case.finding(
            "DT1", span, "ngày tháng năm", what, "ngày 05 tháng 3 năm 2020", level="info" if blank else None
        )
        return
    if not match["place"] or re.fullmatch(_BLANK, match["place"]):
        yield case.finding("DT1", span, "địa danh", "chưa điền", "địa danh", level="info")
    if not match["comma"]:
        yield case.finding("DT1", span, "địa danh", "không có dấu phẩy sau địa danh", "dấu phẩy")
    yield from _day(case, span, match["day"], match["month"], match["year"])


def _day(case: Case, span: Span, day: str, month: str, year: str) -> Iterator[Finding]:
    if not (day.isdigit() and month.isdigit() and year.isdigit()):
        blank = re.fullmatch(r"[.…\d]+", day + month + year)
        yield case.finding(
            "DT1",
            span,
            "ngày tháng năm",
            f"ngày {day} tháng {month} năm {year}",
            "chữ số",
            level="info" if blank else None,
        )
        return
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        yield case.finding("DT1", span, "ngày tháng năm", f"{day}/{month}/{year}", "ngày có trong lịch")
        return
    for word, value, wanted in (
        ("ngày", day, f"{int(day):02}"),
        ("tháng", month, f"{int(month):02}" if int(month) <= 2 else str(int(month))),
    ):
        if value != wanted:
            yield case.finding("DT1", span, word, f"{word} {value}", f"{word} {wanted}")
