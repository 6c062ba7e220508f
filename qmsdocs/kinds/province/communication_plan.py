"""The plan of publicity of a year (BP52): Sở KH&CN with Sở Nội vụ, the press and others.

Rule: Bình Phước, QĐ 42/2007/QĐ-UBND, mục VII.1 and V.1 line 1. No official form of it was seen: the text is our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.paper import Paper
from qmsdocs.model.programme import Communication
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Kế hoạch tuyên truyền của tỉnh"
TEMPLATES = letterhead.templates("communication-plan.docx")


class PieceFields(TypedDict):
    """One piece of publicity."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Nội dung, hình thức", "programme.yaml: communication[].what")]
    by: Annotated[str, About("Cơ quan thực hiện", "programme.yaml: communication[].by")]
    together: Annotated[str, About("Cơ quan phối hợp; trống nếu không có", "programme.yaml: communication[].together")]
    when: Annotated[str, About("Thời gian", "programme.yaml: communication[].when")]
    cost: Annotated[str, About("Kinh phí (đồng); không ghi thì là gạch ngang", "programme.yaml: communication[].cost")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm của kế hoạch", "programme.yaml: communication[].year")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    bases: Annotated[list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases | acts.yaml: *")]
    level: Annotated[str, About("tỉnh hoặc thành phố", "programme.yaml: province.committee")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]
    partners: Annotated[
        str,
        About("Các cơ quan phối hợp", "programme.yaml: province.home_affairs | programme.yaml: province.media"),
    ]
    pieces: Annotated[list[PieceFields], About("Các nội dung tuyên truyền", "programme.yaml: communication")]
    cost: Annotated[str, About("Tổng kinh phí; chưa ghi thì là dòng chấm", "programme.yaml: communication[].cost")]
    cost_words: Annotated[str, About("Tổng kinh phí bằng chữ", "programme.yaml: communication[].cost")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One for each year with publicity; while none is written, a draft for the first year."""
    programme = papers.programme(workspace)
    province, lead = programme.province, workspace.office("lead")
    for year, found in _by_year(workspace):
        facts = programme.communication_plans.get(str(year), Paper())
        known = [one.cost for one in found if one.cost is not None]
        total = sum(known, Decimal(0))
        own: Own = {
            "year": str(year),
            "programme": papers.titled(workspace),
            "bases": letterhead.bases(lead, letterhead.rules(lead), [], facts.date, year),
            "level": papers.level(workspace),
            "home_affairs": province.home_affairs,
            "partners": papers.joined([province.home_affairs, *province.media]),
            "pieces": [_piece(one, number) for number, one in enumerate(found, start=1)],
            "cost": text.money(total) if known else text.SHORT_BLANK,
            "cost_words": text.money_in_words(int(total)) if known else text.BLANK,
            "certifies": lead.agency.regime == "144-2006",
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="communication-plan",
            kind_name="Kế hoạch",
            group="training",
            letters="KH",
            facts=facts,
            year=year,
            title=f"Tuyên truyền về áp dụng hệ thống quản lý chất lượng năm {year}",
            template="communication-plan.docx",
            recipients=[
                f"{province.committee} (để báo cáo)",
                province.home_affairs,
                *province.media,
                province.contact,
            ],
            context=own,
        )


def _by_year(workspace: Workspace) -> Iterator[tuple[int, list[Communication]]]:
    programme = papers.programme(workspace)
    first = next(iter(papers.years(workspace)), None)
    found: dict[int, list[Communication]] = {}
    for one in programme.communication or (_proposed(workspace, first) if first else ()):
        if year := one.year or first:
            found.setdefault(year, []).append(one)
    yield from sorted(found.items())


def _proposed(workspace: Workspace, year: int) -> list[Communication]:
    """What a province does at least, with its own bodies."""
    province = papers.programme(workspace).province
    press = papers.joined(province.media) or None
    return [
        Communication(
            what="Hội nghị phổ biến Chương trình, lộ trình và trách nhiệm của các cơ quan",
            by=province.lead, together=province.home_affairs, when=f"Quý I năm {year}",
        ),
        Communication(
            what="Tin, bài, phóng sự về việc giải quyết thủ tục hành chính theo quy trình ở các cơ quan áp dụng",
            by=province.lead, together=press, when=f"Hằng quý, năm {year}",
        ),
        Communication(
            what="Tài liệu hỏi đáp về hệ thống quản lý chất lượng phát cho cán bộ, công chức",
            by=province.contact, together=province.home_affairs, when=f"Quý II năm {year}",
        ),
        Communication(
            what="Đăng Chương trình, danh sách, tiến độ và kết quả của các cơ quan trên trang thông tin điện tử",
            by=province.contact, when=f"Thường xuyên trong năm {year}",
        ),
    ]  # fmt: skip


def _piece(one: Communication, number: int) -> PieceFields:
    return {
        "number": str(number),
        "what": one.what,
        "by": one.by,
        "together": one.together or "",
        "when": one.when,
        "cost": text.money(one.cost) if one.cost is not None else "–",
    }
