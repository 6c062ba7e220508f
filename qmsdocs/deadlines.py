"""Every deadline of a programme and of its agencies, with its source, and those that get in each other's way.

Rules: of a programme, those of QĐ 42/2007/QĐ-UBND of Bình Phước (Điều 3; mục I, IV.2, VII), whose sections the built-in
plan keeps, and of the directive of Hưng Yên 18/4/2007; today QĐ 19/2014/QĐ-TTg (Điều 4, 6, 12) and TT 26/2014/TT-BKHCN
(Điều 4, 22, 37, 38, 42). Where a source names a period without a day, its last day is taken.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from qmsdocs import citation, days, schedule, text
from qmsdocs.errors import Problem
from qmsdocs.model.programme import Programme, ProgrammeDecision, ReportRule
from qmsdocs.source import Source
from qmsdocs.workspace import Qms, Workspace

_PLAN = "kế hoạch của chương trình, mục VII"
_REGISTER = "kế hoạch của chương trình, mục IV"
_DURATION = "kế hoạch của chương trình, mục I"
_LAW = "QĐ 19/2014/QĐ-TTg, Điều 4 khoản 4 điểm"


@dataclass(frozen=True, order=True)
class Deadline:
    """What is due when, of whom, by what rule; `done` is the day it was done, when the data say."""

    date: datetime.date
    who: str
    what: str
    source: str
    done: datetime.date | None = None

    def overdue(self, today: datetime.date) -> bool:
        return self.done is None and self.date < today


def of(workspace: Workspace, year: int | None = None) -> list[Deadline]:
    """All deadlines in the order of days; only those of one year when it is given."""
    province = _of_province(workspace, workspace.programme) if workspace.programme and workspace.whole else ()
    every = sorted(set(chain(province, *(_of_agency(qms) for qms in workspace.systems))), key=_order)
    return [one for one in every if year is None or one.date.year == year]


def conflicts(workspace: Workspace) -> list[Problem]:
    """Deadlines that leave hardly any time, or that cannot all be kept; agencies alike in that are told together."""
    soon = _short_time(workspace.programme, workspace.source) if workspace.programme and workspace.source else ()
    found: dict[tuple[str, str], list[tuple[str, Problem]]] = {}
    for qms in workspace.systems:
        for problem in _conflicts(qms, workspace.programme):
            found.setdefault((problem.code, str(problem.words)), []).append((qms.agency.name, problem))
    return [*soon, *(_together(alike) for alike in found.values())]


def _together(alike: list[tuple[str, Problem]]) -> Problem:
    problem = alike[0][1]
    names = [name for name, _ in alike]
    shown = ", ".join(names[:3]) + (f" và {len(names) - 3} cơ quan khác" if len(names) > 3 else "")
    return Problem(problem.code, problem.where, {"agency": shown, **problem.words})


def _order(one: Deadline) -> tuple[datetime.date, str, str]:
    return one.date, one.who, one.what


def _of_province(workspace: Workspace, programme: Programme) -> Iterator[Deadline]:
    committee, lead = programme.province.committee, programme.province.lead
    for paper, name in ((programme.decision, "Quyết định phê duyệt kế hoạch"), (programme.directive, "Chỉ thị")):
        if paper and paper.date:
            effect = paper.date + datetime.timedelta(paper.effective_days)
            yield Deadline(effect, committee, f"{name} có hiệu lực", "điều khoản thi hành của văn bản", effect)
    for goal in programme.goals:
        if goal.until:
            yield Deadline(goal.until, committee, goal.text, "mục tiêu của chương trình")
    for cohort in programme.cohorts:
        before = cohort.year - 1
        yield Deadline(
            days.quarter_end(before, 3), lead, f"Tổng hợp đăng ký tự nguyện cho năm {cohort.year}",
            _REGISTER,
        )  # fmt: skip
    for rule in programme.report_rules:
        yield from _reports(programme, rule)
    for notice in programme.procedure_notices:
        due = days.add_working_days(notice.date, 5, programme.days_off)
        what = f"Cập nhật danh mục thủ tục hành chính: {notice.what}"
        yield Deadline(due, lead, what, "TT 26/2014/TT-BKHCN, Điều 4", notice.done)
    yield from _inspections(workspace, programme)
    if workspace.office("committee").agency.regime == "19-2014":
        yield from _to_the_ministry(programme)


def _inspections(workspace: Workspace, programme: Programme) -> Iterator[Deadline]:
    """The summary of each November, and what an agency corrects within two months of its minutes."""
    known = {
        int(year): one for year, one in programme.inspections.items() if year.isdigit()
    }  # the checks tell of others
    today = workspace.office("committee").agency.regime == "19-2014"
    for year in sorted({*known, *(_years(programme) if today else ())}):
        done = known[year].report.date if year in known else None
        what, source = f"Báo cáo tổng hợp kết quả kiểm tra năm {year}", "TT 26/2014/TT-BKHCN, Điều 38"
        yield Deadline(days.month_end(year, 11), programme.province.contact, what, source, done)
    names = {qms.slug: qms.agency.name for qms in workspace.systems}
    for visit in chain.from_iterable(one.visits for one in known.values()):
        if (signed := visit.minutes or visit.date) and visit.requests:
            due, who = days.add_months(signed, 2), names.get(visit.slug, visit.slug)
            what, source = "Báo cáo khắc phục sau kiểm tra", "TT 26/2014/TT-BKHCN, Điều 37"
            yield Deadline(due, who, what, source, visit.corrected)


def _to_the_ministry(programme: Programme) -> Iterator[Deadline]:
    """The report of each December, unless the programme has a rule of its own for it."""
    committee, ministry = programme.province.committee, "Bộ Khoa học và Công nghệ"
    if any(rule.by == committee and rule.every == "year" for rule in programme.report_rules):
        return
    sent = {report.period: report.government.date for report in programme.reports}
    for year in _years(programme):
        what = f"Báo cáo việc áp dụng hệ thống quản lý chất lượng năm {year} gửi {ministry}"
        source = "QĐ 19/2014/QĐ-TTg, Điều 12; TT 26/2014/TT-BKHCN, Điều 42"
        yield Deadline(days.month_end(year, 12), committee, what, source, sent.get(str(year)))


def _reports(programme: Programme, rule: ReportRule) -> Iterator[Deadline]:
    """One deadline a period, over the years of the programme; done by the report whose figures end with the period."""
    length = {"quarter": 3, "half-year": 6, "year": 12}[rule.every]
    upwards = rule.by == programme.province.committee
    done = {
        days.period(report.period)[1]: report.government.date if upwards else report.date
        for report in programme.reports
        if report.period and rule.by in (programme.province.committee, programme.province.lead)
    }
    for year in _years(programme):
        for month in range(length, 13, length):
            last = days.month_end(year, month)
            part = {3: f"-Q{month // 3}", 6: f"-H{month // 6}", 12: ""}[length]
            what = f"{rule.name} {days.period_words(f'{year}{part}')} gửi {rule.to}"
            yield Deadline(_day(rule, year) or last, rule.by, what, rule.source, done.get(last))


def _day(rule: ReportRule, year: int) -> datetime.date | None:
    """The fixed day of the year by which a rule wants its report."""
    if rule.day is None:
        return None
    day, month = map(int, rule.day.split("/"))
    return min(datetime.date(year, month, 1) + datetime.timedelta(day - 1), days.month_end(year, month))


def _years(programme: Programme) -> range:
    """The years of the period `2007 - 2010`; those of the cohorts when it is written otherwise."""
    written = [int(part) for part in programme.period.replace("–", "-").split("-") if part.strip().isdigit()]
    years = written or [cohort.year for cohort in programme.cohorts]
    return range(min(years), max(years) + 1) if years else range(0)


def _of_agency(qms: Qms) -> Iterable[Deadline]:
    of_programme = chain(_plan(qms), _project(qms)) if qms.programme or qms.agency.regime == "144-2006" else ()
    return chain(of_programme, _certification(qms), _law(qms), _yearly(qms))


def _plan(qms: Qms) -> Iterator[Deadline]:
    """The agency's own plan: in quarter III of the year before, or at once after the programme is approved."""
    decision = qms.programme.decision if qms.programme else None
    due, what = schedule.plan_due(qms), "Trình kế hoạch của cơ quan"
    if qms.cohort and qms.cohort.submit:
        due, what = due or (decision.date if decision else None), f"{what} {qms.cohort.submit}"
    if due:
        yield Deadline(due, qms.agency.name, what, _PLAN, qms.agency.project.plan_date)


