"""DocumentPlan: the only thing that crosses from the data side to the Word side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True)
class DocumentPlan:
    """One document to be made. `context` is plain data (dict, list, text, number, bool); `path` is relative to OUT."""

    kind: str
    agency: str
    code: str
    title: str
    template: str
    path: PurePosixPath
    context: Mapping[str, object] = field(repr=False)
    inputs: tuple[str, ...] = ()
