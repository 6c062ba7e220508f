"""`$id` in a text prints the unit's name or the post's title, once, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs import mentions

KNOWN = {"phong-tai-chinh": "Phòng Tài chính", "head": "Giám đốc", "loop": "$head", "unit_head": "Trưởng phòng"}


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("chuyển $phong-tai-chinh.", "chuyển Phòng Tài chính."),
        ("$head, $unit_head ký", "Giám đốc, Trưởng phòng ký"),
        ("không có $phong-la", "không có $phong-la"),
        ("$loop", "$head"),
        ("giá 5$ và $ 5", "giá 5$ và $ 5"),
    ],
)
def test_mentions(written: str, printed: str) -> None:
    assert mentions.resolve({"a": [written]}, KNOWN) == {"a": [printed]}


@given(st.text())
def test_texts_without_a_known_mention_stay_as_they_are(text: str) -> None:
    if not any(name in KNOWN for name in mentions.find(text)):
        assert mentions.resolve(text, KNOWN) == text
