"""Decision that issues the QMS documents: what is issued, from when, who does what with it.

Rules: QĐ 19/2014/QĐ-TTg, Điều 4.2 a; TT 26/2014/TT-BKHCN, Điều 7.2 (write, issue, control the documents); QĐ
42/2007/QĐ-UBND Bình Phước, VII.3 (BP55: divisions write the procedures of their work together). No official form of it
was seen: the text is our own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.paper import Paper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Quyết định ban hành hệ thống tài liệu"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("issue-decision.docx")

_CONTROL_PROCEDURE = "kiem-soat-tai-lieu"
_GROUPS = {
    "Sổ tay, chính sách, mục tiêu": (
        "Sổ tay chất lượng",
        "Chính sách chất lượng",
        "Mục tiêu chất lượng và kế hoạch thực hiện",
    ),
    "Quy trình hệ thống": ("Quy trình hệ thống",),
    "Quy trình tác nghiệp": ("Quy trình tác nghiệp",),
    "Biểu mẫu": ("Biểu mẫu",),
    "Danh mục": ("Danh mục",),
}


class IssuedRow(TypedDict):
    """One document that the decision issues."""

    number: Annotated[str, About("Số thứ tự trong cả danh mục")]
    code: Annotated[str, About("Mã hiệu", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên tài liệu", "procedures/*.yaml: title | procedures/*.yaml: forms[].title")]
    issue: Annotated[str, About("Lần ban hành", "agency.yaml: control.issue | agency.yaml: procedures.*.control.issue")]
    unit: Annotated[str, About("Đơn vị chủ trì", "agency.yaml: procedures.*.unit | agency.yaml: posts.secretary.unit")]


class IssuedGroup(TypedDict):
    """The documents of one sort."""

    number: Annotated[str, About("Số La Mã của nhóm")]
    title: Annotated[str, About("Tên nhóm tài liệu")]
    rows: Annotated[list[IssuedRow], About("Tài liệu của nhóm", "procedures/*.yaml: forms | agency.yaml: procedures")]


class WorkRow(TypedDict):
    """Who does the work of a procedure."""

    number: Annotated[str, About("Số thứ tự")]
    code: Annotated[str, About("Mã hiệu quy trình", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên quy trình", "procedures/*.yaml: title")]
    lead: Annotated[str, About("Đơn vị chủ trì", "agency.yaml: procedures.*.unit")]
    together: Annotated[
        str,
        About(
            "Đơn vị phối hợp: nơi có bước công việc của quy trình; không có thì ghi Không",
            "procedures/*.yaml: steps[].who | agency.yaml: posts.*.unit",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "agency.yaml: posts.head.title | agency.yaml: name")]
    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    total: Annotated[str, About("Tổng số tài liệu ban hành")]
    made_of: Annotated[str, About("Số tài liệu của từng nhóm, bằng lời")]
    groups: Annotated[list[IssuedGroup], About("Danh mục tài liệu theo nhóm, dùng ở Phụ lục I")]
    work: Annotated[
        list[WorkRow], About("Phân công chủ trì, phối hợp từng quy trình, dùng ở Phụ lục II", "agency.yaml: procedures")
    ]
    effective: Annotated[str, About("Ngày hiệu lực bằng lời", "agency.yaml: control.effective_date")]
    approver: Annotated[str, About("Chức danh phê duyệt tài liệu sửa đổi", "agency.yaml: approval.approved_by")]
    representative: Annotated[
        str, About("Chức danh chỉ đạo áp dụng hệ thống trong văn bản này", "agency.yaml: posts.qmr.title")
    ]
    secretary_unit: Annotated[
        str, About("Đơn vị của thư ký ISO; không có thì là chức danh thư ký", "agency.yaml: posts.secretary.unit")
    ]
    control_procedure: Annotated[
        str,
        About("Quy trình kiểm soát tài liệu, kèm mã hiệu", "procedures/*.yaml: title | agency.yaml: procedures.*.code"),
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS; the day of the decision is the issue date of the set unless the paper says another."""
    written = qms.agency.project.papers.get("issue-decision", Paper())
    facts = written if written.date else written.model_copy(update={"date": qms.agency.control.issue_date})
    groups = list(_groups(qms, facts.date))
    own: Own = {
        "authority": letterhead.authority(qms),
        "bases": letterhead.bases(
            qms, further=[*letterhead.own_plan(qms), *_committee(qms), letterhead.proposal(qms)], day=facts.date
        ),
        "subject": letterhead.in_sentence(qms),
        "total": f"{sum(len(group['rows']) for group in groups):02}",
        "made_of": _made_of(groups),
        "groups": groups,
        "work": _work(qms),
        "effective": text.long_date(qms.agency.control.effective_date),
        "approver": qms.title_of(qms.agency.approval.approved_by),
        "representative": qms.post("qmr").title,
        "secretary_unit": _secretary_unit(qms),
        "control_procedure": _control_procedure(qms),
    }
    yield letterhead.paper(
        qms,
        kind="issue-decision",
        kind_name="Quyết định",
        group="issuing",
        symbol=letterhead.typed(qms, "QĐ"),
        facts=facts,
        title="Ban hành hệ thống tài liệu",
        template="issue-decision.docx",
        recipients=["Như Điều 4", "Các đơn vị trực thuộc (để thực hiện)", *letterhead.outside(qms)],
        context=own,
    )


