"""Plan of a training course (kế hoạch khóa học).

Rules: TT 26/2014/TT-BKHCN, Điều 7.1 c and 7.2 (the agency holds the training); Bình Phước, QĐ 42/2007/QĐ-UBND, mục V.1,
line 1 (BP32). No official form of it was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import courses, letterhead
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Kế hoạch khóa học"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("training-plan.docx")


class GroupFields(TypedDict):
    """The learners of one unit."""

    unit: Annotated[str, About("Đơn vị", "training/*.yaml: trainees[].unit | training/*.yaml: trainees[].post")]
    number: Annotated[str, About("Số người cử đi học", "training/*.yaml: trainees")]


class Own(TypedDict):
    """What only this kind has."""

    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    course: Annotated[courses.CourseFields, About("Khóa học", "training/*.yaml: title")]
    cost: Annotated[str, About("Kinh phí dự kiến (đồng); chưa có thì là dòng chấm", "training/*.yaml: cost")]
    cost_words: Annotated[str, About("Kinh phí dự kiến bằng chữ", "training/*.yaml: cost")]
    cost_line: Annotated[str, About("Nội dung chi trả cho khóa học", "standards/regime-*.yaml: cost_lines.*.title")]
    groups: Annotated[
        list[GroupFields], About("Số người học theo đơn vị; trống nếu chưa có danh sách", "training/*.yaml: trainees")
    ]
    consultant: Annotated[bool, About("Giảng viên là người ngoài cơ quan hay không", "training/*.yaml: trainer.body")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a course."""
    for number, course in courses.courses(qms):
        facts = course.plan
        held = course.days
        own: Own = {
            "bases": letterhead.bases(qms, letterhead.rules(qms), letterhead.own_plan(qms), facts.date),
            "subject": letterhead.in_sentence(qms),
            "course": courses.fields(qms, course),
            "cost": text.money(course.cost) if course.cost is not None else text.SHORT_BLANK,
            "cost_words": text.money_in_words(int(course.cost)) if course.cost is not None else text.BLANK,
            "cost_line": qms.regime.cost_lines[qms.regime.training_line].title,
            "groups": [{"unit": unit, "number": str(len(found))} for unit, found in courses.by_unit(qms, course)],
            "consultant": bool(course.trainer and course.trainer.body),
        }
        yield letterhead.paper(
            qms,
            kind="training-plan",
            kind_name="Kế hoạch",
            group="training",
            symbol=letterhead.typed(qms, "KH"),
            facts=facts,
            year=held[0].year if held else None,
            title=f"Tổ chức khóa học “{course.title}”",
            template="training-plan.docx",
            recipients=["Các đơn vị trực thuộc (để thực hiện)", "Ban chỉ đạo ISO"],
            file_title=f"KH khóa học {number:02} {course.title}",
            context=own,
        )
