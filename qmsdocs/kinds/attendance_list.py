"""Attendance list of a training course (danh sách dự học), a sheet a day: the form of the training procedure filled in.

6.2.2 of 2000/2008, 7.2 of 2015: records of training. Signatures are written by hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, courses
from qmsdocs.model.training import Course, Trainee
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Danh sách dự học"
TEMPLATES = ("attendance-list.docx",)

_BLANK_ROWS = 16  # as many as leave room for the signatures on the page


class RowFields(TypedDict):
    """One learner."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Họ và tên; trống ở dòng chưa ghi", "training/*.yaml: trainees[].name")]
    place: Annotated[
        str, About("Chức vụ, đơn vị", "training/*.yaml: trainees[].title | training/*.yaml: trainees[].unit")
    ]
    score: Annotated[
        str,
        About("Điểm kiểm tra, ở tờ của ngày cuối; trống nếu không kiểm tra", "training/*.yaml: trainees[].score"),
    ]
    note: Annotated[str, About("Vắng, hoặc trống", "training/*.yaml: trainees[].absent")]


class ListFields(TypedDict):
    """The sheet of one day."""

    course: Annotated[str, About("Tên khóa học", "training/*.yaml: title")]
    day: Annotated[str, About("Ngày học; chưa định thì là dòng chấm", "training/*.yaml: sessions[].date")]
    place: Annotated[str, About("Địa điểm; chưa ghi thì là dòng chấm", "training/*.yaml: place")]
    trainer: Annotated[str, About("Giảng viên; chưa ghi thì là dòng chấm", "training/*.yaml: trainer")]
    planned: Annotated[str, About("Số người theo kế hoạch", "training/*.yaml: planned | training/*.yaml: trainees")]
    present: Annotated[
        str, About("Số người có mặt; chưa có danh sách thì là dòng chấm", "training/*.yaml: trainees[].absent")
    ]
    rows: Annotated[
        list[RowFields], About("Người học; chưa có danh sách thì là các dòng trống", "training/*.yaml: trainees")
    ]
    before_issue: Annotated[
        str,
        About(
            "Ngày ban hành biểu mẫu khi buổi học diễn ra trước ngày đó; bình thường thì trống",
            "agency.yaml: control.issue_date | training/*.yaml: sessions[].date",
        ),
    ]
    absent: Annotated[str, About("Người vắng mặt và lý do", "training/*.yaml: trainees[].absent")]
    makeup: Annotated[str, About("Kế hoạch học bù cho người vắng", "training/*.yaml: makeup")]


class Own(TypedDict):
    """What only this kind has."""

    attendance: Annotated[ListFields, About("Danh sách", "training/*.yaml: trainees")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each day of each course; one with the day to be written for a course without a timetable."""
    for number, course in courses.courses(qms):
        held = course.days
        sheets: list[datetime.date | None] = [*held] or [None]
        for day in sheets:
            own: Own = {"attendance": _list(qms, course, day, last=day == sheets[-1])}
            dated = f" ngày {text.short_date(day)}" if day and len(held) > 1 else ""
            yield common.record(
                qms,
                kind="attendance-list",
                kind_name=TITLE,
                group="training",
                form="dao-tao-va-nang-luc/danh-sach-du-hoc",
                number=13,
                title=TITLE,
                template=TEMPLATES[0],
                context=own,
                day=day,
                file_title=f"Danh sách dự học {number:02} {course.title}{dated}",
            )


def _list(qms: Qms, course: Course, day: datetime.date | None, last: bool) -> ListFields:
    trainer = courses.fields(qms, course)["trainer"]
    missing = [trainee for trainee in course.trainees if trainee.absent]
    names = "; ".join(f"{common.person(qms, trainee)['name']} ({trainee.absent})" for trainee in missing)
    return {
        "course": course.title,
        "day": text.short_date(day),
        "place": course.place or text.BLANK,
        "trainer": ", ".join(filter(None, (trainer["name"], trainer["unit"]))),
        "planned": courses.fields(qms, course)["planned"],
        "present": f"{len(courses.present(course)):02}" if course.trainees else text.SHORT_BLANK,
        "rows": [_row(qms, trainee, number, last) for number, trainee in enumerate(course.trainees, start=1)]
        or [_blank(number) for number in range(1, _BLANK_ROWS + 1)],
        "before_issue": _before_issue(qms, day),
        "absent": names or ("Không có" if course.trainees else text.BLANK),
        "makeup": course.makeup or ("Không có" if course.trainees and not missing else text.BLANK),
    }


def _before_issue(qms: Qms, day: datetime.date | None) -> str:
    """The form's issue date when the course came before it: the first courses use the form as a draft."""
    owner = qms.by_id.get("dao-tao-va-nang-luc")
    issued = (owner.control if owner else qms.agency.control).issue_date
    return text.short_date(issued) if day and issued and day < issued else ""


def _row(qms: Qms, trainee: Trainee, number: int, last: bool) -> RowFields:
    person = common.person(qms, trainee)
    return {
        "number": str(number),
        "name": person["name"],
        "place": courses.place_of(person | {"unit": _short_unit(qms, trainee) or person["unit"]}),
        "score": text.number(trainee.score) if last and trainee.score is not None else "",
        "note": "Vắng" if trainee.absent else "",
    }


def _short_unit(qms: Qms, trainee: Trainee) -> str:
    """The unit's short name, so that a row of the sheet stays low."""
    unit = trainee.unit or (qms.post(trainee.post).unit if trainee.post else None)
    return (qms.unit(unit).short or "") if unit and not trainee.body else ""


def _blank(number: int) -> RowFields:
    return {"number": str(number), "name": "", "place": "", "score": "", "note": ""}
