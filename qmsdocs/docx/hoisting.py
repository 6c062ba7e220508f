"""docxtpl's dialect on the element tree: each tag is taken to where Jinja must see it, and nothing is lost unseen.

A tag in text is replaced by a mark. `{%p %}`, `{%tr %}`, `{%tc %}`, `{%r %}` take the place of the paragraph, row,
cell or run they stand in; `{%- -%}` joins paragraphs; `colspan`, `cellbg`, `vm`, `hm` become properties of their cell,
in the order that the schema asks for.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qmsdocs.docx import healing, tags, xml
from qmsdocs.docx.places import Place
from qmsdocs.docx.tags import OPENERS, Position, Tag
from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Problem

# Marks are noncharacters: no text of a document may hold them.
OPENING, CLOSING = "\ufdd0", "\ufdd1"
MARK = re.compile(f"{OPENING}(\\d+){CLOSING}")
_ELEMENTS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}
_ELEMENT_WORDS = {"p": "đoạn văn", "tr": "hàng của bảng", "tc": "ô của bảng"}
_CELL = ("colspan", "cellbg", "vm", "hm")
_KEPT = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference")
# The order of a cell's properties, CT_TcPr of ECMA-376 part 1.
_CELL_ORDER = [
    f"{W}{name}"
    for name in (
        [
            "cnfStyle",
            "tcW",
            "gridSpan",
            "hMerge",
            "vMerge",
            "tcBorders",
            "shd",
            "noWrap",
            "tcMar",
            "textDirection",
            "tcFitText",
            "vAlign",
            "hideMark",
        ]
    )
]


@dataclass
class Operation:
    """Something the engine does at a place of the finished part; `name` is a function of `finishing`."""

    name: str
    arguments: tuple[object, ...] = ()


@dataclass
class Script:
    """What was found in a part: the pieces that marks stand for, and the mistakes."""

    shown: str
    pieces: list[Tag | Operation] = field(default_factory=list)
    changed: bool = False  # whether the part is no longer as it was written
    problems: list[Problem] = field(default_factory=list)

    def mark(self, piece: Tag | Operation) -> str:
        """Note a piece and return the mark that stands for it."""
        self.pieces.append(piece)
        return f"{OPENING}{len(self.pieces) - 1}{CLOSING}"

    def tag_of(self, mark: re.Match[str]) -> Tag:
        piece = self.pieces[int(mark[1])]
        assert isinstance(piece, Tag)
        return piece

    def tell(self, code: str, place: Place, **words: object) -> None:
        """Note a mistake at a place of the part."""
        self.problems.append(Problem(code, place.at(self.shown), words))


def hoist(root: Element, found: dict[Element, Place], part: Place, script: Script) -> None:
    """Replace every tag of a part by marks at the places where Jinja's tags belong."""
    _mark_texts(root, found, part, script)
    _mark_attributes(root, found, part, script)
    _join_paragraphs(root, script)
    _cell_properties(root, script)
    _lift_blocks(root, script)
    _split_runs(root, script)
    _take_places(root, script)


def _mark_texts(root: Element, found: dict[Element, Place], part: Place, script: Script) -> None:
    for node in root.iter("*"):
        if node.text and (tags.STRAY.search(node.text) or "{_" in node.text or "_}" in node.text):
            paragraph = xml.ancestor(node, f"{W}p")
            place = found.get(paragraph, part) if paragraph is not None else part
            node.text = _marked(node.text, place, _position(node), script, _around(node, paragraph))
            if node.tag == f"{W}t":
                healing.keep_spaces(node)


def _position(node: Element) -> Position:
    return "text" if node.tag == f"{W}t" else "field" if node.tag == f"{W}instrText" else "plain"


def _around(node: Element, paragraph: Element | None) -> tuple[str, str] | None:
    """The properties of the paragraph and the run, which a value that opens a new paragraph takes along."""
    run = node.getparent()
    if node.tag != f"{W}t" or paragraph is None or run.getparent() is not paragraph:
        return None
    return (_bare(paragraph.find(f"{W}pPr")), _bare(run.find(f"{W}rPr")))


def _bare(node: Element | None) -> str:
    return "" if node is None else re.sub(r' xmlns:\w+="[^"]*"', "", xml.serialize(node))


