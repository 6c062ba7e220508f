"""Workspace: what was loaded, with its references tied. `loading` makes it, `checks` judge it, `kinds` plan from it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import overload

from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.layers import Layers
from qmsdocs.model.agency import Agency, OrgUnit, Post
from qmsdocs.model.control import Control
from qmsdocs.model.manual import Manual, Questions
from qmsdocs.model.procedure import Form, Procedure
from qmsdocs.model.programme import Cohort, OfficeName, Programme
from qmsdocs.model.standard import Act, RegimeRules, Standard
from qmsdocs.source import Source


@dataclass(frozen=True)
class ProcedureInUse:
    """A procedure as one agency uses it: its code, its owner, its document control, its forms with their codes."""

    id: str
    procedure: Procedure
    source: Source
    code: str
    number: int
    unit: str
    control: Control
    form_codes: Mapping[str, str]

    @cached_property
    def forms(self) -> list[tuple[str, Form]]:
        """(code, form) in order."""
        return [(self.form_codes[form.id], form) for form in self.procedure.forms]

    def form_control(self, form: str) -> Control:
        """The document control of one of its forms."""
        return self.control.of_form(form)

    @cached_property
    def by_form(self) -> dict[str, tuple[str, Form]]:
        return {form.id: (code, form) for code, form in reversed(self.forms)}


@dataclass(frozen=True, eq=False)
class Qms:
    """The quality management system of one agency: everything its documents are made from.

    Known by identity, so that a function of it may keep its result (functools.lru_cache).
    """

    slug: str
    agency: Agency
    source: Source
    procedures: tuple[ProcedureInUse, ...]
    standard: Standard
    regime: RegimeRules
    acts: Mapping[str, Act]
    manual: Manual
    manual_source: Source
    questions: Questions
    layers: Layers
    programme: Programme | None
    cohort: Cohort | None

    @cached_property
    def by_id(self) -> dict[str, ProcedureInUse]:
        return {procedure.id: procedure for procedure in self.procedures}

    def post(self, identifier: str) -> Post:
        return self.agency.posts[identifier]

    def unit(self, identifier: str) -> OrgUnit:
        return self.agency.units[identifier]

    def title_of(self, post: str, used: ProcedureInUse | None = None) -> str:
        """A post's title; the head of "the unit that owns the procedure" has the title that unit gives its head."""
        found = self.post(post)
        if post == "unit_head" and found.unit is None and used and used.procedure.type == "service":
            return self.unit(used.unit).head or found.title
        return found.title

    def units_at(self, post: str, used: ProcedureInUse) -> list[str]:
        """The units where a post does its part of a procedure.

        Leaders belong to none. A post that names no unit is the owner's in a service procedure, and every unit's in
        a system procedure (each unit head plans, answers, reports).
        """
        found = self.post(post)
        if found.leadership:
            return []
        if found.unit:
            return [found.unit]
        return [used.unit] if used.procedure.type == "service" else list(self.agency.units)

    def units_of(self, used: ProcedureInUse) -> list[str]:
        """Every unit that has a step in the procedure, the owner first."""
        worked = (unit for step in used.procedure.steps for post in step.who for unit in self.units_at(post, used))
        return list(dict.fromkeys([used.unit, *worked]))

    def find_form(self, reference: str, used: ProcedureInUse) -> tuple[str, Form] | None:
        """(code, form) for `form` of this procedure or `procedure/form` of another; None when there is none."""
        owner_id, _, form_id = reference.rpartition("/")
        owner = self.by_id.get(owner_id) if owner_id else used
        return owner.by_form.get(form_id) if owner else None

    def covering(self, clause: str) -> list[ProcedureInUse]:
        """The procedures that fulfil a clause of the agency's edition."""
        return self.by_clause.get(clause, [])

    @cached_property
    def by_clause(self) -> dict[str, list[ProcedureInUse]]:
        found: dict[str, list[ProcedureInUse]] = {}
        for used in self.procedures:
            for clause in dict.fromkeys(self.clauses_of(used)):
                found.setdefault(clause, []).append(used)
        return found

    def clauses_of(self, used: ProcedureInUse) -> tuple[str, ...]:
        return used.procedure.clauses.of(self.standard.numbering)

    @property
    def exclusions(self) -> Mapping[str, str]:
        """Clause → reason, in the numbering of the agency's edition."""
        return self.agency.exclusions.of(self.standard.numbering)

    def excluded(self, clause: str) -> bool:
        """Whether a clause, or one above it, is excluded."""
        return any(clause == out or clause.startswith(f"{out}.") for out in self.exclusions)

    @property
    def home(self) -> Location:
        """Where the user describes this agency: its own file, or its line in the cohort list."""
        return self.source.at()

    @property
    def reference_date(self) -> datetime.date | None:
        """The date against which acts are held: the issue date, else the start of the project or of the cohort year."""
        control = self.agency.control
        started = self.agency.project.start or (self.cohort.start if self.cohort else None)
        year = self.agency.cohort
        return control.issue_date or control.effective_date or started or (datetime.date(year, 1, 1) if year else None)

    @property
    def province(self) -> str | None:
        return self.programme.province.name if self.programme else None

    @property
    def parent(self) -> str | None:
        """The line above the agency's name; a People's Committee has none."""
        if self.agency.parent or self.agency.collective or self.programme is None:
            return self.agency.parent
        return self.programme.province.committee

    @property
    def place(self) -> str | None:
        return self.agency.place or self.province


