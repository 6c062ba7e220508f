"""Guide of the contact body to choosing a consultant, an expert or a certifier, with the sheet to examine them by.

Bình Phước, QĐ 42/2007/QĐ-UBND, Điều 2.3 (v) (BP12), mục VI; Hưng Yên, Chỉ thị 18/4/2007, mục 5 (HY14). Under QĐ
144/2006 no number is laid down for a consultant or a certifier: the conditions are those of the toolkit's own sheet.
Today TT 26/2014/TT-BKHCN, Điều 7-10, 16, 22, 41; QĐ 19/2014/QĐ-TTg, Điều 4 and 8; fees TT 116/2015/TT-BTC. No official
form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.eligibility_sheet import CONDITIONS, LAWS
from qmsdocs.kinds.province import organisation_register, papers
from qmsdocs.model.programme import ProgrammePaper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Hướng dẫn lựa chọn tổ chức tư vấn, tổ chức chứng nhận"
TEMPLATES = letterhead.templates("choice-guide.docx")
UNCONFIRMED = (
    "Chưa thấy mẫu phiếu kiểm tra chính thức. Theo Quyết định 144/2006/QĐ-TTg, văn bản của tỉnh chỉ đòi hỏi đủ điều "
    "kiện theo pháp luật và đủ năng lực; các điều kiện cụ thể do bộ công cụ đề xuất."
)

# What proves each of those conditions, in their order.
_EVIDENCE = {
    ("19-2014", "consulting"): (
        "Giấy chứng nhận ISO 9001 của tổ chức, còn hạn, phạm vi có hoạt động tư vấn",
        "Danh sách khách hàng kèm hợp đồng hoặc biên bản thanh lý",
        "Danh sách chuyên gia kèm hợp đồng lao động",
        "Văn bằng, chứng chỉ của từng chuyên gia",
        "Lý lịch chuyên gia kèm xác nhận của khách hàng",
        "Giấy xác nhận, thẻ chuyên gia; đối chiếu ngày hết hạn với ngày kết thúc hợp đồng",
    ),
    ("144-2006", "consulting"): (
        "Giấy đăng ký hoạt động hoặc đăng ký kinh doanh có lĩnh vực tư vấn hệ thống quản lý chất lượng",
        "Lý lịch chuyên gia; hợp đồng đã thực hiện cho cơ quan hành chính nhà nước",
        "Bản đề xuất tiến độ, số ngày công, người thực hiện",
        "Bản cam kết có chữ ký của người đứng đầu tổ chức",
    ),
    ("144-2006", "certification"): (
        "Giấy đăng ký hoạt động chứng nhận hệ thống quản lý chất lượng",
        "Lý lịch đánh giá viên; danh sách cơ quan hành chính đã chứng nhận",
        "Bản cam kết độc lập; đối chiếu với hợp đồng tư vấn của cơ quan",
        "Bản đề xuất lịch giám sát và phí giám sát",
    ),
}
_NAMES = {"consulting": "Tổ chức tư vấn", "certification": "Tổ chức chứng nhận"}


class ConditionRow(TypedDict):
    """One condition and what proves it."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Điều kiện phải xem xét")]
    evidence: Annotated[str, About("Bằng chứng cần xem")]


class SideFields(TypedDict):
    """What is examined of one sort of organisation."""

    title: Annotated[str, About("Tổ chức tư vấn hoặc tổ chức chứng nhận")]
    rules: Annotated[str, About("Điều kiện theo văn bản nào")]
    rows: Annotated[list[ConditionRow], About("Các điều kiện")]


class FeeRow(TypedDict):
    """The most that consulting may cost."""

    who: Annotated[str, About("Nhóm cơ quan", "standards/regime-*.yaml: ceilings[].who")]
    most: Annotated[str, About("Mức trần (đồng)", "standards/regime-*.yaml: ceilings[].limits[].most")]


class Own(TypedDict):
    """What only this kind has."""

    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    certifies: Annotated[bool, About("Chế độ có cấp giấy chứng nhận hay không", "agency.yaml: regime")]
    sides: Annotated[list[SideFields], About("Điều kiện của từng loại tổ chức")]
    fees: Annotated[
        list[FeeRow], About("Mức trần thuê tư vấn; trống nếu không có", "standards/regime-*.yaml: ceilings")
    ]
    introduced: Annotated[
        str,
        About(
            "Số tổ chức, chuyên gia còn hiệu lực trong danh sách giới thiệu; trống nếu chưa có danh sách",
            "programme.yaml: organisations",
        ),
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a programme."""
    programme, committee = papers.programme(workspace), workspace.office("committee")
    facts = programme.papers.get("choice-guide", ProgrammePaper())
    regime = committee.agency.regime
    own: Own = {
        "programme": papers.titled(workspace),
        "certifies": regime == "144-2006",
        "sides": [
            {
                "title": name,
                "rules": LAWS[regime, side],
                "rows": [
                    {"number": str(number), "what": what, "evidence": evidence}
                    for number, (what, evidence) in enumerate(
                        zip(CONDITIONS[regime, side], _EVIDENCE[regime, side], strict=True), start=1
                    )
                ],
            }
            for side, name in _NAMES.items()
            if (regime, side) in CONDITIONS
        ],
        "fees": [
            {"who": text.capitalize(ceiling.who), "most": text.money(limit.most)}
            for ceiling in committee.regime.ceilings
            for limit in ceiling.limits
            if limit.advised and not ceiling.central
        ],
        "introduced": _introduced(workspace),
    }
    cohorts = programme.cohorts
    yield papers.paper(
        workspace,
        office="contact",
        kind="choice-guide",
        kind_name="Hướng dẫn",
        group="guidance",
        letters="HD",
        facts=facts,
        year=cohorts[0].year if cohorts else None,
        title="Lựa chọn tổ chức tư vấn, tổ chức chứng nhận" if own["certifies"] else "Lựa chọn tổ chức tư vấn",
        template="choice-guide.docx",
        recipients=[
            "Các cơ quan, đơn vị trong danh sách áp dụng",
            f"{programme.province.lead} (để báo cáo)",
            programme.province.finance,
        ],
        context=own,
    )


def _introduced(workspace: Workspace) -> str:
    """How many of the register were valid on the day of this guide; of all when it has no day yet."""
    programme = papers.programme(workspace)
    if not programme.organisations:
        return ""
    day = programme.papers.get("choice-guide", ProgrammePaper()).date
    valid = [one for one in programme.organisations if day is None or organisation_register.validity(one).covers(day)]
    return f"{len(valid):02}"
