"""Quality policy (chính sách chất lượng): 5.3 of 2000/2008, 5.2 of 2015."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.agency import Policy
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Chính sách chất lượng"
TEMPLATES = ("policy.docx",)


class PolicyFields(TypedDict):
    """The policy's text."""

    statement: Annotated[str, About("Câu mở đầu của chính sách", "agency.yaml: policy.statement")]
    commitments: Annotated[list[str], About("Các cam kết", "agency.yaml: policy.commitments")]
    closing: Annotated[str, About("Câu kết của chính sách", "agency.yaml: policy.closing")]


class SignatureFields(TypedDict):
    """The head, as the signature block of an internal document names him or her."""

    title: Annotated[str, About("Chức danh người đứng đầu, in hoa", "agency.yaml: posts.head.title")]
    name: Annotated[str, About("Họ và tên người đứng đầu; trống nếu chưa có", "agency.yaml: posts.head.name")]


class Own(TypedDict):
    """What only this kind has."""

    policy: Annotated[PolicyFields, About("Nội dung chính sách chất lượng", "agency.yaml: policy")]
    signature: Annotated[SignatureFields, About("Khối ký của người đứng đầu cơ quan", "agency.yaml: posts.head")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"policy": policy_context(qms.agency.policy), "signature": _signature(qms)}
    yield common.controlled(
        qms,
        kind="policy",
        kind_name=TITLE,
        group="manual",
        code=common.code_of(qms, "policy"),
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
    )


def policy_context(policy: Policy) -> PolicyFields:
    """The policy's text, which the manual repeats."""
    return {"statement": policy.statement, "commitments": list(policy.commitments), "closing": policy.closing}


def _signature(qms: Qms) -> SignatureFields:
    head = qms.post("head")
    return {"title": head.title.upper(), "name": head.name or ""}
