"""Administrative papers: letterhead, number and symbol, place and date, bases, signature, recipients.

The layout profile is chosen by the paper's date: NĐ 30/2020/NĐ-CP from 05/3/2020, TT 01/2011/TT-BNV before it,
TTLT 55/2005/TTLT-BNV-VPCP for the papers of 2007; `layout` in the agency's data overrides.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, TypedDict

from qmsdocs import citation, mentions, schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

_PROFILES = (
    (datetime.date(2020, 3, 5), "nd30-2020"),
    (datetime.date(2011, 1, 19), "tt01-2011"),
    (datetime.date.min, "ttlt55-2005"),
)


# Called functionally because `for` is a word of Python.
SignatureFields = TypedDict(
    "SignatureFields",
    {
        "for": Annotated[
            str, About("Dòng TM. khi ký thay mặt tập thể; trống nếu không ký thay mặt", "agency.yaml: collective")
        ],
        "title": Annotated[str, About("Chức danh người ký, in hoa", "agency.yaml: posts.head.title")],
        "name": Annotated[str, About("Họ và tên người ký; trống nếu chưa có", "agency.yaml: posts.head.name")],
    },
)


class BodiesFields(TypedDict):
    """The province's bodies that a plan speaks of."""

    lead: Annotated[str, About("Cơ quan chủ trì chương trình của tỉnh", "programme.yaml: province.lead")]
    contact: Annotated[str, About("Cơ quan đầu mối của chương trình", "programme.yaml: province.contact")]
    finance: Annotated[str, About("Cơ quan tài chính của tỉnh", "programme.yaml: province.finance")]


class OfficialFields(common.SharedFields):
    """What every administrative paper has."""

    number: Annotated[
        str,
        About(
            "Dòng số và ký hiệu văn bản, ví dụ Số: 15/KH-STP",
            "agency.yaml: project.plan_number | agency.yaml: project.submission_number | agency.yaml: abbreviation",
        ),
    ]
    date: Annotated[str, About("Dòng địa danh, ngày tháng năm", "agency.yaml: place | agency.yaml: project.plan_date")]
    signature: Annotated[SignatureFields, About("Khối ký của người đứng đầu cơ quan", "agency.yaml: posts.head")]
    addressee: Annotated[
        str,
        About(
            "Nơi kính gửi: cơ quan phê duyệt kế hoạch",
            "agency.yaml: submit_to | programme.yaml: province.committee | agency.yaml: parent",
        ),
    ]
    recipients: Annotated[
        list[str],
        About(
            "Các dòng nơi nhận",
            "agency.yaml: submit_to | programme.yaml: province | agency.yaml: posts.secretary.unit",
        ),
    ]
    bodies: Annotated[BodiesFields, About("Các cơ quan của chương trình cấp tỉnh", "programme.yaml: province")]


def templates(name: str) -> tuple[str, ...]:
    """The templates of a paper, one a layout profile."""
    return tuple(f"{profile}/{name}" for _, profile in _PROFILES)


def profile(qms: Qms) -> str:
    """The layout profile of the agency's plan and submission."""
    if qms.agency.layout:
        return qms.agency.layout
    year = schedule.plan_year(qms)
    if year is None:
        return _PROFILES[0][1]
    day = qms.agency.project.plan_date or datetime.date(year, 12, 31)
    return next(name for since, name in _PROFILES if day >= since)


def official(
    qms: Qms,
    *,
    kind: str,
    kind_name: str,
    symbol: str,
    number: str | None,
    title: str,
    template: str,
    context: Mapping[str, object],
) -> DocumentPlan:
    """An administrative paper of the agency, signed by its head.

    `context` holds the kind's own fields; those of OfficialFields are laid under them here.
    """
    abbreviation = qms.agency.abbreviation or text.SHORT_BLANK
    shared: OfficialFields = {
        "agency": common.agency_context(qms),
        "standard": common.standard_context(qms),
        "kind_name": kind_name,
        "number": f"Số: {_two_digits(number)}/{symbol}-{abbreviation}",
        "date": f"{qms.place or text.SHORT_BLANK}, "
        + text.long_date(qms.agency.project.plan_date, schedule.plan_year(qms)),
        "signature": _signature(qms),
        "addressee": addressee(qms),
        "recipients": _recipients(qms),
        "bodies": _bodies(qms),
    }
    return DocumentPlan(
        kind=kind,
        agency=qms.slug,
        code=f"{number or ''}/{symbol}-{abbreviation}".lstrip("/"),
        title=title,
        template=f"{profile(qms)}/{template}",
        path=common.document_path(qms, "project", f"{symbol} {title}"),
        context=mentions.resolve({**shared, **context}, mentions.names(qms)),
        inputs=(qms.home.file,),
    )


def _two_digits(number: str | None) -> str:
    return f"{int(number):02}" if number and number.isdigit() else number or "      "


def addressee(qms: Qms) -> str:
    """Who approves the plan: the province, or the body the agency names."""
    if qms.agency.submit_to:
        return qms.agency.submit_to
    return qms.programme.province.committee if qms.programme else qms.agency.parent or text.BLANK


def in_sentence(qms: Qms) -> str:
    """The agency's name inside a sentence, with its province unless the name already ends with a place."""
    name = qms.agency.short_name or qms.agency.name
    return name if qms.agency.collective or not qms.province or qms.province in name else f"{name} {_of_province(qms)}"


def _of_province(qms: Qms) -> str:
    return f"tỉnh {qms.province}"


def bases(qms: Qms) -> list[str]:
    """The căn cứ: the province's and the regime's acts, then the proposal."""
    dated = profile(qms) != "nd30-2020"
    acts = [*(qms.programme.legal_bases if qms.programme else ()), *qms.regime.plan_bases]
    lines = [f"Căn cứ {citation.full(qms.acts[act], dated)}" for act in dict.fromkeys(acts) if act in qms.acts]
    last = "." if profile(qms) == "nd30-2020" else ","
    return [f"{line};" for line in lines[:-1]] + [f"{line}{last}" for line in lines[-1:]]


def _signature(qms: Qms) -> SignatureFields:
    head = qms.post("head")
    return {
        "for": "TM. ỦY BAN NHÂN DÂN" if qms.agency.collective else "",
        "title": head.title.upper(),
        "name": head.name or "",
    }


def _bodies(qms: Qms) -> BodiesFields:
    province = qms.programme.province if qms.programme else None
    return {
        "lead": province.lead if province else "cơ quan chủ trì",
        "contact": province.contact if province else "cơ quan đầu mối",
        "finance": province.finance if province else "cơ quan tài chính",
    }


def _recipients(qms: Qms) -> list[str]:
    province = qms.programme.province if qms.programme else None
    outside = [province.lead, province.finance, province.contact] if province else []
    others = [body for body in outside if body not in (qms.agency.name, addressee(qms))]
    drafted = qms.post("secretary").unit
    kept = qms.unit(drafted).short or qms.unit(drafted).name if drafted else ""
    return [
        f"- {addressee(qms)} (để trình);",
        *(f"- {body};" for body in others),
        "- Các đơn vị trực thuộc (để thực hiện);",
        f"- Lưu: VT{f', {kept}' if kept else ''}.",
    ]
