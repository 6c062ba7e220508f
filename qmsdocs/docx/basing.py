"""`{%p extends "base" %}`: a template takes its styles, lists, theme, page set-up, headers and footers from a base.

The template's own words stay, and so do its styles that the base does not have.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from qmsdocs.docx import places, xml
from qmsdocs.docx.grafting import Graft
from qmsdocs.docx.package import Package
from qmsdocs.docx.stock import Stock, related
from qmsdocs.docx.xml import Element, R, W

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STORIES = ("header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "comments+xml")
_REFERENCES = (f"{W}headerReference", f"{W}footerReference")
_AFTER_TITLE = tuple(f"{W}{name}" for name in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings"))
# Settings that say how headers and margins are meant, and what stands before each in CT_Settings.
_SETTINGS = {
    "mirrorMargins": ("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
                      "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
                      "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
                      "saveSubsetFonts", "saveFormsData"),
    "evenAndOddHeaders": ("mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader",
                          "bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors",
                          "activeWritingStyle", "proofState", "formsDesign", "attachedTemplate", "linkStyles",
                          "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge", "revisionView",
                          "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "documentProtection",
                          "autoFormatOverride", "styleLockTheme", "styleLockQFSet", "defaultTabStop",
                          "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps",
                          "showEnvelope", "summaryLength", "clickAndTypeStyle", "defaultTableStyle"),
}  # fmt: skip


def extend(source: Package, base: Package) -> Package:
    """The template in the frame of its base."""
    donor, made = Stock(base), Stock(source)
    graft = Graft(donor, source, told=False)
    roots = {name: xml.parse(source.parts[name]) for name in _stories(source)}
    for name, root in roots.items():
        graft.restyle(root)
        made.put(name, (xml.DECLARATION + xml.serialize(root)).encode())
    graft.bring_styles()
    frame = donor.finished()
    made.unrelate(made.main, ("stylesWithEffects",))
    for kind in ("styles", "numbering", "theme", "fontTable"):
        if theirs := related(frame, kind):
            made.unrelate(made.main, (kind,))
            made.relate(made.main, f"{_OFFICE}/{kind}", made.adopt(frame, theirs, keep=True))
    _set_up(roots[made.main], made, frame)
    _settings(made, frame)
    made.put(made.main, (xml.DECLARATION + xml.serialize(roots[made.main])).encode())
    return made.finished()


def _stories(source: Package) -> Iterator[str]:
    yield source.main
    for ending in _STORIES:
        yield from source.named(ending)


def _set_up(root: Element, made: Stock, frame: Package) -> None:
    """Headers and footers for the first section, which the others inherit; size and margins for every section that
    lies as the base's page does."""
    body = root.find(f"{W}body")
    sections = list(root.iter(f"{W}sectPr")) or [body.makeelement(f"{W}sectPr")]
    if sections[-1].getparent() is None:
        body.append(sections[-1])
    wanted = xml.parse(frame.parts[frame.main]).find(f"{W}body/{W}sectPr")
    if wanted is None:
        return
    for section in sections:
        if len(section) == 0 or _lies(section) == _lies(wanted):
            for name in ("pgSz", "pgMar"):
                _replace(section, wanted, name)
    references = [one for one in wanted if one.tag in _REFERENCES]
    if references:
        _references(sections, references, made, frame)
        for old in sections[0].findall(f"{W}titlePg"):
            sections[0].remove(old)
        for title in wanted.findall(f"{W}titlePg"):
            following = next(sections[0].iterchildren(*_AFTER_TITLE), None)
            place = len(sections[0]) if following is None else sections[0].index(following)
            sections[0].insert(place, copy.deepcopy(title))


def _lies(section: Element) -> str:
    size = section.find(f"{W}pgSz")
    return "portrait" if size is None else str(size.get(f"{W}orient", "portrait"))


def _replace(section: Element, wanted: Element, name: str) -> None:
    old, new = section.find(f"{W}{name}"), wanted.find(f"{W}{name}")
    if new is not None and old is not None:
        section.replace(old, copy.deepcopy(new))
    elif new is not None:
        before = [one for one in section if one.tag in (*_REFERENCES, *_BEFORE_SIZE)]
        section.insert(section.index(before[-1]) + 1 if before else 0, copy.deepcopy(new))


_BEFORE_SIZE = tuple(f"{W}{name}" for name in ("footnotePr", "endnotePr", "type", "pgSz"))


def _references(sections: list[Element], wanted: list[Element], made: Stock, frame: Package) -> None:
    for section in sections:
        for old in [one for one in section if one.tag in _REFERENCES]:
            section.remove(old)
    made.unrelate(made.main, ("header", "footer"))
    lines = {one.id: one for one in frame.relations(frame.main)}
    for place, reference in enumerate(wanted):
        line = lines[reference.get(f"{R}id")]
        root = xml.parse(frame.parts[line.target])
        places.mark(root, places.part_words(line.target, frame.type_of(line.target)), frame.shown)
        frame.parts[line.target] = (xml.DECLARATION + xml.serialize(root)).encode()
        new = copy.deepcopy(reference)
        new.set(f"{R}id", made.relate(made.main, line.type, made.adopt(frame, line.target, keep=True)))
        sections[0].insert(place, new)


def _settings(made: Stock, frame: Package) -> None:
    """Headers of even pages and mirrored margins need a word in the settings."""
    own, theirs = related(made.package, "settings"), related(frame, "settings")
    if own is None or theirs is None:
        return
    root, wanted = xml.parse(made.package.parts[own]), xml.parse(frame.parts[theirs])
    before: tuple[str, ...] = ()
    for name, standing in _SETTINGS.items():
        before += standing
        if wanted.find(f"{W}{name}") is not None and root.find(f"{W}{name}") is None:
            place = sum(1 for one in root if one.tag in {f"{W}{name}" for name in before})
            root.insert(place, copy.deepcopy(wanted.find(f"{W}{name}")))
    made.put(own, (xml.DECLARATION + xml.serialize(root)).encode())
