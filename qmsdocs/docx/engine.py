"""The two doors of the engine: any docxtpl template (`compile_template`), and the documents of a plan (`render`)."""

from __future__ import annotations

import hashlib
import json
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import jinja2

from qmsdocs.cache import Store, code_version
from qmsdocs.docx import composing, fallback, package, proof, properties, zipping
from qmsdocs.docx.compiling import compile_package
from qmsdocs.docx.composing import Found, Parts
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.program import Template
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan


def compile_template(
    path_or_bytes: str | Path | bytes, *, layers: Layers | None = None, environment: jinja2.Environment | None = None
) -> Template | fallback.DocxtplTemplate:
    """A docxtpl template, compiled: `.render(context)` gives the bytes of a document, as often as you like.

    `environment` gives its filters, tests, globals, undefined and finalize; values are always escaped and templates
    always sandboxed. Parts that the template includes are looked for in `layers`, the built-in ones when not told.
    Where the environment has a loader, Jinja's own `include`, `import` and `extends` are left to docxtpl, in a bounded
    process of its own (`.engine` tells). Raises QmsdocsError with every mistake of the template.
    """
    shown, data = package.file_of(path_or_bytes)
    if environment is None or environment.loader is None or layers is not None:
        made = compile_package(data, shown, Environment(environment), shared=shared_parts(layers or Layers()))
        return Template(made, environment)
    try:
        return Template(compile_package(data, shown, Environment(environment)), environment)
    except QmsdocsError as error:
        if all(problem.words.get("reason") in fallback.STATEMENTS for problem in error.problems):
            return fallback.DocxtplTemplate(data, shown, environment)
        raise


def composed(path_or_bytes: str | Path | bytes, *, layers: Layers | None = None) -> bytes:
    """The template with the parts that it asks for put in: a Word file of its own, for other engines and other eyes.

    Raises QmsdocsError with every mistake in how parts are asked for.
    """
    shown, data = package.file_of(path_or_bytes)
    whole = composing.compose(package.read(data, shown), shared_parts(layers or Layers()))
    if whole.problems:
        raise QmsdocsError(whole.problems)
    return zipping.archive(b"", b"", 0, [whole.package.records[name] for name in whole.package.parts])


def shared_parts(layers: Layers) -> Parts:
    """The parts in templates/parts that templates of these layers may use; the nearest of a name is taken."""

    def find(name: str) -> Found | None:
        file = layers.find("templates", name)
        return None if file is None else (layers.shown(file), package.file_of(file)[1])

    return Parts(find, lambda: layers.below("templates", "parts", ".docx"))


@dataclass(frozen=True)
class Sources:
    """What a compiled template was made from: its own bytes, and those of each part that it asked for."""

    shown: str
    data: bytes = field(repr=False)
    parts: Mapping[str, Found | None] = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """Equal for templates that make equal documents; it changes with the engine, too."""
        whole = hashlib.sha256(f"{code_version('docx')}\n".encode() + hashlib.sha256(self.data).digest())
        for name in sorted(self.parts):
            found = self.parts[name]
            whole.update(f"\n{name}\n".encode() + (hashlib.sha256(found[1]).digest() if found else b""))
        return whole.hexdigest()

    def compile(self) -> Template:
        """The template. Raises QmsdocsError with every mistake of it."""
        shared = Parts(self.parts.get, lambda: self.parts)
        return Template(compile_package(self.data, self.shown, Environment(), strict=True, shared=shared))


