"""Procedures (quy trình), in the layout measured on real sets: seven sections, section 5 lettered, the step table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import citation, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.procedure import FileComponents, Paper, Retention, Step
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Quy trình"
TEMPLATES = ("procedure.docx",)


class LineFields(TypedDict):
    """One line under an item of section 5."""

    text: Annotated[str, About("Lời văn của dòng")]
    bullet: Annotated[bool, About("Dòng có gạch đầu dòng hay không")]


class ItemFields(TypedDict):
    """One lettered item of section 5."""

    title: Annotated[str, About("Tên mục kèm chữ cái hoặc số, ví dụ b) Thời hạn giải quyết")]
    lines: Annotated[list[LineFields], About("Các dòng nội dung của mục")]


class TimeHead(TypedDict):
    """The head of a time column."""

    title: Annotated[
        str,
        About(
            "Tên trường hợp ở đầu cột thời gian; một trường hợp thì là Thời gian",
            "procedures/*.yaml: time_limit.scenarios[].name",
        ),
    ]
    limit: Annotated[
        str,
        About(
            "Thời hạn của cả trường hợp, trong ngoặc; trống nếu quy trình không tính ngày",
            "procedures/*.yaml: time_limit.amount | procedures/*.yaml: time_limit.scenarios[].amount",
        ),
    ]


class BranchFields(TypedDict):
    """What happens next in one outcome of a step."""

    when: Annotated[str, About("Trường hợp rẽ nhánh", "procedures/*.yaml: steps[].branches[].when")]
    then: Annotated[str, About("Cách xử lý trong trường hợp đó", "procedures/*.yaml: steps[].branches[].then")]


class StepFields(TypedDict):
    """One row of the step table."""

    number: Annotated[str, About("Số thứ tự bước")]
    what: Annotated[str, About("Nội dung công việc của bước", "procedures/*.yaml: steps[].what")]
    branches: Annotated[list[BranchFields], About("Các nhánh xử lý của bước", "procedures/*.yaml: steps[].branches")]
    who: Annotated[
        str, About("Chức danh thực hiện bước", "procedures/*.yaml: steps[].who | agency.yaml: posts.*.title")
    ]
    times: Annotated[
        list[str],
        About(
            "Thời gian của bước, mỗi cột thời gian một ô",
            "procedures/*.yaml: steps[].time | procedures/*.yaml: steps[].deadline",
        ),
    ]
    results: Annotated[
        list[str],
        About(
            "Mã biểu mẫu dùng ở bước và kết quả của bước",
            "procedures/*.yaml: steps[].forms | procedures/*.yaml: steps[].results",
        ),
    ]


class FormRow(TypedDict):
    """A form that the procedure uses."""

    number: Annotated[str, About("Số thứ tự")]
    code: Annotated[str, About("Mã biểu mẫu", "agency.yaml: code_scheme.form")]
    title: Annotated[str, About("Tên biểu mẫu", "procedures/*.yaml: forms[].title")]


class RecordRow(TypedDict):
    """A record that the procedure leaves."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Tên hồ sơ", "procedures/*.yaml: records[].title")]
    code: Annotated[
        str,
        About(
            "Mã biểu mẫu của hồ sơ; trống nếu không có",
            "procedures/*.yaml: records[].form | agency.yaml: code_scheme.form",
        ),
    ]
    kept_by: Annotated[
        str, About("Chức danh lưu hồ sơ", "procedures/*.yaml: records[].kept_by | agency.yaml: posts.*.title")
    ]
    unit: Annotated[
        str, About("Nơi lưu: đơn vị của người lưu", "procedures/*.yaml: records[].kept_by | agency.yaml: posts.*.unit")
    ]
    retention: Annotated[str, About("Thời gian lưu", "procedures/*.yaml: records[].retention")]


class ProcedureFields(TypedDict):
    """The procedure itself."""

    title: Annotated[str, About("Tên quy trình", "procedures/*.yaml: title")]
    purpose: Annotated[str, About("Mục đích", "procedures/*.yaml: purpose")]
    scope: Annotated[str, About("Phạm vi áp dụng", "procedures/*.yaml: scope")]
    references: Annotated[
        list[str],
        About("Tài liệu viện dẫn: tiêu chuẩn, văn bản nền, sổ tay và tài liệu khác", "procedures/*.yaml: references"),
    ]
    definitions: Annotated[
        list[common.DefinitionFields], About("Định nghĩa, chữ viết tắt", "procedures/*.yaml: definitions")
    ]
    items: Annotated[
        list[ItemFields],
        About(
            "Các mục a), b)… của mục 5 đứng trước bảng các bước: hồ sơ, thời hạn, lệ phí, căn cứ pháp lý…",
            "procedures/*.yaml: file | procedures/*.yaml: time_limit | procedures/*.yaml: applicants"
            " | procedures/*.yaml: decided_by | procedures/*.yaml: coordination | procedures/*.yaml: result"
            " | procedures/*.yaml: fee | procedures/*.yaml: application_forms | procedures/*.yaml: conditions"
            " | procedures/*.yaml: legal_bases",
        ),
    ]
    steps_title: Annotated[str, About("Tên mục của bảng các bước, kèm chữ cái hoặc số", "agency.yaml: section5.scheme")]
    time_heads: Annotated[list[TimeHead], About("Đầu các cột thời gian", "procedures/*.yaml: time_limit")]
    result_column: Annotated[
        bool,
        About(
            "Bảng các bước có cột Biểu mẫu/Kết quả hay không; quy trình hệ thống luôn có",
            "agency.yaml: section5.result_column | procedures/*.yaml: type",
        ),
    ]
    steps: Annotated[list[StepFields], About("Các bước công việc", "procedures/*.yaml: steps")]
    notes: Annotated[list[str], About("Ghi chú dưới bảng các bước", "procedures/*.yaml: notes")]
    forms: Annotated[
        list[FormRow],
        About(
            "Biểu mẫu của quy trình và biểu mẫu mượn của quy trình khác",
            "procedures/*.yaml: forms | procedures/*.yaml: steps[].forms",
        ),
    ]
    records: Annotated[list[RecordRow], About("Hồ sơ phải lưu", "procedures/*.yaml: records")]


