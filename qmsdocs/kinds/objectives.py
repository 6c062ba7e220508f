"""Quality objectives with their action plan: 5.4.1 of 2000/2008, 6.2 of 2015."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs import text
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Mục tiêu chất lượng và kế hoạch thực hiện"


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    yield common.controlled(
        qms,
        kind="objectives",
        kind_name=TITLE,
        group="manual",
        code=common.code_of(qms, "objectives"),
        title=TITLE,
        template="objectives.docx",
        context={"year": common.year_words(qms), "objectives": rows(qms)},
    )


def rows(qms: Qms) -> list[common.Context]:
    """The objectives with targets (a blank where the agency has not decided one) and actions."""
    return [
        {
            "number": str(number),
            "text": objective.text,
            "target": objective.target or text.SHORT_BLANK,
            "measure": objective.measure,
            "units": common.unit_names(qms, objective.units),
            "actions": [
                {
                    "number": f"{number}.{serial}",
                    "what": action.what,
                    "who": common.titles(qms, action.who),
                    "deadline": action.deadline or text.SHORT_BLANK,
                }
                for serial, action in enumerate(objective.actions, start=1)
            ],
        }
        for number, objective in enumerate(qms.agency.objectives, start=1)
    ]
