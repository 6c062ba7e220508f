"""Request to the certifier to assess and certify the QMS, with the list of the file (regime 144-2006 only).

Bình Phước, QĐ 42/2007/QĐ-UBND: the agency chooses a certifier and signs in time, asks for certification when the system
runs well and the consultant judged it ready after a trial assessment (mục VI.1); the programme pays for the work that
serves certification (mục V.1). No official form of the request was seen: the text is our own. Under QĐ 19/2014/QĐ-TTg,
Điều 4, no certifier is hired, and no such paper is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import schedule, text
from qmsdocs.fields import About
from qmsdocs.findings import nonconformities
from qmsdocs.kinds import common, letterhead, review_gathering, reviewing
from qmsdocs.model.audit import AuditRound
from qmsdocs.model.contract import Contract
from qmsdocs.model.paper import Paper
from qmsdocs.model.review import Review
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms

TITLE = "Công văn đề nghị đánh giá, cấp giấy chứng nhận"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("certification-request.docx")

_COST_LINE = "danh-gia-chung-nhan"
_TASK = "danh-gia-chung-nhan"


class PaperFields(TypedDict):
    """One paper of the file."""

    number: Annotated[str, About("Số thứ tự")]
    title: Annotated[str, About("Tên tài liệu, hồ sơ")]
    code: Annotated[str, About("Mã hiệu hoặc số; chưa có thì là –")]
    date: Annotated[str, About("Ngày; chưa có thì là dòng chấm")]


class Own(TypedDict):
    """What only this kind has."""

    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    contract: Annotated[
        str,
        About("Hợp đồng đánh giá chứng nhận; trống nếu chưa có", "contracts/*.yaml: number | contracts/*.yaml: date"),
    ]
    scope: Annotated[str, About("Phạm vi đề nghị chứng nhận", "agency.yaml: scope")]
    exclusions: Annotated[list[str], About("Các điểm loại trừ", "agency.yaml: exclusions")]
    units: Annotated[int, About("Số đơn vị trong phạm vi", "agency.yaml: units")]
    system_procedures: Annotated[int, About("Số quy trình hệ thống", "agency.yaml: procedures")]
    service_procedures: Annotated[int, About("Số quy trình tác nghiệp", "agency.yaml: procedures")]
    done: Annotated[
        list[str],
        About(
            "Quá trình xây dựng, áp dụng, đánh giá đã qua",
            "agency.yaml: control | audits/*.yaml: start | reviews/*.yaml: date | contracts/*.yaml: trial",
        ),
    ]
    ready: Annotated[
        str, About("Câu nói tổ chức tư vấn kết luận đủ điều kiện; trống nếu chưa", "contracts/*.yaml: trial.ready")
    ]
    planned: Annotated[str, About("Thời gian đánh giá theo kế hoạch", "project.yaml: months | project.yaml: start")]
    contact: Annotated[str, About("Đầu mối liên hệ", "agency.yaml: posts.secretary")]
    cost_line: Annotated[str, About("Nội dung chi của Chương trình", "standards/regime-*.yaml: cost_lines.*.title")]
    file: Annotated[list[PaperFields], About("Hồ sơ gửi kèm", "audits/*.yaml: report | reviews/*.yaml: date")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One, once the certifier is known."""
    name = certifier(qms)
    if qms.agency.regime != "144-2006" or name is None:
        return
    facts = qms.agency.project.papers.get("certification-request", Paper())
    own: Own = {
        "subject": letterhead.in_sentence(qms),
        "contract": _contract_words(contract(qms)),
        "scope": reviewing.sentence(qms.agency.scope),
        "exclusions": [f"Điều {clause}: {reviewing.sentence(why)}" for clause, why in qms.exclusions.items()],
        "units": len(qms.agency.units),
        "system_procedures": sum(used.procedure.type == "system" for used in qms.procedures),
        "service_procedures": sum(used.procedure.type == "service" for used in qms.procedures),
        "done": _done(qms, facts.date),
        "ready": _ready(qms),
        "planned": schedule.span_label(qms, qms.regime.tasks[_TASK]),
        "contact": reviewing.named(qms, "secretary"),
        "cost_line": text.uncapitalize(qms.regime.cost_lines[_COST_LINE].title),
        "file": _file(qms, facts.date),
    }
    lead = qms.programme.province.lead if qms.programme else ""
    yield letterhead.paper(
        qms,
        kind="certification-request",
        kind_name="Công văn",
        group="closing",
        symbol=letterhead.dispatched(qms),
        facts=facts,
        title="Đề nghị đánh giá, cấp giấy chứng nhận hệ thống quản lý chất lượng",
        template="certification-request.docx",
        addressed_to=name,
        recipients=["Như trên", *([f"{lead} (để báo cáo)"] if lead and lead != qms.agency.name else [])],
        file_title="CV đề nghị đánh giá, cấp giấy chứng nhận",
        context=own,
    )


def contract(qms: Qms) -> Contract | None:
    """The certification contract, if one is written."""
    return next((one for one in qms.agency.contracts.values() if one.type == "certification"), None)


