"""An agency's project to build and apply the QMS: what is planned, and the dated facts of how it goes.

Written in project.yaml (or under `project` in agency.yaml). Totals, percentages and overdue marks are computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from qmsdocs.model.base import (
    ActId,
    ClauseId,
    CodeText,
    CostLineId,
    Day,
    Model,
    Money,
    Number,
    PostId,
    ProcedureId,
    TaskId,
    Text,
    UnitId,
)
from qmsdocs.model.paper import Assigned, Paper, Person

# The papers that an agency makes once in a project; those of an event carry number and date in the event's own file.
PaperName = Literal[
    "committee-decision",
    "representative-decision",
    "gap-assessment",
    "estimate-request",
    "issue-decision",
    "certification-request",
    "upkeep-estimate",
]

# Who helps an agency to build its system: an organisation, an independent expert, nobody.
Advice = Literal["organisation", "expert", "none"]


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None when there is nothing to add or an amount is not known."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return sum(known, Decimal(0)) if found and len(known) == len(found) else None


class BudgetLine(Model):
    """One amount of the estimate, in đồng. The line is one of the regime's cost lines."""

    line: CostLineId = Field(description="Mã nội dung chi (xem danh sách nội dung chi của chế độ)")
    detail: Text | None = Field(None, description="Diễn giải")
    quantity: Number = Field(Decimal(1), description="Số lượng")
    price: Money | None = Field(
        None, description="Đơn giá (đồng), ví dụ 1500000 hoặc 1.500.000; trống thì in dòng chấm"
    )

    @property
    def amount(self) -> Decimal | None:
        """Quantity times price; None while the price is not known."""
        return self.quantity * self.price if self.price is not None else None


class Spending(Model):
    """Money spent on one day, in đồng."""

    line: CostLineId = Field(description="Mã nội dung chi")
    date: Day = Field(description="Ngày chi")
    amount: Money = Field(description="Số tiền (đồng)")
    detail: Text | None = Field(None, description="Diễn giải")


class Member(Person):
    """A member of the steering committee."""

    role: Literal["chair", "vice_chair", "secretary", "member"] = Field(
        "member", description="chair: trưởng ban; vice_chair: phó trưởng ban; secretary: thư ký; member: ủy viên"
    )
    duty: Text | None = Field(None, description="Nhiệm vụ trong Ban; để trống: nhiệm vụ mặc định của vai")


class Gap(Model):
    """How the agency stood against one clause before the project."""

    clause: ClauseId = Field(description="Điều khoản của phiên bản tiêu chuẩn mà cơ quan áp dụng")
    state: Literal["met", "partly", "unmet"] = Field(description="met: đáp ứng; partly: đáp ứng một phần; unmet: chưa")
    found: Text = Field(description="Hiện trạng")
    action: Text | None = Field(None, description="Việc phải làm; bắt buộc khi chưa đáp ứng đủ")
    who: PostId | None = Field(None, description="Mã chức danh chịu trách nhiệm")
    until: Day | None = Field(None, description="Thời hạn")


class Assessment(Model):
    """The current-state assessment at the start."""

    start: Day | None = Field(None, description="Ngày bắt đầu khảo sát")
    end: Day | None = Field(None, description="Ngày kết thúc khảo sát")
    team: tuple[Person, ...] = Field((), description="Những người khảo sát")
    methods: tuple[Text, ...] = Field((), description="Cách làm; để trống: cách thông thường")
    strengths: tuple[Text, ...] = Field((), description="Thuận lợi, điểm mạnh")
    gaps: tuple[Gap, ...] = Field((), description="Kết quả theo từng điều khoản")
    conclusion: Text | None = Field(None, description="Nhận định chung")


class Measured(Model):
    """How much of a task was done on a day."""

    date: Day = Field(description="Ngày ghi nhận")
    percent: int = Field(ge=0, le=100, description="Phần trăm đã làm đến ngày đó")


class Progress(Model):
    """How a task of the plan really goes. Planned dates come from the plan."""

    start: Day | None = Field(None, description="Ngày bắt đầu thực tế")
    end: Day | None = Field(None, description="Ngày hoàn thành thực tế; để trống là chưa xong")
    percent: int | None = Field(None, ge=0, le=100, description="Phần trăm đã làm của việc chưa xong, lúc này")
    measured: tuple[Measured, ...] = Field((), description="Phần trăm đã làm ghi nhận từng kỳ, để in đúng ở báo cáo cũ")
    reason: Text | None = Field(None, description="Lý do chậm hoặc điều chỉnh")


class ProgressReport(Paper):
    """A quarterly or ad-hoc progress report; its tables are computed up to the day `as_of`."""

    quarter: Annotated[str, StringConstraints(pattern=r"^[12]\d{3}-Q[1-4]$")] | None = Field(
        None, description="Quý báo cáo, ví dụ 2008-Q1; để trống là báo cáo đột xuất"
    )
    asked_by: Text | None = Field(None, description="Văn bản yêu cầu báo cáo đột xuất")
    as_of: Day | None = Field(None, description="Số liệu tính đến ngày; để trống: ngày cuối quý")
    difficulties: tuple[Text, ...] = Field((), description="Khó khăn, vướng mắc")
    requests: tuple[Text, ...] = Field((), description="Kiến nghị, đề xuất")
    next_tasks: tuple[Text, ...] = Field((), description="Việc trọng tâm kỳ tới; để trống: tính từ kế hoạch")


