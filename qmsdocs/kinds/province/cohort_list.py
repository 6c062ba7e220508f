"""The yearly list of agencies that apply the QMS (BP25-BP28, BP48), approved by the province's committee.

A decision with the agencies of the cohort, the legal sources of the list, and the roadmap of stages as a chart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import Cohort
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Entry, Qms, Workspace

TITLE = "Danh sách cơ quan áp dụng hệ thống quản lý chất lượng"
TEMPLATES = letterhead.templates("cohort-list.docx")


class AgencyRow(TypedDict):
    """One agency of the list."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "programme.yaml: cohorts[].agencies[].name")]
    obligation: Annotated[str, About("Bắt buộc hoặc khuyến khích", "agency.yaml: obligation")]
    start: Annotated[str, About("Tháng bắt đầu", "agency.yaml: project.start | programme.yaml: cohorts[].start")]
    end: Annotated[str, About("Tháng kết thúc", "agency.yaml: project.months")]
    plan: Annotated[str, About("Khi nào trình kế hoạch, bằng lời", "programme.yaml: cohorts[].submit")]
    bars: Annotated[list[bool], About("Từng quý của lộ trình, dự án của cơ quan có đang thực hiện hay không")]


class QuarterHead(TypedDict):
    """The head of a column of the chart."""

    quarter: Annotated[str, About("Quý, bằng số La Mã")]
    year: Annotated[str, About("Năm")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của đợt", "programme.yaml: cohorts[].year")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "programme.yaml: province.committee")]
    bases: Annotated[
        list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases | programme.yaml: cohorts[].sources")
    ]
    rows: Annotated[list[AgencyRow], About("Các cơ quan của đợt", "programme.yaml: cohorts[].agencies")]
    quarters: Annotated[list[QuarterHead], About("Đầu các cột quý của lộ trình")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a cohort."""
    programme = papers.programme(workspace)
    for cohort in programme.cohorts:
        entries = workspace.of_cohort(cohort.year)
        quarters = _quarters(entries)
        own: Own = {
            "year": str(cohort.year),
            "programme": papers.titled(workspace),
            "authority": letterhead.authority(workspace.office("committee")),
            "bases": _bases(workspace, cohort),
            "rows": [_row(entry.qms, number, quarters) for number, entry in enumerate(entries, start=1)],
            "quarters": [{"quarter": text.roman(q), "year": str(year)} for year, q in quarters],
        }
        yield papers.paper(
            workspace,
            office="committee",
            kind="cohort-list",
            kind_name=TITLE,
            group="cohorts",
            letters="QĐ",
            facts=cohort.decision,
            year=cohort.year - 1,
            title=f"{TITLE} năm {cohort.year}",
            template="cohort-list.docx",
            recipients=["Như Điều 3", programme.province.lead, programme.province.finance, programme.province.contact],
            context=own,
        )


def _bases(workspace: Workspace, cohort: Cohort) -> list[str]:
    programme = papers.programme(workspace)
    lead = workspace.office("lead").post("head").title
    further = [*(f"Căn cứ {source}" for source in cohort.sources), f"Theo đề nghị của {lead} {programme.province.lead}"]
    committee = workspace.office("committee")
    day = cohort.decision.date or datetime.date(cohort.year - 1, 12, 31)
    return letterhead.bases(committee, [committee.regime.base_act], further, day)


def _quarters(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """(year, quarter) from the first start to the last end of the cohort's projects."""
    months = [(m.year, m.month) for entry in entries for m in schedule.months(entry.qms) if m.year and m.month]
    numbers = sorted({year * 4 + (month - 1) // 3 for year, month in months})
    return [divmod(number, 4) for number in range(numbers[0], numbers[-1] + 1)] if numbers else []


def _row(qms: Qms, number: int, quarters: list[tuple[int, int]]) -> AgencyRow:
    every = schedule.months(qms)
    mine = {(m.year, (m.month - 1) // 3) for m in every if m.year and m.month}
    return {
        "number": str(number),
        "name": qms.agency.name,
        "obligation": "Bắt buộc" if qms.agency.obligation == "must" else "Khuyến khích",
        "start": every[0].label,
        "end": every[-1].label,
        "plan": text.capitalize(schedule.submission_words(qms)),
        "bars": [quarter in mine for quarter in quarters],
    }
