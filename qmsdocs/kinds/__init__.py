"""The table of document kinds: one document type a module, with TITLE, TEMPLATES, FIELDS and plans(qms); the province's
own papers have plans(workspace)."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from types import ModuleType

from qmsdocs import names
from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.fields import Group, group_of
from qmsdocs.kinds import (
    acceptance_minutes,
    announcement_decision,
    announcement_notice,
    attendance_list,
    audit_checklist,
    audit_decision,
    audit_meeting_minutes,
    audit_programme,
    audit_report,
    audit_timetable,
    car,
    car_register,
    caseload_report,
    certification_request,
    change_log,
    change_request,
    committee_decision,
    complaint_register,
    contract_annex,
    delivery_list,
    distribution_list,
    document_list,
    effect_confirmation,
    eligibility_sheet,
    estimate_request,
    external_document_list,
    finding_table,
    form,
    gap_assessment,
    implementation_plan,
    interested_parties,
    issue_decision,
    legal_update,
    liquidation_minutes,
    manual,
    objectives,
    objectives_followup,
    obsolete_minutes,
    policy,
    posting_minutes,
    procedure,
    progress_report,
    province,
    record_list,
    representative_decision,
    review_conclusions,
    review_followup,
    review_inputs,
    review_minutes,
    review_notice,
    risk_table,
    selection_minutes,
    submission,
    supervision_minutes,
    surveillance_followup,
    survey_summary,
    tracking_register,
    tracking_slip,
    training_plan,
    training_report,
    trial_assessment,
    upkeep_estimate,
    visit_minutes,
    working_minutes,
)
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms, Workspace

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
    **province.KINDS,
    "audit-decision": audit_decision,
    "audit-timetable": audit_timetable,
    "audit-meeting-minutes": audit_meeting_minutes,
    "finding-table": finding_table,
    "car-register": car_register,
    "audit-report": audit_report,
    "eligibility-sheet": eligibility_sheet,
    "selection-minutes": selection_minutes,
    "contract-annex": contract_annex,
    "working-minutes": working_minutes,
    "trial-assessment": trial_assessment,
    "acceptance-minutes": acceptance_minutes,
    "liquidation-minutes": liquidation_minutes,
    "review-notice": review_notice,
    "review-inputs": review_inputs,
    "review-minutes": review_minutes,
    "review-conclusions": review_conclusions,
    "review-followup": review_followup,
    "certification-request": certification_request,
    "surveillance-followup": surveillance_followup,
    "upkeep-estimate": upkeep_estimate,
    "issue-decision": issue_decision,
    "distribution-list": distribution_list,
    "change-request": change_request,
    "change-log": change_log,
    "obsolete-minutes": obsolete_minutes,
    "visit-minutes": visit_minutes,
    "supervision-minutes": supervision_minutes,
    "tracking-slip": tracking_slip,
    "tracking-register": tracking_register,
    "interested-parties": interested_parties,
    "risk-table": risk_table,
    "objectives-followup": objectives_followup,
    "survey-summary": survey_summary,
    "complaint-register": complaint_register,
    "caseload-report": caseload_report,
    "effect-confirmation": effect_confirmation,
    "announcement-decision": announcement_decision,
    "announcement-notice": announcement_notice,
    "posting-minutes": posting_minutes,
    "legal-update": legal_update,
    "progress-report": progress_report,
}

# What a command makes besides the sets: with TITLE, TEMPLATES and FIELDS, without plans.
ON_REQUEST: dict[str, ModuleType] = {"delivery-list": delivery_list}
EVERY = KINDS | ON_REQUEST


@functools.cache
def fields(kind: str) -> Group:
    """What a template of this kind may use: the shape of every plan's context. Raises KeyError for an unknown kind."""
    return group_of(EVERY[kind].FIELDS)


def kind_of(template: str) -> str:
    """The kind whose documents are made from a template of that name, whatever its folder; '' when none is."""
    name = PurePath(template).name
    named = (kind for kind in EVERY if any(PurePath(own).name == name for own in EVERY[kind].TEMPLATES))
    return "" if PurePath(template).parent.name == "parts" else next(named, "")


def plans(workspace: Workspace, kinds: Iterable[str] = ()) -> list[DocumentPlan]:
    """The documents of a workspace, agency by agency; only the named kinds when any is named.

    Raises QmsdocsError for an unknown kind and for two documents that would share a file.
    """
    wanted = known(kinds)
    found = plans_of_programme(workspace, wanted)
    for qms in workspace.systems:
        found += plans_of_agency(qms, wanted)
    return found


def known(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds named, or all of them when none is. Raises QmsdocsError for an unknown one."""
    wanted = tuple(kinds)
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        every = ", ".join(KINDS)
        raise QmsdocsError(
            Problem("unknown-document-kind", Location("--kind"), {"kind": k, "near": nearest(k, KINDS), "known": every})
            for k in unknown
        )
    return wanted or tuple(KINDS)


def plans_of_programme(workspace: Workspace, kinds: Iterable[str]) -> list[DocumentPlan]:
    """The province's own papers, which speak of all agencies. Raises QmsdocsError for two that would share a file."""
    if workspace.programme is None or not workspace.whole:
        return []
    made = (names.of_programme(workspace, KINDS[kind].plans) for kind in kinds if kind in province.KINDS)
    return _told_apart(list(chain.from_iterable(made)))


def plans_of_agency(qms: Qms, kinds: Iterable[str]) -> list[DocumentPlan]:
    """The documents of one agency. Raises QmsdocsError for two that would share a file."""
    made = (names.of_agency(qms, KINDS[kind].plans) for kind in kinds if kind not in province.KINDS)
    return _told_apart(list(chain.from_iterable(made)))


def _same_path(found: Iterable[DocumentPlan]) -> Iterator[Problem]:
    seen: dict[str, DocumentPlan] = {}
    for plan in found:
        key = str(plan.path).casefold()  # Windows and macOS do not tell capitals apart
        if key in seen:
            yield Problem("same-path", Location(str(plan.path)), {"code": plan.code, "other": seen[key].code})
        seen.setdefault(key, plan)


def _told_apart(found: list[DocumentPlan]) -> list[DocumentPlan]:
    """The plans, those that share a code (slips of several procedures, minutes without a number) keyed by file name."""
    if problems := list(_same_path(found)):
        raise QmsdocsError(problems)
    counts = Counter(plan.identity for plan in found)
    return [replace(plan, key=f"{plan.code} {plan.path.stem}") if counts[plan.identity] > 1 else plan for plan in found]
