"""Quality manual (sổ tay chất lượng): 4.2.2 of 2000/2008; agencies keep it under 2015 as the model of their QMS.

Chapters 1-3 introduce, chapters 4 and up carry the standard's own numbers, so that an auditor finds a clause at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.kinds import common, objectives
from qmsdocs.model.agency import Process
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Sổ tay chất lượng"

_GROUPS = {
    "management": "Quá trình quản lý",
    "service": "Quá trình phục vụ tổ chức, công dân",
    "support": "Quá trình hỗ trợ",
    "improvement": "Quá trình đo lường, cải tiến",
}


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    yield common.controlled(
        qms,
        kind="manual",
        kind_name=TITLE,
        group="manual",
        code=common.code_of(qms, "manual"),
        title=TITLE,
        template="manual.docx",
        context={"manual": _context(qms)},
    )


def _context(qms: Qms) -> common.Context:
    agency = qms.agency
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
        "terms": [term.model_dump() for term in qms.manual.terms],
        "policy": agency.policy.model_dump(mode="json"),
        "objectives": objectives.rows(qms),
        "chapters": _chapters(qms),
        "process_groups": _process_groups(qms),
        "matrix_units": [unit.short or unit.name for unit in agency.units.values()],
        "matrix": _responsibilities(qms),
        "clause_documents": _clause_documents(qms),
        "documents": [
            {"code": entry.code, "title": entry.title} for entry in common.catalogue(qms) if entry.kind != "Biểu mẫu"
        ],
    }


def _chapters(qms: Qms) -> list[common.Context]:
    """Clauses from 4 on, nested flat with their level; below an excluded clause nothing is written."""
    numbers = [number for number in qms.standard.clauses if int(number.split(".")[0]) >= 4]
    return [_clause(qms, number) for number in numbers if number in qms.exclusions or not qms.excluded(number)]


def _clause(qms: Qms, number: str) -> common.Context:
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
    policy, goals = ("5.3", "5.4.1") if qms.standard.numbering == "2008" else ("5.2", "6.2")
    return {policy: "policy", goals: "objectives"}.get(number, "")


def _process_groups(qms: Qms) -> list[common.Context]:
    every = [*qms.manual.processes, *qms.agency.processes]
    return [
        {"title": title, "rows": [_process(qms, process) for process in every if process.group == group]}
        for group, title in _GROUPS.items()
        if any(process.group == group for process in every)
    ]


def _process(qms: Qms, process: Process) -> common.Context:
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
    return [
        number
        for number in numbers
        if "." in number and not qms.excluded(number) and not any(other.startswith(f"{number}.") for other in numbers)
    ]


def _responsibilities(qms: Qms) -> list[common.Context]:
    """●: leads (owns a procedure of the clause); ○: takes part (has a step in it). Leaders answer for every clause."""
    rows: list[common.Context] = []
    for clause in _matrix_clauses(qms):
        covering = qms.covering(clause)
        lead = {used.unit for used in covering}
        part = {unit for used in covering for unit in qms.units_of(used)}
        marks = ["●" if unit in lead else "○" if unit in part else "" for unit in qms.agency.units]
        leaders = "○" if lead else "●"
        rows.append({"clause": clause, "title": qms.standard.clauses[clause].title, "marks": [leaders, *marks]})
    return rows


def _clause_documents(qms: Qms) -> list[common.Context]:
    manual = common.code_of(qms, "manual")
    return [
        {
            "clause": clause,
            "title": qms.standard.clauses[clause].title,
            "documents": ", ".join([f"{manual}, mục {clause}", *(used.code for used in qms.covering(clause))]),
        }
        for clause in _matrix_clauses(qms)
    ]
