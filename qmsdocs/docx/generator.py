"""From Jinja's syntax tree to Python that appends bytes: Jinja's own code generator, with three things of ours.

Literals are constants, already encoded. A value is escaped where the template prints it, at a position known now. In
the swift form `a.b` is `a["b"]`, which is all that plain data need; the careful form looks everything up by Jinja's
rules and is run when the swift one meets anything else, so that both print the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, operators

from qmsdocs.docx.cutting import Piece
from qmsdocs.docx.marking import CLOSING, OPENING, Operation
from qmsdocs.docx.tags import Tag

_LITERAL = re.compile(f"{OPENING}(\\d+){CLOSING}")
_COUNTS = frozenset({"index", "index0", "revindex", "revindex0", "length", "depth", "depth0"})
_LOOP = _COUNTS | {"first", "last"}
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
    tried: dict[int, int]  # an expression whose failure is noted → the number of its tag
    weights: dict[int, int]  # the iterable of a loop, the body of a macro → what one round, one call weighs
    unsure = 0  # inside an expression about something that may not be there

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline("def root(context, out, work, missing=missing, environment=environment):")
        self.indent()
        self.writeline("resolve = context.resolve_or_missing")
        self.writeline("undefined = environment.undefined")
        self.writeline("cond_expr_undefined = Undefined")
        self.writeline("concat = work.joined")
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
        """One statement that appends literals and values; in the careful form one a value, so that the error of one
        does not hide those of the others."""
        if not self.swift:
            self._write_each(group, frame)
            return
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

    def _write_each(self, group: list[Any], frame: Frame) -> None:
        for one in group:
            if isinstance(one, int):
                self.writeline(f"{frame.buffer}.append({literal(one)!r})")
                continue
            self.writeline("try:", one)
            self.indent()
            self.writeline(f"{frame.buffer}.append(")
            self._write_value(one, frame)
            self.write(")")
            self.outdent()
            self.writeline("except Exception as error:")
            self.indent()
            self.writeline(f"work.note(error, {one.lineno - 1})")
            self.outdent()

    def _write_value(self, node: nodes.Expr, frame: Frame) -> None:
        number = node.lineno - 1
        tag = self.tags[number] if number < len(self.tags) else None
        if self.swift and tag is not None and tag.position in ("text", "attribute", "plain"):
            if tag.position == "text" and self.environment.finalize is None and _of_loop(node, _COUNTS):
                self.write('b"%d" % ')
                self.visit(node, frame)
                return
            memo = "texts" if tag.position == "text" else "others"
            self.write(f"({memo}[value] if (value := ")
            self.visit(node, frame)
            self.write(f").__class__ is str else work.put(value, {number}))")
        else:
            self.write("work.put(")
            self.visit(node, frame)
            self.write(f", {number})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        self.writeline(f"{frame.buffer}.append(work.put(", node)

    def end_write(self, frame: Frame) -> None:
        self.write(f", {max((self._last_line or 1) - 1, 0)}))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        # The work of a loop is counted before it begins, that of a recursive one round by round.
        weight = self._weight(node.body) + (self._weight([node.test]) if node.test else 0)
        self.weights[id(node.iter)] = 1 if node.recursive else weight
        if node.recursive:
            self.weights[id(node.body)] = weight
        self._try(node.iter)
        super().visit_For(node, frame)

    def visit_If(self, node: nodes.If, frame: Frame) -> None:
        for one in (node, *node.elif_):
            self._try(one.test)
        super().visit_If(node, frame)

    def _try(self, node: nodes.Node) -> None:
        """In the careful form an expression that fails is noted and counts as nothing, so that what follows is told."""
        if not self.swift:
            self.tried[id(node)] = node.lineno - 1

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> Any:
        self.weights[id(node.body)] = self._weight(node.body)
        return super().macro_body(node, frame)

    def blockvisit(self, body: Iterable[nodes.Node], frame: Frame) -> None:
        if weight := self.weights.pop(id(body), 0):
            self.writeline(f"work.spend({weight})")
        super().blockvisit(body, frame)

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        number = self.tried.pop(id(node), None)
        if number is not None:
            self.write("work.tried(lambda: ")
            self.visit(node, *args, **kwargs)
            self.write(f", {number})")
            return None
        weight = self.weights.pop(id(node), 0)
        if not weight:
            return super().visit(node, *args, **kwargs)
        self.write("work.rounds(")
        super().visit(node, *args, **kwargs)
        self.write(f", {weight})")
        return None

    def _weight(self, body: Iterable[nodes.Node]) -> int:
        """What statements weigh when they run once: their nodes, and the bytes they print. What is inside another loop
        or macro is counted there."""
        total = 1
        for node in body:
            if isinstance(node, nodes.If):
                branches = [node.body, *(one.body for one in node.elif_), node.else_]
                tests = [node.test, *(one.test for one in node.elif_)]
                total += self._weight(tests) + max(map(self._weight, branches))
            elif isinstance(node, nodes.For):
                total += self._weight([node.iter, *node.else_])
            elif isinstance(node, nodes.TemplateData):
                total += sum(self._printed(int(number)) for number in _LITERAL.findall(node.data))
            elif not isinstance(node, nodes.Macro | nodes.CallBlock):
                total += self._weight(node.iter_child_nodes())
        return total

    def _printed(self, number: int) -> int:
        piece = self.pieces[number]
        return len(piece) >> 5 if isinstance(piece, bytes) else 1

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if self.swift and not self.unsure and not isinstance(node.node, nodes.Literal):
            self.visit(node.node, frame)
            self.write(f".{node.attr}" if _of_loop(node, _LOOP) else f"[{node.attr!r}]")
        else:
            self.write("environment.getattr(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if isinstance(node.arg, nodes.Slice):
            self.write("work.made((")
            self.visit(node.node, frame)
            self.write(")[")
            self.visit(node.arg, frame)
            self.write("])")
        else:
            self.write("environment.getitem(")
            self.visit(node.node, frame)
            self.write(", ")
            self._weighed(node.arg, frame)
            self.write(")")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:
        # To compare with a constant is quick, whatever the other is; anything else is measured first.
        operands = [node.expr, *(operand.expr for operand in node.ops)]
        last = node.ops[-1]
        if len(operands) == 2 and last.op in ("in", "notin") and not _constant(last.expr):
            self.write("(work.within(" if last.op == "in" else "(not work.within(")
            self.visit(node.expr, frame)
            self.write(", ")
            self.visit(last.expr, frame)
            self.write("))")
        elif len(operands) == 2 and any(map(_constant, operands)):
            super().visit_Compare(node, frame)
        else:
            self.write("(")
            self._weighed(node.expr, frame)
            for operand in node.ops:
                self.write(f" {operators[operand.op]} ")
                self._weighed(operand.expr, frame)
            self.write(")")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        self.write("{")
        for pair in node.items:
            self._weighed(pair.key, frame)
            self.write(": ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def _weighed(self, node: nodes.Expr, frame: Frame) -> None:
        """A value that is compared, or looked up in a dictionary: both read all of it."""
        if _constant(node) or _of_loop(node, _LOOP):
            self.visit(node, frame)
        else:
            self.write("work.weigh(")
            self.visit(node, frame)
            self.write(")")

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        self.write("1e999" if node.value == float("inf") else repr(node.value))

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


def _constant(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) or (
        isinstance(node, nodes.List | nodes.Tuple) and all(isinstance(item, nodes.Const) for item in node.items)
    )


def _of_loop(node: nodes.Node, names: frozenset[str]) -> bool:
    """Whether a node is `loop.index` or its like."""
    if not isinstance(node, nodes.Getattr) or not isinstance(node.node, nodes.Name):
        return False
    return node.node.name == "loop" and node.attr in names


def literal(index: int) -> bytes:
    """What stands in the generated source for the bytes of a piece, until they are put in its place."""
    return b"\0%d" % index


__all__ = ["Generator", "jinja_source", "literal"]
