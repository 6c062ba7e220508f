"""The effective properties against what LibreOffice prints: one file with a line for every way to set them.

LibreOffice turns the file into a PDF; poppler says of each word its font, size, colour and place. A line is told by its
first word, which no other has.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest
from broken import W
from lxml import etree
from saved import LIBREOFFICE, convert

from qmsdocs.layout.formatting import millimetres
from qmsdocs.layout.reading import Docx, Paragraph
from qmsdocs.layout.resolver import Resolver

_NS = (
    f'xmlns:w="{W[1:-1]}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_WORD = {"styles": "wordprocessingml.styles", "numbering": "wordprocessingml.numbering", "theme": "theme"}


def style(kind: str, name: str, inside: str, based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


STYLES = "".join((
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    '<w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="120" w:line="240" '
    'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    '<w:style w:type="character" w:default="1" w:styleId="Plain"><w:name w:val="Default Paragraph Font"/></w:style>',
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>',
    style("paragraph", "Big", '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>', "Normal"),
    style("paragraph", "BigSlope", '<w:pPr><w:ind w:left="567"/></w:pPr><w:rPr><w:i/><w:color w:val="C00000"/></w:rPr>',
          "Big"),
    style("paragraph", "BigLight", '<w:rPr><w:b w:val="0"/></w:rPr>', "BigSlope"),
    style("paragraph", "Arial", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/></w:rPr>', "Normal"),
    style("paragraph", "ByTheme", '<w:rPr><w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/></w:rPr>',
          "Arial"),
    style("paragraph", "Right", '<w:pPr><w:ind w:right="1134"/><w:jc w:val="right"/></w:pPr>', "Normal"),
    style("paragraph", "Hanging", '<w:pPr><w:ind w:left="1134" w:hanging="567"/></w:pPr>', "Normal"),
    style("paragraph", "Item", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "Normal"),
    style("paragraph", "ItemOwn", '<w:pPr><w:ind w:left="1701" w:firstLine="0"/></w:pPr>', "Item"),
    style("paragraph", "Close", '<w:pPr><w:spacing w:before="200" w:after="200"/><w:contextualSpacing/></w:pPr>',
          "Normal"),
    style("character", "Strong", '<w:rPr><w:b/></w:rPr>'),
    style("character", "StrongRed", '<w:rPr><w:i/><w:color w:val="00B050"/><w:sz w:val="18"/></w:rPr>', "Strong"),
    style("table", "Grid", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="26"/></w:rPr>'
          '<w:tblPr><w:tblCellMar><w:left w:w="284" w:type="dxa"/><w:right w:w="284" w:type="dxa"/></w:tblCellMar>'
          '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="0070C0"/></w:rPr></w:tblStylePr>'
          '<w:tblStylePr w:type="lastRow"><w:rPr><w:i/></w:rPr></w:tblStylePr>', "TableNormal"),
))  # fmt: skip
THEME = (
    '<a:theme {ns} name="x"><a:themeElements><a:clrScheme name="x"/><a:fontScheme name="x"><a:majorFont><a:latin '
    'typeface="Courier New"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin '
    'typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme></a:themeElements>'
    "</a:theme>"
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val=""/><w:lvlJc w:val="left"/><w:pPr>'
    '<w:ind w:left="850" w:firstLine="284"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
    'w:val="0"/></w:num>'
)


class Line(NamedTuple):
    """One case: what a paragraph and its first run say."""

    name: str
    paragraph: str = ""
    run: str = ""


LINES = [
    Line("nothing said"),
    Line("paragraph style", '<w:pStyle w:val="Big"/>'),
    Line("style based on another", '<w:pStyle w:val="BigSlope"/>'),
    Line("toggle off above", '<w:pStyle w:val="BigLight"/>'),
    Line("character style", "", '<w:rStyle w:val="Strong"/>'),
    Line("character style based on another", "", '<w:rStyle w:val="StrongRed"/>'),
    Line("two toggles are none", '<w:pStyle w:val="Big"/>', '<w:rStyle w:val="Strong"/>'),
    Line("a direct toggle is final", '<w:pStyle w:val="Big"/>', '<w:rStyle w:val="Strong"/><w:b/>'),
    Line("direct toggle off", '<w:pStyle w:val="BigSlope"/>', '<w:i w:val="0"/>'),
    Line("direct size and colour", "", '<w:color w:val="7030A0"/><w:sz w:val="29"/>'),
    Line("named font", '<w:pStyle w:val="Arial"/>'),
    Line("theme font over a named one", '<w:pStyle w:val="ByTheme"/>'),
    Line("named font over a theme one", '<w:pStyle w:val="ByTheme"/>',
         '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
    Line("both in one place", "", '<w:rFonts w:asciiTheme="majorHAnsi" w:ascii="Arial" w:hAnsiTheme="majorHAnsi" '
         'w:hAnsi="Arial"/>'),
    Line("an unknown style", '<w:pStyle w:val="Gone"/>'),
    Line("first line", '<w:ind w:firstLine="720"/>'),
    Line("left and first line", '<w:ind w:left="567" w:firstLine="567"/>'),
    Line("hanging", '<w:ind w:left="1134" w:hanging="284"/>'),
    Line("into the margin", '<w:ind w:left="-284"/>'),
    Line("start in place of left", '<w:ind w:start="1000"/>'),
    Line("style's indent, direct first line", '<w:pStyle w:val="BigSlope"/><w:ind w:firstLine="284"/>'),
    Line("hanging in the style", '<w:pStyle w:val="Hanging"/>'),
    Line("hanging taken back", '<w:pStyle w:val="Hanging"/><w:ind w:left="1134" w:firstLine="0"/>'),
    Line("numbering of the style", '<w:pStyle w:val="Item"/>'),
    Line("own indent over the style's numbering", '<w:pStyle w:val="ItemOwn"/>'),
    Line("numbering", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    Line("numbering, direct indent", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="284" '
         'w:firstLine="0"/>'),
    Line("numbering off", '<w:pStyle w:val="Item"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
         '<w:ind w:left="0" w:firstLine="0"/>'),
    Line("to the right", '<w:pStyle w:val="Right"/>'),
    Line("to the middle", '<w:jc w:val="center"/>'),
    Line("end is right", '<w:jc w:val="end"/>'),
]  # fmt: skip
CELLS = [
    Line("first row"), Line("first row, upright", "", '<w:b w:val="0"/>'),
    Line("first row, bold style", "", '<w:rStyle w:val="Strong"/>'), Line("second row"),
    Line("second row, own size", "", '<w:sz w:val="18"/>'), Line("second row, left", '<w:jc w:val="left"/>'),
]  # fmt: skip
# LibreOffice does not combine the toggles of two styles by exclusive or, as Word and ECMA-376-1, 17.7.3 do.
ADDED = ("two toggles are none", "first row, bold style")
GAPS = [  # the second of each pair is measured from the first
    ("", ""), ('<w:spacing w:before="240"/>', '<w:spacing w:before="360" w:after="0"/>'),
    ('<w:pStyle w:val="Close"/>', '<w:pStyle w:val="Close"/>'), ('<w:pStyle w:val="Close"/>', ""),
    ('<w:spacing w:after="0"/>', '<w:spacing w:before="0"/>'),
]  # fmt: skip
# Of two lines in one paragraph: what is said, points from one to the next.
PITCHES = [
    ('<w:spacing w:line="600" w:lineRule="exact"/>', 30.0), ('<w:spacing w:line="600" w:lineRule="atLeast"/>', 30.0),
    ('<w:spacing w:line="360" w:lineRule="auto"/>', 1.5 * 1.15 * 11),
    ('<w:spacing w:line="240" w:lineRule="auto"/>', 1.15 * 11),
]  # fmt: skip
LEFT, RIGHT, PAGE = 1701, 1134, 11906
SECOND_LEFT = 1134  # with a gutter of 567


FONTS = ["Times New Roman", "Arial", "Courier New"]  # each named directly in a line, to know what stands in for it


def word(number: int) -> str:
    """A word of its own for each line, of letters that are alike in width and height."""
    return "z" + "".join("xyzuvwnmre"[int(sign)] for sign in f"{number:03}")


def paragraph(number: int, line: Line, more: str = "") -> str:
    run = f"<w:rPr>{line.run}</w:rPr>" if line.run else ""
    inside = f"<w:r>{run}<w:t>{word(number)}</w:t>{more}</w:r>"
    return f"<w:p><w:pPr>{line.paragraph}</w:pPr>{inside}</w:p>"


def document() -> str:
    lines = [paragraph(number, line) for number, line in enumerate(LINES)]
    cells = [f"<w:tc>{paragraph(100 + number, line)}</w:tc>" for number, line in enumerate(CELLS)]
    rows = "".join(f"<w:tr>{''.join(cells[start : start + 3])}</w:tr>" for start in (0, 3))
    grid = 3 * '<w:gridCol w:w="3000"/>'
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="9000" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
    gaps = [paragraph(200 + 2 * number + place, Line("", said))
            for number, pair in enumerate(GAPS) for place, said in enumerate(pair)]  # fmt: skip
    pitches = [paragraph(300 + 2 * number, Line("", said), f"<w:br/><w:t>{word(301 + 2 * number)}</w:t>")
               for number, (said, _) in enumerate(PITCHES)]  # fmt: skip
    first = section(LEFT, 0)
    turned = f"<w:p><w:pPr>{first}</w:pPr></w:p>"
    named = [paragraph(500 + number, Line("", "", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))
             for number, font in enumerate(FONTS)]  # fmt: skip
    page = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>"
    return "".join(
        [*lines, table, *named, page, *gaps, *pitches, turned, paragraph(400, Line("")), section(SECOND_LEFT, 567)]
    )


def section(left: int, gutter: int) -> str:
    return (
        f'<w:sectPr><w:pgSz w:w="{PAGE}" w:h="16838"/><w:pgMar w:top="1134" w:right="{RIGHT}" w:bottom="1134" '
        f'w:left="{left}" w:header="567" w:footer="567" w:gutter="{gutter}"/></w:sectPr>'
    )


def packed() -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_TYPE}.wordprocessingml.document.main+xml"/>' + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in _WORD.items()
        ) + "</Types>",
        "_rels/.rels": relations({"document": "word/document.xml"}, "officeDocument"),
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in _WORD}),
        "word/document.xml": f"<w:document {_NS}><w:body>{document()}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_NS}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_NS}>{NUMBERING}</w:numbering>",
        "word/theme.xml": THEME.format(ns=_NS),
    }  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def relations(targets: Mapping[str, str], kind: str = "") -> str:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind or name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


# --- what is printed


@dataclass(frozen=True)
class Printed:
    """A word on paper: millimetres from the left, points from the top of its page, font and its size and colour."""

    left: float
    right: float
    top: float
    font: str
    bold: bool
    italic: bool
    size: float
    colour: str


_WORDS = re.compile(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="\S+">(z\w+)</word>')
_MM = 25.4 / 72
_ZOOM = 3  # poppler rounds sizes to whole points, after enlarging


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Each word, as LibreOffice prints it."""
    if LIBREOFFICE is None or shutil.which("pdftohtml") is None:
        pytest.skip("LibreOffice or poppler is not installed")
    folder = tmp_path_factory.mktemp("measured")
    (folder / "lines.docx").write_bytes(packed())
    convert(folder, "pdf", [folder / "lines.docx"], folder)
    return measured(folder / "lines.pdf")


