"""Estimate of what upkeep and improvement of the QMS cost year by year, from the agency's own budget.

Bình Phước, QĐ 42/2007/QĐ-UBND, mục V.2: surveillance is balanced in the agency's administrative-management budget and
paid directly to the certifier. Today TT 116/2015/TT-BTC, Điều 3 khoản 1: upkeep and improvement are a cost line of the
agency, at most 15 million đồng a year (the article of the ceiling was not noted). Lines of the fund `upkeep` are taken
as yearly amounts. No official form of it was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.certification_request import certifier
from qmsdocs.model.paper import Paper
from qmsdocs.model.project import BudgetLine
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Dự toán kinh phí duy trì, cải tiến hệ thống quản lý chất lượng"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("upkeep-estimate.docx")


class LineFields(TypedDict):
    """A yearly cost."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Nội dung chi", "standards/regime-*.yaml: cost_lines.*.title")]
    detail: Annotated[str, About("Diễn giải; trống nếu không có", "project.yaml: budget[].detail")]
    quantity: Annotated[str, About("Số lượng; chưa lập thì trống", "project.yaml: budget[].quantity")]
    price: Annotated[str, About("Đơn giá (đồng); chưa có thì là dòng chấm", "project.yaml: budget[].price")]
    amount: Annotated[
        str,
        About(
            "Thành tiền (đồng); chưa có đơn giá thì là dòng chấm",
            "project.yaml: budget[].quantity | project.yaml: budget[].price",
        ),
    ]


class YearFields(TypedDict):
    """What one year costs."""

    year: Annotated[
        str,
        About(
            "Năm; chưa rõ thì là dòng chấm", "project.yaml: certification.surveillance[].planned | project.yaml: start"
        ),
    ]
    upkeep: Annotated[str, About("Duy trì, cải tiến trong năm (đồng)", "project.yaml: budget")]
    fees: Annotated[str, About("Phí giám sát trong năm (đồng)", "project.yaml: certification.surveillance[].fee")]
    total: Annotated[str, About("Cộng trong năm (đồng); chưa đủ số liệu thì là dòng chấm")]


