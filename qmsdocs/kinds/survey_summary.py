"""Summary of a satisfaction survey (Bảng tổng hợp ý kiến): 8.2.1 and 8.4 of 2000/2008, 9.1.2 and 9.1.3 of 2015.

A share of satisfied people is `very good` and `good` over the valid answers of that line, as the procedure
do-luong-su-hai-long defines it. The blank sheet of the survey is a form of that procedure, made by the kind `form`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, operating
from qmsdocs.kinds.complaint_register import TYPES, of_type
from qmsdocs.model.operation import Answers, Complaint, Improvement, Survey, SurveyPart, number_of, percent, span
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Bảng tổng hợp ý kiến tổ chức, công dân"
TEMPLATES = ("survey-summary.docx",)

_ANSWERS = "operation.yaml: surveys[].answers[]"
_PARTS = "operation.yaml: surveys[].parts[]"


class LineFields(TypedDict):
    """One line of the sheet."""

    letter: Annotated[str, About("Chữ của nội dung: a, b, c, d, đ…")]
    question: Annotated[str, About("Nội dung", f"{_ANSWERS}.question")]
    very_good: Annotated[str, About("Số phiếu rất hài lòng", f"{_ANSWERS}.very_good")]
    good: Annotated[str, About("Số phiếu hài lòng", f"{_ANSWERS}.good")]
    fair: Annotated[str, About("Số phiếu bình thường", f"{_ANSWERS}.fair")]
    bad: Annotated[str, About("Số phiếu không hài lòng", f"{_ANSWERS}.bad")]
    very_bad: Annotated[str, About("Số phiếu rất không hài lòng", f"{_ANSWERS}.very_bad")]
    share: Annotated[str, About("Tỷ lệ hài lòng (%): hai mức đầu trên số phiếu có trả lời nội dung đó")]
    before: Annotated[str, About("Tỷ lệ kỳ trước (%); trống nếu không có", f"{_ANSWERS}.before")]
    target: Annotated[str, About("Chỉ tiêu (%); trống nếu không đặt", "operation.yaml: surveys[].target")]
    remark: Annotated[str, About("Nhận xét: đạt hay chưa, tăng giảm so với kỳ trước")]


class PartFields(TypedDict):
    """What the sheets on one procedure say."""

    name: Annotated[str, About("Loại công việc, hoặc Cộng", f"{_PARTS}.procedure")]
    valid: Annotated[str, About("Số phiếu hợp lệ", f"{_PARTS}.valid")]
    share: Annotated[str, About("Tỷ lệ hài lòng chung (%)", f"{_PARTS}.satisfied")]
    in_time: Annotated[str, About("Tỷ lệ đúng hẹn theo người trả lời (%)", f"{_PARTS}.in_time")]
    again: Annotated[str, About("Tỷ lệ phải bổ sung từ hai lần (%)", f"{_PARTS}.again")]
    extra_paid: Annotated[str, About("Số phiếu phản ánh khoản thu ngoài quy định", f"{_PARTS}.extra_paid")]


class HandledFields(TypedDict):
    """Complaints of one type over the period."""

    type: Annotated[str, About("Loại, hoặc Cộng")]
    brought: Annotated[str, About("Tồn kỳ trước")]
    received: Annotated[str, About("Nhận trong kỳ")]
    settled: Annotated[str, About("Đã giải quyết trong kỳ")]
    in_time: Annotated[str, About("Trong số đó trả lời đúng hạn")]
    founded: Annotated[str, About("Trong số đó đúng hoặc đúng một phần")]
    left: Annotated[str, About("Còn tồn cuối kỳ")]


class MeasureFields(TypedDict):
    """What will be done."""

    number: Annotated[str, About("Số thứ tự; trống ở dòng để ghi")]
    what: Annotated[str, About("Biện pháp cải tiến", "operation.yaml: surveys[].actions[].what")]
    who: Annotated[str, About("Người thực hiện", "operation.yaml: surveys[].actions[].who")]
    until: Annotated[str, About("Thời hạn", "operation.yaml: surveys[].actions[].until")]
    check: Annotated[str, About("Cách kiểm tra", "operation.yaml: surveys[].actions[].check")]


class Own(TypedDict):
    """What only this kind has."""

    period: Annotated[str, About("Kỳ tổng hợp, ví dụ quý III năm 2008", "operation.yaml: surveys[].period")]
    days: Annotated[
        str,
        About(
            "Thời gian lấy ý kiến; trống nếu không ghi",
            "operation.yaml: surveys[].start | operation.yaml: surveys[].end",
        ),
    ]
    sent: Annotated[str, About("Số phiếu phát ra", "operation.yaml: surveys[].sent")]
    returned: Annotated[str, About("Số phiếu thu về", "operation.yaml: surveys[].returned")]
    invalid: Annotated[str, About("Số phiếu không hợp lệ", "operation.yaml: surveys[].invalid")]
    valid: Annotated[str, About("Số phiếu hợp lệ: thu về trừ không hợp lệ")]
    response: Annotated[str, About("Tỷ lệ thu về (%)")]
    lines: Annotated[list[LineFields], About("Mức độ hài lòng theo từng nội dung", "operation.yaml: surveys[].answers")]
    parts: Annotated[
        list[PartFields], About("Kết quả theo loại công việc; trống nếu không ghi", "operation.yaml: surveys[].parts")
    ]
    parts_total: Annotated[PartFields, About("Dòng cộng của các loại công việc")]
    handled: Annotated[
        list[HandledFields], About("Khiếu nại, phản ánh, kiến nghị trong kỳ, theo loại", "operation.yaml: complaints")
    ]
    handled_total: Annotated[HandledFields, About("Dòng cộng của khiếu nại, phản ánh, kiến nghị")]
    conclusion: Annotated[str, About("Kết luận về đánh giá chung so với chỉ tiêu và kỳ trước")]
    lowest: Annotated[str, About("Nội dung thấp nhất, tỷ lệ và nguyên nhân", "operation.yaml: surveys[].lowest_cause")]
    compared: Annotated[str, About("Các nội dung tăng, giảm so với kỳ trước")]
    earlier: Annotated[
        str,
        About(
            "Kết quả của biện pháp kỳ trước; có kỳ trước mà chưa ghi thì là dòng chấm",
            "operation.yaml: surveys[].earlier",
        ),
    ]
    comments: Annotated[list[str], About("Góp ý bằng lời", "operation.yaml: surveys[].comments")]
    measures: Annotated[list[MeasureFields], About("Biện pháp cải tiến", "operation.yaml: surveys[].actions")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields

_BLANK: MeasureFields = {"number": "", "what": "", "who": "", "until": "", "check": ""}


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each survey."""
    for survey in sorted(qms.agency.operation.surveys, key=lambda one: span(one.period)[::-1]):
        period = operating.period_words(survey.period)
        yield common.record(
            qms,
            kind="survey-summary",
            kind_name=TITLE,
            group="operation",
            form="do-luong-su-hai-long/bang-tong-hop",
            number=25,
            title=TITLE,
            template=TEMPLATES[0],
            context=_own(qms, survey),
            day=span(survey.period)[1],
            file_title=f"{TITLE} {period}",
        )


