"""Running a converter that may crash or hang: alone in its process group, and ended with all it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from qmsdocs.errors import Location, Problem
from qmsdocs.pdf.engine import Batch, pdf_of

_LOOK = 0.1  # seconds between two looks at what was made
_SAID = 300  # characters of what it said that are told
_ALWAYS_SAID = ("Warning: failed to launch javaldx", "convert ")  # by LibreOffice, whatever happens


def run(command: Sequence[str], environ: Mapping[str, str], batch: Batch) -> Problem | None:
    """What stopped the program: it ended badly, or made nothing new for the batch's patience; None: it ended well."""
    log = batch.home / "said.txt"
    try:
        with log.open("wb") as said:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=batch.home,
                env={**environ, "TZ": "UTC"},
                **_own_group(),
            )
    except OSError as error:
        return _stopped(command, error.strerror or str(error))
    try:
        code = _watch(process, batch)
    finally:
        _end(process)
    if code is None:
        return Problem("pdf-stalled", Location(command[0]), {"seconds": f"{batch.patience:g}"})
    return _stopped(command, _last_words(log.read_bytes(), code)) if code else None


def _stopped(command: Sequence[str], reason: str) -> Problem:
    return Problem("pdf-engine-stopped", Location(command[0]), {"reason": reason})


def _watch(process: subprocess.Popen[bytes], batch: Batch) -> int | None:
    """The exit code; None when it was given up."""
    made, until = -1, time.monotonic()
    while True:
        try:
            return process.wait(_LOOK)
        except subprocess.TimeoutExpired:
            pass
        now = _made(batch)
        if now != made:
            made, until = now, time.monotonic() + batch.patience
        elif batch.stop.is_set() or time.monotonic() > until:
            return None


def _made(batch: Batch) -> int:
    """Bytes of PDF made so far."""
    return sum(file.stat().st_size for file in map(pdf_of, batch.files) if file.exists())


def _last_words(said: bytes, code: int) -> str:
    lines = [line for line in said.decode(errors="replace").splitlines() if not line.startswith(_ALWAYS_SAID)]
    signalled = -code if code < 0 else code - 128  # a shell, which soffice is on some systems, adds 128
    how = f"signal {signalled}" if 0 < signalled < 65 else f"exit {code}"
    return f"{how}: {lines[-1][-_SAID:]}" if lines else how


def _own_group() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it left running: a dead soffice leaves the process that holds its profile."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