class Holder(Model):
    """Who holds copies of the document set."""

    unit: UnitId | None = Field(None, description="Mã đơn vị nhận")
    post: PostId | None = Field(None, description="Mã chức danh nhận (lãnh đạo)")
    body: Text | None = Field(None, description="Nơi nhận ngoài cơ quan")
    copies: int = Field(1, ge=1, description="Số bản")
    received: Day | None = Field(None, description="Ngày nhận; để trống: để ký nhận bằng tay")


class ObsoleteDocument(Model):
    """A document taken back."""

    code: CodeText = Field(description="Mã hiệu")
    title: Text | None = Field(None, description="Tên, khi không còn trong danh mục")
    issue: CodeText = Field(description="Lần ban hành, sửa đổi đã hết hiệu lực, ví dụ 01/00")
    ended: Day | None = Field(None, description="Ngày hết hiệu lực")
    given: int = Field(ge=0, description="Số bản đã phân phối")
    taken: int = Field(ge=0, description="Số bản thu hồi")
    destroyed: int = Field(ge=0, description="Số bản hủy")
    kept: int = Field(0, ge=0, description="Số bản lưu để tra cứu")


class Withdrawal(Model):
    """Obsolete documents taken back and destroyed on one day."""

    date: Day = Field(description="Ngày thu hồi, hủy")
    place: Text | None = Field(None, description="Địa điểm")
    people: tuple[Person, ...] = Field((), description="Thành phần; người đầu tiên lập biên bản")
    documents: tuple[ObsoleteDocument, ...] = Field(min_length=1, description="Tài liệu")
    missing: Text | None = Field(None, description="Nơi nhận còn thiếu bản và lý do; chỉ ghi khi không thu hồi đủ")
    originals: Text | None = Field(None, description="Nơi lưu bản gốc hết hiệu lực")
    shredded: bool | None = Field(None, description="true: cắt nhỏ bằng máy; false: hủy bằng cách khác")
    electronic: Literal["moved", "removed"] | None = Field(
        None, description="Bản điện tử cũ: moved: đã chuyển vào thư mục riêng; removed: đã xóa khỏi thư mục dùng chung"
    )


class Visit(Model):
    """Another agency comes to see and learn (BP61)."""

    date: Day = Field(description="Ngày")
    began: Text | None = Field(None, description="Giờ bắt đầu, ví dụ 8 giờ 00 phút")
    ended: Text | None = Field(None, description="Giờ kết thúc")
    place: Text | None = Field(None, description="Địa điểm; để trống: trụ sở cơ quan")
    visitors: Text = Field(description="Cơ quan đến tham quan, học hỏi")
    guests: tuple[Person, ...] = Field((), description="Đại diện cơ quan đến")
    hosts: tuple[Person, ...] = Field((), description="Đại diện cơ quan đón; để trống: đại diện lãnh đạo và thư ký")
    topics: tuple[Text, ...] = Field(min_length=1, description="Nội dung trao đổi")
    given: tuple[Text, ...] = Field((), description="Tài liệu đã cung cấp")
    remarks: tuple[Text, ...] = Field((), description="Nhận xét, góp ý")


class Supervision(Model):
    """The programme's managing body comes to supervise (BP62)."""

    date: Day = Field(description="Ngày")
    began: Text | None = Field(None, description="Giờ bắt đầu, ví dụ 8 giờ 00 phút")
    ended: Text | None = Field(None, description="Giờ kết thúc")
    place: Text | None = Field(None, description="Địa điểm; để trống: trụ sở cơ quan")
    by: Text = Field(description="Cơ quan theo dõi, giám sát")
    officers: tuple[Person, ...] = Field((), description="Đại diện cơ quan giám sát")
    present: tuple[Person, ...] = Field((), description="Đại diện cơ quan; để trống: đại diện lãnh đạo và thư ký")
    seen: tuple[Text, ...] = Field(min_length=1, description="Nội dung đã xem")
    findings: tuple[Text, ...] = Field((), description="Nhận xét")
    requests: tuple[Assigned, ...] = Field((), description="Yêu cầu đối với cơ quan")
    answer: Text | None = Field(None, description="Ý kiến của cơ quan; để trống: nhất trí")


class Surveillance(Model):
    """A surveillance audit by the certifier."""

    planned: Day = Field(description="Ngày dự kiến")
    date: Day | None = Field(None, description="Ngày thực tế; để trống là chưa giám sát")
    result: Text | None = Field(None, description="Kết luận")
    nonconformities: int = Field(0, ge=0, description="Số điểm không phù hợp")
    closed: Day | None = Field(None, description="Ngày khép hết các điểm không phù hợp")
    fee: Money | None = Field(None, description="Phí trả tổ chức chứng nhận (đồng)")


