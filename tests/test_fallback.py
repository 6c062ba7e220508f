"""docxtpl's own path: what it renders, what it refuses, where it stops; and pictures replaced on both paths."""

from __future__ import annotations

import io
import threading
import zipfile
from typing import Any

import docx
import jinja2
import pytest

from qmsdocs.docx import compile_template
from qmsdocs.errors import Problem, QmsdocsError
from tests.compat.words import png


def template(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def greet(name: str) -> str:
    return f"Chào {name}"


LOADER = jinja2.DictLoader(
    {
        "hello": "Chào {{ name }}",
        "macros": "{% macro row(x) %}[{{ x }}]{% endmacro %}",
        "hostile": "{{ ''.__class__.__mro__ }}",
    }
)


def environment(**options: Any) -> jinja2.Environment:
    made = jinja2.Environment(loader=LOADER, undefined=jinja2.StrictUndefined, **options)
    made.globals["greet"] = greet
    return made


def problem(data: bytes, **context: object) -> Problem:
    with pytest.raises(QmsdocsError) as raised:
        compile_template(data, environment=environment()).render(context)
    found = raised.value.problems[0]
    assert found.text() and found.text("en")
    return found


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{% include 'hello' %}!", "Chào An & <B>!"),
        ("{% import 'macros' as m %}{{ m.row(name) }}", "[An & <B>]"),
        ("{% from 'macros' import row %}{{ row(name) }}", "[An & <B>]"),
        ("{% block a %}{{ name }}{% endblock %} {{ self.a() }}", "An & <B> An & <B>"),
        ("{% include 'hello' %} {{ greet(name) }}", "Chào An & <B> Chào An & <B>"),
    ],
)
def test_what_needs_jinjas_loaders_is_rendered(tag: str, shown: str) -> None:
    compiled = compile_template(template(tag), environment=environment())
    assert compiled.engine == "docxtpl"
    assert texts(compiled.render({"name": "An & <B>"})) == [shown]


def test_without_a_loader_they_are_refused() -> None:
    with pytest.raises(QmsdocsError):
        compile_template(template("{% include 'hello' %}"), environment=jinja2.Environment())


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{% include 'nowhere' %}", "template-failed"),
        ("{% include 'hello' %}{{ nothing }}", "template-unknown-field"),
        ("{% include 'hello' %}{{ given() }}", "template-forbidden"),
        ("{% include 'hello' %}{{ d['_' ~ 'k'] }}", "template-forbidden"),
        ("{% include 'hello' %}{% set ns = namespace() %}{% set ns.__html__ = given %}{{ ns }}", "template-forbidden"),
        ("{% include 'hello' %}{{ lipsum() }}", "template-unknown-field"),
        ("{% include 'hostile' %}", "template-forbidden"),
        ("{% include 'hello' %}{{ 'x' * 10**10 }}", "template-too-much"),
        ("{% include 'hello' %}{{ '{:>1000000000}'.format(1) }}", "template-too-much"),
        ("{% include 'hello' %}{% for i in range(9999) %}{{ 'x' * 99999 }}{% endfor %}", "template-too-much"),
    ],
)
def test_it_is_sandboxed_and_bounded(tag: str, code: str) -> None:
    assert problem(template(tag), name="A", given=threading.Event, d={"_k": "v"}).code == code


def test_what_cannot_be_sent_to_another_process_is_told() -> None:
    data = template("{% include 'hello' %}")
    assert problem(data, name=threading.Lock()).code == "template-not-sent"
    own = environment()
    own.filters["own"] = lambda value: value
    with pytest.raises(QmsdocsError) as raised:
        compile_template(data, environment=own).render({"name": "A"})
    assert raised.value.problems[0].code == "template-not-sent"


def test_a_field_made_by_values_is_refused_here_too() -> None:
    document = docx.Document(io.BytesIO(template("{% include 'hello' %}")))
    for text in ("begin", "{{ name }}", "end"):
        run = document.paragraphs[0].add_run()._r
        kind, name = ("instrText", "space") if "{" in text else ("fldChar", "fldCharType")
        node = run.makeelement(docx.oxml.ns.qn(f"w:{kind}"))
        node.set(docx.oxml.ns.qn(f"w:{name}"), text)
        node.text = text if kind == "instrText" else None
        run.append(node)
    assert problem(saved(document), name="DDEAUTO x").code == "value-field-command"


def test_the_same_input_gives_the_same_bytes_without_a_clock() -> None:
    whole = files(template("{% include 'hello' %}"))
    whole.pop("docProps/core.xml")
    for name in ("_rels/.rels", "[Content_Types].xml"):
        before, _, after = whole[name].partition(b"<Relationship " if "rels" in name else b"<Override ")
        lines = (b"<" + line for line in (b"x " + after).split(b"<") if b"core" not in line)
        whole[name] = before + b"".join(lines).replace(
            b"<x ", b"<Relationship " if "rels" in name else b"<Override ", 1
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    compiled = compile_template(packed.getvalue(), environment=environment())
    first, second = compiled.render({"name": "A"}), compiled.render({"name": "A"})
    assert first == second and b"1980-01-01" in files(first)["docProps/core.xml"]


@pytest.mark.parametrize("tag", ["{{ name }}", "{% include 'hello' %}"], ids=["compiled", "docxtpl"])
def test_pictures_are_replaced_by_any_name_wherever_they_stand(tag: str) -> None:
    document = docx.Document(io.BytesIO(template(tag)))
    document.add_picture(io.BytesIO(png(1, 0, 0)))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png(2, 0, 0)))
    (body,) = document.inline_shapes
    body._inline.docPr.set("descr", "Biểu trưng")
    body._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "logo.png")
    for node in document.sections[0].header._element.iter(docx.oxml.ns.qn("pic:cNvPr")):
        node.set("name", "logo.png")
    compiled = compile_template(saved(document), environment=environment())

    def pictures(**replacing: Any) -> list[bytes]:
        made = files(compiled.render({"name": "A"}, **replacing))
        return sorted(content for name, content in made.items() if name.startswith("word/media/"))

    first, second, other = png(1, 0, 0), png(2, 0, 0), png(9, 9, 9)
    assert pictures() == sorted([first, second])
    assert pictures(pictures={"Biểu trưng": other}) == sorted([other, second])
    assert pictures(pictures={"logo.png": other}) == [other, other]
    assert pictures(replace={"word/media/image1.png": other}) in (sorted([other, second]), sorted([other, first]))
    with pytest.raises(QmsdocsError) as raised:
        pictures(pictures={"Bieu trưng": other, "x": other}, replace={"word/media/imag1.png": other})
    told = {one.words["name"]: one.words["near"] for one in raised.value.problems}
    assert told["Bieu trưng"] == "Biểu trưng" and told["word/media/imag1.png"].startswith("word/media/image")
    assert {one.code for one in raised.value.problems} == {"picture-unknown"} and len(told) == 3
