"""The yearly plan of inspection (Mẫu 19 KHKT of TT 26/2014/TT-BKHCN).

Rules: Điều 33 (every agency each year by files or reports, at least a third on site), Điều 34 (columns: agency, who
inspects with whom, when, how, money), Điều 36 (the points); QĐ 19/2014/QĐ-TTg, Điều 6. No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import inspections
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import inspecting, papers
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Kế hoạch kiểm tra"
TEMPLATES = letterhead.templates("inspection-plan.docx")
UNCONFIRMED = inspecting.UNCONFIRMED


class Own(TypedDict):
    """What only this kind has."""

    bases: Annotated[list[str], About("Các dòng căn cứ", "standards/regime-*.yaml: plan_bases | acts.yaml: *")]
    inspection: Annotated[inspecting.YearFields, About("Cuộc kiểm tra của năm", "programme.yaml: inspections.*")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a year that has a file of its own."""
    province = papers.programme(workspace).province
    for found in inspections.years(workspace):
        own: Own = {
            "bases": inspecting.bases(workspace, found, [], money=True),
            "inspection": inspecting.fields(workspace, found),
            "home_affairs": province.home_affairs,
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="inspection-plan",
            kind_name="Kế hoạch",
            group="inspection",
            letters="KH",
            facts=found.inspection.plan,
            year=found.year,
            title=f"Kiểm tra việc áp dụng hệ thống quản lý chất lượng năm {found.year}",
            template="inspection-plan.docx",
            recipients=[
                f"{province.committee} (để báo cáo)",
                province.home_affairs,
                province.finance,
                "Các cơ quan được kiểm tra",
                province.contact,
            ],
            context=own,
        )
