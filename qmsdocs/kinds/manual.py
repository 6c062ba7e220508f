"""Quality manual (sổ tay chất lượng): 4.2.2 of 2000/2008; agencies keep it under 2015 as the model of their QMS.

Chapters 1-3 introduce, chapters 4 and up carry the standard's own numbers, so that an auditor finds a clause at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs.fields import About
from qmsdocs.kinds import common, objectives, policy
from qmsdocs.model.agency import Process
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Sổ tay chất lượng"
TEMPLATES = ("manual.docx",)


class UnitFields(TypedDict):
    """A unit of the agency."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên đơn vị", "agency.yaml: units.*.name")]
    head: Annotated[str, About("Chức danh người đứng đầu đơn vị; trống nếu không ghi", "agency.yaml: units.*.head")]
    functions: Annotated[list[str], About("Chức năng, nhiệm vụ của đơn vị", "agency.yaml: units.*.functions")]


class ExclusionFields(TypedDict):
    """A clause that is not applied."""

    clause: Annotated[str, About("Điều khoản không áp dụng", "agency.yaml: exclusions")]
    title: Annotated[str, About("Tên điều khoản", "standards/iso9001-*.yaml: clauses.*.title")]
    reason: Annotated[str, About("Lý do không áp dụng", "agency.yaml: exclusions")]


class ChapterFields(TypedDict):
    """A clause as the manual answers it."""

    number: Annotated[str, About("Số điều khoản, ví dụ 7.5.1", "standards/iso9001-*.yaml: clauses.*")]
    title: Annotated[str, About("Tên điều khoản", "standards/iso9001-*.yaml: clauses.*.title")]
    level: Annotated[int, About("Cấp của điều khoản, từ 1 đến 4")]
    excluded: Annotated[str, About("Lý do không áp dụng; trống nếu có áp dụng", "agency.yaml: exclusions")]
    paragraphs: Annotated[list[str], About("Các đoạn văn", "manuals/*.yaml: clauses.*.paragraphs")]
    items: Annotated[list[str], About("Danh sách in sau các đoạn văn", "manuals/*.yaml: clauses.*.items")]
    documents: Annotated[list[str], About("Mã và tên quy trình đáp ứng điều khoản", "procedures/*.yaml: clauses")]
    holds: Annotated[
        str,
        About("policy: in chính sách tại đây; objectives: in mục tiêu tại đây; trống: không in gì thêm"),
    ]


class ProcessFields(TypedDict):
    """A process of the interaction table."""

    name: Annotated[str, About("Tên quá trình", "manuals/*.yaml: processes[].name | agency.yaml: processes[].name")]
    inputs: Annotated[str, About("Đầu vào", "manuals/*.yaml: processes[].inputs | agency.yaml: processes[].inputs")]
    outputs: Annotated[str, About("Đầu ra", "manuals/*.yaml: processes[].outputs | agency.yaml: processes[].outputs")]
    owner: Annotated[
        str,
        About(
            "Chức danh chịu trách nhiệm",
            "manuals/*.yaml: processes[].owner | agency.yaml: processes[].owner | agency.yaml: posts.*.title",
        ),
    ]
    clauses: Annotated[
        str,
        About("Các điều khoản liên quan", "manuals/*.yaml: processes[].clauses | agency.yaml: processes[].clauses"),
    ]


class ProcessGroup(TypedDict):
    """Processes of one sort."""

    title: Annotated[str, About("Tên nhóm quá trình, ví dụ Quá trình quản lý")]
    rows: Annotated[
        list[ProcessFields], About("Các quá trình của nhóm", "manuals/*.yaml: processes | agency.yaml: processes")
    ]


class MatrixRow(TypedDict):
    """Who answers for a clause."""

    clause: Annotated[str, About("Số điều khoản", "standards/iso9001-*.yaml: clauses.*")]
    title: Annotated[str, About("Tên điều khoản", "standards/iso9001-*.yaml: clauses.*.title")]
    marks: Annotated[
        list[str],
        About(
            "Dấu của lãnh đạo rồi của từng đơn vị: ● chủ trì, ○ phối hợp, trống là không tham gia",
            "procedures/*.yaml: clauses | agency.yaml: procedures.*.unit | procedures/*.yaml: steps[].who",
        ),
    ]


