"""Automatic numbering by what it shows: the ids of lists and levels are counted anew whenever a file is saved."""

from __future__ import annotations

import re

from qmsdocs.docx.content.plain import of_property, plain
from qmsdocs.docx.xml import Element, W


class Numbering:
    """The lists of a file: what their levels look like, and which paragraphs count on in the same list."""

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        self._abstracts = _by_id(root, "abstractNum", "abstractNumId")
        self._lists = _by_id(root, "num", "numId")
        self._styles = _by_id(styles, "style", "styleId")
        self._recent: dict[str, list[str]] = {}  # definition → the lists that used it, the latest first

    def level(self, number: str, level: str, style: str) -> str:
        """What a level of a list looks like; '' when there is no such list. `style` is the id of the style of the
        paragraph: it chooses the level where the paragraph names none ('')."""
        levels = self._levels(number)
        if not level:
            of_style = (key for key, node in levels.items() if _val(node, "pStyle") == style)
            level = next(of_style, "0")
        if level not in levels:
            return ""
        shown = _val(levels[level], "lvlText")
        above = [levels[str(int(one) - 1)] for one in re.findall("%([1-9])", shown) if str(int(one) - 1) in levels]
        upper = " ".join(f"{_val(node, 'numFmt')}:{_val(node, 'start')}" for node in above)
        return f"{level} “{shown}” {upper} {self._starts(number, level)} {_told(levels[level])}"

    def place(self, number: str, definition: str) -> str:
        """Which of the lists of one look a paragraph counts on in: `mới` for the first of a list, else how many other
        lists were used since. Asked in the order of the document."""
        abstract = _val(self._lists.get(number), "abstractNumId")
        return " ".join(
            self._move_to_front(f"{kind} {definition}", one) for kind, one in (("n", number), ("a", abstract))
        )

    def _move_to_front(self, key: str, one: str) -> str:
        recent = self._recent.setdefault(key, [])
        found = str(recent.index(one)) if one in recent else "mới"
        if one in recent:
            recent.remove(one)
        recent.insert(0, one)
        return found

    def _levels(self, number: str) -> dict[str, Element]:
        node = self._lists.get(number)
        found = dict(_by_id(self._abstract(node), "lvl", "ilvl")) if node is not None else {}
        for override in node.iterchildren(W + "lvlOverride") if node is not None else ():
            level = override.find(W + "lvl")
            if level is not None:
                found[override.get(W + "ilvl", "0")] = level
        return found

    def _abstract(self, number: Element | None) -> Element | None:
        """The definition that a list follows, by way of a list style where there is one."""
        abstract = self._abstracts.get(_val(number, "abstractNumId"))
        link = _val(abstract, "numStyleLink")
        if not link or link not in self._styles:
            return abstract
        own = self._styles[link].find(f"{W}pPr/{W}numPr/{W}numId")
        linked = self._lists.get(own.get(W + "val", "")) if own is not None else None
        return self._abstracts.get(_val(linked, "abstractNumId"), abstract)

    def _starts(self, number: str, level: str) -> str:
        overrides = _by_id(self._lists[number], "lvlOverride", "ilvl")
        return _val(overrides.get(level), "startOverride")


def _by_id(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    return {node.get(W + key, "0"): node for node in root.iterchildren(W + tag)} if root is not None else {}


def _val(node: Element | None, tag: str) -> str:
    found = node.find(W + tag) if node is not None else None
    return found.get(W + "val", "") if found is not None else ""


def _told(level: Element) -> str:
    """The level without what ties it to a style, which the paragraphs say themselves, and without Word's defaults."""
    found = {
        child.tag: plain(child) if len(child) else of_property(child)
        for child in level.iterchildren("*")
        if child.tag not in (W + "pStyle", W + "lvlText", W + "legacy")
    }
    usual = {W + "lvlJc": "left", W + "suff": "tab"}
    return " ".join(
        f"{tag.rpartition('}')[2]}={value}" for tag, value in sorted(found.items()) if usual.get(tag) != value
    )
