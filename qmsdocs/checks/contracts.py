"""Contracts against the regime, their own figures and dates, and the gate before certification.

Rules: no certifier is hired under QĐ 19/2014/QĐ-TTg, Điều 4; cards and confirmations are valid three years and are
checked during the whole contract (TT 26/2014/TT-BKHCN, Điều 16, 41.4); order and trial assessment: Bình Phước, QĐ
42/2007/QĐ-UBND, mục VI.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from qmsdocs import text
from qmsdocs.errors import Problem, nearest
from qmsdocs.model.contract import EVALUATION_FORM, Candidate, Contract, criteria
from qmsdocs.workspace import Qms

_YEARS = 3  # how long a card or a confirmation is valid


def check(qms: Qms) -> Iterator[Problem]:
    """Every problem of every contract."""
    for key, contract in qms.agency.contracts.items():
        yield from _choice(qms, key, contract)
        for number, candidate in enumerate(contract.candidates):
            yield from _points(qms, key, number, candidate)
        yield from _chosen(qms, key, contract)
        yield from _money(qms, key, contract)
        yield from _order(qms, key, contract)
        yield from _days(qms, key, contract)
        yield from _trial(qms, key, contract)
    yield from _gate(qms)


def _choice(qms: Qms, key: str, contract: Contract) -> Iterator[Problem]:
    """Certification where it is forbidden; a choice among nobody; the same organisation on both sides of the gate."""
    if contract.type == "certification" and qms.agency.regime == "19-2014":
        yield Problem("contract-certification-forbidden", qms.source.at("contracts", key, "type"))
    where = qms.source.at("contracts", key, "chosen")
    if contract.chosen and contract.choice is None:
        names = [candidate.name for candidate in contract.candidates]
        near = nearest(contract.chosen, names) or ", ".join(names)
        yield Problem("contract-chosen-unknown", where, {"name": contract.chosen, "near": near})
    consultants = {one.chosen for one in qms.agency.contracts.values() if one.type == "consulting"}
    if contract.type == "certification" and contract.chosen in consultants:
        yield Problem("contract-same-organisation", where, {"name": contract.chosen})


def _points(qms: Qms, key: str, number: int, candidate: Candidate) -> Iterator[Problem]:
    """Points that do not fit the criteria of the evaluation form, or a score that is not their sum."""
    place = ("contracts", key, "candidates", number)
    owner = qms.by_id.get(EVALUATION_FORM.partition("/")[0])
    found = qms.find_form(EVALUATION_FORM, owner) if owner else None
    wanted = criteria(found[1] if found else None)
    if candidate.points and wanted and len(candidate.points) != len(wanted):
        words: dict[str, object] = {"count": len(candidate.points), "wanted": len(wanted)}
        yield Problem("contract-points-count", qms.source.at(*place, "points"), words)
    for one, (given, criterion) in enumerate(zip(candidate.points, wanted, strict=False)):
        if given.points > criterion.most:
            words = {
                "points": text.number(given.points),
                "most": text.number(criterion.most),
                "title": criterion.title,
            }
            yield Problem("contract-points-over", qms.source.at(*place, "points", one), words)
    if candidate.points and candidate.score is not None and candidate.score != candidate.total:
        words = {"score": text.number(candidate.score), "total": text.number(candidate.total or Decimal(0))}
        yield Problem("contract-score", qms.source.at(*place, "score"), words)


def _chosen(qms: Qms, key: str, contract: Contract) -> Iterator[Problem]:
    """The chosen one does not meet a condition, or its papers are not valid from signing to the end."""
    choice = contract.choice
    if choice is None or choice not in contract.candidates:
        return
    place = ("contracts", key, "candidates", contract.candidates.index(choice))
    for number, requirement in enumerate(choice.requirements):
        if not requirement.met:
            words: dict[str, object] = {"name": choice.name, "what": requirement.what}
            yield Problem("contract-not-eligible", qms.source.at(*place, "requirements", number, "met"), words)
    for one in choice.validities:
        words = {"what": one.what}
        if contract.date and not one.covers(contract.date):
            words["date"] = text.short_date(contract.date)
            side = "until" if one.until and contract.date > one.until else "issued"
            yield Problem("contract-paper-not-valid", qms.source.at(*place, *one.path, side), words)
        elif one.until and contract.end and one.until < contract.end:
            words |= {"until": text.short_date(one.until), "end": text.short_date(contract.end)}
            yield Problem("contract-paper-expires", qms.source.at(*place, *one.path, "until"), words)
        if qms.agency.regime == "19-2014" and one.issued and one.until and one.until > _years_after(one.issued):
            words = {"what": one.what, "years": _YEARS, "issued": text.short_date(one.issued)}
            yield Problem("contract-paper-too-long", qms.source.at(*place, *one.path, "until"), words)


def _years_after(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year + _YEARS, day=min(day.day, 28) if day.month == 2 else day.day)


def _money(qms: Qms, key: str, contract: Contract) -> Iterator[Problem]:
    """Payments that do not add up to the value."""
    total = sum((one.amount for one in contract.payments), Decimal(0))
    if contract.payments and contract.value is not None and total != contract.value:
        words = {"total": text.money(total), "value": text.money(contract.value)}
        yield Problem("contract-payments", qms.source.at("contracts", key, "payments"), words)


def _order(qms: Qms, key: str, contract: Contract) -> Iterator[Problem]:
    """Dates out of order: choice, signing, start, end; acceptance, liquidation; work outside the contract's time."""
    accepted = contract.acceptance.date if contract.acceptance else None
    liquidated = contract.liquidation.date if contract.liquidation else None
    pairs = (
        (contract.selection.date, "biên bản lựa chọn", "the choice", contract.date, ("date",)),
        (contract.date, "ngày ký hợp đồng", "signing", contract.start, ("start",)),
        (contract.start or contract.date, "ngày bắt đầu", "the start", contract.end, ("end",)),
        (contract.date, "ngày ký hợp đồng", "signing", accepted, ("acceptance", "date")),
        (accepted, "nghiệm thu", "acceptance", liquidated, ("liquidation", "date")),
    )
    for before, what, what_en, day, path in pairs:
        if before and day and day < before:
            words: dict[str, object] = {
                "date": text.short_date(day),
                "before": text.short_date(before),
                "what": what,
                "what_en": what_en,
            }
            yield Problem("contract-order", qms.source.at("contracts", key, *path), words)
    for number, work in enumerate(contract.schedule):
        for day, side in ((work.start, "start"), (work.end, "end")):
            if _outside(contract, day):
                words = {"date": text.short_date(day), "period": _period(contract)}
                yield Problem("contract-day-outside", qms.source.at("contracts", key, "schedule", number, side), words)
    if contract.liquidation and not contract.complete(liquidated):
        yield Problem("contract-liquidated-early", qms.source.at("contracts", key, "liquidation"))


