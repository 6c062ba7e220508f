"""How wide the columns of a table are: as their author shared the page out, and none so narrow that a word breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qmsdocs.docx import letters

SIZE = 12  # points: letters of the built-in styles of tables
_AROUND = 200  # twips: the margins of a cell (1.5 mm on each side) and a border


def least(head: str, cells: Iterable[str] = ()) -> int:
    """Twips that a column needs, so that no word of its head, which is bold, or of its cells is broken."""
    words = [letters.longest_word(cell, SIZE) for cell in cells if cell]
    return _AROUND + max(letters.longest_word(head, SIZE, bold=True), *words, 0)


def shared(width: int, shares: Sequence[float], lowest: Sequence[int]) -> list[int]:
    """A width in twips by shares, no column below its lowest: what narrow ones lack is taken from those with room.

    Where the page has no room for every lowest width, it is shared out in proportion to them.
    """
    whole = sum(shares)
    wished = [width * share / whole for share in shares]
    room = [max(one - low, 0) for one, low in zip(wished, lowest, strict=True)]
    lack = sum(max(low - one, 0) for one, low in zip(wished, lowest, strict=True))
    if lack > sum(room):
        return _to_the_twip([low * width / sum(lowest) for low in lowest], width)
    taken = lack / sum(room) if lack else 0
    return _to_the_twip(
        [max(one, low) - taken * free for one, low, free in zip(wished, lowest, room, strict=True)], width
    )


def _to_the_twip(widths: Sequence[float], width: int) -> list[int]:
    """Whole twips that add up to the width; what rounding leaves goes to the widest."""
    whole = [int(one) for one in widths]
    whole[whole.index(max(whole))] += width - sum(whole)
    return whole