def measured(file: Path) -> dict[str, Printed]:
    def told(*command: str) -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    words = _WORDS.findall(told("pdftotext", "-bbox-layout", str(file), "-"))
    places = {name: (float(left) * _MM, float(right) * _MM, float(top)) for left, top, right, name in words}
    xml = told("pdftohtml", "-xml", "-i", "-stdout", "-fontfullname", "-zoom", str(_ZOOM), str(file))
    root = etree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", xml).encode())
    fonts = {node.get("id"): node for node in root.iter("fontspec")}
    found = {}
    for node in root.iter("text"):
        font = fonts[node.get("font")]
        for name in "".join(node.itertext()).split():
            family, _, face = font.get("family").partition("+")[2].partition("-")
            size, colour = float(font.get("size")) / _ZOOM, font.get("color").lstrip("#").upper()
            found[name] = Printed(*places[name], family, "Bold" in face, "Italic" in face, size, colour)
    return found


# --- agreement


DOCX = Docx(packed())
RESOLVER = Resolver(DOCX)
BY_WORD = {one.runs[0].text.split("\n")[0]: one for one in DOCX.paragraphs if one.runs}
NUMBERED = [*enumerate(LINES), *enumerate(CELLS, start=100)]


@pytest.mark.parametrize(("number", "line"), NUMBERED, ids=lambda value: getattr(value, "name", ""))
def test_letters_are_printed_as_they_are_resolved(printed: dict[str, Printed], number: int, line: Line) -> None:
    one = BY_WORD[word(number)]
    look, shown = RESOLVER.run(one, one.runs[0].properties), printed[word(number)]
    assert shown.size == pytest.approx(look["size"], abs=0.4)
    assert shown.font == printed[word(500 + FONTS.index(look["font.hAnsi"]))].font
    assert (shown.bold, shown.italic) == ((True if line.name in ADDED else look["bold"]), look["italic"])
    assert shown.colour == ("000000" if look["color"] == "auto" else look["color"])


