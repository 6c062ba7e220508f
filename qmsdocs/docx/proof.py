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
    """Every error the finished document still has, placed in its template."""
    written = [(Location(shown, inside=words), headings.paragraph_text(p)) for words, p in paragraphs(document)]
    for where, text in written:
        yield from _text(where, text, plan)
    yield from _headings(document, plan, shown)
    control = plan.context.get("document")
    if isinstance(control, Mapping):
        yield from _control(written, plan, control)


def _text(where: Location, text: str, plan: DocumentPlan) -> Iterator[Problem]:
    if match := _TAG.search(text):
        yield Problem("leftover-tag", where, {"code": plan.code, "text": match[0]})
    if re.search(r"\bNone\b", text):
        yield Problem("printed-none", where, {"code": plan.code})
    if not unicodedata.is_normalized("NFC", text):
        yield Problem("not-nfc", where, {"code": plan.code})


def _headings(document: Any, plan: DocumentPlan, shown: str) -> Iterator[Problem]:
    found = headings.find(document)
    where = Location(shown)
    if any(not heading.title for heading in found):
        yield Problem("empty-heading", where, {"code": plan.code})
    numbers = [match[0] for heading in found if (match := re.match(r"[\dIVX]+(\.\d+)*\.?(?= )", heading.text))]
    for number in {number for number in numbers if numbers.count(number) > 1}:
        yield Problem("number-twice", where, {"code": plan.code, "number": number})
    for first, last, code in contents.fields(document):
        low, high = contents._range(code)
        wanted = [heading.text for heading in found if low <= heading.level <= high]
        if contents.entries(first, last) != wanted:
            yield Problem("contents-differ", where, {"code": plan.code})


_LABELS = {"Lần ban hành": "issue", "Ngày ban hành": "issue_date", "Ngày hiệu lực": "effective_date"}


def _control(
    written: list[tuple[Location, str]], plan: DocumentPlan, control: Mapping[str, object]
) -> Iterator[Problem]:
    for where, text in written:
        for label, key in _LABELS.items():
            if (match := re.search(rf"{label}:\s*(\S+)", text)) and match[1] != control[key]:
                words = {"code": plan.code, "what": label, "found": match[1], "expected": control[key]}
                yield Problem("control-differs", where, words)
    header = [text for where, text in written if "trang" in where.inside]
    cover = [text for where, text in written if "trang" not in where.inside]
    for part in (header, cover):
        if not any(plan.code in text for text in part):
            yield Problem("code-not-on-page", Location(written[0][0].file), {"code": plan.code})
