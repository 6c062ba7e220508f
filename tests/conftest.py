"""Shared places and a workspace maker. Tests read and write real files."""

from __future__ import annotations

import functools
import gc
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from qmsdocs.build import build
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.workspace import Qms, Workspace

ROOT = Path(__file__).parent.parent

AGENCY = """\
name: Sở Tư pháp
kind: department.justice
place: Bình Phước
"""

Tree = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Commands keep what they keep in a folder of this run of the tests, not in the user's."""
    base = tmp_path_factory.getbasetemp()
    whole_run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    os.environ["QMSDOCS_CACHE"] = str(whole_run / "cache")


@pytest.fixture(autouse=True)
def garbage_is_collected() -> Iterator[None]:
    """A command, which is short, switches the collector off; the process of the tests goes on after it."""
    yield
    gc.enable()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Write files (path → text) into a fresh folder and return it."""

    def make(files: Mapping[str, str]) -> Path:
        root = tmp_path / "workspace"
        for name, text in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return root

    return make


def problems_of(root: Path) -> list[Problem]:
    """Every problem that loading and checking a workspace finds. What is built in is read once for all tests."""
    from qmsdocs.checks import check
    from qmsdocs.cli.stores import store

    try:
        return check(load(root, store()))
    except QmsdocsError as error:
        return list(error.problems)


# The documents that every agency has from its first day; the others record what happened.
STANDING = {
    "audit-checklist", "audit-programme", "change-log", "committee-decision", "complaint-register", "contract-annex",
    "distribution-list", "document-list", "estimate-request", "external-document-list", "form", "gap-assessment",
    "implementation-plan", "issue-decision", "manual", "objectives", "objectives-followup", "policy", "procedure",
    "record-list", "selection-minutes", "submission", "tracking-register", "tracking-slip", "upkeep-estimate",
}  # fmt: skip


def standing_kinds(qms: Qms) -> set[str]:
    """The kinds that an agency has whatever has happened so far, by its edition."""
    of_edition = {"risk-table", "interested-parties"} if qms.agency.standard == "2015" else {"representative-decision"}
    return STANDING | of_edition


@functools.cache
def sample(name: str) -> Workspace:
    """A sample workspace; what is loaded is frozen, so tests may share it."""
    return load(ROOT / "samples" / name)


# Papers of the layout tests, by what the law calls them.
PAPERS = {
    "decision": "committee-decision",
    "plan": "implementation-plan",
    "dispatch": "estimate-request",
    "minutes": "selection-minutes",
}
Papers = Mapping[str, bytes]


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """One paper of each sort as the sample of 2026 builds them, and the decision of 2007."""
    found: dict[str, bytes] = {}
    for name, agency, kinds in (
        ("so-tu-phap", "", PAPERS),
        ("binh-phuoc", "so-khoa-hoc-va-cong-nghe", {"decision-2007": "committee-decision"}),
    ):
        workspace = sample(name).choose(agencies=[agency]) if agency else sample(name)
        made = build(workspace, plans(workspace, kinds.values()), tmp_path_factory.mktemp(name))
        files = {plan.kind: made.out / plan.path for plan in made.plans}
        found |= {paper: files[kind].read_bytes() for paper, kind in kinds.items()}
    return found
