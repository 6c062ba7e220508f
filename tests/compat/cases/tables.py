"""Tables: rows and columns that repeat, cells that span, merge and take a colour."""

from __future__ import annotations

from ..case import NS, PLAIN, XS, at, case
from ..words import Cell, Doc, b, cell, control, p, row, t, table, tag_row


def looped(tag: str, *rows: str, columns: int = 2) -> str:
    """Rows between the row of `{%tr tag %}` and the row of its end."""
    end = f"{{%tr end{tag.split()[0]} %}}"
    return tag_row(f"{{%tr {tag} %}}", columns) + "".join(rows) + tag_row(end, columns)


def two(*rows: str) -> str:
    """A table of two columns."""
    return table(*rows, columns=2)


def inside(*rows: str) -> Cell:
    """A cell that holds a table of two columns."""
    return cell(two(*rows), p())


def merged(text: str, tcpr: str = "") -> Cell:
    return cell(text, tcpr='<w:vMerge w:val="restart"/>' + tcpr)


def merged_on(tcpr: str = "") -> Cell:
    return cell(p(), tcpr='<w:vMerge w:val="continue"/>' + tcpr)


def without_width(made: str) -> str:
    """The same table, its first cells without w:tcW: as they are when the cell had no properties."""
    return made.replace('<w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:gridSpan', "<w:tcPr><w:gridSpan").replace(
        '<w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:vMerge', "<w:tcPr><w:vMerge"
    )


HEAD = row("TT", "Tên")
FIXED = "<w:cantSplit/><w:tblHeader/>"
HEIGHT = '<w:trHeight w:val="400"/>'
LATER = '<w:gridBefore w:val="1"/><w:wBefore w:w="1500" w:type="dxa"/>'
FIRST_OF_TWO = cell("{{ n }}", tcpr='<w:vMerge w:val="restart"/>')
SECOND_OF_TWO = cell(p(), tcpr="<w:vMerge/>")

ROWS = [
    at(
        "tr-for",
        two(HEAD, looped("for x in xs", row("{{ loop.index }}", "{{ x }}"))),
        two(HEAD, *(row(str(n), x) for n, x in enumerate(XS, start=1))),
    ),
    at("tr-for-nothing", two(HEAD, looped("for x in nothing", row("{{ loop.index }}", "{{ x }}"))), two(HEAD)),
    at(
        "tr-for-else",
        two(HEAD, looped("for x in nothing", row("a", "b"), tag_row("{%tr else %}"), row("không", "có"))),
        two(HEAD, row("không", "có")),
    ),
    at(
        "tr-for-nested",
        two(
            HEAD,
            looped(
                "for u in agency.units",
                row("{{ u.name }}", ""),
                looped("for x in u.posts", row("{{ loop.index }}", "{{ u.name }} {{ x }}")),
            ),
        ),
        two(HEAD, row("VP", ""), row("1", "VP A"), row("2", "VP B"), row("TTr", "")),
    ),
    at(
        "tr-if",
        two(HEAD, looped("if yes", row("a", "b"), tag_row("{%tr else %}"), row("c", "d"))),
        two(HEAD, row("a", "b")),
    ),
    at(
        "tr-if-in-for",
        two(HEAD, looped("for n in ns", looped("if n != 2", row("{{ n }}", "x")))),
        two(HEAD, row("1", "x"), row("3", "x")),
    ),
    at(
        "tr-tag-in-the-second-cell",
        two(HEAD, row("", "{%tr for n in ns %}"), row("{{ n }}", "x"), row("", Cell(p(b("{%tr endfor %}"))))),
        two(HEAD, *(row(str(n), "x") for n in NS)),
    ),
    at(
        "tr-head-and-properties",
        two(row("TT", "Tên", trpr=FIXED), looped("for n in ns", row("{{ n }}", "x", trpr=HEIGHT))),
        two(row("TT", "Tên", trpr=FIXED), *(row(str(n), "x", trpr=HEIGHT) for n in NS)),
    ),
    at("tr-comment", two(HEAD, tag_row("{#tr ghi chú #}"), row("a", "b")), two(HEAD, row("a", "b"))),
    at(
        "tr-two-tables",
        two(looped("for n in ns", row("{{ n }}", "x"))) + p("giữa") + two(looped("for x in xs", row("{{ x }}", "y"))),
        two(*(row(str(n), "x") for n in NS)) + p("giữa") + two(*(row(x, "y") for x in XS)),
    ),
    at(
        "tr-around-a-table-in-a-cell",
        two(looped("for n in ns", row("{{ n }}", inside(row("{{ n }}", "b"))))),
        two(*(row(str(n), inside(row(str(n), "b"))) for n in NS)),
    ),
    at(
        "tr-in-a-table-in-a-cell",
        two(row("a", inside(looped("for n in ns", row("{{ n }}", "x"))))),
        two(row("a", inside(*(row(str(n), "x") for n in NS)))),
    ),
    at(
        "tr-loops-at-both-levels",
        two(
            looped(
                "for u in agency.units",
                row("{{ u.name }}", inside(HEAD, looped("for x in u.posts", row("{{ loop.index }}", "{{ x }}")))),
            )
        ),
        two(row("VP", inside(HEAD, row("1", "A"), row("2", "B"))), row("TTr", inside(HEAD))),
    ),
    at(
        "tr-vertical-merge-of-the-template",
        two(looped("for n in ns", row(FIRST_OF_TWO, "a"), row(SECOND_OF_TWO, "b"))),
        two(*(row(merged(str(n)), "a") + row(SECOND_OF_TWO, "b") for n in NS)),
    ),
    at(
        "cell-paragraph-loop",
        two(row("a", cell(p("{%p for x in xs %}"), p("{{ x }}"), p("{%p endfor %}"), p("z")))),
        two(row("a", cell(*map(p, XS), p("z")))),
    ),
    at("cell-if-inline", two(row("{% if yes %}a{% endif %}", "{% if no %}b{% endif %}")), two(row("a", ""))),
    at(
        "if-around-a-table",
        p("{%p if no %}") + two(row("1", "2")) + p("{%p else %}") + two(row("3", "4")) + p("{%p endif %}"),
        two(row("3", "4")),
    ),
    at(
        "row-in-a-content-control",
        two(row("a", "b"), control("hang", row("{{ plain }}", "c"))),
        two(row("a", "b"), control("hang", row(PLAIN, "c"))),
    ),
    case(
        "row-that-begins-later",
        table(["a", "b", "{{ plain }}"], row("b", "c", trpr=LATER)),
        table(["a", "b", PLAIN], row("b", "c", trpr=LATER)),
    ),
    case(
        "every-row-begins-later",
        table(row("{{ plain }}", "c", trpr=LATER), columns=3),
        table(row(PLAIN, "c", trpr=LATER), columns=3),
        "does not count the columns before a row and drops them",
    ),
    case(
        "tr-percent-in-the-tag",
        two(looped("for n in ns if n % 2", row("{{ n }}", "x"))),
        two(row("1", "x"), row("3", "x")),
        "does not know a {%tr tag that holds % or }",
    ),
]

