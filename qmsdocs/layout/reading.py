"""A .docx taken apart for looking: its parts, its paragraphs with their places, its sections.

Nothing is executed, fetched or written; a part may be of bounded size only. Paragraphs inside text boxes are counted,
not read: where they stand on the page cannot be told without drawing it.
"""

from __future__ import annotations

import functools
import io
import posixpath
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

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
_RUN, _RPR, _PPR, _T = W + "r", W + "rPr", W + "pPr", W + "t"
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_ODD = (W + "txbxContent", W + "moveFrom", W + "del")  # what stands in a paragraph's runs and is not of its text
_SHARED = 64  # small parts, alike in all documents of a template


class UnreadableError(ValueError):
    """Not a Word file, or one that cannot be looked at."""


class Place(NamedTuple):
    """Where a paragraph stands: its part, then tables with row and cell, then its number among its neighbours."""

    part: str = ""
    tables: tuple[tuple[int, int, int], ...] = ()
    paragraph: int = 0

    def __str__(self) -> str:
        words = [self.part] if self.part else []
        words += [f"bảng {table}, hàng {row}, ô {cell}" for table, row, cell in self.tables]
        words += [f"đoạn {self.paragraph}"] if self.paragraph else []
        return ", ".join(words) or "toàn văn bản"


class Run(NamedTuple):
    """Text of one look. `properties` is its w:rPr or None, `element` its w:r."""

    text: str
    properties: Element | None
    element: Element


class Paragraph:
    """One paragraph: its element, its place, the tables around it, the number of its section (from 0).

    `tables` are the w:tbl around it, outermost first; `cells` the w:tc in each of them. `written` is the text as it is
    stored, tabs as \\t, line breaks as \\n; `text` what a reader sees: automatic number, composed letters, one space.
    """

    __slots__ = ("cells", "element", "label", "place", "properties", "runs", "section", "tables", "text", "written")

    def __init__(self, element: Element, place: Place, tables: tuple[Element, ...], cells: tuple[Element, ...]) -> None:
        self.element = element
        self.place = place
        self.tables = tables
        self.cells = cells
        self.section = 0
        self.label = ""
        self.properties = child(element, _PPR)
        self.runs: list[Run] = []
        _collect_runs(element, self.runs)
        self.written = "".join([run.text for run in self.runs])
        self.text = squeezed(self.written)

    def number(self, label: str) -> None:
        """Tell what automatic numbering shows before the text."""
        self.label = label
        self.text = squeezed(f"{label} {self.written}")


