"""Places of Word: controls, fields, links, attributes, notes, sections, properties."""

from __future__ import annotations

from ..case import NAME, NS, PLAIN, XS, at, case
from ..words import (
    Doc,
    b,
    bookmark,
    control,
    control_inline,
    everywhere,
    field_code,
    i,
    inserted,
    link,
    p,
    picture,
    png,
    section,
    sign,
    simple_field,
    t,
    table,
)

PLACES = [
    at("control-inline", p("a", control_inline("ten", "{{ plain }}"), "b"), p("a", control_inline("ten", PLAIN), "b")),
    at(
        "control-tag-and-loop",
        p("{%p for x in ns %}") + control("buoc/{{ x }}", p("{{ x }}")) + p("{%p endfor %}"),
        "".join(control(f"buoc/{x}", p(str(x))) for x in NS),
        ("footnote",),
    ),
    at(
        "if-inside-a-control",
        control("khoi", p("{%p if no %}") + p("a") + p("{%p endif %}") + p("b")),
        control("khoi", p("b")),
        ("footnote",),
    ),
    at(
        "control-in-a-condition",
        p("{%p if yes %}") + control("khoi", p("b")) + p("{%p endif %}"),
        control("khoi", p("b")),
        ("footnote",),
    ),
    at(
        "field-code",
        p(field_code("DOCVARIABLE {{ plain }} \\* MERGEFORMAT", "{{ plain }}")),
        p(field_code(f"DOCVARIABLE {PLAIN} \\* MERGEFORMAT", PLAIN)),
        office=False,
    ),
    at("field-code-specials", p(field_code('IF 1 = 1 "{{ name }}"')), p(field_code(f'IF 1 = 1 "{NAME}"'))),
    at("simple-field", p(simple_field(" TITLE {{ count }} ", "{{ plain }}")), p(simple_field(" TITLE 42 ", PLAIN))),
    at(
        "field-beside-tags", p("Trang ", field_code("PAGE"), " / {{ count }}"), p("Trang ", field_code("PAGE"), " / 42")
    ),
    case("inside-a-bookmark", p(bookmark("dau", t("{{ plain }}")), " sau"), p(bookmark("dau", t(PLAIN)), " sau")),
    case("inside-an-insertion", p("a", inserted("{{ plain }}"), "b"), p("a", inserted(PLAIN), "b")),
    at("tag-in-runs-of-one-look", p(t("Số "), t("{{ cou"), t("nt }}"), t(" là")), p("Số 42 là")),
    at("tag-in-runs-of-other-looks", p(b("{{ "), i("count"), " }}"), p(b("42"))),
    case(
        "quotes-as-entities-in-footnotes",
        Doc(p("a"), footnote=p(sign("<w:t>{{ nil or &quot;–&quot; }}</w:t>"))),
        Doc(p("a"), footnote=p("–")),
        "does not undo &quot; and &apos; in footnotes, as LibreOffice writes them",
    ),
    case(
        "link",
        Doc(p("a", link("l", "{{ plain }}", b("{% if yes %}b{% endif %}"))), links={"l": "https://vd.vn"}),
        Doc(p("a", link("l", PLAIN, b("b"))), links={"l": "https://vd.vn"}),
    ),
    case(
        "link-in-a-loop",
        Doc(p("{%p for x in xs %}") + p(link("l", "{{ x }}")) + p("{%p endfor %}"), links={"l": "https://vd.vn"}),
        Doc("".join(p(link("l", x)) for x in XS), links={"l": "https://vd.vn"}),
    ),
    case(
        "alt-text",
        Doc(p(picture("hinh", "Ảnh của {{ name }}")), pictures={"hinh": png(200, 0, 0)}),
        Doc(p(picture("hinh", f"Ảnh của {NAME}")), pictures={"hinh": png(200, 0, 0)}),
    ),
    case(
        "pictures-in-a-loop",
        Doc(
            p("{%p for x in xs %}") + p(picture("hinh", "{{ x }}")) + p("{%p endfor %}"),
            pictures={"hinh": png(200, 0, 0)},
        ),
        Doc("".join(p(picture("hinh", x)) for x in XS), pictures={"hinh": png(200, 0, 0)}),
    ),
    case(
        "quotes-in-an-attribute",
        control('{{ agency["name"] }}', p("a")),
        control("Sở Tư pháp", p("a")),
        "does not undo &quot; inside tags",
    ),
    case(
        "field-code-in-many-runs",
        p(
            sign('<w:fldChar w:fldCharType="begin"/>'),
            sign("<w:instrText> SEQ {{ pl</w:instrText>"),
            sign("<w:instrText>ain }} </w:instrText>"),
            sign('<w:fldChar w:fldCharType="separate"/>'),
            "1",
            sign('<w:fldChar w:fldCharType="end"/>'),
        ),
        p(
            sign('<w:fldChar w:fldCharType="begin"/>'),
            sign(f"<w:instrText> SEQ {PLAIN} </w:instrText>"),
            sign('<w:fldChar w:fldCharType="separate"/>'),
            "1",
            sign('<w:fldChar w:fldCharType="end"/>'),
        ),
        "joins only texts, not field codes that Word split",
    ),
]

