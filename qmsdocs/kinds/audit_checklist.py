"""Internal-audit checklists: one for the leaders, one for each unit, asking about that unit's own work.

Every question names the clause it holds the unit to and the place in the document it comes from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, procedure
from qmsdocs.model.procedure import Form, Record, Step
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Danh mục kiểm tra đánh giá nội bộ"
TEMPLATES = ("audit-checklist.docx",)


class QuestionFields(TypedDict):
    """One question."""

    number: Annotated[str, About("Số thứ tự trong nhóm")]
    question: Annotated[
        str,
        About(
            "Câu hỏi",
            "procedures/*.yaml: steps[].what | procedures/*.yaml: records[].title | agency.yaml: objectives[].text"
            " | standards/questions-*.yaml: *[].text",
        ),
    ]
    evidence: Annotated[
        str,
        About(
            "Bằng chứng cần xem",
            "procedures/*.yaml: steps[].forms | procedures/*.yaml: steps[].results | agency.yaml: objectives[].measure"
            " | standards/questions-*.yaml: *[].evidence",
        ),
    ]
    clause: Annotated[
        str,
        About(
            "Điều khoản tiêu chuẩn mà câu hỏi kiểm tra",
            "procedures/*.yaml: clauses | procedures/*.yaml: records[].clauses | standards/questions-*.yaml: *",
        ),
    ]
    source: Annotated[str, About("Tài liệu và mục mà câu hỏi dựa vào, ví dụ QT.05, mục 5, bước 2")]


class GroupFields(TypedDict):
    """Questions of one sort."""

    title: Annotated[str, About("Tên nhóm câu hỏi, có số La Mã")]
    rows: Annotated[list[QuestionFields], About("Các câu hỏi của nhóm")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[
        str, About("Năm đánh giá", "agency.yaml: audit.year | agency.yaml: project.start | agency.yaml: cohort")
    ]
    audited: Annotated[str, About("Đơn vị được đánh giá, hoặc lãnh đạo và thư ký ISO", "agency.yaml: units.*.name")]
    groups: Annotated[list[GroupFields], About("Câu hỏi theo nhóm")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_OBJECTIVES = {"2008": "5.4.1", "2015": "6.2"}
_RECORDS = {"2008": "4.2.4", "2015": "7.5.3"}


class Row(NamedTuple):
    """One question of a checklist."""

    question: str
    evidence: str
    clause: str
    source: str


class Part(NamedTuple):
    """What one unit does in one procedure: (number, step, posts) of every step in which its posts have a part."""

    used: ProcedureInUse
    steps: list[tuple[int, Step, tuple[str, ...]]]


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for the leaders and the ISO secretariat, then one a unit."""
    goals = _objectives(qms)
    asked = [
        ("Yêu cầu của tiêu chuẩn đối với lãnh đạo", _clauses(qms, "leaders")),
        ("Mục tiêu chất lượng của cơ quan", [row for units, row in goals if not units]),
    ]
    yield _plan(qms, 1, "Lãnh đạo cơ quan và thư ký ISO", asked)
    parts, records, general = _parts(qms), _records(qms), _clauses(qms, "units")
    for number, (key, unit) in enumerate(qms.agency.units.items(), start=2):
        asked = [
            *_work_of_unit(qms, parts[key]),
            ("Hồ sơ đơn vị phải lưu", records[key]),
            ("Mục tiêu chất lượng của đơn vị", [row for units, row in goals if key in units]),
            ("Yêu cầu chung của tiêu chuẩn", general),
        ]
        yield _plan(qms, number, unit.name, asked)


def _work_of_unit(qms: Qms, parts: list[Part]) -> list[tuple[str, list[Row]]]:
    service = [part for part in parts if part.used.procedure.type == "service"]
    system = [part for part in parts if part.used.procedure.type == "system"]
    return [
        (
            "Quy trình tác nghiệp: các bước đơn vị thực hiện",
            [row for part in service for row in _steps(qms, part)],
        ),
        ("Quy trình hệ thống: phần việc của đơn vị", [_share(qms, part) for part in system]),
    ]


def _plan(qms: Qms, number: int, audited: str, groups: list[tuple[str, list[Row]]]) -> DocumentPlan:
    own: Own = {"year": common.year_words(qms), "audited": audited, "groups": _numbered(groups)}
    return common.controlled(
        qms,
        kind="audit-checklist",
        kind_name=TITLE,
        group="audit",
        code=common.code_of(qms, "audit_checklist", number),
        title=f"Danh mục kiểm tra - {audited}",
        template=TEMPLATES[0],
        context=own,
    )


def _numbered(groups: list[tuple[str, list[Row]]]) -> list[GroupFields]:
    kept = [(title, rows) for title, rows in groups if rows]
    return [
        {
            "title": f"{text.roman(index)}. {title}",
            "rows": [_question(number, row) for number, row in enumerate(rows, start=1)],
        }
        for index, (title, rows) in enumerate(kept, start=1)
    ]


def _question(number: int, row: Row) -> QuestionFields:
    return {
        "number": str(number),
        "question": row.question,
        "evidence": row.evidence,
        "clause": row.clause,
        "source": row.source,
    }


def _parts(qms: Qms) -> defaultdict[str, list[Part]]:
    """Unit → what it does, procedure by procedure."""
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for used in qms.procedures:
        done: defaultdict[str, list[tuple[int, Step, tuple[str, ...]]]] = defaultdict(list)
        for number, step in enumerate(used.procedure.steps, start=1):
            for unit, posts in _at_work(qms, used, step).items():
                done[unit].append((number, step, tuple(posts)))
        for unit, steps in done.items():
            parts[unit].append(Part(used, steps))
    return parts


