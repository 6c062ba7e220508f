"""The summary report on the year's inspection: Chi cục to Sở, Sở to UBND tỉnh, in November.

Rule: TT 26/2014/TT-BKHCN, Điều 38; the counts are those of Điều 33, 36, 37. No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import inspections, text
from qmsdocs.fields import About
from qmsdocs.inspections import Visited, Year
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import inspecting, papers
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Báo cáo tổng hợp kết quả kiểm tra"
TEMPLATES = letterhead.templates("inspection-report.docx")
UNCONFIRMED = (
    "Báo cáo tổng hợp theo Thông tư số 26/2014/TT-BKHCN, Điều 38: chưa thấy mẫu chính thức; bố cục do bộ công cụ soạn."
)
_WEAK = 3  # points that the report names as those most often not met


class PointCountFields(TypedDict):
    """One point over all agencies."""

    id: Annotated[str, About("Ký hiệu điểm")]
    text: Annotated[str, About("Nội dung điểm kiểm tra")]
    met: Annotated[str, About("Số cơ quan đạt", "programme.yaml: inspections.*.visits[].points[].met")]
    unmet: Annotated[str, About("Số cơ quan chưa đạt", "programme.yaml: inspections.*.visits[].points[].met")]
    share: Annotated[str, About("Tỷ lệ đạt trong số cơ quan đã xem điểm này")]


class AgencyRowFields(TypedDict):
    """One agency in the report."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Cơ quan", "programme.yaml: inspections.*.visits[].slug")]
    form: Annotated[str, About("Hình thức kiểm tra", "programme.yaml: inspections.*.visits[].form")]
    date: Annotated[
        str, About("Ngày kiểm tra; chưa kiểm tra thì nói rõ", "programme.yaml: inspections.*.visits[].date")
    ]
    met: Annotated[str, About("Số điểm đạt trên số điểm đã xem", "programme.yaml: inspections.*.visits[].points")]
    unmet: Annotated[str, About("Các điểm chưa đạt", "programme.yaml: inspections.*.visits[].points")]
    due: Annotated[str, About("Hạn báo cáo khắc phục", "programme.yaml: inspections.*.visits[].minutes")]
    state: Annotated[
        str, About("Đã khắc phục, còn hạn, quá hạn bao nhiêu ngày", "programme.yaml: inspections.*.visits[].corrected")
    ]


class ReportFields(TypedDict):
    """The figures of the year."""

    as_of: Annotated[str, About("Ngày lấy số liệu", "programme.yaml: inspections.*.report.date")]
    due: Annotated[str, About("Số cơ quan phải kiểm tra trong năm", "programme.yaml: cohorts[].agencies")]
    held: Annotated[str, About("Số cơ quan đã kiểm tra", "programme.yaml: inspections.*.visits[].date")]
    held_share: Annotated[str, About("Tỷ lệ đã kiểm tra")]
    held_site: Annotated[str, About("Số cơ quan đã kiểm tra tại chỗ")]
    site_share: Annotated[str, About("Tỷ lệ đã kiểm tra tại chỗ so với số phải kiểm tra")]
    enough: Annotated[bool, About("Đã đủ một phần ba kiểm tra tại chỗ hay chưa")]
    open: Annotated[list[str], About("Các cơ quan chưa được kiểm tra")]
    full: Annotated[str, About("Số cơ quan đạt mọi điểm đã xem")]
    with_unmet: Annotated[str, About("Số cơ quan có điểm chưa đạt")]
    unmet: Annotated[str, About("Tổng số lượt điểm chưa đạt")]
    weak: Annotated[list[str], About("Các điểm chưa đạt nhiều nhất, kèm số cơ quan")]
    asked: Annotated[str, About("Số cơ quan phải báo cáo khắc phục")]
    corrected: Annotated[str, About("Số cơ quan đã báo cáo khắc phục")]
    waiting: Annotated[str, About("Số cơ quan chưa báo cáo, còn trong hạn")]
    late: Annotated[str, About("Số cơ quan quá hạn báo cáo khắc phục")]
    overdue: Annotated[list[str], About("Cơ quan quá hạn báo cáo khắc phục")]
    points: Annotated[list[PointCountFields], About("Kết quả theo từng điểm")]
    agencies: Annotated[list[AgencyRowFields], About("Kết quả theo từng cơ quan")]
    proposals: Annotated[list[str], About("Kiến nghị", "programme.yaml: inspections.*.proposals")]


