"""Dispatch that guides the agencies of a cohort in making their plan and their estimate, with a sketch of both.

Bình Phước, QĐ 42/2007/QĐ-UBND, Điều 2.1 (BP04: units are guided in building estimates), mục V, mục VII.3 (own plan,
when it is submitted); Hưng Yên, Chỉ thị 18/4/2007, mục 3 (HY08: Sở KH&CN with Sở Nội vụ and Sở KH&ĐT), mục 4 (the
programme is tied to administrative reform). Today TT 26/2014/TT-BKHCN, Điều 7, and TT 116/2015/TT-BTC, Điều 3, 5. No
official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from qmsdocs import days, estimates, schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import Cohort, ProgrammePaper
from qmsdocs.model.standard import Task
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Entry, Workspace

TITLE = "Công văn hướng dẫn lập kế hoạch và dự toán"
TEMPLATES = letterhead.templates("plan-guide.docx")
UNCONFIRMED = "Chưa thấy mẫu hướng dẫn chính thức; tháng thực hiện của từng công việc là đề xuất của bộ công cụ."

_LEADS = {
    "head": "Người đứng đầu cơ quan",
    "qmr": "Đại diện lãnh đạo về chất lượng",
    "secretary": "Thư ký ISO",
    "unit_head": "Trưởng các đơn vị",
    "one_stop": "Bộ phận tiếp nhận và trả kết quả",
    "clerk": "Văn thư",
    "accountant": "Kế toán",
    "lead_auditor": "Trưởng đoàn đánh giá nội bộ",
}


class SketchRow(TypedDict):
    """One task of the sketch."""

    number: Annotated[str, About("Số của công việc, ví dụ 2.3")]
    title: Annotated[str, About("Nội dung công việc", "standards/regime-*.yaml: tasks.*.title")]
    lead: Annotated[str, About("Ai chủ trì ở cơ quan", "standards/regime-*.yaml: tasks.*.lead")]
    short: Annotated[str, About("Thời gian khi dự án dài 12 tháng", "standards/regime-*.yaml: tasks.*.months12")]
    long: Annotated[str, About("Thời gian khi dự án dài 18 tháng", "standards/regime-*.yaml: tasks.*.months18")]
    result: Annotated[str, About("Kết quả phải có", "standards/regime-*.yaml: tasks.*.result")]


class SketchStage(TypedDict):
    """One stage of the sketch."""

    number: Annotated[str, About("Số giai đoạn bằng số La Mã")]
    title: Annotated[str, About("Tên giai đoạn", "standards/regime-*.yaml: stages[]")]
    tasks: Annotated[list[SketchRow], About("Các công việc", "standards/regime-*.yaml: tasks")]


class CostRow(TypedDict):
    """One line of the estimate."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Nội dung chi", "standards/regime-*.yaml: cost_lines.*.title")]
    key: Annotated[str, About("Mã nội dung chi, để ghi vào tệp", "standards/regime-*.yaml: cost_lines")]


class FundRow(TypedDict):
    """One source of money."""

    title: Annotated[str, About("Nguồn kinh phí", "standards/regime-*.yaml: funds.*")]
    rows: Annotated[list[CostRow], About("Các nội dung chi", "standards/regime-*.yaml: cost_lines")]


