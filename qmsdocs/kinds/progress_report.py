"""Progress report of an agency to the body that manages the programme: every quarter, or when it is asked for.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.3 (BP60: quarterly or ad hoc, to the programme's managing body; BP59:
the head answers for progress and result). What it tells (task by task, documents, training, audits, money) is our own
choice: no official form of it was seen. All is counted up to the report's day `as_of`; what came later is unknown.

No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import findings, schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import announcing, common, letterhead
from qmsdocs.model.project import Progress, ProgressReport, Spending
from qmsdocs.model.training import Course
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo tiến độ"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("progress-report.docx")

_DAY = datetime.timedelta(days=1)
_PLAN = "agency.yaml: project.start | agency.yaml: project.months | standards/regime-*.yaml: tasks.*.months12"
_PROGRESS = "project.yaml: progress.*"


class TaskFields(TypedDict):
    """A task of the plan and how it stands on the report's day."""

    number: Annotated[str, About("Số của công việc trong kế hoạch, ví dụ 2.3")]
    title: Annotated[str, About("Nội dung công việc", "standards/regime-*.yaml: tasks.*.title")]
    lead: Annotated[str, About("Chủ trì", "standards/regime-*.yaml: tasks.*.lead | agency.yaml: posts.*.title")]
    planned: Annotated[str, About("Thời gian theo kế hoạch", _PLAN)]
    actual: Annotated[str, About("Từ ngày … đến ngày … thực tế", f"{_PROGRESS}.start | {_PROGRESS}.end")]
    percent: Annotated[
        str, About("Phần trăm đã làm; – khi không ghi nhận", f"{_PROGRESS}.measured | {_PROGRESS}.percent")
    ]
    state: Annotated[str, About("Tình trạng, kèm số ngày chậm", f"{_PROGRESS}.end")]
    reason: Annotated[
        str, About("Lý do chậm hoặc điều chỉnh; chậm mà chưa ghi thì là dòng chấm", f"{_PROGRESS}.reason")
    ]


class StageFields(TypedDict):
    """A stage with its tasks."""

    number: Annotated[str, About("Số La Mã của giai đoạn")]
    title: Annotated[str, About("Tên giai đoạn", "standards/regime-*.yaml: stages[]")]
    finished: Annotated[str, About("Số công việc của giai đoạn đã xong")]
    total: Annotated[str, About("Số công việc của giai đoạn", "standards/regime-*.yaml: tasks")]
    percent: Annotated[str, About("Tỷ lệ công việc của giai đoạn đã xong")]
    tasks: Annotated[list[TaskFields], About("Các công việc", "standards/regime-*.yaml: tasks")]


class TotalsFields(TypedDict):
    """The plan's tasks in figures."""

    tasks: Annotated[str, About("Số công việc của kế hoạch", "standards/regime-*.yaml: tasks")]
    finished: Annotated[str, About("Số công việc đã xong", f"{_PROGRESS}.end")]
    percent: Annotated[str, About("Tỷ lệ công việc đã xong")]
    due: Annotated[str, About("Số việc phải xong đến ngày báo cáo; trống khi chưa rõ ngày bắt đầu", _PLAN)]
    running: Annotated[str, About("Số công việc đang làm", f"{_PROGRESS}.start")]
    waiting: Annotated[str, About("Số công việc chưa bắt đầu", f"{_PROGRESS}.start")]
    overdue: Annotated[str, About("Số công việc quá hạn chưa xong")]


class DocumentsFields(TypedDict):
    """Documents of one sort."""

    sort: Annotated[str, About("Loại tài liệu")]
    total: Annotated[str, About("Số tài liệu phải có", "agency.yaml: procedures | procedures/*.yaml: forms")]
    issued: Annotated[
        str,
        About(
            "Số tài liệu đã ban hành",
            "agency.yaml: control.issue_date | agency.yaml: procedures.*.control.issue_date",
        ),
    ]
    percent: Annotated[str, About("Tỷ lệ đã ban hành")]


