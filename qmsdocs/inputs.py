"""Where a workspace's files are, by name; and digests that tell whether any of them changed.

Light to import: a build that finds nothing changed needs no more than this.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from qmsdocs import resources

PROGRAMME = "programme.yaml"
AGENCY = "agency.yaml"
AGENCIES = "agencies"
RELEASES = "releases"
OWN_FILES = ("project", "operation")  # <key>.yaml beside agency.yaml is the value of that key
OWN_FOLDERS = ("training", "contracts", "audits", "reviews")  # <key>/<id>.yaml is the value of key.id
# The same beside programme.yaml.
PROGRAMME_FILES = (
    "decision", "directive", "plan", "registrations", "organisations", "communication", "reports", "rewards",
)  # fmt: skip
PROGRAMME_FOLDERS = ("estimates", "courses", "inspections")

_GROUPS = ("procedures", "agency_kinds", "manuals", "standards")  # of YAML files, in every layer


def own_files(
    folder: Path, files: Iterable[str] = OWN_FILES, folders: Iterable[str] = OWN_FOLDERS
) -> Iterator[tuple[tuple[str, ...], Path]]:
    """(keys, file) of every file that is written beside agency.yaml (or programme.yaml), in a fixed order."""
    for key in files:
        if (file := folder / f"{key}.yaml").is_file():
            yield (key,), file
    for key in folders:
        for file in sorted((folder / key).glob("*.yaml")):
            yield (key, unicodedata.normalize("NFC", file.stem)), file


def fingerprint(root: Path) -> bytes:
    """A digest of every file that loading the workspace can read: the user's YAML files and the built-in ones."""
    return _digest_of(yaml_files(root))


def whole_fingerprint(root: Path) -> bytes:
    """The same with all that building reads besides: Word templates, releases."""
    return _digest_of((*yaml_files(root), *_word_files(root)))


def yaml_files(root: Path) -> Iterator[tuple[str, Path | None]]:
    """(name, file) of every YAML file, and (name, None) of every folder of an agency, in a fixed order."""
    for shown, folder in _folders(root):
        if folder != root:
            yield shown, None
        for group in ("", *_GROUPS, *OWN_FOLDERS, *PROGRAMME_FOLDERS):
            yield from ((f"{shown}/{group}/{e.name}", Path(e.path)) for e in _entries(folder / group) if _is_yaml(e))
    for group in _GROUPS:
        files = _entries(resources.folder(group))
        yield from ((f"built in {group}/{entry.name}", Path(entry.path)) for entry in files if _is_yaml(entry))


def _word_files(root: Path) -> Iterator[tuple[str, Path]]:
    folders = [folder / group for _, folder in _folders(root) for group in ("templates", RELEASES)]
    for folder in (*folders, resources.folder("templates")):
        yield from ((str(file), file) for file in sorted(folder.rglob("*.*")) if file.suffix in (".docx", ".json"))


def _folders(root: Path) -> Iterator[tuple[str, Path]]:
    """The folder of the workspace, then those of its agencies."""
    yield "", root
    for agency in _entries(root / AGENCIES):
        if agency.is_dir():
            yield f"{AGENCIES}/{agency.name}", Path(agency.path)


def _is_yaml(entry: os.DirEntry[str]) -> bool:
    return entry.name.lower().endswith(".yaml")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _digest_of(files: Iterable[tuple[str, Path | None]]) -> bytes:
    whole = hashlib.sha256()
    for name, file in files:
        whole.update(os.fsencode(f"{name}\n"))
        whole.update(_digest(file) if file else b"")
    return whole.digest()


def _digest(file: Path) -> bytes:
    try:
        return hashlib.sha256(file.read_bytes()).digest()
    except OSError:
        return b"unreadable"