PARTS = [
    case(
        "no-tags-at-all",
        everywhere(p("Chữ", b(" & ký hiệu")) + table(["a", "b"])),
        everywhere(p("Chữ", b(" & ký hiệu")) + table(["a", "b"])),
    ),
    case(
        "two-sections",
        Doc(p("{{ plain }}") + section(last=False) + p("{{ count }}"), header=p("{{ plain }}")),
        Doc(p(PLAIN) + section(last=False) + p("42"), header=p(PLAIN)),
    ),
    case(
        "notes-in-two-sections",
        Doc(p("a") + section(last=False) + p("b"), footnote=p("{{ x }}")),
        Doc(p("a") + section(last=False) + p("b"), footnote=p("{{ count }}")),
        "renders footnotes once for every section, so data becomes a template",
        x="{{ count }}",
    ),
    case("endnotes", Doc(p("a"), endnote=p("{{ name }}")), Doc(p("a"), endnote=p(NAME)), "does not fill endnotes"),
    case("comments", Doc(p("a"), comment=p("{{ name }}")), Doc(p("a"), comment=p(NAME)), "does not fill comments"),
]

PROPERTIES = [
    case(
        "core-properties",
        Doc(
            p("a"),
            core={
                "title": "{{ plain }}",
                "author": "{{ count }}",
                "subject": "{% if yes %}x{% endif %}",
                "comments": "{{ plain }}",
                "language": "vi-VN",
            },
        ),
        Doc(p("a"), core={"title": PLAIN, "author": "42", "subject": "x", "comments": PLAIN, "language": "vi-VN"}),
    ),
    case(
        "core-properties-specials",
        Doc(p("a"), core={"title": "{{ name }}"}),
        Doc(p("a"), core={"title": NAME}),
        "escapes properties twice: & becomes &amp; on the page",
    ),
    case(
        "core-properties-keywords",
        Doc(p("a"), core={"keywords": "{{ plain }}", "category": "{{ count }}"}),
        Doc(p("a"), core={"keywords": PLAIN, "category": "42"}),
        "leaves the tags in keywords and category",
    ),
    case(
        "core-properties-long",
        Doc(p("a"), core={"title": "{{ x }}"}),
        Doc(p("a"), core={"title": "ký tự " * 60}),
        "stops at properties of more than 255 letters",
        x="ký tự " * 60,
    ),
    case(
        "app-properties",
        Doc(p("a"), company="{{ name }}"),
        Doc(p("a"), company=NAME),
        "leaves the tags in the company's name",
    ),
    case(
        "custom-properties",
        Doc(p("a"), custom={"Mã hiệu": "{{ name }}", "Khác": "cố định"}),
        Doc(p("a"), custom={"Mã hiệu": NAME, "Khác": "cố định"}),
        "leaves the tags in custom properties",
    ),
]
