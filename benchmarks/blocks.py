"""A document before any engine's tags: paragraphs, tables, repetitions and conditions.

Text is written in docxtpl's inline tags, `{{ path }}` and `{% if flag %}…{% else %}…{% endif %}` with plain dotted
paths, so that every dialect can translate it. `**bold**` and `[[PAGE]]` are bold words and a field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Loop variable → the list it walks; a name is used for one list only, so a path tells where its value lives.
LOOPS: Mapping[str, str] = {
    "revision": "revisions",
    "copy": "copies",
    "act": "acts",
    "term": "terms",
    "paper": "papers",
    "step": "steps",
    "task": "step.tasks",
    "risk": "risks",
    "measure": "risk.measures",
    "record": "records",
    "duty": "duties",
}


@dataclass(frozen=True)
class Paragraph:
    text: str
    look: str = "body"


@dataclass(frozen=True)
class Each:
    """Blocks (or table rows) repeated for a loop variable of LOOPS."""

    name: str
    content: tuple[Paragraph | Each | When | Row, ...]


@dataclass(frozen=True)
class When:
    """Paragraphs shown when a flag is true."""

    flag: str
    content: tuple[Paragraph, ...]


Cell = tuple["Paragraph | Each | When", ...]


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    head: bool = False


@dataclass(frozen=True)
class Table:
    """Column widths in twips; `framed` draws the borders."""

    widths: tuple[int, ...]
    rows: tuple[Row | Each, ...]
    framed: bool = True


Block = Paragraph | Each | When | Table


def cell(*content: str | Paragraph | Each | When, look: str = "cell") -> Cell:
    """A cell; a text is a paragraph of the look."""
    return tuple(Paragraph(one, look) if isinstance(one, str) else one for one in content)


def row(*cells: str | Cell, head: bool = False) -> Row:
    """A row of texts or ready cells."""
    look = "head" if head else "cell"
    return Row(tuple(cell(one, look=look) if isinstance(one, str) else one for one in cells), head)
