"""Progress, money, reports and the announcement: facts that contradict the calendar, the plan or each other.

Order of an announcement: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 2 and 3; documents follow a change of law within three months:
Điều 4 khoản 4 a. Reports every quarter: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.3.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from qmsdocs import citation, days, schedule, text
from qmsdocs.errors import Location, Problem
from qmsdocs.workspace import Qms

Dated = tuple[str, datetime.date, Location]  # what happened, when, and where it is written


def check(qms: Qms) -> Iterator[Problem]:
    """Announcements out of order, late updates, impossible progress, overspent lines, reports too early or missing."""
    yield from _announcements(qms)
    yield from _legal_updates(qms)
    yield from _progress(qms)
    yield from _spending(qms)
    yield from _reports(qms)


def _announcements(qms: Qms) -> Iterator[Problem]:
    every = qms.agency.project.announcements
    if every and qms.agency.regime != "19-2014":
        yield Problem("announcement-regime", qms.source.at("project", "announcements"), {"regime": qms.agency.regime})
        return
    for number in range(len(every)):
        yield from _order(qms, number)
        yield from _behind(qms, number)
        yield from _not_issued(qms, number)
    for number, one in enumerate(every):
        if number and not one.again:
            yield Problem("announcement-again", qms.source.at("project", "announcements", number), {})


def _order(qms: Qms, number: int) -> Iterator[Problem]:
    """Confirmation, decision, then notice and posting; a later announcement after the former."""
    known = dict(_steps(qms, number))
    former = dict(_steps(qms, number - 1)) if number else {}
    pairs = [("confirmation", "decision"), ("decision", "notice"), ("decision", "posting"), ("decision", "published")]
    for first, then in pairs:
        if first in known and then in known:
            yield from _before(known[first], known[then])
    if "decision" in former and "decision" in known:
        yield from _before(former["decision"], known["decision"])


def _steps(qms: Qms, number: int) -> Iterator[tuple[str, Dated]]:
    """The dated steps of an announcement by name."""
    one = qms.agency.project.announcements[number]
    path = ("project", "announcements", number)
    found = (
        ("confirmation", "xác nhận hiệu lực", one.confirmation.date, (*path, "confirmation", "date")),
        ("decision", "quyết định công bố", one.decision.date, (*path, "decision", "date")),
        ("notice", "công văn thông báo", one.notice.date, (*path, "notice", "date")),
        ("posting", "niêm yết", one.posting.date, (*path, "posting", "date")),
        ("published", "đăng tải", one.posting.published, (*path, "posting", "published")),
    )
    for name, words, day, where in found:
        if day is not None:
            yield name, (words, day, qms.source.at(*where))


def _before(first: Dated, then: Dated) -> Iterator[Problem]:
    if then[1] < first[1]:
        words = {
            "then": then[0],
            "date": text.short_date(then[1]),
            "first": first[0],
            "other": text.short_date(first[1]),
        }
        yield Problem("announcement-order", then[2], words)


def _behind(qms: Qms, number: int) -> Iterator[Problem]:
    """An internal audit, then a management review, stand before the confirmation (before the decision without one)."""
    known = dict(_steps(qms, number))
    confirmed = known.get("confirmation") or known.get("decision")
    if confirmed is None:
        return
    what, day, where = confirmed
    audits = [one.end for one in qms.agency.audits.values() if one.audited and one.end <= day]
    reviews = [one.date for one in qms.agency.reviews.values() if one.date <= day]
    words = {"what": what, "date": text.short_date(day)}
    if qms.agency.audits and not audits:
        yield Problem("announcement-before-audit", where, words)
    if qms.agency.reviews and not reviews:
        yield Problem("announcement-before-review", where, words)
    if audits and reviews and max(reviews) < min(audits):
        words = {"date": text.short_date(max(reviews)), "audit": text.short_date(min(audits))}
        yield Problem("announcement-review-first", where, words)
    if not qms.agency.audits or not qms.agency.reviews:
        yield Problem("announcement-unproved", where, {"what": what})


def _not_issued(qms: Qms, number: int) -> Iterator[Problem]:
    """Procedures named in an announcement that were issued only after it."""
    one = qms.agency.project.announcements[number]
    for place, key in enumerate(one.procedures):
        used = qms.by_id.get(key)
        issued = used.control.issue_date if used else None
        if used and issued and one.decision.date and issued > one.decision.date:
            words = {"code": used.code, "issued": text.short_date(issued), "date": text.short_date(one.decision.date)}
            where = qms.source.at("project", "announcements", number, "procedures", place)
            yield Problem("announcement-not-issued", where, words)


def _legal_updates(qms: Qms) -> Iterator[Problem]:
    for number, update in enumerate(qms.agency.project.legal_updates):
        act = qms.acts.get(update.act)
        if act is None:
            continue
        path = ("project", "legal_updates", number)
        effective = act.effective or update.effective
        if effective is None:
            yield Problem("legal-update-undated", qms.source.at(*path, "act"), {"act": citation.short(act)})
            continue
        due = days.add_months(effective, 3)
        words: dict[str, object] = {
            "act": citation.short(act),
            "from": text.short_date(effective),
            "due": text.short_date(due),
        }
        reviewed = qms.agency.project.legal_reviewed
        if update.done and update.done > due:
            late = {**words, "done": text.short_date(update.done), "days": str((update.done - due).days)}
            yield Problem("legal-update-late", qms.source.at(*path, "done"), late)
        elif update.done is None and reviewed and reviewed > due:
            late = {**words, "date": text.short_date(reviewed), "days": str((reviewed - due).days)}
            yield Problem("legal-update-overdue", qms.source.at(*path), late)


def _progress(qms: Qms) -> Iterator[Problem]:
    for key, one in qms.agency.project.progress.items():
        path = ("project", "progress", key)
        if one.end and one.start is None:
            yield Problem("progress-without-start", qms.source.at(*path, "end"), {"task": key})
        if one.start and one.end and one.end < one.start:
            words = {"task": key, "start": text.short_date(one.start), "end": text.short_date(one.end)}
            yield Problem("progress-backwards", qms.source.at(*path, "end"), words)
        if one.end and one.percent is not None:
            words = {"task": key, "percent": str(one.percent), "end": text.short_date(one.end)}
            yield Problem("progress-percent-of-finished", qms.source.at(*path, "percent"), words)
        for place, measured in enumerate(one.measured):
            if (one.end and measured.date > one.end) or (one.start and measured.date < one.start):
                words = {"task": key, "date": text.short_date(measured.date)}
                yield Problem("progress-measured-outside", qms.source.at(*path, "measured", place, "date"), words)
        task = qms.regime.tasks.get(key)
        planned = schedule.planned(qms, task) if task else None
        if planned and one.end and one.end > planned[1] and not one.reason:
            words = {"task": key, "days": str((one.end - planned[1]).days), "planned": text.short_date(planned[1])}
            yield Problem("progress-without-reason", qms.source.at(*path, "end"), words)


def _spending(qms: Qms) -> Iterator[Problem]:
    """Told at the payment with which a line goes over its estimate."""
    project = qms.agency.project
    left: dict[str, Decimal] = {}
    for line in {entry.line for entry in project.budget}:
        written = [entry for entry in project.budget if entry.line == line]
        amounts = [entry.quantity * entry.price for entry in written if entry.price is not None]
        if len(amounts) == len(written):
            left[line] = sum(amounts, Decimal(0))
    planned = dict(left)
    for place, spent in sorted(enumerate(project.spending), key=lambda pair: (pair[1].date, pair[0])):
        if spent.line not in left:
            continue
        over = left[spent.line] >= 0
        left[spent.line] -= spent.amount
        if over and left[spent.line] < 0:
            words = {
                "line": spent.line,
                "planned": text.money(planned[spent.line]),
                "spent": text.money(planned[spent.line] - left[spent.line]),
                "date": text.short_date(spent.date),
            }
            yield Problem("spending-over-estimate", qms.source.at("project", "spending", place, "amount"), words)


def _reports(qms: Qms) -> Iterator[Problem]:
    reports = qms.agency.project.reports
    for place, report in enumerate(reports):
        path = ("project", "reports", place)
        if report.quarter is None and report.as_of is None and report.date is None:
            yield Problem("report-undated", qms.source.at(*path), {})
        if report.date and report.as_of and report.date < report.as_of:
            words = {"date": text.short_date(report.date), "as_of": text.short_date(report.as_of)}
            yield Problem("report-before-figures", qms.source.at(*path, "date"), words)
        day = report.as_of or report.date
        last = schedule.Quarter.read(report.quarter).last if report.quarter else None
        if report.quarter and day and last and day < last:
            words = {"quarter": report.quarter, "date": text.short_date(day), "last": text.short_date(last)}
            yield Problem("report-early", qms.source.at(*path, "as_of" if report.as_of else "date"), words)
    yield from _missing_quarters(qms)


def _missing_quarters(qms: Qms) -> Iterator[Problem]:
    """Quarters of the project without a report; told once reports are kept at all."""
    first, last = schedule.start(qms), schedule.end(qms)
    told = {report.quarter for report in qms.agency.project.reports if report.quarter}
    if not told or first is None or last is None:
        return
    quarter = schedule.Quarter.of(first)
    while quarter <= schedule.Quarter.of(last):
        if str(quarter) not in told:
            words = {"quarter": str(quarter), "words": quarter.label}
            yield Problem("report-missing", qms.source.at("project", "reports"), words)
        quarter = quarter.next
