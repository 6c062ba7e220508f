"""The manifest as a database: one row a document, written batch by batch before the files take their places.

A row says what its file should be (`sha256`) and what it was before (`before`): whenever a run is cut off, every file
is one of the two, and the next run knows both for its own. While a build has the manifest open, no other can.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from qmsdocs.errors import QmsdocsError
from qmsdocs.manifest import listing
from qmsdocs.refusal import cannot_keep, cannot_write

FOLDER = ".qmsdocs"
_FILE = "manifest.sqlite"
_VERSION = 1  # of the tables below
_PATIENCE = 1.0  # seconds: who only looks is gone sooner, another build stays longer

_TABLES = """
CREATE TABLE documents (
  identity TEXT PRIMARY KEY, share TEXT, agency TEXT, kind TEXT, code TEXT, title TEXT, issue TEXT, template TEXT,
  planned TEXT, path TEXT, inputs TEXT, fingerprint TEXT, sources TEXT, sha256 TEXT, before TEXT, size INTEGER,
  modified INTEGER, place INTEGER, built TEXT, context BLOB
) WITHOUT ROWID;
CREATE TABLE templates (digest TEXT PRIMARY KEY, shown TEXT, data BLOB, parts TEXT) WITHOUT ROWID;
CREATE TABLE files (sha256 TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE pdfs (path TEXT PRIMARY KEY, source TEXT, size INTEGER, modified INTEGER) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS by_share ON documents (share, place);
CREATE INDEX IF NOT EXISTS by_file ON documents (path, size, modified);
"""  # by_file holds all that a quick look asks for: the large rows are left alone


@dataclass(frozen=True)
class Row:
    """One document as it was built. `share` is the agency's slug, or '' for the province's own papers; `planned` the
    path that the plan gave, `path` where the file is (people may put it elsewhere); `sources` the digest of its
    template; `size` (bytes) and `modified` (ns) the file's own when it was written; `place` its place in the list."""

    identity: str
    share: str
    agency: str
    kind: str
    code: str
    title: str
    issue: str
    template: str
    planned: str
    path: str
    inputs: tuple[str, ...]
    fingerprint: str
    sources: str
    sha256: str
    before: str
    size: int
    modified: int
    place: int
    built: str


@dataclass(frozen=True)
class Pdf:
    """A PDF beside its document: `source` says of what and how it was made, `size` and `modified` are the file's."""

    path: str
    source: str
    size: int
    modified: int


_COLUMNS = [field.name for field in dataclasses.fields(Row)]
_INPUTS = _COLUMNS.index("inputs")


class Manifest:
    """The open manifest of an output folder. A context manager: what was not committed is dropped.

    Whatever changes it raises QmsdocsError when the disk refuses.
    """

    def __init__(self, connection: sqlite3.Connection, out: Path) -> None:
        self._connection, self.out = connection, out

    def __enter__(self) -> Manifest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def rows(self, share: str | None = None) -> dict[str, Row]:
        """identity → row, in the order of the list; only those of one share when one is named."""
        return {row.identity: row for row in self.each(share)}

    def each(self, share: str | None = None) -> Iterator[Row]:
        """As `rows`, one after the other."""
        only, words = ("", []) if share is None else ("WHERE share = ?", [share])
        select = f"SELECT {', '.join(_COLUMNS)} FROM documents {only} ORDER BY place, identity"
        for one in self._connection.execute(select, words):
            yield Row(**dict(zip(_COLUMNS, one, strict=True)) | {"inputs": tuple(json.loads(one[_INPUTS]))})

    def shares(self) -> list[str]:
        """The shares that have documents."""
        return [slug for (slug,) in self._connection.execute("SELECT DISTINCT share FROM documents ORDER BY share")]

    def files(self) -> Iterator[tuple[str, int, int]]:
        """(path, size, time of change) of every document, then of every PDF, in the order of paths."""
        for table in ("documents", "pdfs"):
            yield from self._connection.execute(f"SELECT path, size, modified FROM {table} ORDER BY path")

    def has_path(self, path: str) -> bool:
        """Whether a document has that path."""
        return self._connection.execute("SELECT 1 FROM documents WHERE path = ?", [path]).fetchone() is not None

    def context(self, identity: str) -> dict[str, Any] | None:
        """What a document was last made from; None when it is not known."""
        found = self._connection.execute("SELECT context FROM documents WHERE identity = ?", [identity]).fetchone()
        return json.loads(zlib.decompress(found[0])) if found and found[0] else None

    def template(self, digest: str) -> tuple[str, bytes, dict[str, tuple[str, bytes] | None]] | None:
        """(shown name, bytes, parts) of a template that documents were made with; None when it is not known."""
        found = self._connection.execute("SELECT shown, data, parts FROM templates WHERE digest = ?", [digest])
        row = found.fetchone()
        if row is None:
            return None
        parts = {
            name: None if one is None else (one[0], self._file(one[1])) for name, one in json.loads(row[2]).items()
        }
        return row[0], self._file(row[1]), parts

    def _file(self, sha256: str) -> bytes:
        found = self._connection.execute("SELECT data FROM files WHERE sha256 = ?", [sha256]).fetchone()
        return zlib.decompress(found[0])

    def has_template(self, digest: str) -> bool:
        """Whether a template is kept."""
        return self._connection.execute("SELECT 1 FROM templates WHERE digest = ?", [digest]).fetchone() is not None

    def put_template(
        self, digest: str, shown: str, data: tuple[str, bytes], parts: Mapping[str, tuple[str, str, bytes] | None]
    ) -> None:
        """Keep what a template is made from: `data` and each part with their digests. It waits for `commit`."""
        files = [data, *((one[1], one[2]) for one in parts.values() if one)]
        kept = ((sha256, zlib.compress(content, 1)) for sha256, content in files)
        self._change("INSERT OR IGNORE INTO files VALUES (?, ?)", kept)
        named = json.dumps({name: one and one[:2] for name, one in parts.items()})
        self._change("INSERT OR REPLACE INTO templates VALUES (?, ?, ?, ?)", [(digest, shown, data[0], named)])

    def put(self, rows: Iterable[tuple[Row, bytes | None]]) -> None:
        """Keep rows with their contexts (zlib of JSON; None leaves the one that is there). They wait for `commit`."""
        names = ", ".join(_COLUMNS)
        marks = ", ".join("?" * len(_COLUMNS))
        changes = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS[1:], "context"))
        self._change(
            f"INSERT INTO documents ({names}, context) VALUES ({marks}, ?) ON CONFLICT (identity) DO UPDATE SET "
            + changes.replace("context = excluded.context", "context = coalesce(excluded.context, context)"),
            ((*_values(row), context) for row, context in rows),
        )

    def pdfs(self) -> dict[str, Pdf]:
        """path → PDF."""
        return {row[0]: Pdf(*row) for row in self._connection.execute("SELECT path, source, size, modified FROM pdfs")}

    def put_pdf(self, pdf: Pdf) -> None:
        """Keep what a PDF was made of. It waits for `commit`."""
        self._change("INSERT OR REPLACE INTO pdfs VALUES (?, ?, ?, ?)", [dataclasses.astuple(pdf)])

    def drop_pdf(self, path: str) -> None:
        """Forget a PDF. It waits for `commit`."""
        self._change("DELETE FROM pdfs WHERE path = ?", [(path,)])

    def drop(self, identities: Iterable[str]) -> None:
        """Forget documents. It waits for `commit`."""
        self._change("DELETE FROM documents WHERE identity = ?", ((one,) for one in identities))

    def fact(self, name: str) -> str:
        """A fact of the last build; '' when it is not known."""
        found = self._connection.execute("SELECT value FROM facts WHERE name = ?", [name]).fetchone()
        return str(found[0]) if found else ""

    def put_fact(self, name: str, value: str) -> None:
        """Keep a fact of this build. It waits for `commit`."""
        self._change("INSERT OR REPLACE INTO facts VALUES (?, ?)", [(name, value)])

    def commit(self) -> None:
        """What was put is on the disk when this returns, all of it or (power lost, disk full) none.

        Raises QmsdocsError when the disk refuses.
        """
        with self._told():
            self._connection.commit()

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with self._told():
            self._connection.executemany(statement, rows)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise QmsdocsError([cannot_keep(self.out / FOLDER / _FILE, error)]) from error


