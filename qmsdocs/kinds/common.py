"""What documents share: who the agency is, document control, the approval table, the file's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from qmsdocs import mentions, schedule, text
from qmsdocs.model.control import Control
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms, make_code

Context = dict[str, object]

CHANGE_ROWS = 10  # the change-tracking page of real sets has about ten rows

GROUPS = {
    "manual": "1. Sổ tay, chính sách, mục tiêu",
    "system": "2. Quy trình hệ thống",
    "service": "3. Quy trình tác nghiệp",
    "form": "4. Biểu mẫu",
    "list": "5. Danh mục",
    "audit": "6. Đánh giá nội bộ",
    "project": "7. Kế hoạch triển khai",
}


def agency_context(qms: Qms) -> Context:
    """The agency as every template may name it."""
    agency = qms.agency
    return {
        "name": agency.name,
        "upper": _in_lines(agency.name),
        "one_line": agency.name.upper(),
        "short": agency.short_name or agency.name,
        "parent": qms.parent or "",
        "parent_upper": _in_lines(qms.parent or ""),
        "place": qms.place or text.SHORT_BLANK,
        "head": agency.posts["head"].title,
        "abbreviation": agency.abbreviation or text.SHORT_BLANK,
    }


_LINE = 28  # capitals of 13 pt that fit the left column of a letterhead


def _in_lines(name: str) -> str:
    """A name in capitals; a long one breaks before the word that names the territory, never inside its name."""
    upper = name.upper()
    if len(upper) <= _LINE:
        return upper
    return re.sub(r" (?=(?:TỈNH|HUYỆN|THỊ XÃ|THÀNH PHỐ) \S)", "\n", upper, count=1)


def standard_context(qms: Qms) -> Context:
    return {"name": qms.standard.name, "edition": qms.standard.edition}


def controlled(
    qms: Qms,
    *,
    kind: str,
    kind_name: str,
    group: str,
    code: str,
    title: str,
    template: str,
    context: Mapping[str, object],
    control: Control | None = None,
    inputs: tuple[str, ...] = (),
) -> DocumentPlan:
    """A QMS document under control: one source gives its code, issue and dates to cover, header and footer."""
    control = control or qms.agency.control
    return DocumentPlan(
        kind=kind,
        agency=qms.slug,
        code=code,
        title=title,
        template=template,
        path=document_path(qms, group, f"{code} {title}"),
        context=mentions.resolve(
            {
                "agency": agency_context(qms),
                "standard": standard_context(qms),
                "kind_name": kind_name,
                "document": {
                    "code": code,
                    "title": title,
                    "upper": title.upper(),
                    "issue": f"{control.issue:02}",
                    "revision": f"{control.revision:02}",
                    "issue_date": text.short_date(control.issue_date),
                    "effective_date": text.short_date(control.effective_date),
                },
                "approval": approval(qms),
                "changes": changes(control),
                **context,
            },
            mentions.names(qms),
        ),
        inputs=(*inputs, str(qms.home.file)),
    )


def document_path(qms: Qms, group: str, stem: str) -> PurePosixPath:
    """<agency>/<group>/<code title>.docx, in names that Windows takes."""
    return PurePosixPath(qms.slug) / text.file_name(GROUPS[group]) / text.file_name(stem, ".docx")


def approval(qms: Qms) -> list[Context]:
    """The three columns of the approval table."""
    wording, roles = qms.agency.approval.wording, qms.agency.approval
    pairs = (
        (wording.prepared, roles.prepared_by),
        (wording.reviewed, roles.reviewed_by),
        (wording.approved, roles.approved_by),
    )
    return [
        {"role": role, "name": qms.post(post).name or text.BLANK, "title": qms.post(post).title} for role, post in pairs
    ]


def changes(control: Control) -> list[Context]:
    """The change-tracking rows, filled up with blank ones."""
    rows: list[Context] = [
        {
            "number": str(index),
            "summary": change.summary,
            "reason": change.reason or "",
            "revision": f"{change.revision:02}" + (f" ({text.short_date(change.date)})" if change.date else ""),
        }
        for index, change in enumerate(control.changes, start=1)
    ]
    blank: Context = {"number": "", "summary": "", "reason": "", "revision": ""}
    return rows + [blank] * (CHANGE_ROWS - len(rows))


def titles(qms: Qms, posts: tuple[str, ...], used: ProcedureInUse | None = None) -> str:
    """The titles of several posts in one cell."""
    return ", ".join(dict.fromkeys(qms.title_of(post, used) for post in posts))


def unit_names(qms: Qms, units: tuple[str, ...]) -> str:
    return ", ".join(qms.unit(unit).name for unit in units) or "Toàn cơ quan"


def year_words(qms: Qms) -> str:
    """The year of audits and objectives, or room to write it."""
    year = schedule.audit_year(qms)
    return str(year) if year else "20…"


def code_of(qms: Qms, kind: str, number: int = 0) -> str:
    """The code of a document that is one of its kind (or the number-th of it)."""
    return make_code(qms.agency, kind, year=schedule.audit_year(qms) or "20xx", number=number)


class Entry(NamedTuple):
    """One line of the agency's own master list."""

    code: str
    title: str
    kind: str
    control: Control


def catalogue(qms: Qms) -> Iterator[Entry]:
    """Every controlled document of the set in its order: manual, procedures each followed by its forms, lists."""
    control = qms.agency.control
    for kind, title in (
        ("manual", "Sổ tay chất lượng"),
        ("policy", "Chính sách chất lượng"),
        ("objectives", "Mục tiêu chất lượng và kế hoạch thực hiện"),
    ):
        yield Entry(code_of(qms, kind), title, title, control)
    for used in qms.procedures:
        yield Entry(used.code, used.procedure.title, procedure_kind_name(used), used.control)
        for code, form in used.forms:
            yield Entry(code, form.title, "Biểu mẫu", used.control)
    for kind, title in (
        ("document_list", "Danh mục tài liệu nội bộ"),
        ("external_document_list", "Danh mục tài liệu bên ngoài"),
        ("record_list", "Danh mục hồ sơ"),
    ):
        yield Entry(code_of(qms, kind), title, "Danh mục", control)


def procedure_kind_name(used: ProcedureInUse) -> str:
    return "Quy trình hệ thống" if used.procedure.type == "system" else "Quy trình tác nghiệp"
