"""The table of document kinds: one document type a module, with TITLE, TEMPLATES, FIELDS and plans(qms)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from types import ModuleType

from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.fields import Group, group_of
from qmsdocs.kinds import (
    attendance_list,
    audit_checklist,
    audit_programme,
    car,
    committee_decision,
    document_list,
    estimate_request,
    external_document_list,
    form,
    gap_assessment,
    implementation_plan,
    manual,
    objectives,
    policy,
    procedure,
    record_list,
    representative_decision,
    submission,
    training_plan,
    training_report,
)
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

KINDS: dict[str, ModuleType] = {
    "manual": manual,
    "policy": policy,
    "objectives": objectives,
    "procedure": procedure,
    "form": form,
    "document-list": document_list,
    "external-document-list": external_document_list,
    "record-list": record_list,
    "audit-programme": audit_programme,
    "audit-checklist": audit_checklist,
    "implementation-plan": implementation_plan,
    "submission": submission,
    "committee-decision": committee_decision,
    "representative-decision": representative_decision,
    "gap-assessment": gap_assessment,
    "estimate-request": estimate_request,
    "training-plan": training_plan,
    "attendance-list": attendance_list,
    "training-report": training_report,
    "car": car,
}


@functools.cache
def fields(kind: str) -> Group:
    """What a template of this kind may use: the shape of every plan's context. Raises KeyError for an unknown kind."""
    return group_of(KINDS[kind].FIELDS)


def kind_of(template: str) -> str:
    """The kind whose documents are made from a template of that name, whatever its folder; '' when none is."""
    name = PurePath(template).name
    named = (kind for kind in KINDS if any(PurePath(own).name == name for own in KINDS[kind].TEMPLATES))
    return "" if PurePath(template).parent.name == "parts" else next(named, "")


def plans(workspace: Workspace, kinds: Iterable[str] = ()) -> list[DocumentPlan]:
    """The documents of a workspace, agency by agency; only the named kinds when any is named.

    Raises QmsdocsError for an unknown kind and for two documents that would share a file.
    """
    wanted = tuple(kinds)
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        known = ", ".join(KINDS)
        raise QmsdocsError(
            Problem("unknown-document-kind", Location("--kind"), {"kind": k, "near": nearest(k, KINDS), "known": known})
            for k in unknown
        )
    found = list(_plans(workspace, wanted or tuple(KINDS)))
    if problems := list(_same_path(found)):
        raise QmsdocsError(problems)
    return found


def _plans(workspace: Workspace, kinds: tuple[str, ...]) -> Iterator[DocumentPlan]:
    for qms in workspace.systems:
        for kind in kinds:
            yield from KINDS[kind].plans(qms)


def _same_path(found: Iterable[DocumentPlan]) -> Iterator[Problem]:
    seen: dict[str, DocumentPlan] = {}
    for plan in found:
        key = str(plan.path).casefold()  # Windows and macOS do not tell capitals apart
        if key in seen:
            yield Problem("same-path", Location(str(plan.path)), {"code": plan.code, "other": seen[key].code})
        seen.setdefault(key, plan)
