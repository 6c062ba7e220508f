"""What is to be verified, or held against: the files of a folder, of a ZIP, or one file, read without unpacking.

A ZIP from somewhere is not trusted: names that lead out of it and sizes that swell are refused before anything is read.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from qmsdocs import text
from qmsdocs.build.standing import BACKUPS
from qmsdocs.delivery.contents import BLOCK
from qmsdocs.delivery.listing import MANIFEST, SUMS, Listing, listing_of
from qmsdocs.errors import Location, Problem, QmsdocsError

MOST_ENTRIES = 200_000
MOST_BYTES = 512_000_000  # of one file, unpacked
_MOST_RATIO = 300  # documents deflate up to 60 times; a bomb a thousand times
_SMALL = 10_000_000  # bytes: what is smaller is no bomb, however well it deflates

_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|[\0-\x1f]")
_LEFT_ABOUT = ("Thumbs.db", "desktop.ini")
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Holding:
    """Files by name (with /), each opened when it is asked for; `place` is the folder they lie in, None in a ZIP."""

    shown: str
    names: tuple[str, ...]
    open: Callable[[str], IO[bytes]]
    place: Path | None = None

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises QmsdocsError when it is damaged or too big."""
        return b"".join(self._blocks(name))

    def digest(self, name: str) -> str:
        """SHA-256 of a file. Raises QmsdocsError when it is damaged or too big."""
        whole = hashlib.sha256()
        for block in self._blocks(name):
            whole.update(block)
        return whole.hexdigest()

    def listing(self) -> Listing | None:
        """What it says of itself when it is a package, unpacked or not; what of that is damaged is left out."""
        return listing_of(self._readable(MANIFEST), self._readable(SUMS))

    def _readable(self, name: str) -> bytes | None:
        with suppress(QmsdocsError):
            return self.read(name) if name in self.names else None
        return None

    def _blocks(self, name: str) -> Iterator[bytes]:
        size = 0
        try:
            with self.open(name) as data:
                while block := data.read(BLOCK):
                    size += len(block)
                    if size > MOST_BYTES:
                        raise ValueError(f"> {MOST_BYTES} byte")
                    yield block
        except _DAMAGE as error:
            where = Location(self.shown, inside=name)
            raise QmsdocsError([Problem("unreadable-file", where, {"reason": error})]) from None


def is_zip(path: Path) -> bool:
    """Whether a file is taken for a ZIP of documents (a Word file is one in itself)."""
    return path.suffix.lower() == ".zip"


@contextmanager
def held(path: Path) -> Iterator[Holding]:
    """The files of a folder or a ZIP, or a file alone. Raises QmsdocsError for a ZIP that is damaged or unsafe, and for
    what cannot be read."""
    if path.is_dir():
        yield _unwrapped(_holding(str(path), _files(path), lambda name: (path / name).open("rb"), path))
    elif is_zip(path):
        with _opened(path) as archive:
            names = (info.filename for info in archive.infolist() if not info.is_dir())
            yield _unwrapped(_holding(str(path), filter(_is_meant, names), archive.open, None))
    else:
        yield _holding(str(path), [path.name], lambda name: (path.parent / name).open("rb"), path.parent)


def _holding(shown: str, names: Iterable[str], opened: Callable[[str], IO[bytes]], place: Path | None) -> Holding:
    """The files under composed names: macOS hands names out decomposed."""
    written = {text.nfc(name): name for name in names}
    return Holding(shown, tuple(sorted(written)), lambda name: opened(written[name]), place)


def _unwrapped(holding: Holding) -> Holding:
    """A package that somebody unpacked into a folder, or packed again with its folder, is looked at inside that."""
    top = holding.names[0].partition("/")[0] if holding.names else ""
    if not top or f"{top}/{SUMS}" not in holding.names or not all(n.startswith(f"{top}/") for n in holding.names):
        return holding
    names = tuple(name.removeprefix(f"{top}/") for name in holding.names)
    place = holding.place / top if holding.place else None
    return Holding(holding.shown, names, lambda name: holding.open(f"{top}/{name}"), place)


def _is_meant(name: str) -> bool:
    """Whether a file is more than what Word, Windows and macOS leave about."""
    last = name.rpartition("/")[2]
    return not (last.startswith(("~$", ".")) or last in _LEFT_ABOUT or name.startswith("__MACOSX/"))


def _files(folder: Path) -> Iterator[str]:
    """Every file, but what is left about, hidden folders, and edited files that were put by."""
    for place, folders, files in os.walk(folder):
        top = Path(place) == folder
        folders[:] = [name for name in folders if not name.startswith(".") and not (top and name == BACKUPS)]
        yield from ((Path(place) / name).relative_to(folder).as_posix() for name in files if _is_meant(name))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    where = Location(str(path))
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise QmsdocsError([Problem("package-damaged", where, {"reason": error})]) from None
    with archive:
        infos = archive.infolist()
        if reasons := list(_unsafe(infos)):
            raise QmsdocsError(Problem("package-unsafe", where, {"reason": reason}) for reason in reasons)
        yield archive


def _unsafe(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    if len(infos) > MOST_ENTRIES:
        yield f"có {len(infos)} mục"
        return
    seen: set[str] = set()
    for info in infos:
        if _LEADS_OUT.search(info.orig_filename):
            yield f"tên “{info.orig_filename}” dẫn ra ngoài gói"
        if info.filename in seen:
            yield f"tên “{info.filename}” có hai lần"
        seen.add(info.filename)
        swollen = info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(info.compress_size, 1)
        if swollen or info.file_size > MOST_BYTES:
            yield f"“{info.filename}” nở ra {info.file_size} byte (bom nén)"
        if info.flag_bits & 1:
            yield f"“{info.filename}” đặt mật khẩu"
