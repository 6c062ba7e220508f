"""What the province did in a period, and what the figures ask for in the next one."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.reporting import figures
from qmsdocs.reporting.figures import Figures


def next_tasks(known: Figures) -> list[str]:
    """What the figures ask for in the next period."""
    return [*_next_tasks(known)] or [
        "Duy trì, cải tiến thường xuyên hệ thống quản lý chất lượng tại các cơ quan đã hoàn thành"
    ]


def _next_tasks(known: Figures) -> Iterator[str]:
    end, _ = known.span.following
    until, agencies = known.span.until, known.now.agencies
    late = [one for one in agencies if one.standing == "overdue"]
    if late:
        yield f"Kiểm tra, đôn đốc {len(late)} cơ quan chậm tiến độ hoàn thành các việc quá hạn: {figures.names(late)}"
    if known.silent:
        yield f"Yêu cầu {len(known.silent)} cơ quan chưa có số liệu báo cáo đầy đủ tiến độ hằng quý"
    if risky := [one for one in agencies if one.standing == "at-risk"]:
        yield f"Theo dõi sát {len(risky)} cơ quan có nguy cơ chậm tiến độ: {figures.names(risky)}"
    if starting := [one for one in agencies if one.start and until < one.start <= end]:
        first = min(one.start for one in starting if one.start)
        yield f"Hướng dẫn {len(starting)} cơ quan bắt đầu thực hiện từ ngày {text.short_date(first)}"
    if ending := [
        one for one in agencies if one.end and until < one.end <= end and one.standing in ("on-track", "at-risk")
    ]:
        yield f"Hỗ trợ {len(ending)} cơ quan hoàn thành đúng hạn: {figures.names(ending)}"
    if opened := known.now.total("open"):
        yield f"Đôn đốc khép {opened} điểm không phù hợp còn mở"
    for task in known.programme.tasks:
        if task.done is None and task.until and task.until <= end:
            mark = ", đã quá hạn" if task.until < until else ""
            yield f"{task.what} (hạn {text.short_date(task.until)}{mark})"


def activities(known: Figures) -> list[str]:
    """What the province itself did in the period: courses held, agencies inspected."""
    held = [one for one in known.programme.courses.values() if one.days and known.within(one.days[-1])]
    visits = [
        visit
        for inspection in known.programme.inspections.values()
        for visit in inspection.visits
        if known.within(visit.date)
    ]
    made = []
    if held:
        present = sum(trainee.absent is None for one in held for trainee in one.trainees)
        counted = f", {present} lượt người dự" if present else ""
        made.append(f"Mở {len(held)} lớp tập huấn{counted}: {'; '.join(one.title for one in held)}")
    if visits:
        on_site = sum(visit.form == "site" for visit in visits)
        made.append(f"Kiểm tra {len(visits)} cơ quan, trong đó {on_site} cơ quan được kiểm tra tại chỗ")
    return made
