"""Minutes of the opening and of the closing meeting of a round of internal audits: two documents a round.

They fill in the form bien-ban-hop of the procedure danh-gia-noi-bo. The opening tells the team, the scope and how
findings are ranked; the closing tells the findings by unit, what the units said of them, and what is due when.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common
from qmsdocs.model.audit import AuditRound, Meeting
from qmsdocs.model.paper import Person
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản họp khai mạc, họp kết thúc đánh giá nội bộ"
TEMPLATES = ("audit-meeting-minutes.docx",)

_WEEK = datetime.timedelta(days=7)


class UnitFields(auditing.CountFields):
    """What was found in one unit."""

    number: Annotated[str, About("Số thứ tự")]
    unit: Annotated[str, About("Đơn vị", "agency.yaml: units.*.name")]


class RequestFields(TypedDict):
    """A nonconformity that the closing meeting hands over."""

    number: Annotated[str, About("Số phiếu yêu cầu hành động khắc phục", "audits/*.yaml: findings")]
    unit: Annotated[str, About("Đơn vị chịu trách nhiệm", "audits/*.yaml: findings[].unit")]
    what: Annotated[str, About("Nội dung không phù hợp", "audits/*.yaml: findings[].what")]
    until: Annotated[str, About("Thời hạn khắc phục", "audits/*.yaml: findings[].until")]


class OpinionFields(TypedDict):
    """What a unit said."""

    text: Annotated[
        str,
        About(
            "Ý kiến của đơn vị và kết luận về ý kiến đó",
            "audits/*.yaml: closing.opinions[].said | audits/*.yaml: closing.opinions[].settled",
        ),
    ]


class MeetingFields(TypedDict):
    """The meeting."""

    name: Annotated[str, About("Họp khai mạc hoặc Họp kết thúc")]
    when: Annotated[
        str,
        About(
            "Thời gian, địa điểm",
            "audits/*.yaml: opening.start | audits/*.yaml: opening.place | audits/*.yaml: opening.date",
        ),
    ]
    ended: Annotated[str, About("Giờ kết thúc; chưa có thì là dòng chấm", "audits/*.yaml: opening.end")]
    chair: Annotated[str, About("Người chủ trì: Trưởng đoàn", "audits/*.yaml: team")]
    recorder: Annotated[str, About("Người ghi biên bản", "audits/*.yaml: opening.recorder")]
    present: Annotated[list[common.PersonFields], About("Thành phần dự họp", "audits/*.yaml: opening.present")]
    absent: Annotated[list[str], About("Người vắng", "audits/*.yaml: opening.absent")]
    opinions: Annotated[list[OpinionFields], About("Ý kiến khác nhau", "audits/*.yaml: closing.opinions")]
    conclusion: Annotated[
        str, About("Kết luận của người chủ trì; trống nếu không ghi", "audits/*.yaml: closing.conclusion")
    ]


class Own(TypedDict):
    """What only this kind has."""

    closing: Annotated[bool, About("true ở họp kết thúc")]
    round: Annotated[auditing.RoundFields, About("Đợt đánh giá", "audits/*.yaml")]
    meeting: Annotated[MeetingFields, About("Cuộc họp", "audits/*.yaml: opening | audits/*.yaml: closing")]
    team: Annotated[list[auditing.MemberFields], About("Đoàn đánh giá", "audits/*.yaml: team")]
    audited: Annotated[str, About("Số đơn vị được đánh giá", "audits/*.yaml: timetable[].unit")]
    units: Annotated[list[UnitFields], About("Số phát hiện từng đơn vị (họp kết thúc)", "audits/*.yaml: findings")]
    total: Annotated[auditing.CountFields, About("Cộng các đơn vị", "audits/*.yaml: findings")]
    requests: Annotated[list[RequestFields], About("Các sự không phù hợp (họp kết thúc)", "audits/*.yaml: findings")]
    good: Annotated[list[str], About("Điểm tốt đã ghi nhận", "audits/*.yaml: findings")]
    report_due: Annotated[str, About("Hạn gửi báo cáo: một tuần sau họp kết thúc", "audits/*.yaml: end")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """The opening and the closing of every round that was held."""
    for audit in qms.agency.audits.values():
        if audit.audited:
            yield _plan(qms, audit, audit.opening, False)
            yield _plan(qms, audit, audit.closing, True)


def _plan(qms: Qms, audit: AuditRound, meeting: Meeting, closing: bool) -> DocumentPlan:
    name = "Họp kết thúc" if closing else "Họp khai mạc"
    day = meeting.date or (audit.end if closing else audit.start)
    told = audit.findings if closing else ()
    requests = findings.of_round(qms, audit) if closing else []
    own: Own = {
        "closing": closing,
        "round": auditing.round_fields(qms, audit),
        "meeting": _meeting(qms, audit, meeting, name, day),
        "team": auditing.team(qms, audit),
        "audited": auditing.two_digits(len(auditing.units(qms, audit))),
        "units": _units(qms, audit) if closing else [],
        "total": auditing.counts(findings.counts(told)),
        "requests": [
            {
                "number": one.number,
                "unit": qms.unit(one.finding.unit).name,
                "what": one.finding.what,
                "until": text.short_date(one.finding.until),
            }
            for one in requests
        ],
        "good": [f"{qms.unit(one.unit).name}: {one.what}" for one in told if one.level == "good"],
        "report_due": text.short_date(day + _WEEK),
    }
    return common.record(
        qms,
        kind="audit-meeting-minutes",
        kind_name=TITLE,
        group="audit",
        form="danh-gia-noi-bo/bien-ban-hop",
        number=52,
        title=f"Biên bản {name.lower()} đánh giá nội bộ",
        template=TEMPLATES[0],
        context=own,
        day=day,
        file_title=f"Biên bản {name.lower()} đánh giá nội bộ {auditing.in_file(audit)}",
    )


def _meeting(qms: Qms, audit: AuditRound, meeting: Meeting, name: str, day: datetime.date) -> MeetingFields:
    recorder = common.person(qms, Person(post=meeting.recorder))
    absent = common.people(qms, meeting.absent)
    return {
        "name": name,
        "when": f"{meeting.start or '…… giờ ……'}, {text.long_date(day)}, tại {meeting.place or text.BLANK}",
        "ended": meeting.end or "…… giờ ……",
        "chair": _named(auditing.leader(qms, audit)["name"], "Trưởng đoàn đánh giá"),
        "recorder": _named(recorder["name"], recorder["title"]),
        "present": common.people(qms, meeting.present or _expected(qms, audit, meeting)),
        "absent": [", ".join(filter(None, (one["name"], one["title"], one["unit"]))) for one in absent],
        "opinions": [
            {
                "text": (f"{qms.unit(one.unit).name}: {one.said}" if one.unit else one.said)
                + (f" {one.settled}" if one.settled else "")
            }
            for one in meeting.opinions
        ],
        "conclusion": meeting.conclusion or "",
    }


def _named(name: str, title: str) -> str:
    return f"{name}, {title}"


def _expected(qms: Qms, audit: AuditRound, meeting: Meeting) -> list[Person]:
    """Who comes when nobody wrote who came: the representative, the team, the secretary, the heads of the units but
    those of whom somebody is written as absent."""
    team = [Person(**auditor.model_dump(exclude={"role"})) for auditor in audit.team]
    posts = {one.post for one in (*audit.team, *meeting.absent)}
    away = {one.unit for one in meeting.absent}
    around = [Person(post=post) for post in ("qmr", "secretary") if post not in posts]
    units = [unit for unit in auditing.units(qms, audit) if unit not in away]
    heads = [Person(title=auditing.head_of(qms, unit), unit=unit) for unit in units]
    return [*around[:1], *team, *around[1:], *heads]


def _units(qms: Qms, audit: AuditRound) -> list[UnitFields]:
    return [
        {
            "number": str(number),
            "unit": qms.unit(unit).name,
            **auditing.counts(findings.counts(one for one in audit.findings if one.unit == unit)),
        }
        for number, unit in enumerate(auditing.units(qms, audit), start=1)
    ]
