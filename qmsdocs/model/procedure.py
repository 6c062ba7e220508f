"""A procedure (quy trình): what an agency does, by whom, in how long, with which forms and records."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from qmsdocs.model.base import CodeText, Model, Number, OneOrMany, Slug, Text

Numbering = Literal["2008", "2015"]
Unit = Literal["working_day", "day"]


class Definition(Model):
    """A term or abbreviation and its meaning."""

    term: Text = Field(description="Thuật ngữ hoặc chữ viết tắt")
    meaning: Text = Field(description="Nghĩa")


class Paper(Model):
    """One paper of the applicant's file (thành phần hồ sơ)."""

    short_key: ClassVar[str | None] = "title"

    title: Text = Field(description="Tên giấy tờ")
    copies: Text | None = Field(None, description="Bản chính, bản sao… và số lượng")
    form: Text | None = Field(None, description="Mã biểu mẫu dùng cho giấy tờ này")


class FileComponents(Model):
    """The papers of a file: to submit, to show, with notes and the number of sets."""

    submit: tuple[Paper, ...] = Field((), description="Giấy tờ phải nộp")
    show: tuple[Paper, ...] = Field((), description="Giấy tờ phải xuất trình")
    notes: tuple[Text, ...] = Field((), description="Lưu ý về hồ sơ")
    sets: int | None = Field(None, ge=1, description="Số lượng hồ sơ (bộ)")


class Scenario(Model):
    """One case of the time limit (for example: không xác minh / có xác minh)."""

    name: Text = Field(description="Tên trường hợp, in ở đầu cột thời gian")
    amount: Number = Field(description="Thời hạn")
    unit: Unit = Field(description="Đơn vị: working_day (ngày làm việc) hoặc day (ngày)")


class TimeLimit(Model):
    """The legal time limit: either amount and unit, or several scenarios each with its own."""

    amount: Number | None = Field(None, description="Thời hạn, khi chỉ có một trường hợp")
    unit: Unit | None = Field(None, description="Đơn vị: working_day (ngày làm việc) hoặc day (ngày)")
    scenarios: tuple[Scenario, ...] = Field((), description="Các trường hợp có thời hạn khác nhau")

    @model_validator(mode="after")
    def _one_shape(self) -> TimeLimit:
        single = self.amount is not None and self.unit is not None
        if single == bool(self.scenarios) or (self.scenarios and (self.amount is not None or self.unit is not None)):
            raise PydanticCustomError("limit_shape", "amount with unit, or scenarios")
        return self

    @property
    def cases(self) -> tuple[tuple[str, Decimal, Unit], ...]:
        """(name, amount, unit) of every time column; the name of a single case is ''."""
        if self.amount is not None and self.unit is not None:
            return (("", self.amount, self.unit),)
        return tuple((scenario.name, scenario.amount, scenario.unit) for scenario in self.scenarios)


class Branch(Model):
    """What happens next in one outcome of a step."""

    when: Text = Field(description="Trường hợp, ví dụ: Hồ sơ hợp lệ")
    then: Text = Field(description="Xử lý trong trường hợp đó")


class Step(Model):
    """One row of the step table (trình tự các bước công việc)."""

    what: Text = Field(description="Nội dung công việc của bước")
    who: Annotated[tuple[Slug, ...], OneOrMany] = Field(description="Mã chức danh thực hiện (khóa trong posts)")
    branches: tuple[Branch, ...] = Field((), description="Các nhánh xử lý")
    time: Annotated[tuple[Number, ...], OneOrMany] = Field(
        (), description="Thời gian của bước; một số, hoặc danh sách theo thứ tự các trường hợp của time_limit"
    )
    deadline: Text | None = Field(None, description="Thời điểm hoặc thời hạn bằng lời, cho quy trình không tính ngày")
    forms: tuple[Text, ...] = Field((), description="Biểu mẫu dùng ở bước này: mã, hoặc <quy trình>/<mã>")
    results: tuple[Text, ...] = Field((), description="Kết quả của bước")


class Column(Model):
    """A column of a form's table; widths are shares of the page's text width."""

    short_key: ClassVar[str | None] = "title"

    title: Text = Field(description="Tên cột")
    width: Number = Field(Decimal(1), gt=0, description="Độ rộng tương đối so với các cột khác")


class Table(Model):
    """A table of a form: real columns, then written rows and blank ones to fill."""

    columns: tuple[Column, ...] = Field(min_length=1, description="Các cột")
    rows: tuple[tuple[str | None, ...], ...] = Field((), description="Các dòng có sẵn nội dung, mỗi dòng đủ số ô")
    blank_rows: int = Field(0, ge=0, le=60, description="Số dòng trống để ghi")
    numbered: bool = Field(False, description="Đánh số thứ tự vào cột đầu tiên")

    @model_validator(mode="after")
    def _whole_rows(self) -> Table:
        for row in self.rows:
            if len(row) != len(self.columns):
                words = {"cells": len(row), "columns": len(self.columns)}
                raise PydanticCustomError("row_cells", "cells in a row", words)
        return self


class Choices(Model):
    """A question with boxes to tick."""

    label: Text = Field(description="Câu hỏi hoặc nhãn")
    options: tuple[Text, ...] = Field(min_length=1, description="Các phương án, mỗi phương án một ô vuông")


