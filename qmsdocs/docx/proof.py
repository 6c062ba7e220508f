"""Proof-reading: what a template says by itself, and what only the finished document shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qmsdocs.docx.places import Place
from qmsdocs.docx.rendering import Work
from qmsdocs.errors import Location, Problem

_NUMBER = re.compile(rb"[\dIVX]+(\.\d+)*\.?(?= )")


def headings(works: Sequence[Work], where: Location) -> Iterator[Problem]:
    """What is wrong with the headings that were printed: one without text, two with the same number."""
    found = [heading for work in works for heading in work.headings]
    if any(not heading.title for heading in found):
        yield Problem("empty-heading", where)
    numbers = [match[0] for heading in found if (match := _NUMBER.match(heading.text))]
    if len(set(numbers)) < len(numbers):
        for number in sorted({number for number in numbers if numbers.count(number) > 1}):
            yield Problem("number-twice", where, {"number": number.decode()})


_LABELS = {"Mã hiệu": "code", "Lần ban hành": "issue", "Ngày ban hành": "issue_date", "Ngày hiệu lực": "effective_date"}
_LABELLED = re.compile(rf"({'|'.join(_LABELS)}):\s*(.+)")


@dataclass(frozen=True)
class Line:
    """One paragraph of a template as it is written, tags included. `running` is true in headers and footers."""

    place: Place
    text: str
    running: bool


def spelling(lines: Iterable[Line], shown: str) -> Iterator[Problem]:
    """Letters that are not composed Unicode: they look right, and are found by no search."""
    for line in lines:
        if not unicodedata.is_normalized("NFC", line.text):
            yield Problem("not-nfc", line.place.at(shown))


def control(lines: Sequence[Line], shown: str) -> Iterator[Problem]:
    """What a controlled document must take from its one source: code, issue and dates are tags, never typed."""
    for line in lines:
        if match := _LABELLED.fullmatch(line.text):
            tag = f"document.{_LABELS[match[1]]}"
            if not re.fullmatch(rf"\{{\{{\s*{re.escape(tag)}\b[^}}]*\}}\}}", match[2].strip()):
                words = {"what": match[1], "found": match[2], "expected": f"{{{{ {tag} }}}}"}
                yield Problem("control-differs", line.place.at(shown), words)
    for running in (True, False):
        if not any(re.search(r"\{\{[^}]*\bdocument\.code\b", line.text) for line in lines if line.running == running):
            yield Problem("code-not-on-page", Location(shown))
