"""A Word package that takes content of others and grows: parts, relationships, content types, bookmarks."""

from __future__ import annotations

import copy
import hashlib
import posixpath
from collections.abc import Iterable, Sequence

from lxml import etree
from markupsafe import escape

from qmsdocs.docx import package, places, preparing, xml, zipping
from qmsdocs.docx.package import Package, Relation
from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Location, Problem, QmsdocsError

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

StyleKey = tuple[str, str]  # type and name in lower case: what makes two styles the same


def related(source: Package, kind: str) -> str | None:
    """The part that the document part names as its styles, numbering, theme, settings…"""
    found = (one.target for one in source.relations(source.main) if one.type.rpartition("/")[2] == kind)
    return next((name for name in found if name in source.parts), None)


def read_styles(source: Package) -> preparing.Styles:
    """What the engine must know of a package's styles and lists. Raises QmsdocsError when they cannot be read."""
    names = [related(source, kind) for kind in ("styles", "numbering")]
    try:
        return preparing.read_styles(*(xml.parse(source.parts[name]) if name else None for name in names))
    except ValueError as error:
        raise QmsdocsError([Problem("template-unreadable", Location(source.shown), {"reason": error})]) from None


def style_name(style: Element) -> str:
    """The name that users see."""
    name = style.find(f"{W}name")
    return "" if name is None else str(name.get(f"{W}val", ""))


def style_key(style: Element) -> StyleKey:
    return style.get(f"{W}type", ""), style_name(style).lower()


def likeness(numbers: Element) -> bytes:
    """What makes two lists count and look alike, whatever they are called and whichever styles they belong to."""
    made = copy.deepcopy(numbers)
    made.attrib.clear()
    for node in list(made.iter(*(f"{W}{name}" for name in ("nsid", "tmpl", "pStyle", "rsid")))):
        node.getparent().remove(node)
    return bytes(etree.tostring(made, method="c14n", exclusive=True))


