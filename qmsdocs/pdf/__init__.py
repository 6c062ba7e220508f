"""Word files → PDFs that print what the documents say, by whichever converter the machine has.

`find` names the converter (and looks at the fonts first), `convert` does the work; only the command line knows the
platform and the environment of a Machine:

    engine = find(Machine(platform, environ))
    for result in convert([(Path("a.docx"), Path("a.pdf"))], engine):
        ...
"""

from qmsdocs.pdf.converting import PATIENCE, Result, convert
from qmsdocs.pdf.engine import Engine
from qmsdocs.pdf.engines import find
from qmsdocs.pdf.machine import Machine

__all__ = ["PATIENCE", "Engine", "Machine", "Result", "convert", "find"]
