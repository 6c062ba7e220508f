"""A province's programme: its bodies, its decision and plan, its cohorts, and the dated facts of how it is run."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from qmsdocs import days, text
from qmsdocs.model.agency import Formerly
from qmsdocs.model.base import CodeText, Day, Model, Money, Number, Slug, Text
from qmsdocs.model.contract import Card
from qmsdocs.model.operation import Period
from qmsdocs.model.paper import Assigned, Paper, Person
from qmsdocs.model.standard import Fund
from qmsdocs.model.training import Course

OfficeName = Literal["committee", "lead", "contact", "finance", "home_affairs"]


class CohortLine(Model):
    """One agency of a cohort list: slug, name and kind, and any other key of an agency."""

    # Every other key is laid over the kind's defaults and checked there, as part of the agency.
    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=True)

    slug: Slug = Field(description="Tên thư mục của cơ quan")
    name: Text = Field(description="Tên đầy đủ")
    kind: Slug = Field(description="Loại cơ quan")
    formerly: tuple[Formerly, ...] = Field((), description="Tên cũ, mỗi thời kỳ một dòng")


class Cohort(Model):
    """The agencies that start in one year (the year is the start, not the certificate)."""

    year: int = Field(ge=2000, le=2100, description="Năm của đợt")
    sources: tuple[Text, ...] = Field((), description="Văn bản lập danh sách")
    start: Day | None = Field(None, description="Ngày bắt đầu của đợt; để trống: 01/01 của năm")
    submit: Text | None = Field(None, description="Khi nào cơ quan trình kế hoạch; để trống: quý III năm trước")
    submit_by: Day | None = Field(None, description="Ngày cuối cùng trình kế hoạch, khi `submit` ấn định một hạn riêng")
    decision: Paper = Field(Paper(), description="Văn bản của tỉnh phê duyệt danh sách năm")
    agencies: tuple[CohortLine, ...] = Field(min_length=1, description="Danh sách cơ quan")


class Province(Model):
    """The province and its bodies."""

    name: Text = Field(description="Tên tỉnh, ví dụ Bình Phước")
    committee: Text = Field(description="Ủy ban nhân dân tỉnh, tên đầy đủ")
    lead: Text = Field(description="Cơ quan chủ trì chương trình")
    contact: Text = Field(description="Cơ quan đầu mối")
    finance: Text = Field(description="Cơ quan tài chính")
    home_affairs: Text = Field("Sở Nội vụ", description="Cơ quan phối hợp về cải cách hành chính")
    encouraged: Text | None = Field(None, description="Các cơ quan, đơn vị được khuyến khích áp dụng, viết thành câu")
    districts: Text = Field("các huyện, thị xã", description="Cách gọi chung các đơn vị cấp dưới của tỉnh")
    local: Text | None = Field(
        None, description="Cơ quan cấp dưới phải áp dụng; để trống: Ủy ban nhân dân của các đơn vị cấp dưới"
    )
    partners: tuple[Text, ...] = Field((), description="Cơ quan khác cùng cơ quan chủ trì hướng dẫn kế hoạch")
    media: tuple[Text, ...] = Field((), description="Cơ quan báo chí, văn hóa, thông tin phối hợp tuyên truyền")


class Duty(Model):
    """What a body of the province has to do, as decision, plan or directive give it."""

    body: Text | None = Field(None, description="Cơ quan; để trống khi câu đã nêu")
    text: Text | None = Field(None, description="Câu mở đầu hoặc toàn bộ nhiệm vụ")
    points: tuple[Text, ...] = Field((), description="Các điểm")


class ProgrammeDecision(Paper):
    """The decision that approves the programme's plan."""

    bases: tuple[Text, ...] = Field(
        (), description="Căn cứ: mã văn bản hoặc cả câu, theo thứ tự in; để trống: các văn bản của chế độ"
    )
    proposal: Text | None = Field(None, description="Theo đề nghị của ai; để trống: người đứng đầu cơ quan chủ trì")
    duties: tuple[Duty, ...] = Field((), description="Điều 2: giao trách nhiệm; để trống: lời văn có sẵn")
    executors: Text | None = Field(None, description="Điều 3: ai chịu trách nhiệm thi hành")
    effective_days: int = Field(10, ge=0, description="Có hiệu lực sau bao nhiêu ngày kể từ ngày ký")
    attached: Text = Field("Ban hành kèm theo", description="Chữ đầu của dòng kèm theo trên kế hoạch")


