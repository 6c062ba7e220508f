"""What two Word files have to have in common to be the same document.

`lines(data)` gives every part as lines to read and to compare: paragraphs with their properties, runs of equal look
joined, tables with grid and cells. Left out is what nobody sees or what both engines number in their own way: rsids,
proofing marks, ids of drawings, bookmarks and controls, the order inside properties (docxtpl writes some in an order
that the schema forbids), names of media: a picture is its digest, a link its address. Columns are compared by their
share of the table, and cells without their own widths: docxtpl leaves those of the template where columns or spans
change (`loose_cells` tells which cells do not fit their columns).
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from .words import NAMESPACES, SPACE, R, W

Element = etree._Element
_WP = f"{{{NAMESPACES['wp']}}}"
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items() if prefix != "w"}
_WORD_PART = re.compile(r"word/(document|header\w*|footer\w*|first|even|footnotes|endnotes|comments)\.xml")
_PROPERTIES = re.compile(r"(p|r|tc|tr|tbl|sdt|sect|tblPrEx)Pr|tblPrEx")
_UNSEEN = {f"{W}proofErr", f"{W}lastRenderedPageBreak"}
_OWN_NUMBERS = {f"{_WP}docPr": ("id", "name"), f"{{{NAMESPACES['pic']}}}cNvPr": ("id", "name")}
# An attribute left out means this value.
_DEFAULTS = {(f"{W}shd", f"{W}val"): "clear"} | {
    (f"{_WP}inline", side): "0" for side in ("distT", "distB", "distL", "distR")
}


def lines(data: bytes, leave: Sequence[str] = ()) -> list[str]:
    """The document, part by part without those to leave, in the normal form."""
    return list(_Package(data).lines(leave))


def differences(expected: bytes, found: bytes, leave: Sequence[str] = ()) -> list[str]:
    """The lines that differ, as a unified diff; none when both are the same document."""
    one, other = lines(expected, leave), lines(found, leave)
    return [] if one == other else list(difflib.unified_diff(one, other, "expected", "found", lineterm="", n=3))


def texts(data: bytes) -> list[str]:
    """The texts of all paragraphs, part by part, empty ones left out: for what is read, not how it looks."""
    found = []
    package = _Package(data)
    for name in package.word_parts():
        for paragraph in package.root(name).iter(f"{W}p"):
            pieces = (_text_of(node) for node in paragraph.iter() if _nearest(node, f"{W}p") is paragraph)
            if text := "".join(pieces).strip():
                found.append(text)
    return found


def loose_cells(data: bytes) -> list[str]:
    """Rows that have not as many columns as the table, and cells whose width is not that of their columns."""
    found = []
    package = _Package(data)
    for name in package.word_parts():
        for number, grid in enumerate(package.root(name).iter(f"{W}tblGrid"), start=1):
            widths = [int(column.get(f"{W}w", "0")) for column in grid]
            table = grid.getparent()
            assert table is not None
            for row in table.iter(f"{W}tr"):
                if next(row.iterancestors(f"{W}tbl")) is table:
                    found += [f"{name}, table {number}: {said}" for said in _loose(row, widths)]
    return found


def _loose(row: Element, widths: list[int]) -> Iterator[str]:
    place = _number(row, f"{W}trPr/{W}gridBefore", 0)
    for cell in (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row):
        span = _number(cell, f"{W}tcPr/{W}gridSpan", 1)
        room, width = sum(widths[place : place + span]), _number(cell, f"{W}tcPr/{W}tcW", 0, f"{W}w")
        if width and abs(room - width) > span:
            yield f"a cell of {width} in columns of {room}"
        place += span
    if place + _number(row, f"{W}trPr/{W}gridAfter", 0) != len(widths):
        yield f"{place} columns of {len(widths)}"


def _number(node: Element, path: str, default: int, attribute: str = f"{W}val") -> int:
    found = node.find(path)
    return default if found is None else int(found.get(attribute, default))


def _nearest(node: Element, tag: str) -> Element | None:
    return next(node.iterancestors(tag), None)


def _text_of(node: Element) -> str:
    if node.tag == f"{W}t":
        return _shown(node)
    return {f"{W}tab": "\t", f"{W}br": "\n"}.get(str(node.tag), "") if _nearest(node, f"{W}pPr") is None else ""


def _shown(node: Element) -> str:
    """A text as Word shows it: outer spaces count only where the file says so, line ends in it are spaces."""
    text = re.sub(r"[\n\r\t]", " ", node.text or "")
    return text if node.get(SPACE) == "preserve" else text.strip(" ")


class _Package:
    """One package: its parts as trees, its relations as what they lead to."""

    def __init__(self, data: bytes) -> None:
        self._files = zipfile.ZipFile(io.BytesIO(data))
        self._names = set(self._files.namelist())

    def root(self, name: str) -> Element:
        return etree.fromstring(self._files.read(name))

    def word_parts(self) -> list[str]:
        return sorted(name for name in self._names if _WORD_PART.fullmatch(name))

    def lines(self, leave: Sequence[str]) -> Iterator[str]:
        for name in sorted(self._names):
            if name.endswith(".xml") and name not in ("[Content_Types].xml", *leave):
                yield f"== {name}"
                yield from self._part(name)

    def _part(self, name: str) -> Iterator[str]:
        if _WORD_PART.fullmatch(name):
            root = self.root(name)
            yield from _Part(root, self._relations(name)).blocks(root, "")
        else:
            yield from _plain(self._files.read(name))

    def _relations(self, name: str) -> dict[str, str]:
        """Relation → what it leads to: an address, a picture's digest, or the name of a part compared itself."""
        folder, file = posixpath.split(name)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in self._names:
            return {}
        found = {}
        for one in self.root(relations):
            kind, target = one.get("Type", "").rsplit("/", 1)[-1], one.get("Target", "")
            if one.get("TargetMode") != "External":
                path = posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )
                target = path if path.endswith(".xml") else hashlib.sha256(self._files.read(path)).hexdigest()[:12]
            found[one.get("Id", "")] = f"{kind}:{target}"
        return found


