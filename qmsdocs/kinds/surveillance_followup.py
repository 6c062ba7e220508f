"""Register of the certificate and of the surveillance audits (regime 144-2006, once the certificate is there).

Bình Phước, QĐ 42/2007/QĐ-UBND: certified agencies keep and improve their system (mục III.4); surveillance is paid from
the agency's own budget, directly to the certifier (mục V.2). How often surveillance takes place is for the contract to
say: no source fixes it. The register is a record of our own; no official form of it was seen.

No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, reviewing
from qmsdocs.kinds.certification_request import certifier, contract
from qmsdocs.model.project import Surveillance
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Sổ theo dõi giấy chứng nhận và đánh giá giám sát"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = ("surveillance-followup.docx",)


class VisitFields(TypedDict):
    """One surveillance audit."""

    number: Annotated[str, About("Lần giám sát")]
    planned: Annotated[str, About("Ngày dự kiến", "project.yaml: certification.surveillance[].planned")]
    date: Annotated[
        str, About("Ngày thực tế; chưa giám sát thì trống", "project.yaml: certification.surveillance[].date")
    ]
    result: Annotated[
        str, About("Kết luận; chưa giám sát thì trống", "project.yaml: certification.surveillance[].result")
    ]
    found: Annotated[
        str,
        About(
            "Số điểm không phù hợp; chưa giám sát thì trống",
            "project.yaml: certification.surveillance[].nonconformities",
        ),
    ]
    closed: Annotated[str, About("Ngày khép; chưa khép thì trống", "project.yaml: certification.surveillance[].closed")]
    fee: Annotated[str, About("Phí (đồng); chưa rõ thì là dòng chấm", "project.yaml: certification.surveillance[].fee")]
    state: Annotated[str, About("Tình trạng: đúng hạn, chậm, quá hạn, chưa đến hạn, còn điểm chưa khép")]


class Own(TypedDict):
    """What only this kind has."""

    certifier: Annotated[
        str, About("Tổ chức chứng nhận", "project.yaml: certification.certifier | contracts/*.yaml: chosen")
    ]
    contract: Annotated[
        str, About("Số, ngày hợp đồng; chưa có thì là dòng chấm", "contracts/*.yaml: number | contracts/*.yaml: date")
    ]
    certificate: Annotated[str, About("Số giấy chứng nhận", "project.yaml: certification.number")]
    audited: Annotated[str, About("Ngày đánh giá chứng nhận", "project.yaml: certification.audited")]
    granted: Annotated[str, About("Ngày cấp", "project.yaml: certification.date")]
    until: Annotated[str, About("Ngày hết hiệu lực", "project.yaml: certification.until")]
    as_of: Annotated[str, About("Ngày tính tình trạng: ngày cuối cùng có số liệu")]
    validity: Annotated[str, About("Giấy chứng nhận còn hiệu lực bao lâu", "project.yaml: certification.until")]
    next: Annotated[
        str, About("Lần giám sát tiếp theo; không còn thì nói rõ", "project.yaml: certification.surveillance[].planned")
    ]
    visits: Annotated[list[VisitFields], About("Các lần giám sát", "project.yaml: certification.surveillance")]
    total: Annotated[
        str, About("Tổng phí; chưa rõ hết thì là dòng chấm", "project.yaml: certification.surveillance[].fee")
    ]
    fund: Annotated[str, About("Nguồn kinh phí giám sát", "standards/regime-*.yaml: funds.*")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One, once there is a certificate."""
    facts, day = qms.agency.project.certification, reviewing.last_fact(qms)
    if qms.agency.regime != "144-2006" or facts.number is None:
        return
    signed = contract(qms)
    number = f"{signed.number}, ngày {text.short_date(signed.date)}" if signed and signed.number else text.BLANK
    own: Own = {
        "certifier": certifier(qms) or text.BLANK,
        "contract": number,
        "certificate": facts.number,
        "audited": text.short_date(facts.audited),
        "granted": text.short_date(facts.date),
        "until": text.short_date(facts.until),
        "as_of": text.short_date(day),
        "validity": validity(facts.until, day),
        "next": _next(facts.surveillance),
        "visits": [_visit(one, number, day) for number, one in enumerate(facts.surveillance, start=1)],
        "total": _total(facts.surveillance),
        "fund": text.uncapitalize(qms.regime.funds["upkeep"]),
    }
    yield common.record(
        qms,
        kind="surveillance-followup",
        kind_name=TITLE,
        group="closing",
        form="",
        number=34,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        day=day,
        file_title="Sổ theo dõi giấy chứng nhận và giám sát",
    )


def validity(until: datetime.date | None, day: datetime.date) -> str:
    """How long the certificate is still good on a day."""
    if until is None:
        return f"có hiệu lực đến {text.BLANK}"
    left = (until - day).days
    return f"còn hiệu lực {text.number(left)} ngày" if left >= 0 else f"đã hết hiệu lực {text.number(-left)} ngày"


def state(one: Surveillance, day: datetime.date) -> str:
    """In time, late, overdue, not yet due; with nonconformities that are still open."""
    if one.date is None or one.date > day:
        late = (day - one.planned).days
        return f"Quá hạn {late} ngày" if late > 0 else "Chưa đến hạn"
    late = (one.date - one.planned).days
    words = f"Chậm {late} ngày" if late > 0 else "Đúng hạn"
    still_open = one.nonconformities and not (one.closed and one.closed <= day)
    return f"{words}; còn điểm chưa khép" if still_open else words


def _visit(one: Surveillance, number: int, day: datetime.date) -> VisitFields:
    took_place = one.date is not None
    return {
        "number": str(number),
        "planned": text.short_date(one.planned),
        "date": text.short_date(one.date) if took_place else "",
        "result": one.result or "",
        "found": str(one.nonconformities) if took_place else "",
        "closed": text.short_date(one.closed) if one.closed else "",
        "fee": text.money(one.fee) if one.fee is not None else text.SHORT_BLANK,
        "state": state(one, day),
    }


def _next(visits: tuple[Surveillance, ...]) -> str:
    """The first audit that has not taken place."""
    waiting = sorted(one.planned for one in visits if one.date is None)
    if waiting:
        return f"dự kiến ngày {text.short_date(waiting[0])}"
    return "chưa thống nhất lịch với tổ chức chứng nhận" if not visits else "đã giám sát đủ các lần theo lịch"


def _total(visits: tuple[Surveillance, ...]) -> str:
    fees = [one.fee for one in visits]
    if not fees or None in fees:
        return text.SHORT_BLANK
    return text.money(sum((fee for fee in fees if fee is not None), Decimal(0)))
