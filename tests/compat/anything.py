"""Random templates and contexts for both engines: tags nested in every position they may have.

Each strategy gives the XML of blocks or runs; `names` are the values that may be printed there. Left out is what
docxtpl is known to do wrong (see the cases that differ): text behind `{{r }}` in its run, wider tables in narrow ones.
"""

from __future__ import annotations

from docxtpl import RichText
from hypothesis import strategies as st

from .words import Cell, Doc, box, control, p, row, t, table, tag_row

_SIGNS = "{}%#"
_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặ ẤỘỮ&<>\"'«»–…0123456789.,;:()"
_VALUE = st.text(st.sampled_from(_LETTERS + _SIGNS + "\n\t"), max_size=20)
_TEXT = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=8)
_LOOK = st.sampled_from(["", "<w:b/>", '<w:i/><w:color w:val="FF0000"/>'])
_LISTED = st.lists(_VALUE, max_size=3)
_CONDITION = st.sampled_from(["yes", "no", "n > 3", "a == b", "xs", "not no and n < 5"])
_LIST = st.sampled_from(["xs", "ys"])
_NAMES = ("a", "b", "n")
_RICH = RichText("đậm & <b>", bold=True)

SIZES = st.lists(st.integers(1, 5), min_size=1, max_size=6)
CONTEXTS = st.fixed_dictionaries(
    {
        "a": _VALUE,
        "b": _VALUE,
        "n": st.integers(0, 9),
        "yes": st.just(True),
        "no": st.just(False),
        "xs": _LISTED,
        "ys": _LISTED,
        "rich": st.just(_RICH),
    }
)


@st.composite
def templates(draw: st.DrawFn) -> Doc:
    """A body of blocks, perhaps with a table of repeated columns, and some of the running heads and notes."""
    places = draw(st.sets(st.sampled_from(["header", "first", "footer", "footnote"])))
    running = {name: draw(_blocks(_NAMES, 1)) + p() for name in sorted(places)}
    return Doc(draw(_blocks(_NAMES, 2)) + draw(st.one_of(st.just(""), _columns(_NAMES))), **running)


def _runs(names: tuple[str, ...], depth: int) -> st.SearchStrategy[str]:
    value = st.builds(
        lambda before, name, look: t(f"{before}{{{{ {name} }}}}", look), _TEXT, st.sampled_from(names), _LOOK
    )
    simple = st.one_of(st.builds(t, _TEXT, _LOOK), value, value, st.just(t("{{r rich }}")))
    if depth == 0:
        return st.lists(simple, min_size=1, max_size=3).map("".join)
    inner, looped = _runs(names, depth - 1), _runs((*names, f"v{depth}"), depth - 1)
    choice = st.builds(
        lambda test, yes, no: t(f"{{% if {test} %}}") + yes + t("{% else %}") + no + t("{% endif %}"),
        _CONDITION,
        inner,
        inner,
    )
    loop = st.builds(lambda over, one: t(f"{{% for v{depth} in {over} %}}") + one + t("{% endfor %}"), _LIST, looped)
    whole = st.builds(lambda test, one: t(f"{{%r if {test} %}}") + one + t("{%r endif %}"), _CONDITION, inner)
    return st.lists(st.one_of(simple, choice, loop, whole), min_size=1, max_size=3).map("".join)


def _paragraphs(names: tuple[str, ...], depth: int) -> st.SearchStrategy[str]:
    style = st.sampled_from(["", "ListBullet", "Heading2"])
    return st.builds(lambda content, style: p(content, style=style), _runs(names, depth), style)


def _blocks(names: tuple[str, ...], depth: int, columns: int = 3) -> st.SearchStrategy[str]:
    simple = _paragraphs(names, min(depth, 1))
    if depth == 0:
        return simple
    inner, looped = _blocks(names, depth - 1, columns), _blocks((*names, f"w{depth}"), depth - 1, columns)
    choice = st.builds(
        lambda test, yes, no: p(f"{{%p if {test} %}}") + yes + p("{%p else %}") + no + p("{%p endif %}"),
        _CONDITION,
        inner,
        inner,
    )
    loop = st.builds(lambda over, one: p(f"{{%p for w{depth} in {over} %}}") + one + p("{%p endfor %}"), _LIST, looped)
    kept = inner.map(lambda one: control("khoi", one + p("hết")))
    boxed = _paragraphs(names, 1).map(lambda one: p(box(one + p("hết"))))
    one = st.one_of(simple, choice, loop, _tables(names, depth - 1, columns), kept, boxed)
    return st.lists(one, min_size=1, max_size=3).map("".join)


def _tables(names: tuple[str, ...], depth: int, most: int) -> st.SearchStrategy[str]:
    """Tables with no more columns than the table around them: docxtpl counts them together."""

    def of(columns: int) -> st.SearchStrategy[str]:
        rows = st.lists(_rows(names, columns, depth), min_size=1, max_size=3)
        return rows.map(lambda made: table(row(*["đầu"] * columns), *made, columns=columns) + p())

    return st.integers(1, most).flatmap(of)


def _rows(names: tuple[str, ...], columns: int, depth: int) -> st.SearchStrategy[str]:
    def plain(known: tuple[str, ...]) -> st.SearchStrategy[str]:
        cells = _blocks(known, depth, columns).map(lambda content: Cell(content + p("hết")))
        return st.lists(cells, min_size=columns, max_size=columns).map(lambda made: row(*made))

    def tag(text: str) -> str:
        return tag_row(f"{{%tr {text} %}}", columns)

    choice = st.builds(
        lambda test, yes, no: tag(f"if {test}") + yes + tag("else") + no + tag("endif"),
        _CONDITION,
        plain(names),
        plain(names),
    )
    loop = st.builds(lambda over, one: tag(f"for row in {over}") + one + tag("endfor"), _LIST, plain((*names, "row")))
    return st.one_of(plain(names), choice, loop)


@st.composite
def _columns(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    """A table with a column for every text of a list, in the same place of each row."""
    over, place, width = draw(_LIST), draw(st.integers(0, 2)), draw(st.sampled_from([1000, 1501]))
    loop = [f"{{%tc for column in {over} %}}", draw(_cells((*names, "column"))), "{%tc endfor %}"]
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        fixed = [draw(_cells(names)) for _ in range(2)]
        lines.append([*fixed[:place], *loop, *fixed[place:]])
    return table(*lines, width=width) + p()


def _cells(names: tuple[str, ...]) -> st.SearchStrategy[Cell]:
    return _paragraphs(names, 1).map(Cell)
