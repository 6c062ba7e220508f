"""The programme against itself and its agencies: lists, registrations, money, organisations, reports.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, mục IV (list, registration in quarter III), V (three sources of money), VI
(qualified organisations), VII.1 (reports); TT 26/2014/TT-BKHCN, Điều 16; TT 116/2015/TT-BTC (ceilings).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from qmsdocs import days, deadlines, estimates, text
from qmsdocs.errors import Problem, nearest
from qmsdocs.model.contract import Contract, Validity
from qmsdocs.model.paper import Paper
from qmsdocs.model.programme import Estimate, Organisation, Programme
from qmsdocs.model.standard import ManagementLine
from qmsdocs.source import Source
from qmsdocs.workspace import Qms, Workspace

# Words of upkeep after the certificate: the agency's own money, never the programme's.
_UPKEEP = re.compile(
    r"duy trì|tái chứng nhận|đánh giá giám sát|phí giám sát|giám sát (?:định kỳ|sau|để)", re.IGNORECASE
)
_TYPES = {"consulting": ("consultant", "expert"), "certification": ("certifier",)}


def check(workspace: Workspace) -> Iterator[Problem]:
    """Every problem of the province's own data; none where only some of its agencies are looked at."""
    programme, source = workspace.programme, workspace.source
    if programme is None or source is None or not workspace.whole:
        return
    yield from _papers(workspace, programme, source)
    yield from _lists(workspace, programme, source)
    yield from _registrations(workspace, programme, source)
    for year in programme.estimates:
        yield from _year(workspace, programme, source, year)
    for qms in workspace.systems:
        yield from _upkeep(qms)
        yield from _organisations(programme, qms)
    yield from _reports(workspace, programme, source)
    yield from deadlines.conflicts(workspace)


def _papers(workspace: Workspace, programme: Programme, source: Source) -> Iterator[Problem]:
    """Facts of the province's papers that are not known yet; a place that is not the province's."""
    yield from _blanks("decision", "Quyết định phê duyệt kế hoạch", programme.decision, source)
    if programme.directive:
        yield from _blanks("directive", "Chỉ thị", programme.directive, source)
        place = programme.directive.place
        if place and place != programme.province.name:
            words = {"place": place, "province": programme.province.name}
            yield Problem("place-elsewhere", source.at("directive", "place"), words)
    if workspace.office("committee").post("head").name is None:
        words = {"what": "họ và tên người ký văn bản của tỉnh", "what_en": "name of who signs the province's papers"}
        yield Problem("paper-unknown", source.at("offices"), {**words, "key": "offices.committee.posts.head.name"})


def _blanks(key: str, paper: str, facts: Paper | None, source: Source) -> Iterator[Problem]:
    """Number and day that a paper prints as room to write."""
    for name, what in (("number", "số"), ("date", "ngày ký")):
        if facts is None or getattr(facts, name) is None:
            words = {"what": f"{what} của {paper}", "what_en": f"{name} of the {key}", "key": f"{key}.{name}"}
            yield Problem("paper-unknown", source.at(key), words)


def _lists(workspace: Workspace, programme: Programme, source: Source) -> Iterator[Problem]:
    """Each agency in one cohort, and each that must apply in one."""
    seen: dict[str, int] = {}
    for c, cohort in enumerate(programme.cohorts):
        for a, line in enumerate(cohort.agencies):
            name = line.name.casefold()
            if name in seen:
                words: dict[str, object] = {"name": line.name, "first": seen[name], "year": cohort.year}
                yield Problem("agency-in-two-cohorts", source.at("cohorts", c, "agencies", a, "name"), words)
            seen.setdefault(name, cohort.year)
    free = {qms.agency.name.casefold() for qms in workspace.systems if qms.agency.obligation != "must"}
    names = [line.name for cohort in programme.cohorts for line in cohort.agencies]
    for number, required in enumerate(programme.required):
        where = source.at("required", number)
        if required.casefold() not in seen:
            yield Problem("required-not-listed", where, {"name": required, "near": nearest(required, names) or "—"})
        elif required.casefold() in free:
            yield Problem("required-but-encouraged", where, {"name": required})
    for body in ("lead", "finance", "home_affairs"):
        name = getattr(programme.province, body)
        if programme.required and name not in programme.required and name.casefold() not in seen:
            yield Problem("body-not-listed", source.at("province", body), {"name": name})


