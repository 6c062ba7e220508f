"""load(): find the files of a province or an agency, read them, lay the layers over each other, tie the references.

Every mistake of reading and shape is gathered; what the data mean together is for `checks`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from qmsdocs import library
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.model.agency import Agency, Assignment
from qmsdocs.model.base import nearest, validate
from qmsdocs.model.procedure import Procedure
from qmsdocs.model.programme import Cohort, Programme
from qmsdocs.model.standard import Standard
from qmsdocs.source import Source, merge, read
from qmsdocs.workspace import AGENCIES, AGENCY, PROGRAMME, ProcedureInUse, Qms, Workspace, make_code, unique


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
    problems.extend(_act_problems(root, source, programme))
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


def _act_problems(root: Path, source: Source, programme: Programme) -> Iterable[Problem]:
    """Legal bases of the programme that no acts.yaml knows."""
    acts = library.acts(Layers((root,)))[0].acts
    for index, identifier in enumerate(programme.legal_bases):
        if identifier not in acts:
            words = {"name": identifier, "near": nearest(identifier, acts) or "—"}
            yield Problem("unknown-act", source.at("legal_bases", index), words)


def _complete(systems: list[Qms | None], problems: list[Problem]) -> tuple[Qms, ...]:
    if problems:
        raise QmsdocsError(unique(problems))
    return tuple(qms for qms in systems if qms)


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


def _without_prefix(code: str) -> str:
    """QT.ISO.01 → ISO.01; QT 01/CX → 01/CX; a code without a separator stays whole."""
    for index, char in enumerate(code):
        if not char.isalnum():
            return code[index + 1 :].strip() or code
    return code
