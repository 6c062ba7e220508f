"""The running QMS (operation.yaml): risks, interested parties, results of objectives, surveys, complaints."""

from __future__ import annotations

import calendar
import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from qmsdocs.model.base import CodeText, Day, Model, OneOrMany, PostId, ProcedureId, Text, UnitId

Period = Annotated[str, StringConstraints(pattern=r"^[12]\d{3}(-(Q[1-4]|H[12]))?$")]
Score = Annotated[int, Field(ge=1, le=5)]
Level = Literal["low", "medium", "high"]
State = Literal["open", "done", "late", "overdue"]

ACT_FROM = 5  # a risk of that score must have an action
SEIZE_FROM = 10  # an opportunity of that score must have one

_MONTHS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


def span(period: str) -> tuple[datetime.date, datetime.date]:
    """(first day, last day) of a period: 2008, 2008-H1 or 2008-Q1."""
    year, _, part = period.partition("-")
    first, last = _MONTHS[part]
    end = calendar.monthrange(int(year), last)[1]
    return datetime.date(int(year), first, 1), datetime.date(int(year), last, end)


def previous(period: str) -> str:
    """The period of the same length right before: 2008-Q1 → 2007-Q4."""
    year, _, part = period.partition("-")
    if not part:
        return str(int(year) - 1)
    size, serial = part[0], int(part[1])
    return f"{year}-{size}{serial - 1}" if serial > 1 else f"{int(year) - 1}-{size}{4 if size == 'Q' else 2}"


