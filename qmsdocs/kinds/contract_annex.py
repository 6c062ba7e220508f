"""Annex to a consulting or certification contract: content, schedule, man-days, products, payments, the two sides.

The plan that a consultant keeps to, with time, man-days and volume: TT 26/2014/TT-BKHCN, Điều 7.1 b, Điều 22; cards are
checked during the whole contract and leaving the plan is reported in writing: Điều 41.4, 41.5. Order of contracts,
trial, acceptance: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VI. The contract's own legal text is not made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import Contract
from qmsdocs.model.paper import Paper
from qmsdocs.model.standard import Task
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phụ lục hợp đồng tư vấn, chứng nhận"
TEMPLATES = letterhead.templates("contract-annex.docx")

_SIDES = {"consulting": "Tổ chức tư vấn", "certification": "Tổ chức chứng nhận"}  # as the regime's tasks name them
_NOT_ITS_WORK = ("lua-chon-", "nghiem-thu-")  # tasks in which it is chosen and discharged


class WorkFields(TypedDict):
    """One line of the schedule."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[
        str, About("Nội dung", "contracts/*.yaml: schedule[].what | standards/regime-*.yaml: tasks.*.title")
    ]
    when: Annotated[
        str,
        About(
            "Thời gian; chưa có hợp đồng thì theo kế hoạch của dự án",
            "contracts/*.yaml: schedule[].start | contracts/*.yaml: schedule[].end",
        ),
    ]
    man_days: Annotated[str, About("Ngày công; trống để ghi tay", "contracts/*.yaml: schedule[].man_days")]
    result: Annotated[
        str, About("Sản phẩm", "contracts/*.yaml: schedule[].result | standards/regime-*.yaml: tasks.*.result")
    ]


class PaymentFields(TypedDict):
    """One payment that was agreed."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Nội dung, điều kiện thanh toán", "contracts/*.yaml: payments[].what")]
    share: Annotated[str, About("Tỷ lệ so với giá trị hợp đồng", "contracts/*.yaml: payments[].amount")]
    amount: Annotated[str, About("Số tiền (đồng)", "contracts/*.yaml: payments[].amount")]


class ExpertFields(TypedDict):
    """One expert who does the work."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Họ và tên", "contracts/*.yaml: candidates[].experts[].name")]
    card: Annotated[str, About("Số thẻ; trống nếu không ghi", "contracts/*.yaml: candidates[].experts[].number")]
    until: Annotated[
        str, About("Thời hạn của thẻ; trống nếu không ghi", "contracts/*.yaml: candidates[].experts[].until")
    ]


class AnnexFields(TypedDict):
    """What is agreed."""

    work: Annotated[list[WorkFields], About("Nội dung, tiến độ", "contracts/*.yaml: schedule")]
    man_days: Annotated[str, About("Tổng số ngày công; trống để ghi tay", "contracts/*.yaml: schedule[].man_days")]
    proposed: Annotated[bool, About("Tiến độ còn là dự kiến theo kế hoạch của dự án", "contracts/*.yaml: schedule")]
    experts: Annotated[list[ExpertFields], About("Chuyên gia", "contracts/*.yaml: candidates[].experts")]
    payments: Annotated[list[PaymentFields], About("Các đợt thanh toán", "contracts/*.yaml: payments")]
    cards: Annotated[bool, About("Có số thẻ hoặc thời hạn thẻ để in", "contracts/*.yaml: candidates[].experts")]
    total: Annotated[str, About("Tổng các đợt thanh toán", "contracts/*.yaml: payments[].amount")]
    modern: Annotated[bool, About("Theo chế độ tự công bố (QĐ 19/2014)", "agency.yaml: regime")]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng", "contracts/*.yaml")]
    annex: Annotated[AnnexFields, About("Phụ lục", "contracts/*.yaml: schedule")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each contract, also for one that is only foreseen."""
    for dealing in partners.expected(qms):
        yield _plan(qms, dealing)


def _plan(qms: Qms, dealing: Dealing) -> DocumentPlan:
    contract = dealing.contract
    own: Own = {"contract": partners.fields(qms, contract), "annex": _annex(qms, contract)}
    letters = "PLHĐTV" if contract.type == "consulting" else "PLHĐCN"
    return letterhead.paper(
        qms,
        kind="contract-annex",
        kind_name="Phụ lục hợp đồng",
        group="contract",
        symbol=letterhead.typed(qms, letters),
        facts=Paper(number="01", date=contract.date),
        year=partners.year(qms, contract),
        title=f"Phụ lục hợp đồng {partners.TYPES[contract.type]}",
        template="contract-annex.docx",
        context=own,
        file_title=f"Phụ lục hợp đồng {dealing.label}",
    )


def _annex(qms: Qms, contract: Contract) -> AnnexFields:
    choice = contract.choice
    total = sum((one.amount for one in contract.payments), Decimal(0))
    return {
        "work": _work(contract) or list(_from_the_plan(qms, contract)),
        "man_days": text.number(contract.agreed) if contract.schedule else "",
        "proposed": not contract.schedule,
        "experts": [
            {
                "number": str(number),
                "name": card.name,
                "card": card.number or "",
                "until": text.short_date(card.until) if card.until else "",
            }
            for number, card in enumerate(choice.experts if choice else (), start=1)
        ],
        "cards": any(card.number or card.until for card in (choice.experts if choice else ())),
        "payments": _payments(contract, total),
        "total": text.money(total) if contract.payments else partners.money(contract.value),
        "modern": qms.agency.regime == "19-2014",
    }


def _work(contract: Contract) -> list[WorkFields]:
    return [
        {
            "number": str(number),
            "what": work.what,
            "when": f"{text.short_date(work.start)} - {text.short_date(work.end)}"
            if work.end != work.start
            else text.short_date(work.start),
            "man_days": text.number(work.man_days) if work.man_days else "-",
            "result": work.result,
        }
        for number, work in enumerate(contract.schedule, start=1)
    ]


def _from_the_plan(qms: Qms, contract: Contract) -> Iterator[WorkFields]:
    """The tasks of the regime in which the other side has a part, in the months of the project."""
    tasks = [
        task
        for key, task in qms.regime.tasks.items()
        if _side(task) == _SIDES[contract.type] and not key.startswith(_NOT_ITS_WORK)
    ]
    for number, task in enumerate(tasks, start=1):
        yield {
            "number": str(number),
            "what": task.title,
            "when": schedule.span_label(qms, task),
            "man_days": "",
            "result": task.result,
        }


def _side(task: Task) -> str:
    """The side that a task calls in first; the other one only helps there."""
    return next((one for one in task.together if one in _SIDES.values()), "")


def _payments(contract: Contract, total: Decimal) -> list[PaymentFields]:
    if not contract.payments:
        return [{"number": str(number), "what": "", "share": "", "amount": ""} for number in (1, 2, 3)]
    return [
        {
            "number": str(number),
            "what": one.what,
            "share": f"{text.number(one.amount * 100 / total, 1)}%" if total else "",
            "amount": text.money(one.amount),
        }
        for number, one in enumerate(contract.payments, start=1)
    ]