def _registrations(workspace: Workspace, programme: Programme, source: Source) -> Iterator[Problem]:
    """Those who register are not on the list already; in time; who is approved gets a place in a cohort."""
    agencies = (qms.agency for qms in workspace.systems)
    listed = {agency.name.casefold(): (agency.obligation, agency.cohort) for agency in agencies}
    for number, one in enumerate(programme.registrations):
        obligation, cohort = listed.get(one.name.casefold(), (None, None))
        due = days.quarter_end(one.year - 1, 3)
        if one.date > due:
            words: dict[str, object] = {
                "name": one.name,
                "date": text.short_date(one.date),
                "due": text.short_date(due),
            }
            yield Problem("registration-late", source.at("registrations", number, "date"), words)
        if obligation == "must":
            words = {"name": one.name, "year": cohort or "—"}
            yield Problem("registration-needless", source.at("registrations", number, "name"), words)
        if one.approved and obligation is None:
            words = {"name": one.name, "year": one.year}
            yield Problem("registration-not-listed", source.at("registrations", number, "approved"), words)
        if (one.approved is False or not one.proposed) and not one.reason:
            key = "proposed" if not one.proposed else "approved"
            yield Problem("registration-without-reason", source.at("registrations", number, key), {"name": one.name})


def _year(workspace: Workspace, programme: Programme, source: Source, year: str) -> Iterator[Problem]:
    """The estimate of a year: whom it speaks of, and what it is spent on."""
    written = programme.estimates[year]
    place = ("estimates", year)
    if not (year.isdigit() and any(cohort.year == int(year) for cohort in programme.cohorts)):
        known = ", ".join(str(cohort.year) for cohort in programme.cohorts) or "—"
        yield Problem("estimate-year", source.key_at(*place), {"year": year, "known": known})
        return
    yield from _appraisals(workspace, written, source, int(year))
    allowed = _allowed(workspace, programme)
    for number, cost in enumerate(written.management):
        at = (*place, "management", number)
        if cost.amount <= 0:
            yield Problem("management-not-positive", source.at(*at), {"item": cost.item})
        if _UPKEEP.search(f"{cost.item} {cost.detail or ''}"):
            yield Problem("upkeep-charged", source.at(*at, "item"), {"what": cost.item})
        line = _line(cost.item, allowed)
        if allowed and line is None:
            near = nearest(cost.item, [one.title for one in allowed]) or "; ".join(one.title for one in allowed)
            yield Problem("management-line-unknown", source.at(*at, "item"), {"item": cost.item, "near": near})
        elif line and line.most is not None and cost.price > line.most:
            words: dict[str, object] = {
                "item": cost.item,
                "price": text.money(cost.price),
                "most": text.money(line.most),
                "each": line.each or "đơn vị tính",
            }
            yield Problem("management-above-ceiling", source.at(*at, "price"), words)
    asked = estimates.managing(written)
    if written.management_accepted is not None and asked is not None:
        words = {"who": "quản lý chương trình", "asked": text.money(asked)}
        words["accepted"] = text.money(written.management_accepted)
        if written.management_accepted > asked:
            yield Problem("accepted-more", source.at(*place, "management_accepted"), words)
        elif written.management_accepted < asked and not written.management_reason:
            where = source.at(*place, "management_accepted")
            yield Problem("cut-without-reason", where, words)
    if written.submission.date and written.appraised.date and written.submission.date < written.appraised.date:
        words = {"date": text.short_date(written.submission.date), "appraised": text.short_date(written.appraised.date)}
        yield Problem("submitted-before-appraisal", source.at(*place, "submission", "date"), words)


def _appraisals(workspace: Workspace, written: Estimate, source: Source, year: int) -> Iterator[Problem]:
    """Appraisals of agencies of the year, once each; no more than was asked; a cut has its reason."""
    asked = {one.entry.slug: one for one in estimates.of_year(workspace, year)}
    seen: set[str] = set()
    for number, one in enumerate(written.appraisals):
        place = ("estimates", str(year), "appraisals", number)
        if one.slug not in asked:
            words: dict[str, object] = {"slug": one.slug, "year": year, "near": nearest(one.slug, asked) or "—"}
            yield Problem("appraisal-unknown", source.at(*place, "slug"), words)
            continue
        if one.slug in seen:
            yield Problem("appraisal-twice", source.at(*place, "slug"), {"slug": one.slug})
        seen.add(one.slug)
        amount = asked[one.slug].asked
        if amount is None:
            yield Problem("appraisal-without-estimate", source.at(*place, "slug"), {"slug": one.slug})
            continue
        words = {"who": one.slug, "accepted": text.money(one.accepted), "asked": text.money(amount)}
        if one.accepted > amount:
            yield Problem("accepted-more", source.at(*place, "accepted"), words)
        elif one.accepted < amount and not one.reason:
            yield Problem("cut-without-reason", source.at(*place, "accepted"), words)


