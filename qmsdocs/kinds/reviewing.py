"""Management reviews: the order of the reviews, who is asked, the topics, how far the resolutions are.

5.6 of 2000/2008, 9.3 of 2015; QĐ 19/2014/QĐ-TTg, Điều 4.2 c and 4.4 b (a review before the head confirms the effect,
then at least one a year); TT 26/2014/TT-BKHCN, Điều 7.1 h (a consultant may guide it). The topics are those of the
system procedure's forms; the clauses beside them are those of each edition as summaries give them, not compared with
the standard's full text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.paper import Person
from qmsdocs.model.review import Resolution, Review
from qmsdocs.workspace import Qms

PROCEDURE = "xem-xet-cua-lanh-dao"

TYPES = {"periodic": "Định kỳ", "special": "Đột xuất"}
RESOLUTION_TYPES = {
    "system": "Cải tiến hệ thống",
    "service": "Cải tiến kết quả giải quyết công việc",
    "change": "Thay đổi",
    "resources": "Nguồn lực",
}


class Topic(NamedTuple):
    """An input of the review: its words in the agenda, in the forms, and its clause by numbering of the editions."""

    agenda: str
    gathered: str
    said: str
    clauses: dict[str, str]


_PREVENTION = "Tình trạng, hiệu lực của các biện pháp phòng ngừa"
_RISKS = "Hiệu lực của các hành động đối với rủi ro và cơ hội"

TOPICS = {
    "earlier": Topic(
        "Tình hình thực hiện kết luận của các kỳ xem xét trước",
        "Tình hình thực hiện kết luận các kỳ xem xét trước",
        "Thực hiện kết luận kỳ trước",
        {"2008": "5.6.2 e", "2015": "9.3.2 a"},
    ),
    "changes": Topic(
        "Những thay đổi bên trong và bên ngoài có thể ảnh hưởng đến hệ thống quản lý chất lượng",
        "Thay đổi bên trong, bên ngoài ảnh hưởng đến hệ thống",
        "Thay đổi có thể ảnh hưởng đến hệ thống",
        {"2008": "5.6.2 f", "2015": "9.3.2 b"},
    ),
    "customers": Topic(
        "Ý kiến, mức độ hài lòng của tổ chức, công dân; khiếu nại, phản ánh, kiến nghị",
        "Sự hài lòng và ý kiến phản hồi của tổ chức, công dân và bên quan tâm khác",
        "Ý kiến của tổ chức, công dân",
        {"2008": "5.6.2 b", "2015": "9.3.2 c (1)"},
    ),
    "objectives": Topic(
        "Kết quả thực hiện mục tiêu chất lượng; sự phù hợp của chính sách và mục tiêu",
        "Mức độ đạt được mục tiêu chất lượng",
        "Mục tiêu chất lượng",
        {"2008": "5.6.1", "2015": "9.3.2 c (2)"},
    ),
    "processes": Topic(
        "Kết quả hoạt động của các quá trình và kết quả giải quyết hồ sơ",
        "Kết quả hoạt động của quá trình, sự phù hợp của kết quả giải quyết công việc",
        "Hoạt động của quá trình, kết quả giải quyết hồ sơ, kết quả theo dõi, đo lường",
        {"2008": "5.6.2 c", "2015": "9.3.2 c (3)"},
    ),
    "nonconformities": Topic(
        "Sự không phù hợp và tình trạng hành động khắc phục",
        "Sự không phù hợp và hành động khắc phục",
        "Sự không phù hợp và hành động khắc phục",
        {"2008": "5.6.2 d", "2015": "9.3.2 c (4)"},
    ),
    "monitoring": Topic("", "Kết quả theo dõi, đo lường", "", {"2008": "5.6.2 c", "2015": "9.3.2 c (5)"}),
    "audits": Topic(
        "Kết quả đánh giá nội bộ và đánh giá của tổ chức bên ngoài",
        "Kết quả đánh giá nội bộ, đánh giá bên ngoài",
        "Kết quả đánh giá nội bộ, đánh giá bên ngoài",
        {"2008": "5.6.2 a", "2015": "9.3.2 c (6)"},
    ),
    "providers": Topic(
        "Chất lượng hàng hóa, dịch vụ của các nhà cung cấp",
        "Kết quả thực hiện của nhà cung cấp bên ngoài",
        "Nhà cung cấp bên ngoài",
        {"2008": "7.4.1", "2015": "9.3.2 c (7)"},
    ),
    "resources": Topic(
        "Nguồn lực: nhân lực, đào tạo, kinh phí, trang thiết bị, môi trường làm việc",
        "Sự đầy đủ của nguồn lực",
        "Nguồn lực",
        {"2008": "6.1", "2015": "9.3.2 d"},
    ),
    "risks": Topic(
        "",  # each edition has its own words: see agenda_title
        "Tình trạng, hiệu lực của biện pháp phòng ngừa, biện pháp đối với rủi ro và cơ hội",
        "Biện pháp phòng ngừa, biện pháp đối với rủi ro và cơ hội",
        {"2008": "5.6.2 d", "2015": "9.3.2 e"},
    ),
    "improvement": Topic(
        "Kiến nghị cải tiến, thảo luận",
        "Kiến nghị, cơ hội cải tiến",
        "Kiến nghị cải tiến",
        {"2008": "5.6.2 g", "2015": "9.3.2 f"},
    ),
}


class MeetingFields(TypedDict):
    """The meeting, as all its papers name it."""

    type: Annotated[str, About("Loại kỳ họp: Định kỳ, Đột xuất", "reviews/*.yaml: type")]
    reason: Annotated[str, About("Lý do họp đột xuất; trống nếu không ghi", "reviews/*.yaml: reason")]
    since: Annotated[str, About("Số liệu từ ngày", "reviews/*.yaml: since")]
    until: Annotated[str, About("Số liệu đến ngày", "reviews/*.yaml: until")]
    date: Annotated[str, About("Ngày họp, ví dụ ngày 04 tháng 7 năm 2008", "reviews/*.yaml: date")]
    short_date: Annotated[str, About("Ngày họp, ví dụ 04/7/2008", "reviews/*.yaml: date")]
    start: Annotated[str, About("Giờ bắt đầu; chưa ghi thì là dòng chấm", "reviews/*.yaml: start")]
    end: Annotated[str, About("Giờ kết thúc; chưa ghi thì là dòng chấm", "reviews/*.yaml: end")]
    place: Annotated[str, About("Địa điểm; chưa ghi thì là dòng chấm", "reviews/*.yaml: place")]
    chair: Annotated[str, About("Người chủ trì: họ tên, chức danh", "reviews/*.yaml: chair | agency.yaml: posts.*")]
    chair_title: Annotated[
        str, About("Chức danh người chủ trì, dùng trong câu văn", "reviews/*.yaml: chair | agency.yaml: posts.*.title")
    ]
    chair_name: Annotated[str, About("Họ và tên người chủ trì; trống nếu chưa có", "agency.yaml: posts.*.name")]
    secretary: Annotated[str, About("Thư ký cuộc họp: họ tên, chức danh", "agency.yaml: posts.secretary")]


class ResolutionFields(TypedDict):
    """A resolution and how far it is."""

    number: Annotated[str, About("Số thứ tự của kết luận trong biên bản")]
    what: Annotated[str, About("Kết luận", "reviews/*.yaml: resolutions[].what")]
    type: Annotated[str, About("Loại quyết định", "reviews/*.yaml: resolutions[].type")]
    who: Annotated[
        str,
        About(
            "Đơn vị, chức danh chủ trì; chưa giao thì là dòng chấm",
            "reviews/*.yaml: resolutions[].unit | reviews/*.yaml: resolutions[].who",
        ),
    ]
    until: Annotated[str, About("Thời hạn; chưa ghi thì là dòng chấm", "reviews/*.yaml: resolutions[].until")]


def ordered(qms: Qms) -> list[tuple[str, Review]]:
    """The reviews as they were held, the earliest first."""
    return sorted(qms.agency.reviews.items(), key=lambda item: (item[1].date, item[0]))


def before(qms: Qms, review: Review) -> Review | None:
    """The review before this one."""
    held_before = [one for _, one in ordered(qms) if one.date < review.date]
    return held_before[-1] if held_before else None


def held(review: Review) -> bool:
    """Whether anything is written that only the meeting itself can say."""
    judged = (review.suitable, review.adequate, review.effective, review.policy_kept)
    return bool(review.resolutions) or any(one is not None for one in judged)


def meeting(qms: Qms, review: Review) -> MeetingFields:
    """The fields that all papers of a meeting share."""
    return {
        "type": TYPES[review.type],
        "reason": text.uncapitalize(review.reason or "").rstrip("."),
        "since": text.short_date(review.since),
        "until": text.short_date(review.until),
        "date": text.long_date(review.date),
        "short_date": text.short_date(review.date),
        "start": review.start or text.SHORT_BLANK,
        "end": review.end or text.SHORT_BLANK,
        "place": (review.place or text.BLANK).rstrip("."),
        "chair": named(qms, review.chair),
        "chair_title": title(qms, review.chair),
        "chair_name": qms.post(review.chair).name or "",
        "secretary": named(qms, "secretary"),
    }


def title(qms: Qms, post: str) -> str:
    """A post's title in a sentence, without the role in the QMS that some posts carry behind a dash."""
    return qms.post(post).title.partition(" - ")[0]


