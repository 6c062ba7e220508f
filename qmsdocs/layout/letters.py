"""Rules of the letters (TX1, TX2): composed Unicode, no old encoding, nothing that only looks like a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from qmsdocs.layout.case import Case, Finding, FindingLevel
from qmsdocs.layout.fixing_text import COMPOSING, decoding
from qmsdocs.layout.legacy import FONT, LEGACY
from qmsdocs.layout.reading import Paragraph

_SIGNS: tuple[tuple[re.Pattern[str], str, FindingLevel | None], ...] = (
    (re.compile("[\ue000-\uf8ff]"), "ký tự riêng", None),
    (re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]"), "ký tự vô hình", None),
    (re.compile("[ÐðƉ]"), "chữ giống Đ, đ", None),
    (re.compile("[\u00a0\u2007\u202f]"), "dấu cách không ngắt", "info"),
)
# Signs that TCVN3 and VNI put in the place of letters. One or two in a paragraph may be a name of another language.
_TYPED = (
    (re.compile("[a-zA-Z][µ¸¶·¹¨¾¼½ÆÇ¬\u00adËÎÏÑÖØÜÞßåæçëîïñöøûüþ]|[§®][a-zéÞ¶×]"), 3),  # TCVN3
    (re.compile("[AEIOUYaeiouyÔôƠơ][ÄÅËÏÖØÛäåëïöøû]|[Ññ][AEIOUaeiouö]"), 3),  # VNI
)

_OF_TYPED = re.compile("[µ¸¶·¹¨¾¼½ÆÇ¬\u00adËÎÏÑÖØÜÞßåæçëîïñöøûüþ§®ÄÅÛä]")  # without any of them there is none

_GREEK_OR_CYRILLIC = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_FOREIGN = re.compile("[^\\W\\d_]*[\u0370-\u03ff\u0400-\u04ff][^\\W\\d_]*")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_TWINS = frozenset("АВЕЗНКМОРСТУХЅІЈаеорсухѕіј" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")  # drawn like A, B, E…
_WIDE = re.compile("[\uff01-\uff5e\u3000\U0001d400-\U0001d7ff]")


def characters(case: Case) -> Iterator[Finding]:
    """TX1: composed Unicode, in a font of Unicode, without private, invisible or mistaken signs."""
    legacy = _legacy_fonts(case)
    if not legacy and _is_plain(case.docx.rough):
        return
    yield from _encodings(case, legacy)
    text = case.everywhere
    if not unicodedata.is_normalized("NFC", text.written):
        for paragraph in text.paragraphs:
            if not unicodedata.is_normalized("NFC", paragraph.written):
                what, allowed = "chữ và dấu tách rời", "Unicode dựng sẵn"
                yield case.finding("TX1", paragraph, "dấu tổ hợp", what, allowed, repair=COMPOSING)
    for pattern, what, level in _SIGNS:
        if not pattern.search(text.signs):
            continue
        told = set(legacy)  # where an old encoding has letters, these signs mean something else
        for match in pattern.finditer(text.written):
            paragraph = text.paragraph(match.start())
            if paragraph not in told:
                told.add(paragraph)
                yield case.finding("TX1", paragraph, what, f"U+{ord(match[0]):04X}", "không có", level=level)


def _is_plain(written: str) -> bool:
    """Whether there is nothing in a text that TX1 could be about."""
    signs = "".join(set(written))
    odd = (_OF_TYPED, *(pattern for pattern, *_ in _SIGNS))
    return unicodedata.is_normalized("NFC", written) and not any(pattern.search(signs) for pattern in odd)


def _encodings(case: Case, legacy: Mapping[Paragraph, str]) -> Iterator[Finding]:
    typed = _TYPED if _OF_TYPED.search(case.everywhere.signs) else ()
    for paragraph in case.everywhere.paragraphs if legacy or typed else ():
        if paragraph in legacy:
            what, repair = f"phông {legacy[paragraph]} (TCVN3 hoặc VNI)", decoding(case.resolver, paragraph)
            yield case.finding("TX1", paragraph, "bộ mã", what, "Unicode", repair=repair)
        elif any(len(set(pattern.findall(paragraph.written))) >= often for pattern, often in typed):
            yield case.finding("TX1", paragraph, "bộ mã", "chữ gõ theo mã cũ", "Unicode")


def _legacy_fonts(case: Case) -> dict[Paragraph, str]:
    """The paragraphs that have words in a font of an old encoding, with that font."""
    found: dict[Paragraph, str] = {}
    for paragraph, run, look in case.printed if case.docx.names_font(LEGACY) else ():
        for font in {look["font.ascii"], look["font.hAnsi"]}:
            if font and run.text.strip() and FONT.match(font):
                found.setdefault(paragraph, font)
    return found


def twins(case: Case) -> Iterator[Finding]:
    """TX2: Cyrillic or Greek letters that pass for Latin ones, fullwidth and mathematical letters."""
    signs = "".join(set(case.docx.rough))
    if not (_GREEK_OR_CYRILLIC.search(signs) or _WIDE.search(signs)):
        return
    text = case.everywhere
    for match in _FOREIGN.finditer(text.written) if _GREEK_OR_CYRILLIC.search(text.signs) else ():
        odd = [sign for sign in match[0] if "\u0370" <= sign <= "\u04ff"]
        if _LATIN.search(match[0]) or all(sign in _TWINS for sign in match[0]):
            alphabet = "Hy Lạp" if odd[0] < "\u0400" else "Kirin"
            measured = f"U+{ord(odd[0]):04X} (chữ {alphabet}) trong “{match[0]}”"
            yield case.finding("TX2", text.paragraph(match.start()), "chữ giống chữ Latinh", measured, "chữ Latinh")
    told: set[Paragraph] = set()
    for match in _WIDE.finditer(text.written) if _WIDE.search(text.signs) else ():
        paragraph = text.paragraph(match.start())
        if paragraph not in told:
            told.add(paragraph)
            measured = f"U+{ord(match[0]):04X} “{match[0]}”"
            allowed = f"“{unicodedata.normalize('NFKC', match[0])}”"
            yield case.finding("TX2", paragraph, "chữ toàn chiều rộng hoặc ký hiệu toán", measured, allowed)
