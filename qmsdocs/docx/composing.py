"""A template put together from parts: `{%p include "letterhead" %}`, `{%tr include "rows" %}`, `{%p extends "base" %}`.

A part is a Word file of its own in templates/parts, found in the nearest layer that has it; what it refers to comes
along. All this happens before a template is compiled, so that a part costs nothing when documents are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qmsdocs.docx import asking, basing, grafting, healing, package, places, xml
from qmsdocs.docx.asking import Ask
from qmsdocs.docx.grafting import Graft
from qmsdocs.docx.package import Package
from qmsdocs.docx.places import Place
from qmsdocs.docx.preparing import ENDS_WITH_PARAGRAPH
from qmsdocs.docx.stock import Stock, read_styles
from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Location, Problem, QmsdocsError, nearest

Found = tuple[str, bytes]
Wanted = Literal["all", "body", "frame"]  # which parts of a package are to be put together

MAX_BYTES = 10_000_000  # of all that is included, at all depths: parts may include parts, each ten times the next
_RUNNING, _NOTES = ("header+xml", "footer+xml"), ("footnotes+xml", "endnotes+xml")


@dataclass(frozen=True)
class Parts:
    """Where parts are: `find("parts/letterhead.docx")` gives its shown name and bytes; `names` lists all there are."""

    find: Callable[[str], Found | None]
    names: Callable[[], Iterable[str]] = tuple


@dataclass
class Composed:
    """A template with its parts in it; what went wrong, what is worth saying, and the names of the parts' files."""

    package: Package
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    sources: tuple[str, ...] = ()


def compose(source: Package, parts: Parts | None) -> Composed:
    """The template with every part that it asks for, with its styles, lists, pictures and links.

    Raises QmsdocsError when the template's own XML is broken.
    """
    if parts is None:
        return Composed(source)
    composer = _Composer(parts)
    try:
        made = composer.expand(source, (), "all")
    except ValueError as error:
        raise QmsdocsError([Problem("template-unreadable", Location(source.shown), {"reason": error})]) from None
    return Composed(made, composer.problems, composer.notes, tuple(composer.sources))


