"""qmsdocs layout fix: copies of Word files with what is safe to mend mended."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output
from qmsdocs.cli.layout import CERTAINTY, PROFILES, count_levels
from qmsdocs.cli.layout_files import copies_of, docx_files, layers_from

if TYPE_CHECKING:
    from qmsdocs.layout import Fixed, Mended, Retyped


@click.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--out", metavar="OUT", required=True, type=click.Path(path_type=Path),
              help="Tệp .docx mới (khi chỉ sửa một tệp) hoặc thư mục; không ghi đè tệp nào.")  # fmt: skip
@click.option("--profile", type=click.Choice(PROFILES), help="Bộ quy tắc.  [mặc định: theo ngày của văn bản]")
@click.option("--workspace", type=click.Path(path_type=Path), help="Thư mục cơ quan hoặc tỉnh có layout.yaml.")
@click.option("--agency", default="", metavar="SLUG", help="Cơ quan nào của tỉnh trong --workspace.")
@click.option("--text", is_flag=True, help="Sửa cả chữ chắc chắn sai mã: dấu rời, phông .Vn… (TCVN3), VNI-….")
@output.common_options
def fix(
    paths: tuple[Path, ...], out: Path, profile: str | None, workspace: Path | None, agency: str, text: bool
) -> None:
    """Sửa thể thức những chỗ sửa được chắc chắn, ghi ra bản mới; tệp gốc giữ nguyên, lời văn không đổi một chữ.

    Chỉ sửa cách trình bày: khổ giấy, lề, số trang, phông, cỡ, màu, đậm, nghiêng, in hoa, canh lề, giãn cách; liệt kê
    từng chỗ đã sửa. Với --text thì chữ nào đổi cũng được ghi lại cả trước và sau.
    """
    from qmsdocs.build.copies import write_new
    from qmsdocs.layout import UnreadableError
    from qmsdocs.layout import fix as mend

    layers = layers_from(workspace, agency)
    copies = _copies(paths, out)
    told: list[dict[str, Any]] = []
    places = 0
    for file, target in copies.items():
        try:
            fixed = mend(file.read_bytes(), profile, text, layers)
        except (UnreadableError, OSError) as error:
            told.append({"file": str(file), "out": None, "unreadable": str(error)})
            output.say(f"{file}: không sửa được: {error}", f"{file}: cannot be mended: {error}")
            continue
        write_new(target, fixed.data)
        told.append(_data(file, target, fixed))
        places += len(fixed.mended) + len(fixed.retyped)
        _print(file, target, fixed)
    written = sum(one["out"] is not None for one in told)
    if output.as_json():
        output.print_json({"ok": written == len(told), "files": told})
    output.say(f"Đã sửa {places} chỗ, ghi {written} tệp.", f"{places} places mended, {written} files written.")
    sys.exit(0 if written == len(told) else 1)


def _copies(paths: Sequence[Path], out: Path) -> dict[Path, Path]:
    """Each file with where its copy goes: OUT itself if that is a file, or else the same place in the folder OUT."""
    if out.suffix.lower() != ".docx" or out.is_dir():
        return copies_of(list(docx_files(paths)), out)
    if len(paths) > 1 or paths[0].is_dir():
        raise click.UsageError("OUT là một tệp thì chỉ sửa được một tệp; hãy ghi tên thư mục")
    return copies_of([(paths[0], Path(out.name))], out.parent)


def _print(file: Path, target: Path, fixed: Fixed) -> None:
    """Like repairs together, at the first of their places."""
    if output.as_json():
        return
    places = len(fixed.mended) + len(fixed.retyped)
    left = count_levels(Counter(one.level for one in fixed.left))
    output.say(
        f"{file} → {target} ({fixed.profile}): sửa {places} chỗ; còn {left}",
        f"{file} → {target} ({fixed.profile}): {places} mended; left {left}",
    )
    groups: dict[tuple[str, ...], list[Mended]] = {}
    for one in fixed.mended:
        key = (one.finding.rule, one.finding.what, one.finding.measured, one.after, one.where)
        groups.setdefault(key, []).append(one)
    for found in groups.values():
        _print_mended(found)
    for retyped in fixed.retyped:
        click.echo(f"  {retyped.place}: {retyped.finding.rule} “{retyped.before}” → “{retyped.after}”")


def _print_mended(found: Sequence[Mended]) -> None:
    one = found[0].finding
    more = f" và {len(found) - 1} chỗ nữa" if len(found) > 1 else ""
    click.echo(
        f"  {one.place}{more}: {one.rule} {one.what}: {one.measured} → {found[0].after}; sửa {_where(found[0].where)}"
        f" [{one.cite}{CERTAINTY[one.certainty]}]"
    )


def _where(words: str) -> str:
    return words if words == "tại chỗ" else f"ở {words}"


def _data(file: Path, target: Path, fixed: Fixed) -> dict[str, Any]:
    left = Counter(one.level for one in fixed.left)
    return {
        "file": str(file),
        "out": str(target),
        "profile": fixed.profile,
        "mended": [_mended_data(one) for one in fixed.mended],
        "retyped": [_retyped_data(one) for one in fixed.retyped],
        "left": dict(left),
    }


def _mended_data(one: Mended) -> dict[str, Any]:
    found = one.finding
    return {
        "rule": found.rule,
        "place": str(found.place),
        "what": found.what,
        "before": found.measured,
        "after": one.after,
        "where": one.where,
        "text": found.text or None,
        "cite": found.cite or None,
        "certainty": found.certainty,
    }


def _retyped_data(one: Retyped) -> dict[str, Any]:
    return {
        "rule": one.finding.rule,
        "place": str(one.place),
        "before": one.before,
        "after": one.after,
        "cite": one.finding.cite or None,
    }
