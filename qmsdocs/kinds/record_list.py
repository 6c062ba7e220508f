"""Master list of records (danh mục hồ sơ): every record of every procedure, where it is kept and how long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs.fields import About
from qmsdocs.kinds import common, procedure
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Danh mục hồ sơ"
TEMPLATES = ("record-list.docx",)


class RecordRow(TypedDict):
    """One record of a procedure."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Tên hồ sơ", "procedures/*.yaml: records[].title")]
    code: Annotated[
        str,
        About(
            "Mã biểu mẫu của hồ sơ; trống nếu không có",
            "procedures/*.yaml: records[].form | agency.yaml: code_scheme.form",
        ),
    ]
    procedure: Annotated[
        str,
        About("Mã quy trình sinh ra hồ sơ", "agency.yaml: procedures.*.code | agency.yaml: code_scheme"),
    ]
    kept_at: Annotated[
        str,
        About("Nơi lưu: đơn vị của người lưu", "procedures/*.yaml: records[].kept_by | agency.yaml: posts.*.unit"),
    ]
    retention: Annotated[str, About("Thời gian lưu", "procedures/*.yaml: records[].retention")]


class Own(TypedDict):
    """What only this kind has."""

    records: Annotated[list[RecordRow], About("Hồ sơ của mọi quy trình", "procedures/*.yaml: records")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"records": _rows(qms)}
    yield common.controlled(
        qms,
        kind="record-list",
        kind_name=TITLE,
        group="list",
        code=common.code_of(qms, "record_list"),
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
    )


def _rows(qms: Qms) -> list[RecordRow]:
    rows: list[RecordRow] = []
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
