"""Management reviews in their order, resolutions that can be followed, certification and who pays its upkeep.

Rules: the system procedure (who, until when, two thirds present, notice two weeks before); QĐ 19/2014/QĐ-TTg, Điều 4
(audit, review, then confirmation; at least one review a year; no certifier); Bình Phước, QĐ 42/2007/QĐ-UBND, mục V.2
(surveillance from the agency's own budget); TT 116/2015/TT-BTC (ceiling of upkeep).
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.errors import Problem
from qmsdocs.model.project import Certification
from qmsdocs.model.review import Review
from qmsdocs.source import Steps
from qmsdocs.workspace import Qms

_NOTICE = datetime.timedelta(days=14)
# Surveillance after certification in a line's words; watching over progress is another thing.
_SURVEILLANCE = re.compile(
    r"(phí|đánh giá) giám sát|giám sát (sau|lần|duy trì|định kỳ|của tổ chức chứng nhận)", re.IGNORECASE
)


def check(qms: Qms) -> Iterator[Problem]:
    """Reviews, their resolutions, certification, money for surveillance."""
    for key, review in qms.agency.reviews.items():
        yield from _dates(qms, key, review)
        yield from _quorum(qms, key, review)
        yield from _resolutions(qms, key, review)
    yield from _audit_first(qms)
    yield from _every_year(qms)
    yield from _certification(qms)
    yield from _surveillance_money(qms)


def _order(
    qms: Qms, code: str, path: Steps, later: datetime.date | None, earlier: datetime.date | None
) -> Iterator[Problem]:
    """A Problem when what must be later is before the earlier."""
    if later and earlier and later < earlier:
        words = {"date": text.short_date(later), "other": text.short_date(earlier)}
        yield Problem(code, qms.source.at(*path), words)


def _dates(qms: Qms, key: str, review: Review) -> Iterator[Problem]:
    path = ("reviews", key)
    yield from _order(qms, "review-period", (*path, "until"), review.until, review.since)
    yield from _order(qms, "review-before-figures", (*path, "date"), review.date, review.until)
    yield from _order(qms, "review-inputs-late", (*path, "inputs_due"), review.date, review.inputs_due)
    yield from _order(qms, "review-conclusions-early", (*path, "conclusions"), review.conclusions.date, review.date)
    told = review.notice.date
    if review.type == "periodic" and told and told > review.date - _NOTICE:
        words = {"date": text.short_date(told), "other": text.short_date(review.date)}
        yield Problem("review-notice-late", qms.source.at(*path, "notice"), words)


def _quorum(qms: Qms, key: str, review: Review) -> Iterator[Problem]:
    """The procedure asks for the chair and two thirds of those who were asked."""
    if not review.present:
        return
    came, asked = len(review.present), len(review.present) + len(review.absent)
    if came * 3 < asked * 2:
        yield Problem("review-no-quorum", qms.source.at("reviews", key, "present"), {"came": came, "asked": asked})


def _resolutions(qms: Qms, key: str, review: Review) -> Iterator[Problem]:
    for index, one in enumerate(review.resolutions):
        path = ("reviews", key, "resolutions", index)
        if one.until is None:
            yield Problem("resolution-no-deadline", qms.source.at(*path), {"number": index + 1})
        if one.who is None and one.unit is None:
            yield Problem("resolution-nobody", qms.source.at(*path), {"number": index + 1})
        yield from _order(qms, "resolution-before-review", (*path, "until"), one.until, review.date)
        yield from _order(qms, "resolution-before-review", (*path, "done"), one.done, review.date)
        yield from _order(qms, "resolution-checked-early", (*path, "checked"), one.checked, one.done)


def _audit_first(qms: Qms) -> Iterator[Problem]:
    """The first review comes after the first audit, once audits are written at all."""
    audited = [one.end for one in qms.agency.audits.values() if one.audited]
    if not audited or not qms.agency.reviews:
        return
    key, review = min(qms.agency.reviews.items(), key=lambda item: item[1].date)
    yield from _order(qms, "review-before-audit", ("reviews", key, "date"), review.date, min(audited))


def _every_year(qms: Qms) -> Iterator[Problem]:
    """Under QĐ 19/2014 a year between two reviews without one."""
    reviews = sorted(qms.agency.reviews.items(), key=lambda item: item[1].date)
    if qms.agency.regime != "19-2014":
        return
    for (_, one), (key, other) in itertools.pairwise(reviews):
        if missing := list(range(one.date.year + 1, other.date.year)):
            words = {"years": ", ".join(map(str, missing))}
            yield Problem("review-year-missed", qms.source.at("reviews", key, "date"), words)


def _certification(qms: Qms) -> Iterator[Problem]:
    """Not under QĐ 19/2014; else dates in order."""
    facts, path = qms.agency.project.certification, ("project", "certification")
    if qms.agency.regime == "19-2014":
        if facts != Certification():
            yield Problem("certification-not-allowed", qms.source.at(*path), {})
        return
    yield from _order(qms, "certificate-dates", (*path, "date"), facts.date, facts.audited)
    yield from _order(qms, "certificate-dates", (*path, "until"), facts.until, facts.date)
    for index, one in enumerate(facts.surveillance):
        here = (*path, "surveillance", index)
        yield from _order(qms, "certificate-dates", (*here, "date"), one.date, facts.date)
        yield from _order(qms, "certificate-dates", (*here, "closed"), one.closed, one.date)
        yield from _order(qms, "surveillance-too-late", (*here, "planned"), facts.until, one.planned)


def _surveillance_money(qms: Qms) -> Iterator[Problem]:
    """Surveillance charged to the programme: a line that says so, or a payment that is a surveillance fee."""
    project = qms.agency.project
    if qms.agency.regime != "144-2006":
        return
    fees = {(one.date, one.fee) for one in project.certification.surveillance if one.date and one.fee is not None}
    for index, line in enumerate(project.budget):
        if _programme(qms, line.line) and _SURVEILLANCE.search(line.detail or ""):
            yield Problem("surveillance-from-programme", qms.source.at("project", "budget", index), {"line": line.line})
    for index, spent in enumerate(project.spending):
        says_so = _SURVEILLANCE.search(spent.detail or "") or (spent.date, spent.amount) in fees
        if _programme(qms, spent.line) and says_so:
            words = {"line": spent.line}
            yield Problem("surveillance-from-programme", qms.source.at("project", "spending", index), words)


def _programme(qms: Qms, line: str) -> bool:
    return line in qms.regime.cost_lines and qms.regime.cost_lines[line].fund == "programme"
