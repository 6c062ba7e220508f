"""From the pieces of a part to Jinja's tree of it, or to every mistake in its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import jinja2
from jinja2 import nodes

from qmsdocs.docx import generator, measuring
from qmsdocs.docx.cutting import Piece
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.marking import Script
from qmsdocs.docx.tags import Tag

MAX_DEPTH = 60  # nodes inside nodes
MAX_LOOPS = 15  # loops inside loops
_UNSUPPORTED = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport, nodes.Block)


def tree_of(
    pieces: Sequence[Piece], tags: Sequence[Tag], environment: Environment, script: Script
) -> nodes.Template | None:
    """Jinja's tree of a part, or None with every mistake told."""
    try:
        tree = parsed(pieces, environment)
    except jinja2.TemplateSyntaxError as error:
        known = len(script.problems)
        for tag in tags:
            _check_alone(tag, environment, script)
        if not known and not script.problems:  # each can be read by itself: told at the one where Jinja gave up
            tag = tags[min(error.lineno, len(tags)) - 1]
            script.tell("template-syntax", tag.place, tag=tag.written, reason=error.message)
        return None
    except (RecursionError, ValueError) as error:  # brackets in brackets beyond measure; thousands of digits
        _tell(script, max(tags, key=lambda tag: len(tag.body)), "template-too-much", str(error))
        return None
    if (line := _too_deep(tree)) is not None:
        _tell(script, tags[line - 1], "template-too-much", f"> {MAX_DEPTH}")
        return None
    for line, code, word in _mistakes(tree, environment):
        _tell(script, tags[line - 1], code, word)
    return None if script.problems else tree


def _tell(script: Script, tag: Tag, code: str, word: str) -> None:
    script.tell(code, tag.place, tag=tag.written, name=word, reason=word or tag.statement)


def _too_deep(tree: nodes.Template) -> int | None:
    """The line of a node inside too many others, or too many loops: what is compiled to Python has bounds for both."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        if depth > MAX_DEPTH or loops > MAX_LOOPS:
            return node.lineno
        loops += isinstance(node, nodes.For)
        waiting.extend((child, depth + 1, loops) for child in node.iter_child_nodes())
    return None


def parsed(pieces: Sequence[Piece], environment: Environment) -> nodes.Template:
    """Jinja's tree of the pieces; a node's line number is the number of its tag, from 1."""
    return environment.parse(generator.jinja_source(pieces))


def _mistakes(tree: nodes.Template, environment: Environment) -> Iterator[tuple[int, str, str]]:
    """(line, code, word) of what can be read and must not be there."""
    for statement in tree.find_all(_UNSUPPORTED):
        yield statement.lineno, "template-forbidden", ""
    for attribute in tree.find_all(nodes.Getattr):
        if attribute.attr.startswith("_"):
            yield attribute.lineno, "template-forbidden", attribute.attr
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and str(item.arg.value).startswith("_"):
            yield item.lineno, "template-forbidden", str(item.arg.value)
    for number in tree.find_all(nodes.Const):
        if isinstance(number.value, int) and number.value.bit_length() > measuring.MAX_BITS:
            yield number.lineno, "template-too-much", f"{number.value.bit_length()} bit"
    for used in tree.find_all(nodes.Filter):
        if used.name not in environment.filters:
            yield used.lineno, "template-unknown-filter", used.name
    for test in tree.find_all(nodes.Test):
        if test.name not in environment.tests:
            yield test.lineno, "template-unknown-filter", test.name


def is_readable(tag: Tag, environment: Environment) -> bool:
    """Whether Jinja can read a tag by itself."""
    try:
        _alone(tag, environment)
    except (jinja2.TemplateSyntaxError, RecursionError, ValueError):
        return False
    return True


def _alone(tag: Tag, environment: Environment) -> nodes.Template:
    """Jinja's tree of one tag; a statement is read with what closes it."""
    word = tag.statement
    if tag.kind == "comment" or word in ("else", "pluralize") or word.startswith("end"):
        return environment.parse("")
    before, after = "", ""
    if word == "elif":
        before, after = "{% if 1 %}", "{% endif %}"
    elif tag.opens:
        after = f"{{% end{word} %}}"
    return environment.parse(f"{before}{tag.source}{after}")


def _check_alone(tag: Tag, environment: Environment, script: Script) -> None:
    """Tell what is wrong with a tag by itself."""
    try:
        tree = _alone(tag, environment)
    except jinja2.TemplateSyntaxError as error:
        _tell(script, tag, "template-syntax", error.message or str(error))
        return
    except (RecursionError, ValueError) as error:
        _tell(script, tag, "template-too-much", str(error))
        return
    if _too_deep(tree) is not None:
        return
    for _, code, name in _mistakes(tree, environment):
        _tell(script, tag, code, name)
