"""What the province's own papers share: which body writes them, and where they are put."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from qmsdocs import text
from qmsdocs.kinds import letterhead
from qmsdocs.model.paper import Paper
from qmsdocs.model.programme import OfficeName, Programme
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
