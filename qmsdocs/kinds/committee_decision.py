"""Decision that sets up the agency's ISO steering committee (Ban chỉ đạo ISO) and its secretaries.

Rules: Chỉ thị of UBND tỉnh Hưng Yên 18/4/2007, mục 1 (HY03: the head of the agency chairs; HY04: members are competent
and help the leaders directly); TT 26/2014/TT-BKHCN, Điều 7.2. No official form of it was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.paper import Paper
from qmsdocs.model.project import Member
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Quyết định thành lập Ban chỉ đạo ISO"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("committee-decision.docx")

_ROLES = {"chair": "Trưởng ban", "vice_chair": "Phó Trưởng ban", "secretary": "Thư ký", "member": "Ủy viên"}
_DUTIES = {
    "chair": "Chỉ đạo chung; quyết định chính sách, mục tiêu chất lượng và nguồn lực; chủ trì xem xét của lãnh đạo",
    "vice_chair": "Giúp Trưởng ban điều hành việc xây dựng, áp dụng; chỉ đạo đánh giá nội bộ và hành động khắc phục",
    "secretary": "Giúp việc Ban; quản lý tài liệu, hồ sơ của hệ thống; tổng hợp, báo cáo tiến độ",
    "member": "Tổ chức phổ biến, áp dụng các quy trình hệ thống tại {unit}; cung cấp số liệu, hồ sơ khi đánh giá",
}
_OWNER = "Chủ trì xây dựng, áp dụng {procedures}; chịu trách nhiệm về kết quả áp dụng tại {unit}"
_FEW = 4  # codes that a duty still names one by one


class MemberFields(common.PersonFields):
    """A member of the committee."""

    role: Annotated[str, About("Vai trong Ban: Trưởng ban, Phó Trưởng ban, Thư ký, Ủy viên", "project.yaml: committee")]
    duty: Annotated[str, About("Nhiệm vụ trong Ban", "project.yaml: committee[].duty")]


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "agency.yaml: posts.head.title | agency.yaml: name")]
    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *"),
    ]
    members: Annotated[
        list[MemberFields], About("Thành viên Ban chỉ đạo", "project.yaml: committee | agency.yaml: posts")
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    overseer: Annotated[
        str, About("Nơi nhận báo cáo tiến độ", "programme.yaml: province.lead | agency.yaml: submit_to")
    ]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    facts = qms.agency.project.papers.get("committee-decision", Paper())
    own: Own = {
        "authority": letterhead.authority(qms),
        "bases": letterhead.bases(
            qms, letterhead.rules(qms), [*letterhead.own_plan(qms), letterhead.proposal(qms)], facts.date
        ),
        "members": [_member(qms, member, number) for number, member in enumerate(committee(qms), start=1)],
        "subject": letterhead.in_sentence(qms),
        "certifies": qms.agency.regime == "144-2006",
        "overseer": letterhead.overseer(qms),
    }
    yield letterhead.paper(
        qms,
        kind="committee-decision",
        kind_name="Quyết định",
        group="project",
        symbol=letterhead.typed(qms, "QĐ"),
        facts=facts,
        year=schedule.plan_year(qms),
        title="Thành lập Ban chỉ đạo ISO",
        template="committee-decision.docx",
        recipients=["Như Điều 4", letterhead.addressee(qms), *letterhead.outside(qms)],
        context=own,
    )


def committee(qms: Qms) -> tuple[Member, ...]:
    """The members as written, or the head, the management representative, the secretary and the heads of the units."""
    if qms.agency.project.committee:
        return qms.agency.project.committee
    heads = tuple(
        Member(title=unit.head or qms.post("unit_head").title, unit=key) for key, unit in qms.agency.units.items()
    )
    return (
        Member(post="head", role="chair"),
        Member(post="qmr", role="vice_chair"),
        Member(post="secretary", role="secretary"),
        *heads,
    )


def _member(qms: Qms, member: Member, number: int) -> MemberFields:
    person = common.person(qms, member, number)
    unit = person["unit"] or "đơn vị mình"
    duty = member.duty or _duty(qms, member, unit)
    return {**person, "title": letterhead.rank(person["title"]), "role": _ROLES[member.role], "duty": duty}


def _duty(qms: Qms, member: Member, unit: str) -> str:
    """The duty of a role; of a member, by what his or her unit has to write."""
    own = [used.code for used in qms.procedures if used.unit == member.unit and used.procedure.type == "service"]
    if member.role != "member" or not own:
        return _DUTIES[member.role].format(unit=unit)
    return _OWNER.format(
        procedures=", ".join(own) if len(own) <= _FEW else f"{len(own)} quy trình tác nghiệp", unit=unit
    )
