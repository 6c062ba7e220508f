"""What a build asks: does a document that we made keep the law that its plan was made for?"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import PurePath, PurePosixPath

from qmsdocs.errors import Location, Problem
from qmsdocs.layers import Layers
from qmsdocs.layout.case import Finding
from qmsdocs.layout.checking import examine
from qmsdocs.layout.profile import PROFILES, QMS, load, of_date
from qmsdocs.plan import DocumentPlan

STATE_ALONE = Layers()
_SHEETS = frozenset({"gap-survey.docx"})  # under a letterhead, but filled in by hand: neither numbered nor issued


def law_of(template: str) -> str:
    """The profile for what a template prints, by its name among the templates, as in nd30-2020/submission.docx.

    Templates of papers lie in the folder of the layout that the kind chose by the paper's day, or the agency by its
    `layout`; all others print documents of the QMS.
    """
    name = PurePosixPath(template)
    folder = name.parent.name
    return folder if folder in PROFILES and name.name not in _SHEETS else QMS


def law_of_file(file: PurePath, templates: Iterable[str], day: datetime.date) -> str:
    """As `law_of`, for a template that may lie anywhere: outside a folder of papers, the profile of the day where its
    kind (`templates` are that kind's) prints papers."""
    if file.parent.name in PROFILES or file.name in _SHEETS or all(law_of(one) == QMS for one in templates):
        return law_of(f"{file.parent.name}/{file.name}")
    return of_date(day)


def problems_of(data: bytes, plan: DocumentPlan, layers: Layers = STATE_ALONE) -> list[Problem]:
    """The errors that a document has under the law of its plan, as the layout.yaml of the layers have it; warnings and
    what cannot be judged are left out.

    The place begins with the template's file: there the mistake is mended, so what breaks the law in all documents of a
    template is the same Problem but for the rest of its place. Raises UnreadableError for what is no Word file,
    QmsdocsError for mistakes in layout.yaml.
    """
    law = law_of(plan.template)
    found = examine(data, law, layers, errors=True).of("error")
    file = layers.find("templates", plan.template) if found else None
    shown = layers.shown(file) if file else plan.template
    return [problem_of(one, law, Location(shown, inside=f"{plan.path}: {one.place}")) for one in found]


def problem_of(one: Finding, law: str, where: Location, quoted: bool = False) -> Problem:
    """A finding under a law as a Problem: an error or a warning. `quoted` puts the text there before what is wrong."""
    cite = f" [{'; '.join(filter(None, (load(law).title, one.cite, one.layer)))}]"
    origin = f" (đặt ở: {one.origin})" if one.origin else ""
    words = {
        "rule": one.rule,
        "what": f"“{one.text}” {one.what}" if quoted and one.text else one.what,
        "measured": one.measured or "–",
        "allowed": one.allowed,
        "cure": f"{one.cure}{origin}{cite}",
    }
    return Problem("layout-broken" if one.level == "error" else "layout-doubtful", where, words)
