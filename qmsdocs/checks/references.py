"""Every name that points at something must find it: posts, units, forms, acts, clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from qmsdocs import mentions
from qmsdocs.errors import Location, Problem, nearest
from qmsdocs.inputs import AGENCY, OWN_FILES, OWN_FOLDERS
from qmsdocs.layers import BUILT_IN
from qmsdocs.model.agency import REQUIRED_POSTS, Agency
from qmsdocs.model.base import references
from qmsdocs.source import Source, Steps
from qmsdocs.workspace import ProcedureInUse, Qms

Named = tuple[Steps, str]  # a name, and the path where it was written

_DOLLAR = re.compile(r"\$")


def check(qms: Qms) -> Iterator[Problem]:
    """Dangling references of the agency and of its procedures."""
    yield from _required_posts(qms)
    yield from _agency_posts(qms)
    yield from _agency_units(qms)
    yield from _agency_clauses(qms)
    yield from _record_names(qms)
    yield from _unused_procedures(qms)
    yield from _mentions(qms)
    yield from _mentions_in_names(qms)
    for used in qms.procedures:
        yield from _procedure_posts(qms, used)
        yield from _procedure_forms(qms, used)
        yield from _procedure_acts(qms, used)
        yield from _procedure_clauses(qms, used)


def _missing(code: str, named: Iterable[Named], known: Mapping[str, object], source: Source) -> Iterator[Problem]:
    """A Problem for each name that is not known, placed where the source has it."""
    for path, name in named:
        if name not in known:
            yield _unknown(code, name, known, source.at(*path))


def _unknown(code: str, name: str, known: Mapping[str, object], where: Location) -> Problem:
    words = {"name": name, "near": nearest(name, known) or "—", "known": ", ".join(list(known)[:40])}
    return Problem(code, where, words)


def _agency_missing(qms: Qms, code: str, named: Iterable[Named], known: Mapping[str, object]) -> Iterator[Problem]:
    """Dangling names in the agency's data; one that a default of the kind still uses is told where it can be cured."""
    for path, name in named:
        if name in known:
            continue
        where = qms.source.at(*path)
        if where.file.startswith(BUILT_IN):
            key = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
            yield Problem("default-refers", qms.home, {"name": name, "key": key})
        else:
            yield _unknown(code, name, known, where)


def _required_posts(qms: Qms) -> Iterator[Problem]:
    for post in REQUIRED_POSTS:
        if post not in qms.agency.posts:
            yield Problem("missing-post", qms.source.at("posts"), {"name": post})


def _agency_posts(qms: Qms) -> Iterator[Problem]:
    agency = qms.agency
    named: list[Named] = [
        (("approval", role), getattr(agency.approval, role)) for role in ("prepared_by", "reviewed_by", "approved_by")
    ]
    for o, objective in enumerate(agency.objectives):
        for a, action in enumerate(objective.actions):
            named += [(("objectives", o, "actions", a, "who"), post) for post in action.who]
    named += [(("processes", p, "owner"), process.owner) for p, process in enumerate(agency.processes)]
    yield from _agency_missing(qms, "unknown-post", named, agency.posts)


def _agency_units(qms: Qms) -> Iterator[Problem]:
    agency = qms.agency
    named: list[Named] = [(("posts", key, "unit"), post.unit) for key, post in agency.posts.items() if post.unit]
    named += [(("procedures", key, "unit"), used.unit) for key, used in agency.procedures.items() if used and used.unit]
    for o, objective in enumerate(agency.objectives):
        named += [(("objectives", o, "units", u), unit) for u, unit in enumerate(objective.units)]
    named += [(("audit", "visits", v, "unit"), visit.unit) for v, visit in enumerate(agency.audit.visits)]
    named += [
        (("external_documents", e, "unit"), doc.unit) for e, doc in enumerate(agency.external_documents) if doc.unit
    ]
    yield from _agency_missing(qms, "unknown-unit", named, agency.units)


def _agency_clauses(qms: Qms) -> Iterator[Problem]:
    clauses = qms.standard.clauses
    numbering = qms.standard.numbering
    for clause in qms.exclusions:
        if clause not in clauses:
            yield _unknown("unknown-clause", clause, clauses, qms.source.key_at("exclusions", numbering, clause))
    for p, process in enumerate(qms.agency.processes):
        named = ((("processes", p, "clauses", c), clause) for c, clause in enumerate(process.clauses))
        yield from _missing("unknown-clause", named, clauses, qms.source)


_RECORDS = (*OWN_FILES, *OWN_FOLDERS, "control", "procedures")