class CourseFields(TypedDict):
    """A course that was held."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Tên khóa học", "training/*.yaml: title")]
    when: Annotated[str, About("Ngày học", "training/*.yaml: sessions[].date")]
    planned: Annotated[str, About("Số người theo kế hoạch; – khi không ghi", "training/*.yaml: planned")]
    present: Annotated[str, About("Số người dự", "training/*.yaml: trainees")]


class AuditFields(TypedDict):
    """A round of internal audit that was held."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Đợt đánh giá", "audits/*.yaml: number")]
    when: Annotated[str, About("Ngày đánh giá", "audits/*.yaml: start | audits/*.yaml: end")]
    major: Annotated[str, About("Số không phù hợp nặng", "audits/*.yaml: findings[].level")]
    minor: Annotated[str, About("Số không phù hợp nhẹ", "audits/*.yaml: findings[].level")]
    closed: Annotated[str, About("Số đã khép", "audits/*.yaml: findings[].car.effective")]
    open: Annotated[str, About("Số chưa khép")]
    overdue: Annotated[str, About("Số chưa khép đã quá thời hạn khắc phục", "audits/*.yaml: findings[].until")]


class MoneyFields(TypedDict):
    """Money planned and spent: of a line, or of a whole fund."""

    number: Annotated[str, About("Số thứ tự; trống ở dòng cộng")]
    title: Annotated[str, About("Nội dung chi", "standards/regime-*.yaml: cost_lines.*.title")]
    planned: Annotated[
        str,
        About("Dự toán (đồng); chưa đủ đơn giá thì là dòng chấm", "project.yaml: budget | agency.yaml: project.budget"),
    ]
    now: Annotated[str, About("Đã chi trong kỳ (đồng)", "project.yaml: spending[].amount")]
    spent: Annotated[str, About("Lũy kế đã chi (đồng)", "project.yaml: spending[].amount")]
    left: Annotated[str, About("Còn lại (đồng)", "project.yaml: budget | project.yaml: spending")]
    percent: Annotated[str, About("Tỷ lệ đã chi so với dự toán")]


class FundFields(TypedDict):
    """A fund with its lines."""

    title: Annotated[str, About("Nguồn kinh phí", "standards/regime-*.yaml: funds.*")]
    lines: Annotated[list[MoneyFields], About("Các nội dung chi của nguồn", "standards/regime-*.yaml: cost_lines")]
    total: Annotated[MoneyFields, About("Cộng của nguồn")]


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
    done_now: Annotated[list[TaskFields], About("Công việc hoàn thành trong kỳ", f"{_PROGRESS}.end")]
    late: Annotated[list[TaskFields], About("Công việc hoàn thành chậm hoặc quá hạn chưa xong", f"{_PROGRESS}.reason")]
    documents: Annotated[
        list[DocumentsFields], About("Số tài liệu theo loại; dòng cuối là cộng", "agency.yaml: procedures")
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
        About("Việc kỳ tới: như đã ghi, không thì tính từ kế hoạch", f"project.yaml: reports[].next_tasks | {_PLAN}"),
    ]


