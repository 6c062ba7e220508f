"""The bytes of a Word file → its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from qmsdocs.docx import package, xml
from qmsdocs.docx.content.blocks import COLOURS, Block, Content
from qmsdocs.docx.content.formatting import Formatting, told
from qmsdocs.docx.content.numbering import Numbering
from qmsdocs.docx.content.plain import A, Target, local, of_property, plain
from qmsdocs.docx.content.story import Note, Story
from qmsdocs.docx.package import Package
from qmsdocs.docx.places import Place
from qmsdocs.docx.xml import Element, R, W
from qmsdocs.errors import Location, Problem, QmsdocsError

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_ROLES = {"headerReference": "đầu trang", "footerReference": "chân trang"}
_PAGES = {"first": " đầu tiên", "even": " chẵn"}
_NOTE_PARTS = {"footnotes": "cước chú", "endnotes": "chú thích cuối", "comments": "ghi chú"}
# Settings that show on paper or that somebody put to guard the file, and what Word takes where nothing is said.
_SETTINGS = {
    "evenAndOddHeaders": "0", "mirrorMargins": "0", "gutterAtTop": "0", "bookFoldPrinting": "0", "autoHyphenation": "0",
    "displayBackgroundShape": "0", "defaultTabStop": "720", "documentProtection": "", "writeProtection": "",
    "footnotePr": "1", "endnotePr": "1",
}  # fmt: skip
_TEXTS = re.compile(r"word/(document|header|footer|charts/)")
_THEMED = re.compile(rb"schemeClr|themeColor")
_CORE = ("title", "subject", "creator", "keywords", "category", "description", "contentStatus")


def content(data: bytes, shown: str = "document.docx") -> Content:
    """What a .docx says. `shown` is its name in problems. Raises QmsdocsError (document-unreadable) for what is no
    Word document, is damaged, or is kept as Strict Open XML."""
    try:
        return _Reading(package.unpack(data, shown)).content()
    except (*package.BROKEN, RecursionError, StopIteration) as error:
        words = {"reason": str(error) or type(error).__name__}
        raise QmsdocsError([Problem("document-unreadable", Location(shown), words)]) from None


class _Reading:
    def __init__(self, opened: Package) -> None:
        self._package = opened
        self._main = opened.main
        self._relations = {name: {one.id: one for one in opened.relations(name)} for name in opened.parts}
        styles = self._side("styles")
        self._numbering = Numbering(self._side("numbering"), styles)
        self._formatting = Formatting(styles, self._side("theme"), self._numbering)
        self._notes = dict(self._found_notes())

    def content(self) -> Content:
        root = self._parse(self._main)
        body = root.find(W + "body")
        if body is None:
            raise ValueError("không có thân văn bản")
        story = self._story(self._main)
        blocks = story.read(body)
        running = tuple(self._running(list(story.sections)))
        return Content(blocks, running, self._formatting.used(), tuple(self._whole(root)))

    def _story(self, part: str) -> Story:
        return Story(self._formatting, self._target(part), self._notes)

    def _running(self, sections: list[Element]) -> Iterator[Mapping[str, tuple[Block, ...]]]:
        """Headers and footers of each section; where it names none it has those of the section before."""
        found: dict[str, tuple[Block, ...]] = {}
        read: dict[str, tuple[Block, ...]] = {}
        for number, section in enumerate(sections, start=1):
            for reference in section.iterchildren(*(W + name for name in _ROLES)):
                role = _ROLES[local(reference.tag)] + _PAGES.get(reference.get(W + "type", ""), "")
                one = self._relations[self._main].get(reference.get(R + "id", ""))
                part = one.target if one and one.target in self._package.parts else ""
                if part and part not in read:
                    words = f"{role} của phần {number}, " if len(sections) > 1 else f"{role}, "
                    read[part] = self._story(part).read(self._parse(part), words)
                found[role] = read.get(part, ())
            yield dict(found)

    def _whole(self, root: Element) -> Iterator[Block]:
        """What is set of the file as a whole."""
        settings = self._side("settings")
        nodes = {local(node.tag): node for node in settings.iterchildren("*")} if settings is not None else {}
        facts = {f"f/{name}": of_property(nodes[name]) for name in _SETTINGS if name in nodes}
        facts = {name: value for name, value in facts.items() if value != _SETTINGS[name[2:]]}
        background = root.find(W + "background")
        facts |= {"f/background": plain(background, self._target(self._main))} if background is not None else {}
        facts |= {COLOURS: self._colours()} if self._themed() else {}
        yield Block("thiết lập", told(facts), place=Place("thiết lập của tệp"))
        yield Block("thuộc tính", tuple(sorted(self._properties())), place=Place("thuộc tính tài liệu"))

    def _themed(self) -> bool:
        """Whether something in the text has a colour of the theme; styles that nobody uses have them in any file."""
        texts = (data for name, data in self._package.parts.items() if _TEXTS.match(name))
        return any(_THEMED.search(data) for data in texts)

    def _colours(self) -> str:
        theme = self._side("theme")
        return "".join(plain(node) for node in theme.iter(f"{A}clrScheme")) if theme is not None else ""

    def _properties(self) -> Iterator[tuple[str, str]]:
        """The properties of the document that people fill in; what Word counts and signs by itself is left out."""
        for node in self._rooted("core-properties", ""):
            if local(node.tag) in _CORE and (node.text or "").strip():
                yield f"d/{local(node.tag)}", (node.text or "").strip()
        for node in self._rooted("custom-properties", ""):
            yield f"d/{node.get('name', '')}", "".join(node.itertext()).strip()

    # --- parts

    def _rooted(self, kind: str, part: str) -> Iterator[Element]:
        """What is at the top of the part that another part ('' for the package) leads to by this kind."""
        lines = self._package.relations(part) if not part else self._relations[part].values()
        for one in lines:
            if one.type.rpartition("/")[2] == kind and one.target in self._package.parts:
                yield from self._parse(one.target).iterchildren("*")

    def _side(self, kind: str) -> Element | None:
        targets = (one.target for one in self._relations[self._main].values() if one.type.rpartition("/")[2] == kind)
        part = next((target for target in targets if target in self._package.parts), None)
        return self._parse(part) if part else None

    def _found_notes(self) -> Iterator[tuple[tuple[str, str], Note]]:
        for one in self._relations[self._main].values():
            words = _NOTE_PARTS.get(one.type.rpartition("/")[2])
            if words and one.target in self._package.parts:
                target = self._target(one.target)
                for node in self._parse(one.target).iterchildren("*"):
                    yield (words, node.get(W + "id", "")), Note(node, target)

    def _target(self, part: str) -> Target:
        """What the relationships of a part lead to: an address, or the digest of what is there, whatever its name."""

        def target(identifier: str) -> str:
            one = self._relations[part].get(identifier)
            if one is None or one.external or one.target not in self._package.parts:
                return one.target if one else identifier
            data = self._package.parts[one.target]
            if package.is_xml(self._package, one.target):
                data = plain(self._parse(one.target), self._target(one.target)).encode()
            return hashlib.sha256(data).hexdigest()

        return target

    def _parse(self, part: str) -> Element:
        data = self._package.parts[part]
        if _STRICT in data[:20_000]:
            raise ValueError("tệp ở dạng Strict Open XML")
        try:
            return xml.parse(data)
        except ValueError as error:
            raise ValueError(f"{part}: {error}") from None
