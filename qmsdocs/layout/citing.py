"""Rule of how acts are named (TX6): in the căn cứ in full; articles, clauses and points with their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qmsdocs.layout.case import Case, Finding
from qmsdocs.layout.elements import Span

_LAW = re.compile(r"^Căn cứ (?:Bộ luật|Luật|Pháp lệnh)\b.*?\b(số \d\S*)")
_ACT = re.compile(r"^Căn cứ (Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư)\b(.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^(?: liên tịch)? số \d+/\S+")
_DATED = re.compile(r"\bngày +\d{1,2}(?:/\d{1,2}/\d{4}| +tháng +\d{1,2} +năm +\d{4})")
_BLANK = re.compile(r"[…_]|\.{3}")
# What is written, what it should be: without Đ the symbol is of no act; none has spaces at its hyphens.
_SYMBOLS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (re.compile(r"\b(\d+(?:/\d{4})?/)(ND|QD|DA)(-[A-ZĐ][A-Za-zĐ]*)"), {"ND": "NĐ", "QD": "QĐ", "DA": "ĐA"}),
    (re.compile(r"\b(\d+(?:/\d{4})?/)([A-ZĐ][A-Za-zĐ]{1,4}(?: - | -|- ))([A-ZĐ]{2,})\b"), {}),
)
_ACTS = r"(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư)"
_CAPITALS = (
    (re.compile(r"(?:điểm \S{1,2} )?khoản \d+[,]? (điều) \d+", re.IGNORECASE), "Điều"),
    (re.compile(rf"\b(điều) \d+ (?:của )?{_ACTS}\b"), "Điều"),
    (re.compile(r"(?<=[\wà-ỹ,;] )(Khoản) \d+,? Điều \d+"), "khoản"),
    (re.compile(r"(?<=[\wà-ỹ,;] )(Điểm) [a-zđ],? [Kk]hoản \d+"), "điểm"),
    (re.compile(r"Điều \d+ (mục|chương|phần) (?:\d+|[IVX]+)\b"), ""),
)


def acts(case: Case) -> Iterator[Finding]:
    """TX6: number, date and issuer of what a paper stands on; symbols as they are; capitals in references."""
    for span in case.anatomy.spans.get("basis", []):
        yield from _basis(case, span)
    text = case.everywhere
    for pattern, right in _SYMBOLS:
        for match in pattern.finditer(text.written):
            kind = right.get(match[2], match[2].replace(" ", ""))
            yield case.finding(
                "TX6",
                text.paragraph(match.start()),
                "ký hiệu văn bản viện dẫn",
                match[0],
                f"{match[1]}{kind}{match[3]}",
            )
    for pattern, wanted in _CAPITALS:
        for match in pattern.finditer(text.written):
            allowed = wanted or match[1].capitalize()
            if match[1] != allowed:
                yield case.finding("TX6", text.paragraph(match.start()), "viết hoa khi viện dẫn", match[0], allowed)


def _basis(case: Case, span: Span) -> Iterator[Finding]:
    if match := _LAW.match(span.text):
        allowed = "luật, pháp lệnh: chỉ ghi tên loại, tên gọi"
        yield case.finding("TX6", span, "viện dẫn trong căn cứ", match[1], allowed, level="info")
    match = _ACT.match(span.text)
    if match is None or _BLANK.search(span.text):
        return
    wanted = {
        "số, ký hiệu": _NUMBERED.match(match[2]),
        "ngày ban hành": _DATED.search(match[2]),
        "cơ quan ban hành": " của " in match[2],
    }
    for what, found in wanted.items():
        if not found:
            yield case.finding("TX6", span, f"{what} trong căn cứ", "không thấy", f"{match[1]} số … ngày … của … về …")
