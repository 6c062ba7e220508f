"""Liquidation of a consulting or certification contract: both sides say what was done, paid and is still to pay.

Rule: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VI.2. No official form was seen: the text is our own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import acceptance_minutes, letterhead, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import Contract, Missing
from qmsdocs.model.paper import Paper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản thanh lý hợp đồng tư vấn, chứng nhận"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("liquidation-minutes.docx")


class PaidFields(TypedDict):
    """One payment."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Nội dung thanh toán", "contracts/*.yaml: payments[].what")]
    amount: Annotated[str, About("Số tiền (đồng)", "contracts/*.yaml: payments[].amount")]
    state: Annotated[
        str, About("Ngày đã trả, hoặc chưa thanh toán vào ngày thanh lý", "contracts/*.yaml: payments[].date")
    ]


class LiquidationFields(TypedDict):
    """How the contract ends."""

    day: Annotated[str, About("Ngày thanh lý", "contracts/*.yaml: liquidation.date")]
    accepted: Annotated[
        str,
        About(
            "Biên bản nghiệm thu số …, ngày …; trống khi chưa nghiệm thu",
            "contracts/*.yaml: acceptance.number | contracts/*.yaml: acceptance.date",
        ),
    ]
    complete: Annotated[bool, About("Đến ngày thanh lý đã làm, giao đủ", "contracts/*.yaml: acceptance.missing[].done")]
    missing: Annotated[
        list[str], About("Việc còn phải làm khi nghiệm thu và đã xong ngày nào", "contracts/*.yaml: acceptance.missing")
    ]
    scheduled: Annotated[bool, About("Hợp đồng có ghi tiến độ", "contracts/*.yaml: schedule")]
    agreed: Annotated[str, About("Ngày công theo hợp đồng", "contracts/*.yaml: schedule[].man_days")]
    done: Annotated[str, About("Ngày công đã làm", "contracts/*.yaml: days[].man_days")]
    products: Annotated[str, About("Số sản phẩm đã giao, hai chữ số", "contracts/*.yaml: schedule[].delivered")]
    payments: Annotated[list[PaidFields], About("Các đợt thanh toán", "contracts/*.yaml: payments")]
    account: Annotated[
        acceptance_minutes.AccountFields, About("Thanh toán đến ngày thanh lý", "contracts/*.yaml: payments")
    ]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng", "contracts/*.yaml")]
    liquidation: Annotated[LiquidationFields, About("Thanh lý", "contracts/*.yaml: liquidation")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each contract whose liquidation is written."""
    for dealing in partners.written(qms):
        if dealing.contract.liquidation:
            yield _plan(qms, dealing, dealing.contract.liquidation)


def _plan(qms: Qms, dealing: Dealing, facts: Paper) -> DocumentPlan:
    contract = dealing.contract
    own: Own = {
        "contract": partners.fields(qms, contract, facts.signed_by),
        "liquidation": _liquidation(qms, contract, facts),
    }
    return letterhead.paper(
        qms,
        kind="liquidation-minutes",
        kind_name="Biên bản",
        group="contract",
        symbol=letterhead.typed(qms, "BB"),
        facts=facts,
        dated=False,
        title=f"Thanh lý hợp đồng {partners.TYPES[contract.type]}",
        template="liquidation-minutes.docx",
        context=own,
        file_title=f"BB thanh lý hợp đồng {dealing.label}",
    )


def _liquidation(qms: Qms, contract: Contract, facts: Paper) -> LiquidationFields:
    accepted = contract.acceptance
    delivered = [work.delivered for work in contract.schedule if work.delivered]
    return {
        "day": text.long_date(facts.date),
        "accepted": _paper(qms, accepted) if accepted else "",
        "complete": contract.complete(facts.date),
        "missing": partners.listed(_ended(one, facts.date) for one in accepted.missing) if accepted else [],
        "scheduled": bool(contract.schedule),
        "agreed": text.number(contract.agreed),
        "done": text.number(contract.worked(facts.date)),
        "products": f"{sum(facts.date is None or day <= facts.date for day in delivered):02}",
        "payments": [
            {
                "number": str(number),
                "what": one.what,
                "amount": text.money(one.amount),
                "state": text.short_date(one.date)
                if one.date and (facts.date is None or one.date <= facts.date)
                else "Chưa thanh toán",
            }
            for number, one in enumerate(contract.payments, start=1)
        ],
        "account": acceptance_minutes.account(contract, facts.date),
    }


def _ended(one: Missing, day: datetime.date | None) -> str:
    done = one.done is not None and (day is None or one.done <= day)
    return f"{one.what.rstrip(' .;')}: {f'đã xong ngày {text.short_date(one.done)}' if done else 'chưa xong'}"


def _paper(qms: Qms, facts: Paper) -> str:
    """Biên bản nghiệm thu số 31/BB-SKHCN ngày 21/11/2008."""
    number = f" số {facts.number}/{letterhead.typed(qms, 'BB', facts.date)}" if facts.number else ""
    return f"Biên bản nghiệm thu{number} ngày {text.short_date(facts.date)}"
