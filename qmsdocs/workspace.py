"""Workspace: find the files of a province or an agency, read them, lay the layers over each other, tie the references.

`load` gathers every mistake of reading and shape; what the data mean together is for `checks`.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qmsdocs import library
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.model.agency import Agency, Assignment, OrgUnit, Post
from qmsdocs.model.base import nearest, validate
from qmsdocs.model.control import Control
from qmsdocs.model.manual import Manual, Questions
from qmsdocs.model.procedure import Form, Procedure
from qmsdocs.model.programme import Cohort, Programme
from qmsdocs.model.standard import Act, RegimeRules, Standard
from qmsdocs.source import Source, merge, read

PROGRAMME = "programme.yaml"
AGENCY = "agency.yaml"
AGENCIES = "agencies"


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

    @property
    def forms(self) -> list[tuple[str, Form]]:
        """(code, form) in order."""
        return [(self.form_codes[form.id], form) for form in self.procedure.forms]


@dataclass(frozen=True)
class Qms:
    """The quality management system of one agency: everything its documents are made from."""

    slug: str
    agency: Agency
    source: Source
    procedures: tuple[ProcedureInUse, ...]
    standard: Standard
    regime: RegimeRules
    acts: Mapping[str, Act]
    manual: Manual
    questions: Questions
    layers: Layers
    programme: Programme | None
    cohort: Cohort | None

    @property
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
        return next(((code, form) for code, form in owner.forms if form.id == form_id), None) if owner else None

    def covering(self, clause: str) -> list[ProcedureInUse]:
        """The procedures that fulfil a clause of the agency's edition."""
        return [used for used in self.procedures if clause in self.clauses_of(used)]

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
        return self.source.places.value

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
class Workspace:
    """All agencies found under one folder, in the order of their cohorts."""

    root: Path
    programme: Programme | None
    systems: tuple[Qms, ...]

    def choose(self, cohort: int | None = None, agencies: Iterable[str] = ()) -> Workspace:
        """Only one cohort's agencies, or those named. Raises QmsdocsError when nothing is left or a name is unknown."""
        wanted = tuple(agencies)
        slugs = {qms.slug for qms in self.systems}
        problems = [
            Problem("unknown-agency", Location(str(self.root)), {"slug": slug, "near": nearest(slug, slugs) or "—"})
            for slug in wanted
            if slug not in slugs
        ]
        years = sorted({qms.agency.cohort for qms in self.systems if qms.agency.cohort})
        if cohort and cohort not in years:
            known = ", ".join(map(str, years)) or "—"
            problems.append(Problem("unknown-cohort", Location(str(self.root)), {"year": cohort, "known": known}))
        if problems:
            raise QmsdocsError(problems)
        chosen = tuple(
            qms
            for qms in self.systems
            if (not wanted or qms.slug in wanted) and (cohort is None or qms.agency.cohort == cohort)
        )
        return Workspace(self.root, self.programme, chosen)


def load(root: Path) -> Workspace:
    """Read a province folder (programme.yaml) or an agency folder (agency.yaml).

    Raises QmsdocsError with every mistake of all files.
    """
    library.forget()
    if (root / PROGRAMME).is_file():
        return _load_province(root)
    if (root / AGENCY).is_file():
        source = read(root / AGENCY)
        problems: list[Problem] = []
        qms = _load_qms(root.resolve().name, [source], Layers((root,)), None, None, problems)
        return Workspace(root, None, _complete([qms], problems))
    raise QmsdocsError([Problem("not-a-workspace", Location(str(root)))])


def _load_province(root: Path) -> Workspace:
    source = read(root / PROGRAMME)
    programme, problems = validate(Programme, source)
    if programme is None:
        raise QmsdocsError(problems)
    systems = []
    for place, cohort, slug in _lines(programme):
        folder = root / AGENCIES / slug
        layers = Layers((folder, root)) if folder.is_dir() else Layers((root,))
        try:
            written = _agency_sources(root, folder, source, place)
            systems.append(_load_qms(slug, written, layers, programme, cohort, problems))
        except QmsdocsError as error:
            problems.extend(error.problems)
    problems.extend(_folder_problems(root, source, programme))
    return Workspace(root, programme, _complete(systems, problems))


def _lines(programme: Programme) -> Iterable[tuple[tuple[str | int, ...], Cohort, str]]:
    for c, cohort in enumerate(programme.cohorts):
        for a, line in enumerate(cohort.agencies):
            yield ("cohorts", c, "agencies", a), cohort, line.slug


def _agency_sources(root: Path, folder: Path, programme: Source, place: tuple[str | int, ...]) -> list[Source]:
    """The agency's own file, its line in the cohort list, the province's defaults: nearest first."""
    own = [read(folder / AGENCY)] if (folder / AGENCY).is_file() else []
    defaults = [programme.part("defaults")] if programme.data.get("defaults") else []
    return [*own, programme.part(*place), *defaults]


def _folder_problems(root: Path, source: Source, programme: Programme) -> Iterable[Problem]:
    """A slug given twice; a folder that no cohort names."""
    seen: dict[str, Location] = {}
    for place, _, slug in _lines(programme):
        where = source.at(*place, "slug")
        if slug in seen:
            yield Problem("duplicate-slug", where, {"slug": slug, "first": seen[slug]})
        seen.setdefault(slug, where)
    folders = (root / AGENCIES).iterdir() if (root / AGENCIES).is_dir() else ()
    for folder in sorted(folders):
        if folder.is_dir() and folder.name not in seen:
            near = nearest(folder.name, seen) or "—"
            yield Problem("folder-without-line", Location(str(folder)), {"slug": folder.name, "near": near})


