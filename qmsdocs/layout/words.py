"""Rules of the words below the head: CC1, BD2, SG1, NN1, NN2, AN1, EN1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qmsdocs.layout.case import Case, Finding
from qmsdocs.layout.elements import ANNEX, ARTICLE, CLAUSE, POINT, Span, is_upper, letters
from qmsdocs.layout.looks import size_of, toggles_of
from qmsdocs.layout.reading import Paragraph

_PREFIX = re.compile(r"^([A-ZĐ]{1,4})\.\s*(?=[A-ZĐÀ-Ỹ])")
_UNDOTTED = re.compile(r"^(TM|KT|TL|TUQ|Q)\s+(?=[A-ZĐÀ-Ỹ])")
_DEPUTY = re.compile(r"PHÓ|THỨ TRƯỞNG")
_DEGREE = re.compile(
    r"^(GS|PGS|TSKH|TS|ThS|Th\.S|BS|BSCK\S*|KS|CN|CKI|CKII|LS|NSND|NSƯT|NGND|NGƯT|Giáo sư|Phó Giáo sư|Tiến s[ĩỹ]|"
    r"Thạc s[ĩỹ]|Bác s[ĩỹ]|Kỹ sư|Cử nhân|Luật sư)\b\.?\s"
)
_ROMAN = re.compile(r"^[IVXLC]+$")


# --- CC1


def bases(case: Case) -> Iterator[Finding]:
    """CC1: slope, and the signs at the ends. Minutes and contracts are signed, not issued: there it is told only."""
    limits, spans = case.profile.bases, case.anatomy.spans.get("basis", [])
    if limits is None:
        return
    signed = case.anatomy.type_name.startswith(("BIÊN BẢN", "HỢP ĐỒNG", "PHỤ LỤC HỢP ĐỒNG"))
    look = case.profile.elements["basis"].model_copy(update={"bold": None, "caps": None, "italic": limits.italic})
    for place, span in enumerate(spans, start=1):
        found = list(toggles_of(case, "CC1", "basis", span, look))
        wanted = limits.last if place == len(spans) else ";"
        if not span.text.endswith(wanted):
            found.append(case.finding("CC1", span, "dấu cuối căn cứ", span.text[-1:], wanted, element="basis"))
        yield from (replace(one, level="info") for one in found) if signed else found


# --- BD2


def numbering(case: Case) -> Iterator[Finding]:
    """BD2: Roman or Arabic, titles there, articles and points in order."""
    body = case.anatomy.body
    articles = 0
    for place, (kind, paragraph) in enumerate(body):
        after = body[place + 1][0] if place + 1 < len(body) else ""
        text = paragraph.text
        if kind in ("chapter", "division"):
            number, wants_roman = text.split()[-1].rstrip(".:"), kind == "chapter"
            if bool(_ROMAN.match(number)) != wants_roman:
                wanted = "số La Mã" if wants_roman else "chữ số Ả Rập"
                yield case.finding("BD2", paragraph, f"số của {text.split()[0].lower()}", number, wanted)
            if after != "chapter_title":
                yield case.finding(
                    "BD2", paragraph, f"tiêu đề {text.split()[0].lower()}", "không thấy", "có ở dòng dưới"
                )
        elif kind == "article" and (match := ARTICLE.match(text)):
            articles += 1
            yield from _article(case, paragraph, match, articles)
    yield from _points(case)


def _article(case: Case, paragraph: Paragraph, match: re.Match[str], wanted: int) -> Iterator[Finding]:
    number = match[1].rstrip(".:")
    if not number.isdigit():
        yield case.finding("BD2", paragraph, "số của điều", number, "chữ số Ả Rập")
    elif int(number) != wanted:
        yield case.finding("BD2", paragraph, "thứ tự điều", f"Điều {number}", f"Điều {wanted}")
    if not match[3].strip():
        yield case.finding("BD2", paragraph, "tiêu đề điều", "không thấy", "có sau số thứ tự")


def _points(case: Case) -> Iterator[Finding]:
    """a) b) c) d) đ) e) g)… in each list; a list begins again at a)."""
    order, expected = letters(), 0
    for kind, paragraph in case.anatomy.body:
        match = POINT.match(paragraph.text)
        if match is None:
            if kind != "body" or CLAUSE.match(paragraph.text):
                expected = 0
            continue
        if match[1] == "a":
            expected = 0
        if expected < len(order) and match[1] != order[expected]:
            yield case.finding("BD2", paragraph, "chữ cái của điểm", f"{match[1]})", f"{order[expected]})")
            if match[1] not in order:
                continue
            expected = order.index(match[1])
        expected += 1


# --- SG1


def signatures(case: Case) -> Iterator[Finding]:
    """SG1: prefixes, deputies, no titles before the name."""
    found = case.anatomy
    if not found.signatures:
        yield case.finding(
            "SG1", None, "chữ ký", "không nhận ra khối chữ ký", "quyền hạn, chức vụ, họ tên", level="unknown"
        )
    for lines in found.signatures:
        for place, span in enumerate(lines):
            yield from _office(case, span, lines[place + 1 :])
        if _DEGREE.match(lines[-1].text):
            yield case.finding(
                "SG1", lines[-1], "họ tên người ký", lines[-1].text, "không ghi học hàm, học vị, danh hiệu"
            )


def _office(case: Case, span: Span, below: list[Span]) -> Iterator[Finding]:
    prefixes = case.profile.prefixes
    allowed = ", ".join(f"{one}." for one in prefixes)
    if not is_upper(span.text):
        return
    if match := _UNDOTTED.match(span.text):
        yield case.finding("SG1", span, "chữ viết tắt trước chức vụ", match[1], f"{match[1]}.")
    match = _PREFIX.match(span.text)
    if match and match[1] not in prefixes:
        yield case.finding("SG1", span, "chữ viết tắt trước chức vụ", f"{match[1]}.", allowed)
    elif match and match[1] == "KT" and not any(_DEPUTY.search(one.text) for one in below[:1]):
        shown = below[0].text if below else "không có"
        yield case.finding("SG1", span, "chức vụ ở dòng dưới KT.", shown, "chức vụ cấp phó")


# --- NN1, NN2


def recipients(case: Case) -> Iterator[Finding]:
    """NN1: look and ends of the list; minutes and annexes of contracts may have none."""
    found = case.anatomy
    title = found.one("recipients_title")
    if title is None:
        if not found.type_name.startswith("BIÊN BẢN") and "state" in found.spans and _is_typed(case):
            yield case.finding("NN1", None, "nơi nhận", "không thấy", "“Nơi nhận:” và danh sách")
        return
    for role, spans in (("recipients_title", [title]), ("recipients", found.recipients)):
        limits = case.profile.elements[role]
        for span in spans:
            yield from size_of(case, "NN1", role, span, limits)
            yield from toggles_of(case, "NN1", role, span, limits)
    yield from _ends(case, _joined(found.recipients))


def _is_typed(case: Case) -> bool:
    return (bool(case.anatomy.type_name) and case.abbreviation is not None) or case.anatomy.is_dispatch


def _joined(spans: list[Span]) -> list[tuple[Span, str]]:
    """Items: a line that does not begin with a dash goes on with the one before."""
    items: list[tuple[Span, str]] = []
    for span in spans:
        if items and not span.text.startswith(("-", "+")):
            items[-1] = (items[-1][0], f"{items[-1][1]} {span.text}")
        else:
            items.append((span, span.text))
    return items


def _ends(case: Case, items: list[tuple[Span, str]]) -> Iterator[Finding]:
    keeping = next((place for place, (_, text) in enumerate(items) if text.startswith("- Lưu")), None)
    if keeping is None:
        yield case.finding("NN1", case.anatomy.one("recipients_title"), "dòng lưu", "không thấy", "- Lưu: VT, …")
    for place, (span, text) in enumerate(items):
        last = place == (len(items) - 1 if keeping is None else keeping)
        if not text.startswith("-") and place <= (keeping or len(items)):
            yield case.finding("NN1", span, "đầu dòng nơi nhận", text[:1], "-")
        wanted = "." if last else ";"
        if place <= (len(items) if keeping is None else keeping) and not text.endswith(wanted):
            yield case.finding("NN1", span, "dấu cuối dòng nơi nhận", text[-1:], wanted)
    if keeping is not None and not re.match(r"- Lưu:\s*VT\b", items[keeping][1]):
        yield case.finding("NN1", items[keeping][0], "dòng lưu", items[keeping][1], "- Lưu: VT, …")


def addressee(case: Case) -> Iterator[Finding]:
    """NN2: who it is written to; a công văn has no type name."""
    found = case.anatomy
    named = found.type_name
    if named == "CÔNG VĂN":
        yield case.finding("NN2", found.one("type"), "tên loại", named, "công văn không ghi tên loại")
    if (named.startswith("TỜ TRÌNH") or (not named and "about" in found.spans)) and "to" not in found.spans:
        yield case.finding("NN2", found.one("type") or found.one("about"), "Kính gửi", "không thấy", "Kính gửi: …")
    if not named and "to" not in found.spans and "about" not in found.spans and "state" in found.spans:
        yield case.finding("NN2", None, "tên loại", "không nhận ra", "tên loại hoặc Kính gửi", level="unknown")


# --- AN1, EN1


def annexes(case: Case) -> Iterator[Finding]:
    """AN1: Roman numbers from the second annex on; the text tells of them."""
    found = case.anatomy.annexes
    for place, paragraph in enumerate(found, start=1):
        match = ANNEX.match(paragraph.text)
        number = (match[1] or "") if match else ""
        if len(found) > 1 and not _ROMAN.match(number.upper()):
            yield case.finding("AN1", paragraph, "số của phụ lục", number or "không có", "số La Mã")
        elif len(found) == 1 and number:
            yield case.finding("AN1", paragraph, "số của phụ lục duy nhất", number, "không đánh số", level="info")
        elif place == 1 and not _told(case):
            yield case.finding("AN1", paragraph, "chỉ dẫn về phụ lục", "không thấy trong văn bản", "có")


def _told(case: Case) -> bool:
    first = case.docx.paragraphs.index(case.anatomy.annexes[0])
    return any("phụ lục" in paragraph.text.lower() for paragraph in case.docx.paragraphs[:first])


def end(case: Case) -> Iterator[Finding]:
    """EN1: `./.` behind the last sentence; a remark in brackets may follow."""
    body = [paragraph for _, paragraph in case.anatomy.body]
    while body and body[-1].text.startswith("("):
        body.pop()
    if body and _is_typed(case) and not body[-1].text.endswith("./."):
        yield case.finding("EN1", body[-1], "dấu kết thúc", body[-1].text.split()[-1], "./.")
