"""Templates with mistakes: what must be told and where, and what may either be told or printed but never vanish."""

from __future__ import annotations

from dataclasses import dataclass, field

from docxtpl import RichText

from .words import Cell, Doc, b, box, cell, control, p, row, table, tag_row


@dataclass(frozen=True)
class Mistake:
    """A template and, for every mistake in it, the words that the place of its Problem has to hold."""

    name: str
    template: Doc
    places: tuple[tuple[str, ...], ...]


def mistake(name: str, template: str | Doc, *places: str) -> Mistake:
    """Words of one place are parted by commas."""
    made = template if isinstance(template, Doc) else Doc(template)
    return Mistake(name, made, tuple(tuple(place.split(", ")) for place in places))


def two(*rows: str) -> str:
    """A table of two columns under its head."""
    return table(row("TT", "Tên"), *rows, columns=2)


IF, END = p("{%p if yes %}"), p("{%p endif %}")
ONE = p("Một")
HEADED = p("1. Mục đích", style="Heading1") + p("Chữ") + p("2. Phạm vi", style="Heading1")
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
NEXT_CELLS = row("{% if yes %}a", "b{% endif %}")

MISTAKES = (
    # text that would vanish
    mistake("text-behind-a-paragraph-tag", ONE + p("{%p if yes %} chữ bên cạnh") + p("x") + END, "đoạn 2"),
    mistake("text-before-a-paragraph-tag", ONE + IF + p("x") + p("chữ {%p endif %}"), "đoạn 4"),
    mistake("value-beside-a-paragraph-tag", ONE + p("{%p if yes %}{{ name }}") + p("x") + END, "đoạn 2"),
    mistake("text-beside-a-paragraph-value", ONE + p("chữ {{p x }}"), "đoạn 2"),
    mistake(
        "text-beside-a-row-tag",
        two(row("{%tr for n in ns %}", "chữ"), row("a", "b"), tag_row("{%tr endfor %}")),
        "bảng 1, hàng 2",
    ),
    mistake("text-beside-a-cell-tag", two(row("{%tc if yes %} chữ", "a", "{%tc endif %}")), "bảng 1, hàng 2, ô 1"),
    # tags that are not tags
    mistake("tag-never-closed", ONE + p("{{ name và hết") + p("Ba"), "đoạn 2"),
    mistake("tag-closed-in-the-next-paragraph", ONE + p("{{ name") + p("}} Ba"), "đoạn 2"),
    mistake("statement-never-closed-by-a-sign", ONE + p("{% if yes }chữ{% endif %}"), "đoạn 2"),
    mistake("unknown-statement", ONE + p("{% nếu yes %}a{% endif %}"), "đoạn 2"),
    mistake("unknown-statement-of-words", ONE + p("{% iff yes %}a"), "đoạn 2"),
    mistake("expression-cut-off", ONE + p("{{ name + }}"), "đoạn 2"),
    mistake("empty-tag", ONE + p("{{ }}"), "đoạn 2"),
    mistake("unknown-filter", ONE + p("{{ name | in_hoa }}"), "đoạn 2"),
    mistake("unknown-test", ONE + p("{% if name is dài %}a{% endif %}"), "đoạn 2"),
    # blocks that do not match
    mistake("if-never-closed", ONE + IF + p("x"), "đoạn 2"),
    mistake("if-inline-never-closed", ONE + p("a{% if yes %}b"), "đoạn 2"),
    mistake("for-never-closed", ONE + p("{%p for n in ns %}") + p("x"), "đoạn 2"),
    mistake("end-without-a-beginning", ONE + p("x") + END, "đoạn 3"),
    mistake("end-of-another-block", ONE + IF + p("x") + p("{%p endfor %}"), "đoạn 4"),
    mistake("else-without-a-beginning", ONE + p("{%p else %}"), "đoạn 2"),
    mistake("blocks-crossed", p("{% if yes %}{% for n in ns %}a{% endif %}{% endfor %}"), "đoạn 1"),
    mistake("row-loop-never-closed", two(tag_row("{%tr for n in ns %}"), row("a", "b")), "bảng 1, hàng 2"),
    # places where a tag cannot be
    mistake("row-tag-outside-a-table", ONE + p("{%tr for n in ns %}") + p("x") + p("{%tr endfor %}"), "đoạn 2"),
    mistake("cell-tag-outside-a-table", ONE + p("{%tc if yes %}") + p("x") + p("{%tc endif %}"), "đoạn 2"),
    mistake("colspan-outside-a-table", ONE + p("{% colspan 2 %}x"), "đoạn 2"),
    mistake("opened-in-a-cell-closed-in-the-next", two(NEXT_CELLS), "bảng 1, hàng 2, ô 1"),
    mistake(
        "opened-in-a-row-closed-in-the-next",
        two(row("{%p if yes %}", "a"), row("{%p endif %}", "b")),
        "bảng 1, hàng 2, ô 1",
    ),
    mistake("opened-in-the-text-closed-in-a-cell", ONE + IF + two(row("a", END)), "đoạn 2|ô 2"),
    mistake(
        "opened-in-a-cell-closed-behind-the-table",
        two(row("{% if yes %}a", "b")) + p("{% endif %}"),
        "ô 1|đoạn 1",
    ),
    mistake(
        "opened-by-rows-closed-by-paragraphs",
        two(tag_row("{%tr if yes %}"), row("a", "{%p endif %}")),
        "bảng 1, hàng 2|hàng 3",
    ),
    mistake("opened-in-a-control-closed-behind-it", ONE + control("khoi", IF + p("x")) + END, "đoạn 2|đoạn 4"),
    mistake("opened-in-a-box-closed-behind-it", p("a", box(IF + p("x"))) + END, "đoạn 1"),
    mistake("opened-in-the-header-closed-in-the-text", Doc(ONE + END, header=IF), "đầu trang, đoạn 1", "đoạn 2"),
    # places told in full
    mistake(
        "in-a-table-in-a-cell",
        two(row("a", Cell(two(row("{{ name + }}", "b")) + p()))),
        "bảng 1, hàng 2, ô 2, bảng 1, hàng 2, ô 1",
    ),
    mistake(
        "in-the-third-table",
        two() + p() + two() + p() + two(row("a", "b"), row("c", cell(p(), p("{{ name + }}")))),
        "bảng 3, hàng 3, ô 2, đoạn 2",
    ),
    mistake("in-a-header", Doc(ONE, header=p() + p("{{ name + }}")), "đầu trang, đoạn 2"),
    mistake("in-the-header-of-the-first-page", Doc(ONE, first=p("{{ name + }}")), "đầu trang, đoạn 1"),
    mistake(
        "in-a-table-of-the-footer",
        Doc(ONE, footer=two(row("a", "{{ name + }}")) + p()),
        "chân trang, bảng 1, hàng 2, ô 2",
    ),
    mistake("in-a-footnote", Doc(ONE, footnote=p("{{ name + }}")), "cước chú|chú thích"),
    mistake("in-an-endnote", Doc(ONE, endnote=p("{{ name + }}")), "cước chú|chú thích"),
    mistake("in-a-comment", Doc(ONE, comment=p("{{ name + }}")), "ghi chú|nhận xét|chú thích"),
    mistake("in-a-property", Doc(ONE, core={"title": "{{ name + }}"}), "thuộc tính"),
    mistake("in-a-custom-property", Doc(ONE, custom={"Mã hiệu": "{{ name + }}"}), "thuộc tính"),
    mistake("in-a-box", ONE + p("a", box(p("{{ name + }}"))), "đoạn 2"),
    mistake("in-a-control", ONE + control("khoi", p("{{ name + }}")), "đoạn 2"),
    mistake("under-a-heading", HEADED + p("Chữ") + p("{{ name + }}"), "đoạn 5, 2. Phạm vi"),
    mistake("in-a-table-under-a-heading", HEADED + two(row("{{ name + }}", "b")), "bảng 1, hàng 2, ô 1, 2. Phạm vi"),
    mistake("in-runs-that-word-split", ONE + p("{{ na", b("me "), "+ }}"), "đoạn 2"),
    # all at once
    mistake("two-in-one-template", p("{{ a + }}") + ONE + p("{{ b + }}"), "đoạn 1", "đoạn 3"),
    mistake("two-in-one-paragraph", p("{{ a + }} {{ b | in_hoa }}"), "đoạn 1", "đoạn 1"),
    mistake("two-of-different-kinds", p("{{ a + }}") + two(row("{% if yes %}a", "b")), "đoạn 1", "bảng 1, hàng 2, ô 1"),
    mistake(
        "four-in-four-parts",
        Doc(p("{{ a + }}"), header=p("{{ a + }}"), footer=p("{%p if yes %}"), footnote=p("{{ a | in_hoa }}")),
        "đoạn 1",
        "đầu trang",
        "chân trang",
        "cước chú|chú thích",
    ),
)

