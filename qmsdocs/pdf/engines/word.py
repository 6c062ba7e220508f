"""Microsoft Word on Windows, driven from a process of its own by word_script. Not run so far: written by the book."""

from __future__ import annotations

import functools
import importlib.util
import sys

from qmsdocs.errors import Problem
from qmsdocs.pdf import running
from qmsdocs.pdf.engine import Batch, Engine
from qmsdocs.pdf.machine import Machine

_SCRIPT = "qmsdocs.pdf.engines.word_script"
_PLACES = tuple(
    rf"%{folder}%\Microsoft Office\{release}\WINWORD.EXE"
    for folder in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")
    for release in ("root\\Office16", "Office16", "Office15", "Office14")
)
# Which level its one switch gives depends on the release; what the PDF says is what counts.
_LEVELS = frozenset(part + letter for part in "123" for letter in "ABU")


def find(machine: Machine) -> Engine | None:
    """Word, when it is installed and Python can drive it (pywin32, of the extra `pdf`)."""
    if machine.platform != "win32" or importlib.util.find_spec("win32com") is None or not machine.first(*_PLACES):
        return None
    return Engine("word", 20, _LEVELS, False, functools.partial(_run, machine))


def _run(machine: Machine, batch: Batch) -> Problem | None:
    command = [sys.executable, "-m", _SCRIPT, "pdfa" if batch.pdfa else "pdf", *map(str, batch.files)]
    return running.run(command, machine.environ, batch)
