"""Review of the documents against changes of law: which act, from when, until when, which procedures, done or overdue.

Rule: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 4 a: documents follow a change of law within three months of its effect;
TT 26/2014/TT-BKHCN, Điều 36 khoản 2 d looks at it. The record fills the review form of the document-control procedure,
which is our own; nothing prescribes the layout. Under regime 144-2006 the three months are only our own measure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import citation, days, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.project import LegalUpdate
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Biên bản rà soát tài liệu"
TEMPLATES = ("legal-update.docx",)

_UPDATES = "project.yaml: legal_updates[]"


class Review(NamedTuple):
    """A change of law held against the procedures and the calendar."""

    update: LegalUpdate
    effective: datetime.date
    due: datetime.date
    procedures: list[ProcedureInUse]
    days_late: int


class DocumentRow(TypedDict):
    """A procedure that a change of law touches, in the columns of the form."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên, mã hiệu tài liệu", "procedures/*.yaml: title | agency.yaml: procedures.*.code")]
    in_place: Annotated[str, About("Bản tại nơi sử dụng đúng danh mục (có/không): ghi tay khi xem tại chỗ")]
    lawful: Annotated[
        str,
        About("Căn cứ pháp lý còn hiệu lực (có/không)", "procedures/*.yaml: legal_bases | acts.yaml: *.ended"),
    ]
    fits: Annotated[str, About("Phù hợp thực tế (có/không): ghi tay khi xem tại chỗ")]
    conclusion: Annotated[str, About("Kết luận: sửa đổi, đã sửa đổi từ ngày nào", f"{_UPDATES}.done")]


class UpdateFields(TypedDict):
    """A change of law."""

    number: Annotated[str, About("Số thứ tự")]
    act: Annotated[str, About("Văn bản, viện dẫn đầy đủ", f"{_UPDATES}.act | acts.yaml: *")]
    effective: Annotated[str, About("Ngày văn bản có hiệu lực", f"acts.yaml: *.effective | {_UPDATES}.effective")]
    due: Annotated[str, About("Hạn sửa đổi tài liệu: ba tháng từ ngày có hiệu lực")]
    procedures: Annotated[
        str,
        About(
            "Mã các quy trình phải sửa: đã ghi, và mọi quy trình viện dẫn văn bản đó hoặc văn bản bị nó thay thế",
            f"{_UPDATES}.procedures | procedures/*.yaml: legal_bases | acts.yaml: *.replaced_by",
        ),
    ]
    what: Annotated[str, About("Nội dung phải sửa đổi", f"{_UPDATES}.what")]
    who: Annotated[str, About("Người chịu trách nhiệm", f"{_UPDATES}.who")]
    done: Annotated[str, About("Ngày tài liệu sửa đổi có hiệu lực; chưa xong thì ghi Chưa xong", f"{_UPDATES}.done")]
    mark: Annotated[str, About("Đúng hạn, hoặc quá hạn bao nhiêu ngày; trống khi chưa tính được", f"{_UPDATES}.done")]


