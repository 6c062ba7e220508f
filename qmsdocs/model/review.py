"""A management review (reviews/<id>.yaml): what was said and decided. Its inputs are gathered from the other data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qmsdocs.model.base import Day, Model, PostId, Text, UnitId
from qmsdocs.model.paper import Assigned, Paper, Person


class Absent(Person):
    """Somebody who was asked and did not come."""

    reason: Text | None = Field(None, description="Lý do vắng mặt, người dự thay")


class UnitReport(Model):
    """Whether a unit sent its report of inputs."""

    unit: UnitId = Field(description="Mã đơn vị báo cáo")
    date: Day | None = Field(None, description="Ngày gửi; để trống là chưa gửi")
    reason: Text | None = Field(None, description="Lý do chưa gửi hoặc gửi chậm")


class Discussion(Model):
    """What the meeting said on one input."""

    topic: Literal[
        "earlier", "changes", "customers", "objectives", "processes", "nonconformities", "audits", "providers",
        "resources", "risks", "improvement",
    ] = Field(
        description="earlier: kết luận kỳ trước; changes: thay đổi; customers: ý kiến tổ chức, công dân; objectives: "
        "mục tiêu; processes: quá trình; nonconformities: không phù hợp; audits: đánh giá; providers: nhà cung cấp; "
        "resources: nguồn lực; risks: phòng ngừa, rủi ro; improvement: cải tiến"
    )  # fmt: skip
    report: Text | None = Field(None, description="Báo cáo bằng lời, thêm vào số liệu tự tổng hợp")
    said: Text | None = Field(None, description="Ý kiến thảo luận, giải trình")


class Resolution(Assigned):
    """A decision of the review."""

    type: Literal["system", "service", "change", "resources"] = Field(
        description="system: cải tiến hệ thống; service: cải tiến kết quả; change: thay đổi; resources: nguồn lực"
    )
    measure: Text | None = Field(None, description="Biện pháp, tiến độ của đơn vị được giao")
    checked: Day | None = Field(None, description="Ngày kiểm tra tại đơn vị")
    effective: bool | None = Field(None, description="true: có hiệu lực; false: chưa; để trống: chưa kiểm tra")


class Review(Model):
    """One meeting: notice, inputs, minutes, conclusions."""

    type: Literal["periodic", "special"] = Field("periodic", description="periodic: định kỳ; special: đột xuất")
    reason: Text | None = Field(None, description="Lý do họp đột xuất")
    since: Day = Field(description="Số liệu từ ngày")
    until: Day = Field(description="Số liệu đến ngày")
    date: Day = Field(description="Ngày họp")
    start: Text | None = Field(None, description="Giờ bắt đầu")
    end: Text | None = Field(None, description="Giờ kết thúc")
    place: Text | None = Field(None, description="Địa điểm")
    chair: PostId = Field("head", description="Mã chức danh chủ trì")
    present: tuple[Person, ...] = Field((), description="Người dự; để trống: lãnh đạo, thư ký và trưởng các đơn vị")
    absent: tuple[Absent, ...] = Field((), description="Người vắng")
    inputs_due: Day | None = Field(None, description="Hạn gửi báo cáo đầu vào")
    reports: tuple[UnitReport, ...] = Field((), description="Báo cáo đầu vào của từng đơn vị")
    notice: Paper = Field(Paper(), description="Số, ngày thông báo")
    discussions: tuple[Discussion, ...] = Field((), description="Nội dung xem xét")
    proposals: tuple[Text, ...] = Field((), description="Vấn đề đề nghị người chủ trì quyết định")
    suitable: Literal["yes", "partly", "no"] | None = Field(None, description="Hệ thống còn phù hợp")
    adequate: Literal["yes", "partly", "no"] | None = Field(None, description="Hệ thống đầy đủ")
    effective: Literal["yes", "partly", "no"] | None = Field(None, description="Hệ thống có hiệu lực")
    policy_kept: bool | None = Field(None, description="true: giữ chính sách, mục tiêu; false: sửa đổi")
    revise: tuple[Literal["policy", "objectives"], ...] = Field(
        (), description="Sửa gì khi policy_kept là false: policy: chính sách; objectives: mục tiêu; để trống: cả hai"
    )
    grounds: tuple[Text, ...] = Field((), description="Căn cứ của các kết luận về phù hợp, đầy đủ, hiệu lực")
    resolutions: tuple[Resolution, ...] = Field((), description="Quyết định, kết luận")
    conclusions: Paper = Field(Paper(), description="Số, ngày thông báo kết luận")
