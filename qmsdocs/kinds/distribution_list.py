"""Distribution register (sổ phân phối và thu hồi tài liệu): who got which documents, and what was taken back.

4.2.3 of 2000/2008, 7.5.3 of 2015. The first distribution has one line a holder, a later revision one line a holder of
that document; the old copy is taken back as the new one is handed over, as the procedure Kiểm soát tài liệu says.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import issued, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.control import Control
from qmsdocs.model.project import Holder
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Sổ phân phối và thu hồi tài liệu"
TEMPLATES = ("distribution-list.docx",)


class Document(NamedTuple):
    """A document that is given out on its own; `used` is the procedure that it is."""

    code: str
    title: str
    control: Control
    used: ProcedureInUse | None


class HandedRow(TypedDict):
    """What one holder got at one time."""

    number: Annotated[str, About("Số thứ tự")]
    document: Annotated[
        str,
        About("Tên, mã hiệu tài liệu; lần đầu là bộ tài liệu", "agency.yaml: procedures | procedures/*.yaml: title"),
    ]
    version: Annotated[
        str, About("Lần ban hành/sửa đổi, ví dụ 01/00", "agency.yaml: control | agency.yaml: procedures.*.control")
    ]
    copies: Annotated[
        str, About("Số bản; bản không kiểm soát kèm chữ KKS", "project.yaml: holders[].copies | agency.yaml: units")
    ]
    place: Annotated[
        str,
        About("Nơi nhận", "project.yaml: holders[].unit | project.yaml: holders[].post | project.yaml: holders[].body"),
    ]
    given: Annotated[
        str,
        About("Ngày giao; chưa có thì trống", "project.yaml: holders[].received | project.yaml: withdrawals[].date"),
    ]
    name: Annotated[str, About("Họ tên người nhận; đơn vị thì trống để ghi", "agency.yaml: posts.*.name")]
    withdrawn: Annotated[
        str, About("Ngày thu hồi bản cũ; trống nếu không có", "project.yaml: withdrawals[].documents[].code")
    ]
    note: Annotated[str, About("Ghi chú: giao sau ngày hiệu lực, bản không kiểm soát", "project.yaml: holders")]


class HandingFields(TypedDict):
    """One distribution: the first, or that of a revision."""

    title: Annotated[
        str, About("Phân phối lần đầu, hoặc lần sửa đổi của tài liệu nào", "agency.yaml: procedures.*.control.changes")
    ]
    rows: Annotated[list[HandedRow], About("Mỗi nơi nhận một dòng", "project.yaml: holders")]


class DocumentRow(TypedDict):
    """Where the copies of one document are."""

    number: Annotated[str, About("Số thứ tự")]
    code: Annotated[str, About("Mã hiệu", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên tài liệu", "procedures/*.yaml: title")]
    version: Annotated[
        str, About("Lần ban hành/sửa đổi hiện hành", "agency.yaml: control | agency.yaml: procedures.*.control")
    ]
    places: Annotated[str, About("Nơi nhận", "project.yaml: holders | procedures/*.yaml: steps[].who")]
    copies: Annotated[str, About("Số bản đã phân phối", "project.yaml: holders[].copies")]


class DistributionFields(TypedDict):
    """The register."""

    effective: Annotated[str, About("Ngày hiệu lực của bộ tài liệu", "agency.yaml: control.effective_date")]
    handings: Annotated[list[HandingFields], About("Các lần phân phối", "project.yaml: holders")]
    documents: Annotated[list[DocumentRow], About("Số bản của từng tài liệu")]
    holders: Annotated[str, About("Số nơi nhận", "project.yaml: holders")]
    total: Annotated[str, About("Tổng số bản phân phối lần đầu", "project.yaml: holders[].copies")]
    unsigned: Annotated[
        str, About("Số nơi nhận chưa ghi ngày nhận; trống khi đã đủ hoặc chưa giao", "project.yaml: holders[].received")
    ]


class Own(TypedDict):
    """What only this kind has."""

    distribution: Annotated[DistributionFields, About("Sổ phân phối")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"distribution": _distribution(qms)}
    yield common.record(
        qms,
        kind="distribution-list",
        kind_name=TITLE,
        group="issuing",
        form="kiem-soat-tai-lieu/so-phan-phoi",
        number=31,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title=TITLE,
    )


@common.once_a_qms
def documents(qms: Qms) -> tuple[Document, ...]:
    """What is given out: the set without its forms, which go with their procedure."""
    by_code = {used.code: used for used in qms.procedures}
    return tuple(
        Document(entry.code, entry.title, entry.control, by_code.get(entry.code))
        for entry in common.catalogue(qms)
        if entry.kind != "Biểu mẫu"
    )


@common.once_a_qms
def entries(qms: Qms) -> dict[str, common.Entry]:
    """Code → entry of the master list, forms too."""
    return {entry.code: entry for entry in common.catalogue(qms)}


def share(qms: Qms, holder: Holder) -> list[Document]:
    """The documents that a holder gets."""
    return [document for document in documents(qms) if issued.gets(qms, holder, document.used)]


def _place(qms: Qms, holder: Holder) -> str:
    """Where the copies are."""
    if holder.unit:
        return qms.unit(holder.unit).name
    return qms.post(holder.post).title if holder.post else holder.body or ""


def _distribution(qms: Qms) -> DistributionFields:
    holders = issued.holders(qms)
    handings: list[HandingFields] = [{"title": "Phân phối lần đầu", "rows": [_first(qms, one) for one in holders]}]
    handings += [_revision(qms, dated) for dated in issued.changes(qms)]
    numbered = enumerate((row for handing in handings for row in handing["rows"]), start=1)
    for number, row in numbered:
        row["number"] = str(number)
    received = [holder for holder in holders if holder.received]
    missing = len(holders) - len(received)
    return {
        "effective": text.short_date(qms.agency.control.effective_date),
        "handings": handings,
        "documents": [_document(qms, number, document) for number, document in enumerate(documents(qms), start=1)],
        "holders": f"{len(holders):02}",
        "total": text.number(sum(len(share(qms, holder)) * holder.copies for holder in holders)),
        "unsigned": f"{missing:02}" if received and missing else "",
    }


def _first(qms: Qms, holder: Holder) -> HandedRow:
    own_share = share(qms, holder)
    whole = len(own_share) == len(documents(qms))
    own = [document.code for document in own_share if document.used and document.used.procedure.type == "service"]
    named = "Bộ tài liệu đầy đủ" if whole else "Bộ tài liệu chung" + (f" và {', '.join(own)}" if own else "")
    sets = f" × {holder.copies:02} bộ" if holder.copies > 1 else ""
    return _row(
        qms,
        holder,
        document=f"{named}: {len(own_share):02} tài liệu{sets}",
        version=issued.version(qms.agency.control, 0),
        copies=len(own_share) * holder.copies,
        given=holder.received,
    )


def _revision(qms: Qms, dated: issued.DatedChange) -> HandingFields:
    """A revised document goes to all who hold a controlled copy; a change of the whole set, to all of them."""
    used, change = dated.used, dated.change
    day = withdrawn_on(qms, used.code, dated) if used else None
    name = f"{used.code} {used.procedure.title}" if used else "Cả bộ tài liệu"
    rows = [
        _row(
            qms,
            holder,
            document=name,
            version=issued.version(dated.control, change.revision),
            copies=holder.copies * (1 if used else len(share(qms, holder))),
            given=day,
            withdrawn=day,
        )
        for holder in issued.holders(qms)
        if holder.body is None and issued.gets(qms, holder, used)
    ]
    return {"title": f"Phân phối lần sửa đổi {change.revision:02} của {name}", "rows": rows}


def withdrawn_on(qms: Qms, code: str, dated: issued.DatedChange) -> datetime.date | None:
    """The day on which the copies that a revision replaced were taken back."""
    before = dated.previous.revision if dated.previous else 0
    old = issued.version(dated.control, before)
    days = (
        withdrawal.date
        for withdrawal in qms.agency.project.withdrawals
        for document in withdrawal.documents
        if (document.code, document.issue) == (code, old)
    )
    return next(days, None)


def _row(
    qms: Qms,
    holder: Holder,
    *,
    document: str,
    version: str,
    copies: int,
    given: datetime.date | None,
    withdrawn: datetime.date | None = None,
) -> HandedRow:
    post = qms.post(holder.post) if holder.post else None
    effective = qms.agency.control.effective_date
    late = bool(holder.received and effective and holder.received >= effective and not withdrawn)
    notes = [
        *(["Bản không kiểm soát"] if holder.body else []),
        *(["Giao không trước ngày hiệu lực"] if late and not holder.body else []),
    ]
    return {
        "number": "",
        "document": document,
        "version": version,
        "copies": f"{copies:02}" + (" KKS" if holder.body else ""),
        "place": _place(qms, holder),
        "given": text.short_date(given) if given else "",
        "name": (post.name or "") if post else "",
        "withdrawn": text.short_date(withdrawn) if withdrawn else "",
        "note": "; ".join(notes),
    }


def _document(qms: Qms, number: int, document: Document) -> DocumentRow:
    every = issued.holders(qms)
    having = [holder for holder in every if issued.gets(qms, holder, document.used)]
    return {
        "number": str(number),
        "code": document.code,
        "title": document.title,
        "version": issued.version(document.control),
        "places": "Tất cả nơi nhận" if len(having) == len(every) else _places(qms, having),
        "copies": f"{sum(holder.copies for holder in having):02}",
    }


def _places(qms: Qms, having: list[Holder]) -> str:
    """Leaders and others hold every document, so that only units are told apart."""
    units = [_place(qms, holder) for holder in having if holder.unit]
    named = [
        *(["Lãnh đạo, thư ký"] if any(holder.post for holder in having) else []),
        *units,
        *(["nơi nhận ngoài cơ quan"] if any(holder.body for holder in having) else []),
    ]
    return text.capitalize(", ".join(named))
