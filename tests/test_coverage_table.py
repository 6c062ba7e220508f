"""docs/doi-chieu.md: every duty of an agency is served by kinds that are built, checks and commands that exist."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, sample

from qmsdocs.cli import commands
from qmsdocs.kinds import KINDS, plans
from qmsdocs.messages import MESSAGES

PAGE = (ROOT / "docs" / "doi-chieu.md").read_text(encoding="utf-8")
_, PROVINCES, NATION, UNSEEN = PAGE.split("\n## ")
SAMPLES = ((PROVINCES, ("binh-phuoc", "hung-yen")), (NATION, ("so-tu-phap", "an-binh")))


def rows(part: str) -> list[tuple[str, list[str]]]:
    """(point, what serves it) of every row of a table."""
    lines = [line.split("|")[1:-1] for line in part.splitlines() if line.startswith("| ")]
    return [(cells[0].strip(), re.findall(r"`([^`]+)`", cells[-1])) for cells in lines[1:]]


@pytest.mark.parametrize("number", [0, 1])
def test_every_row_is_served_by_what_a_build_makes(number: int) -> None:
    part, names = SAMPLES[number]
    made = {plan.kind for name in names for plan in plans(sample(name))}
    for point, served in rows(part):
        assert served, point
        for name in served:
            if name.startswith("qmsdocs "):
                assert name.split()[1] in commands.commands, (point, name)
            elif name in KINDS:
                assert name in made, f"{point}: {name} is not in the build"
            else:
                assert name in MESSAGES, (point, name)


def test_every_point_of_the_seeds_has_a_row() -> None:
    points = [f"BP{n:02}" for n in range(1, 63)] + [f"HY{n:02}" for n in range(1, 20)] + [f"O{n}" for n in range(1, 11)]
    assert [point for point, _ in rows(PROVINCES)] == points


def test_kinds_whose_layout_nobody_compared_say_so_everywhere() -> None:
    unseen = {kind for kind, module in KINDS.items() if hasattr(module, "UNCONFIRMED")}
    assert unseen >= {"announcement-decision", "committee-decision", "review-minutes", "effect-confirmation"}
    for kind in unseen:
        assert "official" in " ".join((KINDS[kind].__doc__ or "").split()), kind
    assert "chưa đối chiếu" in UNSEEN