@pytest.mark.parametrize(("number", "line"), list(enumerate(LINES)), ids=lambda value: getattr(value, "name", ""))
def test_lines_begin_and_end_where_they_are_resolved(printed: dict[str, Printed], number: int, line: Line) -> None:
    one, shown = BY_WORD[word(number)], printed[word(number)]
    look, left, right = RESOLVER.paragraph(one), millimetres(LEFT), millimetres(PAGE - RIGHT)
    begin, end = left + look["left"] + look["first"], right - look["right"]
    if look["align"] == "left":
        assert shown.left == pytest.approx(begin, abs=0.3)
    elif look["align"] == "right":
        assert shown.right == pytest.approx(end, abs=0.3)
    else:
        assert (shown.left + shown.right) / 2 == pytest.approx((begin + end) / 2, abs=0.3)


def test_cells_are_aligned_and_padded_as_they_are_resolved(printed: dict[str, Printed]) -> None:
    for number in range(len(CELLS)):
        one, shown = BY_WORD[word(100 + number)], printed[word(100 + number)]
        assert RESOLVER.padding(one) == pytest.approx(2 * millimetres(284))
        begin = millimetres(LEFT - 284 + 3000 * (number % 3))  # the text of a first column stands at the margin
        if RESOLVER.paragraph(one)["align"] == "center":
            assert (shown.left + shown.right) / 2 == pytest.approx(begin + millimetres(1500), abs=0.4)
        else:
            assert shown.left == pytest.approx(begin + RESOLVER.padding(one) / 2, abs=0.4)


