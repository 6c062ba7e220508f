"""Tags in a part's texts and attributes, each replaced by a mark: what stands for what is noted in a script."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qmsdocs.docx import healing, tags, xml
from qmsdocs.docx.measuring import TooMuch
from qmsdocs.docx.places import Place
from qmsdocs.docx.tags import Position, Tag
from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Problem

# Marks are noncharacters: no text of a document may hold them.
OPENING, CLOSING = "\ufdd0", "\ufdd1"
MARK = re.compile(f"{OPENING}(\\d+){CLOSING}")
FORGED = re.compile("[\ufdd0-\ufdd3]")  # these, and the signs of `reaching`
MAX_PIECES = 10_000  # of one part: twenty times what the longest template has
ELEMENT_WORDS = {"p": "đoạn văn", "tr": "hàng của bảng", "tc": "ô của bảng"}


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
        """Note a piece and return the mark that stands for it. Raises TooMuch."""
        if len(self.pieces) >= MAX_PIECES:
            raise TooMuch(f"> {MAX_PIECES}")
        self.pieces.append(piece)
        return f"{OPENING}{len(self.pieces) - 1}{CLOSING}"

    def tag_of(self, mark: re.Match[str]) -> Tag:
        piece = self.pieces[int(mark[1])]
        assert isinstance(piece, Tag)
        return piece

    def tell(self, code: str, place: Place, **words: object) -> None:
        """Note a mistake at a place of the part."""
        if "tag" in words:
            words["tag"] = tags.shown(str(words["tag"]))
        self.problems.append(Problem(code, place.at(self.shown), words))


def mark_texts(root: Element, found: dict[Element, Place], part: Place, script: Script) -> None:
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
    return (_bare(xml.first(paragraph, f"{W}pPr")), _bare(xml.first(run, f"{W}rPr")))


def _bare(node: Element | None) -> str:
    return "" if node is None else re.sub(r' xmlns:\w+="[^"]*"', "", xml.serialize(node))


def mark_attributes(root: Element, found: dict[Element, Place], part: Place, script: Script) -> None:
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
            script.tell("template-tag-open", place, tag=short(text[begin:]))
            return ""
        made.append(_plain(text[done:begin], place, script))
        tag = tags.read(text[begin:end], place)
        tag.position, tag.around = position, around
        if tag.scope and position != "text":
            script.tell("template-tag-place", place, tag=tag.written, where=ELEMENT_WORDS.get(tag.scope, "dòng chữ"))
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


def short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def marks(node: Element, script: Script) -> list[tuple[Element, re.Match[str]]]:
    """(text element, mark) of the tags in the texts below a node, in order."""
    return [(t, m) for t in node.iter(f"{W}t") for m in MARK.finditer(t.text or "") if _is_tag(script, m)]


def _is_tag(script: Script, mark: re.Match[str]) -> bool:
    return isinstance(script.pieces[int(mark[1])], Tag)
