"""Every name that points at something must find it: posts, units, forms, acts, clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qmsdocs import library, mentions
from qmsdocs.errors import Location, Problem
from qmsdocs.layers import BUILT_IN
from qmsdocs.model.agency import REQUIRED_POSTS
from qmsdocs.model.base import nearest
from qmsdocs.source import Source, Step
from qmsdocs.workspace import AGENCY, ProcedureInUse, Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Dangling references of the agency and of its procedures."""
    yield from _required_posts(qms)
    yield from _agency_posts(qms)
    yield from _agency_units(qms)
    yield from _agency_clauses(qms)
    yield from _unused_procedures(qms)
    yield from _mentions(qms)
    yield from _mentions_in_names(qms)
    for used in qms.procedures:
        yield from _procedure_posts(qms, used)
        yield from _procedure_forms(qms, used)
        yield from _procedure_acts(qms, used)
        yield from _procedure_clauses(qms, used)


def _missing(code: str, name: str, known: Mapping[str, object], where: Location) -> Iterator[Problem]:
    if name not in known:
        words = {"name": name, "near": nearest(name, known) or "—", "known": ", ".join(list(known)[:40])}
        yield Problem(code, where, words)


def _agency_missing(
    qms: Qms, code: str, name: str, known: Mapping[str, object], path: tuple[Step, ...]
) -> Iterator[Problem]:
    """A dangling name in the agency's data; one that a default of the kind still uses is told where it can be cured."""
    where = qms.source.at(*path)
    if name not in known and where.file.startswith(BUILT_IN):
        key = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        yield Problem("default-refers", qms.home, {"name": name, "key": key})
    else:
        yield from _missing(code, name, known, where)


def _required_posts(qms: Qms) -> Iterator[Problem]:
    for post in REQUIRED_POSTS:
        if post not in qms.agency.posts:
            yield Problem("missing-post", qms.source.at("posts"), {"name": post})


def _agency_posts(qms: Qms) -> Iterator[Problem]:
    agency = qms.agency
    named: list[tuple[tuple[Step, ...], str]] = [
        (("approval", role), getattr(agency.approval, role)) for role in ("prepared_by", "reviewed_by", "approved_by")
    ]
    for o, objective in enumerate(agency.objectives):
        for a, action in enumerate(objective.actions):
            named += [(("objectives", o, "actions", a, "who"), post) for post in action.who]
    named += [(("processes", p, "owner"), process.owner) for p, process in enumerate(agency.processes)]
    for path, post in named:
        yield from _agency_missing(qms, "unknown-post", post, agency.posts, path)


def _agency_units(qms: Qms) -> Iterator[Problem]:
    agency = qms.agency
    named: list[tuple[tuple[Step, ...], str | None]] = [
        (("posts", key, "unit"), post.unit) for key, post in agency.posts.items()
    ]
    named += [(("procedures", key, "unit"), used.unit) for key, used in agency.procedures.items() if used]
    for o, objective in enumerate(agency.objectives):
        named += [(("objectives", o, "units", u), unit) for u, unit in enumerate(objective.units)]
    named += [(("audit", "visits", v, "unit"), visit.unit) for v, visit in enumerate(agency.audit.visits)]
    named += [(("external_documents", e, "unit"), doc.unit) for e, doc in enumerate(agency.external_documents)]
    for path, unit in named:
        if unit is not None:
            yield from _agency_missing(qms, "unknown-unit", unit, agency.units, path)


def _agency_clauses(qms: Qms) -> Iterator[Problem]:
    clauses = qms.standard.clauses
    numbering = qms.standard.numbering
    for clause in qms.exclusions:
        yield from _missing("unknown-clause", clause, clauses, qms.source.key_at("exclusions", numbering, clause))
    for p, process in enumerate(qms.agency.processes):
        for c, clause in enumerate(process.clauses):
            yield from _missing("unknown-clause", clause, clauses, qms.source.at("processes", p, "clauses", c))


def _mentions(qms: Qms) -> Iterator[Problem]:
    """`$id` in a text must be a unit or a post of the agency."""
    known = mentions.names(qms)
    manual = library.manual(qms.standard.numbering, qms.layers)[1]
    for source in (qms.source, manual, *(used.source for used in qms.procedures)):
        for text, where in source.texts():
            for name in mentions.find(text):
                yield from _missing("unknown-mention", name, known, where)


def _mentions_in_names(qms: Qms) -> Iterator[Problem]:
    """Names go into codes' neighbours, file names and capitals: they are written out, never mentioned."""
    named: list[tuple[Source, tuple[Step, ...], str]] = [
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
    for identifier, file in qms.layers.names("procedures", ".yaml").items():
        own = file.is_relative_to(folder) and (folder / AGENCY).is_file()
        if own and identifier not in qms.by_id:
            yield Problem("unused-procedure", Location(qms.layers.shown(file), 1, 1), {"id": identifier})


def _procedure_posts(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    for s, step in enumerate(used.procedure.steps):
        for post in step.who:
            yield from _missing("unknown-post", post, qms.agency.posts, used.source.at("steps", s, "who"))
    for r, record in enumerate(used.procedure.records):
        yield from _missing("unknown-post", record.kept_by, qms.agency.posts, used.source.at("records", r, "kept_by"))


def form_references(used: ProcedureInUse) -> Iterator[tuple[tuple[Step, ...], str]]:
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
    own = [form.id for form in used.procedure.forms]
    elsewhere = [f"{other.id}/{form.id}" for other in qms.procedures for form in other.procedure.forms]
    for path, reference in form_references(used):
        if qms.find_form(reference, used) is None:
            known = dict.fromkeys([*own, *elsewhere])
            words = {"name": reference, "near": nearest(reference, known) or "—", "known": ", ".join(own) or "—"}
            yield Problem("unknown-form", used.source.at(*path), words)


def _procedure_acts(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    for b, act in enumerate(used.procedure.legal_bases):
        yield from _missing("unknown-act", act, qms.acts, used.source.at("legal_bases", b))


def _procedure_clauses(qms: Qms, used: ProcedureInUse) -> Iterator[Problem]:
    numbering, clauses = qms.standard.numbering, qms.standard.clauses
    for c, clause in enumerate(used.procedure.clauses.of(numbering)):
        yield from _missing("unknown-clause", clause, clauses, used.source.at("clauses", numbering, c))
    for r, record in enumerate(used.procedure.records):
        for c, clause in enumerate(record.clauses.of(numbering)):
            where = used.source.at("records", r, "clauses", numbering, c)
            yield from _missing("unknown-clause", clause, clauses, where)
