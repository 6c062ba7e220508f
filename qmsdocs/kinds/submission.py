"""Submission (tờ trình) that carries the implementation plan to the province (BP56, BP57 of the seed decision)."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.kinds import implementation_plan, letterhead
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Tờ trình"
TEMPLATES = letterhead.templates("submission.docx")

FIELDS = implementation_plan.FIELDS


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    yield letterhead.official(
        qms,
        kind="submission",
        kind_name=TITLE,
        symbol="TTr",
        number=qms.agency.project.submission_number,
        title=f"Phê duyệt {implementation_plan.subject(qms)}",
        template="submission.docx",
        context=implementation_plan.context(qms),
    )
