"""Verify: which document a file is, in which issue, and whether it is still what was built, released or handed over.

What cannot be judged is said, never passed.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from qmsdocs.build.standing import digest
from qmsdocs.delivery.cases import Case, opened
from qmsdocs.delivery.listing import MANIFEST, SUMS
from qmsdocs.delivery.recipients import GOES_TO
from qmsdocs.delivery.truths import Judgement, Known, OfFolder, OfPackage, State, Truth, find
from qmsdocs.docx.content import Change
from qmsdocs.docx.properties import IDENTITY, ISSUE, read
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.kinds import EVERY
from qmsdocs.releases.kept import Release

GOOD: tuple[State, ...] = ("intact", "resaved")


@dataclass(frozen=True)
class Verdict:
    """What one file is and what became of it. `held_against` names what told; `release` the day of the release that it
    is a copy of, or should be; '' when there is none."""

    state: State
    path: str
    id: str = ""
    agency: str = ""
    kind: str = ""
    code: str = ""
    title: str = ""
    issue: str = ""
    release: str = ""
    held_against: str = ""
    note: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it is what it was, as far as content goes."""
        return self.state in GOOD


def verify(target: Path, against: Path | None = None) -> list[Verdict]:
    """A verdict for every document of a file, a folder or a ZIP, and for every one that should be there and is not.

    Raises QmsdocsError for a ZIP that is damaged or unsafe, for a place without documents, when `against` is neither an
    output folder nor a package, and while a build is at work in a folder that is asked.
    """
    with opened(target, against) as case:
        verdicts = list(_present(case))
        if not case.alone:
            verdicts += _missing(case, verdicts)
    if not verdicts:
        raise QmsdocsError([Problem("verify-nothing", Location(str(target)))])
    return verdicts


# --- what is there


def _present(case: Case) -> Iterator[Verdict]:
    """The verdicts on the files that are there. Outside packages only Word files and what a manifest names are looked
    at."""
    for name in case.target.names:
        word = name.lower().endswith(".docx")
        if case.listing is None:
            if word or case.alone or _is_named(case, name):
                yield _document(case, name)
        elif name in case.own or (word and name not in case.sums):
            yield _document(case, name)
        elif name != SUMS or not case.summed:
            yield _other(case, name)


def _is_named(case: Case, name: str) -> bool:
    """Whether an output folder knows a file that is no Word file: the workbook and the page of a report."""
    named = (truth for truth in case.truths if isinstance(truth, OfFolder) and truth.inside(case.target.place))
    return any(find(truth, "", case.target.place, name) for truth in named)


def _other(case: Case, name: str) -> Verdict:
    """A file of a package that is no document of its own: a PDF, the list, the manifest; checksums that cannot be
    read."""
    if name == MANIFEST and not case.summed:
        return Verdict("unjudged", name)
    if name not in case.sums and name != SUMS:
        return Verdict("strange", name, held_against=case.target.shown)
    try:
        same = case.target.digest(name) == case.sums.get(name)
    except QmsdocsError:
        same = False
    return Verdict("intact" if same else "altered", name, held_against=case.target.shown)


def _document(case: Case, name: str) -> Verdict:
    try:
        data = case.target.read(name)
    except QmsdocsError as error:
        known = case.own.get(name)
        damage = (Change("tệp", "", "", error.problems[0].message()),)
        return _verdict(known or _nobody(name), name, "", None, (case.target.shown, Judgement("altered", damage)))
    told = read(io.BytesIO(data))
    identity = told.get(IDENTITY, "")
    found = [
        (truth, one) for truth in case.truths if (one := find(truth, identity, case.target.place, name)) is not None
    ]
    one = found[0][1] if found else _nobody(identity)
    issue = told.get(ISSUE, one.issue)
    release = case.releases.find(one.agency, one.code, issue)
    verdict = _verdict(one, name, issue, release, _judged(case, found, release, data))
    return _in_its_place(case, _of_its_issue(verdict, one.issue), data)


