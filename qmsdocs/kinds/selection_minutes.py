"""Minutes on the choice of a consultant or a certifier.

The head of the agency decides, by scale and content and through Sở KH&CN, on an organisation qualified by law (Bình
Phước, QĐ 42/2007/QĐ-UBND, mục VI.1); Chi cục TĐC guides the choice (Điều 2.3). Under QĐ 19/2014/QĐ-TTg only consultants
are hired, who meet its Điều 7. No official form was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import Candidate, Contract
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản lựa chọn tổ chức tư vấn, chứng nhận"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("selection-minutes.docx")


class CandidateFields(TypedDict):
    """One candidate; all but the number is '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên tổ chức", "contracts/*.yaml: candidates[].name")]
    conditions: Annotated[
        str,
        About(
            "Số điều kiện đạt trên số đã xem; số giấy, thẻ còn hiệu lực vào ngày lựa chọn, nếu có ghi",
            "contracts/*.yaml: candidates[].requirements[].met | contracts/*.yaml: candidates[].experts[].until",
        ),
    ]
    score: Annotated[
        str,
        About("Điểm", "contracts/*.yaml: candidates[].points | contracts/*.yaml: candidates[].score"),
    ]
    price: Annotated[str, About("Giá đề nghị", "contracts/*.yaml: candidates[].price")]
    remark: Annotated[str, About("Nhận xét", "contracts/*.yaml: candidates[].remark")]


