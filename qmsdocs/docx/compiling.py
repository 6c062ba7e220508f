"""compile: a Word template in, a program out. Each step is a function of its own module; this is their order."""

from __future__ import annotations

import io
import marshal
import re
from collections.abc import Mapping, Sequence
from types import CodeType
from typing import Any

from jinja2 import nodes

from qmsdocs.docx import (
    composing,
    cutting,
    fieldcodes,
    generator,
    healing,
    hoisting,
    images,
    marking,
    package,
    parsing,
    places,
    preparing,
    proof,
    properties,
    reaching,
    stock,
    xml,
)
from qmsdocs.docx.composing import Composed, Parts
from qmsdocs.docx.cutting import Piece
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.marking import Script
from qmsdocs.docx.measuring import TooMuch
from qmsdocs.docx.package import Package
from qmsdocs.docx.places import Place
from qmsdocs.docx.preparing import Styles
from qmsdocs.docx.program import FILE, Part, Program
from qmsdocs.docx.proof import Line
from qmsdocs.docx.tags import Tag
from qmsdocs.docx.xml import Element
from qmsdocs.errors import Problem, QmsdocsError

_RUNNING = (f"{xml.W}hdr", f"{xml.W}ftr")
_MAY_FORGE = (b"\xef\xb7", b"&#", b"\0")  # bytes without which no XML has the signs of marks
# Parts whose bytes pictures or callers may change; the rest is copied as one block.
_LOOSE = re.compile(r"\[Content_Types\]\.xml|.*\.rels|docProps/c(ore|ustom)\.xml")


class TemplateError(QmsdocsError):
    """The mistakes of a template, with the tags of each of its parts, in which further mistakes can be looked for."""

    def __init__(self, problems: Sequence[Problem], tags: Sequence[tuple[Tag, ...]]) -> None:
        super().__init__(problems)
        self.tags = tuple(tags)


def compile_package(
    data: bytes, shown: str, environment: Environment, strict: bool = False, shared: Parts | None = None
) -> Program:
    """The program of a template. Raises QmsdocsError with every mistake of the template, each at its place.

    `strict` is how our own documents are made: no blank values, no tags in values, headings and control facts proven.
    `shared` are the parts that `{%p include %}` and `{%p extends %}` ask for; without them both are left to Jinja.
    """
    composed = composing.compose(package.read(data, shown), shared)
    source = composed.package
    styles = stock.read_styles(source)
    problems = composed.problems
    parts: list[Part] = []
    lines: list[Line] = []
    written: list[tuple[Tag, ...]] = []
    for name in source.parts:
        if package.is_xml(source, name) and not name.endswith(".rels") and name != package.CONTENT_TYPES:
            part, found = _compile_part(source, name, styles, environment, strict, lines, written)
            problems.extend(sorted(found, key=_numbers))  # in the order of the page
            if part is not None:
                parts.append(part)
    if strict:
        problems.extend(proof.spelling(lines, shown))
    if problems:
        # A part may be included more than once.
        raise TemplateError(list({repr(problem): problem for problem in problems}.values()), written)
    return _program(composed, parts, styles, strict, tuple(proof.control(lines, shown)) if strict else ())


def _program(
    composed: Composed, parts: Sequence[Part], styles: Styles, strict: bool, problems: tuple[Problem, ...]
) -> Program:
    source = composed.package
    compiled = {part.name for part in parts}
    static = [name for name in source.parts if name not in compiled]
    loose = {name: source.parts[name] for name in static if _LOOSE.fullmatch(name)}
    return Program(
        shown=source.shown,
        records=tuple(source.records[name] for name in static if not _LOOSE.fullmatch(name)),
        loose=properties.prepared(loose) if strict else loose,
        parts=tuple(parts),
        strict=strict,
        problems=problems,
        styles={usual: styles.id_of(name, usual) for usual, name in _OWN_STYLES.items()},
        notes=tuple(composed.notes),
        sources=composed.sources,
        pictures=images.labels(source),
    )


# The styles that our own tables ask for: id in the built-in templates → the name users see in Word.
_OWN_STYLES = {"TableHead": "QMS Table Head", "TableText": "QMS Table Text", "QMSTable": "QMS Table"}


