"""The agency's project against the regime: duration, submission, money by source."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import schedule, text
from qmsdocs.errors import Problem
from qmsdocs.workspace import Qms

# QĐ 144/2006 was written for the 2000 edition and amended for 2008; QĐ 19/2014 replaced it under 2008, then 2015.
_STRANGE = {("19-2014", "2000"), ("144-2006", "2015")}


def check(qms: Qms) -> Iterator[Problem]:
    """Duration out of range, late plan, regime and edition that do not belong together."""
    project, rules, source = qms.agency.project, qms.regime, qms.source
    if not rules.min_months <= project.months <= rules.max_months:
        words: dict[str, object] = {"months": project.months, "min": rules.min_months, "max": rules.max_months}
        yield Problem("project-duration", source.at("project", "months"), words)
    due = schedule.plan_due(qms)
    if due and project.plan_date and project.plan_date > due:
        words = {"date": text.short_date(project.plan_date), "due": text.short_date(due)}
        yield Problem("plan-late", source.at("project", "plan_date"), words)
    if (qms.agency.regime, qms.agency.standard) in _STRANGE:
        words = {"regime": qms.agency.regime, "standard": qms.standard.name}
        yield Problem("regime-and-edition", source.at("standard"), words)
