"""Decision that makes a leader the management representative for quality (clause 5.5.2 of the 2000 and 2008 editions).

The 2015 edition asks for no representative, so there is no such decision under it. No official form of it was seen: the
duties are told in our own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.paper import Paper, Person
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Quyết định giao nhiệm vụ đại diện lãnh đạo về chất lượng"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("representative-decision.docx")

_ROLES = ("Đại diện lãnh đạo về chất lượng", "Thư ký ISO")  # titles that are only the role


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "agency.yaml: posts.head.title | agency.yaml: name")]
    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    representative: Annotated[
        common.PersonFields, About("Người được giao; chức vụ không kèm vai trong hệ thống", "agency.yaml: posts.qmr")
    ]
    secretary: Annotated[common.PersonFields, About("Thư ký ISO giúp việc", "agency.yaml: posts.secretary")]
    overseer: Annotated[
        str, About("Nơi nhận báo cáo tiến độ", "programme.yaml: province.lead | agency.yaml: submit_to")
    ]
    procedures: Annotated[str, About("Số quy trình của hệ thống, hai chữ số", "agency.yaml: procedures")]
    units: Annotated[str, About("Số đơn vị tham gia, hai chữ số", "agency.yaml: units")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS, but none under the 2015 edition."""
    if qms.standard.numbering == "2015":
        return
    facts = qms.agency.project.papers.get("representative-decision", Paper())
    own: Own = {
        "authority": letterhead.authority(qms),
        "bases": letterhead.bases(
            qms, letterhead.rules(qms), [*letterhead.own_plan(qms), letterhead.proposal(qms)], facts.date
        ),
        "subject": letterhead.in_sentence(qms),
        "representative": _holder(qms, "qmr"),
        "secretary": _holder(qms, "secretary"),
        "overseer": letterhead.overseer(qms),
        "procedures": f"{len(qms.procedures):02}",
        "units": f"{len(qms.agency.units):02}",
        "certifies": qms.agency.regime == "144-2006",
    }
    yield letterhead.paper(
        qms,
        kind="representative-decision",
        kind_name="Quyết định",
        group="project",
        symbol=letterhead.typed(qms, "QĐ"),
        facts=facts,
        year=schedule.plan_year(qms),
        title="Giao nhiệm vụ đại diện lãnh đạo về chất lượng",
        template="representative-decision.docx",
        recipients=["Như Điều 4", letterhead.addressee(qms), *letterhead.outside(qms)],
        context=own,
    )


def _holder(qms: Qms, post: str) -> common.PersonFields:
    """The holder with the rank that the decision names; a post that is only a role leaves the rank to be written."""
    found = common.person(qms, Person(post=post))
    rank = letterhead.rank(found["title"])
    return {**found, "title": text.BLANK if rank in _ROLES else rank}
