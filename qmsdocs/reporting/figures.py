"""The figures of a report of the province. Word, Excel and HTML all print these, so that they cannot differ.

A report covers a period: it counts up to the day `until`, and compares with the day before the period began.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qmsdocs import days, text
from qmsdocs.model.programme import Goal, Programme, ProvinceReport
from qmsdocs.model.standard import Fund
from qmsdocs.rollup import STANDINGS, AgencyState, Money, Rollup, rollup
from qmsdocs.workspace import Workspace

_DAY = datetime.timedelta(days=1)
# What is counted of every agency: label, unit, names of AgencyState.
_COUNTED = (
    ("Công việc của kế hoạch đã hoàn thành", "công việc", ("finished",)),
    ("Tài liệu đã ban hành", "tài liệu", ("issued",)),
    ("Khóa đào tạo tại cơ quan", "khóa", ("courses",)),
    ("Lượt người được đào tạo", "lượt người", ("trained",)),
    ("Đợt đánh giá nội bộ", "đợt", ("audits",)),
    ("Điểm không phù hợp phát hiện", "điểm", ("major", "minor")),
    ("Điểm không phù hợp đã khép", "điểm", ("closed",)),
    ("Kỳ họp xem xét của lãnh đạo", "kỳ", ("reviews",)),
)
_SHOWN = 2  # reasons told of an agency; the rest is counted


@dataclass(frozen=True)
class Indicator:
    """One figure at the end of the period and before it; None before when there is nothing to compare with."""

    label: str
    unit: str
    before: Decimal | None
    now: Decimal

    @property
    def change(self) -> Decimal | None:
        """How much it grew in the period."""
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True)
class StageCell:
    """One stage of a cohort: agencies that finished it, and tasks."""

    agencies: int  # with all tasks of the stage finished
    finished: int
    tasks: int


@dataclass(frozen=True)
class Line:
    """A cohort, or all of them together, in figures."""

    label: str
    rollup: Rollup
    stages: tuple[StageCell, ...]


@dataclass(frozen=True)
class GoalState:
    """A goal against what was reached."""

    text: str
    until: datetime.date | None
    share: Decimal | None  # wanted, in per cent
    reached: Decimal
    verdict: str


@dataclass(frozen=True)
class YearLine:
    """What one calendar year brought."""

    year: int
    started: int
    outcomes: int
    total: int  # agencies with an outcome by the end of the year


@dataclass(frozen=True)
class Span:
    """What a report covers, in days and in words."""

    period: str  # as files write it; '' of an ad-hoc or a final report
    since: datetime.date | None
    until: datetime.date
    words: str  # 6 tháng đầu năm 2008; đến ngày 31/8/2008; giai đoạn 2007 - 2010
    final: bool = False

    @property
    def following(self) -> tuple[datetime.date, str]:
        """The last day of the next period, and its name."""
        if not self.period:
            return days.add_months(self.until, 6), "thời gian tới"
        year, _, part = self.period.partition("-")
        after = {"": "", "H1": "H2", "H2": "H1", "Q1": "Q2", "Q2": "Q3", "Q3": "Q4", "Q4": "Q1"}[part]
        written = f"{int(year) + (part in ('', 'H2', 'Q4'))}{f'-{after}' if after else ''}"
        return days.period(written)[1], days.period_words(written)


@dataclass(frozen=True)
class Figures:
    """All figures of one report."""

    programme: Programme
    title: str  # of the programme
    span: Span
    cohort: int | None
    stages: tuple[str, ...]
    funds: dict[Fund, str]
    outcome: str  # what a project ends with
    now: Rollup
    before: Rollup | None

    @cached_property
    def lines(self) -> list[Line]:
        """A line a cohort."""
        return [_line(f"Đợt năm {year}", self.now.of_cohort(year), len(self.stages)) for year in self.now.cohorts]

    @cached_property
    def total(self) -> Line:
        """All agencies of the report."""
        return _line("Cộng", self.now, len(self.stages))

    @cached_property
    def standings(self) -> list[Indicator]:
        """Agencies by standing."""
        return self._compared([(label, "cơ quan") for label in STANDINGS.values()], _by_standing)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """What was done, in numbers that grow; the last are the money spent from each fund."""
        heads = [
            *((label, unit) for label, unit, _ in _COUNTED),
            *((f"Đã chi: {short_fund(f)}", "đồng") for f in self.funds),
        ]
        return self._compared(heads, self._counts)

    def _counts(self, known: Rollup) -> list[Decimal]:
        whole = [Decimal(sum(known.total(name) for name in counted)) for _, _, counted in _COUNTED]
        return [*whole, *(known.money(fund).spent for fund in self.funds)]

    def _compared(self, heads: list[tuple[str, str]], count: Callable[[Rollup], list[Decimal]]) -> list[Indicator]:
        now = count(self.now)
        before = count(self.before) if self.before else [None] * len(now)
        return [Indicator(label, unit, was, is_) for (label, unit), was, is_ in zip(heads, before, now, strict=True)]

    @cached_property
    def delayed(self) -> list[AgencyState]:
        """Overdue agencies, then those at risk."""
        ranked = ("overdue", "at-risk")
        return [one for standing in ranked for one in self.now.agencies if one.standing == standing]

    @cached_property
    def silent(self) -> list[AgencyState]:
        """Agencies whose project should be running and of which nothing is known."""
        return [
            one for one in self.now.agencies if one.standing not in ("finished", "not-started") and tells_nothing(one)
        ]

    @cached_property
    def outcomes(self) -> list[AgencyState]:
        """Agencies that hold a certificate or have announced, the earliest first."""
        dated = [(one.outcome_date, place) for place, one in enumerate(self.now.agencies) if one.outcome_date]
        return [self.now.agencies[place] for _, place in sorted(dated)]

    @cached_property
    def new_outcomes(self) -> list[AgencyState]:
        """Those of the period itself."""
        return [one for one in self.outcomes if self.within(one.outcome_date)]

    @cached_property
    def goals(self) -> list[GoalState]:
        """The programme's goals; without any, that every agency of the lists reaches what its project ends with."""
        known = self.programme.goals or (
            Goal(text=f"Các cơ quan trong danh sách có {text.uncapitalize(self.outcome)}", share=Decimal(100)),
        )
        return [_goal(goal, self.now) for goal in known]

    @cached_property
    def years(self) -> list[YearLine]:
        """Year by year from the first start to the report's day."""
        starts = [one.start.year for one in self.now.agencies if one.start and one.start <= self.span.until]
        ends = [one.outcome_date.year for one in self.outcomes if one.outcome_date]
        every = range(min([*starts, *ends], default=self.span.until.year), self.span.until.year + 1)
        return [
            YearLine(year, starts.count(year), ends.count(year), sum(one <= year for one in ends)) for year in every
        ]

    @property
    def all_money(self) -> Money:
        """All funds together."""
        every = [self.now.money(fund) for fund in self.funds]
        return Money(sum((m.planned for m in every), Decimal(0)), sum((m.spent for m in every), Decimal(0)))

    def within(self, day: datetime.date | None) -> bool:
        """Whether something happened in the period itself."""
        return day is not None and day <= self.span.until and (self.span.since is None or day >= self.span.since)


