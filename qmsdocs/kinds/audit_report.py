"""Report of one round of internal audits to the head, the representative and the units; every count is computed.

It fills in the form bao-cao of the procedure danh-gia-noi-bo. QĐ 19/2014/QĐ-TTg, Điều 4.2 b and 4.4 b, and TT 26/2014/
TT-BKHCN, Điều 7.1 ask for the audit, not for a form of its report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common, finding_table
from qmsdocs.model.audit import AuditRound, Finding
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo đánh giá nội bộ"
TEMPLATES = ("audit-report.docx",)

_VERDICTS = {
    "effective": "Phù hợp và có hiệu lực",
    "partly": "Cơ bản phù hợp, còn điểm phải khắc phục",
    "not": "Chưa phù hợp, cần đánh giá lại",
}


class UnitFields(auditing.CountFields):
    """What was found in one unit."""

    number: Annotated[str, About("Số thứ tự")]
    unit: Annotated[str, About("Đơn vị được đánh giá", "agency.yaml: units.*.name")]
    work: Annotated[
        str, About("Quy trình, điều khoản được đánh giá", "audits/*.yaml: timetable[].what | agency.yaml: procedures")
    ]
    remark: Annotated[str, About("Nhận xét tóm tắt", "audits/*.yaml: remarks[].what")]


class ClauseFields(auditing.CountFields):
    """What was found against one clause."""

    clause: Annotated[str, About("Điều khoản", "audits/*.yaml: findings[].clause")]
    title: Annotated[str, About("Tên điều khoản", "standards/iso9001-*.yaml: clauses.*.title")]
    requests: Annotated[str, About("Số các phiếu yêu cầu hành động khắc phục; không có thì là dấu –")]


class ComparisonFields(TypedDict):
    """One line of the comparison with the round before."""

    what: Annotated[str, About("Chỉ tiêu so sánh")]
    before: Annotated[str, About("Đợt trước", "audits/*.yaml: findings")]
    now: Annotated[str, About("Đợt này", "audits/*.yaml: findings")]
    change: Annotated[str, About("Tăng, giảm")]


class PreviousFields(TypedDict):
    """The round before, as this one found it."""

    name: Annotated[str, About("Tên đợt trước; trống khi đây là đợt đầu", "audits/*.yaml: number")]
    requests: Annotated[str, About("Số phiếu của đợt trước", "audits/*.yaml: findings")]
    closed: Annotated[str, About("Số phiếu đã khép đến ngày kết thúc đợt này", "audits/*.yaml: findings[].car.checked")]
    open: Annotated[list[str], About("Các phiếu chưa khép và tình trạng", "audits/*.yaml: findings[].car.effective")]
    comparison: Annotated[list[ComparisonFields], About("So sánh số phát hiện")]
    repeated: Annotated[str, About("Điều khoản có không phù hợp ở cả hai đợt; trống nếu không có")]


class TaskFields(TypedDict):
    """A request of the team."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Kiến nghị", "audits/*.yaml: requests[].what")]
    who: Annotated[
        str, About("Người chịu trách nhiệm", "audits/*.yaml: requests[].who | audits/*.yaml: requests[].unit")
    ]
    until: Annotated[str, About("Thời hạn", "audits/*.yaml: requests[].until")]


