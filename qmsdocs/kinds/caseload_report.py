"""Report on cases settled (Báo cáo kết quả giải quyết hồ sơ theo quý): 8.2.3, 8.2.4 of 2000/2008, 9.1.1, 9.1.3 of 2015.

The agency's own sum of the reports of its units, on the form of the procedure theo-doi-do-luong-qua-trinh. Settled, in
hand, shares and totals are computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, operating
from qmsdocs.model.operation import Caseload, CaseloadReport, LateCase, percent, previous, span
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Báo cáo kết quả giải quyết hồ sơ theo quý"
TEMPLATES = ("caseload-report.docx",)

_CASES = "operation.yaml: caseload[]"
_COUNTED = ("brought", "received", "early", "on_time", "late", "refused", "supplemented", "corrected")


class CaseFields(TypedDict):
    """The cases of one procedure, or of all."""

    number: Annotated[str, About("Số thứ tự; trống ở dòng cộng")]
    name: Annotated[str, About("Loại công việc, thủ tục, hoặc Cộng", f"{_CASES}.procedure")]
    brought: Annotated[str, About("Tồn kỳ trước", f"{_CASES}.brought")]
    received: Annotated[str, About("Nhận trong kỳ", f"{_CASES}.received")]
    settled: Annotated[str, About("Đã giải quyết: trước hạn, đúng hạn và quá hạn cộng lại")]
    early: Annotated[str, About("Trước hạn", f"{_CASES}.early")]
    on_time: Annotated[str, About("Đúng hạn", f"{_CASES}.on_time")]
    late: Annotated[str, About("Quá hạn", f"{_CASES}.late")]
    in_hand: Annotated[str, About("Đang giải quyết: tồn và nhận trừ đã giải quyết và từ chối, rút")]
    refused: Annotated[str, About("Từ chối, rút", f"{_CASES}.refused")]
    supplemented: Annotated[str, About("Phải bổ sung hồ sơ", f"{_CASES}.supplemented")]
    corrected: Annotated[str, About("Kết quả phải sửa", f"{_CASES}.corrected")]
    share: Annotated[
        str, About("Tỷ lệ đúng hạn (%): trước hạn và đúng hạn trên đã giải quyết; trống nếu chưa giải quyết")
    ]


class LateFields(TypedDict):
    """A case settled late."""

    code: Annotated[str, About("Mã hồ sơ", f"{_CASES}.late_cases[].code")]
    name: Annotated[str, About("Công việc", f"{_CASES}.procedure")]
    due: Annotated[str, About("Hạn trả", f"{_CASES}.late_cases[].due")]
    returned: Annotated[str, About("Ngày trả", f"{_CASES}.late_cases[].returned")]
    days: Annotated[str, About("Số ngày quá")]
    cause: Annotated[
        str,
        About(
            "Nguyên nhân, chủ quan hay khách quan",
            f"{_CASES}.late_cases[].cause | {_CASES}.late_cases[].ours",
        ),
    ]
    who: Annotated[str, About("Người chịu trách nhiệm", f"{_CASES}.late_cases[].who")]
    action: Annotated[str, About("Biện pháp", f"{_CASES}.late_cases[].action")]


class Own(TypedDict):
    """What only this kind has."""

    period: Annotated[str, About("Kỳ báo cáo, ví dụ quý III năm 2008", f"{_CASES}.period")]
    units: Annotated[str, About("Các đơn vị có hồ sơ trong báo cáo", "agency.yaml: procedures.*.unit")]
    date: Annotated[str, About("Ngày lập; chưa có thì là dòng chấm", "operation.yaml: caseload_reports[].date")]
    source: Annotated[
        str, About("Nguồn số liệu; chưa ghi thì là dòng chấm", "operation.yaml: caseload_reports[].source")
    ]
    cases: Annotated[list[CaseFields], About("Số hồ sơ từng thủ tục", "operation.yaml: caseload")]
    total: Annotated[CaseFields, About("Dòng cộng")]
    late_cases: Annotated[list[LateFields], About("Hồ sơ quá hạn; trống nếu không có", f"{_CASES}.late_cases")]
    late_note: Annotated[str, About("Câu in khi không kê hồ sơ quá hạn nào")]
    remark: Annotated[
        str,
        About(
            "Nhận xét so với kỳ trước: tỷ lệ, mức tăng giảm, rồi nhận xét của cơ quan",
            "operation.yaml: caseload_reports[].remark",
        ),
    ]
    proposal: Annotated[
        str, About("Đề nghị, kiến nghị; chưa ghi thì là dòng chấm", "operation.yaml: caseload_reports[].proposal")
    ]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each period with cases."""
    periods = {case.period for case in qms.agency.operation.caseload}
    for period in sorted(periods, key=lambda one: span(one)[::-1]):
        yield common.record(
            qms,
            kind="caseload-report",
            kind_name=TITLE,
            group="operation",
            form="theo-doi-do-luong-qua-trinh/bao-cao-quy",
            number=26,
            title=TITLE,
            template=TEMPLATES[0],
            context=_own(qms, period),
            day=span(period)[1],
            file_title=f"Báo cáo kết quả giải quyết hồ sơ {operating.period_words(period)}",
        )


