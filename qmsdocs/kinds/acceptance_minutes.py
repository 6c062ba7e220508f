"""Acceptance of the work under a consulting or certification contract: what was agreed against what was done.

Rule: after running the procedures, acceptance and liquidation of consulting and assessment contracts (Bình Phước, QĐ
42/2007/QĐ-UBND, mục VI.2). No official form was seen: the text is our own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import Acceptance, Contract, Missing, Work
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản nghiệm thu hợp đồng tư vấn, chứng nhận"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("acceptance-minutes.docx")


class DoneFields(TypedDict):
    """One line of the schedule, agreed and done."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Nội dung", "contracts/*.yaml: schedule[].what")]
    agreed: Annotated[str, About("Ngày công theo hợp đồng", "contracts/*.yaml: schedule[].man_days")]
    done: Annotated[str, About("Ngày công đã làm", "contracts/*.yaml: days[].man_days | contracts/*.yaml: days[].line")]
    result: Annotated[str, About("Sản phẩm theo hợp đồng", "contracts/*.yaml: schedule[].result")]
    state: Annotated[
        str,
        About(
            "Sản phẩm giao ngày nào, chậm bao nhiêu ngày, hay chưa giao",
            "contracts/*.yaml: schedule[].delivered | contracts/*.yaml: schedule[].end",
        ),
    ]


class AccountFields(TypedDict):
    """The contract's money on a day."""

    value: Annotated[str, About("Giá trị hợp đồng", "contracts/*.yaml: value")]
    paid: Annotated[str, About("Đã thanh toán", "contracts/*.yaml: payments[].amount")]
    paid_words: Annotated[str, About("Đã thanh toán, bằng chữ", "contracts/*.yaml: payments[].amount")]
    left: Annotated[str, About("Còn phải thanh toán", "contracts/*.yaml: value | contracts/*.yaml: payments[].amount")]
    left_words: Annotated[
        str, About("Còn phải thanh toán, bằng chữ", "contracts/*.yaml: value | contracts/*.yaml: payments[].amount")
    ]
    settled: Annotated[bool, About("Đã thanh toán đủ", "contracts/*.yaml: payments[].date")]


class AcceptanceFields(TypedDict):
    """What is accepted."""

    day: Annotated[str, About("Ngày nghiệm thu", "contracts/*.yaml: acceptance.date")]
    work: Annotated[list[DoneFields], About("Khối lượng theo hợp đồng và đã làm", "contracts/*.yaml: schedule")]
    agreed: Annotated[str, About("Tổng ngày công theo hợp đồng", "contracts/*.yaml: schedule[].man_days")]
    done: Annotated[str, About("Tổng ngày công đã làm", "contracts/*.yaml: days[].man_days")]
    other: Annotated[
        str, About("Ngày công ngoài các dòng của tiến độ; trống nếu không có", "contracts/*.yaml: days[].man_days")
    ]
    share: Annotated[str, About("Tỷ lệ ngày công đã làm", "contracts/*.yaml: days[].man_days")]
    sessions: Annotated[str, About("Số biên bản làm việc, hai chữ số", "contracts/*.yaml: days")]
    products: Annotated[str, About("Số sản phẩm đã giao trên số sản phẩm", "contracts/*.yaml: schedule[].delivered")]
    remarks: Annotated[list[str], About("Nhận xét", "contracts/*.yaml: acceptance.remarks")]
    missing: Annotated[list[str], About("Việc phải làm tiếp", "contracts/*.yaml: acceptance.missing[].what")]
    complete: Annotated[
        bool,
        About(
            "Đủ ngày công, đủ sản phẩm và không còn việc phải làm tiếp",
            "contracts/*.yaml: acceptance.missing | contracts/*.yaml: schedule[].delivered",
        ),
    ]
    account: Annotated[AccountFields, About("Thanh toán đến ngày nghiệm thu", "contracts/*.yaml: payments")]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng", "contracts/*.yaml")]
    acceptance: Annotated[AcceptanceFields, About("Nghiệm thu", "contracts/*.yaml: acceptance")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each contract whose acceptance is written."""
    for dealing in partners.written(qms):
        if dealing.contract.acceptance:
            yield _plan(qms, dealing, dealing.contract.acceptance)


def _plan(qms: Qms, dealing: Dealing, facts: Acceptance) -> DocumentPlan:
    contract = dealing.contract
    own: Own = {"contract": partners.fields(qms, contract, facts.signed_by), "acceptance": _acceptance(contract, facts)}
    return letterhead.paper(
        qms,
        kind="acceptance-minutes",
        kind_name="Biên bản",
        group="contract",
        symbol=letterhead.typed(qms, "BB"),
        facts=facts,
        dated=False,
        title=f"Nghiệm thu hợp đồng {partners.TYPES[contract.type]}",
        template="acceptance-minutes.docx",
        context=own,
        file_title=f"BB nghiệm thu hợp đồng {dealing.label}",
    )


def account(contract: Contract, day: datetime.date | None) -> AccountFields:
    """Value, paid, still to pay on a day."""
    paid = contract.paid(day)
    left = None if contract.value is None else max(contract.value - paid, Decimal(0))
    return {
        "value": partners.money(contract.value),
        "paid": text.money(paid),
        "paid_words": text.money_in_words(int(paid)),
        "left": partners.money(left),
        "left_words": text.BLANK if left is None else text.money_in_words(int(left)),
        "settled": left == 0,
    }


def _acceptance(contract: Contract, facts: Acceptance) -> AcceptanceFields:
    day = facts.date
    done, agreed = contract.worked(day), contract.agreed
    lines = range(1, len(contract.schedule) + 1)
    other = done - sum((contract.worked(day, line) for line in lines), Decimal(0))
    delivered = sum(work.was_delivered(day) for work in contract.schedule)
    return {
        "day": text.long_date(day),
        "work": [_done(contract, number, work, day) for number, work in enumerate(contract.schedule, start=1)],
        "agreed": text.number(agreed),
        "done": text.number(done),
        "other": text.number(other) if other and contract.schedule else "",
        "share": f"{text.number(done * 100 / agreed, 1)}%" if agreed else text.SHORT_BLANK,
        "sessions": f"{sum(day is None or one.date <= day for one in contract.days):02}",
        "products": f"{delivered}/{len(contract.schedule)}",
        "remarks": partners.listed(facts.remarks),
        "missing": partners.listed(_still(one) for one in facts.missing),
        "complete": contract.complete(day),
        "account": account(contract, day),
    }


def _still(one: Missing) -> str:
    until = f", chậm nhất ngày {text.short_date(one.until)}" if one.until else ""
    return one.what.rstrip(" .;") + until


def _done(contract: Contract, number: int, work: Work, day: datetime.date | None) -> DoneFields:
    late = (work.delivered - work.end).days if work.delivered else 0
    state = f"Đã giao {text.short_date(work.delivered)}" + (f", chậm {late} ngày" if late > 0 else "")
    done = contract.worked(day, number)
    return {
        "number": str(number),
        "what": work.what,
        "agreed": text.number(work.man_days) if work.man_days else "-",
        "done": text.number(done) if done or work.man_days else "-",
        "result": work.result,
        "state": state if work.was_delivered(day) else "Chưa giao",
    }
