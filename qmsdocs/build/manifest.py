"""OUT/manifest.json: what was built, from what, and the digest that tells later whether somebody changed it."""

from __future__ import annotations

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
    """The documents of an earlier build; none when there was none. Raises QmsdocsError when it cannot be read."""
    file = out / NAME
    if not file.is_file():
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {entry["path"]: entry for entry in data["documents"]}
    except (ValueError, KeyError, TypeError, OSError):
        raise QmsdocsError([Problem("bad-manifest", Location(str(file)))]) from None


def updated(old: Documents, plans: Sequence[DocumentPlan], digests: Mapping[str, str]) -> str:
    """The manifest's text after a build: the new documents in order, then the older ones that were not built now."""
    new: Documents = {str(plan.path): _entry(plan, digests[str(plan.path)]) for plan in plans}
    kept = {path: entry for path, entry in old.items() if path not in new}
    documents = [*new.values(), *kept.values()]
    return json.dumps({"qmsdocs": __version__, "documents": documents}, ensure_ascii=False, indent=1) + "\n"


def _entry(plan: DocumentPlan, digest: str) -> dict[str, Any]:
    return {
        "path": str(plan.path),
        "agency": plan.agency,
        "kind": plan.kind,
        "code": plan.code,
        "title": plan.title,
        "template": plan.template,
        "inputs": list(plan.inputs),
        "sha256": digest,
    }
