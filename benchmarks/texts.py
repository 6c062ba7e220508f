"""Whether two engines wrote the same words: paragraph by paragraph, part by part."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}


def texts(document: bytes) -> list[str]:
    """The texts of all parts' paragraphs.

    Empty paragraphs are left out, since some engines leave one where a condition stood; so are tables of contents,
    which only our engine fills.
    """
    return [text for text in _paragraphs(document) if text]


def _paragraphs(document: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in sorted(filter(_PARTS.fullmatch, package.namelist())):
            yield f"== {name}"
            for paragraph in etree.fromstring(package.read(name)).iter(f"{_W}p"):
                style = paragraph.find(f"{_W}pPr/{_W}pStyle")
                if style is None or not style.get(f"{_W}val", "").startswith("TOC"):
                    yield "".join(
                        node.text or "" if node.tag == f"{_W}t" else _SIGNS.get(node.tag, "")
                        for node in paragraph.iter(f"{_W}t", *_SIGNS)
                        if node.getparent().tag == f"{_W}r"  # not the tab stops of pPr
                    )


def difference(out: Path, reference: Path) -> str:
    """'' when every document that both folders hold says the same, else the first paragraph that differs."""
    names = sorted({file.name for file in out.iterdir()} & {file.name for file in reference.iterdir()})
    for name in names:
        said, meant = texts((out / name).read_bytes()), texts((reference / name).read_bytes())
        for own, theirs in zip_longest(said, meant, fillvalue="(the end)"):
            if own != theirs:
                return f"{name}: {own!r} instead of {theirs!r}"
    return "" if names else "no document in common"
