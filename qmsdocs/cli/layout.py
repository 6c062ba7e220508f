"""qmsdocs layout check: any Word file held against the official layout."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


def _options(function: output.F) -> output.F:
    return output.options(function, "text", "json", "sarif")


@layout.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--profile", type=click.Choice(_PROFILES), help="Bộ quy tắc.  [mặc định: theo ngày của văn bản]")
@click.option("--workspace", type=click.Path(path_type=Path), help="Thư mục cơ quan hoặc tỉnh có layout.yaml.")
@click.option("--agency", default="", metavar="SLUG", help="Cơ quan nào của tỉnh trong --workspace.")
@click.option(
    "--annotate",
    "out",
    metavar="OUT",
    type=click.Path(path_type=Path, file_okay=False),
    help="Ghi vào thư mục OUT bản sao của từng tệp có điều cần nói, kèm chú thích (comment) Word tại chỗ.",
)
@_options
def check(paths: tuple[Path, ...], profile: str | None, workspace: Path | None, agency: str, out: Path | None) -> None:
    """Kiểm tra thể thức của tệp .docx bất kỳ, hay của mọi tệp .docx trong thư mục; không sửa gì.

    Chỗ không xét được thì nói rõ, không coi là đạt. Có lỗi thì mã thoát là 1.
    """
    from qmsdocs.layers import Layers
    from qmsdocs.overrides import layers_of

    if agency and not workspace:
        raise click.UsageError("--agency cần có --workspace")
    layers = layers_of(workspace, agency) if workspace else Layers()
    files = list(_files(paths))
    copies = _copies(files, out) if out else {}
    told = [_examined(file, profile, layers, copies.get(file)) for file, _ in files]
    counts = Counter(one.level for _, report in told if not isinstance(report, str) for one in report.findings)
    counts["error"] += sum(isinstance(report, str) for _, report in told)
    if output.as_sarif():
        from qmsdocs import __version__
        from qmsdocs.layout.sarif import sarif

        output.print_json(sarif(told, __version__))
    elif output.as_json():
        output.print_json({"ok": not counts["error"], "files": [_data(file, report) for file, report in told]})
    else:
        _print_end(told, counts, [copy for copy in copies.values() if copy.exists()])
    sys.exit(1 if counts["error"] else 0)


def _examined(file: Path, profile: str | None, layers: Layers, copy: Path | None) -> tuple[Path, Report | str]:
    """The report on a file, printed and put into the copy; or why the file cannot be read."""
    from qmsdocs.layout import UnreadableError, examine
    from qmsdocs.layout.annotating import annotated

    try:
        data = file.read_bytes()
        report = examine(data, profile, layers)
        made = annotated(data, report.findings) if copy and report.findings else b""
    except (UnreadableError, OSError) as error:
        output.say(f"{file}: không đọc được: {error}", f"{file}: cannot be read: {error}")
        return file, str(error)
    if copy and made:
        _write(copy, made)
    _print(file, report)
    return file, report


def _write(copy: Path, data: bytes) -> None:
    """Raises QmsdocsError."""
    from qmsdocs.errors import Location, Problem, QmsdocsError

    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(data)
    except OSError as error:
        raise QmsdocsError([Problem("cannot-write", Location(str(copy)), {"reason": error.strerror})]) from error


def _copies(files: Iterable[tuple[Path, Path]], out: Path) -> dict[Path, Path]:
    """Where the copy of each file is put. Raises QmsdocsError when something is there."""
    from qmsdocs.errors import Location, Problem, QmsdocsError

    copies: dict[Path, Path] = {}
    taken: set[Path] = set()
    problems = []
    for file, inside in files:
        copies[file] = copy = out / inside
        if copy.exists() or copy in taken:
            problems.append(Problem("already-there", Location(str(copy))))
        taken.add(copy)
    if problems:
        raise QmsdocsError(problems)
    return copies


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Each file, and how it is called inside the folder that was named."""
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*.docx") if not file.name.startswith("~$"))
            yield from ((file, file.relative_to(path)) for file in sorted(inside))
        else:
            yield path, Path(path.name)


def _print_end(told: Sequence[tuple[Path, Report | str]], counts: Mapping[Any, int], copies: Sequence[Path]) -> None:
    for rule, who, reason in dict.fromkeys(
        off for _, report in told if not isinstance(report, str) for off in report.off
    ):
        output.say(f"Không xét {rule} ({who}): {reason}", f"Not judged: {rule} ({who}): {reason}")
    if copies:
        output.say(f"{len(copies)} bản sao có chú thích.", f"{len(copies)} copies with comments.")
    output.say(f"{len(told)} tệp: {_count(counts)}.", f"{len(told)} files: {_count(counts)}.")


def _count(counts: Mapping[Any, int]) -> str:
    words = _WORDS[output.language()]
    return ", ".join(f"{counts[level]} {word}" for level, word in words.items())


def _print(file: Path, report: Report) -> None:
    """Like findings together, at the first of their places."""
    if output.as_json() or output.as_sarif() or not report.findings:
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


def _data(file: Path, report: Report | str) -> dict[str, Any]:
    if isinstance(report, str):
        return {"file": str(file), "profile": None, "unreadable": report, "findings": []}
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
