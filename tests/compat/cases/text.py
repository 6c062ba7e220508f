"""Inside a paragraph: values, statements, filters, tests and globals."""

from __future__ import annotations

from ..case import NAME, PLAIN, XS, at, case
from ..words import BREAK, PAGE, TAB, b, i, p, sign, t

VALUES = [
    at("value", p("Kính gửi: {{ plain }}, số {{ count }}."), p("Kính gửi: Ủy ban nhân dân, số 42.")),
    at("value-xml-specials", p("{{ name }}"), p(NAME)),
    at("value-formatted", p("a ", b("{{ plain }}"), i(" {{ count }} "), "b"), p("a ", b(PLAIN), i(" 42 "), "b")),
    at("value-keeps-its-spaces", p("a{{ spaced }}b"), p("a  hai bên  b")),
    at("value-alone-keeps-its-spaces", p("{{ spaced }}"), p("  hai bên  ")),
    at("value-empty", p("a{{ empty }}b") + p("{{ empty }}"), p("ab") + p()),
    at("value-number", p("{{ count }} {{ rate }} {{ money }}"), p("42 0.5 1234567.50")),
    at("value-date", p("{{ day }}; {{ day.day }}/{{ day.month }}"), p("2026-03-05; 5/3")),
    at("value-date-method", p("{{ day.strftime('%d/%m/%Y') }}"), p("05/03/2026")),
    at("value-none", p("a{{ nil }}b"), p("aNoneb")),
    at("value-bool", p("{{ yes }}"), p("True")),
    at("value-lines", p("{{ lines }}"), p("Dòng một", BREAK, "Dòng hai", BREAK, BREAK, "Dòng bốn")),
    at(
        "value-lines-bold",
        p(b("{{ lines }}")),
        p(b("Dòng một"), sign("<w:br/>", "<w:b/>"), b("Dòng hai"), *[sign("<w:br/>", "<w:b/>")] * 2, b("Dòng bốn")),
    ),
    at("value-tab", p(b("{{ tabbed }}")), p(b("Cột A"), sign("<w:tab/>", "<w:b/>"), b("Cột B"))),
    at("value-like-a-tag", p("{{ x }}", " b"), p("{{ plain }} {% if %} {# #} b"), x="{{ plain }} {% if %} {# #}"),
    at(
        "value-attribute-item-index",
        p(
            "{{ agency.name }}|{{ agency['name'] }}|{{ xs[0] }}|{{ xs[-1] }}|"
            "{{ person.name }}|{{ agency.units[0].name }}"
        ),
        p("Sở Tư pháp|Sở Tư pháp|một|<bốn>|Ánh|VP"),
    ),
    at(
        "value-expression",
        p("{{ count + 1 }} {{ count / 4 }} {{ count // 4 }} {{ 'a' ~ count ~ 'b' }} {{ 2 ** 3 }}"),
        p("43 10.5 10 a42b 8"),
    ),
    at("value-condition", p("{{ 'Có' if yes else 'Không' }} {{ 'Có' if no }}"), p("Có ")),
    at(
        "value-comparison",
        p("{{ 1 < 2 }} {{ 3 > 4 }} {{ count >= 42 }} {{ 'a' in xs }} {{ not no }}"),
        p("True False True False True"),
    ),
    at(
        "value-named-p-r-tr-tc",
        p("{{ p }} {{p}} {{ r }} {{r}} {{ tr }} {{tr}} {{ tc }} {{tc}}"),
        p("chữ p chữ p chữ r chữ r chữ tr chữ tr chữ tc chữ tc"),
    ),
    at("value-without-spaces", p("{{plain}}{{count}}"), p("Ủy ban nhân dân42")),
    at("value-slices", p("{{ xs[1:] | length }} {{ plain[:6] }}"), p("2 Ủy ban")),
    at(
        "value-list-and-literals",
        p("{{ [1, 2] | join('-') }} {{ (1, 2) | sum }} {{ 'a\"b' }} {{ 1.50 }}"),
        p('1-2 3 a"b 1.5'),
    ),
    at("curly-quotes", p("{{ nil or “–” }} {% if plain == ‘Ủy ban nhân dân’ %}đúng{% endif %}"), p("– đúng")),
    at("text-that-is-no-tag", p("100% {a} } { % { {b}", b(" 5% }")), p("100% {a} } { % { {b}", b(" 5% }"))),
    at("braces-escaped", p("{_{ name }_} {_% if x %_} {{ plain }}"), p("{{ name }} {% if x %} Ủy ban nhân dân")),
    at("raw", p("{% raw %}{{ name }} {% if %}{% endraw %} {{ count }}"), p("{{ name }} {% if %} 42")),
    case(
        "value-a-text-that-holds-a-tag-as-we-escape-it",
        p("{{ x }}"),
        p("{_{ a }_} {_% b %_}"),
        "turns {_{ in the data into {{: the escape of templates is undone after rendering",
        x="{_{ a }_} {_% b %_}",
    ),
    case(
        "ampersand-in-a-tag",
        p("{{ 'A & B' }}") + p("{% if x == 'A & B' %}đúng{% endif %}"),
        p("A & B") + p("đúng"),
        "does not undo &amp; inside tags",
        x="A & B",
    ),
    case(
        "quotes-in-quotes", p("{{ '“a”' }}"), p("“a”"), "turns curly quotes inside a text in quotes into straight ones"
    ),
    case(
        "value-form-feed-and-bell",
        p("Một: {{ x }}", ppr='<w:jc w:val="center"/>'),
        p("Một: a", ppr='<w:jc w:val="center"/>')
        + p("b", ppr='<w:jc w:val="center"/>')
        + p(PAGE)
        + p("c", ppr='<w:jc w:val="center"/>'),
        x="a\ab\fc",
    ),
]


