"""Quality objectives with their action plan: 5.4.1 of 2000/2008, 6.2 of 2015."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Mục tiêu chất lượng và kế hoạch thực hiện"
TEMPLATES = ("objectives.docx",)


class ActionFields(TypedDict):
    """One line of an objective's action plan."""

    number: Annotated[str, About("Số của biện pháp, ví dụ 1.2")]
    what: Annotated[str, About("Biện pháp thực hiện", "agency.yaml: objectives[].actions[].what")]
    who: Annotated[
        str,
        About("Chức danh chịu trách nhiệm", "agency.yaml: objectives[].actions[].who | agency.yaml: posts.*.title"),
    ]
    deadline: Annotated[
        str, About("Thời hạn; chưa có thì là dòng chấm", "agency.yaml: objectives[].actions[].deadline")
    ]


class ObjectiveFields(TypedDict):
    """One objective."""

    number: Annotated[str, About("Số thứ tự mục tiêu")]
    text: Annotated[str, About("Nội dung mục tiêu", "agency.yaml: objectives[].text")]
    target: Annotated[str, About("Chỉ tiêu; chưa có thì là dòng chấm", "agency.yaml: objectives[].target")]
    measure: Annotated[str, About("Cách đo", "agency.yaml: objectives[].measure")]
    units: Annotated[
        str,
        About(
            "Các đơn vị thực hiện; không ghi thì là toàn cơ quan",
            "agency.yaml: objectives[].units | agency.yaml: units.*.name",
        ),
    ]
    actions: Annotated[list[ActionFields], About("Các biện pháp thực hiện", "agency.yaml: objectives[].actions")]


class Own(TypedDict):
    """What only this kind has."""

    year: Annotated[
        str, About("Năm của mục tiêu", "agency.yaml: audit.year | agency.yaml: project.start | agency.yaml: cohort")
    ]
    objectives: Annotated[list[ObjectiveFields], About("Các mục tiêu chất lượng", "agency.yaml: objectives")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"year": common.year_words(qms), "objectives": rows(qms)}
    yield common.controlled(
        qms,
        kind="objectives",
        kind_name=TITLE,
        group="manual",
        code=common.code_of(qms, "objectives"),
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
    )


def rows(qms: Qms) -> list[ObjectiveFields]:
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
