"""Times New Roman, or a font as wide as it letter by letter, with all of Vietnamese: looked for before any conversion.

Another font moves every line break, and a font that lacks letters gets them from a third one, in the middle of words:
Liberation Serif 1, which some distributions still carry, lacks 92 of the 134.
"""

from __future__ import annotations

import subprocess
import unicodedata
from itertools import product

from qmsdocs.errors import Location, Problem
from qmsdocs.pdf.machine import Machine

# In the order in which LibreOffice takes them for Times New Roman.
FAMILIES = ("Times New Roman", "Liberation Serif", "Tinos")
_MARKS = ("", *"\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING HOOK ABOVE}\N{COMBINING TILDE}")
_TONES = (*_MARKS, "\N{COMBINING DOT BELOW}")
_VOWELS = "aăâeêioôơuưy"
_FORMAT = "%{family[0]}\\t%{file}\\t%{charset}\\n"
_WINDOWS = ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")
_MAC = ("/System/Library/Fonts/Supplemental/Times New Roman.ttf", "/Library/Fonts/Times New Roman.ttf")


def letters() -> frozenset[str]:
    """The 134 letters of Vietnamese that are not of ASCII: 67 in two cases."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(_VOWELS, _TONES)} | {"đ"}
    return frozenset(form for letter in small if letter > "z" for form in (letter, letter.upper()))


def lacking(machine: Machine) -> Problem | None:
    """What is wrong with the fonts of a machine; None when documents will look as they should."""
    if machine.platform == "win32":
        gone = [file for file in _WINDOWS if not machine.first(f"%WINDIR%\\Fonts\\{file}")]
        return Problem("pdf-fonts-windows", Location(gone[0])) if gone else None
    if machine.platform == "darwin":
        return None if machine.first(*_MAC) else Problem("pdf-fonts-missing", Location(FAMILIES[0]))
    return _lacking_in(_listed(machine))


def _listed(machine: Machine) -> list[tuple[str, str, str]]:
    """(family, file, characters) of each face that fontconfig knows of our families; none without fontconfig."""
    program = machine.which("fc-list")
    if not program:
        return []
    found = []
    for family in FAMILIES:
        command = [program, "--format", _FORMAT, f":family={family}"]
        said = subprocess.run(command, env=dict(machine.environ), capture_output=True, text=True, check=False)
        rows = (line.split("\t") for line in said.stdout.splitlines())
        found += [(row[0], row[1], row[2]) for row in rows if len(row) == 3]
    return found


def _lacking_in(listed: list[tuple[str, str, str]]) -> Problem | None:
    family = next((family for family in FAMILIES if any(row[0] == family for row in listed)), "")
    if not family:
        return Problem("pdf-fonts-missing", Location(FAMILIES[0]))
    for _, file, charset in (row for row in listed if row[0] == family):
        if gone := sorted(letters() - characters(charset)):
            return Problem("pdf-fonts-letters", Location(file), {"count": len(gone), "some": " ".join(gone[:8])})
    return None


def characters(charset: str) -> frozenset[str]:
    """The characters of fontconfig's list of ranges: `20-7e a0 1ea0-1ef9`."""
    ranges = (part.partition("-") for part in charset.split())
    return frozenset(chr(code) for low, _, high in ranges for code in range(int(low, 16), int(high or low, 16) + 1))
