"""XML of a Word package: names, a parser that trusts nobody, and text that is as short as it can be."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = Any  # lxml's element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
XML = "{http://www.w3.org/XML/1998/namespace}"

NAMESPACES = {
    "w": W[1:-1],
    "r": R[1:-1],
    "wp": WP[1:-1],
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
MAX_BYTES = 32_000_000  # of one part
MAX_TAGS = 1_000_000
_ENCODINGS = (None, "UTF-8", "utf-8", "UTF-16", "utf-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "us-ascii", "ASCII")
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class TooLargeError(ValueError):
    """More XML than a document can need."""


def qn(name: str) -> str:
    """`w:p` → lxml's name of it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def parse(data: bytes) -> Element:
    """The root element. Raises ValueError for XML that is broken, or brings a document type (entities)."""
    if len(data) > MAX_BYTES or data.count(b"<") > MAX_TAGS:
        raise TooLargeError(f"> {MAX_BYTES} byte, > {MAX_TAGS} <…>")
    if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:200] else data):
        raise ValueError("DOCTYPE")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    if root.getroottree().docinfo.encoding not in _ENCODINGS:
        raise ValueError(f"encoding {root.getroottree().docinfo.encoding}")
    return root


def fragment(text: str) -> Element:
    """A fragment of WordprocessingML under a root that declares the usual prefixes. Raises ValueError."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return parse(f"<fragment{declared}>{text}</fragment>".encode())


def serialize(root: Element) -> str:
    """The element as text, without a declaration and without what follows it."""
    return str(etree.tostring(root, encoding="unicode", with_tail=False))


def ancestor(node: Element, *tags: str) -> Element | None:
    """The nearest element above that has one of the tags."""
    return next(node.iterancestors(*tags), None)


def first(node: Element, tag: str) -> Element | None:
    """The first child, if it has that tag: where the schema puts the properties of runs and paragraphs."""
    child = next(iter(node), None)  # len() would count all children
    return child if child is not None and child.tag == tag else None


def remove(node: Element) -> None:
    """Take an element out and leave the text after it in place."""
    keep_tail(node)
    node.getparent().remove(node)


def keep_tail(node: Element) -> None:
    """Move the text after an element to what stands before it."""
    if node.tail:
        before, parent = node.getprevious(), node.getparent()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
        node.tail = None


def put_before(node: Element, text: str) -> None:
    """Insert text directly before an element."""
    before, parent = node.getprevious(), node.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