def _committee(qms: Qms) -> list[str]:
    """The decision on the steering committee as a basis, once it has a date."""
    facts = qms.agency.project.papers.get("committee-decision", Paper())
    if facts.date is None:
        return []
    number = f" số {facts.number}/{letterhead.typed(qms, 'QĐ', facts.date)}" if facts.number else ""
    by = "" if qms.agency.collective else f"{qms.post('head').title} "
    return [
        f"Căn cứ Quyết định{number} {text.long_date(facts.date)} của {by}{letterhead.in_sentence(qms, facts.date)} về "
        "việc thành lập Ban chỉ đạo ISO"
    ]


def _groups(qms: Qms, day: datetime.date | None) -> Iterator[IssuedGroup]:
    """The set as it was on the day of the decision: what was written later is not of it, what was issued anew is."""
    units = _units(qms)
    then = [
        entry
        for entry in common.catalogue(qms)
        if not (_later(entry, day) and entry.control.issue == qms.agency.control.issue)
    ]
    number = 0
    for place, (title, kinds) in enumerate(_GROUPS.items(), start=1):
        rows: list[IssuedRow] = []
        for entry in then:
            if entry.kind in kinds:
                number += 1
                issue = (qms.agency.control if _later(entry, day) else entry.control).issue
                rows.append(
                    {
                        "number": str(number),
                        "code": entry.code,
                        "title": entry.title,
                        "issue": f"{issue:02}",
                        "unit": units.get(entry.code) or _secretary_unit(qms),
                    }
                )
        if rows:
            yield {"number": text.roman(place), "title": title, "rows": rows}


def _later(entry: common.Entry, day: datetime.date | None) -> bool:
    return bool(day and entry.control.issue_date and entry.control.issue_date > day)


def _units(qms: Qms) -> dict[str, str]:
    """Code of a procedure or of its form → the unit that owns it."""
    return {
        code: qms.unit(used.unit).name
        for used in qms.procedures
        for code in (used.code, *(code for code, _ in used.forms))
    }


def _made_of(groups: list[IssuedGroup]) -> str:
    """Sổ tay chất lượng, chính sách chất lượng, mục tiêu chất lượng; 13 quy trình hệ thống; …"""
    counted = [f"{len(group['rows']):02} {group['title'].lower()}" for group in groups[1:]]
    return "; ".join(["Sổ tay chất lượng, Chính sách chất lượng, Mục tiêu chất lượng", *counted])


def _work(qms: Qms) -> list[WorkRow]:
    return [
        {
            "number": str(number),
            "code": used.code,
            "title": used.procedure.title,
            "lead": qms.unit(used.unit).name,
            "together": _together(qms, [unit for unit in qms.units_of(used) if unit != used.unit]),
        }
        for number, used in enumerate(qms.procedures, start=1)
    ]


def _together(qms: Qms, others: list[str]) -> str:
    if others and len(others) == len(qms.agency.units) - 1:
        return "Các đơn vị còn lại" if len(others) > 1 else qms.unit(others[0]).name
    return ", ".join(qms.unit(unit).name for unit in others) or "Không"


def _secretary_unit(qms: Qms) -> str:
    secretary = qms.post("secretary")
    return qms.unit(secretary.unit).name if secretary.unit else secretary.title


def _control_procedure(qms: Qms) -> str:
    used = qms.by_id.get(_CONTROL_PROCEDURE)
    return f"Quy trình {used.procedure.title} (mã hiệu {used.code})" if used else "quy định về kiểm soát tài liệu"
