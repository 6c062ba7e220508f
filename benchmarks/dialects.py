"""Each engine's own tags: the blocks of a document in, paragraphs and rows with tags out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from benchmarks.blocks import LOOPS, Each, Paragraph, Row, When

Data = dict[str, Any]
_TAG = re.compile(r"\{\{ (?P<path>[\w.]+) \}\}|\{% if (?P<flag>[\w.]+) %\}|\{% (?P<word>else|endif) %\}")


class Dialect(Protocol):
    """How one engine writes values, conditions and repetitions, and the shape of data it can look into."""

    def text(self, text: str) -> str:
        """Inline tags translated."""

    def each(self, name: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Paragraphs repeated for a loop variable."""

    def when(self, flag: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        """Paragraphs shown when a flag is true."""

    def each_row(self, name: str, row: Row) -> list[Row]:
        """A row repeated for a loop variable; its cells are translated already."""

    def data(self, context: Mapping[str, Any]) -> Data:
        """The context in the shape this engine can look into."""


def paragraphs(dialect: Dialect, content: Sequence[Paragraph | Each | When | Row]) -> list[Paragraph]:
    """Paragraphs with the dialect's tags."""
    made: list[Paragraph] = []
    for block in content:
        if isinstance(block, Paragraph):
            made.append(replace(block, text=dialect.text(block.text)))
        elif isinstance(block, Each):
            made += dialect.each(block.name, paragraphs(dialect, block.content))
        elif isinstance(block, When):
            made += dialect.when(block.flag, paragraphs(dialect, block.content))
    return made


def rows(dialect: Dialect, content: Sequence[Row | Each]) -> list[Row]:
    """Table rows with the dialect's tags."""
    made: list[Row] = []
    for block in content:
        if isinstance(block, Row):
            made.append(_row(dialect, block))
        else:
            (one,) = block.content
            assert isinstance(one, Row), "a table repeats one row"
            made += dialect.each_row(block.name, _row(dialect, one))
    return made


def _row(dialect: Dialect, row: Row) -> Row:
    return replace(row, cells=tuple(tuple(paragraphs(dialect, cell)) for cell in row.cells))


def _last(path: str) -> str:
    """The name of a loop's list inside the loop around it: `steps`, `tasks`."""
    return path.rpartition(".")[2]


class Docxtpl:
    """docxtpl's, rust-docxtpl's and ours: Jinja, with `{%p %}` and `{%tr %}` for whole paragraphs and rows."""

    def text(self, text: str) -> str:
        return text

    def each(self, name: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [Paragraph(f"{{%p for {name} in {LOOPS[name]} %}}"), *paragraphs, Paragraph("{%p endfor %}")]

    def when(self, flag: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [Paragraph(f"{{%p if {flag} %}}"), *paragraphs, Paragraph("{%p endif %}")]

    def each_row(self, name: str, row: Row) -> list[Row]:
        return [_tag_row(f"{{%tr for {name} in {LOOPS[name]} %}}", row), row, _tag_row("{%tr endfor %}", row)]

    def data(self, context: Mapping[str, Any]) -> Data:
        return dict(context)


def _tag_row(tag: str, like: Row) -> Row:
    empty = (Paragraph("", "cell"),)
    return Row(((Paragraph(tag, "cell"),), *(empty for _ in like.cells[1:])))


@dataclass(frozen=True)
class Mustache:
    """docxtemplater's and easy-template-x's: `{#list}…{/list}`; without dotted paths, so the data is flattened.

    Without `inverted` sections the opposite of every flag is given as a flag of its own.
    """

    inverted: bool

    def text(self, text: str) -> str:
        flags: list[str] = []

        def translated(tag: re.Match[str]) -> str:
            if tag["path"]:
                return "{" + _flat(tag["path"]) + "}"
            if tag["flag"]:
                flags.append(_flat(tag["flag"]))
                return f"{{#{flags[-1]}}}"
            if tag["word"] == "endif":
                return f"{{/{flags.pop()}}}"
            closed, flags[-1] = flags[-1], flags[-1] if self.inverted else f"not_{flags[-1]}"
            return f"{{/{closed}}}{{{'^' if self.inverted else '#'}{flags[-1]}}}"

        return _TAG.sub(translated, text)

    def each(self, name: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return self._around(_last(LOOPS[name]), paragraphs)

    def when(self, flag: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return self._around(_flat(flag), paragraphs)

    def _around(self, name: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [Paragraph(f"{{#{name}}}"), *paragraphs, Paragraph(f"{{/{name}}}")]

    def each_row(self, name: str, row: Row) -> list[Row]:
        inner = _last(LOOPS[name])
        return [_with_ends(row, f"{{#{inner}}}", f"{{/{inner}}}")]

    def data(self, context: Mapping[str, Any]) -> Data:
        flat: Data = {}
        for name, value in context.items():
            if isinstance(value, Mapping):
                flat |= {f"{name}_{inner}": one for inner, one in self.data(value).items()}
            elif isinstance(value, list):
                flat[name] = [self.data(one) for one in value]
            else:
                flat[name] = value
        opposites = {f"not_{name}": not value for name, value in flat.items() if isinstance(value, bool)}
        return flat if self.inverted else flat | opposites


def _flat(path: str) -> str:
    """`agency.name` → `agency_name`; `step.title` → `title`, looked up in the section's own scope."""
    head, _, tail = path.partition(".")
    return tail if head in LOOPS else path.replace(".", "_")


def _with_ends(row: Row, first: str, last: str) -> Row:
    """The row with a tag before its first text and another after its last."""
    cells = [list(cell) for cell in row.cells]
    opening, closing = cells[0][0], cells[-1][-1]
    assert isinstance(opening, Paragraph)
    cells[0][0] = replace(opening, text=first + opening.text)
    closing = cells[-1][-1]
    assert isinstance(closing, Paragraph)
    cells[-1][-1] = replace(closing, text=closing.text + last)
    return replace(row, cells=tuple(tuple(cell) for cell in cells))


class Carbone:
    """carbone's: `{d.steps[i].title}` with the next one, `[i+1]`, after what repeats; conditions are formatters."""

    def text(self, text: str) -> str:
        flags: list[str] = []

        def translated(tag: re.Match[str]) -> str:
            if tag["path"]:
                return "{" + self._path(tag["path"]) + "}"
            if tag["flag"]:
                flags.append(self._path(tag["flag"]))
                return f"{{{flags[-1]}:ifEQ(true):showBegin}}"
            if tag["word"] == "endif":
                return f"{{{flags.pop()}:showEnd}}"
            return f"{{{flags[-1]}:showEnd}}{{{flags[-1]}:ifEQ(false):showBegin}}"

        return _TAG.sub(translated, text)

    def _path(self, path: str, index: str = "i") -> str:
        head, _, tail = path.partition(".")
        if head not in LOOPS:
            return f"d.{path}"
        return self._list(head, index) + (f".{tail}" if tail else "")

    def _list(self, name: str, index: str) -> str:
        return f"{self._path(LOOPS[name])}[{index}]"

    def each(self, name: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [*paragraphs, Paragraph(f"{{{self._list(name, 'i+1')}}}")]

    def when(self, flag: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        path = self._path(flag)
        shown = list(paragraphs)
        shown[0] = replace(shown[0], text=f"{{{path}:ifEQ(true):showBegin}}{shown[0].text}")
        shown[-1] = replace(shown[-1], text=f"{shown[-1].text}{{{path}:showEnd}}")
        return shown

    def each_row(self, name: str, row: Row) -> list[Row]:
        return [row, _tag_row(f"{{{self._list(name, 'i+1')}}}", row)]

    def data(self, context: Mapping[str, Any]) -> Data:
        return dict(context)


class DocxTemplates:
    """docx-templates': commands between plus signs; a loop's variable is written with a dollar."""

    def text(self, text: str) -> str:
        flags: list[str] = []

        def translated(tag: re.Match[str]) -> str:
            if tag["path"]:
                return f"+++INS {_dollar(tag['path'])}+++"
            if tag["flag"]:
                flags.append(_dollar(tag["flag"]))
                return f"+++IF {flags[-1]}+++"
            if tag["word"] == "endif":
                flags.pop()
                return "+++END-IF+++"
            return f"+++END-IF++++++IF !{flags[-1]}+++"

        return _TAG.sub(translated, text)

    def each(self, name: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [
            Paragraph(f"+++FOR {name} IN {_dollar(LOOPS[name])}+++"),
            *paragraphs,
            Paragraph(f"+++END-FOR {name}+++"),
        ]

    def when(self, flag: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
        return [Paragraph(f"+++IF {_dollar(flag)}+++"), *paragraphs, Paragraph("+++END-IF+++")]

    def each_row(self, name: str, row: Row) -> list[Row]:
        head, foot = self.each(name, [])
        return [_tag_row(head.text, row), row, _tag_row(foot.text, row)]

    def data(self, context: Mapping[str, Any]) -> Data:
        return dict(context)


def _dollar(path: str) -> str:
    return f"${path}" if path.partition(".")[0] in LOOPS else path


DOCXTPL = Docxtpl()
DOCXTEMPLATER = Mustache(inverted=True)
EASY_TEMPLATE_X = Mustache(inverted=False)
CARBONE = Carbone()
DOCX_TEMPLATES = DocxTemplates()
