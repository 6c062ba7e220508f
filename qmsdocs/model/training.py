"""A training course (training/<id>.yaml): awareness, document writing, internal auditors (TT 26/2014, Điều 7.1 c)."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from qmsdocs.model.base import Day, Model, Money, Number, Text
from qmsdocs.model.paper import Paper, Person


class Trainee(Person):
    """Somebody on the attendance list."""

    absent: Text | None = Field(None, description="Lý do vắng mặt; để trống là có mặt")
    score: Number | None = Field(None, ge=0, le=100, description="Điểm kiểm tra, thang 100")


class Session(Model):
    """One part of the timetable."""

    date: Day = Field(description="Ngày")
    time: Text = Field(description="Buổi hoặc giờ, ví dụ Sáng, 13 giờ 30")
    topic: Text = Field(description="Nội dung")


class Course(Model):
    """One course: plan, attendance and result."""

    type: Literal["awareness", "writing", "auditor", "consultant", "other"] = Field(
        description="awareness: nhận thức; writing: viết tài liệu; auditor: đánh giá viên nội bộ; "
        "consultant: chuyên gia tư vấn, đánh giá (lớp của tỉnh); other: khác"
    )
    title: Text = Field(description="Tên khóa học")
    aims: tuple[Text, ...] = Field((), description="Mục đích, kết quả cần đạt; để trống: theo loại khóa học")
    for_whom: Text | None = Field(None, description="Đối tượng")
    place: Text | None = Field(None, description="Địa điểm")
    trainer: Person | None = Field(None, description="Giảng viên")
    sessions: tuple[Session, ...] = Field((), description="Thời khóa biểu")
    planned: int | None = Field(None, ge=1, description="Số người theo kế hoạch")
    trainees: tuple[Trainee, ...] = Field((), description="Danh sách người học")
    pass_mark: Number = Field(Decimal(70), ge=0, le=100, description="Điểm đạt")
    cost: Money | None = Field(None, description="Kinh phí dự kiến (đồng)")
    plan: Paper = Field(Paper(), description="Số, ngày kế hoạch khóa học")
    report: Paper = Field(Paper(), description="Số, ngày báo cáo kết quả")
    makeup: Text | None = Field(None, description="Kế hoạch học bù cho người vắng")
    remarks: tuple[Text, ...] = Field((), description="Nhận xét về khóa học")
    requests: tuple[Text, ...] = Field((), description="Kiến nghị")

    @property
    def days(self) -> list[datetime.date]:
        """The days of the course in order, each once."""
        return sorted({session.date for session in self.sessions})
