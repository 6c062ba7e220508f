"""What papers and records have in common: their number and date, and the people they name."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from qmsdocs.model.base import CodeText, Day, Model, PostId, Text, UnitId


class Paper(Model):
    """Number, date and signer of one paper. What is not known prints as room to write by hand."""

    number: CodeText | None = Field(None, description="Số văn bản, không kèm ký hiệu")
    date: Day | None = Field(None, description="Ngày ký")
    signed_by: PostId = Field("head", description="Mã chức danh người ký; người đứng đầu ký thì không cần ghi")


class Person(Model):
    """Somebody a paper names: a holder of a post, or a person of or outside the agency."""

    short_key: ClassVar[str | None] = "name"

    post: PostId | None = Field(None, description="Mã chức danh trong posts; họ tên, chức danh, đơn vị lấy từ đó")
    name: Text | None = Field(None, description="Họ và tên; để trống thì in dòng chấm")
    title: Text | None = Field(None, description="Chức danh, khi không lấy từ post")
    unit: UnitId | None = Field(None, description="Mã đơn vị của người trong cơ quan")
    body: Text | None = Field(None, description="Cơ quan, tổ chức của người ngoài cơ quan")


class Assigned(Model):
    """Something to be done: by whom, until when, and whether it is done."""

    what: Text = Field(description="Việc phải làm")
    who: PostId | None = Field(None, description="Mã chức danh chịu trách nhiệm")
    unit: UnitId | None = Field(None, description="Mã đơn vị chủ trì")
    until: Day | None = Field(None, description="Thời hạn")
    done: Day | None = Field(None, description="Ngày hoàn thành; để trống là chưa xong")
    result: Text | None = Field(None, description="Kết quả, bằng chứng")
