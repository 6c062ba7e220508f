"""What the province's own papers share: which body writes them, and where they are put."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Annotated, TypedDict

from qmsdocs import citation, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.model.paper import Paper
from qmsdocs.model.programme import Duty, OfficeName, Programme, Province
from qmsdocs.plan import DocumentPlan
from qmsdocs.reporting import figures
from qmsdocs.workspace import Workspace

FOLDER = "00. Chương trình của tỉnh"

GROUPS = {
    "programme": "1. Chương trình, kế hoạch, chỉ thị",
    "cohorts": "2. Danh sách, đăng ký, lộ trình",
    "guidance": "3. Hướng dẫn, tổ chức tư vấn và chứng nhận",
    "money": "4. Dự toán",
    "training": "5. Tập huấn, tuyên truyền",
    "inspection": "6. Kiểm tra",
    "reports": "7. Báo cáo, khen thưởng",
}


def paper(
    workspace: Workspace,
    *,
    office: OfficeName,
    kind: str,
    kind_name: str,
    group: str,
    letters: str,
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
    """A paper of a body of the province. `letters` are the type's (QĐ, BC…); '' makes a dispatch (công văn).

    `year` is the paper's when its day is not known; the rest is as in `letterhead.paper`.
    """
    body = workspace.office(office)
    plan = letterhead.paper(
        body,
        kind=kind,
        kind_name=kind_name,
        group="project",
        symbol=letterhead.typed(body, letters) if letters else letterhead.dispatched(body),
        facts=facts,
        title=title,
        template=template,
        context=context,
        year=year,
        dated=dated,
        addressed_to=addressed_to,
        recipients=recipients,
    )
    name = file_title or f"{letters or 'CV'} {title}"
    return dataclasses.replace(plan, path=path(group, name))


def path(group: str, name: str, suffix: str = ".docx") -> PurePosixPath:
    """00. Chương trình của tỉnh/<group>/<name>.docx."""
    return PurePosixPath(text.file_name(FOLDER), text.file_name(GROUPS[group]), text.file_name(name, suffix))


def programme(workspace: Workspace) -> Programme:
    """The programme, which every paper here speaks of; only workspaces that have one are planned."""
    assert workspace.programme is not None
    return workspace.programme


def titled(workspace: Workspace) -> str:
    """The programme's title with its period, unless the title has it."""
    return figures.titled(programme(workspace))


def committee(workspace: Workspace) -> str:
    """What the province's papers call their committee inside a sentence: Ủy ban nhân dân tỉnh."""
    province = programme(workspace).province
    return province.committee.removesuffix(f" {province.name}")


def level(workspace: Workspace) -> str:
    """tỉnh, or thành phố where the committee is a city's."""
    return "thành phố" if "thành phố" in committee(workspace).lower() else "tỉnh"


def years(workspace: Workspace) -> list[int]:
    """First and last year of the programme, as its period says; else of its cohorts; nothing when neither does."""
    known = programme(workspace)
    named = [int(year) for year in re.findall(r"\b\d{4}\b", known.period)] or [cohort.year for cohort in known.cohorts]
    return [min(named), max(named)] if named else []


def profile(workspace: Workspace, facts: Paper) -> str:
    """The layout profile of a paper of the committee."""
    first = next(iter(years(workspace)), None)
    return letterhead.profile(workspace.office("committee"), facts.date, first)


class CommitteeFields(TypedDict):
    """Who decides and who signs, as a paper of the province's committee prints them."""

    authority: str
    signature: letterhead.SignatureFields


def signing(workspace: Workspace, facts: Paper) -> CommitteeFields:
    """Who decides and who signs. Papers of 2007 (both decisions that the tool knows) name the committee by its level
    over the căn cứ and behind TM.; later ones have its full name over the căn cứ and TM. ỦY BAN NHÂN DÂN."""
    office = workspace.office("committee")
    signature = letterhead.signature(office, facts.signed_by)
    if profile(workspace, facts) != "ttlt55-2005":
        return {"authority": letterhead.authority(office), "signature": signature}
    name = committee(workspace).upper()
    lines = signature["for"].replace("TM. ỦY BAN NHÂN DÂN", f"TM. {name}")
    return {"authority": name, "signature": {"for": lines, "title": signature["title"], "name": signature["name"]}}


class WordingFields(TypedDict):
    """How the province spells some words of the built-in text."""

    state: Annotated[str, About("nhà nước hoặc Nhà nước", "programme.yaml: wording.state")]
    send: Annotated[str, About("gửi hoặc gởi", "programme.yaml: wording.send")]
    committee: Annotated[str, About("Ủy ban nhân dân hoặc UBND", "programme.yaml: wording.committee")]


def wording(workspace: Workspace) -> WordingFields:
    """The province's spelling."""
    written = programme(workspace).wording
    return {"state": written.state, "send": written.send, "committee": written.committee}


def spelt(workspace: Workspace, words: str) -> str:
    """Words of the tool's own data (the subject of an act) as the province spells them."""
    return re.sub(r"(?<=hành chính )nhà nước", programme(workspace).wording.state, words)


class RuleFields(TypedDict):
    """The act on which the programme stands."""

    short: Annotated[str, About("Loại, số văn bản", "standards/regime-*.yaml: base_act | acts.yaml: *.number")]
    dated: Annotated[str, About("Loại, số, ngày viết bằng số", "acts.yaml: *.number | acts.yaml: *.date")]
    long_dated: Annotated[str, About("Loại, số, ngày viết đủ chữ", "acts.yaml: *.number | acts.yaml: *.date")]
    issuer: Annotated[str, About("Cơ quan, người ban hành", "acts.yaml: *.issuer")]
    subject: Annotated[str, About("Trích yếu", "acts.yaml: *.subject")]


def rule(workspace: Workspace) -> RuleFields:
    """The act on which the regime of the programme stands."""
    office = workspace.office("committee")
    act = office.acts[office.regime.base_act]
    short = citation.short(act)
    return {
        "short": short,
        "dated": f"{short} ngày {text.short_date(act.date)}",
        "long_dated": f"{short} {text.long_date(act.date)}",
        "issuer": act.issuer,
        "subject": spelt(workspace, act.subject),
    }


def joined(names: Iterable[str]) -> str:
    """A, B và C."""
    *others, last = [*names] or [""]
    return f"{', '.join(others)} và {last}" if others else last


def effect(days: int) -> str:
    """When a paper takes effect: sau 10 ngày kể từ ngày ký."""
    return f"sau {days:02} ngày kể từ ngày ký" if days else "kể từ ngày ký"


def given(duties: Iterable[Duty]) -> list[str]:
    """Duties as the paragraphs of a numbered list."""
    lines: list[str] = []
    for number, duty in enumerate(duties, start=1):
        lines.append(" ".join(filter(None, (f"{number}.", duty.body, duty.text))))
        lines += [f"- {point}" for point in duty.points]
    return lines


def numbered(lines: Iterable[str], first: int = 1) -> list[str]:
    """Paragraphs with their numbers."""
    return [f"{number}. {line}" for number, line in enumerate(lines, start=first)]


def local(province: Province) -> str:
    """Which bodies below the province have to apply the QMS."""
    return province.local or f"Ủy ban nhân dân {province.districts}"


def encouraged(province: Province) -> str:
    """Who is encouraged to apply the QMS."""
    return province.encouraged or "Ủy ban nhân dân cấp xã và các đơn vị sự nghiệp của Nhà nước"
