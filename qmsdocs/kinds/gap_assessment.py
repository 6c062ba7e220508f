"""Report on the current state before the project (báo cáo đánh giá thực trạng), or the sheet to survey it with.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục V.1, line 2 (BP33); TT 26/2014/TT-BKHCN, Điều 7.1 a. Until findings are
written, the document is the survey sheet: every clause of the agency's edition with what to ask and room to answer. No
official form of either was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.paper import Paper, Person
from qmsdocs.model.project import Gap
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo đánh giá thực trạng"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = (*letterhead.templates("gap-assessment.docx"), *letterhead.templates("gap-survey.docx"))

_STATES = {"met": "Đáp ứng", "partly": "Một phần", "unmet": "Chưa đáp ứng"}
_METHODS = (
    "Phỏng vấn lãnh đạo cơ quan, thủ trưởng và công chức trực tiếp giải quyết công việc của từng đơn vị",
    "Xem văn bản, sổ theo dõi và chọn mẫu hồ sơ đã giải quyết để đối chiếu với quy định về thủ tục, thời hạn",
    "Quan sát nơi tiếp nhận và trả kết quả, nơi làm việc và nơi lưu hồ sơ",
)


class RowFields(TypedDict):
    """One clause."""

    clause: Annotated[str, About("Số điều khoản", "project.yaml: assessment.gaps[].clause")]
    title: Annotated[str, About("Tên điều khoản", "standards/iso9001-*.yaml: clauses.*.title")]
    state: Annotated[
        str, About("Đáp ứng, Một phần, Chưa đáp ứng; chưa khảo sát thì trống", "project.yaml: assessment.gaps[].state")
    ]
    found: Annotated[str, About("Hiện trạng", "project.yaml: assessment.gaps[].found")]
    action: Annotated[str, About("Việc phải làm; trống nếu không có", "project.yaml: assessment.gaps[].action")]
    who: Annotated[
        str,
        About("Chức danh chịu trách nhiệm", "project.yaml: assessment.gaps[].who | agency.yaml: posts.*.title"),
    ]
    until: Annotated[str, About("Thời hạn; trống nếu không có", "project.yaml: assessment.gaps[].until")]
    ask: Annotated[
        list[str], About("Câu hỏi khảo sát; trống khi đã có kết quả", "standards/questions-*.yaml: *[].text")
    ]


class ChapterFields(TypedDict):
    """The clauses of one chapter, counted."""

    title: Annotated[str, About("Số và tên chương của tiêu chuẩn", "standards/iso9001-*.yaml: clauses.*.title")]
    clauses: Annotated[str, About("Số điều khoản đã khảo sát", "project.yaml: assessment.gaps")]
    met: Annotated[str, About("Số điều khoản đáp ứng", "project.yaml: assessment.gaps[].state")]
    partly: Annotated[str, About("Số điều khoản đáp ứng một phần", "project.yaml: assessment.gaps[].state")]
    unmet: Annotated[str, About("Số điều khoản chưa đáp ứng", "project.yaml: assessment.gaps[].state")]
    share: Annotated[
        str, About("Tỷ lệ đáp ứng, ví dụ 12,5%; không khảo sát thì là –", "project.yaml: assessment.gaps[].state")
    ]


class WritingFields(TypedDict):
    """What a unit has to write."""

    unit: Annotated[str, About("Tên đơn vị", "agency.yaml: units.*.name")]
    procedures: Annotated[
        list[str], About("Mã và tên từng quy trình", "procedures/*.yaml: title | agency.yaml: procedures.*.unit")
    ]


class AssessmentFields(TypedDict):
    """The assessment."""

    when: Annotated[
        str,
        About("Thời gian khảo sát, bằng lời", "project.yaml: assessment.start | project.yaml: assessment.end"),
    ]
    team: Annotated[list[common.PersonFields], About("Những người khảo sát", "project.yaml: assessment.team")]
    methods: Annotated[list[str], About("Cách làm", "project.yaml: assessment.methods")]
    strengths: Annotated[list[str], About("Thuận lợi, điểm mạnh", "project.yaml: assessment.strengths")]
    conclusion: Annotated[str, About("Nhận định chung; trống nếu không ghi", "project.yaml: assessment.conclusion")]
    chapters: Annotated[list[ChapterFields], About("Kết quả theo chương của tiêu chuẩn")]
    total: Annotated[ChapterFields, About("Cộng các chương")]
    partly_share: Annotated[str, About("Tỷ lệ đáp ứng một phần", "project.yaml: assessment.gaps[].state")]
    unmet_share: Annotated[str, About("Tỷ lệ chưa đáp ứng", "project.yaml: assessment.gaps[].state")]
    unseen: Annotated[
        str, About("Các điều khoản chưa khảo sát; trống nếu đã đủ", "project.yaml: assessment.gaps[].clause")
    ]
    excluded: Annotated[str, About("Các điều khoản không áp dụng; trống nếu không có", "agency.yaml: exclusions")]
    unmet: Annotated[list[RowFields], About("Các điều khoản chưa đáp ứng", "project.yaml: assessment.gaps")]
    rows: Annotated[list[RowFields], About("Mọi điều khoản khảo sát theo thứ tự", "project.yaml: assessment.gaps")]
    actions: Annotated[str, About("Số việc phải làm", "project.yaml: assessment.gaps[].action")]
    last: Annotated[
        str,
        About("Thời hạn muộn nhất của các việc phải làm; trống nếu không có", "project.yaml: assessment.gaps[].until"),
    ]
    writing: Annotated[list[WritingFields], About("Tài liệu từng đơn vị phải viết", "agency.yaml: procedures")]
    procedures: Annotated[str, About("Số quy trình phải viết", "agency.yaml: procedures")]


class Own(TypedDict):
    """What only this kind has."""

    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    assessment: Annotated[AssessmentFields, About("Đánh giá thực trạng", "project.yaml: assessment")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


class Counts(NamedTuple):
    """How many clauses are in each state."""

    met: int
    partly: int
    unmet: int

    @property
    def all(self) -> int:
        return self.met + self.partly + self.unmet


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS: the report once there are findings, the survey sheet before."""
    found = bool(qms.agency.project.assessment.gaps)
    facts = qms.agency.project.papers.get("gap-assessment", Paper())
    own: Own = {
        "bases": letterhead.bases(qms, letterhead.rules(qms), letterhead.own_plan(qms), facts.date),
        "subject": letterhead.in_sentence(qms),
        "assessment": _assessment(qms),
    }
    yield letterhead.paper(
        qms,
        kind="gap-assessment",
        kind_name="Báo cáo" if found else "Phiếu khảo sát",
        group="project",
        symbol=letterhead.typed(qms, "BC"),
        facts=facts,
        year=schedule.plan_year(qms),
        dated=found,
        title="Đánh giá thực trạng quản lý chất lượng công việc",
        template="gap-assessment.docx" if found else "gap-survey.docx",
        recipients=[*letterhead.outside(qms), "Ban chỉ đạo ISO", "Các đơn vị trực thuộc (để thực hiện)"],
        file_title="" if found else "Phiếu khảo sát thực trạng",
        # A sheet that is filled in by hand has no number.
        context={**own} if found else {**own, "number": ""},
    )


