"""Fields of a text: their codes are content; so are their results, unless Word works them out by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

_CONTENTS = frozenset({"TOC", "INDEX", "TOA"})  # results of many paragraphs
# Results that Word writes anew whenever it opens, prints or saves a file.
_REFRESHED = _CONTENTS | {
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "DATE", "TIME", "SAVEDATE", "PRINTDATE",
    "EDITTIME", "FILENAME", "FILESIZE", "NUMWORDS", "NUMCHARS", "REVNUM", "LASTSAVEDBY",
}  # fmt: skip


@dataclass
class _Field:
    code: list[str] = field(default_factory=list)
    extra: str = ""  # a form field's own data
    in_code: bool = True
    hidden: bool = False  # the result is Word's
    looked: bool = False  # the look of the result was seen


class Fields:
    """The fields that are open at one place of a text. `trusting` is false for a text whose fields do not close."""

    def __init__(self, trusting: bool = True) -> None:
        self._open: list[_Field] = []
        self._trusting = trusting

    @property
    def in_code(self) -> bool:
        return any(one.in_code for one in self._open)

    @property
    def hidden(self) -> bool:
        """Whether what follows is written by Word, until the field ends."""
        return any(one.hidden for one in self._open)

    @property
    def closed(self) -> bool:
        return not self._open

    def begin(self, extra: str = "") -> None:
        self._open.append(_Field(extra=extra))

    def code(self, text: str) -> None:
        if self._open:
            self._open[-1].code.append(text)

    def separate(self) -> str:
        """The result begins; what the field is called: `{PAGE}`, '' when it is inside a code or a hidden result."""
        if not self._open or not self._open[-1].in_code:
            return ""
        last = self._open[-1]
        last.in_code = False
        code = " ".join("".join(last.code).split())
        shown = f"{{{code}}}{last.extra}"
        if self.in_code:
            self._open[-2].code.append(shown)
        told = "" if self.in_code or self.hidden else shown
        last.hidden = self._trusting and code.partition(" ")[0].upper() in _REFRESHED
        last.looked = code.partition(" ")[0].upper() in _CONTENTS
        return told

    def end(self) -> str:
        """The field ends; what it is called when it has no result and so was not told yet."""
        told = self.separate()
        if self._open:
            self._open.pop()
        return told

    def shows(self) -> bool:
        """Whether this is the first of a hidden result, such as a page number: its look is the author's choice."""
        if not self._open or not self._open[-1].hidden or self._open[-1].looked:
            return False
        self._open[-1].looked = True
        return True
