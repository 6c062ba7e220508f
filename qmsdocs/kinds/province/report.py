"""Report of the body that leads the programme to the province's committee: half a year, a year, ad hoc, final.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.1 (BP49: results, progress, difficulties, every six months and every
year; BP50: a summary after the programme ends; BP53: a review when those above ask for one); Hưng Yên, Chỉ thị
18/4/2007 (HY15: following and urging; HY16: the result measures how an agency did its duty, hence the column of
verdicts); today QĐ 19/2014/QĐ-TTg, Điều 12.4. What the tables show is our own choice. No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import ProvinceReport
from qmsdocs.model.standard import Fund
from qmsdocs.plan import DocumentPlan
from qmsdocs.reporting import figures
from qmsdocs.reporting.figures import Figures, Indicator, Line, Span
from qmsdocs.rollup import STANDINGS, AgencyState, Money
from qmsdocs.workspace import Workspace

TITLE = "Báo cáo kết quả thực hiện Chương trình"
TEMPLATES = letterhead.templates("province-report.docx")
UNCONFIRMED = "chưa thấy mẫu chính thức của báo cáo này; các bảng là đề xuất của bộ công cụ"

_PROGRESS = "project.yaml: progress.*"
_PLAN = "agency.yaml: project.start | agency.yaml: project.months | standards/regime-*.yaml: tasks.*.months12"
_OUTCOME = "project.yaml: certification | project.yaml: announcements"
_SPENT = "project.yaml: spending[].amount"
_BUDGET = "project.yaml: budget | agency.yaml: project.budget"


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
    stages: Annotated[list[str], About("Từng giai đoạn: số cơ quan đã xong, tỷ lệ công việc đã xong", _PROGRESS)]
    outcomes: Annotated[str, About("Số cơ quan đã có kết quả cuối cùng", _OUTCOME)]
    percent: Annotated[str, About("Tỷ lệ cơ quan đã có kết quả cuối cùng")]
    late: Annotated[str, About("Số cơ quan chậm tiến độ")]


class AgencyLine(TypedDict):
    """An agency and how it stands."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    plan: Annotated[str, About("Thời gian thực hiện theo kế hoạch", _PLAN)]
    stages: Annotated[list[str], About("Tỷ lệ công việc đã xong của từng giai đoạn", _PROGRESS)]
    tasks: Annotated[str, About("Số công việc đã xong trên tổng số", _PROGRESS)]
    documents: Annotated[str, About("Số tài liệu đã ban hành trên tổng số", "agency.yaml: control.issue_date")]
    training: Annotated[str, About("Số khóa đào tạo và lượt người", "training/*.yaml: trainees")]
    audits: Annotated[
        str, About("Số đợt đánh giá nội bộ, số điểm không phù hợp, số điểm còn mở", "audits/*.yaml: findings")
    ]
    reviews: Annotated[str, About("Số kỳ xem xét của lãnh đạo", "reviews/*.yaml: date")]
    outcome: Annotated[str, About("Giấy chứng nhận hoặc quyết định công bố, kèm ngày; – khi chưa có", _OUTCOME)]
    verdict: Annotated[str, About("Đánh giá so với kế hoạch", _OUTCOME)]


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
    reason: Annotated[str, About("Các việc chậm hoặc sắp đến hạn", _PROGRESS)]


class GoalFields(TypedDict):
    """A goal against what was reached."""

    text: Annotated[str, About("Mục tiêu", "programme.yaml: goals[].text")]
    until: Annotated[str, About("Thời hạn; – khi mục tiêu không ghi ngày", "programme.yaml: goals[].until")]
    share: Annotated[str, About("Tỷ lệ phải đạt", "programme.yaml: goals[].share")]
    reached: Annotated[str, About("Tỷ lệ cơ quan đã có kết quả cuối cùng", _OUTCOME)]
    verdict: Annotated[str, About("Đạt, chưa đạt…")]


class FundFields(TypedDict):
    """Money of one fund, or of all."""

    title: Annotated[str, About("Nguồn kinh phí", "standards/regime-*.yaml: funds.*")]
    planned: Annotated[str, About("Dự toán (đồng)", _BUDGET)]
    spent: Annotated[str, About("Lũy kế đã chi (đồng)", _SPENT)]
    now: Annotated[str, About("Đã chi trong kỳ (đồng); – khi không so sánh", _SPENT)]
    left: Annotated[str, About("Còn lại (đồng)")]
    percent: Annotated[str, About("Tỷ lệ đã chi so với dự toán")]


