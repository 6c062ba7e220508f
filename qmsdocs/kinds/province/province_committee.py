"""The decision that sets up the province's steering committee (Ban chỉ đạo của tỉnh).

Rules: Chỉ thị of UBND tỉnh Hưng Yên 18/4/2007, mục 4 (HY10: Sở Nội vụ proposes measures to it) and mục 6 (HY15: it
directs and urges the agencies to follow the plan). No official form of it was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import SteeringMember
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Quyết định thành lập Ban chỉ đạo của tỉnh"
TEMPLATES = letterhead.templates("province-committee.docx")

_ROLES = {"chair": "Trưởng ban", "vice_chair": "Phó Trưởng ban", "secretary": "Thư ký", "member": "Ủy viên"}
_ORDER = list(_ROLES)


class MemberFields(common.PersonFields):
    """A member of the province's committee."""

    role: Annotated[str, About("Vai trong Ban", "programme.yaml: steering[].role")]
    duty: Annotated[str, About("Nhiệm vụ trong Ban", "programme.yaml: steering[].duty")]


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "programme.yaml: province.committee")]
    bases: Annotated[list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases | programme.yaml: decision")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    level: Annotated[str, About("tỉnh hoặc thành phố", "programme.yaml: province.committee")]
    level_name: Annotated[str, About("Tên tỉnh kèm cấp, ví dụ tỉnh Bình Phước", "programme.yaml: province.name")]
    committee: Annotated[str, About("Ủy ban nhân dân tỉnh, trong câu văn", "programme.yaml: province.committee")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]
    local: Annotated[str, About("Cơ quan cấp dưới phải áp dụng", "programme.yaml: province.districts")]
    count: Annotated[str, About("Số thành viên, hai chữ số", "programme.yaml: steering")]
    members: Annotated[list[MemberFields], About("Thành viên Ban chỉ đạo", "programme.yaml: steering")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a programme."""
    programme = papers.programme(workspace)
    province, facts = programme.province, programme.steering_decision
    committee, lead = workspace.office("committee"), workspace.office("lead")
    level = papers.level(workspace)
    first = next(iter(papers.years(workspace)), None)
    proposed = f"Theo đề nghị của {lead.post('head').title} {province.lead}"
    members = _members(workspace)
    own: Own = {
        "bases": letterhead.bases(committee, [committee.regime.base_act], [proposed], facts.date, first),
        "programme": papers.titled(workspace),
        "level": level,
        "level_name": f"{level} {province.name}",
        "committee": papers.committee(workspace),
        "home_affairs": province.home_affairs,
        "local": papers.local(province),
        "count": f"{len(members):02}",
        "members": members,
        "certifies": committee.agency.regime == "144-2006",
        "authority": papers.signing(workspace, facts)["authority"],
    }
    yield papers.paper(
        workspace,
        office="committee",
        kind="province-committee",
        kind_name="Quyết định",
        group="programme",
        letters="QĐ",
        facts=facts,
        year=first,
        title="Thành lập Ban chỉ đạo của tỉnh",
        template="province-committee.docx",
        recipients=["Như Điều 5", province.lead, province.home_affairs, province.finance],
        context={**own, **papers.signing(workspace, facts)},
    )


def _members(workspace: Workspace) -> list[MemberFields]:
    """As written, chair first; else the bodies of the programme, with room for the names."""
    programme = papers.programme(workspace)
    found = sorted(programme.steering or _proposed(workspace), key=lambda one: _ORDER.index(one.role))
    committee = workspace.office("committee")
    return [
        {
            **common.person(committee, one, number),
            "role": _ROLES[one.role],
            "duty": one.duty or _duty(workspace, one),
        }
        for number, one in enumerate(found, start=1)
    ]


def _proposed(workspace: Workspace) -> tuple[SteeringMember, ...]:
    province = papers.programme(workspace).province
    committee, lead, contact = (workspace.office(name) for name in ("committee", "lead", "contact"))
    deputy, level = committee.post("deputy_head"), papers.committee(workspace)
    return (
        SteeringMember(name=deputy.name, title=deputy.title, body=level, role="chair"),
        SteeringMember(
            name=lead.post("head").name, title=lead.post("head").title, body=province.lead, role="vice_chair"
        ),
        *(
            SteeringMember(name=office.post("head").name, title=office.post("head").title, body=office.agency.name)
            for office in (workspace.office("home_affairs"), workspace.office("finance"))
        ),
        SteeringMember(title="Chánh Văn phòng", body=level),
        SteeringMember(
            name=contact.post("head").name, title=contact.post("head").title, body=province.contact, role="secretary"
        ),
    )


def _duty(workspace: Workspace, member: SteeringMember) -> str:
    """What somebody of that role and that body does."""
    province = papers.programme(workspace).province
    by_role = {
        "chair": "Chỉ đạo chung; chủ trì các cuộc họp; quyết định biện pháp đối với cơ quan thực hiện chậm",
        "vice_chair": "Giúp Trưởng ban điều hành, theo dõi tiến độ của các cơ quan; tổng hợp báo cáo",
        "secretary": "Chuẩn bị nội dung họp; tổng hợp tiến độ, số liệu; quản lý hồ sơ của Ban",
    }
    by_body = {
        province.home_affairs: "Đề xuất biện pháp gắn việc áp dụng hệ thống với cải cách hành chính",
        province.finance: "Bảo đảm kinh phí của Chương trình; hướng dẫn lập dự toán, quyết toán",
        province.lead: "Hướng dẫn kế hoạch, tiến độ; lập danh sách từng năm",
    }
    else_words = "Tham gia chỉ đạo, đôn đốc các cơ quan trong lĩnh vực phụ trách"
    return by_role.get(member.role) or by_body.get(text.nfc(member.body or ""), else_words)
