"""Tracking slip of a case (phiếu theo dõi quá trình giải quyết hồ sơ), one a service procedure, its steps preprinted.

Every procedure that was read names such a slip; its layout was not seen and is that of the form of the procedure Tiếp
nhận và trả kết quả. It may be left out for work of under two days and for work of one person or one division, as the
notes under the step tables say.

No official form of it was seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.procedure import Step
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Phiếu theo dõi quá trình giải quyết hồ sơ"
UNCONFIRMED = "Mọi quy trình đã đọc đều nêu phiếu này nhưng chưa thấy bố cục; bố cục theo biểu mẫu của quy trình."
TEMPLATES = ("tracking-slip.docx",)


class SlipStep(TypedDict):
    """One step of the procedure."""

    number: Annotated[str, About("Số thứ tự của bước")]
    what: Annotated[str, About("Nội dung công việc của bước, phần đầu", "procedures/*.yaml: steps[].what")]
    who: Annotated[str, About("Người thực hiện", "procedures/*.yaml: steps[].who | agency.yaml: posts.*.title")]
    time: Annotated[
        str,
        About(
            "Thời gian của bước; nhiều trường hợp thì đánh số theo thời hạn",
            "procedures/*.yaml: steps[].time | procedures/*.yaml: steps[].deadline",
        ),
    ]


class SlipFields(TypedDict):
    """What is preprinted."""

    procedure: Annotated[str, About("Tên thủ tục, công việc", "procedures/*.yaml: title")]
    procedure_code: Annotated[
        str, About("Mã hiệu quy trình", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")
    ]
    unit: Annotated[str, About("Đơn vị chủ trì", "agency.yaml: procedures.*.unit")]
    limit: Annotated[
        str,
        About(
            "Thời hạn giải quyết, nhiều trường hợp thì mỗi trường hợp một ô; không tính ngày thì trống",
            "procedures/*.yaml: time_limit",
        ),
    ]
    steps: Annotated[list[SlipStep], About("Các bước công việc", "procedures/*.yaml: steps")]
    needed: Annotated[
        str,
        About("Khi nào phải lập phiếu, theo thời hạn và số người của quy trình", "procedures/*.yaml: time_limit"),
    ]


class Own(TypedDict):
    """What only this kind has."""

    slip: Annotated[SlipFields, About("Phiếu theo dõi", "procedures/*.yaml")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each service procedure."""
    for used in qms.procedures:
        if used.procedure.type == "service":
            own: Own = {"slip": _slip(qms, used)}
            yield common.record(
                qms,
                kind="tracking-slip",
                kind_name=TITLE,
                group="operation",
                form=form_of(used, "phieu-theo-doi"),
                number=35,
                title=TITLE,
                template=TEMPLATES[0],
                context=own,
                file_title=f"Phiếu theo dõi {used.code} {used.procedure.title}",
            )


def form_of(used: ProcedureInUse, form: str) -> str:
    """The procedure's own form of that name, else that of the procedure for receiving cases."""
    return f"{used.id}/{form}" if form in used.by_form else f"tiep-nhan-va-tra-ket-qua/{form}"


def limit_words(used: ProcedureInUse) -> str:
    """05 ngày làm việc; Cấp mới: 30 ngày, Gia hạn: 15 ngày. '' when the work has no limit in days."""
    cases = used.procedure.time_limit.cases if used.procedure.time_limit else ()
    return "; ".join(
        f"{text.uncapitalize(name)}: {text.days(amount, unit)}" if name else text.days(amount, unit)
        for name, amount, unit in cases
    )


def _slip(qms: Qms, used: ProcedureInUse) -> SlipFields:
    return {
        "procedure": used.procedure.title,
        "procedure_code": used.code,
        "unit": qms.unit(used.unit).name,
        "limit": _limit(used),
        "steps": [
            {
                "number": str(number),
                "what": _beginning(step.what),
                "who": common.titles(qms, step.who, used),
                "time": _time(used, step),
            }
            for number, step in enumerate(used.procedure.steps, start=1)
        ],
        "needed": _needed(qms, used),
    }


def _beginning(what: str) -> str:
    """The first clause of a step; the procedure has the rest, and a slip is to be read at a glance."""
    first = re.sub(r" \([^)]*$", "", what.split("; ")[0].split(". ")[0])  # no bracket is left open
    return first.split(": ")[0] if len(first) > 120 and ": " in first else first.rstrip(".;")


def _time(used: ProcedureInUse, step: Step) -> str:
    if used.procedure.time_limit is None:
        return step.deadline or ""
    cases = zip(step.time, used.procedure.time_limit.cases, strict=True)
    lines = ["–" if amount == 0 else f"{text.day_count(amount)} ngày" for amount, _ in cases]
    if len(set(lines)) == 1:
        return lines[0]
    return "\n".join(f"({place}) {line}" for place, line in enumerate(lines, start=1))


def _limit(used: ProcedureInUse) -> str:
    """The limit; of several cases, a box to tick for each, numbered as the steps count them."""
    cases = used.procedure.time_limit.cases if used.procedure.time_limit else ()
    if len(cases) < 2:
        return limit_words(used)
    return "".join(
        f"     □ ({place}) {name}: {text.days(amount, unit)}"
        for place, (name, amount, unit) in enumerate(cases, start=1)
    )


def _needed(qms: Qms, used: ProcedureInUse) -> str:
    """Whether this procedure's slip may be left out, by its own limit and its own people."""
    cases = used.procedure.time_limit.cases if used.procedure.time_limit else ()
    doers = {post for step in used.procedure.steps for post in step.who}
    units = len(qms.units_of(used))
    if cases and all(amount < Decimal(2) for _, amount, _ in cases):
        why = f"có thời hạn {limit_words(used)}, dưới hai ngày,"
    elif len(doers) == 1:
        why = "do một người thực hiện"
    elif units == 1 and not any(qms.post(post).leadership for post in doers):
        why = "do một đơn vị thực hiện"
    else:
        several = f", {units:02} đơn vị" if units > 1 else ""
        return (
            f"Công việc này qua {len(used.procedure.steps):02} bước{several} nên phải lập phiếu. Phiếu đi cùng hồ sơ "
            "từ lúc nhận đến lúc trả kết quả; mỗi lần giao nhận phải ghi và ký ngay. Hồ sơ không có phiếu thì không "
            "được chuyển bước."
        )
    return f"Công việc này {why} nên không bắt buộc lập phiếu; hồ sơ vẫn được ghi vào sổ theo dõi hồ sơ."
