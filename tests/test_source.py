"""YAML as people write it: text stays text, every value knows its place, mistakes are told at once."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs.errors import QmsdocsError
from qmsdocs.source import merge, parse


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
    for key in merged.data:
        assert merged.key_at(key).file == ("near" if key in near else "far")
