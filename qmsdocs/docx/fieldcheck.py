"""Templates against the fields of their kind, without rendering: what is unknown, is no list, or has no wording.

Each part's tags are read by Jinja again and walked in the order in which they are printed, with the shape of every
name known at that place. What cannot be told for sure is `Anything`, and of it nothing is told.
"""

# ruff: noqa: N802 - Jinja calls a visitor's methods by the names of its nodes

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import jinja2
from jinja2 import nodes

from qmsdocs.docx import parsing, shaping
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.expressions import Expressions, below, path_of, proof
from qmsdocs.docx.program import Program
from qmsdocs.docx.shaping import ANYTHING, Function, Row
from qmsdocs.docx.tags import Tag
from qmsdocs.errors import Problem
from qmsdocs.fields import FLAG, NUMBER, About, Field, Group, Leaf, Many, Shape


def check(program: Program, shape: Group) -> Iterator[Problem]:
    """Every mistake that a template makes about the data of its kind, each at its tag; `shape` is what `kinds.fields`
    gives. Of a document under control, what its pages must show and do not is told as well."""
    if "document" in shape.fields:
        yield from program.problems
    for part in program.parts:
        yield from check_tags(part.tags, shape, program.shown)


def check_tags(tags: Sequence[Tag], shape: Group, shown: str) -> Iterable[Problem]:
    """The mistakes of one part. What Jinja cannot read in it, which the compiler tells, is passed over."""
    environment = Environment()
    walked = _Statements(shown, tags, shape, environment)
    try:
        walked.visit(_parsed(tags, environment))
    except jinja2.TemplateSyntaxError:
        return ()
    return walked.problems.values()


def _parsed(tags: Sequence[Tag], environment: Environment) -> nodes.Template:
    """Jinja's tree of the tags; of those it can read, when not of all. Raises jinja2.TemplateSyntaxError."""
    try:
        return parsing.parsed(tags, environment)
    except (jinja2.TemplateSyntaxError, RecursionError, ValueError):
        return parsing.parsed(list(_readable(tags, environment)), environment)


def _readable(tags: Sequence[Tag], environment: Environment) -> Iterator[Tag]:
    """The tags, each at its number: comments for those that cannot be read or close nothing, every block closed."""
    opened: list[str] = []
    for tag in tags:
        word = tag.statement
        closes = word.removeprefix("end") if word.startswith("end") else ""
        if (closes and closes not in opened) or (word in ("else", "elif") and not opened):
            yield replace(tag, kind="comment", body="")
        elif closes:
            inner = []
            while (last := opened.pop()) != closes:
                inner.append(f"end{last}")
            yield replace(tag, body=" %}{% ".join([*inner, word]))
        elif parsing.is_readable(tag, environment):
            if tag.opens:
                opened.append(word)
            yield tag
        else:
            yield replace(tag, kind="comment", body="")
    for word in reversed(opened):
        yield replace(tags[-1], kind="block", body=f"end{word}")


