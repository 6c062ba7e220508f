"""Releases as files: read, written whole or not at all, and held against the digest they were released with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.inputs import AGENCIES, RELEASES
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace

Version = tuple[int, int]  # issue, revision


@dataclass(frozen=True)
class Release:
    """A frozen document: its facts, its content (a context without document control), its file."""

    kind: str
    code: str
    title: str
    version: Version
    issue_date: str
    effective_date: str
    released: str
    sha256: str
    content: Mapping[str, Any]
    file: Path

    def damage(self) -> list[Problem]:
        """What is wrong with the file: it is gone, or it is not the one that was released."""
        try:
            whole = hashlib.sha256(self.file.read_bytes()).hexdigest() == self.sha256
        except OSError:
            whole = False
        return [] if whole else [Problem("release-altered", Location(str(self.file)))]


@dataclass(frozen=True)
class History:
    """All releases of one agency: code → version → release, versions in order."""

    folder: Path

    @cached_property
    def by_code(self) -> dict[str, dict[Version, Release]]:
        found: dict[str, dict[Version, Release]] = {}
        for file in sorted(self.folder.glob("*/*.json")):
            release = _read(file)
            found.setdefault(release.code, {})[release.version] = release
        return {code: dict(sorted(every.items())) for code, every in found.items()}

    def of(self, plan: DocumentPlan) -> dict[Version, Release]:
        return self.by_code.get(plan.code, {})


def history(workspace: Workspace, agency: str) -> History:
    """The releases of an agency of the workspace."""
    home = workspace.root if workspace.programme is None else workspace.root / AGENCIES / agency
    return History(home / RELEASES)


def shown(of: Version) -> str:
    """01/02: issue and revision."""
    return f"{of[0]:02}/{of[1]:02}"


def write(release: Release, data: bytes) -> None:
    """The document first, its facts last: a release without facts is none, and is written again."""
    facts = {
        "kind": release.kind,
        "code": release.code,
        "title": release.title,
        "issue": release.version[0],
        "revision": release.version[1],
        "issue_date": release.issue_date,
        "effective_date": release.effective_date,
        "released": release.released,
        "sha256": release.sha256,
        "content": release.content,
    }
    written = json.dumps(facts, ensure_ascii=False, indent=1).encode()
    for file, content in ((release.file, data), (release.file.with_suffix(".json"), written)):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            waiting = file.with_suffix(f"{file.suffix}.tmp")
            waiting.write_bytes(content)
            waiting.replace(file)
        except OSError as error:
            raise QmsdocsError(
                [Problem("cannot-write", Location(str(file)), {"reason": error.strerror or error})]
            ) from None


def _read(file: Path) -> Release:
    try:
        facts = json.loads(file.read_bytes())
        return Release(
            version=(facts["issue"], facts["revision"]),
            file=file.with_suffix(".docx"),
            **{
                name: facts[name]
                for name in ("kind", "code", "title", "issue_date", "effective_date", "released", "sha256", "content")
            },
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise QmsdocsError([Problem("release-altered", Location(str(file)))]) from None