class Stock:
    """A package that takes content of others; `finished` gives it as it has grown."""

    def __init__(self, source: Package) -> None:
        self.package = Package(source.shown, dict(source.parts), dict(source.records), dict(source.types))
        self.main = source.main
        self.styles = self._root("styles")
        self.numbering = self._root("numbering")
        self.names = {style_key(style): style for style in self.styles.iter(f"{W}style")}
        self.style_ids = {style.get(f"{W}styleId", "").lower() for style in self.styles.iter(f"{W}style")}
        self.lists = {
            likeness(one): one.get(f"{W}abstractNumId") for one in self.numbering.iterchildren(f"{W}abstractNum")
        }
        self.notes: list[Problem] = []
        self.changed: set[str] = set()
        self._grown: set[str] = set()
        self.dropped: set[str] = set()
        self._relations: dict[str, list[Relation]] = {}
        self._types: dict[str, str] = {}  # part → content type, of those to be declared
        self._bookmarks: set[str] = set()
        self._last_bookmark = 0
        for data in source.parts.values():
            if b"bookmarkStart" in data:
                self._note_bookmarks(xml.parse(data))

    def _root(self, kind: str) -> Element:
        name = related(self.package, kind)
        return xml.fragment(f"<w:{kind}/>")[0] if name is None else xml.parse(self.package.parts[name])

    def _note_bookmarks(self, root: Element) -> None:
        for start in root.iter(f"{W}bookmarkStart"):
            self._bookmarks.add(start.get(f"{W}name", ""))
            self._last_bookmark = max(self._last_bookmark, int(start.get(f"{W}id") or 0))

    def add_style(self, style: Element) -> None:
        """Take a style whose name is not here yet."""
        self.styles.append(style)
        self.names[style_key(style)] = style
        self.style_ids.add(style.get(f"{W}styleId").lower())
        self._grown.add("styles")

    def add_number(self, made: Element, tag: str, key: str) -> str:
        """Take a num or an abstractNum under a fresh id, at its place in the schema's order; returns the id."""
        known = [int(one.get(f"{W}{key}")) for one in self.numbering.iterchildren(f"{W}{tag}")]
        number = str(max(known, default=0) + 1)
        made.set(f"{W}{key}", number)
        after = ("num", "numIdMacAtCleanup") if tag == "abstractNum" else ("numIdMacAtCleanup",)
        following = next(self.numbering.iterchildren(*(f"{W}{name}" for name in after)), None)
        self.numbering.insert(len(self.numbering) if following is None else self.numbering.index(following), made)
        self._grown.add("numbering")
        if tag == "abstractNum":
            self.lists.setdefault(likeness(made), number)
        return number

    def put(self, name: str, data: bytes) -> None:
        """Give a part other bytes, or add one."""
        self.package.parts[name] = data
        self.changed.add(name)

    def relate(self, owner: str, kind: str, target: str, external: bool = False) -> str:
        """The id of a relationship of a part, made when there is none like it."""
        lines = self.relations(owner)
        for one in lines:
            if (one.type, one.target, one.external) == (kind, target, external):
                return one.id
        number = next(n for n in range(1, len(lines) + 2) if all(one.id != f"rIdC{n}" for one in lines))
        lines.append(Relation(f"rIdC{number}", kind, target, external))
        self.changed.add(package.rels_name(owner))
        return lines[-1].id

    def relations(self, owner: str) -> list[Relation]:
        """The relationships of a part, to be changed only here."""
        if owner not in self._relations:
            self._relations[owner] = self.package.relations(owner)
        return self._relations[owner]

    def unrelate(self, owner: str, kinds: Sequence[str]) -> None:
        """Drop the relationships of these kinds, and the parts they lead to."""
        lines = self.relations(owner)
        for one in [one for one in lines if one.type.rpartition("/")[2] in kinds]:
            lines.remove(one)
            self.changed.add(package.rels_name(owner))
            for name in (one.target, package.rels_name(one.target)):
                self.package.parts.pop(name, None)
                self.package.types.pop(f"/{name}".lower(), None)
                self.dropped.add(name)

    def adopt(self, guest: Package, name: str, keep: bool = False) -> str:
        """Copy a part of another package with all that it leads to; returns the name it has here: its own when it is
        to `keep` that and the name is free, else one made of its content."""
        if name not in guest.parts:
            return name
        data, lines = guest.parts[name], guest.relations(name)
        digest = hashlib.sha256(_unmarked(data) + repr(lines).encode()).hexdigest()[:16]
        folder, file = posixpath.split(name)
        made = posixpath.join(folder, f"c{digest}{posixpath.splitext(file)[1]}")
        if keep and name not in self.package.parts:
            made = name
        if made not in self.package.parts:
            self.put(made, data)
            self._declare(made, guest.type_of(name))
            own = [one if one.external else _retargeted(one, self.adopt(guest, one.target)) for one in lines]
            if own:
                self._relations[made] = own
                self.changed.add(package.rels_name(made))
        return made

    def _declare(self, name: str, kind: str) -> None:
        if self.package.type_of(name) != kind:
            self.package.types[f"/{name}".lower()] = kind
            self._types[f"/{name}"] = kind

    def fresh_bookmark(self, name: str) -> tuple[str, str]:
        """(name, id) for a bookmark brought in."""
        number, made = 1, name
        while made in self._bookmarks:
            number, made = number + 1, f"{name}_{number}"
        self._bookmarks.add(made)
        self._last_bookmark += 1
        return made, str(self._last_bookmark)

    def finished(self) -> Package:
        """The package with all that was taken in, ready to be read or compiled."""
        if "styles" in self._grown:  # Word 2010's second copy of the styles, which would lack the new ones
            self.unrelate(self.main, ("stylesWithEffects",))
        for kind, root in (("styles", self.styles), ("numbering", self.numbering)):
            if kind in self._grown:
                name = related(self.package, kind) or f"word/{kind}.xml"
                self._declare(name, f"{_TYPE}.{kind}+xml")
                self.relate(self.main, f"{_OFFICE}/{kind}", name)
                self.put(name, (xml.DECLARATION + xml.serialize(root)).encode())
        for owner, lines in self._relations.items():
            if package.rels_name(owner) in self.changed:
                self.put(package.rels_name(owner), _relations(owner, lines))
        if self._types or self.dropped:
            self.put(package.CONTENT_TYPES, self._content_types())
        for name in self.changed & self.package.parts.keys():
            self.package.records[name] = zipping.record(name, _unmarked(self.package.parts[name]))
        return self.package

    def _content_types(self) -> bytes:
        root = xml.parse(self.package.parts[package.CONTENT_TYPES])
        for line in list(root):
            if line.get("PartName", "")[1:] in self.dropped:
                root.remove(line)
        for name, kind in self._types.items():
            etree.SubElement(root, root.tag.replace("Types", "Override"), PartName=name, ContentType=kind)
        return (xml.DECLARATION + xml.serialize(root)).encode()


def _retargeted(one: Relation, target: str) -> Relation:
    return Relation(one.id, one.type, target, one.external)


def _unmarked(data: bytes) -> bytes:
    """A part without the marks of places, as it is copied when no tag is in it."""
    if places.ORIGIN.encode() not in data:
        return data
    root = xml.parse(data)
    places.forget(root)
    return (xml.DECLARATION + xml.serialize(root)).encode()


def _relations(owner: str, lines: Iterable[Relation]) -> bytes:
    folder = posixpath.dirname(owner)
    made = []
    for one in lines:
        target = one.target if one.external else posixpath.relpath(one.target, folder or ".")
        mode = ' TargetMode="External"' if one.external else ""
        made.append(f'<Relationship Id="{escape(one.id)}" Type="{escape(one.type)}" Target="{escape(target)}"{mode}/>')
    opening = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{xml.DECLARATION}{opening}{''.join(made)}</Relationships>".encode()