def _project(qms: Qms) -> Iterator[Deadline]:
    """The longest time a project may take, and a progress report at the end of each of its quarters."""
    start = schedule.start(qms)
    if start is None:
        return
    name, most = qms.agency.name, qms.regime.max_months
    yield Deadline(days.add_months(start, most), name, f"Hết {most} tháng kể từ ngày bắt đầu dự án", _DURATION)
    reported = {report.quarter: report.date for report in qms.agency.project.reports if report.quarter}
    end = days.add_months(start, qms.agency.project.months) - datetime.timedelta(1)
    if (consultant := qms.agency.project.consultant) and qms.agency.regime == "19-2014":
        for year in range(start.year, end.year + 1):
            what, source = f"Báo cáo hoạt động tư vấn năm {year}", "TT 26/2014/TT-BKHCN, Điều 22"
            yield Deadline(days.month_end(year, 11), consultant, what, source)
    for number in range(_quarter(start), _quarter(end) + 1):
        year, quarter = divmod(number, 4)
        written = f"{year}-Q{quarter + 1}"
        what = f"Báo cáo tiến độ {days.period_words(written)}"
        yield Deadline(days.quarter_end(year, quarter + 1), name, what, _PLAN, reported.get(written))


def _quarter(day: datetime.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _certification(qms: Qms) -> Iterator[Deadline]:
    certification = qms.agency.project.certification
    source = "hợp đồng với tổ chức chứng nhận"
    for visit in certification.surveillance:
        yield Deadline(visit.planned, qms.agency.name, "Đánh giá giám sát", source, visit.date)
    if certification.until:
        yield Deadline(certification.until, qms.agency.name, "Giấy chứng nhận hết hiệu lực", "giấy chứng nhận")


def _law(qms: Qms) -> Iterator[Deadline]:
    """Documents follow a changed law within three months."""
    for update in qms.agency.project.legal_updates:
        act = qms.acts.get(update.act)
        effective = update.effective or (act.effective if act else None)
        if act and effective:
            what = f"Sửa tài liệu theo {citation.short(act)}"
            due = days.add_months(effective, 3)
            yield Deadline(due, qms.agency.name, what, f"{_LAW} a", update.done)


def _yearly(qms: Qms) -> Iterator[Deadline]:
    """At least one internal audit and one review a year, once the system is in force (regime 19-2014)."""
    since = qms.agency.control.effective_date
    if qms.agency.regime != "19-2014" or since is None:
        return
    audits = [audit.end for audit in qms.agency.audits.values() if audit.audited]
    reviews = [review.date for review in qms.agency.reviews.values()]
    last = max((since, *audits, *reviews)).year
    for year in range(since.year, last + 2):
        for what, held in (("Đánh giá nội bộ", audits), ("Xem xét của lãnh đạo", reviews)):
            done = max((day for day in held if day.year == year), default=None)
            yield Deadline(datetime.date(year, 12, 31), qms.agency.name, f"{what} năm {year}", f"{_LAW} b", done)


_ENOUGH = 30  # days that an agency needs at least to write its plan


def _short_time(programme: Programme, source: Source) -> Iterator[Problem]:
    """Cohorts whose plans are due (30 September of the year before) soon after the decision takes effect, or before."""
    facts = programme.decision or ProgrammeDecision()
    if facts.date is None:
        return
    effect = facts.date + datetime.timedelta(days=facts.effective_days)
    for index, cohort in enumerate(programme.cohorts):
        due = datetime.date(cohort.year - 1, 9, 30)
        left = (due - effect).days
        if cohort.submit or left >= _ENOUGH:
            continue
        words = {"year": cohort.year, "due": text.short_date(due), "effect": text.short_date(effect)}
        words["what"] = f"chỉ {left} ngày sau khi" if left >= 0 else f"{-left} ngày trước khi"
        words["what_en"] = f"only {left} days after" if left >= 0 else f"{-left} days before"
        yield Problem("plan-due-soon", source.at("cohorts", index, "year"), words)


def _conflicts(qms: Qms, programme: Programme | None) -> Iterator[Problem]:
    where = qms.home
    start = schedule.start(qms)
    if start is None:
        return
    earliest = days.add_months(start, qms.regime.min_months)
    if qms.agency.cohort and earliest.year > qms.agency.cohort:
        words = {"year": str(qms.agency.cohort)}
        latest = days.add_months(start, qms.regime.max_months)
        yield Problem(
            "cohort-year-too-short", where,
            {**words, "earliest": text.short_date(earliest), "latest": text.short_date(latest)},
        )  # fmt: skip
    goals = [goal.until for goal in programme.goals if goal.until] if programme else []
    end = days.add_months(start, qms.agency.project.months) - datetime.timedelta(1)
    if goals and end > min(goals) and qms.agency.obligation == "must":
        words = {"end": text.short_date(end), "goal": text.short_date(min(goals))}
        yield Problem("after-goal", where, words)