def _compile_part(
    source: Package,
    name: str,
    styles: Styles,
    environment: Environment,
    strict: bool,
    lines: list[Line],
    written: list[tuple[Tag, ...]],
) -> tuple[Part | None, list[Problem]]:
    """The part compiled, or None when nothing in it depends on data; and the mistakes in it.

    `lines` and `written` take in its paragraphs and its tags.
    """
    script = Script(source.shown)
    words = places.part_words(name, source.type_of(name))
    try:
        root = xml.parse(source.parts[name])
    except ValueError as error:
        script.tell("template-unreadable", Place(name), reason=error)
        return None, script.problems
    if not _is_safe(source, name, root, words, script):
        return None, script.problems
    body = name == source.main
    if not (body or _dynamic(source.parts[name]) or (strict and root.tag in _RUNNING)):
        return None, script.problems
    healing.clean(root, keep_ids=any("commentsExtended" in part for part in source.parts))
    healing.heal(root)
    found = places.find(root, words, frozenset(styles.levels))
    places.forget(root)
    lines.extend(Line(place, places.text_of(paragraph), not body) for paragraph, place in found.items())
    try:
        hoisting.hoist(root, found, Place(words or "thân văn bản"), script)
        _tell_commands(root, found, words, script)  # that comments were hiding
        preparing.prepare(root, styles, script, body, strict)
    except TooMuch as error:
        last = next((piece for piece in reversed(script.pieces) if isinstance(piece, Tag)), None)
        place, tag = (last.place, last.written) if last else (Place(words), "")
        script.tell("template-too-much", place, tag=tag, reason=error)
        return None, script.problems
    if not script.changed and not script.pieces and not body:
        return None, script.problems
    text = xml.DECLARATION + _declared(xml.serialize(root))
    cutting.check_blocks(text, script)
    pieces = cutting.cut(text, script)
    tags = tuple(piece for piece in pieces if isinstance(piece, Tag))
    written.append(tags)
    if not script.problems:
        reaching.check(pieces, script)
    tree = parsing.tree_of(pieces, tags, environment, script)
    if tree is None:
        return None, script.problems
    try:
        swift, swift_lines = _generate(tree, pieces, tags, environment, swift=True)
        careful, careful_lines = _generate(parsing.parsed(pieces, environment), pieces, tags, environment, swift=False)
    except (SyntaxError, RecursionError) as error:  # of Python: blocks nested too deeply
        script.tell("template-too-much", Place(words), tag="", reason=error)
        return None, script.problems
    return Part(name, tags, swift, careful, swift_lines, careful_lines, fieldcodes.vary(text)), []


def _numbers(problem: Problem) -> list[int]:
    """The numbers of a place: paragraph 2, table 1 row 3… in the order of the page as far as numbers tell it."""
    return [int(number) for number in re.findall(r"\d+", problem.where.inside)]


def _dynamic(data: bytes) -> bool:
    """Whether a part may hold a tag: a brace that opens no GUID; split over runs, its signs can stand apart."""
    return re.search(rb"\{(?![0-9A-Fa-f]{8}-)", data) is not None


def _is_safe(source: Package, name: str, root: Element, words: str, script: Script) -> bool:
    """Whether a part holds nothing that runs, fetches or deceives; if not, it is told."""
    _tell_commands(root, {}, words, script)
    for node in source.fetched(name, root):
        what = f"<{node.tag.rpartition('}')[2]}>"
        script.tell("template-unsafe", Place(words), what=f"{what} lấy từ ngoài", what_en=f"{what} from outside")
    if any(sign in source.parts[name] for sign in _MAY_FORGE) and marking.FORGED.search(xml.serialize(root)):
        script.tell("template-unreadable", Place(words), reason="U+FDD0–U+FDD3")
    return not script.problems


def _tell_commands(root: Element, found: Mapping[Element, Place], words: str, script: Script) -> None:
    for node, command in fieldcodes.commands(root):
        found = found or places.find(root, words)
        place = found.get(xml.ancestor(node, f"{xml.W}p"), Place(words))
        script.tell("template-unsafe", place, what=f"trường {command}", what_en=f"the field {command}")


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


def _generate(
    tree: nodes.Template, pieces: Sequence[Piece], tags: Sequence[Tag], environment: Environment, swift: bool
) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """Marshalled code of a part, and which of its lines belong to which tag."""
    text = io.StringIO()
    made = generator.Generator(environment, None, None, text, optimized=False)
    made.pieces, made.tags, made.swift, made.weights, made.tried = pieces, tags, swift, {}, {}
    made.visit(tree)
    code = compile(text.getvalue(), FILE, "exec")
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
