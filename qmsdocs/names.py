"""Names by date: agencies are renamed, put under others, moved; a document bears the names of its own day.

Every kind is planned from the agency as it is now. Where something changed, the plans whose day lies before the change
are made again from the agency as it was: so no kind has to know, and letterhead, sentences, symbols and lists agree.
What a document cites (acts, their issuers) is data of its own and keeps the name that it had.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from qmsdocs.model.agency import Agency, Formerly
from qmsdocs.model.programme import Cohort, Programme
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Entry, Qms, Workspace

T = TypeVar("T")
Past = tuple[Formerly, ...]


class Names(NamedTuple):
    """What an agency is called on a day, under whom and where."""

    name: str
    parent: str | None
    place: str | None


def on(qms: Qms, day: datetime.date | None) -> Names:
    """The names valid on a day; the present ones when the day is not known."""
    then = qms_on(qms, day) if day else qms
    return Names(then.agency.name, then.parent, then.place)


def of_agency(qms: Qms, make: Callable[[Qms], Iterable[DocumentPlan]]) -> Iterator[DocumentPlan]:
    """The documents of an agency, each with the names of its day."""
    return _in_time(qms, _changes_of(qms), qms_on, make)


def of_programme(workspace: Workspace, make: Callable[[Workspace], Iterable[DocumentPlan]]) -> Iterator[DocumentPlan]:
    """The province's papers, each with the names of its day."""
    return _in_time(workspace, _changes(body.past for body in _every(workspace)), workspace_on, make)


def _in_time(
    now: T,
    changes: list[datetime.date],
    then: Callable[[T, datetime.date], T],
    make: Callable[[T], Iterable[DocumentPlan]],
) -> Iterator[DocumentPlan]:
    if not changes:
        yield from make(now)
        return
    before: dict[datetime.date, list[DocumentPlan]] = {}
    for number, plan in enumerate(make(now)):
        last = next((until for until in changes if plan.day and plan.day <= until), None)
        if last is None:
            yield plan
            continue
        if last not in before:
            before[last] = list(make(then(now, last)))
        yield before[last][number]


@functools.lru_cache(maxsize=8)
def qms_on(qms: Qms, day: datetime.date) -> Qms:
    """The agency as it was called on a day; itself when nothing was different."""
    programme = _programme_on(qms.programme, _bodies(qms.programme), day) if qms.programme else None
    agency = _agency_on(qms.agency, past_of(qms), day)
    if agency is qms.agency and programme is qms.programme:
        return qms
    return dataclasses.replace(qms, agency=agency, programme=programme)


def workspace_on(workspace: Workspace, day: datetime.date) -> Workspace:
    """All agencies, the bodies of the province and the lists of the programme as they were called on a day."""
    assert workspace.programme is not None
    programme = _programme_on(workspace.programme, list(_every(workspace)), day)
    made: dict[str, Entry] = {}
    for entry in (*workspace.entries, *workspace.offices.values()):
        made[entry.slug] = dataclasses.replace(entry, fetch=functools.partial(_fetch_on, entry, programme, day))
    return dataclasses.replace(
        workspace,
        programme=programme,
        entries=tuple(made[entry.slug] for entry in workspace.entries),
        offices={name: made[entry.slug] for name, entry in workspace.offices.items()},
    )


def _fetch_on(entry: Entry, programme: Programme, day: datetime.date) -> Qms:
    qms = entry.qms
    return dataclasses.replace(qms, agency=_agency_on(qms.agency, past_of(qms), day), programme=programme)


def past_of(qms: Qms) -> Past:
    """What an agency was, as its own data or the programme's table tell."""
    return qms.agency.formerly or (qms.programme.formerly.get(qms.slug, ()) if qms.programme else ())


class _Body(NamedTuple):
    """A name that the programme uses, whose it is, and what it was before."""

    slug: str
    name: str
    past: Past


def _bodies(programme: Programme) -> list[_Body]:
    """What programme.yaml itself tells of names: enough for the bodies that an agency's papers speak of."""
    lines = (line for cohort in programme.cohorts for line in cohort.agencies)
    found = [_Body(one.slug, one.name, one.formerly or programme.formerly.get(one.slug, ())) for one in lines]
    for name, keys in programme.offices.items():
        past = tuple(Formerly.model_validate(one) for one in keys.get("formerly", ()))
        found.append(_Body("", getattr(programme.province, name), past))
    return [body for body in found if body.past]


def _every(workspace: Workspace) -> Iterator[_Body]:
    """The names of all agencies and offices, wherever they are written."""
    for slug, entry in {entry.slug: entry for entry in (*workspace.entries, *workspace.offices.values())}.items():
        qms = entry.qms
        if past := past_of(qms):
            yield _Body(slug, qms.agency.name, past)


@functools.lru_cache(maxsize=8)
def _changes_of(qms: Qms) -> list[datetime.date]:
    """The last days of former names in an agency's papers: its own, and those of the bodies it writes to."""
    bodies = _bodies(qms.programme) if qms.programme else []
    return _changes([past_of(qms), *(body.past for body in bodies)])


def _changes(pasts: Iterable[Past]) -> list[datetime.date]:
    return sorted({one.until for past in pasts for one in past})


def _then(past: Past, day: datetime.date) -> Formerly | None:
    """The state that was valid on a day; None for the present one."""
    return min((one for one in past if day <= one.until), key=lambda one: one.until, default=None)


def _agency_on(agency: Agency, past: Past, day: datetime.date) -> Agency:
    then = _then(past, day)
    if then is None:
        return agency
    changed: dict[str, object] = {"parent": then.parent or agency.parent, "place": then.place or agency.place}
    if then.name:
        # Codes of documents stay what they are: a renamed agency does not give its documents other codes.
        scheme = agency.code_scheme
        fixed = {key: pattern.replace("{agency}", agency.abbreviation or "") for key, pattern in scheme}
        changed |= {
            "name": then.name,
            "short_name": then.short_name,
            "abbreviation": then.abbreviation,
            "code_scheme": scheme.model_copy(update=fixed),
        }
    return agency.model_copy(update=changed)


def _programme_on(programme: Programme, bodies: list[_Body], day: datetime.date) -> Programme:
    """The programme with the names of a day, where it lists agencies and where it names its bodies."""
    renamed = {body.name: then for body in bodies if (then := _then(body.past, day))}
    by_slug = {body.slug: then.name for body in bodies if (then := _then(body.past, day)) and then.name}
    if not renamed:
        return programme
    province = programme.province
    written: dict[str, object] = {
        key: then.name
        for key in ("committee", "lead", "contact", "finance", "home_affairs")
        if (then := renamed.get(getattr(province, key))) and then.name
    }
    committee = renamed.get(province.committee)
    if committee and committee.place:
        written["name"] = committee.place
    return programme.model_copy(
        update={
            "province": province.model_copy(update=written),
            "cohorts": tuple(_cohort_on(cohort, by_slug) for cohort in programme.cohorts),
        }
    )


def _cohort_on(cohort: Cohort, names: Mapping[str, str]) -> Cohort:
    lines = (one.model_copy(update={"name": names.get(one.slug, one.name)}) for one in cohort.agencies)
    return cohort.model_copy(update={"agencies": tuple(lines)})
