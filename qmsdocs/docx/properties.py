"""Properties: what Word and the file manager show of a document, and by what we know it again (custom properties)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import escape

from qmsdocs import __version__
from qmsdocs.docx import package, xml
from qmsdocs.docx.images import Relationship, relationships_with
from qmsdocs.plan import DocumentPlan

IDENTITY, ISSUE = "qmsdocs.document", "qmsdocs.issue"  # names of custom properties

# A fixed time keeps the bytes of the same input equal; the document's own dates are on its pages.
_MADE = "2000-01-01T00:00:00Z"
_LONGEST = 255  # characters, as Word allows


def core(plan: DocumentPlan) -> bytes:
    """docProps/core.xml with title, subject, author, keywords, category, language and maker."""
    agency = plan.context["agency"]
    author = str(agency["name"]) if isinstance(agency, Mapping) else ""
    kind = str(plan.context["kind_name"])
    return (
        f'{xml.DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(f'{plan.code} {plan.title}')}</dc:title><dc:subject>{_text(kind)}</dc:subject>"
        f"<dc:creator>{_text(author)}</dc:creator><cp:keywords>{_text(plan.code)}</cp:keywords>"
        f"<cp:lastModifiedBy>qmsdocs {__version__}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:modified>'
        f"<cp:category>{_text(kind)}</cp:category><dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def _text(value: str) -> str:
    return str(escape(value.strip()[:_LONGEST]))


# --- custom properties: they stay when Word saves the file under another name, in another folder

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OPENING = f'{xml.DECLARATION}<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">'
_MOST = 200_000  # bytes of a part with properties that is worth reading


def prepared(loose: Mapping[str, bytes]) -> dict[str, bytes]:
    """The loose parts of a template whose documents are to have custom properties: `package.CUSTOM` declared, and in
    it those of the template itself, open at its end for ours."""
    made = dict(loose)
    made[package.CUSTOM] = _open(loose.get(package.CUSTOM, b""))
    if package.CUSTOM in loose:
        return made
    types = made[package.CONTENT_TYPES]
    override = f'<Override PartName="/{package.CUSTOM}" ContentType="{_TYPE}"/>'.encode()
    head, _, tail = types.rpartition(b"</")
    made[package.CONTENT_TYPES] = head + override + b"</" + tail
    relation = Relationship("rIdQmsdocs", _RELATION, package.CUSTOM)
    made[package.rels_name("")] = relationships_with(made[package.rels_name("")], {package.CUSTOM: relation})
    return made


def custom(plan: DocumentPlan, base: bytes) -> bytes:
    """docProps/custom.xml with which document of which set this is, and its issue when it has one."""
    own = {IDENTITY: plan.identity, ISSUE: plan.issue}
    first = 2 + base.count(b" pid=")
    lines = (_property(pid, *one) for pid, one in enumerate(((n, v) for n, v in own.items() if v), start=first))
    return base + "".join(lines).encode() + b"</Properties>"


def read(file: Path | io.BytesIO) -> dict[str, str]:
    """The custom properties of a Word file that are texts; empty when there are none, or it is no Word file."""
    try:
        with zipfile.ZipFile(file) as archive:
            info = archive.getinfo(package.CUSTOM)
            found = _values(archive.read(info)) if info.file_size <= _MOST else {}
            return {name: value for name, (kind, value) in found.items() if kind == "lpwstr"}
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, ElementTree.ParseError):
        return {}


def _open(data: bytes) -> bytes:
    """The properties of a template, numbered anew, without ours: a built document may have become a template."""
    kept = {name: one for name, one in (_values(data) if data else {}).items() if name not in (IDENTITY, ISSUE)}
    lines = (_property(pid, name, value, kind) for pid, (name, (kind, value)) in enumerate(kept.items(), start=2))
    return (_OPENING + "".join(lines)).encode()


def _values(data: bytes) -> dict[str, tuple[str, str]]:
    """Name → type (`lpwstr`, `i4`, `bool`, `filetime`…) and value of every property."""
    if b"<!DOCTYPE" in data:
        return {}
    found = ((one.get("name", ""), next(iter(one), None)) for one in ElementTree.fromstring(data))
    return {
        name: (value.tag.removeprefix(f"{{{_VALUES}}}"), value.text or "") for name, value in found if value is not None
    }


def _property(pid: int, name: str, value: str, kind: str = "lpwstr") -> str:
    return (
        f'<property fmtid="{_USER_DEFINED}" pid="{pid}" name="{escape(name)}">'
        f"<vt:{kind}>{escape(value)}</vt:{kind}></property>"
    )