# Found only with data: a name that is not there, a value that has no text.
UNKNOWN = (
    mistake("unknown-name", ONE + p("{{ tên_sai }}"), "đoạn 2"),
    mistake("unknown-attribute", ONE + two(row("a", "{{ agency.nam }}")), "bảng 1, hàng 2, ô 2"),
    mistake("unknown-in-a-header", Doc(ONE, header=p("{{ nam }}")), "đầu trang, đoạn 1"),
    mistake("unknown-in-a-loop", ONE + p("{%p for x in nams %}") + p("x") + p("{%p endfor %}"), "đoạn 2"),
    mistake(
        "unknown-in-a-row-loop",
        two(tag_row("{%tr for n in ns %}"), row("{{ n }}", "{{ m }}"), tag_row("{%tr endfor %}")),
        "bảng 1, hàng 3, ô 2",
    ),
    mistake("method-of-an-object", ONE + p("{{ person.greeting() }}"), "đoạn 2"),
    mistake("change-of-the-data", ONE + p("{% set found = xs.append('a') %}"), "đoạn 2"),
    mistake("attribute-of-python", ONE + p("{{ name.__class__ }}"), "đoạn 2"),
    mistake("failing-expression", ONE + p("{{ name // 2 }}"), "đoạn 2"),
    mistake("division-by-nothing", ONE + p("{{ 1 / 0 }}"), "đoạn 2"),
    mistake("not-to-be-looped", ONE + p("{% for x in count %}a{% endfor %}"), "đoạn 2"),
)