class Own(TypedDict):
    """What only this kind has."""

    procedure: Annotated[ProcedureFields, About("Quy trình", "procedures/*.yaml")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_NOTES = (
    "Thời gian từng bước có thể điều chỉnh giữa các bước theo tính chất hồ sơ nhưng tổng thời gian không vượt quá thời "
    "hạn giải quyết nêu tại quy trình này.",
    "Phiếu theo dõi quá trình luân chuyển cùng hồ sơ; công việc giải quyết dưới hai ngày hoặc chỉ do một người, một "
    "đơn vị thực hiện thì không bắt buộc lập phiếu.",
)


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each procedure in use."""
    for used in qms.procedures:
        own: Own = {"procedure": _context(qms, used)}
        yield common.controlled(
            qms,
            kind="procedure",
            kind_name=common.procedure_kind_name(used),
            group=used.procedure.type,
            code=used.code,
            title=used.procedure.title,
            template=TEMPLATES[0],
            context=own,
            control=used.control,
            inputs=(used.source.file,),
            key=used.id,
        )


def _context(qms: Qms, used: ProcedureInUse) -> ProcedureFields:
    procedure = used.procedure
    result_column = qms.agency.section5.result_column or procedure.type == "system"
    items = _items(qms, used)
    return {
        "title": procedure.title,
        "purpose": procedure.purpose,
        "scope": procedure.scope,
        "references": _references(qms, used),
        "definitions": common.definitions(procedure.definitions),
        "items": items,
        "steps_title": f"{_mark(qms, len(items))} Quy trình các bước xử lý công việc",
        "time_heads": _time_heads(used),
        "result_column": result_column,
        "steps": _steps(qms, used),
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


def _items(qms: Qms, used: ProcedureInUse) -> list[ItemFields]:
    """Section 5's items before the step table; a system procedure has only what was written for it."""
    p = used.procedure
    service = p.type == "service"
    blank = [text.BLANK] if service else []
    limit = [
        f"{text.capitalize(name)}: {text.days(amount, unit)}." if name else f"{text.days(amount, unit)}."
        for name, amount, unit in (p.time_limit.cases if p.time_limit else ())
    ]
    forms = [found for reference in p.application_forms if (found := qms.find_form(reference, used))]
    entries: list[tuple[str, list[LineFields]]] = [
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


def _lines(texts: list[str], bullets: bool = False) -> list[LineFields]:
    return [{"text": line, "bullet": bullets} for line in texts]


def _file(qms: Qms, used: ProcedureInUse, file: FileComponents) -> list[LineFields]:
    lines: list[LineFields] = []
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


def _time_heads(used: ProcedureInUse) -> list[TimeHead]:
    limit = used.procedure.time_limit
    if limit is None:
        return [{"title": "Thời hạn", "limit": ""}]
    return [
        {"title": name or "Thời gian", "limit": f"({text.days(amount, unit)})"} for name, amount, unit in limit.cases
    ]


def _steps(qms: Qms, used: ProcedureInUse) -> list[StepFields]:
    return [
        {
            "number": str(number),
            "what": step.what,
            "branches": [{"when": branch.when, "then": branch.then} for branch in step.branches],
            "who": common.titles(qms, step.who, used),
            "times": _times(used, step),
            "results": [*(code for code, _ in forms), *step.results],
        }
        for number, (step, forms) in enumerate(
            zip(used.procedure.steps, common.forms_of_steps(qms)[used.id], strict=True), start=1
        )
    ]


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


def _forms(qms: Qms, used: ProcedureInUse) -> list[FormRow]:
    own = dict(used.forms)
    at_steps = {code: form for forms in common.forms_of_steps(qms)[used.id] for code, form in forms}
    every = {**own, **at_steps}.items()
    return [{"number": str(n), "code": code, "title": form.title} for n, (code, form) in enumerate(every, start=1)]


def _records(qms: Qms, used: ProcedureInUse) -> list[RecordRow]:
    rows: list[RecordRow] = []
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
