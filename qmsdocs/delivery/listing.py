"""What a package says of itself: manifest.json (which document each file is) and SHA256SUMS (which bytes it has).

SHA256SUMS is what `sha256sum -c` reads, so a package can be checked without qmsdocs.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qmsdocs import __version__

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"

_SUM = re.compile(r"^([0-9a-f]{64}) [ *](.+)$")


@dataclass(frozen=True)
class Entry:
    """One document of a package. `state` is untouched, resaved or edited: what became of it between build and package;
    `released` the day of the release whose file it is."""

    id: str
    path: str
    agency: str
    kind: str
    code: str
    title: str
    issue: str
    date: str
    released: str
    state: str
    sha256: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """What a package holds: its documents, and the digest of every file (path → SHA-256); `summed` whether those are
    from its checksums, or only from its manifest."""

    package: str = ""
    recipient: str = ""
    entries: tuple[Entry, ...] = ()
    sums: Mapping[str, str] = field(default_factory=dict)
    summed: bool = False


def manifest_text(package: str, recipient: str, entries: Sequence[Entry], files: Mapping[str, str]) -> str:
    """manifest.json; `files` are those that are no documents of their own, with their digests. No clock."""
    documents = [dataclasses.asdict(entry) for entry in entries]
    others = [{"path": path, "sha256": sha256} for path, sha256 in files.items()]
    data = {"qmsdocs": __version__, "package": package, "for": recipient, "documents": documents, "files": others}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def sums_text(sums: Mapping[str, str]) -> str:
    """SHA256SUMS."""
    return "".join(f"{sha256}  {path}\n" for path, sha256 in sums.items())


def listing_of(manifest: bytes | None, sums: bytes | None) -> Listing | None:
    """What the two files of a package say, either of which may be gone; None when they are no package's."""
    data = _package(manifest) if manifest else {}
    digests = _sums(sums) if sums else {}
    if not data and not digests:
        return None
    entries = tuple(filter(None, map(_entry, _list(data, "documents"))))
    told = {entry.path: entry.sha256 for entry in entries}
    told |= {
        one["path"]: one["sha256"]
        for one in _list(data, "files")
        if isinstance(one, dict) and isinstance(one.get("path"), str) and isinstance(one.get("sha256"), str)
    }
    return Listing(str(data.get("package", "")), str(data.get("for", "")), entries, digests or told, bool(digests))


def _package(manifest: bytes) -> dict[str, Any]:
    """The manifest of a package; empty for that of an output folder, and for what cannot be read."""
    try:
        data = json.loads(manifest)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) and "package" in data else {}


def _sums(sums: bytes) -> dict[str, str]:
    lines = sums.decode("utf-8", "replace").split("\n")
    return {match[2]: match[1] for line in lines if (match := _SUM.match(line))}


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []


def _entry(data: Any) -> Entry | None:
    """An entry as it was written; None when somebody spoilt it."""
    names = [one.name for one in dataclasses.fields(Entry) if one.name != "changes"]
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in names):
        return None
    changes = tuple(str(change) for change in _list(data, "changes"))
    return Entry(**{name: data[name] for name in names}, changes=changes)