def _allowed(workspace: Workspace, programme: Programme) -> list[ManagementLine]:
    """What the programme's plan allows to spend on management, and what the regime does."""
    rules = [rule for rule in programme.plan.funding if rule.fund == "management"]
    own = [ManagementLine(title=line) for rule in rules for line in rule.lines]
    return [*workspace.office("committee").regime.management_lines, *own]


def _line(item: str, allowed: list[ManagementLine]) -> ManagementLine | None:
    """The line that an item is of: it begins with the line's words; the longest wins."""
    fitting = [one for one in allowed if item.casefold().startswith(one.title.rstrip(" .;").casefold())]
    return max(fitting, key=lambda one: len(one.title), default=None)


def _upkeep(qms: Qms) -> Iterator[Problem]:
    """Money of the programme that an agency means to spend, or spent, on upkeep."""
    lines = qms.regime.cost_lines
    budget = [("budget", number, one.line, one.detail) for number, one in enumerate(qms.agency.project.budget)]
    spending = [("spending", number, one.line, one.detail) for number, one in enumerate(qms.agency.project.spending)]
    for key, number, name, detail in (*budget, *spending):
        line = lines.get(name)
        if line and line.fund == "programme" and detail and _UPKEEP.search(detail):
            yield Problem("upkeep-charged", qms.source.at("project", key, number, "detail"), {"what": detail})


def _organisations(programme: Programme, qms: Qms) -> Iterator[Problem]:
    """Whom an agency hires is in the register, with a certificate that was valid on the day of the contract."""
    for key, contract in qms.agency.contracts.items():
        known = [one for one in programme.organisations if one.type in _TYPES[contract.type]]
        if not known or not contract.chosen:
            continue
        where = qms.source.at("contracts", key, "chosen")
        found = next((one for one in known if one.name == contract.chosen), None)
        if found is None:
            names = [one.name for one in known]
            words: dict[str, object] = {"name": contract.chosen, "near": nearest(contract.chosen, names) or "—"}
            yield Problem("organisation-not-registered", where, words)
        elif not _valid(found, contract):
            words = {
                "name": found.name,
                "date": text.short_date(contract.date),
                "issued": text.short_date(found.issued),
                "until": text.short_date(found.until),
            }
            yield Problem("organisation-not-valid", qms.source.at("contracts", key, "date"), words)


def _valid(one: Organisation, contract: Contract) -> bool:
    return contract.date is None or Validity((), "", one.issued, one.until).covers(contract.date)


def _reports(workspace: Workspace, programme: Programme, source: Source) -> Iterator[Problem]:
    """Reports of the lead that were due before the newest thing the programme tells, and are not there."""
    newest = latest(programme)
    mine = [n for n, rule in enumerate(programme.report_rules) if rule.by == programme.province.lead]
    if newest is None or not mine:
        return
    written = {days.period_words(one.period) for one in programme.reports if one.period}
    for due in deadlines.of(workspace):
        for number in mine:
            rule = programme.report_rules[number]
            told = any(f"{rule.name} {words} " in f"{due.what} " for words in written)
            if due.source == rule.source and due.what.startswith(rule.name) and due.overdue(newest) and not told:
                words = {"what": due.what, "due": text.short_date(due.date), "newest": text.short_date(newest)}
                yield Problem("province-report-missing", source.at("report_rules", number), words)


def latest(programme: Programme) -> datetime.date | None:
    """The newest thing that is told to have happened; what is planned or ends some day does not count."""
    papers: list[Paper | None] = [programme.decision, programme.directive, *programme.papers.values()]
    papers += programme.reports
    papers += [cohort.decision for cohort in programme.cohorts]
    papers += [paper for one in programme.estimates.values() for paper in (one.submission, one.appraised)]
    papers += [paper for held in programme.inspections.values() for paper in (held.plan, held.decision, held.report)]
    told = [paper.date for paper in papers if paper]
    told += [one.date for one in programme.registrations]
    told += [visit.date for held in programme.inspections.values() for visit in held.visits]
    return max((day for day in told if day), default=None)
