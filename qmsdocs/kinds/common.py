"""What documents share: who the agency is, document control, the approval table, the file's place."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import mentions, schedule, text
from qmsdocs.fields import About
from qmsdocs.model.control import Change, Control
from qmsdocs.model.paper import Person
from qmsdocs.model.procedure import Definition, Form
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import ProcedureInUse, Qms, make_code

CHANGE_ROWS = 10  # the change-tracking page of real sets has about ten rows

GROUPS = {
    "manual": "1. Sổ tay, chính sách, mục tiêu",
    "system": "2. Quy trình hệ thống",
    "service": "3. Quy trình tác nghiệp",
    "form": "4. Biểu mẫu",
    "list": "5. Danh mục",
    "audit": "6. Đánh giá nội bộ",
    "project": "7. Kế hoạch triển khai",
    "training": "8. Đào tạo",
    "contract": "9. Hợp đồng",
    "issuing": "10. Ban hành, kiểm soát tài liệu",
    "operation": "11. Vận hành",
    "review": "12. Xem xét của lãnh đạo",
    "closing": "13. Chứng nhận, công bố",
    "report": "14. Báo cáo",
}


class AgencyFields(TypedDict):
    """The agency as every template may name it."""

    name: Annotated[str, About("Tên đầy đủ của cơ quan", "agency.yaml: name")]
    upper: Annotated[str, About("Tên cơ quan in hoa, ngắt dòng cho vừa đầu văn bản", "agency.yaml: name")]
    one_line: Annotated[str, About("Tên cơ quan in hoa trên một dòng", "agency.yaml: name")]
    short: Annotated[
        str,
        About(
            "Tên gọi tắt dùng trong câu văn; không có thì là tên đầy đủ", "agency.yaml: short_name | agency.yaml: name"
        ),
    ]
    parent: Annotated[
        str,
        About("Cơ quan chủ quản; trống nếu không có", "agency.yaml: parent | programme.yaml: province.committee"),
    ]
    parent_upper: Annotated[
        str,
        About(
            "Cơ quan chủ quản in hoa, ngắt dòng cho vừa đầu văn bản; trống nếu không có",
            "agency.yaml: parent | programme.yaml: province.committee",
        ),
    ]
    place: Annotated[str, About("Địa danh ghi trên văn bản", "agency.yaml: place | programme.yaml: province.name")]
    head: Annotated[str, About("Chức danh người đứng đầu cơ quan", "agency.yaml: posts.head.title")]
    abbreviation: Annotated[
        str, About("Chữ viết tắt tên cơ quan trong ký hiệu; chưa có thì là dòng chấm", "agency.yaml: abbreviation")
    ]


class StandardFields(TypedDict):
    """The standard that the agency applies."""

    name: Annotated[
        str,
        About("Tên tiêu chuẩn, ví dụ TCVN ISO 9001:2015", "agency.yaml: standard | standards/iso9001-*.yaml: name"),
    ]
    edition: Annotated[str, About("Phiên bản tiêu chuẩn: 2000, 2008 hoặc 2015", "agency.yaml: standard")]


class SharedFields(TypedDict):
    """What every document has."""

    agency: Annotated[AgencyFields, About("Cơ quan", "agency.yaml")]
    standard: Annotated[StandardFields, About("Tiêu chuẩn áp dụng", "agency.yaml: standard")]
    kind_name: Annotated[str, About("Tên loại tài liệu, ví dụ Sổ tay chất lượng")]


class DocumentFields(TypedDict):
    """Document control: what cover, header and footer repeat."""

    code: Annotated[str, About("Mã hiệu tài liệu", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[
        str,
        About("Tên tài liệu", "procedures/*.yaml: title | procedures/*.yaml: forms[].title"),
    ]
    upper: Annotated[
        str,
        About("Tên tài liệu in hoa", "procedures/*.yaml: title | procedures/*.yaml: forms[].title"),
    ]
    issue: Annotated[
        str,
        About("Lần ban hành, hai chữ số", "agency.yaml: procedures.*.control.issue | agency.yaml: control.issue"),
    ]
    revision: Annotated[
        str,
        About(
            "Lần sửa đổi mới nhất, hai chữ số; chưa sửa đổi thì là 00",
            "agency.yaml: procedures.*.control.changes[].revision | agency.yaml: control.changes[].revision",
        ),
    ]
    issue_date: Annotated[
        str,
        About(
            "Ngày ban hành; chưa có thì là dòng chấm",
            "agency.yaml: procedures.*.control.issue_date | agency.yaml: control.issue_date",
        ),
    ]
    effective_date: Annotated[
        str,
        About(
            "Ngày hiệu lực; chưa có thì là dòng chấm",
            "agency.yaml: procedures.*.control.effective_date | agency.yaml: control.effective_date",
        ),
    ]


class SignerFields(TypedDict):
    """One column of the approval table."""

    role: Annotated[str, About("Vai trò: soạn thảo, xem xét hoặc phê duyệt", "agency.yaml: approval.wording")]
    name: Annotated[str, About("Họ và tên; chưa có thì là dòng chấm", "agency.yaml: posts.*.name")]
    title: Annotated[str, About("Chức danh", "agency.yaml: posts.*.title")]


class ChangeFields(TypedDict):
    """One row of the change-tracking table; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự; trống ở dòng chưa ghi")]
    summary: Annotated[
        str,
        About(
            "Tóm lược nội dung sửa đổi",
            "agency.yaml: procedures.*.control.changes[].summary | agency.yaml: control.changes[].summary",
        ),
    ]
    reason: Annotated[
        str,
        About(
            "Cơ sở pháp lý hoặc căn cứ sửa đổi",
            "agency.yaml: procedures.*.control.changes[].reason | agency.yaml: control.changes[].reason",
        ),
    ]
    revision: Annotated[
        str,
        About(
            "Lần sửa đổi, kèm ngày sửa đổi nếu có",
            "agency.yaml: procedures.*.control.changes[] | agency.yaml: control.changes[]",
        ),
    ]


