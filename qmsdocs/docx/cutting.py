"""The text of a part, cut at its marks: ready bytes, tags and operations by turns; and the proof that it stays XML.

Whatever a block prints, once, often or never, the part is well-formed when each of its branches ends with the same
elements open as it began with. That is checked here, so that no finished document has to be parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qmsdocs.docx.marking import MARK, Operation, Script
from qmsdocs.docx.tags import OPENERS, Tag

Piece = bytes | Tag | Operation

# Elements that a block may leave and enter again: it begins in one paragraph and ends in another of the same cell.
_INLINE = frozenset({"w:p", "w:r", "w:t"})
_MIDDLES = {"else": ("if", "for"), "elif": ("if",), "pluralize": ("trans",)}
_XML = re.compile(rf"<!--.*?-->|<\?.*?\?>|<(/?)([\w:.-]+)|(/?)>|{MARK.pattern}", re.DOTALL)


def cut(text: str, script: Script) -> list[Piece]:
    """The pieces of a part in order; tags inside `{% raw %}` are text, comments are gone."""
    parts = MARK.split(text)
    pieces: list[Piece | str] = [parts[0]]
    raw = False
    for number, literal in zip(parts[1::2], parts[2::2], strict=True):
        piece = script.pieces[int(number)]
        if isinstance(piece, Tag) and piece.statement in ("raw", "endraw"):
            raw = piece.statement == "raw"
        elif raw and isinstance(piece, Tag):
            pieces.append(_escaped(piece.written))
        elif not isinstance(piece, Tag) or piece.kind != "comment":
            pieces.append(piece)
        pieces.append(literal)
    return list(_joined(pieces))


def _joined(pieces: list[Piece | str]) -> Iterator[Piece]:
    """Neighbouring texts become one run of bytes."""
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        if any(texts):
            yield "".join(texts).encode()
        texts = []
        yield piece
    if any(texts):
        yield "".join(texts).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass
class _Block:
    """A block that is open: its tag, and what stood open where it began."""

    tag: Tag
    state: object
    elements: int  # how many elements had begun or ended there


def check_blocks(text: str, script: Script) -> None:
    """Tell every block that is not closed, closed wrongly, or opened in one element and closed in another."""
    blocks: list[_Block] = []
    stack: object = None  # a linked list of open elements: ((name, which), rest)
    inside = ""  # the element whose attributes we are in
    ending = raw = False
    elements = 0
    for match in _XML.finditer(text):
        slash, name, empty, number = match[1], match[2], match[3], match[4]
        if number is not None:
            piece = script.pieces[int(number)]
            if isinstance(piece, Tag) and piece.kind == "block":
                if piece.statement in ("raw", "endraw"):
                    raw = piece.statement == "raw"
                elif not raw:
                    _step(blocks, piece, (inside, stack), elements, script)
        elif name is not None:
            inside, ending = name, bool(slash)
            elements += 1
        elif empty is not None and inside:
            if ending:
                stack = stack[1] if isinstance(stack, tuple) else None
            elif not empty:
                stack = ((inside, 0 if inside in _INLINE else match.start()), stack)
            inside = ""
    for block in blocks:
        script.tell("template-block-open", block.tag.place, tag=block.tag.written, end=f"end{block.tag.statement}")


def _step(blocks: list[_Block], tag: Tag, state: object, elements: int, script: Script) -> None:
    word = tag.statement
    if word in OPENERS and not (word == "set" and "=" in tag.body):
        blocks.append(_Block(tag, state, elements))
        return
    if word in _MIDDLES:
        if not blocks or blocks[-1].tag.statement not in _MIDDLES[word]:
            script.tell("template-block-stray", tag.place, tag=tag.written, start=_MIDDLES[word][0])
            return
        _compare(blocks[-1], tag, state, script)
    elif word.startswith("end"):
        if not blocks or blocks[-1].tag.statement != word[3:]:
            _mismatch(blocks, tag, script)
            return
        block = blocks.pop()
        if word == "endfilter" and block.elements != elements:  # the filter would be given the markup as well
            script.tell("template-filter-across", block.tag.place, tag=block.tag.written)
        else:
            _compare(block, tag, state, script)


def _mismatch(blocks: list[_Block], tag: Tag, script: Script) -> None:
    """An end tag for another block than the one open: told with both; a block of that name further out is closed."""
    wanted = tag.statement[3:]
    if not any(block.tag.statement == wanted for block in blocks):
        script.tell("template-block-stray", tag.place, tag=tag.written, start=wanted)
        return
    while blocks and blocks[-1].tag.statement != wanted:
        block = blocks.pop()
        script.tell("template-block-open", block.tag.place, tag=block.tag.written, end=f"end{block.tag.statement}")
    blocks.pop()


def _compare(block: _Block, tag: Tag, state: object, script: Script) -> None:
    if block.state != state:
        script.tell("template-block-crossing", block.tag.place, tag=block.tag.written, end=tag.written, at=tag.place)
