"""LibreOffice: one start for a batch of documents, in a profile of its own, since two on one profile fail."""

from __future__ import annotations

import functools
import json
import shutil

from qmsdocs.errors import Problem
from qmsdocs.pdf import running
from qmsdocs.pdf.engine import Batch, Engine
from qmsdocs.pdf.machine import Machine

_PLACES = (
    r"%ProgramFiles%\LibreOffice\program\soffice.com",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
)
_ARCHIVAL = json.dumps({"SelectPdfVersion": {"type": "long", "value": "2"}})  # PDF/A-2b; LibreOffice 7.4 and newer
_FLAGS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")


def find(machine: Machine) -> Engine | None:
    """LibreOffice on the PATH or where its installer puts it."""
    program = machine.which("soffice", "libreoffice") or machine.first(*_PLACES)
    run = functools.partial(_run, program, machine)
    return Engine("libreoffice", 20, frozenset({"2B"}), True, run) if program else None


def _run(program: str, machine: Machine, batch: Batch) -> Problem | None:
    profile = batch.home / "profile"
    kind = f"pdf:writer_pdf_Export:{_ARCHIVAL}" if batch.pdfa else "pdf:writer_pdf_Export"
    problem = running.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *_FLAGS,
            "--convert-to",
            kind,
            "--outdir",
            str(batch.files[0].parent),
            *map(str, batch.files),
        ],
        machine.environ,
        batch,
    )
    if problem:  # a profile that was left locked stops the next start
        shutil.rmtree(profile, ignore_errors=True)
    return problem