class _Part:
    """The lines of one part of Word text."""

    def __init__(self, root: Element, relations: dict[str, str]) -> None:
        self._relations = relations
        starts = root.iter(f"{W}bookmarkStart")
        self._bookmarks = {one.get(f"{W}id"): one.get(f"{W}name") for one in starts}

    def blocks(self, parent: Element, indent: str) -> Iterator[str]:
        """Children of a block or an inline container, run after run joined when they look alike."""
        yield from self._stray(parent.text, indent)
        look: str | None = None
        text = ""
        for node in parent:
            if node.tag == f"{W}r":
                for kind, found, piece in self._run(node, indent):
                    if kind == "text" and found == look:
                        text += piece
                    else:
                        yield from _said(indent, look, text)
                        look, text = (found, piece) if kind == "text" else (None, "")
                        if kind == "line":
                            yield piece
            elif made := list(self._block(node, indent)):
                yield from _said(indent, look, text)
                look, text = None, ""
                yield from made
            if list(self._stray(node.tail, indent)):
                yield from _said(indent, look, text)
                look, text = None, ""
                yield from self._stray(node.tail, indent)
        yield from _said(indent, look, text)

    def _run(self, run: Element, indent: str) -> Iterator[tuple[str, str, str]]:
        """(“text”, look, text) or (“line”, look, line) for every thing in a run."""
        look = self._property(run.find(f"{W}rPr"))
        for node in run:
            if node.tag == f"{W}t":
                if shown := _shown(node):
                    yield "text", look, shown
                for lost in node:
                    yield "line", look, f"{indent}STRAY {_name(lost)} inside a text"
            elif node.tag == f"{W}instrText":
                if node.text:
                    yield "text", f"{look}code", node.text
            elif node.tag not in (f"{W}rPr", *_UNSEEN):
                first, *more = self._any(node, indent)
                yield "line", look, f"{first} {look}".rstrip()
                yield from (("line", look, line) for line in more)

    def _block(self, node: Element, indent: str) -> Iterator[str]:
        name = _name(node)
        if node.tag in _UNSEEN or isinstance(node, etree._Comment):
            return
        if name in ("bookmarkStart", "bookmarkEnd"):
            marked = self._bookmarks.get(node.get(f"{W}id"))
            if marked != "_GoBack":
                yield f"{indent}{name} {marked}"
            return
        if name == "tblGrid":
            yield f"{indent}columns {_shares(node)}"
            return
        if name == "a:avLst" and not len(node):
            return
        if _PROPERTIES.fullmatch(name):
            if said := self._property(node):
                yield f"{indent}{name}{said}"
            return
        yield from self._any(node, indent)

    def _any(self, node: Element, indent: str) -> Iterator[str]:
        yield f"{indent}{_name(node)}{self._attributes(node)}"
        if _hidden(node):
            yield f"{indent}  {self._property(node[0])}"
        else:
            yield from self.blocks(node, indent + "  ")

    def _property(self, node: Element | None) -> str:
        """Properties on one line, sorted; '' when there are none."""
        if node is None or not len(node):
            return ""
        own = sorted(self._one(child) for child in node if not _own_number(child) and child.tag != f"{W}tcW")
        return "{" + "; ".join(own) + "}" if own else ""

    def _one(self, node: Element) -> str:
        inner = sorted(self._one(child) for child in node)
        return _name(node) + self._attributes(node) + (f"({', '.join(inner)})" if inner else "")

    def _attributes(self, node: Element) -> str:
        values = {name: value for (tag, name), value in _DEFAULTS.items() if tag == node.tag}
        values |= {str(name): str(value) for name, value in node.attrib.items()}
        said = []
        for name, value in values.items():
            if _unseen_attribute(node, name):
                continue
            shown = self._relations.get(value, f"?{value}") if name.startswith(R) else re.sub(r"\s+", " ", value)
            said.append(f" {_short(name)}={shown}")
        return "".join(sorted(said))

    @staticmethod
    def _stray(text: str | None, indent: str) -> Iterator[str]:
        """Text where Word shows none: it is lost for the reader."""
        if text and text.strip():
            yield f"{indent}STRAY {text.strip()!r}"


