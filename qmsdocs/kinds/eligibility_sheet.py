"""Sheet on which an agency examines the conditions of one consultant or certifier before the contract.

Conditions: under QĐ 19/2014 those of TT 26/2014/TT-BKHCN, Điều 8-10 (organisation, experts) and Điều 16 (cards and
confirmation valid three years). Under QĐ 144/2006 the seeds only ask for "qualified by law" and able (Bình Phước, QĐ
42/2007/QĐ-UBND, Điều 2.3 and mục VI.1): no number is laid down, and that a certifier must not have been the consultant
is the toolkit's own proposal. No official form was seen: the sheet fills the form for suppliers of the agency's own
procedure on purchasing, with its criteria and levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import EVALUATION_FORM, Candidate, Contract, Points, Requirement, Validity
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phiếu đánh giá nhà cung cấp"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = ("eligibility-sheet.docx",)

# What is examined when the data does not say what was; the results are then filled in by hand.
CONDITIONS = {
    ("19-2014", "consulting"): (
        "Có hệ thống quản lý chất lượng của tổ chức được chứng nhận phù hợp TCVN ISO 9001",
        "Đã tư vấn cho ít nhất 10 khách hàng",
        "Có ít nhất 05 chuyên gia tư vấn làm việc chính thức",
        "Chuyên gia tốt nghiệp đại học, có chứng chỉ về quản lý hành chính nhà nước và chứng chỉ về tư vấn",
        "Chuyên gia có ít nhất 03 năm kinh nghiệm và đã chủ trì tư vấn cho ít nhất 05 khách hàng",
        "Giấy xác nhận của tổ chức và thẻ chuyên gia còn hiệu lực (03 năm kể từ ngày cấp) trong suốt hợp đồng",
    ),
    ("144-2006", "consulting"): (
        "Được phép hoạt động tư vấn theo quy định của pháp luật",
        "Chuyên gia có năng lực, kinh nghiệm về TCVN ISO 9001 và hiểu biết về quản lý hành chính nhà nước",
        "Bố trí được chuyên gia và thời gian theo tiến độ của cơ quan, kể cả đánh giá chứng nhận thử",
        "Cam kết giữ bí mật thông tin của cơ quan",
    ),
    ("144-2006", "certification"): (
        "Được phép hoạt động chứng nhận hệ thống quản lý chất lượng theo quy định của pháp luật",
        "Đánh giá viên có năng lực, kinh nghiệm đánh giá cơ quan hành chính nhà nước",
        "Không phải là tổ chức đã tư vấn cho cơ quan",
        "Thực hiện được việc giám sát trong thời hạn của giấy chứng nhận",
    ),
}
LAWS = {
    ("19-2014", "consulting"): "Thông tư số 26/2014/TT-BKHCN, các Điều 8, 9, 10 và Điều 16",
    ("144-2006", "consulting"): "đủ điều kiện hoạt động theo quy định của pháp luật và đủ năng lực",
    ("144-2006", "certification"): "đủ điều kiện hoạt động theo quy định của pháp luật và đủ năng lực",
}


class ConditionFields(TypedDict):
    """One condition."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Điều kiện", "contracts/*.yaml: candidates[].requirements[].what")]
    evidence: Annotated[str, About("Bằng chứng đã xem", "contracts/*.yaml: candidates[].requirements[].evidence")]
    result: Annotated[
        str, About("Đạt, Không đạt; trống để ghi tay", "contracts/*.yaml: candidates[].requirements[].met")
    ]


class CardFields(TypedDict):
    """One expert."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Họ và tên", "contracts/*.yaml: candidates[].experts[].name")]
    card: Annotated[str, About("Số thẻ; trống nếu không ghi", "contracts/*.yaml: candidates[].experts[].number")]
    issued: Annotated[str, About("Ngày cấp; trống nếu không ghi", "contracts/*.yaml: candidates[].experts[].issued")]
    until: Annotated[str, About("Ngày hết hạn; trống nếu không ghi", "contracts/*.yaml: candidates[].experts[].until")]
    state: Annotated[
        str,
        About(
            "Hiệu lực vào ngày ký hợp đồng và đến khi kết thúc hợp đồng",
            "contracts/*.yaml: date | contracts/*.yaml: end",
        ),
    ]


class CriterionFields(TypedDict):
    """One criterion of the form."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Tiêu chí", "procedures/*.yaml: forms[].blocks[].table.rows")]
    most: Annotated[str, About("Điểm tối đa", "procedures/*.yaml: forms[].blocks[].table.rows")]
    evidence: Annotated[str, About("Bằng chứng", "contracts/*.yaml: candidates[].points[].evidence")]
    points: Annotated[str, About("Điểm chấm", "contracts/*.yaml: candidates[].points[].points")]