class Certification(Model):
    """Certification under regime 144-2006."""

    certifier: Text | None = Field(None, description="Tổ chức chứng nhận")
    audited: Day | None = Field(None, description="Ngày đánh giá chứng nhận")
    number: CodeText | None = Field(None, description="Số giấy chứng nhận")
    date: Day | None = Field(None, description="Ngày cấp")
    until: Day | None = Field(None, description="Ngày hết hiệu lực")
    surveillance: tuple[Surveillance, ...] = Field((), description="Các lần đánh giá giám sát")


class Posting(Model):
    """Where the announcement hangs and is published."""

    number: CodeText | None = Field(None, description="Số biên bản niêm yết, đăng tải")
    date: Day | None = Field(None, description="Ngày niêm yết")
    place: Text | None = Field(None, description="Nơi niêm yết")
    people: tuple[Person, ...] = Field((), description="Người lập và người chứng kiến")
    website: Text | None = Field(None, description="Trang thông tin điện tử")
    published: Day | None = Field(None, description="Ngày đăng tải")


class Announcement(Model):
    """The announcement of conformity under regime 19-2014, first or again."""

    confirmation: Paper = Field(Paper(), description="Xác nhận hiệu lực của người đứng đầu")
    decision: Paper = Field(Paper(), description="Quyết định công bố")
    notice: Paper = Field(Paper(), description="Công văn thông báo đến đơn vị chủ trì")
    posting: Posting = Field(Posting(), description="Niêm yết, đăng tải")
    again: Text | None = Field(None, description="Lý do công bố lại; để trống là công bố lần đầu")
    procedures: tuple[ProcedureId, ...] = Field(
        (), description="Mã quy trình được công bố; để trống: mọi quy trình tác nghiệp đã ban hành đến ngày quyết định"
    )


class LegalUpdate(Model):
    """A change of law and the documents changed for it."""

    act: ActId = Field(description="Mã văn bản mới")
    effective: Day | None = Field(None, description="Ngày văn bản có hiệu lực, khi danh mục văn bản chưa có")
    procedures: tuple[ProcedureId, ...] = Field((), description="Mã quy trình phải xem lại")
    what: Text = Field(description="Nội dung phải sửa đổi")
    who: PostId = Field("secretary", description="Mã chức danh chịu trách nhiệm")
    done: Day | None = Field(None, description="Ngày tài liệu sửa đổi có hiệu lực; để trống là chưa xong")


class Project(Model):
    """The agency's own plan to build and apply the QMS, and how it goes."""

    start: Day | None = Field(None, description="Ngày bắt đầu; để trống thì theo năm của đợt")
    months: int = Field(12, ge=1, le=60, description="Số tháng thực hiện (bình quân 10–18 tháng)")
    plan_date: Day | None = Field(None, description="Ngày ký kế hoạch và tờ trình")
    plan_number: CodeText | None = Field(None, description="Số của kế hoạch")
    submission_number: CodeText | None = Field(None, description="Số của tờ trình")
    consultant: Text | None = Field(None, description="Tổ chức tư vấn, nếu đã chọn")
    advice: Advice = Field(
        "organisation",
        description="organisation: thuê tổ chức tư vấn; expert: thuê chuyên gia tư vấn độc lập; none: tự xây dựng",
    )
    extension: bool = Field(False, description="true: mở rộng phạm vi áp dụng, không phải xây dựng lần đầu")
    budget: tuple[BudgetLine, ...] = Field((), description="Dự toán")
    spending: tuple[Spending, ...] = Field((), description="Các khoản đã chi")
    papers: dict[PaperName, Paper] = Field({}, description="Số, ngày, người ký của các văn bản lập một lần")
    committee: tuple[Member, ...] = Field((), description="Ban chỉ đạo ISO; để trống: lập từ các chức danh")
    assessment: Assessment = Field(Assessment(), description="Đánh giá thực trạng")
    progress: dict[TaskId, Progress] = Field({}, description="Tiến độ thực tế: mã công việc của kế hoạch")
    reports: tuple[ProgressReport, ...] = Field((), description="Báo cáo tiến độ")
    holders: tuple[Holder, ...] = Field((), description="Phân phối tài liệu; để trống: lãnh đạo và mỗi đơn vị một bản")
    withdrawals: tuple[Withdrawal, ...] = Field((), description="Các lần thu hồi, hủy tài liệu hết hiệu lực")
    visits: tuple[Visit, ...] = Field((), description="Cơ quan khác đến tham quan, học hỏi")
    supervisions: tuple[Supervision, ...] = Field((), description="Các lần cơ quan quản lý chương trình giám sát")
    certification: Certification = Field(Certification(), description="Chứng nhận (chế độ 144-2006)")
    announcements: tuple[Announcement, ...] = Field((), description="Công bố (chế độ 19-2014), cũ trước mới sau")
    legal_updates: tuple[LegalUpdate, ...] = Field((), description="Cập nhật theo thay đổi của pháp luật")
    legal_reviewed: Day | None = Field(
        None, description="Ngày lập biên bản rà soát theo pháp luật; việc chưa xong được so hạn với ngày này"
    )
