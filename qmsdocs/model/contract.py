"""A contract with a consultant or a certifier (contracts/<id>.yaml): choice, schedule, working days, end.

Order of contracts and gates: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VI. Conditions and working minutes of consultants
today: TT 26/2014/TT-BKHCN, Điều 8-12, 16, 22.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from qmsdocs.model.base import ClauseId, CodeText, Day, Model, Money, Number, Text
from qmsdocs.model.paper import Assigned, Paper, Person
from qmsdocs.model.procedure import Form

EVALUATION_FORM = "mua-sam-va-nha-cung-cap/phieu-danh-gia-ncc"  # candidates are judged by the form for all suppliers


class Criterion(NamedTuple):
    """One criterion of that form and the most points it gives."""

    title: str
    most: Decimal


def criteria(form: Form | None) -> list[Criterion]:
    """The numbered rows of the form's table: what is judged, and the most points."""
    tables = [block.table for block in form.blocks if block.table] if form else []
    return [
        Criterion(row[1], Decimal(row[2]))
        for table in tables
        for row in table.rows
        if len(row) > 2 and row[0] and row[1] and row[2] and row[0].isdecimal() and row[2].isdecimal()
    ]


class Requirement(Model):
    """One condition, and the evidence that was seen."""

    what: Text = Field(description="Điều kiện")
    evidence: Text | None = Field(None, description="Bằng chứng đã xem")
    met: bool = Field(description="Đạt hay không")


class Card(Model):
    """An expert's or auditor's card."""

    short_key: ClassVar[str | None] = "name"

    name: Text = Field(description="Họ và tên chuyên gia")
    number: CodeText | None = Field(None, description="Số thẻ")
    issued: Day | None = Field(None, description="Ngày cấp")
    until: Day | None = Field(None, description="Ngày hết hạn")


class Points(Model):
    """What a candidate was given for one criterion of the form that candidates are judged by."""

    short_key: ClassVar[str | None] = "points"

    points: Number = Field(description="Điểm chấm")
    evidence: Text | None = Field(None, description="Bằng chứng")


class Validity(NamedTuple):
    """A certificate or a card and how long it is good: where it is written, what it is called, from when until when."""

    path: tuple[str | int, ...]
    what: str
    issued: datetime.date | None
    until: datetime.date | None

    def covers(self, day: datetime.date) -> bool:
        """Whether it is valid on a day, as far as is known."""
        return not (self.issued and day < self.issued) and not (self.until and day > self.until)


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
    points: tuple[Points, ...] = Field(
        (), description="Điểm từng tiêu chí, theo thứ tự tiêu chí trong Phiếu đánh giá nhà cung cấp; tổng được cộng"
    )
    score: Number | None = Field(
        None, ge=0, le=100, description="Điểm đánh giá năng lực, thang 100, khi không chấm từng tiêu chí"
    )
    remark: Text | None = Field(None, description="Nhận xét")

    @property
    def total(self) -> Decimal | None:
        """The score: the sum of the points, else as written."""
        return sum((one.points for one in self.points), Decimal(0)) if self.points else self.score

    @property
    def validities(self) -> tuple[Validity, ...]:
        """The organisation's certificate, when it is known, and its experts' cards."""
        certificate = (Validity((), f"giấy chứng nhận của {self.name}", self.issued, self.until),)
        return (*(certificate if self.issued or self.until else ()), *self.cards)

    @property
    def cards(self) -> tuple[Validity, ...]:
        return tuple(
            Validity(("experts", number), f"thẻ của {card.name}", card.issued, card.until)
            for number, card in enumerate(self.experts)
            if card.issued or card.until
        )


class Work(Model):
    """One line of the schedule."""

    what: Text = Field(description="Nội dung công việc")
    start: Day = Field(description="Từ ngày")
    end: Day = Field(description="Đến ngày")
    man_days: Number = Field(description="Số ngày công")
    result: Text = Field(description="Sản phẩm, kết quả")
    delivered: Day | None = Field(None, description="Ngày giao sản phẩm; để trống là chưa giao")

    def was_delivered(self, day: datetime.date | None) -> bool:
        """Whether the product was there on a day; ever, when the day is not known."""
        return self.delivered is not None and (day is None or self.delivered <= day)