def _mark_attributes(root: Element, found: dict[Element, Place], part: Place, script: Script) -> None:
    for node in root.iter("*"):
        for name, value in node.attrib.items():
            if "{" in value and tags.STRAY.search(value):
                if re.fullmatch(r"\{[0-9A-Fa-f-]{36}\}", value):
                    continue
                paragraph = xml.ancestor(node, f"{W}p")
                place = found.get(paragraph, part) if paragraph is not None else part
                node.set(name, _marked(value, place, "attribute", script, None))


def _marked(text: str, place: Place, position: Position, script: Script, around: tuple[str, str] | None) -> str:
    """The text with a mark for every tag; comments go, docxtpl's escapes become braces."""
    made, done = [], 0
    for begin, end in tags.spans(text):
        script.changed = True
        if end < 0:
            script.tell("template-tag-open", place, tag=_short(text[begin:]))
            return ""
        made.append(_plain(text[done:begin], place, script))
        tag = tags.read(text[begin:end], place)
        tag.position, tag.around = position, around
        if tag.scope and position != "text":
            script.tell("template-tag-place", place, tag=tag.written, where=_ELEMENT_WORDS.get(tag.scope, "dòng chữ"))
        if tag.kind != "comment" or tag.scope:
            made.append(script.mark(tag))
        done = end
    return "".join([*made, _plain(text[done:], place, script)])


def _plain(text: str, place: Place, script: Script) -> str:
    if match := tags.STRAY.search(text):
        script.tell("leftover-tag", place, text=match[0])
    for escaped, brace in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        text = text.replace(escaped, brace)
    return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _marks(node: Element, script: Script) -> list[tuple[Element, re.Match[str]]]:
    """(text element, mark) of the tags in the texts below a node, in order."""
    return [(t, m) for t in node.iter(f"{W}t") for m in MARK.finditer(t.text or "") if _is_tag(script, m)]


def _is_tag(script: Script, mark: re.Match[str]) -> bool:
    return isinstance(script.pieces[int(mark[1])], Tag)


def _join_paragraphs(root: Element, script: Script) -> None:
    """`{%- … %}` at the start joins its paragraph to the one before, `… -%}` at the end the next to its own.

    Elsewhere in a text the dash drops the spaces on its side, as in Jinja.
    """
    for paragraph in list(root.iter(f"{W}p")):
        texts = [t for t in paragraph.iter(f"{W}t") if xml.ancestor(t, f"{W}p") is paragraph]
        if not texts or not any(OPENING in (t.text or "") for t in texts):
            continue
        for text, before, after in zip(texts, [None, *texts], [*texts[1:], None], strict=False):
            _trim(text, before, after, script)
        first = _dash_at(texts[0].text or "", script, at_end=False)
        above = paragraph.getprevious()
        if first and above is not None and above.tag == f"{W}p" and not above.tail:
            _append(above, paragraph)
            paragraph = above
        last = _dash_at(texts[-1].text or "", script, at_end=True)
        below = paragraph.getnext()
        if last and below is not None and below.tag == f"{W}p" and not paragraph.tail:
            _append(paragraph, below)


def _dash_at(text: str, script: Script, at_end: bool) -> bool:
    marks = list(MARK.finditer(text))
    if not marks:
        return False
    mark = marks[-1] if at_end else marks[0]
    tag = script.tag_of(mark)
    beside = text[mark.end() :] if at_end else text[: mark.start()]
    return tag.kind == "block" and not tag.scope and not beside.strip() and (tag.after if at_end else tag.before) == "-"


def _trim(node: Element, before: Element | None, after: Element | None, script: Script) -> None:
    """Drop the spaces that dashes ask to drop, also in the neighbouring texts of the paragraph."""
    text = node.text or ""
    for mark in reversed(list(MARK.finditer(text))):
        tag = script.tag_of(mark)
        if tag.after == "-":
            text = text[: mark.end()] + text[mark.end() :].lstrip()
        if tag.before == "-":
            text = text[: mark.start()].rstrip() + text[mark.start() :]
    node.text = text
    if after is not None and text.endswith(CLOSING) and _last(text, script).after == "-":
        after.text = (after.text or "").lstrip()
    if before is not None and text.startswith(OPENING) and _first(text, script).before == "-":
        before.text = (before.text or "").rstrip()


