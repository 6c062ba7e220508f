"""Forms (biểu mẫu): every form of every procedure as its own document, coded after its procedure."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.kinds import common
from qmsdocs.model.procedure import Block, Form, Table
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Biểu mẫu"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each form of the procedures in use."""
    for used in qms.procedures:
        for code, form in used.forms:
            yield _plan(qms, used, code, form)


def _plan(qms: Qms, used: ProcedureInUse, code: str, form: Form) -> DocumentPlan:
    return common.controlled(
        qms,
        kind="form",
        kind_name=TITLE,
        group="form",
        code=code,
        title=form.title,
        template="form.docx" if form.orientation == "portrait" else "form-landscape.docx",
        context={
            "form": {
                "title": form.title,
                "upper": form.title.upper(),
                "motto": _motto(form),
                "blocks": [_block(block) for block in form.blocks],
            },
            "procedure": {"code": used.code, "title": used.procedure.title},
        },
        control=used.control,
        inputs=(used.source.file,),
    )


_WITH_MOTTO = ("đơn ", "tờ khai", "tờ trình", "giấy ", "biên bản", "quyết định", "bản cam kết", "bản khai", "thông báo")


def _motto(form: Form) -> bool:
    """Papers that go out or come in under the state's name carry the motto; registers and worksheets do not."""
    return form.title.lower().startswith(_WITH_MOTTO) if form.motto is None else form.motto


def _block(block: Block) -> common.Context:
    """{"type": its key, and what that key holds}."""
    (kind,) = block.model_fields_set
    value = getattr(block, kind)
    if isinstance(value, Table):
        return {"type": "table", "table": _table(value)}
    if kind == "choices":
        return {"type": "choices", "label": value.label.rstrip(":"), "options": list(value.options)}
    if kind == "lines":
        return {"type": "lines", "lines": [""] * value}
    return {"type": kind, kind: list(value) if isinstance(value, tuple) else value}


def _table(table: Table) -> common.Context:
    width = len(table.columns)
    rows = [[cell or "" for cell in row] for row in table.rows] + [[""] * width for _ in range(table.blank_rows)]
    if table.numbered:
        rows = [[str(number), *row[1:]] for number, row in enumerate(rows, start=1)]
    columns = [{"title": column.title, "width": str(column.width)} for column in table.columns]
    return {"columns": columns, "rows": rows}