@pytest.mark.parametrize("number", range(len(GAPS)))
def test_paragraphs_are_as_far_apart_as_they_are_resolved(printed: dict[str, Printed], number: int) -> None:
    words = [word(200 + 2 * number), word(201 + 2 * number)]
    above, below = (RESOLVER.paragraph(BY_WORD[one]) for one in words)
    gap = above["after"] + below["before"]
    if above["contextual"] and below["contextual"] and above["style"] == below["style"]:
        gap = 0
    step = printed[words[1]].top - printed[words[0]].top
    assert step == pytest.approx(gap + 1.15 * 11, abs=0.4)


@pytest.mark.parametrize("number", range(len(PITCHES)))
def test_lines_are_as_far_apart_as_they_are_resolved(printed: dict[str, Printed], number: int) -> None:
    names = [word(300 + 2 * number), word(301 + 2 * number)]
    look = RESOLVER.paragraph(BY_WORD[names[0]])
    pitch = look["line"] if look["rule"] != "auto" else look["line"] / 240 * 1.15 * 11
    assert pitch == pytest.approx(PITCHES[number][1])
    assert printed[names[1]].top - printed[names[0]].top == pytest.approx(pitch, abs=0.4)


def test_a_gutter_is_part_of_the_margin(printed: dict[str, Printed]) -> None:
    assert printed[word(400)].left == pytest.approx(millimetres(SECOND_LEFT + 567), abs=0.3)


def test_every_line_was_measured(printed: dict[str, Printed]) -> None:
    held: list[Paragraph] = [one for one in DOCX.paragraphs if one.runs]
    assert {name for one in held for name in one.written.split()} == set(printed)
