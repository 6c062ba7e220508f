"""qmsdocs release, qmsdocs log: freezing approved documents, and telling a document's history."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.releases.log import Log


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--code", "codes", multiple=True, metavar="MÃ", help="Chỉ tài liệu có mã hiệu này; dùng được nhiều lần.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày phát hành.  [mặc định: hôm nay]")
@output.common_options
def release(path: Path, agencies: tuple[str, ...], codes: tuple[str, ...], date: datetime.datetime | None) -> None:
    """Phát hành (đóng băng) các tài liệu đã được phê duyệt: từ đó mỗi lần dựng cho đúng tệp ấy, muốn sửa phải ghi lần
    sửa đổi mới."""
    from qmsdocs.checks import check as run_checks
    from qmsdocs.errors import Location, Problem, QmsdocsError, nearest, stop_on_errors
    from qmsdocs.kinds import plans
    from qmsdocs.loading import load
    from qmsdocs.releases import RELEASED, freeze

    kept = store()
    workspace = load(path, kept).choose(None, agencies)
    stop_on_errors(run_checks(workspace))
    planned = plans(workspace, RELEASED)
    known = {plan.code for plan in planned}
    if unknown := [code for code in codes if code not in known]:
        raise QmsdocsError(
            Problem("unknown-document", Location("--code"), {"code": c, "near": nearest(c, known) or "—", "path": path})
            for c in unknown
        )
    day = date.date() if date else datetime.date.today()
    made = freeze(workspace, [plan for plan in planned if not codes or plan.code in codes], day, kept)
    if output.as_json():
        output.print_json({"ok": True, "released": [str(one.file) for one in made]})
        return
    for one in made:
        click.echo(f"{one.code:16} {one.version[0]:02}/{one.version[1]:02}  {one.title}")
    output.say(
        f"Đã phát hành {len(made)} tài liệu; {len(planned) - len(made)} tài liệu đã có bản phát hành hoặc không chọn.",
        f"Released {len(made)} documents; {len(planned) - len(made)} have a release already or were not chosen.",
    )


@click.command()
@click.argument("code", metavar="MÃ")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@output.common_options
def log(code: str, path: Path, agencies: tuple[str, ...]) -> None:
    """Lịch sử của một tài liệu: các lần ban hành, sửa đổi, lý do, người đề nghị, bản đã phát hành, chỗ đang khác."""
    from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
    from qmsdocs.loading import load
    from qmsdocs.releases.log import codes, logs

    workspace = load(path, store()).choose(None, agencies)
    found = logs(workspace, code)
    if not found:
        words = {"code": code, "near": nearest(code, codes(workspace)) or "—", "path": path}
        raise QmsdocsError([Problem("unknown-document", Location("MÃ"), words)])
    if output.as_json():
        output.print_json([dataclasses.asdict(one) for one in found])
        return
    for one in found:
        _print(one)


def _print(one: Log) -> None:
    click.echo(f"{one.code}  {one.title}  ({one.agency})")
    for event in one.events:
        effective = f", hiệu lực {event.effective}" if event.effective else ""
        state = f"đã phát hành {event.released}" if event.released else "chưa phát hành"
        click.echo(f"  {event.version}  {event.date or 'không rõ ngày'}{effective}  [{state}]")
        click.echo(f"         {event.summary}")
        for word, value in (("căn cứ", event.reason), ("đề nghị", event.by)):
            if value:
                click.echo(f"         {word}: {value}")
    if one.pending:
        click.echo(f"  Khác bản đã phát hành: {one.pending}")
