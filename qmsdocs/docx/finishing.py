"""What must be done while a part is rendered, since it depends on what loops printed: the operations of a script.

Each takes the work, and the list of bytes printed so far; its place in that list is its place in the document. Nothing
is parsed but a table whose number of columns is data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qmsdocs.docx import ruling, tables

if TYPE_CHECKING:
    from qmsdocs.docx.rendering import Work

Out = list[bytes]

_PARAGRAPH_ENDS = (b"</w:p>", b"<w:p/>")
_OPENING = re.compile(rb"<w:p>(?:<w:pPr>(<w:pStyle [^>]*/>)?)?")
_WORDS = 60  # signs that stay with a signature, so that it is not alone with a place and date
_DOTS = 30  # signs that a dotted line to write on counts for: two of them are kept
_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)\b[^>]*/>")


def close_block(work: Work, out: Out) -> None:
    """A cell, header or note ends with a paragraph, also when its loops printed none; Word refuses it otherwise."""
    place = -1
    while not out[place]:
        place -= 1
    if not out[place].endswith(_PARAGRAPH_ENDS):
        out.append(b"<w:p/>")


def begin_table(work: Work, out: Out) -> None:
    """A table begins whose columns or rows loops may change."""
    work.tables.append(len(out))


def end_table(work: Work, out: Out) -> None:
    """Fit the columns of the table to what was printed; one without a row is no table, and goes."""
    begin = work.tables.pop()
    printed = b"".join(out[begin:])
    work.spend(len(printed) >> 5)
    out[begin:] = [tables.fit(printed) if b"<w:tr" in printed else b"<w:p/>"]


def keep_with_next(work: Work, out: Out) -> None:
    """What a signature block signs stays on its page: the last words or dotted lines before it, or the last two rows
    of a table."""
    rows = 0  # of a table, still to be kept
    words = _WORDS  # still to be kept
    end = b""  # of a paragraph or row that begins in an earlier piece
    for index in range(len(out) - 1, -1, -1):
        work.spend(1)
        rest, seen = out[index], b""
        while rest:
            rows = rows or (2 if rest.endswith(b"</w:tbl>") else 0)
            begins = [match.start() for match in re.finditer(rb"<w:tr[ >]" if rows else rb"<w:p>", rest)]
            begin = begins[-(rows or 1)] if len(begins) >= (rows or 1) else 0
            if not begins:
                end = rest + end
                break
            last, rest = rest[begin:], rest[:begin]
            seen = _kept(last) + seen
            rows -= min(rows, len(begins))
            words -= _WORDS if b"<w:tr" in last else _signs(last + end)
            end = b""
            if rows == 0 and words <= 0:
                out[index] = rest + seen
                return
        out[index] = rest + seen


def _signs(chunk: bytes) -> int:
    """How much is written, or is to be written, in the chunk."""
    return sum(_DOTS if match[1] is None else len(match[1].decode()) for match in _TEXT.finditer(chunk))


def _kept(chunk: bytes) -> bytes:
    """The chunk with keepNext in each of its paragraphs, after the style as the schema asks."""

    def keep(match: re.Match[bytes]) -> bytes:
        opening = match[0] if b"<w:pPr>" in match[0] else b"<w:p><w:pPr>"
        return opening + b"<w:keepNext/>" + (b"" if b"<w:pPr>" in match[0] else b"</w:pPr>")

    return _OPENING.sub(keep, chunk.replace(b"<w:keepNext/>", b""))


@dataclass
class Heading:
    """A heading that was printed: where in the output, its level, its automatic number, and (once known) its title."""

    begin: int
    level: int
    number: bytes
    listed: bool
    title: bytes = b""

    @property
    def text(self) -> bytes:
        return b" ".join(filter(None, (self.number, self.title)))


def begin_heading(
    work: Work, out: Out, level: int, number: str, formats: Sequence[str], depth: int, listed: bool
) -> None:
    """A heading paragraph begins; room is left for its bookmark."""
    work.headings.append(Heading(len(out), level, _number(work, number, formats, depth), listed))
    out.append(b"")


def end_heading(work: Work, out: Out) -> None:
    """The heading's text is what was printed since it began; a listed one gets its bookmark."""
    heading = work.headings[-1]
    printed = b"".join(out[heading.begin :])
    heading.title = b" ".join(
        b"".join(match[1] if match[1] is not None else b" " for match in _TEXT.finditer(printed)).split()
    )
    if heading.listed and heading.title:
        work.listed += 1
        serial = work.listed
        out[heading.begin] = b'<w:bookmarkStart w:id="%d" w:name="_Toc%06d"/>' % (10000 + serial, serial)
        out.append(b'<w:bookmarkEnd w:id="%d"/>' % (10000 + serial))


