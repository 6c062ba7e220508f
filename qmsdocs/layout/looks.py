"""Rules of the look of letters and paragraphs: FT1, FT2, SZ1, SZ2, ST1, BD1."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qmsdocs.layout.case import Case, Finding, extent, figure
from qmsdocs.layout.elements import Span, is_upper, whole
from qmsdocs.layout.page import is_landscape
from qmsdocs.layout.profile import BodyLimits, ElementLook
from qmsdocs.layout.reading import Paragraph, Run
from qmsdocs.layout.resolver import Look

LEGACY = re.compile(r"^(\.Vn|VNI-)", re.IGNORECASE)
# What is printed in each of the two fonts of a run.
_FACES = {"font.ascii": re.compile(r"[0-9A-Za-z]"), "font.hAnsi": re.compile(r"[^\W\x00-\x7f]")}
_SYMBOLIC = re.compile(r"[^\W_]")  # a letter or a digit; without one the run is a sign of a symbol font
_SECRET = re.compile(r"^(TỐI MẬT|TUYỆT MẬT|MẬT|KHẨN|THƯỢNG KHẨN|HỎA TỐC|HOẢ TỐC)$")
_INDENT_SLACK = 0.3
_GAP_SLACK = 0.1
_LINE_SLACK = 0.02
_SINGLE = 1.15  # a single line of Times New Roman, in sizes
_WORDS = {"bold": ("đậm", "không đậm"), "italic": ("nghiêng", "đứng"), "caps": ("in hoa", "in thường")}
_ALIGNED = {"center": "canh giữa", "both": "canh đều hai lề", "left": "canh trái", "right": "canh phải"}
# Size and slope of these are NN1's and CC1's to judge.
_APART = ("chapter", "chapter_title", "division", "authority")  # centred on lines of their own
_BY_OTHERS = {"SZ1": ("recipients_title", "recipients"), "ST1": ("recipients_title", "recipients")}


def fonts(case: Case) -> Iterator[Finding]:
    """FT1: every visible letter in an allowed font; where none is named, in one of Unicode."""
    allowed = case.profile.fonts
    for paragraph, run, look in _visible(case, lambda look: all(_fits(look[one], allowed) for one in _FACES)):
        used = [face for face, letter in _FACES.items() if letter.search(run.text)]
        for one in used:
            name = look[one]
            if not name:
                yield case.finding(
                    "FT1", paragraph, "phông chữ", "phông của chủ đề, không có trong tệp", _or(allowed), level="unknown"
                )
            elif not _fits(name, allowed):
                yield case.finding("FT1", paragraph, "phông chữ", name, _or(allowed), origin=look.origin(one))
                break


def _fits(name: str, allowed: tuple[str, ...]) -> bool:
    if not name or not allowed:
        return bool(name) and LEGACY.match(name) is None
    return name.lower().startswith(tuple(one.lower() for one in allowed))


def _or(allowed: tuple[str, ...]) -> str:
    return " hoặc ".join(allowed) or "phông Unicode"


def colours(case: Case) -> Iterator[Finding]:
    """FT2: black, but for marks of secrecy and urgency."""
    for paragraph, _, look in _visible(case, lambda look: look["color"] in ("auto", "000000")):
        value = look["color"]
        if value == "THEME":
            yield case.finding("FT2", paragraph, "màu chữ", "màu của chủ đề", "đen", level="unknown")
        elif not _SECRET.match(paragraph.text):
            yield case.finding("FT2", paragraph, "màu chữ", f"#{value}", "đen", origin=look.origin("color"))


def _visible(case: Case, is_right: Callable[[Look], bool]) -> Iterator[tuple[Paragraph, Run, Look]]:
    """Runs with a letter or digit, of the body, then of headers and footers, whose look is not right."""
    right: dict[int, bool] = {}
    for paragraph, run, look in case.printed:
        known = right.get(id(look))
        if known is None:
            known = right[id(look)] = look["hidden"] or is_right(look)
        if not known and _SYMBOLIC.search(run.text):
            yield paragraph, run, look


def sizes(case: Case) -> Iterator[Finding]:
    """SZ1: each element at its size. Without elements: every letter within what can be read."""
    if case.profile.text_sizes:
        low, high = case.profile.text_sizes
        for paragraph, _, look in _visible(case, lambda look: low <= look["size"] <= high):
            yield case.finding(
                "SZ1",
                paragraph,
                "cỡ chữ",
                f"{figure(look['size'])} pt",
                f"{extent(low, high)} pt",
                origin=look.origin("size"),
            )
        return
    for role, span, limits in _elements(case, "SZ1"):
        yield from size_of(case, "SZ1", role, span, limits)


def size_of(case: Case, rule: str, role: str, span: Span, limits: ElementLook) -> Iterator[Finding]:
    """The first letters of a span that are not of its element's size."""
    if limits.sizes is None:
        return
    low, high = limits.sizes
    allowed = f"{extent(low, high)} pt"
    for _, look in case.looks(span):
        if not low <= look["size"] <= high:
            yield case.finding(
                rule,
                span,
                f"cỡ chữ {limits.name}",
                f"{figure(look['size'])} pt",
                allowed,
                origin=look.origin("size"),
                element=role,
            )
            return


