"""Master list of external documents: the standard, the acts the procedures cite, and what the agency adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import citation
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.standard import Act
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Danh mục tài liệu bên ngoài"
TEMPLATES = ("external-document-list.docx",)


class ExternalRow(TypedDict):
    """One document from outside."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[
        str,
        About(
            "Tên tài liệu, hoặc loại và số của văn bản",
            "procedures/*.yaml: legal_bases | acts.yaml: *.number | agency.yaml: external_documents[].title",
        ),
    ]
    content: Annotated[
        str,
        About("Nội dung chính hoặc trích yếu", "acts.yaml: *.subject | agency.yaml: external_documents[].content"),
    ]
    unit: Annotated[
        str,
        About(
            "Đơn vị quản lý, sử dụng",
            "agency.yaml: procedures.*.unit | agency.yaml: external_documents[].unit | agency.yaml: units.*.name",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    documents: Annotated[
        list[ExternalRow],
        About("Tiêu chuẩn, văn bản pháp luật mà quy trình viện dẫn, tài liệu bên ngoài khác"),
    ]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"documents": _rows(qms)}
    yield common.controlled(
        qms,
        kind="external-document-list",
        kind_name=TITLE,
        group="list",
        code=common.code_of(qms, "external_document_list"),
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
    )


def _rows(qms: Qms) -> list[ExternalRow]:
    found = [*_standard(qms), *_acts(qms), *_written(qms)]
    return [
        {"number": str(number), "title": title, "content": content, "unit": unit}
        for number, (title, content, unit) in enumerate(found, start=1)
    ]


def _secretariat(qms: Qms) -> str:
    unit = qms.post("secretary").unit
    return qms.unit(unit).name if unit else qms.post("secretary").title


def _standard(qms: Qms) -> Iterator[tuple[str, str, str]]:
    adopted = f" ({qms.standard.adopted_by})" if qms.standard.adopted_by else ""
    yield qms.standard.name, f"Hệ thống quản lý chất lượng - Các yêu cầu{adopted}", _secretariat(qms)
    act = qms.acts.get(qms.regime.base_act)
    if act:
        yield citation.short(act), _content(act), _secretariat(qms)


def _acts(qms: Qms) -> Iterator[tuple[str, str, str]]:
    owners: dict[str, list[str]] = {}
    for used in qms.procedures:
        for identifier in used.procedure.legal_bases:
            owners.setdefault(identifier, []).append(qms.unit(used.unit).name)
    for identifier in sorted(owners, key=lambda cited: (qms.acts[cited].date, cited)):
        if identifier != qms.regime.base_act:
            act = qms.acts[identifier]
            yield citation.short(act), _content(act), ", ".join(dict.fromkeys(owners[identifier]))


def _written(qms: Qms) -> Iterator[tuple[str, str, str]]:
    for document in qms.agency.external_documents:
        yield document.title, document.content, qms.unit(document.unit).name if document.unit else _secretariat(qms)


def _content(act: Act) -> str:
    """The act's subject; a law's subject is already its name."""
    words = act.subject.removeprefix("về việc ").removeprefix("về ")
    return words[:1].upper() + words[1:]
