"""load(): find the files of a province or an agency, read them, lay the layers over each other, tie the references.

Every mistake of reading and shape is gathered; what the data mean together is for `checks`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

from qmsdocs import inputs, library, snapshot
from qmsdocs.cache import Store
from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.inputs import (
    AGENCIES,
    AGENCY,
    OWN_FILES,
    OWN_FOLDERS,
    PROGRAMME,
    PROGRAMME_FILES,
    PROGRAMME_FOLDERS,
    own_files,
)
from qmsdocs.layers import BUILT_IN, Layers
from qmsdocs.model.agency import Agency, Assignment
from qmsdocs.model.base import is_identifier, references, validate
from qmsdocs.model.procedure import Procedure
from qmsdocs.model.programme import Cohort, OfficeName, Programme
from qmsdocs.model.standard import Standard
from qmsdocs.snapshot import Ice
from qmsdocs.source import Source, Steps, merge, parse, read
from qmsdocs.workspace import Entry, ProcedureInUse, Qms, Workspace, make_code, unique

OFFICE = "tinh-"  # what the slug of an office of the province begins with


def load(root: Path, store: Store | None = None, instead: Mapping[str, object] | None = None) -> Workspace:
    """Read a province folder (programme.yaml) or an agency folder (agency.yaml).

    With a store, what was read before and did not change is not read again; the result is the same. `instead` says
    what if: its values take the place of those keys of every agency. Raises QmsdocsError with every mistake of all
    files.
    """
    ice = Ice()
    if store is None or instead:
        return _load(root, store, instead or {}, ice)
    read_from = inputs.fingerprint(root)
    if kept := snapshot.find(root, store, read_from):
        return kept
    workspace = _load(root, store, {}, ice)
    if inputs.fingerprint(root) == read_from:  # else somebody saved a file meanwhile
        snapshot.keep(workspace, ice, store, read_from)
    return workspace


def load_sound(root: Path, store: Store | None = None) -> Workspace:
    """As `load`, but an agency of a province that has mistakes is left out, with them, in `Workspace.faulty`.

    Raises QmsdocsError for mistakes that concern all: in programme.yaml, or when no agency is left.
    """
    try:
        return load(root, store)
    except QmsdocsError:
        if not (root / PROGRAMME).is_file():
            raise
    library.forget()
    return _load_province(root, store, {}, Ice(), sound=True)


def _load(root: Path, store: Store | None, instead: Mapping[str, object], ice: Ice) -> Workspace:
    library.forget()
    if (root / PROGRAMME).is_file():
        return _load_province(root, store, instead, ice)
    if (root / AGENCY).is_file():
        problems: list[Problem] = []
        written = [read(root / AGENCY, store=store), *_own_files(root, problems, store)]
        qms = _load_qms(root.resolve().name, written, Layers((root,)), None, None, problems, store, instead)
        if problems or qms is None:
            raise QmsdocsError(unique(problems))
        return Workspace(root, None, (ice.entry(qms),))
    raise QmsdocsError([Problem("not-a-workspace", Location(str(root)))])


def _load_province(
    root: Path, store: Store | None, instead: Mapping[str, object], ice: Ice, sound: bool = False
) -> Workspace:
    """With `sound`, agencies with mistakes are put apart instead of stopping the others."""
    problems: list[Problem] = []
    faulty: dict[str, tuple[Problem, ...]] = {}
    whole = read(root / PROGRAMME, store=store)
    source = merge(whole, *_further_files(root, whole, problems, store, PROGRAMME_FILES, PROGRAMME_FOLDERS))
    programme, found = validate(Programme, source)
    problems.extend(found)
    if programme is None:
        raise QmsdocsError(problems)
    entries: list[Entry] = []
    by_name: dict[str, Entry] = {}
    for place, cohort, slug in _lines(programme):
        folder = root / AGENCIES / slug
        layers = Layers((folder, root)) if folder.is_dir() else Layers((root,))
        own: list[Problem] = []
        qms = None
        try:
            written = _agency_sources(folder, whole, place, own, store)
            qms = _load_qms(slug, written, layers, programme, cohort, own, store, instead)
        except QmsdocsError as error:
            own.extend(error.problems)
        if qms:
            by_name[qms.agency.name] = entry = ice.entry(qms)
            entries += [] if own else [entry]
        if own and sound:
            faulty[slug] = tuple(unique(own))
        else:
            problems.extend(own)
    problems.extend(_folder_problems(root, whole, programme))
    problems.extend(_act_problems(root, source, programme, store))
    offices = _offices(root, whole, programme, by_name, problems, store, ice)
    problems.extend(_post_problems(source, programme, offices))
    if problems:
        raise QmsdocsError(unique(problems))
    if faulty and not entries:
        raise QmsdocsError(unique(problem for found in faulty.values() for problem in found))
    return Workspace(root, programme, tuple(entries), offices, source, whole=not faulty, faulty=faulty)


def _offices(
    root: Path,
    source: Source,
    programme: Programme,
    by_name: Mapping[str, Entry],
    problems: list[Problem],
    store: Store | None,
    ice: Ice,
) -> dict[str, Entry]:
    """The bodies of the province as they stand over papers: an agency of a cohort where one has the name."""
    found: dict[str, Entry] = {}
    for name in get_args(OfficeName):
        body = getattr(programme.province, name)
        written = [source.part("offices", name)] if name in programme.offices else []
        if body in by_name:
            found[name] = by_name[body]
            continue
        default = _COMMITTEE if name == "committee" else _BRANCH if body.startswith("Chi cục ") else ""
        kind = "department" if body.startswith("Sở ") else "base"
        own = merge(*written, parse(f"kind: {kind}\n{default}", source.file))
        own = Source({"name": body, **own.data}, own.parts)
        slug = f"{OFFICE}{name.replace('_', '-')}"
        office = _load_qms(slug, [own], Layers((root,)), programme, None, problems, store, _first(programme))
        if office:
            found[name] = ice.entry(office)
    return found


_COMMITTEE = (
    "collective: 'true'\nabbreviation: UBND\nposts: {head: {title: Chủ tịch}, deputy_head: {title: Phó Chủ tịch}}\n"
)
_BRANCH = "posts: {head: {title: Chi cục trưởng}, deputy_head: {title: Phó Chi cục trưởng}}\n"


def _first(programme: Programme) -> dict[str, object]:
    """The edition and the regime of the programme, which its own papers speak of."""
    return {key: programme.defaults[key] for key in ("standard", "regime") if key in programme.defaults}


def _lines(programme: Programme) -> Iterable[tuple[tuple[str | int, ...], Cohort, str]]:
    for c, cohort in enumerate(programme.cohorts):
        for a, line in enumerate(cohort.agencies):
            yield ("cohorts", c, "agencies", a), cohort, line.slug


def _agency_sources(
    folder: Path, programme: Source, place: tuple[str | int, ...], problems: list[Problem], store: Store | None
) -> list[Source]:
    """The agency's own file, its line in the cohort list, its further files, the province's defaults: nearest first."""
    own = [read(folder / AGENCY, store=store)] if (folder / AGENCY).is_file() else []
    defaults = [programme.part("defaults")] if programme.data.get("defaults") else []
    return [*own, programme.part(*place), *_own_files(folder, problems, store), *defaults]


def _own_files(folder: Path, problems: list[Problem], store: Store | None) -> list[Source]:
    """What an agency writes in files of their own."""
    whole = read(folder / AGENCY, store=store) if (folder / AGENCY).is_file() else None
    return list(_further_files(folder, whole, problems, store, OWN_FILES, OWN_FOLDERS))


def _further_files(
    folder: Path,
    whole: Source | None,
    problems: list[Problem],
    store: Store | None,
    files: tuple[str, ...],
    folders: tuple[str, ...],
) -> Iterator[Source]:
    """Files that each hold the value of one key of agency.yaml or programme.yaml (`whole`).

    A fact written both there and in the whole file has two sources, which is one too many.
    """
    for keys, file in own_files(folder, files, folders):
        try:
            source = read(file, store=store)
        except QmsdocsError as error:
            problems.extend(error.problems)
            continue
        problems.extend(_written_twice(whole, source, keys))
        for key in reversed(keys):
            source = source.under(key)
        yield source


def _written_twice(whole: Source | None, source: Source, keys: tuple[str, ...]) -> Iterator[Problem]:
    data = whole.data if whole else None
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if whole is None or data is None:
        return
    if not isinstance(data, dict) or not isinstance(source.data, dict):
        yield Problem("written-twice", source.at(), {"key": ".".join(keys), "other": whole.key_at(*keys)})
        return
    for name in source.data:
        if name in data:
            words = {"key": ".".join((*keys, name)), "other": whole.key_at(*keys, name)}
            yield Problem("written-twice", source.key_at(name), words)


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


def _act_problems(root: Path, source: Source, programme: Programme, store: Store | None) -> Iterable[Problem]:
    """Acts that the programme or its decision is based on and that no acts.yaml knows."""
    acts = library.acts(Layers((root,)), store)[0].acts
    named: list[tuple[Steps, str]] = [
        (("legal_bases", index), name) for index, name in enumerate(programme.legal_bases)
    ]
    if programme.decision:
        written = enumerate(programme.decision.bases)
        named += [(("decision", "bases", index), name) for index, name in written if is_identifier(name)]
    for path, identifier in named:
        if identifier not in acts:
            words = {"name": identifier, "near": nearest(identifier, acts) or "—"}
            yield Problem("unknown-act", source.at(*path), words)


_OF_COMMITTEE = ("decision", "directive", "cohorts")  # papers that the province's committee signs


def _post_problems(source: Source, programme: Programme, offices: Mapping[str, Entry]) -> Iterable[Problem]:
    """Posts that the papers of the province name and that the body which writes them does not have."""
    posts = {name: entry.qms.agency.posts for name, entry in offices.items()}
    of_any = {post: True for known in posts.values() for post in known}
    for path, to, name in references(programme, Programme):
        known = posts.get("committee", {}) if path[0] in _OF_COMMITTEE else of_any
        if to == "post" and known and name not in known:
            words = {"name": name, "near": nearest(name, known) or "—", "known": ", ".join(known)}
            yield Problem("unknown-post", source.at(*path), words)


def _load_qms(
    slug: str,
    written: list[Source],
    layers: Layers,
    programme: Programme | None,
    cohort: Cohort | None,
    problems: list[Problem],
    store: Store | None,
    instead: Mapping[str, object],
) -> Qms | None:
    before = len(problems)
    problems.extend(_own_procedure_problems(layers, store))
    source = merge(*written)
    kind = source.data.get("kind")
    known = library.files("agency_kinds", layers)
    if kind and kind not in known:
        words = {"kind": kind, "near": nearest(kind, known) or "—", "known": ", ".join(sorted(known))}
        problems.append(Problem("unknown-kind", source.at("kind"), words))
        return None
    source = _for_agency(
        merge(*written, *library.kind_sources(kind or library.ROOT_KIND, layers, store)), cohort, instead
    )
    agency, found = validate(Agency, source)
    problems.extend(found)
    if agency is None:
        return None
    standard = library.standard(agency.standard, store)
    acts, _ = library.acts(layers, store)
    procedures = _load_procedures(agency, source, standard, layers, problems, store)
    if len(problems) > before:
        return None
    manual, manual_source = library.manual(standard.numbering, layers, store)
    return Qms(
        slug=slug,
        agency=agency,
        source=source,
        procedures=procedures,
        standard=standard,
        regime=library.regime(agency.regime, store),
        acts=acts.acts,
        manual=manual,
        manual_source=manual_source,
        questions=library.questions(standard.numbering, store),
        layers=layers,
        programme=programme,
        cohort=cohort,
    )


def _for_agency(source: Source, cohort: Cohort | None, instead: Mapping[str, object]) -> Source:
    """The data of an agency: a cohort's line names a folder, which is none of them, and implies the cohort."""
    data = {key: value for key, value in source.data.items() if key != "slug"} | dict(instead)
    if cohort:
        data.setdefault("cohort", str(cohort.year))
    return Source(data, source.parts)


