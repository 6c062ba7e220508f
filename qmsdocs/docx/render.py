"""render(plan, layers) → bytes: find the template, fill it, finish it, prove it, pack it.

Filling is docxtpl's for now. Whatever engine fills: sandboxed Jinja, autoescape on, an unknown name is an error.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from qmsdocs.docx import contents, package, proof, properties, styles, tables
from qmsdocs.docx.locate import template_problem
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan


def render(plan: DocumentPlan, layers: Layers) -> bytes:
    """The finished .docx. Raises QmsdocsError when the template is missing or wrong, or the result breaks a rule."""
    file = layers.find("templates", plan.template)
    if file is None:
        raise QmsdocsError([Problem("template-missing", Location(f"templates/{plan.template}"))])
    shown = layers.shown(file)
    document = _fill(file, shown, plan)
    tables.tidy(document)
    contents.fill(document)
    styles.resolve(document)
    properties.write(document, plan)
    if problems := list(proof.check(document, plan, shown)):
        raise QmsdocsError(problems)
    return package.pack(document)


def _fill(file: Path, shown: str, plan: DocumentPlan) -> Any:
    """The python-docx document that docxtpl made of the template."""
    template = DocxTemplate(io.BytesIO(file.read_bytes()))
    try:
        template.init_docx()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise QmsdocsError([Problem("template-unreadable", Location(shown), {"reason": error})]) from error
    try:
        template.render(dict(plan.context), jinja_env=_environment(), autoescape=True)
    except (jinja2.TemplateError, TypeError, ValueError, etree.XMLSyntaxError) as error:
        raise QmsdocsError([template_problem(error, file, shown, plan)]) from error
    return template.docx


class _Environment(ImmutableSandboxedEnvironment):
    """A name after a dot is a key of the data, never a method: `procedure.items` is what the procedure holds."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _printable(value: Any) -> Any:
    """Only what has a wording is printed; a list, a group of fields or nothing at all is a mistake of the template."""
    if value is None or isinstance(value, Mapping | list | tuple):
        raise jinja2.TemplateRuntimeError(f"{type(value).__name__} has no text of its own; print one of its fields")
    return value


def _environment() -> jinja2.Environment:
    environment = _Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_printable)
    environment.filters["table"] = tables.from_data
    return environment