def auditable(qms: Qms) -> list[str]:
    """The clauses that an assessment asks about, in the standard's order: from 4 on, those without clauses below them.

    A clause that was assessed as a whole stands for those below it.
    """
    assessed = {gap.clause for gap in qms.agency.project.assessment.gaps}
    above = {clause.rpartition(".")[0] for clause in qms.standard.clauses}
    return [
        clause
        for clause in qms.standard.clauses
        if int(clause.partition(".")[0]) >= 4
        and (clause in assessed or (clause not in above and not qms.excluded(clause)))
        and not _under(clause, assessed)
    ]


def _under(clause: str, assessed: Iterable[str]) -> bool:
    return any(clause.startswith(f"{one}.") for one in assessed)


def _assessment(qms: Qms) -> AssessmentFields:
    written = qms.agency.project.assessment
    gaps = {gap.clause: gap for gap in written.gaps}
    clauses = auditable(qms)
    rows = [_row(qms, clause, gaps.get(clause)) for clause in clauses]
    counts = _counts(gaps.values())
    team = written.team or (Person(post="qmr"), Person(post="secretary"))
    deadlines = [gap.until for gap in written.gaps if gap.action and gap.until]
    return {
        "when": _when(qms),
        "team": [{**person, "title": letterhead.rank(person["title"])} for person in common.people(qms, team)],
        "methods": text.listed(written.methods or _METHODS),
        "strengths": text.listed(written.strengths),
        "conclusion": written.conclusion or "",
        "chapters": list(_chapters(qms, clauses, gaps)),
        "total": _chapter("Cộng", counts),
        "partly_share": text.percent(counts.partly, counts.all),
        "unmet_share": text.percent(counts.unmet, counts.all),
        "unseen": ", ".join(clause for clause in clauses if clause not in gaps) if gaps else "",
        "excluded": ", ".join(clause for clause in qms.standard.clauses if clause in qms.exclusions),
        "unmet": [row for row in rows if row["state"] == _STATES["unmet"]],
        "rows": rows,
        "actions": str(sum(1 for gap in written.gaps if gap.action)),
        "last": text.short_date(max(deadlines)) if deadlines else "",
        "writing": list(_writing(qms)),
        "procedures": str(len(qms.procedures)),
    }