def named(qms: Qms, post: str) -> str:
    """Name and title of who holds a post."""
    holder = qms.post(post)
    return f"{holder.name or text.BLANK}, {holder.title}"


def members(qms: Qms, review: Review) -> tuple[Person, ...]:
    """Who was there as written, or the leaders, the secretary, the lead auditor and the heads of the units."""
    if review.present:
        return review.present
    leaders = [Person(post=key) for key, post in qms.agency.posts.items() if post.leadership]
    heads = [Person(title=unit.head or qms.post("unit_head").title, unit=key) for key, unit in qms.agency.units.items()]
    return (*leaders, Person(post="secretary"), Person(post="lead_auditor"), *heads)


def agenda_title(qms: Qms, topic: str) -> str:
    """A topic in the words of the agenda; the 2000 and 2008 editions know prevention, that of 2015 risks."""
    if topic == "risks":
        return _RISKS if qms.standard.numbering == "2015" else _PREVENTION
    return TOPICS[topic].agenda


def in_charge(qms: Qms, resolution: Resolution) -> str:
    """The unit that leads, with the post that answers for it."""
    unit = qms.unit(resolution.unit).name if resolution.unit else ""
    post = qms.post(resolution.who).title if resolution.who else ""
    return f"{unit} ({post})" if unit and post else unit or post or text.SHORT_BLANK


