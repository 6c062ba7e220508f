"""Where an edit can be made, and what its place is called."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.resaving.files import Element, File, W

Edit = Callable[[File, random.Random], "str | None"]


def place_of(node: Element) -> str:
    """Where an element stands: `bảng 1, hàng 2, ô 1, đoạn 3`."""
    words = {f"{W}tbl": "bảng", f"{W}tr": "hàng", f"{W}tc": "ô", f"{W}p": "đoạn"}
    line = [one for one in (node, *node.iterancestors()) if one.tag in words]
    return ", ".join(
        f"{words[one.tag]} {1 + len(list(one.itersiblings(one.tag, preceding=True)))}" for one in line[::-1]
    )


def written(file: File) -> list[Element]:
    """Paragraphs of the body that say something, without fields and not written by Word."""
    return [node for node in file.body.iter(f"{W}p") if text_of(node) and plain(node)]


def plain(paragraph: Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    contents = style is not None and style.get(f"{W}val", "").startswith("TOC")
    odd = paragraph.find(f".//{W}fldChar"), paragraph.find(f".//{W}hyperlink"), paragraph.find(f".//{W}drawing")
    return not contents and odd == (None, None, None)


def text_of(node: Element) -> str:
    return "".join(one.text or "" for one in node.iter(f"{W}t")).strip()


def some(file: File, rng: random.Random) -> Element:
    return rng.choice(written(file))


def some_text(file: File, rng: random.Random) -> tuple[Element, Element]:
    paragraph = some(file, rng)
    return paragraph, rng.choice([one for one in paragraph.iter(f"{W}t") if (one.text or "").strip()])