class Directive(Paper):
    """The directive (chỉ thị) of the province's committee."""

    place: Text | None = Field(None, description="Địa danh, khi khác tên tỉnh")
    heading: Text = Field("Chỉ thị", description="Dòng tên loại văn bản, in hoa khi in ra")
    subject: Text | None = Field(None, description="Trích yếu; để trống: về việc áp dụng hệ thống của tỉnh")
    reasons: tuple[Text, ...] = Field((), description="Phần mở đầu")
    addressees: Text | None = Field(None, description="Ai phải thực hiện")
    duties: tuple[Duty, ...] = Field((), description="Các việc, đánh số")
    closing: tuple[Text, ...] = Field((), description="Phần kết")
    effective_days: int = Field(10, ge=0, description="Có hiệu lực sau bao nhiêu ngày kể từ ngày ký")


class Goal(Model):
    """A goal with its date."""

    text: Text = Field(description="Nội dung")
    until: Day | None = Field(None, description="Thời hạn, khi là một ngày")
    share: Number | None = Field(None, description="Tỷ lệ cơ quan phải đạt (%)")


class FundRule(Model):
    """Where money comes from and what it may be spent on."""

    fund: Fund = Field(description="programme: chương trình; upkeep: duy trì; management: quản lý chương trình")
    text: Text = Field(description="Quy định về nguồn")
    lines: tuple[Text, ...] = Field((), description="Nội dung được chi")


class ProgrammePlan(Model):
    """The plan attached to the decision, sections I to VII. What is not written is the built-in text."""

    reasons: tuple[Text, ...] = Field((), description="I. Sự cần thiết")
    purposes: tuple[Text, ...] = Field((), description="II. Mục đích: câu mở đầu rồi các điểm")
    requirements: tuple[Text, ...] = Field((), description="III. Yêu cầu")
    roadmap: tuple[Text, ...] = Field((), description="IV. Lộ trình: các đoạn đánh số sau danh sách")
    funding: tuple[FundRule, ...] = Field((), description="V. Kinh phí")
    tasks: tuple[Text, ...] = Field((), description="VI. Nhiệm vụ")
    duties: tuple[Duty, ...] = Field((), description="VII. Tổ chức thực hiện")


class ReportRule(Model):
    """A report that is due again and again."""

    name: Text = Field(description="Tên báo cáo")
    by: Text = Field(description="Ai báo cáo")
    to: Text = Field(description="Báo cáo ai")
    every: Literal["quarter", "half-year", "year"] = Field(description="Kỳ: quý, sáu tháng, năm")
    day: Annotated[str, StringConstraints(pattern=r"^(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])$")] | None = Field(
        None, description="Ngày và tháng hạn hằng năm, ví dụ 31/12; để trống: ngày cuối kỳ"
    )
    source: Text = Field(description="Căn cứ: văn bản, điều, mục")


class Registration(Model):
    """A voluntary agency that asked to take part (BP29)."""

    name: Text = Field(description="Tên cơ quan, đơn vị")
    address: Text | None = Field(None, description="Địa chỉ")
    head: Text | None = Field(None, description="Người đứng đầu")
    date: Day = Field(description="Ngày đăng ký")
    year: int = Field(ge=2000, le=2100, description="Năm xin thực hiện")
    staff: int | None = Field(None, ge=0, description="Số cán bộ, công chức, viên chức")
    scope: Text | None = Field(None, description="Phạm vi xin áp dụng")
    proposed: bool = Field(True, description="false: cơ quan chủ trì không đề nghị phê duyệt")
    approved: bool | None = Field(None, description="true: được phê duyệt; false: không; để trống: chưa xét")
    reason: Text | None = Field(None, description="Lý do không đề nghị hoặc không phê duyệt")


