"""Decision that sets up the audit team of one round of internal audits.

Rules: procedure danh-gia-noi-bo, step 2 (8.2.2 of 2000/2008, 9.2 of 2015); QĐ 19/2014/QĐ-TTg, Điều 4.2 b and 4.4 b: an
internal audit before the publication and at least once a year. No official form of it was seen: the text is our own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common, letterhead
from qmsdocs.model.audit import AuditRound
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Quyết định thành lập đoàn đánh giá nội bộ"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("audit-decision.docx")


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "agency.yaml: posts.head.title | agency.yaml: name")]
    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: base_act | acts.yaml: *"),
    ]
    round: Annotated[auditing.RoundFields, About("Đợt đánh giá", "audits/*.yaml")]
    team: Annotated[list[auditing.MemberFields], About("Đoàn đánh giá", "audits/*.yaml: team")]
    leader: Annotated[str, About("Họ và tên Trưởng đoàn", "audits/*.yaml: team")]
    barred: Annotated[list[str], About("Thành viên và đơn vị mà người đó không đánh giá", "audits/*.yaml: team[].unit")]
    units: Annotated[list[str], About("Các đơn vị được đánh giá", "audits/*.yaml: timetable[].unit")]
    programme: Annotated[
        str, About("Hạn gửi chương trình đến các đơn vị; trống khi đã qua ngày đó", "audits/*.yaml: start")
    ]
    report_due: Annotated[str, About("Hạn gửi báo cáo: một tuần sau họp kết thúc", "audits/*.yaml: end")]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    qmr: Annotated[str, About("Chức danh đại diện lãnh đạo về chất lượng", "agency.yaml: posts.qmr.title")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields

_WEEK = datetime.timedelta(days=7)


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a round."""
    for audit in qms.agency.audits.values():
        yield _plan(qms, audit)


def _plan(qms: Qms, audit: AuditRound) -> DocumentPlan:
    day = audit.decision.date
    sent = audit.start - _WEEK
    own: Own = {
        "authority": letterhead.authority(qms),
        "bases": letterhead.bases(
            qms, acts=[qms.regime.base_act], further=[*_own_rules(qms, audit), letterhead.proposal(qms)], day=day
        ),
        "round": auditing.round_fields(qms, audit),
        "team": auditing.team(qms, audit),
        "leader": auditing.leader(qms, audit)["name"],
        "barred": [
            f"{_called(member)} không đánh giá tại {qms.unit(unit).name}"
            for place, member in enumerate(auditing.team(qms, audit), start=1)
            if (unit := auditing.unit_of(qms, audit, place))
        ],
        "units": [qms.unit(unit).name for unit in auditing.units(qms, audit)],
        "programme": text.short_date(sent) if day is None or day <= sent else "",
        "report_due": text.short_date(audit.end + _WEEK),
        "subject": letterhead.in_sentence(qms),
        "qmr": qms.post("qmr").title.rpartition(" - ")[2],
    }
    return letterhead.paper(
        qms,
        kind="audit-decision",
        kind_name="Quyết định",
        group="audit",
        symbol=letterhead.typed(qms, "QĐ"),
        facts=audit.decision,
        year=audit.start.year,
        title=f"Thành lập đoàn đánh giá nội bộ {auditing.name(audit)}",
        template="audit-decision.docx",
        recipients=["Như Điều 4", "Các đơn vị được đánh giá"],
        context=own,
        file_title=f"QĐ thành lập đoàn đánh giá nội bộ {auditing.in_file(audit)}",
    )


def _called(member: auditing.MemberFields) -> str:
    """A member in a sentence; by the mark while the name is not known."""
    return f"thành viên ký hiệu {member['mark']}" if member["name"] == text.BLANK else member["name"]


def _own_rules(qms: Qms, audit: AuditRound) -> list[str]:
    """The agency's own procedure and, in the year it is for, its audit programme."""
    used = qms.by_id.get("danh-gia-noi-bo")
    rules = [f"Quy trình {used.procedure.title} ({used.code})"] if used else []
    if schedule.audit_year(qms) == audit.start.year:
        rules.append(f"Chương trình đánh giá nội bộ năm {audit.start.year} ({common.code_of(qms, 'audit_programme')})")
    return [f"Căn cứ {' và '.join(rules)} của {letterhead.in_sentence(qms)}"] if rules else []
