"""Where a repair of a look is made: in the layer the wrong value comes from when all that takes it must change alike.

A style, or the file's defaults, is changed only if every paragraph or run that has its value from there wants the same
repair; what is not looked at (text boxes, notes, comments) wants none. Else each place is set directly.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from qmsdocs.layout.case import Finding
from qmsdocs.layout.fixing_marks import OF_PARAGRAPHS, properties_of, says, set_paragraph, set_run
from qmsdocs.layout.formatting import Origin
from qmsdocs.layout.reading import Docx, Element, Paragraph, Place, Run, W, parse, text_length
from qmsdocs.layout.repair import Repair
from qmsdocs.layout.resolver import Look, Resolver

Home = tuple[str, str]  # kind and style of an Origin
_SHARED = ("style", "table", "defaults")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FACES = ("font.hAnsi", "font.ascii")


@dataclass
class Wish:
    """One finding with the runs, or the paragraph, that have the wrong value from one layer."""

    finding: Finding
    repair: Repair
    paragraph: Paragraph
    origin: Origin
    users: frozenset[Element]  # w:r, or w:p; those covered in part are left out
    partial: bool = False

    @property
    def home(self) -> Home:
        return self.origin.kind, self.origin.style


@dataclass
class Homes:
    """The layers of one file while a round of repairs is made."""

    docx: Docx
    resolver: Resolver
    strangers: list[Paragraph]  # paragraphs that are not looked at
    _users: dict[tuple[str, Home], set[Element]] = field(default_factory=dict)

    @cached_property
    def styles(self) -> Element | None:
        """The styles, to be changed: a copy of our own."""
        data = self.docx.side_bytes("styles")
        return parse(data) if data else None

    @cached_property
    def places(self) -> dict[Place, Paragraph]:
        return {paragraph.place: paragraph for paragraph in self.docx.everywhere}

    def wishes(self, finding: Finding, repair: Repair) -> list[Wish]:
        """What a finding asks for, by the layers its wrong values come from."""
        paragraph = self.places[finding.place]
        if repair.name in OF_PARAGRAPHS:
            look = self.resolver.paragraph(paragraph)
            return [Wish(finding, repair, paragraph, look.source(repair.name), frozenset([paragraph.element]))]
        found: dict[Origin, list[tuple[Run, bool]]] = {}
        for run, part in _within(paragraph.runs, repair):
            look = self.resolver.run(paragraph, run.properties)
            name = _named(look, repair)
            if name and part.strip():
                found.setdefault(look.source(name), []).append((run, part.strip() == run.text.strip()))
        return [
            Wish(finding, repair, paragraph, origin, frozenset(run.element for run, whole in runs if whole),
                 not all(whole for _, whole in runs))
            for origin, runs in found.items()
        ]  # fmt: skip

    def is_shared(self, wishes: Iterable[Wish]) -> bool:
        """Whether the layer may be changed: nothing takes its value from there but what wants the repair."""
        group = list(wishes)
        first = group[0]
        if first.origin.kind not in _SHARED:
            return False
        wanting = frozenset().union(*(wish.users for wish in group))
        return self._takers(first.repair.name, first.home) <= wanting

    def _takers(self, name: str, home: Home) -> set[Element]:
        if not any(key[0] == name for key in self._users):
            for element, origin in self._sources(name):
                self._users.setdefault((name, (origin.kind, origin.style)), set()).add(element)
        return self._users.get((name, home), set())

    def _sources(self, name: str) -> Iterator[tuple[Element, Origin]]:
        for paragraph in (*self.docx.everywhere, *self.strangers):
            if name in OF_PARAGRAPHS and paragraph.text:
                yield paragraph.element, self.resolver.paragraph(paragraph).source(name)
            for run in paragraph.runs if name not in OF_PARAGRAPHS else ():
                if any(sign.isalnum() for sign in run.text):
                    look = self.resolver.run(paragraph, run.properties)
                    for one in _FACES if name == "font" else (name,):
                        yield run.element, look.source(one)

    def set_shared(self, wish: Wish) -> None:
        """The right value, in the layer the wrong one comes from."""
        name, right = wish.repair.name, wish.repair.right
        tag = "pPr" if name in OF_PARAGRAPHS else "rPr"
        holder = self._holder(wish.origin, tag)
        for properties in holder.iter(W + tag) if holder is not None else ():
            if says(properties, name):
                (set_paragraph if tag == "pPr" else set_run)(properties, name, right)

    def _holder(self, origin: Origin, tag: str) -> Element | None:
        if self.styles is None:
            return None
        if origin.kind == "defaults":
            return self.styles.find(f"{W}docDefaults/{W}{tag}Default")
        return next(
            (one for one in self.styles.iterchildren(W + "style") if one.get(W + "styleId") == origin.style), None
        )

    def set_direct(self, wish: Wish) -> None:
        """The right value at the place itself, runs cut where only a part of them is meant."""
        repair, paragraph = wish.repair, wish.paragraph
        if repair.name in OF_PARAGRAPHS:
            set_paragraph(properties_of(paragraph.element, "pPr"), repair.name, repair.right)
            return
        fresh = Paragraph(paragraph.element, paragraph.place, paragraph.tables, paragraph.cells)
        if wish.partial:
            for place in (repair.end, repair.start):
                _cut(fresh, place)
            fresh = Paragraph(paragraph.element, paragraph.place, paragraph.tables, paragraph.cells)
        for run, part in _within(fresh.runs, repair):
            if part.strip() and _named(self.resolver.run(fresh, run.properties), repair):
                own = run.properties if run.properties is not None else properties_of(run.element, "rPr")
                set_run(own, repair.name, repair.right)


def _named(look: Look, repair: Repair) -> str:
    """The property of a look that has the wrong value, '' when none has or nothing is shown."""
    names = _FACES if repair.name == "font" else (repair.name,)
    return next((name for name in names if not look["hidden"] and look[name] == repair.wrong), "")


def _within(runs: Iterable[Run], repair: Repair) -> Iterator[tuple[Run, str]]:
    """The runs that a repair's letters touch, each with those of its letters."""
    place = 0
    for run in runs:
        end = None if repair.end is None else max(repair.end - place, 0)
        part = run.text[max(repair.start - place, 0) : end]
        if part:
            yield run, part
        place += len(run.text)


def _cut(paragraph: Paragraph, at: int | None) -> None:
    """The run that holds a place cut in two there."""
    place = 0
    for run in paragraph.runs:
        if at is not None and place < at < place + len(run.text):
            _split(run.element, at - place)
        place += len(run.text)


def _split(run: Element, at: int) -> None:
    second = copy.deepcopy(run)
    place = 0
    for node, twin in zip(list(run), list(second), strict=True):
        length = text_length(node)
        if node.tag == W + "rPr":
            continue
        if place + length <= at:
            second.remove(twin)
        elif place >= at:
            run.remove(node)
        else:
            text = node.text or ""
            node.text, twin.text = text[: at - place], text[at - place :]
            node.set(_SPACE, "preserve")
            twin.set(_SPACE, "preserve")
        place += length
    run.addnext(second)
