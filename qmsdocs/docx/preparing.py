"""What a part needs beyond its tags: the operations that finish it, put into the tree as marks before it is cut.

Cells that loops may leave empty, tables whose columns are data, headings and the contents list that repeats them,
signature blocks that stay with what they sign, rules as long as their line asks, drawings that a loop repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qmsdocs.docx import finishing, ruling, xml
from qmsdocs.docx.marking import MARK, Operation, Script
from qmsdocs.docx.tags import Tag
from qmsdocs.docx.xml import WP, Element, W

SIGNATURES = "Frame"  # the style of signature blocks, by the name that users see
ENDS_WITH_PARAGRAPH = tuple(
    f"{W}{name}" for name in ("tc", "hdr", "ftr", "footnote", "endnote", "comment", "txbxContent")
)
_LONGEST_LINE = 50  # of styles based on one another; Word itself follows no more than about ten
_BLOCKS = ("if", "for", "macro", "call", "filter", "with")


@dataclass(frozen=True)
class Styles:
    """What the engine must know of a template's styles: ids by name, heading levels, automatic numbers."""

    names: dict[str, str] = field(default_factory=dict)  # name as users see it, in lower case → id
    levels: dict[str, int] = field(default_factory=dict)  # id of a heading style → its level, 1 is the highest
    numbers: dict[str, tuple[str, int]] = field(default_factory=dict)  # id → (list, level in it)
    formats: dict[str, tuple[str, ...]] = field(default_factory=dict)  # list → the text of each of its levels
    sizes: dict[str, float] = field(default_factory=dict)  # id → size in points, where the style itself gives one

    def id_of(self, name: str, usual: str) -> str:
        """The id that a template gives to the style of that name."""
        return self.names.get(name.lower(), usual)


def read_styles(styles: Element | None, numbering: Element | None) -> Styles:
    """The styles of a template, from word/styles.xml and word/numbering.xml."""
    if styles is None:
        return Styles()
    every = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    names = {
        node.get(f"{W}val", "").lower(): key
        for key, style in every.items()
        if (node := style.find(f"{W}name")) is not None
    }
    outlines = {key: _outline(style, every) for key, style in every.items()}
    numbers = {key: found for key, style in every.items() if (found := _number(style.find(f"{W}pPr"))) is not None}
    levels = {key: level + 1 for key, level in outlines.items() if level is not None and level < 9}
    sizes = {key: _whole(node) / 2 for key, style in every.items() if (node := style.find(f"{W}rPr/{W}sz")) is not None}
    return Styles(names, levels, numbers, dict(_formats(numbering)), sizes)


def _outline(style: Element | None, every: dict[str, Element]) -> int | None:
    """The outline level of a style, or of those that it is based on."""
    for _ in range(_LONGEST_LINE):
        if style is None:
            return None
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return _whole(outline)
        based = style.find(f"{W}basedOn")
        style = every.get(based.get(f"{W}val")) if based is not None else None
    return None


def _whole(node: Element) -> int:
    """The number that is an element's value; 0 where there is none."""
    value = node.get(f"{W}val", "")
    return int(value) if re.fullmatch("-?[0-9]{1,9}", value) else 0


def _number(properties: Element | None) -> tuple[str, int] | None:
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None or found.find(f"{W}numId") is None:
        return None
    number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return number.get(f"{W}val"), _whole(level) if level is not None else 0


