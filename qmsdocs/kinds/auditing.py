"""What the papers and records of one audit round share: its name, team, scope, criteria, units, counts. Not a kind."""

from __future__ import annotations

from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.audit import AuditRound, Finding
from qmsdocs.model.paper import Assigned
from qmsdocs.workspace import Qms

LEVELS = {"major": "Nặng", "minor": "Nhẹ", "note": "Lưu ý", "good": "Điểm tốt"}
LEADERS = "Lãnh đạo cơ quan và thư ký ISO"
WHOLE_TEAM = "Cả đoàn"
_LISTED = 4  # more system procedures of one unit than these are counted, not listed
_ROLES = {"leader": "Trưởng đoàn", "member": "Thành viên"}
_AIMS = (
    "xác định hệ thống quản lý chất lượng có phù hợp với tiêu chuẩn {standard}, với quy định của pháp luật và của cơ "
    "quan hay không",
    "xác định hệ thống có được thực hiện, duy trì có hiệu lực hay không",
    "tìm cơ hội cải tiến, cung cấp thông tin cho xem xét của lãnh đạo",
)


class RoundFields(TypedDict):
    """The round as every document of it names it."""

    name: Annotated[
        str, About("Tên đợt đánh giá, ví dụ đợt 1 năm 2008", "audits/*.yaml: number | audits/*.yaml: start")
    ]
    when: Annotated[str, About("Thời gian đánh giá", "audits/*.yaml: start | audits/*.yaml: end")]
    scope: Annotated[str, About("Phạm vi đánh giá", "audits/*.yaml: scope")]
    aims: Annotated[str, About("Mục đích đánh giá", "audits/*.yaml: aims")]
    criteria: Annotated[str, About("Chuẩn mực đánh giá", "agency.yaml: standard | agency.yaml: code_scheme.manual")]
    decision: Annotated[
        str,
        About("Quyết định thành lập đoàn: số, ngày", "audits/*.yaml: decision.number | audits/*.yaml: decision.date"),
    ]


class MemberFields(common.PersonFields):
    """A member of the team."""

    mark: Annotated[str, About("Ký hiệu A, B, C… theo thứ tự trong đoàn", "audits/*.yaml: team")]
    role: Annotated[str, About("Trách nhiệm: Trưởng đoàn, Thành viên", "audits/*.yaml: team[].role")]


class CountFields(TypedDict):
    """Numbers of findings in words of two digits."""

    major: Annotated[str, About("Số không phù hợp nặng", "audits/*.yaml: findings[].level")]
    minor: Annotated[str, About("Số không phù hợp nhẹ", "audits/*.yaml: findings[].level")]
    nonconformities: Annotated[str, About("Số không phù hợp, nặng và nhẹ", "audits/*.yaml: findings[].level")]
    note: Annotated[str, About("Số điểm lưu ý", "audits/*.yaml: findings[].level")]


def name(audit: AuditRound) -> str:
    """đợt 1 năm 2008."""
    return f"đợt {audit.number} năm {audit.start.year}"


def in_file(audit: AuditRound) -> str:
    """The round in a file's name: đợt 1-2008."""
    return f"đợt {audit.number}-{audit.start.year}"


def when(audit: AuditRound) -> str:
    """từ ngày 16/6/2008 đến ngày 18/6/2008; one day is one day."""
    if audit.start == audit.end:
        return f"ngày {text.short_date(audit.start)}"
    return f"từ ngày {text.short_date(audit.start)} đến ngày {text.short_date(audit.end)}"


def round_fields(qms: Qms, audit: AuditRound) -> RoundFields:
    """The round as its documents name it."""
    aims = audit.aims or tuple(aim.format(standard=qms.standard.name) for aim in _AIMS)
    scope = audit.scope or f"toàn bộ hệ thống quản lý chất lượng của {common.agency_context(qms)['short']}"
    return {
        "name": name(audit),
        "when": when(audit),
        "scope": scope.rstrip("."),
        "aims": "; ".join(aim.rstrip(".;") for aim in aims),
        "criteria": criteria(qms),
        "decision": decision(qms, audit),
    }


