"""What would mend a finding, as plain data; `fixing` carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from qmsdocs.layout.formatting import Value

OF_TEXT = ("composed", "unicode")  # what changes letters, not only how they look


@dataclass(frozen=True)
class Repair:
    """One property to be set: where it has the wrong value, within the letters from start to end of a paragraph.

    Of runs: font, size (pt), color, bold, italic, caps. Of paragraphs: align, left, first (mm), before (pt),
    line (240ths), contextual. Of the section of that number (from 0): paper, margin.* (mm), page_start, title_page;
    page_field, whose wrong value is the part and alignment that the number is to have, and its right one the size (pt).
    """

    name: str
    wrong: Value
    right: Value
    shown: str  # the right value in words
    start: int = 0
    end: int | None = None
    section: int | None = None

    @property
    def of_text(self) -> bool:
        return self.name in OF_TEXT
