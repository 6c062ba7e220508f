"""What a converter is to the rest: a function that makes PDFs of a few Word files at once, and what it can do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qmsdocs.errors import Problem


@dataclass(frozen=True)
class Batch:
    """Prepared Word files handed over at once; the PDF of each is to come beside it, under its name.

    `home` is a folder that no other batch uses at the same time; `patience` are the seconds that may pass without
    anything new; `stop` is set when the run ends early.
    """

    files: tuple[Path, ...]
    home: Path
    pdfa: bool
    patience: float
    stop: threading.Event


@dataclass(frozen=True)
class Engine:
    """A converter that is there on this machine.

    `batch` is how many documents it takes at once; `levels` the levels of PDF/A it makes; `opens_contents` says whether
    contents lists must be opened for it to count their pages (see preparing); `pdfa` whether it is to make PDF/A.
    `run` returns what stopped it, or None; which PDFs were made is seen in the folder, not believed.
    """

    name: str
    batch: int
    levels: frozenset[str]
    opens_contents: bool
    run: Callable[[Batch], Problem | None]
    pdfa: bool = False


def pdf_of(file: Path) -> Path:
    """Where the PDF of a prepared file comes."""
    return file.with_suffix(".pdf")
