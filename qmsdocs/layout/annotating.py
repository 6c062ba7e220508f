"""A copy of a Word file with a comment at each finding, to be read and answered in Word.

Only comments are added: the text and its looks stay as they are, comments that are there stay too. Headers and footers
hold no comments in Word, so what is found there, and in the file as a whole, is told at the first paragraph.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from qmsdocs.layout.case import Finding
from qmsdocs.layout.reading import MAX_BYTES, Docx, Element, UnreadableError, W, parse

AUTHOR, INITIALS = "qmsdocs", "QMS"
_LEVELS = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Thông tin", "unknown": "Chưa xét được"}
_WORD = W[1:-1]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_MARKS = tuple(W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "comment"))


def annotated(data: bytes, findings: Iterable[Finding]) -> bytes:
    """The same Word file with a comment by qmsdocs for each finding, dated as the file was last saved. The same bytes
    come out whenever the same go in. Raises UnreadableError."""
    docx, found = Docx(data), list(findings)
    paragraphs = {paragraph.place: paragraph.element for paragraph in docx.paragraphs}
    if not found or not paragraphs:
        return data
    first = docx.paragraphs[0].element
    parts = _parts(data)
    name, comments = _comments(docx, parts)
    for number, one in enumerate(found, start=_next(docx.root, comments)):
        comments.append(_comment(number, one, _saved(parts)))
        _mark(paragraphs.get(one.place, first), number)
    changed = {docx.main: _bytes(docx.root), name: _bytes(comments)}
    return _rewritten(data, parts, changed)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if sum(entry.file_size for entry in entries) > MAX_BYTES:
            raise UnreadableError("quá lớn")
        parts = {entry.filename: archive.read(entry) for entry in entries}
    if _TYPES not in parts:
        raise UnreadableError(f"không có {_TYPES}")
    return parts


def _next(*roots: Element) -> int:
    """The first number that no comment has."""
    numbers = (node.get(W + "id", "") for root in roots for node in root.iter(*_MARKS))
    return 1 + max((int(number) for number in numbers if number.isdecimal()), default=-1)


def _comments(docx: Docx, parts: dict[str, bytes]) -> tuple[str, Element]:
    """The name and root of the comments part; a new one is entered in the package."""
    for kind, target in docx.relations(docx.main).values():
        if kind == "comments" and target in parts:
            return target, parse(parts[target])
    folder, _, file = docx.main.rpartition("/")
    name = _free(posixpath.join(folder, "comments.xml"), parts)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    relations = parse(parts[rels]) if rels in parts else etree.Element(f"{{{_PACKAGE}/relationships}}Relationships")
    known = {line.get("Id") for line in relations}
    identifier = next(one for one in (f"rIdComments{number}" for number in range(len(known) + 1)) if one not in known)
    line = etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship")
    line.attrib.update({"Id": identifier, "Type": _RELATION, "Target": posixpath.basename(name)})
    parts[rels] = _bytes(relations)
    types = parse(parts[_TYPES])
    override = etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override")
    override.attrib.update({"PartName": f"/{name}", "ContentType": _TYPE})
    parts[_TYPES] = _bytes(types)
    return name, etree.Element(W + "comments", nsmap={"w": _WORD})


def _free(name: str, parts: Mapping[str, bytes]) -> str:
    stem, ending = posixpath.splitext(name)
    names = (name, *(f"{stem}{number}{ending}" for number in range(2, len(parts) + 3)))
    return next(one for one in names if one not in parts)


def _saved(parts: Mapping[str, bytes]) -> str:
    """When the file was last saved, as its properties say; '' when they do not."""
    core = parse(parts["docProps/core.xml"]) if "docProps/core.xml" in parts else None
    return (core.findtext(_MODIFIED) or "").strip() if core is not None else ""


def _comment(number: int, one: Finding, saved: str) -> Element:
    values = {"id": str(number), "author": AUTHOR, "date": saved, "initials": INITIALS}
    comment = etree.Element(W + "comment", {W + key: value for key, value in values.items() if value})
    place = f"{one.place}: " if one.place.part or not one.place.paragraph else ""
    cite = "; ".join(filter(None, (one.cite, f"mức của {one.layer}" if one.layer else "")))
    origin = f" (đặt ở: {one.origin})" if one.origin else ""
    lines = (
        f"{_LEVELS[one.level]} {one.rule}: {place}{one.what}: {one.measured}; quy định: {one.allowed}",
        f"{one.cure}{origin}",
        f"[{cite}]" if cite else "",
    )
    for line in filter(None, lines):
        run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
        etree.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = line
    return comment


def _mark(paragraph: Element, number: int) -> None:
    """Put the whole paragraph into the range of a comment."""
    start = 1 if len(paragraph) and paragraph[0].tag == W + "pPr" else 0
    paragraph.insert(start, etree.Element(W + "commentRangeStart", {W + "id": str(number)}))
    etree.SubElement(paragraph, W + "commentRangeEnd", {W + "id": str(number)})
    run = etree.SubElement(paragraph, W + "r")
    etree.SubElement(run, W + "commentReference", {W + "id": str(number)})


def _rewritten(data: bytes, parts: Mapping[str, bytes], changed: Mapping[str, bytes]) -> bytes:
    """The package with changed and new parts, in the order and with the dates that it had."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        entries = {entry.filename: entry for entry in old.infolist() if not entry.is_dir()}
        for name, content in {**parts, **changed}.items():
            entry = zipfile.ZipInfo(name, entries[name].date_time if name in entries else (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
