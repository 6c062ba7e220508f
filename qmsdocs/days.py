"""Days and deadlines, exact: months that end on their last day, quarters, halves, working days."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Collection

# Public holidays on fixed days: New Year, 30 April, 1 May, 2 September (Bộ luật Lao động). Those of the lunar year and
# the days given in lieu are decided year by year; a programme writes them in `days_off`.
FIXED_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the last of that month when it is shorter: 30/11 + 3 is 28/2 or 29/2."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_working_days(day: datetime.date, count: int, days_off: Collection[datetime.date] = ()) -> datetime.date:
    """The count-th working day after a day: Monday to Friday but for holidays and `days_off`."""
    while count > 0:
        day += datetime.timedelta(1)
        count -= is_working_day(day, days_off)
    return day


def is_working_day(day: datetime.date, days_off: Collection[datetime.date] = ()) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS and day not in days_off


def month_end(year: int, month: int) -> datetime.date:
    """30/6, 28/2 or 29/2, 31/12."""
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def quarter_end(year: int, quarter: int) -> datetime.date:
    """The last day of quarter 1 to 4."""
    return month_end(year, quarter * 3)


def period(written: str) -> tuple[datetime.date, datetime.date]:
    """(first, last) day of 2008, 2008-H1 or 2008-Q3. Raises ValueError for anything else."""
    year, _, part = written.partition("-")
    first = {"": 1, "H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}
    if part not in first:
        raise ValueError(written)
    length = {"": 12, "H": 6, "Q": 3}[part[:1]]
    return datetime.date(int(year), first[part], 1), month_end(int(year), first[part] + length - 1)


def period_words(written: str) -> str:
    """năm 2008, 6 tháng đầu năm 2008, quý III năm 2008."""
    year, _, part = written.partition("-")
    words = {"": "", "H1": "6 tháng đầu ", "H2": "6 tháng cuối "}
    if part in words:
        return f"{words[part]}năm {year}"
    return f"quý {('I', 'II', 'III', 'IV')[int(part[1]) - 1]} năm {year}"