def _outside(contract: Contract, day: datetime.date) -> bool:
    first = contract.start or contract.date
    return bool((first and day < first) or (contract.end and day > contract.end))


def _period(contract: Contract) -> str:
    return f"{text.short_date(contract.start or contract.date)} - {text.short_date(contract.end)}"


def _days(qms: Qms, key: str, contract: Contract) -> Iterator[Problem]:
    """Working days outside the contract or its schedule, by people who are not in it; more man-days than agreed."""
    known = {card.name for card in contract.choice.experts} if contract.choice else set()
    for number, day in enumerate(contract.days):
        place = ("contracts", key, "days", number)
        if _outside(contract, day.date):
            words: dict[str, object] = {"date": text.short_date(day.date), "period": _period(contract)}
            yield Problem("contract-day-outside", qms.source.at(*place, "date"), words)
        if day.line and day.line > len(contract.schedule):
            words = {"line": day.line, "count": len(contract.schedule)}
            yield Problem("contract-day-line", qms.source.at(*place, "line"), words)
        for one, person in enumerate(day.consultants):
            if known and person.name and person.name not in known:
                words = {"name": person.name, "known": ", ".join(sorted(known, key=text.sort_key))}
                yield Problem("contract-stranger", qms.source.at(*place, "consultants", one), words)
    if contract.schedule and contract.worked() > contract.agreed:
        words = {"worked": text.number(contract.worked()), "agreed": text.number(contract.agreed)}
        yield Problem("contract-man-days-over", qms.source.at("contracts", key, "days"), words)


def _trial(qms: Qms, key: str, contract: Contract) -> Iterator[Problem]:
    """A trial where there is none; one that calls a system ready whose major findings are open."""
    if contract.trial is None:
        return
    where = qms.source.at("contracts", key, "trial")
    if contract.type != "consulting" or qms.agency.regime != "144-2006":
        yield Problem("contract-trial-misplaced", where)
    major = sum(one.level == "major" and one.closed is None for one in contract.trial.findings)
    if contract.trial.ready and major:
        yield Problem("contract-ready-with-major", qms.source.at("contracts", key, "trial", "ready"), {"count": major})


def _gate(qms: Qms) -> Iterator[Problem]:
    """Certification is audited only after a trial assessment that says ready (mục VI.1)."""
    contracts = qms.agency.contracts
    audited, where = qms.agency.project.certification.audited, qms.source.at("project", "certification", "audited")
    for key, contract in contracts.items():
        if audited is None and contract.type == "certification" and contract.days:
            audited = contract.sessions[0].date
            where = qms.source.at("contracts", key, "days", contract.days.index(contract.sessions[0]), "date")
    # Without a consultant nobody makes a trial; what is not described cannot be held against the agency.
    consulting = [contract for contract in contracts.values() if contract.type == "consulting"]
    if audited is None or not consulting or qms.agency.regime != "144-2006":
        return
    trials = [contract.trial for contract in consulting if contract.trial]
    ready = [trial for trial in trials if trial.ready and (trial.end is None or trial.end <= audited)]
    if not ready:
        yield Problem("contract-not-ready", where, {"date": text.short_date(audited)})