class Block(Model):
    """One block of a form; exactly one of its keys is written."""

    heading: Text | None = Field(None, description="Tiêu đề phần")
    text: Text | None = Field(None, description="Một đoạn văn")
    fields: tuple[Text, ...] | None = Field(None, description="Các dòng để điền: nhãn rồi dòng chấm")
    lines: int | None = Field(None, ge=1, le=40, description="Số dòng chấm trống để ghi")
    choices: Choices | None = Field(None, description="Các ô để đánh dấu")
    table: Table | None = Field(None, description="Bảng")
    signatures: tuple[Text, ...] | None = Field(None, description="Khối ký, từ trái sang phải")

    @model_validator(mode="after")
    def _exactly_one(self) -> Block:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_of", "exactly one key", {"known": ", ".join(type(self).model_fields)})
        return self


class Form(Model):
    """A blank form (biểu mẫu), which becomes a document of its own."""

    id: Slug = Field(description="Mã ngắn để tham chiếu trong quy trình này")
    title: Text = Field(description="Tên biểu mẫu")
    orientation: Literal["portrait", "landscape"] = Field("portrait", description="Khổ dọc hay ngang")
    motto: bool | None = Field(
        None, description="In Quốc hiệu, Tiêu ngữ; để trống thì in với đơn, tờ khai, giấy, biên bản, quyết định"
    )
    blocks: tuple[Block, ...] = Field(min_length=1, description="Nội dung biểu mẫu, từ trên xuống")


class Clauses(Model):
    """Clause numbers per numbering: the 2000 and 2008 editions share one, 2015 has its own."""

    v2008: tuple[CodeText, ...] = Field((), alias="2008", description="Điều khoản của TCVN ISO 9001:2000 và :2008")
    v2015: tuple[CodeText, ...] = Field((), alias="2015", description="Điều khoản của TCVN ISO 9001:2015")

    def of(self, numbering: Numbering) -> tuple[str, ...]:
        return self.v2008 if numbering == "2008" else self.v2015


class Retention(Model):
    """How long a record is kept: a number of years, or for ever."""

    short_key: ClassVar[str | None] = "years"

    years: int | None = Field(None, ge=1, description="Số năm lưu")
    permanent: bool = Field(False, description="Lưu vĩnh viễn")

    @model_validator(mode="before")
    @classmethod
    def _for_ever(cls, data: Any) -> Any:
        return {"permanent": "true"} if data == "permanent" else data


class Record(Model):
    """A record (hồ sơ): the evidence that a procedure leaves."""

    title: Text = Field(description="Tên hồ sơ")
    form: Text | None = Field(None, description="Biểu mẫu của hồ sơ, nếu có")
    kept_by: Slug = Field(description="Mã chức danh lưu giữ (khóa trong posts)")
    retention: Retention = Field(description="Thời gian lưu: số năm, hoặc permanent (vĩnh viễn)")
    clauses: Clauses = Field(Clauses(), description="Yêu cầu về hồ sơ của tiêu chuẩn mà hồ sơ này đáp ứng")


class Procedure(Model):
    """A procedure file. Its identifier is the file's name without .yaml."""

    title: Text = Field(description="Tên quy trình, không kèm chữ “Quy trình”")
    type: Literal["system", "service"] = Field(description="system: quy trình hệ thống; service: quy trình tác nghiệp")
    number: int | None = Field(None, ge=1, description="Số thứ tự trong mã hiệu; để trống thì theo thứ tự danh sách")
    clauses: Clauses = Field(Clauses(), description="Điều khoản tiêu chuẩn mà quy trình đáp ứng")
    unconfirmed: Text | None = Field(None, description="Điều chưa được đối chiếu với văn bản gốc; check sẽ nhắc")
    purpose: Text = Field(description="Mục đích")
    scope: Text = Field(description="Phạm vi")
    legal_bases: tuple[Text, ...] = Field((), description="Căn cứ pháp lý: mã văn bản trong acts.yaml")
    references: tuple[Text, ...] = Field((), description="Tài liệu viện dẫn khác, ngoài tiêu chuẩn và căn cứ pháp lý")
    definitions: tuple[Definition, ...] = Field((), description="Định nghĩa, chữ viết tắt")
    file: FileComponents | None = Field(None, description="Thành phần, số lượng hồ sơ")
    time_limit: TimeLimit | None = Field(None, description="Thời hạn giải quyết")
    applicants: Text | None = Field(None, description="Đối tượng thực hiện (ai được yêu cầu)")
    decided_by: Text | None = Field(None, description="Cơ quan, người có thẩm quyền quyết định")
    coordination: Text | None = Field(None, description="Cơ quan phối hợp")
    result: Text | None = Field(None, description="Kết quả thực hiện")
    fee: Text | None = Field(None, description="Phí, lệ phí; để trống nếu chưa rõ")
    conditions: tuple[Text, ...] = Field((), description="Yêu cầu, điều kiện")
    application_forms: tuple[Text, ...] = Field((), description="Mẫu đơn, mẫu tờ khai")
    steps: tuple[Step, ...] = Field(min_length=1, description="Các bước công việc")
    notes: tuple[Text, ...] = Field((), description="Ghi chú dưới bảng các bước")
    forms: tuple[Form, ...] = Field((), description="Biểu mẫu của quy trình")
    records: tuple[Record, ...] = Field(min_length=1, description="Hồ sơ phải lưu")
