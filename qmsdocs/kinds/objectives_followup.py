"""Follow-up of the quality objectives (Phiếu theo dõi mục tiêu chất lượng): 5.4.1 and 8.2.3 of 2000/2008, 6.2 of 2015.

One for each year that has results, and for the year of the objectives in any case, with room to write what is not
there yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, operating
from qmsdocs.kinds.objectives import rows as objective_rows
from qmsdocs.model.operation import Result, span
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phiếu theo dõi mục tiêu chất lượng"
TEMPLATES = ("objectives-followup.docx",)

_COLUMNS = {"Q1": "q1", "Q2": "q2", "Q3": "q3", "Q4": "q4", "H1": "q2", "H2": "q4", "": "whole"}
_HALVES = {"H1": "6 tháng đầu năm: ", "H2": "6 tháng cuối năm: "}
_RESULT = "operation.yaml: results[].value | operation.yaml: results[].reached"


class ActionFields(TypedDict):
    """One line of an objective's action plan."""

    number: Annotated[str, About("Số của biện pháp, ví dụ 1.2")]
    what: Annotated[str, About("Biện pháp thực hiện", "agency.yaml: objectives[].actions[].what")]
    assigned: Annotated[
        str,
        About(
            "Người thực hiện và thời hạn",
            "agency.yaml: objectives[].actions[].who | agency.yaml: objectives[].actions[].deadline",
        ),
    ]


class FollowedFields(TypedDict):
    """One objective with its results."""

    number: Annotated[str, About("Số thứ tự mục tiêu")]
    text: Annotated[str, About("Nội dung mục tiêu", "agency.yaml: objectives[].text")]
    target: Annotated[str, About("Chỉ tiêu; chưa có thì là dòng chấm", "agency.yaml: objectives[].target")]
    actions: Annotated[list[ActionFields], About("Các biện pháp thực hiện", "agency.yaml: objectives[].actions")]
    q1: Annotated[str, About("Kết quả quý I, đạt hay chưa; trống nếu chưa có", _RESULT)]
    q2: Annotated[str, About("Kết quả quý II hoặc 6 tháng đầu năm; trống nếu chưa có", _RESULT)]
    q3: Annotated[str, About("Kết quả quý III; trống nếu chưa có", _RESULT)]
    q4: Annotated[str, About("Kết quả quý IV hoặc 6 tháng cuối năm; trống nếu chưa có", _RESULT)]
    whole: Annotated[str, About("Kết quả cả năm; trống nếu chưa có", _RESULT)]
    reason: Annotated[
        str, About("Nguyên nhân, biện pháp của các kỳ chưa đạt; trống nếu không", "operation.yaml: results[].reason")
    ]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm theo dõi", "operation.yaml: results[].period | agency.yaml: audit.year")]
    objectives: Annotated[list[FollowedFields], About("Các mục tiêu và kết quả", "operation.yaml: results")]
    summary: Annotated[str, About("Câu tổng hợp số mục tiêu đạt, chưa đạt; trống nếu chưa có kết quả")]
    adjust: Annotated[
        str, About("Mục tiêu phải điều chỉnh, lý do; chưa có kết quả thì trống", "operation.yaml: results[].adjust")
    ]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a year."""
    found = [span(result.period)[0].year for result in qms.agency.operation.results]
    for year in operating.years(qms, found):
        results = [one for one in qms.agency.operation.results if one.period.partition("-")[0] == year]
        results.sort(key=lambda one: span(one.period)[::-1])
        own: Own = {
            "year": year,
            "objectives": _rows(qms, results),
            "summary": _summary(qms, results),
            "adjust": _adjust(results),
        }
        yield common.record(
            qms,
            kind="objectives-followup",
            kind_name=TITLE,
            group="operation",
            form="theo-doi-do-luong-qua-trinh/phieu-muc-tieu",
            number=23,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            file_title=f"{TITLE} {year}",
        )


def _rows(qms: Qms, results: list[Result]) -> list[FollowedFields]:
    made: list[FollowedFields] = []
    for number, row in enumerate(objective_rows(qms), start=1):
        own = [result for result in results if result.objective == number]
        cells = dict.fromkeys(("q1", "q2", "q3", "q4", "whole"), "")
        for result in own:
            column = _COLUMNS[result.period.partition("-")[2]]
            cells[column] = "\n".join(filter(None, (cells[column], _cell(result))))
        reasons = [
            f"{text.capitalize(operating.period_words(result.period).rpartition(' năm ')[0] or 'cả năm')}: "
            f"{text.uncapitalize(result.reason)}"
            for result in own
            if result.reason
        ]
        made.append(
            {
                "number": row["number"],
                "text": row["text"],
                "target": row["target"],
                "actions": [
                    {
                        "number": action["number"],
                        "what": action["what"],
                        "assigned": f"{action['who']}; {text.uncapitalize(action['deadline'])}",
                    }
                    for action in row["actions"]
                ],
                "q1": cells["q1"],
                "q2": cells["q2"],
                "q3": cells["q3"],
                "q4": cells["q4"],
                "whole": cells["whole"],
                "reason": "\n".join(reasons),
            }
        )
    return made


def _cell(result: Result) -> str:
    half = _HALVES.get(result.period.partition("-")[2], "")
    return f"{half}{result.value}\n{'Đạt' if result.reached else 'Chưa đạt'}"


def latest(qms: Qms, results: list[Result]) -> dict[int, Result]:
    """Objective → its last result; `results` are in the order of their periods."""
    known = range(1, len(qms.agency.objectives) + 1)
    return {result.objective: result for result in results if result.objective in known}


def _summary(qms: Qms, results: list[Result]) -> str:
    """Theo kết quả gần nhất, 4 trên 5 mục tiêu đạt chỉ tiêu; chưa đạt: mục tiêu 2 (85,0% so với từ 90% trở lên)."""
    last = latest(qms, results)
    if not last:
        return ""
    reached = sum(result.reached for result in last.values())
    said = f"Theo kết quả gần nhất của từng mục tiêu, {reached} trên {len(last)} mục tiêu đạt chỉ tiêu"
    missed = [
        f"mục tiêu {number} ({result.value}, chỉ tiêu {qms.agency.objectives[number - 1].target or text.SHORT_BLANK})"
        for number, result in sorted(last.items())
        if not result.reached
    ]
    said += f"; chưa đạt: {'; '.join(missed)}" if missed else ""
    without = [str(n) for n in range(1, len(qms.agency.objectives) + 1) if n not in last]
    return said + (f". Chưa có kết quả: mục tiêu {operating.listed(without)}." if without else ".")


def _adjust(results: list[Result]) -> str:
    found = [f"mục tiêu {result.objective}: {text.uncapitalize(result.adjust)}" for result in results if result.adjust]
    return text.capitalize("; ".join(found)) if found else "không" if results else ""
