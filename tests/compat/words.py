"""Word templates in small words, so that a case reads as one line: paragraphs, tables, boxes, and whole packages.

What is written here is what Word writes: text keeps its outer spaces only by xml:space, a text box is doubled for old
readers, notes and comments are parts of their own. Lengths are in twips.
"""

from __future__ import annotations

import copy
import functools
import io
import itertools
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + ' mc:Ignorable="w14"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


# --- runs


def _wrapped(name: str, inside: str) -> str:
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""


def t(text: str, rpr: str = "") -> str:
    """One run. `rpr` is the inside of w:rPr."""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{_wrapped('rPr', rpr)}<w:t{space}>{escape(text)}</w:t></w:r>" if text else ""


def b(text: str) -> str:
    """A bold run."""
    return t(text, "<w:b/>")


def i(text: str) -> str:
    """A red italic run."""
    return t(text, '<w:i/><w:color w:val="FF0000"/>')


def sign(element: str, rpr: str = "") -> str:
    """A run that holds one element: `sign("<w:tab/>")`."""
    return f"<w:r>{_wrapped('rPr', rpr)}{element}</w:r>"


TAB = sign("<w:tab/>")
BREAK = sign("<w:br/>")
PAGE = sign('<w:br w:type="page"/>')


def field_code(code: str, shown: str = "1") -> str:
    """A complex field with its result."""
    return (
        sign('<w:fldChar w:fldCharType="begin"/>')
        + sign(f'<w:instrText xml:space="preserve"> {escape(code)} </w:instrText>')
        + sign('<w:fldChar w:fldCharType="separate"/>')
        + t(shown)
        + sign('<w:fldChar w:fldCharType="end"/>')
    )


def simple_field(code: str, shown: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(code)}>{t(shown)}</w:fldSimple>"


def link(relation: str, *content: str) -> str:
    """A hyperlink to a relation of Doc.links."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{_runs(content)}</w:hyperlink>'


def bookmark(name: str, content: str) -> str:
    number = zlib.crc32(name.encode()) % 1000
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def inserted(*content: str) -> str:
    """Runs of a tracked insertion."""
    return f'<w:ins w:id="7" w:author="A" w:date="2026-01-01T00:00:00Z">{_runs(content)}</w:ins>'


def control_inline(tag: str, *content: str) -> str:
    """A content control inside a paragraph."""
    return f"<w:sdt>{_control(tag)}<w:sdtContent>{_runs(content)}</w:sdtContent></w:sdt>"


def picture(relation: str, description: str = "", number: int = 1) -> str:
    """A run with a picture of Doc.pictures; its alt text may hold a tag."""
    shape = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
        f'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f"{_RECTANGLE}</pic:spPr></pic:pic>"
    )
    return sign(f"<w:drawing>{_inline(shape, NAMESPACES['pic'], description, number)}</w:drawing>")


def box(content: str, number: int = 1) -> str:
    """A run with a text box, as Word writes it: the shape of today, and VML for old readers."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f"{_RECTANGLE}</wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    return sign(
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_inline(shape, NAMESPACES["wps"], "", number)}'
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:283pt;height:71pt"><v:textbox>'
        f"{inside}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent>"
    )


_RECTANGLE = (
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
)


def _inline(shape: str, uri: str, description: str, number: int) -> str:
    told = f" descr={quoteattr(description)}" if description else ""
    return (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="360000" cy="360000"/>'
        f'<wp:docPr id="{number}" name="Hình {number}"{told}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{uri}">{shape}</a:graphicData></a:graphic></wp:inline>'
    )


# --- blocks

CENTRE = '<w:jc w:val="center"/>'


