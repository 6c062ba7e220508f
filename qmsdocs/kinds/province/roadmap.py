"""The agencies of a cohort as the plan's roadmap lists them: by groups, each group in one line.

The grouping is that of QĐ 42/2007/QĐ-UBND of Bình Phước, Kế hoạch, mục IV.1: offices one a line; the departments under
"Các Sở:" without the word Sở, together with the boards and other bodies; the People's Committees last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qmsdocs.kinds.province import papers
from qmsdocs.model.programme import CohortLine

_COMMITTEE = re.compile(r"Ủy ban nhân dân (huyện|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu) (.+)")
_DEPARTMENT = "Sở "


def lines(agencies: Iterable[CohortLine]) -> list[str]:
    """The lines of one cohort, with their marks."""
    every = [*agencies]
    offices = [line.name for line in every if line.kind.startswith("office.") or line.name.startswith("Văn phòng ")]
    committees = [line.name for line in every if _COMMITTEE.fullmatch(line.name)]
    others = [line.name for line in every if line.name not in (*offices, *committees)]
    found = [*offices, *_departments(others), *_committees(committees)]
    return [f"{line}{'.' if number == len(found) else ';'}" for number, line in enumerate(found, start=1)]


def _departments(names: list[str]) -> list[str]:
    """Các Sở: A; B; Thanh tra tỉnh. A single one keeps its name; bodies among which is no department are "cơ quan"."""
    if len(names) < 2:
        return names
    if not any(name.startswith(_DEPARTMENT) for name in names):
        return [f"Các cơ quan: {'; '.join(names)}"]
    return [f"Các Sở: {'; '.join(name.removeprefix(_DEPARTMENT) for name in names)}"]


def _committees(names: list[str]) -> list[str]:
    """Ủy ban nhân dân các huyện: A; B, when all are of one level; else Ủy ban nhân dân huyện A và thị xã B."""
    places = [match.groups() for name in names if (match := _COMMITTEE.fullmatch(name))]
    levels = {level for level, _ in places}
    if len(places) > 1 and len(levels) == 1:
        return [f"Ủy ban nhân dân các {levels.pop()}: {'; '.join(place for _, place in places)}"]
    return [f"Ủy ban nhân dân {papers.joined(f'{level} {place}' for level, place in places)}"] if places else []
