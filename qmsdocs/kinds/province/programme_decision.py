"""The decision that approves the programme's plan, with the plan (I-VII) as its second section (BP01-BP62).

Source: QĐ 42/2007/QĐ-UBND of UBND tỉnh Bình Phước, 24/8/2007, with its plan, read in full; for the regime of 2014 its
words are those of QĐ 19/2014/QĐ-TTg, Điều 2, 4 and 12. What a province does not write is the template's built-in text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import citation, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers, roadmap
from qmsdocs.model.programme import Programme, ProgrammeDecision
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

TITLE = "Quyết định phê duyệt kế hoạch của chương trình"
TEMPLATES = letterhead.templates("programme-decision.docx")


class CohortFields(TypedDict):
    """The agencies that start in one year."""

    year: Annotated[str, About("Năm của đợt", "programme.yaml: cohorts[].year")]
    lines: Annotated[
        list[str],
        About(
            "Các dòng liệt kê cơ quan, gộp theo loại",
            "programme.yaml: cohorts[].agencies[].name | programme.yaml: cohorts[].agencies[].kind",
        ),
    ]


class AtOnceFields(TypedDict):
    """A cohort whose plans are not due in quarter III of the year before."""

    year: Annotated[str, About("Năm của đợt", "programme.yaml: cohorts[].year")]
    submit: Annotated[str, About("Khi nào trình kế hoạch", "programme.yaml: cohorts[].submit")]


class OwnParts(TypedDict):
    """The parts that the province wrote itself, line by line; each is empty when the built-in text holds."""

    duties: Annotated[list[str], About("Điều 2: các dòng giao trách nhiệm", "programme.yaml: decision.duties")]
    reasons: Annotated[list[str], About("I. Sự cần thiết", "programme.yaml: plan.reasons")]
    purposes: Annotated[list[str], About("II. Mục đích", "programme.yaml: plan.purposes")]
    requirements: Annotated[list[str], About("III. Yêu cầu", "programme.yaml: plan.requirements")]
    roadmap: Annotated[list[str], About("IV. Lộ trình: các đoạn sau danh sách", "programme.yaml: plan.roadmap")]
    funding: Annotated[list[str], About("V. Kinh phí", "programme.yaml: plan.funding")]
    tasks: Annotated[list[str], About("VI. Nhiệm vụ", "programme.yaml: plan.tasks")]
    organisation: Annotated[list[str], About("VII. Tổ chức thực hiện", "programme.yaml: plan.duties")]


class Own(TypedDict):
    """What only this kind has."""

    authority: Annotated[str, About("Thẩm quyền ban hành, in hoa", "programme.yaml: province.committee")]
    bases: Annotated[
        list[str], About("Các dòng căn cứ", "programme.yaml: decision.bases | programme.yaml: decision.proposal")
    ]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title | programme.yaml: period")]
    word: Annotated[str, About("Chương trình, Đề án hay Dự án: chữ đầu của tên", "programme.yaml: title")]
    word_small: Annotated[str, About("Chữ ấy viết thường", "programme.yaml: title")]
    committee: Annotated[str, About("Ủy ban nhân dân tỉnh, trong câu văn", "programme.yaml: province.committee")]
    level: Annotated[str, About("tỉnh hoặc thành phố", "programme.yaml: province.committee")]
    local: Annotated[
        str,
        About("Cơ quan cấp dưới phải áp dụng", "programme.yaml: province.local | programme.yaml: province.districts"),
    ]
    districts: Annotated[str, About("Cách gọi chung các đơn vị cấp dưới", "programme.yaml: province.districts")]
    encouraged: Annotated[str, About("Ai được khuyến khích áp dụng", "programme.yaml: province.encouraged")]
    home_affairs: Annotated[
        str, About("Cơ quan phối hợp về cải cách hành chính", "programme.yaml: province.home_affairs")
    ]
    media: Annotated[
        str,
        About(
            "Các cơ quan phối hợp tuyên truyền",
            "programme.yaml: province.home_affairs | programme.yaml: province.media",
        ),
    ]
    rule: Annotated[papers.RuleFields, About("Văn bản nền của chế độ", "standards/regime-*.yaml: base_act")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]
    least: Annotated[str, About("Số tháng ít nhất để xây dựng hệ thống", "standards/regime-*.yaml: min_months")]
    most: Annotated[str, About("Số tháng nhiều nhất để xây dựng hệ thống", "standards/regime-*.yaml: max_months")]
    last_year: Annotated[
        str, About("Năm cuối của giai đoạn", "programme.yaml: period | programme.yaml: cohorts[].year")
    ]
    executors: Annotated[str, About("Ai chịu trách nhiệm thi hành", "programme.yaml: decision.executors")]
    effect: Annotated[str, About("Khi nào có hiệu lực, bằng lời", "programme.yaml: decision.effective_days")]
    attached: Annotated[
        str,
        About(
            "Dòng kèm theo dưới tên kế hoạch",
            "programme.yaml: decision.attached | programme.yaml: decision.number | programme.yaml: decision.date",
        ),
    ]
    sources: Annotated[str, About("Văn bản lập danh sách; trống nếu chưa ghi", "programme.yaml: cohorts[].sources")]
    cohorts: Annotated[list[CohortFields], About("Các đợt của lộ trình", "programme.yaml: cohorts")]
    at_once: Annotated[list[AtOnceFields], About("Các đợt trình kế hoạch vào lúc khác", "programme.yaml: cohorts")]
    wording: Annotated[papers.WordingFields, About("Cách viết của tỉnh", "programme.yaml: wording")]
    own: Annotated[OwnParts, About("Phần lời văn tỉnh tự viết", "programme.yaml: plan | programme.yaml: decision")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a programme."""
    programme = papers.programme(workspace)
    province = programme.province
    facts = programme.decision or ProgrammeDecision()
    office = workspace.office("committee")
    word = _word(programme)
    years = papers.years(workspace)
    signing = papers.signing(workspace, facts)
    own: Own = {
        "authority": signing["authority"],
        "bases": _bases(workspace, facts),
        "programme": papers.titled(workspace),
        "word": word,
        "word_small": text.uncapitalize(word),
        "committee": papers.committee(workspace),
        "level": papers.level(workspace),
        "local": papers.local(province),
        "districts": province.districts,
        "encouraged": papers.encouraged(province),
        "home_affairs": province.home_affairs,
        "media": ", ".join([province.home_affairs, *province.media]),
        "rule": papers.rule(workspace),
        "certifies": office.agency.regime == "144-2006",
        "least": str(office.regime.min_months),
        "most": str(office.regime.max_months),
        "last_year": str(years[-1]) if years else text.SHORT_BLANK,
        "executors": facts.executors or _executors(workspace),
        "effect": papers.effect(facts.effective_days),
        "attached": _attached(workspace, facts),
        "sources": papers.joined(_sources(programme, facts)),
        "cohorts": [{"year": str(one.year), "lines": roadmap.lines(one.agencies)} for one in programme.cohorts],
        "at_once": [{"year": str(one.year), "submit": one.submit} for one in programme.cohorts if one.submit],
        "wording": papers.wording(workspace),
        "own": _own(programme, facts),
    }
    yield papers.paper(
        workspace,
        office="committee",
        kind="programme-decision",
        kind_name=TITLE,
        group="programme",
        letters="QĐ",
        facts=facts,
        year=years[0] if years else None,
        title=TITLE,
        file_title="QĐ Phê duyệt kế hoạch của chương trình",
        template="programme-decision.docx",
        recipients=["Như Điều 3", province.lead, province.finance, province.home_affairs],
        context={**own, "signature": signing["signature"]},
    )


