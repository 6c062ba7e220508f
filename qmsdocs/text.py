"""Vietnamese text as official papers write it: dates, numbers, money, order, letters, file names."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from pathvalidate import sanitize_filename

BLANK = "……………………"
SHORT_BLANK = "………"
BLANK_DATE = "…/…/……"

# Points are lettered in this order; ă, â, ê, ô, ơ, ư and f, j, w, z are skipped (NĐ 30/2020/NĐ-CP, Phụ lục III).
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng
_SIGNS = " _-–—,;:!?.…'‘’\"“”«»()[]{}§@*/\\&#%‰†•`´^°©®+±÷×<=>|~¤$£¥"  # the order of CLDR's root, which vi keeps


def nfc(text: str) -> str:
    """Composed Unicode, as TCVN 6909 wants it."""
    return unicodedata.normalize("NFC", text)


def letter(index: int) -> str:
    """The list letter at index (from 0) in Vietnamese order: a, b, c, d, đ, e, g… Raises IndexError after y."""
    return _LETTERS[index]


def roman(number: int) -> str:
    """Roman numeral of 1 to 39, enough for parts, chapters and quarters."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]


def day_month(day: datetime.date) -> tuple[str, str]:
    """Day and month with the zeros the law asks for: days below 10, months 1 and 2 (NĐ 30/2020, Phụ lục I, II.4)."""
    return f"{day.day:02}", f"{day.month:02}" if day.month <= 2 else str(day.month)


def short_date(day: datetime.date | None) -> str:
    """05/3/2020; a dotted blank when the day is not known."""
    if day is None:
        return BLANK_DATE
    return "/".join((*day_month(day), str(day.year)))


def long_date(day: datetime.date | None, year: int | None = None) -> str:
    """ngày 05 tháng 3 năm 2020; with room to write by hand what is not known."""
    if day is None:
        return f"ngày       tháng       năm {year if year else '……'}"
    return "ngày {} tháng {} năm {}".format(*day_month(day), day.year)


def quarter(month: int, year: int) -> str:
    """quý III năm 2007."""
    return f"quý {roman((month + 2) // 3)} năm {year}"


def number(value: Decimal | int, places: int = 2) -> str:
    """1.234,5: dot for thousands, comma for decimals (Luật Kế toán 2003, Điều 12), no needless zeros."""
    text = f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
    return re.sub(r",?0+$", "", text) if "," in text else text


def days(amount: Decimal, unit: str) -> str:
    """A time limit in words of the form: ½ ngày, 05 ngày làm việc, 1,5 ngày."""
    word = "ngày làm việc" if unit == "working_day" else "ngày"
    return f"{day_count(amount)} {word}"


def day_count(amount: Decimal) -> str:
    """½, 05, 1,5: whole days in two digits as in forms."""
    if amount == Decimal("0.5"):
        return "½"
    return f"{int(amount):02}" if amount == int(amount) else number(amount)


def money(amount: Decimal | int) -> str:
    """1.000.000 (đồng)."""
    return number(amount, places=0)


def listed(items: Iterable[str]) -> list[str]:
    """Lines of a list with the marks that end them: sentences end with full stops, other lines with semicolons."""
    bare = [item.rstrip(" .;") for item in items]
    sentences = any(mark in item for item in bare for mark in (". ", ";"))
    return [line + ("." if sentences or number == len(bare) else ";") for number, line in enumerate(bare, start=1)]


def percent(part: int, whole: int) -> str:
    """A share with at most one decimal: 12,5%; a dash when there is nothing to share."""
    return f"{number(Decimal(part) * 100 / whole, places=1)}%" if whole else "–"


_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_GROUPS = ("", "nghìn", "triệu")
# The last digit behind “mươi”, and behind “mười”, where it is not said like a digit alone.
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_AFTER_TEN = {5: "lăm"}
# Other ways of saying the same, which are no mistakes.
_SPELLINGS = {"lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ", "bẩy": "bảy", "nhăm": "lăm", "tư": "bốn"}
_SCALES = (("triệu", 10**6), ("nghìn", 10**3), ("trăm", 100), ("mươi", 10))
_SAID = {word: digit for digit, word in enumerate(_DIGITS)} | {"mốt": 1, "lăm": 5}


def number_in_words(value: int) -> str:
    """Cardinal in words, North Vietnamese official usage: 1.005 → một nghìn không trăm linh năm.

    linh before a lone last digit, mốt, tư, lăm behind mươi; a group behind a larger one says its hundreds, zero
    hundreds too; groups of zeros are left out.
    """
    if value < 0:
        return "âm " + number_in_words(-value)
    if value == 0:
        return _DIGITS[0]
    if value >= 10**9:
        billions, rest = divmod(value, 10**9)
        return f"{number_in_words(billions)} tỷ" + (f" {_below_billion(rest, full=True)}" if rest else "")
    return _below_billion(value, full=False)