class SelectionFields(TypedDict):
    """What was done."""

    day: Annotated[str, About("Ngày lựa chọn, ví dụ ngày 10 tháng 10 năm 2007", "contracts/*.yaml: selection.date")]
    people: Annotated[list[common.PersonFields], About("Thành phần", "contracts/*.yaml: selectors")]
    criteria: Annotated[
        list[str], About("Các tiêu chí chấm điểm và điểm tối đa", "procedures/*.yaml: forms[].blocks[].table.rows")
    ]
    candidates: Annotated[list[CandidateFields], About("Các tổ chức được xem xét", "contracts/*.yaml: candidates")]
    count: Annotated[str, About("Số tổ chức, hai chữ số", "contracts/*.yaml: candidates")]
    comparison: Annotated[
        list[str],
        About(
            "So sánh tổ chức được chọn với các tổ chức khác về điểm, giá",
            "contracts/*.yaml: candidates[].points | contracts/*.yaml: candidates[].price",
        ),
    ]
    reasons: Annotated[list[str], About("Lý do chọn", "contracts/*.yaml: reasons")]
    price: Annotated[str, About("Giá của tổ chức được chọn", "contracts/*.yaml: candidates[].price")]
    words: Annotated[str, About("Giá đó bằng chữ", "contracts/*.yaml: candidates[].price")]
    through: Annotated[
        str,
        About(
            "Cơ quan mà việc lựa chọn được thông qua; trống khi chế độ không quy định hoặc chính cơ quan là nơi đó",
            "agency.yaml: regime | programme.yaml: province.lead",
        ),
    ]
    law: Annotated[str, About("Quy định về điều kiện của tổ chức", "agency.yaml: regime")]
    recorder: Annotated[str, About("Người ghi biên bản", "contracts/*.yaml: selectors[].name")]
    chair: Annotated[str, About("Người chủ trì", "contracts/*.yaml: selectors[].name")]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng sẽ ký", "contracts/*.yaml")]
    selection: Annotated[SelectionFields, About("Việc lựa chọn", "contracts/*.yaml: selection")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each contract, also for one that is only foreseen."""
    for dealing in partners.expected(qms):
        yield _plan(qms, dealing)


def _plan(qms: Qms, dealing: Dealing) -> DocumentPlan:
    contract = dealing.contract
    own: Own = {"contract": partners.fields(qms, contract), "selection": _selection(qms, contract)}
    return letterhead.paper(
        qms,
        kind="selection-minutes",
        kind_name="Biên bản",
        group="contract",
        symbol=letterhead.typed(qms, "BB"),
        facts=contract.selection,
        dated=False,
        title=f"Lựa chọn tổ chức {partners.TYPES[contract.type]}",
        template="selection-minutes.docx",
        context=own,
        file_title=f"BB lựa chọn tổ chức {dealing.label}",
    )


def _selection(qms: Qms, contract: Contract) -> SelectionFields:
    choice = contract.choice
    people = common.people(qms, contract.selectors) or _usual(qms)
    price = choice.price if choice else None
    return {
        "day": text.long_date(contract.selection.date),
        "people": people,
        "criteria": [f"{text.uncapitalize(one.title)} ({text.number(one.most)})" for one in partners.judged_by(qms)],
        "candidates": _candidates(contract),
        "count": f"{len(contract.candidates):02}" if contract.candidates else text.SHORT_BLANK,
        "comparison": _comparison(contract, choice) if choice else [],
        "reasons": partners.listed(contract.reasons) or [text.BLANK * 3],
        "price": partners.money(price),
        "words": text.money_in_words(int(price)) if price is not None else text.BLANK,
        "through": _through(qms),
        "law": "Điều 7 Quyết định số 19/2014/QĐ-TTg và Thông tư số 26/2014/TT-BKHCN"
        if qms.agency.regime == "19-2014"
        else "quy định của pháp luật",
        "recorder": people[-1]["name"],
        "chair": people[0]["name"],
    }


def _usual(qms: Qms) -> list[common.PersonFields]:
    """Who is asked when the data names nobody: those whom the plan's task names."""
    posts = [post for post in ("head", "qmr", "accountant", "secretary") if post in qms.agency.posts]
    return [
        {
            "number": str(number),
            "name": qms.post(post).name or text.BLANK,
            "title": qms.post(post).title,
            "unit": qms.unit(unit).name if (unit := qms.post(post).unit) else "",
        }
        for number, post in enumerate(posts, start=1)
    ]


def _through(qms: Qms) -> str:
    """The body that the choice goes through under QĐ 144/2006, unless the agency is that body."""
    if qms.agency.regime != "144-2006":
        return ""
    lead = qms.programme.province.lead if qms.programme else "Sở Khoa học và Công nghệ"
    return "" if lead == qms.agency.name else lead


def _candidates(contract: Contract) -> list[CandidateFields]:
    if not contract.candidates:
        named = [contract.chosen or "", ""]
        return [
            {"number": str(n), "name": name, "conditions": "", "score": "", "price": "", "remark": ""}
            for n, name in enumerate(named, start=1)
        ]
    return [_candidate(contract, number, one) for number, one in enumerate(contract.candidates, start=1)]


def _candidate(contract: Contract, number: int, one: Candidate) -> CandidateFields:
    day = contract.selection.date or contract.date
    met = sum(requirement.met for requirement in one.requirements)
    valid = sum(paper.covers(day) for paper in one.validities) if day else 0
    return {
        "number": str(number),
        "name": one.name,
        "conditions": "; ".join(
            [f"Đạt {met}/{len(one.requirements)}"] * bool(one.requirements)
            + [f"giấy, thẻ còn hiệu lực {valid}/{len(one.validities)}"] * bool(one.validities and day)
        ),
        "score": text.number(one.total) if one.total is not None else "",
        "price": text.money(one.price) if one.price is not None else "",
        "remark": one.remark or "",
    }


def _comparison(contract: Contract, choice: Candidate) -> list[str]:
    """What the figures say of the chosen one against the best of the others."""
    others = [one for one in contract.candidates if one is not choice]
    said = []
    scores = [(one.total, one.name) for one in others if one.total is not None]
    if scores and choice.total is not None:
        best, rival = max(scores)
        than = _than(choice.total - best, text.number, "điểm")
        said.append(f"Tổng điểm {text.number(choice.total)}, {than} {rival}.")
    prices = [(one.price, one.name) for one in others if one.price is not None]
    if prices and choice.price is not None:
        least, rival = min(prices)
        than = _than(choice.price - least, text.money, "đồng")
        said.append(f"Giá đề nghị {text.money(choice.price)} đồng, {than} {rival}.")
    return said


def _than(difference: Decimal, words: Callable[[Decimal], str], unit: str) -> str:
    """cao hơn 18 điểm so với; bằng."""
    if difference == 0:
        return "bằng"
    return f"{'cao hơn' if difference > 0 else 'thấp hơn'} {words(abs(difference))} {unit} so với"
