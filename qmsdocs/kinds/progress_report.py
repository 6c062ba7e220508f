"""Progress report of an agency to the body that manages the programme: every quarter, or when it is asked for.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.3 (BP60: quarterly or ad hoc, to the programme's managing body; BP59:
the head answers for progress and result). What it tells (task by task, documents, training, audits, money) is our own
choice: no official form of it was seen. All is counted up to the report's day `as_of`; what came later is unknown.

No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import announcing, letterhead, progress_counts, progressing
from qmsdocs.kinds.progress_counts import AuditFields, CourseFields, DocumentsFields, FundFields
from qmsdocs.kinds.progressing import PLAN, PROGRESS, Period, StageFields, TaskFields, TotalsFields
from qmsdocs.model.project import Progress, ProgressReport
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo tiến độ"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("progress-report.docx")

_DAY = datetime.timedelta(days=1)


class ReportFields(TypedDict):
    """The report."""

    title: Annotated[str, About("Tên báo cáo sau chữ BÁO CÁO", "project.yaml: reports[].quarter")]
    since: Annotated[str, About("Ngày đầu của kỳ báo cáo; dòng chấm khi chưa rõ", "project.yaml: reports[].quarter")]
    until: Annotated[
        str, About("Số liệu tính đến ngày", "project.yaml: reports[].as_of | project.yaml: reports[].quarter")
    ]
    asked_by: Annotated[
        str, About("Văn bản yêu cầu báo cáo đột xuất; trống ở báo cáo quý", "project.yaml: reports[].asked_by")
    ]
    plan: Annotated[
        str,
        About(
            "Kế hoạch của cơ quan, kèm số, ngày và chữ về nếu có", "project.yaml: plan_number | project.yaml: plan_date"
        ),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    totals: Annotated[TotalsFields, About("Số liệu chung về công việc")]
    stages: Annotated[list[StageFields], About("Các giai đoạn và công việc", "standards/regime-*.yaml: stages")]
    done_now: Annotated[list[TaskFields], About("Công việc hoàn thành trong kỳ", f"{PROGRESS}.end")]
    late: Annotated[
        list[TaskFields],
        About("Công việc hoàn thành chậm hoặc quá hạn chưa xong", f"{PROGRESS}.reason"),
    ]
    documents: Annotated[
        list[DocumentsFields],
        About("Số tài liệu theo loại; dòng cuối là cộng", "agency.yaml: procedures"),
    ]
    changes: Annotated[
        str,
        About(
            "Số lần sửa đổi tài liệu đến ngày báo cáo",
            "agency.yaml: control.changes | agency.yaml: procedures.*.control.changes",
        ),
    ]
    courses: Annotated[list[CourseFields], About("Các khóa đào tạo đã mở", "training/*.yaml: sessions")]
    present: Annotated[str, About("Tổng số lượt người dự các khóa", "training/*.yaml: trainees")]
    audits: Annotated[list[AuditFields], About("Các đợt đánh giá nội bộ đã làm", "audits/*.yaml: end")]
    found: Annotated[str, About("Tổng số điểm không phù hợp", "audits/*.yaml: findings")]
    closed: Annotated[str, About("Tổng số điểm không phù hợp đã khép", "audits/*.yaml: findings[].car.effective")]
    open: Annotated[list[str], About("Các phiếu chưa khép: số phiếu, đơn vị, thời hạn", "audits/*.yaml: findings")]
    reviews: Annotated[list[str], About("Ngày các kỳ xem xét của lãnh đạo đã họp", "reviews/*.yaml: date")]
    outcome: Annotated[
        str,
        About(
            "Kết quả chứng nhận hoặc công bố; trống khi chưa có",
            "project.yaml: certification | project.yaml: announcements",
        ),
    ]
    funds: Annotated[list[FundFields], About("Kinh phí theo nguồn", "standards/regime-*.yaml: funds")]
    difficulties: Annotated[list[str], About("Khó khăn, vướng mắc", "project.yaml: reports[].difficulties")]
    requests: Annotated[list[str], About("Kiến nghị, đề xuất", "project.yaml: reports[].requests")]
    next_period: Annotated[str, About("Kỳ tới, ví dụ quý II năm 2008", "project.yaml: reports[].quarter")]
    next_tasks: Annotated[
        list[str],
        About(
            "Việc kỳ tới: như đã ghi, không thì tính từ kế hoạch",
            f"project.yaml: reports[].next_tasks | {PLAN}",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    report: Annotated[ReportFields, About("Báo cáo tiến độ", "project.yaml: reports")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each report."""
    for report, period in periods(qms):
        name = _name(report, period)
        own: Own = {"report": _report(qms, report, period)}
        yield letterhead.paper(
            qms,
            kind="progress-report",
            kind_name=TITLE,
            group="report",
            symbol=letterhead.typed(qms, "BC"),
            facts=report,
            year=period.until.year,
            title=f"{TITLE} {name}",
            template="progress-report.docx",
            addressed_to=announcing.lead(qms),
            recipients=["Như trên", *_copied(qms), "Thành viên Ban chỉ đạo ISO"],
            context=own,
            file_title=f"BC tiến độ {report.quarter or f'đột xuất {period.until:%Y-%m-%d}'}",
        )


