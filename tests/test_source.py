"""YAML as people write it: text stays text, every value knows its place, mistakes are told at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs.errors import Location, QmsdocsError
from qmsdocs.source import Steps, merge, parse


@pytest.mark.parametrize("written", ["01", "1.10", "no", "on", "12:30", "1_000", "0x1F", "2026-13-05", "1e3"])
def test_scalars_stay_as_written(written: str) -> None:
    assert parse(f"key: {written}\n", "f.yaml").data == {"key": written}


def test_an_empty_value_is_none_and_a_quoted_one_is_text() -> None:
    assert parse('a:\nb: ""\nc: ~\n', "f.yaml").data == {"a": None, "b": "", "c": None}


def test_every_value_and_key_has_its_line_and_column() -> None:
    source = parse("units:\n  - name: Văn phòng\n    short: VP\n", "f.yaml")
    assert str(source.at("units", 0, "name")) == "f.yaml:2:11"
    assert str(source.key_at("units", 0, "short")) == "f.yaml:3:5"
    assert str(source.at("units", 0, "head")) == "f.yaml:2:5", "an absent key is placed at what encloses it"


def test_texts_are_found_with_their_places() -> None:
    source = merge(parse("a: [x, $y]\nb: {c: $z}\n", "near"), parse("a: $far\nb: {c: $far, d: $w}\n", "far"))
    found = [(text, str(where)) for text, where in source.search(re.compile(r"\$"))]
    assert found == [("$y", "near:1:8"), ("$z", "near:2:8"), ("$w", "far:2:17")]


def test_a_file_under_a_key_keeps_its_places() -> None:
    source = parse("a: [1]\nb: 2\n", "f").under("acts")
    assert source.data == {"acts": {"a": ["1"], "b": "2"}}
    assert [str(source.key_at(*path)) for path in (("acts",), ("acts", "b"))] == ["f:1:1", "f:2:1"]
    assert str(source.at("acts", "a", 0)) == "f:1:5"


def test_decomposed_vietnamese_becomes_composed() -> None:
    assert parse("name: Sở Tư pháp\n", "f").data["name"] == "Sở Tư pháp"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", "f:3:1"),
        ("a: {b: 1, <<: {c: 2}}\n", "odd-key", "f:1:11"),
        ("a: [1, 2\nb: 3\n", "yaml-syntax", "f:2:2"),
        ("a:\n\tb: 1\n", "yaml-syntax", "f:2:1"),
    ],
)
def test_mistakes_have_a_place(text: str, code: str, place: str) -> None:
    with pytest.raises(QmsdocsError) as raised:
        parse(text, "f")
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.where)) == (code, place)


def test_nearest_wins_key_by_key_and_keeps_places() -> None:
    far = parse("units:\n  vp: {name: Văn phòng}\n  tt: {name: Thanh tra}\nlist: [1, 2]\n", "far")
    near = parse("units:\n  vp: {name: Văn phòng Sở}\n  tt:\nlist: [3]\n", "near")
    merged = merge(near, far)
    assert merged.data == {"units": {"vp": {"name": "Văn phòng Sở"}, "tt": None}, "list": ["3"]}
    assert merged.at("units", "vp", "name").file == "near"


def paths(data: object, path: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Every value with the path to it."""
    yield path, data
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from paths(value, (*path, step))


words = st.text("aăđ ,:$#{}[]'\"\\\n", max_size=6)
anything = st.recursive(words, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4))


@given(anything, st.sampled_from([None, 1]))
def test_at_every_place_stands_the_value(data: object, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    source = parse(text, "f")
    for path, value in paths(data):
        written = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else "[{"[isinstance(value, dict)]
        assert rest(text, source.at(*path)).startswith(written)
        if path and isinstance(path[-1], str):
            assert rest(text, source.key_at(*path)).startswith(json.dumps(path[-1], ensure_ascii=False) + ":")
        assert source.at(*path, "absent") == source.at(*path)


def rest(text: str, where: Location) -> str:
    """What is written from a place on."""
    return "\n".join(text.split("\n")[where.line - 1 :])[where.column - 1 :]


names = st.sampled_from(["a", "b", "c"])
trees = st.recursive(st.sampled_from(["1", "2", "3"]), lambda inner: st.dictionaries(names, inner, max_size=3))
mappings = st.dictionaries(names, trees, max_size=3)


def overlaid(near: object, far: object) -> object:
    """What nearest-wins means, said a second time and without places."""
    if not isinstance(near, dict) or not isinstance(far, dict):
        return near
    return {key: overlaid(near.get(key, far.get(key)), far.get(key, near.get(key))) for key in near.keys() | far.keys()}


@given(mappings, mappings)
def test_merging_is_nearest_wins_at_every_depth(near: dict[str, object], far: dict[str, object]) -> None:
    merged = merge(parse(json.dumps(near), "near"), parse(json.dumps(far), "far"))
    assert merged.data == overlaid(near, far)
    for path, _ in paths(merged.data):
        assert merged.at(*path).file == ("near" if has(near, path) else "far")


def has(data: object, path: Steps) -> bool:
    return not path or (isinstance(data, dict) and path[0] in data and has(data[path[0]], path[1:]))
