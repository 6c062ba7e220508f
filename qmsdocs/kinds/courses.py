"""What the papers of a training course share: its facts in words, and what courses of its type aim at and teach.

TT 26/2014/TT-BKHCN, Điều 7.1 c names three courses: the quality management system, writing documents, internal audit.
Their aims and contents here are our own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.paper import Person
from qmsdocs.model.training import Course, Trainee
from qmsdocs.workspace import Qms

_AIMS = {
    "awareness": (
        "Hiểu vì sao cơ quan áp dụng hệ thống quản lý chất lượng và việc đó đem lại gì cho tổ chức, công dân và cho "
        "chính người làm việc",
        "Nắm được các nguyên tắc quản lý chất lượng và yêu cầu của tiêu chuẩn {standard} gắn với công việc hằng ngày",
        "Biết phần việc, trách nhiệm và thời hạn của đơn vị, của bản thân trong Kế hoạch xây dựng và áp dụng",
    ),
    "writing": (
        "Phân tích được công việc đang làm thành các bước, người làm, thời hạn, biểu mẫu và hồ sơ",
        "Viết được quy trình, biểu mẫu của đơn vị đúng thể thức, đúng pháp luật và làm được trong thực tế",
        "Biết cách góp ý, trình duyệt, sửa đổi và kiểm soát tài liệu",
    ),
    "auditor": (
        "Hiểu mục đích, nguyên tắc đánh giá và yêu cầu khách quan, độc lập đối với đánh giá viên",
        "Lập được kế hoạch, phiếu hỏi; phỏng vấn, xem hồ sơ, ghi bằng chứng và viết được điểm không phù hợp",
        "Theo dõi được hành động khắc phục đến khi có hiệu lực; đủ điều kiện để được công nhận đánh giá viên nội bộ",
    ),
    "consultant": (
        "Nắm được tiêu chuẩn {standard} và quy định về tư vấn, đánh giá hệ thống quản lý chất lượng của cơ quan nhà "
        "nước",
        "Có kỹ năng tư vấn, đánh giá phù hợp với đặc thù giải quyết thủ tục hành chính",
        "Đạt yêu cầu kiểm tra để đề nghị cấp thẻ theo quy định",
    ),
    "other": ("Nâng cao năng lực của người dự học đối với công việc được giao trong hệ thống quản lý chất lượng",),
}
_TOPICS = {
    "awareness": (
        "Chủ trương áp dụng hệ thống quản lý chất lượng trong cơ quan hành chính; Kế hoạch của cơ quan",
        "Các nguyên tắc quản lý chất lượng; cách tiếp cận theo quá trình",
        "Các yêu cầu của tiêu chuẩn {standard} vận dụng vào công việc của cơ quan",
        "Trách nhiệm của lãnh đạo, của từng đơn vị và cá nhân; lộ trình thực hiện",
        "Trao đổi, giải đáp; kiểm tra cuối khóa",
    ),
    "writing": (
        "Cấu trúc hệ thống tài liệu của cơ quan; cách đánh mã hiệu, trình duyệt, ban hành và sửa đổi",
        "Phân tích quá trình: đầu vào, đầu ra, các bước, người làm, thời hạn, điểm kiểm soát",
        "Cách viết quy trình, biểu mẫu; xác định hồ sơ phải lưu và thời gian lưu",
        "Thực hành: từng nhóm viết một quy trình của đơn vị mình và trình bày",
        "Chữa bài, giải đáp; kiểm tra cuối khóa và giao việc viết tài liệu",
    ),
    "auditor": (
        "Mục đích, nguyên tắc, các giai đoạn của đánh giá nội bộ; phẩm chất của đánh giá viên",
        "Lập chương trình, kế hoạch đánh giá và phiếu hỏi từ tiêu chuẩn và quy trình",
        "Kỹ năng phỏng vấn, chọn mẫu, quan sát, ghi bằng chứng; xử lý tình huống",
        "Viết điểm không phù hợp, báo cáo đánh giá; theo dõi hành động khắc phục",
        "Thực hành đánh giá thử tại một đơn vị; kiểm tra cuối khóa",
    ),
    "consultant": (
        "Tổ chức, hoạt động của cơ quan hành chính nhà nước; thủ tục hành chính và kiểm soát thủ tục hành chính",
        "Các yêu cầu của tiêu chuẩn {standard} vận dụng vào cơ quan hành chính; mô hình khung",
        "Quy định về tư vấn, đánh giá, công bố và kiểm tra hệ thống quản lý chất lượng của cơ quan nhà nước",
        "Kỹ năng tư vấn, đánh giá; thực hành trên hồ sơ của một cơ quan",
    ),
    "other": ("Nội dung theo chương trình của giảng viên",),
}


class SessionFields(TypedDict):
    """A line of the timetable."""

    date: Annotated[str, About("Ngày; chưa định thì là dòng chấm", "training/*.yaml: sessions[].date")]
    time: Annotated[str, About("Buổi hoặc giờ; trống nếu chưa định", "training/*.yaml: sessions[].time")]
    topic: Annotated[str, About("Nội dung", "training/*.yaml: sessions[].topic")]


class CourseFields(TypedDict):
    """The course."""

    title: Annotated[str, About("Tên khóa học", "training/*.yaml: title")]
    type: Annotated[str, About("Loại khóa học: awareness, writing, auditor, other", "training/*.yaml: type")]
    aims: Annotated[list[str], About("Mục đích, kết quả cần đạt", "training/*.yaml: aims")]
    for_whom: Annotated[str, About("Đối tượng; chưa ghi thì là dòng chấm", "training/*.yaml: for_whom")]
    place: Annotated[str, About("Địa điểm; chưa ghi thì là dòng chấm", "training/*.yaml: place")]
    trainer: Annotated[common.PersonFields, About("Giảng viên", "training/*.yaml: trainer")]
    when: Annotated[str, About("Thời gian, bằng lời", "training/*.yaml: sessions[].date")]
    days: Annotated[
        str, About("Số ngày học, hai chữ số; chưa có lịch thì là dòng chấm", "training/*.yaml: sessions[].date")
    ]
    sessions: Annotated[list[SessionFields], About("Thời khóa biểu", "training/*.yaml: sessions")]
    planned: Annotated[
        str,
        About(
            "Số người theo kế hoạch: như ghi, hoặc số người trong danh sách; chưa có thì là dòng chấm",
            "training/*.yaml: planned | training/*.yaml: trainees",
        ),
    ]
    pass_mark: Annotated[str, About("Điểm đạt, thang 100", "training/*.yaml: pass_mark")]


class Numbered(NamedTuple):
    """A course with its number in the order of their first days."""

    number: int
    course: Course


@common.once_a_qms
def courses(qms: Qms) -> list[Numbered]:
    """The courses in the order of their first days; those without a day are last."""
    ordered = sorted(qms.agency.training.values(), key=lambda one: min(one.days, default=datetime.date.max))
    return [Numbered(number, course) for number, course in enumerate(ordered, start=1)]


def present(course: Course) -> list[Trainee]:
    return [trainee for trainee in course.trainees if not trainee.absent]


def planned(course: Course) -> int:
    """How many were to come: as written, or all on the list; 0 when neither is known."""
    return course.planned or len(course.trainees)


def fields(qms: Qms, course: Course) -> CourseFields:
    """The facts of a course as its papers tell them."""
    held = course.days
    return {
        "title": course.title,
        "type": course.type,
        "aims": text.listed(course.aims or (aim.format(standard=qms.standard.name) for aim in _AIMS[course.type])),
        "for_whom": course.for_whom or text.BLANK,
        "place": course.place or text.BLANK,
        "trainer": common.person(qms, course.trainer or Person()),
        "when": when(held),
        "days": f"{len(held):02}" if held else text.SHORT_BLANK,
        "sessions": list(_sessions(qms, course)),
        "planned": f"{planned(course):02}" if planned(course) else text.SHORT_BLANK,
        "pass_mark": text.number(course.pass_mark),
    }


def when(held: list[datetime.date]) -> str:
    """ngày 12/11/2007; từ ngày … đến ngày …."""
    if len(held) > 1:
        return f"từ ngày {text.short_date(held[0])} đến ngày {text.short_date(held[-1])}"
    return f"ngày {text.short_date(held[0] if held else None)}"


def place_of(person: common.PersonFields) -> str:
    """Title and unit in one cell."""
    return ", ".join(filter(None, (letterhead.rank(person["title"]), person["unit"])))


def _sessions(qms: Qms, course: Course) -> Iterator[SessionFields]:
    """The timetable, or what courses of the type teach with the days to be written."""
    for session in course.sessions:
        yield {"date": text.short_date(session.date), "time": session.time, "topic": session.topic}
    if not course.sessions:
        for topic in _TOPICS[course.type]:
            yield {"date": text.BLANK_DATE, "time": "", "topic": topic.format(standard=qms.standard.name)}


def by_unit(qms: Qms, course: Course) -> list[tuple[str, list[Trainee]]]:
    """The learners unit by unit, in the order of the list; leaders belong to no unit."""
    found: dict[str, list[Trainee]] = {}
    for trainee in course.trainees:
        found.setdefault(_unit(qms, trainee), []).append(trainee)
    return list(found.items())


def _unit(qms: Qms, trainee: Trainee) -> str:
    leads = trainee.post is not None and qms.post(trainee.post).leadership
    return common.person(qms, trainee)["unit"] or ("Lãnh đạo cơ quan" if leads else "Khác")