INLINE = [
    at("if", p("a{% if yes %}B{% endif %}c{% if no %}D{% endif %}e"), p("aBce")),
    at("if-else-elif", p("{% if no %}a{% elif count > 50 %}b{% else %}c{% endif %}"), p("c")),
    at("if-with-spaces", p("{% if yes %} b {% endif %}"), p(" b ")),
    at("if-comparison-signs", p("{% if count < 50 and count > 40 %}giữa{% endif %}"), p("giữa")),
    at(
        "if-tests",
        p("{% if plain is defined and nil is none and xs is iterable and count is even %}đúng{% endif %}"),
        p("đúng"),
    ),
    at(
        "if-undefined",
        p("{% if unknown is not defined %}chưa có{% endif %}{{ unknown | default('–') }}"),
        p("chưa có–"),
    ),
    at("if-around-formats", p("{% if yes %}a", b("b"), i("c{% endif %}")), p("a", b("b"), i("c"))),
    at("if-false-around-formats", p("x", "{% if no %}a", b("b"), "c{% endif %}y"), p("xy")),
    at("for", p("{% for x in xs %}{{ x }}; {% endfor %}hết"), p("một; hai & ba; <bốn>; hết")),
    at("for-else", p("{% for x in nothing %}{{ x }}{% else %}trống{% endfor %}"), p("trống")),
    at("for-if", p("{% for n in ns if n != 2 %}{{ n }}{% endfor %}"), p("13")),
    at(
        "for-loop-variables",
        p(
            "{% for x in xs %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}"
            "{{ loop.first }}{{ loop.last }}{{ loop.length }} "
            "{{ loop.cycle('chẵn', 'lẻ') }}{% if not loop.last %}, {% endif %}{% endfor %}"
        ),
        p("103TrueFalse3 chẵn, 212FalseFalse3 lẻ, 321FalseTrue3 chẵn"),
    ),
    at(
        "for-previtem-nextitem-changed",
        p(
            "{% for n in ns %}"
            "{{ loop.previtem | default('-') }}{{ n }}{{ loop.nextitem | default('-') }}"
            "{{ loop.changed(n > 1) }} {% endfor %}"
        ),
        p("-12True 123True 23-False "),
    ),
    at(
        "for-items",
        p("{% for key, value in d.items() %}{{ key }}={{ value }} {% endfor %}"),
        p("a=1 b=<2> "),
        d={"a": 1, "b": "<2>"},
    ),
    at(
        "for-nested",
        p("{% for u in agency.units %}{{ u.name }}({% for x in u.posts %}{{ x }}{% endfor %}) {% endfor %}"),
        p("VP(AB) TTr() "),
    ),
    at(
        "for-formats",
        p("{% for x in xs %}", b("{{ x }}"), ", {% endfor %}"),
        p(*(one for x in XS for one in (b(x), ", "))),
    ),
    at("for-range", p("{% for n in range(1, 4) %}{{ n }}{% endfor %}"), p("123")),
    at("for-unpack", p("{% for a, b in [(1, 2), (3, 4)] %}{{ a }}+{{ b }} {% endfor %}"), p("1+2 3+4 ")),
    at("set", p("{% set x = count * 2 %}{{ x }}{% set y %}[{{ name }}]{% endset %} {{ y }}"), p(f"84 [{NAME}]")),
    at("set-used-later", p("{% set x = 'xa' %}") + p("{{ x }}"), p() + p("xa")),
    at("set-paragraph", p("{%p set x = 'xa' %}") + p("{{ x }}"), p("xa")),
    at(
        "namespace",
        p("{% set s = namespace(total=0) %}{% for n in ns %}{% set s.total = s.total + n %}{% endfor %}{{ s.total }}"),
        p("6"),
    ),
    at("with", p("{% with x = 1, y = 2 %}{{ x + y }}{% endwith %}"), p("3")),
    at(
        "macro",
        p("{% macro m(x, y='?') %}[{{ x }} {{ y }}]{% endmacro %}{{ m(name) }}{{ m('a', y='b') }}"),
        p(f"[{NAME} ?][a b]"),
    ),
    at(
        "macro-used-later",
        p("{%p macro m(x) %}") + p("{{ x }}!") + p("{%p endmacro %}") + p("{{p m('a') }}") + p("{{p m(name) }}"),
        p("a!") + p(f"{NAME}!"),
    ),
    at("call", p("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ name }}{% endcall %}"), p(f"[{NAME}]")),
    at(
        "filter-block",
        p("{% filter upper %}ủy ban {{ x }}{% endfilter %}"),
        p("ỦY BAN XÃ"),
        x="xã",
        split="puts the XML between two runs through the filter",
    ),
    at("comment", p("a{# chú thích: 'mở & {{ không đóng #}b"), p("ab")),
    at(
        "strip-spaces-inside",
        p("a  {{- plain -}}  b"),
        p("aỦy ban nhân dânb"),
        split="strips spaces only inside one run",
    ),
    at(
        "recursive-loop",
        p("{% for one in tree recursive %}{{ one.name }} {{ loop(one.kids) }}{% endfor %}"),
        p("1 1.1 1.2 2 "),
    ),
    at("autoescape-block", p("{% autoescape true %}{{ name }}{% endautoescape %}"), p(NAME)),
    at(
        "line-break-and-tab-beside-tags",
        p("{{ plain }}", TAB, "{% if yes %}", BREAK, "x{% endif %}"),
        p(PLAIN, TAB, BREAK, "x"),
    ),
    at("tag-over-a-break", p("{% if yes %}a", BREAK, "b{% endif %}", PAGE, "c"), p("a", BREAK, "b", PAGE, "c")),
    case(
        "if-false-between-formats",
        p(b("{% if no %}a"), i("b{% endif %}c")),
        p(i("c")),
        "gives the text after a false block the look of the run that opened it",
    ),
    case(
        "text-after-a-tag-keeps-its-look",
        p(t("{", "<w:b/>"), t("{ plain }} xong")),
        p(b(PLAIN), " xong"),
        "joins the text behind a tag into the run where the tag began",
    ),
]