def _first(text: str, script: Script) -> Tag:
    return script.tag_of(next(MARK.finditer(text)))


def _last(text: str, script: Script) -> Tag:
    return script.tag_of(list(MARK.finditer(text))[-1])


def _append(paragraph: Element, other: Element) -> None:
    """Put the content of a paragraph at the end of another, whose properties stay."""
    paragraph.extend([child for child in other if child.tag != f"{W}pPr"])
    xml.remove(other)


def _cell_properties(root: Element, script: Script) -> None:
    for text, mark in _marks(root, script):
        tag = script.tag_of(mark)
        if tag.statement not in _CELL:
            continue
        cell = xml.ancestor(text, f"{W}tc")
        text.text = (text.text or "").replace(mark[0], "")
        if cell is None:
            script.tell("template-tag-place", tag.place, tag=tag.written, where=_ELEMENT_WORDS["tc"])
            continue
        _DO[tag.statement](cell, text, tag, tag.body[len(tag.statement) :].strip(), script)


def _value(tag: Tag, expression: str, script: Script, position: Position) -> str:
    return script.mark(Tag("print", "", expression, tag.written, tag.place, position))


def _statement(tag: Tag, statement: str, script: Script, position: Position = "text") -> str:
    return script.mark(Tag("block", "", statement, tag.written, tag.place, position))


