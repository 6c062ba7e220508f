"""Packing: the same document gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

_FIRST = "[Content_Types].xml"
_TIME = (1980, 1, 1, 0, 0, 0)


def pack(document: Any) -> bytes:
    """The .docx bytes of a python-docx document, its parts in a fixed order with a fixed time."""
    saved = io.BytesIO()
    document.save(saved)
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
