"""A contract with a consultant or a certifier (contracts/<id>.yaml): choice, schedule, working days, end.

Order of contracts and gates: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VI. Conditions and working minutes of consultants
today: TT 26/2014/TT-BKHCN, Điều 8-12, 16, 22.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qmsdocs.model.base import ClauseId, CodeText, Day, Model, Money, Number, Text
from qmsdocs.model.paper import Assigned, Paper, Person


class Requirement(Model):
    """One condition, and the evidence that was seen."""

    what: Text = Field(description="Điều kiện")
    evidence: Text | None = Field(None, description="Bằng chứng đã xem")
    met: bool = Field(description="Đạt hay không")


class Card(Model):
    """An expert's or auditor's card."""

    name: Text = Field(description="Họ và tên chuyên gia")
    number: CodeText | None = Field(None, description="Số thẻ")
    issued: Day | None = Field(None, description="Ngày cấp")
    until: Day | None = Field(None, description="Ngày hết hạn")


class Candidate(Model):
    """An organisation that was considered."""

    name: Text = Field(description="Tên tổ chức")
    address: Text | None = Field(None, description="Địa chỉ")
    certificate: CodeText | None = Field(None, description="Số Giấy xác nhận hoặc giấy chứng nhận đăng ký hoạt động")
    issued: Day | None = Field(None, description="Ngày cấp")
    until: Day | None = Field(None, description="Ngày hết hạn")
    experts: tuple[Card, ...] = Field((), description="Chuyên gia và thẻ")
    requirements: tuple[Requirement, ...] = Field((), description="Kết quả xem xét từng điều kiện")
    price: Money | None = Field(None, description="Giá đề nghị (đồng)")
    score: Number | None = Field(None, ge=0, le=100, description="Điểm đánh giá năng lực, thang 100")
    remark: Text | None = Field(None, description="Nhận xét")


class Work(Model):
    """One line of the schedule."""

    what: Text = Field(description="Nội dung công việc")
    start: Day = Field(description="Từ ngày")
    end: Day = Field(description="Đến ngày")
    man_days: Number = Field(description="Số ngày công")
    result: Text = Field(description="Sản phẩm, kết quả")


class WorkingDay(Model):
    """One day that the consultant worked at the agency, with the minutes both sides sign."""

    date: Day = Field(description="Ngày")
    start: Text | None = Field(None, description="Giờ bắt đầu")
    end: Text | None = Field(None, description="Giờ kết thúc")
    place: Text | None = Field(None, description="Địa điểm")
    consultants: tuple[Person, ...] = Field((), description="Phía tư vấn")
    agency: tuple[Person, ...] = Field((), description="Phía cơ quan")
    work: tuple[Text, ...] = Field(min_length=1, description="Công việc đã làm")
    results: tuple[Text, ...] = Field((), description="Kết quả")
    next: tuple[Assigned, ...] = Field((), description="Việc tiếp theo")
    man_days: Number = Field(description="Số ngày công thực hiện")


class Payment(Model):
    """A payment under the contract, in đồng."""

    date: Day | None = Field(None, description="Ngày thanh toán; để trống là chưa thanh toán")
    amount: Money = Field(description="Số tiền (đồng)")
    what: Text = Field(description="Nội dung thanh toán")


class Acceptance(Paper):
    """Acceptance of the work."""

    remarks: tuple[Text, ...] = Field((), description="Nhận xét về chất lượng, tiến độ")
    missing: tuple[Text, ...] = Field((), description="Việc chưa đạt, phải làm tiếp")


class TrialFinding(Model):
    """A finding of the trial assessment."""

    clause: ClauseId = Field(description="Điều khoản")
    place: Text | None = Field(None, description="Đơn vị, quy trình")
    level: Literal["major", "minor", "note"] = Field(description="major: nặng; minor: nhẹ; note: lưu ý")
    what: Text = Field(description="Nội dung")
    until: Day | None = Field(None, description="Thời hạn khắc phục")
    closed: Day | None = Field(None, description="Ngày khắc phục xong")


class Trial(Paper):
    """The consultant's trial assessment before certification (the gate of mục VI.1)."""

    start: Day | None = Field(None, description="Từ ngày")
    end: Day | None = Field(None, description="Đến ngày")
    assessors: tuple[Person, ...] = Field((), description="Người đánh giá thử")
    findings: tuple[TrialFinding, ...] = Field((), description="Phát hiện")
    ready: bool | None = Field(None, description="true: đủ điều kiện đánh giá chứng nhận; để trống: chưa kết luận")
    conclusion: Text | None = Field(None, description="Kết luận")


class Contract(Model):
    """A consulting or certification contract of the agency."""

    type: Literal["consulting", "certification"] = Field(description="consulting: tư vấn; certification: chứng nhận")
    candidates: tuple[Candidate, ...] = Field((), description="Các tổ chức được xem xét")
    chosen: Text | None = Field(None, description="Tên tổ chức được chọn, đúng như trong candidates")
    reasons: tuple[Text, ...] = Field((), description="Lý do chọn")
    selection: Paper = Field(Paper(), description="Số, ngày biên bản lựa chọn")
    selectors: tuple[Person, ...] = Field((), description="Thành phần xem xét, lựa chọn")
    number: CodeText | None = Field(None, description="Số hợp đồng")
    date: Day | None = Field(None, description="Ngày ký hợp đồng")
    start: Day | None = Field(None, description="Ngày bắt đầu thực hiện")
    end: Day | None = Field(None, description="Ngày kết thúc theo hợp đồng")
    value: Money | None = Field(None, description="Giá trị hợp đồng (đồng)")
    partner: tuple[Person, ...] = Field((), description="Đại diện bên tổ chức, người đầu tiên ký")
    schedule: tuple[Work, ...] = Field((), description="Tiến độ, khối lượng theo hợp đồng")
    days: tuple[WorkingDay, ...] = Field((), description="Các buổi làm việc")
    payments: tuple[Payment, ...] = Field((), description="Thanh toán")
    trial: Trial | None = Field(None, description="Đánh giá thử trước chứng nhận (hợp đồng tư vấn, chế độ 144-2006)")
    acceptance: Acceptance | None = Field(None, description="Nghiệm thu")
    liquidation: Paper | None = Field(None, description="Thanh lý")
