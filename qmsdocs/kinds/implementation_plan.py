"""The agency's implementation plan (kế hoạch triển khai) with its Gantt chart, assignment table and estimate.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục I (four stages, 10-18 months), V (six cost lines of the programme; upkeep
from the agency's own budget), VII.3 (submitted in quarter III of the year before).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qmsdocs import schedule, text
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.standard import Task
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Kế hoạch triển khai"


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


def context(qms: Qms) -> common.Context:
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
            "budget": _budget(qms),
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


def _stages(qms: Qms) -> list[common.Context]:
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


def _month_head(month: schedule.Month) -> common.Context:
    return {"month": str(month.month or month.number), "year": str(month.year or "")}


def _gantt(qms: Qms) -> list[common.Context]:
    """Rows of the chart: a task and, month by month, whether it runs."""
    duration = qms.agency.project.months
    rows: list[common.Context] = []
    for stage in range(1, len(qms.regime.stages) + 1):
        for serial, task in enumerate(_tasks(qms, stage), start=1):
            first, last = schedule.span(task, duration)
            bars = [first <= month <= last for month in range(1, duration + 1)]
            rows.append({"number": f"{stage}.{serial}", "title": task.title, "bars": bars})
    return rows


def _budget(qms: Qms) -> common.Context:
    """The estimate by fund; totals only when every price is known."""
    funds = [_fund(qms, fund, title) for fund, title in qms.regime.funds.items()]
    return {"funds": [fund for fund in funds if fund["rows"]]}


def _fund(qms: Qms, fund: str, title: str) -> common.Context:
    rows: list[common.Context] = []
    total: Decimal | None = Decimal(0)
    for key, line in qms.regime.cost_lines.items():
        if line.fund != fund:
            continue
        written = [entry for entry in qms.agency.project.budget if entry.line == key]
        amounts = [entry.quantity * entry.price if entry.price is not None else None for entry in written]
        amount = sum((a for a in amounts if a is not None), Decimal(0)) if written and None not in amounts else None
        total = total + amount if total is not None and amount is not None else None
        rows.append(
            {
                "number": str(len(rows) + 1),
                "title": line.title,
                "detail": "; ".join(entry.detail for entry in written if entry.detail),
                "amount": text.money(amount) if amount is not None else text.SHORT_BLANK,
            }
        )
    return {
        "title": title,
        "rows": rows,
        "total": text.money(total) if total is not None else text.SHORT_BLANK,
        "words": text.money_in_words(int(total)) if total is not None else text.BLANK,
    }