class ReviewFields(TypedDict):
    """The review."""

    rule: Annotated[str, About("Rà soát theo gì; chế độ 19-2014 thì kèm điều khoản", "agency.yaml: regime")]
    unit: Annotated[str, About("Đơn vị được rà soát: các đơn vị chủ trì quy trình", "agency.yaml: procedures.*.unit")]
    date: Annotated[str, About("Ngày rà soát; chưa có thì là dòng chấm", "project.yaml: legal_reviewed")]
    by: Annotated[str, About("Người rà soát: thư ký ISO", "agency.yaml: posts.secretary.name")]
    documents: Annotated[list[DocumentRow], About("Kết quả rà soát từng tài liệu", "project.yaml: legal_updates")]
    updates: Annotated[list[UpdateFields], About("Thay đổi của pháp luật và thời hạn", "project.yaml: legal_updates")]
    in_time: Annotated[str, About("Số văn bản đã cập nhật đúng hạn")]
    late: Annotated[str, About("Số văn bản đã cập nhật nhưng quá hạn")]
    open: Annotated[str, About("Số văn bản chưa cập nhật xong")]
    overdue: Annotated[str, About("Số văn bản chưa cập nhật xong đã quá hạn")]
    requests: Annotated[
        str,
        About(
            "Số phiếu yêu cầu thay đổi tài liệu vì pháp luật của các quy trình này; chưa có thì là dòng chấm",
            "operation.yaml: change_requests[].number | operation.yaml: change_requests[].cause",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    review: Annotated[ReviewFields, About("Rà soát theo thay đổi của pháp luật", "project.yaml: legal_updates")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One when any change of law is written."""
    reviews = [found for update in qms.agency.project.legal_updates if (found := _held(qms, update))]
    if not reviews:
        return
    own: Own = {"review": _review(qms, reviews)}
    yield common.record(
        qms,
        kind="legal-update",
        kind_name=TITLE,
        group="issuing",
        form="kiem-soat-tai-lieu/bien-ban-ra-soat",
        number=34,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title="BB rà soát tài liệu theo thay đổi pháp luật",
    )


def _held(qms: Qms, update: LegalUpdate) -> Review | None:
    """A change of law against calendar and procedures; None for an act that is not known, which a check tells."""
    act = qms.acts.get(update.act)
    if act is None:
        return None
    effective = act.effective or update.effective or act.date
    due = days.add_months(effective, 3)
    until = update.done or qms.agency.project.legal_reviewed
    return Review(update, effective, due, affected(qms, update), max((until - due).days, 0) if until else 0)


def affected(qms: Qms, update: LegalUpdate) -> list[ProcedureInUse]:
    """The procedures named, and those that cite the act or one that it replaces."""
    cited = {update.act, *(key for key, act in qms.acts.items() if update.act in act.replaced_by)}
    return [
        used
        for used in qms.procedures
        if used.id in update.procedures or cited.intersection(used.procedure.legal_bases)
    ]


def _review(qms: Qms, reviews: list[Review]) -> ReviewFields:
    named = {used.id for review in reviews for used in review.procedures}
    touched = [used for used in qms.procedures if used.id in named]
    units = dict.fromkeys(used.unit for used in touched)
    closed = [review for review in reviews if review.update.done]
    late = [review for review in closed if review.days_late]
    opened = [review for review in reviews if not review.update.done]
    codes = {used.code for used in touched}
    numbers = [
        request.number
        for request in qms.agency.operation.change_requests
        if request.cause == "law" and request.code in codes
    ]
    rule = " (điểm a khoản 4 Điều 4 Quyết định số 19/2014/QĐ-TTg)" if qms.agency.regime == "19-2014" else ""
    return {
        "rule": f"Theo thay đổi của pháp luật{rule}",
        "unit": ", ".join(qms.unit(unit).name for unit in units) or "Toàn cơ quan",
        "date": text.short_date(qms.agency.project.legal_reviewed),
        "by": f"{qms.post('secretary').name or text.BLANK}, {qms.post('secretary').title}",
        "documents": [_document(qms, used, reviews, number) for number, used in enumerate(touched, start=1)],
        "updates": [_update(qms, review, number) for number, review in enumerate(reviews, start=1)],
        "in_time": str(len(closed) - len(late)),
        "late": str(len(late)),
        "open": str(len(opened)),
        "overdue": str(sum(bool(review.days_late) for review in opened)),
        "requests": ", ".join(numbers) or text.BLANK,
    }


def _document(qms: Qms, used: ProcedureInUse, reviews: list[Review], number: int) -> DocumentRow:
    mine = [review for review in reviews if used in review.procedures]
    day = qms.agency.project.legal_reviewed or max(review.effective for review in mine)
    acts = [qms.acts[act] for act in used.procedure.legal_bases if act in qms.acts]
    ended = any(act.ended is not None and act.ended <= day for act in acts)
    done = [review.update.done for review in mine if review.update.done]
    finished = len(done) == len(mine)
    return {
        "number": str(number),
        "name": f"{used.procedure.title} ({used.code})",
        "in_place": text.SHORT_BLANK,
        "lawful": "Không" if ended else "Có",
        "fits": text.SHORT_BLANK,
        "conclusion": f"Đã sửa đổi, hiệu lực {text.short_date(max(done))}" if finished else "Sửa đổi",
    }


def _update(qms: Qms, review: Review, number: int) -> UpdateFields:
    update = review.update
    known = update.done or qms.agency.project.legal_reviewed
    done = text.short_date(update.done) if update.done else "Chưa xong"
    in_time = "Đúng hạn" if update.done else "Trong hạn"
    return {
        "number": str(number),
        "act": citation.full(qms.acts[update.act], dated_laws=True),
        "effective": text.short_date(review.effective),
        "due": text.short_date(review.due),
        "procedures": ", ".join(used.code for used in review.procedures) or text.SHORT_BLANK,
        "what": update.what,
        "who": qms.post(update.who).title if update.who in qms.agency.posts else update.who,
        "done": done,
        "mark": "" if known is None else f"Quá hạn {review.days_late} ngày" if review.days_late else in_time,
    }
