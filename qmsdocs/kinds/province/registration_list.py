"""The voluntary agencies that registered for one year, gathered and submitted to the committee (BP30).

Bình Phước, QĐ 42/2007/QĐ-UBND, mục IV.2: registered in quarter III of the year before; the lead gathers and submits.
No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import days, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import ProgrammePaper, Registration
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Tờ trình danh sách cơ quan, đơn vị đăng ký tham gia Chương trình"
TEMPLATES = letterhead.templates("registration-list.docx")
UNCONFIRMED = "Chưa thấy mẫu tổng hợp đăng ký chính thức; các cột do bộ công cụ đề xuất."


class RegistrationRow(TypedDict):
    """One agency that registered."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên cơ quan, đơn vị", "programme.yaml: registrations[].name")]
    address: Annotated[str, About("Địa chỉ; trống nếu không ghi", "programme.yaml: registrations[].address")]
    head: Annotated[str, About("Người đứng đầu; trống nếu không ghi", "programme.yaml: registrations[].head")]
    staff: Annotated[str, About("Số cán bộ; trống nếu không ghi", "programme.yaml: registrations[].staff")]
    scope: Annotated[str, About("Phạm vi xin áp dụng; trống nếu không ghi", "programme.yaml: registrations[].scope")]
    date: Annotated[str, About("Ngày đăng ký", "programme.yaml: registrations[].date")]
    late: Annotated[str, About("Đúng hạn, hoặc quá hạn bao nhiêu ngày")]
    opinion: Annotated[
        str,
        About(
            "Ý kiến của cơ quan chủ trì: Đề nghị phê duyệt; Không đề nghị kèm lý do",
            "programme.yaml: registrations[].proposed | programme.yaml: registrations[].reason",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm xin thực hiện", "programme.yaml: registrations[].year")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    bases: Annotated[list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases | acts.yaml: *")]
    due: Annotated[str, About("Hạn đăng ký: ngày cuối quý III năm trước")]
    rows: Annotated[list[RegistrationRow], About("Các cơ quan đăng ký", "programme.yaml: registrations")]
    count: Annotated[str, About("Số cơ quan đăng ký", "programme.yaml: registrations")]
    proposed: Annotated[str, About("Số cơ quan được đề nghị phê duyệt", "programme.yaml: registrations[].proposed")]
    refused: Annotated[
        str, About("Số cơ quan không được đề nghị; trống nếu không có", "programme.yaml: registrations[].proposed")
    ]
    late: Annotated[int, About("Số cơ quan đăng ký quá hạn", "programme.yaml: registrations[].date")]
    staff: Annotated[
        str,
        About("Cộng số cán bộ của các cơ quan có ghi; trống nếu không ghi", "programme.yaml: registrations[].staff"),
    ]
    listed: Annotated[
        str, About("Số cơ quan của đợt theo lộ trình cùng năm; 00 nếu không có", "programme.yaml: cohorts[].agencies")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One for each year somebody registered for."""
    programme, committee = papers.programme(workspace), workspace.office("committee")
    for year in sorted({one.year for one in programme.registrations}):
        facts = programme.papers.get(f"registration-list-{year}", ProgrammePaper())
        every = sorted((one for one in programme.registrations if one.year == year), key=_order)
        due = days.quarter_end(year - 1, 3)
        staff = [one.staff for one in every if one.staff is not None]
        refused = sum(not one.proposed for one in every)
        own: Own = {
            "year": str(year),
            "programme": papers.titled(workspace),
            "bases": letterhead.bases(committee, [committee.regime.base_act], day=facts.date, year=year - 1),
            "due": text.short_date(due),
            "rows": [_row(one, number, due) for number, one in enumerate(every, start=1)],
            "count": f"{len(every):02}",
            "proposed": f"{len(every) - refused:02}",
            "refused": f"{refused:02}" if refused else "",
            "late": sum(one.date > due for one in every),
            "staff": text.number(sum(staff)) if staff else "",
            "listed": f"{sum(len(one.agencies) for one in programme.cohorts if one.year == year):02}",
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="registration-list",
            kind_name="Tờ trình",
            group="cohorts",
            letters="TTr",
            facts=facts,
            year=year - 1,
            title=f"Phê duyệt danh sách cơ quan, đơn vị đăng ký tham gia Chương trình năm {year}",
            template="registration-list.docx",
            addressed_to=programme.province.committee,
            recipients=["Như trên", programme.province.contact, programme.province.finance],
            context=own,
        )


def _order(one: Registration) -> tuple[datetime.date, tuple[object, ...]]:
    return one.date, text.sort_key(one.name)


def _row(one: Registration, number: int, due: datetime.date) -> RegistrationRow:
    late = (one.date - due).days
    return {
        "number": str(number),
        "name": one.name,
        "address": one.address or "",
        "head": one.head or "",
        "staff": "" if one.staff is None else text.number(one.staff),
        "scope": one.scope or "",
        "date": text.short_date(one.date),
        "late": f"Quá hạn {late} ngày" if late > 0 else "Đúng hạn",
        "opinion": _opinion(one),
    }


def _opinion(one: Registration) -> str:
    """What the lead says of it on submitting; whether it was approved is known only afterwards."""
    if one.proposed:
        return "Đề nghị phê duyệt"
    return "Không đề nghị" + (f": {text.uncapitalize(one.reason)}" if one.reason else "")
