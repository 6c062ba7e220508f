"""Styles by name: what we put in names the built-in ids, which a word processor may have renamed when it saved."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

# The styles that our own elements ask for: id in the built-in templates → the name users see in Word.
_NAMES = {
    "TableHead": "QMS Table Head",
    "TableText": "QMS Table Text",
    "QMSTable": "QMS Table",
    "TOC1": "toc 1",
    "TOC2": "toc 2",
    "TOC3": "toc 3",
}


def resolve(document: Any) -> None:
    """Point our own elements at the template's styles of those names, whatever their ids are now."""
    ids = {style.get(qn("w:styleId")): _name(style) for style in document.styles.element.iter(qn("w:style"))}
    by_name = {name.lower(): identifier for identifier, name in ids.items()}
    renamed = {
        ours: by_name[name.lower()] for ours, name in _NAMES.items() if ours not in ids and name.lower() in by_name
    }
    if renamed:
        for node in document.element.body.iter(qn("w:pStyle"), qn("w:tblStyle")):
            node.set(qn("w:val"), renamed.get(node.get(qn("w:val")), node.get(qn("w:val"))))


def _name(style: Any) -> str:
    return str(style.find(qn("w:name")).get(qn("w:val")))
