"""What differs is told in the words of the fields, at its place, and nothing else is."""

from __future__ import annotations

from typing import Annotated, TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs.differences import differences, told
from qmsdocs.fields import About, group_of


class Step(TypedDict):
    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Nội dung bước; không kèm thời gian")]
    times: Annotated[list[str], About("Thời gian")]


class Whole(TypedDict):
    title: Annotated[str, About("Tên")]
    final: Annotated[bool, About("Đã duyệt")]
    steps: Annotated[list[Step], About("Các bước")]


class Context(TypedDict):
    procedure: Annotated[Whole, About("Quy trình")]


SHAPE = group_of(Context)


def context(*steps: tuple[str, str], title: str = "A", final: bool = False) -> dict[str, object]:
    made = [{"number": str(n), "what": what, "times": [time]} for n, (what, time) in enumerate(steps, start=1)]
    return {"procedure": {"title": title, "final": final, "steps": made}}


ONE, TWO, THREE = ("Nhận hồ sơ", "½ ngày"), ("Thẩm định hồ sơ", "02 ngày"), ("Ký", "01 ngày")


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (context(ONE, TWO), context(ONE, TWO), []),
        (context(title="A"), context(title="B"), ["Tên: “A” thành “B”"]),
        (context(), context(final=True), ["Đã duyệt: “không” thành “có”"]),
        (context(ONE, TWO), context(ONE, ("Thẩm định hồ sơ", "01 ngày")),
         ["Các bước, dòng 2, thời gian: “02 ngày” thành “01 ngày”"]),
        (context(ONE, THREE), context(ONE, TWO, THREE), ["Các bước, dòng 2: thêm “Thẩm định hồ sơ | 02 ngày”"]),
        (context(ONE, TWO, THREE), context(ONE, THREE), ["Các bước, dòng 2: bỏ “Thẩm định hồ sơ | 02 ngày”"]),
        (context(ONE), context(("Nhận hồ sơ, ghi sổ", "½ ngày")),
         ["Các bước, nội dung bước: “Nhận hồ sơ” thành “Nhận hồ sơ, ghi sổ”"]),
    ],
)  # fmt: skip
def test_differences_are_told(before: object, after: object, lines: list[str]) -> None:
    assert [str(one) for one in differences(before, after, SHAPE)] == lines


def test_long_values_are_cut_where_they_part() -> None:
    same = "giữ nguyên " * 40
    (found,) = differences(context(title=f"{same}cũ"), context(title=f"{same}mới"), SHAPE)
    assert found.before.endswith("giữ nguyên cũ") and found.after.endswith("giữ nguyên mới")
    assert found.before.startswith("…") and len(found.before) < 180
    (found,) = differences(context(title=same), context(title=f"{same}thêm"), SHAPE)
    assert found.after.endswith("giữ nguyên thêm")


def test_many_differences_are_counted() -> None:
    every = differences(context(ONE, TWO, THREE), context(("A", "1"), ("B", "2"), ("C", "3")), SHAPE)
    assert told(every, most=2).endswith("; và 4 chỗ khác")


words = st.sampled_from(["Nhận", "Xem xét", "Ký", "Trả kết quả"])
contexts = st.builds(
    lambda steps, title: context(*steps, title=title), st.lists(st.tuples(words, words), max_size=5), words
)


@given(contexts, contexts)
def test_equal_contexts_and_only_they_have_no_difference(before: dict[str, object], after: dict[str, object]) -> None:
    assert (not list(differences(before, after, SHAPE))) == (before == after)
