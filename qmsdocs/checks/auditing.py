"""Rounds of internal audits against themselves: dates, team, timetable, findings and what was done about them."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import findings, schedule, text
from qmsdocs.errors import Problem
from qmsdocs.model.audit import AuditRound, CorrectiveAction, Finding
from qmsdocs.source import Steps
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Every round of the agency."""
    requests = {id(one.finding): one for one in findings.nonconformities(qms)}
    for key, audit in qms.agency.audits.items():
        yield from _dates(qms, key, audit)
        yield from _team(qms, key, audit)
        if audit.findings and not audit.audited:
            yield Problem("findings-not-audited", qms.source.at("audits", key, "audited"))
        yield from _timetable(qms, key, audit)
        for number, finding in enumerate(audit.findings):
            at: Steps = ("audits", key, "findings", number)
            yield from _finding(qms, audit, finding, at)
            if one := requests.get(id(finding)):
                yield from _request(qms, one, at)
            elif audit.audited and finding.car != CorrectiveAction():
                yield Problem("car-of-note", qms.source.key_at(*at, "car"))


def _dates(qms: Qms, key: str, audit: AuditRound) -> Iterator[Problem]:
    if audit.end < audit.start:
        words = {"start": text.short_date(audit.start), "end": text.short_date(audit.end)}
        yield Problem("audit-ends-early", qms.source.at("audits", key, "end"), {**words})
    year, months = schedule.audit_year(qms), qms.agency.audit.rounds
    unplanned = audit.start.year == year and months and audit.start.month not in months
    if year and (audit.start.year > year or unplanned):
        told: dict[str, object] = {"date": text.short_date(audit.start), "year": year}
        yield Problem("audit-not-in-programme", qms.source.at("audits", key, "start"), told)


def _team(qms: Qms, key: str, audit: AuditRound) -> Iterator[Problem]:
    leaders = sum(auditor.role == "leader" for auditor in audit.team)
    if leaders != 1:
        yield Problem("audit-leader", qms.source.at("audits", key, "team"), {"count": leaders})


def _timetable(qms: Qms, key: str, audit: AuditRound) -> Iterator[Problem]:
    for number, slot in enumerate(audit.timetable):
        at: Steps = ("audits", key, "timetable", number)
        if audit.start <= audit.end and not audit.start <= slot.date <= audit.end:
            words = {
                "date": text.short_date(slot.date),
                "start": text.short_date(audit.start),
                "end": text.short_date(audit.end),
            }
            yield Problem("audit-slot-outside", qms.source.at(*at, "date"), {**words})
        for index, place in enumerate(slot.auditors):
            yield from _beyond(qms, audit, place, (*at, "auditors", index))
        for place in slot.auditors or range(1, len(audit.team) + 1):
            if slot.unit and place <= len(audit.team) and slot.unit == _unit_of(qms, audit, place):
                where = qms.source.at(*at, "auditors") if slot.auditors else qms.source.at(*at, "unit")
                unit = qms.agency.units.get(slot.unit)
                yield Problem("audit-own-unit", where, {"place": place, "unit": unit.name if unit else slot.unit})


def _beyond(qms: Qms, audit: AuditRound, place: int, at: Steps) -> Iterator[Problem]:
    if not 1 <= place <= len(audit.team):
        yield Problem("auditor-beyond-team", qms.source.at(*at), {"place": place, "team": len(audit.team)})


def _unit_of(qms: Qms, audit: AuditRound, place: int) -> str | None:
    auditor = audit.team[place - 1]
    post = qms.agency.posts.get(auditor.post) if auditor.post else None
    return auditor.unit or (post.unit if post else None)


def _finding(qms: Qms, audit: AuditRound, finding: Finding, at: Steps) -> Iterator[Problem]:
    if finding.auditor:
        yield from _beyond(qms, audit, finding.auditor, (*at, "auditor"))
    if qms.excluded(finding.clause):
        yield Problem("finding-on-excluded-clause", qms.source.at(*at, "clause"), {"clause": finding.clause})


def _request(qms: Qms, one: findings.Nonconformity, at: Steps) -> Iterator[Problem]:
    """What a nonconformity is owed: a deadline, an answer, actions after it was found, a check after the actions."""
    finding, car = one.finding, one.finding.car
    day = findings.as_of(qms, one.audit.start.year)
    if finding.until is None:
        yield Problem("finding-without-deadline", qms.source.at(*at), {"number": one.number})
    elif day and findings.state(one, day) == "overdue" and not car.answered:
        words: dict[str, object] = {"number": one.number, "until": text.short_date(findings.due(one))}
        yield Problem("finding-unanswered", qms.source.at(*at, "until"), words)
    for number, action in enumerate(car.actions):
        if action.done and action.done < one.audit.start:
            words = {"done": text.short_date(action.done), "start": text.short_date(one.audit.start)}
            yield Problem("action-before-finding", qms.source.at(*at, "car", "actions", number, "done"), words)
    if car.effective is not None and car.checked is None:
        yield Problem("car-not-checked", qms.source.at(*at, "car", "effective"), {"number": one.number})
    if car.effective and car.checked and car.actions:
        done = findings.completed(car)
        if done is None or done > car.checked:
            words = {"number": one.number, "checked": text.short_date(car.checked)}
            yield Problem("car-closed-early", qms.source.at(*at, "car", "checked"), words)
