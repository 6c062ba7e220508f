"""The tables of the province's report: standings, cohorts, agencies, goals, money, what is late."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.model.standard import Fund
from qmsdocs.reporting import figures
from qmsdocs.reporting.figures import Figures, Indicator, Line
from qmsdocs.rollup import STANDINGS, AgencyState, Money

PROGRESS = "project.yaml: progress.*"
_PLAN = "agency.yaml: project.start | agency.yaml: project.months | standards/regime-*.yaml: tasks.*.months12"
OUTCOME = "project.yaml: certification | project.yaml: announcements"
_SPENT = "project.yaml: spending[].amount"
BUDGET = "project.yaml: budget | agency.yaml: project.budget"


class IndicatorFields(TypedDict):
    """One figure at the end of the period and before it."""

    label: Annotated[str, About("Chỉ tiêu")]
    unit: Annotated[str, About("Đơn vị tính")]
    before: Annotated[str, About("Lũy kế đến trước kỳ; – khi không so sánh")]
    now: Annotated[str, About("Lũy kế đến ngày báo cáo")]
    change: Annotated[str, About("Tăng, giảm trong kỳ; – khi không so sánh")]


class CohortFields(TypedDict):
    """A cohort, or all of them, stage by stage."""

    label: Annotated[str, About("Đợt", "programme.yaml: cohorts[].year")]
    agencies: Annotated[str, About("Số cơ quan của đợt", "programme.yaml: cohorts[].agencies")]
    stages: Annotated[list[str], About("Từng giai đoạn: số cơ quan đã xong, tỷ lệ công việc đã xong", PROGRESS)]
    outcomes: Annotated[str, About("Số cơ quan đã có kết quả cuối cùng", OUTCOME)]
    percent: Annotated[str, About("Tỷ lệ cơ quan đã có kết quả cuối cùng")]
    late: Annotated[str, About("Số cơ quan chậm tiến độ")]


class AgencyLine(TypedDict):
    """An agency and how it stands."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    plan: Annotated[str, About("Thời gian thực hiện theo kế hoạch", _PLAN)]
    stages: Annotated[list[str], About("Tỷ lệ công việc đã xong của từng giai đoạn", PROGRESS)]
    tasks: Annotated[str, About("Số công việc đã xong trên tổng số", PROGRESS)]
    documents: Annotated[str, About("Số tài liệu đã ban hành trên tổng số", "agency.yaml: control.issue_date")]
    training: Annotated[str, About("Số khóa đào tạo và lượt người", "training/*.yaml: trainees")]
    audits: Annotated[
        str, About("Số đợt đánh giá nội bộ, số điểm không phù hợp, số điểm còn mở", "audits/*.yaml: findings")
    ]
    reviews: Annotated[str, About("Số kỳ xem xét của lãnh đạo", "reviews/*.yaml: date")]
    outcome: Annotated[str, About("Giấy chứng nhận hoặc quyết định công bố, kèm ngày; – khi chưa có", OUTCOME)]
    verdict: Annotated[str, About("Đánh giá so với kế hoạch", OUTCOME)]


class GroupFields(TypedDict):
    """The agencies of one cohort."""

    label: Annotated[str, About("Đợt", "programme.yaml: cohorts[].year")]
    rows: Annotated[list[AgencyLine], About("Các cơ quan", "programme.yaml: cohorts[].agencies")]


class DelayedFields(TypedDict):
    """An agency that is late or at risk."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    cohort: Annotated[str, About("Năm của đợt", "programme.yaml: cohorts[].year")]
    end: Annotated[str, About("Ngày kết thúc theo kế hoạch", _PLAN)]
    standing: Annotated[str, About("Tình trạng")]
    reason: Annotated[str, About("Các việc chậm hoặc sắp đến hạn", PROGRESS)]


class GoalFields(TypedDict):
    """A goal against what was reached."""

    text: Annotated[str, About("Mục tiêu", "programme.yaml: goals[].text")]
    until: Annotated[str, About("Thời hạn; – khi mục tiêu không ghi ngày", "programme.yaml: goals[].until")]
    share: Annotated[str, About("Tỷ lệ phải đạt", "programme.yaml: goals[].share")]
    reached: Annotated[str, About("Tỷ lệ cơ quan đã có kết quả cuối cùng", OUTCOME)]
    verdict: Annotated[str, About("Đạt, chưa đạt…")]


class FundFields(TypedDict):
    """Money of one fund, or of all."""

    title: Annotated[str, About("Nguồn kinh phí", "standards/regime-*.yaml: funds.*")]
    planned: Annotated[str, About("Dự toán (đồng)", BUDGET)]
    spent: Annotated[str, About("Lũy kế đã chi (đồng)", _SPENT)]
    now: Annotated[str, About("Đã chi trong kỳ (đồng); – khi không so sánh", _SPENT)]
    left: Annotated[str, About("Còn lại (đồng)")]
    percent: Annotated[str, About("Tỷ lệ đã chi so với dự toán")]


class MoneyFields(TypedDict):
    """Money of one agency from one fund."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    planned: Annotated[str, About("Dự toán (đồng)", BUDGET)]
    spent: Annotated[str, About("Lũy kế đã chi (đồng)", _SPENT)]
    left: Annotated[str, About("Còn lại (đồng)")]
    percent: Annotated[str, About("Tỷ lệ đã chi so với dự toán")]


