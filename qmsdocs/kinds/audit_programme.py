"""Internal-audit programme of the year: 8.2.2 of 2000/2008, 9.2 of 2015."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import schedule
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Chương trình đánh giá nội bộ"

_TEAM_ROWS = 4
_COMMON = "mục tiêu chất lượng và phần việc của đơn vị trong các quy trình hệ thống"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a year."""
    year = common.year_words(qms)
    yield common.controlled(
        qms,
        kind="audit-programme",
        kind_name=TITLE,
        group="audit",
        code=common.code_of(qms, "audit_programme"),
        title=f"{TITLE} năm {year}",
        template="audit-programme.docx",
        context={
            "year": year,
            "rounds": [{"number": str(n), "when": when} for n, when in enumerate(schedule.audit_months(qms), start=1)],
            "visits": _visits(qms),
            "team": [{"number": str(n), "mark": chr(64 + n)} for n in range(1, _TEAM_ROWS + 1)],
        },
    )


def _visits(qms: Qms) -> list[common.Context]:
    months = schedule.audit_months(qms)
    own = {visit.unit: f"{visit.month}/{common.year_words(qms)}" for visit in qms.agency.audit.visits}
    rows: list[common.Context] = [
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