def _record_names(qms: Qms) -> Iterator[Problem]:
    """What the project, the running system, courses, contracts, audits and reviews name."""
    known: dict[str, tuple[str, Mapping[str, object]]] = {
        "post": ("unknown-post", qms.agency.posts),
        "unit": ("unknown-unit", qms.agency.units),
        "procedure": ("procedure-not-in-use", qms.by_id),
        "act": ("unknown-act", qms.acts),
        "clause": ("unknown-clause", qms.standard.clauses),
        "task": ("unknown-task", qms.regime.tasks),
        "cost-line": ("unknown-cost-line", qms.regime.cost_lines),
    }
    for key in _RECORDS:
        for path, to, name in references(getattr(qms.agency, key), Agency.model_fields[key].annotation, (key,)):
            code, names = known[to]
            yield from _agency_missing(qms, code, [(path, name)], names)


def _mentions(qms: Qms) -> Iterator[Problem]:
    """`$id` in a text must be a unit or a post of the agency."""
    known = mentions.names(qms)
    for source in (qms.source, qms.manual_source, *(used.source for used in qms.procedures)):
        for text, where in source.search(_DOLLAR):
            for name in mentions.find(text):
                if name not in known:
                    yield _unknown("unknown-mention", name, known, where)


def _mentions_in_names(qms: Qms) -> Iterator[Problem]:
    """Names go into codes' neighbours, file names and capitals: they are written out, never mentioned."""
    named: list[tuple[Source, Steps, str]] = [
        *((qms.source, ("units", key, "name"), unit.name) for key, unit in qms.agency.units.items()),
        *((qms.source, ("posts", key, "title"), post.title) for key, post in qms.agency.posts.items()),
    ]
    for used in qms.procedures:
        named.append((used.source, ("title",), used.procedure.title))
        named += [(used.source, ("forms", f, "title"), form.title) for f, form in enumerate(used.procedure.forms)]
    for source, path, name in named:
        for mention in mentions.find(name):
            yield Problem("mention-in-name", source.at(*path), {"name": mention})


def _unused_procedures(qms: Qms) -> Iterator[Problem]:
    """Procedure files in the agency's own folder that no document comes from."""
    folder = qms.layers.folders[0]
    if not (folder / AGENCY).is_file():
        return
    for identifier, file in qms.layers.names("procedures", ".yaml").items():
        if identifier not in qms.by_id and file.is_relative_to(folder):
            yield Problem("unused-procedure", Location(qms.layers.shown(file), 1, 1), {"id": identifier})


def _procedure_posts(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    procedure, posts = used.procedure, qms.agency.posts
    who = ((("steps", s, "who"), post) for s, step in enumerate(procedure.steps) for post in step.who)
    keepers = ((("records", r, "kept_by"), record.kept_by) for r, record in enumerate(procedure.records))
    yield from _missing("unknown-post", who, posts, used.source)
    yield from _missing("unknown-post", keepers, posts, used.source)


def form_references(used: ProcedureInUse) -> Iterator[Named]:
    """(path, reference) of every place where a procedure names a form."""
    procedure = used.procedure
    for s, step in enumerate(procedure.steps):
        yield from ((("steps", s, "forms", f), form) for f, form in enumerate(step.forms))
    for r, record in enumerate(procedure.records):
        if record.form:
            yield ("records", r, "form"), record.form
    yield from ((("application_forms", f), form) for f, form in enumerate(procedure.application_forms))
    if procedure.file:
        for key in ("submit", "show"):
            for p, paper in enumerate(getattr(procedure.file, key)):
                if paper.form:
                    yield ("file", key, p, "form"), paper.form


def _procedure_forms(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    for path, reference in form_references(used):
        if qms.find_form(reference, used) is None:
            own = [form.id for form in used.procedure.forms]
            elsewhere = [f"{other.id}/{form.id}" for other in qms.procedures for form in other.procedure.forms]
            words = {"name": reference, "near": nearest(reference, [*own, *elsewhere]) or "—"}
            yield Problem("unknown-form", used.source.at(*path), {**words, "known": ", ".join(own) or "—"})


def _procedure_acts(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    named = ((("legal_bases", b), act) for b, act in enumerate(used.procedure.legal_bases))
    yield from _missing("unknown-act", named, qms.acts, used.source)


def _procedure_clauses(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    numbering, clauses = qms.standard.numbering, qms.standard.clauses
    named = ((("clauses", numbering, c), clause) for c, clause in enumerate(used.procedure.clauses.of(numbering)))
    yield from _missing("unknown-clause", named, clauses, used.source)
    for r, record in enumerate(used.procedure.records):
        own = ((("records", r, "clauses", numbering, c), name) for c, name in enumerate(record.clauses.of(numbering)))
        yield from _missing("unknown-clause", own, clauses, used.source)