def certifier(qms: Qms) -> str | None:
    """The certifier as written, or as chosen for the contract."""
    found = contract(qms)
    return qms.agency.project.certification.certifier or (found.chosen if found else None)


def _contract_words(found: Contract | None) -> str:
    if found is None or found.number is None:
        return ""
    return f"Hợp đồng số {found.number}" + (f" {text.long_date(found.date)}" if found.date else "")


def _trial(qms: Qms) -> Iterator[tuple[Contract, datetime.date, datetime.date]]:
    """Consulting contracts whose trial assessment took place, with its first and last day."""
    for one in qms.agency.contracts.values():
        if one.trial and (last := one.trial.end or one.trial.start):
            yield one, one.trial.start or last, last


def _ready(qms: Qms) -> str:
    for one, first, last in _trial(qms):
        if one.trial and one.trial.ready:
            return f"{one.chosen or 'Tổ chức tư vấn'} kết luận đủ điều kiện sau đánh giá thử {_from_to(first, last)}"
    return ""


def _from_to(first: datetime.date, last: datetime.date) -> str:
    if first == last:
        return f"ngày {text.short_date(first)}"
    return f"từ ngày {text.short_date(first)} đến ngày {text.short_date(last)}"


def _audits(qms: Qms, day: datetime.date | None) -> list[AuditRound]:
    done = [one for one in qms.agency.audits.values() if one.audited and (day is None or one.end <= day)]
    return sorted(done, key=lambda one: one.start)


def _reviews(qms: Qms, day: datetime.date | None) -> list[Review]:
    return [one for _, one in reviewing.ordered(qms) if reviewing.held(one) and (day is None or one.date <= day)]


def _done(qms: Qms, day: datetime.date | None) -> list[str]:
    """What was done before the day of the request, step by step."""
    control, audits = qms.agency.control, _audits(qms, day)
    told = [
        f"Bộ tài liệu ban hành lần {control.issue} ngày {text.short_date(control.issue_date)}, có hiệu lực từ ngày "
        f"{text.short_date(control.effective_date)}."
    ]
    events = [(one.start, f"Đánh giá nội bộ đợt {one.number} {_from_to(one.start, one.end)}.") for one in audits]
    events += [(one.date, f"Xem xét của lãnh đạo ngày {text.short_date(one.date)}.") for one in _reviews(qms, day)]
    events += [(first, f"Đánh giá thử của tổ chức tư vấn {_from_to(first, last)}.") for _, first, last in _trial(qms)]
    told += [words for _, words in sorted(events)]
    if cars := [one for one in nonconformities(qms) if one.audit in audits]:
        shut = sum(review_gathering.closed(one, day or reviewing.last_fact(qms)) for one in cars)
        told.append(
            f"Hành động khắc phục: lập {len(cars)} phiếu, đã khép {shut} phiếu, còn mở {len(cars) - shut} phiếu."
        )
    return told


def _file(qms: Qms, day: datetime.date | None) -> list[PaperFields]:
    """The documents and records that go with the request."""
    control, project = qms.agency.control, qms.agency.project
    issued = project.papers.get("issue-decision", Paper())
    lines: list[tuple[str, str, datetime.date | None]] = [
        (
            "Quyết định ban hành hệ thống tài liệu",
            f"{issued.number}/{letterhead.typed(qms, 'QĐ', issued.date)}" if issued.number else "",
            issued.date or control.issue_date,
        ),
        ("Sổ tay chất lượng", common.code_of(qms, "manual"), control.issue_date),
        ("Chính sách chất lượng", common.code_of(qms, "policy"), control.issue_date),
        ("Mục tiêu chất lượng và kế hoạch thực hiện", common.code_of(qms, "objectives"), control.issue_date),
        ("Danh mục tài liệu nội bộ", common.code_of(qms, "document_list"), control.issue_date),
    ]
    lines += [(f"Quy trình {used.procedure.title}", used.code, used.control.issue_date) for used in _system(qms)]
    service = sum(used.procedure.type == "service" for used in qms.procedures)
    lines.append((f"{service} quy trình tác nghiệp kèm biểu mẫu, theo Danh mục", "", control.issue_date))
    lines += [
        (f"Báo cáo đánh giá nội bộ đợt {one.number} năm {one.start.year}", one.report.number or "", one.report.date)
        for one in _audits(qms, day)
    ]
    minutes = reviewing.form_code(qms, "bien-ban")
    lines += [("Biên bản họp xem xét của lãnh đạo", minutes, one.date) for one in _reviews(qms, day)]
    lines += [
        ("Báo cáo đánh giá thử của tổ chức tư vấn", (one.trial.number if one.trial else None) or "", last)
        for one, _, last in _trial(qms)
    ]
    return [
        {"number": str(number), "title": title, "code": code or "–", "date": text.short_date(date)}
        for number, (title, code, date) in enumerate(lines, start=1)
    ]


def _system(qms: Qms) -> Iterator[ProcedureInUse]:
    """The procedures that the standard asks for in writing."""
    required = set(qms.standard.required_procedures)
    for used in qms.procedures:
        if used.procedure.type == "system" and required & set(qms.clauses_of(used)):
            yield used
