"""What a progress report counts besides tasks: documents, courses, audits and their findings, money, up to its day."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.kinds.progressing import Period, between, share
from qmsdocs.model.project import Spending
from qmsdocs.model.training import Course
from qmsdocs.workspace import Qms


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


_TOP = "Sổ tay, chính sách, mục tiêu chất lượng"
_SORTS = ("Quy trình hệ thống", "Quy trình tác nghiệp", "Biểu mẫu", "Danh mục")


def documents(qms: Qms, period: Period) -> list[DocumentsFields]:
    """Documents by sort, those with an issue date by the report's day, and all of them."""
    counted: dict[str, list[bool]] = {sort: [] for sort in (_TOP, *_SORTS)}
    for entry in common.catalogue(qms):
        counted[entry.kind if entry.kind in _SORTS else _TOP].append(period.has(entry.control.issue_date))
    counted["Cộng"] = [issued for every in counted.values() for issued in every]
    return [
        {
            "sort": sort,
            "total": str(len(every)),
            "issued": str(sum(every)),
            "percent": share(sum(every), len(every)),
        }
        for sort, every in counted.items()
    ]


def changes(qms: Qms, period: Period) -> int:
    """Changes made to documents; those of the whole set's control count once."""
    shared = qms.agency.control
    controls = [shared, *(used.control for used in qms.procedures if used.control != shared)]
    return sum(period.has(change.date) for control in controls for change in control.changes)


def held(course: Course, period: Period) -> bool:
    """Whether all of a course was over by the report's day."""
    return bool(course.sessions) and period.has(max(session.date for session in course.sessions))


def present(course: Course) -> int:
    """How many came."""
    return sum(trainee.absent is None for trainee in course.trainees)


def course(course: Course, number: int) -> CourseFields:
    """A course that was held."""
    days = [session.date for session in course.sessions]
    return {
        "number": str(number),
        "title": course.title,
        "when": between(min(days), max(days)),
        "planned": str(course.planned or "–"),
        "present": str(present(course)),
    }


class _Audits(TypedDict):
    audits: list[AuditFields]
    found: str
    closed: str
    open: list[str]


def audits(qms: Qms, period: Period) -> _Audits:
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
                "when": between(audit.start, audit.end),
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


def _estimate(qms: Qms, line: str) -> Decimal | None:
    """What the estimate gives a line; None until every price of it is known."""
    written = [entry for entry in qms.agency.project.budget if entry.line == line]
    amounts = [entry.quantity * entry.price for entry in written if entry.price is not None]
    return sum(amounts, Decimal(0)) if written and len(amounts) == len(written) else None


def fund(qms: Qms, fund: str, period: Period) -> FundFields:
    """A fund's lines, planned, spent and left, in đồng."""
    lines = {key: line.title for key, line in qms.regime.cost_lines.items() if line.fund == fund}
    planned = {key: _estimate(qms, key) for key in lines}
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