class WorkingDay(Model):
    """One day that the other side worked at the agency, with the minutes both sides sign.

    Work of several days on end may be written once, under its last day.
    """

    date: Day = Field(description="Ngày")
    start: Text | None = Field(None, description="Giờ bắt đầu")
    end: Text | None = Field(None, description="Giờ kết thúc")
    place: Text | None = Field(None, description="Địa điểm")
    line: int | None = Field(
        None, ge=1, description="Thuộc dòng thứ mấy của schedule; để trống: dòng đầu tiên có thời gian chứa ngày này"
    )
    consultants: tuple[Person, ...] = Field((), description="Phía tư vấn, chứng nhận; người đầu tiên ký")
    agency: tuple[Person, ...] = Field((), description="Phía cơ quan; người đầu tiên ký")
    work: tuple[Text, ...] = Field(min_length=1, description="Công việc đã làm")
    results: tuple[Text, ...] = Field((), description="Kết quả")
    next: tuple[Assigned, ...] = Field((), description="Việc tiếp theo")
    man_days: Number = Field(description="Số ngày công thực hiện")


class Payment(Model):
    """A payment under the contract, in đồng."""

    date: Day | None = Field(None, description="Ngày thanh toán; để trống là chưa thanh toán")
    amount: Money = Field(description="Số tiền (đồng)")
    what: Text = Field(description="Nội dung thanh toán")


class Missing(Assigned):
    """What the acceptance found still to be done; by the other side unless it says by whom."""

    short_key: ClassVar[str | None] = "what"


class Acceptance(Paper):
    """Acceptance of the work."""

    remarks: tuple[Text, ...] = Field((), description="Nhận xét về chất lượng, tiến độ")
    missing: tuple[Missing, ...] = Field((), description="Việc chưa đạt, phải làm tiếp")


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
    assessors: tuple[Person, ...] = Field((), description="Người đánh giá thử, trưởng nhóm trước")
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
    selectors: tuple[Person, ...] = Field(
        (), description="Thành phần xem xét, lựa chọn: người đầu tiên chủ trì, người cuối cùng ghi biên bản"
    )
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

    @property
    def choice(self) -> Candidate | None:
        """The chosen organisation among those that were considered; one with a name only when none was."""
        if not self.chosen:
            return None
        named = (candidate for candidate in self.candidates if candidate.name == self.chosen)
        return next(named, None if self.candidates else Candidate(name=self.chosen))

    def complete(self, day: datetime.date | None) -> bool:
        """Whether on a day all man-days are done, all products delivered and nothing of the acceptance is left."""
        delivered = all(work.was_delivered(day) for work in self.schedule)
        left = self.acceptance.missing if self.acceptance else ()
        ended = all(one.done and (day is None or one.done <= day) for one in left)
        return delivered and ended and self.worked(day) >= self.agreed

    @property
    def agreed(self) -> Decimal:
        """Man-days of the schedule."""
        return sum((work.man_days for work in self.schedule), Decimal(0))

    def worked(self, until: datetime.date | None = None, line: int | None = None) -> Decimal:
        """Man-days done up to a day, of all lines of the schedule or of one (from 1)."""
        return sum(
            (
                day.man_days
                for day in self.days
                if (until is None or day.date <= until) and (line is None or self.line_of(day) == line)
            ),
            Decimal(0),
        )

    def line_of(self, day: WorkingDay) -> int | None:
        """The line of the schedule (from 1) that a working day belongs to: as written, or the first around its date."""
        around = (number for number, work in enumerate(self.schedule, start=1) if work.start <= day.date <= work.end)
        return day.line or next(around, None)

    def paid(self, until: datetime.date | None) -> Decimal:
        """Money paid up to a day, that day included; all that was ever paid when the day is not known."""
        return sum(
            (one.amount for one in self.payments if one.date and (until is None or one.date <= until)), Decimal(0)
        )

    @property
    def sessions(self) -> list[WorkingDay]:
        """The working days in the order of their dates."""
        return sorted(self.days, key=lambda day: day.date)
