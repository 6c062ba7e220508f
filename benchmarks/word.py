"""Blocks as Word saves them: direct formatting on every run, rsids, proofing marks, one sentence in many runs.

The same blocks give the same bytes.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.shared import Mm

from benchmarks.blocks import Block, Paragraph, Row, Table
from benchmarks.dialects import Dialect, paragraphs, rows

_NAMESPACES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_SPLIT = 0.3  # of the words begin a run of their own
_MISSPELT = 0.12  # of the words Word's spelling knows only as Vietnamese it does not have
_MARKUP = re.compile(r"(\*\*|\[\[\w+\]\]|\t)")
_WORDS = re.compile(r"\s*[^\s.]*\.?")  # a dot ends a word: Word likes to split names at dots


@dataclass(frozen=True)
class _Look:
    """Direct formatting of a paragraph, as people who never open the style pane leave it."""

    properties: str
    size: int = 26  # half-points
    bold: bool = False
    italic: bool = False


_LOOKS = {
    "body": _Look(
        '<w:spacing w:before="120" w:after="120" w:line="312" w:lineRule="auto"/><w:ind w:firstLine="567"/>'
        '<w:jc w:val="both"/>'
    ),
    "title": _Look('<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/>', 32, bold=True),
    "centre": _Look('<w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>', bold=True),
    "heading": _Look(
        '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:jc w:val="both"/><w:outlineLvl w:val="0"/>',
        bold=True,
    ),
    "subheading": _Look(
        '<w:keepNext/><w:spacing w:before="180" w:after="120"/><w:jc w:val="both"/><w:outlineLvl w:val="1"/>',
        bold=True,
        italic=True,
    ),
    "item": _Look(
        '<w:spacing w:before="60" w:after="60" w:line="288" w:lineRule="auto"/><w:ind w:left="567" w:hanging="283"/>'
        '<w:jc w:val="both"/>'
    ),
    "cell": _Look('<w:spacing w:before="40" w:after="40"/><w:jc w:val="left"/>', 24),
    "number": _Look('<w:spacing w:before="40" w:after="40"/><w:jc w:val="center"/>', 24),
    "head": _Look('<w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>', 24, bold=True),
    "small": _Look('<w:tabs><w:tab w:val="center" w:pos="4678"/><w:tab w:val="right" w:pos="9356"/></w:tabs>', 20),
}


@dataclass
class _Typist:
    """Writes one part; her editing sessions and cursor moves follow a fixed chance."""

    chance: random.Random
    sessions: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = tuple(self._identifier("00") for _ in range(12))

    def _identifier(self, start: str = "") -> str:
        return start + "".join(self.chance.choice("0123456789ABCDEF") for _ in range(8 - len(start)))

    def _session(self) -> str:
        return self.chance.choice(self.sessions)

    def paragraph(self, one: Paragraph) -> str:
        look = _LOOKS[one.look]
        mark = _run_properties(look, look.bold)
        return (
            f'<w:p w14:paraId="{self._identifier("1")}" w14:textId="77777777" w:rsidR="{self._session()}" '
            f'w:rsidRPr="{self._session()}" w:rsidRDefault="{self._session()}" w:rsidP="{self._session()}">'
            f"<w:pPr>{look.properties}{mark}</w:pPr>{''.join(self._runs(one.text, look))}</w:p>"
        )

    def _runs(self, text: str, look: _Look) -> Iterable[str]:
        bold = look.bold
        for piece in _MARKUP.split(text):
            properties = _run_properties(look, bold)
            if piece == "**":
                bold = not bold
            elif piece == "\t":
                yield self._run("<w:tab/>", properties)
            elif piece.startswith("[["):
                yield from self._field(piece.strip("[]"), properties)
            elif piece:
                yield from self._sentence(piece, properties)

    def _sentence(self, text: str, properties: str) -> Iterable[str]:
        """The runs of a text: a new one begins here and there, and at what the spelling checker marked."""
        run = ""
        for word in _WORDS.findall(text):
            misspelt = self.chance.random() < _MISSPELT
            if run and (misspelt or self.chance.random() < _SPLIT):
                yield self._text(run, properties)
                run = ""
            if misspelt and word.strip():
                yield '<w:proofErr w:type="spellStart"/>'
                yield self._text(word, properties)
                yield '<w:proofErr w:type="spellEnd"/>'
            else:
                run += word
        if run:
            yield self._text(run, properties)

    def _text(self, text: str, properties: str) -> str:
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return self._run(f"<w:t{space}>{escape(text)}</w:t>", properties)

    def _run(self, content: str, properties: str) -> str:
        return f'<w:r w:rsidR="{self._session()}" w:rsidRPr="{self._session()}">{properties}{content}</w:r>'

    def _field(self, code: str, properties: str) -> Iterable[str]:
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>9</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            yield self._run(content, properties)

    def table(self, table: Table, dialect: Dialect) -> str:
        style = '<w:tblStyle w:val="TableGrid"/>' if table.framed else '<w:tblStyle w:val="TableNormal"/>'
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
        made = "".join(self._row(one, table.widths) for one in rows(dialect, table.rows))
        return (
            f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
            f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'
        )

    def _row(self, one: Row, widths: Sequence[int]) -> str:
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
            f'<w:vAlign w:val="center"/></w:tcPr>'
            f"{''.join(self.paragraph(inner) for inner in cell if isinstance(inner, Paragraph))}</w:tc>"
            for cell, width in zip(one.cells, widths, strict=True)
        )
        head = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if one.head else "<w:trPr><w:cantSplit/></w:trPr>"
        return (
            f'<w:tr w:rsidR="{self._session()}" w:rsidRPr="{self._session()}" w14:paraId="{self._identifier("2")}" '
            f'w14:textId="77777777" w:rsidTr="{self._session()}">{head}{cells}</w:tr>'
        )

    def blocks(self, content: Iterable[Block], dialect: Dialect) -> str:
        return "".join(
            self.table(block, dialect)
            if isinstance(block, Table)
            else "".join(self.paragraph(one) for one in paragraphs(dialect, [block]))
            for block in content
        )


def _run_properties(look: _Look, bold: bool) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    slope = "<w:i/><w:iCs/>" if look.italic else ""
    return (
        '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        f'{weight}{slope}<w:color w:val="000000"/><w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
        '<w:lang w:val="vi-VN"/></w:rPr>'
    )


def save(body: Sequence[Block], header: Sequence[Block], footer: Sequence[Block], dialect: Dialect) -> bytes:
    """A .docx with the static parts of Word's own default template around the three parts."""
    typist = _Typist(random.Random(9001))
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(25)
    parts = {
        str(section.header.part.partname): _part("hdr", typist.blocks(header, dialect)),
        str(section.footer.part.partname): _part("ftr", typist.blocks(footer, dialect)),
        str(document.part.partname): _part(
            "document", f"<w:body>{typist.blocks(body, dialect)}{section._sectPr.xml}</w:body>"
        ),
    }
    return _packed(document, {name.lstrip("/"): part for name, part in parts.items()})


def _part(element: str, content: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:{element} {_NAMESPACES}>{content}</w:{element}>"


def _packed(document: Document, parts: Mapping[str, str]) -> bytes:
    """The document's package with these parts in place of its own, and fixed times."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, parts.get(name) or source.read(name))
    return packed.getvalue()
