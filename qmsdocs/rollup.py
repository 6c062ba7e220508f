"""A programme seen over all its agencies at one day: stages, documents, training, audits, outcomes, money, delays.

Every report, workbook and page of the province counts here, so that they cannot differ.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from qmsdocs import findings, schedule, text
from qmsdocs.model.project import Progress
from qmsdocs.model.standard import Fund
from qmsdocs.workspace import Qms, Workspace

Standing = Literal["finished", "on-track", "at-risk", "overdue", "not-started"]

STANDINGS: dict[Standing, str] = {
    "finished": "Hoàn thành",
    "on-track": "Đúng tiến độ",
    "at-risk": "Có nguy cơ chậm",
    "overdue": "Chậm tiến độ",
    "not-started": "Chưa bắt đầu",
}

_SOON = 30  # days before its planned end in which a task that has not begun puts an agency at risk


@dataclass(frozen=True)
class Stage:
    """One stage of one agency's project."""

    number: int
    title: str
    tasks: int
    finished: int
    planned: tuple[datetime.date, datetime.date] | None
    actual: tuple[datetime.date | None, datetime.date | None]  # first start, last end once all tasks are finished
    late: int  # tasks that are late, finished late or still open

    @property
    def percent(self) -> Decimal:
        """Finished tasks of all, 0 to 100."""
        return Decimal(self.finished) * 100 / self.tasks if self.tasks else Decimal(0)


@dataclass(frozen=True)
class Money:
    """Planned and spent from one fund, in đồng."""

    planned: Decimal
    spent: Decimal

    @property
    def percent(self) -> Decimal | None:
        """Spent of planned, 0 to 100 and beyond; None of nothing."""
        return self.spent * 100 / self.planned if self.planned else None


@dataclass(frozen=True)
class AgencyState:
    """One agency at the day of the roll-up."""

    slug: str
    name: str
    cohort: int | None
    obligation: str
    start: datetime.date | None
    end: datetime.date | None  # the planned end
    stages: tuple[Stage, ...]
    documents: int
    issued: int
    courses: int
    trained: int  # persons present, counted course by course
    audits: int
    major: int
    minor: int
    notes: int
    open: int
    closed: int
    reviews: int
    outcome: str  # certificate or announcement in words, '' when there is none yet
    outcome_date: datetime.date | None
    money: dict[Fund, Money]
    standing: Standing
    reasons: tuple[str, ...]  # why it is overdue or at risk

    @property
    def tasks(self) -> int:
        return sum(stage.tasks for stage in self.stages)

    @property
    def finished(self) -> int:
        return sum(stage.finished for stage in self.stages)

    @property
    def percent(self) -> Decimal:
        """Finished tasks of all, 0 to 100."""
        return Decimal(self.finished) * 100 / self.tasks if self.tasks else Decimal(0)


@dataclass(frozen=True)
class Rollup:
    """The whole programme, or one cohort of it, at one day."""

    as_of: datetime.date
    agencies: tuple[AgencyState, ...]

    @cached_property
    def cohorts(self) -> tuple[int, ...]:
        return tuple(sorted({one.cohort for one in self.agencies if one.cohort}))

    def of_cohort(self, year: int) -> Rollup:
        """The same of one cohort."""
        return Rollup(self.as_of, tuple(one for one in self.agencies if one.cohort == year))

    def count(self, standing: Standing) -> int:
        return sum(one.standing == standing for one in self.agencies)

    def total(self, name: str) -> int:
        """The sum of a whole number over the agencies: documents, issued, trained, audits, open…"""
        return sum(getattr(one, name) for one in self.agencies)

    def money(self, fund: Fund) -> Money:
        """Planned and spent of all agencies from one fund."""
        every = [one.money[fund] for one in self.agencies if fund in one.money]
        return Money(sum((m.planned for m in every), Decimal(0)), sum((m.spent for m in every), Decimal(0)))

    @property
    def with_outcome(self) -> int:
        """Agencies that hold a certificate or have announced."""
        return sum(one.outcome_date is not None for one in self.agencies)

    @property
    def goal_percent(self) -> Decimal:
        """The share of agencies with an outcome, 0 to 100."""
        return Decimal(self.with_outcome) * 100 / len(self.agencies) if self.agencies else Decimal(0)


def rollup(workspace: Workspace, as_of: datetime.date) -> Rollup:
    """How all agencies of the workspace stand at the end of a day."""
    return Rollup(as_of, tuple(state(qms, as_of) for qms in workspace.systems))


