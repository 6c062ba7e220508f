"""An agency (cơ quan): who it is, its units and posts, its QMS choices and its project."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from qmsdocs.model.audit import AuditRound
from qmsdocs.model.base import CodeText, Day, Model, OneOrMany, Removable, Slug, Text
from qmsdocs.model.contract import Contract
from qmsdocs.model.control import Control
from qmsdocs.model.operation import Operation
from qmsdocs.model.procedure import Numbering
from qmsdocs.model.project import Project
from qmsdocs.model.review import Review
from qmsdocs.model.training import Course

Edition = Literal["2000", "2008", "2015"]
Regime = Literal["144-2006", "19-2014"]
LayoutProfile = Literal["ttlt55-2005", "tt01-2011", "nd30-2020"]

REQUIRED_POSTS = (
    "head", "deputy_head", "qmr", "secretary", "unit_head", "specialist", "one_stop", "clerk", "accountant",
    "lead_auditor", "auditor",
)  # fmt: skip


class OrgUnit(Model):
    """A unit of the agency (phòng, bộ phận)."""

    short_key: ClassVar[str | None] = "name"

    name: Text = Field(description="Tên đơn vị")
    short: Text | None = Field(None, description="Tên viết gọn, dùng ở đầu cột ma trận")
    abbreviation: CodeText | None = Field(None, description="Chữ viết tắt của đơn vị trong ký hiệu công văn")
    head: Text | None = Field(None, description="Chức danh người đứng đầu đơn vị")
    functions: tuple[Text, ...] = Field((), description="Chức năng, nhiệm vụ chính")


class Post(Model):
    """A post (chức danh); the person's name may stay unknown."""

    short_key: ClassVar[str | None] = "title"

    title: Text = Field(description="Tên chức danh in trên văn bản")
    name: Text | None = Field(None, description="Họ và tên; để trống thì in dòng chấm để ghi tay")
    unit: Slug | None = Field(
        None, description="Mã đơn vị của chức danh; để trống nghĩa là đơn vị chủ trì của từng quy trình"
    )
    leadership: bool = Field(False, description="true nếu thuộc lãnh đạo cơ quan (không thuộc phòng nào)")


class ApprovalWording(Model):
    """The words of the approval table, which differ from agency to agency."""

    prepared: Text = Field("Soạn thảo", description="Soạn thảo / Biên soạn / Người viết")
    reviewed: Text = Field("Xem xét", description="Xem xét / Soát xét / Kiểm tra")
    approved: Text = Field("Phê duyệt", description="Phê duyệt / Duyệt")


class Approval(Model):
    """Who prepares, reviews and approves documents, and what the agency calls that."""

    prepared_by: Slug = Field("secretary", description="Mã chức danh soạn thảo")
    reviewed_by: Slug = Field("qmr", description="Mã chức danh xem xét")
    approved_by: Slug = Field("head", description="Mã chức danh phê duyệt")
    wording: ApprovalWording = Field(ApprovalWording(), description="Cách gọi ba vai trò")


def _pattern(*words: str) -> AfterValidator:
    allowed = {"agency", *words}

    def only_known_words(pattern: str) -> str:
        for piece in re.findall(r"[{}][^{}]*[{}]?", pattern):
            if not (match := re.fullmatch(r"\{(\w+)(:0[1-4])?\}", piece)) or match[1] not in allowed:
                known = ", ".join(f"{{{word}}}" for word in sorted(allowed))
                raise PydanticCustomError("code_pattern", "code pattern", {"piece": piece, "known": known})
        return pattern

    return AfterValidator(only_known_words)


class CodeScheme(Model):
    """Patterns of document codes. {number} is the serial ({number:02} in two digits), {procedure} the owning
    procedure's code without its prefix, {agency} the abbreviation, {year} the year."""

    manual: Annotated[Text, _pattern()] = Field("STCL", description="Sổ tay chất lượng")
    policy: Annotated[Text, _pattern()] = Field("CSCL", description="Chính sách chất lượng")
    objectives: Annotated[Text, _pattern("year")] = Field("MTCL", description="Mục tiêu chất lượng")
    system_procedure: Annotated[Text, _pattern("number")] = Field(
        "QT.ISO.{number:02}", description="Quy trình hệ thống"
    )
    service_procedure: Annotated[Text, _pattern("number")] = Field("QT.{number:02}", description="Quy trình tác nghiệp")
    form: Annotated[Text, _pattern("number", "procedure")] = Field("BM.{procedure}.{number:02}", description="Biểu mẫu")
    document_list: Annotated[Text, _pattern()] = Field("DM.01", description="Danh mục tài liệu nội bộ")
    external_document_list: Annotated[Text, _pattern()] = Field("DM.02", description="Danh mục tài liệu bên ngoài")
    record_list: Annotated[Text, _pattern()] = Field("DM.03", description="Danh mục hồ sơ")
    audit_programme: Annotated[Text, _pattern("year")] = Field(
        "CTĐG.{year}", description="Chương trình đánh giá nội bộ"
    )
    record: Annotated[Text, _pattern("number")] = Field(
        "HS.{number:02}", description="Hồ sơ mà các quy trình đang dùng không có biểu mẫu"
    )
    audit_checklist: Annotated[Text, _pattern("number", "year")] = Field(
        "DMKT.{year}.{number:02}", description="Danh mục kiểm tra của từng đơn vị"
    )


