"""`colspan`, `cellbg`, `vm` and `hm`: tags that become properties of the cell they stand in, in the schema's order."""

from __future__ import annotations

from collections.abc import Container
from itertools import groupby

from qmsdocs.docx import xml
from qmsdocs.docx.marking import ELEMENT_WORDS, MARK, Script, marks
from qmsdocs.docx.tags import Position, Tag
from qmsdocs.docx.xml import Element, W

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


def set_properties(root: Element, script: Script) -> None:
    for text, found in groupby(marks(root, script), key=lambda pair: pair[0]):
        own = {mark[0]: tag for _, mark in found if (tag := script.tag_of(mark)).statement in _DO}
        if not own:
            continue
        cell = xml.ancestor(text, f"{W}tc")
        text.text = _without(text.text, own)
        for tag in own.values():
            if cell is None:
                script.tell("template-tag-place", tag.place, tag=tag.written, where=ELEMENT_WORDS["tc"])
            else:
                _DO[tag.statement](cell, text, tag, tag.body[len(tag.statement) :].strip(), script)
        _drop_if_empty(text)


def _without(text: str, marks_out: Container[str]) -> str:
    return MARK.sub(lambda mark: "" if mark[0] in marks_out else mark[0], text)


def _value(tag: Tag, expression: str, script: Script, position: Position) -> str:
    return script.mark(Tag("print", "", expression, tag.written, tag.place, position))


def _statement(tag: Tag, statement: str, script: Script, position: Position = "text") -> str:
    return script.mark(Tag("block", "", statement, tag.written, tag.place, position))


def _colspan(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    _set_property(cell, "gridSpan", {"val": _value(tag, expression, script, "count")})


def _cellbg(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    _set_property(cell, "shd", {"val": "clear", "color": "auto", "fill": _value(tag, expression, script, "colour")})


def _vm(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    parts = [_statement(tag, s, script, "attribute") for s in ("if loop.first", "else", "endif")]
    _set_property(cell, "vMerge", {"val": f"{parts[0]}restart{parts[1]}continue{parts[2]}"})
    content = text.text or ""
    text.text = _statement(tag, "if loop.first", script) + content + _statement(tag, "endif", script)


def _hm(cell: Element, text: Element, tag: Tag, expression: str, script: Script) -> None:
    old = cell.find(f"{W}tcPr/{W}gridSpan")
    span = "" if old is None else old.get(f"{W}val", "")
    times = f"{span} * " if span.isdecimal() else ""
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
