"""The official layout as law: profiles with citations, effective properties, checker and safe repairs of any .docx."""

from qmsdocs.layout.case import Finding
from qmsdocs.layout.checking import RULES, Report, check, examine
from qmsdocs.layout.fixing import Fixed, Mended, Retyped, TextChangedError, fix
from qmsdocs.layout.judging import law_of, law_of_file, problems_of
from qmsdocs.layout.layering import own_laws, problems_of_files
from qmsdocs.layout.profile import PROFILES
from qmsdocs.layout.reading import UnreadableError
from qmsdocs.layout.templating import problems_of_template

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
    "law_of",
    "law_of_file",
    "own_laws",
    "problems_of",
    "problems_of_files",
    "problems_of_template",
]
