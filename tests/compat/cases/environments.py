"""An environment of one's own: filters, tests, globals, undefined, finalize, extensions."""

from __future__ import annotations

import jinja2

from ..case import NAME, at, case
from ..words import p


def _filters() -> jinja2.Environment:
    environment = jinja2.Environment(autoescape=True)
    environment.filters["vnd"] = lambda value: f"{value:,.0f}".replace(",", ".") + " đồng"
    environment.filters["twice"] = lambda value: value * 2
    environment.tests["long"] = lambda value: len(value) > 5
    environment.globals["year"] = 2026
    environment.globals["add"] = lambda a, b: a + b
    return environment


ENVIRONMENTS = [
    at(
        "environment-filters",
        p("{{ money | vnd }} {{ name | twice }}"),
        p(f"1.234.568 đồng {NAME * 2}"),
        environment=_filters,
    ),
    at(
        "environment-tests-and-globals",
        p("{{ plain is long }} {{ year }} {{ add(1, 2) }}"),
        p("True 2026 3"),
        environment=_filters,
    ),
    at(
        "environment-undefined-is-empty",
        p("a{{ unknown }}b{% if unknown %}c{% endif %}"),
        p("ab"),
        environment=_filters,
    ),
    case(
        "environment-chainable",
        p("a{{ unknown.deep.er }}b"),
        p("ab"),
        environment=lambda: jinja2.Environment(autoescape=True, undefined=jinja2.ChainableUndefined),
    ),
    case(
        "environment-finalize",
        p("a{{ nil }}b {{ count }}"),
        p("a–b 42"),
        environment=lambda: jinja2.Environment(autoescape=True, finalize=lambda value: "–" if value is None else value),
    ),
    case(
        "environment-break-and-continue",
        p(
            "{% for n in [1, 2, 3, 4] %}{% if n == 2 %}{% continue %}{% elif n == 4 %}{% break %}{% endif %}"
            "{{ n }}{% endfor %}"
        ),
        p("13"),
        environment=lambda: jinja2.Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols"]),
    ),
    case(
        "environment-trim-blocks",
        p("a {% if yes %} b {% endif %} c"),
        p("a  b  c"),
        environment=lambda: jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True),
    ),
    case("environment-escapes-always", p("{{ name }}"), p(NAME), environment=lambda: jinja2.Environment()),
]