def figures(workspace: Workspace, span: Span, cohort: int | None = None) -> Figures:
    """The figures of a span, of all agencies or of one cohort."""
    assert workspace.programme is not None
    now = rollup(workspace, span.until)
    before = rollup(workspace, span.since - _DAY) if span.since and not span.final else None
    lead = workspace.office("lead").regime
    regimes = [qms.regime for qms in workspace.systems if cohort in (None, qms.agency.cohort)]
    staged = max(regimes, key=lambda regime: len(regime.stages), default=lead)
    return Figures(
        programme=workspace.programme,
        title=titled(workspace.programme),
        span=span,
        cohort=cohort,
        stages=staged.stages,
        funds=dict(lead.funds),
        outcome=lead.ends_with,
        now=now.of_cohort(cohort) if cohort else now,
        before=before.of_cohort(cohort) if cohort and before else before,
    )


def span_of(programme: Programme, report: ProvinceReport) -> Span | None:
    """What a report covers; None of an ad-hoc one without a day."""
    if report.final:
        until = report.as_of or _last_day(programme) or report.date
        return Span("", None, until, f"giai đoạn {programme.period}", final=True) if until else None
    if report.period:
        first, last = days.period(report.period)
        return Span(report.period, first, report.as_of or last, days.period_words(report.period))
    until = report.as_of or report.date
    if until is None:
        return None
    earlier = [other.until for one in programme.reports if one.period and (other := span_of(programme, one))]
    before = max((day for day in earlier if day < until), default=None)
    return Span("", before + _DAY if before else None, until, f"đến ngày {text.short_date(until)}")


