"""The shape of every expression in a part's tags, and the mistakes in it: fields that are not there, what is printed
whole, what is called that cannot be."""

# ruff: noqa: N802 - Jinja calls a visitor's methods by the names of its nodes

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from jinja2 import Undefined, nodes
from jinja2.visitor import NodeVisitor

from qmsdocs.docx import shaping
from qmsdocs.docx.environment import Environment
from qmsdocs.docx.shaping import ANYTHING, Function
from qmsdocs.docx.tags import Tag
from qmsdocs.errors import Problem, nearest
from qmsdocs.fields import FLAG, NUMBER, TEXT, About, Anything, Field, Group, Leaf, Many, Shape, walk


class Expressions(NodeVisitor):
    """Visiting an expression gives its shape; `names` are those known at that place."""

    def __init__(self, shown: str, tags: Sequence[Tag], shape: Group, environment: Environment) -> None:
        self.shown, self.tags, self.shape, self.environment = shown, tags, shape, environment
        self.problems: dict[tuple[str, ...], Problem] = {}
        self.names: dict[str, Shape] = {
            **{name: Function(name, ANYTHING) for name in environment.globals},
            **{name: field.shape for name, field in shape.fields.items()},
        }
        self.proven: frozenset[str] = frozenset()  # paths of which the template knows that they are defined
        self.asked: set[int] = set()  # nodes that are asked about, and may be missing

    def tell(self, code: str, node: nodes.Node, **words: str) -> None:
        """Note a mistake at the tag of a node, once."""
        tag = self.tags[node.lineno - 1]
        where = tag.place.at(self.shown)
        key = (code, str(where), tag.written, *words.values())
        self.problems.setdefault(key, Problem(code, where, {"tag": tag.written, **words}))

    def tell_without_text(self, node: nodes.Node, shape: Shape) -> None:
        """Tell when a group, a list or a function is printed, or made part of a text."""
        if isinstance(shape, Function):
            self._unknown(node, path_of(node) or shape.name, "")
        elif isinstance(shape, Group | Many):
            self.tell("value-without-text", node, type=type(shaping.sample(shape)).__name__)

    @contextmanager
    def after(self, test: nodes.Node | None, outcome: bool) -> Iterator[None]:
        """Inside, what a test with that outcome proves to be defined is not looked for."""
        before = self.proven
        self.proven |= proof(test, outcome)
        yield
        self.proven = before

    def visit_all(self, found: Iterable[nodes.Node]) -> list[Shape]:
        """The shapes of several expressions (or several statements, one by one)."""
        return [self.visit(node) for node in found]

    def generic_visit(self, node: nodes.Node, *args: object, **kwargs: object) -> Shape:
        self.visit_all(node.iter_child_nodes())
        return ANYTHING

    def _asked(self, node: nodes.Expr) -> Shape:
        """The shape of what may be missing itself; what it is looked up in may not.

        The first or last of what a filter looks up in a list may be missing as a name may.
        """
        one: nodes.Expr | None = node
        while isinstance(one, nodes.Filter) and one.name in ("first", "last", "list", "map", "random"):
            self.asked.add(id(one))
            one = one.node
        self.asked.add(id(node))
        shape: Shape = self.visit(node)
        return shape

    # --- looking up

    def visit_Name(self, node: nodes.Name) -> Shape:
        if node.name in self.names:
            return self.names[node.name]
        if self.shape.open:
            return ANYTHING
        paths = self._paths()
        near = paths.get(node.name) or nearest(node.name, self.names) or paths.get(nearest(node.name, paths), "")
        return self._unknown(node, node.name, near)

    def visit_Getattr(self, node: nodes.Getattr) -> Shape:
        return self._member(node, self.visit(node.node), node.attr, path_of(node.node))

    def visit_Getitem(self, node: nodes.Getitem) -> Shape:
        owner: Shape = self.visit(node.node)
        key: Shape = self.visit(node.arg)
        if isinstance(node.arg, nodes.Slice):
            return owner if isinstance(owner, Many) or owner == TEXT else ANYTHING
        if isinstance(node.arg, nodes.Const) and key == TEXT:
            return self._member(node, owner, str(node.arg.value), path_of(node.node))
        return shaping.item(owner) if key == NUMBER and (isinstance(owner, Many) or owner == TEXT) else ANYTHING

    def _member(self, node: nodes.Expr, owner: Shape, name: str, path: str) -> Shape:
        """The shape of a field, or of a method that templates may call."""
        if isinstance(owner, Group) and name in owner.fields:
            return owner.fields[name].shape
        if isinstance(owner, Anything) or (isinstance(owner, Group) and owner.open):
            return ANYTHING
        if not isinstance(self.environment.getattr(shaping.sample(owner), name), Undefined):
            return Function(name, owner)
        inside, here = (owner.of, f"{path}[]") if isinstance(owner, Many) else (owner, path)
        near = nearest(name, inside.fields) if isinstance(inside, Group) else ""
        return self._unknown(node, below(path, name), below(here, near) if near else self._paths().get(name, ""))

    def _unknown(self, node: nodes.Node, name: str, near: str) -> Shape:
        if id(node) not in self.asked and name not in self.proven:
            self.tell("template-unknown-field", node, name=name, near=near or "—")
        return ANYTHING

    def _paths(self) -> Mapping[str, str]:
        """The last name of every field of the kind → its path; of several, the first."""
        return {path.rpartition(".")[2]: path for path, _ in reversed([*walk(self.shape)])}

    # --- calls, filters, tests

    def visit_Call(self, node: nodes.Call) -> Shape:
        callee: Shape = self.visit(node.node)
        given = self.visit_all(filter(None, (*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs)))
        if isinstance(callee, Function):
            method = getattr(shaping.sample(callee.owner), callee.name, None)
            if isinstance(callee.owner, Anything) or self.environment.is_safe_callable(method):
                return shaping.called(callee, given)
        if callee != ANYTHING:
            self.tell("template-forbidden", node, reason=f"{path_of(node.node)}()")
        return ANYTHING

    def visit_Filter(self, node: nodes.Filter) -> Shape:
        value: Shape = ANYTHING
        if node.node is not None:
            value = self._asked(node.node) if node.name in ("default", "d") else self.visit(node.node)
        self.visit_all(node.kwargs)
        return self._filtered(node, node.name, value, node.args)

    def _filtered(self, node: nodes.Filter, name: str, value: Shape, args: Sequence[nodes.Expr]) -> Shape:
        given = self.visit_all(args)
        one = shaping.item(value) if isinstance(value, Many) else ANYTHING
        looked_up = self._looked_up(node, name, one, args)
        if name == "map" and looked_up is None and args and isinstance(args[0], nodes.Const):
            looked_up = self._filtered(node, str(args[0].value), one, args[1:])
        if name in shaping.PRINTING:
            self.tell_without_text(node, value)
        elif name == "join":
            self.tell_without_text(node, looked_up or one)
        elif name == "table":
            for field in ("columns", "rows"):
                self._member(node, value, field, path_of(node.node))
        return shaping.filtered(name, value, given, looked_up)

    def _looked_up(self, node: nodes.Filter, name: str, one: Shape, args: Sequence[nodes.Expr]) -> Shape | None:
        """The shape of what a filter looks up in each of a list; None when it looks up nothing."""
        keywords = {str(keyword.key): keyword.value for keyword in node.kwargs} if name == node.name else {}
        number = shaping.ATTRIBUTE.get(name)
        placed = args[number] if number is not None and number < len(args) else None
        written = (keywords.get("attribute") or placed) if name in shaping.ATTRIBUTE else None
        if written is None:
            return None
        tests = [test.value for test in args[1:2] if isinstance(test, nodes.Const)]
        if not isinstance(written, nodes.Const) or "default" in keywords or {"defined", "undefined"} & {*tests}:
            return ANYTHING
        if name == "map" and id(node) in self.asked:  # in `| first | default(…)`
            return ANYTHING
        found: Shape = ANYTHING
        for path in str(written.value).split(","):
            found, done = one, ""
            for step in path.strip().split("."):
                found = shaping.item(found) if step.isdigit() else self._member(node, found, step, done)
                done = below(done, step)
        return found

    def visit_Test(self, node: nodes.Test) -> Shape:
        if node.name in ("defined", "undefined"):
            self._asked(node.node)
        else:
            self.visit(node.node)
        self.visit_all((*node.args, *node.kwargs))
        return FLAG

    # --- choices and operators

    def visit_CondExpr(self, node: nodes.CondExpr) -> Shape:
        self.visit(node.test)
        return shaping.either([shape for _, shape in self.branches(node)])

    def branches(self, node: nodes.CondExpr) -> Iterator[tuple[nodes.Expr, Shape]]:
        """Each branch of a choice with its shape, looked at under its condition."""
        for branch, outcome in ((node.expr1, True), (node.expr2, False)):
            if branch is not None:
                with self.after(node.test, outcome):
                    yield branch, self.visit(branch)

    def visit_And(self, node: nodes.And) -> Shape:
        return self._both(node, True)

    def visit_Or(self, node: nodes.Or) -> Shape:
        return self._both(node, False)

    def _both(self, node: nodes.BinExpr, outcome: bool) -> Shape:
        left = self.visit(node.left)
        with self.after(node.left, outcome):
            return shaping.either([left, self.visit(node.right)])

    def visit_Concat(self, node: nodes.Concat) -> Shape:
        shapes = self.visit_all(node.nodes)
        for shape in shapes:
            self.tell_without_text(node, shape)
        return TEXT if all(isinstance(shape, Leaf) for shape in shapes) else ANYTHING

    def visit_Add(self, node: nodes.Add) -> Shape:
        made = shaping.either(self.visit_all([node.left, node.right]))
        return ANYTHING if made == FLAG else made

    def visit_Neg(self, node: nodes.Neg) -> Shape:
        return NUMBER if self.visit(node.node) == NUMBER else ANYTHING

    def visit_Compare(self, node: nodes.Compare) -> Shape:
        self.generic_visit(node)
        return FLAG

    def visit_Not(self, node: nodes.Not) -> Shape:
        self.visit(node.node)
        return FLAG

    # --- values written in the tag

    def visit_Const(self, node: nodes.Const) -> Shape:
        return shaping.of_constant(node.value)

    def visit_List(self, node: nodes.List) -> Shape:
        return Many(shaping.either(self.visit_all(node.items)))

    def visit_Tuple(self, node: nodes.Tuple) -> Shape:
        return shaping.row(*self.visit_all(node.items))

    def visit_Dict(self, node: nodes.Dict) -> Shape:
        values = [(pair.key, self.visit(pair.value)) for pair in node.items]
        fields = {str(key.value): Field(shape, About("")) for key, shape in values if isinstance(key, nodes.Const)}
        return Group(fields, open=len(fields) < len(values))


def path_of(node: nodes.Node | None) -> str:
    """How a template writes what an expression looks up; '' when it computes it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr | nodes.Getitem) and (path := path_of(node.node)):
        if isinstance(node, nodes.Getattr):
            return f"{path}.{node.attr}"
        if isinstance(node.arg, nodes.Const):
            return f"{path}[{node.arg.value}]" if isinstance(node.arg.value, int) else f"{path}.{node.arg.value}"
    return ""


def below(path: str, name: str) -> str:
    """The path of a name inside what stands at a path."""
    return f"{path}.{name}" if path else name


def proof(test: nodes.Node | None, outcome: bool) -> frozenset[str]:
    """The paths that are defined when a test has that outcome."""
    if isinstance(test, nodes.Not):
        return proof(test.node, not outcome)
    if isinstance(test, nodes.And if outcome else nodes.Or):
        return proof(test.left, outcome) | proof(test.right, outcome)
    if isinstance(test, nodes.Test) and test.name == ("defined" if outcome else "undefined"):
        return frozenset({path_of(test.node)} - {""})
    return frozenset()