def of_period(qms: Qms, period: str) -> list[Caseload]:
    """The cases of the procedures in use, in the order of the procedures."""
    found = {case.procedure: case for case in qms.agency.operation.caseload if case.period == period}
    return [found[used.id] for used in qms.procedures if used.id in found]


def whole(period: str, cases: Sequence[Caseload]) -> Caseload:
    """All procedures together."""
    sums = {name: sum(getattr(case, name) for case in cases) for name in _COUNTED}
    return Caseload(procedure="cong", period=period, **sums)


def _own(qms: Qms, period: str) -> Own:
    cases = of_period(qms, period)
    total = whole(period, cases)
    reports = [one for one in qms.agency.operation.caseload_reports if one.period == period]
    report = reports[0] if reports else CaseloadReport(period=period)
    units = dict.fromkeys(qms.unit(qms.by_id[case.procedure].unit).name for case in cases)
    before = of_period(qms, previous(period))
    remark = _compared(total, whole(previous(period), before) if before else None)
    return {
        "period": operating.period_words(period),
        "units": ", ".join(units),
        "date": text.short_date(report.date),
        "source": report.source or text.BLANK,
        "cases": [_case(_name(qms, case), number, case) for number, case in enumerate(cases, start=1)],
        "total": _case("Cộng", 0, total),
        "late_cases": [_late(qms, case, late) for case in cases for late in case.late_cases],
        "late_note": _late_note(total.late),
        "remark": " ".join(filter(None, (remark, report.remark))),
        "proposal": report.proposal or text.BLANK,
    }


def _name(qms: Qms, case: Caseload) -> str:
    used = qms.by_id[case.procedure]
    return f"{used.procedure.title}\n({used.code})"


def _case(name: str, number: int, case: Caseload) -> CaseFields:
    return {
        "number": str(number or ""),
        "name": name,
        "brought": text.number(case.brought),
        "received": text.number(case.received),
        "settled": text.number(case.settled),
        "early": text.number(case.early),
        "on_time": text.number(case.on_time),
        "late": text.number(case.late),
        "in_hand": text.number(case.in_hand),
        "refused": text.number(case.refused),
        "supplemented": text.number(case.supplemented),
        "corrected": text.number(case.corrected),
        "share": operating.percent_words(case.in_time),
    }


def _late(qms: Qms, case: Caseload, late: LateCase) -> LateFields:
    return {
        "code": late.code,
        "name": qms.by_id[case.procedure].procedure.title,
        "due": text.short_date(late.due),
        "returned": text.short_date(late.returned),
        "days": str((late.returned - late.due).days),
        "cause": f"{'Chủ quan' if late.ours else 'Khách quan'}: {text.uncapitalize(late.cause)}",
        "who": operating.title_of(qms, late.who),
        "action": late.action or "",
    }


def _late_note(late: int) -> str:
    return f"Có {late} hồ sơ quá hạn, chưa kê chi tiết từng hồ sơ." if late else "Trong kỳ không có hồ sơ quá hạn."


def _compared(total: Caseload, before: Caseload | None) -> str:
    """Tỷ lệ đúng hạn 97,6%, tăng 1,2 điểm so với quý III năm 2008 (96,4%); hồ sơ quá hạn 3, kỳ trước 5."""
    if total.in_time is None:
        return "Trong kỳ chưa có hồ sơ được giải quyết."
    said = f"Tỷ lệ đúng hạn {operating.percent_words(total.in_time)}%"
    if before is None or before.in_time is None:
        return f"{said}; chưa có số liệu kỳ trước để so sánh. {_rates(total)}"
    earlier = f"{operating.period_words(before.period)} ({operating.percent_words(before.in_time)}%)"
    late = f"; số hồ sơ quá hạn là {total.late}, kỳ trước là {before.late}; nhận {_more(total, before)}"
    return f"{said}, {_moved(total.in_time - before.in_time)} {earlier}{late}. {_rates(total)}"


def _moved(by: Decimal) -> str:
    if not by:
        return "bằng"
    return f"{'tăng' if by > 0 else 'giảm'} {text.number(abs(by), 1)} điểm so với"


def _more(total: Caseload, before: Caseload) -> str:
    by = total.received - before.received
    if not by:
        return f"{text.number(total.received)} hồ sơ, bằng kỳ trước"
    return f"{text.number(total.received)} hồ sơ, {'nhiều' if by > 0 else 'ít'} hơn kỳ trước {text.number(abs(by))}"


def _rates(total: Caseload) -> str:
    """What else must be measured of every service: cases to be supplemented, results to be corrected."""
    supplemented = operating.percent_words(percent(total.supplemented, total.received), "0")
    corrected = operating.percent_words(percent(total.corrected, total.settled), "0")
    return (
        f"Hồ sơ phải bổ sung chiếm {supplemented}% số nhận trong kỳ; "
        f"kết quả phải sửa chiếm {corrected}% số đã giải quyết."
    )
