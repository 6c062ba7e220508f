"""Writing: everything is rendered into a staging folder beside the target, then moved into place, or nothing is."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from types import TracebackType

from qmsdocs.build import manifest
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.plan import DocumentPlan

_PREFIX = ".qmsdocs-"


def protected(out: Path, plans: Iterable[DocumentPlan], old: manifest.Documents) -> list[Problem]:
    """Files in the way that are the user's: changed since they were built, or not built by qmsdocs at all."""
    problems = []
    for plan in plans:
        file = out / plan.path
        if not file.exists():
            continue
        entry = old.get(str(plan.path))
        if entry is None:
            problems.append(Problem("not-ours", Location(str(file))))
        elif entry.get("sha256") != _digest(file.read_bytes()):
            problems.append(Problem("edited-by-hand", Location(str(file))))
    return problems


class Staging:
    """A folder inside OUT's parent where the new files wait; leaving without commit drops them all."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.digests: dict[str, str] = {}
        self.folders: set[PurePosixPath] = set()  # made so far

    def __enter__(self) -> Staging:
        try:
            self.made = [folder for folder in (self.out, *self.out.parents) if not folder.exists()]
            self.out.mkdir(parents=True, exist_ok=True)
            self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self.out))
        except OSError as error:
            raise QmsdocsError([_cannot_write(self.out, error)]) from error
        return self

    def put(self, plan: DocumentPlan, data: bytes) -> str:
        """Put one document's bytes aside; their digest."""
        file = self.folder / plan.path
        try:
            if plan.path.parent not in self.folders:
                file.parent.mkdir(parents=True, exist_ok=True)
                self.folders.add(plan.path.parent)
            file.write_bytes(data)
        except OSError as error:
            raise QmsdocsError([_cannot_write(self.out / plan.path, error)]) from error
        return _digest(data)

    def commit(self, manifest_text: str) -> None:
        """Move every document into place, the manifest last."""
        for made in sorted(self.folder.iterdir()):
            _move(made, self.out / made.name)
        text = self.folder / manifest.NAME
        text.write_text(manifest_text, encoding="utf-8", newline="\n")
        _move(text, self.out / manifest.NAME)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if kind is not None:
            for folder in self.made:
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()


def _move(made: Path, target: Path) -> None:
    """Move a file, or a folder with all it holds; a folder that is there already takes in what is new."""
    if made.is_dir() and target.is_dir():
        for inside in sorted(made.iterdir()):
            _move(inside, target / inside.name)
        return
    try:
        made.replace(target)
    except OSError as error:  # on Windows: the file is open in Word
        raise QmsdocsError([_cannot_write(target, error)]) from error


def _cannot_write(file: Path, error: OSError) -> Problem:
    return Problem("cannot-write", Location(str(file)), {"reason": error.strerror or error})


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