def state(qms: Qms, as_of: datetime.date) -> AgencyState:
    """How one agency stands at the end of a day; facts dated later are not known yet."""
    agency = qms.agency
    held = [audit for audit in findings.rounds(qms) if audit.audited and audit.end <= as_of]
    counts = findings.counts(finding for audit in held for finding in audit.findings)
    courses = [
        course
        for course in agency.training.values()
        if course.sessions and max(session.date for session in course.sessions) <= as_of
    ]
    entries = [used.control for used in qms.procedures for _ in (used, *used.forms)]
    outcome, outcome_date = _outcome(qms, as_of)
    stages = tuple(_stage(qms, number, title, as_of) for number, title in enumerate(qms.regime.stages, start=1))
    standing, reasons = _standing(qms, as_of, outcome_date)
    return AgencyState(
        slug=qms.slug,
        name=agency.name,
        cohort=agency.cohort,
        obligation=agency.obligation,
        start=schedule.start(qms),
        end=schedule.end(qms),
        stages=stages,
        documents=len(entries),
        issued=sum(bool(control.issue_date and control.issue_date <= as_of) for control in entries),
        courses=len(courses),
        trained=sum(trainee.absent is None for course in courses for trainee in course.trainees),
        audits=len(held),
        major=counts.major,
        minor=counts.minor,
        notes=counts.note,
        open=len(findings.open_on(qms, as_of)),
        closed=len(findings.closed_on(qms, as_of)),
        reviews=sum(review.date <= as_of for review in agency.reviews.values()),
        outcome=outcome,
        outcome_date=outcome_date,
        money={fund: _money(qms, fund, as_of) for fund in qms.regime.funds},
        standing=standing,
        reasons=tuple(reasons),
    )


def _stage(qms: Qms, number: int, title: str, as_of: datetime.date) -> Stage:
    keys = [key for key, task in qms.regime.tasks.items() if task.stage == number]
    progress = [_progress(qms, key, as_of) for key in keys]
    planned = [span for key in keys if (span := schedule.planned(qms, qms.regime.tasks[key]))]
    finished = [one.end for one in progress if one.end]
    starts = [one.start for one in progress if one.start]
    return Stage(
        number=number,
        title=title,
        tasks=len(keys),
        finished=len(finished),
        planned=(min(span[0] for span in planned), max(span[1] for span in planned)) if planned else None,
        actual=(min(starts, default=None), max(finished) if len(finished) == len(keys) else None),
        late=sum(bool(_late(qms, key, as_of)) for key in keys),
    )


def _progress(qms: Qms, key: str, as_of: datetime.date) -> Progress:
    """A task's progress as it is known on a day."""
    written = qms.agency.project.progress.get(key, Progress())
    later = {name: None for name in ("start", "end") if (day := getattr(written, name)) is not None and day > as_of}
    return written.model_copy(update=later) if later else written


def _late(qms: Qms, key: str, as_of: datetime.date) -> int:
    """Days by which a task is late: past its planned end when it was finished, or is still open."""
    planned = schedule.planned(qms, qms.regime.tasks[key])
    if planned is None:
        return 0
    end = _progress(qms, key, as_of).end or as_of
    return max((end - planned[1]).days, 0)


def _outcome(qms: Qms, as_of: datetime.date) -> tuple[str, datetime.date | None]:
    project = qms.agency.project
    if qms.agency.regime == "144-2006":
        held = project.certification
        if held.date and held.date <= as_of:
            return f"Giấy chứng nhận số {held.number or text.SHORT_BLANK}", held.date
        return "", None
    made = [one.decision for one in project.announcements if one.decision.date and one.decision.date <= as_of]
    if not made:
        return "", None
    return f"Quyết định công bố số {made[-1].number or text.SHORT_BLANK}", made[0].date


def _money(qms: Qms, fund: Fund, as_of: datetime.date) -> Money:
    lines = {key for key, line in qms.regime.cost_lines.items() if line.fund == fund}
    project = qms.agency.project
    planned = (line.quantity * line.price for line in project.budget if line.line in lines and line.price is not None)
    spent = (one.amount for one in project.spending if one.line in lines and one.date <= as_of)
    return Money(sum(planned, Decimal(0)), sum(spent, Decimal(0)))


def _standing(qms: Qms, as_of: datetime.date, outcome_date: datetime.date | None) -> tuple[Standing, list[str]]:
    if outcome_date:
        return "finished", []
    start = schedule.start(qms)
    if start is None or start > as_of:
        return "not-started", []
    overdue = list(_overdue(qms, as_of))
    if overdue:
        return "overdue", overdue
    soon = list(_soon(qms, as_of))
    return ("at-risk", soon) if soon else ("on-track", [])


def _overdue(qms: Qms, as_of: datetime.date) -> Iterable[str]:
    """Open tasks past their planned end, the latest last; nothing is said of an agency that tells nothing at all."""
    for key, task in qms.regime.tasks.items():
        late = _late(qms, key, as_of)
        if late and _progress(qms, key, as_of).end is None:
            yield f"{task.title}: quá hạn {late} ngày"


def _soon(qms: Qms, as_of: datetime.date) -> Iterable[str]:
    """What is near its end and not begun; nonconformities past their time; a report that is missing."""
    for key, task in qms.regime.tasks.items():
        planned, progress = schedule.planned(qms, task), _progress(qms, key, as_of)
        if planned and progress.start is None and 0 <= (planned[1] - as_of).days <= _SOON:
            left = (planned[1] - as_of).days
            yield f"{task.title}: {f'còn {left} ngày' if left else 'đã đến hạn'}, chưa bắt đầu"
    overdue = findings.overdue_on(qms, as_of)
    if overdue:
        yield f"{len(overdue)} phiếu yêu cầu hành động khắc phục quá hạn"
