"""Releases: approved documents frozen as they were signed, and what changed since.

A release is two files in the agency's folder: `releases/<code>/<issue>.<revision>.docx`, the document itself, and a
.json of the same name with its facts and content. A build hands the released file out again, byte for byte, as long as
the content is the same; content that differs needs a new revision (the ISO rule that documents are re-approved when
they are changed: 4.2.3 of 2000/2008, 7.5.3 of 2015).
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qmsdocs import kinds, text
from qmsdocs.cache import Store
from qmsdocs.differences import Difference, differences, told
from qmsdocs.docx import Templates, render
from qmsdocs.errors import Location, Problem, stop_on_errors
from qmsdocs.fields import Anything, Group, Many, Shape
from qmsdocs.plan import DocumentPlan
from qmsdocs.releases.kept import History, Release, Version, history, shown, write
from qmsdocs.workspace import Workspace

RELEASED = ("manual", "policy", "objectives", "procedure", "form")  # what is approved and re-approved

# What a document says of its own control, and who signed it, is no content: people change, the document stays.
_CONTROL = ("document", "changes", "approval")
_NAME = re.compile(r"\bposts\.[^.]+\.name\b")


def settle(workspace: Workspace, plans: Iterable[DocumentPlan]) -> tuple[list[DocumentPlan], list[Problem]]:
    """The plans with released files in place of rendering where nothing changed, and with the summaries of changes
    that people left to be worked out; and the problems: changed but not revised, and the like."""
    settled: list[DocumentPlan] = []
    problems: list[Problem] = []
    known: dict[str, History] = {}
    for plan in plans:
        if plan.kind in RELEASED:
            releases = known.setdefault(plan.agency, history(workspace, plan.agency)).of(plan)
            plan = _summed_up(plan, releases, problems)
            plan = _held(plan, releases, problems)
        elif plan.kind == "change-log":
            plan = _logged(workspace, plan)
        settled.append(plan)
    return settled, problems


def freeze(
    workspace: Workspace, plans: Iterable[DocumentPlan], day: datetime.date, store: Store | None = None
) -> list[Release]:
    """Release every document of RELEASED that is not released yet; what was made, in order.

    Raises QmsdocsError, and freezes nothing, for documents without dates or changed without a revision.
    """
    settled, problems = settle(workspace, (plan for plan in plans if plan.kind in RELEASED))
    waiting = [plan for plan in settled if plan.released is None]
    problems += [_undated(plan) for plan in waiting if text.BLANK_DATE in _dates(plan)]
    stop_on_errors(problems)
    templates = Templates(store)
    layers = workspace.layers()
    made: list[tuple[Release, bytes]] = []
    for plan in waiting:
        data = render(plan, layers[plan.agency], templates)
        made.append((_release(plan, history(workspace, plan.agency).folder, day, data), data))
    for release, data in made:
        write(release, data)
    return [release for release, _ in made]


def version(plan: DocumentPlan) -> Version:
    """The issue and revision of a controlled document."""
    document: Any = plan.context["document"]
    return int(document["issue"]), int(document["revision"])


def since(plan: DocumentPlan, release: Release) -> list[Difference]:
    """How a document's content differs from a release of it."""
    return list(differences(release.content, _content(plan), kinds.fields(plan.kind)))


def _held(plan: DocumentPlan, releases: Mapping[Version, Release], problems: list[Problem]) -> DocumentPlan:
    """The plan handing out its release, when there is one of its version; a Problem when the two differ."""
    if not releases:
        return plan
    now, last = version(plan), [*releases][-1]
    where = Location(plan.inputs[0])
    words: dict[str, object] = {"code": plan.code, "title": plan.title, "version": shown(now), "last": shown(last)}
    if release := releases.get(now):
        if found := since(plan, release):
            code = "form-changed-not-revised" if plan.kind == "form" else "changed-not-revised"
            problems.append(Problem(code, where, {**words, "next": now[1] + 1, "changes": told(found)}))
            return plan
        problems.extend(release.damage())
        return replace(plan, released=release.file)
    if now < last:
        problems.append(Problem("release-backwards", where, words))
    elif not since(plan, releases[last]):
        problems.append(Problem("revised-not-changed", where, words))
    return plan


