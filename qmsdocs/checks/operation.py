"""The running system's numbers against each other: risks and actions, results, surveys, complaints, cases."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.errors import Problem
from qmsdocs.model.operation import ACT_FROM, SEIZE_FROM, Caseload, LateCase, Survey, number_of, previous, span
from qmsdocs.source import Steps
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """What a reader of the finished tables would find wrong."""
    yield from _risks(qms)
    yield from _opportunities(qms)
    yield from _results(qms)
    for number, survey in enumerate(qms.agency.operation.surveys):
        yield from _survey(qms, ("operation", "surveys", number), survey)
    yield from _complaints(qms)
    yield from _caseload(qms)


def _risks(qms: Qms) -> Iterator[Problem]:
    """A risk of five points or more is acted on; a risk is scored again with both marks."""
    for number, risk in enumerate(qms.agency.operation.risks):
        if risk.score >= ACT_FROM and not risk.action:
            words = {"score": risk.score, "least": ACT_FROM}
            yield Problem("risk-without-action", qms.source.at("operation", "risks", number, "risk"), words)
        if (risk.likelihood_after is None) != (risk.severity_after is None):
            marks = ["likelihood_after", "severity_after"]
            missing, there = marks if risk.likelihood_after is None else reversed(marks)
            yield Problem("risk-half-scored", qms.source.at("operation", "risks", number, there), {"mark": missing})


def _opportunities(qms: Qms) -> Iterator[Problem]:
    for number, one in enumerate(qms.agency.operation.opportunities):
        if one.score >= SEIZE_FROM and not one.action:
            words = {"score": one.score, "least": SEIZE_FROM}
            yield Problem("opportunity-without-action", qms.source.at("operation", "opportunities", number), words)


def _results(qms: Qms) -> Iterator[Problem]:
    """Each result has its objective, and an objective one result a period."""
    objectives = len(qms.agency.objectives)
    seen: set[tuple[int, str]] = set()
    for number, result in enumerate(qms.agency.operation.results):
        where = qms.source.at("operation", "results", number, "objective")
        if result.objective > objectives:
            yield Problem("unknown-objective", where, {"number": result.objective, "count": objectives})
        if (result.objective, result.period) in seen:
            yield Problem("result-twice", where, {"number": result.objective, "period": result.period})
        seen.add((result.objective, result.period))
        if not result.reached and not result.reason:
            words = {"number": result.objective, "period": result.period}
            yield Problem("result-unexplained", qms.source.at("operation", "results", number, "reached"), words)


def _survey(qms: Qms, path: Steps, survey: Survey) -> Iterator[Problem]:
    """invalid ≤ returned ≤ sent; no line has more answers than there are valid sheets; percentages are numbers."""
    at = qms.source.at
    if survey.returned > survey.sent:
        words: dict[str, object] = {"more": survey.returned, "less": survey.sent}
        yield Problem("survey-returned", at(*path, "returned"), words)
    if survey.invalid > survey.returned:
        yield Problem("survey-invalid", at(*path, "invalid"), {"more": survey.invalid, "less": survey.returned})
        return
    for a, answers in enumerate(survey.answers):
        if answers.total > survey.valid:
            words = {"total": answers.total, "valid": survey.valid}
            yield Problem("survey-answers", at(*path, "answers", a, "question"), words)
        if answers.before is not None and number_of(answers.before) is None:
            yield Problem("not-a-percentage", at(*path, "answers", a, "before"), {"value": answers.before})
    if survey.target is not None and number_of(survey.target) is None:
        yield Problem("not-a-percentage", at(*path, "target"), {"value": survey.target})
    yield from _survey_parts(qms, path, survey)


def _survey_parts(qms: Qms, path: Steps, survey: Survey) -> Iterator[Problem]:
    """By procedure: no count above the sheets of that procedure, and no more sheets than the survey has."""
    for number, part in enumerate(survey.parts):
        for name in ("satisfied", "in_time", "again", "extra_paid"):
            if (count := getattr(part, name)) > part.valid:
                words = {"total": count, "valid": part.valid}
                yield Problem("survey-answers", qms.source.at(*path, "parts", number, name), words)
    if (total := sum(part.valid for part in survey.parts)) > survey.valid:
        yield Problem("survey-answers", qms.source.at(*path, "parts"), {"total": total, "valid": survey.valid})


def _complaints(qms: Qms) -> Iterator[Problem]:
    """Nothing is answered, or due, before it came in; a late answer has its reason."""
    for number, one in enumerate(qms.agency.operation.complaints):
        path: Steps = ("operation", "complaints", number)
        if one.until and one.until < one.date:
            words = {"until": text.short_date(one.until), "date": text.short_date(one.date)}
            yield Problem("complaint-due-before", qms.source.at(*path, "until"), words)
        if one.answered and one.answered < one.date:
            words = {"answered": text.short_date(one.answered), "date": text.short_date(one.date)}
            yield Problem("complaint-answered-before", qms.source.at(*path, "answered"), words)
        elif one.answered and one.until and one.answered > one.until and not one.late_reason:
            words = {"answered": text.short_date(one.answered), "until": text.short_date(one.until)}
            yield Problem("complaint-late-unexplained", qms.source.at(*path, "answered"), words)


def _caseload(qms: Qms) -> Iterator[Problem]:
    """Once a period, nothing in hand below zero, what was in hand is brought over, late cases are listed."""
    every = qms.agency.operation.caseload
    seen: dict[tuple[str, str], Caseload] = {}
    for number, case in enumerate(every):
        path: Steps = ("operation", "caseload", number)
        if (case.procedure, case.period) in seen:
            words: dict[str, object] = {"procedure": case.procedure, "period": case.period}
            yield Problem("caseload-twice", qms.source.at(*path, "procedure"), words)
        seen.setdefault((case.procedure, case.period), case)
        if case.in_hand < 0:
            words = {"out": case.settled + case.refused, "there": case.brought + case.received}
            yield Problem("caseload-negative", qms.source.at(*path, "received"), words)
        if len(case.late_cases) != case.late:
            words = {"listed": len(case.late_cases), "late": case.late}
            yield Problem("late-cases-differ", qms.source.at(*path, "late" if case.late else "late_cases"), words)
        for c, late in enumerate(case.late_cases):
            yield from _late_case(qms, (*path, "late_cases", c), case, late)
    for number, case in enumerate(every):
        before = seen.get((case.procedure, previous(case.period)))
        if before and before.in_hand != case.brought:
            words = {"brought": case.brought, "in_hand": before.in_hand, "period": before.period}
            key = "brought" if case.brought else "received"
            yield Problem("caseload-not-carried", qms.source.at("operation", "caseload", number, key), words)


def _late_case(qms: Qms, path: Steps, case: Caseload, late: LateCase) -> Iterator[Problem]:
    """A late case is returned after its day and in the period."""
    first, last = span(case.period)
    words = {"returned": text.short_date(late.returned), "due": text.short_date(late.due), "period": case.period}
    if late.returned <= late.due:
        yield Problem("late-case-in-time", qms.source.at(*path, "returned"), words)
    elif not first <= late.returned <= last:
        yield Problem("late-case-outside", qms.source.at(*path, "returned"), words)