class MoneyFields(TypedDict):
    """Money of one agency from one fund."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    planned: Annotated[str, About("Dự toán (đồng)", _BUDGET)]
    spent: Annotated[str, About("Lũy kế đã chi (đồng)", _SPENT)]
    left: Annotated[str, About("Còn lại (đồng)")]
    percent: Annotated[str, About("Tỷ lệ đã chi so với dự toán")]


class FundGroupFields(TypedDict):
    """A fund with the agencies that have money of it."""

    fund: Annotated[FundFields, About("Nguồn kinh phí và cộng của nguồn")]
    rows: Annotated[list[MoneyFields], About("Các cơ quan có dự toán hoặc đã chi", _BUDGET)]
    without: Annotated[str, About("Số cơ quan chưa có số liệu của nguồn này; 0 khi không có")]


class YearFields(TypedDict):
    """What one calendar year brought."""

    year: Annotated[str, About("Năm")]
    started: Annotated[str, About("Số cơ quan bắt đầu", _PLAN)]
    outcomes: Annotated[str, About("Số cơ quan có kết quả cuối cùng trong năm", _OUTCOME)]
    total: Annotated[str, About("Lũy kế số cơ quan có kết quả cuối cùng", _OUTCOME)]


class ReportFields(TypedDict):
    """The report."""

    title: Annotated[str, About("Tên báo cáo sau chữ BÁO CÁO", "programme.yaml: reports[].period")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title")]
    words: Annotated[str, About("Kỳ báo cáo bằng lời", "programme.yaml: reports[].period")]
    final: Annotated[bool, About("Báo cáo tổng kết hay không", "programme.yaml: reports[].final")]
    asked_by: Annotated[
        str, About("Văn bản yêu cầu báo cáo đột xuất; trống ở báo cáo định kỳ", "programme.yaml: reports[].asked_by")
    ]
    scope: Annotated[str, About("Các cơ quan được báo cáo, bằng lời", "programme.yaml: cohorts[].year")]
    until: Annotated[str, About("Số liệu tính đến ngày", "programme.yaml: reports[].as_of")]
    compared: Annotated[str, About("Ngày trước kỳ dùng để so sánh; trống khi không so sánh")]
    agencies: Annotated[str, About("Số cơ quan", "programme.yaml: cohorts[].agencies")]
    reached: Annotated[str, About("Số cơ quan đã có kết quả cuối cùng", _OUTCOME)]
    reached_percent: Annotated[str, About("Tỷ lệ cơ quan đã có kết quả cuối cùng")]
    outcome: Annotated[str, About("Kết quả cuối cùng của dự án", "standards/regime-*.yaml: ends_with")]
    new_outcomes: Annotated[str, About("Các cơ quan có kết quả cuối cùng trong kỳ; trống khi không có", _OUTCOME)]
    silent: Annotated[str, About("Số cơ quan đến kỳ mà chưa có số liệu, kèm tên; trống khi không có", _PROGRESS)]
    standings: Annotated[list[IndicatorFields], About("Số cơ quan theo tình trạng", _PROGRESS)]
    indicators: Annotated[list[IndicatorFields], About("Các chỉ tiêu lũy kế", _PROGRESS)]
    stage_heads: Annotated[list[str], About("Tên các giai đoạn", "standards/regime-*.yaml: stages[]")]
    stage_marks: Annotated[list[str], About("Ký hiệu các giai đoạn ở đầu cột: GĐ I…")]
    cohorts: Annotated[list[CohortFields], About("Các đợt; dòng cuối là cộng", "programme.yaml: cohorts")]
    documents: Annotated[str, About("Câu về tài liệu", "agency.yaml: control.issue_date")]
    training: Annotated[str, About("Câu về đào tạo tại cơ quan", "training/*.yaml: trainees")]
    audits: Annotated[str, About("Câu về đánh giá nội bộ, xem xét của lãnh đạo", "audits/*.yaml: findings")]
    activities: Annotated[
        list[str],
        About("Hoạt động của tỉnh trong kỳ", "programme.yaml: courses.*.title | programme.yaml: inspections.*.visits"),
    ]
    goals: Annotated[list[GoalFields], About("Mục tiêu và kết quả", "programme.yaml: goals")]
    years: Annotated[list[YearFields], About("Kết quả từng năm; chỉ in ở báo cáo tổng kết")]
    funds: Annotated[
        list[FundFields], About("Kinh phí theo nguồn; dòng cuối là cộng", "standards/regime-*.yaml: funds")
    ]
    delayed: Annotated[list[DelayedFields], About("Các cơ quan chậm, có nguy cơ chậm")]
    difficulties: Annotated[list[str], About("Khó khăn, vướng mắc", "programme.yaml: reports[].difficulties")]
    proposals: Annotated[list[str], About("Đề xuất, kiến nghị", "programme.yaml: reports[].proposals")]
    next_words: Annotated[str, About("Kỳ tới, bằng lời", "programme.yaml: reports[].period")]
    next_tasks: Annotated[
        list[str], About("Nhiệm vụ kỳ tới: như đã ghi, không thì tính từ số liệu", "programme.yaml: reports[].next")
    ]
    groups: Annotated[list[GroupFields], About("Phụ lục: từng cơ quan theo đợt", "programme.yaml: cohorts")]
    money: Annotated[list[FundGroupFields], About("Phụ lục: kinh phí từng cơ quan theo nguồn", _BUDGET)]


class Own(TypedDict):
    """What only this kind has."""

    report: Annotated[ReportFields, About("Báo cáo của cơ quan chủ trì", "programme.yaml: reports")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One for each report that is written down."""
    for report in papers.programme(workspace).reports:
        if plan := plan_of(workspace, report):
            yield plan


