"""The running QMS (operation.yaml): risks, interested parties, results of objectives, surveys, complaints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qmsdocs.model.base import CodeText, Day, Model, OneOrMany, PostId, ProcedureId, Text, UnitId

Period = Annotated[str, StringConstraints(pattern=r"^[12]\d{3}(-(Q[1-4]|H[12]))?$")]
Score = Annotated[int, Field(ge=1, le=5)]


class Risk(Model):
    """A risk; its level is likelihood times severity."""

    process: Text = Field(description="Quá trình, bước công việc")
    procedure: ProcedureId | None = Field(None, description="Mã quy trình liên quan, nếu có")
    risk: Text = Field(description="Rủi ro")
    cause: Text = Field(description="Nguyên nhân")
    control: Text = Field(description="Kiểm soát hiện có")
    likelihood: Score = Field(description="Khả năng xảy ra, 1 đến 5")
    severity: Score = Field(description="Mức độ hậu quả, 1 đến 5")
    action: Text | None = Field(None, description="Biện pháp; bắt buộc từ 5 điểm")
    who: PostId | None = Field(None, description="Mã chức danh thực hiện")
    until: Day | None = Field(None, description="Thời hạn")
    done: Day | None = Field(None, description="Ngày hoàn thành")
    likelihood_after: Score | None = Field(None, description="Khả năng sau xử lý")
    severity_after: Score | None = Field(None, description="Mức độ sau xử lý")


class Opportunity(Model):
    """An opportunity; its worth is benefit times feasibility."""

    what: Text = Field(description="Cơ hội")
    benefit: Score = Field(description="Lợi ích, 1 đến 5")
    feasibility: Score = Field(description="Khả năng thực hiện, 1 đến 5")
    action: Text | None = Field(None, description="Hành động tận dụng; bắt buộc từ 10 điểm")
    who: PostId | None = Field(None, description="Mã chức danh thực hiện")
    until: Day | None = Field(None, description="Thời hạn")
    measure: Text | None = Field(None, description="Cách đánh giá")


class Issue(Model):
    """An internal or external matter of the agency's context."""

    side: Literal["external", "internal"] = Field(description="external: bên ngoài; internal: bên trong")
    field: Text = Field(description="Lĩnh vực")
    what: Text = Field(description="Vấn đề")
    good: Text | None = Field(None, description="Thuận lợi, cơ hội")
    bad: Text | None = Field(None, description="Khó khăn, rủi ro")
    watched_by: PostId | None = Field(None, description="Mã chức danh theo dõi")


class Party(Model):
    """An interested party."""

    name: Text = Field(description="Bên quan tâm")
    needs: Text = Field(description="Yêu cầu, mong đợi")
    rules: Text | None = Field(None, description="Quy định liên quan phải thực hiện")
    answer: Text = Field(description="Cách đáp ứng, theo dõi")
    who: PostId = Field(description="Mã chức danh phụ trách")


class Result(Model):
    """What an objective reached in a period; the objective is named by its place in `objectives`, from 1."""

    objective: int = Field(ge=1, description="Mục tiêu thứ mấy")
    period: Period = Field(description="Kỳ: 2008-Q1, 2008-H1 hoặc 2008")
    value: Text = Field(description="Kết quả, ví dụ 98,5%")
    reached: bool = Field(description="Đạt hay chưa")
    reason: Text | None = Field(None, description="Nguyên nhân, biện pháp nếu chưa đạt")


class Answers(Model):
    """How many ticked what on one line of the survey."""

    question: Text = Field(description="Nội dung hỏi")
    very_good: int = Field(0, ge=0, description="Rất hài lòng")
    good: int = Field(0, ge=0, description="Hài lòng")
    fair: int = Field(0, ge=0, description="Bình thường")
    bad: int = Field(0, ge=0, description="Không hài lòng")
    very_bad: int = Field(0, ge=0, description="Rất không hài lòng")
    before: CodeText | None = Field(None, description="Tỷ lệ hài lòng kỳ trước (%)")


class Survey(Model):
    """A satisfaction survey; shares are computed."""

    period: Period = Field(description="Kỳ lấy ý kiến")
    start: Day | None = Field(None, description="Từ ngày")
    end: Day | None = Field(None, description="Đến ngày")
    sent: int = Field(ge=0, description="Số phiếu phát ra")
    returned: int = Field(ge=0, description="Số phiếu thu về")
    invalid: int = Field(0, ge=0, description="Số phiếu không hợp lệ")
    answers: tuple[Answers, ...] = Field(min_length=1, description="Kết quả từng nội dung; dòng cuối là đánh giá chung")
    target: CodeText | None = Field(None, description="Chỉ tiêu (%)")
    comments: tuple[Text, ...] = Field((), description="Góp ý bằng lời, đã tổng hợp")
    actions: tuple[Text, ...] = Field((), description="Việc sẽ làm theo góp ý")


