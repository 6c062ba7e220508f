"""Ceilings: the most that an estimate may hold for some of its costs, by the kind of agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from pydantic import Field

from qmsdocs import text
from qmsdocs.model.base import Certainty, Model, Money, Slug, Text
from qmsdocs.model.project import Advice, BudgetLine, Project, total


class Limit(Model):
    """The most that an estimate may hold for some cost lines together, or for each item of them, in đồng."""

    lines: tuple[Slug, ...] = Field(min_length=1, description="Các nội dung chi cộng chung")
    most: Money = Field(description="Mức trần (đồng), xây dựng lần đầu")
    extended: Money | None = Field(None, description="Mức trần khi mở rộng phạm vi; để trống: như xây dựng lần đầu")
    each: bool = Field(False, description="true: mức trần tính cho từng đơn giá, không cộng chung")
    advised: bool = Field(False, description="true: mức thuê tổ chức tư vấn, đổi theo cách tư vấn")
    what: Text = Field(description="Mức trần về việc gì, bằng lời")
    certainty: Certainty = Field("confirmed", description="Mức độ xác nhận của con số")

    def held(self, budget: Iterable[BudgetLine]) -> Decimal | None:
        """What an estimate holds for it: the sum of its lines, or the highest price; None while a price is missing."""
        written = [entry for entry in budget if entry.line in self.lines]
        if not self.each:
            return total(entry.amount for entry in written)
        prices = [entry.price for entry in written if entry.price is not None]
        return max(prices) if prices and len(prices) == len(written) else None

    def words(self) -> str:
        """What it is about, with a mark when the figure was not compared with the act."""
        return self.what if self.certainty == "confirmed" else f"{self.what} (mức chưa đối chiếu)"


class Ceiling(Model):
    """The limits of the estimate of some kinds of agencies."""

    kinds: tuple[Text, ...] = Field(min_length=1, description="Loại cơ quan; department gồm cả department.justice…")
    who: Text = Field(description="Nhóm cơ quan, bằng lời của văn bản quy định")
    central: bool = Field(False, description="true: cơ quan trung ương, không in ở văn bản của tỉnh")
    limits: tuple[Limit, ...] = Field(min_length=1, description="Các mức trần")

    def covers(self, kind: str) -> bool:
        return any(kind == one or kind.startswith(f"{one}.") for one in self.kinds)


class AdviceRule(Model):
    """What may be paid for advice when no organisation is hired, against the ceiling of an organisation."""

    what: Text = Field(description="Cách tư vấn, bằng lời")
    share: int = Field(ge=0, le=100, description="Phần trăm của mức thuê tổ chức tư vấn")
    month: Money | None = Field(None, description="Mức trần của một người một tháng (đồng)")


Rules = Mapping[Literal["expert", "none"], AdviceRule]


def of_kind(ceilings: Iterable[Ceiling], advice: Rules, kind: str, project: Project) -> Iterator[tuple[Limit, str]]:
    """Every limit that holds for an agency, and the words of the act for such agencies."""
    for ceiling in ceilings:
        if ceiling.covers(kind):
            for limit in ceiling.limits:
                yield from ((one, ceiling.who) for one in _of_project(limit, advice, project))


def told(ceilings: Iterable[Ceiling], advice: Rules) -> Iterator[tuple[str, str, str]]:
    """(whose, about what, how much in words) of every limit of a province's agencies."""
    for ceiling in ceilings:
        for limit in () if ceiling.central else ceiling.limits:
            what = limit.words()
            if limit.extended is None:
                yield ceiling.who, what, text.money(limit.most)
            else:
                yield ceiling.who, f"{what}, xây dựng lần đầu", text.money(limit.most)
                yield ceiling.who, f"{what}, mở rộng phạm vi", text.money(limit.extended)
    for rule in advice.values():
        yield "mọi cơ quan", rule.what, f"{rule.share}% mức thuê tổ chức tư vấn"
        if rule.month is not None:
            yield "mọi cơ quan", f"{rule.what}, một người một tháng", text.money(rule.month)


def _of_project(limit: Limit, advice: Rules, project: Project) -> Iterator[Limit]:
    """A limit as it holds for one project: first or extended; an organisation, an expert or nobody hired."""
    most = limit.extended if project.extension and limit.extended is not None else limit.most
    what = limit.words()
    rule = _rule(advice, project.advice) if limit.advised else None
    if rule is None:
        yield limit.model_copy(update={"most": most, "what": what})
        return
    yield limit.model_copy(update={"most": most * rule.share / 100, "what": rule.what})
    if rule.month is not None:
        yield Limit(lines=limit.lines, most=rule.month, each=True, what=f"{rule.what}, một người một tháng")


def _rule(advice: Rules, way: Advice) -> AdviceRule | None:
    return None if way == "organisation" else advice.get(way)
