"""The decision on the yearly inspection, which sets up its team (Mẫu 20 QĐKT of TT 26/2014/TT-BKHCN).

Rules: Điều 33-37. No official form of it was seen.
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

TITLE = "Quyết định kiểm tra"
TEMPLATES = letterhead.templates("inspection-decision.docx")
UNCONFIRMED = inspecting.UNCONFIRMED


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "programme.yaml: province.lead")]
    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "standards/regime-*.yaml: plan_bases | programme.yaml: inspections.*.plan"),
    ]
    inspection: Annotated[inspecting.YearFields, About("Cuộc kiểm tra của năm", "programme.yaml: inspections.*")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a year that has a file of its own."""
    province = papers.programme(workspace).province
    lead = workspace.office("lead")
    for found in inspections.years(workspace):
        further = [
            f"Căn cứ {inspecting.planned_paper(workspace, found)}",
            f"Theo đề nghị của {workspace.office('contact').post('head').title} {province.contact}",
        ]
        own: Own = {
            "authority": letterhead.authority(lead),
            "bases": inspecting.bases(workspace, found, further),
            "inspection": inspecting.fields(workspace, found),
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="inspection-decision",
            kind_name="Quyết định",
            group="inspection",
            letters="QĐ",
            facts=found.inspection.decision,
            year=found.year,
            title=f"Kiểm tra việc áp dụng hệ thống quản lý chất lượng năm {found.year}",
            template="inspection-decision.docx",
            recipients=["Như Điều 5", f"{province.committee} (để báo cáo)", province.home_affairs],
            context=own,
        )