def _formats(numbering: Element | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    if numbering is None:
        return
    lists = {
        node.get(f"{W}abstractNumId"): tuple(
            "" if (text := level.find(f"{W}lvlText")) is None else text.get(f"{W}val", "")
            for level in node.iter(f"{W}lvl")
        )
        for node in numbering.iter(f"{W}abstractNum")
    }
    for number in numbering.iter(f"{W}num"):
        if (kind := number.find(f"{W}abstractNumId")) is not None:
            yield number.get(f"{W}numId"), lists.get(kind.get(f"{W}val"), ())


def prepare(root: Element, styles: Styles, script: Script, body: bool, every_heading: bool) -> None:
    """Put the marks of operations into a part whose tags are marks already.

    `body` is true for the document part, which alone has headings and contents; `every_heading` when the headings are
    wanted for themselves.
    """
    _drawings(root, script)
    if body:
        _contents_and_headings(root, styles, script, every_heading)
        _signatures(root, styles, script)
        ruling.prepare(root, styles.names, styles.sizes, script)
    _tables(root, script)
    _blocks(root, script)


def _drawings(root: Element, script: Script) -> None:
    for drawing in root.iter(f"{WP}docPr"):
        drawing.set("id", script.mark(Operation("next_id")))


def _signatures(root: Element, styles: Styles, script: Script) -> None:
    wanted = styles.names.get(SIGNATURES.lower())
    if wanted is None:
        return
    for table in root.find(f"{W}body").iterchildren(f"{W}tbl"):
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is not None and style.get(f"{W}val") == wanted:
            xml.put_before(table, script.mark(Operation("keep_with_next")))


def _tables(root: Element, script: Script) -> None:
    """Tables whose cells depend on loops are fitted when they are printed; so are those that may have no row."""
    for table in root.iter(f"{W}tbl"):
        rows = list(table.iterchildren(f"{W}tr"))
        marked = any(_has_marks(row) or _has_looped_span(row) for row in rows)
        if marked or not _has_sure_row(table, script):
            xml.put_before(table, script.mark(Operation("begin_table")))
            table.tail = script.mark(Operation("end_table")) + (table.tail or "")


def _has_marks(row: Element) -> bool:
    """Whether tags stand between the cells of a row."""
    return any(MARK.search(text) for text in (row.text or "", *(cell.tail or "" for cell in row)))


def _has_looped_span(row: Element) -> bool:
    return any(MARK.search(span.get(f"{W}val", "")) for span in row.iterfind(f"{W}tc/{W}tcPr/{W}gridSpan"))


def _has_sure_row(table: Element, script: Script) -> bool:
    return any(child.tag == f"{W}tr" and depth <= 0 for child, depth in _depths(table, script))


def _always(parent: Element, wanted: Element, script: Script) -> bool:
    """Whether a child is printed whatever the data: it stands in no block."""
    return any(child is wanted and depth <= 0 for child, depth in _depths(parent, script))


def _depths(parent: Element, script: Script) -> Iterator[tuple[Element, int]]:
    """Each child with the number of blocks that it stands in."""
    depth = _depth(parent.text, script)
    for child in parent.iterchildren("*"):
        yield child, depth
        depth += _depth(child.tail, script)


def _depth(text: str | None, script: Script) -> int:
    """How many more blocks are open after a text than before it."""
    depth = 0
    for mark in MARK.finditer(text or ""):
        piece = script.pieces[int(mark[1])]
        if isinstance(piece, Tag) and piece.kind == "block":
            depth += piece.statement in _BLOCKS
            depth -= piece.statement.startswith("end")
    return depth


def _blocks(root: Element, script: Script) -> None:
    """Containers must end with a paragraph; those whose last one tags may drop are closed when they are printed."""
    for block in list(root.iter(*ENDS_WITH_PARAGRAPH)):
        if _may_end_otherwise(block, script):
            closing = script.mark(Operation("close_block"))
            if len(block):
                block[-1].tail = (block[-1].tail or "") + closing
            else:
                block.text = (block.text or "") + closing


def _may_end_otherwise(block: Element, script: Script) -> bool:
    if not any(MARK.search(text) for text in (block.text or "", *(child.tail or "" for child in block))):
        return False
    last = block[-1] if len(block) else None
    return last is None or last.tag != f"{W}p" or bool(last.tail) or not _always(block, last, script)


def _contents_and_headings(root: Element, styles: Styles, script: Script, every_heading: bool) -> None:
    fields = list(_fields(root))
    codes = [code for _, _, code in fields]
    for first, last, code in fields:
        if first.getparent() is not None:  # not two in one paragraph
            _replace(first, last, script.mark(Operation("contents", (code, _entry_styles(styles)))))
    if not codes and not every_heading:
        return
    ranges = [finishing.level_range(code) for code in codes]
    for paragraph in list(root.iter(f"{W}p")):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        level = styles.levels.get(style.get(f"{W}val")) if style is not None else None
        if level is not None and xml.ancestor(paragraph, f"{W}txbxContent") is None:
            listed = any(low <= level <= high for low, high in ranges)
            _heading(paragraph, style.get(f"{W}val"), level, listed, styles, script)


def _entry_styles(styles: Styles) -> tuple[str, ...]:
    return tuple(styles.id_of(f"toc {level}", f"TOC{level}") for level in range(1, 10))


@dataclass
class _Contents:
    """A TOC field that is open: the paragraph it begins in, its code so far, how many fields are open around it."""

    first: Element
    code: list[str]
    depth: int
    in_code: bool = True


def _fields(root: Element) -> Iterator[tuple[Element, Element, str]]:
    """(first paragraph, last paragraph, field code) of every TOC field."""
    waiting: list[_Contents] = []
    depth = 0
    for node in root.iter(f"{W}instrText", f"{W}fldChar"):
        if node.tag == f"{W}instrText":
            if waiting and waiting[-1].in_code:
                waiting[-1].code.append(node.text or "")
            elif re.match(r"\s*TOC\b", node.text or "") and (first := xml.ancestor(node, f"{W}p")) is not None:
                waiting.append(_Contents(first, [node.text], depth))
            continue
        if waiting:
            waiting[-1].in_code = False
        depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
        while waiting and depth < waiting[-1].depth:
            found = waiting.pop()
            last = xml.ancestor(node, f"{W}p")
            together = last is not None and last.getparent() is found.first.getparent()
            yield found.first, last if together else found.first, "".join(found.code).strip()
    for found in waiting:
        yield found.first, found.first, "".join(found.code).strip()


def _replace(first: Element, last: Element, mark: str) -> None:
    """Put a mark where these neighbouring paragraphs stand."""
    xml.put_before(first, mark)
    node = first
    while node is not None:
        following = node.getnext() if node is not last else None
        xml.remove(node)
        node = following


def _heading(paragraph: Element, style: str, level: int, listed: bool, styles: Styles, script: Script) -> None:
    number, depth = _number(paragraph.find(f"{W}pPr")) or styles.numbers.get(style, ("", 0))
    formats = styles.formats.get(number, ())
    number = number if 0 <= depth < min(len(formats), 9) else ""
    if listed:
        _drop_old_bookmarks(paragraph)
    opening = script.mark(Operation("begin_heading", (level, number, formats, depth, listed)))
    closing = script.mark(Operation("end_heading"))
    properties = paragraph.find(f"{W}pPr")
    properties.tail = opening + (properties.tail or "")
    last = paragraph[-1]
    last.tail = (last.tail or "") + closing


def _drop_old_bookmarks(paragraph: Element) -> None:
    """The bookmarks of the contents list that Word made last."""
    starts = [s for s in paragraph.iter(f"{W}bookmarkStart") if s.get(f"{W}name", "").startswith("_Toc")]
    identifiers = {start.get(f"{W}id") for start in starts}
    ends = [end for end in paragraph.iter(f"{W}bookmarkEnd") if end.get(f"{W}id") in identifiers]
    for bookmark in (*starts, *ends):
        xml.remove(bookmark)
