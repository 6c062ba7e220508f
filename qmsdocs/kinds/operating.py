"""What the papers of the running system share: words for periods, shares, lateness; who does what by when."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from qmsdocs import schedule, text
from qmsdocs.kinds import common
from qmsdocs.model.operation import State
from qmsdocs.workspace import Qms

Row = TypeVar("Row")

_PARTS = {
    "": "năm {year}",
    "H1": "6 tháng đầu năm {year}",
    "H2": "6 tháng cuối năm {year}",
    "Q1": "quý I năm {year}",
    "Q2": "quý II năm {year}",
    "Q3": "quý III năm {year}",
    "Q4": "quý IV năm {year}",
}


def period_words(period: str) -> str:
    """quý III năm 2008."""
    year, _, part = period.partition("-")
    return _PARTS[part].format(year=year)


def percent_words(value: Decimal | None, missing: str = "") -> str:
    """97,6; always one decimal, so that a column lines up, except for all and none."""
    if value is None:
        return missing
    return f"{value:.0f}" if value in (0, 100) else f"{value:.1f}".replace(".", ",")


def days_between(earlier: datetime.date, later: datetime.date) -> str:
    """03 ngày."""
    return text.days(Decimal((later - earlier).days), "day")


def state_words(
    state: State, until: datetime.date | None, done: datetime.date | None, as_of: datetime.date | None
) -> str:
    """How something with a deadline stands; '' while there is nothing to say."""
    if done and state == "late" and until:
        return f"Hoàn thành {text.short_date(done)}, chậm {days_between(until, done)}"
    if done:
        return f"Hoàn thành {text.short_date(done)}"
    if state == "overdue" and until and as_of:
        return f"QUÁ HẠN {days_between(until, as_of)} (tính đến {text.short_date(as_of)})"
    return ""


def reviewed(qms: Qms) -> str:
    """The day of the last look over tables and registers."""
    return text.short_date(qms.agency.operation.as_of)


def year_of_tables(qms: Qms) -> str:
    """The year that a table of risks or of interested parties is for."""
    as_of = qms.agency.operation.as_of
    return str(as_of.year) if as_of else common.year_words(qms)


def years(qms: Qms, found: Sequence[int]) -> list[str]:
    """The years that have something to list, and the year of the objectives in any case."""
    own = schedule.audit_year(qms)
    every = sorted({*found, *([own] if own else [])})
    return [str(year) for year in every] or [common.year_words(qms)]


def filled(rows: list[Row], blank: Row, least: int) -> list[Row]:
    """Rows as they are; with none, blank ones to write in by hand."""
    return rows or [blank] * least


def title_of(qms: Qms, post: str | None) -> str:
    return qms.post(post).title if post else ""


def listed(words: Sequence[str]) -> str:
    """a, b và c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}"


def deadline(until: datetime.date | None) -> str:
    """Trước hoặc đến ngày nào; a dotted date when it is not settled yet."""
    return f"đến {text.short_date(until)}"
