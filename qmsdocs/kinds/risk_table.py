"""Table of risks and opportunities (Bảng rủi ro và cơ hội): 6.1 of 2015; the older editions ask for none.

The scale and its limits are those of the form that the table fills (procedure quan-ly-rui-ro-va-co-hoi). Without data
of the agency's own, the risks that are common to its kind stand there as a first version to be reviewed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, operating
from qmsdocs.model.operation import (
    ACT_FROM,
    SEIZE_FROM,
    Level,
    Operation,
    Opportunity,
    Risk,
    level_of,
    state_of,
)
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Bảng rủi ro và cơ hội"
TEMPLATES = ("risk-table.docx",)

LEVELS: dict[Level, str] = {"low": "Thấp", "medium": "Trung bình", "high": "Cao"}
SCALE = (
    ("1", "Hầu như không xảy ra", "Không đáng kể, tự sửa ngay trong ngày"),
    ("2", "Hiếm khi, nhiều năm một lần", "Nhẹ, không ảnh hưởng ngày hẹn hoặc quyền lợi"),
    ("3", "Thỉnh thoảng, mỗi năm một lần", "Trung bình, trễ hẹn hoặc phải làm lại một phần"),
    (
        "4",
        "Thường xuyên, mỗi quý một lần",
        "Nặng, sai kết quả, khiếu nại đúng, thiệt hại cho tổ chức, công dân",
    ),
    (
        "5",
        "Rất thường xuyên, mỗi tháng một lần trở lên",
        "Rất nặng, vi phạm pháp luật, thiệt hại lớn hoặc không khắc phục được",
    ),
)


class ScaleFields(TypedDict):
    """One mark of the scale."""

    mark: Annotated[str, About("Điểm, 1 đến 5")]
    likelihood: Annotated[str, About("Khả năng xảy ra ở điểm đó")]
    severity: Annotated[str, About("Mức độ hậu quả ở điểm đó")]


class RiskFields(TypedDict):
    """One risk; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự")]
    process: Annotated[
        str,
        About(
            "Quá trình, bước công việc, kèm mã quy trình nếu có",
            "operation.yaml: risks[].process | operation.yaml: risks[].procedure",
        ),
    ]
    risk: Annotated[str, About("Rủi ro", "operation.yaml: risks[].risk")]
    cause: Annotated[str, About("Nguyên nhân", "operation.yaml: risks[].cause")]
    control: Annotated[str, About("Kiểm soát hiện có", "operation.yaml: risks[].control")]
    likelihood: Annotated[str, About("Điểm khả năng", "operation.yaml: risks[].likelihood")]
    severity: Annotated[str, About("Điểm mức độ", "operation.yaml: risks[].severity")]
    score: Annotated[str, About("Điểm rủi ro: khả năng nhân mức độ")]
    level: Annotated[str, About("Mức: Thấp, Trung bình, Cao")]
    action: Annotated[str, About("Biện pháp", "operation.yaml: risks[].action")]
    who: Annotated[str, About("Người thực hiện", "operation.yaml: risks[].who")]
    until: Annotated[str, About("Thời hạn; trống nếu chưa định", "operation.yaml: risks[].until")]
    state: Annotated[
        str,
        About(
            "Đã hoàn thành hoặc quá hạn, tính đến ngày rà soát; trống nếu còn hạn",
            "operation.yaml: risks[].done | operation.yaml: as_of",
        ),
    ]
    after: Annotated[
        str,
        About(
            "Điểm và mức sau xử lý; trống nếu chưa chấm lại",
            "operation.yaml: risks[].likelihood_after | operation.yaml: risks[].severity_after",
        ),
    ]


class OpportunityFields(TypedDict):
    """One opportunity; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Cơ hội", "operation.yaml: opportunities[].what")]
    benefit: Annotated[str, About("Điểm lợi ích", "operation.yaml: opportunities[].benefit")]
    feasibility: Annotated[str, About("Điểm khả năng thực hiện", "operation.yaml: opportunities[].feasibility")]
    score: Annotated[str, About("Điểm cơ hội: lợi ích nhân khả năng")]
    action: Annotated[str, About("Hành động tận dụng", "operation.yaml: opportunities[].action")]
    who: Annotated[str, About("Người thực hiện", "operation.yaml: opportunities[].who")]
    until: Annotated[str, About("Thời hạn; trống nếu chưa định", "operation.yaml: opportunities[].until")]
    state: Annotated[
        str,
        About(
            "Đã hoàn thành hoặc quá hạn; trống nếu còn hạn",
            "operation.yaml: opportunities[].done | operation.yaml: as_of",
        ),
    ]
    measure: Annotated[str, About("Cách đánh giá", "operation.yaml: opportunities[].measure")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của bảng", "operation.yaml: as_of | agency.yaml: audit.year")]
    as_of: Annotated[str, About("Ngày chấm, rà soát; chưa có thì là dòng chấm", "operation.yaml: as_of")]
    scale: Annotated[list[ScaleFields], About("Thang điểm của biểu mẫu")]
    risks: Annotated[list[RiskFields], About("Các rủi ro", "operation.yaml: risks")]
    opportunities: Annotated[list[OpportunityFields], About("Các cơ hội", "operation.yaml: opportunities")]
    summary: Annotated[str, About("Số rủi ro theo mức, việc xong, việc quá hạn; trống nếu bảng còn trống")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_BLANK_RISK: RiskFields = {
    "number": "", "process": "", "risk": "", "cause": "", "control": "", "likelihood": "", "severity": "",
    "score": "", "level": "", "action": "", "who": "", "until": "", "state": "", "after": "",
}  # fmt: skip
_BLANK_OPPORTUNITY: OpportunityFields = {
    "number": "", "what": "", "benefit": "", "feasibility": "", "score": "", "action": "", "who": "", "until": "",
    "state": "", "measure": "",
}  # fmt: skip


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS of the 2015 edition."""
    if qms.standard.edition != "2015":
        return
    operation = qms.agency.operation
    year = operating.year_of_tables(qms)
    risks = [_risk(qms, number, risk) for number, risk in enumerate(operation.risks, start=1)]
    opportunities = [_opportunity(qms, number, one) for number, one in enumerate(operation.opportunities, start=1)]
    own: Own = {
        "year": year,
        "as_of": operating.reviewed(qms),
        "scale": [{"mark": mark, "likelihood": often, "severity": grave} for mark, often, grave in SCALE],
        "risks": operating.filled(risks, _BLANK_RISK, 10),
        "opportunities": operating.filled(opportunities, _BLANK_OPPORTUNITY, 4),
        "summary": _summary(operation),
    }
    yield common.record(
        qms,
        kind="risk-table",
        kind_name=TITLE,
        group="operation",
        form="quan-ly-rui-ro-va-co-hoi/bang-rui-ro",
        number=21,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title=f"{TITLE} {year}",
    )


