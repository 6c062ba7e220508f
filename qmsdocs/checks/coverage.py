"""What the standard demands in writing is there, and only what may be left out is left out.

2000/2008: six procedures, 21 record points, exclusions only inside clause 7 with a reason; 2015: record points
("retained documented information") and a closed list of clauses an agency may reasonably find not applicable.
"""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.errors import Problem
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Exclusions not allowed; required procedures and record points that nothing covers."""
    yield from _exclusions(qms)
    yield from _procedures(qms)
    yield from _records(qms)


def _exclusions(qms: Qms) -> Iterator[Problem]:
    numbering = qms.standard.numbering
    for clause in qms.exclusions:
        if clause in qms.standard.clauses and clause not in qms.standard.excludable:
            words = {"clause": clause, "standard": qms.standard.name}
            code = "exclusion-outside-7" if numbering == "2008" else "exclusion-not-allowed"
            yield Problem(code, qms.source.key_at("exclusions", numbering, clause), words)


def _procedures(qms: Qms) -> Iterator[Problem]:
    for clause in qms.standard.required_procedures:
        if not qms.covering(clause):
            words = {"clause": clause, "title": qms.standard.clauses[clause].title, "standard": qms.standard.name}
            yield Problem("procedure-missing", qms.home, words)


def _records(qms: Qms) -> Iterator[Problem]:
    covered = {
        clause
        for used in qms.procedures
        for record in used.procedure.records
        for clause in record.clauses.of(qms.standard.numbering)
    }
    for point in qms.standard.record_points:
        if point.clause not in covered and not qms.excluded(point.clause):
            words = {"clause": point.clause, "title": point.title, "standard": qms.standard.name}
            yield Problem("record-missing", qms.home, words)
