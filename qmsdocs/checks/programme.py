"""The province's own papers: facts not yet known, a place that is not the province's, too little time for plans."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.errors import Problem
from qmsdocs.model.paper import Paper
from qmsdocs.model.programme import Programme, ProgrammeDecision
from qmsdocs.source import Source
from qmsdocs.workspace import Workspace

_ENOUGH = 30  # days that an agency needs at least to write its plan


def check(workspace: Workspace) -> Iterator[Problem]:
    """Problems of a whole province; none where only some of its agencies are looked at."""
    programme, source = workspace.programme, workspace.source
    if programme is None or source is None or not workspace.whole:
        return
    yield from _blanks("decision", "Quyết định phê duyệt kế hoạch", programme.decision, source)
    if programme.directive:
        yield from _blanks("directive", "Chỉ thị", programme.directive, source)
        place = programme.directive.place
        if place and place != programme.province.name:
            words = {"place": place, "province": programme.province.name}
            yield Problem("place-elsewhere", source.at("directive", "place"), words)
    if workspace.office("committee").post("head").name is None:
        words = {"what": "họ và tên người ký văn bản của tỉnh", "what_en": "name of who signs the province's papers"}
        yield Problem("paper-unknown", source.at("offices"), {**words, "key": "offices.committee.posts.head.name"})
    yield from _short_time(programme, source)


def _blanks(key: str, paper: str, facts: Paper | None, source: Source) -> Iterator[Problem]:
    """Number and day that a paper prints as room to write."""
    for name, what in (("number", "số"), ("date", "ngày ký")):
        if facts is None or getattr(facts, name) is None:
            words = {"what": f"{what} của {paper}", "what_en": f"{name} of the {key}", "key": f"{key}.{name}"}
            yield Problem("paper-unknown", source.at(key), words)


def _short_time(programme: Programme, source: Source) -> Iterator[Problem]:
    """Cohorts whose plans are due (30 September of the year before) soon after the decision takes effect, or before."""
    facts = programme.decision or ProgrammeDecision()
    if facts.date is None:
        return
    effect = facts.date + datetime.timedelta(days=facts.effective_days)
    for index, cohort in enumerate(programme.cohorts):
        due = datetime.date(cohort.year - 1, 9, 30)
        left = (due - effect).days
        if cohort.submit or left >= _ENOUGH:
            continue
        words = {"year": cohort.year, "due": text.short_date(due), "effect": text.short_date(effect)}
        words["what"] = f"chỉ {left} ngày sau khi" if left >= 0 else f"{-left} ngày trước khi"
        words["what_en"] = f"only {left} days after" if left >= 0 else f"{-left} days before"
        yield Problem("plan-due-soon", source.at("cohorts", index, "year"), words)
