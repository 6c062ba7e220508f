"""dxpdf (pip, the extra `pdf`): the converter where there is neither Word nor LibreOffice.

It prints a contents list as stored, page numbers too; but it names every bookmark in the PDF. So the page references
are filled from a first PDF, and the document is converted again. In tables it prints every letter in the document's own
size, whatever the paragraph styles say (measured with 0.8), so that size is moved out of its sight.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from qmsdocs.errors import Location, Problem
from qmsdocs.pdf import preparing, running
from qmsdocs.pdf.engine import Batch, Engine, pdf_of
from qmsdocs.pdf.machine import Machine

_CONVERT = "import sys, dxpdf; dxpdf.convert_file(sys.argv[1], sys.argv[2])"
_ROUNDS = 3  # numbers may lengthen a list by a page, and so move what they count


def find(machine: Machine) -> Engine | None:
    """dxpdf, when it is installed beside qmsdocs."""
    there = importlib.util.find_spec("dxpdf") is not None
    return Engine("dxpdf", 1, frozenset(), False, functools.partial(_run, machine)) if there else None


def _run(machine: Machine, batch: Batch) -> Problem | None:
    """One document, in a process of its own: a crash of the converter is not ours."""
    (file,) = batch.files
    original, pages = preparing.sizes_into_styles(file.read_bytes()), dict[str, int]()
    file.write_bytes(original)
    for _ in range(_ROUNDS):
        command = [sys.executable, "-c", _CONVERT, str(file), str(pdf_of(file))]
        if problem := running.run(command, machine.environ, batch):
            return problem
        try:
            before, pages = pages, _bookmarks(pdf_of(file))
            numbered = preparing.number_references(original, pages)
        except ValueError:
            pdf_of(file).unlink()
            return Problem("pdf-contents-unnumbered", Location(file.name))
        except (PyPdfError, OSError):  # no PDF that can be read: the verification will say so
            return None
        if numbered == original or pages == before:
            return None
        file.write_bytes(numbered)
    return None


def _bookmarks(pdf: Path) -> dict[str, int]:
    """Bookmark, as Word compares names → the page it is on, from 1."""
    reader = PdfReader(pdf)
    found = ((name, reader.get_destination_page_number(there)) for name, there in reader.named_destinations.items())
    return {name.lstrip("/").casefold(): number + 1 for name, number in found if number is not None}
