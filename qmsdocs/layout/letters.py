"""Rules of the letters (TX1, TX2): composed Unicode, no old encoding, nothing that only looks like a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from qmsdocs.layout.case import Case, Finding, FindingLevel
from qmsdocs.layout.looks import LEGACY
from qmsdocs.layout.reading import Paragraph

_SIGNS: tuple[tuple[re.Pattern[str], str, FindingLevel | None], ...] = (
    (re.compile("[\ue000-\uf8ff]"), "ký tự riêng", None),
    (re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]"), "ký tự vô hình", None),
    (re.compile("[ÐðƉ]"), "chữ giống Đ, đ", None),
    (re.compile("[\u00a0\u2007\u202f]"), "dấu cách không ngắt", "info"),
)
# Signs that TCVN3 and VNI put in the place of letters. One or two in a paragraph may be a name of another language.
_TYPED = (
    (re.compile("[a-zA-Z][µ¸¶·¹¨¾¼½ÆÇ¬­ËÎÏÑÖØÜÞßåæçëîïñöøûüþ]|[§®][a-zéÞ¶×]"), 3),  # TCVN3
    (re.compile("[AEIOUYaeiouyÔôƠơ][ÄÅËÏÖØÛäåëïöøû]|[Ññ][AEIOUaeiouö]"), 3),  # VNI
)

_FOREIGN = re.compile("[^\\W\\d_]*[\u0370-\u03ff\u0400-\u04ff][^\\W\\d_]*")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_TWINS = frozenset("АВЕЗНКМОРСТУХЅІЈаеорсухѕіј" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")  # drawn like A, B, E…
_WIDE = re.compile("[\uff01-\uff5e\u3000\U0001d400-\U0001d7ff]")


def characters(case: Case) -> Iterator[Finding]:
    """TX1: composed Unicode, in a font of Unicode, without private, invisible or mistaken signs."""
    legacy = _legacy_fonts(case)
    yield from _encodings(case, legacy)
    text = case.everywhere
    if not unicodedata.is_normalized("NFC", text.written):
        for paragraph in text.paragraphs:
            if not unicodedata.is_normalized("NFC", paragraph.written):
                yield case.finding("TX1", paragraph, "dấu tổ hợp", "chữ và dấu tách rời", "Unicode dựng sẵn")
    for pattern, what, level in _SIGNS:
        told = set(legacy)  # where an old encoding has letters, these signs mean something else
        for match in pattern.finditer(text.written):
            paragraph = text.paragraph(match.start())
            if paragraph not in told:
                told.add(paragraph)
                yield case.finding("TX1", paragraph, what, f"U+{ord(match[0]):04X}", "không có", level=level)


def _encodings(case: Case, legacy: Mapping[Paragraph, str]) -> Iterator[Finding]:
    typed = [(pattern, often) for pattern, often in _TYPED if pattern.search(case.everywhere.written)]
    for paragraph in case.everywhere.paragraphs if legacy or typed else ():
        if paragraph in legacy:
            yield case.finding("TX1", paragraph, "bộ mã", f"phông {legacy[paragraph]} (TCVN3 hoặc VNI)", "Unicode")
        elif any(len(set(pattern.findall(paragraph.written))) >= often for pattern, often in typed):
            yield case.finding("TX1", paragraph, "bộ mã", "chữ gõ theo mã cũ", "Unicode")


def _legacy_fonts(case: Case) -> dict[Paragraph, str]:
    """The paragraphs that have words in a font of an old encoding, with that font."""
    found: dict[Paragraph, str] = {}
    for paragraph, run, look in case.printed:
        for font in {look["font.ascii"], look["font.hAnsi"]}:
            if font and run.text.strip() and LEGACY.match(font):
                found.setdefault(paragraph, font)
    return found


def twins(case: Case) -> Iterator[Finding]:
    """TX2: Cyrillic or Greek letters that pass for Latin ones, fullwidth and mathematical letters."""
    text = case.everywhere
    for match in _FOREIGN.finditer(text.written):
        odd = [sign for sign in match[0] if "\u0370" <= sign <= "\u04ff"]
        if _LATIN.search(match[0]) or all(sign in _TWINS for sign in match[0]):
            alphabet = "Hy Lạp" if odd[0] < "\u0400" else "Kirin"
            measured = f"U+{ord(odd[0]):04X} (chữ {alphabet}) trong “{match[0]}”"
            yield case.finding("TX2", text.paragraph(match.start()), "chữ giống chữ Latinh", measured, "chữ Latinh")
    told: set[Paragraph] = set()
    for match in _WIDE.finditer(text.written):
        paragraph = text.paragraph(match.start())
        if paragraph not in told:
            told.add(paragraph)
            measured = f"U+{ord(match[0]):04X} “{match[0]}”"
            allowed = f"“{unicodedata.normalize('NFKC', match[0])}”"
            yield case.finding("TX2", paragraph, "chữ toàn chiều rộng hoặc ký hiệu toán", measured, allowed)
