"""What the papers of a contract share: the two sides, the contract's name and money, who was considered.

An agency that has written no contract yet gets the drafts that come before one: for a consulting contract, and for a
certification contract where the regime certifies.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.contract import EVALUATION_FORM, Contract, Criterion, Validity, criteria
from qmsdocs.model.paper import Person
from qmsdocs.workspace import Qms

TYPES = {"consulting": "tư vấn", "certification": "chứng nhận"}

# The built-in form's criteria, for an agency that does not use the procedure on purchasing.
_CRITERIA = [
    Criterion("Chất lượng hàng hóa, dịch vụ", Decimal(40)),
    Criterion("Giá cả và điều kiện thanh toán", Decimal(25)),
    Criterion("Thời hạn, tiến độ giao", Decimal(20)),
    Criterion("Phục vụ sau bán hàng, bảo hành, phối hợp", Decimal(15)),
]


class PartyFields(TypedDict):
    """One side of the contract."""

    name: Annotated[str, About("Tên cơ quan, tổ chức", "agency.yaml: name | contracts/*.yaml: chosen")]
    address: Annotated[
        str,
        About("Địa chỉ; chưa có thì là dòng chấm", "agency.yaml: address | contracts/*.yaml: candidates[].address"),
    ]
    person: Annotated[
        str, About("Họ và tên người đại diện", "agency.yaml: posts.head.name | contracts/*.yaml: partner[].name")
    ]
    title: Annotated[
        str, About("Chức vụ người đại diện", "agency.yaml: posts.head.title | contracts/*.yaml: partner[].title")
    ]
    certificate: Annotated[
        str,
        About(
            "Giấy xác nhận, đăng ký hoạt động của bên B; trống nếu không ghi",
            "contracts/*.yaml: candidates[].certificate | contracts/*.yaml: candidates[].issued",
        ),
    ]


class ContractFields(TypedDict):
    """The contract that a paper belongs to."""

    consulting: Annotated[bool, About("Là hợp đồng tư vấn hay hợp đồng chứng nhận", "contracts/*.yaml: type")]
    kind: Annotated[str, About("tư vấn hoặc chứng nhận", "contracts/*.yaml: type")]
    reference: Annotated[
        str,
        About(
            "Hợp đồng tư vấn số …, ngày …",
            "contracts/*.yaml: type | contracts/*.yaml: number | contracts/*.yaml: date",
        ),
    ]
    subject: Annotated[str, About("Việc mà hợp đồng nhằm tới", "contracts/*.yaml: type | agency.yaml: standard")]
    start: Annotated[str, About("Ngày bắt đầu thực hiện", "contracts/*.yaml: start")]
    end: Annotated[str, About("Ngày kết thúc theo hợp đồng", "contracts/*.yaml: end")]
    value: Annotated[str, About("Giá trị hợp đồng, bằng số; chưa có thì là dòng chấm", "contracts/*.yaml: value")]
    words: Annotated[str, About("Giá trị hợp đồng, bằng chữ", "contracts/*.yaml: value")]
    a: Annotated[PartyFields, About("Bên A: cơ quan", "agency.yaml")]
    b: Annotated[PartyFields, About("Bên B: tổ chức tư vấn hoặc chứng nhận", "contracts/*.yaml: candidates")]


class Dealing(NamedTuple):
    """A contract with its name among the agency's contracts."""

    key: str
    contract: Contract
    label: str  # tư vấn; with the key when the agency has several of that type


def written(qms: Qms) -> list[Dealing]:
    """The contracts that the agency describes."""
    every = qms.agency.contracts
    types = [contract.type for contract in every.values()]
    return [
        Dealing(key, contract, TYPES[contract.type] + (f" {key}" if types.count(contract.type) > 1 else ""))
        for key, contract in every.items()
    ]


def expected(qms: Qms) -> Iterator[Dealing]:
    """Those, and an empty one of each type that the regime foresees and nobody described."""
    found = written(qms)
    yield from found
    types = {one.contract.type for one in found}
    if "consulting" not in types:
        yield Dealing("", Contract(type="consulting", chosen=qms.agency.project.consultant), TYPES["consulting"])
    if qms.agency.regime == "144-2006" and "certification" not in types:
        certifier = qms.agency.project.certification.certifier
        yield Dealing("", Contract(type="certification", chosen=certifier), TYPES["certification"])


