"""Proposal of rewards to organisations and people of the programme: a submission with its list (BP11).

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, Điều 2.3: the lead body proposes rewards by the law on emulation and reward. That
law has its own forms of a record of achievements, which were not read; this paper is the submission with its list.
No official form of it was seen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.kinds.province import papers
from qmsdocs.model.paper import Paper
from qmsdocs.model.programme import Reward
from qmsdocs.plan import DocumentPlan
from qmsdocs.reporting import figures
from qmsdocs.rollup import Rollup, rollup
from qmsdocs.workspace import Workspace

TITLE = "Đề nghị khen thưởng"
TEMPLATES = letterhead.templates("reward-proposal.docx")
UNCONFIRMED = "chưa đối chiếu với mẫu của pháp luật về thi đua, khen thưởng"


class RewardFields(TypedDict):
    """An organisation or a person proposed."""

    number: Annotated[str, About("Số thứ tự trong nhóm")]
    name: Annotated[str, About("Tập thể hoặc cá nhân", "programme.yaml: rewards[].name")]
    post: Annotated[str, About("Chức vụ, đơn vị của cá nhân; trống ở tập thể", "programme.yaml: rewards[].post")]
    form: Annotated[str, About("Hình thức đề nghị", "programme.yaml: rewards[].form")]
    merits: Annotated[str, About("Thành tích", "programme.yaml: rewards[].merits")]
    figures: Annotated[
        str,
        About("Kết quả của cơ quan theo số liệu của Chương trình; trống khi không phải cơ quan trong danh sách",
              "project.yaml: progress.*.end"),
    ]  # fmt: skip


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[str, About("Năm đề nghị", "programme.yaml: rewards[].year")]
    programme: Annotated[str, About("Tên chương trình kèm giai đoạn", "programme.yaml: title")]
    bases: Annotated[list[str], About("Các dòng căn cứ", "programme.yaml: legal_bases")]
    until: Annotated[str, About("Ngày tính số liệu", "programme.yaml: rewards[].submission.date")]
    results: Annotated[str, About("Kết quả chung của Chương trình, thành câu")]
    organisations: Annotated[list[RewardFields], About("Các tập thể", "programme.yaml: rewards")]
    persons: Annotated[list[RewardFields], About("Các cá nhân", "programme.yaml: rewards")]
    counted: Annotated[str, About("Số tập thể, cá nhân, thành câu", "programme.yaml: rewards[].kind")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(workspace: Workspace) -> Iterator[DocumentPlan]:
    """One a year."""
    programme = papers.programme(workspace)
    for year in sorted({reward.year for reward in programme.rewards}):
        mine = [reward for reward in programme.rewards if reward.year == year]
        facts = next((reward.submission for reward in mine if reward.submission), Paper())
        known = rollup(workspace, facts.date or datetime.date(year, 12, 31))
        lead = workspace.office("lead")
        own: Own = {
            "year": str(year),
            "programme": papers.titled(workspace),
            "bases": letterhead.bases(lead, [lead.regime.base_act], day=facts.date, year=year),
            "until": text.short_date(known.as_of),
            "results": _results(known),
            "organisations": _rows(mine, "organisation", known),
            "persons": _rows(mine, "person", known),
            "counted": _counted(mine),
        }
        yield papers.paper(
            workspace,
            office="lead",
            kind="reward-proposal",
            kind_name=TITLE,
            group="reports",
            letters="TTr",
            facts=facts,
            year=year,
            title=f"{TITLE} năm {year}",
            template="reward-proposal.docx",
            addressed_to=programme.province.committee,
            recipients=["Như trên", programme.province.home_affairs],
            context=own,
        )


def _results(known: Rollup) -> str:
    every = len(known.agencies)
    others = (
        (known.count("on-track"), "thực hiện đúng tiến độ"),
        (known.count("at-risk"), "có nguy cơ chậm"),
        (known.count("overdue"), "chậm tiến độ"),
    )
    rest = "".join(f", {count} cơ quan {words}" for count, words in others if count)
    share = figures.percent(known.goal_percent)
    return f"{known.with_outcome} trên {every} cơ quan trong danh sách đã hoàn thành ({share}){rest}"


def _rows(rewards: list[Reward], kind: str, known: Rollup) -> list[RewardFields]:
    return [
        {
            "number": str(number),
            "name": reward.name,
            "post": reward.post or "",
            "form": reward.form,
            "merits": reward.merits,
            "figures": _figures(reward.name, known),
        }
        for number, reward in enumerate((one for one in rewards if one.kind == kind), start=1)
    ]


def _figures(name: str, known: Rollup) -> str:
    """How the agency of that name stands, by the programme's own figures."""
    one = next((one for one in known.agencies if one.name == name), None)
    if one is None:
        return ""
    outcome = f"; {text.uncapitalize(one.outcome)} ngày {text.short_date(one.outcome_date)}" if one.outcome_date else ""
    done = f"{one.finished}/{one.tasks} công việc, {one.issued}/{one.documents} tài liệu đã ban hành"
    return f"{figures.verdict(one)}; {done}{outcome}"


def _counted(rewards: list[Reward]) -> str:
    kinds = [reward.kind for reward in rewards]
    counts = ((kinds.count("organisation"), "tập thể"), (kinds.count("person"), "cá nhân"))
    return " và ".join(f"{count:02} {word}" for count, word in counts if count)
