"""Print the letter widths of qmsdocs/docx/letters.py: `python -m authoring.letters REGULAR.ttf BOLD.ttf`.

Give the files of Liberation Serif, whose letters are as wide as those of Times New Roman. Run by hand, once: the widths
are data, so that a document comes out the same on machines without the fonts.
"""

from __future__ import annotations

import struct
import sys
from collections import defaultdict
from pathlib import Path

_PRINTED = [chr(code) for code in range(0x20, 0x7F)] + list("đĐơƠưƯ–—…·•“”‘’«»×±½°§©□○●→←↑↓")


def main(*files: str) -> None:
    """The width of every letter, in thousandths of the letter size, grouped by width."""
    for file in files:
        widths = _widths(Path(file).read_bytes())
        grouped: defaultdict[int, str] = defaultdict(str)
        for letter in _PRINTED:
            if letter in widths:
                grouped[widths[letter]] += letter
        print(Path(file).stem, dict(sorted(grouped.items())), sep=" = ")


def _widths(font: bytes) -> dict[str, int]:
    """Letter → thousandths of the size, from a TrueType font (its tables head, hhea, hmtx, cmap)."""
    count = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4s4xII", font, 12 + 16 * index) for index in range(count))
    tables = {name: font[begin : begin + length] for name, begin, length in entries}
    em = struct.unpack_from(">H", tables[b"head"], 18)[0]
    metrics = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    advances = struct.unpack_from(">" + "H2x" * metrics, tables[b"hmtx"])
    return {
        chr(code): round(advances[min(glyph, metrics - 1)] * 1000 / em)
        for code, glyph in _glyphs(tables[b"cmap"]).items()
    }


def _glyphs(cmap: bytes) -> dict[int, int]:
    """Code point → glyph, from the subtable of format 4 (segments of the Basic Multilingual Plane)."""
    subtables = (struct.unpack_from(">4xI", cmap, 4 + 8 * i)[0] for i in range(struct.unpack_from(">H", cmap, 2)[0]))
    table = next(cmap[at:] for at in subtables if cmap[at : at + 2] == b"\0\4")
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends, begins, deltas, offsets = (
        struct.unpack_from(f">{segments}H", table, 14 + 2 * segments * part + (2 if part else 0)) for part in range(4)
    )
    found = {}
    for index, (begin, end, delta, offset) in enumerate(zip(begins, ends, deltas, offsets, strict=True)):
        for code in range(begin, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                at = 16 + 2 * segments * 3 + 2 * index + offset + 2 * (code - begin)
                glyph = struct.unpack_from(">H", table, at)[0]
            if glyph or not offset:
                found[code] = (glyph + delta) % 65536
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