class Own(TypedDict):
    """What only this kind has."""

    inspection: Annotated[inspecting.YearFields, About("Cuộc kiểm tra của năm", "programme.yaml: inspections.*")]
    report: Annotated[ReportFields, About("Số liệu tổng hợp", "programme.yaml: inspections.*.visits")]
    plan: Annotated[str, About("Kế hoạch kiểm tra được viện dẫn", "programme.yaml: inspections.*.plan")]
    decided: Annotated[str, About("Quyết định kiểm tra được viện dẫn", "programme.yaml: inspections.*.decision")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a year in which an agency was inspected."""
    province = papers.programme(workspace).province
    for found in inspections.years(workspace):
        if not any(one.held(found.as_of) for one in found.visits):
            continue
        own: Own = {
            "inspection": inspecting.fields(workspace, found),
            "report": _report(workspace, found),
            "plan": inspecting.planned_paper(workspace, found),
            "decided": inspecting.decided(workspace, found),
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="inspection-report",
            kind_name="Báo cáo",
            group="inspection",
            letters="BC",
            facts=found.inspection.report,
            year=found.year,
            title=f"{TITLE} năm {found.year}",
            template="inspection-report.docx",
            addressed_to=province.committee,
            recipients=["Như trên", province.home_affairs, "Các cơ quan được kiểm tra", province.contact],
            context=own,
        )


def _report(workspace: Workspace, found: Year) -> ReportFields:
    as_of = found.as_of
    held = [one for one in found.visits if one.held(as_of)]
    site = [one for one in held if one.visit.form == "site"]
    seen = {one.entry.slug for one in held}
    asked = [one for one in held if one.due]
    waiting = [one for one in asked if not one.corrected(as_of)]
    late = [one for one in waiting if one.late(as_of)]
    unmet = [one for one in held if one.unmet]
    points = [_point(held, point.id, point.text) for point in inspections.points()]
    return {
        "as_of": text.short_date(as_of),
        "due": f"{len(found.due):02}",
        "held": f"{len(held):02}",
        "held_share": text.percent(len(held), len(found.due)),
        "held_site": f"{len(site):02}",
        "site_share": text.percent(len(site), len(found.due)),
        "enough": len(site) >= found.least,
        "open": [entry.qms.agency.name for entry in found.due if entry.slug not in seen],
        "full": f"{sum(1 for one in held if one.visit.points and not one.unmet):02}",
        "with_unmet": f"{len(unmet):02}",
        "unmet": f"{sum(len(one.unmet) for one in held):02}",
        "weak": [_weak(point) for point in _weakest(points)],
        "asked": f"{len(asked):02}",
        "corrected": f"{len(asked) - len(waiting):02}",
        "waiting": f"{len(waiting) - len(late):02}",
        "late": f"{len(late):02}",
        "overdue": [f"{one.qms.agency.name} (hạn {text.short_date(one.due)})" for one in late],
        "points": points,
        "agencies": [_agency(one, as_of, number) for number, one in enumerate(found.visits, start=1)],
        "proposals": text.listed(found.inspection.proposals or _proposals(workspace, points, late)),
    }


def _point(held: list[Visited], point: str, words: str) -> PointCountFields:
    seen = [one.results[point] for one in held if point in one.results]
    met = sum(1 for one in seen if one.met)
    return {
        "id": point,
        "text": words,
        "met": str(met),
        "unmet": str(len(seen) - met),
        "share": text.percent(met, len(seen)),
    }


def _weakest(points: list[PointCountFields]) -> list[PointCountFields]:
    """Those not met by most agencies, as far as they are not met at all."""
    failed = [point for point in points if point["unmet"] != "0"]
    return sorted(failed, key=lambda point: -int(point["unmet"]))[:_WEAK]


def _weak(point: PointCountFields) -> str:
    return f"điểm {point['id']} ({text.uncapitalize(point['text'])}): {int(point['unmet']):02} cơ quan"


def _proposals(workspace: Workspace, points: list[PointCountFields], late: list[Visited]) -> list[str]:
    """What follows from the figures, when nothing is written."""
    province = papers.programme(workspace).province
    found = []
    if late:
        names = papers.joined(one.qms.agency.name for one in late)
        found.append(f"Yêu cầu {names} khắc phục ngay những điểm chưa đạt và báo cáo kết quả")
    if weakest := _weakest(points):
        listed = papers.joined(point["id"] for point in weakest)
        found.append(f"Giao {province.contact} hướng dẫn, tập huấn lại cho các cơ quan về các điểm {listed}")
    found.append("Lấy kết quả kiểm tra làm một căn cứ đánh giá mức độ hoàn thành nhiệm vụ và khen thưởng các cơ quan")
    return found


def _agency(one: Visited, as_of: datetime.date, number: int) -> AgencyRowFields:
    held, results = one.held(as_of), one.results
    return {
        "number": str(number),
        "name": one.qms.agency.name,
        "form": inspecting.FORMS[one.visit.form],
        "date": text.short_date(one.visit.date) if held else "Chưa kiểm tra",
        "met": f"{len(results) - len(one.unmet)}/{len(results)}" if held and results else "–",
        "unmet": ", ".join(one.unmet) if held else "",
        "due": text.short_date(one.due) if held and one.due else "–",
        "state": _state(one, as_of) if held else "",
    }


def _state(one: Visited, as_of: datetime.date) -> str:
    if one.due is None:
        return "Không phải khắc phục"
    if one.corrected(as_of):
        late = ", sau hạn" if one.late(as_of) else ""
        return f"Đã báo cáo ngày {text.short_date(one.visit.corrected)}{late}"
    over = (as_of - one.due).days
    return f"Quá hạn {over} ngày" if over > 0 else "Còn trong hạn"
