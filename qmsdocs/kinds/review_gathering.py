"""The inputs of a management review, gathered from what the agency wrote elsewhere about the period.

What did not happen is told apart from what nobody measured: an event that did not occur prints "Không phát sinh trong
kỳ" (the procedure's own rule: a topic is never left empty), a figure that should exist prints "Chưa có số liệu".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from qmsdocs import citation, text
from qmsdocs.findings import Nonconformity, nonconformities
from qmsdocs.kinds import auditing, common, reviewing
from qmsdocs.model.audit import AuditRound
from qmsdocs.model.operation import Answers, Caseload, Complaint, Result, Survey
from qmsdocs.model.review import Review
from qmsdocs.workspace import Qms

NOTHING = "Không phát sinh trong kỳ."
NO_FIGURES = "Chưa có số liệu."

_QUARTER_ENDS = {"Q1": (3, 31), "Q2": (6, 30), "Q3": (9, 30), "Q4": (12, 31), "H1": (6, 30), "H2": (12, 31)}


@dataclass
class Input:
    """What is known of one topic: figures, how they compare, why, and what the review should look at."""

    topic: str
    figures: list[str] = field(default_factory=list)
    compared: list[str] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def gather(qms: Qms, review: Review) -> list[Input]:
    """Every topic in the order of the forms; reports in words are added to the figures."""
    return [_with_report(make(qms, review), review) for make in _GATHERERS]


def _with_report(found: Input, review: Review) -> Input:
    reports = [one.report for one in review.discussions if one.topic == found.topic and one.report]
    if reports and found.figures in ([NOTHING], [NO_FIGURES]):
        found.figures = []
    found.figures += [reviewing.sentence(report) for report in reports]
    return found


def period_end(period: str) -> datetime.date:
    """The last day of 2008-Q2, 2008-H1 or 2008."""
    year, _, part = period.partition("-")
    month, day = _QUARTER_ENDS[part] if part else (12, 31)
    return datetime.date(int(year), month, day)


def period_words(period: str) -> str:
    """2008-Q2 as quý II năm 2008, 2008-H1 as sáu tháng đầu năm 2008, 2008 as năm 2008."""
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        return f"quý {text.roman(int(part[1]))} năm {year}"
    half = {"H1": "sáu tháng đầu ", "H2": "sáu tháng cuối "}.get(part, "")
    return f"{half}năm {year}"


def share(part: int, whole: int) -> str:
    """A percentage with one decimal place, half up: 96,7%."""
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{text.number(value, places=1)}%"


def open_cars(qms: Qms, day: datetime.date) -> list[Nonconformity]:
    """The requests opened by a day and not closed on it."""
    return [one for one in nonconformities(qms) if one.audit.end <= day and not closed(one, day)]


def closed(one: Nonconformity, day: datetime.date) -> bool:
    """Whether a request was checked with effect by a day."""
    car = one.finding.car
    return bool(car.checked and car.checked <= day and car.effective)


def _within(day: datetime.date | None, review: Review) -> bool:
    return day is not None and review.since <= day <= review.until


def _ends_within(period: str, review: Review) -> bool:
    return _within(period_end(period), review)


def _earlier(qms: Qms, review: Review) -> Input:
    found = Input("earlier")
    last = reviewing.before(qms, review)
    if last is None:
        found.figures = ["Đây là kỳ xem xét thứ nhất, chưa có kết luận kỳ trước."]
        return found
    when = text.short_date(last.date)
    if not last.resolutions:
        found.figures = [f"Kỳ xem xét ngày {when} không giao việc phải thực hiện."]
        return found
    done = [one for one in last.resolutions if one.done and one.done <= review.date]
    total = len(last.resolutions)
    found.figures = [
        f"Kỳ xem xét ngày {when}: {total} kết luận, đã hoàn thành {len(done)} ({share(len(done), total)})."
    ]
    late = [one for one in done if one.until and one.done and one.done > one.until]
    found.compared = [f"Hoàn thành đúng hạn: {len(done) - len(late)}; chậm: {len(late)}."] if done else []
    for number, one in enumerate(last.resolutions, start=1):
        if one not in done:
            found.remarks.append(f"Kết luận {number}: {text.uncapitalize(reviewing.state(one, review.date))}.")
            found.causes += [reviewing.sentence(one.result)] if one.result else []
    return found


def _changes(qms: Qms, review: Review) -> Input:
    found = Input("changes")
    for update in qms.agency.project.legal_updates:
        act = qms.acts.get(update.act)
        effective = (act.effective if act else None) or update.effective
        if _within(effective, review) or _within(update.done, review):
            name = citation.short(act) if act else update.act
            found.figures.append(f"{name}: {reviewing.sentence(update.what)}")
            if update.done is None or update.done > review.until:
                found.remarks.append(f"Tài liệu sửa theo {name}: chưa xong.")
    for one in qms.agency.operation.change_requests:
        if _within(one.date, review):
            words = {None: "chưa xem xét", "accepted": "chấp nhận", "partly": "chấp nhận một phần", "refused": "không"}
            decision = words[one.decision if _by(one.decided, review) else None]
            found.figures.append(f"Phiếu yêu cầu thay đổi số {one.number} về {one.code}: {decision}.")
            found.causes.append(reviewing.sentence(one.reason))
    found.figures = found.figures or [NOTHING]
    return found


def _by(day: datetime.date | None, review: Review) -> bool:
    return day is not None and day <= review.until


def _customers(qms: Qms, review: Review) -> Input:
    found = Input("customers")
    for survey in qms.agency.operation.surveys:
        if _survey_within(survey, review):
            _survey(found, survey)
    if not found.figures:
        found.figures.append("Chưa có số liệu lấy ý kiến trong kỳ.")
    complaints = [one for one in qms.agency.operation.complaints if _within(one.date, review)]
    if not complaints:
        found.figures.append("Khiếu nại, phản ánh, kiến nghị: không phát sinh trong kỳ.")
        return found
    answered = [one for one in complaints if _by(one.answered, review)]
    founded = sum(one.founded is True for one in complaints)
    found.figures.append(
        f"Khiếu nại, phản ánh, kiến nghị: {len(complaints)}, đã trả lời {len(answered)}, có cơ sở {founded}."
    )
    found.causes += [reviewing.sentence(one.result) for one in complaints if one.founded and one.result]
    found.remarks += [
        f"Quá hạn trả lời: {reviewing.sentence(one.what)}" for one in complaints if _complaint_overdue(one, review)
    ]
    return found


def _complaint_overdue(one: Complaint, review: Review) -> bool:
    return one.until is not None and one.until < review.until and not _by(one.answered, review)


def _survey_within(survey: Survey, review: Review) -> bool:
    return _within(survey.end, review) if survey.end else _ends_within(survey.period, review)


def _survey(found: Input, survey: Survey) -> None:
    """The last line of a survey is the overall judgement; satisfied are the two best answers."""
    overall = survey.answers[-1]
    asked = _answered(overall)
    rate = share(overall.very_good + overall.good, asked) if asked else text.SHORT_BLANK
    found.figures.append(
        f"Lấy ý kiến {period_words(survey.period)}: phát {survey.sent}, thu {survey.returned} phiếu; hài lòng trở lên "
        f"{rate}."
    )
    compared = [f"kỳ trước {_percent(overall.before)}"] if overall.before else []
    compared += [f"chỉ tiêu {_percent(survey.target)}"] if survey.target else []
    found.compared += [f"Hài lòng: {'; '.join(compared)}."] if compared else []
    found.remarks += [reviewing.sentence(comment) for comment in survey.comments]


def _answered(one: Answers) -> int:
    return one.very_good + one.good + one.fair + one.bad + one.very_bad


def _percent(written: str) -> str:
    return written if "%" in written else f"{written}%"


def _objectives(qms: Qms, review: Review) -> Input:
    found = Input("objectives")
    objectives, results = qms.agency.objectives, qms.agency.operation.results
    measured = [one for one in results if _ends_within(one.period, review) and one.objective <= len(objectives)]
    if not measured:
        found.figures = [NO_FIGURES]
        return found
    reached = sum(one.reached for one in measured)
    found.figures.append(f"Đạt {reached} trên {len(measured)} kết quả đo.")
    for one in measured:
        words = "đạt" if one.reached else "không đạt"
        found.figures.append(f"Mục tiêu {one.objective} ({period_words(one.period)}): {one.value}, {words}.")
        compared = [f"kỳ trước {last.value}"] if (last := _result_before(results, one)) else []
        target = objectives[one.objective - 1].target
        compared += [f"chỉ tiêu {target}"] if target else []
        found.compared += [f"Mục tiêu {one.objective}: {'; '.join(compared)}."] if compared else []
        if not one.reached:
            found.causes += [f"Mục tiêu {one.objective}: {(one.reason or text.BLANK).rstrip('.')}."]
            found.remarks.append(
                f"Mục tiêu {one.objective} không đạt: {objectives[one.objective - 1].text.rstrip('.')}."
            )
    return found


def _result_before(results: Iterable[Result], one: Result) -> Result | None:
    """The result of the same objective in the last period of the same length before."""
    earlier = [
        other
        for other in results
        if other.objective == one.objective
        and len(other.period) == len(one.period)
        and period_end(other.period) < period_end(one.period)
    ]
    return max(earlier, key=lambda other: period_end(other.period), default=None)


def _processes(qms: Qms, review: Review) -> Input:
    found = Input("processes")
    cases = _cases(qms, review)
    settled = sum(map(_settled, cases))
    if not settled:
        found.figures = [NO_FIGURES]
        return found
    in_time = sum(one.early + one.on_time for one in cases)
    late = sum(one.late for one in cases)
    received = sum(one.received for one in cases)
    found.figures.append(
        f"Nhận {received}, đã giải quyết {settled} hồ sơ: đúng hoặc trước hạn {in_time} ({share(in_time, settled)}), "
        f"quá hạn {late}."
    )
    for procedure in dict.fromkeys(one.procedure for one in cases if one.late):
        own = [one for one in cases if one.procedure == procedure]
        part, whole = sum(one.late for one in own), sum(map(_settled, own))
        code = qms.by_id[procedure].code if procedure in qms.by_id else procedure
        found.remarks.append(f"{code}: quá hạn {part} trên {whole} hồ sơ ({share(part, whole)}).")
    if before := _cases_before(qms, review):
        whole = sum(map(_settled, before))
        found.compared.append(f"Kỳ trước đúng hoặc trước hạn {share(sum(o.early + o.on_time for o in before), whole)}.")
    return found


def _cases(qms: Qms, review: Review) -> list[Caseload]:
    return [one for one in qms.agency.operation.caseload if _ends_within(one.period, review)]


def _cases_before(qms: Qms, review: Review) -> list[Caseload]:
    """The cases of the period before, when any were settled in it."""
    last = reviewing.before(qms, review)
    cases = _cases(qms, last) if last else []
    return cases if any(map(_settled, cases)) else []


def _settled(one: Caseload) -> int:
    return one.early + one.on_time + one.late


def _nonconformities(qms: Qms, review: Review) -> Input:
    found = Input("nonconformities")
    opened = [one for one in nonconformities(qms) if _within(one.audit.end, review)]
    still_open = open_cars(qms, review.until)
    if not opened and not still_open:
        found.figures = [NOTHING if qms.agency.audits else NO_FIGURES]
        return found
    shut = [
        one for one in nonconformities(qms) if closed(one, review.until) and _within(one.finding.car.checked, review)
    ]
    found.figures.append(
        f"Phiếu yêu cầu hành động khắc phục: mở trong kỳ {len(opened)}, khép trong kỳ {len(shut)}, còn mở "
        f"{len(still_open)}."
    )
    if last := reviewing.before(qms, review):
        before = sum(_within(one.audit.end, last) for one in nonconformities(qms))
        found.compared.append(f"Kỳ trước mở {before}.")
    for one in still_open:
        unit, until = qms.unit(one.finding.unit), one.finding.until
        late = until is not None and until < review.until
        words = f"quá hạn {(review.until - until).days} ngày" if late and until else f"hạn {text.short_date(until)}"
        against = auditing.requirement(qms, one.finding).replace("\n", "; ")
        found.remarks.append(f"Phiếu {one.number} ({unit.short or unit.name}; {against}): còn mở, {words}.")
    found.causes += [
        f"Phiếu {one.number}: {reviewing.sentence(one.finding.car.cause)}"
        for one in dict.fromkeys([*opened, *still_open])
        if one.finding.car.cause
    ]
    return found


def _monitoring(qms: Qms, review: Review) -> Input:
    found = Input("monitoring")
    cases = _cases(qms, review)
    settled = sum(map(_settled, cases))
    if settled:
        wrong = sum(one.corrected for one in cases)
        refused = sum(one.refused for one in cases)
        found.figures.append(
            f"Kết quả phải sửa, cấp lại: {wrong} trên {settled} ({share(wrong, settled)}); từ chối, rút hồ sơ: "
            f"{refused}."
        )
        if before := _cases_before(qms, review):
            whole = sum(map(_settled, before))
            found.compared.append(f"Kỳ trước phải sửa, cấp lại {share(sum(o.corrected for o in before), whole)}.")
    found.figures = found.figures or [NO_FIGURES]
    return found


def _audits(qms: Qms, review: Review) -> Input:
    found = Input("audits")
    rounds = [one for one in qms.agency.audits.values() if one.audited and _within(one.end, review)]
    for audit in sorted(rounds, key=lambda one: one.start):
        found.figures.append(
            f"Đánh giá nội bộ đợt {audit.number} năm {audit.start.year} ({_days(audit.start, audit.end)}): "
            f"{_counts(audit)}."
        )
        found.remarks += [reviewing.sentence(audit.conclusion)] if audit.conclusion else []
    if rounds and (earlier := _rounds_before(qms, review)):
        last = earlier[-1]
        found.compared.append(f"Đợt {last.number} năm {last.start.year}: {_faults(last)} điểm không phù hợp.")
    if not rounds:
        none = "không có đợt nào kết thúc trong kỳ" if qms.agency.audits else "chưa có số liệu"
        found.figures.append(f"Đánh giá nội bộ: {none}.")
    found.figures += _outside_audits(qms, review) or ["Đánh giá của tổ chức bên ngoài: không phát sinh trong kỳ."]
    return found


def _rounds_before(qms: Qms, review: Review) -> list[AuditRound]:
    rounds = [one for one in qms.agency.audits.values() if one.audited and one.end < review.since]
    return sorted(rounds, key=lambda one: one.start)


def _counts(audit: AuditRound) -> str:
    """How many findings of each level, in words."""
    levels = [finding.level for finding in audit.findings]
    return (
        f"{levels.count('major')} không phù hợp nặng, {levels.count('minor')} không phù hợp nhẹ, "
        f"{levels.count('note')} lưu ý, {levels.count('good')} điểm tốt"
    )


def _faults(audit: AuditRound) -> int:
    return sum(finding.level in ("major", "minor") for finding in audit.findings)


def _days(first: datetime.date, last: datetime.date) -> str:
    return text.short_date(first) if first == last else f"{text.short_date(first)} - {text.short_date(last)}"


def _outside_audits(qms: Qms, review: Review) -> list[str]:
    """Trial and certification audits, surveillance, supervision by the programme's managing body."""
    project, told = qms.agency.project, []
    for contract in qms.agency.contracts.values():
        trial = contract.trial
        if trial and trial.end and _within(trial.end, review):
            told.append(
                f"Đánh giá thử ngày {_days(trial.start or trial.end, trial.end)}: {len(trial.findings)} phát hiện."
            )
    if _within(project.certification.audited, review):
        told.append(f"Đánh giá chứng nhận ngày {text.short_date(project.certification.audited)}.")
    for one in project.certification.surveillance:
        if _within(one.date, review):
            told.append(f"Giám sát ngày {text.short_date(one.date)}: {one.nonconformities} điểm không phù hợp.")
    for visit in project.supervisions:
        if _within(visit.date, review):
            told.append(f"{visit.by} giám sát ngày {text.short_date(visit.date)}: {len(visit.requests)} yêu cầu.")
    return told


