"""Blocks over paragraphs: `{%p %}`, statements opened in one paragraph and closed in another, `{%- -%}`."""

from __future__ import annotations

from collections.abc import Sequence

from ..case import NS, XS, at, case
from ..words import CENTRE, b, i, p, ps, table


def _many(texts: Sequence[str], **how: str) -> str:
    return "".join(p(text, **how) for text in texts)


PARAGRAPHS = [
    at(
        "p-if", p("{%p if yes %}") + p("A") + p("{%p endif %}") + p("{%p if no %}") + p("B") + p("{%p endif %}"), p("A")
    ),
    at(
        "p-if-else",
        p("{%p if no %}") + ps("a", "b") + p("{%p elif no %}") + p("c") + p("{%p else %}") + p("d") + p("{%p endif %}"),
        p("d"),
    ),
    at(
        "p-for",
        p("Đầu") + p("{%p for x in xs %}") + p("- {{ x }}", style="ListBullet") + p("{%p endfor %}") + p("Cuối"),
        p("Đầu") + _many([f"- {x}" for x in XS], style="ListBullet") + p("Cuối"),
    ),
    at(
        "p-for-else",
        p("{%p for x in nothing %}") + p("{{ x }}") + p("{%p else %}") + p("trống") + p("{%p endfor %}"),
        p("trống"),
    ),
    at(
        "p-for-nested",
        p("{%p for u in agency.units %}")
        + p("{{ loop.index }}. {{ u.name }}", style="Heading2")
        + p("{%p for x in u.posts %}")
        + p("{{ u.name }}: {{ x }}")
        + p("{%p endfor %}")
        + p("{%p endfor %}"),
        p("1. VP", style="Heading2") + ps("VP: A", "VP: B") + p("2. TTr", style="Heading2"),
    ),
    at(
        "p-for-with-a-table",
        p("{%p for x in ns %}") + table(["{{ x }}", "{{ x * 2 }}"]) + p("sau") + p("{%p endfor %}"),
        "".join(table([str(x), str(2 * x)]) + p("sau") for x in NS),
    ),
    at("p-tag-formatted", p(b("{%p if yes %}"), style="Heading1") + p("A") + p(i("{%p endif %}"), ppr=CENTRE), p("A")),
    at("p-tag-without-a-space", p("{%p if yes%}") + p("A") + p("{%p endif%}"), p("A")),
    at("p-tag-with-spaces", p("  {%p   if yes   %}  ") + p("A") + p("{%p  endif  %} "), p("A")),
    at("p-comment", p("{#p ghi chú của người soạn #}") + p("A"), p("A")),
    at("p-comparison-signs", p("{%p if 1 < 2 and count > 3 %}") + p("A") + p("{%p endif %}"), p("A")),
    at("if-over-paragraphs", p("{% if yes %}Một", ppr=CENTRE) + p("Hai{% endif %}"), p("Một", ppr=CENTRE) + p("Hai")),
    at(
        "if-false-over-paragraphs",
        p("a{% if no %}Một", ppr=CENTRE) + p("Hai") + p("Ba{% endif %}b"),
        p("ab", ppr=CENTRE),
    ),
    at("if-alone-over-paragraphs", p("{% if yes %}") + p("A") + p("{% endif %}"), p() + p("A") + p()),
    at("if-else-over-paragraphs", p("{% if no %}a") + p("b{% else %}c") + p("d{% endif %}"), p("c") + p("d")),
    at(
        "for-over-paragraphs",
        p("{% for x in xs %}{{ x }}") + p("-{% endfor %}"),
        p("một") + p("-hai & ba") + p("-<bốn>") + p("-"),
    ),
    at("for-over-paragraphs-empty", p("a{% for x in nothing %}{{ x }}") + p("-{% endfor %}b"), p("ab")),
    at(
        "if-over-a-table",
        p("{% if yes %}a") + table(["1", "2"]) + p("b{% endif %}"),
        p("a") + table(["1", "2"]) + p("b"),
    ),
    at("merge-with-the-paragraph-before", p("Một ") + p("{%- if yes %}hai{% endif %}"), p("Một hai")),
    at("merge-with-the-paragraph-after", p("Một {% if yes -%}") + p("hai") + p("{%- endif %} ba"), p("Một hai ba")),
    at(
        "merge-on-both-sides",
        p("Một") + p("{%- if yes -%}") + p("hai") + p("{%- else -%}") + p("ba") + p("{%- endif -%}") + p("bốn"),
        p("Mộthaibốn"),
    ),
    at("merge-false", p("Một") + p("{%- if no -%}") + p("hai") + p("{%- endif -%}") + p("bốn"), p("Mộtbốn")),
    case(
        "merge-in-one-paragraph",
        p("a", b("b"), "{%- if yes -%}", i("c"), "{%- endif -%}", "d"),
        p("a", b("b"), i("c"), "d"),
        "gives the runs beside {%- -%} the look of the run before",
    ),
    at(
        "merge-for",
        p("Gồm: ") + p("{%- for x in xs -%}") + p("{{ x }}, ") + p("{%- endfor -%}") + p("hết"),
        p("Gồm: một, hai & ba, <bốn>, hết"),
    ),
    case(
        "merge-before-with-text-beside",
        p("Một") + p("a{%- if yes %}b{% endif %}"),
        p("Một") + p("ab"),
        "loses the text before {%- in the same run",
    ),
    case(
        "merge-after-with-text-beside",
        p("{% if yes %}x{% endif -%} a") + p("b"),
        p("xa") + p("b"),
        "loses the text behind -%} in the same run and takes in the next paragraph",
    ),
    case(
        "p-percent-and-braces-in-the-tag",
        p("{%p for n in ns if n % 2 %}")
        + p("{{ n }}")
        + p("{%p endfor %}")
        + p("{%p if {'a': 1}['a'] %}")
        + p("b")
        + p("{%p endif %}"),
        ps("1", "3", "b"),
        "does not know a {%p tag that holds % or }",
    ),
    case(
        "merge-with-a-paragraph-that-has-tab-stops",
        p("Một {% if yes -%}") + p("hai{% endif %}", ppr='<w:tabs><w:tab w:val="left" w:pos="500"/></w:tabs>'),
        p("Một hai"),
        "takes <w:tabs> for the text of the next paragraph and breaks the part",
    ),
]
