"""The estimate: the regime's cost lines fund by fund, with what the agency wrote for each and the totals.

The plan annexes it, the request to the finance body carries it. A total is told only when every price is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.estimates import Line, fund_total, lines
from qmsdocs.fields import About
from qmsdocs.model.project import BudgetLine
from qmsdocs.workspace import Qms


class CostFields(TypedDict):
    """A cost line."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Nội dung chi", "standards/regime-*.yaml: cost_lines.*.title")]
    detail: Annotated[str, About("Diễn giải; trống nếu không có", "project.yaml: budget[].detail")]
    parts: Annotated[
        list[str],
        About(
            "Từng khoản của nội dung chi: diễn giải kèm cách tính, ví dụ Ba khóa học: 3 x 4.000.000",
            "project.yaml: budget[].detail | project.yaml: budget[].quantity | project.yaml: budget[].price",
        ),
    ]
    amount: Annotated[
        str,
        About(
            "Thành tiền (đồng); chưa có đơn giá thì là dòng chấm",
            "project.yaml: budget[].price | project.yaml: budget[].quantity",
        ),
    ]


class FundFields(TypedDict):
    """What one fund pays for."""

    title: Annotated[str, About("Tên nguồn kinh phí", "standards/regime-*.yaml: funds.*")]
    rows: Annotated[list[CostFields], About("Các nội dung chi của nguồn", "standards/regime-*.yaml: cost_lines")]
    total: Annotated[str, About("Tổng cộng (đồng); chưa đủ đơn giá thì là dòng chấm", "project.yaml: budget")]
    words: Annotated[str, About("Tổng cộng bằng chữ; chưa đủ đơn giá thì là dòng chấm", "project.yaml: budget")]


class BudgetFields(TypedDict):
    """The estimate."""

    funds: Annotated[list[FundFields], About("Dự toán theo nguồn kinh phí", "standards/regime-*.yaml: funds")]


def budget(qms: Qms) -> BudgetFields:
    """The estimate by fund."""
    return {"funds": list(_funds(qms))}


def _funds(qms: Qms) -> Iterator[FundFields]:
    for fund, title in qms.regime.funds.items():
        if found := lines(qms, fund):
            amount = fund_total(qms, fund)
            yield {
                "title": title,
                "rows": [_row(line, number) for number, line in enumerate(found, start=1)],
                "total": figures(amount),
                "words": in_words(amount),
            }


def _row(line: Line, number: int) -> CostFields:
    return {
        "number": str(number),
        "title": line.title,
        "detail": "; ".join(entry.detail for entry in line.written if entry.detail),
        "parts": [part for entry in line.written if (part := _part(entry, alone=len(line.written) == 1))],
        "amount": figures(line.amount),
    }


def _part(entry: BudgetLine, alone: bool) -> str:
    """Detail: 18 x 500.000 = 9.000.000; what the amount of the line tells already is left out when it stands alone."""
    if entry.price is None or entry.amount is None or (alone and entry.quantity == 1):
        return entry.detail or ""
    reckoned = f"{text.number(entry.quantity)} x {text.money(entry.price)}" if entry.quantity != 1 else ""
    told = " = ".join(filter(None, (reckoned, "" if alone else text.money(entry.amount))))
    return ": ".join(filter(None, (entry.detail, told)))


def figures(amount: Decimal | None) -> str:
    """1.000.000, or room to write."""
    return text.money(amount) if amount is not None else text.SHORT_BLANK


def in_words(amount: Decimal | None) -> str:
    """Một triệu đồng chẵn, or room to write."""
    return text.money_in_words(int(amount)) if amount is not None else text.BLANK