WIDER = table(["1", "2", "3", "4"])
COLUMNS = [
    case(
        "tc-for",
        table(["TT", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}", "z"]),
        table(["TT", *XS, "z"]),
    ),
    case(
        "tc-if",
        table(*(["a", "{%tc if yes %}", f"b{n}", "{%tc else %}", "c", "{%tc endif %}"] for n in NS), width=1200),
    ),
    case("tc-for-more-columns", table(["TT", "{%tc for n in range(6) %}", "{{ n }}", "{%tc endfor %}"])),
    case("tc-for-fewer-columns", table(["TT", "{%tc for n in range(1) %}", "{{ n }}", "{%tc endfor %}"])),
    case(
        "tc-for-in-tr-for",
        table(
            ["TT", "{%tc for n in ns %}", "{{ n }}", "{%tc endfor %}", "z"],
            looped(
                "for x in xs",
                row("{{ x }}", "{%tc for n in ns %}", "{{ x }}{{ n }}", "{%tc endfor %}", "z"),
                columns=5,
            ),
        ),
        table(["TT", "1", "2", "3", "z"], *([x, *(f"{x}{n}" for n in NS), "z"] for x in XS)),
    ),
    case("tc-comment", table(["a", "{#tc ghi chú #}", "b"], ["1", "{#tc ghi chú #}", "3"])),
    case(
        "tc-in-a-table-in-a-cell",
        two(row("a", cell(table(["{%tc for n in ns %}", "{{ n }}", "{%tc endfor %}"]), p()))),
        two(row("a", cell(table(["1", "2", "3"]), p()))),
        "counts the cells of a table inside for the columns of the table outside",
    ),
    case(
        "tc-in-a-header",
        Doc(p("x"), header=table(["a", "{%tc for n in ns %}", "{{ n }}", "{%tc endfor %}", "z"]) + p()),
        Doc(p("x"), header=table(["a", "1", "2", "3", "z"]) + p()),
    ),
    case(
        "tc-in-a-header-fewer-columns",
        Doc(p("x"), header=table(["a", "{%tc for n in range(1) %}", "{{ n }}", "{%tc endfor %}"]) + p()),
        Doc(p("x"), header=table(["a", "0"], width=3000).replace('w:w="3000" w:type', 'w:w="1500" w:type') + p()),
        "does not repair the columns of tables in headers",
    ),
    case(
        "table-in-a-cell-wider-than-the-table",
        two(row("a", cell(WIDER, p())), row("{{ plain }}", "d")),
        two(row("a", cell(WIDER, p())), row(PLAIN, "d")),
        "counts the cells of a table inside for the columns of the table outside",
    ),
    case(
        "cell-in-a-content-control",
        two(f"<w:tr>{control('o', row('{{ plain }}')[6:-7])}{row('b')[6:-7]}</w:tr>"),
        two(f"<w:tr>{control('o', row(PLAIN)[6:-7])}{row('b')[6:-7]}</w:tr>"),
        "does not count cells in content controls and drops their columns",
    ),
]

SPAN = '<w:gridSpan w:val="2"/>'
GREY = '<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'
RED = '<w:shd w:val="clear" w:color="auto" w:fill="FF0000"/>'
MIDDLE = '<w:vAlign w:val="center"/>'
YELLOW_TEXT = p(t("vàng", '<w:shd w:val="clear" w:fill="FFFF00"/>'))
SIX = ["1", "2", "3", "4", "5", "6"]
CELLS = [
    at(
        "colspan",
        table(["a", "b"], [cell("{% colspan ns | length - 1 %}rộng")]),
        table(["a", "b"], [cell("rộng", tcpr=SPAN)]),
    ),
    at(
        "colspan-replaces",
        table(["a", "b"], [cell("{% colspan 2 %}rộng", tcpr='<w:gridSpan w:val="1"/>' + MIDDLE)]),
        table(["a", "b"], [cell("rộng", tcpr=SPAN + MIDDLE)]),
    ),
    at(
        "colspan-in-a-loop",
        two(row("a", "b"), looped("for x in xs", row(cell("{% colspan 2 %}{{ x }}")))),
        two(row("a", "b"), *(row(cell(x, tcpr=SPAN)) for x in XS)),
    ),
    at("cellbg", two(row(cell("{% cellbg 'D9D9D9' %}xám"), "b")), two(row(cell("xám", tcpr=GREY), "b"))),
    at(
        "cellbg-of-a-value",
        two(row(cell("{% cellbg colour %}đỏ", tcpr=GREY + MIDDLE), "b")),
        two(row(cell("đỏ", tcpr=RED + MIDDLE), "b")),
        colour="FF0000",
    ),
    at("cellbg-curly-quotes", two(row(cell("{% cellbg “FF0000” %}đỏ"), "b")), two(row(cell("đỏ", tcpr=RED), "b"))),
    at(
        "cellbg-of-a-condition",
        two(looped("for n in ns", row(cell("{% cellbg 'FF0000' if n == 2 else 'D9D9D9' %}{{ n }}"), "b"))),
        two(*(row(cell(str(n), tcpr=RED if n == 2 else GREY), "b") for n in NS)),
    ),
    at(
        "colspan-and-cellbg",
        table(["a", "b"], [cell("{% colspan 2 %}{% cellbg 'FF0000' %}cả hai")]),
        table(["a", "b"], [cell("cả hai", tcpr=SPAN + RED)]),
    ),
    at(
        "cellbg-in-the-second-paragraph",
        two(row(cell(p("một"), p("{% cellbg 'FF0000' %}hai")), "b")),
        two(row(cell(p("một"), p("hai"), tcpr=RED), "b")),
    ),
    at(
        "vm",
        two(looped("for n in ns", row(cell("{% vm %}chung"), "{{ n }}"))),
        two(row(merged("chung"), "1"), row(merged_on(), "2"), row(merged_on(), "3")),
    ),
    at(
        "vm-text-around",
        two(looped("for n in ns", row(cell("trước {% vm %}sau {{ n }}", tcpr=MIDDLE), "{{ n }}"))),
        two(row(merged("trước sau 1", MIDDLE), "1"), row(merged_on(MIDDLE), "2"), row(merged_on(MIDDLE), "3")),
    ),
    at(
        "hm",
        table(["1", "2", "3"], ["{%tc for n in ns %}", cell("{% hm %}chung"), "{%tc endfor %}"]),
        table(["1", "2", "3"], [cell("chung", tcpr='<w:gridSpan w:val="3"/>')]),
    ),
    at(
        "hm-with-a-span",
        table(SIX, ["{%tc for n in ns %}", cell("{% hm %}chung", tcpr=SPAN), "{%tc endfor %}"]),
        table(SIX, [cell("chung", tcpr='<w:gridSpan w:val="6"/>')]),
        ("cell", "nested"),
    ),
    case(
        "colspan-in-a-cell-without-properties",
        table(["a", "b"], [cell("{% colspan 2 %}rộng", bare=True)]),
        without_width(table(["a", "b"], [cell("rộng", tcpr=SPAN)])),
        "needs w:tcPr in the cell, else the tag is lost",
    ),
    case(
        "vm-in-a-cell-without-properties",
        two(looped("for n in ns", row(cell("{% vm %}chung", bare=True), "{{ n }}"))),
        without_width(two(row(merged("chung"), "1"), row(merged_on(), "2"), row(merged_on(), "3"))),
        "needs w:tcPr in the cell, else Jinja meets an unknown tag vm",
    ),
    case(
        "cellbg-beside-shaded-text",
        two(row(cell("{% cellbg 'FF0000' %}", YELLOW_TEXT), "b")),
        two(row(cell(p(), YELLOW_TEXT, tcpr=RED), "b")),
        "takes the shading away from the text of the cell",
    ),
]
