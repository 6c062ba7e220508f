"""Money asked for: an agency's estimate line by line, and what the agencies of a year ask of the programme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from qmsdocs import citation
from qmsdocs.model.programme import Appraisal, Estimate, Programme
from qmsdocs.model.project import BudgetLine, total
from qmsdocs.workspace import Entry, Qms, Workspace


class Line(NamedTuple):
    """A cost line of the regime with what the agency wrote for it."""

    title: str
    written: tuple[BudgetLine, ...]

    @property
    def amount(self) -> Decimal | None:
        """The money of the line; None when nothing is written or a price is missing."""
        return total(entry.amount for entry in self.written)


def lines(qms: Qms, fund: str) -> list[Line]:
    """The cost lines that a fund pays for, in the regime's order."""
    return [
        Line(line.title, tuple(entry for entry in qms.agency.project.budget if entry.line == key))
        for key, line in qms.regime.cost_lines.items()
        if line.fund == fund
    ]


def fund_total(qms: Qms, fund: str) -> Decimal | None:
    """What a fund pays in all; None while a line has no amount."""
    return total(line.amount for line in lines(qms, fund))


@dataclass(frozen=True)
class Request:
    """The estimate of one agency. Its upkeep is not the programme's (QĐ 42/2007/QĐ-UBND, mục V.2)."""

    entry: Entry
    lines: tuple[Line, ...]
    appraisal: Appraisal | None

    @property
    def qms(self) -> Qms:
        return self.entry.qms

    @property
    def started(self) -> bool:
        return any(line.written for line in self.lines)

    @cached_property
    def asked(self) -> Decimal | None:
        """As the agency's own request says it: None while a line has no amount."""
        return total(line.amount for line in self.lines)

    @property
    def settled(self) -> Decimal | None:
        """What goes on to be approved: as accepted, else as asked."""
        return self.appraisal.accepted if self.appraisal else self.asked


def of_year(workspace: Workspace, year: int) -> list[Request]:
    """The estimates of the year's cohort: money is asked for the year in which a project starts."""
    appraisals = {one.slug: one for one in estimate_of(workspace, year).appraisals}
    return [
        Request(entry, tuple(lines(entry.qms, "programme")), appraisals.get(entry.slug))
        for entry in workspace.of_cohort(year)
    ]


def estimate_of(workspace: Workspace, year: int) -> Estimate:
    return _programme(workspace).estimates.get(str(year), Estimate())


def years(workspace: Workspace) -> list[int]:
    """The years of the cohorts, and those that have an estimate."""
    programme = _programme(workspace)
    written = (int(year) for year in programme.estimates if year.isdigit())
    return sorted({cohort.year for cohort in programme.cohorts} | set(written))


def known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are known; None when none is."""
    return total(amount for amount in amounts if amount is not None)


def managing(written: Estimate) -> Decimal | None:
    """What managing the programme costs, as asked; None when nothing is written."""
    return total(cost.amount for cost in written.management)


def managing_settled(written: Estimate) -> Decimal | None:
    """What goes on to be approved of it."""
    return written.management_accepted if written.management_accepted is not None else managing(written)


def money_act(qms: Qms) -> str:
    """The act that sets lines and ceilings of the estimate, in short; '' under a regime that names none."""
    return ", ".join(citation.short(qms.acts[act]) for act in qms.regime.money_bases if act in qms.acts)


def _programme(workspace: Workspace) -> Programme:
    assert workspace.programme is not None, "only a province has estimates of its agencies"
    return workspace.programme