class Own(TypedDict):
    """What only this kind has."""

    report: Annotated[ReportFields, About("Báo cáo tiến độ", "project.yaml: reports")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


@dataclass(frozen=True)
class Period:
    """What one report covers: its days, and whether it is the newest, which alone knows undated percentages."""

    since: datetime.date | None
    until: datetime.date
    newest: bool

    def has(self, day: datetime.date | None) -> bool:
        """Whether something had happened by the report's day."""
        return day is not None and day <= self.until

    def within(self, day: datetime.date | None) -> bool:
        """Whether it happened in the period itself."""
        return self.has(day) and (self.since is None or day is None or day >= self.since)


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
    stages = [_stage(qms, number, title, period) for number, title in enumerate(qms.regime.stages, start=1)]
    tasks = [task for stage in stages for task in stage["tasks"]]
    keys = [key for number in range(1, len(stages) + 1) for key in _keys(qms, number)]
    progress = {key: qms.agency.project.progress.get(key, Progress()) for key in keys}
    pairs = list(zip(keys, tasks, strict=True))
    quarter = schedule.Quarter.read(report.quarter) if report.quarter else schedule.Quarter.of(period.until)
    following = quarter.next if report.quarter else quarter
    held = (course for course in qms.agency.training.values() if _held(course, period))
    courses = sorted(held, key=lambda course: min(session.date for session in course.sessions))
    return {
        "title": f"Tiến độ xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name} "
        f"{_name(report, period).removeprefix('đột xuất ')}",
        "since": text.short_date(period.since),
        "until": text.short_date(period.until),
        "asked_by": report.asked_by or ("" if report.quarter else f"yêu cầu của {announcing.lead(qms)}"),
        "plan": _plan(qms),
        "subject": letterhead.in_sentence(qms),
        "totals": _totals(qms, progress, period),
        "stages": stages,
        "done_now": [task for key, task in pairs if period.within(progress[key].end)],
        "late": [
            {**task, "state": text.uncapitalize(task["state"])} for key, task in pairs if _days_late(qms, key, period)
        ],
        "documents": _documents(qms, period),
        "changes": str(_changes(qms, period)),
        "courses": [_course(course, number) for number, course in enumerate(courses, start=1)],
        "present": str(sum(map(_present, courses))),
        **_audits(qms, period),
        "reviews": [
            text.short_date(review.date)
            for review in sorted(qms.agency.reviews.values(), key=lambda review: review.date)
            if period.has(review.date)
        ],
        "outcome": _outcome(qms, period),
        "funds": [_fund(qms, fund, period) for fund in qms.regime.funds],
        "difficulties": [*report.difficulties],
        "requests": [*report.requests],
        "next_period": following.label,
        "next_tasks": [*report.next_tasks] or _next_tasks(qms, pairs, following, period),
    }


def _plan(qms: Qms) -> str:
    """The agency's plan as the report names it."""
    project = qms.agency.project
    number = (
        f" số {project.plan_number}/{letterhead.typed(qms, 'KH', project.plan_date)}" if project.plan_number else ""
    )
    day = f" {text.long_date(project.plan_date)}" if project.plan_date else ""
    return f"Kế hoạch{number}{day} về" if number or day else "Kế hoạch"


def _keys(qms: Qms, stage: int) -> list[str]:
    return [key for key, task in qms.regime.tasks.items() if task.stage == stage]


def _stage(qms: Qms, number: int, title: str, period: Period) -> StageFields:
    keys = _keys(qms, number)
    finished = sum(period.has(qms.agency.project.progress.get(key, Progress()).end) for key in keys)
    return {
        "number": text.roman(number),
        "title": title,
        "finished": str(finished),
        "total": str(len(keys)),
        "percent": share(finished, len(keys)),
        "tasks": [_task(qms, key, f"{number}.{serial}", period) for serial, key in enumerate(keys, start=1)],
    }


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """62,5%; – of nothing."""
    return f"{text.number(Decimal(part) * 100 / Decimal(whole), places=1)}%" if whole else "–"


def _task(qms: Qms, key: str, number: str, period: Period) -> TaskFields:
    task, progress = qms.regime.tasks[key], qms.agency.project.progress.get(key, Progress())
    late = _days_late(qms, key, period)
    began, ended = period.has(progress.start), period.has(progress.end)
    days = [day for day, known in ((progress.start, began), (progress.end, ended)) if known and day]
    return {
        "number": number,
        "title": task.title,
        "lead": qms.post(task.lead).title if task.lead in qms.agency.posts else task.lead,
        "planned": schedule.span_label(qms, task),
        "actual": _days(days[0], days[-1]) if days else "–",
        "percent": _percent(progress, period),
        "state": _state(qms, key, progress, period),
        "reason": (progress.reason or text.SHORT_BLANK) if late else progress.reason or "" if ended else "",
    }


def _percent(progress: Progress, period: Period) -> str:
    """Finished tasks count whole, those not begun nothing; others as measured last by the report's day."""
    if period.has(progress.end):
        return "100%"
    measured = [one for one in progress.measured if period.has(one.date)]
    if measured:
        return f"{max(measured, key=lambda one: one.date).percent}%"
    if progress.percent is not None and period.newest:
        return f"{progress.percent}%"
    return "–" if period.has(progress.start) else "0%"


def _days_late(qms: Qms, key: str, period: Period) -> int:
    """Days from the plan's last day of a task to its end, or to the report's day while it is open; 0 when in time."""
    planned = schedule.planned(qms, qms.regime.tasks[key])
    end = qms.agency.project.progress.get(key, Progress()).end
    if planned is None:
        return 0
    return max(((end if end and period.has(end) else period.until) - planned[1]).days, 0)


def _state(qms: Qms, key: str, progress: Progress, period: Period) -> str:
    late = _days_late(qms, key, period)
    if period.has(progress.end):
        return f"Hoàn thành chậm {late} ngày" if late else "Hoàn thành"
    doing = "Đang làm" if period.has(progress.start) else "Chưa làm"
    if late:
        return f"{doing}, quá hạn {late} ngày"
    planned = schedule.planned(qms, qms.regime.tasks[key])
    return "Chưa đến kỳ" if doing == "Chưa làm" and planned and planned[0] > period.until else doing


def _totals(qms: Qms, progress: dict[str, Progress], period: Period) -> TotalsFields:
    ends = [schedule.planned(qms, qms.regime.tasks[key]) for key in progress]
    finished = sum(period.has(one.end) for one in progress.values())
    running = sum(period.has(one.start) and not period.has(one.end) for one in progress.values())
    overdue = sum(bool(_days_late(qms, key, period)) and not period.has(one.end) for key, one in progress.items())
    return {
        "tasks": str(len(progress)),
        "finished": str(finished),
        "percent": share(finished, len(progress)),
        "due": "" if None in ends else str(sum(bool(end and end[1] <= period.until) for end in ends)),
        "running": str(running),
        "waiting": str(len(progress) - finished - running),
        "overdue": str(overdue),
    }


_TOP = "Sổ tay, chính sách, mục tiêu chất lượng"
_SORTS = ("Quy trình hệ thống", "Quy trình tác nghiệp", "Biểu mẫu", "Danh mục")


def _documents(qms: Qms, period: Period) -> list[DocumentsFields]:
    """Documents by sort, those with an issue date by the report's day, and all of them."""
    counted: dict[str, list[bool]] = {sort: [] for sort in (_TOP, *_SORTS)}
    for entry in common.catalogue(qms):
        counted[entry.kind if entry.kind in _SORTS else _TOP].append(period.has(entry.control.issue_date))
    counted["Cộng"] = [issued for every in counted.values() for issued in every]
    return [
        {"sort": sort, "total": str(len(every)), "issued": str(sum(every)), "percent": share(sum(every), len(every))}
        for sort, every in counted.items()
    ]


def _changes(qms: Qms, period: Period) -> int:
    """Changes made to documents; those of the whole set's control count once."""
    shared = qms.agency.control
    controls = [shared, *(used.control for used in qms.procedures if used.control != shared)]
    return sum(period.has(change.date) for control in controls for change in control.changes)


def _held(course: Course, period: Period) -> bool:
    """Whether all of a course was over by the report's day."""
    return bool(course.sessions) and period.has(max(session.date for session in course.sessions))


def _present(course: Course) -> int:
    return sum(trainee.absent is None for trainee in course.trainees)


def _course(course: Course, number: int) -> CourseFields:
    days = [session.date for session in course.sessions]
    return {
        "number": str(number),
        "title": course.title,
        "when": _days(min(days), max(days)),
        "planned": str(course.planned or "–"),
        "present": str(_present(course)),
    }


def _days(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return text.short_date(first)
    return f"{text.short_date(first)} - {text.short_date(last)}"


class _Audits(TypedDict):
    audits: list[AuditFields]
    found: str
    closed: str
    open: list[str]


def _audits(qms: Qms, period: Period) -> _Audits:
    """The rounds over by the report's day and what became of their nonconformities."""
    rounds = [one for one in findings.rounds(qms) if one.audited and period.has(one.end)]
    known = [one for one in findings.nonconformities(qms) if one.audit in rounds]
    is_open = [one for one in known if not findings.closed_by(one, period.until)]
    made: list[AuditFields] = []
    for number, audit in enumerate(rounds, start=1):
        mine = [one for one in known if one.audit is audit]
        left = [one for one in mine if one in is_open]
        made.append(
            {
                "number": str(number),
                "title": f"Đợt {audit.number} năm {audit.start.year}",
                "when": _days(audit.start, audit.end),
                "major": str(sum(one.finding.level == "major" for one in mine)),
                "minor": str(sum(one.finding.level == "minor" for one in mine)),
                "closed": str(len(mine) - len(left)),
                "open": str(len(left)),
                "overdue": str(sum(_overdue(one, period.until) for one in left)),
            }
        )
    return {
        "audits": made,
        "found": str(len(known)),
        "closed": str(len(known) - len(is_open)),
        "open": [
            f"phiếu số {one.number} của {qms.unit(one.finding.unit).name}, thời hạn "
            f"{text.short_date(one.finding.until)}{', đã quá hạn' if _overdue(one, period.until) else ''}"
            for one in is_open
        ],
    }


def _overdue(one: findings.Nonconformity, day: datetime.date) -> bool:
    return findings.state(one, day) == "overdue"


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


def estimate(qms: Qms, line: str) -> Decimal | None:
    """What the estimate gives a line; None until every price of it is known."""
    written = [entry for entry in qms.agency.project.budget if entry.line == line]
    amounts = [entry.quantity * entry.price for entry in written if entry.price is not None]
    return sum(amounts, Decimal(0)) if written and len(amounts) == len(written) else None


def _fund(qms: Qms, fund: str, period: Period) -> FundFields:
    lines = {key: line.title for key, line in qms.regime.cost_lines.items() if line.fund == fund}
    planned = {key: estimate(qms, key) for key in lines}
    spent = [one for one in qms.agency.project.spending if one.line in lines and period.has(one.date)]
    known = [amount for amount in planned.values() if amount is not None]
    return {
        "title": next(title for key, title in qms.regime.funds.items() if key == fund),
        "lines": [
            _money(str(number), title, planned[key], [one for one in spent if one.line == key], period)
            for number, (key, title) in enumerate(lines.items(), start=1)
        ],
        "total": _money("", "Cộng", sum(known, Decimal(0)) if len(known) == len(planned) else None, spent, period),
    }


def _money(number: str, title: str, planned: Decimal | None, spent: list[Spending], period: Period) -> MoneyFields:
    total = sum((one.amount for one in spent), Decimal(0))
    now = sum((one.amount for one in spent if period.within(one.date)), Decimal(0))
    left = None if planned is None else planned - total
    return {
        "number": number,
        "title": title,
        "planned": text.SHORT_BLANK if planned is None else text.money(planned),
        "now": text.money(now),
        "spent": text.money(total),
        "left": text.SHORT_BLANK if left is None else text.money(left),
        "percent": "–" if planned is None else share(total, planned),
    }


def _next_tasks(
    qms: Qms, pairs: list[tuple[str, TaskFields]], following: schedule.Quarter, period: Period
) -> list[str]:
    """What the plan has for the next period and what is still open from before; else the first task that waits."""
    waiting = [(key, task) for key, task in pairs if not _finished(qms, key, period)]
    soon = [
        (key, task)
        for key, task in waiting
        if (planned := schedule.planned(qms, qms.regime.tasks[key])) and planned[0] <= following.last
    ]
    return [
        f"{task['title']} (chủ trì: {task['lead']}; kế hoạch: {text.uncapitalize(task['planned'])})"
        + (" (đã quá hạn)" if _days_late(qms, key, period) else "")
        for key, task in soon or waiting[:1]
    ]


def _finished(qms: Qms, key: str, period: Period) -> bool:
    return period.has(qms.agency.project.progress.get(key, Progress()).end)
