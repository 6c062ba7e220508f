"""The two doors of the engine: any docxtpl template (`compile_template`), and the documents of a plan (`render`)."""

from __future__ import annotations

from pathlib import Path

import jinja2

from qmsdocs.docx import package, properties, proof
from qmsdocs.docx.compiling import compile_package
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.program import Template
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan


def compile_template(
    path_or_bytes: str | Path | bytes, *, layers: Layers | None = None, environment: jinja2.Environment | None = None
) -> Template:
    """A docxtpl template, compiled: `.render(context)` gives the bytes of a document, as often as you like.

    `environment` gives its filters, tests, globals, undefined and finalize; values are always escaped and templates
    always sandboxed. Raises QmsdocsError with every mistake of the template.
    """
    shown = "template.docx" if isinstance(path_or_bytes, bytes) else str(path_or_bytes)
    return Template(compile_package(_bytes(path_or_bytes), shown, Environment(environment)), environment)


def _bytes(path_or_bytes: str | Path | bytes) -> bytes:
    if isinstance(path_or_bytes, bytes):
        return path_or_bytes
    try:
        return Path(path_or_bytes).read_bytes()
    except OSError as error:
        words = {"reason": error.strerror or error}
        raise QmsdocsError([Problem("template-unreadable", Location(str(path_or_bytes)), words)]) from None


class Templates:
    """The templates of a run, each compiled once: the same bytes in two agencies' folders are one program."""

    def __init__(self) -> None:
        self._by_name: dict[tuple[Layers, str], Template | QmsdocsError] = {}
        self._by_content: dict[tuple[str, bytes], Template | QmsdocsError] = {}

    def find(self, layers: Layers, name: str) -> Template:
        """The nearest template of that name, compiled. Raises QmsdocsError when it is missing or wrong."""
        key = (layers, name)
        if key not in self._by_name:
            self._by_name[key] = self._read(layers, name)
        found = self._by_name[key]
        if isinstance(found, QmsdocsError):
            raise found
        return found

    def _read(self, layers: Layers, name: str) -> Template | QmsdocsError:
        file = layers.find("templates", name)
        if file is None:
            return QmsdocsError([Problem("template-missing", Location(f"templates/{name}"))])
        content = (layers.shown(file), _bytes(file))
        if content not in self._by_content:
            self._by_content[content] = _strict(*content)
        return self._by_content[content]


def _strict(shown: str, data: bytes) -> Template | QmsdocsError:
    try:
        return Template(compile_package(data, shown, Environment(), strict=True))
    except QmsdocsError as error:
        return error


def render(plan: DocumentPlan, layers: Layers, templates: Templates | None = None) -> bytes:
    """The finished .docx. Raises QmsdocsError when the template is missing or wrong, or the result breaks a rule."""
    template = (templates or Templates()).find(layers, plan.template)
    data, works = template.document(plan.context, {package.CORE: properties.core(plan)})
    if problems := list(proof.check(plan, template.program, works)):
        raise QmsdocsError(problems)
    return data
