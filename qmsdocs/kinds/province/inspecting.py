"""What the papers of the yearly inspection share: its agencies, its points, its team in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import inspections, text
from qmsdocs.fields import About
from qmsdocs.inspections import Visited, Year
from qmsdocs.kinds import common, letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.workspace import Workspace

FORMS = {"file": "Qua hồ sơ, báo cáo", "site": "Tại chỗ"}
UNCONFIRMED = (
    "Mẫu 19, 20, 21 của Thông tư số 26/2014/TT-BKHCN: bộ công cụ biết tên mẫu và nội dung phải có, chưa thấy "
    "bảng trong mẫu; đối chiếu với mẫu trước khi ký."
)


class VisitFields(TypedDict):
    """One agency of the plan."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Cơ quan được kiểm tra", "programme.yaml: inspections.*.visits[].slug")]
    by: Annotated[
        str,
        About(
            "Đơn vị kiểm tra, đơn vị phối hợp",
            "programme.yaml: inspections.*.visits[].by | programme.yaml: inspections.*.visits[].partner "
            "| programme.yaml: province.contact",
        ),
    ]
    when: Annotated[
        str, About("Ngày dự kiến; chưa định thì là dòng chấm", "programme.yaml: inspections.*.visits[].planned")
    ]
    form: Annotated[str, About("Hình thức kiểm tra", "programme.yaml: inspections.*.visits[].form")]
    cost: Annotated[str, About("Kinh phí (đồng)", "programme.yaml: inspections.*.visits[].cost")]


class PointFields(TypedDict):
    """A point to inspect."""

    id: Annotated[str, About("Ký hiệu điểm, ví dụ 1đ")]
    text: Annotated[str, About("Nội dung điểm kiểm tra")]
    look_at: Annotated[str, About("Xem gì để kết luận")]


class GroupFields(TypedDict):
    """Points that belong together."""

    number: Annotated[str, About("Số khoản")]
    title: Annotated[str, About("Tên nhóm điểm")]
    count: Annotated[str, About("Số điểm trong nhóm")]
    points: Annotated[list[PointFields], About("Các điểm")]


class MemberFields(common.PersonFields):
    """A member of the team."""

    role: Annotated[str, About("Trưởng đoàn hoặc Thành viên")]


