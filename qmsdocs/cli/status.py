"""qmsdocs status, why, clean: how the built documents stand, why, and removing what is no longer planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.build.status import Status
    from qmsdocs.workspace import Workspace

_WORDS = {
    "fresh": ("mới nhất", "green"),
    "stale": ("đã cũ", "yellow"),
    "edited": ("đã sửa tay", "cyan"),
    "missing": ("chưa có", "yellow"),
    "orphaned": ("thừa", "magenta"),
    "blocked": ("bị chặn", "red"),
}
_FEW = 20  # documents of one state that are named unless all are asked for

_out = click.option("-o", "--out", type=click.Path(path_type=Path), help="Thư mục kết quả.  [mặc định: PATH/out]")


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_out
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--kind", "kinds", multiple=True, metavar="LOẠI", help="Chỉ loại tài liệu này; dùng được nhiều lần.")
@click.option("--all", "whole", is_flag=True, help="Nêu mọi tài liệu, kể cả tài liệu mới nhất.")
@output.common_options
def status(path: Path, out: Path | None, agencies: tuple[str, ...], kinds: tuple[str, ...], whole: bool) -> None:
    """Tình trạng từng tài liệu đã tạo: mới nhất, đã cũ, đã sửa tay, chưa có, thừa, bị chặn; và vì sao."""
    from qmsdocs.build.status import statuses
    from qmsdocs.loading import load_sound

    kept = store()
    workspace = load_sound(path, kept).choose(None, agencies)
    found = list(statuses(workspace, kinds, out or path / "out", kept))
    counts = Counter(one.state for one in found)
    if output.as_json():
        output.print_json({"counts": counts, "documents": [_data(one) for one in found]})
        return
    for state in _WORDS:
        _print([one for one in found if one.state == state], whole)
    click.echo(", ".join(f"{counts[state]} {word}" for state, (word, _) in _WORDS.items()) + ".")  # type: ignore[index]


def _print(found: Sequence[Status], whole: bool) -> None:
    if not found or (found[0].state == "fresh" and not whole):
        return
    for one in found[: None if whole else _FEW]:
        word, colour = _WORDS[one.state]
        click.echo(f"{click.style(word, fg=colour, bold=True)}  {one.path}  {one.code}")
        for cause in one.causes[: None if whole else 3]:
            click.echo(f"    {cause}")
        for change in one.changes[: None if whole else 3]:
            click.echo(f"    sửa tay: {change}")
    if not whole and len(found) > _FEW:
        click.echo(f"    … và {len(found) - _FEW} tài liệu nữa {_WORDS[found[0].state][0]} (xem hết: --all)")


def _data(one: Status) -> dict[str, Any]:
    return {
        "state": one.state,
        "set": one.share,
        "path": one.path,
        "code": one.code,
        "title": one.title,
        "stale": one.stale,
        "causes": list(one.causes),
        "changes": [str(change) for change in one.changes],
    }


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_out
@output.common_options
def why(file: Path, path: Path, out: Path | None) -> None:
    """Giải thích một tệp đã tạo: lấy từ dòng YAML nào, mẫu nào, tạo lúc nào, tạo lại thì khác gì.

    PATH là thư mục của cơ quan hay của tỉnh.  [mặc định: thư mục hiện tại]
    """
    from qmsdocs.build.sources import origins
    from qmsdocs.build.status import find
    from qmsdocs.errors import Location, Problem, QmsdocsError
    from qmsdocs.loading import load_sound

    kept = store()
    workspace = load_sound(path, kept)
    one = find(workspace, out or path / "out", file, kept)
    if one is None:
        raise QmsdocsError([Problem("not-built-here", Location(str(file)), {"out": out or path / "out"})])
    written = origins(workspace, one.plan) if one.plan else []
    template = _template(workspace, one)
    if output.as_json():
        sources = [{"place": str(origin.where), "key": origin.key, "words": origin.words} for origin in written]
        output.print_json(_data(one) | {"sources": sources, **template})
        return
    word, colour = _WORDS[one.state]
    click.echo(f"{one.code}  {one.title}")
    click.echo(f"Tình trạng: {click.style(word, fg=colour, bold=True)}")
    for cause in one.causes:
        click.echo(f"    {cause}")
    for change in one.changes:
        click.echo(f"    sửa tay: {change}")
    if one.row and one.row.built:
        click.echo(f"Tạo lần gần nhất: {one.row.built}")
    if template:
        parts = f", phần chung: {', '.join(template['parts'])}" if template["parts"] else ""
        click.echo(f"Mẫu: {template['template']}{parts}")
    for origin in written:
        click.echo(f"    {origin.where}  {origin.key}: {origin.words}")


def _template(workspace: Workspace, one: Status) -> dict[str, Any]:
    from qmsdocs.docx import Templates

    if one.plan is None or one.plan.released:
        return {}
    layers = workspace.layers_of(one.plan.agency)
    sources = Templates(store()).sources(layers, one.plan.template)
    return {"template": sources.shown, "parts": sorted({found[0] for found in sources.parts.values() if found})}


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@_out
@click.option("--dry-run", is_flag=True, help="Chỉ nêu tên, không xóa.")
@output.common_options
def clean(path: Path, out: Path | None, dry_run: bool) -> None:
    """Xóa các tệp của lần tạo trước không còn thuộc bộ tài liệu; tệp đã sửa tay thì giữ lại."""
    from qmsdocs.build.cleaning import clean as run_clean
    from qmsdocs.loading import load_sound

    kept = store()
    done = run_clean(load_sound(path, kept), out or path / "out", kept, really=not dry_run)
    if output.as_json():
        output.print_json({"removed": list(done.removed), "kept": list(done.kept)})
        return
    for name in done.removed:
        click.echo(f"    {name}")
    verb = ("Sẽ xóa", "Would remove") if dry_run else ("Đã xóa", "Removed")
    output.say(f"{verb[0]} {len(done.removed)} tệp thừa.", f"{verb[1]} {len(done.removed)} files no longer planned.")
    for name in done.kept:
        output.say(f"giữ lại vì đã sửa tay: {name}", f"kept, since it was edited by hand: {name}")
