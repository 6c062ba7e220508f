"""Stub until merged."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from qmsdocs.errors import Location, Problem, QmsdocsError


@dataclass(frozen=True)
class Change:
    place: str
    before: str
    after: str
    what: str


Content = tuple


def content(data: bytes) -> Content:
    try:
        z = zipfile.ZipFile(io.BytesIO(data))
        return tuple(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", z.read("word/document.xml").decode()))
    except Exception:
        raise QmsdocsError([Problem("template-unreadable", Location("x"), {"reason": "?"})])


def compare(before: Content, after: Content) -> list[Change]:
    return [] if "".join(before) == "".join(after) else [Change("p", "", "", "text")]
