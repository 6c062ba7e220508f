"""Corrective-action request (phiếu yêu cầu hành động khắc phục) for each nonconformity of an internal audit.

8.5.2 of 2000/2008, 10.2 of 2015. Four parts as agencies know them: what, why and how, approval, effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.audit import AuditRound, Finding
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phiếu yêu cầu hành động khắc phục"
TEMPLATES = ("car.docx",)

LEVELS = {"major": "Nặng", "minor": "Nhẹ", "note": "Lưu ý", "good": "Điểm tốt"}


class Nonconformity(NamedTuple):
    """A nonconformity of the agency with the number of its request: one series a year, over all rounds."""

    number: str
    audit: AuditRound
    finding: Finding


class ActionFields(TypedDict):
    """One corrective action."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Biện pháp khắc phục", "audits/*.yaml: findings[].car.actions[].what")]
    who: Annotated[str, About("Người thực hiện", "audits/*.yaml: findings[].car.actions[].who")]
    until: Annotated[str, About("Thời hạn", "audits/*.yaml: findings[].car.actions[].until")]
    result: Annotated[
        str,
        About(
            "Kết quả, bằng chứng và ngày hoàn thành; chưa xong thì trống",
            "audits/*.yaml: findings[].car.actions[].result | audits/*.yaml: findings[].car.actions[].done",
        ),
    ]


class CarFields(TypedDict):
    """The request."""

    number: Annotated[str, About("Số phiếu, ví dụ 02/2008", "audits/*.yaml: findings")]
    date: Annotated[str, About("Ngày lập phiếu: ngày kết thúc đợt đánh giá", "audits/*.yaml: end")]
    unit: Annotated[str, About("Đơn vị chịu trách nhiệm", "audits/*.yaml: findings[].unit")]
    level: Annotated[str, About("Mức độ: Nặng, Nhẹ", "audits/*.yaml: findings[].level")]
    source: Annotated[str, About("Nguồn phát hiện: đợt đánh giá", "audits/*.yaml: number | audits/*.yaml: start")]
    requirement: Annotated[
        str,
        About(
            "Yêu cầu không đáp ứng: điều khoản, quy trình",
            "audits/*.yaml: findings[].clause | audits/*.yaml: findings[].procedure",
        ),
    ]
    what: Annotated[str, About("Nội dung không phù hợp", "audits/*.yaml: findings[].what")]
    evidence: Annotated[str, About("Bằng chứng; trống nếu không ghi", "audits/*.yaml: findings[].evidence")]
    correction: Annotated[str, About("Xử lý tức thời", "audits/*.yaml: findings[].car.correction")]
    until: Annotated[str, About("Thời hạn khắc phục", "audits/*.yaml: findings[].until")]
    cause: Annotated[str, About("Nguyên nhân gốc", "audits/*.yaml: findings[].car.cause")]
    similar: Annotated[str, About("Nơi khác có sự không phù hợp tương tự", "audits/*.yaml: findings[].car.similar")]
    actions: Annotated[list[ActionFields], About("Các biện pháp khắc phục", "audits/*.yaml: findings[].car.actions")]
    answered: Annotated[str, About("Ngày đơn vị trả lời", "audits/*.yaml: findings[].car.answered")]
    approved: Annotated[str, About("Ngày phê duyệt biện pháp", "audits/*.yaml: findings[].car.approved")]
    checked: Annotated[str, About("Ngày kiểm tra, đánh giá hiệu lực", "audits/*.yaml: findings[].car.checked")]
    checked_evidence: Annotated[str, About("Bằng chứng xem khi kiểm tra", "audits/*.yaml: findings[].car.evidence")]
    conclusion: Annotated[str, About("Kết luận về hiệu lực", "audits/*.yaml: findings[].car.effective")]
    auditor: Annotated[str, About("Người phát hiện", "audits/*.yaml: findings[].auditor | audits/*.yaml: team")]


class Own(TypedDict):
    """What only this kind has."""

    car: Annotated[CarFields, About("Phiếu yêu cầu", "audits/*.yaml: findings")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each nonconformity, major or minor."""
    for one in nonconformities(qms):
        own: Own = {"car": _car(qms, one)}
        yield common.record(
            qms,
            kind="car",
            kind_name=TITLE,
            group="audit",
            form="hanh-dong-khac-phuc/phieu-yeu-cau",
            number=11,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            file_title=f"Phiếu KPH {one.number} {qms.unit(one.finding.unit).short or qms.unit(one.finding.unit).name}",
        )


@common.once_a_qms
def nonconformities(qms: Qms) -> list[Nonconformity]:
    """The nonconformities in the order of rounds and findings; every document that mentions one has its number here."""
    found: list[Nonconformity] = []
    serial: dict[int, int] = {}
    for audit in sorted(qms.agency.audits.values(), key=lambda audit: (audit.start, audit.number)):
        for finding in audit.findings:
            if finding.level in ("major", "minor"):
                year = audit.start.year
                serial[year] = serial.get(year, 0) + 1
                found.append(Nonconformity(f"{serial[year]:02}/{year}", audit, finding))
    return found


def requirement(qms: Qms, finding: Finding) -> str:
    """Clause and procedure that a finding is held against: 7.5.1; QT-75-01."""
    used = qms.by_id.get(finding.procedure) if finding.procedure else None
    return f"{finding.clause}" + (f"; {used.code}" if used else "")


def _car(qms: Qms, one: Nonconformity) -> CarFields:
    audit, finding, car = one.audit, one.finding, one.finding.car
    auditor = audit.team[finding.auditor - 1] if finding.auditor else audit.team[0]
    return {
        "number": one.number,
        "date": text.short_date(audit.end),
        "unit": qms.unit(finding.unit).name,
        "level": LEVELS[finding.level],
        "source": f"Đánh giá nội bộ đợt {audit.number} năm {audit.start.year}",
        "requirement": requirement(qms, finding),
        "what": finding.what,
        "evidence": finding.evidence or "",
        "correction": car.correction or text.BLANK,
        "until": text.short_date(finding.until),
        "cause": car.cause or text.BLANK,
        "similar": car.similar or text.BLANK,
        "actions": [
            {
                "number": str(number),
                "what": action.what,
                "who": qms.post(action.who).title if action.who else qms.unit(action.unit or finding.unit).name,
                "until": text.short_date(action.until),
                "result": f"{action.result or 'Đã hoàn thành'} ({text.short_date(action.done)})" if action.done else "",
            }
            for number, action in enumerate(car.actions, start=1)
        ],
        "answered": text.short_date(car.answered),
        "approved": text.short_date(car.approved),
        "checked": text.short_date(car.checked),
        "checked_evidence": car.evidence or text.BLANK,
        "conclusion": {None: text.BLANK, True: "Đạt, khép phiếu", False: "Không đạt, lập phiếu mới"}[car.effective],
        "auditor": common.person(qms, auditor)["name"],
    }
