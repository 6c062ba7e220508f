"""Automatic numbers as Word shows them."""

from __future__ import annotations

import re

from qmsdocs.layout.reading import Element, Paragraph, W
from qmsdocs.layout.resolver import Resolver
from qmsdocs.text import roman


class Labels:
    """Automatic numbers as Word shows them, written to the paragraphs in reading order."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.counts: dict[str, list[int]] = {}

    def write(self, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            number, level = self.resolver.paragraph(paragraph).get("numbering") or ("", 0)
            node = self.resolver.level(number, level)
            if node is not None and number != "0":
                paragraph.number(self._next(number, level, node))

    def _next(self, number: str, level: int, node: Element) -> str:
        counts = self.counts.setdefault(number, [self._start(number, one) - 1 for one in range(9)])
        counts[level] += 1
        counts[level + 1 :] = [self._start(number, one) - 1 for one in range(level + 1, 9)]
        text = node.find(W + "lvlText")
        template = text.get(W + "val", "") if text is not None else ""
        if _format(node) == "bullet":
            return template if template.isascii() else "-"
        return re.sub(r"%(\d)", lambda match: self._shown(number, int(match[1]) - 1, counts), template)

    def _start(self, number: str, level: int) -> int:
        node = self.resolver.level(number, level)
        start = node.find(W + "start") if node is not None else None
        return int(start.get(W + "val", 1)) if start is not None else 1

    def _shown(self, number: str, level: int, counts: list[int]) -> str:
        node = self.resolver.level(number, level)
        form, value = _format(node) if node is not None else "decimal", max(counts[level], 1)
        if form == "upperRoman" and value < 40:
            return roman(value)
        if form == "lowerLetter" and value <= 26:
            return chr(ord("a") + value - 1)
        return str(value)


def _format(level: Element) -> str:
    node = level.find(W + "numFmt")
    return str(node.get(W + "val")) if node is not None else "decimal"
