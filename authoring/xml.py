"""WordprocessingML in small words: paragraphs, runs, fields, tables, sections. Lengths in twips unless said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from qmsdocs.docx.columns import least, shared

CM = 567
MM = 56.7
PT = 20


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """A run; a tab sign becomes a real tab."""
    style = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    style += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    pieces = re.split(r"(\t)", text)
    inner = "".join("<w:tab/>" if p == "\t" else f'<w:t xml:space="preserve">{escape(p)}</w:t>' for p in pieces if p)
    return f"<w:r>{f'<w:rPr>{style}</w:rPr>' if style else ''}{inner}</w:r>"


def field(code: str, shown: str, *, bold: bool = False) -> str:
    """A complex field with its result."""
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return (
        f'<w:r>{style}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{style}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{style}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{style}<w:t>{escape(shown)}</w:t></w:r>'
        f'<w:r>{style}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def p(content: str = "", style: str = "Normal", properties: str = "") -> str:
    """A paragraph. Content is text, or ready runs when it starts with an element."""
    inner = content if content.startswith("<w:") else run(content) if content else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>'


def include(part: str) -> str:
    """Where a shared part of templates/parts is put in."""
    return p(f'{{%p include "{part}" %}}')


def bookmark(name: str, identifier: int, content: str) -> str:
    """Content inside a bookmark."""
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{identifier}"/>'


def contents(levels: str = "1-1") -> str:
    """A table of contents without page numbers; its entries are written at render time."""
    return p(field(f'TOC \\o "{levels}" \\n \\h \\z', "Mục lục"), "TOC1")


@dataclass(frozen=True)
class Cell:
    """A table cell: its paragraphs, and how it spans and looks."""

    content: str
    span: int = 1
    merge: str = ""  # "restart" or "continue"
    fill: str = ""
    vertical: bool = False
    middle: bool = True
    borders: str = ""


def cell(content: str | Cell, style: str = "TableText") -> Cell:
    """Text becomes one paragraph of the style; ready paragraphs and cells pass."""
    if isinstance(content, Cell):
        return content
    return Cell(content if content.startswith(("<w:p", "<w:tbl")) else p(content, style))


def row(cells: Sequence[str | Cell], widths: Sequence[int], *, head: bool = False, height: int = 0) -> str:
    """A table row; cells without a width of their own take those of the columns they cover."""
    properties = "<w:cantSplit/>" + (f'<w:trHeight w:val="{height}"/>' if height else "")
    properties += "<w:tblHeader/>" if head else ""
    made, place = [], 0
    for content in cells:
        one = cell(content, "TableHead" if head else "TableText")
        made.append(_cell(one, sum(widths[place : place + one.span])))
        place += one.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def _cell(one: Cell, width: int) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{one.span}"/>' if one.span > 1 else ""
    properties += f'<w:vMerge w:val="{one.merge}"/>' if one.merge else ""
    properties += f"<w:tcBorders>{one.borders}</w:tcBorders>" if one.borders else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{one.fill}"/>' if one.fill else ""
    properties += '<w:textDirection w:val="btLr"/>' if one.vertical else ""
    properties += '<w:vAlign w:val="center"/>' if one.middle else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{one.content}</w:tc>"


def table(widths: Sequence[int], rows: Iterable[str], *, style: str = "QMSTable", padding: int | None = None) -> str:
    """A table of fixed column widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = (
        ""
        if padding is None
        else f'<w:tblCellMar><w:left w:w="{padding}" w:type="dxa"/><w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{margins}'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def as_wide_as_the_page(table: str) -> str:
    """A table for a part that pages of any width include: its widths become shares of the page's text width."""
    whole = int(re.findall(r'<w:tblW w:w="(\d+)" w:type="dxa"/>', table)[0])
    return re.sub(
        r'<w:(tblW|tcW) w:w="(\d+)" w:type="dxa"/>',
        lambda match: f'<w:{match[1]} w:w="{round(int(match[2]) * 5000 / whole)}" w:type="pct"/>',
        table,
    )


def loop_rows(tag: str, widths: Sequence[int], *rows: str) -> list[str]:
    """Rows repeated by `{%tr for … %}`; the tag's own rows vanish at render time."""
    whole = len(widths)
    return [
        row([Cell(p(f"{{%tr {tag} %}}", "TableText"), span=whole)], widths),
        *rows,
        row([Cell(p("{%tr end" + tag.split()[0] + " %}", "TableText"), span=whole)], widths),
    ]


def spread(width: int, *shares: float) -> list[int]:
    """A width divided by shares, to the twip."""
    widths = [round(width * share / sum(shares)) for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def under(heads: Sequence[str], width: int, *shares: float) -> list[int]:
    """A width divided by shares, with room for every word of the heads; those with tags in them hold what data says."""
    return shared(width, shares, [0 if "{" in head else least(head) for head in heads])


@dataclass(frozen=True)
class Page:
    """Page set-up: size and margins in millimetres."""

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20
    header: float = 10
    footer: float = 10
    landscape: bool = False

    @property
    def text_width(self) -> int:
        """Twips between the left and the right margin."""
        width = 297 if self.landscape else 210
        return round(width * MM) - round(self.left * MM) - round(self.right * MM)

    def section(self, references: str, *, title_page: bool = True, last: bool = True, restart: bool = False) -> str:
        """sectPr; not the last one sits in a paragraph of its own."""
        long, short = 16838, 11906
        size = (long, short) if self.landscape else (short, long)
        orient = ' w:orient="landscape"' if self.landscape else ""
        margins = {
            "top": self.top, "right": self.right, "bottom": self.bottom, "left": self.left,
            "header": self.header, "footer": self.footer,
        }  # fmt: skip
        made = (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{size[0]}" w:h="{size[1]}"{orient}/><w:pgMar '
            + " ".join(f'w:{side}="{round(value * MM)}"' for side, value in margins.items())
            + ' w:gutter="0"/>'
            + ('<w:pgNumType w:start="1"/>' if restart else "")
            + ("<w:titlePg/>" if title_page else "")
            + "</w:sectPr>"
        )
        return made if last else f'<w:p><w:pPr><w:pStyle w:val="Rule"/>{made}</w:pPr></w:p>'
