"""The content of a file as plain data: blocks in blocks, each with its text, how it looks and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qmsdocs.docx.places import Place

# What is set of a run, a paragraph, a table…: sorted (name, value); what Word takes anyway is left out.
Look = tuple[tuple[str, str], ...]
Span = tuple[str, Look]
MARK = "¶"  # the end of a paragraph is its last span, for it has a look of its own
WIDTH = "c/width"  # a cell's share of its row, of 5000: rounded anew at every save, so nearly the same is the same
COLOURS = "f/clrScheme"  # the colours of the theme, where the text has some of them


@dataclass(frozen=True)
class Block:
    """A paragraph, table, row, cell, section, note…: `kind` is its Vietnamese name. Its place is no part of it."""

    kind: str
    look: Look = ()
    spans: tuple[Span, ...] = ()
    inside: tuple[Block, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @cached_property
    def written(self) -> str:
        """The text of its own spans, the mark at the end included."""
        return "".join(text for text, _ in self.spans)

    @cached_property
    def frame(self) -> object:
        """All of it but the widths of cells, to find what is the same block in two files."""
        look = tuple(item for item in self.look if item[0] != WIDTH)
        return self.kind, look, self.spans, tuple(block.frame for block in self.inside)

    @cached_property
    def text(self) -> str:
        """All that it says, its own text and what is inside."""
        own = self.written.removesuffix(MARK)
        return " | ".join(piece for piece in (own, *(block.text for block in self.inside)) if piece.strip())


@dataclass(frozen=True)
class Style:
    """A style that the file uses: what it looks like with all it is based on, and the name of what it is based on."""

    name: str
    based: str
    look: Look


@dataclass(frozen=True)
class Content:
    """What a person may have changed in a Word file."""

    body: tuple[Block, ...]
    # Of each section: `đầu trang`, `chân trang đầu tiên`… → blocks.
    running: tuple[Mapping[str, tuple[Block, ...]], ...]
    styles: Mapping[str, Style]  # by name
    whole: tuple[Block, ...]  # settings that show on paper, properties of the document