class SheetFields(TypedDict):
    """What was found of the candidate."""

    name: Annotated[str, About("Tên tổ chức", "contracts/*.yaml: candidates[].name")]
    address: Annotated[str, About("Địa chỉ", "contracts/*.yaml: candidates[].address")]
    service: Annotated[str, About("Dịch vụ cung cấp", "contracts/*.yaml: type | agency.yaml: standard")]
    certificate: Annotated[
        str, About("Giấy tờ pháp lý và hiệu lực", "contracts/*.yaml: candidates[].certificate | contracts/*.yaml: date")
    ]
    capacity: Annotated[
        str,
        About(
            "Tài liệu chứng minh năng lực: số chuyên gia, số thẻ còn hiệu lực",
            "contracts/*.yaml: candidates[].experts",
        ),
    ]
    price: Annotated[str, About("Giá đề nghị (đồng)", "contracts/*.yaml: candidates[].price")]
    day: Annotated[str, About("Ngày xem xét hiệu lực", "contracts/*.yaml: date | contracts/*.yaml: selection.date")]
    rules: Annotated[str, About("Điều kiện theo văn bản nào", "agency.yaml: regime")]
    conditions: Annotated[list[ConditionFields], About("Các điều kiện", "contracts/*.yaml: candidates[].requirements")]
    passed: Annotated[
        str,
        About(
            "Điều kiện bắt buộc: Đạt, Không đạt; trống để ghi tay",
            "contracts/*.yaml: candidates[].requirements[].met | contracts/*.yaml: candidates[].until",
        ),
    ]
    experts: Annotated[list[CardFields], About("Các chuyên gia", "contracts/*.yaml: candidates[].experts")]
    cards: Annotated[bool, About("Có thẻ để in hay không", "contracts/*.yaml: candidates[].experts")]
    names: Annotated[
        str, About("Họ tên các chuyên gia, cách nhau bằng dấu phẩy", "contracts/*.yaml: candidates[].experts[].name")
    ]
    criteria: Annotated[list[CriterionFields], About("Các tiêu chí", "contracts/*.yaml: candidates[].points")]
    most: Annotated[str, About("Tổng điểm tối đa", "procedures/*.yaml: forms[].blocks[].table.rows")]
    total: Annotated[
        str,
        About("Tổng điểm", "contracts/*.yaml: candidates[].points | contracts/*.yaml: candidates[].score"),
    ]
    conclusion: Annotated[
        str, About("Kết luận: Chấp nhận, Chấp nhận có điều kiện, Không chấp nhận", "contracts/*.yaml: candidates")
    ]
    reasons: Annotated[
        str, About("Vì sao, điểm phải theo dõi", "contracts/*.yaml: candidates[].remark | contracts/*.yaml: end")
    ]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng sẽ ký", "contracts/*.yaml")]
    sheet: Annotated[SheetFields, About("Phiếu", "contracts/*.yaml: candidates")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each candidate of each contract."""
    for dealing in partners.written(qms):
        for candidate in dealing.contract.candidates:
            yield _plan(qms, dealing, candidate)


def _plan(qms: Qms, dealing: Dealing, candidate: Candidate) -> DocumentPlan:
    own: Own = {
        "contract": partners.fields(qms, dealing.contract),
        "sheet": _sheet(qms, dealing.contract, candidate),
    }
    return common.record(
        qms,
        kind="eligibility-sheet",
        kind_name=TITLE,
        group="contract",
        form=EVALUATION_FORM,
        number=31,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title=f"Phiếu xem xét điều kiện {dealing.label} {candidate.name}",
    )


def _sheet(qms: Qms, contract: Contract, candidate: Candidate) -> SheetFields:
    day = contract.date or contract.selection.date
    rules = (qms.agency.regime, contract.type)
    wanted: tuple[Requirement | str, ...] = candidate.requirements or CONDITIONS.get(rules, ())
    lapsed = [one.what for one in candidate.validities if day and not one.covers(day)]
    failed = [one.what for one in candidate.requirements if not one.met]
    total = candidate.total
    criteria = partners.judged_by(qms)
    return {
        "name": candidate.name,
        "address": candidate.address or text.BLANK,
        "service": text.capitalize(partners.subject(qms, contract)),
        "certificate": _certificate(contract, candidate),
        "capacity": _capacity(contract, candidate),
        "price": partners.money(candidate.price),
        "day": text.short_date(day),
        "rules": LAWS.get(rules, "đủ điều kiện hoạt động theo quy định của pháp luật"),
        "conditions": [_condition(number, one) for number, one in enumerate(wanted, start=1)],
        "passed": ("Không đạt" if failed or lapsed else "Đạt") if candidate.requirements else text.BLANK,
        "experts": [
            {
                "number": str(number),
                "name": card.name,
                "card": card.number or "",
                "issued": text.short_date(card.issued) if card.issued else "",
                "until": text.short_date(card.until) if card.until else "",
                "state": partners.validity(Validity((), "", card.issued, card.until), day, contract.end),
            }
            for number, card in enumerate(candidate.experts, start=1)
        ],
        "cards": any(card.number or card.issued or card.until for card in candidate.experts),
        "names": ", ".join(card.name for card in candidate.experts),
        "criteria": [
            _criterion(number, one.title, one.most, candidate.points[number - 1 : number])
            for number, one in enumerate(criteria, start=1)
        ],
        "most": text.number(sum((one.most for one in criteria), Decimal(0))),
        "total": "" if total is None else text.number(total),
        "conclusion": ("Không chấp nhận" if failed or lapsed else partners.grade(total)) or text.BLANK,
        "reasons": _reasons(contract, candidate, failed, lapsed) or text.BLANK,
    }


def _certificate(contract: Contract, candidate: Candidate) -> str:
    if candidate.certificate is None:
        return text.BLANK
    words = f"số {candidate.certificate}"
    if candidate.issued:
        words += f", cấp ngày {text.short_date(candidate.issued)}"
    if candidate.until:
        words += f", có giá trị đến {text.short_date(candidate.until)}"
    state = Validity((), "", candidate.issued, candidate.until)
    day = contract.date or contract.selection.date
    known = day and (candidate.issued or candidate.until)
    return f"{words} ({text.uncapitalize(partners.validity(state, day, contract.end))})" if known else words


def _capacity(contract: Contract, candidate: Candidate) -> str:
    if not candidate.experts:
        return text.BLANK
    who = "chuyên gia" if contract.type == "consulting" else "đánh giá viên"
    words = f"danh sách {len(candidate.experts):02} {who} tham gia hợp đồng"
    day = contract.date or contract.selection.date
    cards = candidate.cards
    if not cards or day is None:
        return words
    return f"{words}, {sum(one.covers(day) for one in cards):02} thẻ còn hiệu lực"


def _condition(number: int, one: Requirement | str) -> ConditionFields:
    if isinstance(one, str):
        return {"number": str(number), "what": one, "evidence": "", "result": ""}
    result = "Đạt" if one.met else "Không đạt"
    return {"number": str(number), "what": one.what, "evidence": one.evidence or "", "result": result}


def _criterion(number: int, title: str, most: Decimal, given: tuple[Points, ...]) -> CriterionFields:
    return {
        "number": str(number),
        "title": title,
        "most": text.number(most),
        "evidence": (given[0].evidence or "") if given else "",
        "points": text.number(given[0].points) if given else "",
    }


def _reasons(contract: Contract, candidate: Candidate, failed: list[str], lapsed: list[str]) -> str:
    """What speaks against it, then the remark, each a sentence."""
    said = [f"Không đạt: {text.uncapitalize(one)}." for one in failed]
    said += [f"Không có hiệu lực vào ngày xem xét: {one}." for one in lapsed]
    said += [
        f"Phải theo dõi: {one.what} hết hạn {text.short_date(one.until)}, trước khi kết thúc hợp đồng."
        for one in candidate.validities
        if one.what not in lapsed and one.until and contract.end and one.until < contract.end
    ]
    if candidate.remark:
        said.append(candidate.remark if candidate.remark.endswith(".") else f"{candidate.remark}.")
    return " ".join(said)