def money_in_words(amount: int) -> str:
    """Một triệu hai trăm nghìn đồng chẵn: for `Bằng chữ`."""
    words = f"{number_in_words(amount)} đồng"
    return words[0].upper() + words[1:] + (" chẵn" if amount % 1000 == 0 and amount else "")


def number_of_words(words: str) -> int | None:
    """The number that words say, also with lẻ, ngàn, tỉ, bốn behind mươi; None where they say none rightly."""
    said = _as_said(words.lower())
    known = {*_SAID, *(word for word, _ in _SCALES), "mười", "linh", "tỷ"}
    if not said or not known.issuperset(said):
        return None
    value = _value(said)
    return value if _as_said(number_in_words(value)) == said else None


def _as_said(words: str) -> list[str]:
    return [_SPELLINGS.get(word, word) for word in nfc(words).split()]


def _value(said: list[str]) -> int:
    """The sum of what is said: what stands before the last tỷ counts billions, and so on down."""
    if "tỷ" in said:
        last = len(said) - 1 - said[::-1].index("tỷ")
        return _value(said[:last]) * 10**9 + _value(said[last + 1 :])
    for word, size in _SCALES:
        if word in said:
            at = said.index(word)
            return _value(said[:at]) * size + _value(said[at + 1 :])
    return sum(10 if word == "mười" else _SAID.get(word, 0) for word in said)


def _below_billion(value: int, full: bool) -> str:
    groups = [value // 10**6, value // 1000 % 1000, value % 1000]
    words: list[str] = []
    for group, name in zip(groups, reversed(_GROUPS), strict=True):
        if group:
            words.append(f"{_below_thousand(group, full or bool(words))} {name}".strip())
    return " ".join(words)


def _below_thousand(value: int, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        special = _AFTER_TENS if tens > 1 else _AFTER_TEN if tens else {}
        words.append(special.get(ones, _DIGITS[ones]))
    return " ".join(words)


def sort_key(text: str) -> tuple[object, ...]:
    """Vietnamese dictionary order as ICU has it for `vi`: letters, then tones, then small before capital letters.

    Signs stand before digits, digits before letters; other than in ICU's default, digits count by their value, so that
    QT.2 is before QT.10.
    """
    primary: list[tuple[int, int]] = []
    marks: list[int] = []
    cases: list[bool] = []
    for piece in re.findall(r"\d+|\D", nfc(text)):
        if piece.isdecimal():
            primary.append((1, int(piece)))
            continue
        base, mark = _split_mark(piece.lower())
        place = _ORDER.find(base)
        primary.append((2, place) if place >= 0 else _other(base))
        marks.append(mark)
        cases.append(piece != piece.lower())
    return (primary, marks, cases, text)


def _other(sign: str) -> tuple[int, int]:
    """Spaces and signs before everything, in ICU's order; letters of other alphabets behind everything."""
    if sign.isalpha():
        return (3, ord(sign))
    place = _SIGNS.find(sign)
    return (0, place if place >= 0 else len(_SIGNS) + ord(sign))


def _split_mark(char: str) -> tuple[str, int]:
    """The letter of the alphabet and the rank of what is written on it: the tones, then marks of other languages."""
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    own = [mark for mark in marks if nfc(base + mark) in _ORDER]
    rest = [mark for mark in marks if mark not in own]
    if not rest:
        return nfc(char), 0
    rank = _TONES.find(rest[0]) + 1 or ord(rest[0])
    return nfc(base + "".join(own)), rank


def ascii_slug(text: str) -> str:
    """Lower-case ASCII with hyphens: Sở Tư pháp → so-tu-phap."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


@functools.lru_cache(maxsize=4096)  # agencies share most of their titles, and looking a name over is slow
def file_name(stem: str, suffix: str = "", limit: int = 90) -> str:
    """A name that Windows, macOS and Linux accept: no reserved sign or word, no trailing dot, short enough."""
    clean = sanitize_filename(
        nfc(stem).replace("/", "-").replace("\\", "-"), replacement_text=" ", platform="universal"
    )
    clean = re.sub(r"\s+", " ", clean).strip()
    if len(clean) > limit:
        clean = clean[:limit].rsplit(" ", 1)[0]
    return clean.rstrip(" .-,") + suffix


def capitalize(text: str) -> str:
    """First letter in capital, the rest as written."""
    return text[:1].upper() + text[1:]


def uncapitalize(text: str) -> str:
    """First letter small unless the word is an abbreviation or a name kept in capitals (UBND, ISO…)."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
