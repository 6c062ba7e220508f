"""qmsdocs list PATH: agencies, procedures and the documents a build would make."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from qmsdocs.cli import output


@click.command("list")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--cohort", type=int, metavar="NĂM", help="Chỉ các cơ quan của đợt này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--kind", "kinds", multiple=True, metavar="LOẠI", help="Chỉ loại tài liệu này; dùng được nhiều lần.")
@click.option("--documents", is_flag=True, help="Liệt kê từng tài liệu với mã hiệu và tên.")
@output.common_options
def list_(path: Path, cohort: int | None, agencies: tuple[str, ...], kinds: tuple[str, ...], documents: bool) -> None:
    """Liệt kê các cơ quan theo đợt và số tài liệu sẽ tạo; --documents để xem từng tài liệu."""
    from qmsdocs.kinds import plans
    from qmsdocs.workspace import load

    workspace = load(path).choose(cohort, agencies)
    planned = plans(workspace, kinds)
    if output.as_json():
        entries = [
            {"agency": p.agency, "kind": p.kind, "code": p.code, "title": p.title, "path": str(p.path)} for p in planned
        ]
        systems = [
            {"slug": q.slug, "name": q.agency.name, "kind": q.agency.kind, "cohort": q.agency.cohort}
            for q in workspace.systems
        ]
        output.print_json({"agencies": systems, "documents": entries})
        return
    counts = Counter(plan.agency for plan in planned)
    for qms in workspace.systems:
        year = qms.agency.cohort or "–"
        click.echo(f"{year}  {qms.slug:32} {counts[qms.slug]:4}  {qms.agency.name}")
        if documents:
            for plan in planned:
                if plan.agency == qms.slug:
                    click.echo(f"        {plan.kind:24} {plan.code:18} {plan.title}")
    output.say(
        f"{len(workspace.systems)} cơ quan, {len(planned)} tài liệu.",
        f"{len(workspace.systems)} agencies, {len(planned)} documents.",
    )