@dataclass(frozen=True)
class Loss:
    """What docxtpl loses in silence; ours prints it or tells it."""

    name: str
    template: Doc
    kept: tuple[str, ...]  # texts that must be read on the page when nothing is told
    context: dict[str, object] = field(default_factory=dict)


RICH = RichText("đậm", bold=True)
DOUBLE = p("{%p if yes %}{%p for n in ns %}") + p("{{ n }}") + p("{%p endfor %}{%p endif %}")
NO_ROWS = table(tag_row("{%tr for n in nothing %}"), row("a", "b"), tag_row("{%tr endfor %}"), columns=2)
LOSSES = (
    Loss("rich-text-without-r", Doc(p("a {{ x }} b")), ("a đậm b",), {"x": RICH}),
    Loss("text-in-a-rich-tag", Doc(p("a {{r x }} b")), ("a chữ b",), {"x": "chữ"}),
    Loss("text-in-a-paragraph-tag", Doc(p("{{p x }}")), ("chữ",), {"x": "chữ"}),
    Loss("number-in-a-rich-tag", Doc(p("{{r x }}")), ("42",), {"x": 42}),
    Loss("rich-text-in-a-paragraph-tag", Doc(p("{{p x }}")), ("đậm",), {"x": RICH}),
    Loss("two-paragraph-tags-in-one", Doc(DOUBLE), ("1", "2", "3")),
    Loss("two-values-in-one-paragraph-tag", Doc(p("{{p x }}{{p y }}")), ("một", "hai"), {"x": "một", "y": "hai"}),
    Loss("paragraph-of-nothing-in-a-cell", Doc(two(row("a", "{{p x }}"))), ("a",), {"x": ""}),
    Loss("cell-of-nothing", Doc(two(row("a", cell(IF.replace("yes", "no"), p("b"), END)))), ("a",)),
    Loss("rows-of-nothing", Doc(ONE + NO_ROWS + p("Hai")), ("Một", "Hai")),
    Loss("closing-sign-alone", Doc(p("5%} và }} một")), ("5%} và }} một",)),
    Loss("section-in-a-paragraph-tag", Doc(p("{%p if yes %}", ppr=SECTION) + p("x") + END), ("x",)),
    Loss("link-of-another-document", Doc(p("{{r x }}")), ("đây",), {"x": RichText("đây", url_id="rId99")}),
    Loss("control-characters", Doc(p("{{ x }}")), ("ab",), {"x": "a\x01b"}),
    Loss("half-a-letter", Doc(p("{{ x }}")), ("ab",), {"x": "a\ud800b"}),
    Loss("merged-cell-outside-a-loop", Doc(two(row("{% vm %}chữ", "b"))), ("chữ",)),
    Loss("shade-of-nothing", Doc(two(row("{% cellbg x %}chữ", "b"))), ("chữ",), {"x": ""}),
    Loss("span-of-nothing", Doc(two(row("{% colspan x %}chữ"))), ("chữ",), {"x": 0}),
    Loss("span-of-text", Doc(two(row("{% colspan x %}chữ"))), ("chữ",), {"x": "hai"}),
    Loss("markup-from-the-template", Doc(p("{{ '<w:b/>' | safe }}")), ("<w:b/>",)),
    Loss("markup-from-the-data", Doc(p("{{ x | safe }}")), ("<w:br/>",), {"x": "<w:br/>"}),
    Loss("list-printed", Doc(p("{{ xs }}")), ("['một', 'hai & ba', '<bốn>']",)),
)
