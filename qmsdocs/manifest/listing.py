"""OUT/manifest.json: what was built, from what, with its digest; OUT/failures.json: what could not be built, why."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qmsdocs import __version__

if TYPE_CHECKING:
    from qmsdocs.manifest.database import Row

NAME = "manifest.json"
FAILURES = "failures.json"


def manifest_lines(rows: Iterable[Row], root: Path) -> Iterator[str]:
    """manifest.json: every document in order. No clock, no path outside OUT: equal builds have equal manifests."""
    return _lines("documents", (_entry(row, root) for row in rows))


def failures_lines(failures: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """failures.json."""
    return _lines("failures", failures)


def known(out: Path) -> Iterator[dict[str, Any]]:
    """What a manifest.json without a database beside it still tells of each document: enough to know our own files."""
    try:
        documents = json.loads((out / NAME).read_text(encoding="utf-8"))["documents"]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for place, entry in enumerate(documents):
        try:
            path = entry["path"]
            yield {
                "identity": entry.get("id") or f"{path}",
                "share": entry.get("set", entry["agency"]),
                **{name: entry[name] for name in ("agency", "kind", "code", "title", "template", "sha256")},
                "planned": entry.get("planned", path),
                "path": path,
                "place": place,
            }
        except (KeyError, TypeError, AttributeError):
            continue


def _lines(name: str, entries: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """One line an entry: easy to compare and to search, quick to write, never held as a whole."""
    yield f'{{"qmsdocs": "{__version__}", "{name}": ['
    for number, entry in enumerate(entries):
        yield (",\n" if number else "\n") + json.dumps(entry, ensure_ascii=False)
    yield "\n]}\n"


def _entry(row: Row, root: Path) -> dict[str, Any]:
    moved = {} if row.planned == row.path else {"planned": row.planned}
    return {
        "id": row.identity,
        "path": row.path,
        **moved,
        "set": row.share,
        "agency": row.agency,
        "kind": row.kind,
        "code": row.code,
        "title": row.title,
        "issue": row.issue,
        "template": row.template,
        "inputs": [_from_root(name, root) for name in row.inputs],
        "sha256": row.sha256,
    }


@functools.lru_cache(maxsize=4096)
def _from_root(name: str, root: Path) -> str:
    """An input as the workspace names it, wherever the build was started from."""
    file = Path(name)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else name
