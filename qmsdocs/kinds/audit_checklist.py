"""Internal-audit checklists: one for the leaders, one for each unit, asking about that unit's own work.

Every question names the clause it holds the unit to and the place in the document it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qmsdocs import text
from qmsdocs.kinds import common, procedure
from qmsdocs.model.procedure import Form, Step
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Danh mục kiểm tra đánh giá nội bộ"

_OBJECTIVES = {"2008": "5.4.1", "2015": "6.2"}
_RECORDS = {"2008": "4.2.4", "2015": "7.5.3"}


class Row(NamedTuple):
    """One question of a checklist."""

    question: str
    evidence: str
    clause: str
    source: str


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for the leaders and the ISO secretariat, then one a unit."""
    yield _plan(qms, 1, "Lãnh đạo cơ quan và thư ký ISO", _leaders(qms))
    for number, (key, unit) in enumerate(qms.agency.units.items(), start=2):
        yield _plan(qms, number, unit.name, _unit(qms, key))


def _plan(qms: Qms, number: int, audited: str, groups: list[tuple[str, list[Row]]]) -> DocumentPlan:
    year = common.year_words(qms)
    return common.controlled(
        qms,
        kind="audit-checklist",
        kind_name=TITLE,
        group="audit",
        code=common.code_of(qms, "audit_checklist", number),
        title=f"Danh mục kiểm tra - {audited}",
        template="audit-checklist.docx",
        context={"year": year, "audited": audited, "groups": _numbered(groups)},
    )


def _numbered(groups: list[tuple[str, list[Row]]]) -> list[common.Context]:
    kept = [(title, rows) for title, rows in groups if rows]
    return [
        {
            "title": f"{text.roman(index)}. {title}",
            "rows": [{"number": str(n), **row._asdict()} for n, row in enumerate(rows, start=1)],
        }
        for index, (title, rows) in enumerate(kept, start=1)
    ]


def _leaders(qms: Qms) -> list[tuple[str, list[Row]]]:
    everywhere = [row for n, row in _objectives(qms) if not qms.agency.objectives[n].units]
    return [
        ("Yêu cầu của tiêu chuẩn đối với lãnh đạo", _clauses(qms, "leaders")),
        ("Mục tiêu chất lượng của cơ quan", everywhere),
    ]


def _unit(qms: Qms, key: str) -> list[tuple[str, list[Row]]]:
    mine = [row for n, row in _objectives(qms) if key in qms.agency.objectives[n].units]
    service = [used for used in qms.procedures if used.procedure.type == "service"]
    system = [used for used in qms.procedures if used.procedure.type == "system"]
    return [
        (
            "Quy trình tác nghiệp: các bước đơn vị thực hiện",
            [row for used in service for row in _steps(qms, used, key)],
        ),
        ("Quy trình hệ thống: phần việc của đơn vị", [row for used in system for row in _share(qms, used, key)]),
        ("Hồ sơ đơn vị phải lưu", [row for used in qms.procedures for row in _records(qms, used, key)]),
        ("Mục tiêu chất lượng của đơn vị", mine),
        ("Yêu cầu chung của tiêu chuẩn", _clauses(qms, "units")),
    ]


def _done_by(qms: Qms, used: ProcedureInUse, key: str) -> list[tuple[int, Step, tuple[str, ...]]]:
    """(number, step, posts) of the steps in which posts of the unit have a part."""
    found = []
    for number, step in enumerate(used.procedure.steps, start=1):
        posts = tuple(post for post in step.who if key in qms.units_at(post, used))
        if posts:
            found.append((number, step, posts))
    return found


def _steps(qms: Qms, used: ProcedureInUse, key: str) -> Iterator[Row]:
    """One question a step: the unit's own daily work is looked at step by step."""
    for number, step, posts in _done_by(qms, used, key):
        yield Row(
            _step_question(qms, used, step, posts),
            _step_evidence(qms, used, step),
            next(iter(qms.clauses_of(used)), ""),
            f"{used.code}, mục 5, bước {number}",
        )


def _share(qms: Qms, used: ProcedureInUse, key: str) -> Iterator[Row]:
    """One question a system procedure: what the unit does in it, all its steps together."""
    done = _done_by(qms, used, key)
    if done:
        numbers = ", ".join(str(number) for number, _, _ in done)
        posts = tuple(dict.fromkeys(post for _, _, posts in done for post in posts))
        yield Row(
            f"{common.titles(qms, posts, used)} thực hiện phần việc của mình trong quy trình “{used.procedure.title}” "
            f"(bước {numbers}) như thế nào; có đúng cách làm và thời hạn quy định không?",
            _share_evidence(qms, used, [step for _, step, _ in done]),
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


def _step_evidence(qms: Qms, used: ProcedureInUse, step: Step) -> str:
    named = [f"{form.title} ({code})" for code, form in _forms(qms, used, [step])]
    named = named or [text.uncapitalize(result.rstrip(".")) for result in step.results]
    if not named:
        return "Hồ sơ của ít nhất ba trường hợp trong kỳ; phỏng vấn người thực hiện"
    return f"Ít nhất ba trường hợp trong kỳ: {'; '.join(named)}"


def _share_evidence(qms: Qms, used: ProcedureInUse, steps: list[Step]) -> str:
    codes = ", ".join(dict.fromkeys(code for code, _ in _forms(qms, used, steps)))
    return f"Biểu mẫu đã lập trong kỳ: {codes}" if codes else "Hồ sơ công việc trong kỳ; phỏng vấn người thực hiện"


def _forms(qms: Qms, used: ProcedureInUse, steps: list[Step]) -> list[tuple[str, Form]]:
    found = (qms.find_form(reference, used) for step in steps for reference in step.forms)
    return [pair for pair in found if pair]


def _records(qms: Qms, used: ProcedureInUse, key: str) -> Iterator[Row]:
    numbering = qms.standard.numbering
    for record in used.procedure.records:
        if key in qms.units_at(record.kept_by, used):
            kept = procedure.retention(record.retention)
            clauses = record.clauses.of(numbering) or (_RECORDS[numbering],)
            yield Row(
                f"{record.title} có lập đủ, dễ tìm, bảo quản an toàn, lưu đúng thời gian ({kept.lower()}) không?",
                f"Nơi lưu của {qms.title_of(record.kept_by, used)}; danh mục hồ sơ",
                ", ".join(clauses),
                f"{used.code}, mục 7",
            )


def _objectives(qms: Qms) -> Iterator[tuple[int, Row]]:
    code = common.code_of(qms, "objectives")
    for number, objective in enumerate(qms.agency.objectives):
        target = f" (chỉ tiêu: {objective.target})" if objective.target else ""
        subject = text.uncapitalize(objective.text)
        yield (
            number,
            Row(
                f"Kết quả của mục tiêu “{subject}”{target} đến nay là bao nhiêu; biện pháp trong kế hoạch làm đến đâu?",
                f"Số liệu đo: {text.uncapitalize(objective.measure.rstrip('.'))}",
                _OBJECTIVES[qms.standard.numbering],
                f"{code}, mục tiêu {number + 1}",
            ),
        )


def _clauses(qms: Qms, asked: str) -> list[Row]:
    name = qms.standard.name
    return [
        Row(question.text, question.evidence, clause, f"{name}, điều {clause}")
        for clause in qms.standard.clauses
        for question in qms.questions.clauses.get(clause, ())
        if question.ask == asked and not qms.excluded(clause)
    ]
