"""Two contents side by side: what somebody changed, and where.

Blocks are laid against each other three times, each time only those that are left between the ones already found: first
those that are the same, then those that say the same and look otherwise, then those that say nearly the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest

from qmsdocs.differences import apart, paired
from qmsdocs.docx.content.blocks import COLOURS, MARK, WIDTH, Block, Content, Look, Style
from qmsdocs.docx.content.words import name_of, value_of

_ALIKE = 0.5  # two blocks that share so many of their words are one block, changed
_SHOWN = 60  # letters of the text whose look changed
_MANY = 10_000  # pairs of blocks to be weighed; beyond that they are taken in order
_NEAR_WIDTH = 50  # of 5000: how far the share of a cell moves by rounding
_EVERYWHERE = 3  # rows or cells of a table in which the same was changed are told as one
_IN_TABLE = re.compile(r"(.*?bảng \d+), (?:hàng|ô) .*?(, dưới đề mục “.*”)?")
_NO_STYLE = Style("", "", ())

Delta = dict[str, tuple[str, str]]  # property → (value before, value after)


@dataclass(frozen=True)
class Change:
    """One change: where in the file (for what is gone, where it was), what of it, and its words before and after,
    '' for what was not there."""

    place: str
    before: str
    after: str
    what: str

    def __str__(self) -> str:
        if self.before and self.after:
            return f"{self.place}: {self.what}: “{self.before}” thành “{self.after}”"
        words = self.before or self.after
        return f"{self.place}: {self.what}: “{words}”" if words else f"{self.place}: {self.what}"


def compare(before: Content, after: Content) -> list[Change]:
    """Every change in the order of the document, then those of its styles and properties. Empty when the file was only
    saved again. A style that was changed is told once, not for all the text that follows it."""
    if before == after:
        return []
    found = list(_rolled(dict.fromkeys(_Comparison(before, after).changes())))
    # Whatever differs is a change, even where none of the comparisons has words for it.
    return found or (
        [Change("tệp", "", "", "thay đổi khác")] if _framed(before, after) != _framed(after, before) else []
    )


def _framed(one: Content, other: Content) -> object:
    """All of it but the widths of cells, and the styles that the other does not have: text that follows one of these
    says so itself, and what Word writes (a table of contents) may follow what it likes."""
    running = [{role: [block.frame for block in blocks] for role, blocks in each.items()} for each in one.running]
    looks = {name: style.look for name, style in one.styles.items() if name in other.styles}
    return [block.frame for block in one.body], running, looks, one.whole


class _Comparison:
    def __init__(self, before: Content, after: Content) -> None:
        self._before = before
        self._after = after
        self._of_styles: dict[tuple[str, str], Delta] = {}

    def changes(self) -> Iterator[Change]:
        yield from self._blocks(self._before.body, self._after.body)
        yield from self._running()
        yield from self._styles()
        yield from self._blocks(self._before.whole, self._after.whole)

    def _running(self) -> Iterator[Change]:
        seen = []
        none: Mapping[str, tuple[Block, ...]] = {}
        for one, other in zip_longest(self._before.running, self._after.running, fillvalue=none):
            for role in dict.fromkeys((*one, *other)):
                pair = one.get(role, ()), other.get(role, ())
                if pair[0] != pair[1] and pair not in seen:  # a header that several sections have is told once
                    seen.append(pair)
                    yield from self._blocks(*pair)

    def _styles(self) -> Iterator[Change]:
        for name in sorted(self._before.styles.keys() & self._after.styles.keys()):
            based = self._after.styles[name].based
            inherited = self._of_style(based, based) if based in self._before.styles else {}
            changed = {key: pair for key, pair in self._of_style(name, name).items() if inherited.get(key) != pair}
            yield from _told(f"kiểu “{name}”", changed)

    # --- blocks

    def _blocks(self, before: Sequence[Block], after: Sequence[Block]) -> Iterator[Change]:
        for one, other in _aligned(before, after, (lambda block: block.frame, lambda block: (block.kind, block.text))):
            if one is not None and other is not None and one.kind == other.kind:
                yield from self._pair(one, other) if one != other else ()
                continue
            if one is not None:
                yield Change(str(one.place), _cut(one.text), "", f"bỏ {one.kind}")
            if other is not None:
                yield Change(str(other.place), "", _cut(other.text), f"thêm {other.kind}")

    def _pair(self, before: Block, after: Block) -> Iterator[Change]:
        place = str(after.place)
        if before.written != after.written:
            yield Change(place, *apart(before.written.removesuffix(MARK), after.written.removesuffix(MARK)), "chữ")
        styles = [self._of_style(_style(before.look, tag), _style(after.look, tag)) for tag in ("p/style", "t/style")]
        yield from _told(place, _unexplained(_delta(before.look, after.look), styles))
        yield from self._spans(before, after, place, styles)
        yield from self._blocks(before.inside, after.inside)

    def _spans(self, before: Block, after: Block, place: str, styles: list[Delta]) -> Iterator[Change]:
        """Letters that stayed and look otherwise."""
        for text, one, other in _looks_apart(before, after):
            more = self._of_style(_style(one, "r/style"), _style(other, "r/style"))
            where = "dấu cuối đoạn" if text == MARK else f"“{_cut(text.removesuffix(MARK), _SHOWN)}”"
            yield from _told(place, _unexplained(_delta(one, other), [*styles, more]), f" của {where}")

    def _of_style(self, before: str, after: str) -> Delta:
        """What follows from a change of style, or of what a style says."""
        key = before, after
        if key not in self._of_styles:
            looks = self._before.styles.get(before, _NO_STYLE).look, self._after.styles.get(after, _NO_STYLE).look
            self._of_styles[key] = _delta(*looks)
        return self._of_styles[key]


def _aligned(
    before: Sequence[Block], after: Sequence[Block], keys: Sequence[Callable[[Block], object]]
) -> Iterator[tuple[Block | None, Block | None]]:
    """Blocks before and after that are one block; None where there is no other."""
    if not keys:
        for old, new in _weighed(before, after):
            yield before[old] if old is not None else None, after[new] if new is not None else None
        return
    for same, b1, b2, a1, a2 in _matched([keys[0](one) for one in before], [keys[0](one) for one in after]):
        olds, news = before[b1:b2], after[a1:a2]
        yield from zip(olds, news, strict=True) if same else _aligned(olds, news, keys[1:])


def _matched(before: Sequence[object], after: Sequence[object]) -> Iterator[tuple[bool, int, int, int, int]]:
    """(whether they are the same, from, to before, from, to after) of stretches, in order."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    yield True, 0, head, 0, head
    for same, b1, b2, a1, a2 in _one_by_one(old, new) or _matcher(old, new):
        yield same, head + b1, head + b2, head + a1, head + a2
    yield True, len(before) - tail, len(before), len(after) - tail, len(after)