class Templates:
    """The templates of a run, each compiled once: the same bytes in two agencies' folders, using the same parts, are
    one program."""

    def __init__(self, store: Store | None = None) -> None:
        """`store` keeps compiled templates from one run to the next."""
        self._store = store
        self._by_name: dict[tuple[Layers, str], tuple[Template | QmsdocsError, Sources]] = {}
        self._by_content: dict[Found, list[tuple[Template | QmsdocsError, Sources]]] = {}
        self._parts: dict[tuple[Layers, str], Found | None] = {}

    def find(self, layers: Layers, name: str) -> Template:
        """The nearest template of that name, compiled. Raises QmsdocsError when it is missing or wrong."""
        found, _ = self._find(layers, name)
        if isinstance(found, QmsdocsError):
            raise found
        return found

    def sources(self, layers: Layers, name: str) -> Sources:
        """What the nearest template of that name is made from. Raises QmsdocsError when it is missing."""
        return self._find(layers, name)[1]

    def _find(self, layers: Layers, name: str) -> tuple[Template | QmsdocsError, Sources]:
        key = (layers, name)
        if key not in self._by_name:
            self._by_name[key] = self._read(layers, name)
        return self._by_name[key]

    def _read(self, layers: Layers, name: str) -> tuple[Template | QmsdocsError, Sources]:
        file = layers.find("templates", name)
        if file is None:
            raise QmsdocsError([Problem("template-missing", Location(f"templates/{name}"))])
        content = (layers.shown(file), package.file_of(file)[1])
        shared = self._shared(layers)
        for template, sources in self._by_content.setdefault(content, []):
            if all(shared.find(name) == found for name, found in sources.parts.items()):
                return template, sources
        asking: dict[str, Found | None] = {}

        def find(name: str) -> Found | None:
            asking[name] = shared.find(name)
            return asking[name]

        made = _strict(*content, Parts(find, shared.names), self._store)
        self._by_content[content].append((made, Sources(*content, asking)))
        return self._by_content[content][-1]

    def _shared(self, layers: Layers) -> Parts:
        """The parts of these layers, each read once."""
        shared = shared_parts(layers)

        def find(name: str) -> Found | None:
            if (layers, name) not in self._parts:
                self._parts[layers, name] = shared.find(name)
            return self._parts[layers, name]

        return Parts(find, shared.names)


def _strict(shown: str, data: bytes, shared: Parts, store: Store | None) -> Template | QmsdocsError:
    """The template, compiled now or kept from another run.

    Kept under its content are the names of the parts that it ever asked for; under that and what these parts are now,
    the program. Agencies with letterheads of their own so take nothing from each other.
    """
    content = hashlib.sha256(f"{code_version('docx')}\n{shown}\n".encode() + data).hexdigest()
    names = store.get(content) if store else None
    asked = set[str]() if names is None else set(json.loads(names))
    if store and names is not None and (kept := store.get(_with_parts(content, asked, shared))):
        return Template(pickle.loads(kept))  # sealed by the store

    def find(name: str) -> Found | None:
        asked.add(name)
        return shared.find(name)

    try:
        program = compile_package(data, shown, Environment(), strict=True, shared=Parts(find, shared.names))
    except QmsdocsError as error:
        return error
    if store:
        store.put(content, json.dumps(sorted(asked)).encode())
        store.put(_with_parts(content, asked, shared), pickle.dumps(program))
    return Template(program)


def _with_parts(content: str, names: Iterable[str], shared: Parts) -> str:
    """The key of a program: the content of its template, and of the parts of these names."""
    parts = "".join(f"\n{name}\n{_digest(shared.find(name))}" for name in sorted(names))
    return hashlib.sha256(f"{content}{parts}".encode()).hexdigest()


def _digest(found: Found | None) -> str:
    return "" if found is None else hashlib.sha256(f"{found[0]}\n".encode() + found[1]).hexdigest()


def render(plan: DocumentPlan, layers: Layers, templates: Templates | None = None) -> bytes:
    """The finished .docx. Raises QmsdocsError when the template is missing or wrong, or the result breaks a rule."""
    return filled(plan, (templates or Templates()).find(layers, plan.template))


def filled(plan: DocumentPlan, template: Template) -> bytes:
    """The finished .docx from a template at hand. Raises QmsdocsError when the result breaks a rule."""
    problems = list(template.program.problems) if "document" in plan.context else []
    facts = {
        package.CORE: properties.core(plan),
        package.CUSTOM: properties.custom(plan, template.program.loose[package.CUSTOM]),
    }
    try:
        data, works = template.document(plan.context, facts)
    except QmsdocsError as error:
        raise QmsdocsError([*problems, *error.problems]) from None
    problems.extend(proof.headings(works, Location(template.program.shown, inside=f"tài liệu {plan.code}")))
    if problems:
        raise QmsdocsError(problems)
    return data
