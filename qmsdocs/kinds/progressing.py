"""How the tasks of a plan stand on the day of a progress report; what came later is unknown."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.model.project import Progress
from qmsdocs.workspace import Qms

PLAN = "agency.yaml: project.start | agency.yaml: project.months | standards/regime-*.yaml: tasks.*.months12"
PROGRESS = "project.yaml: progress.*"


@dataclass(frozen=True)
class Period:
    """What one report covers: its days, and whether it is the newest, which alone knows undated percentages."""

    since: datetime.date | None
    until: datetime.date
    newest: bool

    def has(self, day: datetime.date | None) -> bool:
        """Whether something had happened by the report's day."""
        return day is not None and day <= self.until

    def within(self, day: datetime.date | None) -> bool:
        """Whether it happened in the period itself."""
        return self.has(day) and (self.since is None or day is None or day >= self.since)


class TaskFields(TypedDict):
    """A task of the plan and how it stands on the report's day."""

    number: Annotated[str, About("Số của công việc trong kế hoạch, ví dụ 2.3")]
    title: Annotated[str, About("Nội dung công việc", "standards/regime-*.yaml: tasks.*.title")]
    lead: Annotated[str, About("Chủ trì", "standards/regime-*.yaml: tasks.*.lead | agency.yaml: posts.*.title")]
    planned: Annotated[str, About("Thời gian theo kế hoạch", PLAN)]
    actual: Annotated[str, About("Từ ngày … đến ngày … thực tế", f"{PROGRESS}.start | {PROGRESS}.end")]
    percent: Annotated[
        str, About("Phần trăm đã làm; – khi không ghi nhận", f"{PROGRESS}.measured | {PROGRESS}.percent")
    ]
    state: Annotated[str, About("Tình trạng, kèm số ngày chậm", f"{PROGRESS}.end")]
    reason: Annotated[str, About("Lý do chậm hoặc điều chỉnh; chậm mà chưa ghi thì là dòng chấm", f"{PROGRESS}.reason")]


class StageFields(TypedDict):
    """A stage with its tasks."""

    number: Annotated[str, About("Số La Mã của giai đoạn")]
    title: Annotated[str, About("Tên giai đoạn", "standards/regime-*.yaml: stages[]")]
    finished: Annotated[str, About("Số công việc của giai đoạn đã xong")]
    total: Annotated[str, About("Số công việc của giai đoạn", "standards/regime-*.yaml: tasks")]
    percent: Annotated[str, About("Tỷ lệ công việc của giai đoạn đã xong")]
    tasks: Annotated[list[TaskFields], About("Các công việc", "standards/regime-*.yaml: tasks")]


class TotalsFields(TypedDict):
    """The plan's tasks in figures."""

    tasks: Annotated[str, About("Số công việc của kế hoạch", "standards/regime-*.yaml: tasks")]
    finished: Annotated[str, About("Số công việc đã xong", f"{PROGRESS}.end")]
    percent: Annotated[str, About("Tỷ lệ công việc đã xong")]
    due: Annotated[str, About("Số việc phải xong đến ngày báo cáo; trống khi chưa rõ ngày bắt đầu", PLAN)]
    running: Annotated[str, About("Số công việc đang làm", f"{PROGRESS}.start")]
    waiting: Annotated[str, About("Số công việc chưa bắt đầu", f"{PROGRESS}.start")]
    overdue: Annotated[str, About("Số công việc quá hạn chưa xong")]


def between(first: datetime.date, last: datetime.date) -> str:
    """A day, or the first and the last one."""
    if first == last:
        return text.short_date(first)
    return f"{text.short_date(first)} - {text.short_date(last)}"


def of_stage(qms: Qms, stage: int) -> list[str]:
    """The tasks of a stage, by their keys."""
    return [key for key, task in qms.regime.tasks.items() if task.stage == stage]


def stage(qms: Qms, number: int, title: str, period: Period) -> StageFields:
    """A stage with its tasks as they stood."""
    keys = of_stage(qms, number)
    finished = sum(period.has(qms.agency.project.progress.get(key, Progress()).end) for key in keys)
    return {
        "number": text.roman(number),
        "title": title,
        "finished": str(finished),
        "total": str(len(keys)),
        "percent": share(finished, len(keys)),
        "tasks": [_task(qms, key, f"{number}.{serial}", period) for serial, key in enumerate(keys, start=1)],
    }


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """62,5%; – of nothing."""
    return f"{text.number(Decimal(part) * 100 / Decimal(whole), places=1)}%" if whole else "–"


