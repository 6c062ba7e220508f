"""Report of the province's committee to those above it on the same period as a report of the lead body.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, Điều 2.3 (BP10: the chairman reports to the Prime Minister every six months and
every year, under QĐ 144/2006/QĐ-TTg). Today QĐ 19/2014/QĐ-TTg, Điều 12.6 asks for a yearly report to the Ministry of
Science and Technology in December, in the form of Phụ lục II. No official form of it was seen: the tables here are our
own choice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers, report
from qmsdocs.model.programme import ProvinceReport
from qmsdocs.plan import DocumentPlan
from qmsdocs.reporting import figures
from qmsdocs.reporting.figures import Span
from qmsdocs.workspace import Workspace

TITLE = "Báo cáo của Ủy ban nhân dân tỉnh về áp dụng hệ thống quản lý chất lượng"
TEMPLATES = letterhead.templates("government-report.docx")
UNCONFIRMED = (
    "bố cục Phụ lục II kèm theo Quyết định số 19/2014/QĐ-TTg chưa được thấy; các bảng là đề xuất của bộ công cụ"
)


class Own(TypedDict):
    """What only this kind has."""

    to: Annotated[
        str, About("Báo cáo ai: Thủ tướng Chính phủ, hoặc Bộ Khoa học và Công nghệ", "programme.yaml: defaults")
    ]
    report: Annotated[
        report.ReportFields, About("Báo cáo, cùng số liệu với báo cáo của cơ quan chủ trì", "programme.yaml: reports")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One for each report of a period that goes further up."""
    programme = papers.programme(workspace)
    committee = workspace.office("committee")
    for written in programme.reports:
        span = figures.span_of(programme, written)
        if span is None or not _goes_up(committee.regime.regime, written, span):
            continue
        upward = written.government
        content = report.content(figures.figures(workspace, span), written)
        to = "Thủ tướng Chính phủ" if committee.regime.regime == "144-2006" else "Bộ Khoa học và Công nghệ"
        own: Own = {"to": to, "report": {**content, "proposals": [*upward.proposals]}}
        yield papers.paper(
            workspace,
            office="committee",
            kind="government-report",
            kind_name=TITLE,
            group="reports",
            letters="BC",
            facts=upward,
            year=span.until.year,
            title=f"{TITLE} {span.words}",
            template="government-report.docx",
            addressed_to=to,
            recipients=["Như trên", *_copied(to), programme.province.lead, programme.province.home_affairs],
            context=own,
            file_title=report.name(span, what="của UBND tỉnh"),
        )


def _goes_up(regime: str, written: ProvinceReport, span: Span) -> bool:
    """Every half year and year to the Prime Minister; the year alone to the ministry; a final report always."""
    if written.final:
        return True
    _, _, part = span.period.partition("-")
    return bool(span.period) and (part == "" or (regime == "144-2006" and part in ("H1", "H2")))


def _copied(to: str) -> list[str]:
    return ["Bộ Khoa học và Công nghệ"] if to == "Thủ tướng Chính phủ" else []
