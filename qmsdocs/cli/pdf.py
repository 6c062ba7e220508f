"""qmsdocs pdf FILE|DIR...: Word files to PDF."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output

if TYPE_CHECKING:
    from qmsdocs.errors import Problem
    from qmsdocs.pdf import Result

_ENGINES = ["auto", "libreoffice", "word", "dxpdf", "gotenberg"]  # not imported: --help stays quick


@click.command()
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Thư mục kết quả.  [mặc định: cạnh tệp Word]")
@click.option("--engine", type=click.Choice(_ENGINES), default="auto", show_default=True, help="Chương trình xuất PDF.")
@click.option("--gotenberg", metavar="URL", default="", help="Địa chỉ máy chủ Gotenberg.")
@click.option("--pdfa", is_flag=True, help="Xuất PDF/A-2b để lưu trữ lâu dài.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Số việc cùng lúc.  [mặc định: số lõi của máy]")
@click.option(
    "--timeout", type=click.IntRange(1), default=120, show_default=True, metavar="GIÂY", help="Chờ tối đa một tài liệu."
)
@output.common_options
def pdf(
    paths: tuple[Path, ...],
    out: Path | None,
    engine: str,
    gotenberg: str,
    pdfa: bool,
    jobs: int | None,
    timeout: int,
) -> None:
    """Xuất tệp .docx, hay mọi tệp .docx trong thư mục, ra PDF; tệp hỏng không làm dừng các tệp khác.

    Số trang và mục lục được tính lại, ngày tháng giữ nguyên như trong tệp. Có lỗi thì mã thoát là 1.
    """
    from qmsdocs.errors import Location, Problem, QmsdocsError
    from qmsdocs.pdf import Machine, convert, find

    if gotenberg and engine not in ("auto", "gotenberg"):
        raise click.UsageError("--gotenberg chỉ đi với --engine gotenberg.")
    chosen = find(Machine(sys.platform, os.environ), engine, gotenberg, pdfa)
    pairs = list(dict.fromkeys(_pairs(paths, out)))  # a file may be named, and its folder too
    if not pairs:
        raise QmsdocsError([Problem("pdf-no-documents", Location(str(path))) for path in paths])
    results = []
    bar = click.progressbar(length=len(pairs), label="Xuất PDF", hidden=output.as_json() or not sys.stdout.isatty())
    with bar as progress:
        for result in convert(pairs, chosen, jobs=jobs or os.cpu_count() or 1, timeout=timeout):
            results.append(result)
            progress.update(1)
    _report(sorted(results, key=lambda result: result.source), chosen.name)
    if not all(result.pages for result in results):
        sys.exit(1)


def _pairs(paths: Iterable[Path], out: Path | None) -> Iterator[tuple[Path, Path]]:
    """(Word file, PDF): beside it, or under OUT as it stands under DIR."""
    for path in paths:
        folder = path if path.is_dir() else path.parent
        for file in sorted(path.rglob("*.docx")) if path.is_dir() else [path]:
            if not file.name.startswith("~$"):
                target = (out / file.relative_to(folder) if out else file).with_suffix(".pdf")
                yield file, target


def _report(results: list[Result], engine: str) -> None:
    if output.as_json():
        output.print_json({"ok": all(r.pages for r in results), "engine": engine, "files": [_data(r) for r in results]})
        return
    told: list[Problem] = []
    for problem in (problem for result in results for problem in result.problems):
        told += [] if problem in told else [problem]  # a converter that does not work is told once
    output.print_problems(told, err=True)
    made, pages = sum(1 for result in results if result.pages), sum(result.pages for result in results)
    output.say(
        f"Đã xuất {made} trong {len(results)} tệp ({pages} trang) bằng {engine}.",
        f"{made} of {len(results)} files ({pages} pages) made by {engine}.",
    )


def _data(result: Result) -> dict[str, object]:
    return {
        "source": str(result.source),
        "target": str(result.target),
        "pages": result.pages or None,
        "problems": [output.problem_data(problem) for problem in result.problems],
    }
