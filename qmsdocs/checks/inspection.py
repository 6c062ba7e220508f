"""The yearly inspections of a programme against TT 26/2014/TT-BKHCN, Điều 29-30, 33-38, and against themselves."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import inspections, text
from qmsdocs.errors import Problem, nearest
from qmsdocs.inspections import Visited, Year
from qmsdocs.source import Source
from qmsdocs.workspace import Workspace

LARGEST_CLASS = 25  # learners of a course for consultants and assessors


def check(workspace: Workspace) -> Iterator[Problem]:
    """Every problem of every year's inspection, and of the courses for consultants; only of a whole province."""
    programme, source = workspace.programme, workspace.source
    if programme is None or source is None or not workspace.whole:
        return
    regime = workspace.office("lead").agency.regime
    for year in programme.inspections:
        if not (year.isdigit() and len(year) == 4):
            yield Problem("inspection-year", source.at("inspections", year), {"year": year})
        elif regime != "19-2014":
            yield Problem("inspection-regime", source.at("inspections", year), {"regime": regime})
    for found in inspections.years(workspace):
        yield from _agencies(workspace, found, source)
        yield from _report(found, source)
    for key, course in programme.courses.items():
        count = course.planned or len(course.trainees)
        if course.type == "consultant" and count > LARGEST_CLASS:
            words: dict[str, object] = {"title": course.title, "count": count}
            yield Problem("class-too-large", source.at("courses", key), words)


def _agencies(workspace: Workspace, found: Year, source: Source) -> Iterator[Problem]:
    """Whom the plan names and forgets, and what was found there."""
    place = ("inspections", str(found.year), "visits")
    slugs = [entry.slug for entry in workspace.entries]
    seen: set[str] = set()
    for number, visit in enumerate(found.inspection.visits):
        where = source.at(*place, number, "slug")
        if visit.slug not in slugs:
            words: dict[str, object] = {"slug": visit.slug, "near": nearest(visit.slug, slugs) or "—"}
            yield Problem("inspection-agency-unknown", where, words)
            continue
        one = next(one for one in found.visits if one.visit is visit)
        if visit.slug in seen:
            yield Problem("inspection-agency-twice", where, {"name": one.qms.agency.name, "year": found.year})
        seen.add(visit.slug)
        yield from _points(one, source, (*place, number))
        yield from _days(one, source, (*place, number))
    if found.proposed:
        return
    for entry in found.due:
        if entry.slug not in seen:
            words = {"name": entry.qms.agency.name, "year": found.year}
            yield Problem("inspection-missing", source.at(*place), words)
    if len(found.on_site) < found.least:
        words = {"site": len(found.on_site), "all": len(found.due), "least": found.least, "year": found.year}
        yield Problem("inspection-few-on-site", source.at(*place), words)


def _points(one: Visited, source: Source, place: tuple[str | int, ...]) -> Iterator[Problem]:
    known = [point.id for point in inspections.points()]
    seen: set[str] = set()
    for number, result in enumerate(one.visit.points):
        where = source.at(*place, "points", number, "point")
        if result.point not in known:
            yield Problem("inspection-point-unknown", where, {"point": result.point, "known": ", ".join(known)})
        if result.point in seen:
            yield Problem("inspection-point-twice", where, {"point": result.point})
        seen.add(result.point)
    name = one.qms.agency.name
    if one.missing and (one.visit.points or (one.visit.minutes and one.visit.form == "site")):
        words: dict[str, object] = {"name": name, "count": len(one.missing), "points": ", ".join(one.missing)}
        yield Problem("inspection-points-missing", source.at(*place), words)
    if one.unmet and not one.visit.requests:
        words = {"name": name, "count": len(one.unmet)}
        yield Problem("inspection-unmet-without-request", source.at(*place), words)


def _days(one: Visited, source: Source, place: tuple[str | int, ...]) -> Iterator[Problem]:
    visit = one.visit
    if visit.minutes and visit.date and visit.minutes < visit.date:
        words: dict[str, object] = {"minutes": text.short_date(visit.minutes), "date": text.short_date(visit.date)}
        yield Problem("inspection-minutes-early", source.at(*place, "minutes"), words)
    if visit.corrected and one.late(visit.corrected):
        words = {
            "name": one.qms.agency.name,
            "corrected": text.short_date(visit.corrected),
            "due": text.short_date(one.due),
        }
        yield Problem("inspection-correction-late", source.at(*place, "corrected"), words)


def _report(found: Year, source: Source) -> Iterator[Problem]:
    """The summary goes up in November."""
    date = found.inspection.report.date
    if date and (date.year, date.month) > (found.year, 11):
        words: dict[str, object] = {"year": found.year, "date": text.short_date(date)}
        yield Problem("inspection-report-late", source.at("inspections", str(found.year), "report", "date"), words)
