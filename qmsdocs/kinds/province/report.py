"""Report of the body that leads the programme to the province's committee: half a year, a year, ad hoc, final.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.1 (BP49: results, progress, difficulties, every six months and every
year; BP50: a summary after the programme ends; BP53: a review when those above ask for one); Hưng Yên, Chỉ thị
18/4/2007 (HY15: following and urging; HY16: the result measures how an agency did its duty, hence the column of
verdicts); today QĐ 19/2014/QĐ-TTg, Điều 12.4. What the tables show is our own choice. No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers, report_tables
from qmsdocs.model.programme import ProvinceReport
from qmsdocs.plan import DocumentPlan
from qmsdocs.reporting import doing, figures
from qmsdocs.reporting.figures import Figures, Span
from qmsdocs.workspace import Workspace

TITLE = "Báo cáo kết quả thực hiện Chương trình"
TEMPLATES = letterhead.templates("province-report.docx")
UNCONFIRMED = "chưa thấy mẫu chính thức của báo cáo này; các bảng là đề xuất của bộ công cụ"


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
    reached: Annotated[str, About("Số cơ quan đã có kết quả cuối cùng", report_tables.OUTCOME)]
    reached_percent: Annotated[str, About("Tỷ lệ cơ quan đã có kết quả cuối cùng")]
    outcome: Annotated[str, About("Kết quả cuối cùng của dự án", "standards/regime-*.yaml: ends_with")]
    new_outcomes: Annotated[
        str, About("Các cơ quan có kết quả cuối cùng trong kỳ; trống khi không có", report_tables.OUTCOME)
    ]
    silent: Annotated[
        str, About("Số cơ quan đến kỳ mà chưa có số liệu, kèm tên; trống khi không có", report_tables.PROGRESS)
    ]
    standings: Annotated[
        list[report_tables.IndicatorFields], About("Số cơ quan theo tình trạng", report_tables.PROGRESS)
    ]
    indicators: Annotated[list[report_tables.IndicatorFields], About("Các chỉ tiêu lũy kế", report_tables.PROGRESS)]
    stage_heads: Annotated[list[str], About("Tên các giai đoạn", "standards/regime-*.yaml: stages[]")]
    stage_marks: Annotated[list[str], About("Ký hiệu các giai đoạn ở đầu cột: GĐ I…")]
    cohorts: Annotated[list[report_tables.CohortFields], About("Các đợt; dòng cuối là cộng", "programme.yaml: cohorts")]
    documents: Annotated[str, About("Câu về tài liệu", "agency.yaml: control.issue_date")]
    training: Annotated[str, About("Câu về đào tạo tại cơ quan", "training/*.yaml: trainees")]
    audits: Annotated[str, About("Câu về đánh giá nội bộ, xem xét của lãnh đạo", "audits/*.yaml: findings")]
    activities: Annotated[
        list[str],
        About("Hoạt động của tỉnh trong kỳ", "programme.yaml: courses.*.title | programme.yaml: inspections.*.visits"),
    ]
    goals: Annotated[list[report_tables.GoalFields], About("Mục tiêu và kết quả", "programme.yaml: goals")]
    years: Annotated[list[report_tables.YearFields], About("Kết quả từng năm; chỉ in ở báo cáo tổng kết")]
    funds: Annotated[
        list[report_tables.FundFields],
        About("Kinh phí theo nguồn; dòng cuối là cộng", "standards/regime-*.yaml: funds"),
    ]
    delayed: Annotated[list[report_tables.DelayedFields], About("Các cơ quan chậm, có nguy cơ chậm")]
    difficulties: Annotated[list[str], About("Khó khăn, vướng mắc", "programme.yaml: reports[].difficulties")]
    proposals: Annotated[list[str], About("Đề xuất, kiến nghị", "programme.yaml: reports[].proposals")]
    next_words: Annotated[str, About("Kỳ tới, bằng lời", "programme.yaml: reports[].period")]
    next_tasks: Annotated[
        list[str], About("Nhiệm vụ kỳ tới: như đã ghi, không thì tính từ số liệu", "programme.yaml: reports[].next")
    ]
    groups: Annotated[
        list[report_tables.GroupFields], About("Phụ lục: từng cơ quan theo đợt", "programme.yaml: cohorts")
    ]
    money: Annotated[
        list[report_tables.FundGroupFields], About("Phụ lục: kinh phí từng cơ quan theo nguồn", report_tables.BUDGET)
    ]


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
        "standings": [report_tables.indicator(one) for one in known.standings],
        "indicators": [report_tables.indicator(one) for one in known.indicators],
        "stage_heads": [*known.stages],
        "stage_marks": [f"GĐ {text.roman(number)}" for number in range(1, len(known.stages) + 1)],
        "cohorts": [report_tables.cohort(line) for line in (*known.lines, known.total)],
        **_sentences(known),
        "activities": doing.activities(known),
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
        "funds": report_tables.funds(known),
        "delayed": [report_tables.delayed(one, number) for number, one in enumerate(known.delayed, start=1)],
        "difficulties": [*report.difficulties],
        "proposals": [*report.proposals],
        "next_words": span.following[1],
        "next_tasks": [*report.next] or doing.next_tasks(known),
        "groups": [report_tables.group(line, len(known.stages)) for line in known.lines],
        "money": [report_tables.fund_group(known, fund) for fund in known.funds],
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
