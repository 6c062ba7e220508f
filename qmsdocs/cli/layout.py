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
    from qmsdocs.layers import Layers
    from qmsdocs.layout import Finding, Report

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan", "unknown": "magenta"}
_WORDS = {
    "vi": {"error": "lỗi", "warning": "cảnh báo", "info": "thông tin", "unknown": "chưa xét được"},
    "en": {"error": "error", "warning": "warning", "info": "info", "unknown": "not judged"},
}
CERTAINTY = {
    "confirmed": "",
    "secondary": "; theo trích dẫn",
    "unconfirmed": "; chưa đối chiếu với bản gốc",
    "practice": "; thông lệ",
}
PROFILES = ["nd30-2020", "tt01-2011", "ttlt55-2005", "qms"]  # not imported: --help stays quick


@click.group()
def layout() -> None:
    """Thể thức: đối chiếu tệp Word với quy định về thể thức văn bản."""


@layout.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--profile", type=click.Choice(PROFILES), help="Bộ quy tắc.  [mặc định: theo ngày của văn bản]")
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
    from qmsdocs.layout import UnreadableError, examine

    layers = layers_from(workspace, agency)
    counts: Counter[str] = Counter()
    told: list[dict[str, Any]] = []
    left_out: dict[tuple[str, str, str], None] = {}
    for file in docx_files(paths):
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
    for rule, who, reason in left_out:
        output.say(f"Không xét {rule} ({who}): {reason}", f"Not judged: {rule} ({who}): {reason}")
    output.say(f"{len(told)} tệp: {count_levels(counts)}.", f"{len(told)}: {count_levels(counts)}.")
    sys.exit(1 if counts["error"] else 0)


def layers_from(workspace: Path | None, agency: str) -> Layers:
    """The folders in which a layout.yaml is looked for: none without a workspace."""
    from qmsdocs.layers import Layers
    from qmsdocs.overrides import layers_of

    if agency and not workspace:
        raise click.UsageError("--agency cần có --workspace")
    return layers_of(workspace, agency) if workspace else Layers()


def docx_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and every .docx in the folders named; not what Word keeps beside an open file."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.docx") if not file.name.startswith("~$"))
        else:
            yield path


def count_levels(counts: Mapping[Any, int]) -> str:
    """3 lỗi, 1 cảnh báo, 0 thông tin, 2 chưa xét được."""
    words = _WORDS[output.language()]
    return ", ".join(f"{counts[level]} {word}" for level, word in words.items())


def _print(file: Path, report: Report) -> None:
    """Like findings together, at the first of their places."""
    if output.as_json() or not report.findings:
        return
    counts = Counter(finding.level for finding in report.findings)
    click.echo(f"{file} ({report.profile}): {count_levels(counts)}")
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
    cite = f" [{one.cite}{CERTAINTY[one.certainty]}]" if one.cite else ""
    cite += f" (mức của {one.layer})" if one.layer else ""
    click.echo(f"      → {one.cure}{origin}{cite}{_mendable(one)}")


def _mendable(one: Finding) -> str:
    if not one.is_repairable or one.repair is None:
        return ""
    command = f"qmsdocs layout fix{' --text' if one.repair.of_text else ''}"
    return f"; sửa được: {command}" if output.language() == "vi" else f"; mended by: {command}"


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
                "repairable": one.is_repairable,
                "layer": one.layer or None,
            }
            for one in report.findings
        ],
    }