def _summed_up(plan: DocumentPlan, releases: Mapping[Version, Release], problems: list[Problem]) -> DocumentPlan:
    """The plan with a summary for each change that has none, from the releases before and after it."""
    rows = _rows(plan)
    if all(row["summary"] or not row["number"] for row in rows):
        return plan
    filled = []
    for row in rows:
        if row["number"] and not row["summary"]:
            changed = _version_of(row["revision"], version(plan)[0])
            found = _between(plan, releases, changed)
            if not found:
                words = {"code": plan.code, "version": shown(changed)}
                problems.append(Problem("change-without-summary", Location(plan.inputs[0]), words))
            row = {**row, "summary": told(found)}
        filled.append(row)
    return replace(plan, context={**plan.context, "changes": filled})


def _logged(workspace: Workspace, plan: DocumentPlan) -> DocumentPlan:
    """The log with the summaries that the changed documents themselves print."""
    log: Any = plan.context["log"]
    if all(row["summary"] or not row["number"] for row in log["rows"]):
        return plan
    documents, _ = settle(workspace, kinds.plans(workspace.choose(agencies=(plan.agency,)), ("procedure", "manual")))
    made = {
        (document.code, shown(_version_of(row["revision"], version(document)[0]))): row["summary"]
        for document in documents
        for row in _rows(document)
        if row["number"]
    }
    rows = [{**row, "summary": row["summary"] or made.get((row["code"], row["version"]), "")} for row in log["rows"]]
    return replace(plan, context={**plan.context, "log": {**log, "rows": rows}})


def _rows(plan: DocumentPlan) -> Any:
    return plan.context["changes"]


def _between(plan: DocumentPlan, releases: Mapping[Version, Release], changed: Version) -> list[Difference]:
    """What a change changed: from the last release before it to its own release, or to the document as it is now."""
    before = [release for at, release in releases.items() if at < changed]
    after = releases[changed].content if changed in releases else _content(plan) if changed == version(plan) else None
    if not before or after is None:
        return []
    return list(differences(before[-1].content, after, kinds.fields(plan.kind)))


def _version_of(revision: str, issue: int) -> Version:
    """The version that a row of the change-tracking table names: 02 (15/7/2008), Ban hành lần 02, sửa đổi 01."""
    numbers = [int(number) for number in re.findall(r"\d+", revision.partition("(")[0])]
    if revision.startswith("Ban hành"):
        return numbers[0], numbers[1] if len(numbers) > 1 else 0
    return issue, numbers[0]


def _content(plan: DocumentPlan) -> dict[str, Any]:
    document: Any = plan.context["document"]
    kept = {name: value for name, value in plan.context.items() if name not in _CONTROL}
    whole = {**kept, "document": {"code": document["code"], "title": document["title"]}}
    nameless: dict[str, Any] = _nameless(whole, kinds.fields(plan.kind))
    return nameless


def _nameless(value: Any, shape: Shape) -> Any:
    """A content without the names of who holds a post."""
    if isinstance(shape, Group) and isinstance(value, dict):
        inner = ((name, one, shape.fields.get(name)) for name, one in value.items())
        return {
            name: _nameless(one, field.shape if field else Anything())
            for name, one, field in inner
            if field is None or not _NAME.search(field.about.source)
        }
    if isinstance(shape, Many) and isinstance(value, list):
        return [_nameless(one, shape.of) for one in value]
    return value


def _dates(plan: DocumentPlan) -> tuple[str, str]:
    document: Any = plan.context["document"]
    return document["issue_date"], document["effective_date"]


def _undated(plan: DocumentPlan) -> Problem:
    return Problem("release-undated", Location(plan.inputs[-1]), {"code": plan.code, "title": plan.title})


def _release(plan: DocumentPlan, folder: Path, day: datetime.date, data: bytes) -> Release:
    issue, revision = version(plan)
    issue_date, effective_date = _dates(plan)
    return Release(
        kind=plan.kind,
        code=plan.code,
        title=plan.title,
        version=(issue, revision),
        issue_date=issue_date,
        effective_date=effective_date,
        released=day.isoformat(),
        sha256=hashlib.sha256(data).hexdigest(),
        content=_content(plan),
        file=folder / text.file_name(plan.code) / f"{issue:02}.{revision:02}.docx",
    )
