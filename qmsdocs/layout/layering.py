"""The state's law, then the province's, then the agency's: each nearer layout.yaml may tighten the farther ones.

A limit is never widened: a paper that keeps the nearest law keeps them all. A rule may be left out, with the reason.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.inputs import PROGRAMME
from qmsdocs.layers import Layers
from qmsdocs.layout.case import extent, figure
from qmsdocs.layout.profile import PROFILES, Profile, Range, load
from qmsdocs.model.base import validate
from qmsdocs.model.layout import Layout, OwnLayout
from qmsdocs.source import Source, Steps, parse
from qmsdocs.workspace import unique

FILE = "layout.yaml"
_GRAVITY = ("info", "warning", "error")


@dataclass(frozen=True)
class Law:
    """A profile as one layer leaves it. `who` is '' for the state's own."""

    profile: Profile
    who: str = ""


def laws(name: str, layers: Layers) -> tuple[Law, ...]:
    """A profile as the state, the province and the agency have it, farthest first; those that say nothing left out.

    Raises KeyError for an unknown profile, QmsdocsError with what is wrong in the files.
    """
    found, problems = _laws(name, tuple(_files(layers)))
    if problems:
        raise QmsdocsError(problems)
    return found


def problems_of_files(layers: Layers) -> list[Problem]:
    """Every mistake of the layout.yaml files of a chain of folders, whichever profile it is made in."""
    try:
        files = tuple(_files(layers))
    except QmsdocsError as error:
        return list(error.problems)
    return unique(problem for name in PROFILES for problem in _laws(name, files)[1])


def own_laws(layers: Layers) -> tuple[str, ...]:
    """What the layers say of the layout law, as it is written: documents are judged anew when it changes.

    Raises QmsdocsError when a file cannot be read.
    """
    return tuple(text for _, _, text in _files(layers))


def _files(layers: Layers) -> Iterator[tuple[str, str, str]]:
    """(whose, file, text) of each layout.yaml, farthest first. Raises QmsdocsError."""
    for folder in reversed(layers.folders):
        file = folder / FILE
        if file.is_file():
            yield _whose(folder), str(file), _text(file)


def _whose(folder: Path) -> str:
    return "tỉnh" if (folder / PROGRAMME).is_file() else "cơ quan"


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise QmsdocsError([Problem("not-utf8", Location(str(file)), {"position": error.start})]) from None
    except OSError as error:
        raise QmsdocsError([Problem("unreadable-file", Location(str(file)), {"reason": error.strerror})]) from None


@functools.lru_cache(64)  # by the text, so that an edit is seen: all documents of a build ask again
def _laws(name: str, files: tuple[tuple[str, str, str], ...]) -> tuple[tuple[Law, ...], tuple[Problem, ...]]:
    found, problems = [Law(load(name))], list[Problem]()
    for who, file, text in files:
        try:
            source = parse(text, file)
        except QmsdocsError as error:
            problems += error.problems
            continue
        layout, wrong = validate(Layout, source)
        problems += wrong
        if own := layout and layout.of(name):
            change = _Change(found[-1], source, name)
            profile = change.apply(own)
            problems += change.problems
            found.append(Law(profile, f"{who}: {file}"))
    return tuple(found), tuple(problems)