class _Statements(Expressions):
    """Visiting a statement changes what names are known."""

    def visit_Template(self, node: nodes.Template) -> None:
        macros = (macro.name for macro in node.find_all(nodes.Macro))
        stored = (name.name for name in node.find_all(nodes.Name) if name.ctx == "store")
        self.stored: dict[str, Shape] = dict.fromkeys([*macros, *stored], ANYTHING)
        self.visit_all(node.body)

    def visit_Output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.CondExpr):
                self.visit(child.test)
                for branch, shape in self.branches(child):
                    self._printed(branch, shape)
            elif not isinstance(child, nodes.TemplateData):
                self._printed(child, self.visit(child))

    def _printed(self, node: nodes.Expr, shape: Shape) -> None:
        tag = self.tags[node.lineno - 1]
        self.tell_without_text(node, shape)
        if shape == FLAG:
            self.tell("value-without-text", node, type="bool")
        elif isinstance(shape, Leaf) and tag.position == "xml":
            self.tell("value-text-in-place", node, scope=tag.scope)

    def visit_For(self, node: nodes.For) -> None:
        shape: Shape = self.visit(node.iter)
        if not (isinstance(shape, Many | Row) or shape == ANYTHING):
            self._tell_no_list(node.iter, shape)
            shape = ANYTHING
        # What a recursive loop gives to itself may look different.
        one = ANYTHING if node.recursive else shaping.item(shape)
        with self._scope():
            self._bind(node.target, one)
            if node.test is not None:
                self.visit(node.test)
            with self.after(node.test, True):
                self.names["loop"] = ANYTHING if node.recursive else _loop(one)
                self.visit_all(node.body)
        with self._scope():
            self.visit_all(node.else_)

    def _tell_no_list(self, node: nodes.Node, shape: Shape) -> None:
        fields = shape.fields if isinstance(shape, Group) else {}
        lists = [below(path_of(node), name) for name, field in fields.items() if isinstance(field.shape, Many)]
        words = {"name": path_of(node) or "…", "near": ", ".join(lists) or "—"}
        what = _WHAT[shape.name if isinstance(shape, Leaf) else "function" if isinstance(shape, Function) else "group"]
        self.tell("template-not-a-list", node, **words, what=what[0], what_en=what[1])

    def visit_If(self, node: nodes.If) -> None:
        before, proven = self.names, self.proven
        ends = []
        for branch in (node, *node.elif_):
            self.names = dict(before)
            self.visit(branch.test)
            with self.after(branch.test, True):
                self.visit_all(branch.body)
            ends.append(self.names)
            self.proven |= proof(branch.test, False)
        self.names = dict(before)
        self.visit_all(node.else_)
        self.proven = proven
        # A name that only some branches set counts as known: whether they are taken cannot be told.
        ends.append(self.names)
        every = dict.fromkeys(name for end in ends for name in end)
        self.names = {name: shaping.either([end[name] for end in ends if name in end]) for name in every}

    def visit_Assign(self, node: nodes.Assign) -> None:
        self._bind(node.target, self.visit(node.node))

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> None:
        self._inside(node)
        self._bind(node.target, ANYTHING)

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> None:
        self._inside(node)

    def _inside(self, node: nodes.AssignBlock | nodes.FilterBlock) -> None:
        if node.filter is not None:
            self.visit(node.filter)
        with self._scope():
            self.visit_all(node.body)

    def visit_With(self, node: nodes.With) -> None:
        shapes = self.visit_all(node.values)
        with self._scope():
            for target, shape in zip(node.targets, shapes, strict=True):
                self._bind(target, shape)
            self.visit_all(node.body)

    def visit_Macro(self, node: nodes.Macro) -> None:
        self.names[node.name] = ANYTHING
        with self._scope():
            self.names |= self.stored  # what it sees is what they are when it is called
            self._function(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> None:
        self.visit(node.call)
        with self._scope():
            self._function(node)

    def _function(self, node: nodes.Macro | nodes.CallBlock) -> None:
        self.visit_all(node.defaults)
        self.names |= dict.fromkeys(("caller", "varargs", "kwargs"), ANYTHING)
        for argument in node.args:
            self.names[argument.name] = ANYTHING
        self.visit_all(node.body)

    @contextmanager
    def _scope(self) -> Iterator[None]:
        """What is set inside is not known outside."""
        before = self.names
        self.names = dict(before)
        yield
        self.names = before

    def _bind(self, target: nodes.Node, shape: Shape) -> None:
        """Give what a statement makes to its name, or to each of its names."""
        if isinstance(target, nodes.Name):
            self.names[target.name] = shape
        elif isinstance(target, nodes.Tuple):
            places = [field.shape for field in shape.fields.values()] if isinstance(shape, Row) else []
            known = len(places) == len(target.items)
            for index, one in enumerate(target.items):
                self._bind(one, places[index] if known else ANYTHING)


_WHAT = {
    "text": ("chữ", "text"),
    "number": ("số", "a number"),
    "flag": ("giá trị đúng/sai", "yes or no"),
    "group": ("nhóm trường", "a group of fields"),
    "function": ("phép tính chưa có dấu ()", "a function without its ()"),
}


def _loop(one: Shape) -> Group:
    """What `loop` is in the body of a loop over such things."""
    numbers = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
    shapes: dict[str, Shape] = {**dict.fromkeys(numbers, NUMBER), "first": FLAG, "last": FLAG}
    shapes |= {"previtem": one, "nextitem": one, "changed": ANYTHING, "cycle": ANYTHING}
    return Group({name: Field(shape, About("")) for name, shape in shapes.items()})
