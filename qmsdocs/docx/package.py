"""Reading a Word package that anybody may have made: bounded, without macros, OLE objects or links to outside.

Rules of refusal: zip entries are bounded in number, size and ratio, and are no more and no less than they say; XML has
no document type; a macro project, an ActiveX control, an OLE object, another file to be opened with this one, or an
external relationship other than a hyperlink's is a Problem. Field codes are looked at by `fieldcodes`.
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
from qmsdocs.docx.xml import Element
from qmsdocs.errors import Location, Problem, QmsdocsError

MAX_ENTRIES = 2000
MAX_RELATIONS = 20_000  # of one part
MAX_BYTES = 200_000_000
MAX_RATIO = 300  # real parts deflate up to 60 times; a bomb a thousand times
_SMALL = 2_000_000  # bytes: what is smaller is no bomb, however well it deflates
_DIRECTORY_LINE = b"PK\x01\x02"
_ENCRYPTED = 1  # the flag of an entry
CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
CUSTOM = "docProps/custom.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MACROS = re.compile(r"macroEnabled|vbaProject|vbaData|activeX", re.IGNORECASE)
_ODD_NAME = re.compile(r"^/|^[A-Za-z]:|(^|/)\.\.?(/|$)|[\x00-\x1f]")
_RELS = re.compile(r"(^|/)_rels/[^/]*\.rels$")
# Relationships to parts that a word processor would run, or open as a file of its own.
_REFUSED = {
    **dict.fromkeys(("vbaProject", "wordVbaData"), ("macro", "macros")),
    **dict.fromkeys(("control", "activeXControlBinary"), ("điều khiển ActiveX", "an ActiveX control")),
    **dict.fromkeys(("oleObject", "package"), ("đối tượng OLE", "an OLE object")),
    **dict.fromkeys(("aFChunk", "subDocument"), ("tệp khác chèn nguyên", "another file inside")),
    **dict.fromkeys(("webextension", "webextensiontaskpanes", "extensibility"), ("tiện ích bổ sung", "an add-in")),
}
_ADDRESS = re.compile(r"[A-Za-z][\w+.-]*:|//|\\\\")
_CHART = "drawingml.chart+xml"  # its package is the workbook of its figures
# What a file raises that is no package, or a damaged one.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_LINKING = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})


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
        return list(_relations(self.parts[file], posixpath.dirname(name))) if file in self.parts else []

    def fetched(self, name: str, root: Element) -> Iterator[Element]:
        """What in a part would fetch the address of a link, which links alone may have."""
        links = {one.id for one in self.relations(name) if one.external}
        for node in root.iter("*") if links else ():
            used = any(key.startswith(xml.R) and value in links for key, value in node.attrib.items())
            if used and node.tag.rpartition("}")[2] not in _LINKING:
                yield node


def _relations(data: bytes, base: str) -> Iterator[Relation]:
    """The lines of a .rels part; `base` is the folder of the part that they belong to."""
    for number, line in enumerate(xml.parse(data).iter(_RELATIONSHIP)):
        if number > MAX_RELATIONS:
            raise ValueError(f"> {MAX_RELATIONS} relationships")
        target = line.get("Target", "")
        external = line.get("TargetMode", "Internal") != "Internal" or _ADDRESS.match(target) is not None
        if not external:
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        yield Relation(line.get("Id", ""), line.get("Type", ""), target, external)


def is_xml(package: Package, name: str) -> bool:
    """Whether a part is XML, by its name or its content type."""
    return name.endswith((".xml", ".vml", ".rels")) or package.type_of(name).endswith("xml")


def rels_name(name: str) -> str:
    """word/document.xml → word/_rels/document.xml.rels"""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def file_of(path_or_bytes: str | Path | bytes) -> tuple[str, bytes]:
    """The name that problems print and the bytes of a file. Raises QmsdocsError when it cannot be read."""
    if isinstance(path_or_bytes, bytes):
        return "template.docx", path_or_bytes
    try:
        with Path(path_or_bytes).open("rb") as file:
            return str(path_or_bytes), file.read(MAX_BYTES + 1)
    except OSError as error:
        words = {"reason": error.strerror or error}
        raise QmsdocsError([Problem("template-unreadable", Location(str(path_or_bytes)), words)]) from None


def read(data: bytes, shown: str) -> Package:
    """Take a Word file apart. Raises QmsdocsError (template-unreadable, template-unsafe) with every reason."""
    try:
        package = unpack(data, shown)
    except ValueError as error:
        raise QmsdocsError([Problem("template-unreadable", Location(shown), {"reason": str(error)})]) from None
    if problems := list(_refused(package)):
        raise QmsdocsError(problems)
    return package


def unpack(data: bytes, shown: str) -> Package:
    """A Word file taken apart, whatever objects and links it holds. Raises ValueError when it is none, or damaged."""
    try:
        return _open(data, shown)
    except BROKEN as error:
        raise ValueError(str(error)) from None


def _open(data: bytes, shown: str) -> Package:
    if len(data) > MAX_BYTES or data.count(_DIRECTORY_LINE) > 10 * MAX_ENTRIES:
        raise ValueError("the file is too big")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    _bound(infos, len(data))
    parts: dict[str, bytes] = {}
    records: dict[str, zipping.Record] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")
        if _ODD_NAME.search(name) or (name.lower().endswith(".rels") and not _RELS.search(name)):
            raise ValueError(f"an entry named {name!r}")
        packed = _packed(data, info)
        parts[name] = _unpacked(packed, info)
        records[name] = zipping.ready(name, packed, info.compress_type, info.CRC, info.file_size)
    if len({name.lower() for name in parts}) < len(infos):
        raise ValueError("an entry is there twice")
    if CONTENT_TYPES not in parts:
        raise ValueError(f"no {CONTENT_TYPES}")
    package = Package(shown, parts, records, types_of(parts[CONTENT_TYPES]))
    word = any(package.type_of(name) in (MAIN, _TEMPLATE_MAIN) for name in parts)
    if not word and not any(_MACROS.search(kind) for kind in package.types.values()):
        raise ValueError("not a Word document")
    return package


def _bound(infos: list[zipfile.ZipInfo], whole: int) -> None:
    size = sum(info.file_size for info in infos)
    swollen = any(i.file_size > _SMALL and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in infos)
    if len(infos) > MAX_ENTRIES:
        raise ValueError(f"{len(infos)} entries; {MAX_ENTRIES} are allowed")
    if size > MAX_BYTES or swollen or sum(info.compress_size for info in infos) > whole:
        raise ValueError(f"{size} bytes unpacked; the file is too big or a zip bomb")


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """The entry's bytes as they stand in the archive."""
    lengths = data[info.header_offset + 26 : info.header_offset + 30]
    start = info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    return data[start : start + info.compress_size]


