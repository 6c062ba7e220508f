"""Who gets which documents: one table, by kind.

The agency gets its whole set. An auditor (of the certification body, or of the body that inspects) gets what an audit
reads: documents, lists, records, decisions; no contracts and no money. The province's office gets its own papers and
what the agencies send to it, as their addressees and `Nơi nhận` say.
"""

from __future__ import annotations

from typing import Literal, get_args

Recipient = Literal["agency", "province", "auditor"]
RECIPIENTS: tuple[Recipient, ...] = get_args(Recipient)

_AGENCY: tuple[Recipient, ...] = ("agency",)
_AUDIT: tuple[Recipient, ...] = ("agency", "auditor")
_SENT: tuple[Recipient, ...] = ("agency", "province")
_ALL: tuple[Recipient, ...] = ("agency", "auditor", "province")
_PROVINCE: tuple[Recipient, ...] = ("province",)

GOES_TO: dict[str, tuple[Recipient, ...]] = {
    # the documents under control
    "manual": _AUDIT,
    "policy": _AUDIT,
    "objectives": _AUDIT,
    "procedure": _AUDIT,
    "form": _AUDIT,
    "document-list": _AUDIT,
    "external-document-list": _AUDIT,
    "record-list": _AUDIT,
    # setting up: who is responsible is of all; plan and money are for who approves them
    "committee-decision": _ALL,
    "representative-decision": _ALL,
    "gap-assessment": _AGENCY,
    "implementation-plan": _SENT,
    "submission": _SENT,
    "estimate-request": _SENT,
    "upkeep-estimate": _SENT,
    "training-plan": _AUDIT,
    "attendance-list": _AUDIT,
    "training-report": _AUDIT,
    # contracts
    "eligibility-sheet": _AGENCY,
    "selection-minutes": _AGENCY,
    "contract-annex": _AGENCY,
    "working-minutes": _AGENCY,
    "trial-assessment": _AGENCY,
    "acceptance-minutes": _AGENCY,
    "liquidation-minutes": _AGENCY,
    # issuing and control of documents
    "issue-decision": _AUDIT,
    "distribution-list": _AUDIT,
    "change-request": _AUDIT,
    "change-log": _AUDIT,
    "obsolete-minutes": _AUDIT,
    "legal-update": _AUDIT,
    # operation
    "tracking-slip": _AUDIT,
    "tracking-register": _AUDIT,
    "interested-parties": _AUDIT,
    "risk-table": _AUDIT,
    "objectives-followup": _AUDIT,
    "survey-summary": _AUDIT,
    "complaint-register": _AUDIT,
    "caseload-report": _AUDIT,
    "visit-minutes": _AGENCY,
    "supervision-minutes": _ALL,  # the province's contact body supervises
    # internal audit, corrective action, management review
    "audit-programme": _AUDIT,
    "audit-decision": _AUDIT,
    "audit-timetable": _AUDIT,
    "audit-checklist": _AUDIT,
    "audit-meeting-minutes": _AUDIT,
    "finding-table": _AUDIT,
    "audit-report": _AUDIT,
    "car": _AUDIT,
    "car-register": _AUDIT,
    "review-notice": _AUDIT,
    "review-inputs": _AUDIT,
    "review-minutes": _AUDIT,
    "review-conclusions": _AUDIT,
    "review-followup": _AUDIT,
    # certification, announcement, reports
    "certification-request": _AUDIT,
    "surveillance-followup": _AUDIT,
    "effect-confirmation": _AUDIT,
    "announcement-decision": _ALL,
    "announcement-notice": _ALL,
    "posting-minutes": _AUDIT,
    "progress-report": _SENT,
    # the province's own papers
    "programme-decision": _PROVINCE,
    "directive": _PROVINCE,
    "cohort-list": _PROVINCE,
    "province-committee": _PROVINCE,
    "province-training-plan": _PROVINCE,
    "communication-plan": _PROVINCE,
    "inspection-plan": _PROVINCE,
    "inspection-decision": _PROVINCE,
    "inspection-minutes": _PROVINCE,
    "inspection-report": _PROVINCE,
    "province-report": _PROVINCE,
    "government-report": _PROVINCE,
    "reward-proposal": _PROVINCE,
    "registration-form": _PROVINCE,
    "registration-list": _PROVINCE,
    "plan-guide": _PROVINCE,
    "choice-guide": _PROVINCE,
    "organisation-register": _PROVINCE,
    "province-estimate": _PROVINCE,
    "appraisal-sheet": _PROVINCE,
}


def kinds_for(recipient: Recipient) -> tuple[str, ...]:
    """The kinds that a recipient gets."""
    return tuple(kind for kind, recipients in GOES_TO.items() if recipient in recipients)