def _number(work: Work, number: str, formats: Sequence[str], depth: int) -> bytes:
    """The next automatic number of a list, the way Word counts decimal levels."""
    if not number:
        return b""
    counts = work.counts.setdefault(number, [0] * 9)
    counts[depth] += 1
    counts[depth + 1 :] = [0] * (8 - depth)
    return re.sub(r"%(\d)", lambda match: str(counts[int(match[1]) - 1]), formats[depth]).encode()


def contents(work: Work, out: Out, code: str, styles: Sequence[str]) -> None:
    """Room for the entries of a TOC field, which are written when every heading is known."""
    work.contents.append((len(out), code, styles))
    out.append(b"")


def next_id(work: Work, out: Out) -> None:
    """The id of a drawing, unique in the document also when a loop repeats the drawing."""
    out.append(b"%d" % (1000 + work.images.next_id()))


OPERATIONS = {
    operation.__name__: operation
    for operation in (
        close_block, begin_table, end_table, keep_with_next, begin_heading, end_heading, contents, next_id, ruling.rule,
    )
}  # fmt: skip


def fill_contents(work: Work, out: Out) -> None:
    """Write the entries of every TOC field: a real field, right from the start, with the headings as printed."""
    for place, code, styles in work.contents:
        low, high = level_range(code)
        work.spend(4 * len(work.headings))
        entries = [heading for heading in work.headings if heading.title and low <= heading.level <= high]
        out[place] = _field(code, entries, styles)


def level_range(code: str) -> tuple[int, int]:
    """The heading levels that a TOC field lists."""
    match = re.search(r'\\o\s+"(\d)-(\d)"', code)
    return (int(match[1]), int(match[2])) if match else (1, 3)


_BEGIN, _SEPARATE, _END = (
    b'<w:r><w:fldChar w:fldCharType="%s"/></w:r>' % kind for kind in (b"begin", b"separate", b"end")
)
# The page number is Word's to find; a dirty field is computed when the document is opened.
_DIRTY = b'<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'


_LINK = b'<w:hyperlink w:anchor="%s" w:history="1"><w:r><w:t xml:space="preserve">%s</w:t></w:r>%s</w:hyperlink>'


def _instruction(code: str) -> bytes:
    return b'<w:r><w:instrText xml:space="preserve"> %s </w:instrText></w:r>' % code.encode()


def _field(code: str, entries: list[Heading], styles: Sequence[str]) -> bytes:
    opening = _BEGIN + _instruction(code.replace('"', "&quot;")) + _SEPARATE
    if not entries:
        return b"<w:p>%s%s</w:p>" % (opening, _END)
    lines = []
    for serial, heading in enumerate(entries, start=1):
        bookmark = f"_Toc{serial:06}"
        number = (
            b"" if "\\n" in code else b"<w:r><w:tab/></w:r>" + _DIRTY + _instruction(f"PAGEREF {bookmark} \\h") + _END
        )
        link = _LINK % (bookmark.encode(), heading.text, number)
        before = opening if serial == 1 else b""
        after = _END if serial == len(entries) else b""
        style = styles[heading.level - 1].encode()
        lines.append(b'<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>%s%s%s</w:p>' % (style, before, link, after))
    return b"".join(lines)
