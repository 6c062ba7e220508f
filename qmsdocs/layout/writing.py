"""Rules of how text is written (TX3-TX5): spaces, dates, numbers and money.

Room to write by hand is no mistake: three spaces or more, dots, underscores.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from qmsdocs import text as vietnamese
from qmsdocs.layout.case import Case, Finding, FindingLevel
from qmsdocs.layout.reading import Paragraph

# A pattern begins with a sign to be found, and looks back from there: so the text is searched several times as fast.
_WORD = r"[^\W\d_]"
# What is wrong, what should be there.
_SPACES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"  (?<=[\w,;:.)”]  )(?=[\w(“])"), "hai dấu cách liền nhau", "một dấu cách"),
    (re.compile(r" (?<=[\w)”] ) *(?:[,;:!?)\]”]|\.(?:/\.)?)(?=\s|$)"), "dấu cách trước dấu câu", "không có"),
    (re.compile(r"[(\[“] +(?=\w)"), "dấu cách sau dấu mở ngoặc", "không có"),
)
_CLOSE = re.compile(rf"([,;:.!?])(?<={_WORD}{_WORD}.)(?={_WORD}{{2}})")
_ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)

_LONG = re.compile(r"(?:ngày|Ngày|NGÀY)(?<!\w....) +(\d{1,2}) +(?i:tháng) +(\d{1,2})(?: +(?i:năm) +(\d{4}))?\b")
_SHORT = re.compile(r"(\d(?<![\d/.-]\d)\d?)/(\d{1,2})/(\d{4})(?![\d/])")
_MONTH = re.compile(r"(?:tháng|Tháng|THÁNG)(?<!\w.....)(?<!\d .....) +0([3-9])\b")
_QUARTER = re.compile(r"(?:quý|Quý|QUÝ)(?<!\w...) +([1-4])(?= +(?i:năm)\b|/\d{4}|,|;|\.|$)", re.MULTILINE)
_LEAP = 2000  # a year in which every day of a calendar exists

_MONEY = r"\s*(?:đồng|đ|VNĐ|VND)\b"
_NUMBERS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:,\d{3}){2,}(?![\d,])"), "dấu phân nghìn", ","),
    (re.compile(rf"\d(?<![\d.,]\d)\d{{0,2}},\d{{3}}(?={_MONEY})"), "dấu phân nghìn", ","),
    (re.compile(rf"\d(?<![\d.,/-]\d)\d{{4,}}(?={_MONEY})"), "dấu phân nghìn", ""),
    (re.compile(r"\d(?<![\d.,]\d)\d*\.\d{1,2}(?=\s*%|\s+(?:triệu|tỷ|tỉ|nghìn)\b)"), "dấu thập phân", "."),
)
_IN_WORDS = re.compile(r"(\d(?<!\w\d)(?:\d{0,2}(?:\.\d{3})+|\d*))(?: đồng)? \(([^()\d…]{2,120})\)")
_AS_WORDS = re.compile(r"[Bb](?<!\w.)ằng chữ:\s*([^()\n…]{3,160}?)\s*(?=[.;)\n]|$)")


def spaces(case: Case) -> Iterator[Finding]:
    """TX3: one space between words, none before a mark, one behind it."""
    text = case.everywhere
    for pattern, what, allowed in _SPACES:
        for match in pattern.finditer(text.written):
            around = _around(text.written, match.start(), match.end())
            yield case.finding("TX3", text.paragraph(match.start()), what, f"“{around}”", allowed)
    for match in _CLOSE.finditer(text.written):
        begin = max(text.written.rfind(" ", 0, match.start()), text.written.rfind("\n", 0, match.start())) + 1
        token = text.written[begin:].split(maxsplit=1)[0]
        sentence = text.written[match.start() - 1].islower() and text.written[match.end()].isupper()
        if not _ADDRESS.search(token) and (match[1] in ",;:" or sentence):
            measured = f"“{_around(text.written, match.start(), match.end())}”"
            yield case.finding("TX3", text.paragraph(match.start()), "dấu cách sau dấu câu", measured, "một dấu cách")


def _around(written: str, begin: int, end: int) -> str:
    """A place with the words that it touches, and one more on each side, on its line."""
    before = written[written.rfind("\n", 0, begin) + 1 : begin].rsplit(" ", 2)[-2:]
    after = written[end:].partition("\n")[0].split(" ", 2)[:2]
    return f"{' '.join(before)}{written[begin:end]}{' '.join(after)}".strip()


class _Odd(NamedTuple):
    """Something in a text: where it begins, what it is, what is written, what should be; the level when it is not that
    of the rule."""

    begin: int
    what: str
    measured: str
    allowed: str
    level: FindingLevel | None = None


def dates(case: Case) -> Iterator[Finding]:
    """TX4: days as on the date line: zeros for days below 10 and months 1 and 2 only, and in the calendar."""
    if next(_dates(case.docx.rough), None) is None:
        return
    line = case.anatomy.one("date") if "DT1" in case.profile.rules else None
    for paragraph, one in _told(case, _dates):
        if line is None or paragraph is not line.paragraph or one.what != "ngày":  # the days on that line DT1 judges
            yield case.finding("TX4", paragraph, one.what, one.measured, one.allowed, level=one.level)


def _told(case: Case, look: Callable[[str], Iterator[_Odd]]) -> Iterator[tuple[Paragraph, _Odd]]:
    text = case.everywhere
    return ((text.paragraph(one.begin), one) for one in look(text.written))


def _dates(written: str) -> Iterator[_Odd]:
    for pattern in (_LONG, _SHORT):
        for match in pattern.finditer(written):
            found = _date(match[1], match[2], match[3])
            if found is None:
                yield _Odd(match.start(), "ngày", match[0], "ngày có trong lịch", "error")
            elif (match[1], match[2]) != vietnamese.day_month(found):
                day, month = vietnamese.day_month(found)
                yield _Odd(match.start(), "ngày", match[0], f"ngày {day}, tháng {month}")
    for match in _MONTH.finditer(written):
        yield _Odd(match.start(), "tháng", match[0], f"tháng {match[1]}")
    for match in _QUARTER.finditer(written):  # how quarters are numbered is usage, nowhere a rule
        yield _Odd(match.start(), "quý", match[0], f"quý {vietnamese.roman(int(match[1]))}", "info")


def _date(day: str, month: str, year: str | None) -> datetime.date | None:
    try:
        return datetime.date(int(year or _LEAP), int(month), int(day))
    except ValueError:
        return None


def numbers(case: Case) -> Iterator[Finding]:
    """TX5: a dot for thousands, a comma for decimals; words that say the same as the figures before them."""
    if next(_numbers(case.docx.rough), None) is None:
        return
    for paragraph, one in _told(case, _numbers):
        yield case.finding("TX5", paragraph, one.what, one.measured, one.allowed, level=one.level)


def _numbers(written: str) -> Iterator[_Odd]:
    for pattern, what, sign in _NUMBERS:
        for match in pattern.finditer(written):
            allowed = match[0].replace(".", ",") if sign == "." else vietnamese.number(int(match[0].replace(",", "")))
            yield _Odd(match.start(), what, match[0], allowed)
    for match in _IN_WORDS.finditer(written):
        figure, said = int(match[1].replace(".", "")), vietnamese.number_of_words(_bare(match[2]))
        if said is not None and said != figure:
            measured, allowed = f"{match[1]} ({match[2]})", vietnamese.number_in_words(figure)
            yield _Odd(match.start(), "số bằng chữ", measured, allowed, "error")
    for match in _AS_WORDS.finditer(written):
        if vietnamese.number_of_words(_bare(match[1])) is None:
            yield _Odd(match.start(), "số bằng chữ", match[1], "đọc được thành một số")


def _bare(words: str) -> str:
    """The words of the number alone: without Bằng chữ, đồng, chẵn, ./."""
    words = re.sub(r"^(?:viết )?bằng chữ:?\s*", "", words.strip().lower())
    return re.sub(r"(?:\s+(?:đồng|việt nam|chẵn))*[\s./]*$", "", words)
