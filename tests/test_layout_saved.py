"""The layout rules on files of other programs: what is broken is found whoever saved it, what is right passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from broken import BREAKS
from conftest import Papers
from saved import LIBREOFFICE, as_word_saves, through_libreoffice

from qmsdocs.layout import Finding, check

Break = tuple[str, str, Callable[[bytes], bytes], str]


def grave(data: bytes) -> list[Finding]:
    return [one for one in check(data) if one.level in ("error", "warning")]


def measured(data: bytes) -> set[tuple[str, str]]:
    return {(one.rule, one.measured) for one in grave(data)}


@pytest.mark.parametrize("name", ["decision", "plan", "dispatch", "minutes", "decision-2007"])
def test_a_right_paper_with_word_s_habits_passes(papers: Papers, name: str) -> None:
    assert not grave(as_word_saves(papers[name]))


@pytest.mark.parametrize("number", range(len(BREAKS)), ids=lambda number: f"{number}-{BREAKS[number][0]}")
def test_a_broken_paper_with_word_s_habits_fails(papers: Papers, number: int) -> None:
    rule, paper, breaking, found = BREAKS[number]
    assert (rule, found) in measured(as_word_saves(breaking(papers[paper])))


# --- LibreOffice


def together(papers: Papers) -> dict[str, tuple[bytes, list[Break]]]:
    """The breaks in few papers, each rule broken once in a paper at most and no break hidden by another."""
    made: dict[str, tuple[bytes, list[Break]]] = {}
    for one in BREAKS:
        rule, paper, breaking, _ = one
        for number in range(len(BREAKS)):
            data, held = made.get(f"{paper}-{number}", (papers[paper], []))
            if rule in {other[0] for other in held}:
                continue
            try:
                wrong = breaking(data)
            except AssertionError:  # another break has changed the place
                continue
            if {(other[0], other[3]) for other in (*held, one)} <= measured(wrong):
                made[f"{paper}-{number}"] = (wrong, [*held, one])
                break
    return made


def test_what_libreoffice_has_saved_is_judged_alike(papers: Papers, tmp_path: Path) -> None:
    """Lengths may differ by what it rounds; what is wrong may not."""
    if LIBREOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    grouped = together(papers)
    assert sum(len(held) for _, held in grouped.values()) == len(BREAKS)
    saved = through_libreoffice({**papers, **{name: data for name, (data, _) in grouped.items()}}, tmp_path)
    for name in papers:
        assert not grave(saved[name]), name
    for name, (data, held) in grouped.items():
        broken = {
            (one.rule, one.what) for one in grave(data) if (one.rule, one.measured) in {(r, m) for r, *_, m in held}
        }
        assert broken <= {(one.rule, one.what) for one in grave(saved[name])}, name