def _judged(
    case: Case, found: list[tuple[Truth, Known]], release: Release | None, data: bytes
) -> tuple[str, Judgement]:
    """What tells, and what it says. A truth that knows nothing but the digest is helped by others that have the very
    file that it speaks of."""
    if release and (case.alone or not case.truths) and not found:
        return str(release.file), case.releases.judge(release, data)
    if not case.truths:
        return "", Judgement("unjudged")
    if not found or found[0][0] is not case.truths[0]:
        return case.truths[0].shown, Judgement("strange")
    (first, one), *others = found
    judgement = first.judge(one, data)
    for truth, other in others:
        if judgement.state == "altered" and other.sha256 == one.sha256:
            judgement = truth.judge(other, data)
    if judgement.state == "altered" and release and release.sha256 == one.sha256:
        judgement = case.releases.judge(release, data)
    return first.shown, judgement


def _verdict(one: Known, name: str, issue: str, release: Release | None, judged: tuple[str, Judgement]) -> Verdict:
    held_against, judgement = judged
    return Verdict(
        state=judgement.state,
        path=name,
        id=one.id,
        agency=one.agency,
        kind=one.kind,
        code=one.code,
        title=one.title,
        issue=issue,
        release=release.released if release else "",
        held_against=held_against,
        note=one.note,
        changes=judgement.changes,
    )


def _of_its_issue(verdict: Verdict, issue: str) -> Verdict:
    """Another issue of a document is no edit of it, and is told as what it is."""
    if not issue or verdict.issue == issue:
        return verdict
    return replace(verdict, note=f"lần ban hành, sửa đổi khác: {issue} thành {verdict.issue}")


def _in_its_place(case: Case, verdict: Verdict, data: bytes) -> Verdict:
    """A document of a package under another name; under the name of another document it is not what the list says."""
    there = case.own.get(verdict.path)
    if there and there.id != verdict.id and case.sums.get(verdict.path) != digest(data):
        note = f"nằm ở chỗ của {there.code} {there.title}"
        return replace(verdict, state="altered" if verdict.good else verdict.state, note=note)
    proper = case.places.get(verdict.id, verdict.path)
    return verdict if proper == verdict.path else replace(verdict, note=f"tên trong gói: {proper}")


def _nobody(identity: str) -> Known:
    """What a file says of itself where nothing knows it."""
    agency, kind, code = (*identity.split("/", 2), "", "")[:3] if identity.count("/") >= 2 else ("", "", "")
    title = EVERY[kind].TITLE if kind in EVERY else ""
    return Known(identity, "", agency, kind, code, title, "", "")


# --- what is not there


def _missing(case: Case, present: Iterable[Verdict]) -> Iterator[Verdict]:
    seen = {one.id for one in present}
    expected = {one.id: one for one in _expected(case, {one.agency for one in present if one.id})}
    for identity, one in expected.items():
        if identity not in seen:
            path, told = case.places.get(identity, one.path), case.truths[0].shown
            yield _verdict(one, path, one.issue, None, (told, Judgement("missing")))
    for path in (*case.sums, *([SUMS] if case.listing else [])):
        if path not in case.own and path not in case.target.names:
            yield Verdict("missing", path, held_against=case.target.shown)


def _expected(case: Case, agencies: set[str]) -> Iterator[Known]:
    """The documents that should be there: those that the package names; those of the folder; of what is named to hold
    against, as much as the target is about."""
    yield from case.own.values()
    first = case.truths[0] if case.truths else None
    if first is None:
        return
    inside = first.inside(case.target.place) if isinstance(first, OfFolder) else None
    for one in first.known.values():
        if inside is not None:
            if PurePath(one.path).is_relative_to(inside):
                yield one
        elif _is_meant(case, first, one, agencies):
            yield one


def _is_meant(case: Case, first: Truth, one: Known, agencies: set[str]) -> bool:
    """Whether a document of an output folder, or of another package, is of those that the target is about."""
    if case.listing and case.listing.recipient:
        return one.agency in agencies and case.listing.recipient in GOES_TO.get(one.kind, ())
    return isinstance(first, OfPackage) or one.agency in agencies
