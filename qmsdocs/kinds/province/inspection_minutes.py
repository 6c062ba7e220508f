"""Minutes of the inspection of one agency, with the 13 points (Mẫu 21 BBKT of TT 26/2014/TT-BKHCN).

Rules: Điều 36 (7 and 6 points), Điều 37 (two copies; the agency reports its corrections within two months from the
signing). No official form of it was seen; the points are in words of our own (standards/inspection-points.yaml).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import inspections, text
from qmsdocs.fields import About
from qmsdocs.inspections import Visited, Year
from qmsdocs.kinds import common, letterhead
from qmsdocs.kinds.province import inspecting, papers
from qmsdocs.model.paper import Paper, Person
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Biên bản kiểm tra"
TEMPLATES = letterhead.templates("inspection-minutes.docx")
UNCONFIRMED = inspecting.UNCONFIRMED


class ResultFields(TypedDict):
    """The result of one point."""

    id: Annotated[str, About("Ký hiệu điểm", "programme.yaml: inspections.*.visits[].points[].point")]
    text: Annotated[str, About("Nội dung điểm kiểm tra")]
    look_at: Annotated[str, About("Xem gì để kết luận")]
    met: Annotated[str, About("x nếu đạt", "programme.yaml: inspections.*.visits[].points[].met")]
    unmet: Annotated[str, About("x nếu chưa đạt", "programme.yaml: inspections.*.visits[].points[].met")]
    remark: Annotated[str, About("Nhận xét, bằng chứng", "programme.yaml: inspections.*.visits[].points[].remark")]


class ResultGroupFields(TypedDict):
    """The results of points that belong together."""

    number: Annotated[str, About("Số khoản")]
    title: Annotated[str, About("Tên nhóm điểm")]
    points: Annotated[list[ResultFields], About("Kết quả từng điểm", "programme.yaml: inspections.*.visits[].points")]


class MinutesFields(TypedDict):
    """The inspection of one agency."""

    day: Annotated[str, About("Ngày kiểm tra, viết đủ chữ", "programme.yaml: inspections.*.visits[].date")]
    place: Annotated[str, About("Nơi làm việc", "agency.yaml: address | agency.yaml: name")]
    agency: Annotated[str, About("Cơ quan được kiểm tra", "agency.yaml: name")]
    scope: Annotated[str, About("Phạm vi áp dụng của cơ quan", "agency.yaml: scope")]
    site: Annotated[bool, About("Kiểm tra tại chỗ hay qua hồ sơ", "programme.yaml: inspections.*.visits[].form")]
    decided: Annotated[str, About("Quyết định kiểm tra được viện dẫn", "programme.yaml: inspections.*.decision")]
    partner: Annotated[
        str, About("Đơn vị phối hợp; trống nếu không có", "programme.yaml: inspections.*.visits[].partner")
    ]
    team: Annotated[list[inspecting.MemberFields], About("Đoàn kiểm tra", "programme.yaml: inspections.*.team")]
    people: Annotated[
        list[common.PersonFields],
        About(
            "Đại diện cơ quan được kiểm tra",
            "programme.yaml: inspections.*.visits[].met_with | agency.yaml: posts.head",
        ),
    ]
    groups: Annotated[
        list[ResultGroupFields], About("Kết quả theo nhóm điểm", "programme.yaml: inspections.*.visits[].points")
    ]
    filled: Annotated[bool, About("Đã có kết quả hay biên bản còn để điền")]
    points: Annotated[str, About("Số điểm kiểm tra")]
    met: Annotated[str, About("Số điểm đạt", "programme.yaml: inspections.*.visits[].points[].met")]
    unmet: Annotated[str, About("Số điểm chưa đạt", "programme.yaml: inspections.*.visits[].points[].met")]
    unmet_list: Annotated[str, About("Các điểm chưa đạt; trống nếu không có")]
    missing: Annotated[str, About("Các điểm chưa ghi kết quả; trống nếu đủ")]
    conclusion: Annotated[
        str,
        About("Nhận xét chung; chưa có thì là dòng chấm", "programme.yaml: inspections.*.visits[].conclusion"),
    ]
    requests: Annotated[list[str], About("Yêu cầu khắc phục", "programme.yaml: inspections.*.visits[].requests")]
    due: Annotated[
        str,
        About(
            "Hạn báo cáo khắc phục: hai tháng kể từ ngày ký biên bản",
            "programme.yaml: inspections.*.visits[].minutes | programme.yaml: inspections.*.visits[].date",
        ),
    ]
    signed: Annotated[str, About("Ngày ký biên bản, viết đủ chữ", "programme.yaml: inspections.*.visits[].minutes")]
    leader: Annotated[str, About("Họ tên trưởng đoàn; trống nếu chưa có", "programme.yaml: inspections.*.team")]
    head: Annotated[str, About("Họ tên người ký của cơ quan; trống nếu chưa có", "agency.yaml: posts.head.name")]


class Own(TypedDict):
    """What only this kind has."""

    minutes: Annotated[MinutesFields, About("Cuộc kiểm tra một cơ quan", "programme.yaml: inspections.*.visits[]")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One for each agency that is visited; of one seen by its files, once there are results."""
    for found in inspections.years(workspace):
        for one in found.visits:
            if one.visit.form == "site" or one.visit.points:
                yield _plan(workspace, found, one)


