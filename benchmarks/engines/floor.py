"""The limit: check sum, deflate, zip and write of bytes that are ready; given a finished document, not a template.

Parts that templates fill are deflated anew for every document; all others are copied as they are.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping

try:
    from isal.isal_zlib import compressobj, crc32

    METHOD = "isal level 1"
except ImportError:
    from zlib import compressobj, crc32  # type: ignore[assignment]

    METHOD = "zlib level 1"

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")


def prepare(document: bytes) -> Callable[[Mapping[str, object]], bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        parts = {name.encode(): package.read(name) for name in package.namelist()}
    filled = {name: data for name, data in parts.items() if _FILLED.fullmatch(name.decode())}
    static, lines = _records({name: data for name, data in parts.items() if name not in filled}, 0)

    def render(context: Mapping[str, object]) -> bytes:
        fresh, more = _records(filled, len(static))
        count, size = len(parts), len(lines) + len(more)
        end = _END.pack(0x06054B50, 0, 0, count, count, size, len(static) + len(fresh), 0)
        return b"".join((static, fresh, lines, more, end))

    return render


def _records(parts: Mapping[bytes, bytes], offset: int) -> tuple[bytes, bytes]:
    """Zip entries one after another, and their lines of the directory."""
    entries, lines = [], []
    for name, data in parts.items():
        deflate = compressobj(1, 8, -15)
        packed = deflate.compress(data) + deflate.flush()
        facts = (20, 0, 8, 0, 33, crc32(data), len(packed), len(data), len(name), 0)
        lines.append(_CENTRAL.pack(0x02014B50, 20, *facts, 0, 0, 0, 0, offset) + name)
        entries.append(_LOCAL.pack(0x04034B50, *facts) + name + packed)
        offset += len(entries[-1])
    return b"".join(entries), b"".join(lines)
