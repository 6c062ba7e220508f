"""OUT/manifest.json: what was built, from what, and the digest that tells later whether somebody changed it."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qmsdocs import __version__
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.plan import DocumentPlan

NAME = "manifest.json"

Documents = dict[str, dict[str, Any]]  # path → entry


def read(out: Path) -> Documents:
    """The documents of earlier builds that are still there. Raises QmsdocsError when the file cannot be read."""
    file = out / NAME
    if not file.is_file():
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {entry["path"]: entry for entry in data["documents"] if (out / entry["path"]).exists()}
    except (ValueError, KeyError, TypeError, OSError):
        raise QmsdocsError([Problem("bad-manifest", Location(str(file)))]) from None


def left_over(old: Documents, plans: Sequence[DocumentPlan]) -> tuple[str, ...]:
    """Paths of earlier builds of these agencies and kinds that the plans no longer make."""
    built = {(plan.agency, plan.kind) for plan in plans}
    planned = {str(plan.path) for plan in plans}
    return tuple(
        path for path, entry in old.items() if path not in planned and (entry["agency"], entry["kind"]) in built
    )


def updated(old: Documents, plans: Sequence[DocumentPlan], digests: Mapping[str, str], root: Path) -> str:
    """The manifest's text after a build: the new documents in order, then the older ones that were not built now."""
    new: Documents = {str(plan.path): _entry(plan, digests[str(plan.path)], root) for plan in plans}
    kept = {path: entry for path, entry in old.items() if path not in new}
    documents = [*new.values(), *kept.values()]
    return json.dumps({"qmsdocs": __version__, "documents": documents}, ensure_ascii=False, indent=1) + "\n"


def _entry(plan: DocumentPlan, digest: str, root: Path) -> dict[str, Any]:
    return {
        "path": str(plan.path),
        "agency": plan.agency,
        "kind": plan.kind,
        "code": plan.code,
        "title": plan.title,
        "template": plan.template,
        "inputs": [_from_root(name, root) for name in plan.inputs],
        "sha256": digest,
    }


@functools.lru_cache(maxsize=4096)
def _from_root(name: str, root: Path) -> str:
    """An input as the workspace names it, wherever the build was started from."""
    file = Path(name)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else name
