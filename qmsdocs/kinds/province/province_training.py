"""The province's plan of courses of a year (BP47, HY13).

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục V.1 line 1 (money of the province), mục VII.1 (Sở KH&CN with Sở Nội vụ);
Hưng Yên, Chỉ thị 18/4/2007, mục 5 (courses and documents for the agencies); TT 26/2014/TT-BKHCN, Điều 29-30 (courses
for consultants and assessors: at most 25 learners, at least four topics, 36 periods, tests of 1 and 3 periods, 70
of 100 to pass). No official form of it was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import courses, letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.paper import Paper
from qmsdocs.model.training import Course
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Kế hoạch tập huấn của tỉnh"
TEMPLATES = letterhead.templates("province-training-plan.docx")

_PROPOSED = (
    ("awareness", "Nhận thức về hệ thống quản lý chất lượng", "Lãnh đạo, trưởng các đơn vị, công chức chủ chốt"),
    (
        "writing",
        "Viết tài liệu của hệ thống quản lý chất lượng",
        "Ban chỉ đạo ISO, công chức viết quy trình",
    ),
    ("auditor", "Đánh giá viên nội bộ", "Công chức được chọn làm đánh giá viên, mỗi đơn vị ít nhất một người"),
)


class ClassFields(TypedDict):
    """One course of the year."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Tên lớp", "programme.yaml: courses.*.title")]
    for_whom: Annotated[str, About("Đối tượng; chưa ghi thì là dòng chấm", "programme.yaml: courses.*.for_whom")]
    when: Annotated[str, About("Thời gian; chưa có lịch thì là dòng chấm", "programme.yaml: courses.*.sessions[].date")]
    place: Annotated[str, About("Địa điểm; chưa ghi thì là dòng chấm", "programme.yaml: courses.*.place")]
    planned: Annotated[str, About("Số học viên; chưa ghi thì là dòng chấm", "programme.yaml: courses.*.planned")]
    trainer: Annotated[str, About("Giảng viên; chưa ghi thì là dòng chấm", "programme.yaml: courses.*.trainer")]
    cost: Annotated[str, About("Kinh phí (đồng); chưa ghi thì là dòng chấm", "programme.yaml: courses.*.cost")]
    aims: Annotated[list[str], About("Mục đích, kết quả cần đạt", "programme.yaml: courses.*.aims")]
    topics: Annotated[list[str], About("Nội dung", "programme.yaml: courses.*.sessions[].topic")]
    consultant: Annotated[bool, About("Lớp cho chuyên gia tư vấn, đánh giá", "programme.yaml: courses.*.type")]
    pass_mark: Annotated[str, About("Điểm đạt, thang 100", "programme.yaml: courses.*.pass_mark")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của kế hoạch", "programme.yaml: courses.*.sessions[].date")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    bases: Annotated[list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases | acts.yaml: *")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]
    level: Annotated[str, About("tỉnh hoặc thành phố", "programme.yaml: province.committee")]
    count: Annotated[str, About("Số lớp, hai chữ số", "programme.yaml: courses")]
    agency_count: Annotated[str, About("Số cơ quan bắt đầu áp dụng trong năm", "programme.yaml: cohorts[].agencies")]
    classes: Annotated[list[ClassFields], About("Các lớp trong năm", "programme.yaml: courses")]
    learners: Annotated[str, About("Tổng số học viên của các lớp đã ghi số", "programme.yaml: courses.*.planned")]
    cost: Annotated[str, About("Tổng kinh phí; chưa đủ thì là dòng chấm", "programme.yaml: courses.*.cost")]
    cost_words: Annotated[str, About("Tổng kinh phí bằng chữ", "programme.yaml: courses.*.cost")]
    consultants: Annotated[bool, About("Trong năm có lớp cho chuyên gia tư vấn, đánh giá hay không")]
    agencies: Annotated[
        list[str], About("Các cơ quan bắt đầu áp dụng trong năm", "programme.yaml: cohorts[].agencies[].name")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One for each year with courses; while none is written, a draft for the first cohort's year."""
    programme = papers.programme(workspace)
    for year, found in by_year(workspace):
        facts = programme.training_plans.get(str(year)) or _of_courses(found)
        lead = workspace.office("lead")
        total = _cost(found)
        learners = sum(courses.planned(course) for course in found)
        agencies = [line.name for cohort in programme.cohorts if cohort.year == year for line in cohort.agencies]
        own: Own = {
            "year": str(year),
            "programme": papers.titled(workspace),
            "bases": letterhead.bases(lead, letterhead.rules(lead), [], facts.date, year),
            "home_affairs": programme.province.home_affairs,
            "level": papers.level(workspace),
            "classes": [_class(workspace, course, year, number) for number, course in enumerate(found, start=1)],
            "learners": str(learners) if learners else text.SHORT_BLANK,
            "cost": text.money(total) if total is not None else text.SHORT_BLANK,
            "cost_words": text.money_in_words(int(total)) if total is not None else text.BLANK,
            "consultants": any(course.type == "consultant" for course in found),
            "agencies": agencies,
            "count": f"{len(found):02}",
            "agency_count": f"{len(agencies):02}",
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="province-training-plan",
            kind_name="Kế hoạch",
            group="training",
            letters="KH",
            facts=facts,
            year=year,
            title=f"Tập huấn về hệ thống quản lý chất lượng năm {year}",
            template="province-training-plan.docx",
            recipients=[
                f"{programme.province.committee} (để báo cáo)",
                programme.province.home_affairs,
                programme.province.finance,
                "Các cơ quan cử người dự học",
                programme.province.contact,
            ],
            context=own,
        )


def by_year(workspace: Workspace) -> Iterator[tuple[int, list[Course]]]:
    """The courses year by year, each in the order of its first day."""
    programme = papers.programme(workspace)
    first = next(iter(papers.years(workspace)), None)
    if not programme.courses:
        year = min((cohort.year for cohort in programme.cohorts), default=first)
        if year:
            kinds = ((kind, title, whom) for kind, title, whom in _PROPOSED)
            yield year, [Course.model_validate({"type": k, "title": t, "for_whom": w}) for k, t, w in kinds]
        return
    found: dict[int, list[Course]] = {}
    for course in programme.courses.values():
        day = course.days[0] if course.days else course.plan.date
        year = day.year if day else first
        if year:
            found.setdefault(year, []).append(course)
    for year in sorted(found):
        yield year, sorted(found[year], key=lambda one: (not one.days, one.days[:1]))


def _of_courses(found: Iterable[Course]) -> Paper:
    """Number and date of a plan that only a course of the year carries."""
    return next((course.plan for course in found if course.plan.date), Paper())


def _cost(found: list[Course]) -> Decimal | None:
    """The sum; None while a course has no figure."""
    known = [course.cost for course in found if course.cost is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(found) else None


def _class(workspace: Workspace, course: Course, year: int, number: int) -> ClassFields:
    told = courses.fields(workspace.office("lead"), course)
    trainer = told["trainer"]
    named = ", ".join(filter(None, (trainer["name"], trainer["title"], trainer["unit"]))) if course.trainer else ""
    return {
        "number": str(number),
        "title": course.title,
        "for_whom": told["for_whom"],
        "when": text.capitalize(told["when"]) if course.days else f"…/…/{year}",
        "place": told["place"],
        "planned": told["planned"],
        "trainer": named or text.BLANK,
        "cost": text.money(course.cost) if course.cost is not None else text.SHORT_BLANK,
        "aims": [text.uncapitalize(aim.rstrip(" .;")) for aim in told["aims"]],
        "topics": [text.uncapitalize(session["topic"].rstrip(" .;")) for session in told["sessions"]],
        "consultant": course.type == "consultant",
        "pass_mark": told["pass_mark"],
    }
