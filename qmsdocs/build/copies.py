"""Writing a changed copy of a user's file: never over anything."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qmsdocs.errors import Location, Problem, QmsdocsError


def refuse_existing(targets: Iterable[Path]) -> None:
    """Raises QmsdocsError with every target that is there already."""
    problems = [Problem("copy-exists", Location(str(file))) for file in targets if file.exists()]
    if problems:
        raise QmsdocsError(problems)


def write_new(file: Path, data: bytes) -> None:
    """Write a file that is not there yet, with its folders. Raises QmsdocsError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as target:
            target.write(data)
    except FileExistsError:
        raise QmsdocsError([Problem("copy-exists", Location(str(file)))]) from None
    except OSError as error:
        reason = {"reason": error.strerror or str(error)}
        raise QmsdocsError([Problem("cannot-write", Location(str(file)), reason)]) from error