def _own(qms: Qms, survey: Survey) -> Own:
    complaints = qms.agency.operation.complaints
    measures = [_measure(qms, number, one) for number, one in enumerate(survey.actions, start=1)]
    return {
        "period": operating.period_words(survey.period),
        "days": f"từ {text.short_date(survey.start)} đến {text.short_date(survey.end)}" if survey.start else "",
        "sent": text.number(survey.sent),
        "returned": text.number(survey.returned),
        "invalid": text.number(survey.invalid),
        "valid": text.number(survey.valid),
        "response": operating.percent_words(percent(survey.returned, survey.sent)),
        "lines": [_line(survey, index, answers) for index, answers in enumerate(survey.answers)],
        "parts": _parts(qms, survey.parts),
        "parts_total": _part("Cộng", _whole(survey.parts)),
        "handled": [_handled(words, of_type(complaints, kind), survey.period) for kind, words in TYPES.items()],
        "handled_total": _handled("Cộng", complaints, survey.period),
        "conclusion": _conclusion(survey),
        "lowest": _lowest(survey),
        "compared": _compared(survey),
        "earlier": survey.earlier or (text.BLANK if _follows(qms, survey) else "chưa có đợt lấy ý kiến trước."),
        "comments": list(survey.comments),
        "measures": operating.filled(measures, _BLANK, 3),
    }


def _line(survey: Survey, index: int, answers: Answers) -> LineFields:
    share, before, target = answers.satisfied, number_of(answers.before), number_of(survey.target)
    return {
        "letter": text.letter(index),
        "question": answers.question,
        "very_good": str(answers.very_good),
        "good": str(answers.good),
        "fair": str(answers.fair),
        "bad": str(answers.bad),
        "very_bad": str(answers.very_bad),
        "share": operating.percent_words(share),
        "before": operating.percent_words(before),
        "target": operating.percent_words(target),
        "remark": text.capitalize(", ".join(filter(None, (_against(share, target), _moved(share, before))))),
    }


def _against(share: Decimal | None, target: Decimal | None) -> str:
    """The share as it is printed is what is held against the target."""
    if share is None or target is None:
        return ""
    return "đạt chỉ tiêu" if share >= target else f"thấp hơn chỉ tiêu {_points(target - share)}"


