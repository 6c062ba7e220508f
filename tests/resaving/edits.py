"""What a person does to a document, one thing each: EDITS, and `edited`, the document after one of them."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tests.resaving import of_tables, of_text, of_whole
from tests.resaving.files import File, holding, w
from tests.resaving.finding import Edit

EDITS: dict[str, Edit] = {
    "one letter": of_text.letter,
    "a space": of_text.space,
    "a word bold": of_text.bold_word,
    "underline": of_text.look(w("u", val="wave")),
    "size": of_text.look(w("sz", val="45")),
    "font": of_text.look(w("rFonts", ascii="Arial", hAnsi="Arial")),
    "colour": of_text.look(w("color", val="FF0000")),
    "highlight": of_text.look(w("highlight", val="yellow")),
    "hidden": of_text.look(w("vanish")),
    "what no one foresaw": of_text.look(w("fitText", val="99")),
    "alignment": of_text.said(w("jc", val="distribute"), "pPr", "p"),
    "indent": of_text.said(w("ind", left="1111"), "pPr", "p"),
    "spacing": of_text.said(w("spacing", before="333"), "pPr", "p"),
    "frame of a paragraph": of_text.said(holding(w("pBdr"), w("top", val="double", sz="4")), "pPr", "p"),
    "tab stop": of_text.said(holding(w("tabs"), w("tab", val="left", pos="4321")), "pPr", "p"),
    "style": of_text.said(w("pStyle", val="Heading4"), "pPr", "p"),
    "shading of a cell": of_text.said(w("shd", val="clear", fill="00FF00"), "tcPr", "tc"),
    "cell aligned": of_text.said(w("vAlign", val="bottom"), "tcPr", "tc"),
    "row hidden": of_text.said(w("hidden"), "trPr", "tr"),
    "row height": of_text.said(w("trHeight", val="1234"), "trPr", "tr"),
    "table style": of_text.said(w("tblStyle", val="TableNormal"), "tblPr", "tbl"),
    "table aligned": of_text.said(w("jc", val="right"), "tblPr", "tbl"),
    "row added": of_tables.row_added,
    "row removed": of_tables.row_removed,
    "rows swapped": of_tables.rows_swapped,
    "cells merged": of_tables.cells_merged,
    "column dragged": of_tables.column_dragged,
    "picture replaced": of_whole.picture_replaced,
    "picture brightened": of_whole.picture_brightened,
    "margin": of_whole.margin,
    "orientation": of_whole.landscape,
    "columns": of_whole.columns,
    "header text": of_whole.running_text,
    "header gone": of_whole.running_gone,
    "footnote": of_text.note("footnote"),
    "comment": of_text.note("comment"),
    "size of a style": of_whole.style_size,
    "list begun anew": of_whole.list_numbering,
    "text of a level": of_whole.level_text,
    "tracked insertion": of_text.tracked("ins"),
    "tracked deletion": of_text.tracked("del"),
    "paragraph gone": of_text.paragraph_gone,
    "paragraph split": of_text.paragraph_split,
    "page break": of_text.page_break,
    "title": of_whole.title,
    "code of a field": of_text.contents_code,
    "bookmark": of_text.bookmark,
    "link": of_text.link,
    "content control": of_text.control,
    "look of a page number": of_text.page_number_bold,
}


def edits(rng: random.Random) -> Iterator[tuple[str, Edit]]:
    """All edits in a random order."""
    names = list(EDITS)
    rng.shuffle(names)
    return ((name, EDITS[name]) for name in names)


def edited(data: bytes, rng: random.Random, name: str = "") -> bytes:
    """The document after one edit, at a random place: the one named, or any that the document has room for."""
    for _, edit in [(name, EDITS[name])] if name else edits(rng):
        file = File(data)
        if edit(file, rng) is not None:
            return file.bytes()
    raise ValueError(f"no place for: {name}")
