"""qmsdocs impact: what a changed act or clause touches, and what a move to another edition or regime brings."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.impact import Affected, Moved
    from qmsdocs.workspace import Workspace


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--act", metavar="VĂN BẢN", help="Văn bản pháp luật: mã, số ký hiệu hoặc một phần tên.")
@click.option("--clause", metavar="ĐIỀU", help="Điều khoản của tiêu chuẩn, ví dụ 7.5.")
@click.option("--standard", type=click.Choice(["2000", "2008", "2015"]), help="Chuyển sang phiên bản này.")
@click.option("--regime", type=click.Choice(["144-2006", "19-2014"]), help="Chuyển sang chế độ này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@output.common_options
def impact(
    path: Path, act: str | None, clause: str | None, standard: str | None, regime: str | None, agencies: tuple[str, ...]
) -> None:
    """Thay đổi nào chạm đến tài liệu nào: một văn bản, một điều khoản, hay chuyển phiên bản tiêu chuẩn và chế độ."""
    from qmsdocs.impact import of_move
    from qmsdocs.loading import load

    asked = [act is not None, clause is not None, bool(standard or regime)]
    if sum(asked) != 1:
        raise click.UsageError("chọn một trong: --act, --clause, hoặc --standard và --regime")
    if act is not None or clause is not None:
        _tell_affected(load(path, store()).choose(None, agencies), act, clause)
        return
    moved = of_move(path, {k: v for k, v in (("standard", standard), ("regime", regime)) if v}, agencies, store())
    if output.as_json():
        output.print_json([_data(one) for one in moved])
        return
    for one in moved:
        _print_moved(one)


def _tell_affected(workspace: Workspace, act: str | None, clause: str | None) -> None:
    from qmsdocs import citation
    from qmsdocs.impact import of_act, of_clause

    if act is not None:
        cited, found = of_act(workspace, act)
        title = citation.full(cited)
    else:
        title, found = f"điều {clause}", of_clause(workspace, str(clause))
    if output.as_json():
        output.print_json({"of": title, "agencies": [dataclasses.asdict(one) for one in found]})
        return
    click.echo(title)
    for one in found:
        _print_affected(one)
    count = sum(len(one.documents) for one in found)
    output.say(f"\n{len(found)} cơ quan, {count} tài liệu.", f"\n{len(found)} agencies, {count} documents.")


def _print_affected(one: Affected) -> None:
    click.echo(f"\n{one.name} ({one.agency})")
    for document in one.documents:
        through = f"  [theo {document.through}]" if document.through else ""
        click.echo(f"  {document.kind:24} {document.code:18} {document.title}{through}")


def _print_moved(one: Moved) -> None:
    click.echo(f"{one.name} ({one.agency})")
    for title, documents in (("Thêm", one.appear), ("Bỏ", one.fall)):
        click.echo(f"\n{title} {len(documents)} tài liệu:")
        for document in documents:
            click.echo(f"  {document}")
    click.echo(f"\nThay đổi {len(one.change)} tài liệu:")
    for document, what in one.change:
        click.echo(f"  {document}\n      {what}")
    click.echo(f"  và {one.renamed} tài liệu chỉ đổi tên tiêu chuẩn")
    click.echo(f"\nCòn phải làm ({output.count_words(one.to_do)}):")
    output.print_problems(one.to_do)


def _data(one: Moved) -> dict[str, object]:
    return {**vars(one), "to_do": [output.problem_data(problem) for problem in one.to_do]}
