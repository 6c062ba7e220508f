"""qmsdocs check PATH: everything wrong, doubtful or still to be filled, without building."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.errors import Problem
    from qmsdocs.workspace import Workspace


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--cohort", type=int, metavar="NĂM", help="Chỉ các cơ quan của đợt này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--errors-only", is_flag=True, help="Chỉ in lỗi, không in cảnh báo và thông tin.")
@output.common_options
def check(path: Path, cohort: int | None, agencies: tuple[str, ...], errors_only: bool) -> None:
    """Kiểm tra thư mục của một cơ quan hoặc một tỉnh; liệt kê lỗi, cảnh báo và những chỗ còn phải điền."""
    from qmsdocs.checks import check as run_checks
    from qmsdocs.loading import load

    workspace = load(path, store()).choose(cohort, agencies)
    problems = [*_of_layout(workspace), *run_checks(workspace)]
    if not any(problem.level == "error" for problem in problems):
        problems += _of_releases(workspace)
    failed = any(problem.level == "error" for problem in problems)
    if output.as_json():
        data = [output.problem_data(problem) for problem in problems if problem.level == "error" or not errors_only]
        output.print_json({"ok": not failed, "agencies": len(workspace.systems), "problems": data})
    else:
        output.print_problems(problem for problem in problems if problem.level == "error" or not errors_only)
        number, counts = len(workspace.systems), output.count_words(problems)
        output.say(f"\n{number} cơ quan: {counts}.", f"\n{number} agencies: {counts}.")
    sys.exit(1 if failed else 0)


def _of_layout(workspace: Workspace) -> list[Problem]:
    """Mistakes in the layout.yaml files; nothing is loaded where there are none."""
    chains = set(workspace.layers().values())
    if not any((folder / "layout.yaml").is_file() for layers in chains for folder in layers.folders):
        return []
    from qmsdocs.layout import problems_of_files
    from qmsdocs.workspace import unique

    return unique(problem for layers in sorted(chains, key=str) for problem in problems_of_files(layers))


def _of_releases(workspace: Workspace) -> list[Problem]:
    """What the documents to be made say against those released; nothing to plan where nothing was released."""
    from qmsdocs.kinds import plans
    from qmsdocs.releases import RELEASED, settle
    from qmsdocs.releases.kept import history

    released = [entry.slug for entry in workspace.entries if history(workspace, entry.slug).folder.is_dir()]
    return settle(workspace, plans(workspace.choose(agencies=released), RELEASED))[1] if released else []