class Organisation(Model):
    """A consultant, expert or certifier in the province's register (BP12, BP51)."""

    name: Text = Field(description="Tên tổ chức hoặc chuyên gia")
    type: Literal["consultant", "certifier", "expert"] = Field(
        description="consultant: tổ chức tư vấn; certifier: tổ chức chứng nhận; expert: chuyên gia độc lập"
    )
    address: Text | None = Field(None, description="Địa chỉ, liên hệ")
    certificate: CodeText | None = Field(None, description="Số giấy xác nhận, giấy chứng nhận đăng ký hoạt động")
    issued: Day | None = Field(None, description="Ngày cấp")
    until: Day | None = Field(None, description="Ngày hết hạn")
    experts: tuple[Card, ...] = Field((), description="Chuyên gia, thẻ và hạn thẻ")
    note: Text | None = Field(None, description="Ghi chú")


class ManagementCost(Model):
    """One cost of managing the programme (BP41)."""

    item: Text = Field(description="Nội dung chi: một trong các nội dung được chi cho việc quản lý chương trình")
    detail: Text | None = Field(None, description="Diễn giải")
    unit: Text | None = Field(None, description="Đơn vị tính")
    quantity: Number = Field(Decimal(1), description="Số lượng")
    price: Money = Field(description="Đơn giá (đồng)")

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


class Appraisal(Model):
    """What the finance body says of one agency's estimate."""

    slug: Slug = Field(description="Cơ quan")
    accepted: Money = Field(description="Số được chấp nhận (đồng)")
    reason: Text | None = Field(None, description="Lý do khác số đề nghị")


class Estimate(Model):
    """The programme's estimate of one year (estimates/<year>.yaml)."""

    submission: Paper = Field(Paper(), description="Tờ trình dự toán")
    appraised: Paper = Field(Paper(), description="Văn bản thẩm định của cơ quan tài chính")
    management: tuple[ManagementCost, ...] = Field((), description="Chi quản lý chương trình")
    appraisals: tuple[Appraisal, ...] = Field((), description="Kết quả thẩm định từng cơ quan")
    management_accepted: Money | None = Field(None, description="Chi quản lý được chấp nhận (đồng)")
    management_reason: Text | None = Field(None, description="Lý do khác số đề nghị của chi quản lý")


class ProgrammePaper(Paper):
    """A paper of the programme that has no facts of its own but number and date."""

    as_of: Day | None = Field(None, description="Xét hiệu lực đến ngày; để trống: ngày ký")


PaperKey = Annotated[
    str, StringConstraints(pattern=r"^(choice-guide|organisation-register|(plan-guide|registration-list)-\d{4})$")
]


class InspectionPoint(Model):
    """One of the 13 points of TT 26/2014, Điều 36 at one agency."""

    point: CodeText = Field(description="Điểm: 1a, 1b, 1c, 1d, 1đ, 1e, 1g, 2a, 2b, 2c, 2d, 2đ, 2e")
    met: bool = Field(description="Đạt hay không")
    remark: Text | None = Field(None, description="Nhận xét, bằng chứng")


class InspectionVisit(Model):
    """The inspection of one agency."""

    slug: Slug = Field(description="Cơ quan")
    form: Literal["file", "site"] = Field(description="file: qua hồ sơ, báo cáo; site: tại chỗ")
    planned: Day | None = Field(None, description="Ngày dự kiến")
    by: Text | None = Field(None, description="Đơn vị kiểm tra; để trống: cơ quan đầu mối")
    date: Day | None = Field(None, description="Ngày thực tế")
    partner: Text | None = Field(None, description="Đơn vị phối hợp")
    cost: Money | None = Field(None, description="Kinh phí (đồng)")
    points: tuple[InspectionPoint, ...] = Field((), description="Kết quả từng điểm")
    conclusion: Text | None = Field(None, description="Kết luận")
    requests: tuple[Text, ...] = Field((), description="Yêu cầu khắc phục")
    met_with: tuple[Person, ...] = Field((), description="Đại diện cơ quan được kiểm tra; để trống: người đứng đầu")
    minutes: Day | None = Field(None, description="Ngày ký biên bản; để trống: ngày kiểm tra")
    corrected: Day | None = Field(None, description="Ngày có báo cáo khắc phục")


