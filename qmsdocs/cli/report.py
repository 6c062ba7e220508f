"""qmsdocs report: one period of a province's programme as Word, Excel and a page for browsers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.model.programme import Programme, ProvinceReport
    from qmsdocs.plan import DocumentPlan


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--period", required=True, metavar="KỲ", help="Kỳ báo cáo: 2008 (năm), 2008-H1 (sáu tháng), 2008-Q3 (quý)."
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Thư mục kết quả.  [mặc định: PATH/out]")
@click.option("--cohort", type=int, metavar="NĂM", help="Chỉ các cơ quan của đợt này.")
@output.common_options
def report(path: Path, period: str, out: Path | None, cohort: int | None) -> None:
    """Báo cáo một kỳ của chương trình: bản Word, bảng tính Excel và trang HTML, cùng một số liệu."""
    from qmsdocs.build import write
    from qmsdocs.checks import check as run_checks
    from qmsdocs.docx import Templates, render
    from qmsdocs.errors import Location, Problem, QmsdocsError, stop_on_errors
    from qmsdocs.kinds.province.report import plan_of
    from qmsdocs.loading import load
    from qmsdocs.reporting import figures
    from qmsdocs.reporting.page import page
    from qmsdocs.reporting.workbook import workbook

    kept = store()
    workspace = load(path, kept)
    programme = workspace.programme
    if programme is None:
        raise QmsdocsError([Problem("no-programme", Location(str(path)))])
    if cohort:
        workspace.choose(cohort)  # tells an unknown cohort; the figures pick out its agencies themselves
    try:
        written = _written(programme, period)
    except ValueError:
        raise QmsdocsError([Problem("bad-period", Location("--period"), {"period": period})]) from None
    stop_on_errors(run_checks(workspace))
    span = figures.span_of(programme, written)
    plan = plan_of(workspace, written, cohort)
    assert span is not None and plan is not None  # a period has its days
    known = figures.figures(workspace, span, cohort)
    files = [
        (plan, render(plan, workspace.layers()[plan.agency], Templates(kept))),
        (_beside(plan, "province-workbook", ".xlsx"), workbook(known)),
        (_beside(plan, "province-page", ".html"), page(known)),
    ]
    target = out or path / "out"
    write(files, target, workspace.root)
    made = [str(target / one.path) for one, _ in files]
    if output.as_json():
        output.print_json({"ok": True, "files": made, "as_of": span.until.isoformat()})
    for name in made:
        output.say(f"Đã ghi: {name}", f"Written: {name}")


def _written(programme: Programme, period: str) -> ProvinceReport:
    """The report of that period as programme.yaml has it; one with blanks when it has none. Raises ValueError."""
    from qmsdocs import days
    from qmsdocs.model.programme import ProvinceReport

    days.period(period)
    named = (one for one in programme.reports if one.period == period)
    return next(named, None) or ProvinceReport(period=period)


def _beside(plan: DocumentPlan, kind: str, suffix: str) -> DocumentPlan:
    """The same report in another format."""
    return replace(plan, kind=kind, template="", path=plan.path.with_suffix(suffix))