@dataclass
class _Change:
    """One layer laid over the law below it, and what it may not say."""

    law: Law
    source: Source
    name: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def old(self) -> Profile:
        return self.law.profile

    def apply(self, own: OwnLayout) -> Profile:
        """The profile of this layer; what would loosen it is left as it was."""
        old = self.old
        sides = self._ranges("page", own.page, old.page)
        new: dict[str, Any] = {"page": old.page.model_copy(update=sides)}
        if own.text_sizes and self._is_there("text_sizes", old.text_sizes):
            new |= self._range(("text_sizes",), old.text_sizes, own.text_sizes)
        if own.page_number and self._is_there("page_number", old.page_number) and old.page_number:
            sizes = self._range(("page_number",), old.page_number.sizes, own.page_number, "sizes")
            new["page_number"] = old.page_number.model_copy(update=sizes)
        if own.fonts and self._among(("fonts",), old.fonts, own.fonts):
            new["fonts"] = own.fonts
        return old.model_copy(update=new | self._body(own) | self._sizes(own) | self._rules(own))

    def _rules(self, own: OwnLayout) -> dict[str, Any]:
        """The rules with their levels, without those that are left out."""
        rules = dict(self.old.rules)
        for rule, level in self._known("rules", own.rules, rules):
            if _GRAVITY.index(level) < _GRAVITY.index(rules[rule].level):
                self._loosened(("rules", rule), level, rules[rule].level)
            else:
                rules[rule] = rules[rule].model_copy(update={"level": level})
        off = dict(self._known("off", own.off, rules))
        return {"rules": {rule: one for rule, one in rules.items() if rule not in off}, "off": {**self.old.off, **off}}

    def _body(self, own: OwnLayout) -> dict[str, Any]:
        wanted, old = own.body, self.old.body
        if not wanted.model_fields_set or not self._is_there("body", old) or old is None:
            return {}
        change = self._ranges("body", wanted, old)
        if wanted.gap is not None:
            if float(wanted.gap) < old.gap:
                self._loosened(("body", "gap"), figure(float(wanted.gap)), f"từ {figure(old.gap)}")
            change["gap"] = max(float(wanted.gap), old.gap)
        indents = tuple(map(float, wanted.indents))
        low, high = min(old.indents, default=0), max(old.indents, default=0)
        for indent in indents:
            if indent not in old.indents and not (old.indent_between and low <= indent <= high):
                self._loosened(("body", "indents"), figure(indent), ", ".join(map(figure, old.indents)))
                indents = ()
        if indents:
            change |= {"indents": indents, "indent_between": False}
        return {"body": old.model_copy(update=change)}

    def _sizes(self, own: OwnLayout) -> dict[str, Any]:
        elements = dict(self.old.elements)
        for element, sizes in self._known("sizes", own.sizes, elements):
            update = self._range(("sizes", element), elements[element].sizes, sizes, "sizes")
            elements[element] = elements[element].model_copy(update=update)
        return {"elements": elements}

    def _ranges(self, group: str, wanted: Any, old: Any) -> dict[str, Any]:
        """The ranges of a group that are written, where they lie inside the old ones."""
        found: dict[str, Any] = {}
        for key in type(wanted).model_fields:
            if isinstance(value := getattr(wanted, key), tuple) and key != "indents":
                found |= self._range((group, key), getattr(old, key), value, key)
        return found

    def _range(self, path: Steps, old: Range | None, new: Range, key: str = "") -> dict[str, Range]:
        if old and not old[0] <= new[0] <= new[1] <= old[1]:
            self._loosened(path, extent(*new), extent(*old))
            return {}
        return {key or str(path[-1]): new}

    def _among(self, path: Steps, old: Iterable[str], new: Iterable[str]) -> bool:
        """Whether all are among the old ones; no old ones: whatever is named."""
        known = list(old)
        outside = [one for one in new if known and one not in known]
        if outside:
            self._loosened(path, ", ".join(outside), ", ".join(known))
        return not outside

    def _is_there(self, key: str, old: object) -> bool:
        """Whether the profile has such a limit at all."""
        if old is None:
            self._unknown((key,), key, [])
        return old is not None

    def _known(self, group: str, wanted: dict[str, Any], old: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, value in wanted.items():
            if key in old:
                yield key, value
            else:
                self._unknown((group, key), key, sorted(old))

    def _unknown(self, path: Steps, key: str, known: list[str]) -> None:
        words = {"key": key, "profile": self.name, "near": nearest(key, known) or "—", "known": ", ".join(known) or "—"}
        self.problems.append(Problem("layout-unknown", self.source.key_at(self.name, *path), words))

    def _loosened(self, path: Steps, new: str, old: str) -> None:
        words = {"key": path[-1], "new": new, "old": old, "whose": self.law.who or self.old.title}
        self.problems.append(Problem("layout-loosened", self.source.at(self.name, *path), words))
