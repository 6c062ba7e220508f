"""A management review (reviews/<id>.yaml): what was said and decided. Its inputs are gathered from the other data."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qmsdocs.model.base import Day, Model, PostId, Text
from qmsdocs.model.paper import Assigned, Paper, Person


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
    absent: tuple[Person, ...] = Field((), description="Người vắng")
    inputs_due: Day | None = Field(None, description="Hạn gửi báo cáo đầu vào")
    notice: Paper = Field(Paper(), description="Số, ngày thông báo")
    discussions: tuple[Discussion, ...] = Field((), description="Nội dung xem xét")
    suitable: Literal["yes", "partly", "no"] | None = Field(None, description="Hệ thống còn phù hợp")
    adequate: Literal["yes", "partly", "no"] | None = Field(None, description="Hệ thống đầy đủ")
    effective: Literal["yes", "partly", "no"] | None = Field(None, description="Hệ thống có hiệu lực")
    policy_kept: bool | None = Field(None, description="true: giữ chính sách, mục tiêu; false: sửa đổi")
    resolutions: tuple[Resolution, ...] = Field((), description="Quyết định, kết luận")
    conclusions: Paper = Field(Paper(), description="Số, ngày thông báo kết luận")
