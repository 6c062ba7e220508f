"""The tags of a template that ask for shared parts: which there are, whether they are written as they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qmsdocs.docx import places, tags, xml
from qmsdocs.docx.package import Package
from qmsdocs.docx.places import Place
from qmsdocs.docx.stock import read_styles
from qmsdocs.docx.tags import Tag
from qmsdocs.docx.xml import Element, W

_VERB = re.compile(r"(include|extends)\b\s*(.*)", re.DOTALL)
_NAME = re.compile(r"([\"'])(?!/)((?:(?!\.\.|[\"'\\:]).)+?)(?:\.docx)?\1")
_BETWEEN = re.compile(rb"<[^>]*>|\s+")
_TARGETS = {"p": f"{W}p", "tr": f"{W}tr"}
# What a paragraph or row may hold besides text, and would lose with the tag that takes its place.
_KEPT = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference", "footnoteRef",
         "endnoteRef", "sectPr")  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """A tag that asks for a part; `name` is '' when it does not say which as it should."""

    verb: str
    name: str
    tag: Tag
    text: Element
    place: Place

    @property
    def target(self) -> Element | None:
        """What the part is to take the place of."""
        return xml.ancestor(self.text, _TARGETS[self.tag.scope]) if self.tag.scope in _TARGETS else None

    def silence(self) -> None:
        """Take the tag out, so that what it does wrong is told once."""
        self.text.text = (self.text.text or "").replace(self.tag.written, "", 1)


def may_ask(data: bytes) -> bool:
    """Whether a story may hold such a tag, split over runs or not."""
    if b"{" not in data:
        return False
    text = _BETWEEN.sub(b"", data)
    return b"include" in text or b"extends" in text


def find(source: Package, name: str, root: Element) -> Iterator[Ask]:
    """Every tag of a story that asks for a part, in order."""
    words = places.part_words(name, source.type_of(name))
    found = places.find(root, words, frozenset(read_styles(source).levels))
    for text in root.iter(f"{W}t"):
        if "{" not in (text.text or ""):
            continue
        place = found.get(xml.ancestor(text, f"{W}p"), Place(words))
        for begin, end in tags.spans(text.text):
            tag = tags.read(text.text[begin:end], place) if end > 0 else None
            verb = _VERB.fullmatch(tag.body) if tag is not None and tag.kind == "block" else None
            if tag is not None and verb is not None:
                called = _NAME.fullmatch(verb[2])
                yield Ask(verb[1], called[2] if called else "", tag, text, place)


def beside(target: Element, written: str) -> Iterator[str]:
    """What an element holds besides the tag that takes its place."""
    text = "".join(node.text or "" for node in target.iter(f"{W}t")).replace(written, "", 1)
    if text.strip():
        yield text.strip()
    for name in _KEPT:
        if next(target.iter(f"{W}{name}"), None) is not None:
            yield f"<{name}>"
