"""DocumentPlan: the only thing that crosses from the data side to the Word side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class DocumentPlan:
    """One document to be made. `context` is plain data (dict, list, text, number, bool); `path` is relative to OUT.

    `released` is the file of a release that is handed out instead of rendering.
    """

    kind: str
    agency: str
    code: str
    title: str
    template: str
    path: PurePosixPath
    context: Mapping[str, object] = field(repr=False)
    inputs: tuple[str, ...] = ()
    released: Path | None = None
    day: datetime.date | None = None  # whose names it bears: of the paper, of the issue, of the event
