"""What is what in an administrative paper: head, type and subject, căn cứ, text, signatures, recipients, annexes.

Elements are told by their words and their order, never by style names, so that papers from elsewhere are understood;
in two-column tables or with tabs, with either placing of tone marks, in lines of their own or broken by line breaks.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qmsdocs.layout.profile import Profile
from qmsdocs.layout.reading import Docx, Element, Paragraph, Run, W, squeezed
from qmsdocs.layout.resolver import Look, Resolver
from qmsdocs.text import letter, roman

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

_NUMBER = re.compile(r"^Số\s*:|^Số\s+\S*/", re.IGNORECASE)
_DATE = re.compile(r"ngày\b.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm (\d{4})")
_RULE = re.compile(r"^[_\-–—*\s]+$")
_ABOUT = re.compile(r"^(V/v|Về việc)\b", re.IGNORECASE)
_BASIS = re.compile(r"^(Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Thực hiện)\s")
_CHAPTER = re.compile(r"^(Phần|Chương)\s+(thứ \S+|[IVXLC]+|\d+)[.:]?$", re.IGNORECASE)
_DIVISION = re.compile(r"^(Mục|Tiểu mục)\s+([IVXLC]+|\d+)[.:]?$", re.IGNORECASE)
ARTICLE = re.compile(r"^Điều\s+(\S+?)([.:]|\s|$)\s*(.*)$", re.DOTALL)
_ROMAN = re.compile(r"^[IVXL]+\.\s+\S")
POINT = re.compile(r"^([a-zđ])\)\s")
CLAUSE = re.compile(r"^(\d+)\.\s")
ANNEX = re.compile(r"^Phụ lục(?:\s+(?:số\s+)?([IVXLC]+|\d+))?\s*[:.]?$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^A-Z0-9]")
_LINE = 90  # letters; a longer line is no Quốc hiệu, however it is spaced
_TITLE = 160  # letters; a longer line in capitals is no title
_SIGNATURE_ROWS = 4  # title, room, name; a register has more
_OFFICES = (
    "TM.", "KT.", "TL.", "TUQ.", "Q.", "GIÁM ĐỐC", "PHÓ", "CHỦ TỊCH", "CHÁNH", "CHI CỤC TRƯỞNG", "CỤC TRƯỞNG", "TRƯỞNG",
    "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THƯ KÝ", "CHỦ TỌA", "CHỦ TRÌ", "CHỦ NHIỆM", "TỔNG", "ĐẠI DIỆN", "HIỆU TRƯỞNG",
    "NGƯỜI", "BÊN", "VIỆN TRƯỞNG",
)  # fmt: skip


@functools.lru_cache(4096)  # the same titles and names come again and again
def bare(text: str) -> str:
    """Letters and digits alone, without accents and case: what stays the same however a word is spelled."""
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d").replace("Ð", "D"))
    return _NO_LETTER.sub("", plain.upper())


def is_upper(text: str) -> bool:
    return any(sign.isalpha() for sign in text) and text == text.upper()


_STATE = bare(STATE)


@dataclass(frozen=True)
class Span:
    """A piece of a paragraph between tabs and line breaks."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        if self.is_whole:
            return self.paragraph.text
        text = self.paragraph.written[self.start : self.end]
        return squeezed(f"{self.paragraph.label} {text}" if self.start == 0 else text)

    @property
    def is_whole(self) -> bool:
        return self.start == 0 and self.end == len(self.paragraph.written)

    @property
    def runs(self) -> Iterator[Run]:
        """The runs inside, cut to it, without those that show nothing."""
        if self.is_whole:
            yield from (run for run in self.paragraph.runs if not run.text.isspace())
            return
        place = 0
        for run in self.paragraph.runs:
            text = run.text[max(self.start - place, 0) : max(self.end - place, 0)]
            if text.strip():
                yield Run(text, run.properties)
            place += len(run.text)


