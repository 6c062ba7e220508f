"""Quality policy (chính sách chất lượng): 5.3 of 2000/2008, 5.2 of 2015."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Chính sách chất lượng"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    yield common.controlled(
        qms,
        kind="policy",
        kind_name=TITLE,
        group="manual",
        code=common.code_of(qms, "policy"),
        title=TITLE,
        template="policy.docx",
        context={"policy": qms.agency.policy.model_dump(mode="json"), "signature": signature(qms)},
    )


def signature(qms: Qms) -> common.Context:
    """The head, as the signature block of an internal document names him or her."""
    head = qms.post("head")
    return {"title": head.title.upper(), "name": head.name or ""}
