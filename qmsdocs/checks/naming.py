"""Former names of an agency: one for each period, with what its old papers need."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.errors import Problem
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Two states until the same day; a former name whose symbol is not known."""
    days = set()
    for number, former in enumerate(qms.agency.formerly):
        until = text.short_date(former.until)
        if former.until in days:
            yield Problem("formerly-same-day", qms.source.at("formerly", number, "until"), {"until": until})
        days.add(former.until)
        if former.name and former.abbreviation is None and qms.agency.abbreviation:
            words: dict[str, object] = {"name": former.name, "until": until}
            yield Problem("formerly-abbreviation", qms.source.at("formerly", number), words)
