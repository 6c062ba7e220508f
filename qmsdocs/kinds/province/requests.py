"""What the agencies of one year ask of the programme's money, and what the finance body accepts of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from qmsdocs import citation
from qmsdocs.kinds import estimate
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import Appraisal, Estimate
from qmsdocs.model.project import total
from qmsdocs.workspace import Qms, Workspace


@dataclass(frozen=True)
class Request:
    """The estimate of one agency. Its upkeep is not the programme's (QĐ 42/2007/QĐ-UBND, mục V.2)."""

    qms: Qms
    lines: tuple[estimate.Line, ...]
    appraisal: Appraisal | None

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
        Request(qms, tuple(estimate.lines(qms, "programme")), appraisals.get(qms.slug))
        for qms in workspace.systems
        if qms.agency.cohort == year
    ]


def estimate_of(workspace: Workspace, year: int) -> Estimate:
    return papers.programme(workspace).estimates.get(str(year), Estimate())


def years(workspace: Workspace) -> list[int]:
    """The years of the cohorts, and those that have an estimate."""
    programme = papers.programme(workspace)
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