def writing(out: Path) -> Manifest:
    """The manifest of an output folder, made when there is none, for this process alone.

    What an older manifest.json knows is taken over when there is no database. Raises QmsdocsError when another build
    is at work in the folder, or the manifest cannot be read or written.
    """
    file = out / FOLDER / _FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level="DEFERRED")
        for setting in ("locking_mode = EXCLUSIVE", "journal_mode = TRUNCATE", "synchronous = FULL"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN EXCLUSIVE")
        _prepare(connection, out)
        for index in _INDEXES.split(";"):
            connection.execute(index)
        connection.commit()
    except OSError as error:
        raise QmsdocsError([cannot_write(file, error)]) from error
    except sqlite3.Error as error:
        raise QmsdocsError([cannot_keep(file, error)]) from error
    return Manifest(connection, out)


@contextmanager
def reading(out: Path) -> Iterator[Manifest | None]:
    """The manifest as it is, nothing made or changed; None when there is none.

    Raises QmsdocsError when a build is at work in the folder, or the manifest cannot be read.
    """
    file = out / FOLDER / _FILE
    if not file.is_file():
        yield None
        return
    try:
        # not mode=ro: what a build that was cut off left half changed is first put back, as SQLite does on its own
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)) as connection:
            if _version(connection) != _VERSION:
                yield None
                return
            yield Manifest(connection, out)
    except sqlite3.Error as error:
        raise QmsdocsError([cannot_keep(file, error)]) from error


def is_folder_of_ours(folder: Path) -> bool:
    """Whether a folder is an output folder."""
    return (folder / FOLDER / _FILE).is_file() or (folder / listing.NAME).is_file()


def _prepare(connection: sqlite3.Connection, out: Path) -> None:
    if _version(connection) == _VERSION:
        return
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f"DROP TABLE {name}")  # of another version; manifest.json says what matters of it
    for table in _TABLES.split(";"):
        connection.execute(table)
    connection.execute(f"PRAGMA user_version = {_VERSION}")
    manifest = Manifest(connection, out)
    manifest.put((Row(**_EMPTY | known), None) for known in listing.known(out))


_EMPTY: dict[str, Any] = dict.fromkeys(_COLUMNS, "") | {"inputs": (), "size": 0, "modified": 0, "place": 0}


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _values(row: Row) -> tuple[object, ...]:
    values = [getattr(row, name) for name in _COLUMNS]
    values[_INPUTS] = json.dumps(row.inputs, ensure_ascii=False)
    return tuple(values)
