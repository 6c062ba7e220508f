"""Table of the findings of one round of internal audits, with their requests and what the units answered.

It fills in the form bang-phat-hien of the procedure danh-gia-noi-bo. Good points are told in the audit report.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common
from qmsdocs.model.audit import AuditRound, Finding
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Bảng tổng hợp phát hiện đánh giá nội bộ"
TEMPLATES = ("finding-table.docx",)


class FindingFields(TypedDict):
    """One finding."""

    number: Annotated[str, About("Số thứ tự")]
    unit: Annotated[str, About("Đơn vị", "audits/*.yaml: findings[].unit")]
    requirement: Annotated[
        str,
        About("Điều khoản, quy trình", "audits/*.yaml: findings[].clause | audits/*.yaml: findings[].procedure"),
    ]
    what: Annotated[str, About("Nội dung phát hiện", "audits/*.yaml: findings[].what")]
    evidence: Annotated[str, About("Bằng chứng; trống nếu không ghi", "audits/*.yaml: findings[].evidence")]
    level: Annotated[str, About("Loại: Nặng, Nhẹ, Lưu ý", "audits/*.yaml: findings[].level")]
    request: Annotated[str, About("Số phiếu yêu cầu; điểm lưu ý không có phiếu", "audits/*.yaml: findings")]
    who: Annotated[str, About("Trách nhiệm: trưởng đơn vị", "agency.yaml: units.*.head")]
    until: Annotated[str, About("Thời hạn", "audits/*.yaml: findings[].until")]
    answer: Annotated[
        str,
        About(
            "Trả lời của đơn vị, kết quả xử lý; trống khi chưa có",
            "audits/*.yaml: findings[].answer | audits/*.yaml: findings[].car",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    round: Annotated[auditing.RoundFields, About("Đợt đánh giá", "audits/*.yaml")]
    day: Annotated[str, About("Ngày lập bảng: ngày cuối của đợt", "audits/*.yaml: end")]
    rows: Annotated[list[FindingFields], About("Các phát hiện", "audits/*.yaml: findings")]
    total: Annotated[auditing.CountFields, About("Số phát hiện từng loại", "audits/*.yaml: findings[].level")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for every round that was held."""
    for audit in qms.agency.audits.values():
        if not audit.audited:
            continue
        own: Own = {
            "round": auditing.round_fields(qms, audit),
            "day": text.short_date(audit.end),
            "rows": rows(qms, audit),
            "total": auditing.counts(findings.counts(audit.findings)),
        }
        yield common.record(
            qms,
            kind="finding-table",
            kind_name=TITLE,
            group="audit",
            form="danh-gia-noi-bo/bang-phat-hien",
            number=53,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            day=audit.end,
            file_title=f"Bảng phát hiện đánh giá nội bộ {auditing.in_file(audit)}",
        )


def rows(qms: Qms, audit: AuditRound) -> list[FindingFields]:
    """Every finding that asks for something: nonconformities and notes in the order written."""
    asked = [finding for finding in audit.findings if finding.level != "good"]
    return [
        {
            "number": str(number),
            "unit": qms.unit(finding.unit).name,
            "requirement": auditing.requirement(qms, finding),
            "what": finding.what,
            "evidence": finding.evidence or "",
            "level": auditing.LEVELS[finding.level],
            "request": findings.number_of(qms, finding),
            "who": auditing.head_of(qms, finding.unit),
            "until": text.short_date(finding.until),
            "answer": _answer(finding),
        }
        for number, finding in enumerate(asked, start=1)
    ]


def _answer(finding: Finding) -> str:
    """What the unit answered: of a note its words; of a request how far it is."""
    if finding.answer or finding.level == "note":
        return finding.answer or ""
    car = finding.car
    steps = [f"Trả lời ngày {text.short_date(car.answered)}"] if car.answered else []
    done = findings.completed(car)
    steps += [f"làm xong ngày {text.short_date(done)}"] if done else []
    if car.checked and car.effective is not None:
        steps.append(f"{'khép' if car.effective else 'không đạt hiệu lực'} ngày {text.short_date(car.checked)}")
    return text.capitalize("; ".join(steps))
