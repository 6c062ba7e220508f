"""Templates that attack: code, work and memory, and the package itself. Each is refused with a Problem, none hangs."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest

from qmsdocs.docx import compile_template
from qmsdocs.errors import QmsdocsError

_SECONDS = 8.0  # a bound must be met soon, also on a busy machine


def template(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def changed(parts: dict[str, Callable[[bytes], bytes] | bytes], data: bytes = template("{{ x }}")) -> bytes:
    """A template with some of its entries changed, or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            change = parts.get(name)
            old = source.read(name)
            target.writestr(name, old if change is None else change if isinstance(change, bytes) else change(old))
        for name, new in parts.items():
            if name not in source.namelist() and isinstance(new, bytes):
                target.writestr(name, new)
    return packed.getvalue()


def refused(data: bytes, **context: Any) -> set[str]:
    """The codes with which a template is refused, when compiled or when rendered."""
    began = time.monotonic()
    with pytest.raises(QmsdocsError) as raised:
        compile_template(data).render(context)
    assert time.monotonic() - began < _SECONDS
    assert all(problem.message() and problem.hint() for problem in raised.value.problems)
    return {problem.code for problem in raised.value.problems}


class Person:
    name = "Tên"
    _secret = "kín"

    def greet(self) -> str:
        raise AssertionError("a template called this")


def call() -> str:
    raise AssertionError("a template called this")


CODE = [
    "{{ x.__class__ }}",
    "{{ x | attr('__class__') }}",
    "{{ x['__class__'] }}",
    "{{ x['__cla' ~ 'ss__'].mro() }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{a.__class__}'.format_map({'a': x}) }}",
    "{{ xs | map(attribute='__class__') | join }}",
    "{{ xs | groupby('__class__') | list }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ lipsum() }}",
    "{{ call() }}",
    "{{ person.greet() }}",
    "{{ person._secret }}",
    "{{ person['_sec' ~ 'ret'].upper() }}",
    "{{ xs.append('z') }}",
    "{{ d.update({'k': 'z'}) }}",
    "{{ d.pop('k') }}",
    "{% macro m() %}x{% endmacro %}{{ m._func }}",
    "{% import 'os' as o %}{{ o }}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
]


@pytest.mark.parametrize("tag", CODE)
def test_a_template_reads_data_and_runs_nothing(tag: str) -> None:
    data = {"x": "a", "xs": ["a", "b"], "d": {"k": "v"}, "person": Person(), "call": call}
    codes = refused(template(tag), **data)
    assert all(code.startswith(("template-", "part-")) for code in codes), codes
    assert data["xs"] == ["a", "b"] and data["d"] == {"k": "v"}


NAMESPACE = "{% set ns = namespace(x='xxxxxxxxxx', l=[0]) %}"
WORK = [
    "{% for a in range(10**9) %}x{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) recursive %}{% if loop.depth < 4 %}{{ loop(range(99999)) }}{% endif %}{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ 10**(10**9) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ '{:>{}}'.format(1, 10**9) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a'.zfill(10**9) }}",
    "{{ 'a\\nb' | indent(10**9) }}",
    "{{ xs | batch(10**9, 'x') | list | length }}",
    "{{ xs | slice(10**9) | list | length }}",
    "{{ 1.5 | round(10**9) }}",
    "{{ big | replace('x', big) }}",
    "{{ range(99999) | join(big) }}",
    NAMESPACE + "{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x | length }}",
    NAMESPACE + "{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x | length }}",
    NAMESPACE + "{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l | tojson | length }}",
    "{% set x0 %}xxxxxxxxxx{% endset %}"
    + "".join(f"{{% set x{i + 1} %}}{{{{ x{i} }}}}{{{{ x{i} }}}}{{% endset %}}" for i in range(40))
    + "{{ x40 | length }}",
    "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(1) }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
    "{% for i in range(99999) %}{{ range(99999) | sum }}{% endfor %}",
    "{% for i in range(99999) %}{{ range(99999) | sort | first }}{% endfor %}",
    "{% for i in range(99999) %}{{ big.count('y') }}{% endfor %}",
    "{% for i in range(99999) %}{{ big }}{% endfor %}",
]