def p(*content: str, style: str = "", ppr: str = "") -> str:
    """A paragraph. A piece of content is text, or a ready element."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + ppr
    return f"<w:p>{_wrapped('pPr', properties)}{_runs(content)}</w:p>"


def ps(*texts: str) -> str:
    """One plain paragraph per text."""
    return "".join(p(text) for text in texts)


@dataclass(frozen=True)
class Cell:
    """A table cell with properties of its own."""

    content: str
    tcpr: str = ""
    bare: bool = False  # without w:tcPr, as other programs write cells


def cell(*content: str, tcpr: str = "", bare: bool = False) -> Cell:
    """Text becomes a paragraph; ready blocks pass."""
    return Cell("".join(one if one.startswith("<w:") else p(one) for one in content), tcpr, bare)


def row(*cells: str | Cell, trpr: str = "", width: int = 1500) -> str:
    """A table row."""
    return f"<w:tr>{_wrapped('trPr', trpr)}{''.join(_cell(one, width) for one in cells)}</w:tr>"


def table(*rows: str | Sequence[str | Cell], columns: int = 0, width: int = 1500) -> str:
    """A table of ready rows or of lists of cells; the first list says how many columns there are."""
    counted = columns or next(len(one) for one in rows if not isinstance(one, str))
    made = "".join(one if isinstance(one, str) else row(*one, width=width) for one in rows)
    grid = f'<w:gridCol w:w="{width}"/>' * counted
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width * counted}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'
    )


def tag_row(text: str, columns: int = 2) -> str:
    """A row that only holds a tag, its cells merged as people do."""
    return row(Cell(p(text), f'<w:gridSpan w:val="{columns}"/>'), width=1500 * columns)


def _cell(one: str | Cell, width: int) -> str:
    made = cell(one) if isinstance(one, str) else one
    properties = "" if made.bare else f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{made.tcpr}</w:tcPr>'
    return f"<w:tc>{properties}{made.content}</w:tc>"


def control(tag: str, content: str) -> str:
    """A content control around blocks, rows or cells."""
    return f"<w:sdt>{_control(tag)}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def section(references: str = "", more: str = "", *, last: bool = True) -> str:
    """sectPr; not the last one sits in a paragraph of its own."""
    made = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/>{_MARGINS}{more}</w:sectPr>'
    return made if last else f"<w:p><w:pPr>{made}</w:pPr></w:p>"


_MARGINS = (
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)


def _runs(content: Sequence[str]) -> str:
    return "".join(one if re.match(r"<\w+:\w", one) else t(one) for one in content)


def _control(tag: str) -> str:
    number = zlib.crc32(tag.encode()) % 100000
    return f'<w:sdtPr><w:tag w:val={quoteattr(tag)}/><w:id w:val="{number}"/></w:sdtPr>'


# --- packages


@dataclass(frozen=True)
class Doc:
    """What a template holds, part by part; empty parts are left out."""

    body: str = ""
    header: str = ""
    first: str = ""
    even: str = ""
    footer: str = ""
    footnote: str = ""
    endnote: str = ""
    comment: str = ""
    core: Mapping[str, str] = field(default_factory=dict)  # python-docx's names: title, subject, author…
    company: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)  # relation → address, of the body
    pictures: Mapping[str, bytes] = field(default_factory=dict)  # relation → PNG, of the body
    section: str = ""  # more of the last sectPr


def everywhere(content: str, leave: Sequence[str] = ()) -> Doc:
    """The same blocks in every place that docxtpl fills: body, cell, cell in a cell, control, box, running heads, note.

    `leave` names places to leave empty: cell, nested, control, box, header, first, even, footer, footnote.
    """
    blocks = content + p("hết")
    # Wide tables: docxtpl counts the cells of a table inside for the columns of the table outside.
    inner = table(["x", Cell(blocks), "y", "z"])
    places = {
        "cell": table(["a", Cell(blocks), "b", "c"]),
        "nested": table(["a", Cell(inner + p("sau")), "b", "c"]),
        "control": control("khoi", blocks),
        "box": p(box(blocks)),
    }
    body = blocks + "".join(made + p() for name, made in places.items() if name not in leave)
    parts = {name: blocks for name in ("header", "first", "even", "footer", "footnote") if name not in leave}
    return Doc(body, **parts)  # type: ignore[arg-type]


def bytes_of(doc: Doc) -> bytes:
    """The .docx; the same Doc gives the same bytes."""
    files: dict[str, Any] = dict(_base())
    relations = [*_RELATIONS]
    types: list[str] = []
    root: list[tuple[str, str, str]] = [("rId1", "officeDocument", "word/document.xml")]
    references = ""
    for name, (kind, tag, use) in _RUNNING.items():
        if content := getattr(doc, name):
            files[f"word/{name}.xml"] = _part(tag, content)
            relations.append((name, kind, f"{name}.xml"))
            types.append(_override(f"word/{name}.xml", f"{_WORD}.{kind}+xml"))
            references += f'<w:{kind}Reference w:type="{use}" r:id="{name}"/>'
    body = doc.body
    for name, (kind, made) in _notes(doc).items():
        files[f"word/{kind}.xml"] = made
        relations.append((kind, kind, f"{kind}.xml"))
        types.append(_override(f"word/{kind}.xml", f"{_WORD}.{kind}+xml"))
        body += p(f"Có {kind}", sign(_REFERENCES[name]))
    for number, (relation, data) in enumerate(doc.pictures.items(), start=1):
        files[f"word/media/picture{number}.png"] = data
        relations.append((relation, "image", f"media/picture{number}.png"))
    more = "<w:titlePg/>" if doc.first else ""
    files["word/document.xml"] = _part("document", f"<w:body>{body}{section(references, doc.section + more)}</w:body>")
    files["docProps/core.xml"] = _core(doc.core)
    root.append(("rId2", "core-properties", "docProps/core.xml"))
    files["docProps/app.xml"] = _APP.format(escape(doc.company))
    root.append(("rId3", "extended-properties", "docProps/app.xml"))
    if doc.custom:
        files["docProps/custom.xml"] = _custom(doc.custom)
        root.append(("rId4", "custom-properties", "docProps/custom.xml"))
        types.append(
            _override("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml")
        )
    if doc.even:
        files["word/settings.xml"] = _with_even_heads(files["word/settings.xml"])
    files["word/_rels/document.xml.rels"] = _relations(relations, doc.links)
    files["_rels/.rels"] = _relations(root, {})
    files["[Content_Types].xml"] = _TYPES.format("".join(types))
    return _packed(files)


_RUNNING = {
    "header": ("header", "hdr", "default"),
    "first": ("header", "hdr", "first"),
    "even": ("header", "hdr", "even"),
    "footer": ("footer", "ftr", "default"),
}
_STATIC = ("styles", "settings", "fontTable", "numbering", "theme")
_IN_DEFAULT = {"theme": "theme/theme1"}
_RELATIONS = [(name, name, f"{name}.xml") for name in _STATIC]
_REFERENCES = {
    "footnote": '<w:footnoteReference w:id="2"/>',
    "endnote": '<w:endnoteReference w:id="2"/>',
    "comment": '<w:commentReference w:id="2"/>',
}
_ROOTS = {
    "core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    '<Override PartName="/word/theme.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>{}</Types>'
)
_APP = (
    f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>Microsoft Office Word</Application>'
    "<Company>{}</Company></Properties>"
)


@functools.cache
def _base() -> dict[str, str]:
    """The static parts of python-docx's default package, without the hundred table styles nobody asks for."""
    file = Path(docx.__file__).parent / "templates" / "default.docx"
    parser = etree.XMLParser(remove_blank_text=True)
    with zipfile.ZipFile(file) as archive:
        read = {name: archive.read(f"word/{_IN_DEFAULT.get(name, name)}.xml") for name in _STATIC}
    files = {name: etree.fromstring(data, parser) for name, data in read.items()}
    for style in files["styles"].findall(f"{W}style[@{W}type='table']"):
        if style.get(f"{W}styleId") not in ("TableNormal", "TableGrid"):
            files["styles"].remove(style)
    return {f"word/{name}.xml": etree.tostring(root, encoding="unicode") for name, root in files.items()}


