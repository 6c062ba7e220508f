"""What became of a built file since: untouched, saved anew without a change, edited, missing.

A file whose bytes are ours is untouched. One with other bytes is held, content against content, against the document as
it was built, which is rendered again from what the manifest kept; what cannot be told apart from an edit is an edit.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Literal

from qmsdocs.docx import Sources, filled
from qmsdocs.docx.content import Change, compare, content
from qmsdocs.docx.program import Template
from qmsdocs.docx.properties import IDENTITY, read
from qmsdocs.errors import QmsdocsError
from qmsdocs.manifest import Manifest, Row
from qmsdocs.plan import DocumentPlan

BACKUPS = "Bản lưu"  # the folder of edited files that were replaced, by day

State = Literal["untouched", "older", "resaved", "edited", "missing"]


@dataclass(frozen=True)
class Standing:
    """Where a document's file is (relative to OUT) and what became of it. `older` is a version of ours from before the
    one that the manifest speaks of: a run was cut off, or somebody put an old copy back."""

    state: State
    path: str
    size: int = 0
    modified: int = 0
    changes: tuple[Change, ...] = ()

    @property
    def ours(self) -> bool:
        """Whether nothing of the user's is lost when the file is written over."""
        return self.state in ("untouched", "older", "resaved")


class Strays:
    """The documents of ours that lie in OUT where no row says: looked for once, when one is missed."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest

    @cached_property
    def places(self) -> dict[str, str]:
        """identity → path."""
        taken = {path for path, *_ in self._manifest.files()}
        found: dict[str, str] = {}
        for path in sorted(word_files(self._manifest.out)):
            if path not in taken and (identity := read(self._manifest.out / path).get(IDENTITY)):
                found.setdefault(identity, path)
        return found


def word_files(out: Path) -> Iterator[str]:
    """The paths of all Word files in OUT that are no one's lock or temporary file."""
    for folder, folders, files in os.walk(out):
        folders[:] = [name for name in folders if not name.startswith(".") and (folder != str(out) or name != BACKUPS)]
        for name in files:
            if name.endswith(".docx") and not name.startswith(("~$", ".")):
                yield (Path(folder) / name).relative_to(out).as_posix()


def standings(manifest: Manifest, rows: Iterable[Row], strays: Strays) -> dict[str, Standing]:
    """identity → standing of every row. Files that were moved or renamed inside OUT are found again."""
    found: dict[str, Standing] = {}
    for row in rows:
        found[row.identity] = _look(manifest, row, row.path)
        if found[row.identity].state == "missing" and row.identity in strays.places:
            found[row.identity] = _look(manifest, row, strays.places[row.identity])
    return found


def digest(data: bytes) -> str:
    """The digest by which the bytes of a file are known."""
    return hashlib.sha256(data).hexdigest()


def _look(manifest: Manifest, row: Row, path: str) -> Standing:
    file = manifest.out / path
    try:
        stat = file.stat()
        if row.size == stat.st_size and row.modified == stat.st_mtime_ns:
            return Standing("untouched", path, row.size, row.modified)
        data = file.read_bytes()
    except OSError:
        return Standing("missing", path)
    found = digest(data)
    if found in (row.sha256, row.before):
        state: State = "untouched" if found == row.sha256 else "older"
        return Standing(state, path, stat.st_size, stat.st_mtime_ns)
    changes = changes_of(manifest, row, data)
    return Standing("edited" if changes else "resaved", path, stat.st_size, stat.st_mtime_ns, changes)


def changes_of(manifest: Manifest, row: Row, data: bytes) -> tuple[Change, ...]:
    """How the content of a file differs from the document as it was built; at least one change when that is unknown."""
    try:
        now = content(data)
    except QmsdocsError as error:
        return (Change("", "", "", error.problems[0].message()),)
    try:
        built = original(manifest, row)
    except QmsdocsError:  # the engine of today finds fault with the template of then
        built = None
    if built is None:
        return (Change("", "", "", "không còn biết bản đã dựng để so từng chỗ"),)
    return tuple(compare(content(built), now))


def original(manifest: Manifest, row: Row) -> bytes | None:
    """The document as it was built, made again from the data and the template that the manifest kept; None when it
    kept none. With a newer engine the bytes may differ, not what they say."""
    context = manifest.context(row.identity)
    if context is None:
        return None
    if "released" in context:
        return Path(context["released"]).read_bytes() if Path(context["released"]).is_file() else None
    template = _compiled(manifest, row.sources)
    return None if template is None else filled(plan_of(row, context), template)


@functools.lru_cache(maxsize=64)
def _compiled(manifest: Manifest, digest: str) -> Template | None:
    kept = manifest.template(digest)
    return None if kept is None else Sources(*kept).compile()


def plan_of(row: Row, context: Mapping[str, object]) -> DocumentPlan:
    """The plan that a row was built from, as far as rendering asks."""
    key = row.identity.split("/", 2)[-1]
    return DocumentPlan(row.kind, row.agency, row.code, row.title, row.template, PurePosixPath(row.planned), context,
                        row.inputs, key=key)  # fmt: skip


def row_to_be(plan: DocumentPlan, share: str, place: int) -> Row:
    """The row of a document at the path that was planned, nothing known of its file yet."""
    return Row(
        identity=plan.identity,
        share=share,
        agency=plan.agency,
        kind=plan.kind,
        code=plan.code,
        title=plan.title,
        issue=plan.issue,
        template=plan.template,
        planned=str(plan.path),
        path=str(plan.path),
        inputs=plan.inputs,
        fingerprint="",
        sources="",
        sha256="",
        before="",
        size=0,
        modified=0,
        place=place,
        built="",
    )


def packed(context: Mapping[str, object]) -> bytes:
    """A context as the manifest keeps it."""
    return zlib.compress(json.dumps(context, ensure_ascii=False, separators=(",", ":")).encode(), 1)