class Section5(Model):
    """How section 5 of a procedure is numbered, and whether its step table has a result column."""

    scheme: Literal["letters", "decimal"] = Field("letters", description="letters: a, b, c, d, đ…; decimal: 5.1, 5.2…")
    result_column: bool = Field(False, description="true: thêm cột Biểu mẫu/Kết quả vào bảng các bước")


class Assignment(Model):
    """What this agency fixes about one of its procedures."""

    unit: Slug | None = Field(None, description="Mã đơn vị chủ trì")
    number: int | None = Field(None, ge=1, description="Số thứ tự trong mã hiệu")
    code: CodeText | None = Field(None, description="Mã hiệu, khi không theo code_scheme")
    control: Control | None = Field(None, description="Lần ban hành, ngày và sửa đổi riêng của quy trình này")


class Action(Model):
    """One line of an objective's action plan."""

    what: Text = Field(description="Biện pháp thực hiện")
    who: Annotated[tuple[Slug, ...], OneOrMany] = Field(description="Mã chức danh chịu trách nhiệm")
    deadline: Text | None = Field(None, description="Thời hạn; để trống thì in dòng chấm")


class Objective(Model):
    """A measurable quality objective with its action plan."""

    text: Text = Field(description="Nội dung mục tiêu, không kèm con số")
    target: Text | None = Field(None, description="Chỉ tiêu (ví dụ: từ 98% trở lên); để trống thì in dòng chấm")
    measure: Text = Field(description="Cách đo: lấy số liệu từ đâu, tính thế nào")
    units: tuple[Slug, ...] = Field((), description="Mã các đơn vị thực hiện; để trống nghĩa là toàn cơ quan")
    actions: tuple[Action, ...] = Field(min_length=1, description="Biện pháp thực hiện")


class Policy(Model):
    """The quality policy: a leading sentence, commitments, a closing sentence."""

    statement: Text = Field(description="Câu mở đầu")
    commitments: tuple[Text, ...] = Field(min_length=1, description="Các cam kết")
    closing: Text = Field(description="Câu kết")


class Process(Model):
    """A process of the QMS that is not itself a procedure, for the manual's interaction table."""

    name: Text = Field(description="Tên quá trình")
    group: Literal["management", "service", "support", "improvement"] = Field(description="Nhóm quá trình")
    inputs: Text = Field(description="Đầu vào")
    outputs: Text = Field(description="Đầu ra")
    owner: Slug = Field(description="Mã chức danh chịu trách nhiệm")
    clauses: tuple[CodeText, ...] = Field((), description="Điều khoản của phiên bản tiêu chuẩn mà cơ quan áp dụng")


class ExternalDocument(Model):
    """A document from outside that the agency uses, besides the acts its procedures cite."""

    title: Text = Field(description="Tên tài liệu")
    content: Text = Field(description="Nội dung chính")
    unit: Slug | None = Field(None, description="Mã đơn vị quản lý")


class AuditVisit(Model):
    """When one unit is audited."""

    month: int = Field(ge=1, le=12, description="Tháng")
    unit: Slug = Field(description="Mã đơn vị được đánh giá")


class Audit(Model):
    """The internal-audit programme of a year."""

    year: int | None = Field(None, ge=2000, le=2100, description="Năm; để trống thì theo dự án của cơ quan")
    rounds: tuple[int, ...] = Field((), description="Các tháng có đợt đánh giá toàn hệ thống (1–12)")
    visits: tuple[AuditVisit, ...] = Field((), description="Lịch riêng từng đơn vị, nếu khác lịch toàn hệ thống")
    as_of: Day | None = Field(
        None, description="Sổ theo dõi hành động khắc phục tính đến ngày; để trống: ngày mới nhất ghi trong audits/"
    )


class Exclusions(Model):
    """Clauses not applied, each with its reason, in the numbering of 2000/2008 and in that of 2015."""

    v2008: Annotated[dict[str, Text], Removable] = Field(
        {}, alias="2008", description="Theo số điều khoản của 2000 và 2008: chỉ trong điều 7"
    )
    v2015: Annotated[dict[str, Text], Removable] = Field({}, alias="2015", description="Theo số điều khoản của 2015")

    def of(self, numbering: Numbering) -> dict[str, str]:
        """Clause → reason in one numbering."""
        return self.v2008 if numbering == "2008" else self.v2015