class ControlledFields(SharedFields):
    """What every document under control has."""

    document: Annotated[DocumentFields, About("Thông tin kiểm soát của tài liệu này")]
    approval: Annotated[
        list[SignerFields],
        About("Ba cột ký: soạn thảo, xem xét, phê duyệt", "agency.yaml: approval"),
    ]
    changes: Annotated[
        list[ChangeFields],
        About(
            "Các dòng theo dõi sửa đổi, thêm dòng trống cho đủ mười dòng",
            "agency.yaml: procedures.*.control.changes | agency.yaml: control.changes",
        ),
    ]


class PersonFields(TypedDict):
    """Somebody whom a paper lists."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Họ và tên; chưa có thì là dòng chấm", "agency.yaml: posts.*.name")]
    title: Annotated[str, About("Chức danh", "agency.yaml: posts.*.title")]
    unit: Annotated[
        str, About("Đơn vị, hoặc cơ quan của người ngoài; trống nếu không ghi", "agency.yaml: posts.*.unit")
    ]


class DefinitionFields(TypedDict):
    """A term and its meaning."""

    term: Annotated[
        str,
        About("Thuật ngữ hoặc chữ viết tắt", "procedures/*.yaml: definitions[].term | manuals/*.yaml: terms[].term"),
    ]
    meaning: Annotated[
        str,
        About(
            "Nghĩa của thuật ngữ",
            "procedures/*.yaml: definitions[].meaning | manuals/*.yaml: terms[].meaning",
        ),
    ]


# What all documents of an agency repeat is made once and shared by their contexts, agency after agency.
once_a_qms = functools.lru_cache(maxsize=8)


@once_a_qms
def agency_context(qms: Qms) -> AgencyFields:
    """The agency as every template may name it."""
    agency = qms.agency
    fields: AgencyFields = {
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
    return mentions.resolve(fields, mentions.names(qms))


_LINE = 22  # bold capitals of 13 pt that fit the left column of a letterhead
# XÃ alone also begins "xã hội": it is a territory only behind a council's or a committee's name.
_TERRITORY = re.compile(r" (?=(?:TỈNH|HUYỆN|THỊ XÃ|THÀNH PHỐ) \S)|(?<=NHÂN DÂN) (?=(?:XÃ|PHƯỜNG|ĐẶC KHU) \S)")


def _in_lines(name: str) -> str:
    """A name in capitals; a long one breaks before its territory, a body within it or `VÀ`, else near its middle."""
    upper = name.upper()
    if len(upper) <= _LINE:
        return upper
    breaks = [match.start() for match in _TERRITORY.finditer(upper)]
    breaks = breaks or [match.start() for match in re.finditer(r" (?=(?:VÀ|ỦY BAN|HỘI ĐỒNG) \S)", upper)]
    breaks = [at for at in breaks if max(at, len(upper) - at) <= _LINE * 1.4] or _spaces(upper)
    at = min(breaks, key=lambda at: abs(at - len(upper) / 2))
    body, rest = upper[:at], upper[at + 1 :]
    return f"{_in_lines(body) if len(body) > _LINE + 1 else body}\n{rest}"


def _spaces(words: str) -> list[int]:
    return [match.start() for match in re.finditer(" ", words)]


@once_a_qms
def standard_context(qms: Qms) -> StandardFields:
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
    settled: bool = False,
    control: Control | None = None,
    inputs: tuple[str, ...] = (),
    key: str = "",
) -> DocumentPlan:
    """A QMS document under control: one source gives its code, issue and dates to cover, header and footer.

    `context` holds the kind's own fields; those of ControlledFields are laid under them here. `settled` says that the
    mentions in `context` are resolved already. `key` is what stays when the code is counted anew.
    """
    control = control or qms.agency.control
    names = mentions.names(qms)
    document: DocumentFields = {
        "code": code,
        "title": title,
        "upper": title.upper(),
        "issue": f"{control.issue:02}",
        "revision": f"{control.revision:02}",
        "issue_date": text.short_date(control.issue_date),
        "effective_date": text.short_date(control.in_force),
    }
    shared: ControlledFields = {
        "agency": agency_context(qms),
        "standard": standard_context(qms),
        "kind_name": kind_name,
        "document": mentions.resolve(document, names),
        "approval": approval(qms),
        "changes": changes(qms, control),
    }
    return DocumentPlan(
        kind=kind,
        agency=qms.slug,
        code=code,
        title=title,
        template=template,
        path=document_path(qms, group, f"{code} {title}"),
        context={**shared, **(context if settled else mentions.resolve(context, names))},
        inputs=(*inputs, str(qms.home.file)),
        day=control.issue_date,
        key=key,
    )


def record(
    qms: Qms,
    *,
    kind: str,
    kind_name: str,
    group: str,
    form: str,
    number: int,
    title: str,
    template: str,
    context: Mapping[str, object],
    file_title: str,
    control: Control | None = None,
    day: datetime.date | None = None,
) -> DocumentPlan:
    """A record: a form that is filled in, under the form's code, issue and dates.

    `form` is `procedure/form`; when the agency uses no such procedure, the record has the `number`-th code of the
    scheme for records. `title` is the record's own; `file_title` names the file; `day` is the
    day of what it records, today when it is None. `context` holds the kind's own
    fields; those of ControlledFields are laid under them here.
    """
    owner = qms.by_id.get(form.partition("/")[0])
    found = qms.find_form(form, owner) if owner else None
    plan = controlled(
        qms,
        kind=kind,
        kind_name=kind_name,
        group=group,
        code=found[0] if found else make_code(qms.agency, "record", number=number),
        title=title,
        template=template,
        context=context,
        control=control or (owner.form_control(form.partition("/")[2]) if owner and found else None),
    )
    return dataclasses.replace(plan, path=document_path(qms, group, file_title), day=day)


def document_path(qms: Qms, group: str, stem: str) -> PurePosixPath:
    """<agency>/<group>/<code title>.docx, in names that Windows takes."""
    return PurePosixPath(qms.slug, text.file_name(GROUPS[group]), text.file_name(stem, ".docx"))


@once_a_qms
def approval(qms: Qms) -> list[SignerFields]:
    """The three columns of the approval table."""
    wording, roles = qms.agency.approval.wording, qms.agency.approval
    pairs = (
        (wording.prepared, roles.prepared_by),
        (wording.reviewed, roles.reviewed_by),
        (wording.approved, roles.approved_by),
    )
    signers: list[SignerFields] = [
        {"role": role, "name": qms.post(post).name or text.BLANK, "title": qms.post(post).title} for role, post in pairs
    ]
    return mentions.resolve(signers, mentions.names(qms))


@functools.lru_cache(maxsize=16)  # no more: what is remembered of an agency keeps it in memory
def changes(qms: Qms, control: Control) -> list[ChangeFields]:
    """The change-tracking rows, filled up with blank ones."""
    rows: list[ChangeFields] = [
        {
            "number": str(index),
            "summary": change.summary or "",
            "reason": change.reason or "",
            "revision": _revision(control, change),
        }
        for index, change in enumerate(control.changes, start=1)
    ]
    blank: ChangeFields = {"number": "", "summary": "", "reason": "", "revision": ""}
    return mentions.resolve(rows, mentions.names(qms)) + [blank] * (CHANGE_ROWS - len(rows))


def _revision(control: Control, change: Change) -> str:
    """02 (15/7/2008) within the present issue; with the issue where it is not, or where the whole was issued anew."""
    issue = control.issue_of(change)
    number = f"{change.revision:02}"
    if issue != control.issue or change.revision == 0:
        number = f"Ban hành lần {issue:02}" + (f", sửa đổi {number}" if change.revision else "")
    return number + (f" ({text.short_date(change.date)})" if change.date else "")


def definitions(terms: tuple[Definition, ...]) -> list[DefinitionFields]:
    """The terms of a procedure or of the manual."""
    return [{"term": one.term, "meaning": one.meaning} for one in terms]


def titles(qms: Qms, posts: tuple[str, ...], used: ProcedureInUse | None = None) -> str:
    """The titles of several posts in one cell."""
    return ", ".join(dict.fromkeys(qms.title_of(post, used) for post in posts))


def people(qms: Qms, named: Iterable[Person]) -> list[PersonFields]:
    """Persons as papers list them, numbered from 1."""
    return [person(qms, one, number) for number, one in enumerate(named, start=1)]


def person(qms: Qms, named: Person, number: int = 1) -> PersonFields:
    """One person; what a post or a unit says of them needs no writing."""
    post = qms.post(named.post) if named.post else None
    unit = named.unit or (post.unit if post else None)
    place = named.body or (qms.unit(unit).name if unit else "")
    return {
        "number": str(number),
        "name": named.name or (post.name if post else None) or text.BLANK,
        "title": named.title or (post.title if post else "") or text.SHORT_BLANK,
        "unit": place,
    }


def unit_names(qms: Qms, units: tuple[str, ...]) -> str:
    return ", ".join(qms.unit(unit).name for unit in units) or "Toàn cơ quan"


def year_words(qms: Qms) -> str:
    """The year of audits and objectives, or room to write it."""
    year = schedule.audit_year(qms)
    return str(year) if year else "20…"


def code_of(qms: Qms, kind: str, number: int = 0) -> str:
    """The code of a document that is one of its kind (or the number-th of it)."""
    return make_code(qms.agency, kind, year=schedule.audit_year(qms) or "20xx", number=number)


@once_a_qms
def forms_of_steps(qms: Qms) -> dict[str, list[list[tuple[str, Form]]]]:
    """Procedure → step by step, (code, form) of what is filled in there."""
    return {
        used.id: [
            [found for reference in step.forms if (found := qms.find_form(reference, used))]
            for step in used.procedure.steps
        ]
        for used in qms.procedures
    }


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
            yield Entry(code, form.title, "Biểu mẫu", used.form_control(form.id))
    for kind, title in (
        ("document_list", "Danh mục tài liệu nội bộ"),
        ("external_document_list", "Danh mục tài liệu bên ngoài"),
        ("record_list", "Danh mục hồ sơ"),
    ):
        yield Entry(code_of(qms, kind), title, "Danh mục", control)


def procedure_kind_name(used: ProcedureInUse) -> str:
    return "Quy trình hệ thống" if used.procedure.type == "system" else "Quy trình tác nghiệp"