def _own_procedure_problems(layers: Layers, store: Store | None) -> Iterable[Problem]:
    """Mistakes in the procedure files that the province or the agency wrote, whatever else is wrong."""
    for file, shown in library.files("procedures", layers).values():
        if not shown.startswith(BUILT_IN):
            yield from library.procedure(file, shown, store)[2]


def _load_procedures(
    agency: Agency,
    source: Source,
    standard: Standard,
    layers: Layers,
    problems: list[Problem],
    store: Store | None,
) -> tuple[ProcedureInUse, ...]:
    files = library.files("procedures", layers)
    for identifier in agency.procedures:
        if identifier not in files:
            words = {"id": identifier, "near": nearest(identifier, files) or "—"}
            problems.append(Problem("unknown-procedure", source.key_at("procedures", identifier), words))
    system, service = [], []
    for identifier, (file, shown) in files.items():
        named = identifier in agency.procedures
        if agency.procedures[identifier] is None if named else not library.may_be_system(file):
            continue
        procedure, read_from, _ = library.procedure(file, shown, store)
        if procedure is None or read_from is None:
            continue
        if procedure.type == "system":
            # One that serves no clause of the edition stays only where the agency names it.
            if named or procedure.clauses.of(standard.numbering):
                system.append((identifier, procedure, read_from))
        elif named:
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
