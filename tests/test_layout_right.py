"""No false alarm: whatever the law leaves to the writer, in all combinations, raises no error."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from broken import BODY, changed, said, text
from conftest import Papers
from saved import as_word_saves
from test_layout import agency_in_three_lines, in_tabs, sizes_small

from qmsdocs.layout import check, examine

Change = Callable[[bytes], bytes]


def same(data: bytes) -> bytes:
    return data


def style(name: str, tag: str, **values: str) -> Change:
    """A property of a style, which may have it already."""

    def change(data: bytes) -> bytes:
        try:
            return said(name, tag, **values)(data)
        except AssertionError:
            return data

    return change


def indents(twips: int) -> Change:
    of_bases, of_text = (style(name, "ind", firstLine=str(twips)) for name in ("Bases", "AdminBody"))
    return lambda data: of_bases(of_text(data))


def lines(pitch: int) -> Change:
    return style("AdminBody", "spacing", line=str(pitch), lineRule="auto")


def margins(top: int, right: int, bottom: int, left: int) -> Change:
    old = 'w:top="1134" w:right="850" w:bottom="1134" w:left="1701"'
    new = f'w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
    return lambda data: changed(data, BODY, lambda xml: xml.replace(old, new).replace(f"{new} ", f"{new}  ", 1))


# What may be chosen: each row one freedom, each of its columns one way to use it.
FREEDOMS: list[dict[str, Change]] = [
    {"set A": same, "set B": sizes_small},
    {"1 cm": indents(567), "1.27 cm": indents(720)},
    {"single": lines(240), "1.15": lines(276), "1.5": lines(360)},
    {"HÒA": same, "HOÀ": text("CỘNG HÒA", "CỘNG HOÀ")},
    {"one line": same, "three lines": agency_in_three_lines},
]
PATHS = list(itertools.product(*(freedom.items() for freedom in FREEDOMS)))
MARGINS = {"narrow": (1134, 851, 1134, 1701), "wide": (1417, 1134, 1417, 1984), "mixed": (1247, 1000, 1300, 1850)}


def errors(data: bytes, profile: str | None = None) -> list[tuple[str, str, str]]:
    return [(one.rule, one.measured, one.text) for one in check(data, profile) if one.level == "error"]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ", ".join(name for name, _ in path))
def test_freedoms_of_the_law_may_be_combined(papers: Papers, path: tuple[tuple[str, Change], ...]) -> None:
    data = papers["decision"]
    for _, change in path:
        data = change(data)
    assert not errors(data)
    assert not errors(as_word_saves(data))


@pytest.mark.parametrize("name", MARGINS)
@pytest.mark.parametrize("paper", ["decision", "plan", "dispatch", "minutes"])
def test_margins_may_be_anywhere_within_their_limits(papers: Papers, name: str, paper: str) -> None:
    assert not errors(margins(*MARGINS[name])(papers[paper]))


def test_a_landscape_annex_has_margins_of_its_own(papers: Papers) -> None:
    """Turned, the binding edge is the top: a bottom of 15 mm, as the decree's own annexes have, is told, not failed."""
    turned = 'w:orient="landscape"/><w:pgMar w:top="1134" w:right="850" w:bottom="{}"'
    assert not errors(papers["plan"])
    data = text(turned.format(1134), turned.format(850))(papers["plan"])
    assert not errors(data)
    assert [one.level for one in check(data) if one.rule == "PG2"] == ["warning"]


# --- the laws before


def of_2015(data: bytes) -> bytes:
    """The decision of 2007 as Thông tư 01/2011 would have it: the same but for the year."""
    return text("năm 2007", "năm 2015")(data)


@pytest.mark.parametrize("path", PATHS[::3], ids=lambda path: ", ".join(name for name, _ in path))
@pytest.mark.parametrize("era", [same, of_2015], ids=["ttlt55-2005", "tt01-2011"])
def test_freedoms_of_the_laws_before_may_be_combined(
    papers: Papers, era: Change, path: tuple[tuple[str, Change], ...]
) -> None:
    data = era(papers["decision-2007"])
    for name, change in path:
        if name not in ("set B", "three lines"):  # made for the papers of 2026
            data = change(data)
    report = examine(data)
    assert report.profile == ("ttlt55-2005" if era is same else "tt01-2011")
    assert not [(one.rule, one.measured, one.text) for one in report.of("error")]


@pytest.mark.parametrize("name", MARGINS)
def test_mirrored_margins_are_judged_inside_and_outside(papers: Papers, name: str) -> None:
    data = papers["decision-2007"]
    assert not errors(margins(*MARGINS[name])(data))
    assert "PG2" in {one.rule for one in check(margins(1134, 1701, 1134, 851)(data))}  # inside out


def test_a_head_of_tabs_raises_no_error_either(papers: Papers) -> None:
    for path in PATHS[::7]:
        data = papers["decision"]
        for name, change in path:
            data = change(data) if name != "three lines" else data
        assert not errors(in_tabs(data))
