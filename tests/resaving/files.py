"""A Word file as its parts, to be changed one by one and put together again."""

from __future__ import annotations

import io
import random
import re
import zipfile
from typing import Any

from lxml import etree

Element = Any
MAIN_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN_NS}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{_R}}}"
_TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MAIN = "word/document.xml"
MAIN_RELS = "word/_rels/document.xml.rels"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class File:
    """The parts of a Word file, XML parts parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self.trees: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def tree(self, name: str) -> Element:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    @property
    def body(self) -> Element:
        return self.tree(MAIN).find(f"{W}body")

    def texts(self) -> list[Element]:
        """The roots of body, headers and footers."""
        names = [MAIN, *(name for name in self.parts if re.fullmatch(r"word/(header|footer)\w*\.xml", name))]
        return [self.tree(name) for name in names]

    def all(self, *tags: str) -> list[Element]:
        return [node for root in self.texts() for node in root.iter(*(W + tag for tag in tags))]

    def put(self, name: str, data: bytes | Element) -> None:
        self.trees.pop(name, None)
        self.parts[name] = data if isinstance(data, bytes) else etree.tostring(data)

    def part(self, name: str, kind: str, data: str, owner: str = MAIN_RELS) -> str:
        """Add a part with its content type and the relationship to it; the id of that."""
        self.put(name, data.encode())
        etree.SubElement(self.tree(_TYPES), f"{_CT}Override", PartName=f"/{name}", ContentType=_content_type(kind))
        rels = self.tree(owner)
        identifier = f"rIdNew{len(rels)}"
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        target = name.removeprefix("word/") if owner == MAIN_RELS else name
        etree.SubElement(rels, f"{_RELS}Relationship", Id=identifier, Type=base + kind, Target=target)
        return identifier

    def rename(self, old: str, new: str) -> None:
        """Another name for a part of the main document, wherever it is named."""
        self.parts[new] = self.parts.pop(old)
        if old in self.trees:
            self.trees[new] = self.trees.pop(old)
        for line in self.tree(_TYPES):
            if line.get("PartName") == f"/{old}":
                line.set("PartName", f"/{new}")
        for line in self.tree(MAIN_RELS):
            if f"word/{line.get('Target')}" == old:
                line.set("Target", new.removeprefix("word/"))

    def xml(self) -> dict[str, bytes]:
        return {**self.parts, **{name: etree.tostring(root) for name, root in self.trees.items()}}

    def bytes(self) -> bytes:
        return zipped(self.xml())


def zipped(parts: dict[str, bytes], rng: random.Random | None = None) -> bytes:
    """The parts as an archive; with `rng` in any order, of any date, packed more or less."""
    names = list(parts)
    if rng:
        rng.shuffle(names)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            year, method = 1980, zipfile.ZIP_DEFLATED
            if rng:
                year, method = rng.randint(1980, 2040), rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
            info = zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, parts[name])
    return out.getvalue()


def _content_type(kind: str) -> str:
    return {
        "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "customXml": "application/xml",
    }.get(kind, f"{_WORD_TYPE}.{kind}+xml")


def w(tag: str, **attributes: str) -> Element:
    """An element of the main namespace, its attributes too."""
    return etree.Element(W + tag, {W + name: value for name, value in attributes.items()}, nsmap={"w": MAIN_NS})


def holding(node: Element, *inside: Element) -> Element:
    """The element with others put into it."""
    node.extend(inside)
    return node


def extension(name: str) -> Element:
    """What newer versions of Word add to a picture."""
    drawing, newer = (
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.microsoft.com/office/drawing",
    )
    own = f'<a14:{name} xmlns:a14="{newer}/2010/main" val="0"/>'
    return etree.fromstring(f'<a:extLst xmlns:a="{drawing}"><a:ext uri="{{28A0092B}}">{own}</a:ext></a:extLst>')


def properties(node: Element, tag: str) -> Element:
    """The w:pPr, w:rPr… of an element, made when there is none."""
    found = node.find(W + tag)
    if found is None:
        found = w(tag)
        node.insert(0, found)
    return found
