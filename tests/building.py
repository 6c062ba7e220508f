"""Builds for tests: what lies in an output folder, and the command run in a process that may be killed."""

from __future__ import annotations

import functools
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from conftest import ROOT

from qmsdocs.build import Built, build_workspace
from qmsdocs.cli.stores import store
from qmsdocs.loading import load_sound

SAMPLE = ROOT / "samples" / "so-tu-phap"
_IGNORED = {".qmsdocs", "manifest.json", "failures.json"}


def built(root: Path, out: Path | None = None, **more: Any) -> Built:
    """Build a workspace as the command does."""
    return build_workspace(load_sound(root, store()), more.pop("kinds", ()), out or root / "out", store=store(), **more)


@functools.cache
def _pristine() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="qmsdocs-pristine-")) / "so-tu-phap"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    built(folder)
    return folder


def pristine(folder: Path) -> Path:
    """The sample agency, built into its `out`: a copy of its own in `folder`, times of files and all."""
    return Path(shutil.copytree(_pristine(), folder / "so-tu-phap"))


def documents(out: Path) -> list[Path]:
    return sorted(file for file in out.rglob("*.docx") if not _IGNORED & set(file.relative_to(out).parts))


def snapshot(out: Path) -> dict[str, str]:
    """path → digest of every file that people see, and of manifest.json."""
    files = (file for file in out.rglob("*") if file.is_file() and ".qmsdocs" not in file.parts)
    return {str(file.relative_to(out)): digest(file) for file in files}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def whole(file: Path) -> bool:
    """Whether a document is a whole package, every part of it readable."""
    with zipfile.ZipFile(file) as archive:
        return archive.testzip() is None and "word/document.xml" in archive.namelist()


def command(*arguments: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    """qmsdocs in a process (and process group) of its own."""
    line = [sys.executable, "-m", "qmsdocs", *map(str, arguments)]
    return subprocess.Popen(
        line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **more
    )


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} not in {file}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
