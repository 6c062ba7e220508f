"""A user's mistake is a value: a Problem with a place. Only QmsdocsError carries problems upwards."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from qmsdocs.messages import MESSAGES, Level

Language = Literal["vi", "en"]


@dataclass(frozen=True, order=True)
class Location:
    """Where the user wrote it: a file with line and column (both from 1), or a place inside a Word file."""

    file: str
    line: int = 0
    column: int = 0
    inside: str = ""

    def __str__(self) -> str:
        if self.inside:
            return f"{self.file}, {self.inside}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Problem:
    """One mistake (or warning, or fact still to be filled): its code in MESSAGES, its place, the words to put in."""

    code: str
    where: Location
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return MESSAGES[self.code].level

    def message(self, language: Language = "vi") -> str:
        """What is wrong, in one sentence."""
        message = MESSAGES[self.code]
        return (message.vi if language == "vi" else message.en).format_map(self.words)

    def hint(self, language: Language = "vi") -> str:
        """What to do about it."""
        message = MESSAGES[self.code]
        return (message.vi_hint if language == "vi" else message.en_hint).format_map(self.words)

    def text(self, language: Language = "vi") -> str:
        """Place, cause and cure on two lines, as a compiler prints them."""
        return f"{self.where}: {self.message(language)}\n    → {self.hint(language)}"


class QmsdocsError(Exception):
    """All the problems of a stage at once; raised only when at least one of them is an error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.text() for problem in self.problems))


def stop_on_errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems when none is an error; raise QmsdocsError with all of them otherwise."""
    found = tuple(problems)
    if any(problem.level == "error" for problem in found):
        raise QmsdocsError(found)
    return found


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to a mistyped one, or '' when none is close."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return close[0] if close else ""
