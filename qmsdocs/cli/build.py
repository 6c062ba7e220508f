"""qmsdocs build PATH: the document sets, what is stale of them; nothing that somebody edited is written over."""

from __future__ import annotations

import datetime
import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.build import Built, Export, Failure
    from qmsdocs.build.shares import Outcome
    from qmsdocs.errors import Problem
    from qmsdocs.manifest import Last

_PDFS = 100  # between two lines that tell how far it is
_MANY = 10  # of one sort are named; the rest is counted


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Thư mục kết quả.  [mặc định: PATH/out]")
@click.option("--cohort", type=int, metavar="NĂM", help="Chỉ các cơ quan của đợt này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--kind", "kinds", multiple=True, metavar="LOẠI", help="Chỉ loại tài liệu này; dùng được nhiều lần.")
@click.option(
    "--edited",
    type=click.Choice(["keep", "side", "replace"]),
    default="keep",
    show_default=True,
    help="Tệp đã sửa tay: keep để nguyên; side ghi bản mới bên cạnh; replace cất bản đã sửa rồi ghi bản mới.",
)
@click.option(
    "--jobs", type=click.IntRange(1), default=None, metavar="N", help="Số tiến trình.  [mặc định: số lõi của máy]"
)
@click.option("--cluster", default="", metavar="ĐỊA_CHỈ", help="Chạy trên cụm máy dask, ví dụ tcp://may-chu:8786.")
@click.option("--fail-fast", is_flag=True, help="Dừng ở lỗi đầu tiên.")
@click.option("--pdf", is_flag=True, help="Xuất thêm PDF bên cạnh từng tệp Word; cách xuất khác: qmsdocs pdf.")
@click.option("--pdfa", is_flag=True, help="Như --pdf, theo PDF/A-2b để lưu trữ lâu dài.")
@click.option("--gotenberg", metavar="URL", default="", help="Xuất PDF bằng máy chủ Gotenberg này.")
@output.common_options
def build(
    path: Path,
    out: Path | None,
    cohort: int | None,
    agencies: tuple[str, ...],
    kinds: tuple[str, ...],
    edited: Literal["keep", "side", "replace"],
    jobs: int | None,
    cluster: str,
    fail_fast: bool,
    pdf: bool,
    pdfa: bool,
    gotenberg: str,
) -> None:
    """Tạo bộ tài liệu Word cho các cơ quan trong thư mục: chỉ làm lại phần đã cũ, không ghi đè tệp đã sửa tay.

    Cơ quan nào có lỗi thì bộ tài liệu của cơ quan ấy để nguyên, các cơ quan khác vẫn được tạo.
    """
    from qmsdocs.manifest import unchanged

    target = out or path / "out"
    began = time.monotonic()
    key = _key(path, cohort, agencies, kinds, pdf or pdfa or bool(gotenberg), pdfa, gotenberg)
    if last := unchanged(target, key):
        _tell_unchanged(path, target, last, time.monotonic() - began)
        return
    from qmsdocs.build import build_workspace
    from qmsdocs.loading import load_sound

    kept = store()
    count = jobs or os.cpu_count() or 1
    export = _export(gotenberg, pdfa, count) if pdf or pdfa or gotenberg else None
    workspace = load_sound(path, kept).choose(cohort, agencies)
    day = datetime.datetime.now().isoformat(" ", "seconds")
    with _Progress(len(workspace.entries)) as step:
        built = build_workspace(
            workspace,
            kinds,
            target,
            jobs=count,
            cluster=cluster,
            store=kept,
            edited=edited,
            day=day,
            key=key,
            fail_fast=fail_fast,
            export=export,
            progress=step,
        )
    _report(path, built, time.monotonic() - began)
    sys.exit(1 if built.failures else 0)


def _export(gotenberg: str, pdfa: bool, jobs: int) -> Export:
    """What makes the PDFs; the converter and its fonts are looked for before anything is made."""
    from qmsdocs.build.exporting import export
    from qmsdocs.pdf import Machine, find

    engine = find(Machine(sys.platform, os.environ), "auto", gotenberg, pdfa)
    return partial(export, engine=engine, jobs=jobs, progress=_exported)


def _exported(done: int, of: int) -> None:
    """A line now and then: a whole province takes minutes."""
    if done % _PDFS == 0 or done == of:
        output.say(f"[{done}/{of}] PDF", f"[{done}/{of}] PDF")


def _key(path: Path, cohort: int | None, *choices: object) -> str:
    """A digest of all that a build depends on: the files, the choices, qmsdocs itself."""
    from qmsdocs.cache import whole_version
    from qmsdocs.inputs import whole_fingerprint

    chosen = repr((str(path.absolute()), cohort, choices, whole_version()))
    return hashlib.sha256(chosen.encode() + whole_fingerprint(path)).hexdigest()


def _tell_unchanged(path: Path, out: Path, last: Last, seconds: float) -> None:
    if output.as_json():
        output.print_json(_data(out, last, 0, seconds))
        return
    output.print_problems(problem for problem in last.problems if problem.level == "warning")
    output.say(
        f"Không có gì thay đổi: {last.documents} tài liệu trong {out} đều là bản mới nhất ({seconds:.1f} giây).",
        f"Nothing changed: all {last.documents} documents in {out} are up to date ({seconds:.1f} s).",
    )
    _tell_rest(path, last)


