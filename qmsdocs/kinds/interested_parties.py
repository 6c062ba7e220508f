"""Context and interested parties (Bảng bối cảnh và bên quan tâm): 4.1 and 4.2 of 2015 with the amendment on climate.

The older editions ask for none. Without data of the agency's own, what is common to its kind stands there as a first
version to be reviewed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs.fields import About
from qmsdocs.kinds import common, operating
from qmsdocs.model.operation import Issue, Party
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Bảng bối cảnh và bên quan tâm"
TEMPLATES = ("interested-parties.docx",)

_SIDES = {"external": "Bên ngoài", "internal": "Bên trong"}


class IssueFields(TypedDict):
    """One matter of the context; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự")]
    field: Annotated[
        str,
        About(
            "Lĩnh vực, ví dụ Bên ngoài: pháp luật, chính sách",
            "operation.yaml: issues[].side | operation.yaml: issues[].field",
        ),
    ]
    what: Annotated[str, About("Vấn đề", "operation.yaml: issues[].what")]
    good: Annotated[str, About("Thuận lợi, cơ hội; trống nếu không ghi", "operation.yaml: issues[].good")]
    bad: Annotated[str, About("Khó khăn, rủi ro; trống nếu không ghi", "operation.yaml: issues[].bad")]
    watched: Annotated[str, About("Cần theo dõi: Có, Không", "operation.yaml: issues[].watched_by")]
    by: Annotated[
        str,
        About(
            "Người theo dõi, nguồn tin; trống nếu không",
            "operation.yaml: issues[].watched_by | operation.yaml: issues[].source",
        ),
    ]


class PartyFields(TypedDict):
    """One interested party; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Bên quan tâm", "operation.yaml: parties[].name")]
    needs: Annotated[str, About("Yêu cầu, mong đợi", "operation.yaml: parties[].needs")]
    rules: Annotated[
        str, About("Yêu cầu phải thực hiện (quy định liên quan); trống nếu không", "operation.yaml: parties[].rules")
    ]
    answer: Annotated[str, About("Cách đáp ứng, theo dõi", "operation.yaml: parties[].answer")]
    who: Annotated[str, About("Người phụ trách", "operation.yaml: parties[].who")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của bảng", "operation.yaml: as_of | agency.yaml: audit.year")]
    as_of: Annotated[str, About("Ngày rà soát; chưa có thì là dòng chấm", "operation.yaml: as_of")]
    made_by: Annotated[str, About("Đơn vị lập: đơn vị của Thư ký ISO", "agency.yaml: posts.secretary.unit")]
    issues: Annotated[list[IssueFields], About("Bối cảnh", "operation.yaml: issues")]
    parties: Annotated[list[PartyFields], About("Bên quan tâm", "operation.yaml: parties")]
    services: Annotated[str, About("Câu nêu các quy trình phục vụ tổ chức, công dân; trống nếu không có")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_BLANK_ISSUE: IssueFields = {
    "number": "", "field": "", "what": "", "good": "", "bad": "", "watched": "", "by": "",
}  # fmt: skip
_BLANK_PARTY: PartyFields = {"number": "", "name": "", "needs": "", "rules": "", "answer": "", "who": ""}


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS of the 2015 edition."""
    if qms.standard.edition != "2015":
        return
    operation = qms.agency.operation
    year = operating.year_of_tables(qms)
    issues = [_issue(qms, number, issue) for number, issue in enumerate(operation.issues, start=1)]
    parties = [_party(qms, number, party) for number, party in enumerate(operation.parties, start=1)]
    unit = qms.post("secretary").unit
    own: Own = {
        "year": year,
        "as_of": operating.reviewed(qms),
        "made_by": qms.unit(unit).name if unit else qms.post("secretary").title,
        "issues": operating.filled(issues, _BLANK_ISSUE, 8),
        "parties": operating.filled(parties, _BLANK_PARTY, 6),
        "services": _services(qms),
    }
    yield common.record(
        qms,
        kind="interested-parties",
        kind_name=TITLE,
        group="operation",
        form="quan-ly-rui-ro-va-co-hoi/bang-boi-canh",
        number=22,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title=f"{TITLE} {year}",
    )


def _issue(qms: Qms, number: int, issue: Issue) -> IssueFields:
    by = [operating.title_of(qms, issue.watched_by), issue.source or ""]
    return {
        "number": str(number),
        "field": f"{_SIDES[issue.side]}: {issue.field}",
        "what": issue.what,
        "good": issue.good or "",
        "bad": issue.bad or "",
        "watched": "Có" if issue.watched_by else "Không",
        "by": "\n".join(filter(None, by)),
    }


def _party(qms: Qms, number: int, party: Party) -> PartyFields:
    return {
        "number": str(number),
        "name": party.name,
        "needs": party.needs,
        "rules": party.rules or "",
        "answer": party.answer,
        "who": operating.title_of(qms, party.who),
    }


def _services(qms: Qms) -> str:
    """What the applicants of the first row apply for."""
    found = [f"{used.procedure.title} ({used.code})" for used in qms.procedures if used.procedure.type == "service"]
    return f"Công việc phục vụ tổ chức, công dân trong phạm vi của hệ thống: {'; '.join(found)}." if found else ""
