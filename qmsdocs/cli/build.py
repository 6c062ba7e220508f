"""qmsdocs build PATH: the document sets, all or nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.build import Built
    from qmsdocs.errors import Problem
    from qmsdocs.plan import DocumentPlan
    from qmsdocs.workspace import Workspace


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Thư mục kết quả.  [mặc định: PATH/out]")
@click.option("--cohort", type=int, metavar="NĂM", help="Chỉ các cơ quan của đợt này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--kind", "kinds", multiple=True, metavar="LOẠI", help="Chỉ loại tài liệu này; dùng được nhiều lần.")
@click.option(
    "--jobs", type=click.IntRange(1), default=None, metavar="N", help="Số tiến trình.  [mặc định: số lõi của máy]"
)
@output.common_options
def build(
    path: Path,
    out: Path | None,
    cohort: int | None,
    agencies: tuple[str, ...],
    kinds: tuple[str, ...],
    jobs: int | None,
) -> None:
    """Tạo bộ tài liệu Word cho các cơ quan trong thư mục; có lỗi thì không ghi tệp nào."""
    from qmsdocs.build import build as run_build
    from qmsdocs.checks import check as run_checks
    from qmsdocs.errors import stop_on_errors
    from qmsdocs.kinds import plans
    from qmsdocs.loading import load
    from qmsdocs.releases import settle

    kept = store()
    workspace = load(path, kept).choose(cohort, agencies)
    problems = stop_on_errors(run_checks(workspace))
    planned, told = settle(workspace, plans(workspace, kinds))
    problems += stop_on_errors(told)
    with _Progress(len(planned)) as step:
        built = run_build(workspace, planned, out or path / "out", jobs or os.cpu_count() or 1, kept, step)
    _report(workspace, built, problems)


def _report(workspace: Workspace, built: Built, problems: tuple[Problem, ...]) -> None:
    blanks = [problem for problem in problems if problem.level == "info"]
    warnings = [problem for problem in problems if problem.level == "warning"]
    agencies, documents = len(workspace.systems), len(built.plans)
    if output.as_json():
        output.print_json(
            {
                "ok": True,
                "out": str(built.out),
                "agencies": agencies,
                "documents": documents,
                "seconds": round(built.seconds, 1),
                "to_fill": len(blanks),
                "left_over": list(built.left_over),
                "problems": [output.problem_data(problem) for problem in problems],
            }
        )
        return
    output.print_problems(warnings)
    output.say(
        f"Đã tạo {documents} tài liệu cho {agencies} cơ quan trong {built.seconds:.0f} giây: {built.out}",
        f"Built {documents} documents for {agencies} agencies in {built.seconds:.0f} s: {built.out}",
    )
    if built.left_over:
        names = "".join(f"\n    {name}" for name in built.left_over[:10])
        output.say(
            f"{len(built.left_over)} tệp của lần trước không còn thuộc bộ tài liệu (không bị xóa):{names}",
            f"{len(built.left_over)} files of earlier builds are no longer planned (left alone):{names}",
        )
    if blanks:
        output.say(
            f"Còn {len(blanks)} chỗ phải điền hoặc đối chiếu; xem: qmsdocs check {workspace.root}",
            f"{len(blanks)} facts to fill or confirm; see: qmsdocs check {workspace.root}",
        )


class _Progress:
    """A bar on a terminal, one plain line for each agency elsewhere, nothing in JSON runs."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.agency = ""
        self.bar = click.progressbar(length=total, label="Tạo tài liệu") if _terminal() else None

    def __enter__(self) -> Callable[[DocumentPlan], None]:
        if self.bar is not None:
            self.bar.__enter__()
        return self._step

    def _step(self, plan: DocumentPlan) -> None:
        self.done += 1
        if self.bar is not None:
            self.bar.update(1)
        elif plan.agency != self.agency:
            self.agency = plan.agency
            output.say(f"[{self.done}/{self.total}] {plan.agency}", f"[{self.done}/{self.total}] {plan.agency}")

    def __exit__(self, *raised: object) -> None:
        if self.bar is not None:
            self.bar.render_finish()


def _terminal() -> bool:
    return sys.stdout.isatty() and not output.as_json()
