"""qmsdocs layout check: any Word file held against the official layout."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output

if TYPE_CHECKING:
    from qmsdocs.layout import Finding, Report

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "unknown": "magenta"}
_WORDS = {
    "vi": {"error": "lỗi", "warning": "cảnh báo", "info": "thông tin", "unknown": "chưa xét được"},
    "en": {"error": "error", "warning": "warning", "info": "info", "unknown": "not judged"},
}
_CERTAINTY = {
    "confirmed": "",
    "secondary": "; theo trích dẫn",
    "unconfirmed": "; chưa đối chiếu với bản gốc",
    "practice": "; thông lệ",
}
_PROFILES = ["nd30-2020", "tt01-2011", "ttlt55-2005", "qms"]  # not imported: --help stays quick


@click.group()
def layout() -> None:
    """Thể thức: đối chiếu tệp Word với quy định về thể thức văn bản."""


@layout.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--profile", type=click.Choice(_PROFILES), help="Bộ quy tắc.  [mặc định: theo ngày của văn bản]")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path),
    help="Thư mục cơ quan hoặc tỉnh có layout.yaml.",
)
@click.option("--agency", default="", metavar="SLUG", help="Cơ quan nào của tỉnh trong --workspace.")
@output.common_options
def check(paths: tuple[Path, ...], profile: str | None, workspace: Path | None, agency: str) -> None:
    """Kiểm tra thể thức của tệp .docx bất kỳ, hay của mọi tệp .docx trong thư mục; không sửa gì.

    Chỗ không xét được thì nói rõ, không coi là đạt. Có lỗi thì mã thoát là 1.
    """
    from qmsdocs.layers import Layers
    from qmsdocs.layout import UnreadableError, examine
    from qmsdocs.overrides import layers_of

    if agency and not workspace:
        raise click.UsageError("--agency cần có --workspace")
    layers = layers_of(workspace, agency) if workspace else Layers()
    counts: Counter[str] = Counter()
    told: list[dict[str, Any]] = []
    left_out: dict[tuple[str, str, str], None] = {}
    for file in _files(paths):
        try:
            report = examine(file.read_bytes(), profile, layers)
        except (UnreadableError, OSError) as error:
            counts["error"] += 1
            told.append({"file": str(file), "profile": None, "unreadable": str(error), "findings": []})
            output.say(f"{file}: không đọc được: {error}", f"{file}: cannot be read: {error}")
            continue
        counts.update(finding.level for finding in report.findings)
        told.append(_data(file, report))
        left_out |= dict.fromkeys(report.off)
        _print(file, report)
    if output.as_json():
        output.print_json({"ok": not counts["error"], "files": told})
    else:
        for rule, who, reason in left_out:
            output.say(f"Không xét {rule} ({who}): {reason}", f"Not judged: {rule} ({who}): {reason}")
        click.echo(
            f"{len(told)} tệp: {_count(counts)}." if output.language() == "vi" else f"{len(told)}: {_count(counts)}."
        )
    sys.exit(1 if counts["error"] else 0)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.docx") if not file.name.startswith("~$"))
        else:
            yield path


def _count(counts: Mapping[Any, int]) -> str:
    words = _WORDS[output.language()]
    return ", ".join(f"{counts[level]} {word}" for level, word in words.items())


def _print(file: Path, report: Report) -> None:
    """Like findings together, at the first of their places."""
    if output.as_json() or not report.findings:
        return
    counts = Counter(finding.level for finding in report.findings)
    click.echo(f"{file} ({report.profile}): {_count(counts)}")
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for one in report.findings:
        groups.setdefault((one.rule, one.level, one.what, one.measured, one.allowed, one.origin), []).append(one)
    for found in groups.values():
        _print_group(found)


def _print_group(found: list[Finding]) -> None:
    one = found[0]
    level = click.style(_WORDS[output.language()][one.level], fg=_COLOURS[one.level], bold=True)
    more = f" và {len(found) - 1} chỗ nữa" if len(found) > 1 else ""
    quoted = f" “{one.text}”" if one.text else ""
    click.echo(f"  {one.place}{more}: {level} {one.rule}:{quoted} {one.what}: {one.measured}; quy định: {one.allowed}")
    origin = f" (đặt ở: {one.origin})" if one.origin else ""
    cite = f" [{one.cite}{_CERTAINTY[one.certainty]}]" if one.cite else ""
    cite += f" (mức của {one.layer})" if one.layer else ""
    click.echo(f"      → {one.cure}{origin}{cite}")


def _data(file: Path, report: Report) -> dict[str, Any]:
    return {
        "file": str(file),
        "profile": report.profile,
        "off": [{"rule": rule, "by": who, "reason": reason} for rule, who, reason in report.off],
        "findings": [
            {
                "rule": one.rule,
                "level": one.level,
                "place": str(one.place),
                "part": one.place.part or "document",
                "tables": [list(table) for table in one.place.tables],
                "paragraph": one.place.paragraph or None,
                "what": one.what,
                "measured": one.measured,
                "allowed": one.allowed,
                "origin": one.origin or None,
                "text": one.text or None,
                "cite": one.cite or None,
                "certainty": one.certainty,
                "cure": one.cure,
                "layer": one.layer or None,
            }
            for one in report.findings
        ],
    }
