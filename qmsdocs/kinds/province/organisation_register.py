"""Register of consultants, experts and certifiers that the contact body introduces to agencies (BP51).

Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.1 (the contact body introduces qualified organisations); Hưng Yên, Chỉ thị
18/4/2007, mục 5 (managing consulting and certification). Today cards and confirmations are valid three years (TT
26/2014/TT-BKHCN, Điều 16); agencies hire no certifier (QĐ 19/2014/QĐ-TTg, Điều 4), who only joins the province's
inspection (Điều 8). No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.contract import Validity
from qmsdocs.model.programme import Organisation, ProgrammePaper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Danh sách tổ chức tư vấn, tổ chức chứng nhận, chuyên gia"
TEMPLATES = letterhead.templates("organisation-register.docx")
UNCONFIRMED = "Chưa thấy mẫu danh sách chính thức; các cột do bộ công cụ đề xuất."

TYPES = {"consultant": "Tổ chức tư vấn", "expert": "Chuyên gia tư vấn độc lập", "certifier": "Tổ chức chứng nhận"}
_SOON = 90  # days before its end in which a paper is marked


class CardRow(TypedDict):
    """An expert of the organisation."""

    name: Annotated[str, About("Họ và tên", "programme.yaml: organisations[].experts[].name")]
    card: Annotated[
        str, About("Số thẻ và hạn; trống nếu không ghi", "programme.yaml: organisations[].experts[].number")
    ]
    state: Annotated[str, About("Hiệu lực của thẻ", "programme.yaml: organisations[].experts[].until")]


class OrganisationRow(TypedDict):
    """One organisation or independent expert."""

    number: Annotated[str, About("Số thứ tự")]
    name: Annotated[str, About("Tên", "programme.yaml: organisations[].name")]
    address: Annotated[str, About("Địa chỉ, liên hệ; trống nếu không ghi", "programme.yaml: organisations[].address")]
    certificate: Annotated[
        str, About("Số giấy; chưa có thì là dòng chấm", "programme.yaml: organisations[].certificate")
    ]
    period: Annotated[
        str,
        About(
            "Từ ngày cấp đến ngày hết hạn",
            "programme.yaml: organisations[].issued | programme.yaml: organisations[].until",
        ),
    ]
    state: Annotated[str, About("Hiệu lực vào ngày xét", "programme.yaml: organisations[].until")]
    valid: Annotated[bool, About("Còn hiệu lực hay không", "programme.yaml: organisations[].until")]
    cards: Annotated[list[CardRow], About("Các chuyên gia", "programme.yaml: organisations[].experts")]
    note: Annotated[str, About("Ghi chú; trống nếu không có", "programme.yaml: organisations[].note")]


class GroupFields(TypedDict):
    """Those of one type."""

    title: Annotated[
        str, About("Loại: tổ chức tư vấn, chuyên gia, tổ chức chứng nhận", "programme.yaml: organisations[].type")
    ]
    count: Annotated[str, About("Số tổ chức, cá nhân")]
    valid: Annotated[str, About("Số còn hiệu lực")]
    rows: Annotated[list[OrganisationRow], About("Từng tổ chức, cá nhân", "programme.yaml: organisations")]


class Own(TypedDict):
    """What only this kind has."""

    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    day: Annotated[str, About("Ngày xét hiệu lực", "programme.yaml: papers.*.as_of | programme.yaml: papers.*.date")]
    dated: Annotated[bool, About("Đã biết ngày xét hay chưa", "programme.yaml: papers.*.date")]
    groups: Annotated[list[GroupFields], About("Danh sách theo loại", "programme.yaml: organisations")]
    count: Annotated[str, About("Tổng số")]
    valid: Annotated[str, About("Số còn hiệu lực")]
    expired: Annotated[str, About("Tên những nơi hết hiệu lực, cách nhau bằng dấu phẩy; trống nếu không có")]
    soon: Annotated[str, About("Tên những nơi sắp hết hiệu lực trong 90 ngày; trống nếu không có")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a programme that has a register."""
    programme = papers.programme(workspace)
    if not programme.organisations:
        return
    facts = programme.papers.get("organisation-register", ProgrammePaper())
    day = facts.as_of or facts.date
    rows = [(one, _row(one, day)) for one in programme.organisations]
    own: Own = {
        "programme": papers.titled(workspace),
        "certifies": workspace.office("committee").agency.regime == "144-2006",
        "day": text.short_date(day),
        "dated": day is not None,
        "groups": [
            {
                "title": title,
                "count": f"{len(mine):02}",
                "valid": _valid(mine, day),
                "rows": [{**row, "number": str(number)} for number, row in enumerate(mine, start=1)],
            }
            for name, title in TYPES.items()
            if (mine := [row for one, row in rows if one.type == name])
        ],
        "count": f"{len(rows):02}",
        "valid": _valid([row for _, row in rows], day),
        "expired": ", ".join(one.name for one, row in rows if not row["valid"]),
        "soon": ", ".join(one.name for one in programme.organisations if _ends_soon(one, day)),
    }
    cohorts = programme.cohorts
    yield papers.paper(
        workspace,
        office="contact",
        kind="organisation-register",
        kind_name="Thông báo",
        group="guidance",
        letters="TB",
        facts=facts,
        year=cohorts[0].year if cohorts else None,
        title="Danh sách tổ chức tư vấn, tổ chức chứng nhận, chuyên gia đủ điều kiện",
        template="organisation-register.docx",
        recipients=[
            "Các cơ quan, đơn vị trong danh sách áp dụng",
            f"{programme.province.lead} (để báo cáo)",
            "Các tổ chức, chuyên gia có tên",
        ],
        context=own,
    )