def periods(qms: Qms) -> list[tuple[ProgressReport, Period]]:
    """The reports in the order of their days, each with what it covers; one without quarter and day is left out."""
    dated = sorted(
        ((day, place) for place, report in enumerate(qms.agency.project.reports) if (day := counted_to(report))),
    )
    found: list[tuple[ProgressReport, Period]] = []
    before: datetime.date | None = None
    for day, place in dated:
        report = qms.agency.project.reports[place]
        quarter = schedule.Quarter.read(report.quarter).first if report.quarter else None
        since = quarter or (before + _DAY if before else schedule.start(qms))
        found.append((report, Period(since, day, newest=(day, place) == dated[-1])))
        before = day
    return found


def counted_to(report: ProgressReport) -> datetime.date | None:
    """The day up to which a report counts: as written, the quarter's last, else the day it is signed."""
    quarter = schedule.Quarter.read(report.quarter).last if report.quarter else None
    return report.as_of or quarter or report.date


def _copied(qms: Qms) -> list[str]:
    """The programme's contact point, which follows progress."""
    contact = qms.programme.province.contact if qms.programme else None
    return [contact] if contact and contact not in (announcing.lead(qms), qms.agency.name) else []


def _name(report: ProgressReport, period: Period) -> str:
    if report.quarter:
        return schedule.Quarter.read(report.quarter).label
    return f"đột xuất đến ngày {text.short_date(period.until)}"


def _report(qms: Qms, report: ProgressReport, period: Period) -> ReportFields:
    stages = [progressing.stage(qms, number, title, period) for number, title in enumerate(qms.regime.stages, start=1)]
    tasks = [task for stage in stages for task in stage["tasks"]]
    keys = [key for number in range(1, len(stages) + 1) for key in progressing.of_stage(qms, number)]
    progress = {key: qms.agency.project.progress.get(key, Progress()) for key in keys}
    pairs = list(zip(keys, tasks, strict=True))
    quarter = schedule.Quarter.read(report.quarter) if report.quarter else schedule.Quarter.of(period.until)
    following = quarter.next if report.quarter else quarter
    held = (course for course in qms.agency.training.values() if progress_counts.held(course, period))
    courses = sorted(held, key=lambda course: min(session.date for session in course.sessions))
    return {
        "title": f"Tiến độ xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name} "
        f"{_name(report, period).removeprefix('đột xuất ')}",
        "since": text.short_date(period.since),
        "until": text.short_date(period.until),
        "asked_by": report.asked_by or ("" if report.quarter else f"yêu cầu của {announcing.lead(qms)}"),
        "plan": _plan(qms),
        "subject": letterhead.in_sentence(qms),
        "totals": progressing.totals(qms, progress, period),
        "stages": stages,
        "done_now": [task for key, task in pairs if period.within(progress[key].end)],
        "late": [
            {**task, "state": text.uncapitalize(task["state"])}
            for key, task in pairs
            if progressing.days_late(qms, key, period)
        ],
        "documents": progress_counts.documents(qms, period),
        "changes": str(progress_counts.changes(qms, period)),
        "courses": [progress_counts.course(course, number) for number, course in enumerate(courses, start=1)],
        "present": str(sum(map(progress_counts.present, courses))),
        **progress_counts.audits(qms, period),
        "reviews": [
            text.short_date(review.date)
            for review in sorted(qms.agency.reviews.values(), key=lambda review: review.date)
            if period.has(review.date)
        ],
        "outcome": _outcome(qms, period),
        "funds": [progress_counts.fund(qms, fund, period) for fund in qms.regime.funds],
        "difficulties": [*report.difficulties],
        "requests": [*report.requests],
        "next_period": following.label,
        "next_tasks": [*report.next_tasks] or progressing.next_tasks(qms, pairs, following, period),
    }


def _plan(qms: Qms) -> str:
    """The agency's plan as the report names it."""
    project = qms.agency.project
    number = (
        f" số {project.plan_number}/{letterhead.typed(qms, 'KH', project.plan_date)}" if project.plan_number else ""
    )
    day = f" {text.long_date(project.plan_date)}" if project.plan_date else ""
    return f"Kế hoạch{number}{day} về" if number or day else "Kế hoạch"


def _outcome(qms: Qms, period: Period) -> str:
    """What the project ends with, once it is there."""
    certification = qms.agency.project.certification
    if qms.agency.regime == "144-2006" and certification.date and period.has(certification.date):
        until = f", có giá trị đến ngày {text.short_date(certification.until)}" if certification.until else ""
        return (
            f"Cơ quan đã được {certification.certifier or 'tổ chức chứng nhận'} cấp giấy chứng nhận số "
            f"{certification.number or text.SHORT_BLANK} ngày {text.short_date(certification.date)}{until}."
        )
    decisions = [one.decision for one in qms.agency.project.announcements if period.has(one.decision.date)]
    if qms.agency.regime != "19-2014" or not decisions:
        return ""
    first, *again = [
        f"số {one.number or text.SHORT_BLANK}/{letterhead.typed(qms, 'QĐ', one.date)} ngày {text.short_date(one.date)}"
        for one in decisions
    ]
    more = f"; công bố lại tại Quyết định {' và Quyết định '.join(again)}" if again else ""
    return f"{qms.post('head').title} đã công bố hệ thống quản lý chất lượng phù hợp tiêu chuẩn quốc gia " + (
        f"{qms.standard.name} tại Quyết định {first}{more}."
    )
