"""Procedures (quy trình), in the layout measured on real sets: seven sections, section 5 lettered, the step table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qmsdocs import citation, text
from qmsdocs.kinds import common
from qmsdocs.model.procedure import FileComponents, Paper, Retention, Step
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Quy trình"

_NOTES = (
    "Thời gian từng bước có thể điều chỉnh giữa các bước theo tính chất hồ sơ nhưng tổng thời gian không vượt quá thời "
    "hạn giải quyết nêu tại quy trình này.",
    "Phiếu theo dõi quá trình luân chuyển cùng hồ sơ; công việc giải quyết dưới hai ngày hoặc chỉ do một người, một "
    "đơn vị thực hiện thì không bắt buộc lập phiếu.",
)


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each procedure in use."""
    for used in qms.procedures:
        yield common.controlled(
            qms,
            kind="procedure",
            kind_name=common.procedure_kind_name(used),
            group=used.procedure.type,
            code=used.code,
            title=used.procedure.title,
            template="procedure.docx",
            context={"procedure": _context(qms, used)},
            control=used.control,
            inputs=(used.source.file,),
        )


def _context(qms: Qms, used: ProcedureInUse) -> common.Context:
    procedure = used.procedure
    result_column = qms.agency.section5.result_column or procedure.type == "system"
    items = _items(qms, used)
    return {
        "title": procedure.title,
        "purpose": procedure.purpose,
        "scope": procedure.scope,
        "references": _references(qms, used),
        "definitions": [definition.model_dump() for definition in procedure.definitions],
        "items": items,
        "steps_title": f"{_mark(qms, len(items))} Quy trình các bước xử lý công việc",
        "time_heads": _time_heads(used),
        "result_column": result_column,
        "steps": [_step(qms, used, number, step) for number, step in enumerate(procedure.steps, start=1)],
        "notes": [*procedure.notes, *(_NOTES if procedure.type == "service" else ())],
        "forms": _forms(qms, used),
        "records": _records(qms, used),
    }


def _references(qms: Qms, used: ProcedureInUse) -> list[str]:
    bases = ["Các văn bản pháp luật nêu tại mục 5"] if used.procedure.legal_bases else []
    act = qms.acts.get(qms.regime.base_act)
    return [
        f"Tiêu chuẩn {qms.standard.name}",
        *([citation.full(act)] if act else []),
        "Sổ tay chất lượng",
        *used.procedure.references,
        *bases,
    ]


def _mark(qms: Qms, index: int) -> str:
    """a) b) c) d) đ)… in Vietnamese order, or 5.1, 5.2…"""
    return f"{text.letter(index)})" if qms.agency.section5.scheme == "letters" else f"5.{index + 1}."


def _items(qms: Qms, used: ProcedureInUse) -> list[common.Context]:
    """Section 5's items before the step table; a system procedure has only what was written for it."""
    p = used.procedure
    service = p.type == "service"
    blank = [text.BLANK] if service else []
    limit = [
        f"{text.capitalize(name)}: {text.days(amount, unit)}." if name else f"{text.days(amount, unit)}."
        for name, amount, unit in (p.time_limit.cases if p.time_limit else ())
    ]
    forms = [found for reference in p.application_forms if (found := qms.find_form(reference, used))]
    entries: list[tuple[str, list[common.Context]]] = [
        ("Thành phần, số lượng hồ sơ", _file(qms, used, p.file) if p.file else []),
        ("Thời hạn giải quyết", _lines(limit)),
        ("Đối tượng thực hiện", _lines([p.applicants] if p.applicants else [])),
        ("Cơ quan, người có thẩm quyền quyết định", _lines([p.decided_by] if p.decided_by else blank)),
        ("Cơ quan phối hợp", _lines([p.coordination] if p.coordination else ["Không."] if service else [])),
        ("Kết quả thực hiện", _lines([p.result] if p.result else blank)),
        ("Phí, lệ phí", _lines([p.fee] if p.fee else blank)),
        ("Mẫu đơn, mẫu tờ khai", _lines([f"{form.title} ({code})" for code, form in forms], bullets=True)),
        ("Yêu cầu, điều kiện", _lines(list(p.conditions), bullets=True) or _lines(["Không."] if service else [])),
        ("Căn cứ pháp lý", _lines([citation.full(qms.acts[act]) for act in p.legal_bases], bullets=True)),
    ]
    kept = [(title, lines) for title, lines in entries if lines]
    return [{"title": f"{_mark(qms, i)} {title}", "lines": lines} for i, (title, lines) in enumerate(kept)]


