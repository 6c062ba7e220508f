"""What a change would touch: documents that rest on an act or a clause; a move to another edition or regime."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qmsdocs import citation, library
from qmsdocs.cache import Store
from qmsdocs.checks import check
from qmsdocs.differences import differences, told
from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.inputs import OWN_FILES, OWN_FOLDERS
from qmsdocs.kinds import fields, plans
from qmsdocs.loading import load
from qmsdocs.model.standard import Act
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms, Workspace


@dataclass(frozen=True)
class Touched:
    """A document and why it is touched: '' when it cites by itself, else the code of the procedure it belongs to."""

    kind: str
    code: str
    title: str
    through: str


@dataclass(frozen=True)
class Affected:
    """The documents of one agency that a change touches."""

    agency: str
    name: str
    documents: tuple[Touched, ...]


@dataclass(frozen=True)
class Moved:
    """What another edition or regime would make of one agency's set; documents are told as `code title`."""

    agency: str
    name: str
    appear: tuple[str, ...]
    fall: tuple[str, ...]
    change: tuple[tuple[str, str], ...]  # document, what changes in it
    renamed: int  # documents in which nothing but the standard's name changes
    to_do: tuple[Problem, ...]  # problems that are not there before the move


def of_act(workspace: Workspace, named: str) -> tuple[Act, list[Affected]]:
    """The act that an identifier, a number or a part of a title names, and what rests on it, agency by agency.

    Raises QmsdocsError when no act, or more than one, is named so.
    """
    acts: dict[str, Act] = {}
    for qms in workspace.writers:
        acts |= qms.acts
    identifier = _act(named, acts)
    printed = _printed(acts[identifier], acts.values())

    def cites(used: ProcedureInUse) -> bool:
        return identifier in used.procedure.legal_bases or bool(used.source.search(printed))

    return acts[identifier], _affected(workspace, cites, lambda name, value: bool(printed.search(value)))


def of_clause(workspace: Workspace, clause: str) -> list[Affected]:
    """What fulfils or asks after a clause, or one below it, agency by agency; an edition that lacks it has nothing.

    Raises QmsdocsError when no agency's edition has the clause.
    """
    known = {number for qms in workspace.systems for number in qms.standard.clauses}
    if clause not in known:
        words = {"name": clause, "near": nearest(clause, known) or "—"}
        raise QmsdocsError([Problem("unknown-clause", Location("--clause"), words)])

    def within(number: str) -> bool:
        return number == clause or number.startswith(f"{clause}.")

    def serves(used: ProcedureInUse) -> bool:
        every = (used.procedure.clauses, *(record.clauses for record in used.procedure.records))
        return any(within(number) for one in every for number in (*one.v2008, *one.v2015))

    def asks(name: str, value: str) -> bool:
        return name == "clause" and any(map(within, value.split(", ")))

    found = []
    for qms in workspace.systems:
        if clause in qms.standard.clauses:
            one = workspace.choose(agencies=(qms.slug,))
            found += _affected(one, serves, asks)
    return found


def of_move(root: Path, to: Mapping[str, str], agencies: Iterable[str], store: Store | None = None) -> list[Moved]:
    """What another edition or regime (`to` holds `standard`, `regime`, or both) would make of agencies' sets.

    The records of past years belong to the edition they were made under, so both sides are looked at without them.
    Raises QmsdocsError as `load` does.
    """
    past: dict[str, object] = {key: {} for key in (*OWN_FILES, *OWN_FOLDERS)}
    before = load(root, store, past).choose(None, agencies)
    after = load(root, store, {**past, **to}).choose(None, agencies)
    return [_moved(before, after, old, new) for old, new in zip(before.systems, after.systems, strict=True)]