def _task(qms: Qms, key: str, number: str, period: Period) -> TaskFields:
    task, progress = qms.regime.tasks[key], qms.agency.project.progress.get(key, Progress())
    late = days_late(qms, key, period)
    began, ended = period.has(progress.start), period.has(progress.end)
    days = [day for day, known in ((progress.start, began), (progress.end, ended)) if known and day]
    return {
        "number": number,
        "title": task.title,
        "lead": qms.post(task.lead).title if task.lead in qms.agency.posts else task.lead,
        "planned": schedule.span_label(qms, task),
        "actual": between(days[0], days[-1]) if days else "–",
        "percent": _percent(progress, period),
        "state": _state(qms, key, progress, period),
        "reason": (progress.reason or text.SHORT_BLANK) if late else progress.reason or "" if ended else "",
    }


def _percent(progress: Progress, period: Period) -> str:
    """Finished tasks count whole, those not begun nothing; others as measured last by the report's day."""
    if period.has(progress.end):
        return "100%"
    measured = [one for one in progress.measured if period.has(one.date)]
    if measured:
        return f"{max(measured, key=lambda one: one.date).percent}%"
    if progress.percent is not None and period.newest:
        return f"{progress.percent}%"
    return "–" if period.has(progress.start) else "0%"


def days_late(qms: Qms, key: str, period: Period) -> int:
    """Days from the plan's last day of a task to its end, or to the report's day while it is open; 0 when in time."""
    planned = schedule.planned(qms, qms.regime.tasks[key])
    end = qms.agency.project.progress.get(key, Progress()).end
    if planned is None:
        return 0
    return max(((end if end and period.has(end) else period.until) - planned[1]).days, 0)


def _state(qms: Qms, key: str, progress: Progress, period: Period) -> str:
    late = days_late(qms, key, period)
    if period.has(progress.end):
        return f"Hoàn thành chậm {late} ngày" if late else "Hoàn thành"
    doing = "Đang làm" if period.has(progress.start) else "Chưa làm"
    if late:
        return f"{doing}, quá hạn {late} ngày"
    planned = schedule.planned(qms, qms.regime.tasks[key])
    return "Chưa đến kỳ" if doing == "Chưa làm" and planned and planned[0] > period.until else doing


def totals(qms: Qms, progress: dict[str, Progress], period: Period) -> TotalsFields:
    """All tasks counted."""
    ends = [schedule.planned(qms, qms.regime.tasks[key]) for key in progress]
    finished = sum(period.has(one.end) for one in progress.values())
    running = sum(period.has(one.start) and not period.has(one.end) for one in progress.values())
    overdue = sum(bool(days_late(qms, key, period)) and not period.has(one.end) for key, one in progress.items())
    return {
        "tasks": str(len(progress)),
        "finished": str(finished),
        "percent": share(finished, len(progress)),
        "due": "" if None in ends else str(sum(bool(end and end[1] <= period.until) for end in ends)),
        "running": str(running),
        "waiting": str(len(progress) - finished - running),
        "overdue": str(overdue),
    }


def next_tasks(qms: Qms, pairs: list[tuple[str, TaskFields]], following: schedule.Quarter, period: Period) -> list[str]:
    """What the plan has for the next period and what is still open from before; else the first task that waits."""
    waiting = [(key, task) for key, task in pairs if not finished(qms, key, period)]
    soon = [
        (key, task)
        for key, task in waiting
        if (planned := schedule.planned(qms, qms.regime.tasks[key])) and planned[0] <= following.last
    ]
    return [
        f"{task['title']} (chủ trì: {task['lead']}; kế hoạch: {text.uncapitalize(task['planned'])})"
        + (" (đã quá hạn)" if days_late(qms, key, period) else "")
        for key, task in soon or waiting[:1]
    ]


def finished(qms: Qms, key: str, period: Period) -> bool:
    """Whether a task was finished by the report's day."""
    return period.has(qms.agency.project.progress.get(key, Progress()).end)
