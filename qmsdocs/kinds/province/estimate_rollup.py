"""The programme's estimate of one year: what the agencies of the cohort ask, line by line, and what managing it costs.

Bình Phước, QĐ 42/2007/QĐ-UBND: Điều 2.1, 2.2, 2.3 (ii) and mục V.1 (estimates are gathered, the lead agrees them with
the finance body and submits them yearly), V.2 (upkeep is not the programme's), V.3 (management, outside autonomy and
sự nghiệp funds), VII.2. Today TT 116/2015/TT-BTC, Điều 3 (lines and ceilings), Điều 5 (with the yearly budget). No
official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import estimates, text
from qmsdocs.estimates import Request
from qmsdocs.fields import About
from qmsdocs.kinds import estimate, letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import Estimate, ManagementCost
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Tờ trình dự toán kinh phí của Chương trình"
TEMPLATES = letterhead.templates("province-estimate.docx")
UNCONFIRMED = "Chưa đối chiếu với mẫu tổng hợp dự toán của cơ quan tài chính; các cột theo nội dung chi của chế độ."


class HeadFields(TypedDict):
    """One line of expense, which is a column."""

    number: Annotated[str, About("Số của cột")]
    title: Annotated[str, About("Nội dung chi", "standards/regime-*.yaml: cost_lines.*.title")]
    total: Annotated[str, About("Cộng nội dung chi của các cơ quan đã lập (đồng)", "project.yaml: budget")]


class AgencyRow(TypedDict):
    """One agency of the year."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    amounts: Annotated[
        list[str], About("Số tiền theo từng nội dung chi; chưa có thì là dòng chấm", "project.yaml: budget")
    ]
    asked: Annotated[str, About("Cộng số đề nghị (đồng); chưa đủ thì là dòng chấm", "project.yaml: budget")]
    settled: Annotated[
        str,
        About("Số thẩm định; chưa thẩm định thì là số đề nghị", "programme.yaml: estimates.*.appraisals[].accepted"),
    ]


class CostRow(TypedDict):
    """One cost of managing the programme."""

    number: Annotated[str, About("Số thứ tự")]
    item: Annotated[str, About("Nội dung chi", "programme.yaml: estimates.*.management[].item")]
    detail: Annotated[str, About("Diễn giải; trống nếu không có", "programme.yaml: estimates.*.management[].detail")]
    unit: Annotated[str, About("Đơn vị tính", "programme.yaml: estimates.*.management[].unit")]
    quantity: Annotated[str, About("Số lượng", "programme.yaml: estimates.*.management[].quantity")]
    price: Annotated[str, About("Đơn giá (đồng)", "programme.yaml: estimates.*.management[].price")]
    amount: Annotated[str, About("Thành tiền (đồng)")]