@pytest.mark.parametrize("tag", WORK)
def test_work_and_memory_are_bounded(tag: str) -> None:
    codes = refused(template(tag), xs=["a", "b"], big="x" * 900_000)
    assert codes <= {"template-too-much", "template-failed", "template-syntax"}, codes


@pytest.mark.parametrize(
    "text",
    [
        "{" * 200_000,
        "{{" * 100_000,
        "{{ ' " * 50_000,
        "{% if x %}" * 20_000,
        "{{ " + "(" * 20_000,
        "{{ x }}" * 20_000 + "{{",
    ],
    ids=["braces", "openings", "quotes", "blocks", "parentheses", "tags"],
)
def test_a_hostile_text_is_refused_in_time_that_grows_with_its_length(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(QmsdocsError):
        compile_template(template(text))
    assert time.monotonic() - began < 4 * _SECONDS


_TYPES, _RELS, _DOCUMENT = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind: bytes, external: bool = True) -> Callable[[bytes], bytes]:
    mode = b' TargetMode="External"' if external else b""
    line = b'<Relationship Id="rIdX" Type="%s/%s" Target="http://vd.vn/x"%s/>' % (_OFFICE, kind, mode)
    return lambda old: old.replace(b"</Relationships>", line + b"</Relationships>")


def field(code: bytes) -> Callable[[bytes], bytes]:
    pieces = b"".join(b"<w:r><w:instrText>%s</w:instrText></w:r>" % code[i : i + 2] for i in range(0, len(code), 2))
    run = (
        b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        % pieces
    )
    return lambda old: old.replace(b"<w:sectPr", run + b"<w:sectPr", 1)


def entities(old: bytes) -> bytes:
    return b'<!DOCTYPE a [<!ENTITY e "eeee">]>' + old[old.index(b"<w:document") :]


PACKAGES: dict[str, tuple[bytes, str]] = {
    "macros": (
        changed({_TYPES: lambda old: old.replace(b"document.main+xml", b"document.macroEnabled.main+xml")}),
        "template-un",
    ),
    "vba": (changed({"word/vbaProject.bin": b"x"}), "template-unsafe"),
    "attached template": (changed({_RELS: relation(b"attachedTemplate")}), "template-unsafe"),
    "outside picture": (changed({_RELS: relation(b"image")}), "template-unsafe"),
    "OLE": (changed({_RELS: relation(b"oleObject", external=False)}), "template-unsafe"),
    "DDE": (changed({_DOCUMENT: field(b'DDEAUTO c:\\\\cmd.exe "/k calc"')}), "template-unsafe"),
    "doctype": (changed({_DOCUMENT: entities}), "template-unreadable"),
    "bomb": (changed({"word/media/a.png": b"\0" * 60_000_000}), "template-unreadable"),
    "too many entries": (changed({f"word/x{i}.bin": b"" for i in range(3000)}), "template-unreadable"),
    "cut": (template("x")[:-60], "template-unreadable"),
    "not a zip": (b"not a zip", "template-unreadable"),
    "not Word": (changed({_TYPES: b"<Types/>"}), "template-unreadable"),
    "deep": (
        changed(
            {_DOCUMENT: lambda old: old.replace(b"<w:sectPr", b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000 + b"<w:sectPr", 1)}
        ),
        "template-unreadable",
    ),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_hostile_package_is_refused(name: str) -> None:
    data, code = PACKAGES[name]
    assert any(found.startswith(code) for found in refused(data, x="a"))


def test_a_hyperlink_to_outside_is_fine() -> None:
    assert compile_template(changed({_RELS: relation(b"hyperlink")})).render({"x": "a"})


@pytest.mark.parametrize(
    ("value", "code"), [("a\x00b", "value-control"), ("a\ud800", "value-control"), ("\ufdd01", "value-control")]
)
def test_values_that_no_document_can_hold_are_refused(value: str, code: str) -> None:
    assert refused(template("{{ x }}"), x=value) == {code}


def test_a_value_cannot_make_a_field_run_a_command() -> None:
    data = changed({_DOCUMENT: field(b" {{ x }} ")})
    assert compile_template(data).render({"x": "PAGE"})
    with pytest.raises(QmsdocsError):
        compile_template(data).render({"x": 'DDEAUTO c:\\\\cmd.exe "/k calc"'})
