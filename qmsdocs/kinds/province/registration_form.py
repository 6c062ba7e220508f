"""Blank form on which a voluntary agency registers for the programme (BP29).

Bình Phước, QĐ 42/2007/QĐ-UBND, mục IV.2: agencies that want to take part register with the lead through the contact
body in quarter III of the year before. No official form of it was seen: the items are our own.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.paper import Paper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Mẫu đăng ký tham gia Chương trình"
TEMPLATES = letterhead.templates("registration-form.docx")
UNCONFIRMED = "Chưa thấy mẫu đăng ký chính thức; các mục do bộ công cụ đề xuất."


class Own(TypedDict):
    """What only this kind has."""

    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    encouraged: Annotated[
        str, About("Các cơ quan, đơn vị được khuyến khích; trống nếu không ghi", "programme.yaml: province.encouraged")
    ]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    shortest: Annotated[str, About("Số tháng ngắn nhất của dự án", "standards/regime-*.yaml: min_months")]
    longest: Annotated[str, About("Số tháng dài nhất của dự án", "standards/regime-*.yaml: max_months")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a programme. Its letterhead is left to the agency that fills it in."""
    programme, committee = papers.programme(workspace), workspace.office("committee")
    own: Own = {
        "programme": papers.titled(workspace),
        "encouraged": programme.province.encouraged or "",
        "certifies": committee.agency.regime == "144-2006",
        "shortest": str(committee.regime.min_months),
        "longest": str(committee.regime.max_months),
    }
    blank: common.AgencyFields = {
        **common.agency_context(committee),
        "name": text.BLANK,
        "short": text.BLANK,
        "upper": "TÊN CƠ QUAN\nHOẶC ĐƠN VỊ",
        "one_line": "TÊN CƠ QUAN HOẶC ĐƠN VỊ",
        "parent": "Cơ quan chủ quản",
        "parent_upper": "CƠ QUAN CHỦ QUẢN",
        "abbreviation": text.SHORT_BLANK,
    }
    plan = papers.paper(
        workspace,
        office="lead",
        kind="registration-form",
        kind_name="Đơn đăng ký",
        group="cohorts",
        letters="ĐK",
        facts=Paper(date=_day(workspace)),
        title=TITLE,
        template="registration-form.docx",
        addressed_to=f"{programme.province.lead} (qua {programme.province.contact})",
        file_title=TITLE,
        context={
            **own,
            "agency": blank,
            "number": f"Số:       /{text.SHORT_BLANK}",
            "date": f"{text.SHORT_BLANK}, {text.long_date(None)}",
            "signature": {"for": "", "title": "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "name": ""},
            "recipients": ["- Như trên;", "- Lưu: VT."],
        },
    )
    yield dataclasses.replace(plan, code="Mẫu đăng ký")


def _day(workspace: Workspace) -> datetime.date | None:
    """Within the programme, so that the layout is that of its papers; the day itself is not printed."""
    decision, cohorts = papers.programme(workspace).decision, papers.programme(workspace).cohorts
    if decision and decision.date:
        return decision.date
    return datetime.date(cohorts[0].year - 1, 7, 1) if cohorts else None
