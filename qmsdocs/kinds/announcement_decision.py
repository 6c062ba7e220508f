"""Decision announcing that the QMS conforms to TCVN ISO 9001 (quyết định công bố), with the list of procedures.

Rules: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 3 and Phụ lục I (model of this decision); khoản 4 c (announced again when the
scope changes); Điều 16. The title of Phụ lục I is known, its inner layout was NOT seen: articles and annex are our own
and must be compared with it before use; their text stands in the template, so that it can be replaced in Word.

No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import announcing, letterhead
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Quyết định công bố"
UNCONFIRMED = (
    "Phụ lục I của Quyết định số 19/2014/QĐ-TTg chưa được đọc nguyên văn; điều khoản và phụ lục do bộ công cụ đề xuất."
)
TEMPLATES = letterhead.templates("announcement-decision.docx")


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "agency.yaml: posts.head.title | agency.yaml: name")]
    bases: Annotated[
        list[str],
        About(
            "Các dòng căn cứ, có văn bản xác nhận hiệu lực và quyết định công bố trước",
            "programme.yaml: legal_bases | acts.yaml: * | project.yaml: announcements[].confirmation",
        ),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    procedures: Annotated[
        list[announcing.ProcedureRow],
        About("Danh mục được công bố", "project.yaml: announcements[].procedures | agency.yaml: procedures"),
    ]
    units: Annotated[str, About("Số đơn vị có thủ tục được công bố", "agency.yaml: procedures.*.unit")]
    added: Annotated[str, About("Số thủ tục, lĩnh vực bổ sung so với lần trước; 0 ở lần đầu")]
    again: Annotated[str, About("Lý do công bố lại; trống ở lần đầu", "project.yaml: announcements[].again")]
    former: Annotated[
        str,
        About("Quyết định công bố trước, kèm số và ngày; trống ở lần đầu", "project.yaml: announcements[].decision"),
    ]
    cited: Annotated[
        str, About("Số và ngày của quyết định này, để ghi ở phụ lục", "project.yaml: announcements[].decision")
    ]
    lead: Annotated[str, About("Đơn vị chủ trì được thông báo", "programme.yaml: province.lead")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each announcement."""
    for case in announcing.cases(qms):
        facts = case.announcement.decision
        rows = announcing.rows(qms, case)
        former = announcing.named(qms, "Quyết định", "QĐ", case.former.decision) if case.former else ""
        confirmed = announcing.named(qms, "Thông báo", "TB", case.announcement.confirmation)
        further = [
            f"Căn cứ {confirmed} của {qms.post('head').title} "
            f"{letterhead.in_sentence(qms, case.announcement.confirmation.date)} xác nhận hiệu lực của "
            "hệ thống quản lý chất lượng"
        ]
        if former:
            further.insert(0, f"Căn cứ {former} của {letterhead.in_sentence(qms)} công bố hệ thống quản lý chất lượng")
        own: Own = {
            "authority": letterhead.authority(qms),
            "bases": letterhead.bases(qms, announcing.ACTS, [*further, letterhead.proposal(qms)], facts.date),
            "subject": letterhead.in_sentence(qms),
            "procedures": rows,
            "units": str(len({row["unit"] for row in rows})),
            "added": str(sum(bool(row["note"]) for row in rows)),
            "again": text.uncapitalize(case.announcement.again or ""),
            "former": former,
            "cited": announcing.named(qms, "Quyết định", "QĐ", facts),
            "lead": announcing.lead(qms),
        }
        yield letterhead.paper(
            qms,
            kind="announcement-decision",
            kind_name="Quyết định",
            group="closing",
            symbol=letterhead.typed(qms, "QĐ"),
            facts=facts,
            title=f"Công bố hệ thống quản lý chất lượng phù hợp tiêu chuẩn quốc gia {qms.standard.name}",
            template="announcement-decision.docx",
            recipients=["Như Điều 4", *announcing.above(qms), announcing.lead(qms), "Trang thông tin điện tử"],
            context=own,
            file_title=announcing.file_title(case, "QĐ công bố HTQLCL"),
        )
