"""qmsdocs pack PATH --for …: a ZIP of the built documents for each recipient."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.delivery import Packed, Recipient

_FOLDER = "giao-nhan"


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--for",
    "recipient",
    type=click.Choice(["agency", "province", "auditor"]),
    required=True,
    help="Giao cho ai: agency cơ quan (cả bộ); province tỉnh; auditor đoàn đánh giá.",
)
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Thư mục kết quả của build.  [mặc định: PATH/out]")
@click.option("--to", type=click.Path(path_type=Path), help=f"Thư mục ghi gói.  [mặc định: PATH/{_FOLDER}]")
@output.common_options
def pack(path: Path, recipient: Recipient, agencies: tuple[str, ...], out: Path | None, to: Path | None) -> None:
    """Đóng gói tài liệu đã tạo thành tệp ZIP để giao, kèm danh mục giao nhận và mã kiểm tra.

    Chỉ đóng gói khi mọi tài liệu đều là bản mới nhất; tệp đã sửa tay được giao như đã sửa và ghi rõ trong danh mục.
    """
    from qmsdocs.delivery import pack as run_pack
    from qmsdocs.loading import load_sound

    kept = store()
    workspace = load_sound(path, kept).choose(None, agencies)
    made = run_pack(workspace, recipient, out or path / "out", to or path / _FOLDER, kept)
    if output.as_json():
        output.print_json({"ok": True, "packages": [_data(one) for one in made]})
        return
    for one in made:
        _tell(one)


def _tell(one: Packed) -> None:
    same = (" (như lần trước)", " (as before)") if one.fresh else ("", "")
    output.say(
        f"{one.file}: {one.documents} tài liệu, {one.files} tệp{same[0]}",
        f"{one.file}: {one.documents} documents, {one.files} files{same[1]}",
    )
    if one.kept:
        output.say(f"    gói lần trước được giữ lại: {one.kept}", f"    the earlier package was kept: {one.kept}")
    for entry in one.edited:
        stale = entry in one.stale
        output.say(
            f"    đã sửa sau khi tạo{', nội dung gốc đã có bản mới' if stale else ''}: {entry.path}",
            f"    edited since it was built{', its source has changed since' if stale else ''}: {entry.path}",
        )


def _data(one: Packed) -> dict[str, Any]:
    return {
        "file": str(one.file),
        "documents": one.documents,
        "files": one.files,
        "unchanged": one.fresh,
        "kept": str(one.kept) if one.kept else None,
        "edited": [entry.path for entry in one.edited],
        "stale": [entry.path for entry in one.stale],
    }