def criteria(qms: Qms) -> str:
    """What the findings are held against, with the codes of the agency's own documents."""
    service = [used.code for used in qms.procedures if used.procedure.type == "service"]
    system = [used.code for used in qms.procedures if used.procedure.type == "system"]
    own = f"{len(system):02} quy trình hệ thống" + (f", {len(service):02} quy trình tác nghiệp" if service else "")
    return (
        f"tiêu chuẩn {qms.standard.name}; sổ tay chất lượng {common.code_of(qms, 'manual')}; {own} và biểu mẫu; "
        f"mục tiêu chất lượng; văn bản quy phạm pháp luật áp dụng cho công việc của từng đơn vị"
    )


def decision(qms: Qms, audit: AuditRound) -> str:
    """Quyết định số 71/QĐ-SKHCN ngày 06/6/2008, with room for what is not known."""
    number = audit.decision.number or text.SHORT_BLANK
    symbol = f"QĐ-{qms.agency.abbreviation or text.SHORT_BLANK}"
    return f"Quyết định số {number}/{symbol} ngày {text.short_date(audit.decision.date)}"


def mark(place: int) -> str:
    """A, B, C… of the member at a place from 1."""
    return chr(64 + place)


def team(qms: Qms, audit: AuditRound) -> list[MemberFields]:
    """The team in the order written."""
    return [
        {
            **common.person(qms, auditor, place),
            "mark": mark(place),
            "role": _ROLES[auditor.role],
        }
        for place, auditor in enumerate(audit.team, start=1)
    ]


def leader(qms: Qms, audit: AuditRound) -> MemberFields:
    """The leader of the team, or its first member when none is marked."""
    every = team(qms, audit)
    return next((member for member in every if member["role"] == _ROLES["leader"]), every[0])


def unit_of(qms: Qms, audit: AuditRound, place: int) -> str | None:
    """The unit in which the member at a place from 1 works, as far as the data say."""
    auditor = audit.team[place - 1]
    return auditor.unit or (qms.post(auditor.post).unit if auditor.post else None)


def units(qms: Qms, audit: AuditRound) -> list[str]:
    """The units of the round: those of its timetable and of its findings; every unit when the timetable names none."""
    scheduled = {slot.unit for slot in audit.timetable if slot.unit}
    if not scheduled:
        return list(qms.agency.units)
    found = {finding.unit for finding in audit.findings}
    return [unit for unit in qms.agency.units if unit in scheduled | found]


def work(qms: Qms, unit: str) -> str:
    """The procedures on which a unit is audited: its own, and its part in those of the whole agency."""
    service = [used for used in qms.procedures if used.procedure.type == "service"]
    system = [used.code for used in qms.procedures if used.procedure.type == "system" and used.unit == unit]
    own = [used.code for used in service if used.unit == unit]
    shared = [used.code for used in service if used.unit != unit and unit in qms.units_of(used)]
    kept = system if len(system) <= _LISTED else [f"{len(system):02} quy trình hệ thống do đơn vị chủ trì"]
    return ", ".join([*kept, *own, *shared])


def requirement(qms: Qms, finding: Finding) -> str:
    """Clause and procedure that a finding is held against, under each other."""
    used = qms.by_id.get(finding.procedure) if finding.procedure else None
    return f"{finding.clause}" + (f"\n{used.code}" if used else "")


def counts(found: findings.Counts) -> CountFields:
    """Counts as documents print them."""
    return {
        "major": two_digits(found.major),
        "minor": two_digits(found.minor),
        "nonconformities": two_digits(found.nonconformities),
        "note": two_digits(found.note),
    }


def two_digits(number: int) -> str:
    """01, 02 … 10; a plain 0."""
    return f"{number:02}" if number else "0"


def head_of(qms: Qms, unit: str) -> str:
    """Who answers for a unit."""
    return qms.unit(unit).head or qms.post("unit_head").title


def responsible(qms: Qms, task: Assigned, unit: str | None = None) -> str:
    """Who does something: a named post, else the head of the named unit, else of the unit it is about."""
    where = task.unit or unit
    if task.who and not (task.who == "unit_head" and where):
        return qms.post(task.who).title
    return f"{head_of(qms, where)} {_short(qms, where)}" if where else text.SHORT_BLANK


def _short(qms: Qms, unit: str) -> str:
    return qms.unit(unit).short or qms.unit(unit).name


def done(task: Assigned) -> str:
    """The result of something done, with its day unless the result tells it; '' while it is not done."""
    if task.done is None:
        return ""
    result, day = task.result or "Đã hoàn thành", text.short_date(task.done)
    return result if day in result else f"{result} ({day})"