class FundGroupFields(TypedDict):
    """A fund with the agencies that have money of it."""

    fund: Annotated[FundFields, About("Nguồn kinh phí và cộng của nguồn")]
    rows: Annotated[list[MoneyFields], About("Các cơ quan có dự toán hoặc đã chi", BUDGET)]
    without: Annotated[str, About("Số cơ quan chưa có số liệu của nguồn này; 0 khi không có")]


class YearFields(TypedDict):
    """What one calendar year brought."""

    year: Annotated[str, About("Năm")]
    started: Annotated[str, About("Số cơ quan bắt đầu", _PLAN)]
    outcomes: Annotated[str, About("Số cơ quan có kết quả cuối cùng trong năm", OUTCOME)]
    total: Annotated[str, About("Lũy kế số cơ quan có kết quả cuối cùng", OUTCOME)]


def indicator(one: Indicator) -> IndicatorFields:
    """A figure before the period and now."""
    return {
        "label": one.label,
        "unit": one.unit,
        "before": figures.amount(one.before),
        "now": figures.amount(one.now),
        "change": figures.amount(one.change, sign=True),
    }


def cohort(line: Line) -> CohortFields:
    """A cohort, or all of them, through the stages."""
    return {
        "label": line.label,
        "agencies": str(len(line.rollup.agencies)),
        "stages": [
            f"{cell.agencies} cơ quan\n{figures.percent(figures.share(cell.finished, cell.tasks))} việc"
            for cell in line.stages
        ],
        "outcomes": str(line.rollup.with_outcome),
        "percent": figures.percent(line.rollup.goal_percent),
        "late": str(line.rollup.count("overdue")),
    }


def funds(known: Figures) -> list[FundFields]:
    """Every fund planned, spent and left, in đồng; the last line adds them up."""
    made = [
        _fund(title, known.now.money(fund), known.before.money(fund) if known.before else None)
        for fund, title in known.funds.items()
    ]
    total = known.all_money
    before = sum((known.before.money(fund).spent for fund in known.funds), Decimal(0)) if known.before else None
    return [*made, _fund("Cộng", total, None if before is None else Money(Decimal(0), before))]


def _fund(title: str, now: Money, before: Money | None) -> FundFields:
    return {
        "title": title,
        "planned": text.money(now.planned),
        "spent": text.money(now.spent),
        "now": "–" if before is None else text.money(now.spent - before.spent),
        "left": text.money(now.planned - now.spent),
        "percent": figures.percent(now.percent),
    }


def fund_group(known: Figures, fund: Fund) -> FundGroupFields:
    """One fund of every agency that has planned or spent something of it, in đồng."""
    own = [
        one for one in known.now.agencies if fund in one.money and any((one.money[fund].planned, one.money[fund].spent))
    ]
    return {
        "fund": _fund(known.funds[fund], known.now.money(fund), known.before.money(fund) if known.before else None),
        "rows": [_money(one, one.money[fund], number) for number, one in enumerate(own, start=1)],
        "without": str(len(known.now.agencies) - len(own)),
    }


def _money(one: AgencyState, money: Money, number: int) -> MoneyFields:
    return {
        "number": str(number),
        "name": one.name,
        "planned": text.money(money.planned),
        "spent": text.money(money.spent),
        "left": text.money(money.planned - money.spent),
        "percent": figures.percent(money.percent),
    }


def group(line: Line, stages: int) -> GroupFields:
    """The agencies of a cohort, each with all that is counted of it."""
    return {
        "label": line.label,
        "rows": [_agency(one, number, stages) for number, one in enumerate(line.rollup.agencies, start=1)],
    }


def _agency(one: AgencyState, number: int, stages: int) -> AgencyLine:
    day = text.short_date
    found = one.major + one.minor
    return {
        "number": str(number),
        "name": one.name,
        "plan": f"{day(one.start)} - {day(one.end)}",
        "stages": [*_shares(one, stages)],
        "tasks": f"{one.finished}/{one.tasks}",
        "documents": f"{one.issued}/{one.documents}",
        "training": f"{one.courses} khóa, {one.trained} người" if one.courses else "–",
        "audits": f"{one.audits} đợt, {found} điểm, còn mở {one.open}" if one.audits else "–",
        "reviews": str(one.reviews) if one.reviews else "–",
        "outcome": f"{one.outcome} ngày {day(one.outcome_date)}" if one.outcome_date else "–",
        "verdict": figures.verdict(one),
    }


def _shares(one: AgencyState, stages: int) -> Iterable[str]:
    by_number = {stage.number: stage for stage in one.stages}
    for number in range(1, stages + 1):
        yield figures.percent(by_number[number].percent) if number in by_number else "–"


def delayed(one: AgencyState, number: int) -> DelayedFields:
    """An agency that is late or at risk, with the reason."""
    return {
        "number": str(number),
        "name": one.name,
        "cohort": str(one.cohort or "–"),
        "end": text.short_date(one.end),
        "standing": STANDINGS[one.standing],
        "reason": figures.reason(one),
    }
