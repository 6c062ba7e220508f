"""One text of a file (the body, a header, a note) as blocks: paragraphs, tables, sections, and what is inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qmsdocs.docx.content.blocks import MARK, Block, Look, Span
from qmsdocs.docx.content.fields import Fields
from qmsdocs.docx.content.formatting import Facts, Formatting, properties, told
from qmsdocs.docx.content.plain import MC, NOISE, Target, attributes_of, local, plain
from qmsdocs.docx.places import Place, text_of
from qmsdocs.docx.xml import Element, W

_HEADING_LETTERS = 60
_LINE_BREAKS = {"page": "[ngắt trang]", "column": "[ngắt cột]"}
_LETTERS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
# What wraps paragraphs or runs without being one; some say something of all that they hold.
_WRAPPERS = frozenset(
    [W + name for name in ("sdt", "customXml", "smartTag", "hyperlink", "ins", "del", "moveTo", "moveFrom")]
    + [f"{MC}AlternateContent"]
)
_OWN = frozenset(W + name for name in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "tblPrEx", "sdtPr", "customXmlPr"))
_FIELD_SIGNS = frozenset(W + name for name in ("fldChar", "instrText", "delInstrText"))
NOTES = {
    W + "footnoteReference": "cước chú",
    W + "endnoteReference": "chú thích cuối",
    W + "commentReference": "ghi chú",
}
_CONTROL_NOISE = frozenset(W + name for name in ("rPr", "id", "placeholder"))
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_WHOLE_WIDTH = 5000  # of a row: Word's fiftieths of a percent


@dataclass(frozen=True)
class Note:
    """A footnote, endnote or comment, and what the ids in its part lead to."""

    element: Element
    target: Target


@dataclass
class _Line:
    """A paragraph as it grows."""

    here: str
    style: str
    spans: list[Span] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)

    def add(self, text: str, look: Look) -> None:
        """Text of the same look is one span, however many runs it was cut into."""
        if self.spans and self.spans[-1][1] == look:
            self.spans[-1] = (self.spans[-1][0] + text, look)
        elif text:
            self.spans.append((text, look))


class Story:
    """Reads the blocks of one text in order; its lists, headings and fields go on from paragraph to paragraph."""

    def __init__(self, formatting: Formatting, target: Target, notes: Mapping[tuple[str, str], Note]) -> None:
        self._formatting = formatting
        self._target = target
        self._notes = notes
        self._counts: Counter[str] = Counter()  # notes of each kind, as they are numbered on paper
        self._marks: list[tuple[str, str]] = []
        self._bookmarks: dict[str, str] = {}
        self._heading = ""
        self._fields = Fields()
        self.sections: list[Element] = []

    def read(self, root: Element, words: str = "") -> tuple[Block, ...]:
        """All blocks of a text. `words` opens every place in it ('' for the body)."""
        self._heading = ""
        for trusting in (True, False):  # where a field does not end, nothing after it may be taken for its result
            self._fields = Fields(trusting)
            self.sections.clear()
            self._counts.clear()
            found = self._blocks(root, words)
            if self._fields.closed:
                break
        return found

    # --- blocks

    def _blocks(self, holder: Element, words: str) -> tuple[Block, ...]:
        counts: Counter[str] = Counter()
        found: list[Block] = []
        for child in self._members(holder):
            counts[child.tag] += 1
            if child.tag == W + "p":
                found += self._paragraph(child, f"{words}đoạn {counts[child.tag]}")
            elif child.tag == W + "tbl":
                hidden = self._fields.hidden
                table = self._table(child, f"{words}bảng {counts[child.tag]}")
                found += [] if hidden and self._fields.hidden else [table]
            elif child.tag == W + "sectPr":
                found.append(self._section(child))
            elif (other := self._other(child)) and not self._fields.hidden:
                found.append(Block("nội dung khác", (("x/khác", other),), place=self._place(words.rstrip(", "))))
        return tuple(found)

    def _members(self, holder: Element) -> Iterator[Element]:
        """What is in a holder, wrappers opened; while one of its members is looked at, a wrapper leaves its mark."""
        for child in holder.iterchildren("*"):
            if child.tag not in _WRAPPERS:
                if child.tag not in _OWN and child.tag not in NOISE:
                    yield child
                continue
            inside = _opened(child)
            self._marks.append(self._mark(child))
            yield from self._members(inside) if inside is not None else ()
            self._marks.pop()

    def _mark(self, wrapper: Element) -> tuple[str, str]:
        """What a wrapper says of what it holds: a link's address, who tracked a change, how a control is set."""
        name = local(wrapper.tag)
        if name == "sdt":
            settings = wrapper.find(W + "sdtPr")
            own = settings.iterchildren("*") if settings is not None else ()
            told_of = (plain(one) for one in own if one.tag not in _CONTROL_NOISE and not one.tag.startswith(_W15))
            return "k/sdt", " ".join(sorted(told_of))
        if name in ("AlternateContent", "smartTag", "customXml"):
            return "k/", ""
        said = (f"{key}={value}" for key, value in attributes_of(wrapper, self._target) if key != "history")
        return f"k/{name}", " ".join(sorted(said))

    def _marked(self, look: Look, *more: tuple[str, str]) -> Look:
        marks = [mark for mark in (*self._marks, *more) if mark[0] != "k/"]
        return tuple(sorted((*look, *marks))) if marks else look

    def _place(self, words: str) -> Place:
        return Place(words, self._heading)

    def _other(self, node: Element) -> str:
        """An element that is neither text nor noise; '' for a bookmark of Word's own."""
        if node.tag == W + "bookmarkStart":
            name = node.get(W + "name", "")
            self._bookmarks[node.get(W + "id", "")] = name
            return "" if name.startswith("_") else f"dấu trang {name}"
        if node.tag == W + "bookmarkEnd":
            name = self._bookmarks.get(node.get(W + "id", ""), "_")
            return "" if name.startswith("_") else f"hết dấu trang {name}"
        if node.tag in (W + "commentRangeStart", W + "commentRangeEnd"):
            return local(node.tag)
        return plain(node, self._target)

    def _section(self, node: Element) -> Block:
        self.sections.append(node)
        facts = properties(node, "s")
        kept = {name: value for name, value in facts.items() if name not in ("s/headerReference", "s/footerReference")}
        if (columns := node.find(W + "cols")) is not None and columns.get(W + "num", "1") == "1":
            kept["s/cols"] = "0"  # one column: the space between columns says nothing
        if (grid := node.find(W + "docGrid")) is not None and grid.get(W + "type", "default") == "default":
            kept["s/docGrid"] = "0"  # no grid: Word writes a line pitch all the same
        return Block("phần", told(kept), place=Place(f"phần {len(self.sections)}"))

    # --- tables

    def _table(self, table: Element, words: str) -> Block:
        facts = self._formatting.table(table.find(W + "tblPr"))
        place = self._place(words)
        columns = [_number(column.get(W + "w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        rows = [self._row(row, facts, columns, f"{words}, hàng {number}") for number, row in self._numbered(table)]
        return Block("bảng", self._marked(told(facts)), (), tuple(rows), place)

    def _numbered(self, holder: Element) -> Iterator[tuple[int, Element]]:
        return enumerate((one for one in self._members(holder) if one.tag in (W + "tr", W + "tc")), start=1)

    def _row(self, row: Element, table: Facts, columns: list[float], words: str) -> Block:
        place = self._place(words)
        facts = self._formatting.of(row.find(W + "trPr"), "w")
        exceptions = properties(row.find(W + "tblPrEx"), "t")
        facts |= {f"w{name[1:]}": value for name, value in exceptions.items() if table.get(name, "0") != value}
        widths = _widths([cell for _, cell in self._numbered(row)], columns)
        found = [
            self._cell(cell, width, f"{words}, ô {number}")
            for (number, cell), width in zip(self._numbered(row), widths, strict=True)
        ]
        return Block("hàng", self._marked(told(facts)), (), tuple(found), place)

    def _cell(self, cell: Element, width: str, words: str) -> Block:
        place = self._place(words)
        facts = self._formatting.of(cell.find(W + "tcPr"), "c")
        if facts.get("c/vMerge") == "1":
            facts["c/vMerge"] = "continue"
        look = self._marked(told({**facts, "c/width": width}))
        return Block("ô", look, (), self._blocks(cell, f"{words}, "), place)

    # --- paragraphs

    def _paragraph(self, paragraph: Element, here: str) -> Iterator[Block]:
        """The paragraph, unless Word writes it; then the section that it closes."""
        begun_hidden = self._fields.hidden
        holder = paragraph.find(W + "pPr")
        style, look = self._formatting.paragraph(holder)
        line = _Line(here, style)
        place = self._place(here)
        if any(name == "p/outlineLvl" for name, _ in look) and not begun_hidden:
            place, self._heading = Place(here), text_of(paragraph)[:_HEADING_LETTERS]
        for child in self._members(paragraph):
            self._in_line(line, child)
        mark = holder.find(W + "rPr") if holder is not None else None
        if not begun_hidden and self._fields.hidden:  # a table of contents begins: Word sets the look of its first line
            look = ()
            line.add(MARK, ())
        elif not begun_hidden or line.spans:
            line.add(MARK, self._marked(self._formatting.run(style, mark)))
        if line.spans:
            yield Block("đoạn", self._marked(look), tuple(line.spans), tuple(line.inside), place)
        section = holder.find(W + "sectPr") if holder is not None else None
        if section is not None:
            yield self._section(section)

    def _in_line(self, line: _Line, node: Element) -> None:
        if node.tag == W + "r":
            look = self._marked(self._formatting.run(line.style, node.find(W + "rPr")))
            for child in self._members(node):
                self._in_run(line, child, look)
        elif node.tag == W + "fldSimple":
            self._simple_field(line, node)
        elif other := self._other(node):
            self._add(line, f"[{_called(other)}]", self._marked((), ("x/khác", other)))

    def _simple_field(self, line: _Line, node: Element) -> None:
        self._fields.begin()
        self._fields.code(node.get(W + "instr", ""))
        first = node.find(W + "r")
        properties_of = first.find(W + "rPr") if first is not None else None
        self._sign(line, self._fields.separate(), self._marked(self._formatting.run(line.style, properties_of)))
        for child in self._members(node):
            self._in_line(line, child)
        self._fields.end()

    def _in_run(self, line: _Line, node: Element, look: Look) -> None:
        if node.tag in _FIELD_SIGNS:
            self._field_sign(line, node, look)
        elif node.tag in (W + "t", W + "delText"):
            self._add(line, _text(node), look)
        elif node.tag in _LETTERS:
            self._add(line, _LETTERS[node.tag], look)
        elif node.tag == W + "br":
            self._add(line, _LINE_BREAKS.get(node.get(W + "type", ""), "\n"), look)
        elif node.tag in NOTES:
            self._note(line, node, look)
        else:
            self._object(line, node, look)

    def _field_sign(self, line: _Line, node: Element, look: Look) -> None:
        kind = node.get(W + "fldCharType")
        if kind is None:
            self._fields.code(node.text or "")
        elif kind == "begin":
            self._fields.begin("".join(plain(one) for one in node.iterchildren(W + "ffData")))
        else:
            self._sign(line, self._fields.separate() if kind == "separate" else self._fields.end(), look)

    def _sign(self, line: _Line, shown: str, look: Look) -> None:
        if shown:
            line.spans.append((shown, look))

    def _add(self, line: _Line, text: str, look: Look) -> None:
        if self._fields.in_code:
            self._fields.code(text)
        elif not self._fields.hidden:
            line.add(text, look)
        elif self._fields.shows() and line.spans:
            line.spans[-1] = (line.spans[-1][0], look)

    def _note(self, line: _Line, node: Element, look: Look) -> None:
        """The sign of a note in the text, and what the note says."""
        words = NOTES[node.tag]
        self._add(line, f"[{words}]", look)
        note = self._notes.get((words, node.get(W + "id", "")))
        if note is None or self._fields.hidden or self._fields.in_code:
            return
        self._counts[words] += 1
        here = f"{line.here}, {words} {self._counts[words]}"
        who = (("k/author", note.element.get(W + "author", "")),) if words == "ghi chú" else ()
        outer, self._target = self._target, note.target
        fields, self._fields = self._fields, Fields(trusting=False)  # a field may not close in a note
        line.inside.append(Block(words, who, (), self._blocks(note.element, f"{here}, "), self._place(here)))
        self._target, self._fields = outer, fields

    def _object(self, line: _Line, node: Element, look: Look) -> None:
        """A picture, a shape, a symbol: all of it is compared, and the text in it is read like any other."""
        other = plain(node, self._target)
        self._add(line, f"[{_called(other)}]", tuple(sorted((*look, ("x/khác", other)))))
        for box in node.iter(W + "txbxContent"):
            outer = next(box.iterancestors(W + "p", f"{MC}Fallback"))
            if outer.tag == W + "p" and next(node.iterancestors(W + "p")) is outer:
                here = f"{line.here}, khung chữ"
                line.inside.append(Block("khung chữ", (), (), self._blocks(box, f"{here}, "), self._place(here)))


_CALLED = {"drawing": "hình", "pict": "hình", "object": "đối tượng", "sym": "ký hiệu"}


def _called(other: str) -> str:
    """A short name for what is not text."""
    tag = other[1:].split(">")[0].split()[0] if other.startswith("<") else other
    return _CALLED.get(tag, tag)


def _opened(wrapper: Element) -> Element | None:
    """Where the content of a wrapper is: of alternatives, the newest, from which Word makes the others."""
    if wrapper.tag == W + "sdt":
        return wrapper.find(W + "sdtContent")
    return next(wrapper.iterchildren(f"{MC}Choice"), None) if wrapper.tag.startswith(MC) else wrapper


def _text(node: Element) -> str:
    """Blanks at the ends of a text count only where it says so."""
    text = node.text or ""
    kept = node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" \t\r\n")


def _widths(cells: list[Element], columns: list[float]) -> list[str]:
    """The share of each cell in its row: Word writes the same width in several units, in the cell or in the grid."""
    of_cells = [cell.find(f"{W}tcPr/{W}tcW") for cell in cells]
    units = {node.get(W + "type", "dxa") if node is not None else "auto" for node in of_cells}
    widths = [_number(node.get(W + "w")) if node is not None else 0.0 for node in of_cells]
    if units not in ({"dxa"}, {"pct"}) or not all(widths):
        widths = list(_of_grid(cells, columns))
    whole = sum(widths)
    return [str(round(_WHOLE_WIDTH * width / whole)) if whole else "0" for width in widths]


def _of_grid(cells: list[Element], columns: list[float]) -> Iterator[float]:
    start = 0
    for cell in cells:
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        end = start + (int(span.get(W + "val", "1")) if span is not None else 1)
        yield sum(columns[start:end])
        start = end


def _number(text: str | None) -> float:
    """A width as it is written; Word also writes `50%`."""
    return float((text or "0").rstrip("%"))
