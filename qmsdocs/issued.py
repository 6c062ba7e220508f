"""The issued set: who holds copies of its documents, how it changed, which request a change answers."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qmsdocs.model.control import Change, Control
from qmsdocs.model.operation import ChangeRequest
from qmsdocs.model.project import Holder
from qmsdocs.workspace import ProcedureInUse, Qms


class DatedChange(NamedTuple):
    """A change of one procedure, or of the whole set when it is no procedure's own."""

    used: ProcedureInUse | None
    control: Control
    change: Change
    previous: Change | None


def holders(qms: Qms) -> tuple[Holder, ...]:
    """Who holds copies, as written; else the leaders, the secretary and every unit, one copy each."""
    if qms.agency.project.holders:
        return qms.agency.project.holders
    leaders = tuple(Holder(post=key) for key, post in qms.agency.posts.items() if post.leadership)
    return (*leaders, Holder(post="secretary"), *(Holder(unit=key) for key in qms.agency.units))


def gets(qms: Qms, holder: Holder, used: ProcedureInUse | None) -> bool:
    """Leaders, the secretary and whoever is outside hold the whole set; a unit, all but the work of others.

    `used` is the procedure that the document is, None for a manual, a policy, a list.
    """
    if holder.unit is None or used is None or used.procedure.type == "system":
        return True
    return holder.unit in qms.units_of(used)


def controlled_copies(qms: Qms, used: ProcedureInUse | None) -> int:
    """The copies of a document that are kept up to date: all but those given outside."""
    return sum(holder.copies for holder in holders(qms) if holder.body is None and gets(qms, holder, used))


def version(control: Control, revision: int | None = None) -> str:
    """Issue and revision as copies are told apart by: 01/00."""
    return f"{control.issue:02}/{control.revision if revision is None else revision:02}"


def revision_on(control: Control, day: datetime.date) -> int:
    """The revision that was valid when a day began."""
    return max((one.revision for one in control.changes if one.date and one.date < day), default=0)


@functools.lru_cache(maxsize=8)
def changes(qms: Qms) -> list[DatedChange]:
    """Every change of the set by date, those without one last. Changes of the whole set stand once."""
    found = [*_of(None, qms.agency.control)]
    for used in qms.procedures:
        assigned = qms.agency.procedures.get(used.id)
        if assigned and assigned.control and "changes" in assigned.control.model_fields_set:
            found += _of(used, used.control)
    return sorted(found, key=lambda one: one.change.date or datetime.date.max)


def _of(used: ProcedureInUse | None, control: Control) -> Iterator[DatedChange]:
    previous = None
    for change in control.changes:
        yield DatedChange(used, control, change, previous)
        previous = change


def request_of(qms: Qms, dated: DatedChange) -> ChangeRequest | None:
    """The accepted request that a change answers: the last one on that procedure since the change before it."""
    day, before = dated.change.date, dated.previous.date if dated.previous else None
    if dated.used is None or day is None:
        return None
    fitting = [
        request
        for request in qms.agency.operation.change_requests
        if request.code == dated.used.code
        and request.decision in ("accepted", "partly")
        and request.date <= day
        and (before is None or request.date > before)
    ]
    return max(fitting, key=lambda request: request.date, default=None)


def boxes(options: Iterable[str], ticked: str | None) -> str:
    """The boxes of a question on one line, the answer ticked."""
    return "     ".join(f"{'☒' if option == ticked else '☐'} {option}" for option in options)
