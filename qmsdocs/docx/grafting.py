"""Content of one Word file put into another, with what it refers to: styles, lists, pictures, links, bookmarks.

Styles are the same when their names are; the receiving file's own win. A list brought in counts for itself. Whatever a
relationship leads to is copied under a name made of its content, so that the same bytes give the same file.
"""

from __future__ import annotations

import copy
import re
import zlib
from collections.abc import Iterable, Sequence

from lxml import etree

from qmsdocs.docx import looks, xml
from qmsdocs.docx.package import Package
from qmsdocs.docx.stock import Stock, likeness, related, style_key, style_name
from qmsdocs.docx.xml import Element, R, W
from qmsdocs.errors import Location, Problem

_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
# What stays behind in its own file, and what a user calls it.
_LEFT_BEHIND = {
    "footnoteReference": "cước chú", "endnoteReference": "chú thích cuối", "commentReference": "ghi chú",
    "altChunk": "tệp nhúng", "sectPr": "ngắt phần",
}  # fmt: skip
_REFERENCE = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK)\b")


def left_behind(block: Element) -> Iterable[tuple[Element, str]]:
    """(element, words) of what a block of content holds that no other file can take over."""
    for node in block.iter(*(f"{W}{name}" for name in _LEFT_BEHIND)):
        yield node, _LEFT_BEHIND[etree.QName(node).localname]


class Graft:
    """Content of one package (the guest) put into a stock, once or often. `told` notes the styles that differ."""

    def __init__(self, stock: Stock, guest: Package, told: bool = True) -> None:
        self.stock, self.guest, self.told = stock, guest, told
        self._links = {one.id: one for one in guest.relations(guest.main)}
        styles, numbering = (related(guest, kind) for kind in ("styles", "numbering"))
        root = xml.parse(guest.parts[styles]) if styles else etree.Element("none")
        self._styles = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
        lists = xml.parse(guest.parts[numbering]) if numbering else etree.Element("none")
        self._lists = {one.get(f"{W}abstractNumId"): one for one in lists.iter(f"{W}abstractNum")}
        self._numbers = {one.get(f"{W}numId"): one for one in lists.iter(f"{W}num") if _list_of(one) in self._lists}
        self._of_styles = {_number_of(style): key for key, style in self._styles.items()}
        self._ids: dict[str, str] = {}  # of styles: the guest's → the stock's
        self._copied: set[str] = set()  # the guest's ids of styles that the stock did not have
        self._kept: dict[str, str] = {}  # numbers and lists that styles use: the guest's → the stock's
        self._fresh: dict[str, str] = {}  # those of the content that was put in last

    def put(self, blocks: Sequence[Element], owner: str) -> None:
        """Make blocks of the guest's document part fit into a part of the stock."""
        self._fresh = {}
        for block in blocks:
            self.restyle(block)
            for node in block.iter("*"):
                for key, value in node.attrib.items():
                    if key.startswith(R) and value in self._links:
                        one = self._links[value]
                        target = one.target if one.external else self.stock.adopt(self.guest, one.target)
                        node.set(key, self.stock.relate(owner, one.type, target, one.external))
        self._rename_bookmarks(blocks)

    def restyle(self, root: Element) -> None:
        """Give the paragraphs, runs, tables and lists of a tree the ids that their styles and numbers have here."""
        for node in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
            node.set(f"{W}val", self.style(node.get(f"{W}val", "")))
        for node in root.iter(f"{W}numId"):
            node.set(f"{W}val", self._number(node.get(f"{W}val", "")))

    def bring_styles(self) -> None:
        """Bring every style of the guest, used or not."""
        for key in self._styles:
            self.style(key)

    def style(self, old: str) -> str:
        """The stock's id of a style of the guest: of its own style of that name, or of the copy made now."""
        if old in self._ids or old not in self._styles:
            return self._ids.get(old, old)
        style = self._styles[old]
        own = self.stock.names.get(style_key(style))
        if own is not None:
            self._ids[old] = own.get(f"{W}styleId")
            self._compare(style, own)
        else:
            self._ids[old] = next(made for made in _ids_like(old) if made.lower() not in self.stock.style_ids)
            self._copied.add(old)
            self._copy_style(style)
        return self._ids[old]

    def _compare(self, style: Element, own: Element) -> None:
        found = looks.differences(style, own) if self.told else []
        if found:
            where = Location(self.guest.shown, inside=f"kiểu “{style_name(style)}”")
            words = {"style": style_name(own), "what": ", ".join(found), "template": self.stock.package.shown}
            self.stock.notes.append(Problem("part-style-differs", where, words))

    def _copy_style(self, style: Element) -> None:
        made = copy.deepcopy(style)
        made.set(f"{W}styleId", self._ids[style.get(f"{W}styleId")])
        made.attrib.pop(f"{W}default", None)
        self.stock.add_style(made)
        for reference in list(made.iterchildren(f"{W}basedOn", f"{W}next", f"{W}link")):
            if reference.get(f"{W}val") in self._styles:
                reference.set(f"{W}val", self.style(reference.get(f"{W}val")))
            else:  # to a style that is not even in its own file
                made.remove(reference)
        for number in made.iter(f"{W}numId"):
            number.set(f"{W}val", self._copy_number(number.get(f"{W}val", ""), self._kept))

    def _number(self, old: str) -> str:
        """The stock's number for a list that content uses: that of the style it belongs to, or one of its own."""
        if old in self._of_styles and old in self._numbers:
            style = self._of_styles[old]
            self.style(style)
            if number := _number_of(self.stock.names[style_key(self._styles[style])]):
                return number
        return self._copy_number(old, self._fresh)

    def _copy_number(self, old: str, made: dict[str, str]) -> str:
        """A copy of a numbering instance; `made` remembers the copies of numbers, and of the lists behind them."""
        if old not in self._numbers:
            return "0"
        if old not in made:
            number = copy.deepcopy(self._numbers[old])
            made[old] = self.stock.add_number(number, "num", "numId")
            source = self._lists[_list_of(number)]
            own = self.stock.lists.get(likeness(source)) if made is self._fresh else None
            if own is not None:
                _restart(number, source)
            number.find(f"{W}abstractNumId").set(f"{W}val", own or self._copy_list(source, made))
        return made[old]

    def _copy_list(self, source: Element, made: dict[str, str]) -> str:
        key = f"list {source.get(f'{W}abstractNumId')}"
        if key not in made:
            found = copy.deepcopy(source)
            made[key] = self.stock.add_number(found, "abstractNum", "abstractNumId")
            for serial in found.iterchildren(f"{W}nsid"):  # Word takes lists of one serial number for one list
                serial.set(f"{W}val", _serial(serial.get(f"{W}val"), made[key]))
            for picture in list(found.iter(f"{W}lvlPicBulletId")):
                picture.getparent().remove(picture)
            for link in found.iterchildren(f"{W}styleLink", f"{W}numStyleLink"):
                link.set(f"{W}val", self.style(link.get(f"{W}val")))
            for link in list(found.iterfind(f"{W}lvl/{W}pStyle")):
                if link.get(f"{W}val") in self._copied:
                    link.set(f"{W}val", self._ids[link.get(f"{W}val")])
                else:  # the style of that level is the stock's, and numbered by the stock's list
                    link.getparent().remove(link)
        return made[key]

    def _rename_bookmarks(self, blocks: Sequence[Element]) -> None:
        names: dict[str, str] = {}
        ids: dict[str, str] = {}
        for block in blocks:
            for start in list(block.iter(f"{W}bookmarkStart")):
                old = start.get(f"{W}name", "")
                if old == "_GoBack":  # where Word's cursor stood
                    xml.remove(start)
                    continue
                names[old], ids[start.get(f"{W}id")] = made, number = self.stock.fresh_bookmark(old)
                start.set(f"{W}name", made)
                start.set(f"{W}id", number)
        renamed = {old: made for old, made in names.items() if old != made}
        for block in blocks:
            for end in list(block.iter(f"{W}bookmarkEnd")):
                if end.get(f"{W}id") in ids:
                    end.set(f"{W}id", ids[end.get(f"{W}id")])
                else:
                    xml.remove(end)
            for link in block.iter(f"{W}hyperlink"):
                if link.get(f"{W}anchor") in renamed:
                    link.set(f"{W}anchor", renamed[link.get(f"{W}anchor")])
            for code in block.iter(f"{W}instrText"):
                code.text = _renamed(code.text or "", renamed)
            for simple in block.iter(f"{W}fldSimple"):
                simple.set(f"{W}instr", _renamed(simple.get(f"{W}instr", ""), renamed))


