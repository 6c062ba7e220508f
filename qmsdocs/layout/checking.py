"""A .docx held against a layout law."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qmsdocs.layers import Layers
from qmsdocs.layout import citing, head, letters, looks, page, words, writing
from qmsdocs.layout.case import Case, Finding
from qmsdocs.layout.elements import Anatomy, find_state, recognise
from qmsdocs.layout.layering import Law, laws
from qmsdocs.layout.profile import load, of_date
from qmsdocs.layout.reading import Docx, Place
from qmsdocs.layout.resolver import Resolver

RULES: dict[str, Callable[[Case], Iterator[Finding]]] = {
    "PG1": page.size,
    "PG2": page.margins,
    "PG3": page.number,
    "PG4": page.annex_numbers,
    "FT1": looks.fonts,
    "FT2": looks.colours,
    "SZ1": looks.sizes,
    "SZ2": looks.size_sets,
    "ST1": looks.styles,
    "HD1": head.words,
    "HD2": head.columns,
    "HD3": head.rules,
    "HD4": head.one_line,
    "NO1": head.number,
    "DT1": head.date,
    "CC1": words.bases,
    "BD1": looks.body,
    "BD2": words.numbering,
    "SG1": words.signatures,
    "NN1": words.recipients,
    "NN2": words.addressee,
    "AN1": words.annexes,
    "EN1": words.end,
    "TX1": letters.characters,
    "TX2": letters.twins,
    "TX3": writing.spaces,
    "TX4": writing.dates,
    "TX5": writing.numbers,
    "TX6": citing.acts,
}
SCOPE = "PV"  # what no rule can judge: the file is outside what the profiles are for
_DEFAULT = "nd30-2020"
_STATE_ALONE = Layers()


@dataclass(frozen=True)
class Report:
    """What was found in a file, and under which law it was looked for.

    `off` are the rules that a layout.yaml leaves out: (rule, whose file, reason).
    """

    profile: str
    findings: tuple[Finding, ...]
    off: tuple[tuple[str, str, str], ...] = ()

    def of(self, level: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.level == level]


def check(data: bytes, profile: str | None = None) -> list[Finding]:
    """What a document breaks, and what could not be judged. Raises UnreadableError, KeyError for an unknown profile."""
    return list(examine(data, profile).findings)


def examine(data: bytes, profile: str | None = None, layers: Layers = _STATE_ALONE) -> Report:
    """As `check`, with the profile used: the one named, or that of the document's date; as the layout.yaml of
    the layers have it. Raises also QmsdocsError with the mistakes of those files."""
    return examine_docx(Docx(data), profile, layers)


def examine_docx(docx: Docx, profile: str | None, layers: Layers) -> Report:
    """As `examine`, of a file that is taken apart already."""
    resolver = Resolver(docx)
    law = load(profile or (_DEFAULT if find_state(docx) else "qms"))  # without a Quốc hiệu there is no head to date it
    anatomy = recognise(docx, resolver, law)
    found: list[Finding] = []
    chosen = profile or ""
    if not chosen:
        chosen, doubt = _choose(anatomy)
        found += doubt
    every = laws(chosen, layers)
    if anatomy.party and every[0].profile.official:
        return Report(chosen, (_outside("văn bản của Đảng", "văn bản hành chính của cơ quan nhà nước"),))
    if docx.boxed:
        found.append(_outside(f"{docx.boxed} hộp chữ (text box)", "chữ trong thân văn bản"))
    found += _held([(law, Case(docx, resolver, anatomy, law.profile)) for law in every])
    return Report(chosen, tuple(found), tuple(_off(every)))


def _held(cases: Sequence[tuple[Law, Case]]) -> list[Finding]:
    """What breaks the nearest law, each with the farthest layer under which the same would be found."""
    found = _findings(cases[-1][1])
    for (_, farther), (nearer, _) in reversed(list(pairwise(cases))):
        told = {_told(one) for one in _findings(farther)}
        found = [one if one.layer or _told(one) in told else replace(one, layer=nearer.who) for one in found]
    return found


def _findings(case: Case) -> list[Finding]:
    return [one for name, rule in RULES.items() if name in case.profile.rules for one in rule(case)]


def _told(one: Finding) -> tuple[object, ...]:
    return (one.rule, one.level, one.place, one.what, one.measured, one.allowed)


def _off(every: Sequence[Law]) -> Iterator[tuple[str, str, str]]:
    for before, law in pairwise(every):
        for rule in before.profile.rules.keys() - law.profile.rules.keys():
            yield rule, law.who, law.profile.off[rule]


def _choose(anatomy: Anatomy) -> tuple[str, list[Finding]]:
    if not {"number", "date"} & set(
        anatomy.spans
    ):  # a form may bear the Quốc hiệu; a paper is issued by number and date
        doubt = "có tên cơ quan và Quốc hiệu mà không có số, ngày"
        return "qms", [_outside(doubt, "văn bản hành chính có số, ngày")] if "issuer" in anatomy.spans else []
    day = anatomy.date()
    if day is None:
        return _DEFAULT, [_outside("ngày ban hành không đọc được", f"có ngày để chọn bộ quy tắc; đã dùng {_DEFAULT}")]
    return of_date(day), []


def _outside(measured: str, allowed: str) -> Finding:
    cure = "xem bằng mắt, hoặc chọn bộ quy tắc bằng --profile"
    return Finding(SCOPE, "unknown", Place(), "phạm vi xem xét", measured, allowed, "", "", "", "practice", cure)
