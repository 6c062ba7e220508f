"""A whole Word file as a value: `{{p annex }}` takes its content with its styles, lists, pictures and links."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from qmsdocs.docx import fieldcodes, grafting, package, values, xml, zipping
from qmsdocs.docx.grafting import Graft
from qmsdocs.docx.package import Package
from qmsdocs.docx.stock import Stock
from qmsdocs.docx.tags import Tag
from qmsdocs.docx.xml import WP, Element, W
from qmsdocs.errors import QmsdocsError

if TYPE_CHECKING:
    from qmsdocs.docx.program import Program

_DECLARED = re.compile(rb' xmlns:(?:w|r|wp|a|pic)="[^"]*"')  # what every part declares by itself
_REQUIRES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"


class Subdocument:
    """The content of a Word file, from its path or its bytes, for the context of a template.

    Raises QmsdocsError when the file cannot be read.
    """

    def __init__(self, path_or_bytes: str | Path | bytes) -> None:
        self.shown, self.data = package.file_of(path_or_bytes)

    def __str__(self) -> str:
        return self.shown


def is_one(value: Any) -> bool:
    """Whether a value is a Subdocument, or docxtpl's Subdoc."""
    return isinstance(value, Subdocument) or hasattr(value, "subdocx")


class Annexes:
    """The Subdocuments of one document, and what its other parts take from them."""

    def __init__(self, program: Program, next_id: Callable[[], int]) -> None:
        self.program, self.next_id = program, next_id
        self._stock: Stock | None = None
        # By identity, which a value keeps while it is kept here.
        self._read: dict[int, tuple[Any, Graft, Element]] = {}

    def put(self, owner: str, value: Any, tag: Tag) -> bytes:
        """The blocks of a Subdocument for a tag of the part `owner`. Raises values.BadValue."""
        if tag.position != "xml" or tag.scope != "p":
            raise values.BadValue("value-xml-in-text", tag=tag.written)
        try:
            graft, root = self._graft(value)
        except (QmsdocsError, ValueError) as error:
            raise values.BadValue("value-not-docx", tag=tag.written, reason=_reason(error)) from None
        root = xml.parse(etree.tostring(root))  # a fresh copy, to be changed
        body = root.find(f"{W}body")
        for section in body.findall(f"{W}sectPr"):
            body.remove(section)
        for _, what in grafting.left_behind(body):
            raise values.BadValue("value-not-docx", tag=tag.written, reason=what)
        for text in body.iter(f"{W}t"):
            values.check(text.text or "", self.program.strict)
        graft.put([body], owner)
        for drawing in body.iter(f"{WP}docPr"):
            drawing.set("id", str(self.next_id()))
        prefixes = {prefix for choice in body.iter(_REQUIRES) for prefix in choice.get("Requires", "").split()}
        root.attrib.clear()
        etree.cleanup_namespaces(root, keep_ns_prefixes=sorted(prefixes))
        blocks = b"".join(etree.tostring(block, with_tail=False, encoding="utf-8") for block in body.iterchildren("*"))
        return _DECLARED.sub(b"", blocks)

    def changes(self) -> tuple[dict[str, bytes], set[str]]:
        """The parts that have other bytes or are new, and the names of those that go."""
        if self._stock is None:
            return {}, set()
        made = self._stock.finished()
        return {name: made.parts[name] for name in sorted(self._stock.changed)}, self._stock.dropped

    def _graft(self, value: Any) -> tuple[Graft, Element]:
        if id(value) not in self._read:
            guest, root = _guest(value)
            if any(fieldcodes.commands(root)):
                raise ValueError("DDE")
            if self._stock is None:
                self._stock = Stock(_package(self.program))
            self._read[id(value)] = (value, Graft(self._stock, guest, told=False), root)
        return self._read[id(value)][1:]


def _guest(value: Any) -> tuple[Package, Element]:
    """The package that a value's content refers to, and the tree of its document part."""
    if isinstance(value, Subdocument):
        guest = package.read(value.data, value.shown)
        return guest, xml.parse(guest.parts[guest.main])
    saved = io.BytesIO()  # docxtpl has put what its Subdoc refers to into the template that it was made with
    value.docx.save(saved)
    return package.read(saved.getvalue(), "Subdoc"), xml.parse(etree.tostring(value.subdocx.element))


def _package(program: Program) -> Package:
    """The package of a program; the parts that are rendered are empty in it."""
    parts = {part.name: b"" for part in program.parts}
    parts |= {record.name.decode(): zipping.content(record) for record in program.records}
    parts |= program.loose
    return Package(program.shown, parts, {}, package.types_of(parts[package.CONTENT_TYPES]))


def _reason(error: QmsdocsError | ValueError) -> str:
    return "; ".join(one.message() for one in error.problems) if isinstance(error, QmsdocsError) else str(error)
