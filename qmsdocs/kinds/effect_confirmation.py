"""The head confirms the effect of the QMS (xác nhận hiệu lực), after internal audit and management review.

Rules: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 2 d; TT 26/2014/TT-BKHCN, Điều 36 khoản 2 b looks at it. The decision asks for a
confirmation and fixes no form; it is written as a notice (thông báo, NĐ 30/2020, mẫu 1.4). No official form was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import announcing, letterhead
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Xác nhận hiệu lực của hệ thống quản lý chất lượng"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("effect-confirmation.docx")


class SetFields(TypedDict):
    """The set of documents whose effect is confirmed."""

    issue: Annotated[str, About("Lần ban hành", "agency.yaml: control.issue")]
    effective: Annotated[str, About("Ngày bộ tài liệu có hiệu lực, bằng lời", "agency.yaml: control.effective_date")]
    system: Annotated[str, About("Số quy trình hệ thống", "agency.yaml: procedures")]
    service: Annotated[str, About("Số quy trình tác nghiệp", "agency.yaml: procedures")]
    forms: Annotated[str, About("Số biểu mẫu", "procedures/*.yaml: forms")]


class Own(TypedDict):
    """What only this kind has."""

    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | acts.yaml: * | audits/*.yaml: report"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    scope: Annotated[str, About("Phạm vi áp dụng hệ thống quản lý chất lượng", "agency.yaml: scope")]
    set: Annotated[SetFields, About("Bộ tài liệu đang áp dụng", "agency.yaml: control")]
    audit: Annotated[announcing.AuditedFields, About("Đợt đánh giá nội bộ gần nhất", "audits/*.yaml: start")]
    review: Annotated[announcing.ReviewedFields, About("Kỳ xem xét của lãnh đạo gần nhất", "reviews/*.yaml: date")]
    procedures: Annotated[str, About("Số thủ tục, lĩnh vực sẽ công bố", "project.yaml: announcements[].procedures")]
    again: Annotated[str, About("Lý do công bố lại; trống ở lần đầu", "project.yaml: announcements[].again")]
    secretary: Annotated[str, About("Chức danh thư ký ISO", "agency.yaml: posts.secretary.title")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each announcement."""
    for case in announcing.cases(qms):
        facts = case.announcement.confirmation
        audit = announcing.audited(qms, facts.date)
        review = announcing.reviewed(qms, facts.date)
        held = f"Căn cứ kết quả xem xét của lãnh đạo {review['when']}"
        own: Own = {
            "bases": letterhead.bases(qms, announcing.ACTS, [f"Căn cứ {audit['report']}", held], facts.date),
            "subject": letterhead.in_sentence(qms),
            "scope": qms.agency.scope,
            "set": _set(qms),
            "audit": audit,
            "review": review,
            "procedures": str(len(announcing.announced(qms, case.announcement))),
            "again": text.uncapitalize(case.announcement.again or ""),
            "secretary": qms.post("secretary").title.partition(" - ")[0],
        }
        yield letterhead.paper(
            qms,
            kind="effect-confirmation",
            kind_name="Thông báo",
            group="closing",
            symbol=letterhead.typed(qms, "TB"),
            facts=facts,
            year=case.announcement.decision.date.year if case.announcement.decision.date else None,
            title=TITLE,
            template="effect-confirmation.docx",
            recipients=["Ban chỉ đạo ISO", "Các đơn vị trực thuộc"],
            context=own,
            file_title=announcing.file_title(case, "TB xác nhận hiệu lực"),
        )


def _set(qms: Qms) -> SetFields:
    types = [used.procedure.type for used in qms.procedures]
    return {
        "issue": f"{qms.agency.control.issue:02}",
        "effective": text.long_date(qms.agency.control.effective_date),
        "system": str(types.count("system")),
        "service": str(types.count("service")),
        "forms": str(sum(len(used.forms) for used in qms.procedures)),
    }
