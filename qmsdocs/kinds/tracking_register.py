"""Register of cases (sổ theo dõi hồ sơ), one a service procedure, with its time limit and how the due date is counted.

7.5.3 and 8.2.4 of 2000/2008, 8.5.2 and 8.6 of 2015; the form of the procedure Tiếp nhận và trả kết quả.

No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.kinds.tracking_slip import form_of, limit_words
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Sổ theo dõi hồ sơ"
UNCONFIRMED = "Chưa thấy bố cục sổ theo dõi hồ sơ của một cơ quan; bố cục theo biểu mẫu của quy trình."
TEMPLATES = ("tracking-register.docx",)

_ROWS = 18  # lines to fill on the first two pages


class RegisterFields(TypedDict):
    """What is preprinted."""

    procedure: Annotated[str, About("Tên thủ tục, công việc", "procedures/*.yaml: title")]
    procedure_code: Annotated[
        str, About("Mã hiệu quy trình", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")
    ]
    reception: Annotated[
        str, About("Nơi tiếp nhận, giữ sổ", "agency.yaml: posts.one_stop.title | agency.yaml: posts.one_stop.unit")
    ]
    unit: Annotated[str, About("Đơn vị giải quyết", "agency.yaml: procedures.*.unit")]
    limit: Annotated[str, About("Thời hạn giải quyết; không tính ngày thì trống", "procedures/*.yaml: time_limit")]
    due: Annotated[str, About("Cách tính ngày hẹn trả", "procedures/*.yaml: time_limit")]
    remind: Annotated[str, About("Khi nào nhắc hạn; trống nếu không tính ngày", "procedures/*.yaml: time_limit")]
    fee: Annotated[str, About("Phí, lệ phí; chưa rõ thì là dòng chấm", "procedures/*.yaml: fee")]
    rows: Annotated[list[str], About("Số thứ tự của các dòng để ghi")]
    months: Annotated[list[str], About("Các tháng của bảng cộng cuối tháng")]


class Own(TypedDict):
    """What only this kind has."""

    register: Annotated[RegisterFields, About("Sổ theo dõi", "procedures/*.yaml")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each service procedure."""
    for used in qms.procedures:
        if used.procedure.type == "service":
            own: Own = {"register": _register(qms, used)}
            yield common.record(
                qms,
                kind="tracking-register",
                kind_name=TITLE,
                group="operation",
                form=form_of(used, "so-theo-doi"),
                number=36,
                title=TITLE,
                template=TEMPLATES[0],
                context=own,
                file_title=f"Sổ theo dõi {used.code} {used.procedure.title}",
            )


def _register(qms: Qms, used: ProcedureInUse) -> RegisterFields:
    receiving = _receiving(used)
    unit = qms.post(receiving).unit
    return {
        "procedure": used.procedure.title,
        "procedure_code": used.code,
        "reception": ", ".join([qms.title_of(receiving, used), *([qms.unit(unit).name] if unit else [])]),
        "unit": qms.unit(used.unit).name,
        "limit": limit_words(used),
        "due": _due(used),
        "remind": _remind(used),
        "fee": (used.procedure.fee or text.BLANK).rstrip("."),
        "rows": [str(number) for number in range(1, _ROWS + 1)],
        "months": [str(month) for month in range(1, 13)],
    }


def _receiving(used: ProcedureInUse) -> str:
    """Who receives cases and keeps the register: the one-stop desk when it has a step, else who does the first one."""
    first = used.procedure.steps[0].who[0]
    return "one_stop" if any("one_stop" in step.who for step in used.procedure.steps) else first


def _due(used: ProcedureInUse) -> str:
    """How the due date follows from the day on which a complete file came in."""
    limit = used.procedure.time_limit
    if limit is None:
        return "Công việc này không có thời hạn tính bằng ngày; ngày hẹn trả ghi theo văn bản giao việc hoặc kế hoạch."
    units = {unit for _, _, unit in limit.cases}
    counted = [
        *(["ngày làm việc không kể ngày nghỉ hằng tuần, ngày lễ, Tết"] if "working_day" in units else []),
        *(
            ["thời hạn tính liên tục, ngày cuối là ngày nghỉ thì hẹn vào ngày làm việc tiếp theo"]
            if "day" in units
            else []
        ),
    ]
    return f"Ngày hẹn trả bằng ngày nhận đủ hồ sơ hợp lệ cộng thời hạn; không tính ngày nhận; {'; '.join(counted)}."


def _remind(used: ProcedureInUse) -> str:
    """When a case about to be late is reminded of: as the procedure Tiếp nhận và trả kết quả says."""
    limit = used.procedure.time_limit
    if limit is None:
        return ""
    amounts = [amount for _, amount, _ in limit.cases]
    long = "nhắc đơn vị giải quyết khi còn hai ngày làm việc đến hạn"
    short = "nhắc vào đầu giờ ngày làm việc liền trước ngày hẹn trả"
    if min(amounts) >= Decimal(5):
        return text.capitalize(long)
    if max(amounts) < Decimal(5):
        return text.capitalize(short)
    return f"Thời hạn từ năm ngày: {long}; thời hạn dưới năm ngày: {short}"