def _part(tag: str, content: str) -> str:
    return f"<w:{tag} {_DECLARED}>{content}</w:{tag}>"


def _notes(doc: Doc) -> dict[str, tuple[str, str]]:
    made: dict[str, tuple[str, str]] = {}
    for name in ("footnote", "endnote"):
        if content := getattr(doc, name):
            lines = "".join(
                f'<w:{name} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:{name}>'
                for number, kind in enumerate(("separator", "continuationSeparator"))
            )
            made[name] = (f"{name}s", _part(f"{name}s", f'{lines}<w:{name} w:id="2">{content}</w:{name}>'))
    if doc.comment:
        head = 'w:id="2" w:author="Lê Văn A" w:date="2026-01-01T00:00:00Z" w:initials="A"'
        made["comment"] = ("comments", _part("comments", f"<w:comment {head}>{doc.comment}</w:comment>"))
    return made


def _with_even_heads(settings: str) -> str:
    return settings.replace("<w:characterSpacingControl", "<w:evenAndOddHeaders/><w:characterSpacingControl")


_CORE_NAMES = {
    "title": "dc:title",
    "subject": "dc:subject",
    "author": "dc:creator",
    "keywords": "cp:keywords",
    "comments": "dc:description",
    "language": "dc:language",
    "category": "cp:category",
    "identifier": "dc:identifier",
}


def _core(values: Mapping[str, str]) -> str:
    inside = "".join(f"<{_CORE_NAMES[name]}>{escape(text)}</{_CORE_NAMES[name]}>" for name, text in values.items())
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inside}</cp:coreProperties>'
    )


