"""Columns wide enough for their words: by share, never broken words while the page has room, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import docx
import pytest
from conftest import ROOT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given
from hypothesis import strategies as st

from authoring.documents import TEMPLATES
from qmsdocs.docx import columns, letters

_MARGIN = 85  # twips: of a cell in the built-in table style
WORDS = st.sampled_from(["TT", "Năm", "Không", "Nghiêng", "Số lượng", "Mức độ (1-5)", "KH/LĐ", "Ngày 23/11/2008", ""])


@given(st.lists(st.tuples(st.integers(1, 12), WORDS, st.lists(WORDS, max_size=3)), min_size=1, max_size=9))
def test_no_word_is_wider_than_its_column_while_the_page_has_room(made: list[tuple[int, str, list[str]]]) -> None:
    lowest = [columns.least(head, cells) for _, head, cells in made]
    widths = columns.shared(14_000, [share for share, _, _ in made], lowest)
    assert sum(widths) == 14_000
    assert sum(lowest) > 14_000 or all(width >= low - 1 for width, low in zip(widths, lowest, strict=True))


def test_columns_with_room_keep_their_shares() -> None:
    assert columns.shared(9000, [1, 2, 3], [400, 400, 400]) == [1500, 3000, 4500]
    assert columns.shared(9000, [1, 10, 10], [900, 400, 400])[0] == 900


def test_letters_are_as_wide_as_times_new_roman_has_them() -> None:
    assert letters.width("TT", 12, bold=True) == round(2 * 667 * 12 / 50)
    assert letters.width("Thời", 12) == letters.width("Thơi", 12) > letters.width("Thoi", 12)
    assert letters.longest_word("hai ba-bốn", 10) == letters.width("bốn", 10)


def _heads(name: str) -> Iterator[tuple[str, int]]:
    """(title, width in twips with the usual margins) of the fixed columns of a template's tables."""
    for table in docx.Document(str(ROOT / "templates" / name)).element.body.iter(qn("w:tbl")):
        margin = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn('w:left')}")
        spared = 0 if margin is None else 2 * (_MARGIN - int(margin.get(qn("w:w"))))
        rows = [row for row in table.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None]
        for cell in (cell for row in rows for cell in row.iter(qn("w:tc"))):
            title = " ".join(_text(paragraph) for paragraph in cell.iter(qn("w:p")))
            upright = cell.find(f".//{qn('w:textDirection')}") is None
            if title and upright and "{" not in title:
                yield title, cell.width.twips + spared


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


@pytest.mark.parametrize("name", [name for name in TEMPLATES if "/" not in name or name.startswith("nd30-2020/")])
def test_no_word_of_a_templates_head_is_wider_than_its_column(name: str) -> None:
    assert [(title, width) for title, width in _heads(name) if width < columns.least(title)] == []
