"""Edits of tables."""

from __future__ import annotations

import copy
import random

from tests.resaving.files import Element, File, W, properties, w
from tests.resaving.finding import place_of, text_of


def _rows(file: File) -> list[Element]:
    return [row for row in file.body.iter(f"{W}tr") if text_of(row) and row.find(f".//{W}vMerge") is None]


def row_added(file: File, rng: random.Random) -> str | None:
    if not _rows(file):
        return None
    row = rng.choice(_rows(file))
    row.addnext(copy.deepcopy(row))
    return place_of(row.getparent())


def row_removed(file: File, rng: random.Random) -> str | None:
    if not _rows(file):
        return None
    row = rng.choice(_rows(file))
    place = place_of(row.getparent())
    row.getparent().remove(row)
    return place


def rows_swapped(file: File, rng: random.Random) -> str | None:
    found = [(one, one.getnext()) for one in _rows(file) if one.getnext() in _rows(file)]
    found = [(one, other) for one, other in found if text_of(one) != text_of(other)]
    if not found:
        return None
    one, other = rng.choice(found)
    other.addnext(one)
    return place_of(one.getparent())


def cells_merged(file: File, rng: random.Random) -> str | None:
    cells = [cell for row in _rows(file) for cell in row.iterchildren(f"{W}tc") if cell.getnext() is not None]
    if not cells:
        return None
    cell = rng.choice(cells)
    after = cell.getnext()
    spans = [one.find(f"{W}tcPr/{W}gridSpan") for one in (cell, after)]
    whole = sum(int(one.get(f"{W}val")) if one is not None else 1 for one in spans)
    if spans[0] is not None:
        spans[0].getparent().remove(spans[0])
    properties(cell, "tcPr").append(w("gridSpan", val=str(whole)))
    cell.extend(after.findall(f"{W}p"))
    after.getparent().remove(after)
    return place_of(cell.getparent())


def column_dragged(file: File, rng: random.Random) -> str | None:
    found = [
        one for one in file.body.iter(f"{W}tc") if one.getnext() is not None and _width(one) and _width(one.getnext())
    ]
    if not found:
        return None
    cell = rng.choice(found)
    moved = _width(cell) // 3
    for one, width in ((cell, _width(cell) - moved), (cell.getnext(), _width(cell.getnext()) + moved)):
        one.find(f"{W}tcPr/{W}tcW").set(f"{W}w", str(width))
    return place_of(cell.getparent())


def _width(cell: Element) -> int:
    node = cell.find(f"{W}tcPr/{W}tcW")
    return int(node.get(f"{W}w")) if node is not None and node.get(f"{W}type") in ("dxa", "pct") else 0