def _unpacked(packed: bytes, info: zipfile.ZipInfo) -> bytes:
    """The entry's content. Raises ValueError unless it is exactly what the archive says: it is copied as it stands."""
    if info.flag_bits & _ENCRYPTED or info.compress_type not in (zipping.STORED, zipping.DEFLATED):
        raise ValueError(f"{info.filename} is encrypted, or packed in a way that Word does not know")
    content, whole = packed, True
    if info.compress_type == zipping.DEFLATED:
        inflate = zlib.decompressobj(-15)
        content = inflate.decompress(packed, info.file_size + 1)
        whole = inflate.eof and not inflate.unused_data
    if not whole or len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise ValueError(f"{info.filename} is damaged")
    return content


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
    vba = any(name.lower().endswith("vbaproject.bin") for name in package.parts)
    if vba or any(_MACROS.search(kind) for kind in package.types.values()):
        yield Problem(
            "template-unsafe", where, {"what": "macro hoặc điều khiển ActiveX", "what_en": "macros or ActiveX"}
        )
    for name, data in package.parts.items():
        if name.endswith(".rels"):
            folder, _, file = name.rpartition("_rels/")
            chart = package.type_of(folder + file.removesuffix(".rels")).endswith(_CHART)
            try:
                yield from _refused_relations(list(_relations(data, folder)), chart, where)
            except ValueError as error:
                yield Problem("template-unreadable", where, {"reason": f"{name}: {error}"})


def _refused_relations(relations: list[Relation], chart: bool, where: Location) -> Iterator[Problem]:
    for relation in relations:
        kind = relation.type.rpartition("/")[2]
        if relation.external and kind != "hyperlink":
            words = {"what": f"liên kết ra ngoài ({kind}: {relation.target})", "what_en": f"an external {kind}"}
            yield Problem("template-unsafe", where, words)
        elif kind in _REFUSED and not (chart and kind == "package"):
            what, what_en = _REFUSED[kind]
            yield Problem("template-unsafe", where, {"what": what, "what_en": what_en})
