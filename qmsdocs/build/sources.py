"""Where the words of a document come from: the lines of YAML files, the template and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qmsdocs import kinds
from qmsdocs.errors import Location
from qmsdocs.fields import walk
from qmsdocs.inputs import AGENCY, OWN_FILES, OWN_FOLDERS, PROGRAMME, PROGRAMME_FILES, PROGRAMME_FOLDERS
from qmsdocs.plan import DocumentPlan
from qmsdocs.source import Source
from qmsdocs.workspace import Workspace


@dataclass(frozen=True, order=True)
class Origin:
    """A key that a kind of document takes values from, and where it is written."""

    where: Location
    key: str
    words: str  # what is taken, in Vietnamese


def origins(workspace: Workspace, plan: DocumentPlan) -> list[Origin]:
    """Every key that was written and that documents of the plan's kind print, in the order of files and lines."""
    files = dict(_files(workspace, plan))
    found: dict[tuple[Location, str], Origin] = {}
    for _, field in walk(kinds.fields(plan.kind)):
        for one in filter(None, map(str.strip, field.about.source.split("|"))):
            name, _, key = one.partition(":")
            steps = _steps(key.strip())
            source = files.get(name)
            if source is None or not steps:
                continue
            where = source.key_at(*steps)
            if where != source.at():
                found.setdefault((where, steps[0]), Origin(where, ".".join(steps), field.about.words))
    return sorted(found.values())


def _files(workspace: Workspace, plan: DocumentPlan) -> Iterator[tuple[str, Source]]:
    """The name by which fields speak of a file, and what was read from it."""
    if workspace.source:
        yield PROGRAMME, workspace.source
        for name in (*PROGRAMME_FILES, *PROGRAMME_FOLDERS):
            if name in workspace.source.data:
                yield f"{name}.yaml", workspace.source.part(name)
    entries = {entry.slug: entry for entry in (*workspace.offices.values(), *workspace.entries)}
    qms = entries[plan.agency].qms
    yield AGENCY, qms.source
    for name in (*OWN_FILES, *OWN_FOLDERS):
        if name in qms.source.data:
            yield f"{name}.yaml", qms.source.part(name)
    for used in qms.procedures:
        if plan.code == used.code or plan.code in used.form_codes.values():
            yield "procedures/*.yaml", used.source
    yield "manuals/*.yaml", qms.manual_source


def _steps(key: str) -> list[str]:
    """The steps of a key that every document shares: up to a name that users choose, or an item of a list."""
    steps: list[str] = []
    for step in filter(None, key.split(".")):
        if step == "*":
            break
        steps.append(step.removesuffix("[]"))
        if step.endswith("[]"):
            break
    return steps