def _providers(qms: Qms, review: Review) -> Input:
    found = Input("providers")
    for contract in qms.agency.contracts.values():
        start, end = contract.start or contract.date, contract.end
        if start is None or start > review.until or (end and end < review.since):
            continue
        number = f" (hợp đồng số {contract.number})" if contract.number else ""
        paid = sum((one.amount for one in contract.payments if _by(one.date, review)), Decimal(0))
        days = sum((day.man_days for day in contract.days if _by(day.date, review)), Decimal(0))
        done = f"đã thực hiện {text.number(days)} ngày công, " if days else ""
        of = f" trên {text.money(contract.value)}" if contract.value else ""
        found.figures.append(
            f"{contract.chosen or 'Tổ chức được chọn'}{number}: {done}đã thanh toán {text.money(paid)}{of} đồng."
        )
        found.remarks += [
            reviewing.sentence(one.what) for one in (contract.acceptance.missing if contract.acceptance else ())
        ]
    found.figures = found.figures or [NOTHING]
    return found


def _resources(qms: Qms, review: Review) -> Input:
    found = Input("resources")
    for course in qms.agency.training.values():
        last = max((session.date for session in course.sessions), default=None)
        if _within(last, review):
            came = [one for one in course.trainees if one.absent is None]
            passed = sum(one.score is not None and one.score >= course.pass_mark for one in came)
            scored = any(one.score is not None for one in came)
            people = (
                f"{len(came)} người dự" + (f", {passed} đạt" if scored else "")
                if course.trainees
                else "chưa có danh sách"
            )
            found.figures.append(f"Khóa học “{course.title.rstrip('.')}”: {people}.")
    spent = [one.amount for one in qms.agency.project.spending if _within(one.date, review)]
    if spent:
        found.figures.append(f"Kinh phí đã chi trong kỳ: {text.money(sum(spent, Decimal(0)))} đồng.")
    found.figures = found.figures or [NOTHING]
    return found