class LimitRow(TypedDict):
    """One ceiling."""

    who: Annotated[str, About("Nhóm cơ quan", "standards/regime-*.yaml: ceilings[].who")]
    what: Annotated[str, About("Mức trần về việc gì", "standards/regime-*.yaml: ceilings[].limits[].what")]
    most: Annotated[str, About("Mức trần (đồng)", "standards/regime-*.yaml: ceilings[].limits[].most")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của đợt", "programme.yaml: cohorts[].year")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    list_decision: Annotated[
        str,
        About("Quyết định phê duyệt danh sách của đợt; trống nếu chưa có ngày", "programme.yaml: cohorts[].decision"),
    ]
    count: Annotated[str, About("Số cơ quan của đợt", "programme.yaml: cohorts[].agencies")]
    names: Annotated[list[str], About("Tên các cơ quan của đợt", "programme.yaml: cohorts[].agencies[].name")]
    committee: Annotated[str, About("Nơi nhận kế hoạch", "programme.yaml: province.committee")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]
    due: Annotated[
        str,
        About("Khi nào trình kế hoạch, bằng lời, có ngày cuối", "programme.yaml: cohorts[].submit"),
    ]
    start: Annotated[
        str, About("Tháng bắt đầu dự án", "programme.yaml: cohorts[].start | programme.yaml: cohorts[].year")
    ]
    shortest: Annotated[str, About("Số tháng ngắn nhất", "standards/regime-*.yaml: min_months")]
    longest: Annotated[str, About("Số tháng dài nhất", "standards/regime-*.yaml: max_months")]
    earliest: Annotated[str, About("Tháng kết thúc sớm nhất", "standards/regime-*.yaml: min_months")]
    latest: Annotated[str, About("Tháng kết thúc muộn nhất", "standards/regime-*.yaml: max_months")]
    goals: Annotated[list[str], About("Mục tiêu của chương trình có thời hạn", "programme.yaml: goals[].text")]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    ends_with: Annotated[str, About("Kết quả cuối cùng của dự án", "standards/regime-*.yaml: ends_with")]
    money_act: Annotated[
        str, About("Văn bản về kinh phí; trống nếu không có", "standards/regime-*.yaml: money_bases | acts.yaml: *")
    ]
    stages: Annotated[list[SketchStage], About("Đề cương kế hoạch", "standards/regime-*.yaml: stages")]
    funds: Annotated[list[FundRow], About("Các nguồn và nội dung chi", "standards/regime-*.yaml: funds")]
    limits: Annotated[list[LimitRow], About("Các mức trần; trống nếu không có", "standards/regime-*.yaml: ceilings")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a cohort."""
    programme = papers.programme(workspace)
    for cohort in programme.cohorts:
        entries = workspace.of_cohort(cohort.year)
        if not entries:
            continue
        province = programme.province
        yield papers.paper(
            workspace,
            office="lead",
            kind="plan-guide",
            kind_name="Công văn",
            group="guidance",
            letters="",
            facts=programme.papers.get(f"plan-guide-{cohort.year}", ProgrammePaper()),
            year=cohort.year if cohort.submit else cohort.year - 1,
            title=f"Hướng dẫn lập kế hoạch và dự toán năm {cohort.year}",
            template="plan-guide.docx",
            addressed_to=f"Các cơ quan, đơn vị áp dụng hệ thống quản lý chất lượng năm {cohort.year}",
            recipients=["Như trên", f"{province.committee} (để báo cáo)", province.finance, province.home_affairs],
            context=_own(workspace, cohort, entries),
        )


def _own(workspace: Workspace, cohort: Cohort, entries: Sequence[Entry]) -> Own:
    programme, committee = papers.programme(workspace), workspace.office("committee")
    # A day late in a month would not change the months: they are counted from the first of the starting month.
    first = (schedule.start(entries[0].qms) or days.month_end(cohort.year, 1)).replace(day=1)
    rules = committee.regime
    return {
        "year": str(cohort.year),
        "programme": papers.titled(workspace),
        "list_decision": _list_decision(workspace, cohort),
        "count": f"{len(entries):02}",
        "names": [entry.qms.agency.name for entry in entries],
        "committee": programme.province.committee,
        "home_affairs": programme.province.home_affairs,
        "due": cohort.submit or f"trước ngày {text.short_date(days.quarter_end(cohort.year - 1, 3))}",
        "start": _label(first, 1),
        "shortest": str(rules.min_months),
        "longest": str(rules.max_months),
        "earliest": _label(first, rules.min_months),
        "latest": _label(first, rules.max_months),
        "goals": [goal.text for goal in programme.goals if goal.until],
        "certifies": committee.agency.regime == "144-2006",
        "ends_with": text.uncapitalize(rules.ends_with),
        "money_act": estimates.money_act(committee),
        "stages": [
            {
                "number": text.roman(stage),
                "title": title,
                "tasks": [
                    _task(task, f"{stage}.{serial}", first)
                    for serial, task in enumerate((one for one in rules.tasks.values() if one.stage == stage), start=1)
                ],
            }
            for stage, title in enumerate(rules.stages, start=1)
        ],
        "funds": [
            {
                "title": title,
                "rows": [
                    {"number": str(number), "title": line.title, "key": key}
                    for number, (key, line) in enumerate(
                        ((key, line) for key, line in rules.cost_lines.items() if line.fund == fund), start=1
                    )
                ],
            }
            for fund, title in rules.funds.items()
        ],
        "limits": [
            {"who": text.capitalize(who), "what": what, "most": most} for who, what, most in rules.told_limits()
        ],
    }


def _list_decision(workspace: Workspace, cohort: Cohort) -> str:
    facts = cohort.decision
    if facts.date is None:
        return ""
    committee = workspace.office("committee")
    number = f" số {facts.number}/{letterhead.typed(committee, 'QĐ')}" if facts.number else ""
    return f"Quyết định{number} ngày {text.short_date(facts.date)} của {committee.agency.name}"


def _label(first: datetime.date, month: int) -> str:
    """The month-th month of a project, as 9/2007."""
    day = days.add_months(first, month - 1)
    return f"{day.month}/{day.year}"


def _task(task: Task, number: str, first: datetime.date) -> SketchRow:
    return {
        "number": number,
        "title": task.title,
        "lead": _LEADS.get(task.lead, "Đơn vị được giao"),
        "short": _span(task.months12, first),
        "long": _span(task.months18, first),
        "result": task.result,
    }


def _span(months: tuple[int, int], first: datetime.date) -> str:
    begin, end = (_label(first, month) for month in months)
    return begin if begin == end else f"{begin} - {end}"
