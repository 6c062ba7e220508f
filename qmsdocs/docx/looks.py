"""How a style looks in the end: its own properties over those it is based on, over the file's defaults.

Word, LibreOffice and our own templates spell the same look differently (`<w:b/>` or `w:val="1"`, an indent of 0 or
none); what is compared here is what a reader sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from qmsdocs.docx.xml import Element, W

# Property → what a user calls it.
_WORDS = {
    "rFonts": "phông chữ", "sz": "cỡ chữ", "b": "chữ đậm", "i": "chữ nghiêng", "caps": "chữ hoa",
    "smallCaps": "chữ hoa nhỏ", "strike": "gạch ngang", "u": "gạch chân", "color": "màu chữ", "vertAlign": "chỉ số",
    "jc": "căn lề", "spacing": "giãn cách", "ind": "thụt lề", "pBdr": "đường kẻ", "shd": "màu nền",
    "tabs": "điểm dừng", "pageBreakBefore": "ngắt trang", "tblBorders": "kẻ bảng", "tblCellMar": "lề ô",
    "tblStylePr": "kẻ bảng",
}  # fmt: skip
_FLAGS = ("b", "i", "caps", "smallCaps", "strike", "pageBreakBefore")
_GROUPS = ("pBdr", "tabs", "tblBorders", "tblCellMar")
_KEPT = {"rFonts": ("ascii", "asciiTheme"), "spacing": ("before", "after", "line", "lineRule"),
         "ind": ("left", "right", "firstLine", "hanging")}  # fmt: skip
_SAME = {"start": "left", "end": "right", "000000": "auto"}
# What Word takes where nothing is said.
_USUAL = {"val": ("", "left", "none", "baseline", "auto", "clear", "0"), "line": ("240",), "lineRule": ("auto",),
          "fill": ("auto",), "color": ("auto",)}  # fmt: skip
_NEAR = 5  # twips: what rounding in another word processor makes of the same length

Look = dict[str, dict[str, str]]


def differences(one: Element, other: Element) -> list[str]:
    """What a reader sees of the difference between two styles, each in the styles part it belongs to."""
    first, second = _look(one), _look(other)
    names = [name for name in _WORDS if not _same(first.get(name, {}), second.get(name, {}))]
    return list(dict.fromkeys(_WORDS[name] for name in names))


def _look(style: Element) -> Look:
    """Property → what shows of it."""
    found: Look = {}
    for node in _properties(style):
        name = etree.QName(node).localname
        if name in _GROUPS:
            found[name] = dict(_sides(node))
        elif name == "tblStylePr":
            found.setdefault(name, {})[node.get(f"{W}type", "")] = str(etree.tostring(node, method="c14n"))
        elif name in _WORDS:
            found.setdefault(name, {}).update(_values(node, name))
    return found


def _properties(style: Element) -> Iterator[Element]:
    """The properties that make a style's look: the file's defaults first, the style's own last."""
    root = style.getparent()
    every = {one.get(f"{W}styleId"): one for one in root.iterchildren(f"{W}style")}
    line: list[Element] = []
    while style is not None and style not in line:
        line.append(style)
        based = style.find(f"{W}basedOn")
        style = every.get(based.get(f"{W}val")) if based is not None else None
    defaults = root.find(f"{W}docDefaults")
    for holder in [*([] if defaults is None else defaults), *reversed(line)]:
        for group in holder.iterchildren(f"{W}pPr", f"{W}rPr", f"{W}tblPr"):
            yield from group.iterchildren("*")
        yield from holder.iterchildren(f"{W}tblStylePr")


def _values(node: Element, name: str) -> dict[str, str]:
    seen = {_plain(etree.QName(key).localname): _plain(value) for key, value in node.attrib.items()}
    if name in _FLAGS:
        return {"val": "1" if seen.get("val", "1") in ("1", "true", "on") else "0"}
    return {key: value for key, value in seen.items() if key in _KEPT.get(name, ("val", "fill"))}


def _sides(node: Element) -> Iterator[tuple[str, str]]:
    """The borders of each side, the width of each margin, the leader at each tab stop."""
    for side in node.iterchildren("*"):
        if side.get(f"{W}val") not in ("nil", "none", "clear"):
            place = _plain(etree.QName(side).localname) + side.get(f"{W}pos", "")
            for key in ("val", "sz", "color", "leader", "w"):
                yield f"{place}/{key}", _plain(side.get(f"{W}{key}", ""))


def _plain(word: str) -> str:
    return _SAME.get(word, word)


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    return all(_near(key, one.get(key, ""), other.get(key, "")) for key in one.keys() | other.keys())


def _near(key: str, one: str, other: str) -> bool:
    first, second = (0 if value in ("", *_USUAL.get(key, ())) else value for value in (one, other))
    try:
        return abs(int(first) - int(second)) <= (0 if key == "val" else _NEAR)
    except ValueError:
        return str(first).lower() == str(second).lower()
