"""The copy of a Word file that a converter gets: what it would print wrongly is set right in it; the file stays.

* Fields that change with the day, the file name or the user become the words they printed last: a converter would print
  today's date into a decision of 2008.
* A contents list with page numbers is opened where the converter prints a list as it was stored: LibreOffice counts
  page references anew everywhere but inside a contents list (measured with 7.4).
* A reference to a bookmark that is gone keeps its last words, and is told; it would print an error into the page.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from qmsdocs.docx import package, xml, zipping
from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Location, Problem
from qmsdocs.pdf import fields

_LIVING = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_FACES = re.compile(rb'(?:w:(?:ascii|hAnsi|cs|eastAsia)|typeface|w:font w:name|w:sym w:font)="([^"]+)"')
_MODIFIED = re.compile(r"<dcterms:modified[^>]*>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)")
_UNDATED = "20000101000000"
_SIZES = (f"{W}sz", f"{W}szCs")


@dataclass(frozen=True)
class Prepared:
    """A copy ready for a converter, and what its PDF must show.

    `first_line` are the words of the document's first line of text, `faces` the fonts it names, `made` when it was
    last changed (14 digits), `problems` warnings about it.
    """

    data: bytes
    first_line: tuple[str, ...]
    faces: frozenset[str]
    made: str
    problems: tuple[Problem, ...] = ()


def prepare(data: bytes, shown: str, open_contents: bool) -> Prepared:
    """The copy of a Word file to convert. Raises ValueError, with the reason, when it cannot be read as one."""
    word = package.unpack(data, shown)
    roots = {name: xml.parse(word.parts[name]) for name in word.parts if word.type_of(name).endswith(_LIVING)}
    document = roots[word.main]
    known = fields.bookmarks(roots.values())
    lost: list[str] = []
    changed = {}
    for name, root in roots.items():
        opened = list(_to_open(root, known, open_contents, lost))
        for one in opened:
            fields.open_field(one)
        if opened:
            changed[name] = root
    problems = [Problem("pdf-lost-reference", Location(shown), {"bookmark": name}) for name in dict.fromkeys(lost)]
    return Prepared(
        _repacked(word, changed) if changed else data,
        first_line(document),
        frozenset(face.decode() for part in word.parts.values() for face in _FACES.findall(part)),
        _made(word),
        tuple(problems),
    )


def _to_open(root: Element, known: set[str], contents: bool, lost: list[str]) -> Iterator[fields.Field]:
    for one in fields.fields(root):
        gone = one.bookmark not in known if one.bookmark else False
        if gone:
            lost.append(one.words[1])
        if gone or one.name in fields.FLEETING or (contents and one.name == "TOC" and one.holds("PAGEREF")):
            yield one


def first_line(document: Element) -> tuple[str, ...]:
    """The words of the first paragraph that shows any, in the order of the file."""
    for paragraph in document.iter(f"{W}p"):
        text = "".join(_shown(paragraph)).split()
        words = tuple(word for word in text if any(map(str.isalnum, word)))
        if words:
            return words
    return ()


def _shown(paragraph: Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br"):
        run = node.getparent()
        hidden = run.find(f"{W}rPr/{W}vanish") is not None
        inner = xml.ancestor(node, f"{W}p") is not paragraph  # the text of a box, which may stand elsewhere
        if not hidden and not inner:
            yield node.text or "" if node.tag == f"{W}t" else " "


def number_references(data: bytes, pages: dict[str, int]) -> bytes:
    """The copy with every page reference replaced by the page of its bookmark (names as Word compares them).

    Raises ValueError when the pages do not count from 1 to the end in figures: the number printed is then another.
    """
    word = package.unpack(data, "")
    root = xml.parse(word.parts[word.main])
    found = [one for one in fields.fields(root) if one.name == "PAGEREF" and one.bookmark in pages]
    if not found:
        return data
    for number, section in enumerate(root.iter(f"{W}sectPr")):
        for kind in section.iter(f"{W}pgNumType"):
            start = kind.get(f"{W}start")
            if kind.get(f"{W}fmt", "decimal") != "decimal" or (start is not None and (number or start != "1")):
                raise ValueError("page numbers")
    for one in found:
        fields.write_result(one, str(pages[one.bookmark]))
    return _repacked(word, {word.main: root})


def sizes_into_styles(data: bytes) -> bytes:
    """The copy with the document's own size of letters written into the paragraph styles all others are based on.

    Nothing changes by it, save where a converter lets that size override the paragraph styles in tables. A document
    whose table styles set sizes stays as it is: they would no longer prevail.
    """
    word = package.unpack(data, "")
    name = next((one.target for one in word.relations(word.main) if one.type.endswith("/styles")), "")
    root = xml.parse(word.parts[name]) if name in word.parts else None
    own = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
    sizes = [node for node in own if node.tag in _SIZES] if own is not None else []
    if root is None or not sizes or root.find(f"{W}style[@{W}type='table']//{W}sz") is not None:
        return data
    for style in root.iterfind(f"{W}style[@{W}type='paragraph']"):
        if style.find(f"{W}basedOn") is None:
            _give_sizes(style, sizes)
    for size in sizes:
        xml.remove(size)
    return _repacked(word, {name: root})


def _give_sizes(style: Element, sizes: list[Element]) -> None:
    looks = style.find(f"{W}rPr")
    if looks is None:
        looks = style.makeelement(f"{W}rPr", {})
        style.append(looks)
    for size in sizes:
        if looks.find(size.tag) is None:
            looks.append(copy.copy(size))


def _repacked(word: package.Package, changed: dict[str, Element]) -> bytes:
    """The Word file again, with these parts written anew and the others as they stood."""
    records = [
        zipping.record(name, (xml.DECLARATION + xml.serialize(changed[name])).encode()) if name in changed else record
        for name, record in word.records.items()
    ]
    return zipping.archive(b"", b"", 0, records)


def _made(word: package.Package) -> str:
    core = next(word.named("core-properties+xml"), "")
    match = _MODIFIED.search(word.parts[core].decode(errors="replace")) if core else None
    return "".join(match.groups()) if match else _UNDATED
