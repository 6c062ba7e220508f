"""Rules of the page: paper, margins, page numbers (PG1-PG4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from qmsdocs.layout.case import Case, Finding, extent, figure
from qmsdocs.layout.formatting import is_on, millimetres
from qmsdocs.layout.profile import NumberLimits
from qmsdocs.layout.reading import Element, Paragraph, Running, Section, W
from qmsdocs.layout.repair import Repair

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
            paper = f"{sides[0]:.0f} x {sides[1]:.0f} mm"
            repair = Repair("paper", paper, "A4", "210 x 297 mm", section=section.number)
            yield case.finding("PG1", words, "khổ giấy", paper, "210 x 297 mm", repair=repair)


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
            bound = gutter if side == ("top" if on_top else "left") else 0
            value += bound
            if not low - _SLACK <= value <= high + _SLACK:
                bottom = side == "bottom" and is_landscape(section.properties)
                measured, allowed = f"{figure(value)} mm", f"{extent(low, high)} mm"
                right = min(max(value, low), high)
                repair = Repair(f"margin.{side}", value, right - bound, f"{figure(right)} mm", section=section.number)
                if bound > right:
                    repair = Repair("margin.gutter", bound, 0, "không chừa gáy", section=section.number)
                level: Literal["warning"] | None = "warning" if bottom else None
                yield case.finding("PG2", words, name, measured, allowed, level=level, repair=repair)


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
        repair = _new_number(case, limits, wanted)
        yield case.finding("PG3", None, "số trang", why, wanted, level="unknown" if short else None, repair=repair)
        return
    seen: set[str] = set()
    for section in sections:
        yield from _of_section(case, section, limits, wanted, seen)
    first = sections[0]
    if not is_on(first.properties.find(W + "titlePg")):
        shown, hidden = "hiện ở trang thứ nhất", "không hiện ở trang thứ nhất"
        repair = Repair("title_page", False, True, hidden, section=0) if _only_numbers(case, first) else None
        yield case.finding("PG3", "phần 1", "số trang", shown, hidden, repair=repair)
    for (_, kind), running in first.running.items():
        if kind == "first" and _has_page(running.root):
            yield case.finding("PG3", running.words, "số trang", "hiện ở trang thứ nhất", "không hiện ở trang thứ nhất")


def _new_number(case: Case, limits: NumberLimits, wanted: str) -> Repair | None:
    """A part for the page number, where no header (or footer) of that kind is there to take it."""
    if any(kind == limits.part for section in case.docx.sections for kind, _ in section.running):
        return None
    return Repair("page_field", (limits.part, limits.align), limits.sizes[1], wanted, section=0)


def _only_numbers(case: Case, section: Section) -> bool:
    """Whether a first page with a header and footer of its own would lose nothing but the number, and gain nothing."""
    for (_, kind), running in section.running.items():
        text = "".join(paragraph.text for paragraph in case.docx.running_paragraphs(running))
        drawn = next(running.root.iter(W + "drawing", W + "pict", W + "object"), None)
        if kind != "even" and (text.strip("-–— 0123456789") or drawn is not None):
            return False
    return True


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
            measured, allowed = f"canh {words.get(frame or align, align)}", f"canh {words[limits.align]}"
            repair = None if frame else Repair("align", align, limits.align, allowed)
            origin = look.origin("align")
            yield case.finding("PG3", paragraph, "vị trí số trang", measured, allowed, origin=origin, repair=repair)
        yield from _size_of_number(case, paragraph, limits)


def _size_of_number(case: Case, paragraph: Paragraph, limits: NumberLimits) -> Iterator[Finding]:
    low, high = limits.sizes
    for run in paragraph.runs:
        if not run.text.strip():
            continue
        look = case.resolver.run(paragraph, run.properties)
        if not low <= look["size"] <= high:
            right = min(max(look["size"], low), high)
            yield case.finding(
                "PG3",
                paragraph,
                "cỡ số trang",
                f"{figure(look['size'])} pt",
                f"{extent(low, high)} pt",
                origin=look.origin("size"),
                repair=Repair("size", look["size"], right, f"{figure(right)} pt"),
            )
        if look["italic"]:
            repair, origin = Repair("italic", True, False, "đứng"), look.origin("italic")
            yield case.finding("PG3", paragraph, "kiểu số trang", "nghiêng", "đứng", origin=origin, repair=repair)
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
            repair = Repair("page_start", None, 1, "từ 1", section=annex.section)
            yield case.finding("PG4", annex, "số trang phụ lục", "đánh tiếp", "từ 1", repair=repair)
        begun.setdefault(annex.section, annex)


def _sections(case: Case) -> Iterator[tuple[str, Section]]:
    for section in case.docx.sections:
        yield f"phần {section.number + 1}", section
