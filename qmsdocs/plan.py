"""DocumentPlan: the only thing that crosses from the data side to the Word side."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class DocumentPlan:
    """One document to be made. `context` is plain data (dict, list, text, number, bool); `path` is relative to OUT.

    `released` is the file of a release that is handed out instead of rendering. `key` tells it from other documents of
    its agency and kind, whatever its title and place become.
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
    key: str = ""

    @property
    def identity(self) -> str:
        """By what the document is known again, in every build and wherever its file was put."""
        return f"{self.agency}/{self.kind}/{self.key or self.code}"

    @property
    def issue(self) -> str:
        """01/02: issue and revision of a controlled document; '' for others."""
        document = self.context.get("document")
        if not isinstance(document, Mapping) or not {"issue", "revision"} <= document.keys():
            return ""
        return f"{document['issue']:0>2}/{document['revision']:0>2}"