class CeilingRow(TypedDict):
    """A ceiling of one agency's estimate."""

    agency: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    what: Annotated[str, About("Mức trần về việc gì", "standards/regime-*.yaml: ceilings[].limits[].what")]
    most: Annotated[str, About("Mức trần (đồng)", "standards/regime-*.yaml: ceilings[].limits[].most")]
    amount: Annotated[str, About("Dự toán (đồng)", "project.yaml: budget")]
    result: Annotated[str, About("Không vượt, hoặc Vượt kèm số tiền vượt")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm dự toán", "programme.yaml: cohorts[].year")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    bases: Annotated[list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases | acts.yaml: *")]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    count: Annotated[str, About("Số cơ quan của đợt", "programme.yaml: cohorts[].agencies")]
    received: Annotated[str, About("Số cơ quan đã lập đủ dự toán", "project.yaml: budget")]
    unfinished: Annotated[
        str,
        About("Các cơ quan lập chưa đủ đơn giá, cách nhau bằng dấu phẩy; trống nếu không có", "project.yaml: budget"),
    ]
    missing: Annotated[
        str, About("Các cơ quan chưa gửi dự toán, cách nhau bằng dấu phẩy; trống nếu không có", "project.yaml: budget")
    ]
    agreed: Annotated[
        str,
        About(
            "Văn bản thẩm định của cơ quan tài chính; trống nếu chưa có",
            "programme.yaml: estimates.*.appraised | programme.yaml: province.finance",
        ),
    ]
    heads: Annotated[list[HeadFields], About("Các nội dung chi", "standards/regime-*.yaml: cost_lines")]
    rows: Annotated[list[AgencyRow], About("Dự toán của từng cơ quan", "project.yaml: budget")]
    asked: Annotated[str, About("Cộng số đề nghị của các cơ quan (đồng)")]
    settled: Annotated[str, About("Cộng số trình phê duyệt của các cơ quan (đồng)")]
    costs: Annotated[list[CostRow], About("Chi quản lý", "programme.yaml: estimates.*.management")]
    managing: Annotated[str, About("Cộng chi quản lý đề nghị (đồng)", "programme.yaml: estimates.*.management")]
    managing_settled: Annotated[
        str, About("Chi quản lý trình phê duyệt (đồng)", "programme.yaml: estimates.*.management_accepted")
    ]
    total: Annotated[str, About("Tổng cộng trình phê duyệt (đồng)")]
    words: Annotated[str, About("Tổng cộng bằng chữ")]
    upkeep: Annotated[
        str,
        About(
            "Kinh phí duy trì do các cơ quan tự bố trí (đồng), để theo dõi; trống nếu chưa cơ quan nào lập",
            "project.yaml: budget",
        ),
    ]
    ceiling_act: Annotated[
        str,
        About("Văn bản quy định mức trần; trống nếu không có", "standards/regime-*.yaml: money_bases | acts.yaml: *"),
    ]
    ceilings: Annotated[
        list[CeilingRow],
        About("Đối chiếu mức trần của các cơ quan đã lập dự toán", "standards/regime-*.yaml: ceilings"),
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a year."""
    programme = papers.programme(workspace)
    for year in estimates.years(workspace):
        written, every = estimates.estimate_of(workspace, year), estimates.of_year(workspace, year)
        yield papers.paper(
            workspace,
            office="lead",
            kind="province-estimate",
            kind_name="Tờ trình",
            group="money",
            letters="TTr",
            facts=written.submission,
            year=year - 1,
            title=f"Phê duyệt dự toán kinh phí năm {year} của Chương trình",
            template="province-estimate.docx",
            addressed_to=programme.province.committee,
            recipients=["Như trên", programme.province.finance, programme.province.contact],
            context=_own(workspace, year, written, every),
        )


def _own(workspace: Workspace, year: int, written: Estimate, every: list[Request]) -> Own:
    committee = workspace.office("committee")
    settled, managing = estimates.known(one.settled for one in every), estimates.managing_settled(written)
    whole = estimates.known((settled, managing))
    upkeep = estimates.known(estimates.fund_total(one.qms, "upkeep") for one in every)
    sent = [one for one in every if one.asked is not None]
    return {
        "year": str(year),
        "programme": papers.titled(workspace),
        "bases": letterhead.bases(committee, day=written.submission.date, year=year - 1),
        "certifies": committee.agency.regime == "144-2006",
        "count": f"{len(every):02}",
        "received": f"{len(sent):02}",
        "unfinished": ", ".join(one.qms.agency.name for one in every if one.started and one.asked is None),
        "missing": ", ".join(one.qms.agency.name for one in every if not one.started),
        "agreed": _agreed(workspace, written),
        "heads": [
            {
                "number": str(number),
                "title": line.title,
                "total": estimate.figures(estimates.known(one.lines[number - 1].amount for one in sent)),
            }
            for number, line in enumerate(estimates.lines(committee, "programme"), start=1)
        ],
        "rows": [_row(one, number) for number, one in enumerate(every, start=1)],
        "asked": estimate.figures(estimates.known(one.asked for one in every)),
        "settled": estimate.figures(settled),
        "costs": [_cost(one, number) for number, one in enumerate(written.management, start=1)],
        "managing": estimate.figures(estimates.managing(written)),
        "managing_settled": estimate.figures(managing),
        "total": estimate.figures(whole),
        "words": estimate.in_words(whole),
        "upkeep": "" if upkeep is None else text.money(upkeep),
        "ceiling_act": estimates.money_act(committee),
        "ceilings": list(_ceilings(every)),
    }


def _agreed(workspace: Workspace, written: Estimate) -> str:
    """The finance body's paper, once it has a date: Công văn số 812/STC-… ngày …"""
    facts = written.appraised
    if facts.date is None:
        return ""
    finance = workspace.office("finance")
    symbol = f"/{letterhead.dispatched(finance)}" if finance.agency.abbreviation else ""
    number = f" số {facts.number}{symbol}" if facts.number else ""
    return f"Công văn{number} ngày {text.short_date(facts.date)} của {finance.agency.name}"


def _row(one: Request, number: int) -> AgencyRow:
    return {
        "number": str(number),
        "name": one.qms.agency.name,
        "amounts": [estimate.figures(line.amount) for line in one.lines],
        "asked": estimate.figures(one.asked),
        "settled": estimate.figures(one.settled),
    }


def _cost(cost: ManagementCost, number: int) -> CostRow:
    return {
        "number": str(number),
        "item": cost.item,
        "detail": cost.detail or "",
        "unit": cost.unit or "",
        "quantity": text.number(cost.quantity),
        "price": text.money(cost.price),
        "amount": text.money(cost.amount),
    }


def _ceilings(every: list[Request]) -> Iterator[CeilingRow]:
    """Only of agencies that have written what the ceiling is about."""
    for one in every:
        agency = one.qms.agency
        for limit, _ in one.qms.regime.limits(agency.kind, agency.project):
            amount = limit.held(agency.project.budget)
            if amount is not None:
                yield {
                    "agency": agency.name,
                    "what": text.capitalize(limit.what),
                    "most": text.money(limit.most),
                    "amount": text.money(amount),
                    "result": compared(amount, limit.most),
                }


def compared(amount: Decimal, most: Decimal) -> str:
    """Whether an amount keeps to its ceiling, and by how much it does not."""
    return f"Vượt {text.money(amount - most)}" if amount > most else "Không vượt"