def _custom(values: Mapping[str, str]) -> str:
    inside = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(values.items(), start=2)
    )
    return f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">{inside}</Properties>'


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}" ContentType="{kind}"/>'


def _relations(internal: Sequence[tuple[str, str, str]], links: Mapping[str, str]) -> str:
    made = [
        f'<Relationship Id="{name}" Type="{_ROOTS.get(kind, f"{_OFFICE}/relationships/{kind}")}" Target="{target}"/>'
        for name, kind, target in internal
    ]
    hyperlink = f'Type="{_OFFICE}/relationships/hyperlink" TargetMode="External"'
    made += [f'<Relationship Id="{name}" {hyperlink} Target={quoteattr(to)}/>' for name, to in links.items()]
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(made)}</Relationships>"
    )


def _packed(files: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            content = files[name]
            data = content if isinstance(content, bytes) else (_HEAD + content).encode()
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def png(red: int, green: int, blue: int) -> bytes:
    """A picture of 4 × 4 dots in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    dots = b"".join(b"\0" + bytes((red, green, blue)) * 4 for _ in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(dots)) + chunk(b"IEND", b"")


# --- ways of saving

_TAG = re.compile(r"\{[{%#].*?[}%#]\}")
_NOISE = (
    "",
    '<w:proofErr w:type="spellStart"/>',
    "",
    '<w:bookmarkStart w:id="990" w:name="_GoBack"/><w:bookmarkEnd w:id="990"/>',
    '<w:proofErr w:type="spellEnd"/>',
)
_LOOKS = ("", '<w:lang w:val="vi-VN"/>', "<w:b/>", '<w:color w:val="0070C0"/>', "<w:noProof/>")


def split(doc: Doc, sizes: Sequence[int] = (1,)) -> Doc:
    """The same template as Word may save it: every tag in pieces of the given sizes over and over, one letter each when
    not told, with other properties, rsids, spelling marks and bookmarks between. The first piece keeps its look."""
    names = ("body", "header", "first", "even", "footer", "footnote", "endnote", "comment")
    cuts = itertools.cycle(sizes)
    parts: dict[str, Any] = {name: _split(getattr(doc, name), cuts) for name in names}
    return replace(doc, **parts)


def _split(content: str, cuts: Iterator[int]) -> str:
    if not content:
        return ""
    root = etree.fromstring(f"<root {_DECLARED}>{content}</root>")
    for run in list(root.iter(f"{W}r")):
        children = [child for child in run if child.tag != f"{W}rPr"]
        if len(children) == 1 and children[0].tag == f"{W}t" and _TAG.search(children[0].text or ""):
            _replace(run, _pieces(children[0].text or "", cuts))
    cleaned = etree.tostring(root, encoding="unicode")
    return re.sub(r' xmlns:\w+="[^"]*"| mc:Ignorable="w14"', "", cleaned[cleaned.index(">") + 1 : cleaned.rindex("<")])


def _pieces(text: str, cuts: Iterator[int]) -> list[tuple[str, int]]:
    """(text, number): whole text with number 0, pieces of a tag counted from 0."""
    made, end = [], 0
    for match in _TAG.finditer(text):
        made += [(text[end : match.start()], 0), *((piece, n) for n, piece in enumerate(_cut(match[0], cuts)))]
        end = match.end()
    return [(piece, number) for piece, number in [*made, (text[end:], 0)] if piece]


def _cut(tag: str, cuts: Iterator[int]) -> Iterator[str]:
    start = 0
    while start < len(tag):
        size = next(cuts)
        yield tag[start : start + size]
        start += size


def _replace(run: etree._Element, pieces: list[tuple[str, int]]) -> None:
    for place, (text, number) in enumerate(pieces):
        for noise in etree.fromstring(f"<x {_DECLARED}>{_NOISE[number % len(_NOISE)]}</x>"):
            run.addprevious(noise)
        one = copy.deepcopy(run)
        one.set(f"{W}rsidR", f"00{place:06X}")
        if look := _LOOKS[number % len(_LOOKS)]:
            for old in one.findall(f"{W}rPr"):
                one.remove(old)
            one.insert(0, etree.fromstring(f"<w:rPr {_DECLARED}>{look}</w:rPr>"))
        node = one.find(f"{W}t")
        assert node is not None
        node.text = text
        node.attrib.pop(SPACE, None)
        if text != text.strip():
            node.set(SPACE, "preserve")
        run.addprevious(one)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