class Own(TypedDict):
    """What only this kind has."""

    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    first: Annotated[str, About("Năm dự toán đầu tiên", "project.yaml: start | project.yaml: months")]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    certifier: Annotated[
        str, About("Tổ chức chứng nhận; chưa rõ thì là dòng chấm", "project.yaml: certification.certifier")
    ]
    fund: Annotated[str, About("Nguồn kinh phí", "standards/regime-*.yaml: funds.*")]
    lines: Annotated[list[LineFields], About("Các khoản chi hằng năm", "project.yaml: budget")]
    yearly: Annotated[
        str, About("Cộng các khoản chi hằng năm; chưa đủ đơn giá thì là dòng chấm", "project.yaml: budget")
    ]
    years: Annotated[list[YearFields], About("Dự toán từng năm", "project.yaml: certification.surveillance")]
    total: Annotated[str, About("Tổng cộng các năm (đồng); chưa đủ số liệu thì là dòng chấm")]
    words: Annotated[str, About("Tổng cộng bằng chữ; chưa đủ số liệu thì là dòng chấm")]
    ceiling: Annotated[
        str, About("Câu so với mức trần của chế độ 19-2014; trống khi không so được", "project.yaml: budget")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    certifies = qms.agency.regime == "144-2006"
    facts = qms.agency.project.papers.get("upkeep-estimate", Paper())
    yearly, years = yearly_upkeep(qms), _years(qms)
    amounts = [(year, _fees(qms, year)) for year in years]
    totals = [_plus(yearly, fees) for _, fees in amounts]
    total = None if None in totals else sum((one for one in totals if one is not None), Decimal(0))
    own: Own = {
        "subject": letterhead.in_sentence(qms),
        "first": _year_words(years[0]),
        "certifies": certifies,
        "certifier": certifier(qms) or text.BLANK,
        "fund": text.uncapitalize(qms.regime.funds["upkeep"]),
        "lines": _lines(qms),
        "yearly": _money(yearly),
        "years": [
            {"year": _year_words(year), "upkeep": _money(yearly), "fees": _money(fees), "total": _money(one)}
            for (year, fees), one in zip(amounts, totals, strict=True)
        ],
        "total": _money(total),
        "words": text.money_in_words(int(total)) if total is not None else text.BLANK,
        "ceiling": _ceiling(qms, yearly),
    }
    yield letterhead.paper(
        qms,
        kind="upkeep-estimate",
        kind_name="Công văn",
        group="closing",
        symbol=letterhead.dispatched(qms),
        facts=facts,
        title=TITLE,
        template="upkeep-estimate.docx",
        addressed_to=text.capitalize(qms.programme.province.finance if qms.programme else "cơ quan tài chính"),
        recipients=["Như trên", f"{qms.post('accountant').title} (để thực hiện)"],
        file_title="CV dự toán duy trì, cải tiến",
        context=own,
    )


def upkeep_lines(qms: Qms) -> list[BudgetLine]:
    """The estimate's lines that the fund `upkeep` pays."""
    lines = qms.regime.cost_lines
    return [one for one in qms.agency.project.budget if one.line in lines and lines[one.line].fund == "upkeep"]


def yearly_upkeep(qms: Qms) -> Decimal | None:
    """What upkeep costs a year without fees; None while a price is missing or nothing is estimated."""
    lines = upkeep_lines(qms)
    amounts = [one.quantity * one.price for one in lines if one.price is not None]
    return sum(amounts, Decimal(0)) if lines and len(amounts) == len(lines) else None


def _lines(qms: Qms) -> list[LineFields]:
    """The lines as written; each cost line of the fund with blanks while nothing is."""
    written = upkeep_lines(qms)
    if not written:
        titles = [line.title for line in qms.regime.cost_lines.values() if line.fund == "upkeep"]
        return [
            {"number": str(number), "title": title, "detail": "", "quantity": "", "price": text.SHORT_BLANK,
             "amount": text.SHORT_BLANK}
            for number, title in enumerate(titles, start=1)
        ]  # fmt: skip
    return [
        {
            "number": str(number),
            "title": qms.regime.cost_lines[one.line].title,
            "detail": one.detail or "",
            "quantity": text.number(one.quantity),
            "price": _money(one.price),
            "amount": _money(one.quantity * one.price if one.price is not None else None),
        }
        for number, one in enumerate(written, start=1)
    ]


def _years(qms: Qms) -> list[int | None]:
    """The years of planned surveillance, else the year after the project."""
    planned = sorted({one.planned.year for one in qms.agency.project.certification.surveillance})
    if planned and qms.agency.regime == "144-2006":
        return [*planned]
    last = schedule.months(qms)[-1].year
    return [last + 1 if last else None]


def _fees(qms: Qms, year: int | None) -> Decimal | None:
    """The surveillance fees of a year; None when surveillance is to be paid and a fee is not known."""
    if qms.agency.regime != "144-2006":
        return Decimal(0)
    visits = [one for one in qms.agency.project.certification.surveillance if one.planned.year == year]
    fees = [one.fee for one in visits if one.fee is not None]
    return sum(fees, Decimal(0)) if visits and len(fees) == len(visits) else None


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _money(amount: Decimal | None) -> str:
    return text.SHORT_BLANK if amount is None else text.money(amount)


def _year_words(year: int | None) -> str:
    return str(year) if year else text.SHORT_BLANK


def _ceiling(qms: Qms, yearly: Decimal | None) -> str:
    """How the yearly amount stands to the regime's ceiling; '' when either is not known."""
    ceiling = qms.regime.upkeep_ceiling
    if yearly is None or ceiling is None:
        return ""
    words = "trong" if yearly <= ceiling else "vượt"
    return f"{words} mức tối đa {text.money(ceiling)} đồng một năm"