def _when(qms: Qms) -> str:
    start, end = qms.agency.project.assessment.start, qms.agency.project.assessment.end
    if start and start == end:
        return f"ngày {text.short_date(start)}"
    return f"từ ngày {text.short_date(start)} đến ngày {text.short_date(end)}"


def _row(qms: Qms, clause: str, gap: Gap | None) -> RowFields:
    return {
        "clause": clause,
        "title": _title(qms, clause),
        "state": _STATES[gap.state] if gap else "",
        "found": f"{gap.found.rstrip('.')}." if gap else "",
        "action": gap.action or "" if gap else "",
        "who": qms.post(gap.who).title if gap and gap.who else "",
        "until": text.short_date(gap.until) if gap and gap.until else "",
        "ask": [] if gap else [question.text for question in qms.questions.clauses.get(clause, ())],
    }


def _title(qms: Qms, clause: str) -> str:
    """A clause's title; the general ones of the standard say what they are general about."""
    title = qms.standard.clauses[clause].title
    above = qms.standard.clauses.get(clause.rpartition(".")[0])
    return f"{above.title}: {text.uncapitalize(title)}" if above and title == "Khái quát" else title


def _counts(gaps: Iterable[Gap]) -> Counts:
    states = [gap.state for gap in gaps]
    return Counts(states.count("met"), states.count("partly"), states.count("unmet"))


def _chapters(qms: Qms, clauses: list[str], gaps: dict[str, Gap]) -> Iterator[ChapterFields]:
    for chapter in dict.fromkeys(clause.partition(".")[0] for clause in clauses):
        within = [gap for clause, gap in gaps.items() if clause.partition(".")[0] == chapter]
        yield _chapter(f"{chapter}. {qms.standard.clauses[chapter].title}", _counts(within))


def _chapter(title: str, counts: Counts) -> ChapterFields:
    return {
        "title": title,
        "clauses": str(counts.all),
        "met": str(counts.met),
        "partly": str(counts.partly),
        "unmet": str(counts.unmet),
        "share": text.percent(counts.met, counts.all),
    }


def _writing(qms: Qms) -> Iterator[WritingFields]:
    for key, unit in qms.agency.units.items():
        if own := [used for used in qms.procedures if used.unit == key]:
            yield {"unit": unit.name, "procedures": [f"{used.code} {used.procedure.title}" for used in own]}
