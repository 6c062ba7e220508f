"""Dispatch (công văn) that tells the province's lead unit of the announcement.

Rule: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 3 (written notice to the lead unit); TT 26/2014/TT-BKHCN, Điều 36 khoản 2 c. No
official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import announcing, letterhead
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Công văn thông báo công bố"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("announcement-notice.docx")


class Own(TypedDict):
    """What only this kind has."""

    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    decision: Annotated[str, About("Quyết định công bố, kèm số và ngày", "project.yaml: announcements[].decision")]
    confirmation: Annotated[
        str, About("Văn bản xác nhận hiệu lực, kèm số và ngày", "project.yaml: announcements[].confirmation")
    ]
    former: Annotated[
        str,
        About("Quyết định công bố trước, kèm số và ngày; trống ở lần đầu", "project.yaml: announcements[].decision"),
    ]
    again: Annotated[str, About("Lý do công bố lại; trống ở lần đầu", "project.yaml: announcements[].again")]
    procedures: Annotated[str, About("Số thủ tục, lĩnh vực được công bố", "project.yaml: announcements[].procedures")]
    units: Annotated[str, About("Tên các đơn vị có thủ tục được công bố", "agency.yaml: units.*.name")]
    audit: Annotated[announcing.AuditedFields, About("Đợt đánh giá nội bộ gần nhất", "audits/*.yaml: start")]
    review: Annotated[announcing.ReviewedFields, About("Kỳ xem xét của lãnh đạo gần nhất", "reviews/*.yaml: date")]
    posting: Annotated[
        str,
        About(
            "Câu về việc niêm yết, đăng tải: đã hay sẽ làm, tùy ngày công văn",
            "project.yaml: announcements[].posting",
        ),
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each announcement."""
    for case in announcing.cases(qms):
        one = case.announcement
        chosen = announcing.announced(qms, one)
        own: Own = {
            "subject": letterhead.in_sentence(qms),
            "decision": announcing.named(qms, "Quyết định", "QĐ", one.decision),
            "confirmation": announcing.named(qms, "Thông báo", "TB", one.confirmation),
            "former": announcing.named(qms, "Quyết định", "QĐ", case.former.decision) if case.former else "",
            "again": text.uncapitalize(one.again or ""),
            "procedures": str(len(chosen)),
            "units": ", ".join(dict.fromkeys(qms.unit(used.unit).name for used in chosen)),
            "audit": announcing.audited(qms, one.confirmation.date),
            "review": announcing.reviewed(qms, one.confirmation.date),
            "posting": _posting(case),
        }
        yield letterhead.paper(
            qms,
            kind="announcement-notice",
            kind_name="Công văn",
            group="closing",
            symbol=letterhead.dispatched(qms),
            facts=one.notice,
            year=one.decision.date.year if one.decision.date else None,
            title="Thông báo công bố hệ thống quản lý chất lượng",
            template="announcement-notice.docx",
            addressed_to=announcing.lead(qms),
            recipients=["Như trên", *announcing.above(qms)],
            context=own,
            file_title=announcing.file_title(case, "CV thông báo công bố HTQLCL"),
        )


def _posting(case: announcing.Case) -> str:
    """Posting and publishing, told as done when they are by the day of the dispatch."""
    posting, day = case.announcement.posting, case.announcement.notice.date
    pieces = [
        f"{_done(done is not None and day is not None and done <= day, verb)} tại {place}"
        f"{f' từ ngày {text.short_date(done)}' if done else ''}"
        for verb, place, done in (
            ("niêm yết", posting.place or "trụ sở cơ quan", posting.date),
            ("đăng tải", posting.website or "trang thông tin điện tử của cơ quan", posting.published),
        )
    ]
    return f"Quyết định công bố {', '.join(pieces)}."


def _done(done: bool, verb: str) -> str:
    return f"đã được {verb}" if done else f"được {verb}"