def _matcher(before: Sequence[object], after: Sequence[object]) -> list[tuple[bool, int, int, int, int]]:
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(what == "equal", b1, b2, a1, a2) for what, b1, b2, a1, a2 in codes]


def _one_by_one(before: Sequence[object], after: Sequence[object]) -> list[tuple[bool, int, int, int, int]]:
    """As many before as after, each in its old place: among blank rows a matcher would take the one that was filled in
    for a new one. [] when taking them in order explains less."""
    if len(before) != len(after):
        return []
    differing = sum(one != other for one, other in zip(before, after, strict=True))
    moved = sum(max(b2 - b1, a2 - a1) for same, b1, b2, a1, a2 in _matcher(before, after) if not same)
    if differing >= moved:
        return []
    return [(one == other, n, n + 1, n, n + 1) for n, (one, other) in enumerate(zip(before, after, strict=True))]


def _weighed(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[int | None, int | None]]:
    if len(before) * len(after) > _MANY:
        return zip_longest(range(len(before)), range(len(after)))
    return paired(before, after, _alike)


def _alike(before: Block, after: Block) -> bool:
    old, new = Counter(before.text.split()), Counter(after.text.split())
    shared = sum((old & new).values())
    return before.kind == after.kind and 2 * shared > _ALIKE * (old.total() + new.total())


def _looks_apart(before: Block, after: Block) -> Iterator[tuple[str, Look, Look]]:
    """(text, look before, look after) of the stretches that stayed and look otherwise."""
    one = [look for text, look in before.spans for _ in text]
    other = [look for text, look in after.spans for _ in text]
    matcher = SequenceMatcher(None, before.written, after.written, autojunk=False)
    same = matcher.get_matching_blocks() if before.written != after.written else [(0, 0, len(one))]
    for start, then, size in same:
        pairs = zip(
            before.written[start : start + size], one[start : start + size], other[then : then + size], strict=True
        )
        for (old, new), letters in groupby(pairs, lambda pair: (pair[1], pair[2])):
            if old != new:
                yield "".join(letter for letter, _, _ in letters), old, new


def _delta(before: Look, after: Look) -> Delta:
    old, new = dict(before), dict(after)
    names = sorted(old.keys() | new.keys())
    pairs = {name: (old.get(name, ""), new.get(name, "")) for name in names}
    return {name: pair for name, pair in pairs.items() if not _same(name, *pair)}


def _same(name: str, before: str, after: str) -> bool:
    if name == WIDTH and before and after:
        return abs(int(before) - int(after)) <= _NEAR_WIDTH
    if name == COLOURS and not (before and after):  # the first colour of the theme in a text: the text says so
        return True
    return before == after


def _unexplained(delta: Delta, styles: Sequence[Delta]) -> Delta:
    """What does not follow from the styles: their own changes are told by themselves."""
    return {name: pair for name, pair in delta.items() if all(style.get(name) != pair for style in styles)}


def _style(look: Look, tag: str) -> str:
    return next((value for name, value in look if name == tag), "")


def _told(place: str, delta: Delta, of: str = "") -> Iterator[Change]:
    """One change for each name: several properties may be one thing to people."""
    named: dict[str, Change] = {}
    for key, pair in delta.items():
        words = [value_of(key, value) for value in pair]
        before, after = apart(*words) if words[0] != words[1] else ("", "")
        named.setdefault(name_of(key), Change(place, before, after, name_of(key) + of))
    yield from named.values()


def _rolled(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes; a look that was changed alike in many rows or cells of a table (a column was dragged) is told once,
    where the first is."""
    groups: dict[Change, list[Change]] = {}
    for one in changes:
        inside = _IN_TABLE.fullmatch(one.place)
        looks = (one.before or one.after) and not one.what.startswith(("chữ", "thêm", "bỏ"))
        table = replace(one, place=inside[1] + (inside[2] or "")) if inside and looks else one
        groups.setdefault(table, []).append(one)
    for table, same in groups.items():
        if len(same) >= _EVERYWHERE:
            yield replace(table, what=f"{table.what} ({len(same)} chỗ)")
        else:
            yield from same


def _cut(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