def _risk(qms: Qms, number: int, risk: Risk) -> RiskFields:
    used = qms.by_id.get(risk.procedure) if risk.procedure else None
    as_of = qms.agency.operation.as_of
    after = risk.score_after
    return {
        "number": str(number),
        "process": risk.process + (f"\n({used.code})" if used else ""),
        "risk": risk.risk,
        "cause": risk.cause,
        "control": risk.control,
        "likelihood": str(risk.likelihood),
        "severity": str(risk.severity),
        "score": str(risk.score),
        "level": LEVELS[level_of(risk.score)],
        "action": risk.action or _no_action(risk),
        "who": operating.title_of(qms, risk.who),
        "until": _deadline(risk),
        "state": operating.state_words(state_of(risk.until, risk.done, as_of), risk.until, risk.done, as_of),
        "after": f"{after} ({LEVELS[level_of(after)].lower()})" if after else "",
    }


def _no_action(risk: Risk) -> str:
    return "Chấp nhận, theo dõi định kỳ" if risk.score < ACT_FROM else ""


def _opportunity(qms: Qms, number: int, one: Opportunity) -> OpportunityFields:
    as_of = qms.agency.operation.as_of
    waiting = "Cân nhắc khi có nguồn lực" if one.score >= ACT_FROM else "Theo dõi"
    return {
        "number": str(number),
        "what": one.what,
        "benefit": str(one.benefit),
        "feasibility": str(one.feasibility),
        "score": str(one.score),
        "action": one.action or (waiting if one.score < SEIZE_FROM else ""),
        "who": operating.title_of(qms, one.who),
        "until": _deadline(one),
        "state": operating.state_words(state_of(one.until, one.done, as_of), one.until, one.done, as_of),
        "measure": one.measure or "",
    }


def _deadline(one: Risk | Opportunity) -> str:
    """Until when; room to write it where an action has no deadline yet."""
    return operating.deadline(one.until) if one.action else ""


def _summary(operation: Operation) -> str:
    """Cộng 9 rủi ro: 2 mức cao, 7 mức trung bình; 4 cơ hội, 3 cơ hội phải có hành động. …"""
    if not operation.risks and not operation.opportunities:
        return ""
    levels = Counter(level_of(risk.score) for risk in operation.risks)
    parts = [f"{levels[level]} mức {LEVELS[level].lower()}" for level in ("high", "medium", "low") if levels[level]]
    seized = sum(one.score >= SEIZE_FROM for one in operation.opportunities)
    said = f"Cộng {len(operation.risks)} rủi ro" + (f": {', '.join(parts)}" if parts else "")
    said += f"; {len(operation.opportunities)} cơ hội, {seized} cơ hội từ {SEIZE_FROM} điểm trở lên."
    return " ".join(filter(None, (said, _actions(operation), _lowered(operation))))


def _actions(operation: Operation) -> str:
    """How the actions stand on the day of the last look; '' when no day is given."""
    every: list[Risk | Opportunity] = [*operation.risks, *operation.opportunities]
    acting = [one for one in every if one.action]
    if not acting or not operation.as_of:
        return ""
    states = Counter(state_of(one.until, one.done, operation.as_of) for one in acting)
    return (
        f"Trong {len(acting)} biện pháp, tính đến ngày {text.short_date(operation.as_of)}: đã hoàn thành "
        f"{states['done'] + states['late']}, đang thực hiện {states['open']}, quá hạn {states['overdue']}."
    )


def _lowered(operation: Operation) -> str:
    """What the marks given again say of the actions' effect."""
    again = [(risk.score, risk.score_after) for risk in operation.risks if risk.score_after]
    lower = sum(after < before for before, after in again)
    return f"Đã chấm lại {len(again)} rủi ro sau xử lý, {lower} rủi ro giảm điểm." if again else ""
