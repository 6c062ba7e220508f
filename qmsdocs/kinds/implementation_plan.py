"""The agency's implementation plan (kế hoạch triển khai) with its Gantt chart, assignment table and estimate.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục I (four stages, 10-18 months), V (six cost lines of the programme; upkeep
from the agency's own budget), VII.3 (submitted in quarter III of the year before).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import common, estimate, letterhead
from qmsdocs.model.standard import Task
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Kế hoạch triển khai"
TEMPLATES = letterhead.templates("implementation-plan.docx")


class TaskFields(TypedDict):
    """A task of a stage."""

    number: Annotated[str, About("Số của công việc, ví dụ 2.3")]
    title: Annotated[str, About("Nội dung công việc", "standards/regime-*.yaml: tasks.*.title")]
    lead: Annotated[
        str, About("Chức danh chủ trì", "standards/regime-*.yaml: tasks.*.lead | agency.yaml: posts.*.title")
    ]
    together: Annotated[
        str,
        About(
            "Chức danh, tổ chức phối hợp; trống nếu không có",
            "standards/regime-*.yaml: tasks.*.together | agency.yaml: posts.*.title",
        ),
    ]
    when: Annotated[
        str,
        About(
            "Thời gian thực hiện, từ tháng đến tháng",
            "agency.yaml: project.start | programme.yaml: cohorts[].start | agency.yaml: project.months",
        ),
    ]
    result: Annotated[str, About("Kết quả của công việc", "standards/regime-*.yaml: tasks.*.result")]


class StageFields(TypedDict):
    """A stage of the project."""

    number: Annotated[str, About("Số giai đoạn bằng số La Mã")]
    title: Annotated[str, About("Tên giai đoạn", "standards/regime-*.yaml: stages[]")]
    tasks: Annotated[list[TaskFields], About("Các công việc của giai đoạn", "standards/regime-*.yaml: tasks")]


class UnitFields(TypedDict):
    """A unit and what it owns."""

    name: Annotated[str, About("Tên đơn vị", "agency.yaml: units.*.name")]
    procedures: Annotated[
        str, About("Mã các quy trình đơn vị chủ trì; không có thì là –", "agency.yaml: procedures.*.unit")
    ]


class MonthHead(TypedDict):
    """The head of a month column of the chart."""

    month: Annotated[str, About("Tháng theo lịch; chưa rõ ngày bắt đầu thì là tháng thứ mấy")]
    year: Annotated[str, About("Năm của tháng; trống nếu chưa rõ ngày bắt đầu")]


class ChartRow(TypedDict):
    """A task on the chart."""

    number: Annotated[str, About("Số của công việc, ví dụ 2.3")]
    title: Annotated[str, About("Nội dung công việc", "standards/regime-*.yaml: tasks.*.title")]
    bars: Annotated[
        list[bool],
        About("Từng tháng, công việc có thực hiện trong tháng đó hay không", "agency.yaml: project.months"),
    ]


class ProcedureRow(TypedDict):
    """A procedure to be written."""

    number: Annotated[str, About("Số thứ tự")]
    code: Annotated[str, About("Mã quy trình", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên quy trình", "procedures/*.yaml: title")]
    unit: Annotated[str, About("Đơn vị chủ trì", "agency.yaml: procedures.*.unit | agency.yaml: units.*.name")]


class PlanFields(TypedDict):
    """The plan itself."""

    subject: Annotated[
        str,
        About(
            "Tên việc của kế hoạch, kèm tiêu chuẩn và cơ quan",
            "standards/iso9001-*.yaml: name | agency.yaml: short_name | agency.yaml: name",
        ),
    ]
    bases: Annotated[
        list[str],
        About(
            "Các dòng căn cứ",
            "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *",
        ),
    ]
    programme: Annotated[
        str,
        About(
            "Tên chương trình của tỉnh kèm giai đoạn; trống nếu cơ quan đứng riêng",
            "programme.yaml: title | programme.yaml: period",
        ),
    ]
    scope: Annotated[str, About("Phạm vi áp dụng hệ thống quản lý chất lượng", "agency.yaml: scope")]
    months: Annotated[str, About("Số tháng thực hiện", "agency.yaml: project.months")]
    start: Annotated[
        str,
        About(
            "Tháng bắt đầu, ví dụ 9/2007",
            "agency.yaml: project.start | programme.yaml: cohorts[].start | agency.yaml: cohort",
        ),
    ]
    end: Annotated[
        str,
        About(
            "Tháng kết thúc",
            "agency.yaml: project.start | programme.yaml: cohorts[].start | agency.yaml: project.months",
        ),
    ]
    submission: Annotated[str, About("Khi nào trình kế hoạch, bằng lời", "programme.yaml: cohorts[].submit")]
    consultant: Annotated[str, About("Tổ chức tư vấn; trống nếu chưa chọn", "agency.yaml: project.consultant")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]
    ends_with: Annotated[str, About("Kết quả cuối cùng của dự án", "standards/regime-*.yaml: ends_with")]
    stages: Annotated[list[StageFields], About("Các giai đoạn và công việc", "standards/regime-*.yaml: stages")]
    units: Annotated[list[UnitFields], About("Các đơn vị và quy trình chủ trì", "agency.yaml: units")]
    month_heads: Annotated[list[MonthHead], About("Đầu các cột tháng của biểu đồ", "agency.yaml: project.months")]
    gantt: Annotated[list[ChartRow], About("Các dòng của biểu đồ tiến độ", "standards/regime-*.yaml: tasks")]
    budget: Annotated[estimate.BudgetFields, About("Dự toán kinh phí", "agency.yaml: project.budget")]
    procedures: Annotated[list[ProcedureRow], About("Các quy trình sẽ xây dựng", "agency.yaml: procedures")]


class Own(TypedDict):
    """What only a plan has; the submission that carries it speaks of the same facts."""

    plan: Annotated[PlanFields, About("Kế hoạch triển khai", "agency.yaml: project")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    yield letterhead.official(
        qms,
        kind="implementation-plan",
        kind_name=TITLE,
        symbol="KH",
        number=qms.agency.project.plan_number,
        title=subject(qms),
        template="implementation-plan.docx",
        context=context(qms),
    )


def subject(qms: Qms) -> str:
    """The plan's title, which its submission repeats."""
    return f"Kế hoạch xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name}"


