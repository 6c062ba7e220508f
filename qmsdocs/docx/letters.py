"""How wide words are in Times New Roman, so that columns can be wide enough, the same on every machine.

The widths are those of Liberation Serif, which are Times New Roman's (`python -m authoring.letters`).
"""

from __future__ import annotations

import functools
import unicodedata

_WIDEST = 1000  # of a letter that is not in the tables
_HORN = "\N{COMBINING HORN}"

# Thousandths of the letter size → letters. Marks above and below do not widen a letter; the horn of ơ, ư does.
_REGULAR = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr·‘’", 350: "•", 389: "Js", 400: "°", 408: '"',
    444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–«»§↑↓", 529: "ơ", 541: "~", 542: "ư",
    549: "±", 556: "FPS", 564: "+<=>×", 604: "□○●", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐƠ", 750: "½",
    760: "©", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…→←",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.", 278: "'/\\il", 333: "!()-:;[]`fjt·‘’", 350: "•", 389: "Is", 394: "{}", 400: "°",
    444: "cerz", 500: "#$*0123456789?J_agovxy–“”«»§↑↓", 520: "~", 549: "±", 554: "ơ", 555: '"', 556: "Sbdhknpquđ",
    570: "+<=>×", 581: "^", 600: "ư", 604: "□○●", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 747: "©", 750: "½",
    778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M", 1000: "%W—…→←",
}  # fmt: skip
_OF_LETTER = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}


@functools.lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool = False) -> int:
    """Twips that a text takes on one line, in letters of `size` points."""
    known = _OF_LETTER[bold]
    return round(sum(known.get(letter, _WIDEST) for letter in _plain(text)) * size / 50)


def longest_word(text: str, size: float, *, bold: bool = False) -> int:
    """Twips of the widest word: of what stands between spaces, or after a hyphen, where lines break."""
    return max((width(word, size, bold=bold) for word in text.replace("-", "- ").split()), default=0)


def _plain(text: str) -> str:
    """The text without the marks that do not widen its letters."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(letter for letter in apart if letter == _HORN or not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)
