"""Internal-audit programme of the year: 8.2.2 of 2000/2008, 9.2 of 2015."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Chương trình đánh giá nội bộ"
TEMPLATES = ("audit-programme.docx",)


class RoundFields(TypedDict):
    """One round over the whole system."""

    number: Annotated[str, About("Số thứ tự đợt đánh giá")]
    when: Annotated[
        str,
        About(
            "Tháng đánh giá, ví dụ 9/2008",
            "agency.yaml: audit.rounds | agency.yaml: project.start | agency.yaml: cohort",
        ),
    ]


class VisitFields(TypedDict):
    """When one unit is audited, and on what."""

    number: Annotated[str, About("Số thứ tự")]
    unit: Annotated[str, About("Đơn vị được đánh giá", "agency.yaml: units.*.name")]
    procedures: Annotated[str, About("Quy trình, nội dung được đánh giá tại đơn vị", "agency.yaml: procedures")]
    when: Annotated[
        str, About("Tháng đánh giá đơn vị", "agency.yaml: audit.visits[].month | agency.yaml: audit.rounds")
    ]


class MemberFields(TypedDict):
    """A row for a member of the audit team, named by hand."""

    number: Annotated[str, About("Số thứ tự")]
    mark: Annotated[str, About("Ký hiệu thành viên: A, B, C, D")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[
        str, About("Năm đánh giá", "agency.yaml: audit.year | agency.yaml: project.start | agency.yaml: cohort")
    ]
    rounds: Annotated[list[RoundFields], About("Các đợt đánh giá toàn hệ thống", "agency.yaml: audit.rounds")]
    visits: Annotated[list[VisitFields], About("Lịch đánh giá từng đơn vị", "agency.yaml: units")]
    team: Annotated[list[MemberFields], About("Các dòng để ghi tên đoàn đánh giá")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_TEAM_ROWS = 4
_COMMON = "mục tiêu chất lượng và phần việc của đơn vị trong các quy trình hệ thống"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a year."""
    year = common.year_words(qms)
    own: Own = {
        "year": year,
        "rounds": [{"number": str(n), "when": when} for n, when in enumerate(schedule.audit_months(qms), start=1)],
        "visits": _visits(qms),
        "team": [{"number": str(n), "mark": chr(64 + n)} for n in range(1, _TEAM_ROWS + 1)],
    }
    yield common.controlled(
        qms,
        kind="audit-programme",
        kind_name=TITLE,
        group="audit",
        code=common.code_of(qms, "audit_programme"),
        title=f"{TITLE} năm {year}",
        template=TEMPLATES[0],
        context=own,
    )


def _visits(qms: Qms) -> list[VisitFields]:
    months = schedule.audit_months(qms)
    own = {visit.unit: f"{visit.month}/{common.year_words(qms)}" for visit in qms.agency.audit.visits}
    rows: list[VisitFields] = [
        {
            "number": "1",
            "unit": "Lãnh đạo cơ quan và thư ký ISO",
            "procedures": "Chính sách, mục tiêu chất lượng; xem xét của lãnh đạo; quản lý hệ thống",
            "when": "; ".join(months),
        }
    ]
    for number, (key, unit) in enumerate(qms.agency.units.items(), start=2):
        service = [used for used in qms.procedures if used.procedure.type == "service"]
        worked = [used.code for used in service if key in qms.units_of(used)]
        rows.append(
            {
                "number": str(number),
                "unit": unit.name,
                "procedures": "; ".join([*([", ".join(worked)] if worked else []), _COMMON]),
                "when": own.get(key) or "; ".join(months),
            }
        )
    return rows
