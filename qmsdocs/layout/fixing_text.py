"""Repairs of letters that are certain: composed Unicode, and text of TCVN3 and VNI fonts by the font that shows it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from qmsdocs.layout import legacy
from qmsdocs.layout.reading import Element, Paragraph, Run, W
from qmsdocs.layout.repair import Repair
from qmsdocs.layout.resolver import Resolver

COMPOSING = Repair("composed", None, None, "Unicode dựng sẵn")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_T, _SOFT = W + "t", W + "softHyphen"
_SOFT_HYPHEN = "\u00ad"  # what TCVN3 keeps its ư as; Word may make an element of it


def legacy_font(resolver: Resolver, paragraph: Paragraph, run: Run) -> str:
    """The TCVN3 or VNI font of a run, '' for one of Unicode."""
    look = resolver.run(paragraph, run.properties)
    return next((name for one in ("hAnsi", "ascii") if legacy.FONT.match(name := look[f"font.{one}"])), "")


def decoding(resolver: Resolver, paragraph: Paragraph) -> Repair | None:
    """The repair of a paragraph in legacy fonts; None when a sign in it has no place in its font's code."""
    texts: dict[str, str] = {}
    for run in paragraph.runs:
        font = legacy_font(resolver, paragraph, run)
        texts[font] = texts.get(font, "") + run.text
    certain = all(legacy.to_unicode(text, font) is not None for font, text in texts.items() if font)
    return Repair("unicode", None, None, "Unicode") if certain else None


def compose(paragraph: Paragraph) -> None:
    """Letters and marks made one; a mark that begins a run goes to the letter before it."""
    before: Element | None = None
    for node in _nodes(paragraph.runs):
        if node is not None and before is not None:
            text = node.text or ""
            kept = text.lstrip("".join(sign for sign in set(text) if unicodedata.combining(sign)))
            _write(before, (before.text or "") + text[: len(text) - len(kept)])
            _write(node, kept)
        before = node
    for node in _nodes(paragraph.runs):
        if node is not None:
            _write(node, unicodedata.normalize("NFC", node.text or ""))


def decode(paragraph: Paragraph, fonts: list[str]) -> None:
    """The letters of each run in Unicode, by its font; '' leaves a run alone. A pair that two runs share is joined."""
    before, known = None, ""
    for run, font in zip(paragraph.runs, fonts, strict=True):
        for node in list(run.element.iterchildren(_SOFT)) if font else ():
            node.tag = _T
            node.text = _SOFT_HYPHEN
        for node in run.element.iterchildren(_T) if font else ():
            if before is not None and font == known and legacy.is_cut(before.text or "", node.text or "", font):
                _write(before, (before.text or "") + (node.text or "")[0])
                _write(node, (node.text or "")[1:])
            before, known = node, font
    for run, font in zip(paragraph.runs, fonts, strict=True):
        for node in run.element.iterchildren(_T) if font else ():
            _write(node, legacy.to_unicode(node.text or "", font) or node.text or "")


def _nodes(runs: list[Run]) -> Iterator[Element | None]:
    """The w:t in order; None where something else stands between two."""
    for run in runs:
        for node in run.element:
            if node.tag == _T:
                yield node
            elif node.tag != W + "rPr":
                yield None


def _write(node: Element, text: str) -> None:
    node.text = text
    if text != text.strip():
        node.set(_SPACE, "preserve")
