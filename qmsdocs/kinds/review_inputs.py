"""Gathered report of the inputs of a management review: a record on the system procedure's form.

The figures come from the agency's other data for the period of the review; see review_gathering.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, review_gathering, reviewing
from qmsdocs.model.review import Review, UnitReport
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo tổng hợp đầu vào xem xét của lãnh đạo"
TEMPLATES = ("review-inputs.docx",)

_NONE = "–"


class InputFields(TypedDict):
    """One topic."""

    number: Annotated[str, About("Số thứ tự")]
    topic: Annotated[str, About("Nội dung đầu vào")]
    figures: Annotated[
        str,
        About(
            "Số liệu, kết quả kỳ này; không có thì ghi rõ không phát sinh hoặc chưa có số liệu",
            "operation.yaml: caseload | operation.yaml: results | operation.yaml: surveys | audits/*.yaml: findings "
            "| contracts/*.yaml: payments | training/*.yaml: trainees | reviews/*.yaml: discussions[].report",
        ),
    ]
    compared: Annotated[
        str,
        About("So với kỳ trước và chỉ tiêu", "operation.yaml: results | operation.yaml: surveys[].answers[].before"),
    ]
    causes: Annotated[
        str, About("Nguyên nhân", "operation.yaml: results[].reason | audits/*.yaml: findings[].car.cause")
    ]
    remarks: Annotated[str, About("Nhận xét, kiến nghị: việc còn dở, quá hạn, không đạt")]


class Own(TypedDict):
    """What only this kind has."""

    meeting: Annotated[reviewing.MeetingFields, About("Cuộc họp", "reviews/*.yaml")]
    reported: Annotated[str, About("Đơn vị đã gửi báo cáo, ngày gửi", "reviews/*.yaml: reports")]
    missing: Annotated[str, About("Đơn vị chưa gửi báo cáo, lý do", "reviews/*.yaml: reports")]
    inputs: Annotated[list[InputFields], About("Từng nội dung đầu vào", "reviews/*.yaml: discussions")]
    proposals: Annotated[list[str], About("Những vấn đề đề nghị người chủ trì quyết định", "reviews/*.yaml: proposals")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each review."""
    for key, review in reviewing.ordered(qms):
        own: Own = {
            "meeting": reviewing.meeting(qms, review),
            "reported": "; ".join(_reported(qms, review, one) for one in review.reports if one.date) or text.BLANK,
            "missing": _missing(qms, review),
            "inputs": [_input(number, one) for number, one in enumerate(review_gathering.gathered(qms)[key], start=1)],
            "proposals": [reviewing.sentence(one) for one in review.proposals],
        }
        yield common.record(
            qms,
            kind="review-inputs",
            kind_name=TITLE,
            group="review",
            form=f"{reviewing.PROCEDURE}/bao-cao-tong-hop",
            number=31,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            day=review.date,
            file_title=f"Đầu vào xem xét của lãnh đạo {review.date.isoformat()}",
        )


def _reported(qms: Qms, review: Review, one: UnitReport) -> str:
    """A unit with the day of its report, and how late it was."""
    day, due = one.date, review.inputs_due
    late = (day - due).days if isinstance(day, datetime.date) and due else 0
    words = f", chậm {late} ngày" if late > 0 else ""
    return f"{qms.unit(one.unit).name} ({text.short_date(day)}{words})"


def _missing(qms: Qms, review: Review) -> str:
    """The units that were to report and did not; room to write when nothing is known of any."""
    if not review.reports:
        return text.BLANK
    sent = {one.unit for one in review.reports if one.date}
    reasons = {one.unit: one.reason for one in review.reports if not one.date}
    named = [
        qms.unit(unit).name + (f" ({reasons[unit]})" if reasons.get(unit) else "")
        for unit in qms.agency.units
        if unit not in sent
    ]
    return "; ".join(named) or "Không có"


def _input(number: int, one: review_gathering.Input) -> InputFields:
    return {
        "number": str(number),
        "topic": reviewing.TOPICS[one.topic].gathered,
        "figures": "\n".join(one.figures),
        "compared": "\n".join(one.compared) or _NONE,
        "causes": "\n".join(one.causes) or _NONE,
        "remarks": "\n".join(one.remarks) or _NONE,
    }