class ClauseDocuments(TypedDict):
    """The documents that answer a clause."""

    clause: Annotated[str, About("Số điều khoản", "standards/iso9001-*.yaml: clauses.*")]
    title: Annotated[str, About("Tên điều khoản", "standards/iso9001-*.yaml: clauses.*.title")]
    documents: Annotated[str, About("Mục sổ tay và mã các quy trình đáp ứng điều khoản", "procedures/*.yaml: clauses")]


class DocumentRow(TypedDict):
    """A document of the set."""

    code: Annotated[str, About("Mã hiệu", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên tài liệu", "procedures/*.yaml: title")]


class ManualFields(TypedDict):
    """The manual itself."""

    introduction: Annotated[
        list[str], About("Giới thiệu cơ quan, địa chỉ trụ sở", "agency.yaml: introduction | agency.yaml: address")
    ]
    functions: Annotated[list[str], About("Chức năng, nhiệm vụ của cơ quan", "agency.yaml: functions")]
    units: Annotated[list[UnitFields], About("Các đơn vị của cơ quan", "agency.yaml: units")]
    scope: Annotated[str, About("Phạm vi áp dụng hệ thống quản lý chất lượng", "agency.yaml: scope")]
    exclusions: Annotated[list[ExclusionFields], About("Các điều khoản không áp dụng", "agency.yaml: exclusions")]
    exclusion_word: Annotated[
        str, About("Cách gọi theo phiên bản: Ngoại lệ, hoặc Yêu cầu không áp dụng", "agency.yaml: standard")
    ]
    terms: Annotated[list[common.DefinitionFields], About("Thuật ngữ, chữ viết tắt", "manuals/*.yaml: terms")]
    policy: Annotated[policy.PolicyFields, About("Chính sách chất lượng", "agency.yaml: policy")]
    objectives: Annotated[list[objectives.ObjectiveFields], About("Mục tiêu chất lượng", "agency.yaml: objectives")]
    chapters: Annotated[list[ChapterFields], About("Các điều khoản từ điều 4 trở đi", "manuals/*.yaml: clauses")]
    process_groups: Annotated[
        list[ProcessGroup],
        About("Các quá trình theo nhóm", "manuals/*.yaml: processes | agency.yaml: processes"),
    ]
    matrix_units: Annotated[
        list[str], About("Tên đơn vị ở đầu cột ma trận", "agency.yaml: units.*.short | agency.yaml: units.*.name")
    ]
    matrix: Annotated[list[MatrixRow], About("Ma trận trách nhiệm theo điều khoản")]
    clause_documents: Annotated[list[ClauseDocuments], About("Tài liệu đáp ứng từng điều khoản")]
    documents: Annotated[list[DocumentRow], About("Danh mục tài liệu của hệ thống, không kể biểu mẫu")]


class Own(TypedDict):
    """What only this kind has."""

    manual: Annotated[ManualFields, About("Sổ tay chất lượng", "manuals/*.yaml")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_GROUPS = {
    "management": "Quá trình quản lý",
    "service": "Quá trình phục vụ tổ chức, công dân",
    "support": "Quá trình hỗ trợ",
    "improvement": "Quá trình đo lường, cải tiến",
}


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"manual": _context(qms)}
    yield common.controlled(
        qms,
        kind="manual",
        kind_name=TITLE,
        group="manual",
        code=common.code_of(qms, "manual"),
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
    )


def _context(qms: Qms) -> ManualFields:
    agency, clauses = qms.agency, _matrix_clauses(qms)
    return {
        "introduction": [
            *agency.introduction,
            *([f"Trụ sở cơ quan: {agency.address.rstrip('.')}."] if agency.address else []),
        ],
        "functions": list(agency.functions),
        "units": [
            {"number": str(n), "name": unit.name, "head": unit.head or "", "functions": list(unit.functions)}
            for n, unit in enumerate(agency.units.values(), start=1)
        ],
        "scope": agency.scope,
        "exclusions": [
            {"clause": clause, "title": qms.standard.clauses[clause].title, "reason": reason}
            for clause, reason in qms.exclusions.items()
        ],
        "exclusion_word": "Ngoại lệ" if qms.standard.numbering == "2008" else "Yêu cầu không áp dụng",
        "terms": common.definitions(qms.manual.terms),
        "policy": policy.policy_context(agency.policy),
        "objectives": objectives.rows(qms),
        "chapters": _chapters(qms),
        "process_groups": _process_groups(qms),
        "matrix_units": [unit.short or unit.name for unit in agency.units.values()],
        "matrix": _responsibilities(qms, clauses),
        "clause_documents": _clause_documents(qms, clauses),
        "documents": [
            {"code": entry.code, "title": entry.title} for entry in common.catalogue(qms) if entry.kind != "Biểu mẫu"
        ],
    }


def _chapters(qms: Qms) -> list[ChapterFields]:
    """Clauses from 4 on, nested flat with their level; below an excluded clause nothing is written."""
    numbers = [number for number in qms.standard.clauses if int(number.split(".")[0]) >= 4]
    return [_clause(qms, number) for number in numbers if number in qms.exclusions or not qms.excluded(number)]


def _clause(qms: Qms, number: str) -> ChapterFields:
    written = qms.manual.clauses.get(number)
    reason = qms.exclusions.get(number)
    return {
        "number": number,
        "title": qms.standard.clauses[number].title,
        "level": number.count(".") + 1,
        "excluded": reason or "",
        "paragraphs": [] if reason or not written else list(written.paragraphs),
        "items": [] if reason or not written else list(written.items),
        "documents": [] if reason else [f"{used.code} {used.procedure.title}" for used in qms.covering(number)],
        "holds": _holds(qms, number),
    }


def _holds(qms: Qms, number: str) -> str:
    """What of the agency's own is printed under a clause: its policy, its objectives."""
    stated, aimed = ("5.3", "5.4.1") if qms.standard.numbering == "2008" else ("5.2", "6.2")
    return {stated: "policy", aimed: "objectives"}.get(number, "")


def _process_groups(qms: Qms) -> list[ProcessGroup]:
    every = [*qms.manual.processes, *qms.agency.processes]
    return [
        {"title": title, "rows": [_process(qms, process) for process in every if process.group == group]}
        for group, title in _GROUPS.items()
        if any(process.group == group for process in every)
    ]


def _process(qms: Qms, process: Process) -> ProcessFields:
    return {
        "name": process.name,
        "inputs": process.inputs,
        "outputs": process.outputs,
        "owner": qms.post(process.owner).title,
        "clauses": ", ".join(process.clauses),
    }


def _matrix_clauses(qms: Qms) -> list[str]:
    """The clauses of a matrix: those below the chapter that have no clause below them, exclusions left out."""
    numbers = [number for number in qms.standard.clauses if number[0] not in "123" or int(number.split(".")[0]) >= 4]
    above = {number.rpartition(".")[0] for number in numbers}
    return [number for number in numbers if "." in number and number not in above and not qms.excluded(number)]


def _responsibilities(qms: Qms, clauses: list[str]) -> list[MatrixRow]:
    """●: leads (owns a procedure of the clause); ○: takes part (has a step in it). Leaders answer for every clause."""
    rows: list[MatrixRow] = []
    units_of = {used.id: qms.units_of(used) for used in qms.procedures}
    for clause in clauses:
        covering = qms.covering(clause)
        lead = {used.unit for used in covering}
        part = {unit for used in covering for unit in units_of[used.id]}
        marks = ["●" if unit in lead else "○" if unit in part else "" for unit in qms.agency.units]
        leaders = "○" if lead else "●"
        rows.append({"clause": clause, "title": qms.standard.clauses[clause].title, "marks": [leaders, *marks]})
    return rows


def _clause_documents(qms: Qms, clauses: list[str]) -> list[ClauseDocuments]:
    manual = common.code_of(qms, "manual")
    return [
        {
            "clause": clause,
            "title": qms.standard.clauses[clause].title,
            "documents": ", ".join([f"{manual}, mục {clause}", *(used.code for used in qms.covering(clause))]),
        }
        for clause in clauses
    ]