class YearFields(TypedDict):
    """The inspection of a year."""

    year: Annotated[str, About("Năm kiểm tra", "programme.yaml: inspections")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    committee: Annotated[str, About("Ủy ban nhân dân tỉnh, trong câu văn", "programme.yaml: province.committee")]
    count: Annotated[str, About("Số cơ quan được kiểm tra", "programme.yaml: inspections.*.visits")]
    site: Annotated[str, About("Số cơ quan kiểm tra tại chỗ", "programme.yaml: inspections.*.visits[].form")]
    file: Annotated[str, About("Số cơ quan kiểm tra qua hồ sơ", "programme.yaml: inspections.*.visits[].form")]
    share: Annotated[str, About("Tỷ lệ kiểm tra tại chỗ so với số cơ quan phải kiểm tra")]
    least: Annotated[str, About("Số cơ quan ít nhất phải kiểm tra tại chỗ: một phần ba")]
    points: Annotated[str, About("Số điểm kiểm tra")]
    groups: Annotated[list[GroupFields], About("Các nhóm điểm kiểm tra")]
    visits: Annotated[list[VisitFields], About("Các cơ quan được kiểm tra", "programme.yaml: inspections.*.visits")]
    months: Annotated[str, About("Các lần kiểm tra trải từ tháng nào đến tháng nào, bằng lời")]
    team: Annotated[list[MemberFields], About("Đoàn kiểm tra", "programme.yaml: inspections.*.team")]
    cost: Annotated[
        str, About("Tổng kinh phí (đồng); chưa đủ thì là chấm", "programme.yaml: inspections.*.visits[].cost")
    ]
    cost_words: Annotated[str, About("Tổng kinh phí bằng chữ", "programme.yaml: inspections.*.visits[].cost")]


def fields(workspace: Workspace, found: Year) -> YearFields:
    """The inspection of a year as its papers tell it."""
    total = cost(found)
    return {
        "year": str(found.year),
        "programme": papers.titled(workspace),
        "committee": papers.committee(workspace),
        "count": f"{len(found.visits):02}",
        "site": f"{len(found.on_site):02}",
        "file": f"{len(found.visits) - len(found.on_site):02}",
        "share": text.percent(len(found.on_site), len(found.due)),
        "least": f"{found.least:02}",
        "points": str(len(inspections.points())),
        "groups": groups(),
        "visits": [visit(workspace, one, found, number) for number, one in enumerate(found.visits, start=1)],
        "months": _months(found),
        "team": team(workspace, found),
        "cost": text.money(total) if total is not None else text.SHORT_BLANK,
        "cost_words": text.money_in_words(int(total)) if total is not None else text.BLANK,
    }


def groups() -> list[GroupFields]:
    return [
        {
            "number": group.number,
            "title": group.title,
            "count": str(len(group.points)),
            "points": [{"id": one.id, "text": one.text, "look_at": one.look_at} for one in group.points],
        }
        for group in inspections.groups()
    ]


def visit(workspace: Workspace, one: Visited, found: Year, number: int) -> VisitFields:
    planned, partner = one.visit.planned, one.visit.partner
    by = inspector(workspace, one)
    if one.visit.cost is not None:
        price = text.money(one.visit.cost)
    else:
        price = text.SHORT_BLANK if one.visit.form == "site" else "–"
    return {
        "number": str(number),
        "name": one.qms.agency.name,
        "by": f"{by}; phối hợp: {partner}" if partner else by,
        "when": text.short_date(planned) if planned else f"…/…/{found.year}",
        "form": FORMS[one.visit.form],
        "cost": price,
    }


def inspector(workspace: Workspace, one: Visited) -> str:
    """Who inspects: as written, else the contact body."""
    return one.visit.by or papers.programme(workspace).province.contact


def team(workspace: Workspace, found: Year) -> list[MemberFields]:
    """The team; while nobody is named, a leader and two members to be written."""
    lead = workspace.office("lead")
    named = common.people(lead, found.inspection.team)
    if not named:
        blank = {"name": text.BLANK, "title": text.SHORT_BLANK, "unit": text.SHORT_BLANK}
        named = [common.PersonFields(number=str(n), **blank) for n in (1, 2, 3)]  # type: ignore[typeddict-item]
    return [{**one, "role": "Trưởng đoàn" if n == 0 else "Thành viên"} for n, one in enumerate(named)]


def cost(found: Year) -> Decimal | None:
    """What the inspection costs; None while an agency inspected on site has no figure."""
    known = [one.visit.cost for one in found.visits if one.visit.cost is not None]
    priced = all(one.visit.cost is not None for one in found.on_site)
    return sum(known, Decimal(0)) if known and priced else None


def decided(workspace: Workspace, found: Year) -> str:
    """The decision on the inspection as other papers cite it: Quyết định số 56/QĐ-SKHCN ngày 10/8/2026 của …"""
    facts, lead = found.inspection.decision, workspace.office("lead")
    number = facts.number or text.SHORT_BLANK
    return (
        f"Quyết định số {number}/{letterhead.typed(lead, 'QĐ', facts.date)} ngày {text.short_date(facts.date)} của "
        f"{lead.post('head').title} {letterhead.in_sentence(lead, facts.date)}"
    )


def planned_paper(workspace: Workspace, found: Year) -> str:
    """The plan as other papers cite it."""
    facts, lead = found.inspection.plan, workspace.office("lead")
    number = facts.number or text.SHORT_BLANK
    return (
        f"Kế hoạch số {number}/{letterhead.typed(lead, 'KH', facts.date)} ngày {text.short_date(facts.date)} của "
        f"{letterhead.in_sentence(lead, facts.date)} về kiểm tra năm {found.year}"
    )


def bases(workspace: Workspace, found: Year, further: list[str], money: bool = False) -> list[str]:
    """The acts of the regime, those about money only where money is spoken of; then further lines."""
    lead = workspace.office("lead")
    acts = list(lead.regime.plan_bases) if money else letterhead.rules(lead)
    facts = found.inspection.plan if money else found.inspection.decision
    return letterhead.bases(lead, acts, further, facts.date or found.as_of)


def _months(found: Year) -> str:
    """từ tháng 8 đến tháng 10 năm 2026."""
    days = sorted(one.visit.planned for one in found.visits if one.visit.planned)
    if not days:
        return f"trong năm {found.year}"
    first, last = days[0].month, days[-1].month
    return f"tháng {first} năm {found.year}" if first == last else f"từ tháng {first} đến tháng {last} năm {found.year}"
