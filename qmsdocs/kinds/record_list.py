"""Master list of records (danh mục hồ sơ): every record of every procedure, where it is kept and how long."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.kinds import common, procedure
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Danh mục hồ sơ"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    yield common.controlled(
        qms,
        kind="record-list",
        kind_name=TITLE,
        group="list",
        code=common.code_of(qms, "record_list"),
        title=TITLE,
        template="record-list.docx",
        context={"records": _rows(qms)},
    )


def _rows(qms: Qms) -> list[common.Context]:
    rows: list[common.Context] = []
    for used in qms.procedures:
        for record in used.procedure.records:
            found = qms.find_form(record.form, used) if record.form else None
            rows.append(
                {
                    "number": str(len(rows) + 1),
                    "title": record.title,
                    "code": found[0] if found else "",
                    "procedure": used.code,
                    "kept_at": procedure.unit_keeping(qms, used, record.kept_by),
                    "retention": procedure.retention(record.retention),
                }
            )
    return rows