class Inspection(Model):
    """The inspection plan of one year (inspections/<year>.yaml; TT 26/2014, Điều 33-39)."""

    plan: Paper = Field(Paper(), description="Kế hoạch kiểm tra")
    decision: Paper = Field(Paper(), description="Quyết định kiểm tra")
    report: Paper = Field(Paper(), description="Báo cáo tổng hợp kết quả kiểm tra")
    team: tuple[Person, ...] = Field((), description="Đoàn kiểm tra; người đầu tiên là trưởng đoàn")
    visits: tuple[InspectionVisit, ...] = Field(
        (), description="Các cơ quan được kiểm tra; để trống thì bộ công cụ đề xuất"
    )
    proposals: tuple[Text, ...] = Field((), description="Kiến nghị trong báo cáo tổng hợp")


class Communication(Model):
    """One piece of publicity (BP52)."""

    what: Text = Field(description="Nội dung, hình thức")
    by: Text = Field(description="Cơ quan thực hiện")
    together: Text | None = Field(None, description="Cơ quan phối hợp")
    when: Text = Field(description="Thời gian")
    year: int | None = Field(None, ge=2000, le=2100, description="Năm; để trống: năm đầu của chương trình")
    cost: Money | None = Field(None, description="Kinh phí (đồng)")


class UpwardReport(Paper):
    """What the province's committee makes of a report for those above it: its own number, date and proposals."""

    proposals: tuple[Text, ...] = Field((), description="Đề xuất, kiến nghị với cấp trên")


class ProvinceReport(Paper):
    """A report of the lead body: half a year, a year, ad hoc (asked_by), or final."""

    period: Period | None = Field(None, description="Kỳ báo cáo: 2008-H1, 2008; để trống là báo cáo đột xuất")
    final: bool = Field(False, description="true: báo cáo tổng kết chương trình")
    asked_by: Text | None = Field(None, description="Văn bản yêu cầu báo cáo đột xuất")
    as_of: Day | None = Field(None, description="Số liệu tính đến ngày; để trống: ngày cuối kỳ")
    difficulties: tuple[Text, ...] = Field((), description="Khó khăn, vướng mắc")
    proposals: tuple[Text, ...] = Field((), description="Đề xuất, kiến nghị")
    next: tuple[Text, ...] = Field((), description="Nhiệm vụ kỳ tới; để trống: tính từ số liệu")
    government: UpwardReport = Field(
        UpwardReport(), description="Báo cáo của UBND tỉnh gửi cấp trên về cùng kỳ: số, ngày, người ký, kiến nghị"
    )

    @model_validator(mode="after")
    def _has_its_day(self) -> ProvinceReport:
        if not (self.period or self.final or self.as_of or self.date):
            raise PydanticCustomError("report_without_day", "an ad-hoc report without a day")
        first = days.period(self.period)[0] if self.period else None
        if first and self.as_of and self.as_of < first:
            words = {"period": self.period, "as_of": text.short_date(self.as_of), "first": text.short_date(first)}
            raise PydanticCustomError("figures_before_period", "figures from before the period", words)
        return self


class Reward(Model):
    """Somebody proposed for a reward (BP11)."""

    year: int = Field(ge=2000, le=2100, description="Năm đề nghị")
    name: Text = Field(description="Tập thể hoặc cá nhân")
    kind: Literal["organisation", "person"] = Field(description="organisation: tập thể; person: cá nhân")
    post: Text | None = Field(None, description="Chức vụ, đơn vị của cá nhân")
    form: Text = Field(description="Hình thức khen thưởng đề nghị")
    merits: Text = Field(description="Thành tích")
    submission: Paper | None = Field(None, description="Số, ngày tờ trình của năm; ghi ở một dòng của năm đó là đủ")


class ProcedureNotice(Model):
    """A decision that announces administrative procedures: the list on the website follows within 5 working days."""

    what: Text = Field(description="Quyết định công bố thủ tục hành chính")
    date: Day = Field(description="Ngày quyết định")
    done: Day | None = Field(None, description="Ngày đã cập nhật danh mục; để trống là chưa")


class SteeringMember(Person):
    """A member of the province's steering committee."""

    role: Literal["chair", "vice_chair", "secretary", "member"] = Field(
        "member", description="chair: Trưởng ban; vice_chair: Phó Trưởng ban; secretary: Thư ký; member: Ủy viên"
    )
    duty: Text | None = Field(None, description="Nhiệm vụ trong Ban; để trống: theo vai và cơ quan")