def plan_of(workspace: Workspace, report: ProvinceReport, cohort: int | None = None) -> DocumentPlan | None:
    """The Word report, of all agencies or of one cohort; None of an ad-hoc report without a day."""
    programme = papers.programme(workspace)
    span = figures.span_of(programme, report)
    if span is None:
        return None
    own: Own = {"report": content(figures.figures(workspace, span, cohort), report)}
    province = programme.province
    return papers.paper(
        workspace,
        office="lead",
        kind="province-report",
        kind_name=TITLE,
        group="reports",
        letters="BC",
        facts=report,
        year=span.until.year,
        title=f"{TITLE} {span.words}",
        template="province-report.docx",
        addressed_to=province.committee,
        recipients=[
            "Như trên",
            province.home_affairs,
            province.finance,
            "Các cơ quan trong danh sách của Chương trình",
        ],
        context=own,
        file_title=name(span, cohort),
    )


def name(span: Span, cohort: int | None = None, letters: str = "BC", what: str = "kết quả Chương trình") -> str:
    """The file's name: BC kết quả Chương trình 6 tháng đầu năm 2008."""
    told = f"tổng kết {span.words}" if span.final else (span.period and span.words) or f"đột xuất {span.words}"
    return f"{letters} {what} {told.replace('/', '.')}{f' (đợt {cohort})' if cohort else ''}"


def content(known: Figures, report: ProvinceReport) -> ReportFields:
    """The report's figures and words."""
    span, now = known.span, known.now
    return {
        "title": _title(known),
        "programme": known.title,
        "words": span.words,
        "final": span.final,
        "asked_by": report.asked_by or "",
        "scope": _scope(known),
        "until": text.short_date(span.until),
        "compared": text.short_date(known.before.as_of) if known.before else "",
        "agencies": str(len(now.agencies)),
        "reached": str(now.with_outcome),
        "reached_percent": figures.percent(now.goal_percent),
        "outcome": text.uncapitalize(known.outcome),
        "new_outcomes": figures.names(known.new_outcomes),
        "silent": f"{len(known.silent)} cơ quan ({figures.names(known.silent)})" if known.silent else "",
        "standings": [_indicator(one) for one in known.standings],
        "indicators": [_indicator(one) for one in known.indicators],
        "stage_heads": [*known.stages],
        "stage_marks": [f"GĐ {text.roman(number)}" for number in range(1, len(known.stages) + 1)],
        "cohorts": [_cohort(line) for line in (*known.lines, known.total)],
        **_sentences(known),
        "activities": figures.activities(known),
        "goals": [
            {
                "text": goal.text,
                "until": text.short_date(goal.until) if goal.until else "–",
                "share": figures.percent(goal.share),
                "reached": figures.percent(goal.reached),
                "verdict": goal.verdict,
            }
            for goal in known.goals
        ],
        "years": [
            {"year": str(y.year), "started": str(y.started), "outcomes": str(y.outcomes), "total": str(y.total)}
            for y in known.years
            if span.final
        ],
        "funds": _funds(known),
        "delayed": [_delayed(one, number) for number, one in enumerate(known.delayed, start=1)],
        "difficulties": [*report.difficulties],
        "proposals": [*report.proposals],
        "next_words": span.following[1],
        "next_tasks": [*report.next] or figures.next_tasks(known),
        "groups": [_group(line, len(known.stages)) for line in known.lines],
        "money": [_fund_group(known, fund) for fund in known.funds],
    }


