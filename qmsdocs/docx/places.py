"""Where a paragraph stands, in Word's own terms: part, table, row, cell, paragraph, and the heading above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Location

# Where a paragraph stood before parts were put in: `file\nplace in it`; the file is '' for the template itself.
ORIGIN = "qmsdocs-origin"
# Content type of a part → what its reader calls it.
_PARTS = {"main": "", "header": "đầu trang", "footer": "chân trang", "footnotes": "cước chú",
          "endnotes": "chú thích cuối", "comments": "ghi chú", "core-properties": "thuộc tính tài liệu",
          "extended-properties": "thuộc tính tài liệu", "custom-properties": "thuộc tính tài liệu"}  # fmt: skip
_HEADING_WORDS = 60  # a heading is quoted up to this many characters
_BOXES = {
    f"{W}txbxContent": "khung chữ",
    f"{W}footnote": "cước chú",
    f"{W}endnote": "chú thích cuối",
    f"{W}comment": "ghi chú",
}


@dataclass(frozen=True)
class Place:
    """The words of a place, the heading it stands under ('' when there is none), and the file when it is not the
    template itself but a part that the template includes."""

    words: str
    heading: str = ""
    file: str = ""

    def __str__(self) -> str:
        return f"{self.words}, dưới đề mục “{self.heading}”" if self.heading else self.words

    def at(self, template: str) -> Location:
        """The place as problems name it; `template` is the name of the template itself."""
        return Location(self.file or template, inside=str(self))


def part_words(name: str, content_type: str) -> str:
    """What a part is called: '' for the body, `đầu trang (word/header1.xml)`, a part's bare name for another."""
    word = _PARTS.get(content_type.removesuffix("+xml").rpartition(".")[2])
    return name if word is None else word and f"{word} ({name})"


def mark(root: Element, part: str, file: str = "") -> None:
    """Write into every paragraph where it stands now, and in which file unless it says so already."""
    for paragraph, place in find(root, part).items():
        paragraph.set(ORIGIN, f"{place.file or file}\n{place.words}")


def forget(root: Element) -> None:
    """Take the marks out again."""
    etree.strip_attributes(root, ORIGIN)


def find(root: Element, part: str, headings: frozenset[str] = frozenset()) -> dict[Element, Place]:
    """The place of every paragraph of a part. `part` opens each place ('' for the body of the document);
    `headings` are the ids of heading styles."""
    return dict(_Walk(headings).block(root, f"{part}, " if part else ""))


def text_of(paragraph: Element) -> str:
    """The text of a paragraph as its reader sees it, spaces folded."""
    pieces = (node.text or " " for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"))
    return " ".join("".join(pieces).split())


class _Walk:
    def __init__(self, headings: frozenset[str]) -> None:
        self.headings = headings
        self.heading = ""

    def block(self, block: Element, words: str) -> Iterator[tuple[Element, Place]]:
        """The paragraphs below one container, whatever wraps them (content controls, custom XML)."""
        counts = {"p": 0, "tbl": 0}
        for child in _blocks(block):
            if child.tag == f"{W}p":
                counts["p"] += 1
                yield from self.paragraph(child, f"{words}đoạn {counts['p']}", words)
            elif child.tag == f"{W}tbl":
                counts["tbl"] += 1
                yield from self.table(child, f"{words}bảng {counts['tbl']}")
            else:
                yield from self.block(child, f"{words}{_BOXES[child.tag]} {child.get(f'{W}id', '')}".rstrip() + ", ")

    def paragraph(self, paragraph: Element, here: str, words: str) -> Iterator[tuple[Element, Place]]:
        file, _, before = paragraph.get(ORIGIN, "").partition("\n")
        here = before or here
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if file:
            yield paragraph, Place(here, file=file)
        elif style is not None and style.get(f"{W}val") in self.headings:
            self.heading = text_of(paragraph)[:_HEADING_WORDS]
            yield paragraph, Place(here)
        else:
            yield paragraph, Place(here, self.heading)
        for box in paragraph.iter(f"{W}txbxContent"):
            if next(box.iterancestors(f"{W}p")) is paragraph:  # not a box in this box, which is looked into with it
                yield from self.block(box, f"{here}, khung chữ, ")

    def table(self, table: Element, words: str) -> Iterator[tuple[Element, Place]]:
        for r, row in enumerate(_inside(table, f"{W}tr"), start=1):
            for c, cell in enumerate(_inside(row, f"{W}tc"), start=1):
                yield from self.block(cell, f"{words}, hàng {r}, ô {c}, ")


def _blocks(block: Element) -> Iterator[Element]:
    """Paragraphs, tables and notes directly in a container or in wrappers inside it."""
    for child in block.iterchildren("*"):
        if child.tag in (f"{W}p", f"{W}tbl") or child.tag in _BOXES:
            yield child
        else:
            yield from _blocks(child)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, cells of a row, also those wrapped in content controls."""
    for child in parent.iterchildren("*"):
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _inside(child, tag)