def resolution(qms: Qms, one: Resolution, number: int) -> ResolutionFields:
    """A resolution as minutes, conclusions and follow-up print it."""
    return {
        "number": str(number),
        "what": sentence(one.what),
        "type": RESOLUTION_TYPES[one.type],
        "who": in_charge(qms, one),
        "until": text.short_date(one.until),
    }


def sentence(words: str) -> str:
    """A text that ends with one full stop, and begins with a capital."""
    return f"{text.capitalize(words).rstrip('. ')}."


def state(one: Resolution, day: datetime.date) -> str:
    """How a resolution stands on a day: done (late by how much), in time, overdue by how much."""
    if one.done and one.done <= day:
        late = (one.done - one.until).days if one.until else 0
        return f"Hoàn thành ngày {text.short_date(one.done)}" + (f", chậm {late} ngày" if late > 0 else "")
    if one.until is None:
        return "Chưa xong, chưa định thời hạn"
    late = (day - one.until).days
    return f"Quá hạn {late} ngày" if late > 0 else "Đang thực hiện, còn trong hạn"


def overdue(one: Resolution, day: datetime.date) -> bool:
    """Whether a resolution was not done on a day after its deadline."""
    return one.until is not None and one.until < day and not (one.done and one.done <= day)


def as_of(qms: Qms, review: Review) -> datetime.date:
    """The day on which resolutions are looked at: the next review's, or the last that the agency's data tell of."""
    later = [one.date for _, one in ordered(qms) if one.date > review.date]
    return later[0] if later else max(last_fact(qms), review.date)


@common.once_a_qms
def last_fact(qms: Qms) -> datetime.date:
    """The last day on which, by the agency's data, something really happened in or around the QMS."""
    return max(_facts(qms), default=datetime.date.min)


def _facts(qms: Qms) -> Iterator[datetime.date]:
    """Days of what happened; what is only planned or due does not count."""
    agency, project = qms.agency, qms.agency.project
    days: list[datetime.date | None] = []
    for review in agency.reviews.values():
        days += [review.date, review.conclusions.date]
        days += [day for one in review.resolutions for day in (one.done, one.checked)]
    for audit in agency.audits.values():
        days += [audit.end if audit.audited else None, audit.report.date]
        days += [finding.car.checked for finding in audit.findings]
    days += [report.as_of or report.date for report in project.reports]
    days += [project.certification.audited, project.certification.date]
    days += [day for one in project.certification.surveillance for day in (one.date, one.closed)]
    for contract in agency.contracts.values():
        days += [payment.date for payment in contract.payments]
        days += [done.date for done in (contract.acceptance, contract.liquidation) if done]
    days += [spent.date for spent in project.spending]
    days += [announcement.decision.date for announcement in project.announcements]
    return (day for day in days if day)


def form_code(qms: Qms, form: str) -> str:
    """The code of a form of the review procedure; '' when the agency does not use the procedure."""
    used = qms.by_id.get(PROCEDURE)
    found = qms.find_form(form, used) if used else None
    return found[0] if found else ""
