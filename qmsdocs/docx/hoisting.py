"""docxtpl's dialect on the element tree: each tag is taken to where Jinja must see it, and nothing is lost unseen.

`{%p %}`, `{%tr %}`, `{%tc %}`, `{%r %}` take the place of the paragraph, row, cell or run they stand in; `{%- -%}`
joins paragraphs; a block over several runs takes whole runs.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from itertools import groupby, zip_longest
from typing import Any

from qmsdocs.docx import cells, healing, marking, xml
from qmsdocs.docx.marking import CLOSING, ELEMENT_WORDS, MARK, OPENING, Script, marks, short
from qmsdocs.docx.places import Place
from qmsdocs.docx.tags import OPENERS, Tag
from qmsdocs.docx.xml import Element, W

_ELEMENTS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}
_KEPT = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference")


def hoist(root: Element, found: dict[Element, Place], part: Place, script: Script) -> None:
    """Replace every tag of a part by marks at the places where Jinja's tags belong."""
    marking.mark_texts(root, found, part, script)
    marking.mark_attributes(root, found, part, script)
    _join_paragraphs(root, script)
    cells.set_properties(root, script)
    _lift_blocks(root, script)
    _split_runs(root, script)
    _take_places(root, script)


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
    found = list(MARK.finditer(text))
    if not found:
        return False
    mark = found[-1] if at_end else found[0]
    tag = script.tag_of(mark)
    beside = text[mark.end() :] if at_end else text[: mark.start()]
    return tag.kind == "block" and not tag.scope and not beside.strip() and (tag.after if at_end else tag.before) == "-"


def _trim(node: Element, before: Element | None, after: Element | None, script: Script) -> None:
    """Drop the spaces that dashes ask to drop, also in the neighbouring texts of the paragraph."""
    text = node.text or ""
    between = MARK.split(text)[::2]
    found = list(MARK.finditer(text))
    for number, mark in enumerate(found):
        tag = script.tag_of(mark)
        if tag.before == "-":
            between[number] = between[number].rstrip()
        if tag.after == "-":
            between[number + 1] = between[number + 1].lstrip()
    text = between[0] + "".join(mark[0] + after_it for mark, after_it in zip(found, between[1:], strict=True))
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
        own = (mark for text in run.iterchildren(f"{W}t") for mark in MARK.finditer(text.text or ""))
        if any(script.tag_of(mark).scope == "r" for mark in own):
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
    for kind, group in groupby(made, key=type):
        if kind is str:
            xml.put_before(run, "".join(group))
        for one in group if kind is not str else ():
            if any(child.tag != f"{W}rPr" for child in one):
                run.addprevious(one)
    xml.remove(run)


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
    for text, mark in marks(root, script):
        tag = script.tag_of(mark)
        if tag.scope in _ELEMENTS:
            target = xml.ancestor(text, _ELEMENTS[tag.scope])
            if target is None:
                script.tell("template-tag-place", tag.place, tag=tag.written, where=ELEMENT_WORDS[tag.scope])
            else:
                tag.position = "xml"
                targets.setdefault(target, []).append(mark)
    line = ""  # the marks of neighbours that are gone
    for (target, own), following in zip_longest(targets.items(), list(targets)[1:]):
        lost = " ".join(_beside(target, {mark[0] for mark in own}, script))
        if lost:
            tag = script.tag_of(own[0])
            script.tell("template-text-beside", tag.place, tag=tag.written, text=short(lost))
        if target.getparent() is None:
            continue
        line += "".join(mark[0] for mark in own)
        if target.tail or following is None or target.getnext() is not following:
            xml.put_before(target, line)
            line = ""
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