def validity(one: Organisation) -> Validity:
    """How long its certificate is good."""
    return Validity((), f"giấy của {one.name}", one.issued, one.until)


def _valid(rows: list[OrganisationRow], day: datetime.date | None) -> str:
    """How many are valid; room to write while there is no day to judge by."""
    return text.SHORT_BLANK if day is None else f"{sum(row['valid'] for row in rows):02}"


def _row(one: Organisation, day: datetime.date | None) -> OrganisationRow:
    return {
        "number": "",
        "name": one.name,
        "address": one.address or "",
        "certificate": one.certificate or text.SHORT_BLANK,
        "period": _period(one.issued, one.until),
        "state": state(validity(one), day),
        "valid": day is None or validity(one).covers(day),
        "cards": [
            {
                "name": card.name,
                "card": ", ".join(filter(None, (card.number, _until(card.until)))),
                "state": state(Validity((), "", card.issued, card.until), day) if card.until or card.issued else "",
            }
            for card in one.experts
        ],
        "note": one.note or "",
    }


def _period(issued: datetime.date | None, until: datetime.date | None) -> str:
    if issued is None and until is None:
        return text.SHORT_BLANK
    return f"{text.short_date(issued)} - {text.short_date(until)}"


def _until(until: datetime.date | None) -> str:
    return f"đến {text.short_date(until)}" if until else ""


def state(one: Validity, day: datetime.date | None) -> str:
    """How a paper stands on a day."""
    if one.issued is None and one.until is None:
        return "Chưa rõ thời hạn"
    if day is None:
        return text.SHORT_BLANK
    if one.issued and day < one.issued:
        return f"Chưa có hiệu lực (từ {text.short_date(one.issued)})"
    if one.until and day > one.until:
        return f"Hết hiệu lực {(day - one.until).days} ngày"
    if one.until and (one.until - day).days <= _SOON:
        return f"Còn {(one.until - day).days} ngày"
    return "Còn hiệu lực"


def _ends_soon(one: Organisation, day: datetime.date | None) -> bool:
    return bool(day and one.until and 0 <= (one.until - day).days <= _SOON)
