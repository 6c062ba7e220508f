"""compile: a Word template in, a program out. Each step is a function of its own module; this is their order."""

from __future__ import annotations

import io
import marshal
import re
from collections.abc import Sequence
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes

from qmsdocs.docx import cutting, generator, healing, hoisting, package, places, preparing, proof, xml
from qmsdocs.docx.cutting import Piece
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.hoisting import Script
from qmsdocs.docx.package import Package
from qmsdocs.docx.places import Place
from qmsdocs.docx.preparing import Styles
from qmsdocs.docx.program import FILE, Part, Program
from qmsdocs.docx.proof import Line
from qmsdocs.docx.tags import Tag
from qmsdocs.docx.xml import Element
from qmsdocs.errors import Problem, QmsdocsError

_PART_WORDS = {"header": "đầu trang", "footer": "chân trang", "footnotes": "cước chú", "endnotes": "chú thích cuối",
               "comments": "ghi chú", "core": "thuộc tính tài liệu", "app": "thuộc tính tài liệu",
               "custom": "thuộc tính tài liệu"}  # fmt: skip
_RUNNING = (f"{xml.W}hdr", f"{xml.W}ftr")
_UNSUPPORTED = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.Block)
# Parts whose bytes pictures or callers may change; the rest is copied as one block.
_LOOSE = re.compile(r"\[Content_Types\]\.xml|.*\.rels|docProps/core\.xml")


def compile_package(data: bytes, shown: str, environment: Environment, strict: bool = False) -> Program:
    """The program of a template. Raises QmsdocsError with every mistake of the template, each at its place.

    `strict` is how our own documents are made: no blank values, no tags in values, headings and control facts proven.
    """
    source = package.read(data, shown)
    styles = _styles(source)
    problems: list[Problem] = []
    parts: list[Part] = []
    lines: list[Line] = []
    for name in source.parts:
        if name.endswith((".xml", ".vml")) and name != package.CONTENT_TYPES:
            part, found = _compile_part(source, name, styles, environment, strict, lines)
            problems.extend(found)
            if part is not None:
                parts.append(part)
    if strict:
        problems.extend(proof.spelling(lines, shown))
    if problems:
        raise QmsdocsError(problems)
    return _program(source, parts, styles, strict, tuple(proof.control(lines, shown)) if strict else ())


def _program(
    source: Package, parts: Sequence[Part], styles: Styles, strict: bool, problems: tuple[Problem, ...]
) -> Program:
    compiled = {part.name for part in parts}
    static = [name for name in source.parts if name not in compiled]
    return Program(
        shown=source.shown,
        records=tuple(source.records[name] for name in static if not _LOOSE.fullmatch(name)),
        loose={name: source.parts[name] for name in static if _LOOSE.fullmatch(name)},
        parts=tuple(parts),
        strict=strict,
        problems=problems,
        styles={usual: styles.id_of(name, usual) for usual, name in _OWN_STYLES.items()},
    )


# The styles that our own tables ask for: id in the built-in templates → the name users see in Word.
_OWN_STYLES = {"TableHead": "QMS Table Head", "TableText": "QMS Table Text", "QMSTable": "QMS Table"}


def _styles(source: Package) -> Styles:
    def root(ending: str) -> Element | None:
        name = next(source.named(ending), None)
        return xml.parse(source.parts[name]) if name else None

    return preparing.read_styles(root("wordprocessingml.styles+xml"), root("wordprocessingml.numbering+xml"))


def _compile_part(
    source: Package, name: str, styles: Styles, environment: Environment, strict: bool, lines: list[Line]
) -> tuple[Part | None, list[Problem]]:
    """The part compiled, or None when nothing in it depends on data; and the mistakes in it."""
    script = Script(source.shown)
    words = _words_of(name)
    try:
        root = xml.parse(source.parts[name])
    except ValueError as error:
        script.tell("template-unreadable", Place(name), reason=error)
        return None, script.problems
    for node in package.dde_fields(root):
        script.tell("template-unsafe", _place_near(node, root, words), what="trường DDE", what_en="a DDE field")
    body = name == source.main
    if not (body or _dynamic(source.parts[name]) or (strict and root.tag in _RUNNING)):
        return None, script.problems
    healing.clean(root, keep_ids=any("commentsExtended" in part for part in source.parts))
    healing.heal(root)
    found = places.find(root, words, frozenset(styles.levels))
    lines.extend(Line(place, places.text_of(paragraph), not body) for paragraph, place in found.items())
    hoisting.hoist(root, found, Place(words or "thân văn bản"), script)
    preparing.prepare(root, styles, script, body, strict)
    if not script.pieces and not body:
        return None, script.problems
    text = xml.DECLARATION + _declared(xml.serialize(root))
    cutting.check_blocks(text, script)
    if script.problems:
        return None, script.problems
    pieces = cutting.cut(text, script)
    tags = tuple(piece for piece in pieces if isinstance(piece, Tag))
    tree = _parse(pieces, tags, environment, script)
    if tree is None:
        return None, script.problems
    swift, swift_lines = _generate(tree, pieces, tags, environment, swift=True)
    careful, careful_lines = _generate(_parsed(pieces, environment), pieces, tags, environment, swift=False)
    return Part(name, tags, swift, careful, swift_lines, careful_lines), []


