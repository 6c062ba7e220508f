"""The official layout as law: profiles with citations, effective properties, and a checker for any .docx."""

from qmsdocs.layout.case import Finding
from qmsdocs.layout.checking import RULES, Report, check, examine
from qmsdocs.layout.judging import law_of, problems_of
from qmsdocs.layout.layering import problems_of_files
from qmsdocs.layout.profile import PROFILES
from qmsdocs.layout.reading import UnreadableError

__all__ = [
    "PROFILES",
    "RULES",
    "Finding",
    "Report",
    "UnreadableError",
    "check",
    "examine",
    "law_of",
    "problems_of",
    "problems_of_files",
]
