"""Notice and agenda of a management review: when, who, on what figures, who reports what until when.

An administrative paper (thông báo) with what the system procedure's form of the notice asks for. The agenda is that of
the edition: 5.6.2 of 2000/2008, 9.3.2 of 2015. No official form of it was seen: the text is our own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead, review_gathering, reviewing
from qmsdocs.model.review import Review
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Thông báo họp xem xét của lãnh đạo"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("review-notice.docx")

_INPUTS_BEFORE = datetime.timedelta(days=7)  # the procedure: inputs at the latest one week before the meeting
_REPORTERS = {"earlier": "secretary", "changes": "qmr", "customers": "secretary", "nonconformities": "secretary",
              "audits": "lead_auditor", "risks": "qmr"}  # fmt: skip
_HEADS = ("objectives", "processes")
_BUYERS = ("providers", "resources")


class AgendaFields(TypedDict):
    """A line of the agenda."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Nội dung")]
    clause: Annotated[str, About("Điều khoản liên quan của phiên bản tiêu chuẩn; trống ở khai mạc, kết luận")]
    who: Annotated[str, About("Người báo cáo", "agency.yaml: posts.*.title | agency.yaml: units.*.head")]


class Own(TypedDict):
    """What only this kind has."""

    meeting: Annotated[reviewing.MeetingFields, About("Cuộc họp", "reviews/*.yaml")]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    procedure: Annotated[
        str, About("Mã quy trình Xem xét của lãnh đạo; trống nếu cơ quan không dùng", "agency.yaml: procedures.*.code")
    ]
    form: Annotated[
        str,
        About(
            "Mã biểu mẫu báo cáo đầu vào của đơn vị; trống nếu không dùng quy trình", "agency.yaml: procedures.*.code"
        ),
    ]
    special: Annotated[bool, About("Họp đột xuất hay không", "reviews/*.yaml: type")]
    members: Annotated[list[common.PersonFields], About("Thành phần mời họp", "reviews/*.yaml: present")]
    agenda: Annotated[list[AgendaFields], About("Chương trình họp", "agency.yaml: standard")]
    inputs_due: Annotated[
        str,
        About(
            "Hạn gửi báo cáo đầu vào; không ghi thì một tuần trước ngày họp định kỳ",
            "reviews/*.yaml: inputs_due | reviews/*.yaml: date",
        ),
    ]
    open_resolutions: Annotated[
        list[str], About("Kết luận kỳ trước chưa xong phải báo cáo", "reviews/*.yaml: resolutions")
    ]
    open_cars: Annotated[list[str], About("Phiếu khắc phục còn mở phải báo cáo", "audits/*.yaml: findings[].car")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each review."""
    for _, review in reviewing.ordered(qms):
        yield _plan(qms, review)


def _plan(qms: Qms, review: Review) -> DocumentPlan:
    used = qms.by_id.get(reviewing.PROCEDURE)
    invited = (*reviewing.members(qms, review), *review.absent)
    told = review.notice.date or review.until
    own: Own = {
        "meeting": reviewing.meeting(qms, review),
        "subject": letterhead.in_sentence(qms),
        "procedure": used.code if used else "",
        "form": reviewing.form_code(qms, "bao-cao-dau-vao"),
        "special": review.type == "special",
        "members": common.people(qms, invited),
        "agenda": _agenda(qms, review),
        "inputs_due": text.short_date(_inputs_due(review)),
        "open_resolutions": _open_resolutions(qms, review, told),
        "open_cars": [
            f"Phiếu số {one.number} - {qms.unit(one.finding.unit).name}, hạn {text.short_date(one.finding.until)}."
            for one in review_gathering.open_cars(qms, told)
        ],
    }
    return letterhead.paper(
        qms,
        kind="review-notice",
        kind_name="Thông báo",
        group="review",
        symbol=letterhead.typed(qms, "TB"),
        facts=review.notice,
        year=review.date.year,
        title=f"Họp xem xét của lãnh đạo ngày {text.short_date(review.date)}",
        template="review-notice.docx",
        recipients=["Các thành viên dự họp", "Các đơn vị trực thuộc (để thực hiện)"],
        file_title=f"TB họp xem xét của lãnh đạo {review.date.isoformat()}",
        context=own,
    )


def _inputs_due(review: Review) -> datetime.date | None:
    if review.inputs_due or review.type == "special":
        return review.inputs_due
    return review.date - _INPUTS_BEFORE


def _open_resolutions(qms: Qms, review: Review, day: datetime.date) -> list[str]:
    last = reviewing.before(qms, review)
    return [
        f"Kết luận {number}: {reviewing.sentence(one.what)} Chủ trì: {reviewing.in_charge(qms, one)}."
        for number, one in enumerate(last.resolutions if last else (), start=1)
        if not (one.done and one.done <= day)
    ]


def _agenda(qms: Qms, review: Review) -> list[AgendaFields]:
    """Opening, every input of the edition with its clause and reporter, conclusion."""
    chair = reviewing.title(qms, review.chair)
    lines = [("Khai mạc, thông qua chương trình", "", chair)]
    for key, topic in reviewing.TOPICS.items():
        if title := reviewing.agenda_title(qms, key):
            lines.append((title, topic.clauses[qms.standard.numbering], _reporter(qms, key)))
    lines.append(("Kết luận", "", chair))
    return [
        {"number": str(number), "what": what, "clause": clause, "who": who}
        for number, (what, clause, who) in enumerate(lines, start=1)
    ]


def _reporter(qms: Qms, topic: str) -> str:
    """Who reports a topic, as the system procedure has it."""
    if topic in _REPORTERS:
        return qms.post(_REPORTERS[topic]).title
    if topic in _HEADS:
        return "Trưởng các đơn vị"
    if topic in _BUYERS:
        unit = qms.post("accountant").unit
        return (qms.unit(unit).head if unit else None) or qms.post("accountant").title
    return "Các thành viên"
