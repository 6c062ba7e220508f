"""Whether there is anything to do at all: the inputs are those of the last whole build, and so are its files."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qmsdocs.errors import Location, Problem
from qmsdocs.manifest import listing
from qmsdocs.manifest.database import reading

KEY, SUMMARY = "key", "summary"  # facts of the last build
_FOLDERS = 16  # looked at and remembered: files come folder by folder, a folder before those inside it


@dataclass(frozen=True)
class Last:
    """The last build, when it is still as good as a new one would be."""

    agencies: int
    documents: int
    problems: tuple[Problem, ...]
    left_over: tuple[str, ...]


def unchanged(out: Path, key: str) -> Last | None:
    """What the last build told, when `key` (a digest of all that goes in) is its key and every file is as it left it.

    Raises QmsdocsError when another build is at work in the folder.
    """
    with reading(out) as manifest:
        if manifest is None or manifest.fact(KEY) != key or not (out / listing.NAME).is_file():
            return None
        return _last(manifest.fact(SUMMARY)) if _as_left(out, manifest.files()) else None


def summary_text(last: Last) -> str:
    """What a build tells, as it is kept."""
    kept = [
        [one.code, one.where.file, one.where.line, one.where.column, one.where.inside, _plain(one)]
        for one in last.problems
    ]
    return json.dumps([last.agencies, last.documents, kept, last.left_over], ensure_ascii=False)


def _last(summary: str) -> Last:
    agencies, documents, kept, left_over = json.loads(summary)
    problems = (Problem(code, Location(*where), words) for code, *where, words in kept)
    return Last(agencies, documents, tuple(problems), tuple(left_over))


def _plain(problem: Problem) -> dict[str, object]:
    return {name: value if isinstance(value, int) else str(value) for name, value in problem.words.items()}


def _as_left(out: Path, files: Iterable[tuple[str, int, int]]) -> bool:
    """Whether every file has the size and the time of change that it was left with: one look at each folder."""
    look = functools.lru_cache(_FOLDERS)(lambda folder: _stats(out / folder))
    for path, size, modified in files:
        folder, _, name = path.rpartition("/")
        if look(folder).get(name) != (size, modified):
            return False
    return True


def _stats(folder: Path) -> dict[str, tuple[int, int]]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name: ((found := entry.stat()).st_size, found.st_mtime_ns) for entry in entries}
    except OSError:
        return {}
