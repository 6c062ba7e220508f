"""The finance body's appraisal of the programme's estimate of one year: asked, accepted, difference, reason.

Bình Phước, QĐ 42/2007/QĐ-UBND, mục V.3 (the finance body appraises what managing the programme costs), Điều 2.1 and mục
VII.2 (it leads in building the estimate). No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import estimates, text
from qmsdocs.estimates import Request
from qmsdocs.fields import About
from qmsdocs.kinds import estimate, letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import Estimate
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Công văn thẩm định dự toán của Chương trình"
TEMPLATES = letterhead.templates("appraisal-sheet.docx")
UNCONFIRMED = "Chưa đối chiếu với mẫu thẩm định dự toán của cơ quan tài chính."


class AppraisalRow(TypedDict):
    """One agency, or the management of the programme."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan", "agency.yaml: name")]
    asked: Annotated[str, About("Số đề nghị (đồng); chưa gửi thì là dòng chấm", "project.yaml: budget")]
    accepted: Annotated[
        str,
        About(
            "Số chấp nhận (đồng); chưa thẩm định thì là dòng chấm", "programme.yaml: estimates.*.appraisals[].accepted"
        ),
    ]
    difference: Annotated[str, About("Chênh lệch: tăng là +, giảm là −; bằng nhau là 0")]
    reason: Annotated[str, About("Lý do, hoặc tình trạng hồ sơ", "programme.yaml: estimates.*.appraisals[].reason")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm dự toán", "programme.yaml: estimates")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    asked_by: Annotated[
        str,
        About("Cơ quan đề nghị thẩm định", "programme.yaml: province.lead"),
    ]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    rows: Annotated[list[AppraisalRow], About("Từng cơ quan của đợt", "programme.yaml: estimates.*.appraisals")]
    agencies: Annotated[AppraisalRow, About("Cộng các cơ quan")]
    managing: Annotated[AppraisalRow, About("Chi quản lý", "programme.yaml: estimates.*.management_accepted")]
    total: Annotated[AppraisalRow, About("Tổng cộng")]
    words: Annotated[str, About("Tổng số chấp nhận bằng chữ")]
    appraised: Annotated[str, About("Số cơ quan đã thẩm định", "programme.yaml: estimates.*.appraisals")]
    count: Annotated[str, About("Số cơ quan của đợt", "programme.yaml: cohorts[].agencies")]
    waiting: Annotated[
        str, About("Các cơ quan chưa thẩm định, cách nhau bằng dấu phẩy; trống nếu không còn", "project.yaml: budget")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a year that has an estimate."""
    programme = papers.programme(workspace)
    for year in estimates.years(workspace):
        if str(year) not in programme.estimates:
            continue
        written = programme.estimates[str(year)]
        yield papers.paper(
            workspace,
            office="finance",
            kind="appraisal-sheet",
            kind_name="Công văn",
            group="money",
            letters="",
            facts=written.appraised,
            year=year - 1,
            title=f"Thẩm định dự toán kinh phí năm {year} của Chương trình",
            template="appraisal-sheet.docx",
            addressed_to=programme.province.lead,
            recipients=["Như trên", f"{programme.province.committee} (để báo cáo)"],
            context=_own(workspace, year, written),
        )


def _own(workspace: Workspace, year: int, written: Estimate) -> Own:
    every = estimates.of_year(workspace, year)
    asked = estimates.known(one.asked for one in every)
    accepted = estimates.known(one.appraisal.accepted for one in every if one.appraisal)
    managing, managed = estimates.managing(written), written.management_accepted
    whole = estimates.known((accepted, managed))
    differences = [_difference(one.asked, _accepted(one)) for one in every]
    managed_less, reason = _difference(managing, managed), written.management_reason or ""
    return {
        "year": str(year),
        "programme": papers.titled(workspace),
        "asked_by": papers.programme(workspace).province.lead,
        "certifies": workspace.office("committee").agency.regime == "144-2006",
        "rows": [
            _row(str(number), one.qms.agency.name, one.asked, _accepted(one), difference, _reason(one))
            for number, (one, difference) in enumerate(zip(every, differences, strict=True), start=1)
        ],
        "agencies": _row("", "Cộng các cơ quan", asked, accepted, estimates.known(differences), ""),
        "managing": _row("", "Chi quản lý Chương trình", managing, managed, managed_less, reason),
        "total": _row(
            "",
            "Tổng cộng",
            estimates.known((asked, managing)),
            whole,
            estimates.known((*differences, managed_less)),
            "",
        ),
        "words": estimate.in_words(whole),
        "appraised": f"{sum(one.appraisal is not None for one in every):02}",
        "count": f"{len(every):02}",
        "waiting": ", ".join(one.qms.agency.name for one in every if one.appraisal is None),
    }


def _accepted(one: Request) -> Decimal | None:
    return one.appraisal.accepted if one.appraisal else None


def _difference(asked: Decimal | None, accepted: Decimal | None) -> Decimal | None:
    """Accepted less asked; None while one of them is not known. Totals add only what could be compared."""
    return None if asked is None or accepted is None else accepted - asked


def _reason(one: Request) -> str:
    """As written, or why there is nothing to compare."""
    if one.appraisal and one.appraisal.reason:
        return one.appraisal.reason
    if one.asked is not None:
        return "" if one.appraisal else "Chưa thẩm định"
    return "Dự toán chưa đủ đơn giá" if one.started else "Chưa gửi dự toán"


def _row(
    number: str,
    name: str,
    asked: Decimal | None,
    accepted: Decimal | None,
    difference: Decimal | None,
    reason: str,
) -> AppraisalRow:
    return {
        "number": number,
        "name": name,
        "asked": estimate.figures(asked),
        "accepted": estimate.figures(accepted),
        "difference": "" if difference is None else signed(difference),
        "reason": reason,
    }


def signed(amount: Decimal) -> str:
    """+1.000.000, −500.000 or 0."""
    mark = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{mark}{text.money(abs(amount))}"
