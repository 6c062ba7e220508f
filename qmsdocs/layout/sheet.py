"""What a file's styles, theme and numbering make of a run or paragraph that sets nothing itself.

It depends on the bytes of three parts alone, which all documents of one template share: `sheet` keeps the last ones.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from qmsdocs.layout.formatting import (
    DEFAULTS,
    FALSE,
    NUMBERING,
    PARAGRAPH_START,
    RUN_START,
    TOGGLES,
    WORD,
    Layer,
    Look,
    Origin,
    merged,
    of_paragraph,
    of_run,
)
from qmsdocs.layout.reading import A, Element, W, child, parse

TableKey = tuple[str, ...]  # the style of a table and its conditional parts that touch a cell; () outside tables
_KEPT = 32  # sheets; a province has some ten templates, each with few variants of styles


@functools.lru_cache(_KEPT)
def sheet(styles: bytes, theme: bytes, numbering: bytes) -> Sheet:
    """The sheet of three parts, b'' for one that is not there. Raises UnreadableError."""
    return Sheet(*(parse(data) if data else None for data in (styles, theme, numbering)))


class Sheet:
    """Looks by styles, each worked out once."""

    def __init__(self, styles: Element | None, theme: Element | None, numbering: Element | None) -> None:
        self.theme = _theme_fonts(theme)
        nodes = list(styles.iterchildren(W + "style")) if styles is not None else []
        self._styles = {node.get(W + "styleId"): node for node in nodes}
        self._default = {
            node.get(W + "type"): node.get(W + "styleId") for node in nodes if node.get(W + "default", "0") not in FALSE
        }
        self.plain = self._default.get("character", "")  # the style of a run that names none
        self._levels = _levels(numbering)
        defaults = styles.find(W + "docDefaults") if styles is not None else None
        found = (
            {tag: defaults.find(f"{W}{tag}Default/{W}{tag}") for tag in ("rPr", "pPr")} if defaults is not None else {}
        )
        self._run_defaults = of_run(found.get("rPr"), DEFAULTS, self.theme)
        self._paragraph_defaults = of_paragraph(found.get("pPr"), DEFAULTS)
        self._chains: dict[str, tuple[Layer, Layer]] = {}
        self._tables: dict[TableKey, tuple[Layer, Layer]] = {}
        self._conditional: dict[str, bool] = {}
        self._runs: dict[tuple[str, str, TableKey], Look] = {}
        self._paragraphs: dict[tuple[str, TableKey], Look] = {}

    def style_of(self, properties: Element | None, tag: str, kind: str) -> str:
        """The id of the style that a w:rPr, w:pPr or w:tblPr names, or of the default one of its kind."""
        node = child(properties, tag)
        style = node.get(W + "val", "") if node is not None else ""
        return style if style in self._styles else self._default.get(kind, "")

    def run(self, style: str, character: str, table: TableKey) -> Look:
        """The look of a run without direct formatting."""
        key = (style, character, table)
        if key not in self._runs:
            levels = [self._table_layers(table)[0], self._chain(style)[0], self._chain(character)[0]]
            self._runs[key] = Look(self._combined(levels))
        return self._runs[key]

    def paragraph(self, style: str, table: TableKey) -> Look:
        """The look of a paragraph without direct formatting."""
        key = (style, table)
        if key not in self._paragraphs:
            layers = [PARAGRAPH_START, self._paragraph_defaults, self._table_layers(table)[1], self._chain(style)[1]]
            found = merged(layers)
            found["style"] = (style, WORD)
            self._paragraphs[key] = Look(found)
        return self._paragraphs[key]

    def level(self, number: str, level: int) -> Element | None:
        """The w:lvl of a numbering."""
        return self._levels.get((number, level))

    def numbering_indents(self, own: Layer, below: Iterable[Layer]) -> Layer:
        """The indents of the numbering that `own` names; its number may stand in a layer below."""
        inherited = merged(below).get("numbering", (("0", 0), WORD))[0]
        number, level = own["numbering"][0]
        node = self._levels.get((number or inherited[0], level))
        return of_paragraph(node.find(W + "pPr"), NUMBERING) if node is not None else {}

    def ancestry(self, style: str) -> list[Element]:
        """The style, then what it is based on; a circle ends where it closes."""
        found: list[Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = found[-1].find(W + "basedOn")
            style = based.get(W + "val", "") if based is not None else ""
        return found

    def is_conditional(self, style: str) -> bool:
        """Whether a table style has parts for some cells alone."""
        if style not in self._conditional:
            parts = (node.find(W + "tblStylePr") for node in self.ancestry(style))
            self._conditional[style] = any(part is not None for part in parts)
        return self._conditional[style]

    def _combined(self, levels: list[Layer]) -> Layer:
        found = merged([RUN_START, self._run_defaults, *levels])
        for name in TOGGLES.values():
            if self._run_defaults.get(name, (False, WORD))[0]:
                found[name] = self._run_defaults[name]
                continue
            said = [layer[name] for layer in levels if name in layer]
            on = [origin for value, origin in said if value]
            found[name] = (len(on) % 2 == 1, (on or [origin for _, origin in said] or [WORD])[-1])
        return found

    def _chain(self, style: str) -> tuple[Layer, Layer]:
        """What a style and those it is based on say of runs and of paragraphs."""
        if style not in self._chains:
            runs: Layer = {}
            paragraphs: Layer = {}
            for node in reversed(self.ancestry(style)):
                origin = Origin("style", f"kiểu “{_name(node)}”", node.get(W + "styleId"))
                runs |= of_run(node.find(W + "rPr"), origin, self.theme)
                own = of_paragraph(node.find(W + "pPr"), origin)
                if "numbering" in own:
                    paragraphs |= self.numbering_indents(own, [paragraphs])
                paragraphs |= own
            self._chains[style] = (runs, paragraphs)
        return self._chains[style]

    def _table_layers(self, key: TableKey) -> tuple[Layer, Layer]:
        """What a table style says of runs and of paragraphs, its conditional parts last."""
        if key not in self._tables:
            runs: Layer = {}
            paragraphs: Layer = {}
            for node in reversed(self.ancestry(key[0]) if key else []):
                origin = Origin("table", f"kiểu bảng “{_name(node)}”", node.get(W + "styleId"))
                of_parts = {part.get(W + "type"): part for part in node.iterchildren(W + "tblStylePr")}
                for part in (node, *(of_parts[name] for name in key[1:] if name in of_parts)):
                    runs |= of_run(part.find(W + "rPr"), origin, self.theme)
                    paragraphs |= of_paragraph(part.find(W + "pPr"), origin)
            self._tables[key] = (runs, paragraphs)
        return self._tables[key]


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return str(name.get(W + "val") if name is not None else style.get(W + "styleId"))


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """minorHAnsi → the name of the font."""
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        node = next(theme.iter(f"{A}{kind}Font"), None) if theme is not None else None
        if node is None:
            continue
        faces = {one: node.find(f"{A}{one}") for one in ("latin", "ea", "cs")}
        names = {one: face.get("typeface", "") if face is not None else "" for one, face in faces.items()}
        for ending, face in (("HAnsi", "latin"), ("Ascii", "latin"), ("EastAsia", "ea"), ("Bidi", "cs")):
            found[f"{kind}{ending}"] = names[face]
    return found


def _levels(numbering: Element | None) -> dict[tuple[str, int], Element]:
    """(number, level) → its w:lvl."""
    if numbering is None:
        return {}
    abstract = {node.get(W + "abstractNumId"): node for node in numbering.iterchildren(W + "abstractNum")}
    found: dict[tuple[str, int], Element] = {}
    for number in numbering.iterchildren(W + "num"):
        link = number.find(W + "abstractNumId")
        source = abstract.get(link.get(W + "val")) if link is not None else None
        for level in source.iterchildren(W + "lvl") if source is not None else ():
            found[number.get(W + "numId"), int(level.get(W + "ilvl", 0))] = level
        for override in number.iterchildren(W + "lvlOverride"):
            level = override.find(W + "lvl")
            if level is not None:
                found[number.get(W + "numId"), int(override.get(W + "ilvl", 0))] = level
    return found
