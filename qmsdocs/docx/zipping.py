"""Zip archives written record by record: what is ready is copied, what is new is deflated once; no clock, fixed order.

Written by hand since zipfile cannot take an entry that is already deflated, and spends more than the deflating.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

try:  # ISA-L deflates ten times as fast as zlib; there is no wheel of it for some machines
    from isal.isal_zlib import compressobj as _compressobj
    from isal.isal_zlib import crc32

    _LEVEL = 1  # within a few percent of level 3's size at a quarter of its time
except ImportError:
    from zlib import compressobj as _compressobj  # type: ignore[assignment]
    from zlib import crc32

    _LEVEL = 6

STORED, DEFLATED = 0, 8
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_DATE = (1980 - 1980) << 9 | 1 << 5 | 1  # 1 January 1980, the earliest date zip knows
_UTF8 = 0x800


@dataclass(frozen=True)
class Record:
    """One entry as it stands in the archive: its local header with data, and what its directory line needs."""

    name: bytes
    local: bytes
    method: int
    crc: int
    packed: int
    size: int


def record(name: str, data: bytes) -> Record:
    """A new entry, deflated."""
    deflate = _compressobj(_LEVEL, DEFLATED, -15)
    return ready(name, deflate.compress(data) + deflate.flush(), DEFLATED, crc32(data), len(data))


def ready(name: str, packed: bytes, method: int, crc: int, size: int) -> Record:
    """An entry whose data are already as the archive holds them."""
    encoded = name.encode()
    local = _LOCAL.pack(0x04034B50, 20, _UTF8, method, 0, _DATE, crc, len(packed), size, len(encoded), 0)
    return Record(encoded, local + encoded + packed, method, crc, len(packed), size)


def content(one: Record) -> bytes:
    """The data of an entry, as they were before they were deflated."""
    packed = one.local[_LOCAL.size + len(one.name) :]
    return packed if one.method == STORED else zlib.decompress(packed, -zlib.MAX_WBITS)


def directory(records: Iterable[Record], offset: int) -> bytes:
    """The directory lines of records that stand one after another from offset on."""
    lines = []
    for one in records:
        lines.append(
            _CENTRAL.pack(
                0x02014B50, 20, 20, _UTF8, one.method, 0, _DATE, one.crc, one.packed, one.size,
                len(one.name), 0, 0, 0, 0, 0, offset,
            )
            + one.name
        )  # fmt: skip
        offset += len(one.local)
    return b"".join(lines)


def archive(block: bytes, lines: bytes, count: int, more: list[Record]) -> bytes:
    """The whole archive: a ready block of `count` entries with its directory lines, then further records."""
    bodies = [block, *(one.local for one in more)]
    start = sum(map(len, bodies))
    central = lines + directory(more, len(block))
    total = count + len(more)
    return b"".join([*bodies, central, _END.pack(0x06054B50, 0, 0, total, total, len(central), start, 0)])
