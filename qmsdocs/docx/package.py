"""Reading a Word package that anybody may have made: bounded, without macros, OLE objects or links to outside.

Rules of refusal: zip entries are bounded in number, size and ratio; XML has no document type; a macro project, an
ActiveX control, an OLE object, a DDE field or an external relationship other than a hyperlink is a Problem.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qmsdocs.docx import xml, zipping
from qmsdocs.docx.xml import Element, W
from qmsdocs.errors import Location, Problem, QmsdocsError

MAX_ENTRIES = 2000
MAX_BYTES = 200_000_000
MAX_RATIO = 300  # real parts deflate up to 60 times; a bomb a thousand times
CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACROS = re.compile(r"macroEnabled|vbaProject|vbaData|activeX", re.IGNORECASE)
_DDE = re.compile(r"\s*DDE(AUTO)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """One line of a .rels part. `target` is a part's name, or an address when external."""

    id: str
    type: str
    target: str
    external: bool


@dataclass
class Package:
    """A Word file taken apart: names → bytes, as they stand, and the records that can be copied as they are."""

    shown: str
    parts: dict[str, bytes]
    records: dict[str, zipping.Record] = field(repr=False)
    types: dict[str, str]

    def type_of(self, name: str) -> str:
        """The content type of a part, by its name or its ending."""
        return self.types.get(f"/{name}".lower()) or self.types.get(name.rpartition(".")[2].lower(), "")

    @property
    def main(self) -> str:
        """The name of the document part."""
        return next(name for name in self.parts if self.type_of(name) in (MAIN, _TEMPLATE_MAIN))

    def named(self, ending: str) -> Iterator[str]:
        """The parts of a content type that ends so: `header+xml`, `footnotes+xml`, `core-properties+xml`."""
        return (name for name in self.parts if self.type_of(name).endswith(ending))

    def relations(self, name: str) -> list[Relation]:
        """The relationships of a part ('' for the package), targets as part names."""
        file = rels_name(name)
        if file not in self.parts:
            return []
        base = posixpath.dirname(name)
        found = []
        for line in xml.parse(self.parts[file]).iter(_RELATIONSHIP):
            external = line.get("TargetMode") == "External"
            target = line.get("Target", "")
            if not external:
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
            found.append(Relation(line.get("Id", ""), line.get("Type", ""), target, external))
        return found


def rels_name(name: str) -> str:
    """word/document.xml → word/_rels/document.xml.rels"""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def file_of(path_or_bytes: str | Path | bytes) -> tuple[str, bytes]:
    """The name that problems print and the bytes of a file. Raises QmsdocsError when it cannot be read."""
    if isinstance(path_or_bytes, bytes):
        return "template.docx", path_or_bytes
    try:
        return str(path_or_bytes), Path(path_or_bytes).read_bytes()
    except OSError as error:
        words = {"reason": error.strerror or error}
        raise QmsdocsError([Problem("template-unreadable", Location(str(path_or_bytes)), words)]) from None


def read(data: bytes, shown: str) -> Package:
    """Take a Word file apart. Raises QmsdocsError (template-unreadable, template-unsafe) with every reason."""
    try:
        package = _open(data, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise QmsdocsError([Problem("template-unreadable", Location(shown), {"reason": str(error)})]) from None
    if problems := list(_refused(package)):
        raise QmsdocsError(problems)
    return package


def _open(data: bytes, shown: str) -> Package:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _bound(infos)
        parts: dict[str, bytes] = {}
        records: dict[str, zipping.Record] = {}
        for info in infos:
            name = info.filename.replace("\\", "/")
            parts[name] = archive.read(info)
            records[name] = _record(data, info, name)
    if len({name.lower() for name in parts}) < len(infos):
        raise ValueError("an entry is there twice")
    if CONTENT_TYPES not in parts:
        raise ValueError(f"no {CONTENT_TYPES}")
    package = Package(shown, parts, records, types_of(parts[CONTENT_TYPES]))
    word = any(package.type_of(name) in (MAIN, _TEMPLATE_MAIN) for name in parts)
    if not word and not any(_MACROS.search(kind) for kind in package.types.values()):
        raise ValueError("not a Word document")
    return package


def _bound(infos: list[zipfile.ZipInfo]) -> None:
    size = sum(info.file_size for info in infos)
    swollen = [i for i in infos if i.file_size > 100_000 and i.file_size > MAX_RATIO * max(i.compress_size, 1)]
    if len(infos) > MAX_ENTRIES:
        raise ValueError(f"{len(infos)} entries; {MAX_ENTRIES} are allowed")
    if size > MAX_BYTES or swollen:
        raise ValueError(f"{size} bytes unpacked; the file is too big or a zip bomb")


def _record(data: bytes, info: zipfile.ZipInfo, name: str) -> zipping.Record:
    """The entry's packed bytes under a header of our own: without times, attributes and extra fields."""
    lengths = data[info.header_offset + 26 : info.header_offset + 30]
    start = info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    packed = data[start : start + info.compress_size]
    return zipping.ready(name, packed, info.compress_type, info.CRC, info.file_size)


def types_of(data: bytes) -> dict[str, str]:
    """`/word/document.xml` or `png` → content type, in lower case as the standard compares them."""
    found = {}
    for line in xml.parse(data):
        key = line.get("PartName") or line.get("Extension")
        if key:
            found[key.lower()] = line.get("ContentType", "")
    return found


def _refused(package: Package) -> Iterator[Problem]:
    where = Location(package.shown)
    if any(_MACROS.search(kind) for kind in package.types.values()) or "word/vbaProject.bin" in package.parts:
        yield Problem(
            "template-unsafe", where, {"what": "macro hoặc điều khiển ActiveX", "what_en": "macros or ActiveX"}
        )
    for name in package.parts:
        if name.endswith(".rels"):
            owner = posixpath.normpath(posixpath.join(posixpath.dirname(name), "..", posixpath.basename(name)[:-5]))
            yield from _refused_relations(package, "" if owner == "." else owner, where)


def _refused_relations(package: Package, owner: str, where: Location) -> Iterator[Problem]:
    try:
        relations = package.relations(owner)
    except ValueError as error:
        yield Problem("template-unreadable", where, {"reason": f"{rels_name(owner)}: {error}"})
        return
    for relation in relations:
        kind = relation.type.rpartition("/")[2]
        if relation.external and kind != "hyperlink":
            words = {"what": f"liên kết ra ngoài ({kind}: {relation.target})", "what_en": f"an external {kind}"}
            yield Problem("template-unsafe", where, words)
        elif kind in ("oleObject", "control"):
            yield Problem("template-unsafe", where, {"what": "đối tượng OLE", "what_en": "an OLE object"})


def dde_fields(root: Element) -> Iterator[Element]:
    """The paragraphs that hold a DDE field: it would run a command when the document is opened."""
    for simple in root.iter(f"{W}fldSimple"):
        if _DDE.match(simple.get(f"{W}instr", "")):
            yield simple
    code, begun = "", None
    for node in root.iter(f"{W}fldChar", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            code += node.text or ""
            begun = node if begun is None else begun
            if _DDE.match(code):
                yield begun
                code = ""
        else:
            code, begun = "", None
