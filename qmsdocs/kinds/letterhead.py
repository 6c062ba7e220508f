"""Administrative papers: letterhead, number and symbol, place and date, bases, signature, recipients.

The layout profile is chosen by the paper's date: NĐ 30/2020/NĐ-CP from 05/3/2020, TT 01/2011/TT-BNV before it,
TTLT 55/2005/TTLT-BNV-VPCP for the papers of 2007; `layout` in the agency's data overrides.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Annotated, TypedDict

from qmsdocs import citation, mentions, names, schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.model.agency import Post
from qmsdocs.model.paper import Paper
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
            str,
            About(
                "Các dòng TM., KT., TL. trên chức danh người ký; trống khi người đứng đầu tự ký",
                "agency.yaml: collective | project.yaml: papers.*.signed_by",
            ),
        ],
        "title": Annotated[
            str,
            About("Chức danh người ký, in hoa", "project.yaml: papers.*.signed_by | agency.yaml: posts.head.title"),
        ],
        "name": Annotated[
            str,
            About(
                "Họ và tên người ký; trống nếu chưa có",
                "project.yaml: papers.*.signed_by | agency.yaml: posts.head.name",
            ),
        ],
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
            "project.yaml: papers.*.number | project.yaml: plan_number | project.yaml: submission_number "
            "| agency.yaml: abbreviation",
        ),
    ]
    date: Annotated[
        str,
        About(
            "Dòng địa danh, ngày tháng năm; trống ở biên bản",
            "agency.yaml: place | project.yaml: papers.*.date | project.yaml: plan_date",
        ),
    ]
    signature: Annotated[SignatureFields, About("Khối ký của người đứng đầu cơ quan", "agency.yaml: posts.head")]
    addressee: Annotated[
        str,
        About(
            "Nơi kính gửi; trống ở văn bản không gửi riêng cho ai",
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


def profile(qms: Qms, day: datetime.date | None = None, year: int | None = None) -> str:
    """The layout profile of a paper of that day; when the day is not known, of the agency's plan, of the plan's year or
    of the paper's own `year`."""
    if qms.agency.layout:
        return qms.agency.layout
    day = day or qms.agency.project.plan_date
    year = schedule.plan_year(qms) or year
    if day is None and year is None:
        return _PROFILES[0][1]
    day = day or datetime.date(year or 1, 12, 31)
    return next(name for since, name in _PROFILES if day >= since)


def paper(
    qms: Qms,
    *,
    kind: str,
    kind_name: str,
    group: str,
    symbol: str,
    facts: Paper,
    title: str,
    template: str,
    context: Mapping[str, object],
    year: int | None = None,
    dated: bool = True,
    addressed_to: str = "",
    recipients: Iterable[str] = (),
    file_title: str = "",
) -> DocumentPlan:
    """An administrative paper of the agency.

    `symbol` is what follows the number: see `typed` and `dispatched`. `year` is printed while the day is not known;
    minutes are not `dated` under their letterhead. `recipients` are lines without dash and end mark; where the paper is
    kept is added. `context` holds the kind's own fields; those of OfficialFields are laid under them here.
    """
    place = qms.place or text.SHORT_BLANK
    shared: OfficialFields = {
        "agency": common.agency_context(qms),
        "standard": common.standard_context(qms),
        "kind_name": kind_name,
        "number": f"Số: {_two_digits(facts.number)}/{symbol}",
        "date": f"{place}, {text.long_date(facts.date, year)}" if dated else "",
        "signature": signature(qms, facts.signed_by),
        "addressee": addressed_to,
        "recipients": [*(f"- {line};" for line in recipients), _kept(qms)],
        "bodies": _bodies(qms),
    }
    return DocumentPlan(
        kind=kind,
        agency=qms.slug,
        code=f"{facts.number or ''}/{symbol}".lstrip("/"),
        title=title,
        template=f"{profile(qms, facts.date, year)}/{template}",
        path=common.document_path(qms, group, file_title or f"{symbol.partition('-')[0]} {title}"),
        context=mentions.resolve({**shared, **context}, mentions.names(qms)),
        inputs=(qms.home.file,),
        day=facts.date or (datetime.date(year, 12, 31) if year else None),
    )


def typed(qms: Qms, letters: str, day: datetime.date | None = None) -> str:
    """The symbol of a paper that has a type: QĐ-SKHCN. The letters are those of NĐ 30/2020, Phụ lục III, Mục I.

    `day` is the day of a paper that is cited, which keeps the symbol it had.
    """
    qms = names.qms_on(qms, day) if day else qms
    return f"{letters}-{qms.agency.abbreviation or text.SHORT_BLANK}"


def dispatched(qms: Qms) -> str:
    """The symbol of a dispatch (công văn): agency and drafting unit, SKHCN-VP."""
    drafted = qms.post("secretary").unit
    unit = qms.unit(drafted).abbreviation if drafted else None
    return f"{qms.agency.abbreviation or text.SHORT_BLANK}-{unit or text.SHORT_BLANK}"


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
    """The plan or its submission: a paper to whom approves the plan, with the recipients of a plan."""
    return paper(
        qms,
        kind=kind,
        kind_name=kind_name,
        group="project",
        symbol=typed(qms, symbol),
        facts=Paper(number=number, date=qms.agency.project.plan_date),
        title=title,
        template=template,
        context={"recipients": _recipients(qms), **context},
        year=schedule.plan_year(qms),
        addressed_to=addressee(qms),
    )


def _two_digits(number: str | None) -> str:
    return f"{int(number):02}" if number and number.isdigit() else number or "      "


