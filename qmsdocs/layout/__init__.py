"""The official layout as law: profiles with citations, effective properties, checker and safe repairs of any .docx."""

from qmsdocs.layout.case import Finding
from qmsdocs.layout.checking import RULES, Report, check, examine
from qmsdocs.layout.fixing import Fixed, Mended, Retyped, TextChangedError, fix
from qmsdocs.layout.profile import PROFILES
from qmsdocs.layout.reading import UnreadableError

__all__ = [
    "PROFILES",
    "RULES",
    "Finding",
    "Fixed",
    "Mended",
    "Report",
    "Retyped",
    "TextChangedError",
    "UnreadableError",
    "check",
    "examine",
    "fix",
]
