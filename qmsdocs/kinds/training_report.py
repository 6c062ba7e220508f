"""Report on a training course (báo cáo kết quả khóa học): who came, who passed, what follows.

Rules: TT 26/2014/TT-BKHCN, Điều 7.1 c and 7.2; 6.2.2 of 2000/2008 and 7.2 of 2015 ask for the effect of training.
Shares and marks are computed from the list. No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, courses, letterhead
from qmsdocs.model.training import Course, Trainee
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo kết quả khóa học"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("training-report.docx")


class UnitFields(TypedDict):
    """The learners of one unit, counted."""

    unit: Annotated[str, About("Đơn vị", "training/*.yaml: trainees[].unit | training/*.yaml: trainees[].post")]
    listed: Annotated[str, About("Số người trong danh sách", "training/*.yaml: trainees")]
    present: Annotated[str, About("Số người có mặt", "training/*.yaml: trainees[].absent")]
    passed: Annotated[str, About("Số người đạt; không kiểm tra thì là –", "training/*.yaml: trainees[].score")]


class ResultFields(TypedDict):
    """What the list comes to."""

    listed: Annotated[str, About("Số người trong danh sách", "training/*.yaml: trainees")]
    present: Annotated[str, About("Số người có mặt", "training/*.yaml: trainees[].absent")]
    present_share: Annotated[str, About("Tỷ lệ có mặt so với danh sách", "training/*.yaml: trainees[].absent")]
    absent: Annotated[list[str], About("Người vắng mặt và lý do", "training/*.yaml: trainees[].absent")]
    tested: Annotated[str, About("Số người dự kiểm tra; trống nếu không kiểm tra", "training/*.yaml: trainees[].score")]
    passed: Annotated[str, About("Số người đạt", "training/*.yaml: trainees[].score | training/*.yaml: pass_mark")]
    pass_share: Annotated[
        str,
        About("Tỷ lệ đạt so với số dự kiểm tra", "training/*.yaml: trainees[].score | training/*.yaml: pass_mark"),
    ]
    failed: Annotated[
        list[str], About("Người không đạt, kèm điểm", "training/*.yaml: trainees[].score | training/*.yaml: pass_mark")
    ]
    untested: Annotated[
        list[str],
        About("Người có mặt mà không kiểm tra, khi khóa học có kiểm tra", "training/*.yaml: trainees[].score"),
    ]
    average: Annotated[str, About("Điểm trung bình", "training/*.yaml: trainees[].score")]
    best: Annotated[str, About("Điểm cao nhất", "training/*.yaml: trainees[].score")]
    worst: Annotated[str, About("Điểm thấp nhất", "training/*.yaml: trainees[].score")]
    qualified: Annotated[
        list[str], About("Người đạt, kèm đơn vị", "training/*.yaml: trainees[].score | training/*.yaml: pass_mark")
    ]


class TraineeFields(TypedDict):
    """One line of the annexed list."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Họ và tên", "training/*.yaml: trainees[].name")]
    place: Annotated[
        str, About("Chức vụ, đơn vị", "training/*.yaml: trainees[].title | training/*.yaml: trainees[].unit")
    ]
    score: Annotated[str, About("Điểm kiểm tra; trống nếu không có", "training/*.yaml: trainees[].score")]
    result: Annotated[
        str,
        About(
            "Đạt, Không đạt, Vắng, Không kiểm tra, hoặc Có mặt khi khóa học không kiểm tra",
            "training/*.yaml: trainees[].score | training/*.yaml: trainees[].absent",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    plan: Annotated[str, About("Kế hoạch của khóa học, kèm số, ngày nếu có", "training/*.yaml: plan")]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    course: Annotated[courses.CourseFields, About("Khóa học", "training/*.yaml: title")]
    result: Annotated[ResultFields, About("Kết quả tính từ danh sách", "training/*.yaml: trainees")]
    units: Annotated[list[UnitFields], About("Kết quả theo đơn vị", "training/*.yaml: trainees")]
    trainees: Annotated[list[TraineeFields], About("Danh sách và kết quả từng người", "training/*.yaml: trainees")]
    makeup: Annotated[str, About("Kế hoạch học bù; trống nếu không ghi", "training/*.yaml: makeup")]
    remarks: Annotated[list[str], About("Nhận xét", "training/*.yaml: remarks")]
    requests: Annotated[list[str], About("Kiến nghị", "training/*.yaml: requests")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each course that has a list of learners."""
    for number, course in courses.courses(qms):
        if not course.trainees:
            continue
        held = course.days
        own: Own = {
            "plan": _plan(qms, course),
            "subject": letterhead.in_sentence(qms),
            "course": courses.fields(qms, course),
            "result": _result(qms, course),
            "units": [_unit(course, unit, found) for unit, found in courses.by_unit(qms, course)],
            "trainees": [_trainee(qms, course, one, place) for place, one in enumerate(course.trainees, start=1)],
            "makeup": course.makeup or "",
            "remarks": text.listed(course.remarks),
            "requests": text.listed(course.requests),
        }
        yield letterhead.paper(
            qms,
            kind="training-report",
            kind_name="Báo cáo",
            group="training",
            symbol=letterhead.typed(qms, "BC"),
            facts=course.report,
            year=held[-1].year if held else None,
            title=f"Kết quả khóa học “{course.title}”",
            template="training-report.docx",
            recipients=["Lãnh đạo cơ quan", "Ban chỉ đạo ISO", "Các đơn vị trực thuộc"],
            file_title=f"BC khóa học {number:02} {course.title}",
            context=own,
        )


def _plan(qms: Qms, course: Course) -> str:
    number = f" số {course.plan.number}/{letterhead.typed(qms, 'KH', course.plan.date)}" if course.plan.number else ""
    day = f" {text.long_date(course.plan.date)}" if course.plan.date else ""
    return f"Kế hoạch{number}{day} của {letterhead.in_sentence(qms, course.plan.date)}"


def tested(trainees: list[Trainee]) -> list[Decimal]:
    """The marks of those who came."""
    return [trainee.score for trainee in trainees if trainee.score is not None and not trainee.absent]


def _result(qms: Qms, course: Course) -> ResultFields:
    came = courses.present(course)
    marks = tested(came)
    passed = [trainee for trainee in came if trainee.score is not None and trainee.score >= course.pass_mark]
    return {
        "listed": f"{len(course.trainees):02}",
        "present": f"{len(came):02}",
        "present_share": text.percent(len(came), len(course.trainees)),
        "absent": [_with(qms, one, one.absent) for one in course.trainees if one.absent],
        "tested": f"{len(marks):02}" if marks else "",
        "passed": f"{len(passed):02}",
        "pass_share": text.percent(len(passed), len(marks)),
        "failed": [
            _with(qms, one, f"{text.number(one.score)} điểm")
            for one in came
            if one.score is not None and one.score < course.pass_mark
        ],
        "untested": [common.person(qms, one)["name"] for one in came if marks and one.score is None],
        "average": text.number(sum(marks, Decimal(0)) / len(marks), places=1) if marks else "",
        "best": text.number(max(marks)) if marks else "",
        "worst": text.number(min(marks)) if marks else "",
        "qualified": [_with(qms, one, common.person(qms, one)["unit"]) for one in passed],
    }


def _with(qms: Qms, trainee: Trainee, what: str | None) -> str:
    name = common.person(qms, trainee)["name"]
    return f"{name} ({what})" if what else name


def _unit(course: Course, unit: str, found: list[Trainee]) -> UnitFields:
    came = [trainee for trainee in found if not trainee.absent]
    passed = sum(1 for mark in tested(came) if mark >= course.pass_mark)
    return {
        "unit": unit,
        "listed": str(len(found)),
        "present": str(len(came)),
        "passed": str(passed) if tested(list(course.trainees)) else "–",
    }


def _trainee(qms: Qms, course: Course, trainee: Trainee, number: int) -> TraineeFields:
    person = common.person(qms, trainee)
    return {
        "number": str(number),
        "name": person["name"],
        "place": courses.place_of(person),
        "score": text.number(trainee.score) if trainee.score is not None and not trainee.absent else "",
        "result": _outcome(course, trainee),
    }


def _outcome(course: Course, trainee: Trainee) -> str:
    if trainee.absent:
        return "Vắng"
    if trainee.score is not None:
        return "Đạt" if trainee.score >= course.pass_mark else "Không đạt"
    return "Không kiểm tra" if tested(list(course.trainees)) else "Có mặt"