def pieces(paragraph: Paragraph) -> list[Span]:
    """The paragraph cut at its tabs and line breaks."""
    if "\t" not in paragraph.written and "\n" not in paragraph.written:
        return [whole(paragraph)]
    ends = [match.start() for match in re.finditer(r"[\t\n]", paragraph.written)] + [len(paragraph.written)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [Span(paragraph, start, end) for start, end in zip(starts, ends, strict=True)]


def whole(paragraph: Paragraph) -> Span:
    return Span(paragraph, 0, len(paragraph.written))


@dataclass
class Anatomy:
    """The elements found. `spans` by the profile's element names; `body` in order, with the kind of each paragraph."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    body: list[tuple[str, Paragraph]] = field(default_factory=list)
    annexes: list[Paragraph] = field(default_factory=list)
    signatures: list[list[Span]] = field(default_factory=list)
    recipients: list[Span] = field(default_factory=list)
    head_table: Element | None = None
    state_column: int = -1
    left_column: int = -1
    in_columns: bool = False
    party: bool = False

    def one(self, role: str) -> Span | None:
        return next(iter(self.spans.get(role, ())), None)

    def text(self, role: str) -> str:
        return " ".join(span.text for span in self.spans.get(role, ()))

    def add(self, role: str, *spans: Span) -> None:
        self.spans.setdefault(role, []).extend(spans)

    @property
    def type_name(self) -> str:
        return self.text("type").upper()

    @property
    def is_dispatch(self) -> bool:
        """A công văn: no type name, but somebody it is written to or a V/v under its number."""
        return "type" not in self.spans and ("to" in self.spans or "about" in self.spans)

    def date(self) -> datetime.date | None:
        """The day of the date line; of minutes, the first day that the text names."""
        texts = [span.text for span in self.spans.get("date", ())]
        texts += [paragraph.text for _, paragraph in self.body[:8]]
        for text in texts:
            if match := _LONG_DATE.search(text):
                try:
                    return datetime.date(int(match[3]), int(match[2]), int(match[1]))
                except ValueError:
                    continue
        for text in texts[:1]:
            if match := _YEAR.search(text):
                return datetime.date(int(match[1]), 12, 31)
        return None


def recognise(docx: Docx, resolver: Resolver, profile: Profile) -> Anatomy:
    """The elements of a paper. Without a Quốc hiệu only annexes and body are told apart, where the law has such."""
    state = find_state(docx)
    if state is None and not profile.official:
        return Anatomy()
    _Labels(resolver).write(docx.paragraphs)
    return _Reader(docx.paragraphs, resolver, profile, state).read()


def find_state(docx: Docx) -> Span | None:
    """The Quốc hiệu, however it is accented; None where there is none."""
    lines = (span for p in docx.paragraphs if len(p.written) >= len(_STATE) for span in pieces(p))
    lines = (span for span in lines if len(_STATE) <= span.end - span.start < _LINE)
    return next((span for span in lines if bare(span.text) == _STATE), None)


class _Reader:
    def __init__(self, paragraphs: list[Paragraph], resolver: Resolver, profile: Profile, state: Span | None) -> None:
        self.all = paragraphs
        self.resolver = resolver
        self.state = state
        self.types = {bare(name) for name in profile.types}
        self.found = Anatomy()
        self.noted = False  # (Kèm theo …) stands where a subject's last line could

    def read(self) -> Anatomy:
        found = self.found
        found.party = any("DANGCONGSANVIETNAM" in bare(paragraph.text) for paragraph in self.all[:12])
        start = self._head(self.state) if self.state is not None else 0
        end = self._annexes(start)
        end = self._closing(start, end)
        start = self._title(start, end)
        self._body(start, end)
        return found

    # --- head

    def _head(self, state: Span) -> int:
        found = self.found
        found.add("state", state)
        if state.paragraph.tables:
            table = state.paragraph.tables[-1]
            found.head_table = table
            inside = [p for p in self.all if table in p.tables]
            found.state_column = state.paragraph.place.tables[-1][2]
            for paragraph in inside:
                own = paragraph.place.tables[-1][2] == found.state_column
                for span in pieces(paragraph):
                    self._head_span(span, own)
                    if not own and span.text:
                        found.left_column = max(found.left_column, 0) or paragraph.place.tables[-1][2]
            after = self.all.index(inside[-1]) + 1
        else:
            after = self._head_of_lines(state)
        found.in_columns = found.left_column >= 0
        return self._rest_of_head(after)

    def _head_of_lines(self, state: Span) -> int:
        """Columns made with tabs: the last piece of a line is the right column."""
        line = self.all.index(state.paragraph)
        after = line
        before = next((n + 1 for n in range(line - 1, max(line - 3, -1), -1) if self.all[n].tables), max(line - 2, 0))
        for number in range(before, min(line + 8, len(self.all))):
            paragraph = self.all[number]
            if paragraph.tables or (self._starts_title(paragraph) and number > line):
                break
            cut = [span for span in pieces(paragraph) if span.text]
            for place, span in enumerate(cut):
                right = place == len(cut) - 1 and (len(cut) > 1 or not span.text.upper().startswith(("SỐ", "V/V")))
                if span.paragraph is state.paragraph and span.text != state.text:
                    state_last = cut[-1].text == state.text
                    self.found.left_column, self.found.state_column = (1, 2) if state_last else (2, 1)
                self._head_span(span, right and number >= line)
            after = number + 1
        return after

    def _head_span(self, span: Span, right: bool) -> None:
        found, text = self.found, span.text
        if not text or _RULE.match(text) or span == found.one("state"):
            return
        if bare(text) == bare(MOTTO):
            found.add("motto", span)
        elif _NUMBER.match(text):
            found.add("number", span)
        elif _ABOUT.match(text) or ("about" in found.spans and not right):
            found.add("about", span)
        elif _DATE.search(text):
            found.add("date", span)
        elif not right and "number" not in found.spans:
            found.add("left", span)

    def _rest_of_head(self, start: int) -> int:
        """Number and date that stand below the table of the head."""
        self._parents()
        for number in range(start, min(start + 8, len(self.all))):
            paragraph = self.all[number]
            if self._starts_title(paragraph):
                return number
            for span in pieces(paragraph):
                if _NUMBER.match(span.text) or _ABOUT.match(span.text) or _DATE.search(span.text):
                    self._head_span(span, False)
                elif span.text and not _RULE.match(span.text):
                    return number
        return start

    def _parents(self) -> None:
        """The lines of the left column: bold ones at the end are the issuer, those before them its superior."""
        lines = self.found.spans.pop("left", [])
        if not lines:
            return
        bold = [self._is_bold(span) for span in lines]
        first = next((number for number, one in enumerate(bold) if one), len(lines) - 1)
        names = re.compile(r"(SỞ|CỤC|CHI CỤC|BAN|PHÒNG|TRUNG TÂM|VĂN PHÒNG|THANH TRA|ỦY BAN|UỶ BAN|TRƯỜNG|VIỆN)\b")
        above = re.compile(r"(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|BỘ|HỘI ĐỒNG NHÂN DÂN)\b")
        if first == 0 and len(lines) > 1 and above.match(lines[0].text) and names.match(lines[1].text):
            first = 1
        self.found.add("issuer", *lines[first:])
        if lines[:first]:
            self.found.add("parent", *lines[:first])

    # --- title

    def _starts_title(self, paragraph: Paragraph) -> bool:
        text = paragraph.text
        if paragraph.tables or not text:
            return False
        return bare(text) in self.types or text.startswith("Kính gửi") or self._is_title(paragraph)

    def _is_title(self, paragraph: Paragraph) -> bool:
        shown = paragraph.text
        if not shown or len(shown) >= _TITLE or _NUMBER.match(shown) or not self._centred(paragraph):
            return False
        return is_upper(shown) or self._look(whole(paragraph), "caps")

    def _title(self, start: int, end: int) -> int:
        """Type, subject, Kính gửi, who decides, căn cứ; returns where the text begins."""
        found = self.found
        if "state" not in found.spans:
            return start
        number = start
        while number < end:
            paragraph = self.all[number]
            text = paragraph.text
            if paragraph.tables:
                break
            if not text or _RULE.match(text):
                pass
            elif text.startswith("Kính gửi") or (text.startswith("- ") and "to" in found.spans and not self._past()):
                found.add("to", whole(paragraph))
            elif re.match(r"\(?Kèm theo", text) and "type" in found.spans:
                found.add("annex_note", whole(paragraph))
                self.noted = True
            elif "type" not in found.spans and "to" not in found.spans and self._starts_title(paragraph):
                found.add("type", *(span for span in pieces(paragraph) if span.text))
            elif _BASIS.match(text) and self._is_basis(number):
                found.add("basis", whole(paragraph))
            elif self._is_title(paragraph) or bare(text) in self.types:
                found.add("authority", whole(paragraph))
            elif self._is_subject(paragraph):
                found.add("subject", whole(paragraph))
            else:
                break
            number += 1
        return number

    def _past(self) -> bool:
        return "basis" in self.found.spans or "authority" in self.found.spans

    def _is_subject(self, paragraph: Paragraph) -> bool:
        """Lines right under the type: centred, or bold as no sentence of the text is."""
        if "type" not in self.found.spans or self.noted or self._past() or "to" in self.found.spans:
            return False
        if _ROMAN.match(paragraph.text) or ARTICLE.match(paragraph.text) or CLAUSE.match(paragraph.text):
            return False
        return self._centred(paragraph) or (
            self._is_bold(whole(paragraph)) and len(self.found.spans.get("subject", ())) < 3
        )

    def _is_basis(self, number: int) -> bool:
        """In decisions every such line; elsewhere one of a list, as a lone sentence may begin with the same words."""
        found, text = self.found, self.all[number].text
        if text.endswith(":"):  # Thực hiện …, Sở lập Kế hoạch như sau:
            return False
        if found.type_name.startswith(("QUYẾT ĐỊNH", "NGHỊ QUYẾT")) or "basis" in found.spans:
            return True
        after = self.all[number + 1].text if number + 1 < len(self.all) else ""
        return text.startswith("Căn cứ ") and (text.endswith(";") or after.startswith("Căn cứ "))

    # --- text

    def _body(self, start: int, end: int) -> None:
        found = self.found
        before = ""
        for paragraph in self.all[start:end]:
            text = paragraph.text
            if paragraph.tables or not text or _RULE.match(text):
                continue
            kind = self._kind(text, before)
            if kind == "body" and self._is_title(paragraph) and bare(text) in self.types:
                kind = "authority"  # the second “QUYẾT ĐỊNH:”
            found.body.append((kind, paragraph))
            if kind == "article" and (match := ARTICLE.match(paragraph.written)):
                found.add("article", Span(paragraph, 0, match.end(2)))
            elif kind in ("chapter", "chapter_title", "division", "roman", "authority"):
                found.add(kind, whole(paragraph))
            before = kind

    def _kind(self, text: str, before: str) -> str:
        if _CHAPTER.match(text):
            return "chapter"
        if _DIVISION.match(text):
            return "division"
        if before in ("chapter", "division"):
            return "chapter_title"
        if ARTICLE.match(text) and re.match(r"Điều\s+\S+[.:]", text):
            return "article"
        return "roman" if _ROMAN.match(text) else "body"

    # --- end

    def _annexes(self, start: int) -> int:
        """Annexes begin with their own line; returns where the first does."""
        found = self.found
        lines = [n for n in range(start, len(self.all)) if self._is_annex(self.all[n])]
        for number in lines:
            found.annexes.append(self.all[number])
            found.add("annex", whole(self.all[number]))
            for role, paragraph in zip(("annex_title", "annex_note"), self._next(number), strict=False):
                note = re.match(r"\(?(Ban hành )?[Kk]èm theo", paragraph.text)
                found.add("annex_note" if note else role if role == "annex_title" else "", whole(paragraph))
        found.spans.pop("", None)
        return lines[0] if lines else len(self.all)

    def _is_annex(self, paragraph: Paragraph) -> bool:
        return not paragraph.tables and ANNEX.match(paragraph.text) is not None

    def _next(self, number: int) -> list[Paragraph]:
        return [p for p in self.all[number + 1 : number + 6] if p.text and not p.tables][:2]

    def _closing(self, start: int, end: int) -> int:
        """Recipients and signatures; returns where they begin."""
        for number in range(start, end):
            for place, span in enumerate(pieces(self.all[number])):
                if len(span.text) < 14 and bare(span.text).startswith("NOINHAN"):
                    self._recipients(number, place, end)
                    table = self.all[number].tables[:1]
                    return next((n for n, p in enumerate(self.all) if table and p.tables[:1] == table), number)
        return self._signed(start, end)

    def _recipients(self, number: int, place: int, end: int) -> None:
        paragraph = self.all[number]
        self.found.add("recipients_title", pieces(paragraph)[place])
        if paragraph.tables:
            table = paragraph.tables[-1]
            cells: dict[int, list[Span]] = {}
            for other in self.all[:end]:
                if other.tables and other.tables[-1] is table:
                    cells.setdefault(other.place.tables[-1][2], []).extend(s for s in pieces(other) if s.text)
            own = paragraph.place.tables[-1][2]
            self.found.recipients = [s for s in cells.pop(own, []) if s.paragraph is not paragraph]
            self._sign(cells.values())
        else:
            self._lines(number, end)

    def _lines(self, number: int, end: int) -> None:
        """Tabs: what stands behind the tab is the signature."""
        signed: list[Span] = []
        for paragraph in self.all[number:end]:
            cut = [span for span in pieces(paragraph) if span.text]
            for span in cut:
                if span.text.startswith(("-", "+")):
                    self.found.recipients.append(span)
                elif bare(span.text) != "NOINHAN":
                    signed.append(span)
        self._sign([signed])

    def _signed(self, start: int, end: int) -> int:
        """Minutes have signatures side by side and often no recipients: the last small table of offices."""
        tables: dict[Element, list[Paragraph]] = {}
        for paragraph in self.all[start:end]:
            if paragraph.tables:
                tables.setdefault(paragraph.tables[0], []).append(paragraph)
        for inside in reversed(tables.values()):
            rows = inside[-1].place.tables[0][1]
            if rows > _SIGNATURE_ROWS:
                continue
            columns: dict[int, list[Span]] = {}
            for paragraph in inside:
                columns.setdefault(paragraph.place.tables[0][2], []).extend(s for s in pieces(paragraph) if s.text)
            tops = [column[0].text for column in columns.values() if column]
            signed = all(is_upper(top) for top in tops) and len(max(tops, key=len, default="")) > len("TT.")
            if signed:
                self._sign(columns.values())
                return self.all.index(inside[0])
        return end

    def _sign(self, columns: Iterable[list[Span]]) -> None:
        for column in columns:
            lines = [span for span in column if not _RULE.match(span.text)]
            if not lines:
                continue
            self.found.signatures.append(lines)
            offices = [span for span in lines if is_upper(span.text) or self._look(span, "caps")]
            offices = offices or [span for span in lines[:1] if bare(span.text).startswith(tuple(map(bare, _OFFICES)))]
            self.found.add("signer", *offices)
            name = lines[-1]
            if name not in offices and len(lines) > 1 and not name.text.startswith("("):
                self.found.add("name", name)

    # --- looks

    def _centred(self, paragraph: Paragraph) -> bool:
        return bool(self.resolver.paragraph(paragraph)["align"] == "center")

    def _is_bold(self, span: Span) -> bool:
        return self._look(span, "bold")

    def _look(self, span: Span, name: str) -> bool:
        looks: list[Look] = [self.resolver.run(span.paragraph, run.properties) for run in span.runs]
        return bool(looks) and all(look[name] is True for look in looks)


class _Labels:
    """Automatic numbers as Word shows them, written to the paragraphs in reading order."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.counts: dict[str, list[int]] = {}

    def write(self, paragraphs: list[Paragraph]) -> None:
        for paragraph in paragraphs:
            number, level = self.resolver.paragraph(paragraph).get("numbering") or ("", 0)
            node = self.resolver.level(number, level)
            if node is not None and number != "0":
                paragraph.number(self._next(number, level, node))

    def _next(self, number: str, level: int, node: Element) -> str:
        counts = self.counts.setdefault(number, [self._start(number, one) - 1 for one in range(9)])
        counts[level] += 1
        counts[level + 1 :] = [self._start(number, one) - 1 for one in range(level + 1, 9)]
        text = node.find(W + "lvlText")
        template = text.get(W + "val", "") if text is not None else ""
        if _format(node) == "bullet":
            return template if template.isascii() else "-"
        return re.sub(r"%(\d)", lambda match: self._shown(number, int(match[1]) - 1, counts), template)

    def _start(self, number: str, level: int) -> int:
        node = self.resolver.level(number, level)
        start = node.find(W + "start") if node is not None else None
        return int(start.get(W + "val", 1)) if start is not None else 1

    def _shown(self, number: str, level: int, counts: list[int]) -> str:
        node = self.resolver.level(number, level)
        form, value = _format(node) if node is not None else "decimal", max(counts[level], 1)
        if form == "upperRoman" and value < 40:
            return roman(value)
        if form == "lowerLetter" and value <= 26:
            return chr(ord("a") + value - 1)
        return str(value)


def _format(level: Element) -> str:
    node = level.find(W + "numFmt")
    return str(node.get(W + "val")) if node is not None else "decimal"


def letters() -> str:
    """The letters of points in their order."""
    return "".join(letter(index) for index in range(23))