class Own(TypedDict):
    """What only this kind has."""

    round: Annotated[auditing.RoundFields, About("Đợt đánh giá", "audits/*.yaml")]
    date: Annotated[str, About("Dòng địa danh, ngày báo cáo", "audits/*.yaml: report.date | agency.yaml: place")]
    to: Annotated[list[str], About("Nơi nhận báo cáo", "agency.yaml: posts.head.title | agency.yaml: posts.qmr.title")]
    course: Annotated[str, About("Tình hình thực hiện chương trình", "audits/*.yaml: course")]
    team: Annotated[list[auditing.MemberFields], About("Đoàn đánh giá", "audits/*.yaml: team")]
    units: Annotated[list[UnitFields], About("Kết quả theo đơn vị", "audits/*.yaml: findings")]
    total: Annotated[auditing.CountFields, About("Cộng các đơn vị", "audits/*.yaml: findings")]
    audited: Annotated[str, About("Số đơn vị được đánh giá", "audits/*.yaml: timetable[].unit")]
    with_faults: Annotated[str, About("Số đơn vị có không phù hợp", "audits/*.yaml: findings")]
    clauses: Annotated[list[ClauseFields], About("Kết quả theo điều khoản", "audits/*.yaml: findings[].clause")]
    rows: Annotated[list[finding_table.FindingFields], About("Các phát hiện", "audits/*.yaml: findings")]
    strengths: Annotated[list[str], About("Điểm mạnh", "audits/*.yaml: strengths | audits/*.yaml: findings")]
    previous: Annotated[PreviousFields, About("Đợt trước", "audits/*.yaml")]
    verdict: Annotated[str, About("Kết luận về hệ thống; chưa có thì là dòng chấm", "audits/*.yaml: verdict")]
    conclusion: Annotated[str, About("Kết luận bằng lời; trống nếu không ghi", "audits/*.yaml: conclusion")]
    requests: Annotated[list[TaskFields], About("Kiến nghị", "audits/*.yaml: requests")]
    numbers: Annotated[str, About("Số các phiếu yêu cầu hành động khắc phục kèm theo", "audits/*.yaml: findings")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for every round that was held."""
    for audit in qms.agency.audits.values():
        if audit.audited:
            yield _plan(qms, audit)


def _plan(qms: Qms, audit: AuditRound) -> DocumentPlan:
    units = auditing.units(qms, audit)
    faulty = {one.finding.unit for one in findings.of_round(qms, audit)}
    own: Own = {
        "round": auditing.round_fields(qms, audit),
        "date": f"{qms.place or text.SHORT_BLANK}, {text.long_date(audit.report.date, audit.end.year)}",
        "to": [qms.post("head").title, qms.post("qmr").title, "các đơn vị được đánh giá"],
        "course": audit.course or _course(qms, audit),
        "team": auditing.team(qms, audit),
        "units": [_unit(qms, audit, unit, number) for number, unit in enumerate(units, start=1)],
        "total": auditing.counts(findings.counts(audit.findings)),
        "audited": auditing.two_digits(len(units)),
        "with_faults": auditing.two_digits(len(faulty)),
        "clauses": _clauses(qms, audit),
        "rows": finding_table.rows(qms, audit),
        "strengths": [
            *audit.strengths,
            *(f"{qms.unit(one.unit).name}: {one.what}" for one in audit.findings if one.level == "good"),
        ],
        "previous": _previous(qms, audit),
        "verdict": _VERDICTS[audit.verdict] if audit.verdict else text.BLANK,
        "conclusion": audit.conclusion or "",
        "requests": [
            {
                "number": str(number),
                "what": task.what,
                "who": auditing.responsible(qms, task),
                "until": text.short_date(task.until),
            }
            for number, task in enumerate(audit.requests, start=1)
        ],
        "numbers": ", ".join(one.number for one in findings.of_round(qms, audit)),
    }
    return common.record(
        qms,
        kind="audit-report",
        kind_name=TITLE,
        group="audit",
        form="danh-gia-noi-bo/bao-cao",
        number=55,
        title=f"{TITLE} {auditing.name(audit)}",
        template=TEMPLATES[0],
        context=own,
        day=audit.report.date or audit.end,
        file_title=f"{TITLE} {auditing.in_file(audit)}",
    )


def _course(qms: Qms, audit: AuditRound) -> str:
    sent = f" đã gửi các đơn vị ngày {text.short_date(audit.programme.date)}" if audit.programme.date else ""
    return f"Đoàn đã làm việc với các đơn vị theo đúng chương trình{sent}."


def _unit(qms: Qms, audit: AuditRound, unit: str, number: int) -> UnitFields:
    scheduled = [slot.what for slot in audit.timetable if slot.unit == unit]
    remark = " ".join(one.what for one in audit.remarks if one.unit == unit)
    return {
        "number": str(number),
        "unit": qms.unit(unit).name,
        "work": "; ".join(scheduled) or auditing.work(qms, unit) or "Phần việc trong các quy trình chung",
        "remark": remark,
        **_counts(one for one in audit.findings if one.unit == unit),
    }


def _counts(found: Iterable[Finding]) -> auditing.CountFields:
    return auditing.counts(findings.counts(found))


def _clauses(qms: Qms, audit: AuditRound) -> list[ClauseFields]:
    """The clauses with nonconformities or notes, in the order of the standard."""
    rows: list[ClauseFields] = []
    for clause, about in qms.standard.clauses.items():
        found = [one for one in audit.findings if one.clause == clause and one.level != "good"]
        if found:
            numbers = ", ".join(filter(None, (findings.number_of(qms, one) for one in found)))
            rows.append({"clause": clause, "title": about.title, "requests": numbers or "–", **_counts(found)})
    return rows


def _previous(qms: Qms, audit: AuditRound) -> PreviousFields:
    before = findings.previous(qms, audit)
    if before is None:
        return {"name": "", "requests": "0", "closed": "0", "open": [], "comparison": [], "repeated": ""}
    requests = findings.of_round(qms, before)
    still = [one for one in requests if not findings.closed_by(one, audit.end)]
    was = {one.finding.clause for one in requests}
    now = {one.finding.clause for one in findings.of_round(qms, audit)}
    return {
        "name": auditing.name(before),
        "requests": auditing.two_digits(len(requests)),
        "closed": auditing.two_digits(len(requests) - len(still)),
        "open": [f"phiếu {one.number} ({_standing(one, audit)})" for one in still],
        "comparison": _comparison(findings.counts(before.findings), findings.counts(audit.findings)),
        "repeated": ", ".join(clause for clause in qms.standard.clauses if clause in was & now),
    }


def _standing(one: findings.Nonconformity, audit: AuditRound) -> str:
    words = {
        "waiting": "đã làm xong, chờ đánh giá hiệu lực",
        "overdue": "quá hạn",
        "failed": "không đạt hiệu lực",
        "open": "đang thực hiện, trong hạn",
        "closed": "đã khép",
    }
    return words[findings.state(one, audit.end)]


def _comparison(before: findings.Counts, now: findings.Counts) -> list[ComparisonFields]:
    lines = [
        ("Không phù hợp nặng", before.major, now.major),
        ("Không phù hợp nhẹ", before.minor, now.minor),
        ("Cộng không phù hợp", before.nonconformities, now.nonconformities),
        ("Điểm lưu ý", before.note, now.note),
    ]
    number = auditing.two_digits
    return [
        {"what": what, "before": number(then), "now": number(this), "change": _change(this - then)}
        for what, then, this in lines
    ]


def _change(difference: int) -> str:
    if difference == 0:
        return "Không đổi"
    return f"{'Tăng' if difference > 0 else 'Giảm'} {abs(difference):02}"
