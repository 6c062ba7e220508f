"""Follow-up of a management review's resolutions: a record on the system procedure's form.

What is done, late or overdue is computed up to the next review, or up to the last day that the agency's data tell of.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, reviewing
from qmsdocs.kinds.review_gathering import share
from qmsdocs.model.review import Resolution
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phiếu theo dõi thực hiện kết luận xem xét của lãnh đạo"
TEMPLATES = ("review-followup.docx",)

_EFFECTIVE = {True: "Có", False: "Chưa", None: ""}


class FollowedFields(reviewing.ResolutionFields):
    """A resolution with what became of it."""

    measure: Annotated[str, About("Biện pháp, tiến độ", "reviews/*.yaml: resolutions[].measure")]
    result: Annotated[
        str,
        About(
            "Kết quả, bằng chứng; tình trạng so với thời hạn",
            "reviews/*.yaml: resolutions[].result | reviews/*.yaml: resolutions[].done",
        ),
    ]
    checked: Annotated[str, About("Ngày kiểm tra; chưa kiểm tra thì trống", "reviews/*.yaml: resolutions[].checked")]
    effective: Annotated[
        str, About("Hiệu lực: Có, Chưa; chưa kiểm tra thì trống", "reviews/*.yaml: resolutions[].effective")
    ]


class Own(TypedDict):
    """What only this kind has."""

    meeting: Annotated[reviewing.MeetingFields, About("Cuộc họp", "reviews/*.yaml")]
    follower: Annotated[str, About("Người theo dõi: họ tên, chức danh", "agency.yaml: posts.secretary")]
    as_of: Annotated[
        str, About("Ngày tính tình trạng: kỳ xem xét sau, hoặc ngày cuối cùng có số liệu", "reviews/*.yaml: date")
    ]
    summary: Annotated[str, About("Tổng hợp: số kết luận, đã xong, còn hạn, quá hạn", "reviews/*.yaml: resolutions")]
    followed: Annotated[list[FollowedFields], About("Từng kết luận", "reviews/*.yaml: resolutions")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each review that gave something to do."""
    for _, review in reviewing.ordered(qms):
        if not review.resolutions:
            continue
        day = reviewing.as_of(qms, review)
        own: Own = {
            "meeting": reviewing.meeting(qms, review),
            "follower": reviewing.named(qms, "secretary"),
            "as_of": text.short_date(day),
            "summary": summary(review.resolutions, day),
            "followed": [_followed(qms, one, n, day) for n, one in enumerate(review.resolutions, start=1)],
        }
        yield common.record(
            qms,
            kind="review-followup",
            kind_name=TITLE,
            group="review",
            form=f"{reviewing.PROCEDURE}/theo-doi-ket-luan",
            number=33,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            day=day,
            file_title=f"Theo dõi kết luận xem xét của lãnh đạo {review.date.isoformat()}",
        )


def summary(resolutions: tuple[Resolution, ...], day: datetime.date) -> str:
    """How many are done, in time, overdue on a day."""
    total = len(resolutions)
    done = sum(one.done is not None and one.done <= day for one in resolutions)
    late = sum(reviewing.overdue(one, day) for one in resolutions)
    return (
        f"{total} kết luận: đã hoàn thành {done} ({share(done, total)}), đang thực hiện {total - done - late}, quá hạn "
        f"{late}"
    )


def _followed(qms: Qms, one: Resolution, number: int, day: datetime.date) -> FollowedFields:
    known = one.done is None or one.done <= day
    result = [reviewing.sentence(one.result)] if one.result and known else []
    checked = one.checked is not None and one.checked <= day
    return {
        **reviewing.resolution(qms, one, number),
        "measure": one.measure or "",
        "result": "\n".join([*result, f"{reviewing.state(one, day)}."]),
        "checked": text.short_date(one.checked) if checked else "",
        "effective": _EFFECTIVE[one.effective] if checked else "",
    }
