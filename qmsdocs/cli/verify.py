"""qmsdocs verify TARGET: which document each file is, and whether it is still what was built or handed over."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output

if TYPE_CHECKING:
    from qmsdocs.delivery import Verdict

_WORDS = {
    "edited": ("đã sửa", "edited", "red"),
    "altered": ("khác bản gốc", "altered", "red"),
    "older": ("bản cũ", "older", "yellow"),
    "missing": ("thiếu", "missing", "red"),
    "strange": ("lạ", "strange", "magenta"),
    "unjudged": ("không có bản gốc để so", "nothing to hold it against", "yellow"),
    "resaved": ("lưu lại, không đổi nội dung", "saved again, unchanged", "green"),
    "intact": ("nguyên vẹn", "intact", "green"),
}
_FEW = 5  # changes of a document that are told unless all are asked for


@click.command()
@click.argument("target", metavar="TỆP|THƯ_MỤC|ZIP", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True),
    metavar="THƯ_MỤC|ZIP",
    help="So với thư mục kết quả của build, hoặc gói đã giao trước.",
)
@click.option("--all", "whole", is_flag=True, help="Nêu cả tài liệu nguyên vẹn và mọi chỗ sửa.")
@output.common_options
def verify(target: Path, against: Path | None, whole: bool) -> None:
    """Kiểm tra tệp Word, thư mục hay gói ZIP: là tài liệu nào, lần ban hành nào, nguyên vẹn hay đã bị sửa ở đâu.

    Thoát với mã 1 khi có tài liệu bị sửa, thiếu, lạ, cũ, hoặc không có gì để so.
    """
    from qmsdocs.delivery import verify as run_verify

    found = run_verify(target, against)
    good = all(one.good for one in found)
    if output.as_json():
        counts = Counter(one.state for one in found)
        output.print_json({"ok": good, "counts": counts, "documents": [_data(one) for one in found]})
    else:
        _print(found, whole or len(found) == 1)
    sys.exit(0 if good else 1)


def _print(found: Sequence[Verdict], whole: bool) -> None:
    english = output.language() == "en"
    counts: Counter[str] = Counter(one.state for one in found)
    for state in _WORDS:
        for one in found:
            if one.state == state and (whole or not one.good or one.note):
                _tell(one, whole, english)
    words = (f"{counts[state]} {word[english]}" for state, word in _WORDS.items() if counts[state])
    click.echo(", ".join(words) + ".")
    if truths := dict.fromkeys(one.held_against for one in found if one.held_against):
        click.echo(("Held against: " if english else "So với: ") + ", ".join(truths))


def _tell(one: Verdict, whole: bool, english: bool) -> None:
    *word, colour = _WORDS[one.state]
    named = "  ".join(filter(None, (one.code, one.title, one.issue)))
    click.echo(f"{click.style(word[english], fg=colour, bold=True)}  {one.path}" + (f"  [{named}]" if named else ""))
    if one.note:
        click.echo(f"    {one.note}")
    if one.release:
        click.echo(f"    {'release of' if english else 'bản phát hành ngày'} {one.release}")
    for change in one.changes[: None if whole else _FEW]:
        click.echo(f"    {change}")
    if not whole and len(one.changes) > _FEW:
        more = len(one.changes) - _FEW
        click.echo(f"    … {more} more (--all)" if english else f"    … và {more} chỗ nữa (xem hết: --all)")
    if one.state == "altered" and not one.changes:
        click.echo("    " + (_LOST_EN if english else _LOST))


_LOST = "chỉ có mã kiểm tra, không còn bản gốc để nêu chỗ sửa: dùng --against với gói đã giao hoặc thư mục kết quả"
_LOST_EN = "only checksums are at hand: name the package that was handed over, or the output folder, with --against"


def _data(one: Verdict) -> dict[str, Any]:
    return dataclasses.asdict(one) | {
        "good": one.good,
        "changes": [dataclasses.asdict(change) for change in one.changes],
    }
