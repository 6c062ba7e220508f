"""From Jinja's syntax tree to Python that appends bytes: Jinja's own code generator, with three things of ours.

Literals are constants, already encoded. A value is escaped where the template prints it, at a position known now. In
the swift form `a.b` is `a["b"]`, which is all that plain data need; the careful form looks everything up by Jinja's
rules and is run when the swift one meets anything else, so that both print the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from qmsdocs.docx.cutting import Piece
from qmsdocs.docx.hoisting import CLOSING, OPENING, Operation
from qmsdocs.docx.tags import Tag

_LITERAL = re.compile(f"{OPENING}(\\d+){CLOSING}")
_LOOP = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"})
_UNSURE = ("default", "d")  # filters that are asked about values which may not be there


def jinja_source(pieces: Sequence[Piece]) -> str:
    """What Jinja parses: each tag on its own line, so that a line number is the number of a tag."""
    return "".join(
        f"{piece.source}\n" if isinstance(piece, Tag) else f"{OPENING}{index}{CLOSING}"
        for index, piece in enumerate(pieces)
    )


class Generator(CodeGenerator):
    """Writes `root(context, out, work)`, which appends the bytes of a part to `out`."""

    pieces: Sequence[Piece]
    tags: Sequence[Tag]
    swift: bool
    weights: dict[int, int]  # the iterable of a loop → what one round weighs
    unsure = 0  # inside an expression about something that may not be there

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("def root(context, out, work, missing=missing, environment=environment):")
        self.indent()
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("undefined = environment.undefined")
        self.writeline("cond_expr_undefined = Undefined")
        root = Frame(nodes.EvalContext(self.environment, self.name))
        root.symbols.analyze_node(node)
        root.toplevel = root.rootlevel = True
        root.buffer = "out"
        self.enter_frame(root)
        self.pull_dependencies(node.body)
        self.blockvisit(node.body, root)
        self.leave_frame(root, with_python_scope=True)
        self.outdent()

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        group: list[Any] = []
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData):
                group.append(child)
                continue
            for number in _LITERAL.findall(child.data):
                piece = self.pieces[int(number)]
                if isinstance(piece, Operation):
                    self._write_group(group, frame)
                    group = []
                    arguments = "".join(f", {argument!r}" for argument in piece.arguments)
                    self.writeline(f"{piece.name}(work, {frame.buffer}{arguments})", child)
                else:
                    group.append(int(number))
        self._write_group(group, frame)

    def _write_group(self, group: list[Any], frame: Frame) -> None:
        """One statement that appends literals and values."""
        if not group:
            return
        single = len(group) == 1
        self.writeline(f"{frame.buffer}.append(" if single else f"{frame.buffer}.extend((")
        self.indent()
        for one in group:
            if isinstance(one, int):
                self.writeline(repr(literal(one)))
            else:
                self.newline(one)
                self._write_value(one, frame)
            if not single:
                self.write(",")
        self.outdent()
        self.writeline(")" if single else "))")

    def _write_value(self, node: nodes.Expr, frame: Frame) -> None:
        number = node.lineno - 1
        tag = self.tags[number] if number < len(self.tags) else None
        if self.swift and tag is not None and tag.position in ("text", "attribute", "plain"):
            name = self.temporary_identifier()
            memo = "texts" if tag.position == "text" else "others"
            self.write(f"({memo}[{name}] if ({name} := ")
            self.visit(node, frame)
            self.write(f").__class__ is str else work.put({name}, {number}))")
        else:
            self.write("work.put(")
            self.visit(node, frame)
            self.write(f", {number})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        self.writeline(f"{frame.buffer}.append(work.put(", node)

    def end_write(self, frame: Frame) -> None:
        self.write(f", {max((self._last_line or 1) - 1, 0)}))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        # The work of a loop is counted before it begins: its rounds times the statements in one round.
        self.weights[id(node.iter)] = 1 + sum(1 for _ in node.find_all(nodes.Output))
        super().visit_For(node, frame)

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        weight = self.weights.pop(id(node), 0)
        if not weight:
            return super().visit(node, *args, **kwargs)
        self.write("work.rounds(")
        super().visit(node, *args, **kwargs)
        self.write(f", {weight})")
        return None

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if self.swift and not self.unsure:
            self.visit(node.node, frame)
            of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _LOOP
            self.write(f".{node.attr}" if of_loop else f"[{node.attr!r}]")
        else:
            self.write("environment.getattr(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            self.visit(node.node, frame)
            self.write("[")
            self.visit(node.arg, frame)
            self.write("]")
        else:
            self.write("environment.getitem(")
            self.visit(node.node, frame)
            self.write(", ")
            self.visit(node.arg, frame)
            self.write(")")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:
        with self._unsure(node.name in _UNSURE):
            super().visit_Filter(node, frame)

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        with self._unsure(node.name in ("defined", "undefined")):
            super().visit_Test(node, frame)

    @contextmanager
    def _unsure(self, so: bool) -> Iterator[None]:
        self.unsure += so
        yield
        self.unsure -= so

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("work.concat((")
        for argument in node.nodes:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))")


def literal(index: int) -> bytes:
    """What stands in the generated source for the bytes of a piece, until they are put in its place."""
    return b"\0%d" % index


__all__ = ["Generator", "jinja_source", "literal"]
