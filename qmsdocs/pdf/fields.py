"""The fields of a Word document, so far as a converter would print something else than the document says.

Dates keep the words that are stored; page numbers are counted anew. A field is opened by taking its marks and its code
away: what it printed last stays as plain text, and fields inside it live on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qmsdocs.docx import xml
from qmsdocs.docx.xml import Element, W

# What changes with the day, the name of the file or the user who converts it.
FLEETING = {
    "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "FILENAME", "FILESIZE", "USERNAME",
    "USERINITIALS", "USERADDRESS", "LASTSAVEDBY", "REVNUM", "TEMPLATE",
}  # fmt: skip
REFERENCES = {"REF", "PAGEREF"}
_MARK, _CODE, _TEXTS = f"{W}fldChar", f"{W}instrText", (f"{W}t", f"{W}tab")
_SIMPLE = f"{W}fldSimple"


@dataclass
class Field:
    """A field: the elements that are its own, the texts it printed, the fields inside it."""

    own: list[Element]
    code: str = ""
    printed: list[Element] = field(default_factory=list)
    inside: list[Field] = field(default_factory=list)
    in_code: bool = True

    @property
    def words(self) -> list[str]:
        return self.code.split() or [""]

    @property
    def name(self) -> str:
        return self.words[0].upper()

    @property
    def bookmark(self) -> str:
        """The bookmark that a reference names, as Word compares names; '' for none."""
        return self.words[1].casefold() if self.name in REFERENCES and len(self.words) > 1 else ""

    def holds(self, name: str) -> bool:
        """Whether a field of that name is inside, at any depth."""
        return any(one.name == name or one.holds(name) for one in self.inside)


def fields(root: Element) -> Iterator[Field]:
    """Every field of a part that is closed, the inner before the outer."""
    stack: list[Field] = []
    for node in root.iter(_MARK, _CODE, _SIMPLE, *_TEXTS):
        kind = node.get(f"{W}fldCharType")
        if node.tag == _SIMPLE:
            one = Field([node], node.get(f"{W}instr", ""))
            _put_inside(stack, one)
            yield one
        elif kind == "begin":
            stack.append(Field([node]))
        elif stack and node.tag in _TEXTS:
            for outer in stack:
                outer.printed += [] if outer.in_code else [node]
        elif stack:
            stack[-1].own.append(node)
            stack[-1].code += node.text or "" if node.tag == _CODE and stack[-1].in_code else ""
            stack[-1].in_code &= kind != "separate"
            if kind == "end":
                one = stack.pop()
                _put_inside(stack, one)
                yield one


def _put_inside(stack: list[Field], one: Field) -> None:
    if stack:
        stack[-1].inside.append(one)


def open_field(one: Field) -> None:
    """Leave what the field printed last, as plain text."""
    for node in one.own:
        if node.tag == _SIMPLE:
            for child in list(node):
                node.addprevious(child)
        xml.remove(node)


def write_result(one: Field, text: str) -> None:
    """Leave `text` where the field printed."""
    for node in one.printed:
        xml.remove(node)
    last = one.own[-1]
    run = last.getparent().makeelement(f"{W}r", {}) if last.tag == _SIMPLE else last.getparent()
    word = run.makeelement(f"{W}t", {})
    word.text = text
    if last.tag == _SIMPLE:
        for child in list(last):
            last.remove(child)
        run.append(word)
        last.append(run)
    else:
        last.addprevious(word)
    open_field(one)


def bookmarks(roots: Iterable[Element]) -> set[str]:
    """The names of all bookmarks, as Word compares them."""
    return {node.get(f"{W}name", "").casefold() for root in roots for node in root.iter(f"{W}bookmarkStart")}