def _colspan(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    _drop_if_empty(text)
    _set_property(cell, "gridSpan", {"val": _value(tag, expression, script, "count")})


def _cellbg(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    _drop_if_empty(text)
    _set_property(cell, "shd", {"val": "clear", "color": "auto", "fill": _value(tag, expression, script, "colour")})


def _vm(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    parts = [_statement(tag, s, script, "attribute") for s in ("if loop.first", "else", "endif")]
    _set_property(cell, "vMerge", {"val": f"{parts[0]}restart{parts[1]}continue{parts[2]}"})
    content = text.text or ""
    text.text = _statement(tag, "if loop.first", script) + content + _statement(tag, "endif", script)


def _hm(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    old = cell.find(f"{W}tcPr/{W}gridSpan")
    times = "" if old is None else f"{old.get(f'{W}val')} * "
    _set_property(cell, "gridSpan", {"val": _value(tag, f"{times}loop.length", script, "count")})
    xml.put_before(cell, _statement(tag, "if loop.first", script, "xml"))
    cell.tail = _statement(tag, "endif", script, "xml") + (cell.tail or "")


_DO = {"colspan": _colspan, "cellbg": _cellbg, "vm": _vm, "hm": _hm}


def _drop_if_empty(text: Element) -> None:
    run = text.getparent()
    if not text.text and run.tag == f"{W}r" and all(child is text or child.tag == f"{W}rPr" for child in run):
        xml.remove(run)


def _set_property(cell: Element, name: str, values: dict[str, str]) -> None:
    """Set a property of a cell at its place in the schema's order."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = cell.makeelement(f"{W}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    made = properties.makeelement(f"{W}{name}")
    for key, value in values.items():
        made.set(f"{W}{key}", value)
    rank = _CELL_ORDER.index(made.tag)
    before = [child for child in properties if child.tag in _CELL_ORDER and _CELL_ORDER.index(child.tag) < rank]
    properties.insert(list(properties).index(before[-1]) + 1 if before else 0, made)


def _lift_blocks(root: Element, script: Script) -> None:
    """A block that begins in one run of a paragraph and ends in another takes whole runs, each with its own look."""
    for paragraph in root.iter(f"{W}p"):
        runs = [run for run in paragraph.iterchildren(f"{W}r") if run.find(f"{W}t") is not None]
        opened: list[list[tuple[Tag, Element]]] = []
        raw = False
        for run in runs if len(runs) > 1 else ():
            for tag in _block_tags(run, script):
                raw = tag.statement == "raw" or (raw and tag.statement != "endraw")
                if raw:
                    continue
                if tag.statement in OPENERS:
                    opened.append([(tag, run)])
                elif opened:
                    opened[-1].append((tag, run))
                if tag.statement.startswith("end") and opened:
                    block = opened.pop()
                    first = block[0][0]
                    prints_itself = first.statement in ("if", "for") and "recursive" not in first.body
                    if prints_itself and len({id(one) for _, one in block}) > 1:
                        for part, _ in block:
                            part.scope = "r"


def _block_tags(run: Element, script: Script) -> Iterator[Tag]:
    """The tags in a run's texts that open, part or close a block."""
    for text in run.iterchildren(f"{W}t"):
        for mark in MARK.finditer(text.text or ""):
            tag = script.tag_of(mark)
            if tag.kind == "block" and not tag.scope and not (tag.statement == "set" and "=" in tag.body):
                yield tag


def _split_runs(root: Element, script: Script) -> None:
    """`{{r x}}` and `{%r if %}` stand between runs: the run they were typed in is parted round them."""
    for run in list(root.iter(f"{W}r")):
        marks = (mark for text in run.iterchildren(f"{W}t") for mark in MARK.finditer(text.text or ""))
        if any(script.tag_of(mark).scope == "r" for mark in marks):
            _split_run(run, script)


def _split_run(run: Element, script: Script) -> None:
    made: list[Any] = [_run_like(run)]  # runs, with marks (texts) between them
    for child in [child for child in run if child.tag != f"{W}rPr"]:
        if child.tag != f"{W}t":
            made[-1].append(child)
            continue
        content, done = child.text or "", 0
        for mark in MARK.finditer(content):
            if script.tag_of(mark).scope == "r":
                script.tag_of(mark).position = "xml"
                _add_text(made[-1], content[done : mark.start()])
                made += [mark[0], _run_like(run)]
                done = mark.end()
        _add_text(made[-1], content[done:])
    parent = run.getparent()
    at = parent.index(run)
    xml.remove(run)
    for one in made:
        if isinstance(one, str):
            _put_at(parent, at, one)
        elif any(child.tag != f"{W}rPr" for child in one):
            parent.insert(at, one)
            at += 1


def _put_at(parent: Element, index: int, text: str) -> None:
    """Put text before the child of that index."""
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text


def _run_like(run: Element) -> Element:
    """An empty run of the same look."""
    made = run.makeelement(f"{W}r")
    look = run.find(f"{W}rPr")
    if look is not None:
        made.append(copy.deepcopy(look))
    return made


def _add_text(run: Element, text: str) -> None:
    if text:
        node = run.makeelement(f"{W}t")
        node.text = text
        healing.keep_spaces(node)
        run.append(node)


def _take_places(root: Element, script: Script) -> None:
    """Paragraph, row and cell tags take the place of their element; what else stood in it is told, not lost."""
    targets: dict[Element, list[re.Match[str]]] = {}
    for text, mark in _marks(root, script):
        tag = script.tag_of(mark)
        if tag.scope in _ELEMENTS:
            target = xml.ancestor(text, _ELEMENTS[tag.scope])
            if target is None:
                script.tell("template-tag-place", tag.place, tag=tag.written, where=_ELEMENT_WORDS[tag.scope])
            else:
                tag.position = "xml"
                targets.setdefault(target, []).append(mark)
    for target, marks in targets.items():
        lost = " ".join(_beside(target, {mark[0] for mark in marks}, script))
        if lost:
            tag = script.tag_of(marks[0])
            script.tell("template-text-beside", tag.place, tag=tag.written, text=_short(lost))
        if target.getparent() is not None:
            xml.put_before(target, "".join(mark[0] for mark in marks))
            xml.remove(target)


def _beside(target: Element, own: set[str], script: Script) -> Iterator[str]:
    """What an element holds besides the tags that take its place."""
    for node in target.iter(f"{W}t"):
        text = MARK.sub(lambda mark: "" if mark[0] in own else _written(mark, script), node.text or "")
        if text.strip():
            yield text.strip()
    for name in _KEPT:
        if next(target.iter(f"{W}{name}"), None) is not None:
            yield f"<{name}>"
    if target.tag == f"{W}p" and target.find(f"{W}pPr/{W}sectPr") is not None:
        yield "<ngắt phần>"


def _written(mark: re.Match[str], script: Script) -> str:
    piece = script.pieces[int(mark[1])]
    return piece.written if isinstance(piece, Tag) else ""
