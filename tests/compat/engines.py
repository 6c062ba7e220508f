"""The two engines behind one call each: a template's bytes and a case in, the finished .docx out."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import jinja2
from docxtpl import DocxTemplate

import qmsdocs.docx

from .case import Case, Made

OURS = hasattr(qmsdocs.docx, "compile_template")


def by_docxtpl(template: bytes, case: Case) -> bytes:
    """docxtpl with the case's environment, escaping on; an unknown name is an error unless the case says otherwise."""
    made = DocxTemplate(io.BytesIO(template))
    environment = case.environment() if case.environment else _strict()
    made.render(_context(case.context, made), jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def by_ours(template: bytes, case: Case) -> bytes:
    """Our engine; values that need a DocxTemplate are made with one of the same file, as users' scripts do."""
    environment = case.environment() if case.environment else None
    compiled = qmsdocs.docx.compile_template(template, environment=environment)
    return bytes(compiled.render(_context(case.context, DocxTemplate(io.BytesIO(template)))))


def _context(context: Mapping[str, object], template: DocxTemplate) -> dict[str, object]:
    return {name: value.make(template) if isinstance(value, Made) else value for name, value in context.items()}


def _strict() -> jinja2.Environment:
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)


def compiled(template: bytes) -> Any:
    """A template compiled by our engine. Raises QmsdocsError with every mistake in it."""
    return qmsdocs.docx.compile_template(template)