def _risks(qms: Qms, review: Review) -> Input:
    found = Input("risks")
    treated = [one for one in qms.agency.operation.risks if one.action]
    if not treated:
        found.figures = [NO_FIGURES if qms.standard.numbering == "2015" else NOTHING]
        return found
    done = [one for one in treated if _by(one.done, review)]
    found.figures.append(f"Rủi ro phải có biện pháp: {len(treated)}, đã thực hiện xong {len(done)}.")
    for one in done:
        if one.likelihood_after and one.severity_after:
            before, after = one.likelihood * one.severity, one.likelihood_after * one.severity_after
            found.compared.append(f"{one.risk.rstrip('.')}: từ {before} còn {after} điểm.")
    found.remarks += [
        f"Quá hạn biện pháp: {reviewing.sentence(one.action or one.risk)}"
        for one in treated
        if one not in done and one.until and one.until < review.until
    ]
    return found


def _improvement(qms: Qms, review: Review) -> Input:
    found = Input("improvement")
    for survey in qms.agency.operation.surveys:
        if _survey_within(survey, review):
            found.figures += [
                f"Theo ý kiến tổ chức, công dân: {reviewing.sentence(action.what)}" for action in survey.actions
            ]
    notes = [
        finding
        for audit in qms.agency.audits.values()
        if audit.audited and _within(audit.end, review)
        for finding in audit.findings
        if finding.level == "note"
    ]
    found.figures += [f"Điểm lưu ý khi đánh giá nội bộ: {reviewing.sentence(one.what)}" for one in notes]
    found.figures = found.figures or [NOTHING]
    return found


_GATHERERS: tuple[Callable[[Qms, Review], Input], ...] = (
    _earlier, _changes, _customers, _objectives, _processes, _nonconformities, _monitoring, _audits, _providers,
    _resources, _risks, _improvement,
)  # fmt: skip


@common.once_a_qms
def gathered(qms: Qms) -> dict[str, list[Input]]:
    """Review → its inputs, shared by the report of inputs and the minutes."""
    return {key: gather(qms, review) for key, review in reviewing.ordered(qms)}