def size_sets(case: Case) -> Iterator[Finding]:
    """SZ2: sizes of the head go up or down together."""
    found: dict[str, float] = {}
    for role in next(iter(case.profile.sets.values()), {}):
        span = case.anatomy.one(role)
        look = next((look for _, look in case.looks(span)), None) if span else None
        if look is not None:
            found[role] = look["size"]
    if found and not any(
        all(size == wanted[role] for role, size in found.items()) for wanted in case.profile.sets.values()
    ):
        names = {role: case.profile.elements[role].name for role in found}
        measured = ", ".join(f"{names[role]} {figure(size)}" for role, size in found.items())
        allowed = " hoặc ".join(
            "-".join(f"{figure(wanted[role])}" for role in found) for wanted in case.profile.sets.values()
        )
        yield case.finding("SZ2", case.anatomy.one("state"), "bộ cỡ chữ", measured, allowed)


def styles(case: Case) -> Iterator[Finding]:
    """ST1: bold, italic, capitals and alignment of each element."""
    for role, span, limits in _elements(case, "ST1"):
        yield from toggles_of(case, "ST1", role, span, limits)
        yield from _aligned(case, role, span, limits)


def toggles_of(case: Case, rule: str, role: str, span: Span, limits: ElementLook) -> Iterator[Finding]:
    """Bold, italic and capitals of a span, each told once."""
    told: set[str] = set()
    for text, look in case.looks(span):
        for name in ("bold", "italic", "caps"):
            wanted = getattr(limits, name)
            if wanted is None or name in told or not any(sign.isalpha() for sign in text):
                continue
            shown = (
                look[name] if name != "caps" else look["caps"] or (is_upper(text) if wanted else is_upper(span.text))
            )
            if shown != wanted:
                told.add(name)
                yes, no = _WORDS[name]
                yield case.finding(
                    rule, span, f"kiểu chữ {limits.name}", yes if shown else no, yes if wanted else no,
                    origin=look.origin(name) if name != "caps" or look["caps"] else "", element=role,
                )  # fmt: skip


def _aligned(case: Case, role: str, span: Span, limits: ElementLook) -> Iterator[Finding]:
    look = case.resolver.paragraph(span.paragraph)
    if not limits.align:
        return
    if limits.align == "center" and "\t" in span.paragraph.written:  # where a tab leads is not told by the paragraph
        by_tab = "đặt bằng tab"
        yield case.finding(
            "ST1", span, f"vị trí {limits.name}", by_tab, _ALIGNED[limits.align], level="unknown", element=role
        )
        return
    if look["align"] == limits.align:
        return
    measured = _ALIGNED.get(look["align"], look["align"])
    yield case.finding(
        "ST1",
        span,
        f"vị trí {limits.name}",
        measured,
        _ALIGNED[limits.align],
        origin=look.origin("align"),
        element=role,
    )


