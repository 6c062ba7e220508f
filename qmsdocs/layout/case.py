"""One file under one law, as the rules see it, and what they say of it."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from qmsdocs.layout.elements import Anatomy, Span, bare
from qmsdocs.layout.profile import Certainty, Profile
from qmsdocs.layout.reading import Docx, Paragraph, Place, Run
from qmsdocs.layout.resolver import Look, Resolver

FindingLevel = Literal["error", "warning", "info", "unknown"]
ABSENT = "không thấy"
_BY_EYE = "xem bằng mắt, trên trang in"
_QUOTED = 60  # letters of the text that a finding repeats


def figure(value: float, places: int = 1) -> str:
    """12,7: decimal comma, no needless zeros."""
    return f"{value:.{places}f}".rstrip("0").rstrip(".").replace(".", ",")


def extent(low: float, high: float) -> str:
    """30-35, or 30 when nothing else is allowed."""
    return figure(low) if low == high else f"{figure(low)}-{figure(high)}"


@dataclass(frozen=True)
class Finding:
    """A breach of a rule, or with level unknown something that could not be judged."""

    rule: str
    level: FindingLevel
    place: Place
    what: str  # the element or thing measured
    measured: str
    allowed: str
    origin: str  # the layer that sets what was measured, '' when it is no property
    text: str  # the beginning of the text there
    cite: str
    certainty: Certainty
    cure: str
    layer: str = ""  # whose layout.yaml sets the limit, '' when the state does


@dataclass(frozen=True)
class Text:
    """All that is written, line after line: what a pattern finds in it is told the paragraph of."""

    written: str
    starts: Sequence[int]
    paragraphs: Sequence[Paragraph]

    @classmethod
    def of(cls, paragraphs: Sequence[Paragraph]) -> Text:
        starts, place = [], 0
        for paragraph in paragraphs:
            starts.append(place)
            place += len(paragraph.written) + 1
        return cls("\n".join(paragraph.written for paragraph in paragraphs), starts, paragraphs)

    def paragraph(self, place: int) -> Paragraph:
        return self.paragraphs[bisect.bisect_right(self.starts, place) - 1]


@dataclass(frozen=True)
class Case:
    """A file taken apart, its elements, and the law."""

    docx: Docx
    resolver: Resolver
    anatomy: Anatomy
    profile: Profile

    @cached_property
    def everywhere(self) -> Text:
        """The text of the body, then of each header and footer once."""
        return Text.of(self.docx.everywhere)

    def finding(
        self,
        rule: str,
        where: Span | Paragraph | str | None,
        what: str,
        measured: str | None,
        allowed: str,
        *,
        level: FindingLevel | None = None,
        origin: str = "",
        element: str = "",
    ) -> Finding:
        """A finding of a rule of the profile. `where` in words is a part of the file; None is the whole file."""
        law = self.profile.rules[rule]
        own = self.profile.elements[element].cite if element else ""
        paragraph = where.paragraph if isinstance(where, Span) else where if isinstance(where, Paragraph) else None
        place = paragraph.place if paragraph else Place(part=where if isinstance(where, str) else "")
        text = where.text if isinstance(where, Span) else paragraph.text if paragraph else ""
        cite = own if own.startswith("Phụ lục") else law.cite if own in law.cite else f"{law.cite}, {own}"
        return Finding(
            rule,
            level or law.level,
            place,
            what,
            measured or "",
            allowed,
            origin,
            text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…",
            cite,
            law.certainty,
            _BY_EYE if level == "unknown" else law.cure,
        )

    @property
    def abbreviation(self) -> str | None:
        """That of the type, which may go on: CHỈ THỊ CỦA ỦY BAN NHÂN DÂN TỈNH; None for a type that is not listed."""
        name = bare(self.anatomy.type_name)
        return next((short for type_, short in self.profile.types.items() if name.startswith(bare(type_))), None)

    @cached_property
    def printed(self) -> list[tuple[Paragraph, Run, Look]]:
        """All runs with their looks, of the body, then of headers and footers."""
        look = self.resolver.run
        return [(p, run, look(p, run.properties)) for p in self.docx.everywhere for run in p.runs]

    def looks(self, span: Span) -> Iterator[tuple[str, Look]]:
        """(text, look) of what is visible in a span."""
        for run in span.runs:
            look = self.resolver.run(span.paragraph, run.properties)
            if not look["hidden"]:
                yield run.text, look
