"""Shared places and a workspace maker. Tests read and write real files."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace

ROOT = Path(__file__).parent.parent

AGENCY = """\
name: Sở Tư pháp
kind: department.justice
place: Bình Phước
"""

Tree = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Commands keep what they keep in a folder of the tests, not in the user's."""
    os.environ["QMSDOCS_CACHE"] = str(tmp_path_factory.mktemp("cache"))


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
    """Every problem that loading and checking a workspace finds."""
    from qmsdocs.checks import check

    try:
        return check(load(root))
    except QmsdocsError as error:
        return list(error.problems)


@functools.cache
def sample(name: str) -> Workspace:
    """A sample workspace; what is loaded is frozen, so tests may share it."""
    return load(ROOT / "samples" / name)
