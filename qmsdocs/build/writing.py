"""Writing: every file under a temporary name in its own folder, then renamed; nothing is ever half there."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from qmsdocs.errors import QmsdocsError
from qmsdocs.refusal import cannot_write

_PREFIX, _SUFFIX = ".qmsdocs-", ".tmp"

_LONGEST_ON_WINDOWS = 259  # characters of a path, where long ones are not switched on
_LONGEST_NAME = 255  # bytes, elsewhere


def put(target: Path, data: bytes) -> tuple[Path, os.stat_result]:
    """Write the bytes beside their target under a temporary name. Raises QmsdocsError when that cannot be done."""
    waiting = target.parent / f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_long(target)
        with waiting.open("xb") as file:
            file.write(data)
            if not hasattr(os, "sync"):  # Windows: no one call for a whole batch
                file.flush()
                os.fsync(file.fileno())
            return waiting, os.fstat(file.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):
            waiting.unlink()
        raise QmsdocsError([cannot_write(target, error)]) from error


def settle() -> None:
    """All that was written so far is on the disk when this returns: one call for a whole batch."""
    if hasattr(os, "sync"):
        os.sync()


def move(waiting: Path, target: Path) -> None:
    """Give a file its place, in one step. Raises QmsdocsError when it cannot be done; the target is then as it was."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        waiting.replace(target)
    except OSError as error:
        raise QmsdocsError([cannot_write(target, error)]) from error


def write_lines(target: Path, lines: Iterable[str]) -> None:
    """Write a whole text file, or nothing of it. Raises QmsdocsError."""
    with stream(target) as (waiting, file):
        for line in lines:
            file.write(line.encode())
    move(waiting, target)


def sweep(folders: Iterable[Path]) -> None:
    """Drop what a run that was cut off left under temporary names."""
    for folder in folders:
        for file in folder.glob(f"{_PREFIX}*{_SUFFIX}") if folder.is_dir() else ():
            file.unlink(missing_ok=True)


def _refuse_long(target: Path) -> None:
    """A name that the system would refuse when the file takes its place is refused before it is written."""
    too_long = (
        len(str(target.absolute())) > _LONGEST_ON_WINDOWS if os.name == "nt" else _name_length(target) > _LONGEST_NAME
    )
    if too_long:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))


def _name_length(target: Path) -> int:
    return len(os.fsencode(target.name))


@contextlib.contextmanager
def stream(target: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file open beside its target under a temporary name, for what is too big to hold; it waits there to be moved.

    Dropped when the block fails. Raises QmsdocsError when it cannot be written.
    """
    waiting = target.parent / f"{_PREFIX}{os.urandom(6).hex()}{_SUFFIX}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_long(target)
        with waiting.open("xb") as file:
            yield waiting, file
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        with contextlib.suppress(OSError):
            waiting.unlink()
        if isinstance(error, OSError):
            raise QmsdocsError([cannot_write(target, error)]) from error
        raise
