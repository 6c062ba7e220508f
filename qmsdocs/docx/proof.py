"""Proof-reading of a finished document: what the faults of real sets look like, found before anybody signs.

L1, L2 issue number and dates equal everywhere; L3 contents equal the headings; L4 no number twice; L8 the code on
every page; no leftover tag, None or empty heading; composed Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from qmsdocs.docx import contents, headings
from qmsdocs.docx.locate import paragraphs
from qmsdocs.errors import Location, Problem
from qmsdocs.plan import DocumentPlan

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}")


def check(document: Any, plan: DocumentPlan, shown: str) -> Iterator[Problem]:
    """Every error the finished document still has. The place names the template and, inside it, the finished page."""
    written = [(words, headings.paragraph_text(p)) for words, p in paragraphs(document)]
    for words, text in written:
        yield from _text(Location(shown, inside=f"tài liệu {plan.code}, {words}"), text)
    yield from _headings(document, Location(shown, inside=f"tài liệu {plan.code}"))
    control = plan.context.get("document")
    if isinstance(control, Mapping):
        yield from _control(written, plan, control, shown)


def _text(where: Location, text: str) -> Iterator[Problem]:
    if match := _TAG.search(text):
        yield Problem("leftover-tag", where, {"text": match[0]})
    if not unicodedata.is_normalized("NFC", text):
        yield Problem("not-nfc", where)


def _headings(document: Any, where: Location) -> Iterator[Problem]:
    found = headings.find(document)
    if any(not heading.title for heading in found):
        yield Problem("empty-heading", where)
    numbers = [match[0] for heading in found if (match := re.match(r"[\dIVX]+(\.\d+)*\.?(?= )", heading.text))]
    for number in {number for number in numbers if numbers.count(number) > 1}:
        yield Problem("number-twice", where, {"number": number})
    for first, last, code in contents.fields(document):
        wanted = [heading.text for heading in contents.listed(found, code)]
        if contents.entries(first, last) != wanted:
            yield Problem("contents-differ", where)


_LABELS = {"Lần ban hành": "issue", "Ngày ban hành": "issue_date", "Ngày hiệu lực": "effective_date"}


def _control(
    written: list[tuple[str, str]], plan: DocumentPlan, control: Mapping[str, object], shown: str
) -> Iterator[Problem]:
    for words, text in written:
        for label, key in _LABELS.items():
            if (match := re.fullmatch(rf"{label}:\s*(\S+)", text)) and match[1] != control[key]:
                said = {"what": label, "found": match[1], "expected": control[key]}
                yield Problem("control-differs", Location(shown, inside=f"tài liệu {plan.code}, {words}"), said)
    header = [text for words, text in written if "trang" in words]
    cover = [text for words, text in written if "trang" not in words]
    for part in (header, cover):
        if not any(plan.code in text for text in part):
            yield Problem("code-not-on-page", Location(shown, inside=f"tài liệu {plan.code}"))
