"""A .docx taken apart for looking: its parts, its paragraphs with their places, its sections.

Nothing is executed, fetched or written; a part may be of bounded size only. Paragraphs inside text boxes are counted,
not read: where they stand on the page cannot be told without drawing it.
"""

from __future__ import annotations

import io
import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

Element = Any  # lxml's element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MAX_BYTES = 64_000_000  # of one part, unpacked

# What wraps paragraphs or runs without being one; what is deleted or moved away is not part of the text.
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink",
                                            "fldSimple", "dir", "bdo"))  # fmt: skip
_GONE = frozenset(W + name for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "pPr", "rPr"))


class UnreadableError(ValueError):
    """Not a Word file, or one that cannot be looked at."""


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: its part, then tables with row and cell, then its number among its neighbours."""

    part: str = ""
    tables: tuple[tuple[int, int, int], ...] = ()
    paragraph: int = 0

    def __str__(self) -> str:
        words = [self.part] if self.part else []
        words += [f"bảng {table}, hàng {row}, ô {cell}" for table, row, cell in self.tables]
        words += [f"đoạn {self.paragraph}"] if self.paragraph else []
        return ", ".join(words) or "toàn văn bản"


@dataclass(frozen=True)
class Run:
    """Text of one look. `properties` is its w:rPr or None."""

    text: str
    properties: Element | None


@dataclass(eq=False)
class Paragraph:
    """One paragraph: its element, its place, the tables around it, the number of its section (from 0)."""

    element: Element
    place: Place
    tables: tuple[Element, ...]  # w:tbl outermost first
    cells: tuple[Element, ...]  # the w:tc in each of them
    section: int = 0
    label: str = ""  # what automatic numbering shows before the text

    @cached_property
    def runs(self) -> list[Run]:
        return list(_runs(self.element))

    @cached_property
    def written(self) -> str:
        """The text as it is stored: tabs as \\t, line breaks as \\n."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def text(self) -> str:
        """What a reader sees: automatic number, composed letters, single spaces."""
        return squeezed(f"{self.label} {self.written}")


def squeezed(text: str) -> str:
    """Composed letters, single spaces, none at the ends."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _runs(block: Element) -> Iterator[Run]:
    for child in block.iterchildren():
        if child.tag == W + "r":
            text = "".join(_text(child))
            if text:
                yield Run(text, child.find(W + "rPr"))
        elif child.tag in _WRAPPERS:
            yield from _runs(child)


def _text(run: Element) -> Iterator[str]:
    for node in run.iterchildren():
        if node.tag == W + "t":
            yield node.text or ""
        elif node.tag in (W + "tab", W + "ptab"):
            yield "\t"
        elif node.tag in (W + "br", W + "cr"):
            yield "\n"
        elif node.tag == W + "noBreakHyphen":
            yield "-"


@dataclass(frozen=True)
class Running:
    """A header or footer of a section: its element and its name in words."""

    root: Element
    words: str


@dataclass
class Section:
    """The w:sectPr of a section with the headers and footers it has or inherits, by (kind, type)."""

    properties: Element
    running: dict[tuple[str, str], Running] = field(default_factory=dict)


class Docx:
    """The parts of a Word file that its layout depends on. Raises UnreadableError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = set(self._archive.namelist())
            self.main = self._related("", "officeDocument") or "word/document.xml"
            self.root = self._parse(self.main)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, RuntimeError, ValueError) as error:
            raise UnreadableError(str(error)) from None
        body = self.root.find(W + "body")
        if body is None:
            raise UnreadableError("không có thân văn bản")
        self.body = body

    @cached_property
    def styles(self) -> Element | None:
        return self._side("styles")

    @cached_property
    def numbering(self) -> Element | None:
        return self._side("numbering")

    @cached_property
    def theme(self) -> Element | None:
        return self._side("theme")

    @cached_property
    def settings(self) -> Element | None:
        return self._side("settings")

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Those of the body, in the order they are read, those in tables included."""
        found = list(_paragraphs(self.body, "", (), (), ()))
        section = 0
        for paragraph in found:
            paragraph.section = section
            if not paragraph.tables and paragraph.element.find(f"{W}pPr/{W}sectPr") is not None:
                section += 1
        return found

    @cached_property
    def sections(self) -> list[Section]:
        """In order, each with the headers and footers of the one before where it names none."""
        relations = self._relations(self.main)
        found: list[Section] = []
        for number, properties in enumerate(self.body.iter(W + "sectPr"), start=1):
            running = dict(found[-1].running) if found else {}
            for kind, words in (("header", "đầu trang"), ("footer", "chân trang")):
                for reference in properties.iterchildren(f"{W}{kind}Reference"):
                    target = relations.get(reference.get(_R + "id", ""), ("", ""))[1]
                    type_ = reference.get(W + "type", "default")
                    if target in self._names:
                        first = " đầu tiên" if type_ == "first" else " chẵn" if type_ == "even" else ""
                        running[kind, type_] = Running(self._parse(target), f"{words}{first} của phần {number}")
            found.append(Section(properties, running))
        return found

    def running_paragraphs(self, running: Running) -> list[Paragraph]:
        """The paragraphs of a header or footer."""
        return list(_paragraphs(running.root, running.words, (), (), ()))

    @cached_property
    def boxed(self) -> int:
        """How many text boxes hold text, which is not judged."""
        boxes = self.root.iter(W + "txbxContent")
        return sum(
            1
            for box in boxes
            if not any(up.tag == _MC + "Fallback" for up in box.iterancestors())
            and any((node.text or "").strip() for node in box.iter(W + "t"))
        )

    def _side(self, kind: str) -> Element | None:
        name = self._related(self.main, kind)
        return self._parse(name) if name and name in self._names else None

    def _related(self, name: str, kind: str) -> str:
        return next((target for type_, target in self._relations(name).values() if type_ == kind), "")

    def _relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id → (last word of the type, part), internal ones only."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        found = {}
        for line in self._parse(rels) if rels in self._names else ():
            target = line.get("Target", "")
            if line.get("TargetMode") != "External":
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[line.get("Id", "")] = (line.get("Type", "").rpartition("/")[2], target)
        return found

    def _parse(self, name: str) -> Element:
        with self._archive.open(name) as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES or b"<!DOCTYPE" in data[:2000]:
            raise UnreadableError(f"{name}: quá lớn hoặc có DOCTYPE")
        if _STRICT in data[:20_000]:
            raise UnreadableError("tệp ở dạng Strict Open XML; hãy lưu lại ở dạng .docx thường")
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"{name}: {error}") from None


def _paragraphs(
    block: Element,
    part: str,
    path: tuple[tuple[int, int, int], ...],
    tables: tuple[Element, ...],
    cells: tuple[Element, ...],
) -> Iterator[Paragraph]:
    count = number = 0
    for child in _content(block):
        if child.tag == W + "p":
            count += 1
            yield Paragraph(child, Place(part, path, count), tables, cells)
        else:
            number += 1
            for r, row in enumerate(_inside(child, W + "tr"), start=1):
                for c, cell in enumerate(_inside(row, W + "tc"), start=1):
                    here = (*path, (number, r, c))
                    yield from _paragraphs(cell, part, here, (*tables, child), (*cells, cell))


def _content(block: Element) -> Iterator[Element]:
    """Paragraphs and tables directly in a block, those in content controls included."""
    for child in block.iterchildren():
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _content(child)


def _inside(block: Element, tag: str) -> Iterator[Element]:
    """Rows of a table, or cells of a row, those in content controls included."""
    for child in block.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)
