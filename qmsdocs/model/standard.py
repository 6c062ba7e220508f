"""Standards, legal acts and regimes as data: what a YAML file of qmsdocs/standards/ holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from qmsdocs import text
from qmsdocs.model import ceiling
from qmsdocs.model.agency import Edition, Regime
from qmsdocs.model.base import Certainty, CodeText, Day, Model, Money, OneOrMany, Slug, Text
from qmsdocs.model.ceiling import AdviceRule, Ceiling, Limit
from qmsdocs.model.procedure import Numbering
from qmsdocs.model.project import Project

Fund = Literal["programme", "upkeep", "management"]


class Clause(Model):
    """A clause: its own short title and what it demands in writing."""

    title: Text = Field(description="Tên điều khoản")
    english: Text = Field(description="Tên tiếng Anh")
    demands: tuple[Literal["document", "procedure", "record"], ...] = Field((), description="Yêu cầu bằng văn bản")
    certainty: Certainty = Field(description="Mức độ xác nhận của tên điều khoản")
    levels: Literal["leaders", "units", "both"] = Field("both", description="Hỏi ai khi đánh giá")


class RecordPoint(Model):
    """A point where the standard demands a record (or, in 2015, retained documented information)."""

    clause: CodeText = Field(description="Điều khoản")
    title: Text = Field(description="Nội dung hồ sơ, bằng lời của bộ công cụ")


class Standard(Model):
    """One edition of TCVN ISO 9001."""

    edition: Edition = Field(description="Phiên bản")
    numbering: Numbering = Field(description="Hệ số điều khoản dùng trong quy trình: 2008 hoặc 2015")
    name: Text = Field(description="Tên đầy đủ, ví dụ TCVN ISO 9001:2008")
    adopted_by: Text | None = Field(None, description="Quyết định công bố tiêu chuẩn, nếu đã xác nhận")
    excludable: tuple[CodeText, ...] = Field(description="Điều khoản (và các điểm con) được phép không áp dụng")
    required_procedures: tuple[CodeText, ...] = Field((), description="Điều khoản đòi hỏi quy trình dạng văn bản")
    required_documents: tuple[CodeText, ...] = Field((), description="Điều khoản đòi hỏi tài liệu")
    record_points: tuple[RecordPoint, ...] = Field(description="Điểm đòi hỏi hồ sơ")
    certainty: Certainty = Field(description="Mức độ xác nhận của danh sách yêu cầu")
    clauses: dict[str, Clause] = Field(description="Các điều khoản theo thứ tự")


class Correspondence(Model):
    """2015 clause → the 2008 clauses it came from."""

    to: tuple[CodeText, ...] = Field(description="Điều khoản tương ứng của 2000/2008; trống nghĩa là mới")
    certainty: Certainty = Field(description="Mức độ xác nhận")


class Correspondences(Model):
    """correspondence.yaml: clause of 2015 → where it came from."""

    clauses: dict[CodeText, Correspondence] = Field(description="Điều khoản 2015")


class Act(Model):
    """A legal act: how it is cited, when it was in force, what replaced it."""

    type: Text = Field(description="Loại văn bản: Luật, Nghị định, Quyết định…")
    number: CodeText | None = Field(None, description="Số, ký hiệu; luật và pháp lệnh không ghi khi viện dẫn")
    issuer: Text = Field(description="Cơ quan ban hành")
    date: Day = Field(description="Ngày ban hành")
    subject: Text = Field(description="Trích yếu, viết sau tên loại")
    effective: Day | None = Field(None, description="Ngày có hiệu lực")
    ended: Day | None = Field(None, description="Ngày hết hiệu lực")
    replaced_by: Annotated[tuple[Text, ...], OneOrMany] = Field((), description="Mã văn bản thay thế")
    certainty: Certainty = Field(description="Mức độ xác nhận")
    source: Text = Field(description="Đọc ở đâu")


class Acts(Model):
    """acts.yaml: identifier → act."""

    acts: dict[Slug, Act] = Field(description="Văn bản pháp luật theo mã")


class PointToInspect(Model):
    """What an inspection looks at."""

    id: CodeText = Field(description="Điểm: 1a, 1b, 1c, 1d, 1đ, 1e, 1g, 2a…")
    text: Text = Field(description="Nội dung kiểm tra, bằng lời của bộ công cụ")
    look_at: Text = Field(description="Xem gì để kết luận")


class PointGroup(Model):
    """Points of one clause of the article."""

    number: CodeText = Field(description="Khoản")
    title: Text = Field(description="Tên nhóm")
    points: tuple[PointToInspect, ...] = Field(min_length=1, description="Các điểm")


class InspectionPoints(Model):
    """inspection-points.yaml: the points of TT 26/2014, Điều 36."""

    groups: tuple[PointGroup, ...] = Field(min_length=1, description="Các nhóm điểm")


class CostLine(Model):
    """A cost line of the regime's estimate."""

    title: Text = Field(description="Nội dung chi")
    fund: Fund = Field(description="Nguồn kinh phí")


