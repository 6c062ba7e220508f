"""A compiled template: ready bytes, generated code, and the run that makes a document of them.

`Program` is plain data (it can be pickled and kept on disk); `Template` is a program made ready to run.
"""

from __future__ import annotations

import functools
import marshal
import types
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import jinja2
from jinja2 import runtime
from jinja2.exceptions import SecurityError

from qmsdocs.docx import fieldcodes, finishing, images, package, subdocuments, tags, values, xml, zipping
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.measuring import TooMuch
from qmsdocs.docx.places import Place
from qmsdocs.docx.rendering import CAUGHT, MAX_BYTES, TemplateContext, Work
from qmsdocs.docx.tags import Tag
from qmsdocs.errors import Problem, QmsdocsError, nearest

Root = Callable[[Any, list[bytes], Work], None]

_FACTS = (package.CORE, package.CUSTOM)  # parts that say of each document what it is


@dataclass(frozen=True)
class Part:
    """A part with tags. `swift` and `careful` are marshalled code; `lines` map their lines to numbers of tags."""

    name: str
    tags: tuple[Tag, ...]
    swift: bytes = field(repr=False)
    careful: bytes = field(repr=False)
    swift_lines: tuple[tuple[int, int], ...] = field(repr=False)
    careful_lines: tuple[tuple[int, int], ...] = field(repr=False)
    fields: bool = False  # whether tags stand inside field codes


