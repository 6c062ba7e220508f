"""The table of converters, and which of them a machine has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.pdf import fonts
from qmsdocs.pdf.engine import Engine
from qmsdocs.pdf.engines import dxpdf, gotenberg, libreoffice, word
from qmsdocs.pdf.machine import Machine

# In the order in which they are looked for; None when it is not there.
ENGINES: dict[str, Callable[[Machine], Engine | None]] = {
    "word": word.find,
    "libreoffice": libreoffice.find,
    "dxpdf": dxpdf.find,
}


def find(machine: Machine, name: str = "auto", server: str = "", pdfa: bool = False) -> Engine:
    """The converter of that name, or the first that is there and makes PDF/A-2b when `pdfa` is wanted; `server` is the
    address of a Gotenberg.

    Raises QmsdocsError when it is not there, cannot do what is wanted, or the machine lacks the fonts: documents would
    look otherwise than in Word. A server has its own fonts; what it printed with is seen in its PDFs.
    """
    engine = gotenberg.at(server) if server or name == "gotenberg" else _installed(machine, name, pdfa)
    return replace(engine, pdfa=pdfa)


def _installed(machine: Machine, name: str, pdfa: bool) -> Engine:
    names = tuple(ENGINES) if name == "auto" else (name,)
    there = [engine for engine in (ENGINES[one](machine) for one in names) if engine]
    able = [engine for engine in there if engine.levels or not pdfa]
    if not able:
        code = "pdf-no-archival" if there else "pdf-no-engine" if name == "auto" else "pdf-engine-missing"
        raise QmsdocsError([Problem(code, Location(there[0].name if there else name), {"engine": name})])
    if problem := fonts.lacking(machine):
        raise QmsdocsError([problem])
    return able[0]
