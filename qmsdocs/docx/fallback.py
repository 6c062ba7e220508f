"""docxtpl's own path, for what only Jinja's loaders can do: `{% include %}`, `{% import %}`, `{% extends %}` with an
environment that has a loader.

Nothing counts the work there, so it is done in a process of its own, with hard limits of time and memory.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from typing import Any

import jinja2

from qmsdocs.docx import zipping
from qmsdocs.errors import Location, Problem, QmsdocsError

SECONDS = 30
MEMORY = 2_000_000_000  # bytes of address space, where the system can bound it
STATEMENTS = frozenset({"include", "import", "from", "extends", "block", "endblock"})


class DocxtplTemplate:
    """A template that docxtpl renders, each time anew: slow, and told as such by `engine`."""

    engine = "docxtpl"

    def __init__(self, data: bytes, shown: str, environment: jinja2.Environment) -> None:
        self.data, self.shown, self.environment = data, shown, environment

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document. Raises QmsdocsError for what docxtpl says, and when a limit is met."""
        try:
            work = pickle.dumps((self.data, dict(context), self.environment))
        except Exception as error:  # pickle raises whatever an object's own methods do
            raise self._error("template-failed", f"pickle: {error}") from None
        command = [sys.executable, "-c", "from qmsdocs.docx import fallback; fallback.serve()"]
        try:
            done = subprocess.run(command, input=work, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise self._error("template-too-much", f"> {SECONDS} s") from None
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["—"]
            code = "template-too-much" if "MemoryError" in said[-1] or done.returncode < 0 else "template-failed"
            raise self._error(code, said[-1])
        return _packed(done.stdout)

    def _error(self, code: str, reason: str) -> QmsdocsError:
        return QmsdocsError([Problem(code, Location(self.shown), {"tag": "docxtpl", "reason": reason})])


def _packed(data: bytes) -> bytes:
    """The same package without times, in a fixed order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = sorted(set(archive.namelist()), key=lambda name: (name != "[Content_Types].xml", name))
        return zipping.archive(b"", b"", 0, [zipping.record(name, archive.read(name)) for name in names])


def serve() -> None:
    """The child: read the work from standard input, write the document to standard output."""
    _limit()
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    data, context, custom = pickle.load(sys.stdin.buffer)  # from our own parent
    environment = ImmutableSandboxedEnvironment(loader=custom.loader, undefined=custom.undefined, autoescape=True)
    environment.filters.update(custom.filters)
    environment.tests.update(custom.tests)
    template: Any = DocxTemplate(io.BytesIO(data))
    template.render(context, jinja_env=environment, autoescape=True)
    made = io.BytesIO()
    template.save(made)
    sys.stdout.buffer.write(made.getvalue())


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