def addressee(qms: Qms) -> str:
    """Who approves the plan: the province, or the body the agency names."""
    if qms.agency.submit_to:
        return qms.agency.submit_to
    return qms.programme.province.committee if qms.programme else qms.agency.parent or text.BLANK


def in_sentence(qms: Qms, day: datetime.date | None = None) -> str:
    """The agency's name inside a sentence, with its province unless the name already ends with a place.

    `day` is the day of a paper that is cited: its agency is called as it was then.
    """
    qms = names.qms_on(qms, day) if day else qms
    name = qms.agency.short_name or qms.agency.name
    if qms.agency.collective or not qms.province or qms.province in name:
        return name
    return f"{name.removesuffix(' tỉnh')} {_of_province(qms)}"  # Văn phòng Ủy ban nhân dân tỉnh + tỉnh An Bình


def _of_province(qms: Qms) -> str:
    return f"tỉnh {qms.province}"


def bases(
    qms: Qms,
    acts: Iterable[str] = (),
    further: Iterable[str] = (),
    day: datetime.date | None = None,
    year: int | None = None,
) -> list[str]:
    """The căn cứ: of the plan, those of the province and the regime; else of the named acts. Then further lines.

    The last ends with a full stop under NĐ 30/2020, with a comma before it; `day` and `year` are the paper's own.
    """
    used = profile(qms, day, year)
    named = [*(qms.programme.legal_bases if qms.programme else ()), *(acts or qms.regime.plan_bases)]
    lines = [
        f"Căn cứ {citation.full(qms.acts[act], used != 'nd30-2020')}" for act in dict.fromkeys(named) if act in qms.acts
    ]
    return closed([*lines, *further], used)


def closed(lines: list[str], used: str) -> list[str]:
    """The căn cứ with their marks in a layout profile: the last line decides which."""
    last = "." if used == "nd30-2020" else ","
    return [f"{line};" for line in lines[:-1]] + [f"{line}{last}" for line in lines[-1:]]


def rules(qms: Qms) -> list[str]:
    """The acts that a paper of the project stands on; those about money alone are for papers about money."""
    return [act for act in qms.regime.plan_bases if act not in qms.regime.money_bases]


def own_plan(qms: Qms) -> list[str]:
    """The agency's own plan as a basis, once it has a date."""
    project = qms.agency.project
    if project.plan_date is None:
        return []
    number = f" số {project.plan_number}/{typed(qms, 'KH', project.plan_date)}" if project.plan_number else ""
    return [
        f"Căn cứ Kế hoạch{number} {text.long_date(project.plan_date)} của "
        f"{in_sentence(qms, project.plan_date)} về xây dựng và áp dụng hệ "
        f"thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name}"
    ]


def proposal(qms: Qms, post: str = "secretary") -> str:
    """Who proposes a decision: the head of the unit in which the post is, else the post itself."""
    unit = qms.post(post).unit
    head = qms.unit(unit).head if unit else None
    return f"Theo đề nghị của {head or qms.post(post).title}"


def authority(qms: Qms) -> str:
    """Who decides, above the căn cứ: the head with the agency's name, or the collective itself."""
    if qms.agency.collective:
        return qms.agency.name.upper()
    return f"{qms.post('head').title} {in_sentence(qms)}".upper()


def signature(qms: Qms, post: str = "head") -> SignatureFields:
    """The signature block: the head; a deputy for the head (KT.); somebody else by the head's order (TL.); before all
    of them TM. when a collective is headed (NĐ 30/2020, Điều 13; TTLT 55/2005 knew the same)."""
    head, signer = qms.post("head"), qms.post(post)
    collective = ["TM. ỦY BAN NHÂN DÂN"] if qms.agency.collective else []
    if post == "head":
        lines = collective
    elif signer.leadership:
        lines = [*collective, f"KT. {_title(head)}"]
    else:
        lines = [f"TL. {_title(head)}"]
    return {"for": "\n".join(lines), "title": _title(signer), "name": signer.name or ""}


_ROLES = ("đại diện lãnh đạo", "thư ký iso")


def rank(title: str) -> str:
    """A post's title without the role in the QMS that some carry behind a dash: Phó Giám đốc - Thư ký ISO."""
    before, _, role = title.rpartition(" - ")
    return before if before and role.lower().startswith(_ROLES) else title


def _title(post: Post) -> str:
    return rank(post.title).upper()


def _kept(qms: Qms) -> str:
    drafted = qms.post("secretary").unit
    kept = qms.unit(drafted).short or qms.unit(drafted).name if drafted else ""
    return f"- Lưu: VT{f', {kept}' if kept else ''}."


def _bodies(qms: Qms) -> BodiesFields:
    province = qms.programme.province if qms.programme else None
    return {
        "lead": province.lead if province else "cơ quan chủ trì",
        "contact": province.contact if province else "cơ quan đầu mối",
        "finance": province.finance if province else "cơ quan tài chính",
    }


def overseer(qms: Qms) -> str:
    """To whom the agency answers for its project: who leads the programme, or who approves the plan of that body."""
    lead = _bodies(qms)["lead"]
    return lead if lead != qms.agency.name else addressee(qms)


def outside(qms: Qms) -> list[str]:
    """The province's bodies that follow the programme, but for the agency itself and whom it submits to."""
    province = qms.programme.province if qms.programme else None
    bodies = [province.lead, province.finance, province.contact] if province else []
    return [body for body in bodies if body not in (qms.agency.name, addressee(qms))]


def _recipients(qms: Qms) -> list[str]:
    return [
        f"- {addressee(qms)} (để trình);",
        *(f"- {body};" for body in outside(qms)),
        "- Các đơn vị trực thuộc (để thực hiện);",
        _kept(qms),
    ]
