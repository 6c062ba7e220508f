"""plan → bytes → files: what is stale is made anew, share by share; what somebody edited is left alone.

A batch of files is written under temporary names, synced once, entered into the manifest, then renamed. Cut off at any
moment, every file is whole, the manifest knows each for its own, and the next build finishes the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from qmsdocs.build import executors, writing
from qmsdocs.build.batch import Batch
from qmsdocs.build.making import NEW, Edited, Made
from qmsdocs.build.pdfs import outdated
from qmsdocs.build.ready import write
from qmsdocs.build.shares import PROVINCE, Job, Outcome, Share, slugs, waiting
from qmsdocs.build.standing import Standing, Strays, standings
from qmsdocs.build.status import unknown_shares
from qmsdocs.cache import Store
from qmsdocs.checks import ordered
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.kinds import known
from qmsdocs.kinds.province import KINDS as OF_PROVINCE
from qmsdocs.manifest import FAILURES, NAME, Last, Manifest, Row
from qmsdocs.manifest.database import writing as opened
from qmsdocs.manifest.listing import failures_lines, manifest_lines
from qmsdocs.manifest.unchanged import KEY, SUMMARY, summary_text
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace, unique


@dataclass(frozen=True)
class Failure:
    """Why something was not made: a whole share (`code` is then ''), or one document of it."""

    share: str
    code: str
    title: str
    problem: Problem


@dataclass
class Built:
    """What a build did. `problems` are those that kept nothing from being made; `left_over` are paths of earlier builds
    that are no longer planned (and are left alone)."""

    out: Path
    plans: tuple[DocumentPlan, ...] = ()  # those at hand
    agencies: int = 0  # whose set is in place, but for single documents
    fresh: int = 0
    written: int = 0
    seconds: float = 0.0
    edited: list[Made] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)
    outdated_pdfs: list[str] = field(default_factory=list)  # whose document has changed since they were made

    @property
    def documents(self) -> int:
        """All documents that are in place."""
        return self.fresh + self.written + len(self.edited)

    @property
    def told(self) -> Last:
        """What the next build tells when nothing has changed."""
        return Last(self.agencies, self.documents, tuple(self.problems), tuple(self.left_over))


Export = Callable[[Manifest, Sequence[Row]], list[tuple[Row, Problem]]]


def build_workspace(
    workspace: Workspace,
    kinds: Sequence[str],
    out: Path,
    *,
    jobs: int = 1,
    cluster: str = "",
    store: Store | None = None,
    edited: Edited = "keep",
    day: str = "",
    key: str = "",
    fail_fast: bool = False,
    export: Export | None = None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Built:
    """Bring the documents of a workspace up to date under `out`.

    `jobs` processes work, or those of the `cluster`; `edited` says what becomes of files that somebody edited; `day`
    (and time) is noted with what is written, and names the folder of edited files that are replaced; `key` is a digest
    of all that went in, by which the next build knows that there is nothing to do. With `fail_fast` the first failure
    is the last. `export` (of exporting.py) makes the PDFs beside the documents; `progress` is told each set that is
    done.

    Raises QmsdocsError for an unknown kind, when nothing can be written at all, and when another build is at work in
    the folder.
    """
    job = Job(workspace, known(kinds), out, store, edited, day)
    wanted = slugs(workspace)
    began = time.monotonic()
    built = Built(out)
    with opened(out) as manifest:
        built.failures += [
            Failure(slug, "", "", problem) for slug, found in waiting(workspace).items() for problem in found
        ]
        outcomes = executors.run(job, _shares(manifest, wanted), len(wanted), jobs, cluster)
        _carry_out(manifest, job, outcomes, built, fail_fast, progress)
        if not workspace.chosen:
            gone = [row for slug in unknown_shares(manifest, workspace) for row in manifest.rows(slug).values()]
            _leave_over(manifest, built, gone, standings(manifest, gone, Strays(manifest)))
        if export and not (fail_fast and built.failures):
            _export(manifest, job, wanted, built, export)
        built.outdated_pdfs = outdated(manifest)
        built.problems = ordered(built.problems)
        _finish(manifest, workspace.root, built, key)
    built.seconds = time.monotonic() - began
    return built


def build(
    workspace: Workspace,
    plans: Sequence[DocumentPlan],
    out: Path,
    jobs: int = 1,
    store: Store | None = None,
) -> Built:
    """Bring the documents of plans at hand up to date under `out`; nothing is checked first.

    Raises QmsdocsError with the problems of all documents that could not be made; the others are made.
    """
    job = Job(workspace, (), out, store)
    built = Built(out, tuple(plans))
    began = time.monotonic()
    with opened(out) as manifest:
        groups = [
            (slug, tuple(group))
            for slug, group in groupby(plans, lambda plan: PROVINCE if plan.kind in OF_PROVINCE else plan.agency)
        ]
        shares = _shares(manifest, [slug for slug, _ in groups], [group for _, group in groups])
        _carry_out(manifest, job, executors.run(job, shares, len(groups), jobs), built, False, lambda outcome: None)
        _finish(manifest, workspace.root, built, "")
    built.seconds = time.monotonic() - began
    if built.failures:
        raise QmsdocsError(unique(failure.problem for failure in built.failures))
    return built


def _shares(
    manifest: Manifest, wanted: Sequence[str], plans: Sequence[tuple[DocumentPlan, ...]] | None = None
) -> Iterator[Share]:
    """Each share with what is known of its files: looked up when its turn comes."""
    strays = Strays(manifest)
    for number, slug in enumerate(wanted):
        rows = manifest.rows(slug)
        yield Share(slug, number, rows, standings(manifest, rows.values(), strays), plans[number] if plans else None)


def _carry_out(
    manifest: Manifest,
    job: Job,
    outcomes: Iterator[Outcome],
    built: Built,
    fail_fast: bool,
    progress: Callable[[Outcome], None],
) -> None:
    batch = Batch(manifest, job.out, job.built)
    try:
        for outcome in outcomes:
            batch.take(outcome)
            _note(built, outcome)
            _leave_over(manifest, built, orphans(outcome, job.kinds), outcome.share.standings)
            progress(outcome)
            if fail_fast and (built.failures or batch.failed):
                break
        batch.close()
    finally:
        writing.sweep(batch.folders)
    built.written -= sum(made.state == "written" for made, _ in batch.failed)
    built.failures += [_failure(made, problem) for made, problem in batch.failed]


def _export(manifest: Manifest, job: Job, wanted: Sequence[str], built: Built, export: Export) -> None:
    left = set(built.left_over)
    rows = [row for slug in wanted for row in manifest.rows(slug).values() if row.kind in job.kinds]
    for row, problem in export(manifest, [row for row in rows if row.path not in left]):
        if problem.level == "error":
            built.failures.append(Failure(row.agency, row.code, row.title, problem))
        else:
            built.problems.append(problem)


def _note(built: Built, outcome: Outcome) -> None:
    if outcome.blocked:
        built.failures += [
            Failure(outcome.share.slug, "", "", problem) for problem in outcome.problems if problem.level == "error"
        ]
        return
    built.agencies += outcome.share.slug != PROVINCE
    built.problems += outcome.problems
    for made in outcome.made:
        if made.state == "fresh":
            built.fresh += 1
        elif made.state == "written":
            built.written += 1
        elif made.state == "edited":
            built.edited.append(made)
        built.failures += [_failure(made, problem) for problem in made.problems]


def _leave_over(manifest: Manifest, built: Built, rows: Sequence[Row], found: Mapping[str, Standing]) -> None:
    """Tell what is no longer planned; what people have deleted themselves is forgotten."""
    manifest.drop(row.identity for row in rows if found[row.identity].state == "missing")
    built.left_over += [found[row.identity].path for row in rows if found[row.identity].state != "missing"]


def orphans(outcome: Outcome, kinds: Sequence[str]) -> list[Row]:
    """What was built of a share before and is no longer planned. Kinds that were not asked for are not looked at."""
    if outcome.blocked:
        return []
    rows = (row for made in outcome.made for row in (made.was, made.row) if row)
    planned = {row.identity for row in rows} | {made.plan.identity for made in outcome.made}
    planned |= {f"{made.plan.identity}{NEW}" for made in outcome.made if made.state == "edited"}
    kept = (row for row in outcome.share.rows.values() if row.identity not in planned)
    made = {one.plan.kind for one in outcome.made}
    return [row for row in kept if row.kind in (kinds or made)]


def _failure(made: Made, problem: Problem) -> Failure:
    return Failure(made.plan.agency, made.plan.code, made.plan.title, problem)


def _finish(manifest: Manifest, root: Path, built: Built, key: str) -> None:
    """manifest.json and failures.json, then the key that says that all is done."""
    try:
        _list(manifest, root, built, key)
    except QmsdocsError as error:
        built.failures += [Failure("", "", "", problem) for problem in error.problems]


def _list(manifest: Manifest, root: Path, built: Built, key: str) -> None:
    writing.write_lines(built.out / NAME, manifest_lines(manifest.each(), root))
    if built.failures:
        writing.write_lines(built.out / FAILURES, failures_lines(map(failure_data, built.failures)))
    else:
        (built.out / FAILURES).unlink(missing_ok=True)
    manifest.put_fact(KEY, "" if built.failures else key)
    manifest.put_fact(SUMMARY, summary_text(built.told))
    manifest.commit()


def failure_data(failure: Failure) -> dict[str, object]:
    """A failure as failures.json has it: agency, document, place, cause, cure."""
    problem = failure.problem
    return {
        "agency": failure.share or None,
        "code": failure.code or None,
        "title": failure.title or None,
        "file": problem.where.file,
        "line": problem.where.line or None,
        "column": problem.where.column or None,
        "inside": problem.where.inside or None,
        "cause": problem.message(),
        "cure": problem.hint(),
    }


__all__ = ["Built", "Failure", "build", "build_workspace", "failure_data", "orphans", "write"]
