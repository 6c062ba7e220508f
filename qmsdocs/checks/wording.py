"""Words that real sets get wrong: the standard's name in three spellings, a foreign letter that looks like Đ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qmsdocs.errors import Location, Problem
from qmsdocs.workspace import Qms

_STANDARD = re.compile(r"TCVN\s+(?:ISO\s+)?9001(?:\s*:\s*\d{4})?")
_TAG = re.compile(r"\{[{%#].*|[}%#]\}")
_FOREIGN = re.compile("[\u00d0\u0189]")
_SPACING = re.compile(r" [,;:.)]|[,;][^\s\d”’\")]")
# Most texts have nothing of all this, and one look is enough for them.
_DOUBTFUL = re.compile("|".join(pattern.pattern for pattern in (_STANDARD, _TAG, _FOREIGN, _SPACING)))
_RIGHT = re.compile(r"TCVN ISO 9001(?::\d{4})?")


def check(qms: Qms) -> Iterator[Problem]:
    """Look through every text of the agency and of its procedures."""
    for source in (qms.source, *(used.source for used in qms.procedures)):
        for words, where in source.search(_DOUBTFUL):
            yield from _problems(words, where)


def _problems(words: str, where: Location) -> Iterator[Problem]:
    for match in _STANDARD.finditer(words):
        if not _RIGHT.fullmatch(match[0]):
            year = re.search(r"\d{4}$", match[0].replace("9001", ""))
            right = "TCVN ISO 9001" + (f":{year[0]}" if year else "")
            yield Problem("standard-name", where, {"given": match[0], "right": right})
    if tag := _TAG.search(words):
        yield Problem("tag-in-data", where, {"text": tag[0][:40]})
    if _FOREIGN.search(words):
        yield Problem("foreign-letter", where, {"text": words[:40]})
    if _SPACING.search(words):
        yield Problem("spacing", where, {"text": words[:60]})