def _plan(workspace: Workspace, found: Year, one: Visited) -> DocumentPlan:
    name = one.qms.agency.name
    own: Own = {"minutes": _minutes(workspace, found, one)}
    return papers.paper(
        workspace,
        office="lead",
        kind="inspection-minutes",
        kind_name=TITLE,
        group="inspection",
        letters="BB",
        facts=Paper(date=one.signed or one.visit.planned),
        year=found.year,
        dated=False,
        title=f"{TITLE} {name} năm {found.year}",
        template="inspection-minutes.docx",
        file_title=f"BB kiểm tra {found.year} {one.entry.slug}",
        context=own,
    )


def _minutes(workspace: Workspace, found: Year, one: Visited) -> MinutesFields:
    visit, qms = one.visit, one.qms
    team = inspecting.team(workspace, found)
    filled = bool(visit.points)
    met = sum(1 for result in one.results.values() if result.met)
    return {
        "day": text.long_date(visit.date, found.year),
        "place": qms.agency.address or (f"trụ sở {qms.agency.name}" if visit.form == "site" else
                                        inspecting.inspector(workspace, one)),
        "agency": qms.agency.name,
        "scope": qms.agency.scope.rstrip(" ."),
        "site": visit.form == "site",
        "decided": inspecting.decided(workspace, found),
        "partner": visit.partner or "",
        "team": team,
        "people": common.people(qms, visit.met_with or (Person(post="head"), Person(post="secretary"))),
        "groups": _groups(one),
        "filled": filled,
        "points": str(len(inspections.points())),
        "met": f"{met:02}" if filled else text.SHORT_BLANK,
        "unmet": f"{len(one.unmet):02}" if filled else text.SHORT_BLANK,
        "unmet_list": ", ".join(one.unmet),
        "missing": ", ".join(one.missing) if filled else "",
        "conclusion": (visit.conclusion or text.BLANK * 3).rstrip(" ."),
        "requests": text.listed(visit.requests),
        "due": text.short_date(one.due),
        "signed": text.long_date(one.signed, found.year),
        "leader": found.inspection.team[0].name or "" if found.inspection.team else "",
        "head": qms.post("head").name or "",
    }  # fmt: skip


def _groups(one: Visited) -> list[ResultGroupFields]:
    return [
        {
            "number": group["number"],
            "title": group["title"],
            "points": [{**point, **_result(one, point["id"])} for point in group["points"]],  # type: ignore[typeddict-item]
        }
        for group in inspecting.groups()
    ]


def _result(one: Visited, point: str) -> dict[str, str]:
    result = one.results.get(point)
    if result is None:
        return {"met": "", "unmet": "", "remark": ""}
    return {"met": "x" if result.met else "", "unmet": "" if result.met else "x", "remark": result.remark or ""}
