"""Master list of internal documents (danh mục tài liệu nội bộ): 4.2.3 of 2000/2008, 7.5.3 of 2015."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Danh mục tài liệu nội bộ"
TEMPLATES = ("document-list.docx",)


class DocumentRow(TypedDict):
    """One document of the set."""

    number: Annotated[str, About("Số thứ tự")]
    code: Annotated[str, About("Mã hiệu", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên tài liệu", "procedures/*.yaml: title | procedures/*.yaml: forms[].title")]
    kind: Annotated[str, About("Loại tài liệu, ví dụ Quy trình hệ thống", "procedures/*.yaml: type")]
    issue: Annotated[
        str,
        About("Lần ban hành, hai chữ số", "agency.yaml: procedures.*.control.issue | agency.yaml: control.issue"),
    ]
    revision: Annotated[
        str,
        About(
            "Lần sửa đổi, hai chữ số",
            "agency.yaml: procedures.*.control.changes[].revision | agency.yaml: control.changes[].revision",
        ),
    ]
    effective_date: Annotated[
        str,
        About(
            "Ngày hiệu lực; chưa có thì là dòng chấm",
            "agency.yaml: procedures.*.control.effective_date | agency.yaml: control.effective_date",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    documents: Annotated[list[DocumentRow], About("Mọi tài liệu của hệ thống, theo thứ tự")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS, gathered from the set itself."""
    own: Own = {"documents": _rows(qms)}
    yield common.controlled(
        qms,
        kind="document-list",
        kind_name=TITLE,
        group="list",
        code=common.code_of(qms, "document_list"),
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
    )


def _rows(qms: Qms) -> list[DocumentRow]:
    """One row a document."""
    return [
        {
            "number": str(number),
            "code": entry.code,
            "title": entry.title,
            "kind": entry.kind,
            "issue": f"{entry.control.issue:02}",
            "revision": f"{entry.control.revision:02}",
            "effective_date": text.short_date(entry.control.in_force),
        }
        for number, entry in enumerate(common.catalogue(qms), start=1)
    ]