def _report(path: Path, built: Built, seconds: float) -> None:
    if output.as_json():
        from qmsdocs.build import failure_data

        data = _data(built.out, built.told, built.written, seconds)
        edited = [{"path": made.path, "stale": made.stale,
                   "changes": [str(change) for change in made.changes]} for made in built.edited]  # fmt: skip
        failures = [failure_data(failure) for failure in built.failures]
        output.print_json(data | {"ok": not failures, "edited": edited, "failures": failures})
        return
    output.print_problems(problem for problem in built.problems if problem.level == "warning")
    _tell_edited(built)
    output.say(
        f"Đã tạo {built.written} tài liệu, {built.fresh} tài liệu vẫn là bản mới nhất "
        f"({seconds:.0f} giây): {built.out}",
        f"Made {built.written} documents, {built.fresh} were up to date ({seconds:.0f} s): {built.out}",
    )
    _tell_rest(path, built.told)
    if old := len(built.outdated_pdfs):
        output.say(
            f"{old} tệp PDF cũ hơn tệp Word của nó: chạy lại với --pdf.",
            f"{old} PDFs are older than their documents: run again with --pdf.",
        )
    if built.failures:
        _tell_failures(built)


def _tell_edited(built: Built) -> None:
    stale = [made for made in built.edited if made.stale]
    for made in stale[:_MANY]:
        where = built.out / made.path
        output.say(
            f"{where}: đã sửa tay, để nguyên; nội dung gốc đã có bản mới", f"{where}: edited by hand, left as is"
        )
        for change in made.changes[:3]:
            output.say(f"    {change}", f"    {change}")
    if built.edited:
        waiting = "" if not stale else f"; {len(stale)} tệp có bản mới: dùng --edited side hoặc --edited replace"
        output.say(
            f"{len(built.edited)} tệp đã sửa tay, không ghi đè{waiting}.",
            f"{len(built.edited)} files edited by hand were left alone; {len(stale)} of them have a newer version.",
        )


def _tell_rest(path: Path, last: Last) -> None:
    if last.left_over:
        names = "".join(f"\n    {name}" for name in last.left_over[:_MANY])
        count = len(last.left_over)
        output.say(
            f"{count} tệp của lần trước không còn thuộc bộ tài liệu (xóa bằng: qmsdocs clean):{names}",
            f"{count} files of earlier builds are no longer planned (remove them: qmsdocs clean):{names}",
        )
    if blanks := _blanks(last):
        output.say(
            f"Còn {blanks} chỗ phải điền hoặc đối chiếu; xem: qmsdocs check {path}",
            f"{blanks} facts to fill or confirm; see: qmsdocs check {path}",
        )


def _blanks(last: Last) -> int:
    return sum(problem.level == "info" for problem in last.problems)


def _tell_failures(built: Built) -> None:
    """Each problem once, with how many documents it kept from being made; then a line for each agency."""
    from qmsdocs.workspace import unique

    problems = unique(failure.problem for failure in built.failures if failure.problem.level == "error")
    for alike in _alike(problems):
        output.print_problems(alike[:1], err=True)
        if more := len(alike) - 1:
            click.echo(f"    … (+{more})", err=True)
    by_share: dict[str, list[Failure]] = {}
    for failure in built.failures:
        by_share.setdefault(failure.share, []).append(failure)
    click.echo("", err=True)
    for share, found in by_share.items():
        documents = Counter(failure.code for failure in found if failure.code)
        whole = (output.language() == "vi" and "cả bộ tài liệu") or "the whole set"
        what = ", ".join(list(documents)[:_MANY]) + ("…" if len(documents) > _MANY else "") if documents else whole
        click.echo(f"  {share or 'tỉnh'}: {what}", err=True)
    rest = (
        ("phần còn lại đã tạo xong", "the rest was made")
        if built.documents
        else ("chưa ghi tài liệu nào", "nothing was made")
    )
    output.say(
        f"{len(by_share)} bộ tài liệu có lỗi, {rest[0]}; danh sách lỗi: {built.out / 'failures.json'}",
        f"{len(by_share)} sets have errors, {rest[1]}; the list: {built.out / 'failures.json'}",
    )


def _alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems in the order of their places, those that one file has again and again taken together."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for one in sorted(problems, key=lambda problem: problem.where):
        found.setdefault((one.code, replace(one.where, inside=""), str(one.words)), []).append(one)
    return list(found.values())


def _data(out: Path, last: Last, written: int, seconds: float) -> dict[str, Any]:
    return {
        "ok": True,
        "out": str(out),
        "agencies": last.agencies,
        "documents": last.documents,
        "fresh": last.documents - written,
        "written": written,
        "seconds": round(seconds, 1),
        "to_fill": _blanks(last),
        "left_over": list(last.left_over),
        "edited": [],
        "failures": [],
        "problems": [output.problem_data(problem) for problem in last.problems],
    }


class _Progress:
    """A bar on a terminal, one plain line for each agency elsewhere, nothing in JSON runs."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.bar = click.progressbar(length=total, label="Tạo tài liệu") if _terminal() else None

    def __enter__(self) -> Callable[[Outcome], None]:
        if self.bar is not None:
            self.bar.__enter__()
        return self._step

    def _step(self, outcome: Outcome) -> None:
        slug = outcome.share.slug
        self.done += bool(slug)
        if self.bar is not None:
            self.bar.update(bool(slug))
        else:
            output.say(
                f"[{self.done}/{self.total}] {slug or 'tỉnh'}", f"[{self.done}/{self.total}] {slug or 'province'}"
            )

    def __exit__(self, *raised: object) -> None:
        if self.bar is not None:
            self.bar.render_finish()


def _terminal() -> bool:
    return sys.stdout.isatty() and not output.as_json()