def _act(named: str, acts: Mapping[str, Act]) -> str:
    if named in acts:
        return named
    wanted = named.casefold().strip()
    by_number = [key for key, act in acts.items() if act.number and wanted.endswith(act.number.casefold())]
    found = by_number or [key for key, act in acts.items() if wanted in citation.full(act).casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise QmsdocsError([Problem("several-acts", Location("--act"), {"name": named, "known": ", ".join(found)})])
    near = nearest(named, acts) or nearest(named, (citation.short(act) for act in acts.values())) or "—"
    raise QmsdocsError([Problem("unknown-act", Location("--act"), {"name": named, "near": near})])


def _printed(act: Act, every: Iterable[Act]) -> re.Pattern[str]:
    """What a text that cites the act holds: its number; of a law, which is cited without number, its name.

    A name that two laws share says nothing: then only the identifier in `legal_bases` counts.
    """
    mark = citation.short(act) if citation.by_name(act) else f"{act.number}"
    shared = sum(citation.short(other) == mark for other in every) > 1
    return re.compile(r"(?!)" if shared else rf"(?<!\w){re.escape(mark)}(?!\w)", re.IGNORECASE)


def _affected(
    workspace: Workspace, concerns: Callable[[ProcedureInUse], bool], printed: Callable[[str, str], bool]
) -> list[Affected]:
    """The agencies with documents that print what is looked for, or that belong to procedures it concerns."""
    made: dict[str, list[DocumentPlan]] = {}
    for plan in plans(workspace):
        made.setdefault(plan.agency, []).append(plan)
    found = []
    for qms in workspace.writers:
        documents = tuple(_touched(qms, made.get(qms.slug, []), concerns, printed))
        if documents:
            found.append(Affected(qms.slug, qms.agency.name, documents))
    return found


def _touched(
    qms: Qms,
    made: Iterable[DocumentPlan],
    concerns: Callable[[ProcedureInUse], bool],
    printed: Callable[[str, str], bool],
) -> Iterator[Touched]:
    procedures = {used.code for used in qms.procedures if concerns(used)}
    forms = {code: used.code for used in qms.procedures if used.code in procedures for code, _ in used.forms}
    for plan in made:
        texts = list(_texts(plan.context))
        if plan.code in procedures or any(printed(*one) for one in texts):
            yield Touched(plan.kind, plan.code, plan.title, "")
        elif plan.code in forms and plan.kind == "form":
            yield Touched(plan.kind, plan.code, plan.title, forms[plan.code])
        elif plan.kind == "audit-checklist":
            asked = sorted(
                {code for name, value in texts if name == "source" for code in procedures if _from(code, value)}
            )
            if asked:
                yield Touched(plan.kind, plan.code, plan.title, ", ".join(asked))


def _from(code: str, source: str) -> bool:
    """Whether the source of a question (`QT.05, mục 5, bước 2`) is the procedure."""
    return source == code or source.startswith(f"{code},")


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(name of the field, text) of every text of a context."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)


def _moved(before: Workspace, after: Workspace, old: Qms, new: Qms) -> Moved:
    was, will = _documents(before, old, new), _documents(after, new, new)
    changed, renamed = [], 0
    for key, plan in will.items():
        if key in was:
            found = list(differences(_own(was[key]), _own(plan), fields(plan.kind)))
            renamed += not found
            changed += [(_named(plan), told(found, most=3))] if found else []
    known = {(problem.code, str(problem.words)) for problem in check(before.choose(agencies=(old.slug,)))}
    problems = check(after.choose(agencies=(new.slug,)))
    return Moved(
        new.slug,
        new.agency.name,
        tuple(_named(plan) for key, plan in will.items() if key not in was),
        tuple(_named(plan) for key, plan in was.items() if key not in will),
        tuple(changed),
        renamed,
        (*_to_write(old, new), *(one for one in problems if (one.code, str(one.words)) not in known)),
    )


def _to_write(old: Qms, new: Qms) -> Iterator[Problem]:
    """What was written for the old edition only: exclusions, and procedures that name no clause of the new one."""
    if old.standard.numbering == new.standard.numbering:
        return
    for clause in old.exclusions:
        if new_clauses := [one for one in _matching(clause, new) if not new.excluded(one)]:
            words = {"clause": clause, "standard": new.standard.name, "to": ", ".join(new_clauses)}
            yield Problem("exclusion-to-write", new.source.at("exclusions", old.standard.numbering, clause), words)
    for used in new.procedures:
        if used.procedure.clauses.of(old.standard.numbering) and not new.clauses_of(used):
            words = {"title": used.procedure.title, "standard": new.standard.name}
            yield Problem("clauses-to-write", new.source.key_at("procedures", used.id), words)


def _matching(clause: str, new: Qms) -> list[str]:
    """The clauses of the new edition that a clause of the old one corresponds to."""
    table = library.corresponding()
    if new.standard.numbering == "2008":
        return list(table[clause].to) if clause in table else []
    return [number for number, found in table.items() if clause in found.to and number in new.standard.clauses]


def _documents(workspace: Workspace, qms: Qms, new: Qms) -> dict[tuple[str, str], DocumentPlan]:
    """Kind and title → plan: codes may move when procedures come and go; titles stay, but for the standard's name."""
    return {
        (plan.kind, plan.title.replace(qms.standard.name, new.standard.name)): plan
        for plan in plans(workspace.choose(agencies=(qms.slug,)))
    }


def _own(plan: DocumentPlan) -> dict[str, object]:
    """What a document says, without the standard's name that all documents carry."""
    return {name: value for name, value in plan.context.items() if name != "standard"}


def _named(plan: DocumentPlan) -> str:
    return f"{plan.code} {plan.title}".strip()
