"""The table of built-in templates and their shared parts: file name → what makes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from authoring import auditing, contracting, frame, issuing, official, operating, province, qms, reviewing, setting_up
from authoring import auditing, frame, official, qms, reporting, setting_up

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
    "audit-timetable.docx": auditing.audit_timetable,
    "audit-meeting-minutes.docx": auditing.audit_meeting_minutes,
    "finding-table.docx": auditing.finding_table,
    "car-register.docx": auditing.car_register,
    "audit-report.docx": auditing.audit_report,
    "eligibility-sheet.docx": contracting.eligibility_sheet,
    "trial-assessment.docx": contracting.trial_assessment,
    "review-inputs.docx": reviewing.review_inputs,
    "review-minutes.docx": reviewing.review_minutes,
    "review-followup.docx": reviewing.review_followup,
    "surveillance-followup.docx": reviewing.surveillance_followup,
    "distribution-list.docx": issuing.distribution_list,
    "change-request.docx": issuing.change_request,
    "change-log.docx": issuing.change_log,
    "obsolete-minutes.docx": issuing.obsolete_minutes,
    "tracking-slip.docx": issuing.tracking_slip,
    "tracking-register.docx": issuing.tracking_register,
    "interested-parties.docx": operating.interested_parties,
    "risk-table.docx": operating.risk_table,
    "objectives-followup.docx": operating.objectives_followup,
    "survey-summary.docx": operating.survey_summary,
    "complaint-register.docx": operating.complaint_register,
    "caseload-report.docx": operating.caseload_report,
    "legal-update.docx": reporting.legal_update,
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
            ("audit-decision", auditing.audit_decision),
            ("selection-minutes", contracting.selection_minutes),
            ("contract-annex", contracting.contract_annex),
            ("working-minutes", contracting.working_minutes),
            ("acceptance-minutes", contracting.acceptance_minutes),
            ("liquidation-minutes", contracting.liquidation_minutes),
            ("review-notice", reviewing.review_notice),
            ("review-conclusions", reviewing.review_conclusions),
            ("certification-request", reviewing.certification_request),
            ("upkeep-estimate", reviewing.upkeep_estimate),
            ("issue-decision", issuing.issue_decision),
            ("visit-minutes", issuing.visit_minutes),
            ("supervision-minutes", issuing.supervision_minutes),
            ("progress-report", reporting.progress_report),
            ("effect-confirmation", reporting.effect_confirmation),
            ("announcement-decision", reporting.announcement_decision),
            ("announcement-notice", reporting.announcement_notice),
            ("posting-minutes", reporting.posting_minutes),
        )
    },
}