def _moved(share: Decimal | None, before: Decimal | None) -> str:
    if share is None or before is None:
        return ""
    if share == before:
        return "bằng kỳ trước"
    return f"{'tăng' if share > before else 'giảm'} {_points(abs(share - before))}"


def _points(difference: Decimal) -> str:
    return f"{text.number(difference, 1)} điểm"


def _parts(qms: Qms, parts: tuple[SurveyPart, ...]) -> list[PartFields]:
    named = [(qms.by_id[part.procedure], part) for part in parts]
    return [_part(f"{used.procedure.title}\n({used.code})", part) for used, part in named]


def _whole(parts: tuple[SurveyPart, ...]) -> SurveyPart:
    """All procedures together."""
    counted = ("valid", "satisfied", "in_time", "again", "extra_paid")
    return SurveyPart(procedure="cong", **{name: sum(getattr(part, name) for part in parts) for name in counted})


def _part(name: str, part: SurveyPart) -> PartFields:
    return {
        "name": name,
        "valid": text.number(part.valid),
        "share": operating.percent_words(percent(part.satisfied, part.valid)),
        "in_time": operating.percent_words(percent(part.in_time, part.valid)),
        "again": operating.percent_words(percent(part.again, part.valid)),
        "extra_paid": str(part.extra_paid),
    }


def _handled(words: str, some: Sequence[Complaint], period: str) -> HandledFields:
    first, last = span(period)
    brought = [one for one in some if one.date < first and not (one.answered and one.answered < first)]
    received = [one for one in some if first <= one.date <= last]
    settled = [one for one in (*brought, *received) if one.answered and one.answered <= last]
    return {
        "type": words,
        "brought": str(len(brought)),
        "received": str(len(received)),
        "settled": str(len(settled)),
        "in_time": str(sum(one.state(None) == "done" for one in settled)),
        "founded": str(sum(one.founded is True for one in settled)),
        "left": str(len(brought) + len(received) - len(settled)),
    }


def _conclusion(survey: Survey) -> str:
    """Tỷ lệ hài lòng chung 93,3%, đạt chỉ tiêu (90%), tăng 1,3 điểm so với kỳ trước."""
    share, before, target = survey.general.satisfied, number_of(survey.general.before), number_of(survey.target)
    if share is None:
        return "Chưa có phiếu hợp lệ trả lời mục đánh giá chung, không đủ căn cứ để kết luận."
    held = _against(share, target)
    said = [f"Tỷ lệ hài lòng chung là {operating.percent_words(share)}%"]
    said += [f"{held} ({operating.percent_words(target)}%)"] if held else []
    moved = _moved(share, before)
    said += [f"{moved} so với kỳ trước" if share != before else moved] if moved else []
    return ", ".join(said) + "."


def _follows(qms: Qms, survey: Survey) -> bool:
    """Whether there was a survey before this one."""
    earlier = any(span(one.period)[1] < span(survey.period)[0] for one in qms.agency.operation.surveys)
    return earlier or any(number_of(answers.before) is not None for answers in survey.answers)


def _lowest(survey: Survey) -> str:
    """The contents with the lowest share, the general judgement aside."""
    shares = [(one.satisfied, one.question) for one in survey.answers[:-1] if one.satisfied is not None]
    if not shares:
        return text.BLANK
    least = min(share for share, _ in shares)
    named = [f"{question[:1].lower()}{question[1:]}" for share, question in shares if share == least]
    cause = f"; nguyên nhân: {text.uncapitalize(survey.lowest_cause)}" if survey.lowest_cause else ""
    return f"{', '.join(named)} ({operating.percent_words(least)}%){cause}".rstrip(".") + "."


def _compared(survey: Survey) -> str:
    """tăng ở … Giảm ở …; what has no earlier number is left out."""
    pairs = [(one, number_of(one.before), one.satisfied) for one in survey.answers]
    known = [(one, now - before) for one, before, now in pairs if before is not None and now is not None]
    if not known:
        return "chưa có số liệu kỳ trước để so sánh."
    up = [f"{text.uncapitalize(one.question)} ({_points(by)})" for one, by in known if by > 0]
    down = [f"{text.uncapitalize(one.question)} ({_points(-by)})" for one, by in known if by < 0]
    said = [f"tăng ở {'; '.join(up)}"] if up else []
    said += [f"giảm ở {'; '.join(down)}"] if down else []
    return ". ".join(said[:1] + [text.capitalize(one) for one in said[1:]] or ["các nội dung bằng kỳ trước"]) + "."


def _measure(qms: Qms, number: int, one: Improvement) -> MeasureFields:
    return {
        "number": str(number),
        "what": one.what,
        "who": operating.title_of(qms, one.who),
        "until": text.short_date(one.until),
        "check": one.check or "",
    }
