"""Run by word.py in a process of its own: `python -m qmsdocs.pdf.engines.word_script pdf|pdfa FILE...`

Each file becomes a PDF beside it. Page numbers of contents lists and references are counted anew; dates cannot be
refreshed, since the prepared copies have none as fields. Constants are those of Word's object model.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from win32com.client import DispatchEx

_PDF, _PRINT, _ALL, _CONTENT, _HEADINGS = 17, 0, 0, 0, 1
_NO_ALERTS, _NO_MACROS, _NO_SAVE = 0, 3, 0
_REFERENCES = (3, 37)  # wdFieldRef, wdFieldPageRef


def main(pdfa: bool, files: list[Path]) -> None:
    """Convert the files in order, in an instance of Word that is ours alone."""
    word = DispatchEx("Word.Application")
    try:
        word.Visible = False
        word.DisplayAlerts = _NO_ALERTS
        word.AutomationSecurity = _NO_MACROS
        for file in files:
            _convert(word, file, pdfa)
    finally:
        word.Quit(SaveChanges=_NO_SAVE)


def _convert(word: Any, file: Path, pdfa: bool) -> None:
    document = word.Documents.Open(str(file), ConfirmConversions=False, ReadOnly=True, AddToRecentFiles=False)
    try:
        document.Repaginate()
        for contents in document.TablesOfContents:
            contents.UpdatePageNumbers()
        for field in document.Fields:
            if field.Type in _REFERENCES:
                field.Update()
        document.ExportAsFixedFormat(
            OutputFileName=str(file.with_suffix(".pdf")),
            ExportFormat=_PDF,
            OpenAfterExport=False,
            OptimizeFor=_PRINT,
            Range=_ALL,
            Item=_CONTENT,
            IncludeDocProps=True,
            CreateBookmarks=_HEADINGS,
            DocStructureTags=True,
            BitmapMissingFonts=False,
            UseISO19005_1=pdfa,
        )
    finally:
        document.Close(SaveChanges=_NO_SAVE)


if __name__ == "__main__":
    main(sys.argv[1] == "pdfa", [Path(name) for name in sys.argv[2:]])
