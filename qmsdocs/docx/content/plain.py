"""XML without the noise of saving: one spelling for what means the same.

What Word writes anew at every save, and what a reader never sees, is left out: revision ids (rsid*), ids of paragraphs
and drawings, marks of the spelling checker, where pages broke last, languages; the prefix of a namespace, the order of
attributes and the spelling of on and off never mattered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qmsdocs.docx.xml import NAMESPACES, XML, Element, R, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = f"{{{NAMESPACES['a']}}}"
_A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
_A16 = "{http://schemas.microsoft.com/office/drawing/2014/main}"
_PIC = f"{{{NAMESPACES['pic']}}}"
_WP = f"{{{NAMESPACES['wp']}}}"

# Elements that say nothing of what is on paper.
NOISE = frozenset(
    [W + name for name in (
        "proofErr", "lastRenderedPageBreak", "lang", "noProof", "cnfStyle", "nsid", "tmpl", "divId", "rsid",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "sdtEndPr", "annotationRef",
        "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "tblLook", "tblGrid", "txbxContent",
        "paperSrc", "placeholder", "id", "footnote", "endnote",
    )]
    # Word adds these to drawings that other programs made.
    + [f"{A}{name}" for name in ("graphicFrameLocks", "picLocks")]
    + [f"{_A14}{name}" for name in ("useLocalDpi", "hiddenFill", "hiddenLine", "hiddenEffects")]
    + [f"{_A16}creationId"]
    + [f"{_WP}{name}" for name in ("cNvGraphicFramePr", "effectExtent")]
    + [f"{MC}Fallback"]
)  # fmt: skip
_EXTENSIONS = (f"{A}extLst", f"{A}ext")
_NOISY_NAMES = frozenset(
    {"paraId", "textId", "editId", "anchorId", "dateUtc", "tplc", "tentative", "spid", "hint", "lastClr"}
)
_NUMBERED = (f"{_WP}docPr", f"{_PIC}cNvPr")  # their id and name are counted anew
# What somebody tracked or remarked: who is content; when, and the number of the change, are not.
_TRACKED = re.compile(r"(ins|del|moveFrom|moveTo|comment|\w+Change|cellIns|cellDel|cellMerge)$")
_ON_OFF = {"true": "1", "on": "1", "false": "0", "off": "0"}
_SIDES = {"start": "left", "end": "right"}
_COLOUR = re.compile("[0-9a-fA-F]{6}")

Target = Callable[[str], str]  # the id of a relationship → what it leads to, whatever it is called


def nowhere(identifier: str) -> str:
    """For parts that have no relationships that matter."""
    return identifier


def local(name: str) -> str:
    """The name without its namespace; left and right where newer files say start and end."""
    bare = name.rpartition("}")[2]
    return _SIDES.get(bare, bare)


def plain(node: Element, target: Target = nowhere) -> str:
    """The element with all that is in it, in one spelling; '' for an extension that says nothing."""
    inside = [plain(child, target) for child in node.iterchildren("*") if child.tag not in NOISE]
    if node.tag in _EXTENSIONS and not any(inside) and "cx" not in node.attrib:  # a size is spelled a:ext too
        return ""
    attributes = "".join(f" {name}={value}" for name, value in sorted(attributes_of(node, target)))
    return f"<{node.tag.rpartition('}')[2]}{attributes}>{_text(node)}{''.join(inside)}</>"


def _text(node: Element) -> str:
    """What an element says itself; blanks between elements only set them out."""
    text = node.text or ""
    return text.strip() if len(node) else text


def attributes_of(node: Element, target: Target = nowhere) -> Iterator[tuple[str, str]]:
    """(name, value) of what an element says of itself."""
    for name, value in node.attrib.items():
        bare = local(name)
        if name.startswith(R):
            yield bare, target(value)
        elif not _noisy(node, name, bare):
            yield bare, value_of(value)


def _noisy(node: Element, name: str, bare: str) -> bool:
    if bare.startswith("rsid") or bare in _NOISY_NAMES or name.startswith((MC, XML)):
        return True
    if bare in ("id", "date"):
        return node.tag in _NUMBERED or (name.startswith(W) and _TRACKED.match(local(node.tag)) is not None)
    return bare == "name" and node.tag in _NUMBERED


def value_of(value: str) -> str:
    """One spelling for on and off, for left and right, for colours."""
    value = _SIDES.get(value, _ON_OFF.get(value, value))
    return value.upper() if _COLOUR.fullmatch(value) else value


def of_property(node: Element) -> str:
    """The value of a property in short: `1` for what is merely there, its w:val, or all its attributes."""
    found = dict(attributes_of(node))
    inside = [plain(child) for child in node.iterchildren("*") if child.tag not in NOISE]
    if not inside and found.keys() <= {"val"}:
        return found.get("val", "1")
    kept = (f"{name}={value}" for name, value in sorted(found.items()) if name == "val" or value not in ("auto", "0"))
    return " ".join([*kept, *inside])