class Wording(Model):
    """How a province spells, in its decision, plan and directive, what others spell otherwise."""

    state: Literal["nhà nước", "Nhà nước"] = Field(
        "nhà nước", description="Cách viết trong “cơ quan hành chính nhà nước”, “quản lý nhà nước”"
    )
    send: Literal["gửi", "gởi"] = Field("gửi", description="gửi hoặc gởi")
    committee: Literal["Ủy ban nhân dân", "UBND"] = Field(
        "Ủy ban nhân dân", description="Tên Ủy ban trong lời văn của chỉ thị; đầu văn bản và khối ký luôn viết đủ"
    )


class Programme(Model):
    """programme.yaml: one province's programme."""

    title: Text = Field(description="Tên chương trình")
    period: CodeText = Field(description="Giai đoạn")
    province: Province = Field(description="Tỉnh")
    legal_bases: tuple[Text, ...] = Field((), description="Căn cứ của kế hoạch cơ quan: mã văn bản")
    decision: ProgrammeDecision | None = Field(None, description="Quyết định phê duyệt kế hoạch của chương trình")
    directive: Directive | None = Field(None, description="Chỉ thị")
    plan: ProgrammePlan = Field(ProgrammePlan(), description="Kế hoạch của chương trình")
    wording: Wording = Field(Wording(), description="Cách viết của tỉnh trong quyết định, kế hoạch, chỉ thị")
    goals: tuple[Goal, ...] = Field((), description="Mục tiêu có thời hạn")
    steering: tuple[SteeringMember, ...] = Field((), description="Ban chỉ đạo của tỉnh")
    steering_decision: Paper = Field(Paper(), description="Quyết định thành lập Ban chỉ đạo của tỉnh")
    training_plans: dict[CodeText, Paper] = Field({}, description="Kế hoạch tập huấn của tỉnh, theo năm")
    communication_plans: dict[CodeText, Paper] = Field({}, description="Kế hoạch tuyên truyền của tỉnh, theo năm")
    report_rules: tuple[ReportRule, ...] = Field((), description="Lịch báo cáo")
    cohorts: tuple[Cohort, ...] = Field((), description="Các đợt; để trống khi tỉnh chưa có danh sách")
    required: tuple[Text, ...] = Field((), description="Các cơ quan bắt buộc phải áp dụng, theo tên")
    registrations: tuple[Registration, ...] = Field((), description="Đăng ký tự nguyện (registrations.yaml)")
    organisations: tuple[Organisation, ...] = Field((), description="Tổ chức tư vấn, chứng nhận, chuyên gia")
    papers: dict[PaperKey, ProgrammePaper] = Field(
        {},
        description="Số, ngày ký của hướng dẫn, tờ trình: choice-guide, organisation-register, plan-guide-<năm>, "
        "registration-list-<năm>",
    )
    estimates: dict[CodeText, Estimate] = Field({}, description="Dự toán từng năm (estimates/<năm>.yaml)")
    courses: dict[Slug, Course] = Field({}, description="Các lớp tập huấn của chương trình (courses/*.yaml)")
    communication: tuple[Communication, ...] = Field((), description="Tuyên truyền")
    inspections: dict[CodeText, Inspection] = Field({}, description="Kiểm tra từng năm (inspections/<năm>.yaml)")
    reports: tuple[ProvinceReport, ...] = Field((), description="Báo cáo của cơ quan chủ trì")
    rewards: tuple[Reward, ...] = Field((), description="Đề nghị khen thưởng")
    tasks: tuple[Assigned, ...] = Field((), description="Nhiệm vụ của tỉnh theo năm")
    procedure_notices: tuple[ProcedureNotice, ...] = Field((), description="Các quyết định công bố thủ tục hành chính")
    days_off: tuple[Day, ...] = Field((), description="Ngày nghỉ (Tết, lễ, nghỉ bù) ngoài các ngày lễ cố định")
    formerly: dict[Slug, tuple[Formerly, ...]] = Field(
        {}, description="Tên cũ của cơ quan, theo slug (như formerly của cơ quan)"
    )
    offices: dict[OfficeName, dict[str, Any]] = Field(
        {}, description="Các cơ quan của tỉnh khi đứng tên văn bản (khóa như agency.yaml)"
    )
    defaults: dict[str, Any] = Field({}, description="Giá trị mặc định cho mọi cơ quan của tỉnh (khóa như agency.yaml)")
