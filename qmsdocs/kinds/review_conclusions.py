"""Conclusions of a management review (thông báo kết luận): what the chair concluded, who does what until when.

No official form of it was seen: the text is our own, in the layout of a thông báo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead, reviewing
from qmsdocs.model.review import Review
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Thông báo kết luận xem xét của lãnh đạo"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("review-conclusions.docx")

_SUITABLE = {
    "yes": "còn phù hợp với chức năng, nhiệm vụ và định hướng hoạt động của cơ quan",
    "partly": "chỉ còn phù hợp một phần với chức năng, nhiệm vụ của cơ quan",
    "no": "không còn phù hợp với chức năng, nhiệm vụ của cơ quan",
}
_ADEQUATE = {
    "yes": "đầy đủ so với yêu cầu của tiêu chuẩn",
    "partly": "cơ bản đầy đủ nhưng cần được bổ sung",
    "no": "chưa đầy đủ",
}
_EFFECTIVE = {"yes": "có hiệu lực", "partly": "có hiệu lực nhưng cần cải tiến", "no": "chưa có hiệu lực"}
_REVISED = {"policy": "chính sách chất lượng", "objectives": "mục tiêu chất lượng"}


class TasksFields(TypedDict):
    """Resolutions of one type."""

    type: Annotated[str, About("Loại quyết định", "reviews/*.yaml: resolutions[].type")]
    resolutions: Annotated[list[reviewing.ResolutionFields], About("Các việc được giao", "reviews/*.yaml: resolutions")]


class Own(TypedDict):
    """What only this kind has."""

    meeting: Annotated[reviewing.MeetingFields, About("Cuộc họp", "reviews/*.yaml")]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    present: Annotated[int, About("Số người có mặt", "reviews/*.yaml: present")]
    judged: Annotated[
        str,
        About(
            "Câu kết luận về sự phù hợp, đầy đủ, hiệu lực",
            "reviews/*.yaml: suitable | reviews/*.yaml: adequate | reviews/*.yaml: effective",
        ),
    ]
    grounds: Annotated[list[str], About("Căn cứ của kết luận", "reviews/*.yaml: grounds")]
    policy: Annotated[
        str, About("Câu kết luận về chính sách, mục tiêu", "reviews/*.yaml: policy_kept | reviews/*.yaml: revise")
    ]
    tasks: Annotated[list[TasksFields], About("Việc được giao theo loại", "reviews/*.yaml: resolutions")]
    follower: Annotated[str, About("Người theo dõi, đôn đốc", "agency.yaml: posts.secretary.title")]
    form: Annotated[str, About("Mã phiếu theo dõi; trống nếu không dùng quy trình", "agency.yaml: procedures.*.code")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each review that was held."""
    for _, review in reviewing.ordered(qms):
        if reviewing.held(review):
            yield _plan(qms, review)


def _plan(qms: Qms, review: Review) -> DocumentPlan:
    own: Own = {
        "meeting": reviewing.meeting(qms, review),
        "subject": letterhead.in_sentence(qms),
        "present": len(reviewing.members(qms, review)),
        "judged": judged(review),
        "grounds": [reviewing.sentence(one) for one in review.grounds],
        "policy": _policy(review),
        "tasks": _tasks(qms, review),
        "follower": qms.post("secretary").title,
        "form": reviewing.form_code(qms, "theo-doi-ket-luan"),
    }
    return letterhead.paper(
        qms,
        kind="review-conclusions",
        kind_name="Thông báo",
        group="review",
        symbol=letterhead.typed(qms, "TB"),
        facts=review.conclusions,
        year=review.date.year,
        title=f"Kết luận xem xét của lãnh đạo ngày {text.short_date(review.date)}",
        template="review-conclusions.docx",
        recipients=["Lãnh đạo cơ quan", "Các đơn vị trực thuộc (để thực hiện)", *_outside(qms)],
        file_title=f"TB kết luận xem xét của lãnh đạo {review.date.isoformat()}",
        context=own,
    )


def _outside(qms: Qms) -> list[str]:
    """The managing body is told while the agency is in the province's programme."""
    lead = qms.programme.province.lead if qms.programme else qms.agency.name
    return [f"{lead} (để báo cáo)"] if lead != qms.agency.name else []


def judged(review: Review) -> str:
    """What the chair concluded of the QMS, in one sentence without its subject."""
    parts = (
        _SUITABLE[review.suitable] if review.suitable else f"về sự phù hợp: {text.BLANK}",
        _ADEQUATE[review.adequate] if review.adequate else f"về sự đầy đủ: {text.BLANK}",
        _EFFECTIVE[review.effective] if review.effective else f"về hiệu lực: {text.BLANK}",
    )
    return "; ".join(parts)


def _policy(review: Review) -> str:
    if review.policy_kept is None:
        return f"Chính sách và mục tiêu chất lượng: {text.BLANK}"
    if review.policy_kept:
        return "Chính sách chất lượng và mục tiêu chất lượng còn phù hợp, được giữ nguyên."
    what = ", ".join(_REVISED[one] for one in review.revise or ("policy", "objectives"))
    return f"Sửa đổi {what} theo phân công tại mục III."


def _tasks(qms: Qms, review: Review) -> list[TasksFields]:
    """By type; every resolution keeps the number it has in the minutes."""
    numbered = list(enumerate(review.resolutions, start=1))
    groups: list[TasksFields] = [
        {"type": words, "resolutions": [reviewing.resolution(qms, one, n) for n, one in numbered if one.type == kind]}
        for kind, words in reviewing.RESOLUTION_TYPES.items()
    ]
    return [group for group in groups if group["resolutions"]]
