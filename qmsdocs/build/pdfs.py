"""Which PDFs lie beside their documents, and which are older than these. Light: nothing here makes one."""

from __future__ import annotations

import contextlib
from pathlib import Path, PurePosixPath

from qmsdocs.manifest import Manifest, Pdf


def outdated(manifest: Manifest) -> list[str]:
    """The PDFs of ours whose document has changed since. Those of documents that are gone from their place go too,
    but for what somebody changed."""
    found = []
    for path, pdf in manifest.pdfs().items():
        file = manifest.out / path
        untouched = as_it_is(manifest.out, path, pdf.source) == pdf
        if not manifest.has_path(str(PurePosixPath(path).with_suffix(".docx"))):
            if untouched:
                with contextlib.suppress(OSError):
                    file.unlink()
            manifest.drop_pdf(path)
        elif untouched and not pdf.source.startswith(_stamp(file.with_suffix(".docx"))):
            found.append(path)
    return found


def pdf_path(path: str) -> str:
    """Where the PDF of a document lies: beside it, under its name."""
    return str(PurePosixPath(path).with_suffix(".pdf"))


def source_of(file: Path, how: str) -> str:
    """What a PDF is made of, and how; '' when the document is not there."""
    stamp = _stamp(file)
    return stamp and f"{stamp} {how}"


def _stamp(file: Path) -> str:
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def as_it_is(out: Path, path: str, source: str) -> Pdf | None:
    """The PDF as it lies there, made of that; None when there is none."""
    try:
        found = (out / path).stat()
    except OSError:
        return None
    return Pdf(path, source, found.st_size, found.st_mtime_ns)