@common.once_a_qms
def context(qms: Qms) -> Own:
    """What the plan says; the submission uses the same facts."""
    every = schedule.months(qms)
    return {
        "plan": {
            "subject": f"Xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name} "
            f"tại {letterhead.in_sentence(qms)}",
            "bases": letterhead.bases(qms),
            "programme": _programme(qms),
            "scope": qms.agency.scope,
            "months": str(qms.agency.project.months),
            "start": every[0].label,
            "end": every[-1].label,
            "submission": schedule.submission_words(qms),
            "consultant": qms.agency.project.consultant or "",
            "certifies": qms.agency.regime == "144-2006",
            "ends_with": qms.regime.ends_with,
            "stages": _stages(qms),
            "units": [{"name": unit.name, "procedures": _owned(qms, key)} for key, unit in qms.agency.units.items()],
            "month_heads": [_month_head(month) for month in every],
            "gantt": _gantt(qms),
            "budget": estimate.budget(qms),
            "procedures": [
                {
                    "number": str(n),
                    "code": used.code,
                    "title": used.procedure.title,
                    "unit": qms.unit(used.unit).name,
                }
                for n, used in enumerate(qms.procedures, start=1)
            ],
        },
    }


def _programme(qms: Qms) -> str:
    """The programme that the plan carries out, with its period; '' for an agency on its own."""
    if qms.programme is None:
        return ""
    period = qms.programme.period
    return qms.programme.title if period in qms.programme.title else f"{qms.programme.title} giai đoạn {period}"


def _owned(qms: Qms, unit: str) -> str:
    return ", ".join(used.code for used in qms.procedures if used.unit == unit) or "–"


def _stages(qms: Qms) -> list[StageFields]:
    """The stages with their tasks; tasks are numbered stage by stage."""
    return [
        {
            "number": text.roman(stage),
            "title": title,
            "tasks": [
                {
                    "number": f"{stage}.{serial}",
                    "title": task.title,
                    "lead": _who(qms, task.lead),
                    "together": ", ".join(_who(qms, who) for who in task.together),
                    "when": schedule.span_label(qms, task),
                    "result": task.result,
                }
                for serial, task in enumerate(_tasks(qms, stage), start=1)
            ],
        }
        for stage, title in enumerate(qms.regime.stages, start=1)
    ]


def _tasks(qms: Qms, stage: int) -> list[Task]:
    return [task for task in qms.regime.tasks.values() if task.stage == stage]


def _who(qms: Qms, name: str) -> str:
    return qms.post(name).title if name in qms.agency.posts else name


def _month_head(month: schedule.Month) -> MonthHead:
    return {"month": str(month.month or month.number), "year": str(month.year or "")}


def _gantt(qms: Qms) -> list[ChartRow]:
    """Rows of the chart: a task and, month by month, whether it runs."""
    duration = qms.agency.project.months
    rows: list[ChartRow] = []
    for stage in range(1, len(qms.regime.stages) + 1):
        for serial, task in enumerate(_tasks(qms, stage), start=1):
            first, last = schedule.span(task, duration)
            bars = [first <= month <= last for month in range(1, duration + 1)]
            rows.append({"number": f"{stage}.{serial}", "title": task.title, "bars": bars})
    return rows
