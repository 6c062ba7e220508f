"""Setting up and training: what a committee, an assessment, an estimate and a course must hold to make sense."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qmsdocs import text
from qmsdocs.errors import Problem
from qmsdocs.model.project import total
from qmsdocs.model.training import Course
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Committee, current state, ceilings of the estimate, courses."""
    yield from _representative(qms)
    yield from _committee(qms)
    yield from _gaps(qms)
    yield from _ceilings(qms)
    yield from _training_money(qms)
    for key, course in qms.agency.training.items():
        yield from _course(qms, key, course)
        yield from _order(qms, key, course)


def _representative(qms: Qms) -> Iterator[Problem]:
    """The 2015 edition knows no management representative; a decision written for it is not made."""
    if qms.standard.numbering == "2015" and "representative-decision" in qms.agency.project.papers:
        where = qms.source.at("project", "papers", "representative-decision")
        yield Problem("no-representative", where, {"standard": qms.standard.name})


def _committee(qms: Qms) -> Iterator[Problem]:
    """The head of the agency chairs the committee (HY03), and nobody else does."""
    members = qms.agency.project.committee
    chairs = [number for number, member in enumerate(members) if member.role == "chair"]
    if members and len(chairs) != 1:
        yield Problem("committee-chairs", qms.source.at("project", "committee"), {"count": len(chairs)})
    for number in chairs[:1]:
        if members[number].post != "head":
            where = qms.source.at("project", "committee", number)
            yield Problem("committee-chair-not-head", where, {"head": qms.post("head").title})


def _gaps(qms: Qms) -> Iterator[Problem]:
    """Each clause once, none that is excluded, something to do wherever it is not met."""
    seen: set[str] = set()
    for number, gap in enumerate(qms.agency.project.assessment.gaps):
        where = qms.source.at("project", "assessment", "gaps", number)
        if gap.clause in seen:
            yield Problem("gap-twice", where, {"clause": gap.clause})
        seen.add(gap.clause)
        if qms.excluded(gap.clause):
            yield Problem("gap-excluded", where, {"clause": gap.clause})
        if gap.state != "met" and not gap.action:
            yield Problem("gap-without-action", where, {"clause": gap.clause})
        if gap.action and not (gap.who and gap.until):
            yield Problem("gap-action-open", where, {"clause": gap.clause})


def _ceilings(qms: Qms) -> Iterator[Problem]:
    """The estimate against the ceilings of the agency's kind, told at the first line that counts."""
    budget = qms.agency.project.budget
    for limit, who in qms.regime.limits(qms.agency.kind, qms.agency.project):
        amount = limit.held(budget)
        if amount is not None and amount > limit.most:
            first = next(number for number, entry in enumerate(budget) if entry.line in limit.lines)
            words = {"what": limit.what, "amount": text.money(amount), "most": text.money(limit.most), "who": who}
            yield Problem("above-ceiling", qms.source.at("project", "budget", first), words)


def _training_money(qms: Qms) -> Iterator[Problem]:
    """The courses together cost no more than the estimate has for them."""
    budget, line = qms.agency.project.budget, qms.regime.training_line
    planned = total(entry.amount for entry in budget if entry.line == line)
    costs = sum((course.cost for course in qms.agency.training.values() if course.cost is not None), Decimal(0))
    if planned is not None and costs > planned:
        first = next(number for number, entry in enumerate(budget) if entry.line == line)
        words = {"costs": text.money(costs), "planned": text.money(planned)}
        yield Problem("courses-above-estimate", qms.source.at("project", "budget", first), words)


def _course(qms: Qms, key: str, course: Course) -> Iterator[Problem]:
    """Nobody twice on a list; no mark for somebody who was not there."""
    seen: set[str] = set()
    for number, trainee in enumerate(course.trainees):
        where = qms.source.at("training", key, "trainees", number)
        who = trainee.post or trainee.name
        if who and who in seen:
            yield Problem("trainee-twice", where, {"name": who})
        seen.add(who or "")
        if trainee.absent and trainee.score is not None:
            yield Problem("absent-with-score", where, {"name": who or "", "score": text.number(trainee.score)})


def _order(qms: Qms, key: str, course: Course) -> Iterator[Problem]:
    """The plan is signed before the course, the report after it."""
    held = course.days
    if not held:
        return
    if course.plan.date and course.plan.date > held[0]:
        words = {"date": text.short_date(course.plan.date), "day": text.short_date(held[0])}
        yield Problem("course-plan-late", qms.source.at("training", key, "plan", "date"), words)
    if course.report.date and course.report.date < held[-1]:
        words = {"date": text.short_date(course.report.date), "day": text.short_date(held[-1])}
        yield Problem("course-report-early", qms.source.at("training", key, "report", "date"), words)
