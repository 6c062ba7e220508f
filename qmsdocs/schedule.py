"""An agency's project on the calendar: start, end, month of every task, when the plan is due.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND: 10-18 months on average (mục I); the plan is submitted in quarter III of the
year before the cohort year, the first cohort at once after approval (mục VII.3).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from qmsdocs import days, text
from qmsdocs.model.standard import Task
from qmsdocs.workspace import Qms


@dataclass(frozen=True)
class Month:
    """A month of the project: its number from 1, and the calendar month when the start is known."""

    number: int
    year: int | None
    month: int | None

    @property
    def label(self) -> str:
        """9/2007, or Tháng 3 when the start is not known."""
        return f"{self.month}/{self.year}" if self.month else f"Tháng {self.number}"


def start(qms: Qms) -> datetime.date | None:
    """The project's first day: the agency's own, the cohort's, or 1 January of the cohort year."""
    if qms.agency.project.start:
        return qms.agency.project.start
    if qms.cohort and qms.cohort.start:
        return qms.cohort.start
    return datetime.date(qms.agency.cohort, 1, 1) if qms.agency.cohort else None


def months(qms: Qms) -> list[Month]:
    """Every month of the project in order."""
    first = start(qms)
    return [_month(first, number) for number in range(1, qms.agency.project.months + 1)]


def _month(first: datetime.date | None, number: int) -> Month:
    if first is None:
        return Month(number, None, None)
    year, month = divmod(first.year * 12 + first.month - 1 + number - 1, 12)
    return Month(number, year, month + 1)


def span(task: Task, duration: int) -> tuple[int, int]:
    """(first, last) month of a task, on the line through its places in a 12-month and an 18-month project."""
    first, last = (
        min(max(round(short + (long - short) * (duration - 12) / 6), 1), duration)
        for short, long in zip(task.months12, task.months18, strict=True)
    )
    return first, max(first, last)


def span_label(qms: Qms, task: Task) -> str:
    """From … to … of a task in calendar months (or numbered months)."""
    every = months(qms)
    first, last = span(task, len(every))
    if first == last:
        return every[first - 1].label
    return f"{every[first - 1].label} - {every[last - 1].label}"


def planned(qms: Qms, task: Task) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day that the plan gives a task; None while the project's start is not known."""
    begin = start(qms)
    if begin is None:
        return None
    first, last = span(task, qms.agency.project.months)
    month = begin.replace(day=1)
    return days.add_months(month, first - 1), days.add_months(month, last) - datetime.timedelta(days=1)


def end(qms: Qms) -> datetime.date | None:
    """The last day of the project's last month."""
    begin = start(qms)
    if begin is None:
        return None
    return days.add_months(begin.replace(day=1), qms.agency.project.months) - datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter."""

    year: int
    number: int

    @classmethod
    def read(cls, written: str) -> Quarter:
        """Of 2008-Q1, as files write it."""
        year, number = written.split("-Q")
        return cls(int(year), int(number))

    @classmethod
    def of(cls, day: datetime.date) -> Quarter:
        """In which a day falls."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.number * 3 - 2, 1)

    @property
    def last(self) -> datetime.date:
        return days.add_months(self.first, 3) - datetime.timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter.of(days.add_months(self.first, 3))

    @property
    def label(self) -> str:
        """Quý I năm 2008, without its capital."""
        return text.quarter(self.number * 3, self.year)

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def submission_words(qms: Qms) -> str:
    """When the plan is to be submitted, in words."""
    if qms.cohort and qms.cohort.submit:
        return qms.cohort.submit
    first = start(qms)
    return f"trong {text.quarter(9, first.year - 1)}" if first else "trong quý III năm trước năm thực hiện"


def plan_year(qms: Qms) -> int | None:
    """The year printed in the plan's date line while its day is not known."""
    if qms.agency.project.plan_date:
        return qms.agency.project.plan_date.year
    first = start(qms)
    if first is None:
        return None
    return first.year if qms.cohort and qms.cohort.submit else first.year - 1


def plan_due(qms: Qms) -> datetime.date | None:
    """The last day to submit the plan (30 September of the year before); None when it is not fixed to a day."""
    if qms.cohort and qms.cohort.submit_by:
        return qms.cohort.submit_by
    first = start(qms)
    if first is None or (qms.cohort and qms.cohort.submit):
        return None
    return datetime.date(first.year - 1, 9, 30)


def audit_year(qms: Qms) -> int | None:
    """The year of the audit programme: as written, or the year in which the plan's internal audit falls."""
    if qms.agency.audit.year:
        return qms.agency.audit.year
    first = start(qms)
    return first.year + (first.month + 7 > 12) if first else None


def audit_months(qms: Qms) -> list[str]:
    """When the internal audits of the audit year are, in calendar months; a blank month when nothing fixes it."""
    year = audit_year(qms)
    if qms.agency.audit.rounds:
        return [f"{month}/{year}" if year else f"Tháng {month}" for month in qms.agency.audit.rounds]
    every = months(qms)
    tasks = [task for key, task in qms.regime.tasks.items() if key.startswith("danh-gia-noi-bo")]
    return [every[span(task, len(every))[0] - 1].label for task in tasks] or [text.SHORT_BLANK]