class ManagementLine(Model):
    """What the management of a programme may be spent on."""

    title: Text = Field(description="Nội dung chi")
    most: Money | None = Field(None, description="Mức trần của một đơn vị tính (đồng)")
    each: Text | None = Field(None, description="Đơn vị tính của mức trần")


class Task(Model):
    """A task of the plan: months counted from the start in a 12-month and an 18-month project."""

    stage: int = Field(ge=1, description="Giai đoạn")
    title: Text = Field(description="Nội dung công việc")
    lead: Text = Field(description="Mã chức danh chủ trì")
    together: tuple[Text, ...] = Field((), description="Phối hợp: mã chức danh hoặc tên tổ chức bên ngoài")
    result: Text = Field(description="Kết quả")
    months12: tuple[int, int] = Field(description="Từ tháng, đến tháng khi dự án 12 tháng")
    months18: tuple[int, int] = Field(description="Từ tháng, đến tháng khi dự án 18 tháng")


class RegimeRules(Model):
    """What the state's regime says about an agency's project."""

    regime: Regime = Field(description="Chế độ")
    base_act: Slug = Field(description="Mã văn bản nền")
    plan_bases: tuple[Slug, ...] = Field(description="Căn cứ của kế hoạch cơ quan, sau căn cứ của tỉnh")
    money_bases: tuple[Slug, ...] = Field((), description="Trong số căn cứ đó, văn bản chỉ quy định về kinh phí")
    funds: dict[Fund, Text] = Field(description="Tên từng nguồn kinh phí trong dự toán của cơ quan, theo thứ tự in")
    ends_with: Text = Field(description="Kết quả cuối cùng của dự án")
    stages: tuple[Text, ...] = Field(description="Các giai đoạn")
    min_months: int = Field(description="Thời gian bình quân tối thiểu")
    max_months: int = Field(description="Thời gian bình quân tối đa")
    cost_lines: dict[Slug, CostLine] = Field(description="Nội dung chi")
    upkeep_ceiling: Money | None = Field(None, description="Mức tối đa chi duy trì, cải tiến một năm (đồng)")
    management_lines: tuple[ManagementLine, ...] = Field((), description="Nội dung chi quản lý chương trình")
    training_line: Slug = Field(description="Nội dung chi trả cho các khóa học")
    ceilings: tuple[Ceiling, ...] = Field((), description="Mức trần của dự toán theo loại cơ quan")
    advice: dict[Literal["expert", "none"], AdviceRule] = Field(
        {}, description="Mức trần về tư vấn khi không thuê tổ chức tư vấn"
    )
    tasks: dict[Slug, Task] = Field(description="Các công việc")

    def limits(self, kind: str, project: Project) -> list[tuple[Limit, str]]:
        """Every limit of an agency's estimate, with the act's words for such agencies; that of upkeep is for all."""
        return [*ceiling.of_kind(self.ceilings, self.advice, kind, project), *self._yearly()]

    def told_limits(self) -> list[tuple[str, str, str]]:
        """(whose, about what, how much in words) of every limit, for a province to print."""
        yearly = ((who, limit.what, text.money(limit.most)) for limit, who in self._yearly())
        return [*ceiling.told(self.ceilings, self.advice), *yearly]

    def _yearly(self) -> Iterator[tuple[Limit, str]]:
        lines = tuple(key for key, line in self.cost_lines.items() if line.fund == "upkeep")
        if self.upkeep_ceiling is not None and lines:
            yield Limit(lines=lines, most=self.upkeep_ceiling, what="duy trì, cải tiến một năm"), "mọi cơ quan"
