"""The directive (chỉ thị) of the province's committee on applying the QMS (HY01-HY19).

Source: Chỉ thị of UBND tỉnh Hưng Yên, 18/4/2007, read in full. The number's letters are CT (NĐ 30/2020, Phụ lục III,
Mục I). It is built for a province that wrote directive.yaml: not every programme has one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import Directive
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Chỉ thị về áp dụng hệ thống quản lý chất lượng"
TEMPLATES = letterhead.templates("directive.docx")


class GoalFields(TypedDict):
    """What the province strives for."""

    by: Annotated[str, About("Đến khi nào, bằng lời", "programme.yaml: goals[].until | programme.yaml: period")]
    share: Annotated[str, About("Tỷ lệ phải đạt", "programme.yaml: goals[].share")]


class OwnParts(TypedDict):
    """The parts that the province wrote itself, line by line; each is empty when the built-in text holds."""

    reasons: Annotated[list[str], About("Phần mở đầu", "programme.yaml: directive.reasons")]
    duties: Annotated[list[str], About("Các việc, đánh số", "programme.yaml: directive.duties")]
    closing: Annotated[list[str], About("Phần kết", "programme.yaml: directive.closing")]


class Own(TypedDict):
    """What only this kind has."""

    heading: Annotated[str, About("Dòng tên loại văn bản, in hoa", "programme.yaml: directive.heading")]
    subject: Annotated[str, About("Trích yếu", "programme.yaml: directive.subject | programme.yaml: province.name")]
    programme_here: Annotated[
        str,
        About("Tên chương trình, có tên tỉnh hoặc “của tỉnh”", "programme.yaml: title | programme.yaml: province.name"),
    ]
    committee: Annotated[str, About("Ủy ban nhân dân tỉnh, trong câu văn", "programme.yaml: province.committee")]
    level: Annotated[str, About("tỉnh hoặc thành phố", "programme.yaml: province.committee")]
    districts: Annotated[str, About("Cách gọi chung các đơn vị cấp dưới", "programme.yaml: province.districts")]
    local_words: Annotated[str, About("Cách gọi ấy, bỏ chữ “các”", "programme.yaml: province.districts")]
    encouraged: Annotated[str, About("Ai được khuyến khích áp dụng", "programme.yaml: province.encouraged")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]
    partners: Annotated[
        str,
        About(
            "Các cơ quan cùng hướng dẫn kế hoạch",
            "programme.yaml: province.home_affairs | programme.yaml: province.partners",
        ),
    ]
    addressees: Annotated[
        str, About("Ai phải thực hiện", "programme.yaml: directive.addressees | programme.yaml: province.districts")
    ]
    goal: Annotated[GoalFields, About("Mục tiêu có thời hạn, tỷ lệ", "programme.yaml: goals")]
    rule: Annotated[papers.RuleFields, About("Văn bản nền của chế độ", "standards/regime-*.yaml: base_act")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]
    effect: Annotated[str, About("Khi nào có hiệu lực, bằng lời", "programme.yaml: directive.effective_days")]
    wording: Annotated[papers.WordingFields, About("Cách viết của tỉnh", "programme.yaml: wording")]
    own: Annotated[OwnParts, About("Phần lời văn tỉnh tự viết", "programme.yaml: directive")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One, for a province that wrote a directive."""
    programme = papers.programme(workspace)
    if programme.directive is None:
        return
    facts, province = programme.directive, programme.province
    office = workspace.office("committee")
    years, wording = papers.years(workspace), papers.wording(workspace)
    title = programme.title if province.name in programme.title else f"{programme.title} của {papers.level(workspace)}"
    own: Own = {
        "heading": facts.heading.upper(),
        "subject": facts.subject or _subject(workspace),
        "programme_here": title,
        "committee": papers.committee(workspace).replace("Ủy ban nhân dân", wording["committee"]),
        "level": papers.level(workspace),
        "districts": province.districts,
        "local_words": province.districts.removeprefix("các "),
        "encouraged": papers.encouraged(province),
        "home_affairs": province.home_affairs,
        "partners": ", ".join([province.home_affairs, *province.partners]),
        "addressees": facts.addressees
        or f"Thủ trưởng các Sở, ngành và Chủ tịch {wording['committee']} {province.districts}",
        "goal": _goal(workspace),
        "rule": papers.rule(workspace),
        "certifies": office.agency.regime == "144-2006",
        "effect": papers.effect(facts.effective_days),
        "wording": wording,
        "own": {
            "reasons": [*facts.reasons],
            "duties": papers.given(facts.duties),
            "closing": [*facts.closing],
        },
    }
    first = years[0] if years else None
    yield papers.paper(
        workspace,
        office="committee",
        kind="directive",
        kind_name="Chỉ thị",
        group="programme",
        letters="CT",
        facts=facts,
        year=first,
        title=TITLE,
        file_title=f"CT {TITLE}",
        template="directive.docx",
        recipients=[
            f"Các Sở, ngành; Ủy ban nhân dân {province.districts}",
            province.lead,
            province.home_affairs,
            province.finance,
        ],
        context={
            **own,
            "signature": papers.signing(workspace, facts)["signature"],
            "date": _date(workspace, facts, first),
        },
    )


def _subject(workspace: Workspace) -> str:
    province = papers.programme(workspace).province
    standard = workspace.office("committee").standard.name
    return (
        f"Về áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {standard} vào hoạt động các cơ quan hành chính "
        f"{papers.programme(workspace).wording.state} của {papers.level(workspace)} {province.name}"
    )


def _date(workspace: Workspace, facts: Directive, year: int | None) -> str:
    place = facts.place or workspace.office("committee").place or text.SHORT_BLANK
    return f"{place}, {text.long_date(facts.date, year)}"


def _goal(workspace: Workspace) -> GoalFields:
    """The first goal that has a day and a share; without one, everybody until the end of the programme's period."""
    for goal in papers.programme(workspace).goals:
        if goal.until and goal.share is not None:
            return {"by": _until(goal.until), "share": f"{text.number(goal.share)}%"}
    years = papers.years(workspace)
    return {"by": f"đến hết năm {years[-1] if years else text.SHORT_BLANK}", "share": "100%"}


def _until(day: datetime.date) -> str:
    """đến hết quý II năm 2010, when the day ends a quarter; đến hết năm 2010; else đến ngày 15/5/2010."""
    if (day.month, day.day) == (12, 31):
        return f"đến hết năm {day.year}"
    following = day + datetime.timedelta(days=1)
    if following.day == 1 and day.month % 3 == 0:
        return f"đến hết {text.quarter(day.month, day.year)}"
    return f"đến ngày {text.short_date(day)}"
