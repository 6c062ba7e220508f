"""Document control: dates and revisions in order (faults L1 and L2 cannot happen with one source; these still can)."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.errors import Problem, nearest
from qmsdocs.model.control import Control
from qmsdocs.source import Source, Steps
from qmsdocs.workspace import ProcedureInUse, Qms


def check(qms: Qms) -> Iterator[Problem]:
    """The control data of the whole set and of each procedure that has its own."""
    yield from _control(qms.agency.control, qms.source, ("control",))
    for used in qms.procedures:
        assigned = qms.agency.procedures.get(used.id)
        if assigned and assigned.control:
            path = ("procedures", used.id, "control")
            yield from _control(used.control, qms.source, path)
            yield from _forms(used, qms.source, path)


def _control(control: Control, source: Source, path: Steps) -> Iterator[Problem]:
    issued, effective = control.issue_date, control.effective_date
    if issued and effective and effective < issued:
        yield Problem("effective-before-issue", source.at(*path, "effective_date"))
    issue, revision = 1, 0
    for index, change in enumerate(control.changes):
        place = (*path, "changes", index)
        given = control.issue_of(change)
        if not issue <= given <= control.issue:
            yield Problem("issue-order", source.at(*place, "issue"), {"given": given, "last": control.issue})
        expected = revision + 1 if given == issue else min(change.revision, 1)
        if change.revision != expected:
            yield Problem(
                "revision-order", source.at(*place, "revision"), {"given": change.revision, "expected": expected}
            )
        issue, revision = given, change.revision
        if issued and change.date and given == control.issue and change.date < issued:
            yield Problem("change-before-issue", source.at(*place, "date"))
        if change.date and change.effective and change.effective < change.date:
            yield Problem("effective-before-issue", source.at(*place, "effective"))


def _forms(used: ProcedureInUse, source: Source, path: Steps) -> Iterator[Problem]:
    for index, change in enumerate(used.control.changes):
        for number, form in enumerate(change.forms):
            if form not in used.form_codes:
                words = {"name": form, "near": nearest(form, used.form_codes) or "—"}
                where = source.at(*path, "changes", index, "forms", number)
                yield Problem("unknown-form", where, {**words, "known": ", ".join(used.form_codes) or "—"})
