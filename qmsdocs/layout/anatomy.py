"""The pieces of a paper: spans of its paragraphs, and which of them is which element."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from qmsdocs.layout.reading import Docx, Element, Paragraph, Run, squeezed
from qmsdocs.text import letter

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ARTICLE = re.compile(r"^Điều\s+(\S+?)([.:]|\s|$)\s*(.*)$", re.DOTALL)
POINT = re.compile(r"^([a-zđ])\)\s")
CLAUSE = re.compile(r"^(\d+)\.\s")
ANNEX = re.compile(r"^Phụ lục(?:\s+(?:số\s+)?([IVXLC]+|\d+))?\s*[:.]?$", re.IGNORECASE)

_LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm (\d{4})")
_NO_LETTER = re.compile(r"[^A-Z0-9]")
_LINE = 90  # letters; a longer line is no Quốc hiệu, however it is spaced


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
                yield run._replace(text=text)
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


def find_state(docx: Docx) -> Span | None:
    """The Quốc hiệu, however it is accented; None where there is none."""
    lines = (span for p in docx.paragraphs if len(p.written) >= len(_STATE) for span in pieces(p))
    lines = (span for span in lines if len(_STATE) <= span.end - span.start < _LINE)
    return next((span for span in lines if bare(span.text) == _STATE), None)


def letters() -> str:
    """The letters of points in their order."""
    return "".join(letter(index) for index in range(23))