def fields(qms: Qms, contract: Contract, signer: str = "head") -> ContractFields:
    """The contract as its papers name it; `signer` is the post that signs for the agency."""
    kind = TYPES[contract.type]
    return {
        "consulting": contract.type == "consulting",
        "kind": kind,
        "reference": reference(contract),
        "subject": subject(qms, contract),
        "start": text.short_date(contract.start or contract.date),
        "end": text.short_date(contract.end),
        "value": money(contract.value),
        "words": text.money_in_words(int(contract.value)) if contract.value is not None else text.BLANK,
        "a": _agency(qms, signer),
        "b": _partner(contract),
    }


def year(qms: Qms, contract: Contract) -> int | None:
    """The year in which the project chooses the other side, while the contract has no date."""
    task = qms.regime.tasks.get("lua-chon-tu-van" if contract.type == "consulting" else "lua-chon-chung-nhan")
    every = schedule.months(qms)
    return every[schedule.span(task, len(every))[0] - 1].year if task else None


def reference(contract: Contract) -> str:
    """Hợp đồng tư vấn số 01/2007/HĐ-TV, ngày 15/10/2007."""
    number = contract.number or text.SHORT_BLANK
    return f"Hợp đồng {TYPES[contract.type]} số {number}, ngày {text.short_date(contract.date)}"


def subject(qms: Qms, contract: Contract) -> str:
    """What the contract is about."""
    system = f"hệ thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name}"
    return f"tư vấn xây dựng, áp dụng {system}" if contract.type == "consulting" else f"đánh giá, chứng nhận {system}"


def _agency(qms: Qms, signer: str) -> PartyFields:
    post = qms.post(signer)
    return {
        "name": qms.agency.name,
        "address": qms.agency.address or text.BLANK,
        "person": post.name or text.BLANK,
        "title": post.title.partition(" - ")[0],
        "certificate": "",
    }


def _partner(contract: Contract) -> PartyFields:
    choice = contract.choice
    first = contract.partner[0] if contract.partner else Person()
    issued = f", cấp ngày {text.short_date(choice.issued)}" if choice and choice.issued else ""
    return {
        "name": choice.name if choice else contract.chosen or text.BLANK,
        "address": (choice.address if choice else None) or text.BLANK,
        "person": first.name or text.BLANK,
        "title": first.title or text.SHORT_BLANK,
        "certificate": f"{choice.certificate}{issued}" if choice and choice.certificate else "",
    }


def partner(contract: Contract) -> str:
    """The other side's name in a sentence."""
    return contract.chosen or f"tổ chức {TYPES[contract.type]}"


def outsiders(qms: Qms, contract: Contract, named: tuple[Person, ...]) -> list[common.PersonFields]:
    """People of the other side: their organisation needs no writing."""
    body = contract.chosen
    return common.people(qms, [one if one.body or one.post else one.model_copy(update={"body": body}) for one in named])


def money(amount: Decimal | None) -> str:
    """An amount in figures, or room for it."""
    return text.BLANK if amount is None else text.money(amount)


def judged_by(qms: Qms) -> list[Criterion]:
    """The criteria of the agency's own evaluation form."""
    owner = qms.by_id.get(EVALUATION_FORM.partition("/")[0])
    found = qms.find_form(EVALUATION_FORM, owner) if owner else None
    return criteria(found[1] if found else None) or _CRITERIA


def grade(score: Decimal | None) -> str:
    """The form's three levels: from 70, from 50, below."""
    if score is None:
        return ""
    if score >= 70:
        return "Chấp nhận"
    return "Chấp nhận có điều kiện" if score >= 50 else "Không chấp nhận"


def validity(one: Validity, day: datetime.date | None, end: datetime.date | None) -> str:
    """How a certificate or a card stands on the contract's day, and whether it lasts until the contract's end."""
    if day is None or (one.issued is None and one.until is None):
        return text.SHORT_BLANK
    if one.issued and day < one.issued:
        return f"Chưa có hiệu lực ngày {text.short_date(day)}"
    if one.until and day > one.until:
        return f"Hết hạn trước ngày {text.short_date(day)}"
    if one.until and end and one.until < end:
        return f"Còn hiệu lực; hết hạn trước khi kết thúc hợp đồng ({text.short_date(end)})"
    return "Còn hiệu lực"


def listed(lines: Iterable[str]) -> list[str]:
    """The items of a list, whatever they were written with at their ends: `;` behind each, `.` behind the last."""
    bare = [line.rstrip(" .;") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]
