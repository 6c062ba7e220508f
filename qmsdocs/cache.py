"""What is costly to make and cheap to keep: a folder of the user's where bytes wait under their keys.

What comes out is unpickled and run by its readers, so nobody else may put anything in: the folder must belong to the
user alone, and every entry is sealed with a secret that lies beside it. What was cut short, changed or renamed is as
good as absent. Nothing here ever fails for the caller: without a usable folder the store is simply empty.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from qmsdocs import __version__

LIMIT = 200_000_000  # bytes of all entries; the oldest go first

_SECRET = "secret"
_SECRET_SIZE = 32
_SEAL_SIZE = 32
_ENTRY = re.compile(r"[0-9a-f]{32,}(\.[0-9a-f]{8})?")  # whole, or left half-written by a run that was cut off


class Store:
    """Entries under hex keys, each a file of the folder: its seal (HMAC-SHA256 of key and data), then the data."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self.folder = folder
        self.limit = limit
        self._trimmed = False

    def get(self, key: str) -> bytes | None:
        """The data last put under the key, or None."""
        try:
            with (self.folder / key).open("rb", buffering=0) as file:
                seal, data = file.read(_SEAL_SIZE), file.readall()
        except OSError:
            return None
        secret = self._secret
        return data if secret and hmac.compare_digest(seal, _seal(secret, key, data)) else None

    def put(self, key: str, data: bytes) -> None:
        """Keep the data under the key, at once and whole, instead of what was there; in vain when the disk refuses."""
        secret = self._secret or self._new_secret()
        if secret is None:
            return
        try:
            self._write(key, _seal(secret, key, data), data)
            self._trim()
        except OSError:
            pass

    @functools.cached_property
    def _secret(self) -> bytes | None:
        """The secret that seals entries; None when there is none yet, or others could have had a hand in it."""
        file = self.folder / _SECRET
        try:
            if not (_is_private(self.folder) and _is_private(file)):
                return None
            secret = file.read_bytes()
        except OSError:
            return None
        return secret if len(secret) == _SECRET_SIZE else None

    def _new_secret(self) -> bytes | None:
        """A first secret, or one instead of a broken one. When two processes make one at once the last to write wins,
        and what the other has sealed counts as absent."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = self.folder / _SECRET
            if not _is_private(self.folder) or (file.exists() and not _is_private(file)):
                return None
            self._write(_SECRET, os.urandom(_SECRET_SIZE))
        except OSError:
            return None
        del self._secret
        return self._secret

    def _write(self, name: str, *pieces: bytes) -> None:
        waiting = self.folder / f"{name}.{os.urandom(4).hex()}"
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        try:
            with os.fdopen(os.open(waiting, flags, 0o600), "wb") as file:
                file.writelines(pieces)
            waiting.replace(self.folder / name)
        except OSError:
            waiting.unlink(missing_ok=True)
            raise

    def _trim(self) -> None:
        """Drop the oldest entries until all fit the limit; looked at once in a process, which is often enough."""
        if self._trimmed:
            return
        self._trimmed = True
        with os.scandir(self.folder) as entries:
            ours = [entry for entry in entries if _ENTRY.fullmatch(entry.name)]
            found = [(entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in ours]
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self.limit:
                break
            Path(path).unlink()
            total -= size


def default_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """Where the system (a value of sys.platform) wants a user's cache; None when the environment names no place."""
    home, given = environment.get("HOME", ""), environment.get("XDG_CACHE_HOME", "")
    if platform == "win32":
        base, below = environment.get("LOCALAPPDATA", ""), "qmsdocs/cache"
    elif platform == "darwin":
        base, below = home, "Library/Caches/qmsdocs"
    elif Path(given).is_absolute():  # a relative one is to be ignored, says the XDG specification
        base, below = given, "qmsdocs"
    else:
        base, below = home, ".cache/qmsdocs"
    return Path(base, below) if base else None


@functools.cache
def code_version(*folders: str) -> str:
    """A digest of this Python, of qmsdocs and of its modules in the given folders (`.` is the package itself).

    Part of the key of whatever those modules shape: an entry never outlives the code that made it.
    """
    whole = hashlib.sha256(f"{__version__} {sys.version} {sys.byteorder}".encode())
    package = Path(__file__).parent
    for folder in folders:
        for file in sorted((package / folder).glob("*.py")):
            whole.update(f"\n{folder}/{file.name}\n".encode() + file.read_bytes())
    return whole.hexdigest()


@functools.cache
def whole_version() -> str:
    """A digest of this Python and of every module of qmsdocs."""
    package = Path(__file__).parent
    folders = {file.parent.relative_to(package).as_posix() for file in package.rglob("*.py")}
    return code_version(*sorted(folders - {"cli"}))


def _seal(secret: bytes, key: str, data: bytes) -> bytes:
    seal = hmac.new(secret, f"{key}\n".encode(), "sha256")
    seal.update(data)
    return seal.digest()


def _is_private(file: Path) -> bool:
    """Whether the user owns it and nobody else may write to it; Windows keeps a profile's folders private itself."""
    if not hasattr(os, "geteuid"):
        return True
    found = file.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
