"""The table of built-in templates and their shared parts: file name → what makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from authoring import auditing, frame, official, programme, province, qms, setting_up

TEMPLATES: dict[str, Callable[[], bytes]] = {
    "manual.docx": qms.manual,
    "policy.docx": qms.policy,
    "objectives.docx": qms.objectives,
    "procedure.docx": qms.procedure,
    "form.docx": qms.form,
    "form-landscape.docx": qms.form_landscape,
    "document-list.docx": qms.document_list,
    "external-document-list.docx": qms.external_document_list,
    "record-list.docx": qms.record_list,
    "audit-programme.docx": qms.audit_programme,
    "audit-checklist.docx": qms.audit_checklist,
    "car.docx": auditing.car,
    "parts/head.docx": frame.head_part,
    "parts/approval.docx": frame.approval_part,
    "parts/changes.docx": frame.changes_part,
    "parts/letterhead.docx": official.letterhead_part,
    "parts/closing.docx": official.closing_part,
    **{
        f"{profile}/{name}.docx": partial(make, profile)
        for profile in official.PROFILES
        for name, make in (
            ("implementation-plan", official.implementation_plan),
            ("submission", official.submission),
            ("committee-decision", setting_up.committee_decision),
            ("cohort-list", province.cohort_list),
            ("programme-decision", programme.programme_decision),
            ("directive", programme.directive),
        )
    },
}
