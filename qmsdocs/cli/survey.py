"""qmsdocs list PATH: agencies, procedures and the documents a build would make."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.plan import DocumentPlan
    from qmsdocs.workspace import Workspace


@click.command("list")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--cohort", type=int, metavar="NĂM", help="Chỉ các cơ quan của đợt này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--kind", "kinds", multiple=True, metavar="LOẠI", help="Chỉ loại tài liệu này; dùng được nhiều lần.")
@click.option("--documents", is_flag=True, help="Liệt kê từng tài liệu với mã hiệu và tên.")
@click.option("--verbose", is_flag=True, help="Kèm những loại tài liệu có mẫu chưa đối chiếu với bản chính thức.")
@click.option("--acts", is_flag=True, help="Liệt kê mã các văn bản pháp luật dùng được trong legal_bases.")
@output.common_options
def list_(
    path: Path,
    cohort: int | None,
    agencies: tuple[str, ...],
    kinds: tuple[str, ...],
    documents: bool,
    verbose: bool,
    acts: bool,
) -> None:
    """Liệt kê các cơ quan theo đợt và số tài liệu sẽ tạo; --documents để xem từng tài liệu."""
    from qmsdocs.kinds import KINDS, plans
    from qmsdocs.loading import load

    workspace = load(path, store()).choose(cohort, agencies)
    if acts:
        _print_acts(workspace)
        return
    planned = plans(workspace, kinds)
    if output.as_json():
        entries = [
            {"agency": p.agency, "kind": p.kind, "code": p.code, "title": p.title, "path": str(p.path)} for p in planned
        ]
        systems = [
            {"slug": q.slug, "name": q.agency.name, "kind": q.agency.kind, "cohort": q.agency.cohort}
            for q in workspace.systems
        ]
        unconfirmed = {kind: KINDS[kind].UNCONFIRMED for kind in _unconfirmed(planned)}
        output.print_json({"agencies": systems, "documents": entries, "unconfirmed": unconfirmed})
        return
    counts = Counter(plan.agency for plan in planned)
    own = {entry.slug for entry in workspace.entries}
    for qms in workspace.writers:
        if qms.slug not in own and not counts[qms.slug]:
            continue  # a body of the province that has no paper to write
        year = qms.agency.cohort or "–"
        click.echo(f"{year}  {qms.slug:32} {counts[qms.slug]:4}  {qms.agency.name}")
        if documents:
            for plan in planned:
                if plan.agency == qms.slug:
                    click.echo(f"        {plan.kind:24} {plan.code:18} {plan.title}")
    if verbose:
        for kind in _unconfirmed(planned):
            click.echo(f"chưa đối chiếu  {kind:24} {KINDS[kind].UNCONFIRMED}")
    output.say(
        f"{len(workspace.systems)} cơ quan, {len(planned)} tài liệu.",
        f"{len(workspace.systems)} agencies, {len(planned)} documents.",
    )


def _unconfirmed(planned: list[DocumentPlan]) -> list[str]:
    """The kinds among the plans whose layout nobody has compared with an official copy."""
    from qmsdocs.kinds import KINDS

    return [kind for kind in dict.fromkeys(plan.kind for plan in planned) if hasattr(KINDS[kind], "UNCONFIRMED")]


def _print_acts(workspace: Workspace) -> None:
    from qmsdocs import citation, text

    every = {identifier: act for qms in workspace.writers for identifier, act in qms.acts.items()}
    if output.as_json():
        output.print_json({identifier: act.model_dump(mode="json") for identifier, act in every.items()})
        return
    for identifier, act in sorted(every.items(), key=lambda entry: entry[1].date):
        until = f"; hết hiệu lực {text.short_date(act.ended)}" if act.ended else ""
        click.echo(f"{identifier:40} {text.short_date(act.date):>10}  {citation.short(act)}{until}")
