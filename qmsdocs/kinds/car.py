"""Corrective-action request (phiếu yêu cầu hành động khắc phục) for each nonconformity of an internal audit.

8.5.2 of 2000/2008, 10.2 of 2015. Four parts as agencies know them: what, why and how, approval, effect. It fills in the
form phieu-yeu-cau of the procedure hanh-dong-khac-phuc.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common
from qmsdocs.model.audit import CorrectiveAction
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phiếu yêu cầu hành động khắc phục"
TEMPLATES = ("car.docx",)


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
            "Yêu cầu không đáp ứng: điều khoản và tên điều khoản, quy trình",
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
    documents: Annotated[str, About("Tài liệu phải sửa đổi", "audits/*.yaml: findings[].car.documents")]
    proof: Annotated[
        str,
        About(
            "Cách đánh giá hiệu lực, ngày dự kiến",
            "audits/*.yaml: findings[].car.proof | audits/*.yaml: findings[].car.check_by",
        ),
    ]
    answered: Annotated[str, About("Ngày đơn vị trả lời", "audits/*.yaml: findings[].car.answered")]
    opinion: Annotated[str, About("Ý kiến phê duyệt biện pháp", "audits/*.yaml: findings[].car.approved")]
    approved: Annotated[str, About("Ngày phê duyệt biện pháp", "audits/*.yaml: findings[].car.approved")]
    performed: Annotated[
        str, About("Việc thực hiện biện pháp: đủ hay chưa, ngày xong", "audits/*.yaml: findings[].car.actions[].done")
    ]
    extended: Annotated[
        str, About("Gia hạn đến ngày; trống nếu không gia hạn", "audits/*.yaml: findings[].car.extended")
    ]
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
    for one in findings.nonconformities(qms):
        own: Own = {"car": _car(qms, one)}
        unit = qms.unit(one.finding.unit)
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
            day=one.audit.end,
            file_title=f"Phiếu KPH {one.number} {unit.short or unit.name}",
        )


def _car(qms: Qms, one: findings.Nonconformity) -> CarFields:
    audit, finding, car = one.audit, one.finding, one.finding.car
    finder = auditing.team(qms, audit)[finding.auditor - 1] if finding.auditor else auditing.leader(qms, audit)
    used = qms.by_id.get(finding.procedure) if finding.procedure else None
    against = f"{finding.clause} ({qms.standard.clauses[finding.clause].title})"
    return {
        "number": one.number,
        "date": text.short_date(audit.end),
        "unit": qms.unit(finding.unit).name,
        "level": auditing.LEVELS[finding.level],
        "source": f"Đánh giá nội bộ {auditing.name(audit)}",
        "requirement": against + (f"; Quy trình {used.procedure.title} ({used.code})" if used else ""),
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
                "who": auditing.responsible(qms, action, finding.unit),
                "until": text.short_date(action.until),
                "result": auditing.done(action),
            }
            for number, action in enumerate(car.actions, start=1)
        ],
        "documents": car.documents or ("Không" if car.approved else text.BLANK),
        "proof": (car.proof or text.BLANK) + (f" (dự kiến {text.short_date(car.check_by)})" if car.check_by else ""),
        "answered": text.short_date(car.answered),
        "opinion": "Đồng ý" if car.approved else text.BLANK,
        "approved": text.short_date(car.approved),
        "performed": _performed(car),
        "extended": text.short_date(car.extended) if car.extended else "",
        "checked": text.short_date(car.checked),
        "checked_evidence": car.evidence or text.BLANK,
        "conclusion": {None: text.BLANK, True: "Đạt, khép phiếu", False: "Không đạt, lập phiếu mới"}[car.effective],
        "auditor": finder["name"],
    }


def _performed(car: CorrectiveAction) -> str:
    done = findings.completed(car)
    if done:
        return f"Đã thực hiện đủ, xong ngày {text.short_date(done)}"
    left = sum(action.done is None for action in car.actions)
    if any(action.done for action in car.actions):
        return f"Chưa thực hiện đủ, còn {left:02} biện pháp"
    return text.BLANK
