"""Mending what Word does to typed text: tags split over runs are joined, equal neighbouring runs become one.

Revision marks, spelling marks and page-break hints say nothing in a finished document and go; the text and its look
stay. Each step walks the part once.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from lxml import etree

from qmsdocs.docx import tags, xml
from qmsdocs.docx.xml import W14, Element, W

_NOISE = tuple(f"{W}{name}" for name in ("proofErr", "lastRenderedPageBreak"))
_TEXTS = tuple(f"{W}{name}" for name in ("t", "instrText", "delText"))
_MARKS = (f"{W14}paraId", f"{W14}textId")
_PLAIN = frozenset(f"{W}{name}" for name in ("t", "tab", "br", "noBreakHyphen", "cr"))


def clean(root: Element, keep_ids: bool = False) -> None:
    """Drop revision ids, spelling marks and (unless comments refer to them) paragraph ids."""
    etree.strip_elements(root, *_NOISE, with_tail=False)
    for node in root.iter("*"):
        for name in [n for n in node.attrib if n.startswith(f"{W}rsid") or (n in _MARKS and not keep_ids)]:
            del node.attrib[name]
    for node in list(root.iter(f"{W}rPr")):
        if not len(node) and node.getparent().tag == f"{W}r":
            xml.remove(node)


def heal(root: Element) -> None:
    """Join the tags that are split over texts, then merge equal runs."""
    for _, nodes in groupby(root.iter(*_TEXTS), key=lambda node: (xml.ancestor(node, f"{W}p"), node.tag)):
        _join_tags(list(nodes))
    for paragraph in root.iter(f"{W}p", f"{W}hyperlink", f"{W}sdtContent", f"{W}smartTag", f"{W}fldSimple"):
        _merge_runs(paragraph)


def _join_tags(nodes: list[Element]) -> None:
    """Give a tag that several texts share to the first of them; what looks it has there is the look of its value."""
    texts = [node.text or "" for node in nodes]
    whole = "".join(texts)
    if len(nodes) == 1 or "{" not in whole:
        return
    owner = [index for index, text in enumerate(texts) for _ in text]
    for begin, end in tags.spans(whole):
        for place in range(begin, end):
            owner[place] = owner[begin]
    joined = [""] * len(nodes)
    begin = 0
    for index, group in groupby(owner):
        length = sum(1 for _ in group)
        joined[index] += whole[begin : begin + length]
        begin += length
    for node, before, text in zip(nodes, texts, joined, strict=True):
        if text != before:
            node.text = text
            keep_spaces(node)
            if not text:
                _drop_empty(node)


def _drop_empty(text: Element) -> None:
    run = text.getparent()
    xml.remove(text)
    if run.tag == f"{W}r" and not any(child.tag != f"{W}rPr" for child in run):
        xml.remove(run)


def keep_spaces(text: Element) -> None:
    """Word drops the spaces at the ends of a text that does not ask to keep them."""
    text.set(f"{xml.XML}space", "preserve")


def _merge_runs(parent: Element) -> None:
    """Put neighbouring runs of equal look together, then neighbouring texts inside them."""
    last: Any = None
    last_look = b""
    for run in list(parent):
        if run.tag != f"{W}r" or not _is_plain(run):
            last = None
            continue
        look = _look(run)
        if last is not None and look == last_look:
            last.extend(child for child in run if child.tag != f"{W}rPr")
            parent.remove(run)
        else:
            last, last_look = run, look
    for run in parent.iterchildren(f"{W}r"):
        _merge_texts(run)


def _is_plain(run: Element) -> bool:
    return all(child.tag in _PLAIN or child.tag == f"{W}rPr" for child in run)


def _look(run: Element) -> bytes:
    properties = xml.first(run, f"{W}rPr")
    return b"" if properties is None else bytes(etree.tostring(properties, method="c14n", with_tail=False))


def _merge_texts(run: Element) -> None:
    for kind, group in groupby(list(run), key=lambda node: node.tag):
        first, *others = group
        if kind == f"{W}t" and others:
            first.text = "".join(node.text or "" for node in (first, *others))
            keep_spaces(first)
            for node in others:
                run.remove(node)