def _word(programme: Programme) -> str:
    """What the programme is called for short: the first word of its title."""
    named = re.match("Chương trình|Đề án|Dự án", programme.title)
    return named[0] if named else "Chương trình"


def _bases(workspace: Workspace, facts: ProgrammeDecision) -> list[str]:
    office = workspace.office("committee")
    used = papers.profile(workspace, facts)
    found = []
    for written in facts.bases or office.regime.plan_bases:
        act = office.acts.get(written)
        cited = act and papers.spelt(workspace, citation.full(act, used != "nd30-2020"))
        found.append(f"Căn cứ {cited}" if cited else written)
    lead = papers.programme(workspace).province.lead
    proposer = facts.proposal or f"{workspace.office('lead').post('head').title} {lead}"
    return letterhead.closed([*found, f"Theo đề nghị của {proposer}"], used)


def _executors(workspace: Workspace) -> str:
    province = papers.programme(workspace).province
    return (
        f"Chánh Văn phòng {papers.committee(workspace)}, Giám đốc các Sở, Thủ trưởng các cơ quan, đơn vị có liên quan "
        f"và Chủ tịch Ủy ban nhân dân {province.districts}"
    )


def _attached(workspace: Workspace, facts: ProgrammeDecision) -> str:
    symbol = letterhead.typed(workspace.office("committee"), "QĐ")
    number = f"{facts.number or text.SHORT_BLANK}/{symbol}"
    day = text.short_date(facts.date)
    return f"{facts.attached} Quyết định số {number} ngày {day} của {papers.committee(workspace)}"


def _sources(programme: Programme, facts: ProgrammeDecision) -> list[str]:
    """What the lists were drawn up by, but for this decision itself: it does not rest on its own plan."""
    itself = re.compile(rf"số {re.escape(facts.number)}/") if facts.number else None
    every = dict.fromkeys(source for cohort in programme.cohorts for source in cohort.sources)
    return [source for source in every if not (itself and itself.search(source))]


def _own(programme: Programme, facts: ProgrammeDecision) -> OwnParts:
    plan = programme.plan
    funding: list[str] = []
    for number, rule in enumerate(plan.funding, start=1):
        funding += [f"{number}. {rule.text}", *(f"- {line}" for line in rule.lines)]
    return {
        "duties": papers.given(facts.duties),
        "reasons": [*plan.reasons],
        "purposes": [*plan.purposes[:1], *(f"- {purpose}" for purpose in plan.purposes[1:])],
        "requirements": papers.numbered(plan.requirements),
        "roadmap": papers.numbered(plan.roadmap, first=2),
        "funding": funding,
        "tasks": papers.numbered(plan.tasks),
        "organisation": papers.given(plan.duties),
    }