def _at_work(qms: Qms, used: ProcedureInUse, step: Step) -> defaultdict[str, list[str]]:
    """Unit → its posts that have a part in the step."""
    posts: defaultdict[str, list[str]] = defaultdict(list)
    for post in step.who:
        for unit in qms.units_at(post, used):
            posts[unit].append(post)
    return posts


def _steps(qms: Qms, part: Part) -> Iterator[Row]:
    """One question a step: the unit's own daily work is looked at step by step."""
    used, forms = part.used, common.forms_of_steps(qms)[part.used.id]
    for number, step, posts in part.steps:
        yield Row(
            _step_question(qms, used, step, posts),
            _step_evidence(step, forms[number - 1]),
            next(iter(qms.clauses_of(used)), ""),
            f"{used.code}, mục 5, bước {number}",
        )


def _share(qms: Qms, part: Part) -> Row:
    """One question a system procedure: what the unit does in it, all its steps together."""
    used = part.used
    numbers = ", ".join(str(number) for number, _, _ in part.steps)
    posts = tuple(dict.fromkeys(post for _, _, posts in part.steps for post in posts))
    return Row(
        f"{common.titles(qms, posts, used)} thực hiện phần việc của mình trong quy trình “{used.procedure.title}” "
        f"(bước {numbers}) như thế nào; có đúng cách làm và thời hạn quy định không?",
        _share_evidence(qms, part),
        ", ".join(qms.clauses_of(used)),
        f"{used.code}, mục 5, bước {numbers}",
    )


def _step_question(qms: Qms, used: ProcedureInUse, step: Step, posts: tuple[str, ...]) -> str:
    question = f"{common.titles(qms, posts, used)} {_work(step)}: có được thực hiện đúng, đủ không"
    limit = used.procedure.time_limit
    if limit and any(step.time):
        times = "; ".join(
            f"{text.uncapitalize(name)}: {text.days(amount, unit)}" if name else text.days(amount, unit)
            for amount, (name, _, unit) in zip(step.time, limit.cases, strict=True)
            if amount
        )
        question += f"; có đúng thời gian quy định ({times}) không"
    branches = [f"“{text.uncapitalize(branch.when.rstrip('.:'))}”" for branch in step.branches]
    if branches:
        question += f"; trường hợp {', '.join(branches)} xử lý ra sao"
    return f"{question}?"


_LONG = 150  # letters: a question must be read at a glance


def _work(step: Step) -> str:
    """The step's work in one clause: its first sentence, cut at a comma or semicolon when it is long."""
    first = text.uncapitalize(step.what.split(". ")[0].rstrip("."))
    if len(first) <= _LONG:
        return first
    cut = max(first.rfind(sign, 0, _LONG) for sign in ";,")
    return f"{first[: cut if cut > 40 else first.rfind(' ', 0, _LONG)]}…"


def _step_evidence(step: Step, forms: list[tuple[str, Form]]) -> str:
    named = [f"{form.title} ({code})" for code, form in forms]
    named = named or [text.uncapitalize(result.rstrip(".")) for result in step.results]
    if not named:
        return "Hồ sơ của ít nhất ba trường hợp trong kỳ; phỏng vấn người thực hiện"
    return f"Ít nhất ba trường hợp trong kỳ: {'; '.join(named)}"


def _share_evidence(qms: Qms, part: Part) -> str:
    forms = common.forms_of_steps(qms)[part.used.id]
    codes = ", ".join(dict.fromkeys(code for number, _, _ in part.steps for code, _ in forms[number - 1]))
    return f"Biểu mẫu đã lập trong kỳ: {codes}" if codes else "Hồ sơ công việc trong kỳ; phỏng vấn người thực hiện"


def _records(qms: Qms) -> defaultdict[str, list[Row]]:
    """Unit → a question for every record that it keeps."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for used in qms.procedures:
        for record in used.procedure.records:
            row = _record(qms, used, record)
            for unit in qms.units_at(record.kept_by, used):
                rows[unit].append(row)
    return rows


def _record(qms: Qms, used: ProcedureInUse, record: Record) -> Row:
    numbering = qms.standard.numbering
    kept = procedure.retention(record.retention)
    return Row(
        f"{record.title} có lập đủ, dễ tìm, bảo quản an toàn, lưu đúng thời gian ({kept.lower()}) không?",
        f"Nơi lưu của {qms.title_of(record.kept_by, used)}; danh mục hồ sơ",
        ", ".join(record.clauses.of(numbering) or (_RECORDS[numbering],)),
        f"{used.code}, mục 7",
    )


def _objectives(qms: Qms) -> list[tuple[tuple[str, ...], Row]]:
    """(units, question) of every objective; no units: the whole agency's."""
    code = common.code_of(qms, "objectives")
    rows: list[tuple[tuple[str, ...], Row]] = []
    for number, objective in enumerate(qms.agency.objectives, start=1):
        target = f" (chỉ tiêu: {objective.target})" if objective.target else ""
        subject = text.uncapitalize(objective.text)
        row = Row(
            f"Kết quả của mục tiêu “{subject}”{target} đến nay là bao nhiêu; biện pháp trong kế hoạch làm đến đâu?",
            f"Số liệu đo: {text.uncapitalize(objective.measure.rstrip('.'))}",
            _OBJECTIVES[qms.standard.numbering],
            f"{code}, mục tiêu {number}",
        )
        rows.append((objective.units, row))
    return rows


def _clauses(qms: Qms, asked: str) -> list[Row]:
    name = qms.standard.name
    return [
        Row(question.text, question.evidence, clause, f"{name}, điều {clause}")
        for clause in qms.standard.clauses
        for question in qms.questions.clauses.get(clause, ())
        if question.ask == asked and not qms.excluded(clause)
    ]
