"""Register of the corrective-action requests of a year: how each stands, and how many are closed, open, overdue.

It fills in the form so-theo-doi of the procedure hanh-dong-khac-phuc. How a request stands is computed for one day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Sổ theo dõi hành động khắc phục"
TEMPLATES = ("car-register.docx",)

_STATES: dict[findings.State, str] = {
    "closed": "Khép",
    "failed": "Không đạt, lập phiếu mới",
    "waiting": "Chờ đánh giá hiệu lực",
    "overdue": "Quá hạn",
    "open": "Đang thực hiện",
}


class RequestFields(TypedDict):
    """One request."""

    serial: Annotated[str, About("Số thứ tự")]
    number: Annotated[str, About("Số phiếu", "audits/*.yaml: findings")]
    date: Annotated[str, About("Ngày lập phiếu", "audits/*.yaml: end")]
    source: Annotated[str, About("Nguồn phát hiện", "audits/*.yaml: number")]
    unit: Annotated[str, About("Đơn vị, tên gọn", "audits/*.yaml: findings[].unit | agency.yaml: units.*.short")]
    what: Annotated[str, About("Tóm tắt không phù hợp", "audits/*.yaml: findings[].what")]
    cause: Annotated[str, About("Nguyên nhân gốc; trống khi chưa có", "audits/*.yaml: findings[].car.cause")]
    actions: Annotated[str, About("Biện pháp chính", "audits/*.yaml: findings[].car.actions[].what")]
    until: Annotated[str, About("Thời hạn", "audits/*.yaml: findings[].until")]
    extended: Annotated[str, About("Gia hạn; trống nếu không", "audits/*.yaml: findings[].car.extended")]
    completed: Annotated[
        str, About("Ngày làm xong mọi biện pháp; trống khi chưa xong", "audits/*.yaml: findings[].car.actions[].done")
    ]
    effect: Annotated[
        str,
        About(
            "Hiệu lực và ngày; trống khi chưa kết luận",
            "audits/*.yaml: findings[].car.effective | audits/*.yaml: findings[].car.checked",
        ),
    ]
    state: Annotated[
        str, About("Tình trạng đến ngày chốt sổ: Khép, Đang thực hiện, Chờ đánh giá hiệu lực, Quá hạn, Không đạt")
    ]


class TotalFields(TypedDict):
    """The counts under the register."""

    all: Annotated[str, About("Số phiếu trong năm")]
    closed: Annotated[str, About("Số phiếu đã khép")]
    late: Annotated[str, About("Trong số đã khép: làm xong sau thời hạn")]
    open: Annotated[str, About("Số phiếu chưa khép")]
    overdue: Annotated[str, About("Trong số chưa khép: quá hạn")]
    failed: Annotated[str, About("Trong số chưa khép: không đạt hiệu lực")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm", "audits/*.yaml: start")]
    day: Annotated[
        str, About("Ngày chốt sổ", "agency.yaml: audit.as_of | audits/*.yaml: findings[].car | audits/*.yaml: end")
    ]
    rows: Annotated[list[RequestFields], About("Các phiếu của năm", "audits/*.yaml: findings")]
    total: Annotated[TotalFields, About("Tổng hợp")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for every year that has a round held."""
    for year in sorted({audit.start.year for audit in qms.agency.audits.values() if audit.audited}):
        day = findings.as_of(qms, year)
        if day:
            yield _plan(qms, year, day)


def _plan(qms: Qms, year: int, day: datetime.date) -> DocumentPlan:
    requests = [one for one in findings.nonconformities(qms) if one.audit.start.year == year]
    own: Own = {
        "year": str(year),
        "day": text.short_date(day),
        "rows": [_row(qms, one, serial, day) for serial, one in enumerate(requests, start=1)],
        "total": _total(requests, day),
    }
    return common.record(
        qms,
        kind="car-register",
        kind_name=TITLE,
        group="audit",
        form="hanh-dong-khac-phuc/so-theo-doi",
        number=54,
        title=f"{TITLE} năm {year}",
        template=TEMPLATES[0],
        context=own,
        day=day,
        file_title=f"{TITLE} năm {year}",
    )


def _row(qms: Qms, one: findings.Nonconformity, serial: int, day: datetime.date) -> RequestFields:
    finding, car = one.finding, one.finding.car
    unit, done = qms.unit(finding.unit), findings.completed(car)
    effect = {True: "Đạt", False: "Không đạt"}.get(car.effective) if car.effective is not None else None
    return {
        "serial": str(serial),
        "number": one.number,
        "date": text.short_date(one.audit.end),
        "source": f"Đánh giá nội bộ đợt {one.audit.number}",
        "unit": unit.short or unit.name,
        "what": finding.what,
        "cause": car.cause or "",
        "actions": "; ".join(action.what for action in car.actions),
        "until": text.short_date(finding.until),
        "extended": text.short_date(car.extended) if car.extended else "",
        "completed": text.short_date(done) if done else "",
        "effect": f"{effect}, {text.short_date(car.checked)}" if effect else "",
        "state": state_words(one, day),
    }


def state_words(one: findings.Nonconformity, day: datetime.date) -> str:
    """How a request stands, in words of the register."""
    state = findings.state(one, day)
    return "Khép, làm chậm hạn" if state == "closed" and findings.late(one) else _STATES[state]


def _total(requests: list[findings.Nonconformity], day: datetime.date) -> TotalFields:
    states = [findings.state(one, day) for one in requests]
    late = sum(state == "closed" and findings.late(one) for one, state in zip(requests, states, strict=True))
    number = auditing.two_digits
    return {
        "all": number(len(requests)),
        "closed": number(states.count("closed")),
        "late": number(late),
        "open": number(len(requests) - states.count("closed")),
        "overdue": number(states.count("overdue")),
        "failed": number(states.count("failed")),
    }
