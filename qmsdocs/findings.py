"""What internal audits found, round after round: the numbers of corrective-action requests and how each stands.

Documents that speak of nonconformities (requests, register, audit report, management review, progress report) count
here, so that they cannot differ.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from qmsdocs.model.audit import AuditRound, CorrectiveAction, Finding
from qmsdocs.workspace import Qms

State = Literal["closed", "failed", "waiting", "overdue", "open"]


class Nonconformity(NamedTuple):
    """A nonconformity of the agency with the number of its request: one series a year, over all rounds."""

    number: str
    audit: AuditRound
    finding: Finding


class Counts(NamedTuple):
    """How many findings of each level."""

    major: int
    minor: int
    note: int
    good: int

    @property
    def nonconformities(self) -> int:
        return self.major + self.minor


def rounds(qms: Qms) -> list[AuditRound]:
    """The agency's rounds in the order of time."""
    return sorted(qms.agency.audits.values(), key=lambda audit: (audit.start, audit.number))


def previous(qms: Qms, audit: AuditRound) -> AuditRound | None:
    """The round that was held before this one."""
    earlier = [one for one in rounds(qms) if one.audited and one.start < audit.start]
    return earlier[-1] if earlier else None


def counts(findings: Iterable[Finding]) -> Counts:
    """Findings by level."""
    levels = [finding.level for finding in findings]
    return Counts(levels.count("major"), levels.count("minor"), levels.count("note"), levels.count("good"))


@functools.lru_cache(maxsize=8)
def nonconformities(qms: Qms) -> list[Nonconformity]:
    """The nonconformities in the order of rounds and findings; every document that mentions one has its number here."""
    found: list[Nonconformity] = []
    serial: dict[int, int] = {}
    for audit in rounds(qms):
        for finding in audit.findings if audit.audited else ():
            if finding.level in ("major", "minor"):
                year = audit.start.year
                serial[year] = serial.get(year, 0) + 1
                found.append(Nonconformity(f"{serial[year]:02}/{year}", audit, finding))
    return found


def of_round(qms: Qms, audit: AuditRound) -> list[Nonconformity]:
    """The nonconformities of one round."""
    return [one for one in nonconformities(qms) if one.audit is audit]


def number_of(qms: Qms, finding: Finding) -> str:
    """The number of the request that a finding opened; '' when it opened none."""
    return next((one.number for one in nonconformities(qms) if one.finding is finding), "")


def raised_by(one: Nonconformity, day: datetime.date) -> bool:
    """Whether the request had been written on that day: it is handed over when the round ends."""
    return one.audit.end <= day


def closed_by(one: Nonconformity, day: datetime.date) -> bool:
    """Whether the request was closed on that day: checked, and found effective."""
    car = one.finding.car
    return car.effective is True and car.checked is not None and car.checked <= day


def open_on(qms: Qms, day: datetime.date) -> list[Nonconformity]:
    """The requests written and not closed on that day."""
    return [one for one in nonconformities(qms) if raised_by(one, day) and not closed_by(one, day)]


def closed_on(qms: Qms, day: datetime.date) -> list[Nonconformity]:
    """The requests closed on or before that day."""
    return [one for one in nonconformities(qms) if closed_by(one, day)]


def overdue_on(qms: Qms, day: datetime.date) -> list[Nonconformity]:
    """The requests that were late on that day."""
    return [one for one in open_on(qms, day) if state(one, day) == "overdue"]


def due(one: Nonconformity) -> datetime.date | None:
    """Until when the actions are to be done: as extended, else as written."""
    return one.finding.car.extended or one.finding.until


def completed(car: CorrectiveAction) -> datetime.date | None:
    """When the last action was done; a request whose actions are not listed is done when it is found effective."""
    if car.actions:
        done = [action.done for action in car.actions if action.done]
        return max(done) if len(done) == len(car.actions) else None
    return car.checked if car.effective else None


def late(one: Nonconformity) -> bool:
    """Whether the actions were done after their time."""
    done, limit = completed(one.finding.car), due(one)
    return done is not None and limit is not None and done > limit


def state(one: Nonconformity, day: datetime.date) -> State:
    """How a request stands: closed; found without effect; waiting for the check of its effect; overdue (the actions
    after their time, or the check after its planned day); else open."""
    car, limit = one.finding.car, due(one)
    if closed_by(one, day):
        return "closed"
    if car.effective is False and car.checked and car.checked <= day:
        return "failed"
    done = completed(car)
    if done and done <= day:
        return "overdue" if car.check_by and car.check_by < day else "waiting"
    return "overdue" if limit and limit < day else "open"


def as_of(qms: Qms, year: int) -> datetime.date | None:
    """The day a year's register is held against: as written for that year, else the latest day that the rounds know."""
    written = qms.agency.audit.as_of
    if written and written.year >= year:
        return written
    return max(_days(qms), default=None)


def _days(qms: Qms) -> Iterator[datetime.date]:
    for audit in qms.agency.audits.values():
        if not audit.audited:
            continue
        yield audit.end
        yield from filter(None, (audit.decision.date, audit.report.date))
        for finding in audit.findings:
            car = finding.car
            yield from filter(None, (car.answered, car.approved, car.checked, *(one.done for one in car.actions)))