def _dynamic(data: bytes) -> bool:
    """Whether a part may hold a tag: split over runs, its signs can stand apart."""
    return b"{" in data and (b"%" in data or b"{{" in data or data.count(b"{") > 1)


def _words_of(name: str) -> str:
    stem = name.rpartition("/")[2].removesuffix(".xml")
    word = _PART_WORDS.get(stem.rstrip("0123456789"))
    return "" if stem == "document" else f"{word} ({name})" if word else name


def _place_near(node: Element, root: Element, words: str) -> Place:
    paragraph = xml.ancestor(node, f"{xml.W}p")
    return places.find(root, words).get(paragraph, Place(words))


def _declared(text: str) -> str:
    """The part with the prefixes that values may bring."""
    end = text.index(">")
    opening = text[:end]
    missing = [f' xmlns:{p}="{uri}"' for p, uri in xml.NAMESPACES.items() if f"xmlns:{p}=" not in opening]
    name = re.match(r"<[\w:]+", opening)
    assert name is not None
    if not opening.startswith(("<w:", "<document")):
        return text
    return opening[: name.end()] + "".join(missing) + text[name.end() :]


def _parse(
    pieces: Sequence[Piece], tags: Sequence[Tag], environment: Environment, script: Script
) -> nodes.Template | None:
    """Jinja's tree of a part, or None with every mistake told."""
    try:
        tree = _parsed(pieces, environment)
    except jinja2.TemplateSyntaxError as error:
        _tell_syntax(error, tags, environment, script)
        return None
    for node in tree.find_all(_UNSUPPORTED):
        tag = tags[node.lineno - 1]
        script.tell("template-forbidden", tag.place, tag=tag.written, reason=tag.statement)
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        private = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", "")
        if isinstance(private, str) and private.startswith("_"):
            tag = tags[node.lineno - 1]
            script.tell("template-forbidden", tag.place, tag=tag.written, reason=private)
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            tag = tags[node.lineno - 1]
            script.tell("template-unknown-filter", tag.place, tag=tag.written, name=node.name)
    return None if script.problems else tree


def _parsed(pieces: Sequence[Piece], environment: Environment) -> nodes.Template:
    return environment.parse(generator.jinja_source(pieces))


def _tell_syntax(
    error: jinja2.TemplateSyntaxError, tags: Sequence[Tag], environment: Environment, script: Script
) -> None:
    """Each tag that Jinja cannot read by itself; when all can be read, the one at which it gave up."""
    for tag in tags:
        if reason := _wrong(tag, environment):
            script.tell("template-syntax", tag.place, tag=tag.written, reason=reason)
    if not script.problems:
        tag = tags[min(error.lineno, len(tags)) - 1]
        script.tell("template-syntax", tag.place, tag=tag.written, reason=error.message)


def _wrong(tag: Tag, environment: Environment) -> str:
    """Why Jinja cannot read a tag; '' when it can. A statement is read with what closes it."""
    word = tag.statement
    if tag.kind == "comment" or word in ("else", "pluralize") or word.startswith("end"):
        return ""
    before, after = "", ""
    if word == "elif":
        before, after = "{% if 1 %}", "{% endif %}"
    elif word in cutting.OPENERS and not (word == "set" and "=" in tag.body):
        after = f"{{% end{word} %}}"
    try:
        environment.parse(f"{before}{tag.source}{after}")
    except jinja2.TemplateSyntaxError as error:
        return error.message or str(error)
    return ""


def _generate(
    tree: nodes.Template, pieces: Sequence[Piece], tags: Sequence[Tag], environment: Environment, swift: bool
) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """Marshalled code of a part, and which of its lines belong to which tag."""
    made = generator.Generator(environment, None, None, io.StringIO(), optimized=False)
    made.pieces, made.tags, made.swift, made.weights = pieces, tags, swift, {}
    made.visit(tree)
    code = compile(made.stream.getvalue(), FILE, "exec")
    literals = {generator.literal(i): piece for i, piece in enumerate(pieces) if isinstance(piece, bytes)}
    return marshal.dumps(_with_literals(code, literals)), tuple(made.debug_info)


def _with_literals(code: CodeType, literals: dict[bytes, bytes]) -> CodeType:
    """The code with the parts' bytes among its constants, where the generator left their numbers."""

    def replaced(constant: Any) -> Any:
        if isinstance(constant, CodeType):
            return _with_literals(constant, literals)
        if isinstance(constant, tuple):
            return tuple(map(replaced, constant))
        return literals.get(constant, constant) if isinstance(constant, bytes) else constant

    return code.replace(co_consts=tuple(map(replaced, code.co_consts)))
