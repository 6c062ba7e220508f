"""The issued set: who got it and when, what was taken back, which requests its changes answer."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import issued, schedule, text
from qmsdocs.errors import Location, Problem, nearest
from qmsdocs.model.project import ObsoleteDocument, Withdrawal
from qmsdocs.source import Steps
from qmsdocs.workspace import Qms, make_code


def check(qms: Qms) -> Iterator[Problem]:
    """Distribution, withdrawal, requests and changes, supervision."""
    yield from _holders(qms)
    if not _unknown(qms):  # told by the references; who holds what cannot be said before
        yield from _withdrawals(qms)
    yield from _requests(qms)
    yield from _changes(qms)
    yield from _asked(qms)


def _unknown(qms: Qms) -> bool:
    """Whether a holder or a step names nobody."""
    units = {holder.unit for holder in qms.agency.project.holders if holder.unit}
    posts = {post for used in qms.procedures for step in used.procedure.steps for post in step.who}
    return not (units <= set(qms.agency.units) and posts <= set(qms.agency.posts))


def _holders(qms: Qms) -> Iterator[Problem]:
    effective = qms.agency.control.effective_date
    for index, holder in enumerate(qms.agency.project.holders):
        path = ("project", "holders", index)
        if sum(one is not None for one in (holder.unit, holder.post, holder.body)) != 1:
            yield Problem("holder-kind", qms.source.at(*path))
        if holder.body is None and holder.received and effective and holder.received >= effective:
            words = {"date": text.short_date(holder.received), "effective": text.short_date(effective)}
            yield Problem("received-late", qms.source.at(*path, "received"), words)


def _withdrawals(qms: Qms) -> Iterator[Problem]:
    for number, withdrawal in enumerate(qms.agency.project.withdrawals):
        for index, document in enumerate(withdrawal.documents):
            path = ("project", "withdrawals", number, "documents", index)
            yield from _obsolete(qms, withdrawal, document, path)


def _obsolete(qms: Qms, withdrawal: Withdrawal, document: ObsoleteDocument, path: Steps) -> Iterator[Problem]:
    code, given, taken = document.code, document.given, document.taken
    away = document.destroyed + document.kept
    if taken != away:
        yield Problem("obsolete-sum", qms.source.at(*path, "taken"), {"code": code, "taken": taken, "sum": away})
    if taken > given:
        yield Problem("obsolete-taken", qms.source.at(*path, "taken"), {"code": code, "taken": taken, "given": given})
    if taken < given and not withdrawal.missing:
        yield Problem("obsolete-missing", qms.source.at(*path, "taken"), {"code": code, "short": given - taken})
    if document.ended and withdrawal.date < document.ended:
        words = {"code": code, "date": text.short_date(withdrawal.date), "ended": text.short_date(document.ended)}
        yield Problem("withdrawn-early", qms.source.at(*path, "ended"), words)
    if code not in _codes(qms) or code in _form_codes(qms):
        return
    used = next((one for one in qms.procedures if one.code == code), None)
    copies = issued.controlled_copies(qms, used)
    if given != copies:
        yield Problem("obsolete-given", qms.source.at(*path, "given"), {"code": code, "given": given, "copies": copies})
    if document.issue == issued.version(used.control if used else qms.agency.control):
        yield Problem("obsolete-current", qms.source.at(*path, "issue"), {"code": code, "issue": document.issue})


def _codes(qms: Qms) -> set[str]:
    """The codes of the master list."""
    alone = ("manual", "policy", "objectives", "document_list", "external_document_list", "record_list")
    year = schedule.audit_year(qms) or "20xx"
    return {
        *(make_code(qms.agency, kind, year=year) for kind in alone),
        *(used.code for used in qms.procedures),
        *_form_codes(qms),
    }


def _form_codes(qms: Qms) -> set[str]:
    """Forms go with their procedure: nobody counts their copies."""
    return {code for used in qms.procedures for code, _ in used.forms}


def _requests(qms: Qms) -> Iterator[Problem]:
    known = _codes(qms)
    first: dict[str, Location] = {}
    for index, request in enumerate(qms.agency.operation.change_requests):
        path = ("operation", "change_requests", index)
        number = request.number
        if number in first:
            where = qms.source.at(*path, "number")
            yield Problem("change-request-number", where, {"number": number, "first": first[number]})
        first.setdefault(number, qms.source.at(*path, "number"))
        if request.code not in known and request.type != "write":
            words: dict[str, object] = {"code": request.code, "near": nearest(request.code, known) or "—"}
            yield Problem("change-request-code", qms.source.at(*path, "code"), words)
        if request.decided and request.decided < request.date:
            words = {"decided": text.short_date(request.decided), "date": text.short_date(request.date)}
            yield Problem("change-request-decided", qms.source.at(*path, "decided"), words)
        if request.decision in ("partly", "refused") and not request.refusal:
            yield Problem("change-request-refusal", qms.source.at(*path, "decision"), {"number": number})


def _changes(qms: Qms) -> Iterator[Problem]:
    """Only an agency that writes its requests down is told of a change without one."""
    if not qms.agency.operation.change_requests:
        return
    for dated in issued.changes(qms):
        used = dated.used
        if used is None or dated.change.date is None:
            continue
        if issued.request_of(qms, dated) is None:
            index = dated.control.changes.index(dated.change)
            where = qms.source.at("procedures", used.id, "control", "changes", index)
            yield Problem("change-without-request", where, {"revision": dated.change.revision, "code": used.code})


def _asked(qms: Qms) -> Iterator[Problem]:
    for number, supervision in enumerate(qms.agency.project.supervisions):
        for index, asked in enumerate(supervision.requests):
            if asked.until and asked.until < supervision.date:
                where = qms.source.at("project", "supervisions", number, "requests", index, "until")
                words = {"until": text.short_date(asked.until), "date": text.short_date(supervision.date)}
                yield Problem("asked-until", where, words)
