"""Rules of the page: paper, margins, page numbers (PG1-PG4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qmsdocs.layout.case import Case, Finding, extent, figure
from qmsdocs.layout.formatting import is_on, millimetres
from qmsdocs.layout.profile import NumberLimits
from qmsdocs.layout.reading import Element, Paragraph, Running, Section, W

_A4 = (210.0, 297.0)
_PAPER_SLACK = 1.0
_SLACK = 0.5
_ONE_PAGE = 1500  # letters that surely fit on one page of an administrative paper
_PAGE_FIELD = re.compile(r"^\s*PAGE\b(?!REF)", re.IGNORECASE)
_SIDES = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}


def size(case: Case) -> Iterator[Finding]:
    """PG1: A4."""
    for words, section in _sections(case):
        node = section.properties.find(W + "pgSz")
        if node is None:
            yield case.finding("PG1", words, "khổ giấy", "không ghi", "210 x 297 mm", level="unknown")
            continue
        sides = sorted(millimetres(node.get(W + key)) for key in ("w", "h"))
        if any(abs(side - right) > _PAPER_SLACK for side, right in zip(sides, _A4, strict=True)):
            yield case.finding("PG1", words, "khổ giấy", f"{sides[0]:.0f} x {sides[1]:.0f} mm", "210 x 297 mm")


def margins(case: Case) -> Iterator[Finding]:
    """PG2: margins of every section. The decree's own landscape page has a smaller bottom: there a warning."""
    for words, section in _sections(case):
        node = section.properties.find(W + "pgMar")
        if node is None:
            yield case.finding("PG2", words, "lề trang", "không ghi", "theo quy định", level="unknown")
            continue
        gutter = millimetres(node.get(W + "gutter", 0))
        on_top = case.docx.settings is not None and is_on(case.docx.settings.find(W + "gutterAtTop"))
        for side, name in _SIDES.items():
            low, high = getattr(case.profile.page, side)
            value = abs(millimetres(node.get(W + side, 0)))
            value += gutter if side == ("top" if on_top else "left") else 0
            if not low - _SLACK <= value <= high + _SLACK:
                bottom = side == "bottom" and is_landscape(section.properties)
                measured, allowed = f"{figure(value)} mm", f"{extent(low, high)} mm"
                yield case.finding("PG2", words, name, measured, allowed, level="warning" if bottom else None)


def is_landscape(properties: Element) -> bool:
    node = properties.find(W + "pgSz")
    return node is not None and millimetres(node.get(W + "w", 0)) > millimetres(node.get(W + "h", 0))


def number(case: Case) -> Iterator[Finding]:
    """PG3: a page number in the right part, centred or right, of the right size, not on the first page."""
    limits = case.profile.page_number
    if limits is None:
        return
    wanted = {"header": "trong lề trên", "footer": "trong lề dưới"}[limits.part]
    sections = case.docx.sections
    if not any(_has_page(running.root) for section in sections for running in section.running.values()):
        letters = sum(len(paragraph.text) for paragraph in case.docx.paragraphs)
        short = letters < _ONE_PAGE and len(sections) == 1
        why = "không có; văn bản ngắn, có thể chỉ một trang" if short else "không có"
        yield case.finding("PG3", None, "số trang", why, wanted, level="unknown" if short else None)
        return
    seen: set[str] = set()
    for section in sections:
        yield from _of_section(case, section, limits, wanted, seen)
    first = sections[0]
    if not is_on(first.properties.find(W + "titlePg")):
        yield case.finding("PG3", "phần 1", "số trang", "hiện ở trang thứ nhất", "không hiện ở trang thứ nhất")
    for (_, kind), running in first.running.items():
        if kind == "first" and _has_page(running.root):
            yield case.finding("PG3", running.words, "số trang", "hiện ở trang thứ nhất", "không hiện ở trang thứ nhất")


def _of_section(case: Case, section: Section, limits: NumberLimits, wanted: str, seen: set[str]) -> Iterator[Finding]:
    even = case.docx.settings is not None and is_on(case.docx.settings.find(W + "evenAndOddHeaders"))
    for kind in ("default", "even") if even else ("default",):
        own = section.running.get((limits.part, kind))
        other = section.running.get(("footer" if limits.part == "header" else "header", kind))
        for running in (own, other):
            if running is None or running.words in seen or not _has_page(running.root):
                continue
            seen.add(running.words)
            if running is other:
                yield case.finding("PG3", running.words, "số trang", "đặt ở đây", wanted)
            else:
                yield from _look_of_number(case, running, limits)


def _look_of_number(case: Case, running: Running, limits: NumberLimits) -> Iterator[Finding]:
    for paragraph in case.docx.running_paragraphs(running):
        if not _has_page(paragraph.element):
            continue
        look = case.resolver.paragraph(paragraph)
        frame, align = look.get("frame"), look["align"]
        words = {"center": "giữa", "right": "phải", "left": "trái", "both": "đều hai lề"}
        if "\t" in paragraph.written or (frame is not None and frame == ""):
            yield case.finding(
                "PG3", paragraph, "vị trí số trang", "đặt bằng tab hoặc khung", words[limits.align], level="unknown"
            )
        elif (frame or align) != limits.align:
            measured = f"canh {words.get(frame or align, align)}"
            yield case.finding(
                "PG3",
                paragraph,
                "vị trí số trang",
                measured,
                f"canh {words[limits.align]}",
                origin=look.origin("align"),
            )
        yield from _size_of_number(case, paragraph, limits)


def _size_of_number(case: Case, paragraph: Paragraph, limits: NumberLimits) -> Iterator[Finding]:
    low, high = limits.sizes
    for run in paragraph.runs:
        if not run.text.strip():
            continue
        look = case.resolver.run(paragraph, run.properties)
        if not low <= look["size"] <= high:
            yield case.finding(
                "PG3",
                paragraph,
                "cỡ số trang",
                f"{figure(look['size'])} pt",
                f"{extent(low, high)} pt",
                origin=look.origin("size"),
            )
        if look["italic"]:
            yield case.finding("PG3", paragraph, "kiểu số trang", "nghiêng", "đứng", origin=look.origin("italic"))
        return


def _has_page(root: Element) -> bool:
    """Whether a PAGE field is there; a field's code may be split over runs."""
    if any(_PAGE_FIELD.match(node.get(W + "instr", "")) for node in root.iter(W + "fldSimple")):
        return True
    code = ""
    for node in root.iter(W + "fldChar", W + "instrText"):
        if node.tag == W + "instrText":
            code += node.text or ""
        elif _PAGE_FIELD.match(code):
            return True
        else:
            code = ""
    return False


def annex_numbers(case: Case) -> Iterator[Finding]:
    """PG4: each annex counts its pages from 1."""
    begun: dict[int, Paragraph] = {}
    for annex in case.anatomy.annexes:
        section = case.docx.sections[min(annex.section, len(case.docx.sections) - 1)]
        start = section.properties.find(W + "pgNumType")
        if annex.section == 0 or annex.section in begun:
            yield case.finding("PG4", annex, "số trang phụ lục", "chung phần với nội dung trước", "phần riêng, từ 1")
        elif start is None or start.get(W + "start") != "1":
            yield case.finding("PG4", annex, "số trang phụ lục", "đánh tiếp", "từ 1")
        begun.setdefault(annex.section, annex)


def _sections(case: Case) -> Iterator[tuple[str, Section]]:
    for place, section in enumerate(case.docx.sections, start=1):
        yield f"phần {place}", section
