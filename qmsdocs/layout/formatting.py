"""What one w:rPr or w:pPr says, as plain values, each with the layer that says it. Nothing is inherited here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from qmsdocs.layout.reading import Element, W

Value = Any
Kind = Literal["word", "defaults", "style", "table", "numbering", "direct"]


class Origin(NamedTuple):
    """The layer that sets a property. `style` is the id of the style, for kinds style and table."""

    kind: Kind
    words: str
    style: str = ""

    def __str__(self) -> str:
        return self.words


Layer = dict[str, tuple[Value, Origin]]  # property → (value, where it is set)

WORD = Origin("word", "mặc định của Word")
DEFAULTS = Origin("defaults", "mặc định của tệp")
NUMBERING = Origin("numbering", "đánh số tự động")
DIRECT = Origin("direct", "định dạng trực tiếp")

FALSE = ("0", "false", "off", "none")
TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "smallCaps": "small_caps", "vanish": "hidden"}
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
# Word writes cstheme in small letters.
_FACES = [(f"font.{one}", W + one, f"{W}{one}Theme", f"{W}{one}theme") for one in _FONTS]
_TOGGLE_TAGS = {W + tag: name for tag, name in TOGGLES.items()}
_VAL = W + "val"
_SIDES = {"start": "left", "end": "right"}
RUN_START: Layer = {
    **{f"font.{one}": ("Times New Roman", WORD) for one in _FONTS},
    "size": (10.0, WORD),
    "color": ("auto", WORD),
    **dict.fromkeys(TOGGLES.values(), (False, WORD)),
}
PARAGRAPH_START: Layer = {
    **dict.fromkeys(("left", "right", "first", "before", "after"), (0.0, WORD)),
    "line": (240.0, WORD),
    "rule": ("auto", WORD),
    "align": ("left", WORD),
    "contextual": (False, WORD),
    "style": ("", WORD),
}


@dataclass(frozen=True)
class Look:
    """The properties of a run or paragraph. Sizes in points, lengths in millimetres."""

    layer: Layer

    def __getitem__(self, name: str) -> Value:
        return self.layer[name][0]

    def get(self, name: str) -> Value | None:
        return self.layer[name][0] if name in self.layer else None

    def source(self, name: str) -> Origin:
        """Which layer sets the property."""
        return self.layer[name][1] if name in self.layer else WORD

    def origin(self, name: str) -> str:
        """Which layer sets the property, in words."""
        return self.source(name).words


def millimetres(twips: str | float | None) -> float:
    """Twentieths of a point, or a length with its unit, in millimetres."""
    if isinstance(twips, str) and twips[-2:].isalpha():
        return float(twips[:-2]) * {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6}[twips[-2:]]
    return float(twips or 0) * 25.4 / 1440


def is_on(node: Element | None) -> bool:
    """Whether an on/off element is there and on."""
    return node is not None and node.get(_VAL, "true") not in FALSE


def merged(layers: Iterable[Layer]) -> Layer:
    """The layers laid over one another, the last on top."""
    found: Layer = {}
    for layer in layers:
        found |= layer
    return found


def of_run(properties: Element | None, origin: Origin, theme: dict[str, str]) -> Layer:
    """Font, size, colour and toggles that a w:rPr sets; `theme` names the fonts of the theme."""
    found: Layer = {}
    for node in properties if properties is not None else ():
        tag = node.tag
        if tag in _TOGGLE_TAGS:
            found[_TOGGLE_TAGS[tag]] = (is_on(node), origin)
        elif tag == W + "sz":
            found["size"] = (float(node.get(_VAL, 20)) / 2, origin)
        elif tag == W + "color":
            value = node.get(_VAL) or ("theme" if node.get(W + "themeColor") else "auto")
            found["color"] = (value.upper() if value != "auto" else value, origin)
        elif tag == W + "rFonts":
            found |= _fonts(node, origin, theme)
    return found


def _fonts(node: Element, origin: Origin, theme: dict[str, str]) -> Layer:
    found: Layer = {}
    for name, plain, *of_theme in _FACES:
        called = next((value for key in of_theme if (value := node.get(key))), None)
        if called:
            found[name] = (theme.get(called, ""), origin._replace(words=f"phông của chủ đề, gọi ở {origin}"))
        elif face := node.get(plain):
            found[name] = (face, origin)
    return found


def of_paragraph(properties: Element | None, origin: Origin) -> Layer:
    """Alignment, indents, spacing, numbering and borders that a w:pPr sets."""
    found: Layer = {}
    for node in properties if properties is not None else ():
        read = _PARAGRAPH_TAGS.get(node.tag)
        if read is not None:
            for name, value in read(node).items():
                found[name] = (value, origin)
    return found


def _alignment(node: Element) -> dict[str, Value]:
    return {"align": _SIDES.get(node.get(_VAL), node.get(_VAL))}


def _indents(node: Element) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, keys in (("left", ("left", "start")), ("right", ("right", "end"))):
        value = next((node.get(W + key) for key in keys if node.get(W + key) is not None), None)
        if value is not None:
            found[name] = millimetres(value)
    if node.get(W + "hanging") is not None:
        found["first"] = -millimetres(node.get(W + "hanging"))
    elif node.get(W + "firstLine") is not None:
        found["first"] = millimetres(node.get(W + "firstLine"))
    return found


def _spacing(node: Element) -> dict[str, Value]:
    """Before and after in points; `line` in 240ths of a line, or in points when the rule is exact or atLeast."""
    found: dict[str, Value] = {}
    for side in ("before", "after"):
        if node.get(f"{W}{side}Autospacing", "0") not in FALSE:
            found[side] = 14.0  # Word's own: one line of HTML
        elif node.get(W + side) is not None:
            found[side] = millimetres(node.get(W + side)) * 72 / 25.4
    if node.get(W + "line") is not None:
        found["rule"] = node.get(W + "lineRule", "auto")
        exact = found["rule"] != "auto"
        found["line"] = float(node.get(W + "line")) / (20 if exact else 1)
    return found


def _numbering(node: Element) -> dict[str, Value]:
    number, level = node.find(W + "numId"), node.find(W + "ilvl")
    return {
        "numbering": (
            number.get(_VAL, "") if number is not None else "",
            int(level.get(_VAL, 0)) if level is not None else 0,
        )
    }


def _borders(node: Element) -> dict[str, Value]:
    return {f"border.{side.tag.rpartition('}')[2]}": side.get(_VAL, "nil") not in ("nil", "none") for side in node}


_PARAGRAPH_TAGS: dict[str, Callable[[Element], dict[str, Value]]] = {
    W + "jc": _alignment,
    W + "ind": _indents,
    W + "spacing": _spacing,
    W + "contextualSpacing": lambda node: {"contextual": is_on(node)},
    W + "pageBreakBefore": lambda node: {"page_break": is_on(node)},
    W + "numPr": _numbering,
    W + "pBdr": _borders,
    W + "framePr": lambda node: {"frame": node.get(W + "xAlign", "")},
}
