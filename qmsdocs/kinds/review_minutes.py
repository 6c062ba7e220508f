"""Minutes of a management review: a record on the system procedure's form (5.6.1 of 2000/2008, 9.3.3 of 2015).

No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, review_gathering, reviewing
from qmsdocs.model.review import Absent, Review
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản họp xem xét của lãnh đạo"
UNCONFIRMED = "Chưa thấy biên bản xem xét của lãnh đạo của một cơ quan hành chính; bố cục theo biểu mẫu của quy trình."
TEMPLATES = ("review-minutes.docx",)

_JUDGED = {
    "suitable": ("Hệ thống quản lý chất lượng còn phù hợp", ("Phù hợp", "Phù hợp một phần", "Không phù hợp")),
    "adequate": ("Hệ thống quản lý chất lượng đầy đủ", ("Đầy đủ", "Cần bổ sung", "Không đầy đủ")),
    "effective": (
        "Hệ thống quản lý chất lượng có hiệu lực",
        ("Có hiệu lực", "Có hiệu lực nhưng cần cải tiến", "Chưa có hiệu lực"),
    ),
}
_PLACES = ("yes", "partly", "no")


class DiscussedFields(TypedDict):
    """One topic of the meeting."""

    number: Annotated[str, About("Số thứ tự")]
    topic: Annotated[str, About("Nội dung đầu vào")]
    report: Annotated[
        str,
        About("Tóm tắt báo cáo: số liệu và việc còn dở như ở báo cáo tổng hợp", "reviews/*.yaml: discussions[].report"),
    ]
    said: Annotated[
        str,
        About(
            "Ý kiến thảo luận, giải trình; không ghi thì là không có ý kiến khác", "reviews/*.yaml: discussions[].said"
        ),
    ]


class OptionFields(TypedDict):
    """An answer with its box."""

    mark: Annotated[str, About("Ô vuông, có dấu khi được chọn")]
    text: Annotated[str, About("Phương án")]


class ChoiceFields(TypedDict):
    """A conclusion of the chair among several."""

    label: Annotated[str, About("Nội dung kết luận")]
    options: Annotated[
        list[OptionFields],
        About(
            "Các phương án",
            "reviews/*.yaml: suitable | reviews/*.yaml: adequate | reviews/*.yaml: effective "
            "| reviews/*.yaml: policy_kept | reviews/*.yaml: revise",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    meeting: Annotated[reviewing.MeetingFields, About("Cuộc họp", "reviews/*.yaml")]
    count: Annotated[
        str,
        About("Số thành viên có mặt trên số được mời", "reviews/*.yaml: present | reviews/*.yaml: absent"),
    ]
    absent: Annotated[str, About("Người vắng và lý do", "reviews/*.yaml: absent")]
    present: Annotated[list[common.PersonFields], About("Thành phần dự họp", "reviews/*.yaml: present")]
    discussed: Annotated[list[DiscussedFields], About("Nội dung xem xét", "reviews/*.yaml: discussions")]
    conclusions: Annotated[list[ChoiceFields], About("Kết luận của người chủ trì", "reviews/*.yaml: suitable")]
    grounds: Annotated[str, About("Căn cứ của các kết luận", "reviews/*.yaml: grounds")]
    resolutions: Annotated[
        list[reviewing.ResolutionFields], About("Các quyết định của cuộc họp", "reviews/*.yaml: resolutions")
    ]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each review that was held."""
    for key, review in reviewing.ordered(qms):
        if reviewing.held(review):
            yield _plan(qms, key, review)


def _plan(qms: Qms, key: str, review: Review) -> DocumentPlan:
    present = reviewing.members(qms, review)
    own: Own = {
        "meeting": reviewing.meeting(qms, review),
        "count": f"{len(present)}/{len(present) + len(review.absent)}",
        "absent": "; ".join(_absent(qms, one) for one in review.absent) or "Không",
        "present": common.people(qms, present),
        "discussed": _discussed(review, review_gathering.gathered(qms)[key]),
        "conclusions": _conclusions(review),
        "grounds": " ".join(map(reviewing.sentence, review.grounds)) or text.BLANK,
        "resolutions": [reviewing.resolution(qms, one, n) for n, one in enumerate(review.resolutions, start=1)],
    }
    return common.record(
        qms,
        kind="review-minutes",
        kind_name=TITLE,
        group="review",
        form=f"{reviewing.PROCEDURE}/bien-ban",
        number=32,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        day=review.date,
        file_title=f"Biên bản xem xét của lãnh đạo {review.date.isoformat()}",
    )


def _absent(qms: Qms, one: Absent) -> str:
    person = common.person(qms, one)
    return f"{person['name']} - {person['title']}" + (f" ({one.reason})" if one.reason else "")


def _discussed(review: Review, inputs: list[review_gathering.Input]) -> list[DiscussedFields]:
    """The topics of the form; what was measured is reported with how the processes run."""
    by_topic = {one.topic: one for one in inputs}
    rows: list[DiscussedFields] = []
    for key, topic in reviewing.TOPICS.items():
        if not topic.said:
            continue
        told = [by_topic[key], *([by_topic["monitoring"]] if key == "processes" else [])]
        lines = list(dict.fromkeys(line for one in told for line in (*one.figures, *one.remarks)))
        if len(lines) > 1 and review_gathering.NO_FIGURES in lines:
            lines.remove(review_gathering.NO_FIGURES)
        said = [reviewing.sentence(one.said) for one in review.discussions if one.topic == key and one.said]
        rows.append(
            {
                "number": str(len(rows) + 1),
                "topic": topic.said,
                "report": "\n".join(lines),
                "said": "\n".join(said) or "Không có ý kiến khác.",
            }
        )
    return rows


def _conclusions(review: Review) -> list[ChoiceFields]:
    """The four conclusions of the form with what was chosen."""
    rows: list[ChoiceFields] = []
    for key, (label, options) in _JUDGED.items():
        judged = getattr(review, key)
        rows.append({"label": label, "options": _options(options, {_PLACES.index(judged)} if judged else set())})
    chosen: set[int] = set()
    if review.policy_kept is not None:
        revised = review.revise or ("policy", "objectives")
        chosen = {0} if review.policy_kept else {1 + ("policy", "objectives").index(one) for one in revised}
    options = ("Giữ nguyên", "Sửa đổi chính sách", "Sửa đổi mục tiêu")
    rows.append({"label": "Chính sách và mục tiêu chất lượng", "options": _options(options, chosen)})
    return rows


def _options(options: tuple[str, ...], chosen: set[int]) -> list[OptionFields]:
    """The answers with their boxes; an answer is never parted at the end of a line."""
    return [
        {"mark": "☒" if place in chosen else "□", "text": option.replace(" ", "\u00a0")}
        for place, option in enumerate(options)
    ]