@dataclass(frozen=True)
class Entry:
    """One agency of a workspace: what it is chosen by, and its system, fetched when it is asked for."""

    slug: str
    cohort: int | None
    fetch: Callable[[], Qms]
    let_go: Callable[[], None] = lambda: None  # when it is not needed for now: memory for others

    @property
    def qms(self) -> Qms:
        return self.fetch()


class _Systems(Sequence[Qms]):
    """The systems of entries; none is held, so that a whole country fits into memory. Going through them anew fetches
    them anew."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> Qms: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Qms]: ...
    def __getitem__(self, place: int | slice) -> Qms | Sequence[Qms]:
        return _Systems(self._entries[place]) if isinstance(place, slice) else self._entries[place].qms


@dataclass(frozen=True)
class Workspace:
    """All agencies found under one folder, in the order of their cohorts."""

    root: Path
    programme: Programme | None
    entries: tuple[Entry, ...]
    offices: Mapping[str, Entry] = field(default_factory=dict)
    source: Source | None = None  # where the programme's data are written, with its further files
    whole: bool = True  # false once only some agencies are chosen: the province's own papers speak of all
    chosen: bool = False  # whether somebody asked for only some of its agencies
    faulty: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)  # agencies left out, and why

    @property
    def systems(self) -> Sequence[Qms]:
        """The systems of all the agencies, each fetched when it is come to."""
        return _Systems(self.entries)

    @property
    def writers(self) -> Sequence[Qms]:
        """All who write papers: the agencies, and in a whole province the bodies that are none of them."""
        slugs = {entry.slug for entry in self.entries}
        bodies = [entry for entry in self.offices.values() if entry.slug not in slugs] if self.whole else []
        return _Systems((*self.entries, *bodies))

    def of_cohort(self, year: int) -> tuple[Entry, ...]:
        """The agencies of one cohort."""
        return tuple(entry for entry in self.entries if entry.cohort == year)

    def choose(self, cohort: int | None = None, agencies: Iterable[str] = ()) -> Workspace:
        """Only one cohort's agencies, or those named. Raises QmsdocsError when nothing is left or a name is unknown."""
        wanted = tuple(agencies)
        slugs = {entry.slug for entry in self.entries} | self.faulty.keys()
        problems = [
            Problem("unknown-agency", Location(str(self.root)), {"slug": slug, "near": nearest(slug, slugs) or "—"})
            for slug in wanted
            if slug not in slugs
        ]
        years = sorted({entry.cohort for entry in self.entries if entry.cohort})
        if cohort and cohort not in years:
            known = ", ".join(map(str, years)) or "—"
            problems.append(Problem("unknown-cohort", Location(str(self.root)), {"year": cohort, "known": known}))
        if problems:
            raise QmsdocsError(problems)
        chosen = tuple(
            entry
            for entry in self.entries
            if (not wanted or entry.slug in wanted) and (cohort is None or entry.cohort == cohort)
        )
        faulty = {slug: found for slug, found in self.faulty.items() if not wanted or slug in wanted}
        all_ = chosen == self.entries and faulty == self.faulty
        return replace(self, entries=chosen, whole=self.whole and all_, chosen=self.chosen or not all_, faulty=faulty)

    def office(self, name: OfficeName) -> Qms:
        """A body of the province as the agency it is when it writes papers. Raises KeyError without a programme."""
        return self.offices[name].qms

    def layers(self) -> dict[str, Layers]:
        """Where the templates of every agency and office are looked for, by slug."""
        entries = [*self.offices.values(), *self.entries]
        return {entry.slug: entry.qms.layers for entry in entries}

    def layers_of(self, slug: str) -> Layers:
        """Where the templates of one agency or office are looked for. Raises KeyError for an unknown one."""
        by_slug = {entry.slug: entry for entry in (*self.offices.values(), *self.entries)}
        return by_slug[slug].qms.layers


def ready(qms: Qms) -> Entry:
    """The entry of a system that is at hand."""
    return Entry(qms.slug, qms.agency.cohort, partial(_itself, qms))


def _itself(qms: Qms) -> Qms:
    return qms


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: a mistake in a shared file is met by every agency that uses it."""
    seen = {(problem.code, problem.where, str(problem.words)): problem for problem in problems}
    return list(seen.values())


def make_code(agency: Agency, kind: str, **words: object) -> str:
    """A document's code by the agency's scheme; the model lets only patterns through that these words can fill."""
    pattern: str = getattr(agency.code_scheme, kind)
    return pattern.format(agency=agency.abbreviation or "", **words)
