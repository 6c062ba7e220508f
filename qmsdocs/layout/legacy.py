"""Text typed for TCVN3 and VNI fonts, turned into Unicode by the font that shows it.

Word keeps such text as the Western signs that have the same codes. TCVN3 (.Vn… fonts) has a code for each letter; fonts
whose name ends in H draw all letters as capitals. VNI writes the letter, then a sign for its accents.
"""

from __future__ import annotations

import re
import unicodedata

FONT = re.compile(r"^(\.Vn|VNI-)", re.IGNORECASE)
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng


def _vni() -> dict[str, str]:
    """What VNI writes for a small letter → the letter."""
    found = dict(zip("ìæóíòîôöñ", "ìỉĩíịỵơưđ", strict=True))
    for bases, signs, accent in (
        ("aeouyôö", "øûõùï", ""),
        ("aeo", "âàåãáä", "\u0302"),
        ("a", "êèúüéë", "\u0306"),
    ):
        tones = ("", *_TONES) if accent else tuple(_TONES)
        for base in bases:
            for sign, tone in zip(signs, tones, strict=True):
                found[base + sign] = unicodedata.normalize("NFC", found.get(base, base) + accent + tone)
    return found


_VNI = _vni()
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)


def to_unicode(text: str, font: str) -> str | None:
    """The text as its legacy font shows it; None when a sign of it has no place in that font's code."""
    if font.lower().startswith("vni-"):
        return _from_vni(text)
    if any(not sign.isascii() and sign not in _TCVN3 for sign in text):
        return None
    found = "".join(_TCVN3.get(sign, sign) for sign in text)
    return found.upper() if font.upper().endswith("H") else found


def is_cut(before: str, after: str, font: str) -> bool:
    """Whether the end of one text and the beginning of the next are one letter."""
    return font.lower().startswith("vni-") and (before[-1:] + after[:1]).lower() in _VNI and len(after) > 0


def _from_vni(text: str) -> str | None:
    if not _VNI_LETTER.sub("", text).isascii():
        return None
    return _VNI_LETTER.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    letter = _VNI[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter
