"""Gotenberg: LibreOffice behind a web server, by its address, for an office that installs it once."""

from __future__ import annotations

import functools
import http.client
import secrets
import urllib.error
import urllib.request
from pathlib import Path

from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.pdf.engine import Batch, Engine, pdf_of

_ROUTE = "/forms/libreoffice/convert"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def at(address: str) -> Engine:
    """The converter at an address such as http://may-chu:3000. Raises QmsdocsError when it is no web address."""
    if not address.startswith(("http://", "https://")):
        raise QmsdocsError([Problem("pdf-bad-address", Location(address or "--gotenberg"))])
    run = functools.partial(_run, address.rstrip("/") + _ROUTE)
    return Engine("gotenberg", 1, frozenset({"2B"}), True, run)


def _run(url: str, batch: Batch) -> Problem | None:
    (file,) = batch.files
    kind, body = _form(file, {"pdfa": "PDF/A-2b"} if batch.pdfa else {})
    request = urllib.request.Request(url, body, {"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=batch.patience) as answer:
            pdf_of(file).write_bytes(answer.read())
    except urllib.error.HTTPError as error:
        said = error.read(300).decode(errors="replace").strip()
        return Problem("pdf-server-refused", Location(url), {"status": error.code, "said": said or error.reason})
    except TimeoutError:
        return Problem("pdf-stalled", Location(url), {"seconds": f"{batch.patience:g}"})
    except (OSError, http.client.HTTPException) as error:  # the latter: a bad address, an answer cut short
        return Problem("pdf-server-away", Location(url), {"reason": getattr(error, "reason", error)})
    return None


def _form(file: Path, values: dict[str, str]) -> tuple[str, bytes]:
    """(content type, body) of a form with one file, as a browser would send it."""
    edge = secrets.token_hex(16)
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in values.items()]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{file.name}"\r\n'
    parts.append(f"{head}Content-Type: {_WORD}\r\n\r\n")
    return f"multipart/form-data; boundary={edge}", b"".join(
        ["".join(parts).encode(), file.read_bytes(), f"\r\n--{edge}--\r\n".encode()]
    )