def squeezed(text: str) -> str:
    """Composed letters, single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _collect_runs(block: Element, found: list[Run]) -> None:
    for child in block:  # a loop is a good deal quicker here than find()
        tag = child.tag
        if tag == _RUN:
            run = _run(child)
            if run.text:
                found.append(run)
        elif tag in _WRAPPERS:
            _collect_runs(child, found)


def _run(element: Element) -> Run:
    text, properties = "", None
    for node in element:
        tag = node.tag
        if tag == _T:
            text += node.text or ""
        elif tag == _RPR:
            properties = node
        elif tag in _SIGNS:
            text += _SIGNS[tag]
    return Run(text, properties, element)


def _roughly(paragraph: Element) -> str:
    return "".join(
        [
            (node.text or "") if node.tag == _T else _SIGNS[node.tag]
            for run in paragraph.iter(_RUN)
            for node in run.iterchildren(_T, *_SIGNS)
        ]
    )


def text_length(node: Element) -> int:
    """How many letters a child of a w:r adds to the text of its run."""
    return len(node.text or "") if node.tag == _T else len(_SIGNS.get(node.tag, ""))


def child(block: Element | None, tag: str) -> Element | None:
    """The first child of a tag; find() in a fifth of its time for the small blocks that properties are."""
    for one in block if block is not None else ():
        if one.tag == tag:
            return one
    return None


@dataclass(frozen=True)
class Running:
    """A header or footer of a section: its element, its name in words, its part."""

    root: Element
    words: str
    part: str


@dataclass
class Section:
    """The w:sectPr of a section with the headers and footers it has or inherits, by (kind, type); numbered from 0."""

    properties: Element
    number: int
    running: dict[tuple[str, str], Running] = field(default_factory=dict)


class Docx:
    """The parts of a Word file that its layout depends on. Raises UnreadableError.

    Styles, theme, numbering, settings and relations are shared between files of the same bytes: never change them.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = set(self._archive.namelist())
            self._links: dict[str, Mapping[str, tuple[str, str]]] = {}
            self.main = self._related("", "officeDocument") or "word/document.xml"
            self.root = self._parsed(self.main)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, RuntimeError, ValueError) as error:
            raise UnreadableError(str(error)) from None
        body = self.root.find(W + "body")
        if body is None:
            raise UnreadableError("không có thân văn bản")
        self.body = body

    @cached_property
    def settings(self) -> Element | None:
        data = self.side_bytes("settings")
        return _shared(data) if data else None

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Those of the body, in the order they are read, those in tables included."""
        found: list[Paragraph] = []
        _collect(self.body, "", (), (), (), found)
        section = 0
        last = sum(1 for _ in self.body.iter(W + "sectPr")) - 1
        for paragraph in found if last > 0 else ():
            paragraph.section = section
            if not paragraph.tables and paragraph.properties is not None:
                section += paragraph.properties.find(W + "sectPr") is not None
        return found

    @cached_property
    def everywhere(self) -> list[Paragraph]:
        """The paragraphs of the body, then of each header and footer."""
        running = {id(one): one for section in self.sections for one in section.running.values()}
        return [*self.paragraphs, *(p for one in running.values() for p in self.running_paragraphs(one))]

    @cached_property
    def rough(self) -> str:
        """All that is written, a line for each paragraph, in a part of the time that `everywhere` takes: a pattern of
        text that finds nothing here finds nothing there."""
        if next(self.root.iter(*_ODD), None) is not None:
            return "\n".join(paragraph.written for paragraph in self.everywhere)
        roots = {id(one.root): one.root for section in self.sections for one in section.running.values()}
        return "\n".join(_roughly(block) for root in (self.body, *roots.values()) for block in root.iter(W + "p"))

    @cached_property
    def sections(self) -> list[Section]:
        """In order, each with the headers and footers of the one before where it names none."""
        relations = self.relations(self.main)
        found: list[Section] = []
        parts: dict[str, Element] = {}
        for number, properties in enumerate(self.body.iter(W + "sectPr"), start=1):
            running = dict(found[-1].running) if found else {}
            for kind, words in (("header", "đầu trang"), ("footer", "chân trang")):
                for reference in properties.iterchildren(f"{W}{kind}Reference"):
                    target = relations.get(reference.get(_R + "id", ""), ("", ""))[1]
                    type_ = reference.get(W + "type", "default")
                    if target in self.names:
                        first = " đầu tiên" if type_ == "first" else " chẵn" if type_ == "even" else ""
                        root = parts[target] if target in parts else parts.setdefault(target, self._parsed(target))
                        running[kind, type_] = Running(root, f"{words}{first} của phần {number}", target)
            found.append(Section(properties, number - 1, running))
        return found

    def running_paragraphs(self, running: Running) -> list[Paragraph]:
        """The paragraphs of a header or footer."""
        if running.words not in self._running:
            found = self._running[running.words] = []
            _collect(running.root, running.words, (), (), (), found)
        return self._running[running.words]

    @cached_property
    def _running(self) -> dict[str, list[Paragraph]]:
        return {}

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

    def names_font(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether a font is named somewhere that the pattern knows by its name in quotes."""
        sides = (self.side_bytes(kind) for kind in ("styles", "theme", "numbering"))
        roots = {id(one.root): one.root for section in self.sections for one in section.running.values()}
        named = {value for root in (self.root, *roots.values()) for node in root.iter(W + "rFonts")
                 for value in node.attrib.values()}  # fmt: skip
        return any(pattern.search(f'"{name}'.encode()) for name in named) or any(_finds(pattern, one) for one in sides)

    def side_bytes(self, kind: str) -> bytes:
        """The part of styles, theme, numbering or settings; b'' when there is none."""
        if kind not in self._sides:
            name = self.side_name(kind)
            self._sides[kind] = self.bytes_of(name) if name in self.names else b""
        return self._sides[kind]

    @cached_property
    def _sides(self) -> dict[str, bytes]:
        return {}

    def side_name(self, kind: str) -> str:
        """The name of that part; '' when there is none."""
        return self._related(self.main, kind)

    def relations(self, name: str) -> Mapping[str, tuple[str, str]]:
        """Of a part: id → (last word of the type, part), internal ones only."""
        if name not in self._links:
            folder, _, file = name.rpartition("/")
            rels = f"{folder}/_rels/{file}.rels".lstrip("/")
            self._links[name] = _relations(self.bytes_of(rels), folder) if rels in self.names else {}
        return self._links[name]

    def _related(self, name: str, kind: str) -> str:
        return next((target for type_, target in self.relations(name).values() if type_ == kind), "")

    def bytes_of(self, name: str) -> bytes:
        """A part as it is stored. Raises KeyError."""
        with self._archive.open(name) as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UnreadableError(f"{name}: quá lớn")
        return data

    def _parsed(self, name: str) -> Element:
        try:
            return parse(self.bytes_of(name))
        except UnreadableError as error:
            raise UnreadableError(f"{name}: {error}") from None


def parse(data: bytes) -> Element:
    """The root of a part, entities left alone. Raises UnreadableError."""
    if b"<!DOCTYPE" in data[:2000]:
        raise UnreadableError("có DOCTYPE")
    if _STRICT in data[:20_000]:
        raise UnreadableError("tệp ở dạng Strict Open XML; hãy lưu lại ở dạng .docx thường")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(str(error)) from None


@functools.lru_cache(_SHARED)
def _finds(pattern: re.Pattern[bytes], data: bytes) -> bool:
    return pattern.search(data) is not None


_shared = functools.lru_cache(_SHARED)(parse)


@functools.lru_cache(_SHARED)
def _relations(data: bytes, folder: str) -> Mapping[str, tuple[str, str]]:
    found = {}
    for line in parse(data):
        target = line.get("Target", "")
        if line.get("TargetMode") != "External":
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[line.get("Id", "")] = (line.get("Type", "").rpartition("/")[2], target)
    return found


def _collect(
    block: Element,
    part: str,
    path: tuple[tuple[int, int, int], ...],
    tables: tuple[Element, ...],
    cells: tuple[Element, ...],
    found: list[Paragraph],
) -> None:
    """The paragraphs of a block, those in its tables and content controls included."""
    count = number = 0
    for child in inside(block, W + "p", W + "tbl"):
        if child.tag == W + "p":
            count += 1
            found.append(Paragraph(child, Place(part, path, count), tables, cells))
            continue
        number += 1
        within = (*tables, child)
        for r, row in enumerate(inside(child, W + "tr"), start=1):
            for c, cell in enumerate(inside(row, W + "tc"), start=1):
                _collect(cell, part, (*path, (number, r, c)), within, (*cells, cell), found)


def inside(block: Element, *tags: str) -> Iterator[Element]:
    """Children of these tags, those in content controls included: paragraphs, rows of a table, cells of a row."""
    for child in block:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from inside(child, *tags)