def _said(indent: str, look: str | None, text: str) -> Iterator[str]:
    if text:
        yield f"{indent}{text!r} {look or ''}".rstrip()


def _shares(grid: Element) -> str:
    """The columns of a table in percent; no usual share lies where rounding could go both ways."""
    widths = [int(column.get(f"{W}w", "0")) for column in grid]
    return " ".join(str(int(width * 100 / (sum(widths) or 1) + 0.3)) for width in widths)


def _hidden(node: Element) -> bool:
    """A cell merged with the one above: what it holds is not shown."""
    merged = node.find(f"{W}tcPr/{W}vMerge") if node.tag == f"{W}tc" else None
    return merged is not None and merged.get(f"{W}val", "continue") == "continue"


def _own_number(node: Element) -> bool:
    """The number of a content control: each engine gives its own."""
    parent = node.getparent()
    return node.tag == f"{W}id" and parent is not None and parent.tag == f"{W}sdtPr"


def _unseen_attribute(node: Element, name: str) -> bool:
    return (
        name.startswith(f"{W}rsid")
        or name == SPACE
        or name in (f"{{{NAMESPACES['w14']}}}paraId", f"{{{NAMESPACES['w14']}}}textId")
        or name in _OWN_NUMBERS.get(str(node.tag), ())
    )


@functools.lru_cache(maxsize=64)
def _plain(part: bytes) -> list[str]:
    """Any other XML part: its elements with attributes and text; empty ones without attributes are as good as none."""
    root, found = etree.fromstring(part), []
    if root.tag == f"{W}numbering":  # lists are looked up by number
        root[:] = sorted(root, key=lambda one: (one.tag, int(one.get(f"{W}abstractNumId", one.get(f"{W}numId", "0")))))
    for node in root.iter():
        text = (node.text or "").strip()
        if isinstance(node.tag, str) and (text or node.attrib) and not str(node.tag).startswith(f"{W}rsid"):
            said = "".join(sorted(f" {_short(str(name))}={value}" for name, value in node.attrib.items()))
            found.append(f"  {_name(node)}{said} {text!r}" if text else f"  {_name(node)}{said}")
    return found


def _name(node: Element) -> str:
    return _short(str(node.tag))


def _short(name: str) -> str:
    uri, found, local = name[1:].rpartition("}")
    return f"{_PREFIXES[uri]}:{local}" if found and uri in _PREFIXES else local if found else name
