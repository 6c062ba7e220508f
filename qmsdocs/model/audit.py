"""A round of internal audit (audits/<id>.yaml): team, timetable, findings, corrective actions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qmsdocs.model.base import ClauseId, Day, Model, PostId, ProcedureId, Text, UnitId
from qmsdocs.model.paper import Assigned, Paper, Person


class Auditor(Person):
    """A member of the audit team, marked A, B, C… in the order written."""

    role: Literal["leader", "member"] = Field("member", description="leader: trưởng đoàn; member: thành viên")


class Slot(Model):
    """One line of the timetable."""

    date: Day = Field(description="Ngày")
    time: Text = Field(description="Giờ, ví dụ 8 giờ 30 - 10 giờ")
    unit: UnitId | None = Field(None, description="Mã đơn vị được đánh giá; để trống: các đơn vị (họp chung)")
    whom: Text | None = Field(None, description="Ai, khi không phải một đơn vị, ví dụ Lãnh đạo Sở; thay chữ Các đơn vị")
    what: Text = Field(description="Nội dung: quy trình, điều khoản, hoặc họp khai mạc, họp kết thúc")
    auditors: tuple[int, ...] = Field((), description="Thứ tự người đánh giá trong đoàn, từ 1; để trống: cả đoàn")


class CorrectiveAction(Model):
    """What is done about a nonconformity, part II to IV of the request."""

    correction: Text | None = Field(None, description="Xử lý tức thời")
    cause: Text | None = Field(None, description="Nguyên nhân gốc")
    similar: Text | None = Field(None, description="Nơi, hồ sơ khác có sự không phù hợp tương tự")
    actions: tuple[Assigned, ...] = Field((), description="Biện pháp khắc phục")
    documents: Text | None = Field(None, description="Tài liệu phải sửa đổi; để trống: không phải sửa tài liệu")
    proof: Text | None = Field(None, description="Cách đánh giá hiệu lực")
    check_by: Day | None = Field(None, description="Ngày dự kiến đánh giá hiệu lực")
    answered: Day | None = Field(None, description="Ngày đơn vị trả lời")
    approved: Day | None = Field(None, description="Ngày phê duyệt biện pháp")
    extended: Day | None = Field(None, description="Gia hạn đến ngày, khi đơn vị đề nghị và được chấp nhận")
    checked: Day | None = Field(None, description="Ngày kiểm tra, đánh giá hiệu lực")
    evidence: Text | None = Field(None, description="Bằng chứng đã xem khi kiểm tra")
    effective: bool | None = Field(None, description="true: đạt, khép phiếu; false: không đạt; để trống: chưa kết luận")


class Finding(Model):
    """What the auditors found in a unit; a nonconformity opens a corrective-action request with the next number."""

    unit: UnitId = Field(description="Mã đơn vị")
    clause: ClauseId = Field(description="Điều khoản của phiên bản tiêu chuẩn mà cơ quan áp dụng")
    procedure: ProcedureId | None = Field(None, description="Mã quy trình liên quan")
    level: Literal["major", "minor", "note", "good"] = Field(
        description="major: không phù hợp nặng; minor: không phù hợp nhẹ; note: lưu ý; good: điểm tốt"
    )
    what: Text = Field(description="Nội dung phát hiện")
    evidence: Text | None = Field(None, description="Bằng chứng: số hồ sơ, ngày, nơi xem")
    auditor: int | None = Field(None, ge=1, description="Người phát hiện: thứ tự trong đoàn, từ 1")
    until: Day | None = Field(None, description="Thời hạn khắc phục (làm xong biện pháp), hoặc trả lời điểm lưu ý")
    answer: Text | None = Field(None, description="Trả lời của đơn vị về điểm lưu ý")
    car: CorrectiveAction = Field(CorrectiveAction(), description="Hành động khắc phục của sự không phù hợp")


class Opinion(Model):
    """What a unit said of a finding at the closing meeting, and how it was settled."""

    unit: UnitId | None = Field(None, description="Mã đơn vị có ý kiến")
    said: Text = Field(description="Ý kiến")
    settled: Text | None = Field(None, description="Kết luận về ý kiến đó")


class Meeting(Model):
    """The opening or the closing meeting; what is not written follows from the round."""

    date: Day | None = Field(None, description="Ngày họp; để trống: ngày đầu, ngày cuối của đợt")
    start: Text | None = Field(None, description="Giờ bắt đầu")
    end: Text | None = Field(None, description="Giờ kết thúc")
    place: Text | None = Field(None, description="Địa điểm")
    recorder: PostId = Field("secretary", description="Mã chức danh người ghi biên bản")
    present: tuple[Person, ...] = Field(
        (), description="Người dự; để trống: đại diện lãnh đạo, đoàn đánh giá, thư ký và trưởng các đơn vị"
    )
    absent: tuple[Person, ...] = Field((), description="Người vắng")
    opinions: tuple[Opinion, ...] = Field((), description="Ý kiến khác nhau")
    conclusion: Text | None = Field(None, description="Kết luận của người chủ trì")


class Remark(Model):
    """What the team thinks of one unit, in the report."""

    unit: UnitId = Field(description="Mã đơn vị")
    what: Text = Field(description="Nhận xét tóm tắt")


class AuditRound(Model):
    """One round: decided, planned, done, reported."""

    number: int = Field(ge=1, description="Đợt thứ mấy trong năm")
    start: Day = Field(description="Ngày bắt đầu")
    end: Day = Field(description="Ngày kết thúc")
    scope: Text | None = Field(None, description="Phạm vi; để trống: toàn hệ thống")
    aims: tuple[Text, ...] = Field((), description="Mục đích; để trống: mục đích thông thường")
    decision: Paper = Field(Paper(), description="Quyết định thành lập đoàn")
    programme: Paper = Field(Paper(), description="Ngày lập chương trình, gửi các đơn vị")
    team: tuple[Auditor, ...] = Field(min_length=1, description="Đoàn đánh giá")
    timetable: tuple[Slot, ...] = Field((), description="Lịch làm việc")
    findings: tuple[Finding, ...] = Field((), description="Phát hiện")
    audited: bool = Field(True, description="false khi đợt mới lên chương trình, chưa đánh giá")
    opening: Meeting = Field(Meeting(), description="Họp khai mạc")
    closing: Meeting = Field(Meeting(), description="Họp kết thúc")
    course: Text | None = Field(None, description="Tình hình thực hiện chương trình; để trống: theo đúng chương trình")
    remarks: tuple[Remark, ...] = Field((), description="Nhận xét tóm tắt từng đơn vị")
    strengths: tuple[Text, ...] = Field((), description="Ưu điểm chung")
    verdict: Literal["effective", "partly", "not"] | None = Field(
        None,
        description="effective: phù hợp và có hiệu lực; partly: cơ bản phù hợp, còn điểm phải khắc phục; "
        "not: chưa phù hợp, cần đánh giá lại",
    )
    conclusion: Text | None = Field(None, description="Kết luận của đoàn")
    requests: tuple[Assigned, ...] = Field((), description="Kiến nghị: việc, người chịu trách nhiệm, thời hạn")
    report: Paper = Field(Paper(), description="Số, ngày báo cáo")
