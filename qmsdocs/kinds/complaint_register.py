"""Register of complaints, remarks and petitions (Sổ theo dõi): 7.2.3 of 2000/2008, 8.2.1 and 9.1.2 of 2015.

Complaints are one of the points that an inspection looks at (TT 26/2014/TT-BKHCN, Điều 36). One for each year that has
any, and for the year of the objectives in any case: an empty register must be at hand too.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, operating
from qmsdocs.model.operation import Complaint, percent
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Sổ theo dõi khiếu nại, phản ánh, kiến nghị"
TEMPLATES = ("complaint-register.docx",)

TYPES = {"complaint": "Khiếu nại", "remark": "Phản ánh", "petition": "Kiến nghị"}
_JUDGED = {
    (False, True): "Đúng",
    (False, False): "Không đúng",
    (True, True): "Tiếp thu",  # a petition is taken up or not
    (True, False): "Không tiếp thu",
}
_BLANK_ROWS = 8


class ComplaintFields(TypedDict):
    """One entry; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự")]
    date: Annotated[str, About("Ngày nhận", "operation.yaml: complaints[].date")]
    way: Annotated[str, About("Hình thức tiếp nhận", "operation.yaml: complaints[].way")]
    sender: Annotated[str, About("Người góp ý, hoặc Không ghi tên", "operation.yaml: complaints[].sender")]
    what: Annotated[str, About("Tóm tắt nội dung", "operation.yaml: complaints[].what")]
    type: Annotated[str, About("Loại: Khiếu nại, Phản ánh, Kiến nghị", "operation.yaml: complaints[].type")]
    unit: Annotated[str, About("Đơn vị giải quyết", "operation.yaml: complaints[].unit")]
    until: Annotated[str, About("Hạn trả lời", "operation.yaml: complaints[].until")]
    result: Annotated[
        str,
        About(
            "Kết quả, đúng hay không (kiến nghị: tiếp thu hay không), ngày trả lời; trống nếu chưa trả lời",
            "operation.yaml: complaints[].result | operation.yaml: complaints[].founded "
            "| operation.yaml: complaints[].answered",
        ),
    ]
    car: Annotated[str, About("Số phiếu hành động khắc phục, hoặc Không lập", "operation.yaml: complaints[].car")]
    note: Annotated[
        str,
        About(
            "Đúng hạn, chậm hay quá hạn mấy ngày, lý do chậm",
            "operation.yaml: as_of | operation.yaml: complaints[].late_reason",
        ),
    ]


class TotalFields(TypedDict):
    """What one type of complaints comes to; counts are '' in a register without entries."""

    type: Annotated[str, About("Loại, hoặc Cộng")]
    received: Annotated[str, About("Số đã nhận trong năm")]
    answered: Annotated[str, About("Số đã trả lời")]
    in_time: Annotated[str, About("Số trả lời đúng hạn")]
    late: Annotated[str, About("Số trả lời quá hạn")]
    overdue: Annotated[str, About("Số chưa trả lời và đã quá hạn tính đến ngày rà soát")]
    open: Annotated[str, About("Số chưa trả lời, còn hạn")]
    founded: Annotated[str, About("Số đúng hoặc đúng một phần")]
    share: Annotated[str, About("Tỷ lệ trả lời đúng hạn (%) trên số đã trả lời và số quá hạn chưa trả lời")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của sổ", "operation.yaml: complaints[].date | agency.yaml: audit.year")]
    as_of: Annotated[str, About("Ngày rà soát; chưa có thì là dòng chấm", "operation.yaml: as_of")]
    complaints: Annotated[list[ComplaintFields], About("Các ý kiến theo ngày nhận", "operation.yaml: complaints")]
    by_type: Annotated[list[TotalFields], About("Tổng hợp theo loại")]
    total: Annotated[TotalFields, About("Dòng cộng")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_BLANK: ComplaintFields = {
    "number": "", "date": "", "way": "", "sender": "", "what": "", "type": "", "unit": "", "until": "", "result": "",
    "car": "", "note": "",
}  # fmt: skip


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a year."""
    as_of = qms.agency.operation.as_of
    every = sorted(qms.agency.operation.complaints, key=lambda one: one.date)
    for year in operating.years(qms, [one.date.year for one in every]):
        found = [one for one in every if str(one.date.year) == year]
        rows = [_row(qms, number, one) for number, one in enumerate(found, start=1)]
        own: Own = {
            "year": year,
            "as_of": operating.reviewed(qms),
            "complaints": operating.filled(rows, _BLANK, _BLANK_ROWS),
            "by_type": [_total(words, of_type(found, kind), as_of, bool(found)) for kind, words in TYPES.items()],
            "total": _total("Cộng", found, as_of, bool(found)),
        }
        yield common.record(
            qms,
            kind="complaint-register",
            kind_name=TITLE,
            group="operation",
            form="do-luong-su-hai-long/so-theo-doi",
            number=24,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            file_title=f"{TITLE} {year}",
        )


def of_type(every: Sequence[Complaint], kind: str) -> list[Complaint]:
    return [one for one in every if one.type == kind]


def _row(qms: Qms, number: int, one: Complaint) -> ComplaintFields:
    return {
        "number": str(number),
        "date": text.short_date(one.date),
        "way": one.way,
        "sender": one.sender or "Không ghi tên",
        "what": one.what,
        "type": TYPES[one.type],
        "unit": qms.unit(one.unit).name,
        "until": text.short_date(one.until),
        "result": _result(one),
        "car": f"Phiếu số {one.car}" if one.car else "Không lập" if one.answered else "",
        "note": _note(one, qms.agency.operation.as_of),
    }


def _result(one: Complaint) -> str:
    """Đúng: đã xin lỗi, cấp lại. Trả lời ngày 12/9/2008."""
    if not one.answered:
        return one.result or ""
    judged = "" if one.founded is None else _JUDGED[one.type == "petition", one.founded]
    told = text.uncapitalize(one.result) if one.result and judged else one.result or ""
    said = ": ".join(filter(None, (judged, told))).rstrip(".")
    return (
        f"{said}. Trả lời ngày {text.short_date(one.answered)}" if said else f"Trả lời {text.short_date(one.answered)}"
    )


def _note(one: Complaint, as_of: datetime.date | None) -> str:
    state = one.state(as_of)
    if state == "late" and one.until and one.answered:
        reason = f": {text.uncapitalize(one.late_reason)}" if one.late_reason else ""
        return f"Trả lời chậm {operating.days_between(one.until, one.answered)}{reason}"
    if state == "overdue":
        return operating.state_words(state, one.until, None, as_of)
    if state == "open":
        return "Đang giải quyết"
    return "Đúng hạn" if one.until else ""


def _total(words: str, some: Sequence[Complaint], as_of: datetime.date | None, any_at_all: bool) -> TotalFields:
    states = [one.state(as_of) for one in some]
    in_time, late, overdue = (states.count(state) for state in ("done", "late", "overdue"))

    def shown(number: int) -> str:
        return str(number) if any_at_all else ""

    return {
        "type": words,
        "received": shown(len(some)),
        "answered": shown(in_time + late),
        "in_time": shown(in_time),
        "late": shown(late),
        "overdue": shown(overdue),
        "open": shown(states.count("open")),
        "founded": shown(sum(one.founded is True for one in some)),
        "share": operating.percent_words(percent(in_time, in_time + late + overdue)),
    }
