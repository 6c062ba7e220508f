"""Acts are cited while in force; what was never compared with its source says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from qmsdocs import citation, text
from qmsdocs.errors import Location, Problem
from qmsdocs.model.standard import Act
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Acts not in force on the document's date (warning); unconfirmed acts and procedures (info)."""
    for used in qms.procedures:
        if used.procedure.unconfirmed:
            words = {"title": used.procedure.title, "what": used.procedure.unconfirmed}
            yield Problem("procedure-unconfirmed", used.source.at("unconfirmed"), words)
        date = used.control.issue_date or qms.reference_date
        for b, identifier in enumerate(used.procedure.legal_bases):
            if identifier in qms.acts:
                yield from _act(identifier, qms.acts[identifier], date, used.source.at("legal_bases", b))


def _act(identifier: str, act: Act, date: datetime.date | None, where: Location) -> Iterator[Problem]:
    words: dict[str, object] = {"act": identifier, "number": citation.short(act)}
    if act.certainty == "unconfirmed":
        yield Problem("act-unconfirmed", where, words)
    if date is None:
        return
    words["date"] = text.short_date(date)
    starts = act.effective or act.date
    if date < starts:
        yield Problem("act-not-yet", where, {**words, "from": text.short_date(starts)})
    elif act.ended and date >= act.ended:
        replaced = ", ".join(act.replaced_by) or "—"
        yield Problem("act-ended", where, {**words, "until": text.short_date(act.ended), "replaced": replaced})