def percent(part: int, whole: int) -> Decimal | None:
    """A share in per cent with one decimal, halves rounded up; None of nothing."""
    return Decimal(100 * part / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def number_of(written: str | None) -> Decimal | None:
    """A percentage as people write it, 92,5 or 90%; None when it is not one."""
    bare = (written or "").strip().removesuffix("%").strip().replace(",", ".")
    if not bare.replace(".", "", 1).isdigit():
        return None
    return value if (value := Decimal(bare)) <= 100 else None


def state_of(until: datetime.date | None, done: datetime.date | None, as_of: datetime.date | None) -> State:
    """Whether something due was done in time, done late, is still open, or was overdue on the day of the survey."""
    if done:
        return "late" if until and done > until else "done"
    return "overdue" if until and as_of and as_of > until else "open"


def level_of(score: int) -> Level:
    """Low to 4, medium from 5, high from 10, as the form of the procedure on risks has it."""
    return "low" if score < ACT_FROM else "medium" if score < 10 else "high"


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

    @property
    def score(self) -> int:
        return self.likelihood * self.severity

    @property
    def score_after(self) -> int | None:
        """None until both marks were given again."""
        return self.likelihood_after * self.severity_after if self.likelihood_after and self.severity_after else None


class Opportunity(Model):
    """An opportunity; its worth is benefit times feasibility."""

    what: Text = Field(description="Cơ hội")
    benefit: Score = Field(description="Lợi ích, 1 đến 5")
    feasibility: Score = Field(description="Khả năng thực hiện, 1 đến 5")
    action: Text | None = Field(None, description="Hành động tận dụng; bắt buộc từ 10 điểm")
    who: PostId | None = Field(None, description="Mã chức danh thực hiện")
    until: Day | None = Field(None, description="Thời hạn")
    done: Day | None = Field(None, description="Ngày hoàn thành")
    measure: Text | None = Field(None, description="Cách đánh giá")

    @property
    def score(self) -> int:
        return self.benefit * self.feasibility


class Issue(Model):
    """An internal or external matter of the agency's context."""

    side: Literal["external", "internal"] = Field(description="external: bên ngoài; internal: bên trong")
    field: Text = Field(description="Lĩnh vực")
    what: Text = Field(description="Vấn đề")
    good: Text | None = Field(None, description="Thuận lợi, cơ hội")
    bad: Text | None = Field(None, description="Khó khăn, rủi ro")
    watched_by: PostId | None = Field(None, description="Mã chức danh theo dõi; để trống là không cần theo dõi")
    source: Text | None = Field(None, description="Nguồn tin")


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
    adjust: Text | None = Field(None, description="Đề nghị điều chỉnh mục tiêu và lý do")


class Answers(Model):
    """How many ticked what on one line of the survey."""

    question: Text = Field(description="Nội dung hỏi")
    very_good: int = Field(0, ge=0, description="Rất hài lòng")
    good: int = Field(0, ge=0, description="Hài lòng")
    fair: int = Field(0, ge=0, description="Bình thường")
    bad: int = Field(0, ge=0, description="Không hài lòng")
    very_bad: int = Field(0, ge=0, description="Rất không hài lòng")
    before: CodeText | None = Field(None, description="Tỷ lệ hài lòng kỳ trước (%)")

    @property
    def total(self) -> int:
        """The valid answers of the line: sheets that leave it out are not counted."""
        return self.very_good + self.good + self.fair + self.bad + self.very_bad

    @property
    def satisfied(self) -> Decimal | None:
        return percent(self.very_good + self.good, self.total)


class SurveyPart(Model):
    """What the sheets on one procedure say."""

    procedure: ProcedureId = Field(description="Mã quy trình")
    valid: int = Field(ge=0, description="Phiếu hợp lệ có trả lời mục đánh giá chung")
    satisfied: int = Field(ge=0, description="Phiếu hài lòng hoặc rất hài lòng ở mục đánh giá chung")
    in_time: int = Field(0, ge=0, description="Phiếu trả lời nhận kết quả sớm hẹn hoặc đúng hẹn")
    again: int = Field(0, ge=0, description="Phiếu trả lời phải bổ sung hồ sơ từ hai lần")
    extra_paid: int = Field(0, ge=0, description="Phiếu phản ánh khoản thu ngoài quy định")


class Improvement(Model):
    """What will be done after a survey; may be written as the text alone."""

    short_key: ClassVar[str | None] = "what"

    what: Text = Field(description="Biện pháp cải tiến")
    who: PostId | None = Field(None, description="Mã chức danh thực hiện")
    until: Day | None = Field(None, description="Thời hạn")
    check: Text | None = Field(None, description="Cách kiểm tra")


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
    parts: tuple[SurveyPart, ...] = Field((), description="Kết quả theo loại công việc")
    lowest_cause: Text | None = Field(None, description="Nguyên nhân của nội dung thấp nhất")
    earlier: Text | None = Field(None, description="Kết quả của biện pháp đã làm ở kỳ trước")
    comments: tuple[Text, ...] = Field((), description="Góp ý bằng lời, đã tổng hợp")
    actions: tuple[Improvement, ...] = Field((), description="Việc sẽ làm theo góp ý")

    @property
    def valid(self) -> int:
        return self.returned - self.invalid

    @property
    def general(self) -> Answers:
        """The last line: the general judgement."""
        return self.answers[-1]


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
    founded: bool | None = Field(None, description="true: đúng (kiến nghị: tiếp thu); false: không")
    car: CodeText | None = Field(None, description="Số phiếu yêu cầu hành động khắc phục, nếu lập")
    late_reason: Text | None = Field(None, description="Lý do trả lời chậm, nếu chậm")

    def state(self, as_of: datetime.date | None) -> State:
        return state_of(self.until, self.answered, as_of)


class LateCase(Model):
    """A case settled after its day."""

    code: CodeText = Field(description="Mã hồ sơ")
    due: Day = Field(description="Hạn trả")
    returned: Day = Field(description="Ngày trả")
    cause: Text = Field(description="Nguyên nhân")
    ours: bool = Field(True, description="true: nguyên nhân chủ quan; false: khách quan")
    who: PostId | None = Field(None, description="Mã chức danh chịu trách nhiệm")
    action: Text | None = Field(None, description="Biện pháp")


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
    supplemented: int = Field(0, ge=0, description="Hồ sơ phải bổ sung")
    corrected: int = Field(0, ge=0, description="Kết quả phải sửa, cấp lại")
    late_cases: tuple[LateCase, ...] = Field((), description="Từng hồ sơ quá hạn")

    @property
    def settled(self) -> int:
        return self.early + self.on_time + self.late

    @property
    def in_hand(self) -> int:
        """What goes into the next period."""
        return self.brought + self.received - self.settled - self.refused

    @property
    def in_time(self) -> Decimal | None:
        return percent(self.early + self.on_time, self.settled)


class CaseloadReport(Model):
    """What the report of a period says besides the numbers."""

    period: Period = Field(description="Kỳ")
    date: Day | None = Field(None, description="Ngày lập báo cáo")
    source: Text | None = Field(None, description="Nguồn số liệu")
    remark: Text | None = Field(None, description="Nhận xét so với kỳ trước; tỷ lệ và mức tăng giảm được tính sẵn")
    proposal: Text | None = Field(None, description="Đề nghị, kiến nghị")


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

    as_of: Day | None = Field(None, description="Ngày rà soát; việc quá hạn được tính đến ngày này")
    issues: tuple[Issue, ...] = Field((), description="Bối cảnh: vấn đề bên trong, bên ngoài")
    parties: tuple[Party, ...] = Field((), description="Bên quan tâm")
    risks: tuple[Risk, ...] = Field((), description="Rủi ro")
    opportunities: tuple[Opportunity, ...] = Field((), description="Cơ hội")
    results: tuple[Result, ...] = Field((), description="Kết quả thực hiện mục tiêu")
    surveys: tuple[Survey, ...] = Field((), description="Các đợt lấy ý kiến")
    complaints: tuple[Complaint, ...] = Field((), description="Khiếu nại, phản ánh, kiến nghị")
    caseload: tuple[Caseload, ...] = Field((), description="Số hồ sơ theo kỳ")
    caseload_reports: tuple[CaseloadReport, ...] = Field((), description="Nhận xét, kiến nghị của báo cáo từng kỳ")
    change_requests: tuple[ChangeRequest, ...] = Field((), description="Phiếu yêu cầu thay đổi tài liệu")
