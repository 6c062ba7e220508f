"""A PDF held against what a converter must have made: an exit code says nothing (LibreOffice gives 0 for a failure)."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from qmsdocs.errors import Location, Problem
from qmsdocs.pdf.preparing import Prepared

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"^/?[A-Z]{6}\+|^/")
_PART = re.compile(rb"pdfaid:part(?:>|=[\"'])\s*(\d)")
_CONFORMANCE = re.compile(rb"pdfaid:conformance(?:>|=[\"'])\s*([ABU])")
# Families that stand in for one another with the same widths, as they are written in a PDF.
EQUALS = (
    {"timesnewroman", "liberationserif", "tinos", "times"},
    {"arial", "liberationsans", "arimo", "helvetica"},
    {"couriernew", "liberationmono", "cousine", "courier"},
    {"calibri", "carlito"},
    {"cambria", "caladea"},
    {"symbol", "wingdings", "opensymbol", "symbolmt"},
)

logging.getLogger("pypdf").setLevel(logging.ERROR)  # its remarks on odd files would be printed between our lines


@dataclass(frozen=True)
class Verified:
    """How many pages a PDF has, and the warnings about it."""

    pages: int
    problems: tuple[Problem, ...] = ()


def verify(pdf: bytes, prepared: Prepared, levels: Collection[str], shown: str) -> Verified | Problem:
    """The pages of a PDF, or why it must not be delivered.

    `levels` are the levels of PDF/A one of which it must say it keeps ("2B"); empty when none is asked for.
    """
    where = Location(shown)
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        return Problem("pdf-broken", where, {"reason": "%%EOF"})
    try:
        reader = PdfReader(io.BytesIO(pdf))
        pages = list(reader.pages)
        text = next(filter(None, map(_text, pages)), "")
        fonts = {name: kept for page in pages for name, kept in _fonts(page.get("/Resources"))}
        level = _level(reader.trailer["/Root"]) if levels else ""
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        return Problem("pdf-broken", where, {"reason": str(error) or type(error).__name__})
    if not pages:
        return Problem("pdf-broken", where, {"reason": "0"})
    if loose := sorted(name for name, kept in fonts.items() if not kept):
        return Problem("pdf-font-not-embedded", where, {"fonts": ", ".join(loose)})
    missing = [word for word in prepared.first_line if _folded(word) not in text]
    if missing:
        return Problem("pdf-text-differs", where, {"words": " ".join(prepared.first_line), "missing": missing[0]})
    if levels and level not in levels:
        return Problem("pdf-not-archival", where, {"level": level or "–"})
    return Verified(len(pages), tuple(_strange(fonts, prepared.faces, where)))


def _text(page: PageObject) -> str:
    return _folded(page.extract_text())


def _folded(text: str) -> str:
    """Letters and digits alone, in one case: converters place spaces and capitals as they like."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


def _fonts(resources: Any, depth: int = 0) -> Iterator[tuple[str, bool]]:
    """(name, whether its file is inside) of every font of a page, those of the drawings on it too."""
    kept = resources.get_object() if resources is not None else {}
    for font in kept.get("/Font", {}).get_object().values() if "/Font" in kept else ():
        one = font.get_object()
        if one.get("/Subtype") != "/Type3":  # which is drawn by the page itself
            yield str(one.get("/BaseFont")), _embedded(one)
    forms = kept["/XObject"].get_object().values() if "/XObject" in kept and depth < 5 else ()
    for form in forms:
        yield from _fonts(form.get_object().get("/Resources"), depth + 1)


def _embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"].get_object()[0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    return descriptor is not None and any(file in descriptor.get_object() for file in _FILES)


def _level(root: Any) -> str:
    """The level of PDF/A that the metadata claim, when there is an output intent too: 2B; '' for none."""
    if "/Metadata" not in root or not _intent(root):
        return ""
    metadata = root["/Metadata"].get_object().get_data()
    part, conformance = _PART.search(metadata), _CONFORMANCE.search(metadata)
    return (part[1] + conformance[1]).decode() if part and conformance else ""


def _intent(root: Any) -> bool:
    intents = root["/OutputIntents"].get_object() if "/OutputIntents" in root else ()
    return any("/DestOutputProfile" in intent.get_object() for intent in intents)


def _strange(fonts: Collection[str], faces: Collection[str], where: Location) -> Iterator[Problem]:
    """Fonts in the PDF that the document names nowhere: its own had no such letters, or is not there."""
    known = {_family(face) for face in faces}
    known = known.union(*(equal for equal in EQUALS if equal & known))
    names = {_SUBSET.sub("", name) for name in fonts}
    if strange := sorted(name for name in names if _family(name) not in known):
        yield Problem("pdf-other-font", where, {"fonts": ", ".join(strange)})


def _family(name: str) -> str:
    """Times New Roman, TimesNewRomanPS-BoldMT, TimesNewRoman,Bold → timesnewroman"""
    family = re.split(r"[-,]", name)[0].replace(" ", "")
    return re.sub(r"(PS)?(MT)?$", "", family).casefold()
