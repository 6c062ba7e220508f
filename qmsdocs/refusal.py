"""Why the system refuses to write a file, in the words of its cure."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from qmsdocs.errors import Location, Problem

_CODES = {
    errno.ENOSPC: "disk-full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "disk-full",
    errno.ENAMETOOLONG: "path-too-long",
    errno.EROFS: "folder-read-only",
    errno.EACCES: "folder-read-only",
    errno.EPERM: "folder-read-only",
}
_TOO_LONG_ON_WINDOWS = {206, 111}  # ERROR_FILENAME_EXCED_RANGE, ERROR_BUFFER_OVERFLOW
_OPEN_ON_WINDOWS = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_OF_DATABASE = {"disk is full": "disk-full", "readonly": "folder-read-only", "locked": "build-running"}
_DAMAGED = ("malformed", "not a database", "encrypted")
_LONGEST_OF_DATABASE = 259 if os.name == "nt" else 512 - len("-journal")  # characters of the path; SQLite's own limit


def cannot_write(file: Path, error: OSError) -> Problem:
    """Why a file cannot be written, and what to do about it."""
    code = _CODES.get(error.errno or 0, "cannot-write")
    windows = getattr(error, "winerror", None)
    if windows in _TOO_LONG_ON_WINDOWS:
        code = "path-too-long"
    elif windows in _OPEN_ON_WINDOWS or (code == "folder-read-only" and _only_the_file(file, error)):
        code = "file-in-use"
    return _problem(code, file, error.strerror or error)


def cannot_keep(file: Path, error: sqlite3.Error) -> Problem:
    """Why a database cannot be opened, read or written."""
    reason = str(error)
    if any(sign in reason for sign in _DAMAGED):
        return Problem("bad-manifest", Location(str(file)))
    code = next((code for sign, code in _OF_DATABASE.items() if sign in reason), "cannot-write")
    if code == "build-running":
        return Problem(code, Location(str(file.parent.parent)))
    if "unable to open" in reason:
        writable = os.access(file.parent, os.W_OK)
        too_long = len(os.fsencode(file.absolute())) > _LONGEST_OF_DATABASE
        code = "path-too-long" if too_long else code if writable else "folder-read-only"
    return _problem(code, file, reason)


def _only_the_file(file: Path, error: OSError) -> bool:
    """Whether the folder lets files be written, and this one not."""
    return error.errno == errno.EACCES and file.exists() and os.access(file.parent, os.W_OK)


def _problem(code: str, file: Path, reason: object) -> Problem:
    words = {"reason": reason, "folder": file.parent, "length": len(str(file.absolute()))}
    return Problem(code, Location(str(file)), words)
