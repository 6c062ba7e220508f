"""PDFs beside the documents: made anew when the document or the way of making them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qmsdocs.build.pdfs import as_it_is, pdf_path, source_of
from qmsdocs.errors import Problem
from qmsdocs.manifest import Manifest, Row
from qmsdocs.pdf import Engine, convert

_NOTED = 50  # PDFs that are entered at once


def export(
    manifest: Manifest, rows: Iterable[Row], engine: Engine, jobs: int, progress: Callable[[int, int], None]
) -> list[tuple[Row, Problem]]:
    """Bring the PDFs of documents up to date; `progress` is told how many of how many are done.

    Returns each document whose PDF could not be made with why, or that has a PDF with something to mind.
    """
    out, known, how = manifest.out, manifest.pdfs(), f"{engine.name}{' PDF/A' if engine.pdfa else ''}"
    stale = {
        out / row.path: (row, path, source)
        for row in rows
        for path, source in [(pdf_path(row.path), source_of(out / row.path, how))]
        if source and (path not in known or known[path] != as_it_is(out, path, source))
    }
    pairs = [(file, out / path) for file, (_, path, _) in stale.items()]
    found: list[tuple[Row, Problem]] = []
    for number, result in enumerate(convert(pairs, engine, jobs=jobs), 1):
        row, path, source = stale[result.source]
        found += [(row, problem) for problem in result.problems]
        if result.pages and (pdf := as_it_is(out, path, source)):
            manifest.put_pdf(pdf)
        if number % _NOTED == 0:
            manifest.commit()
        progress(number, len(pairs))
    manifest.commit()
    return found
