"""Forms (biểu mẫu): every form of every procedure as its own document, coded after its procedure."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import mentions
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.procedure import Block, Form, Table
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Biểu mẫu"
TEMPLATES = _PORTRAIT, _LANDSCAPE = ("form.docx", "form-landscape.docx")

_BLOCKS = "procedures/*.yaml: forms[].blocks[]"
_Type = Annotated[str, About("Loại khối: heading, text, fields, lines, choices, table hoặc signatures")]


class ColumnFields(TypedDict):
    """A column of a table."""

    title: Annotated[str, About("Tên cột", f"{_BLOCKS}.table.columns[].title")]
    width: Annotated[str, About("Độ rộng tương đối của cột", f"{_BLOCKS}.table.columns[].width")]


class TableFields(TypedDict):
    """A table, which the filter `table` prints whole."""

    columns: Annotated[list[ColumnFields], About("Các cột", f"{_BLOCKS}.table.columns")]
    rows: Annotated[
        list[list[str]],
        About(
            "Các dòng, mỗi dòng đủ số ô; dòng để ghi thì ô trống",
            f"{_BLOCKS}.table.rows | {_BLOCKS}.table.blank_rows",
        ),
    ]


class HeadingBlock(TypedDict):
    type: _Type
    heading: Annotated[str, About("Tiêu đề phần (khối heading)", f"{_BLOCKS}.heading")]


class TextBlock(TypedDict):
    type: _Type
    text: Annotated[str, About("Một đoạn văn (khối text)", f"{_BLOCKS}.text")]


class FieldsBlock(TypedDict):
    type: _Type
    fields: Annotated[list[str], About("Nhãn của các dòng để điền (khối fields)", f"{_BLOCKS}.fields")]


class LinesBlock(TypedDict):
    type: _Type
    lines: Annotated[list[str], About("Các dòng chấm trống để ghi (khối lines)", f"{_BLOCKS}.lines")]


class ChoicesBlock(TypedDict):
    type: _Type
    label: Annotated[str, About("Câu hỏi hoặc nhãn (khối choices)", f"{_BLOCKS}.choices.label")]
    options: Annotated[
        list[str], About("Các phương án, mỗi phương án một ô vuông (khối choices)", f"{_BLOCKS}.choices.options")
    ]


class TableBlock(TypedDict):
    type: _Type
    table: Annotated[TableFields, About("Bảng, in bằng table(…) (khối table)", f"{_BLOCKS}.table")]


class SignaturesBlock(TypedDict):
    type: _Type
    signatures: Annotated[
        list[str], About("Những người ký, từ trái sang phải (khối signatures)", f"{_BLOCKS}.signatures")
    ]


BlockFields = HeadingBlock | TextBlock | FieldsBlock | LinesBlock | ChoicesBlock | TableBlock | SignaturesBlock


class FormFields(TypedDict):
    """The form itself."""

    title: Annotated[str, About("Tên biểu mẫu", "procedures/*.yaml: forms[].title")]
    upper: Annotated[str, About("Tên biểu mẫu in hoa", "procedures/*.yaml: forms[].title")]
    motto: Annotated[
        bool,
        About(
            "Có in Quốc hiệu, Tiêu ngữ hay không; không ghi thì theo tên biểu mẫu (đơn, tờ khai, biên bản…)",
            "procedures/*.yaml: forms[].motto",
        ),
    ]
    blocks: Annotated[
        list[BlockFields],
        About(
            "Nội dung biểu mẫu từ trên xuống; mỗi khối có trường của loại khối đó", "procedures/*.yaml: forms[].blocks"
        ),
    ]


class OwnerFields(TypedDict):
    """The procedure that the form belongs to."""

    code: Annotated[
        str, About("Mã hiệu quy trình có biểu mẫu này", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")
    ]
    title: Annotated[str, About("Tên quy trình có biểu mẫu này", "procedures/*.yaml: title")]


class Own(TypedDict):
    """What only this kind has."""

    form: Annotated[FormFields, About("Biểu mẫu", "procedures/*.yaml: forms[]")]
    procedure: Annotated[OwnerFields, About("Quy trình có biểu mẫu này", "procedures/*.yaml")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each form of the procedures in use."""
    for used in qms.procedures:
        for code, form in used.forms:
            yield _plan(qms, used, code, form)


def _plan(qms: Qms, used: ProcedureInUse, code: str, form: Form) -> DocumentPlan:
    words, mentioning = _form(form)
    names = mentions.names(qms)
    own: Own = {
        "form": mentions.resolve(words, names) if mentioning else words,
        "procedure": {"code": used.code, "title": mentions.resolve(used.procedure.title, names)},
    }
    return common.controlled(
        qms,
        kind="form",
        kind_name=TITLE,
        group="form",
        code=code,
        title=form.title,
        template=_PORTRAIT if form.orientation == "portrait" else _LANDSCAPE,
        context=own,
        settled=True,
        control=used.form_control(form.id),
        inputs=(used.source.file,),
        key=f"{used.id}/{form.id}",
    )


@functools.lru_cache(maxsize=1024)
def _form(form: Form) -> tuple[FormFields, bool]:
    """The form's own words, made once for all the agencies that use it, and whether they mention anybody."""
    words: FormFields = {
        "title": form.title,
        "upper": form.title.upper(),
        "motto": _motto(form),
        "blocks": [_block(block) for block in form.blocks],
    }
    return words, mentions.within(words)


_WITH_MOTTO = ("đơn ", "tờ khai", "tờ trình", "giấy ", "biên bản", "quyết định", "bản cam kết", "bản khai", "thông báo")


def _motto(form: Form) -> bool:
    """Papers that go out or come in under the state's name carry the motto; registers and worksheets do not."""
    return form.title.lower().startswith(_WITH_MOTTO) if form.motto is None else form.motto


def _block(block: Block) -> BlockFields:
    """The type, which is the block's one key, and what that key holds."""
    if block.heading is not None:
        return {"type": "heading", "heading": block.heading}
    if block.text is not None:
        return {"type": "text", "text": block.text}
    if block.fields is not None:
        return {"type": "fields", "fields": list(block.fields)}
    if block.lines is not None:
        return {"type": "lines", "lines": [""] * block.lines}
    if block.choices is not None:
        return {
            "type": "choices",
            "label": block.choices.label.rstrip(":"),
            "options": list(block.choices.options),
        }
    if block.table is not None:
        return {"type": "table", "table": _table(block.table)}
    return {"type": "signatures", "signatures": list(block.signatures or ())}


def _table(table: Table) -> TableFields:
    width = len(table.columns)
    rows = [[cell or "" for cell in row] for row in table.rows] + [[""] * width for _ in range(table.blank_rows)]
    if table.numbered:
        rows = [[str(number), *row[1:]] for number, row in enumerate(rows, start=1)]
    return {
        "columns": [{"title": column.title, "width": str(column.width)} for column in table.columns],
        "rows": rows,
    }
