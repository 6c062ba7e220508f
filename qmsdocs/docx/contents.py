"""Tables of contents: the entries of every TOC field are written from the document's own headings.

Word only fills a TOC when somebody presses F9. Here the field stays a real one, and its entries are right from the
start; with the switch \\n (the built-in templates') it shows no page numbers, so that it can never be stale.
"""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qmsdocs.docx import headings
from qmsdocs.docx.headings import Heading


def fill(document: Any) -> None:
    """Rewrite the entries of every TOC field of the body."""
    for first, last, code in fields(document):
        _write(first, last, code, [heading for heading in listed(headings.find(document), code) if heading.title])


def fields(document: Any) -> list[tuple[Any, Any, str]]:
    """(first paragraph, last paragraph, field code) of every TOC field in the body."""
    found = []
    for instruction in list(document.element.body.iter(qn("w:instrText"))):
        if re.match(r"\s*TOC\b", instruction.text or ""):
            first = _paragraph(instruction)
            found.append((first, _last_paragraph(first, instruction), (instruction.text or "").strip()))
    return found


def entries(first: Any, last: Any) -> list[str]:
    """The texts a TOC field shows now."""
    return [text for p in _between(first, last) if (text := headings.paragraph_text(p))]


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


def _write(first: Any, last: Any, code: str, found: list[Heading]) -> None:
    parent, place = first.getparent(), first.getparent().index(first)
    for old in _between(first, last):
        parent.remove(old)
    paragraphs = [_entry(heading, serial, code) for serial, heading in enumerate(found, start=1)]
    paragraphs = paragraphs or [OxmlElement("w:p")]
    opening = [_field("begin"), _instruction(code), _field("separate")]
    for run in reversed(opening):
        paragraphs[0].insert(1 if paragraphs[0].pPr is not None else 0, run)
    paragraphs[-1].append(_field("end"))
    for offset, paragraph in enumerate(paragraphs):
        parent.insert(place + offset, paragraph)


def _entry(heading: Heading, serial: int, code: str) -> Any:
    bookmark = _bookmark(heading.paragraph, serial)
    paragraph: Any = OxmlElement("w:p")
    paragraph.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), f"TOC{heading.level}")
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    link.append(_run(heading.text))
    if "\\n" not in code:
        tab = OxmlElement("w:r")
        tab.append(OxmlElement("w:tab"))
        # The number is Word's to find; a dirty field is computed when the document is opened.
        link.extend([tab, _field("begin", dirty=True), _instruction(f"PAGEREF {bookmark} \\h"), _field("end")])
    paragraph.append(link)
    return paragraph


def _bookmark(paragraph: Any, serial: int) -> str:
    """The bookmark round a heading, made when the paragraph has none; ids from 10000 stay clear of a template's own."""
    name = f"_Toc{serial:06}"
    for start in paragraph.iter(qn("w:bookmarkStart")):
        if start.get(qn("w:name")).startswith("_Toc"):
            return str(start.get(qn("w:name")))
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for node in (start, end):
        node.set(qn("w:id"), str(10000 + serial))
    start.set(qn("w:name"), name)
    paragraph.insert(1 if paragraph.pPr is not None else 0, start)
    paragraph.append(end)
    return name


def _run(text: str) -> Any:
    run = OxmlElement("w:r")
    run.text = text
    return run


def _field(kind: str, dirty: bool = False) -> Any:
    run, char = OxmlElement("w:r"), OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    if dirty:
        char.set(qn("w:dirty"), "true")
    run.append(char)
    return run


def _instruction(code: str) -> Any:
    run, instruction = OxmlElement("w:r"), OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    run.append(instruction)
    return run
