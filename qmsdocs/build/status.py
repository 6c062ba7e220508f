"""How every document stands, and why, without writing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from qmsdocs import kinds
from qmsdocs.build.making import NEW, Desk
from qmsdocs.build.shares import PROVINCE, READY, Job, Share, desk_of, prepare, slugs, waiting
from qmsdocs.build.standing import Standing, Strays, standings
from qmsdocs.cache import Store
from qmsdocs.differences import differences
from qmsdocs.docx import Templates
from qmsdocs.docx.content import Change
from qmsdocs.docx.properties import IDENTITY, read
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.manifest import Manifest, Row, reading
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

State = Literal["fresh", "stale", "edited", "missing", "orphaned", "blocked"]


@dataclass(frozen=True)
class Status:
    """How one document stands. `causes` say in words why it is not fresh; `stale` whether an edited or a missing one
    would come out differently from when it was built; `changes` what somebody edited in it."""

    state: State
    share: str
    path: str
    code: str
    title: str
    causes: tuple[str, ...] = ()
    stale: bool = False
    changes: tuple[Change, ...] = ()
    plan: DocumentPlan | None = field(default=None, repr=False)
    row: Row | None = field(default=None, repr=False)


def statuses(workspace: Workspace, chosen: Sequence[str], out: Path, store: Store | None) -> Iterator[Status]:
    """Every document of the workspace (of the kinds named) as it stands under `out`, share by share.

    Raises QmsdocsError for an unknown kind, and while a build is at work in the folder.
    """
    job = Job(workspace, kinds.known(chosen), out, store)
    templates = Templates(store)
    with reading(out) as manifest:
        strays = Strays(manifest) if manifest else None
        kept_back = waiting(workspace)
        for number, slug in enumerate((*kept_back, *slugs(workspace))):
            rows = manifest.rows(slug) if manifest else {}
            found = standings(manifest, rows.values(), strays) if manifest and strays else {}
            yield from _of_share(job, Share(slug, number, rows, found), kept_back.get(slug, ()), templates, manifest)
        if manifest and strays and not workspace.chosen:
            every = (row for slug in unknown_shares(manifest, workspace) for row in manifest.rows(slug).values())
            rest = [row for row in every if row.kind in job.kinds]
            found = standings(manifest, rest, strays)
            yield from _orphans(rest, found)


def _of_share(
    job: Job, share: Share, kept_back: tuple[Problem, ...], templates: Templates, manifest: Manifest | None
) -> Iterator[Status]:
    if kept_back:
        yield from _blocked(share, job.kinds, kept_back)
        return
    try:
        ready = prepare(job, share)
        desk = desk_of(job, share, ready, templates)
    except QmsdocsError as error:
        yield from _blocked(share, job.kinds, error.problems)
        return
    known: set[str] = set()
    for plan in ready.plans:
        row = desk.row_of(plan)
        one = _status(desk, plan, row, ready.layers[plan.agency], manifest)
        known |= {row.identity, f"{row.identity}{NEW if one.state == 'edited' else ''}"} if row else set()
        yield one
    left = (row for row in share.rows.values() if row.identity not in known and row.kind in job.kinds)
    yield from _orphans(left, share.standings)


def find(workspace: Workspace, out: Path, file: Path, store: Store | None) -> Status | None:
    """How the document in a file stands; None when it is none of the workspace's.

    Raises QmsdocsError while a build is at work in the folder.
    """
    with reading(out) as manifest:
        if manifest is None:
            return None
        rows = manifest.rows()
        inside = file.absolute().is_relative_to(out.absolute())
        path = file.absolute().relative_to(out.absolute()).as_posix() if inside else ""
        row = next((row for row in rows.values() if row.path == path), None) or rows.get(read(file).get(IDENTITY, ""))
    if row is None:
        return None
    some = workspace if row.share == PROVINCE else workspace.choose(agencies=(row.share,))
    found = statuses(some, (row.kind,), out, store)
    return next((one for one in found if one.row and one.row.identity == row.identity), None)


def unknown_shares(manifest: Manifest, workspace: Workspace) -> list[str]:
    """The shares that were built once and that the whole workspace no longer has."""
    return [slug for slug in manifest.shares() if slug not in {*slugs(workspace), *workspace.faulty, PROVINCE, READY}]


def _status(desk: Desk, plan: DocumentPlan, row: Row | None, layers: Layers, manifest: Manifest | None) -> Status:
    standing = desk.standings[row.identity] if row else Standing("missing", str(plan.path))
    known = Status("fresh", desk.share, standing.path, plan.code, plan.title, (), False, standing.changes, plan, row)
    try:
        stale = row is None or desk.differs(plan, row, layers)
    except QmsdocsError as error:
        return replace(known, state="blocked", causes=_told(error.problems))
    causes = tuple(causes_of(manifest, plan, row, desk, layers)) if stale and row and manifest else ()
    now = replace(known, causes=causes, stale=stale)
    if standing.state == "edited":
        return replace(now, state="edited")
    if standing.state == "missing":
        why = "tệp đã bị xóa hoặc chuyển ra ngoài" if row else "chưa tạo lần nào"
        return replace(now, state="missing", causes=(why, *causes))
    if standing.state == "older":
        return replace(now, state="stale", causes=("tệp là bản của một lần tạo trước", *causes), stale=True)
    return replace(now, state="stale") if stale else now


def causes_of(manifest: Manifest, plan: DocumentPlan, row: Row, desk: Desk, layers: Layers) -> Iterator[str]:
    """Why a document would come out differently now: what changed in its data, its template, the parts of that, the
    toolkit."""
    before = manifest.context(row.identity)
    if before is None:
        yield "không còn biết bản đã dựng được làm từ gì"
        return
    if plan.released or "released" in before:
        yield "tài liệu có bản phát hành mới" if plan.released else "tài liệu không còn lấy từ bản đã phát hành"
        return
    for one in differences(before, dict(plan.context), kinds.fields(plan.kind)):
        yield f"{one}"
    if (row.code, row.title) != (plan.code, plan.title):
        yield f"mã hiệu, tên: “{row.code} {row.title}” thành “{plan.code} {plan.title}”"
    sources = desk.templates.sources(layers, plan.template)
    if row.sources != sources.digest:
        yield from _of_template(manifest, row, sources.shown, sources.data, sources.parts)


def _of_template(manifest: Manifest, row: Row, shown: str, data: bytes, parts: Any) -> Iterator[str]:
    kept = manifest.template(row.sources)
    if kept is None:
        yield f"mẫu {shown} đã đổi"
        return
    before_shown, before, before_parts = kept
    told = False
    if before_shown != shown:
        told = True
        yield f"mẫu lấy từ {shown} thay cho {before_shown}"
    elif before != data:
        told = True
        yield f"mẫu {shown} đã đổi"
    for name in sorted({*before_parts, *parts}):
        old, new = before_parts.get(name), parts.get(name)
        if (old and old[1]) != (new and new[1]):
            told = True
            yield f"phần chung {new[0] if new else name} của mẫu đã đổi"
    if not told:
        yield "bộ công cụ qmsdocs đã được cập nhật"


def _blocked(share: Share, wanted: Sequence[str], problems: Sequence[Problem]) -> Iterator[Status]:
    """A share with mistakes: what was built of it waits; what was never built is told as one."""
    causes = _told(problems)
    rows = [row for row in share.rows.values() if row.kind in wanted]
    if not rows:
        yield Status("blocked", share.slug, share.slug, "", "", causes)
    for row in rows:
        standing = share.standings[row.identity]
        yield Status("blocked", share.slug, standing.path, row.code, row.title, causes, True, standing.changes, row=row)


def _told(problems: Sequence[Problem]) -> tuple[str, ...]:
    return tuple(f"{one.where}: {one.message()}" for one in problems if one.level == "error")


def _orphans(rows: Iterable[Row], found: Mapping[str, Standing]) -> Iterator[Status]:
    """What is no longer planned and still there."""
    for row in rows:
        standing = found[row.identity]
        if standing.state != "missing":
            yield Status(
                "orphaned", row.share, standing.path, row.code, row.title, ("không còn thuộc bộ tài liệu",), False,
                standing.changes, row=row,
            )  # fmt: skip
