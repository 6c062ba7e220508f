"""Repairs of sections: paper, margins, where page numbers begin and show; and a page number where there is none."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from qmsdocs.layout.fixing_marks import SECTION_ORDER, placed, twips
from qmsdocs.layout.formatting import millimetres
from qmsdocs.layout.reading import Docx, Element, W
from qmsdocs.layout.repair import Repair

_A4 = (11906, 16838)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"header": "hdr", "footer": "ftr"}
# Without a cached result: Word and LibreOffice write the number when they lay out the page, and no letter is added.
_PAGE_NUMBER = """<w:{root} xmlns:w="{w}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" \
w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="{align}"/></w:pPr>{runs}</w:p>\
</w:{root}>"""
_RUN = """<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>\
<w:b w:val="0"/><w:i w:val="0"/><w:color w:val="auto"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{mark}\
</w:r>"""
_MARKS = (
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="end"/>',
)


@dataclass(frozen=True)
class NumberPart:
    """A new header or footer with nothing but the page number."""

    kind: str  # header or footer
    align: str
    size: float

    def xml(self) -> bytes:
        runs = "".join(_RUN.format(size=f"{self.size * 2:.0f}", mark=mark) for mark in _MARKS)
        made = _PAGE_NUMBER.format(root=_ROOTS[self.kind], w=W[1:-1], align=self.align, runs=runs)
        return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + made).encode()


def mend_section(docx: Docx, repair: Repair) -> None:
    """Set a property of a section."""
    properties = docx.sections[repair.section or 0].properties
    if repair.name == "paper":
        _paper(placed(properties, "pgSz", SECTION_ORDER))
    elif repair.name.startswith("margin."):
        node = placed(properties, "pgMar", SECTION_ORDER)
        side = repair.name.partition(".")[2]
        node.set(W + side, twips(repair.right))
        if side == "gutter":
            node.set(W + "gutter", "0")
    elif repair.name == "page_start":
        placed(properties, "pgNumType", SECTION_ORDER).set(W + "start", "1")
    elif repair.name == "title_page":
        placed(properties, "titlePg", SECTION_ORDER).attrib.clear()


def _paper(node: Element) -> None:
    wide = millimetres(node.get(W + "w", 0)) > millimetres(node.get(W + "h", 0))
    node.attrib.pop(W + "code", None)  # Word's number of the old paper
    for key, value in zip(("w", "h"), reversed(_A4) if wide else _A4, strict=True):
        node.set(W + key, str(value))


def add_number(docx: Docx, part: NumberPart) -> dict[str, bytes | Element]:
    """The new part, and the parts that must know of it; the first section is made to show it."""
    known = {one.rpartition("/")[2] for one in docx.names}
    name = next(name for n in range(1, 1000) if (name := f"{part.kind}{n}.xml") not in known)
    folder, _, main = docx.main.rpartition("/")
    rels = f"{folder}/_rels/{main}.rels".lstrip("/")
    relations = etree.fromstring(docx.bytes_of(rels))
    taken = {line.get("Id") for line in relations}
    identity = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in taken)
    line = {"Id": identity, "Type": f"{_OFFICE}/{part.kind}", "Target": name}
    etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship", line)
    types = etree.fromstring(docx.bytes_of("[Content_Types].xml"))
    path = f"{folder}/{name}".lstrip("/")
    override = {"PartName": f"/{path}", "ContentType": f"{_TYPE}.{part.kind}+xml"}
    etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", override)
    reference = etree.Element(f"{W}{part.kind}Reference", {W + "type": "default", f"{{{_OFFICE}}}id": identity})
    docx.sections[0].properties.insert(0, reference)
    return {path: part.xml(), rels: relations, "[Content_Types].xml": types}