class Formerly(Model):
    """What an agency was until a day: agencies are renamed, put under others, moved. A key left empty did not change,
    but for the ways in which a name is shortened: those belong to the name."""

    name: Text | None = Field(None, description="Tên cũ; để trống nếu tên không đổi")
    short_name: Text | None = Field(None, description="Tên gọi tắt của tên cũ trong câu văn")
    abbreviation: CodeText | None = Field(None, description="Chữ viết tắt của tên cũ trong ký hiệu văn bản")
    parent: Text | None = Field(None, description="Cơ quan chủ quản cũ, nếu khác")
    place: Text | None = Field(None, description="Địa danh cũ, nếu khác")
    until: Day = Field(description="Ngày cuối cùng còn như vậy")


class Agency(Model):
    """Everything about one agency, after the layers were laid over each other."""

    name: Text = Field(description="Tên đầy đủ")
    short_name: Text | None = Field(None, description="Tên gọi tắt dùng trong câu văn")
    abbreviation: CodeText | None = Field(None, description="Chữ viết tắt trong ký hiệu văn bản (do cơ quan quy định)")
    kind: Slug = Field(description="Loại cơ quan, ví dụ department.justice; quyết định các giá trị mặc định")
    cohort: int | None = Field(None, description="Năm của đợt (tự điền khi cơ quan nằm trong danh sách của tỉnh)")
    obligation: Literal["must", "encouraged"] = Field("must", description="must: bắt buộc; encouraged: khuyến khích")
    parent: Text | None = Field(None, description="Cơ quan chủ quản trực tiếp")
    submit_to: Text | None = Field(None, description="Nơi phê duyệt kế hoạch của cơ quan")
    place: Text | None = Field(None, description="Địa danh ghi trên văn bản")
    address: Text | None = Field(None, description="Địa chỉ trụ sở")
    formerly: tuple[Formerly, ...] = Field(
        (),
        description="Tên, cơ quan chủ quản, địa danh trước đây; văn bản dùng tên có hiệu lực vào ngày văn bản",
    )
    ended: Day | None = Field(
        None, description="Ngày cơ quan chấm dứt hoạt động do sáp nhập, giải thể; để trống là còn hoạt động"
    )
    introduction: tuple[Text, ...] = Field((), description="Giới thiệu chung về cơ quan")
    functions: tuple[Text, ...] = Field(min_length=1, description="Chức năng, nhiệm vụ chủ yếu")
    units: Annotated[dict[Slug, OrgUnit], Removable] = Field(
        min_length=1, description="Các đơn vị; ghi khóa và để trống để bỏ một đơn vị"
    )
    posts: Annotated[dict[Slug, Post], Removable] = Field(min_length=1, description="Các chức danh")
    collective: bool = Field(False, description="true nếu người đứng đầu ký thay mặt tập thể (TM.), ví dụ UBND")
    approval: Approval = Field(Approval(), description="Ai soạn thảo, xem xét, phê duyệt")
    standard: Edition = Field(description="Phiên bản TCVN ISO 9001: 2000, 2008 hoặc 2015")
    regime: Regime = Field(description="144-2006: chứng nhận; 19-2014: công bố")
    scope: Text = Field(description="Phạm vi áp dụng hệ thống quản lý chất lượng")
    exclusions: Exclusions = Field(Exclusions(), description="Điều khoản không áp dụng và lý do")
    code_scheme: CodeScheme = Field(CodeScheme(), description="Quy tắc đặt mã hiệu")
    section5: Section5 = Field(Section5(), description="Cách trình bày mục 5 của quy trình")
    layout: LayoutProfile | None = Field(None, description="Thể thức văn bản; để trống thì theo ngày văn bản")
    control: Control = Field(Control(), description="Lần ban hành và ngày của cả bộ tài liệu")
    procedures: dict[Slug, Assignment | None] = Field(
        {}, description="Quy trình và đơn vị chủ trì; ghi mã và để trống để không dùng một quy trình"
    )
    policy: Policy = Field(description="Chính sách chất lượng")
    objectives: tuple[Objective, ...] = Field(min_length=1, description="Mục tiêu chất lượng của năm")
    processes: tuple[Process, ...] = Field((), description="Quá trình chưa có quy trình riêng, in trong sổ tay")
    external_documents: tuple[ExternalDocument, ...] = Field((), description="Tài liệu bên ngoài khác")
    audit: Audit = Field(Audit(), description="Đánh giá nội bộ")
    project: Project = Field(Project(), description="Dự án xây dựng và áp dụng (project.yaml)")
    operation: Operation = Field(Operation(), description="Vận hành hệ thống (operation.yaml)")
    training: dict[Slug, Course] = Field({}, description="Các khóa đào tạo (training/*.yaml)")
    contracts: dict[Slug, Contract] = Field({}, description="Các hợp đồng tư vấn, chứng nhận (contracts/*.yaml)")
    audits: dict[Slug, AuditRound] = Field({}, description="Các đợt đánh giá nội bộ (audits/*.yaml)")
    reviews: dict[Slug, Review] = Field({}, description="Các kỳ xem xét của lãnh đạo (reviews/*.yaml)")
