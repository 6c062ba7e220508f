"""Where in a Word template a mistake sits, in Word's own terms: part, table, row, cell, paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import jinja2
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError

from qmsdocs.docx.headings import paragraph_text
from qmsdocs.errors import Location, Problem
from qmsdocs.model.base import nearest
from qmsdocs.plan import DocumentPlan


def template_problem(error: Exception, file: Path, shown: str, plan: DocumentPlan) -> Problem:
    """The Problem for what Jinja said, at the paragraph whose tag caused it."""
    reason = str(error)
    name = _name_in(reason)
    if isinstance(error, SecurityError):
        return Problem("template-forbidden", _find(file, shown, name), {"reason": reason})
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem("template-syntax", _find(file, shown, _line_of(error)), {"reason": reason})
    if isinstance(error, jinja2.UndefinedError):
        near = nearest(name, set(_names(plan.context))) or "—"
        return Problem("template-unknown-field", _find(file, shown, name), {"reason": reason, "near": near})
    whole = _printed_whole(file, plan.context) if isinstance(error, jinja2.TemplateRuntimeError) else name
    return Problem("template-failed", _find(file, shown, whole), {"reason": reason})


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


def _find(file: Path, shown: str, needle: str) -> Location:
    wanted = _bare(needle)
    if wanted:
        for words, paragraph in paragraphs(docx.Document(str(file))):
            if any(wanted in _bare(tag) for tag in re.findall(r"\{[{%].*?[%}]\}|\{[{%].*", paragraph_text(paragraph))):
                return Location(shown, inside=words)
    return Location(shown)


def _printed_whole(file: Path, context: Any) -> str:
    """The first tag that prints a list, a group of fields or nothing; '' when a loop hides what it stands for."""
    for _, paragraph in paragraphs(docx.Document(str(file))):
        for tag, path in re.findall(r"(\{\{\s*([\w.]+)\s*\}\})", paragraph_text(paragraph)):
            value = context
            for name in path.split("."):
                value = value.get(name, "") if isinstance(value, dict) else ""
            if value is None or isinstance(value, dict | list):
                return str(tag)
    return ""


def _bare(tag: str) -> str:
    """A tag without docxtpl's own marks and without spaces."""
    return re.sub(r"\s+", "", re.sub(r"(\{[{%])(?:p|tr|tc|r)\s", r"\1 ", tag))


def _line_of(error: jinja2.TemplateSyntaxError) -> str:
    lines = (error.source or "").splitlines()
    line = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    tags = re.findall(r"\{[{%].*?[%}]\}", re.sub(r"<[^>]+>", "", line))
    return tags[0] if tags else ""


def _name_in(reason: str) -> str:
    names = re.findall(r"'([^' ]+)'", reason)
    return names[-1] if names else ""


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value[:1]:
            yield from _names(inner)
