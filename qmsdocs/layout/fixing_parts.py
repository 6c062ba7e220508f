"""The parts of a file that repairs change: written back into its package, and compared letter by letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

from qmsdocs.layout.reading import Docx, Element, Paragraph, Place, W, parse

_UNREAD = ("footnotes", "endnotes", "comments", "glossary")
_P, _T = W + "p", W + "t"
# What counts as text beside letters: signs that print something, or lead to something that does.
_SIGNS = tuple(
    W + name
    for name in (
        "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "delText", "instrText", "fldChar", "drawing",
        "pict", "object", "footnoteReference", "endnoteReference", "commentReference",
    )
)  # fmt: skip


def strangers(docx: Docx) -> list[Paragraph]:
    """Paragraphs that the rules do not look at: in text boxes, deleted, in notes and comments."""
    known = {paragraph.element for paragraph in docx.everywhere}
    roots = [root for _, root in _own(docx)]
    roots += [parse(docx.bytes_of(name)) for name in sorted(docx.names) if _is_unread(name)]
    return [Paragraph(one, Place(), (), ()) for root in roots for one in root.iter(_P) if one not in known]


def _is_unread(name: str) -> bool:
    return name.endswith(".xml") and any(word in name.rpartition("/")[2] or f"/{word}/" in name for word in _UNREAD)


def packed(docx: Docx, styles: Element | None, data: bytes, new: Mapping[str, bytes | Element]) -> bytes:
    """The package with the changed parts in place of the old; all others as they are."""
    parts = dict(_own(docx)) | ({docx.side_name("styles"): styles} if styles is not None else {})
    written = {name: _bytes(part) for name, part in {**parts, **new}.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            old = source.read(entry)
            now = written.pop(entry.filename, old)
            target.writestr(entry, old if _is_same(old, now) else now, zipfile.ZIP_DEFLATED)
        for name, content in written.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _own(docx: Docx) -> Iterator[tuple[str, Element]]:
    """The part of the text, then those of headers and footers."""
    yield docx.main, docx.root
    yield from {one.part: one.root for section in docx.sections for one in section.running.values()}.items()


def _bytes(part: bytes | Element) -> bytes:
    if isinstance(part, bytes):
        return part
    return bytes(etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True))


def _is_same(old: bytes, now: bytes) -> bool:
    return old == now or _bytes(parse(old)) == now


# --- the proof


def changed_texts(before: bytes, after: bytes) -> set[tuple[str, int]]:
    """Part and number of each paragraph whose letters or signs differ; -1 for a part whose paragraphs do."""
    found: set[tuple[str, int]] = set()
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        if missing := set(old.namelist()) - set(new.namelist()):
            return {(name, -1) for name in missing}
        for name in new.namelist():
            was, now = old.read(name) if name in old.namelist() else b"", new.read(name)
            if was == now or not name.endswith(".xml"):
                continue
            if not was:
                found |= {(name, -1)} if any(node.text for node in parse(now).iter(_T)) else set()
                continue
            pairs = (_texts(parse(was)), _texts(parse(now)))
            if len(pairs[0]) != len(pairs[1]):
                found.add((name, -1))
            found |= {(name, number) for number, (one, two) in enumerate(zip(*pairs, strict=False)) if one != two}
    return found


def _texts(root: Element) -> list[str]:
    """The letters and signs of each paragraph; those of a text box are its own paragraphs'."""
    found: dict[Element, list[str]] = {paragraph: [] for paragraph in root.iter(_P)}
    for node in root.iter():
        text = node.text or ""
        if node.tag == _T or node.tag in _SIGNS or text.strip():  # what is written in no w:t counts too
            holder = next(node.iterancestors(_P), None)
            if holder is not None:
                found[holder].append(text if node.tag == _T else f"<{node.tag}>{text}")
    return ["".join(texts) for texts in found.values()]


def numbers_of(docx: Docx, paragraph: Paragraph) -> set[tuple[str, int]]:
    """Part and number of a paragraph, as `changed_texts` tells them."""
    return {
        (name, number)
        for name, root in _own(docx)
        for number, one in enumerate(root.iter(_P))
        if one is paragraph.element
    }