@dataclass(frozen=True)
class Program:
    """A template compiled. `records` are the parts that every document has as they are; `loose` those that pictures or
    the caller may change; `sources` the files whose content was put in; `notes` what is worth saying of that."""

    shown: str
    records: tuple[zipping.Record, ...] = field(repr=False)
    loose: Mapping[str, bytes] = field(repr=False)
    parts: tuple[Part, ...]
    strict: bool
    problems: tuple[Problem, ...] = ()
    styles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    sources: tuple[str, ...] = ()
    # Name, title or description of a picture → the parts that hold it.
    pictures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Template:
    """A template ready to render, again and again, from any thread. Pickled by content."""

    engine = "compiled"

    def __init__(self, program: Program, custom: jinja2.Environment | None = None) -> None:
        self.program, self.custom = program, custom
        self.environment = Environment(custom)
        self.environment.style_tables(program.styles)
        # [Content_Types].xml comes first, where some readers look for it.
        loose = {name: zipping.record(name, data) for name, data in program.loose.items()}
        self._facts = {name: loose.pop(name) for name in _FACTS if name in loose}
        ready = [*loose.values(), *program.records]
        self._block, self._count = b"".join(one.local for one in ready), len(ready)
        self._lines = zipping.directory(ready, 0)
        self._links: dict[str, str] = {}
        self._swift: list[Root | None] = [None] * len(program.parts)
        self._careful: list[Root | None] = [None] * len(program.parts)

    def __reduce__(self) -> Any:
        return (Template, (self.program, self.custom))

    def build_url_id(self, address: str) -> str:
        """The id under which rich text may link to an address: RichText("…", url_id=template.build_url_id(address))."""
        for identifier, known in self._links.items():
            if known == address:
                return identifier
        identifier = f"rIdL{len(self._links) + 1}"
        self._links[identifier] = address
        return identifier

    def render(
        self,
        context: Mapping[str, object],
        *,
        pictures: Mapping[str, bytes] | None = None,
        replace: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The document for a context of plain data.

        `pictures` puts others in the place of those that Word knows by that name, title or description; `replace`
        gives other bytes to named parts (`word/media/image1.png`). Raises QmsdocsError with every mistake that the
        data or the template have, each at its tag.
        """
        if not (pictures or replace):
            return self.document(context, {})[0]
        program = self.program
        known = [record.name.decode() for record in program.records] + [part.name for part in program.parts]
        known += program.loose
        given = images.replacements(program.shown, known, program.pictures, pictures or {}, replace or {})
        return self.document(context, given)[0]

    def document(self, context: Mapping[str, object], replace: Mapping[str, bytes]) -> tuple[bytes, list[Work]]:
        """The document, and the work of each of its parts."""
        media: dict[str, bytes] = {}
        next_id = count(1).__next__
        annexes = subdocuments.Annexes(self.program, next_id)
        made: list[zipping.Record] = []
        works: list[Work] = []
        relations: dict[str, dict[str, images.Relationship]] = {}
        problems: list[Problem] = []
        for index, part in enumerate(self.program.parts):
            if part.name in replace:
                continue
            own = self.program.loose.get(package.rels_name(part.name), b"")
            annex = functools.partial(annexes.put, part.name)
            pictures = images.Images(media, next_id, annex, self._links, own)
            try:
                data, work = self._render_part(index, part, context, pictures)
            except QmsdocsError as error:
                problems.extend(one for one in error.problems if one not in problems)
                continue
            works.append(work)
            made.append(zipping.record(part.name, data))
            if pictures.relationships:
                relations[package.rels_name(part.name)] = pictures.relationships
        if problems:
            raise QmsdocsError(problems)
        changed, dropped = annexes.changes()
        if media or relations or changed or not replace.keys() <= set(_FACTS):
            return self._with(made, {**self.program.loose, **changed}, dropped, media, relations, replace), works
        facts = self._facts | {name: zipping.record(name, data) for name, data in replace.items()}
        return zipping.archive(self._block, self._lines, self._count, [*facts.values(), *made]), works

    def _with(
        self,
        made: list[zipping.Record],
        loose: dict[str, bytes],
        dropped: Set[str],
        media: Mapping[str, bytes],
        relations: Mapping[str, dict[str, images.Relationship]],
        replace: Mapping[str, bytes],
    ) -> bytes:
        """The archive with pictures added and parts replaced."""
        for name, more in relations.items():
            loose[name] = images.relationships_with(loose.get(name, b""), more)
        if media:
            endings = {name.rpartition(".")[2] for name in media}
            loose[package.CONTENT_TYPES] = images.types_with(loose[package.CONTENT_TYPES], endings)
        files = {**loose, **media, **replace}
        kept = [record for record in self.program.records if record.name.decode() not in files.keys() | dropped]
        return zipping.archive(b"", b"", 0, [*(zipping.record(*file) for file in files.items()), *kept, *made])

    def _render_part(
        self, index: int, part: Part, context: Mapping[str, object], pictures: images.Images
    ) -> tuple[bytes, Work]:
        work = Work(part.tags, self.program.strict, self.environment.finalize, pictures)
        try:
            return self._run(self._root(self._swift, index, part.swift), part, context, work), work
        except TooMuch as error:
            problem = self._problem(error, _tag_of(error, part.swift_lines), part, context)
            raise QmsdocsError([problem]) from None
        except Exception:  # whatever else the swift form met, the careful one prints or tells
            pictures.relationships.clear()
            return self._carefully(index, part, context, pictures)

    def _run(self, root: Root, part: Part, context: Mapping[str, object], work: Work) -> bytes:
        environment = self.environment
        names = TemplateContext(environment, {**environment.globals, **context}, part.name, {})
        names.work = work
        out: list[bytes] = []
        root(names, out, work)
        if work.contents:
            finishing.fill_contents(work, out)
        _bound(out)
        data = b"".join(out)
        if part.fields or work.fields:
            _check_fields(data, part)
        return data

    def _carefully(
        self, index: int, part: Part, context: Mapping[str, object], pictures: images.Images
    ) -> tuple[bytes, Work]:
        work = Work(part.tags, self.program.strict, self.environment.finalize, pictures)
        data = b""
        try:
            data = self._run(self._root(self._careful, index, part.careful), part, context, work)
        except CAUGHT as error:
            work.errors.append((error, _tag_of(error, part.careful_lines)))
        if work.errors:
            raise QmsdocsError([self._problem(error, number, part, context) for error, number in work.errors])
        return data, work

    def _root(self, roots: list[Root | None], index: int, code: bytes) -> Root:
        root = roots[index]
        if root is None:
            root = roots[index] = self._load(code)
        return root

    def _load(self, code: bytes) -> Root:
        strict = self.program.strict
        names: dict[str, Any] = {name: getattr(runtime, name) for name in runtime.exported}
        names |= finishing.OPERATIONS
        names |= {
            "environment": self.environment,
            "texts": values.STRICT_TEXTS if strict else values.TEXTS,
            "others": values.STRICT_OTHERS if strict else values.OTHERS,
        }
        exec(marshal.loads(code), names)  # code that generator.py wrote
        root: Root = names["root"]
        return root

    def _problem(self, error: Exception, number: int, part: Part, context: Mapping[str, object]) -> Problem:
        tag = part.tags[min(number, len(part.tags) - 1)] if part.tags else Tag("comment", "", "", "", Place(""))
        where, written = tag.place.at(self.program.shown), tags.shown(tag.written)
        if isinstance(error, values.BadValue):
            return Problem(error.code, where, {"tag": written, **error.words})
        if isinstance(error, SecurityError):
            return Problem("template-forbidden", where, {"tag": written, "reason": error})
        if isinstance(error, jinja2.UndefinedError):
            name = _undefined_name(str(error))
            near = nearest(name, _names(context)) or "—"
            return Problem("template-unknown-field", where, {"tag": written, "name": name, "near": near})
        if isinstance(error, TooMuch | RecursionError | xml.TooLargeError):
            return Problem("template-too-much", where, {"tag": written, "reason": error})
        return Problem("template-failed", where, {"tag": written, "reason": error})


def _bound(out: Sequence[bytes]) -> None:
    """Raises TooMuch when the part would be too big. The sum is taken only where it could be."""
    if len(out) > 5_000 and sum(map(len, out)) > MAX_BYTES:
        raise TooMuch(f"> {MAX_BYTES} byte")


def _check_fields(data: bytes, part: Part) -> None:
    """Raises BadValue when values made a field code that runs a command."""
    for _, command in fieldcodes.commands(xml.parse(data)):
        error = values.BadValue("value-field-command", text=command)
        error.tag = next((number for number, tag in enumerate(part.tags) if tag.position == "field"), 0)
        raise error


def _tag_of(error: BaseException, lines: Sequence[tuple[int, int]]) -> int:
    """The number of the tag whose generated line raised an error."""
    if isinstance(error, values.BadValue) and error.tag is not None:
        return error.tag
    trace: types.TracebackType | None = error.__traceback__
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return next((number for number, at in reversed(lines) if at <= line), 1) - 1


FILE = "<template>"  # the file name of generated code


def _undefined_name(reason: str) -> str:
    """'dict object' has no attribute 'titel' → titel"""
    quoted = reason.split("'")[1::2]
    return quoted[-1] if quoted else reason


def _names(context: Mapping[str, object]) -> set[str]:
    """The names in a context, as far as a template is likely to go down."""
    names: set[str] = set()
    waiting: list[tuple[object, int]] = [(dict(context), 0)]
    while waiting and len(names) < 2000:
        value, depth = waiting.pop(0)
        if isinstance(value, dict):
            names.update(map(str, value))
            inner = list(value.values())
        else:
            inner = list(value[:1]) if isinstance(value, list | tuple) else []
        waiting += [(one, depth + 1) for one in inner if depth < 8]
    return names