def _renamed(code: str, names: dict[str, str]) -> str:
    if names and _REFERENCE.search(code):
        return re.sub(r"\w+", lambda match: names.get(match[0], match[0]), code)
    return code


def _ids_like(old: str) -> Iterable[str]:
    yield old
    number = 1
    while True:
        yield f"{old}{number}"
        number += 1


def _number_of(style: Element) -> str:
    number = style.find(f"{W}pPr/{W}numPr/{W}numId")
    return "" if number is None else str(number.get(f"{W}val", ""))


def _list_of(number: Element) -> str:
    kept = number.find(f"{W}abstractNumId")
    return "" if kept is None else str(kept.get(f"{W}val", ""))


def _restart(number: Element, source: Element) -> None:
    """Let a number count from its beginning, though other numbers share its list."""
    if not any(one.get(f"{W}ilvl") == "0" for one in number.iterchildren(f"{W}lvlOverride")):
        start = source.find(f"{W}lvl[@{W}ilvl='0']/{W}start")
        override = etree.SubElement(number, f"{W}lvlOverride", {f"{W}ilvl": "0"})
        value = "1" if start is None else start.get(f"{W}val")
        etree.SubElement(override, f"{W}startOverride", {f"{W}val": value})


def _serial(old: str, number: str) -> str:
    return f"{zlib.crc32(f'{old} {number}'.encode()):08X}"


def with_namespaces(root: Element, guest: Element) -> Element:
    """The root of a part, knowing the prefixes that content of the guest's root uses and calls ignorable."""
    missing = {prefix: uri for prefix, uri in guest.nsmap.items() if prefix and prefix not in root.nsmap}
    made = root
    if missing:
        made = etree.Element(root.tag, dict(root.attrib), {**missing, **root.nsmap})
        made[:] = list(root)
    own = made.get(_IGNORABLE, "").split()
    more = [one for one in guest.get(_IGNORABLE, "").split() if made.nsmap.get(one) == guest.nsmap.get(one)]
    if more:
        made.set(_IGNORABLE, " ".join(dict.fromkeys([*own, *more])))
    return made
