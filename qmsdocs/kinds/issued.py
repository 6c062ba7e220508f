"""The issued set: which documents it holds, who holds copies of them, which request a change answers.

Not a kind: what the papers and records of document control have in common.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qmsdocs.kinds import common
from qmsdocs.model.control import Change, Control
from qmsdocs.model.operation import ChangeRequest
from qmsdocs.model.project import Holder
from qmsdocs.workspace import ProcedureInUse, Qms

FORM = "Biểu mẫu"  # the kind of the catalogue's entries that go with their procedure


class Document(NamedTuple):
    """A document that is given out on its own; `used` is the procedure that it is."""

    code: str
    title: str
    control: Control
    used: ProcedureInUse | None


class DatedChange(NamedTuple):
    """A change of one document, or of the whole set when it is nobody's own."""

    document: Document | None
    control: Control
    change: Change
    previous: Change | None


@common.once_a_qms
def documents(qms: Qms) -> tuple[Document, ...]:
    """What is given out: the set without its forms, which go with their procedure."""
    by_code = {used.code: used for used in qms.procedures}
    return tuple(
        Document(entry.code, entry.title, entry.control, by_code.get(entry.code))
        for entry in common.catalogue(qms)
        if entry.kind != FORM
    )


@common.once_a_qms
def entries(qms: Qms) -> dict[str, common.Entry]:
    """Code → entry of the master list, forms too."""
    return {entry.code: entry for entry in common.catalogue(qms)}


def holders(qms: Qms) -> tuple[Holder, ...]:
    """Who holds copies, as written; else the leaders, the secretary and every unit, one copy each."""
    if qms.agency.project.holders:
        return qms.agency.project.holders
    leaders = tuple(Holder(post=key) for key, post in qms.agency.posts.items() if post.leadership)
    return (*leaders, Holder(post="secretary"), *(Holder(unit=key) for key in qms.agency.units))


def holder_name(qms: Qms, holder: Holder) -> str:
    """Where the copies are."""
    if holder.unit:
        return qms.unit(holder.unit).name
    return qms.post(holder.post).title if holder.post else holder.body or ""


def gets(qms: Qms, holder: Holder, document: Document) -> bool:
    """Leaders, the secretary and whoever is outside hold the whole set; a unit, all but the work of others."""
    used = document.used
    if holder.unit is None or used is None or used.procedure.type == "system":
        return True
    return holder.unit in qms.units_of(used)


def share(qms: Qms, holder: Holder) -> list[Document]:
    """The documents that a holder gets."""
    return [document for document in documents(qms) if gets(qms, holder, document)]


def controlled_copies(qms: Qms, document: Document) -> int:
    """The copies that are kept up to date: all but those given outside."""
    return sum(holder.copies for holder in holders(qms) if holder.body is None and gets(qms, holder, document))


def version(control: Control, revision: int | None = None) -> str:
    """Issue and revision as copies are told apart by: 01/00."""
    return f"{control.issue:02}/{control.revision if revision is None else revision:02}"


def revision_on(control: Control, day: datetime.date) -> int:
    """The revision that was valid when a day began."""
    return max((one.revision for one in control.changes if one.date and one.date < day), default=0)


@common.once_a_qms
def changes(qms: Qms) -> list[DatedChange]:
    """Every change of the set by date, those without one last. Changes of the whole set stand once."""
    found = [*_of(None, qms.agency.control)]
    for document in documents(qms):
        assigned = qms.agency.procedures.get(document.used.id) if document.used else None
        if assigned and assigned.control and "changes" in assigned.control.model_fields_set:
            found += _of(document, document.control)
    return sorted(found, key=lambda one: one.change.date or datetime.date.max)


def _of(document: Document | None, control: Control) -> Iterator[DatedChange]:
    previous = None
    for change in control.changes:
        yield DatedChange(document, control, change, previous)
        previous = change


def request_of(qms: Qms, dated: DatedChange) -> ChangeRequest | None:
    """The accepted request that a change answers: the last one on that document since the change before it."""
    day, before = dated.change.date, dated.previous.date if dated.previous else None
    if dated.document is None or day is None:
        return None
    fitting = [
        request
        for request in qms.agency.operation.change_requests
        if request.code == dated.document.code
        and request.decision in ("accepted", "partly")
        and request.date <= day
        and (before is None or request.date > before)
    ]
    return max(fitting, key=lambda request: request.date, default=None)


def boxes(options: Iterable[str], ticked: str | None) -> str:
    """The boxes of a question on one line, the answer ticked."""
    return "     ".join(f"{'☒' if option == ticked else '☐'} {option}" for option in options)
