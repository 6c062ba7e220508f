"""Days and month ends, exact: the examples of the rules, leap years, year ends."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs import days

day = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2009-01-01", 10, "2009-11-01"),  # 10 to 18 months from the start
        ("2009-01-01", 18, "2010-07-01"),
        ("2007-09-03", 10, "2008-07-03"),
        ("2007-09-03", 18, "2009-03-03"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-10-31", 4, "2027-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-07-01", 3, "2026-10-01"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_months_are_added_to_the_day_or_to_the_end_of_a_shorter_month(start: str, months: int, end: str) -> None:
    assert days.add_months(day(start), months) == day(end)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2150, 1, 1)), st.integers(0, 600))
def test_adding_months_counts_months(start: datetime.date, months: int) -> None:
    end = days.add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + datetime.timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("start", "count", "off", "end"),
    [
        ("2026-11-16", 5, [], "2026-11-23"),  # Monday + 5 working days is the next Monday
        ("2026-11-20", 1, [], "2026-11-23"),  # Friday
        ("2026-04-29", 1, [], "2026-05-04"),  # 30 April and 1 May, then a weekend
        ("2026-12-31", 1, [], "2027-01-04"),  # New Year is a Friday
        ("2026-02-13", 1, ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"], "2026-02-23"),
    ],
)
def test_working_days_leave_out_weekends_and_days_off(start: str, count: int, off: list[str], end: str) -> None:
    assert days.add_working_days(day(start), count, [day(one) for one in off]) == day(end)


@pytest.mark.parametrize(
    ("written", "first", "last", "words"),
    [
        ("2008", "2008-01-01", "2008-12-31", "năm 2008"),
        ("2008-H1", "2008-01-01", "2008-06-30", "6 tháng đầu năm 2008"),
        ("2008-H2", "2008-07-01", "2008-12-31", "6 tháng cuối năm 2008"),
        ("2008-Q1", "2008-01-01", "2008-03-31", "quý I năm 2008"),
        ("2007-Q3", "2007-07-01", "2007-09-30", "quý III năm 2007"),
        ("2008-Q4", "2008-10-01", "2008-12-31", "quý IV năm 2008"),
    ],
)
def test_periods(written: str, first: str, last: str, words: str) -> None:
    assert days.period(written) == (day(first), day(last))
    assert days.period_words(written) == words


def test_month_ends() -> None:
    assert [days.month_end(2008, month).day for month in range(1, 13)] == [
        31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]  # fmt: skip
    assert days.month_end(2007, 2) == day("2007-02-28")
    assert [days.quarter_end(2010, quarter) for quarter in (2, 3)] == [day("2010-06-30"), day("2010-09-30")]
    with pytest.raises(ValueError, match="2008-Q5"):
        days.period("2008-Q5")