FILTERS = [
    at(f"filter-{name}", p(f"{{{{ {expression} }}}}"), p(gives))
    for name, expression, gives in [
        ("upper", "'đơn vị' | upper", "ĐƠN VỊ"),
        ("lower-title-capitalize", "('ĐƠN VỊ' | lower) ~ ('đơn vị' | title) ~ ('ĐƠN' | capitalize)", "đơn vịĐơn VịĐơn"),
        ("default", "unknown | default('không có')", "không có"),
        ("default-true", "empty | default('trống', true)", "trống"),
        ("join", "xs | join(', ')", "một, hai & ba, <bốn>"),
        ("length-first-last", "(xs | length) ~ (xs | first) ~ (xs | last)", "3một<bốn>"),
        ("replace", "name | replace('Sở', 'Ban')", NAME.replace("Sở", "Ban")),
        ("escape-once", "name | e", NAME),
        ("safe-text", "plain | safe", PLAIN),
        ("round-int-float", "(rate | round | int) ~ ' ' ~ (2.567 | round(1)) ~ ' ' ~ ('3' | int + 1)", "0 2.6 4"),
        ("format", "'%05.1f|%s' | format(rate, plain)", f"000.5|{PLAIN}"),
        ("trim", "spaced | trim", "hai bên"),
        ("sort", "[3, 1, 2] | sort(reverse=true) | join", "321"),
        ("map-attribute", "persons | map(attribute='n') | join(',')", "3,10,7"),
        ("map-filter", "['a', 'b'] | map('upper') | join", "AB"),
        (
            "selectattr",
            "persons | selectattr('n', 'gt', 5) | map(attribute='name') | join('; ')",
            'Lê & Con <Ltd>; Ý "Nhi"',
        ),
        (
            "rejectattr-select-reject",
            "(persons | rejectattr('n', 'eq', 3) | list | length) ~ (ns | select('odd') | list | length)",
            "22",
        ),
        ("sum-max-min", "(persons | sum(attribute='n')) ~ ' ' ~ (ns | max) ~ ' ' ~ (ns | min)", "20 3 1"),
        ("sort-attribute", "persons | sort(attribute='n') | map(attribute='n') | join(' ')", "3 7 10"),
        ("unique-reverse-list", "[1, 1, 2] | unique | list | reverse | join", "21"),
        ("truncate-wordcount", "(plain | truncate(9, true, '…', 0)) ~ (plain | wordcount)", "Ủy ban n…4"),
        ("string-abs", "(-5 | abs | string) ~ (42 | string)", "542"),
        ("striptags", "'<b>a</b>' | striptags", "a"),
        ("wordwrap-makes-lines", "'một hai' | wordwrap(3) | replace('\\n', '/')", "một/hai"),
        ("urlencode", "'a b=c' | urlencode", "a%20b%3Dc"),
        ("dictsort", "{'b': 1, 'a': 2} | dictsort | first | first", "a"),
        ("center", "'ab' | center(6) | replace(' ', '.')", "..ab.."),
        ("tojson", "{'a': [1, 2]} | tojson", '{"a": [1, 2]}'),
        ("attr", "person | attr('age')", "30"),
        ("items", "{'a': 1} | items | list | first | first", "a"),
    ]
] + [
    at(
        "filter-groupby-batch-slice",
        p(
            "{% for key, group in persons | groupby('n') %}{{ key }}:{{ group | length }} {% endfor %}"
            "{% for b in ns | batch(2, 0) %}{{ b | join }}/{% endfor %}"
            "{% for s in ns | slice(2) %}{{ s | join }}/{% endfor %}"
        ),
        p("3:1 7:1 10:1 12/30/12/3/"),
    ),
    at(
        "tests",
        p(
            "{{ ns is sequence }}{{ 4 is divisibleby 2 }}{{ plain is string }}{{ 1 is number }}{{ d is mapping }}"
            "{{ 'a' is in ['a'] }}{{ 3 is eq 3 }}{{ 'A' is upper }}{{ none is none }}{{ plain is sameas plain }}"
        ),
        p("True" * 10),
        d={},
    ),
    at(
        "globals",
        p(
            "{{ dict(a=1).a }}{{ range(3) | list | length }}"
            "{% set c = cycler('x', 'y') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}"
            "{% set j = joiner(', ') %}{% for n in ns %}{{ j() }}{{ n }}{% endfor %}"
        ),
        p("13xyx1, 2, 3"),
    ),
]
