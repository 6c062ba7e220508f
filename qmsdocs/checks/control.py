"""Document control: dates and revisions in order (faults L1 and L2 cannot happen with one source; these still can)."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.errors import Problem
from qmsdocs.model.control import Control
from qmsdocs.source import Source, Steps
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """The control data of the whole set and of each procedure that has its own."""
    yield from _control(qms.agency.control, qms.source, ("control",))
    for used in qms.procedures:
        assigned = qms.agency.procedures.get(used.id)
        if assigned and assigned.control:
            yield from _control(used.control, qms.source, ("procedures", used.id, "control"))


def _control(control: Control, source: Source, path: Steps) -> Iterator[Problem]:
    issued, effective = control.issue_date, control.effective_date
    if issued and effective and effective < issued:
        yield Problem("effective-before-issue", source.at(*path, "effective_date"))
    for index, change in enumerate(control.changes):
        where = source.at(*path, "changes", index, "revision")
        if change.revision != index + 1:
            yield Problem("revision-order", where, {"given": change.revision, "expected": index + 1})
        if issued and change.date and change.date < issued:
            yield Problem("change-before-issue", source.at(*path, "changes", index, "date"))
