"""What a case is, the data all cases share, and two ways to write one: `case` (one template) and `at` (every place)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import jinja2
from docxtpl import DocxTemplate

from .words import Doc, everywhere

Environment = Callable[[], jinja2.Environment]


@dataclass(frozen=True)
class Made:
    """A value that is made with the DocxTemplate it will be rendered into."""

    make: Callable[[DocxTemplate], object]


@dataclass(frozen=True)
class Case:
    """A template, a context, and what must come out.

    `gives` is the finished document in the same words; None means: what docxtpl gives. Where docxtpl gives something
    else, `differs` names its fault and only `gives` counts for ours; `split` does so for tags split over runs.
    `office` is what LibreOffice is to save, None where it changes what the case is about.
    """

    name: str
    template: Doc
    context: Mapping[str, object]
    gives: Doc | None
    differs: str
    split: str
    office: Doc | None
    environment: Environment | None


def case(
    name: str,
    template: str | Doc,
    gives: str | Doc | None = None,
    differs: str = "",
    *,
    split: str = "",
    office: Doc | bool = True,
    environment: Environment | None = None,
    **context: object,
) -> Case:
    """A case of one template; a plain body becomes a Doc."""
    made = template if isinstance(template, Doc) else Doc(template)
    given = Doc(gives) if isinstance(gives, str) else gives
    saved = (made if office and not differs else None) if isinstance(office, bool) else office
    return Case(name, made, {**DATA, **context}, given, differs, split, saved, environment)


# LibreOffice 7.4 keeps only the first paragraph of a content control inside it, and writes quotes in footnotes as
# entities, which docxtpl does not undo there.
_NOT_FOR_OFFICE = ("control", "footnote")


def at(
    name: str,
    content: str,
    gives: str,
    leave: Sequence[str] = (),
    *,
    office: bool = True,
    office_leaves: Sequence[str] = (),
    **how: Any,
) -> Case:
    """A case of the same content in every place but those to leave; LibreOffice saves it without `office_leaves`."""
    saved = everywhere(content, (*leave, *office_leaves, *_NOT_FOR_OFFICE)) if office else False
    return case(name, everywhere(content, leave), everywhere(gives, leave), office=saved, **how)


class Person:
    """An object with attributes and a method, as users of docxtpl pass them."""

    def __init__(self, name: str, age: int) -> None:
        self.name, self.age = name, age

    def greeting(self, word: str = "Chào") -> str:
        return f"{word} {self.name}"


DATA: dict[str, Any] = {
    "name": "Sở KH&CN <b>“Xây dựng”</b> & 'Đô thị'",
    "plain": "Ủy ban nhân dân",
    "lines": "Dòng một\nDòng hai\n\nDòng bốn",
    "tabbed": "Cột A\tCột B",
    "spaced": "  hai bên  ",
    "empty": "",
    "nil": None,
    "yes": True,
    "no": False,
    "count": 42,
    "rate": 0.5,
    "money": Decimal("1234567.50"),
    "day": datetime.date(2026, 3, 5),
    "xs": ["một", "hai & ba", "<bốn>"],
    "ns": [1, 2, 3],
    "nothing": [],
    "persons": [
        {"name": "Đặng Thị Ánh", "n": 3},
        {"name": "Lê & Con <Ltd>", "n": 10},
        {"name": 'Ý "Nhi"', "n": 7},
    ],
    "agency": {"name": "Sở Tư pháp", "units": [{"name": "VP", "posts": ["A", "B"]}, {"name": "TTr", "posts": []}]},
    "person": Person("Ánh", 30),
    "tree": [
        {"name": "1", "kids": [{"name": "1.1", "kids": []}, {"name": "1.2", "kids": []}]},
        {"name": "2", "kids": []},
    ],
    "p": "chữ p",
    "r": "chữ r",
    "tr": "chữ tr",
    "tc": "chữ tc",
}
XS: list[str] = DATA["xs"]
NS: list[int] = DATA["ns"]
PLAIN: str = DATA["plain"]
NAME: str = DATA["name"]
