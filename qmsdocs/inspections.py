"""The yearly inspection of the agencies (TT 26/2014/TT-BKHCN, Điều 33-39): who is due, what was found, what is overdue.

Plan, decision, minutes, report and checks count here, so that they cannot differ.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qmsdocs import days, library
from qmsdocs.model.programme import Inspection, InspectionPoint, InspectionVisit
from qmsdocs.model.standard import PointGroup, PointToInspect
from qmsdocs.workspace import Entry, Qms, Workspace

CORRECTED_WITHIN = 2  # months from the signing of the minutes (Điều 37)
_ON_SITE = 3  # one agency in so many, at least (Điều 33)


def groups() -> tuple[PointGroup, ...]:
    return library.inspection_points().groups


def points() -> list[PointToInspect]:
    """The 13 points in order."""
    return [point for group in groups() for point in group.points]


@dataclass(frozen=True)
class Visited:
    """One agency in the inspection of one year."""

    entry: Entry
    visit: InspectionVisit

    @property
    def qms(self) -> Qms:
        return self.entry.qms

    @cached_property
    def results(self) -> dict[str, InspectionPoint]:
        return {one.point: one for one in self.visit.points}

    @property
    def unmet(self) -> list[str]:
        """The points not met, in the order of the article."""
        return [one.id for one in points() if one.id in self.results and not self.results[one.id].met]

    @property
    def missing(self) -> list[str]:
        """The points of which nothing is written."""
        return [one.id for one in points() if one.id not in self.results]

    @property
    def signed(self) -> datetime.date | None:
        """When the minutes were signed."""
        return self.visit.minutes or self.visit.date

    @property
    def due(self) -> datetime.date | None:
        """Until when the agency reports its corrections; None when none are asked for."""
        asked = self.visit.requests or self.unmet
        return days.add_months(self.signed, CORRECTED_WITHIN) if asked and self.signed else None

    def held(self, as_of: datetime.date) -> bool:
        return self.visit.date is not None and self.visit.date <= as_of

    def corrected(self, as_of: datetime.date) -> bool:
        return self.visit.corrected is not None and self.visit.corrected <= as_of

    def late(self, as_of: datetime.date) -> bool:
        """Whether the corrections are overdue on that day, or came after their day."""
        return self.due is not None and min(self.visit.corrected or as_of, as_of) > self.due


@dataclass(frozen=True)
class Year:
    """The inspection of one year."""

    year: int
    inspection: Inspection
    due: tuple[Entry, ...]  # the agencies that have to be inspected
    visits: tuple[Visited, ...]
    proposed: bool  # nothing is written yet: the tool proposes

    @property
    def least(self) -> int:
        """How many agencies have to be inspected on site."""
        return least(len(self.due))

    @property
    def on_site(self) -> list[Visited]:
        return [one for one in self.visits if one.visit.form == "site"]

    @property
    def as_of(self) -> datetime.date:
        """The day of the report's figures: when it is signed, else the end of November."""
        return self.inspection.report.date or datetime.date(self.year, 11, 30)


def least(count: int) -> int:
    """A third, rounded up."""
    return -(-count // _ON_SITE)


def years(workspace: Workspace) -> Iterator[Year]:
    """The inspections that are written, year by year; none under a regime that knows none."""
    if workspace.programme is None or workspace.office("lead").agency.regime != "19-2014":
        return
    by_slug = {entry.slug: entry for entry in workspace.entries}
    for written in sorted(workspace.programme.inspections):
        if not written.isdigit():
            continue
        inspection = workspace.programme.inspections[written]
        year = int(written)
        due = tuple(entry for entry in workspace.entries if inspected_in(entry.qms, year))
        found = tuple(
            Visited(by_slug[visit.slug], visit)
            for visit in inspection.visits or proposal(due, year)
            if visit.slug in by_slug
        )
        yield Year(year, inspection, due, found, proposed=not inspection.visits)


def inspected_in(qms: Qms, year: int) -> bool:
    """Whether an agency has to be inspected in a year: its cohort has started and it has not come to its end."""
    ended = qms.agency.ended
    started = qms.agency.cohort is None or qms.agency.cohort <= year
    return started and not (ended and ended.year < year)


def proposal(due: tuple[Entry, ...], year: int) -> list[InspectionVisit]:
    """Every agency by its files, and a third on site, another third the next year."""
    count = least(len(due))
    site = {(year * count + number) % len(due) for number in range(count)} if due else set()
    return [
        InspectionVisit(slug=entry.slug, form="site" if number in site else "file") for number, entry in enumerate(due)
    ]