def _last_day(programme: Programme) -> datetime.date | None:
    """31 December of the last year that the programme's period names."""
    named = re.findall(r"\d{4}", programme.period)
    return datetime.date(int(named[-1]), 12, 31) if named else None


def titled(programme: Programme) -> str:
    """The programme's title with its period, unless the title has it."""
    return programme.title if programme.period in programme.title else f"{programme.title} giai đoạn {programme.period}"


def tells_nothing(one: AgencyState) -> bool:
    """Whether an agency has no dated fact by the day of the roll-up."""
    counted = (one.finished, one.issued, one.courses, one.audits, one.reviews)
    begun = any(stage.actual[0] for stage in one.stages)
    return not (begun or any(counted) or one.outcome_date or any(money.spent for money in one.money.values()))


def verdict(one: AgencyState) -> str:
    """How an agency did against its plan, which is a measure of how it did its duty."""
    if one.outcome_date is None:
        return STANDINGS[one.standing]
    late = (one.outcome_date - one.end).days if one.end else 0
    return f"Hoàn thành, chậm {late} ngày so với kế hoạch" if late > 0 else "Hoàn thành đúng hạn"


def reason(one: AgencyState) -> str:
    """Why an agency is late or at risk, in one line: the first reasons, and how many there are besides."""
    if tells_nothing(one):
        return f"Chưa báo cáo số liệu tiến độ; theo kế hoạch {len(one.reasons)} việc đã quá hạn hoặc sắp đến hạn"
    shown = "; ".join(text.capitalize(why) for why in one.reasons[:_SHOWN])
    more = len(one.reasons) - _SHOWN
    return f"{shown}; và {more} việc khác" if more > 0 else shown


def short_fund(fund: Fund) -> str:
    """A fund's name for a narrow column."""
    return {"programme": "kinh phí xây dựng, áp dụng", "upkeep": "kinh phí duy trì, cải tiến"}.get(
        fund, "kinh phí quản lý"
    )


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """0 to 100 and beyond; None of nothing."""
    return Decimal(part) * 100 / Decimal(whole) if whole else None


def percent(value: Decimal | None) -> str:
    """62,5%; – of nothing."""
    return "–" if value is None else f"{text.number(value, places=1)}%"


def amount(value: Decimal | None, sign: bool = False) -> str:
    """1.250; +3 when signed; – of nothing."""
    if value is None:
        return "–"
    return f"{'+' if sign and value > 0 else ''}{text.number(value, places=0)}"


def names(every: Iterable[AgencyState], most: int = 6) -> str:
    """A, B và C; the rest is counted when there are many."""
    listed = [one.name for one in every]
    if len(listed) > most:
        return f"{', '.join(listed[: most - 1])} và {len(listed) - most + 1} cơ quan khác"
    return " và ".join(filter(None, (", ".join(listed[:-1]), *listed[-1:])))


def _by_standing(known: Rollup) -> list[Decimal]:
    return [Decimal(known.count(standing)) for standing in STANDINGS]


def _line(label: str, known: Rollup, stages: int) -> Line:
    cells = []
    for number in range(1, stages + 1):
        mine = [stage for one in known.agencies for stage in one.stages if stage.number == number]
        done = sum(stage.finished == stage.tasks for stage in mine)
        cells.append(StageCell(done, sum(stage.finished for stage in mine), sum(stage.tasks for stage in mine)))
    return Line(label, known, tuple(cells))


def _goal(goal: Goal, known: Rollup) -> GoalState:
    reached = known.goal_percent
    if goal.share is not None and reached >= goal.share:
        told = "Đạt"
    elif goal.until and goal.until < known.as_of:
        told = "Không đạt đúng hạn" if goal.share is not None else "Đã đến hạn"
    else:
        told = "Chưa đạt" if goal.share is not None else "Đang thực hiện"
    return GoalState(goal.text, goal.until, goal.share, reached, told)