class _Composer:
    """What is read and found wrong while one template is put together."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.sources: dict[str, None] = {}
        self._opened: dict[tuple[str, Wanted], Package | None] = {}
        self._taken = 0

    def expand(self, source: Package, chain: tuple[str, ...], wanted: Wanted) -> Package:
        """The package with its parts put in. `chain` are the parts that led to it, one asking for the next."""
        if not any(asking.may_ask(source.parts[name]) for name in _stories(source, "all")):
            return source
        stock = Stock(self._extended(source, chain))
        grafts: dict[str, Graft] = {}
        for name in list(_stories(stock.package, wanted)):
            if asking.may_ask(stock.package.parts[name]):
                self._fill(stock, name, chain, grafts)
        self.notes.extend(one for one in stock.notes if one not in self.notes)
        return stock.finished()

    def _extended(self, source: Package, chain: tuple[str, ...]) -> Package:
        """The package in the frame of the base that its body asks for."""
        root = _tree(source, source.main)
        ask = next((one for one in asking.find(source, source.main, root) if one.verb == "extends"), None)
        if ask is None:
            return source
        places.mark(root, "")
        base = self._open(ask, chain, source, "frame") if self._is_right(ask, source) else None
        if base is None:
            ask.silence()
        else:
            _put(ask.target, [])
        made = Stock(source)
        made.put(source.main, _data(root))
        return made.finished() if base is None else basing.extend(made.finished(), base)

    def _fill(self, stock: Stock, name: str, chain: tuple[str, ...], grafts: dict[str, Graft]) -> None:
        """Put the parts into one story, the last first, so that what follows each is settled."""
        source = stock.package
        root = _tree(source, name)
        asks = list(asking.find(source, name, root))
        places.mark(root, places.part_words(name, source.type_of(name)))
        opened = [self._open(ask, chain, source, "body") if self._is_right(ask, source, True) else None for ask in asks]
        for ask, part in reversed(list(zip(asks, opened, strict=True))):
            tree = None if part is None else _tree(part, part.main)
            blocks = [] if tree is None else _rows(tree) if ask.tag.scope == "tr" else _blocks(tree)
            if tree is None or part is None:
                ask.silence()
            elif ask.tag.scope == "tr" and not blocks:
                self._tell("part-without-rows", ask, source, name=ask.name)
                ask.silence()
            else:
                healing.clean(tree)
                places.mark(tree, "", part.shown)
                root = grafting.with_namespaces(root, tree)
                if ask.name not in grafts:
                    grafts[ask.name] = Graft(stock, part)
                grafts[ask.name].put(blocks, name)
                _put(ask.target, blocks)
        stock.put(name, _data(root))

    def _is_right(self, ask: Ask, source: Package, based: bool = False) -> bool:
        """Whether a tag asks for a part the way it can be given; tells what is wrong. `based` when a base is taken."""
        scopes = ("p", "tr") if ask.verb == "include" else ("p",)
        if not ask.name or ask.tag.scope not in scopes or (ask.verb == "extends" and based):
            self._tell("part-tag-form", ask, source)
        elif ask.target is None:
            where = "đoạn văn" if ask.tag.scope == "p" else "hàng của bảng"
            self._tell("template-tag-place", ask, source, where=where)
        elif lost := " ".join(asking.beside(ask.target, ask.tag.written)):
            self._tell("template-text-beside", ask, source, text=lost[:40])
        else:
            return True
        return False

    def _open(self, ask: Ask, chain: tuple[str, ...], source: Package, wanted: Wanted) -> Package | None:
        """The part that a tag asks for, with its own parts in it; None with the reason told."""
        if ask.name in chain:
            self._tell("part-cycle", ask, source, chain=" → ".join([*chain[chain.index(ask.name) :], ask.name]))
            return None
        made = self._find(ask, chain, source, wanted)
        before, size = self._taken, 0 if made is None else len(made.parts[made.main])
        self._taken += size
        if before <= MAX_BYTES < self._taken:
            self._tell("template-too-much", ask, source, reason=f"> {MAX_BYTES} byte")
        return made if self._taken <= MAX_BYTES else None

    def _find(self, ask: Ask, chain: tuple[str, ...], source: Package, wanted: Wanted) -> Package | None:
        if (ask.name, wanted) not in self._opened:
            try:
                found = self.parts.find(f"parts/{ask.name}.docx")
            except QmsdocsError as error:
                self.problems.extend(error.problems)
                return None
            if found is None:
                near = nearest(ask.name, self.parts.names())
                self._tell("part-missing", ask, source, name=ask.name, near=near or "—")
                return None
            self._opened[ask.name, wanted] = self._read(*found, (*chain, ask.name), wanted)
        return self._opened[ask.name, wanted]

    def _read(self, shown: str, data: bytes, chain: tuple[str, ...], wanted: Wanted) -> Package | None:
        self.sources[shown] = None
        try:
            read = package.read(data, shown)
            tree = xml.parse(read.parts[read.main])
            read_styles(read)
        except QmsdocsError as error:
            self.problems.extend(error.problems)
            return None
        except ValueError as error:
            self.problems.append(Problem("template-unreadable", Location(shown), {"reason": error}))
            return None
        if wanted == "body":
            found = places.find(tree, "")
            for block in _blocks(tree):
                for node, what in grafting.left_behind(block):
                    place = found.get(xml.ancestor(node, f"{W}p"), Place(""))
                    self.problems.append(Problem("part-unsupported", place.at(shown), {"what": what}))
        return self.expand(read, chain, wanted)

    def _tell(self, code: str, ask: Ask, source: Package, **words: object) -> None:
        self.problems.append(Problem(code, ask.place.at(source.shown), {"tag": ask.tag.written, **words}))


def _stories(source: Package, wanted: Wanted) -> Iterator[str]:
    """The parts whose tags may ask for others."""
    if wanted != "frame":
        yield source.main
    if wanted != "body":
        for ending in _RUNNING if wanted == "frame" else (*_RUNNING, *_NOTES):
            yield from source.named(ending)


def _tree(source: Package, name: str) -> Element:
    """A story with its split tags joined."""
    root = xml.parse(source.parts[name])
    healing.clean(root, keep_ids=True)
    healing.heal(root)
    return root


def _data(root: Element) -> bytes:
    return (xml.DECLARATION + xml.serialize(root)).encode()


def _blocks(root: Element) -> list[Element]:
    """The content of a body, without its page set-up."""
    return [block for block in root.find(f"{W}body").iterchildren("*") if block.tag != f"{W}sectPr"]


def _rows(root: Element) -> list[Element]:
    """The rows of the first table."""
    table = next(root.iter(f"{W}tbl"), None)
    if table is None:
        return []
    return [row for row in table.iterchildren("*") if row.tag not in (f"{W}tblPr", f"{W}tblGrid")]


def _put(target: Element, blocks: Sequence[Element]) -> None:
    """Put blocks in the place of an element. Tables never touch, or Word would take two for one; a cell or header ends
    with a paragraph; the empty paragraph that Word keeps behind a last table is not wanted elsewhere."""
    parent, before, after = target.getparent(), target.getprevious(), target.getnext()
    made = list(blocks)
    behind = made.pop() if len(made) > 1 and _is_table(made[-2]) and _is_blank(made[-1]) else None
    if made and _is_table(made[0]) and _is_table(before):
        made.insert(0, target.makeelement(f"{W}p"))
    last = made[-1] if made else before
    ends = parent.tag in ENDS_WITH_PARAGRAPH and after is None
    if (_is_table(last) and (ends or _is_table(after))) or (ends and last is None):
        made.append(target.makeelement(f"{W}p") if behind is None else behind)
    place = parent.index(target)
    parent.remove(target)
    parent[place:place] = made


def _is_table(node: Element | None) -> bool:
    return node is not None and node.tag == f"{W}tbl"


def _is_blank(block: Element) -> bool:
    """Whether a block is a paragraph without anything in it."""
    return block.tag == f"{W}p" and all(
        child.tag == f"{W}pPr" or (child.tag == f"{W}r" and all(inner.tag == f"{W}rPr" for inner in child))
        for child in block
    )
