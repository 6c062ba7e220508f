"""docxtpl's own path, for what only Jinja's loaders can do: `{% include %}`, `{% import %}`, `{% extends %}` with an
environment that has a loader.

Nothing counts the work there, so it is done in a process of its own, with hard limits of time and memory; what comes
back is looked at as any file from outside, and packed as our own.
"""

from __future__ import annotations

import datetime
import io
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import jinja2

from qmsdocs.docx import fieldcodes, images, package, xml, zipping
from qmsdocs.docx.environment import Sandbox
from qmsdocs.docx.package import Package
from qmsdocs.errors import Location, Problem, QmsdocsError

SECONDS = 30
MEMORY = 2_000_000_000  # bytes of address space, where the system can bound it
STATEMENTS = frozenset({"include", "import", "from", "extends", "block", "endblock"})

# The child looks for modules where we do, and nowhere else.
_CHILD = "import sys; sys.path[:] = sys.argv[1:]; from qmsdocs.docx import fallback; fallback.serve()"
_CODES = {
    "SecurityError": "template-forbidden",
    "UndefinedError": "template-unknown-field",
    "UnpicklingError": "template-not-sent",
}
_TOO_MUCH = re.compile("MemoryError|OverflowError|RecursionError|TooMuch|[Mm]emory alloc")


class DocxtplTemplate:
    """A template that docxtpl renders, each time anew: slow, and told as such by `engine`."""

    engine = "docxtpl"

    def __init__(self, data: bytes, shown: str, environment: jinja2.Environment) -> None:
        """Raises QmsdocsError when the file is no Word file, or not safe."""
        self.data, self.shown, self.environment = data, shown, environment
        source = package.read(data, shown)
        self.parts, self.pictures = frozenset(source.parts), images.labels(source)

    def render(
        self,
        context: Mapping[str, object],
        *,
        pictures: Mapping[str, bytes] | None = None,
        replace: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The document, with pictures and parts as `Template.render` replaces them. Raises QmsdocsError for what
        docxtpl says, and when a limit is met."""
        given = images.replacements(self.shown, self.parts, self.pictures, pictures or {}, replace or {})
        try:
            work = pickle.dumps((self.data, dict(context), self.environment))
        except Exception as error:  # pickle raises whatever an object's own methods do
            raise self._error("template-not-sent", str(error)) from None
        made = package.read(self._rendered(work), self.shown)
        self._check(made)
        names = sorted(made.parts, key=lambda name: (name != package.CONTENT_TYPES, name))
        return zipping.archive(b"", b"", 0, [zipping.record(name, given.get(name, made.parts[name])) for name in names])

    def _rendered(self, work: bytes) -> bytes:
        """What docxtpl makes, in a process that is stopped when it takes too much."""
        command = [sys.executable, "-c", _CHILD, *sys.path]
        try:
            done = subprocess.run(command, input=work, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise self._error("template-too-much", f"> {SECONDS} s") from None
        if done.returncode == 0:
            return done.stdout
        kind, _, reason = done.stderr.decode(errors="replace").strip().rpartition("\0")[2].partition(": ")
        if done.returncode < 0 or _TOO_MUCH.search(f"{kind}: {reason}"):
            raise self._error("template-too-much", reason or f"> {SECONDS} s, > {MEMORY} byte")
        raise self._error(_CODES.get(kind, "template-failed"), f"{kind}: {reason}")

    def _check(self, made: Package) -> None:
        for name in filter(lambda name: package.is_xml(made, name), made.parts):
            for _, command in fieldcodes.commands(xml.parse(made.parts[name])):
                raise self._error("value-field-command", command)

    def _error(self, code: str, reason: str) -> QmsdocsError:
        words = {"tag": "docxtpl", "reason": reason, "text": reason, "name": reason, "near": "—"}
        return QmsdocsError([Problem(code, Location(self.shown), words)])


def serve() -> None:
    """The child: read the work from standard input, write the document to standard output."""
    _limit()
    try:
        made = _document(*_received())
    except Exception as error:
        sys.stderr.write(f"\0{type(error).__name__}: {error}")
        raise SystemExit(1) from None
    sys.stdout.buffer.write(made)


def _received() -> tuple[bytes, dict[str, object], jinja2.Environment]:
    """What our own parent sent."""
    try:
        data, context, environment = pickle.load(sys.stdin.buffer)
    except Exception as error:  # a function of the parent's own script, say
        raise pickle.UnpicklingError(str(error)) from None
    return data, context, environment


def _document(data: bytes, context: dict[str, object], custom: jinja2.Environment) -> bytes:
    from docxtpl import DocxTemplate

    template: Any = DocxTemplate(io.BytesIO(data))
    template.render(context, jinja_env=Sandbox(custom, custom.loader), autoescape=True)
    if package.CORE.encode() not in data:  # python-docx puts one in, with the time
        template.docx.core_properties.modified = datetime.datetime(1980, 1, 1)
    made = io.BytesIO()
    template.save(made)
    if made.tell() > package.MAX_BYTES:
        raise MemoryError(f"> {package.MAX_BYTES} byte")
    return made.getvalue()


def _limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