def _title(known: Figures) -> str:
    whole = f"{known.title}" + (f" của các cơ quan thuộc đợt năm {known.cohort}" if known.cohort else "")
    if known.span.final:
        return f"Tổng kết {whole}"
    return f"Kết quả {known.span.words} thực hiện {whole}"


def _scope(known: Figures) -> str:
    """35 cơ quan (đợt năm 2007: 11; đợt năm 2008: 14; đợt năm 2009: 10)."""
    each = "; ".join(f"{text.uncapitalize(line.label)}: {len(line.rollup.agencies)}" for line in known.lines)
    if known.cohort:
        return f"{len(known.now.agencies)} cơ quan thuộc đợt năm {known.cohort}"
    return f"{len(known.now.agencies)} cơ quan ({each})"


def _indicator(one: Indicator) -> IndicatorFields:
    return {
        "label": one.label,
        "unit": one.unit,
        "before": figures.amount(one.before),
        "now": figures.amount(one.now),
        "change": figures.amount(one.change, sign=True),
    }


def _cohort(line: Line) -> CohortFields:
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


class _Sentences(TypedDict):
    documents: str
    training: str
    audits: str


def _sentences(known: Figures) -> _Sentences:
    now = known.now
    issued, documents = now.total("issued"), now.total("documents")
    issuing = sum(one.issued > 0 for one in now.agencies)
    audited = sum(one.audits > 0 for one in now.agencies)
    found = now.total("major") + now.total("minor")
    trained, reviews = now.total("courses"), now.total("reviews")
    return {
        "documents": f"{issuing} cơ quan đã ban hành tài liệu, tổng số {text.number(issued)} trên "
        f"{text.number(documents)} tài liệu phải có ({figures.percent(figures.share(issued, documents))})."
        if issued
        else f"Chưa có cơ quan nào ban hành bộ tài liệu; số tài liệu phải có là {text.number(documents)}.",
        "training": f"Các cơ quan đã mở {trained} khóa đào tạo với {text.number(now.total('trained'))} lượt người dự."
        if trained
        else "Chưa có cơ quan nào báo cáo đã mở khóa đào tạo.",
        "audits": f"{audited} cơ quan đã đánh giá nội bộ {now.total('audits')} đợt, phát hiện {found} điểm không phù "
        f"hợp (trong đó {now.total('major')} điểm nặng), đã khép {now.total('closed')}, còn mở {now.total('open')}; "
        f"lãnh đạo các cơ quan {f'đã họp xem xét hệ thống {reviews} kỳ' if reviews else 'chưa họp xem xét hệ thống'}."
        if audited
        else "Chưa có cơ quan nào tổ chức đánh giá nội bộ.",
    }


def _funds(known: Figures) -> list[FundFields]:
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


def _fund_group(known: Figures, fund: Fund) -> FundGroupFields:
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


def _group(line: Line, stages: int) -> GroupFields:
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


def _delayed(one: AgencyState, number: int) -> DelayedFields:
    return {
        "number": str(number),
        "name": one.name,
        "cohort": str(one.cohort or "–"),
        "end": text.short_date(one.end),
        "standing": STANDINGS[one.standing],
        "reason": figures.reason(one),
    }
