"""Reading finished documents back, without the engine that made them: headings, contents lists, places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn


@dataclass(frozen=True)
class Heading:
    """One heading paragraph. `number` is what automatic numbering shows, '' when there is none."""

    paragraph: Any
    level: int
    number: str
    title: str

    @property
    def text(self) -> str:
        return f"{self.number} {self.title}".strip()


def headings(document: Any) -> list[Heading]:
    """Every heading of the body in order, those without text included."""
    levels, numbering = _levels(document), _Numbering(document)
    found = []
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.style
        if style in levels:
            number = numbering.next(paragraph, style)
            found.append(Heading(paragraph, levels[style], number, paragraph_text(paragraph)))
    return found


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph, spaces folded."""
    pieces = (node.text or " " for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")))
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _levels(document: Any) -> dict[str, int]:
    """Style id → heading level (1 is the highest), by the outline level of the style or of those it is based on."""
    styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
    found = {identifier: _outline(style, styles) for identifier, style in styles.items()}
    return {identifier: level + 1 for identifier, level in found.items() if level is not None and level < 9}


def _outline(style: Any, styles: dict[str, Any]) -> int | None:
    seen: list[Any] = []
    while style is not None and style not in seen:
        seen.append(style)
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            return int(outline.get(qn("w:val")))
        based = style.find(qn("w:basedOn"))
        style = styles.get(based.get(qn("w:val"))) if based is not None else None
    return None


class _Numbering:
    """Counts automatically numbered headings the way Word does (decimal levels are all that headings use)."""

    def __init__(self, document: Any) -> None:
        self.styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self.formats = dict(self._formats(document))
        self.counts: dict[str, list[int]] = {}

    def _formats(self, document: Any) -> Iterator[tuple[str, list[str]]]:
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            node.get(qn("w:abstractNumId")): [
                level.find(qn("w:lvlText")).get(qn("w:val")) for level in node.iter(qn("w:lvl"))
            ]
            for node in numbering.iter(qn("w:abstractNum"))
        }
        for num in numbering.iter(qn("w:num")):
            yield num.get(qn("w:numId")), abstract[num.find(qn("w:abstractNumId")).get(qn("w:val"))]

    def next(self, paragraph: Any, style: str) -> str:
        properties = [paragraph.pPr, self.styles[style].find(qn("w:pPr"))]
        found = next(
            (p.find(qn("w:numPr")) for p in properties if p is not None and p.find(qn("w:numPr")) is not None), None
        )
        if found is None:
            return ""
        number = found.find(qn("w:numId")).get(qn("w:val"))
        level_node = found.find(qn("w:ilvl"))
        level = int(level_node.get(qn("w:val"))) if level_node is not None else 0
        if number not in self.formats:
            return ""
        counts = self.counts.setdefault(number, [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        return re.sub(r"%(\d)", lambda match: str(counts[int(match[1]) - 1]), self.formats[number][level])


def contents_fields(document: Any) -> list[tuple[Any, Any, str]]:
    """(first paragraph, last paragraph, field code) of every TOC field in the body."""
    found = []
    for instruction in list(document.element.body.iter(qn("w:instrText"))):
        if re.match(r"\s*TOC\b", instruction.text or ""):
            first = _paragraph(instruction)
            found.append((first, _last_paragraph(first, instruction), (instruction.text or "").strip()))
    return found


def contents_entries(first: Any, last: Any) -> list[str]:
    """The texts a TOC field shows now."""
    return [text for p in _between(first, last) if (text := paragraph_text(p))]


def listed(found: list[Heading], code: str) -> list[Heading]:
    """The headings that a TOC field of this code lists."""
    low, high = _range(code)
    return [heading for heading in found if low <= heading.level <= high]


def _range(code: str) -> tuple[int, int]:
    match = re.search(r'\\o\s+"(\d)-(\d)"', code)
    return (int(match[1]), int(match[2])) if match else (1, 3)


def _paragraph(node: Any) -> Any:
    return next(parent for parent in node.iterancestors() if parent.tag == qn("w:p"))


def _last_paragraph(first: Any, instruction: Any) -> Any:
    depth = 1
    paragraph = first
    seen = False
    while paragraph is not None:
        for node in paragraph.iter(qn("w:instrText"), qn("w:fldChar")):
            if node is instruction:
                seen = True
            elif seen and node.tag == qn("w:fldChar"):
                kind = node.get(qn("w:fldCharType"))
                depth += {"begin": 1, "end": -1}.get(kind, 0)
                if depth == 0:
                    return paragraph
        paragraph = paragraph.getnext()
    return first


def _between(first: Any, last: Any) -> list[Any]:
    found = [first]
    while found[-1] is not last:
        found.append(found[-1].getnext())
    return found


def paragraphs(document: Any) -> Iterator[tuple[str, Any]]:
    """(place in words, paragraph element) for body, headers and footers."""
    yield from _in_block(document.element.body, "")
    seen: set[str] = set()
    for number, section in enumerate(document.element.body.iter(qn("w:sectPr")), start=1):
        for reference in section.iter(qn("w:headerReference"), qn("w:footerReference")):
            relation = reference.get(qn("r:id"))
            if relation not in seen:
                seen.add(relation)
                words = f"{_running_words(reference)} của phần {number}, "
                # Not section.header: docxtpl puts new parts behind the relations, which python-docx does not see.
                yield from _in_block(document.part.rels[relation].target_part.element, words)


def _running_words(reference: Any) -> str:
    part = "đầu trang" if reference.tag == qn("w:headerReference") else "chân trang"
    return f"{part} đầu tiên" if reference.get(qn("w:type")) == "first" else part


def _in_block(block: Any, words: str) -> Iterator[tuple[str, Any]]:
    tables = count = 0
    for child in block.iterchildren():
        if child.tag == qn("w:p"):
            count += 1
            yield f"{words}đoạn {count}", child
        elif child.tag == qn("w:tbl"):
            tables += 1
            for r, row in enumerate(child.iter(qn("w:tr")), start=1):
                for c, cell in enumerate(row.iterchildren(qn("w:tc")), start=1):
                    yield from _in_block(cell, f"{words}bảng {tables}, hàng {r}, ô {c}, ")