def _complete(systems: list[Qms | None], problems: list[Problem]) -> tuple[Qms, ...]:
    if problems:
        raise QmsdocsError(unique(problems))
    return tuple(qms for qms in systems if qms)


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once: a mistake in a shared file is met by every agency that uses it."""
    seen = {(problem.code, problem.where, str(problem.words)): problem for problem in problems}
    return list(seen.values())


def _load_qms(
    slug: str,
    written: list[Source],
    layers: Layers,
    programme: Programme | None,
    cohort: Cohort | None,
    problems: list[Problem],
) -> Qms | None:
    before = len(problems)
    problems.extend(_own_procedure_problems(layers))
    source = merge(*written)
    kind = source.data.get("kind")
    known = layers.names("agency_kinds", ".yaml")
    if kind and kind not in known:
        words = {"kind": kind, "near": nearest(kind, known) or "—", "known": ", ".join(sorted(known))}
        problems.append(Problem("unknown-kind", source.at("kind"), words))
        return None
    source = merge(*written, *library.kind_sources(kind or library.ROOT_KIND, layers))
    source.data.pop("slug", None)
    if cohort:
        source.data.setdefault("cohort", str(cohort.year))
    agency, found = validate(Agency, source)
    problems.extend(found)
    if agency is None:
        return None
    standard = library.standard(agency.standard)
    acts, _ = library.acts(layers)
    procedures = _load_procedures(agency, source, standard, layers, problems)
    if len(problems) > before:
        return None
    return Qms(
        slug=slug,
        agency=agency,
        source=source,
        procedures=procedures,
        standard=standard,
        regime=library.regime(agency.regime),
        acts=acts.acts,
        manual=library.manual(standard.numbering, layers)[0],
        questions=library.questions(standard.numbering),
        layers=layers,
        programme=programme,
        cohort=cohort,
    )


def _own_procedure_problems(layers: Layers) -> Iterable[Problem]:
    """Mistakes in the procedure files that the province or the agency wrote, whatever else is wrong."""
    for file in layers.names("procedures", ".yaml").values():
        if any(file.is_relative_to(folder) for folder in layers.folders):
            yield from library.procedure(file, layers.shown(file))[2]


def _load_procedures(
    agency: Agency, source: Source, standard: Standard, layers: Layers, problems: list[Problem]
) -> tuple[ProcedureInUse, ...]:
    files = layers.names("procedures", ".yaml")
    for identifier in agency.procedures:
        if identifier not in files:
            words = {"id": identifier, "near": nearest(identifier, files) or "—"}
            problems.append(Problem("unknown-procedure", source.key_at("procedures", identifier), words))
    system, service = [], []
    for identifier, file in files.items():
        procedure, read_from, _ = library.procedure(file, layers.shown(file))
        if procedure is None or (identifier in agency.procedures and agency.procedures[identifier] is None):
            continue
        if procedure.type == "system" and procedure.clauses.of(standard.numbering):
            system.append((identifier, procedure, read_from))
        elif identifier in agency.procedures:
            service.append((identifier, procedure, read_from))
    order = list(agency.procedures)
    service.sort(key=lambda entry: order.index(entry[0]))  # as the agency lists them
    system.sort(key=lambda entry: (entry[1].number or 99, entry[0]))
    secretary = agency.posts["secretary"].unit if "secretary" in agency.posts else None
    default_unit = secretary or next(iter(agency.units))
    return (*_in_use(system, agency, default_unit), *_in_use(service, agency, default_unit))


def _in_use(
    entries: list[tuple[str, Procedure, Source]], agency: Agency, default_unit: str
) -> Iterable[ProcedureInUse]:
    numbers = _numbers(entries, agency)
    for identifier, procedure, source in entries:
        assigned = agency.procedures.get(identifier) or Assignment()
        code = assigned.code or make_code(agency, f"{procedure.type}_procedure", number=numbers[identifier])
        forms = {
            form.id: make_code(agency, "form", number=serial, procedure=_without_prefix(code))
            for serial, form in enumerate(procedure.forms, start=1)
        }
        yield ProcedureInUse(
            id=identifier,
            procedure=procedure,
            source=source,
            code=code,
            number=numbers[identifier],
            unit=assigned.unit or default_unit,
            control=agency.control.overlaid(assigned.control),
            form_codes=forms,
        )


def _numbers(entries: list[tuple[str, Procedure, Source]], agency: Agency) -> dict[str, int]:
    """The serial of each procedure: as the agency or the procedure says, else the next that is free."""
    given = {
        identifier: (agency.procedures.get(identifier) or Assignment()).number or procedure.number
        for identifier, procedure, _ in entries
    }
    free = (number for number in itertools.count(1) if number not in given.values())
    return {identifier: number or next(free) for identifier, number in given.items()}


def make_code(agency: Agency, kind: str, **words: object) -> str:
    """A document's code by the agency's scheme; the model lets only patterns through that these words can fill."""
    pattern: str = getattr(agency.code_scheme, kind)
    return pattern.format(agency=agency.abbreviation or "", **words)


def _without_prefix(code: str) -> str:
    """QT.ISO.01 → ISO.01; QT 01/CX → 01/CX; a code without a separator stays whole."""
    for index, char in enumerate(code):
        if not char.isalnum():
            return code[index + 1 :].strip() or code
    return code
