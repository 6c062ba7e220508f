"""The history of one document: every issue and revision with its reasons, what is released, what changed since."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qmsdocs import mentions, text
from qmsdocs.differences import told
from qmsdocs.kinds import plans
from qmsdocs.kinds.common import Entry, catalogue
from qmsdocs.model.control import Change, Control
from qmsdocs.plan import DocumentPlan
from qmsdocs.releases import RELEASED, settle, since, version
from qmsdocs.releases.kept import History, Release, Version, history, shown
from qmsdocs.workspace import Qms, Workspace


@dataclass(frozen=True)
class Event:
    """One issue or revision; texts are '' when not known. `released` is the day it was frozen."""

    version: str
    date: str
    effective: str
    summary: str
    reason: str = ""
    by: str = ""
    released: str = ""


@dataclass(frozen=True)
class Log:
    """A document's history in one agency. `pending` tells how it differs from the release of its own version, '' when
    it does not, or has none."""

    agency: str
    code: str
    title: str
    events: tuple[Event, ...]
    pending: str


def logs(workspace: Workspace, code: str) -> list[Log]:
    """The history of the document with that code in every agency that has one; codes are compared without case."""
    found = []
    for qms in workspace.systems:
        for entry in catalogue(qms):
            if entry.code.casefold() == code.casefold():
                found.append(_log(workspace, qms, entry))
    return found


def codes(workspace: Workspace) -> list[str]:
    """The codes of all controlled documents."""
    return list(dict.fromkeys(entry.code for qms in workspace.systems for entry in catalogue(qms)))


def _log(workspace: Workspace, qms: Qms, entry: Entry) -> Log:
    releases = history(workspace, qms.slug)
    frozen = releases.by_code.get(entry.code, {})
    plan = _plan(workspace, qms, entry.code)
    rows: Any = plan.context["changes"] if plan else ()
    summaries = [row["summary"] for row in rows] or [change.summary or "" for change in entry.control.changes]
    events = [_issued(entry.control)]
    events += (_changed(qms, entry.control, *one) for one in zip(entry.control.changes, summaries, strict=False))
    dated = tuple(replace(event, released=_released(frozen, event.version)) for event in events)
    return Log(qms.slug, entry.code, entry.title, dated, _pending(plan, releases))


def _released(frozen: Mapping[Version, Release], at: str) -> str:
    issue, revision = at.split("/")
    found = frozen.get((int(issue), int(revision)))
    return text.short_date(datetime.date.fromisoformat(found.released)) if found else ""


def _plan(workspace: Workspace, qms: Qms, code: str) -> DocumentPlan | None:
    """The plan of a document that can be released, its summaries worked out; None for lists and registers."""
    chosen = workspace.choose(agencies=(qms.slug,))
    found = [plan for plan in plans(chosen, RELEASED) if plan.code == code]
    return settle(chosen, found)[0][0] if found else None


def _pending(plan: DocumentPlan | None, releases: History) -> str:
    every = releases.of(plan) if plan else {}
    if plan is None or not every:
        return ""
    same = every.get(version(plan))
    return told(since(plan, same)) if same else ""


def _issued(control: Control) -> Event:
    """The first issue; when the control tells of later ones, the dates it gives are theirs."""
    if any(control.issue_of(change) != control.issue or change.revision == 0 for change in control.changes):
        return Event(shown((1, 0)), "", "", "Ban hành")
    dates = text.short_date(control.issue_date), text.short_date(control.effective_date)
    return Event(shown((control.issue, 0)), *dates, "Ban hành")


def _changed(qms: Qms, control: Control, change: Change, summary: str) -> Event:
    return Event(
        version=shown((control.issue_of(change), change.revision)),
        date=text.short_date(change.date) if change.date else "",
        effective=text.short_date(change.effective) if change.effective else "",
        summary=summary,
        reason=mentions.resolve(change.reason or "", mentions.names(qms)),
        by=qms.post(change.by).title if change.by else "",
    )
