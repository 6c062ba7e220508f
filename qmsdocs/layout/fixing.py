"""Safe repairs of a .docx: what the law says of looks is set, and no letter is changed, which is proven at the end.

A round examines the file, carries out what its findings say would mend them, and examines again, until nothing that can
be mended is left. What is still wrong after it was set in a shared layer is then set at its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qmsdocs.layers import Layers
from qmsdocs.layout.case import Finding
from qmsdocs.layout.checking import examine
from qmsdocs.layout.fixing_homes import Homes, Wish
from qmsdocs.layout.fixing_page import NumberPart, add_number, mend_section
from qmsdocs.layout.fixing_parts import changed_texts, numbers_of, packed, strangers
from qmsdocs.layout.fixing_text import compose, decode, legacy_font
from qmsdocs.layout.reading import Docx, Element, Paragraph, Place, UnreadableError
from qmsdocs.layout.repair import Repair
from qmsdocs.layout.resolver import Resolver

_ATTEMPTS = 2  # at the layer the value comes from, then at the place
_UNICODE_FONT = "Times New Roman"
_STATE_ALONE = Layers()
_SIGNATURES = "_xmlsignatures/"


class TextChangedError(Exception):
    """A repair changed letters that it should not: our bug; nothing may be written."""


@dataclass(frozen=True)
class Mended:
    """One repair made: its finding, the value there is now and the layer where it was set, both in words."""

    finding: Finding
    after: str
    where: str


@dataclass(frozen=True)
class Retyped:
    """A paragraph whose letters were changed, as it was and as it is: all it takes to undo it."""

    finding: Finding
    place: Place
    before: str
    after: str


@dataclass(frozen=True)
class Fixed:
    """The mended file (the very bytes given when nothing was to be mended), what was done, what is still found."""

    data: bytes
    profile: str
    mended: tuple[Mended, ...]
    retyped: tuple[Retyped, ...]
    left: tuple[Finding, ...]


def fix(data: bytes, profile: str | None = None, text: bool = False, layers: Layers = _STATE_ALONE) -> Fixed:
    """The file with what is safe to mend mended, under the law that `examine` would judge it by; with `text` also
    letters of which it is certain what they should be.

    Raises UnreadableError for a file that is none of Word's or is signed, KeyError for an unknown profile, QmsdocsError
    for mistakes in layout.yaml.
    """
    if any(name.startswith(_SIGNATURES) for name in Docx(data).names):
        raise UnreadableError("tệp có chữ ký số; sửa tệp thì chữ ký mất giá trị")
    report = examine(data, profile, layers)
    law = report.profile
    mended: list[Mended] = []
    retyped: list[Retyped] = []
    attempts: Counter[tuple[object, ...]] = Counter()
    while wanted := [one for one in report.findings if _is_wanted(one, text) and attempts[_key(one)] < _ATTEMPTS]:
        known = len(retyped)
        # Letters come first: their looks are judged when they are right.
        wanted = [one for one in wanted if one.repair and one.repair.of_text] or wanted
        data = _Round(data, wanted, {_key(one) for one in wanted if attempts[_key(one)]}).made(mended, retyped)
        attempts.update({_key(one) for one in wanted})
        # Of a paper in an old encoding it is only now seen what it is, and of which day.
        report = examine(data, law if len(retyped) == known else profile, layers)
        law = report.profile
    return Fixed(data, law, tuple(mended), tuple(retyped), report.findings)


def _is_wanted(finding: Finding, text: bool) -> bool:
    return finding.is_repairable and finding.repair is not None and (text or not finding.repair.of_text)


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.place, finding.what, finding.repair


class _Round:
    """The repairs of some findings made at once."""

    def __init__(self, data: bytes, findings: Iterable[Finding], again: set[tuple[object, ...]]) -> None:
        self.data = data
        self.docx = Docx(data)
        self.homes = Homes(self.docx, Resolver(self.docx), strangers(self.docx))
        self.pairs = [(one, one.repair) for one in findings if one.repair is not None]
        self.again = again
        self.new: dict[str, bytes | Element] = {}
        self.touched: set[tuple[str, int]] = set()

    def made(self, mended: list[Mended], retyped: list[Retyped]) -> bytes:
        """The file with the repairs, which are added to the lists. Raises TextChangedError."""
        wishes: list[Wish] = []
        for finding, repair in self.pairs:
            if repair.of_text:
                wishes += self._retype(finding, repair, retyped)
            elif repair.section is not None:
                mended.append(self._mend_section(finding, repair))
            else:
                wishes += self.homes.wishes(finding, repair)
        mended += self._set(wishes)
        made = packed(self.docx, self.homes.styles, self.data, self.new)
        if changed_texts(self.data, made) - self.touched:
            raise TextChangedError
        return made

    def _set(self, wishes: list[Wish]) -> list[Mended]:
        groups: dict[tuple[object, ...], list[Wish]] = {}
        for wish in wishes:
            groups.setdefault((wish.repair.name, wish.repair.right, wish.home), []).append(wish)
        found = []
        for group in groups.values():
            tried = any(_key(wish.finding) in self.again for wish in group)
            shared = not tried and self.homes.is_shared(group)
            if shared:
                self.homes.set_shared(group[0])
            for wish in group:
                if not shared:
                    self.homes.set_direct(wish)
                where = wish.origin.words if shared else "tại chỗ"
                found.append(Mended(wish.finding, wish.repair.shown, where))
        return found

    def _mend_section(self, finding: Finding, repair: Repair) -> Mended:
        if repair.name == "page_field":
            kind, align = repair.wrong
            self.new |= add_number(self.docx, NumberPart(kind, align, repair.right))
        else:
            mend_section(self.docx, repair)
        return Mended(finding, repair.shown, f"thiết lập trang của phần {(repair.section or 0) + 1}")

    def _retype(self, finding: Finding, repair: Repair, retyped: list[Retyped]) -> list[Wish]:
        """The letters of a paragraph; what fonts are wished for them then."""
        paragraph = self.homes.places[finding.place]
        fonts = [legacy_font(self.homes.resolver, paragraph, run) for run in paragraph.runs]
        if repair.name == "composed":
            compose(paragraph)
        else:
            decode(paragraph, fonts)
        after = Paragraph(paragraph.element, paragraph.place, paragraph.tables, paragraph.cells)
        retyped.append(Retyped(finding, paragraph.place, paragraph.written, after.written))
        self.touched |= numbers_of(self.docx, paragraph)
        unicode = [Repair("font", font, _UNICODE_FONT, _UNICODE_FONT) for font in sorted({*fonts} - {""})]
        if repair.name == "composed":
            return []
        return [wish for one in unicode for wish in self.homes.wishes(finding, one)]
