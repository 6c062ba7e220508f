"""The consultant's report on the trial assessment before certification (regime 144-2006).

Rule: an agency is certified when its system runs well and the consultant, after a trial certification assessment, has
judged it ready (Bình Phước, QĐ 42/2007/QĐ-UBND, mục VI.1). No official form was seen: the record is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import Contract, Trial, TrialFinding
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo đánh giá chứng nhận thử"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = ("trial-assessment.docx",)

_LEVELS = {"major": "Nặng", "minor": "Nhẹ", "note": "Lưu ý"}


class TrialFindingFields(TypedDict):
    """One finding."""

    number: Annotated[str, About("Số thứ tự")]
    clause: Annotated[str, About("Điều khoản", "contracts/*.yaml: trial.findings[].clause")]
    place: Annotated[str, About("Đơn vị, quy trình; trống nếu không ghi", "contracts/*.yaml: trial.findings[].place")]
    level: Annotated[str, About("Nặng, Nhẹ hoặc Lưu ý", "contracts/*.yaml: trial.findings[].level")]
    what: Annotated[str, About("Nội dung", "contracts/*.yaml: trial.findings[].what")]
    until: Annotated[str, About("Thời hạn; trống nếu không ghi", "contracts/*.yaml: trial.findings[].until")]
    state: Annotated[
        str,
        About(
            "Ngày khắc phục xong và số ngày chậm, hay chưa xong",
            "contracts/*.yaml: trial.findings[].closed | contracts/*.yaml: trial.findings[].until",
        ),
    ]


class TrialFields(TypedDict):
    """The assessment."""

    number: Annotated[str, About("Số báo cáo", "contracts/*.yaml: trial.number")]
    date: Annotated[str, About("Ngày báo cáo", "contracts/*.yaml: trial.date")]
    period: Annotated[str, About("Thời gian đánh giá", "contracts/*.yaml: trial.start | contracts/*.yaml: trial.end")]
    scope: Annotated[str, About("Phạm vi", "agency.yaml: scope")]
    assessors: Annotated[list[common.PersonFields], About("Người đánh giá", "contracts/*.yaml: trial.assessors")]
    findings: Annotated[list[TrialFindingFields], About("Phát hiện", "contracts/*.yaml: trial.findings")]
    followed: Annotated[
        list[TrialFindingFields],
        About("Các phát hiện nặng, nhẹ phải theo dõi khắc phục", "contracts/*.yaml: trial.findings[].level"),
    ]
    major: Annotated[str, About("Số phát hiện nặng, hai chữ số", "contracts/*.yaml: trial.findings[].level")]
    minor: Annotated[str, About("Số phát hiện nhẹ, hai chữ số", "contracts/*.yaml: trial.findings[].level")]
    notes: Annotated[str, About("Số lưu ý, hai chữ số", "contracts/*.yaml: trial.findings[].level")]
    total: Annotated[str, About("Tổng số phát hiện, hai chữ số", "contracts/*.yaml: trial.findings")]
    clauses: Annotated[
        str,
        About("Các điều khoản có phát hiện; trống nếu không có", "contracts/*.yaml: trial.findings[].clause"),
    ]
    open: Annotated[
        str,
        About("Số điểm nặng, nhẹ chưa khắc phục xong, hai chữ số", "contracts/*.yaml: trial.findings[].closed"),
    ]
    pending: Annotated[bool, About("Còn điểm chưa khắc phục xong", "contracts/*.yaml: trial.findings[].closed")]
    last: Annotated[
        str, About("Hạn khắc phục cuối cùng; trống nếu không có", "contracts/*.yaml: trial.findings[].until")
    ]
    conclusion: Annotated[str, About("Nhận định của người đánh giá", "contracts/*.yaml: trial.conclusion")]
    verdict: Annotated[str, About("Đủ điều kiện, chưa đủ điều kiện hay chưa kết luận", "contracts/*.yaml: trial.ready")]
    concluded: Annotated[bool, About("Đã kết luận", "contracts/*.yaml: trial.ready")]
    ready: Annotated[bool, About("Đủ điều kiện đánh giá chứng nhận", "contracts/*.yaml: trial.ready")]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng tư vấn", "contracts/*.yaml")]
    trial: Annotated[TrialFields, About("Đánh giá thử", "contracts/*.yaml: trial")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each trial."""
    for dealing in partners.written(qms):
        if dealing.contract.trial:
            yield _plan(qms, dealing, dealing.contract.trial)


def _plan(qms: Qms, dealing: Dealing, trial: Trial) -> DocumentPlan:
    own: Own = {
        "contract": partners.fields(qms, dealing.contract),
        "trial": _trial(qms, dealing.contract, trial),
    }
    return common.record(
        qms,
        kind="trial-assessment",
        kind_name=TITLE,
        group="contract",
        form="",
        number=32,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title=f"Báo cáo đánh giá chứng nhận thử {dealing.label.removeprefix('tư vấn').strip()}".strip(),
    )


def _trial(qms: Qms, contract: Contract, trial: Trial) -> TrialFields:
    found = trial.findings
    levels = [one.level for one in found]
    still = [one for one in found if one.level != "note" and one.closed is None]
    deadlines = [one.until for one in found if one.until]
    rows = [(one.level, _finding(number, one)) for number, one in enumerate(found, start=1)]
    return {
        "number": trial.number or text.SHORT_BLANK,
        "date": text.short_date(trial.date),
        "period": f"từ {text.short_date(trial.start)} đến {text.short_date(trial.end)}",
        "scope": qms.agency.scope or qms.agency.name,
        "assessors": partners.outsiders(qms, contract, trial.assessors),
        "findings": [row for _, row in rows],
        "followed": [row for level, row in rows if level != "note"],
        "major": f"{levels.count('major'):02}",
        "minor": f"{levels.count('minor'):02}",
        "notes": f"{levels.count('note'):02}",
        "total": f"{len(found):02}",
        "clauses": ", ".join(sorted({one.clause for one in found}, key=text.sort_key)),
        "open": f"{len(still):02}",
        "pending": bool(still),
        "last": text.short_date(max(deadlines)) if deadlines else "",
        "conclusion": trial.conclusion or text.BLANK * 3,
        "verdict": {
            None: text.BLANK,
            True: "Hệ thống quản lý chất lượng đủ điều kiện để đánh giá chứng nhận",
            False: "Hệ thống quản lý chất lượng chưa đủ điều kiện để đánh giá chứng nhận",
        }[trial.ready],
        "concluded": trial.ready is not None,
        "ready": bool(trial.ready),
    }


def _finding(number: int, one: TrialFinding) -> TrialFindingFields:
    late = (one.closed - one.until).days if one.closed and one.until else 0
    state = text.short_date(one.closed) if one.closed else "Chưa xong"
    return {
        "number": str(number),
        "clause": one.clause,
        "place": one.place or "",
        "level": _LEVELS[one.level],
        "what": one.what,
        "until": text.short_date(one.until) if one.until else "",
        "state": f"{state}, chậm {late} ngày" if late > 0 else state,
    }