def _lines(texts: list[str], bullets: bool = False) -> list[common.Context]:
    return [{"text": line, "bullet": bullets} for line in texts]


def _file(qms: Qms, used: ProcedureInUse, file: FileComponents) -> list[common.Context]:
    lines: list[common.Context] = []
    for title, papers in (("Giấy tờ phải nộp:", file.submit), ("Giấy tờ phải xuất trình:", file.show)):
        if papers:
            lines += [
                {"text": title, "bullet": False},
                *_lines([_paper(qms, used, paper) for paper in papers], bullets=True),
            ]
    if file.notes:
        lines += [{"text": "Lưu ý:", "bullet": False}, *_lines(list(file.notes), bullets=True)]
    sets = f"{file.sets:02} bộ." if file.sets else text.BLANK
    return [*lines, {"text": f"Số lượng hồ sơ: {sets}", "bullet": False}]


def _paper(qms: Qms, used: ProcedureInUse, paper: Paper) -> str:
    found = qms.find_form(paper.form, used) if paper.form else None
    details = [*([f"mẫu {found[0]}"] if found else []), *([paper.copies] if paper.copies else [])]
    return f"{paper.title} ({', '.join(details)})" if details else paper.title


def _time_heads(used: ProcedureInUse) -> list[common.Context]:
    limit = used.procedure.time_limit
    if limit is None:
        return [{"title": "Thời hạn", "limit": ""}]
    return [
        {"title": name or "Thời gian", "limit": f"({text.days(amount, unit)})"} for name, amount, unit in limit.cases
    ]


def _step(qms: Qms, used: ProcedureInUse, number: int, step: Step) -> common.Context:
    forms = [found[0] for reference in step.forms if (found := qms.find_form(reference, used))]
    return {
        "number": str(number),
        "what": step.what,
        "branches": [branch.model_dump() for branch in step.branches],
        "who": common.titles(qms, step.who, used),
        "times": _times(used, step),
        "results": [*forms, *step.results],
    }


def _times(used: ProcedureInUse, step: Step) -> list[str]:
    if used.procedure.time_limit is None:
        return [step.deadline or ""]
    return [
        _time(amount, unit) for amount, (_, _, unit) in zip(step.time, used.procedure.time_limit.cases, strict=True)
    ]


def _time(amount: Decimal, unit: str) -> str:
    if amount == 0:
        return "–"
    return f"{text.day_count(amount)} ngày" if unit == "day" else f"{text.day_count(amount)} ngày làm việc"


def _forms(qms: Qms, used: ProcedureInUse) -> list[common.Context]:
    own = dict(used.forms)
    borrowed = {
        found[0]: found[1]
        for step in used.procedure.steps
        for reference in step.forms
        if (found := qms.find_form(reference, used)) and found[0] not in own
    }
    every = [*own.items(), *borrowed.items()]
    return [{"number": str(n), "code": code, "title": form.title} for n, (code, form) in enumerate(every, start=1)]


def _records(qms: Qms, used: ProcedureInUse) -> list[common.Context]:
    rows: list[common.Context] = []
    for number, record in enumerate(used.procedure.records, start=1):
        found = qms.find_form(record.form, used) if record.form else None
        rows.append(
            {
                "number": str(number),
                "title": record.title,
                "code": found[0] if found else "",
                "kept_by": qms.title_of(record.kept_by, used),
                "unit": unit_keeping(qms, used, record.kept_by),
                "retention": retention(record.retention),
            }
        )
    return rows


def unit_keeping(qms: Qms, used: ProcedureInUse, post: str) -> str:
    """The unit where a record is kept; a leader's records stay with the post, some are kept by every unit."""
    units = qms.units_at(post, used)
    if len(units) == 1:
        return qms.unit(units[0]).name
    return "Các đơn vị" if units else qms.title_of(post, used)


def retention(kept: Retention) -> str:
    """05 năm; Vĩnh viễn."""
    return "Vĩnh viễn" if kept.permanent else f"{kept.years:02} năm" if kept.years else text.SHORT_BLANK