class Complaint(Model):
    """A complaint, remark or petition."""

    date: Day = Field(description="Ngày nhận")
    way: Text = Field(description="Hình thức tiếp nhận")
    sender: Text | None = Field(None, description="Người góp ý, nếu ghi")
    what: Text = Field(description="Tóm tắt nội dung")
    type: Literal["complaint", "remark", "petition"] = Field(
        description="complaint: khiếu nại; remark: phản ánh; petition: kiến nghị"
    )
    unit: UnitId = Field(description="Mã đơn vị giải quyết")
    until: Day | None = Field(None, description="Hạn trả lời")
    answered: Day | None = Field(None, description="Ngày trả lời; để trống là chưa trả lời")
    result: Text | None = Field(None, description="Kết quả")
    founded: bool | None = Field(None, description="true: đúng; false: không đúng")
    car: CodeText | None = Field(None, description="Số phiếu yêu cầu hành động khắc phục, nếu lập")


class Caseload(Model):
    """Cases of one procedure in a period; shares are computed."""

    procedure: ProcedureId = Field(description="Mã quy trình")
    period: Period = Field(description="Kỳ")
    brought: int = Field(0, ge=0, description="Tồn kỳ trước")
    received: int = Field(ge=0, description="Nhận trong kỳ")
    early: int = Field(0, ge=0, description="Giải quyết trước hạn")
    on_time: int = Field(0, ge=0, description="Giải quyết đúng hạn")
    late: int = Field(0, ge=0, description="Giải quyết quá hạn")
    refused: int = Field(0, ge=0, description="Từ chối, rút hồ sơ")
    corrected: int = Field(0, ge=0, description="Kết quả phải sửa, cấp lại")


class Wanted(Model):
    """One place of a document to be changed."""

    where: Text = Field(description="Trang, phần liên quan")
    now: Text | None = Field(None, description="Nội dung hiện hành")
    new: Text = Field(description="Nội dung đề nghị")


class ChangeRequest(Model):
    """A request to write, change, issue anew or withdraw a document."""

    number: CodeText = Field(description="Số phiếu")
    date: Day = Field(description="Ngày đề nghị")
    type: Literal["write", "change", "reissue", "withdraw"] = Field(
        "change", description="write: soạn mới; change: sửa đổi; reissue: ban hành lại; withdraw: hủy bỏ"
    )
    code: CodeText = Field(description="Mã hiệu tài liệu")
    title: Text | None = Field(None, description="Tên tài liệu, khi chưa có trong danh mục")
    effective: Day | None = Field(None, description="Ngày đề nghị có hiệu lực")
    by: PostId = Field(description="Mã chức danh đề nghị")
    unit: UnitId | None = Field(None, description="Mã đơn vị đề nghị")
    reason: Text = Field(description="Lý do, căn cứ")
    cause: Literal["law", "organisation", "audit", "corrective-action", "feedback", "other"] = Field(
        "other",
        description="law: pháp luật; organisation: tổ chức; audit: đánh giá; corrective-action: hành động khắc phục; "
        "feedback: góp ý; other: khác",
    )
    wanted: tuple[Wanted, ...] = Field((), description="Nội dung đề nghị")
    affects: Annotated[tuple[Text, ...], OneOrMany] = Field((), description="Đơn vị, quy trình, biểu mẫu chịu tác động")
    decision: Literal["accepted", "partly", "refused"] | None = Field(
        None, description="accepted: chấp nhận; partly: một phần; refused: không; để trống: chưa xem xét"
    )
    decided: Day | None = Field(None, description="Ngày xem xét")
    refusal: Text | None = Field(None, description="Lý do không chấp nhận hoặc chấp nhận một phần")
    writer: PostId | None = Field(None, description="Mã chức danh soạn thảo")
    together: Annotated[tuple[UnitId, ...], OneOrMany] = Field((), description="Mã đơn vị phối hợp")
    until: Day | None = Field(None, description="Thời hạn hoàn thành dự thảo")
    stop_now: bool | None = Field(None, description="true: ngừng áp dụng ngay nội dung hiện hành")


class Operation(Model):
    """operation.yaml: the dated facts of the running system."""

    issues: tuple[Issue, ...] = Field((), description="Bối cảnh: vấn đề bên trong, bên ngoài")
    parties: tuple[Party, ...] = Field((), description="Bên quan tâm")
    risks: tuple[Risk, ...] = Field((), description="Rủi ro")
    opportunities: tuple[Opportunity, ...] = Field((), description="Cơ hội")
    results: tuple[Result, ...] = Field((), description="Kết quả thực hiện mục tiêu")
    surveys: tuple[Survey, ...] = Field((), description="Các đợt lấy ý kiến")
    complaints: tuple[Complaint, ...] = Field((), description="Khiếu nại, phản ánh, kiến nghị")
    caseload: tuple[Caseload, ...] = Field((), description="Số hồ sơ theo kỳ")
    change_requests: tuple[ChangeRequest, ...] = Field((), description="Phiếu yêu cầu thay đổi tài liệu")