def _elements(case: Case, rule: str) -> Iterator[tuple[str, Span, ElementLook]]:
    spans = dict(case.anatomy.spans)
    spans["recipients"] = case.anatomy.recipients
    if rule == "SZ1":
        main = {id(paragraph) for kind, paragraph in case.anatomy.body if kind in ("body", "article")}
        spans["body"] = [whole(paragraph) for _, paragraph in case.anatomy.body if id(paragraph) in main]
        spans.pop("article", None)
    for role, found in spans.items():
        limits = case.profile.elements.get(role)
        if limits is not None and role not in _BY_OTHERS[rule]:
            for span in found:
                yield role, span, limits


def body(case: Case) -> Iterator[Finding]:
    """BD1: the text justified, indented, spaced; tables, headings and landscape pages have rules of their own.

    A line that ends in a tab has dots to write on by hand: it cannot be justified, and is no paragraph of the text.
    """
    limits = case.profile.body
    if limits is None:
        return
    before: Paragraph | None = None
    bases = [("basis", span.paragraph) for span in case.anatomy.spans.get("basis", ())]
    for kind, paragraph in [*bases, *case.anatomy.body]:
        if kind in _APART or _section_turned(case, paragraph) or paragraph.written.endswith("\t"):
            before = None
            continue
        yield from _paragraph(case, kind, paragraph, before, limits)
        before = paragraph


def _section_turned(case: Case, paragraph: Paragraph) -> bool:
    sections = case.docx.sections
    return is_landscape(sections[min(paragraph.section, len(sections) - 1)].properties)


def _paragraph(
    case: Case, kind: str, paragraph: Paragraph, before: Paragraph | None, limits: BodyLimits
) -> Iterator[Finding]:
    look = case.resolver.paragraph(paragraph)
    if look["align"] != "both" and kind not in ("roman", "basis"):  # of a heading's alignment the law says nothing
        measured = _ALIGNED.get(look["align"], look["align"])
        yield case.finding(
            "BD1", paragraph, "canh lề đoạn văn", measured, "canh đều hai lề", origin=look.origin("align")
        )
    start = look["left"] + look["first"]
    if limits.indents and kind != "roman" and not paragraph.text.startswith("+ "):
        low, high = min(limits.indents), max(limits.indents)
        near = any(abs(start - one) <= _INDENT_SLACK for one in limits.indents)
        if not (near or (limits.indent_between and low <= start <= high)):
            word = " đến " if limits.indent_between else " hoặc "
            allowed = word.join(f"{figure(one)}" for one in limits.indents) + " mm"
            origin = look.origin("first" if look["first"] else "left")
            yield case.finding("BD1", paragraph, "lùi dòng đầu", f"{figure(start)} mm", allowed, origin=origin)
    yield from _spaced(case, paragraph, before, look, limits)


def _spaced(
    case: Case, paragraph: Paragraph, before: Paragraph | None, look: Look, limits: BodyLimits
) -> Iterator[Finding]:
    above = (
        case.resolver.paragraph(before)
        if before is not None and before.element.getnext() is paragraph.element
        else None
    )
    gap = max(look["before"] + look["after"], look["before"] + above["after"] if above else 0)
    if above and look["contextual"] and above["contextual"] and look["style"] == above["style"]:
        gap = 0
    if gap < limits.gap - _GAP_SLACK:
        yield case.finding(
            "BD1",
            paragraph,
            "khoảng cách đoạn",
            f"{figure(gap)} pt",
            f"ít nhất {figure(limits.gap)} pt",
            origin=look.origin("before"),
        )
    low, high = limits.line
    ratio = look["line"] / 240
    if look["rule"] != "auto":
        size = max((one["size"] for _, one in case.looks(whole(paragraph))), default=14)
        ratio = look["line"] / (size * _SINGLE)
        if look["rule"] == "atLeast":
            ratio = max(ratio, 1.0)
        elif limits.exact and look["line"] >= limits.exact:
            ratio = max(ratio, low)
    if not low - _LINE_SLACK <= ratio <= high + _LINE_SLACK:
        yield case.finding(
            "BD1",
            paragraph,
            "cách dòng",
            f"{figure(ratio, 2)} dòng",
            f"{extent(low, high)} dòng",
            origin=look.origin("line"),
        )
