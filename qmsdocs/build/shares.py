"""Shares: the documents of one agency, or the province's own, checked, planned and made in one go.

A share is the unit of work: it fails alone, it is handed to a process whole, and what it needed is let go with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qmsdocs import checks, kinds, layout
from qmsdocs.build.making import Desk, Edited, Made
from qmsdocs.build.standing import Standing
from qmsdocs.cache import Store
from qmsdocs.docx import Sources, Templates
from qmsdocs.errors import Location, Problem, QmsdocsError, stop_on_errors
from qmsdocs.layers import Layers
from qmsdocs.manifest import Row
from qmsdocs.plan import DocumentPlan
from qmsdocs.releases import settle
from qmsdocs.workspace import Workspace, unique

PROVINCE = ""  # the share of the province's own papers
READY = "*"  # of files that were ready, and belong to no set: a build neither makes them nor misses them
_ROOM = 1_000_000  # places in the list that a share may take


@dataclass(frozen=True)
class Job:
    """What all shares of a build have in common; it can be sent to another process or machine."""

    workspace: Workspace
    kinds: tuple[str, ...]
    out: Path
    store: Store | None
    edited: Edited = "keep"
    built: str = ""


@dataclass(frozen=True)
class Share:
    """One share, with what was built of it before. `plans` when they are at hand and need no checking."""

    slug: str
    number: int
    rows: Mapping[str, Row] = field(repr=False)
    standings: Mapping[str, Standing] = field(repr=False)
    plans: tuple[DocumentPlan, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Outcome:
    """What became of a share. `blocked` when its own mistakes keep all of it from being made; `sources` are the
    templates that its documents were made with."""

    share: Share
    problems: tuple[Problem, ...]
    blocked: bool = False
    made: tuple[Made, ...] = ()
    sources: Mapping[str, Sources] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Prepared:
    """The documents of a share as they are to be, where their templates are, and what the checks say of them."""

    plans: Sequence[DocumentPlan]
    layers: Mapping[str, Layers]
    problems: tuple[Problem, ...]


def work(job: Job, share: Share, templates: Templates) -> Outcome:
    """Make all documents of a share, as far as the files that wait under temporary names."""
    try:
        ready = prepare(job, share)
        desk = desk_of(job, share, ready, templates)
    except QmsdocsError as error:
        return Outcome(share, error.problems, blocked=True)
    made = [
        desk.make(plan, ready.layers[plan.agency], share.number * _ROOM + place)
        for place, plan in enumerate(ready.plans)
    ]
    written = {one.plan.template: ready.layers[one.plan.agency] for one in made if one.context}
    sources = [templates.sources(layers, name) for name, layers in written.items() if name]
    light = tuple(replace(one, plan=replace(one.plan, context={})) for one in made)
    for entry in job.workspace.entries:
        if entry.slug == share.slug:
            entry.let_go()
    return Outcome(replace(share, plans=None), ready.problems, False, light, {one.digest: one for one in sources})


def desk_of(job: Job, share: Share, ready: Prepared, templates: Templates) -> Desk:
    """Where the documents of a share are made. Raises QmsdocsError for a layout.yaml that cannot be read."""
    laws = {slug: layout.own_laws(layers) for slug, layers in ready.layers.items()}
    return Desk(job.out, share.slug, share.rows, share.standings, templates, job.edited, job.built, laws)


def prepare(job: Job, share: Share) -> Prepared:
    """Check and plan a share. Raises QmsdocsError with every problem of it when one is an error."""
    if share.plans is not None:
        slugs = dict.fromkeys(plan.agency for plan in share.plans)
        return Prepared(share.plans, {slug: job.workspace.layers_of(slug) for slug in slugs}, ())
    if share.slug == PROVINCE:
        found = stop_on_errors(checks.check_programme(job.workspace))
        planned = kinds.plans_of_programme(job.workspace, job.kinds)
        layers = {slug: job.workspace.layers_of(slug) for slug in {plan.agency for plan in planned}}
    else:
        qms = next(entry for entry in job.workspace.entries if entry.slug == share.slug).qms
        found = stop_on_errors(checks.check_agency(qms))
        planned = kinds.plans_of_agency(qms, job.kinds)
        layers = {share.slug: qms.layers}
    settled, told = settle(job.workspace, planned)
    of_layout = unique(problem for one in layers.values() for problem in layout.problems_of_files(one))
    return Prepared(settled, layers, (*found, *stop_on_errors((*told, *of_layout))))


def waiting(workspace: Workspace) -> dict[str, tuple[Problem, ...]]:
    """The shares that cannot even be tried, and why: agencies with mistakes, and the papers that speak of all."""
    if not workspace.faulty:
        return {}
    where = Location(str(workspace.root))
    of_all = (Problem("province-waits", where, {"agencies": ", ".join(workspace.faulty)}),)
    return {**({} if workspace.chosen else {PROVINCE: of_all}), **workspace.faulty}


def slugs(workspace: Workspace) -> list[str]:
    """The shares of a workspace: the province's own papers when it is whole, then its agencies."""
    province = [PROVINCE] if workspace.programme and workspace.whole else []
    return province + [entry.slug for entry in workspace.entries]
