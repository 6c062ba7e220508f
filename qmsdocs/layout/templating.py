"""A Word template held against the layout law before anything is printed from it.

How a tag prints is judged, what it prints is not: its place is taken by words that are right, so that the elements can
be told. Page, fonts, sizes, looks and the words that stand in the template are known; numbers, dates, orders are not.
"""

from __future__ import annotations

import re
from functools import cached_property

from qmsdocs.errors import Location, Problem
from qmsdocs.layers import Layers
from qmsdocs.layout.case import ABSENT, Finding
from qmsdocs.layout.checking import examine_docx
from qmsdocs.layout.judging import STATE_ALONE, problem_of
from qmsdocs.layout.reading import Docx, Paragraph, Place, Run, Running, squeezed

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# What a tag of the head or the closing prints, so that it is seen what is what.
_PRINTED = {
    "number": "Số: 01/QĐ-ABC",
    "date": "Địa danh, ngày 05 tháng 3 năm 2026",
    "agency.upper": "TÊN CƠ QUAN",
    "agency.one_line": "TÊN CƠ QUAN",
    "agency.parent_upper": "CƠ QUAN CHỦ QUẢN",
    "authority": "CHỨC VỤ NGƯỜI BAN HÀNH",
    "signature.for": "TM. CƠ QUAN",
    "signature.title": "GIÁM ĐỐC",
    "signature.name": "Họ và tên",
    "recipient": "- Lưu: VT.",
    "basis": "Căn cứ văn bản;",
}
_SOME = "nội dung"
_OF_ELEMENTS = frozenset({"BD1", "ST1", "SZ1"})
# What the data decide: which number, day, order, end and annex there is.
_OF_DATA = frozenset({"NO1", "DT1", "BD2", "SG1", "NN2", "AN1", "EN1", "TX5", "TX6", "PV"})


def problems_of_template(data: bytes, shown: str, law: str, layers: Layers = STATE_ALONE) -> list[Problem]:
    """What a template breaks of a profile whatever the data are; errors and warnings, each with its place and text.

    `data` is the template with its shared parts in it, `law` as `law_of` has it. Raises UnreadableError, QmsdocsError
    for mistakes in layout.yaml.
    """
    docx = _Printed(data)
    found = [one for one in examine_docx(docx, law, layers).findings if one.level in ("error", "warning")]
    return [
        problem_of(one, law, Location(shown, inside=str(one.place)), quoted=True)
        for one in found
        if _is_known(docx, one)
    ]


def _is_known(docx: _Printed, one: Finding) -> bool:
    """Whether a finding holds for whatever is printed: a property does, words do where no tag is among them."""
    if one.rule in _OF_DATA or (one.rule in _OF_ELEMENTS and one.place in docx.unlike):
        return False
    if one.measured == ABSENT:  # tags may print what is not there
        return one.rule.startswith("HD")
    if one.rule == "HD3":  # drawn to the length that the line above has on paper
        return False
    return bool(one.origin) or one.rule.startswith(("PG", "HD", "SZ")) or one.place not in docx.tagged


class _Printed(Docx):
    """A template as if it were printed: no lines of control, some right words for each tag."""

    @cached_property
    def tagged(self) -> set[Place]:
        """The paragraphs that have tags."""
        return set()

    @cached_property
    def unlike(self) -> set[Place]:
        """The paragraphs of nothing but tags that may print anything: which element they are cannot be told."""
        return set()

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return [one for one in super().paragraphs if self._print(one)]

    def running_paragraphs(self, running: Running) -> list[Paragraph]:
        return [one for one in super().running_paragraphs(running) if self._print(one)]

    def _print(self, paragraph: Paragraph) -> bool:
        """Put words for the tags; False for a paragraph that is gone when a document is made."""
        if "{" not in paragraph.written or not _TAG.search(paragraph.written):
            return True
        self.tagged.add(paragraph.place)
        if not any(sign.isalnum() for sign in _TAG.sub(_known_words, paragraph.written)):
            self.unlike.add(paragraph.place)
        written, runs, end = _TAG.sub(_words, paragraph.written), list[Run](), 0
        if not written.strip():
            return False
        cuts = _pieces(paragraph.written)
        for run in paragraph.runs:
            begin, end = end, end + len(run.text)
            text = "".join(words for place, words in cuts if begin <= place < end)
            if text:
                runs.append(run._replace(text=text))
        paragraph.runs, paragraph.written = runs, written
        paragraph.text = squeezed(f"{paragraph.label} {written}")
        return True


def _pieces(written: str) -> list[tuple[int, str]]:
    """(place in the template, what is printed) of every letter outside tags and of every tag."""
    pieces, end = list[tuple[int, str]](), 0
    for match in _TAG.finditer(written):
        pieces += [(place, written[place]) for place in range(end, match.start())]
        pieces.append((match.start(), _words(match)))
        end = match.end()
    return pieces + [(place, written[place]) for place in range(end, len(written))]


def _words(tag: re.Match[str]) -> str:
    if not tag[0].startswith("{{"):
        return ""
    words = _known_words(tag) or _SOME
    return words.upper() if "upper" in tag[0] else words


def _known_words(tag: re.Match[str]) -> str:
    """What a tag of the head or the closing prints; '' for others."""
    expression = re.sub(r"^\{\{\w?-?\s|\s*-?\}\}$", "", tag[0])
    return _PRINTED.get(expression.partition("|")[0].strip(), "")
