"""Folders searched in order: the agency's, the province's, the built-in one. The first that has a name wins."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qmsdocs import resources

BUILT_IN = "qmsdocs:"  # how problems name a built-in file


@dataclass(frozen=True)
class Layers:
    """The user's folders, nearest first; the built-in folders always come last."""

    folders: tuple[Path, ...] = ()

    def find(self, group: str, name: str) -> Path | None:
        """The nearest file of that name in the group's folder, or None."""
        return next(self.all(group, name), None)

    def all(self, group: str, name: str) -> Iterator[Path]:
        """Every file of that name, nearest first."""
        for place in self._places(group):
            file = place / name
            if file.is_file():
                yield file

    def names(self, group: str, suffix: str) -> dict[str, Path]:
        """Stem → nearest file, for every file with that suffix in the group's folders."""
        found: dict[str, Path] = {}
        for place in self._places(group):
            for file in sorted(place.glob(f"*{suffix}")) if place.is_dir() else ():
                # macOS stores names decomposed; an identifier written in YAML is composed.
                found.setdefault(unicodedata.normalize("NFC", file.name.removesuffix(suffix)), file)
        return found

    def below(self, group: str, folder: str, suffix: str) -> set[str]:
        """The names, without the suffix, that files have in a folder of the group or further down in it."""
        places = [place / folder for place in self._places(group)]
        files = (file.relative_to(place) for place in places for file in place.rglob(f"*{suffix}"))
        return {unicodedata.normalize("NFC", file.as_posix().removesuffix(suffix)) for file in files}

    def shown(self, file: Path) -> str:
        """The name that problems print: as the user would find it, or `qmsdocs:group/name` for a built-in file."""
        for group in ("procedures", "samples", "templates", "agency_kinds", "manuals", "standards"):
            place = resources.folder(group)
            if file.is_relative_to(place) and not any(file.is_relative_to(folder) for folder in self.folders):
                return f"{BUILT_IN}{group}/{file.relative_to(place).as_posix()}"
        return str(file)

    def _places(self, group: str) -> list[Path]:
        return [*(folder / group for folder in self.folders), resources.folder(group)]
