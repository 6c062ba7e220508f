"""The document that engines are measured with: the same from run to run, and the same words from each engine."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from texts import lines

from benchmarks import data, dialects, document
from benchmarks.engines import docxtpl, floor, qmsdocs


def test_the_document_and_its_data_are_the_same_every_time() -> None:
    assert document.template() == document.template()
    assert data.context(7) == data.context(7)
    assert len({str(data.context(number)) for number in range(40)}) == 40


@pytest.mark.parametrize("number", [0, 1, 3])
def test_docxtpl_and_ours_write_the_same_words(number: int) -> None:
    template, context = document.template(), data.context(number)
    theirs, ours = (list(lines(engine.prepare(template)(context))) for engine in (docxtpl, qmsdocs))
    assert ours == theirs
    assert sum(context["records"][24]["name"] in line for line in ours) == 1
    assert any("&" in line for line in ours) and any("<bắt buộc>" in line for line in ours)
    assert not [line for line in ours if "{" in line]


def test_the_template_is_split_as_word_splits_it() -> None:
    with zipfile.ZipFile(io.BytesIO(document.template())) as package:
        body = package.read("word/document.xml").decode()
    assert "{{ procedure.code }}" in re.sub(r"<[^>]+>", "", body)
    assert "{{ procedure.code }}" not in body


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        (dialects.DOCXTPL, "{{ step.title }}{% if step.urgent %}!{% else %}.{% endif %}"),
        (dialects.DOCXTEMPLATER, "{title}{#urgent}!{/urgent}{^urgent}.{/urgent}"),
        (dialects.EASY_TEMPLATE_X, "{title}{#urgent}!{/urgent}{#not_urgent}.{/not_urgent}"),
        (
            dialects.CARBONE,
            "{d.steps[i].title}{d.steps[i].urgent:ifEQ(true):showBegin}!{d.steps[i].urgent:showEnd}"
            "{d.steps[i].urgent:ifEQ(false):showBegin}.{d.steps[i].urgent:showEnd}",
        ),
        (
            dialects.DOCX_TEMPLATES,
            "+++INS $step.title++++++IF $step.urgent+++!+++END-IF++++++IF !$step.urgent+++.+++END-IF+++",
        ),
    ],
)
def test_each_engine_is_given_its_own_tags(dialect: dialects.Dialect, written: str) -> None:
    assert dialect.text("{{ step.title }}{% if step.urgent %}!{% else %}.{% endif %}") == written


def test_a_floor_is_a_whole_package() -> None:
    finished = docxtpl.prepare(document.template())(data.context(0))
    packed = floor.prepare(finished)({})
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        assert package.testzip() is None
    assert list(lines(packed)) == list(lines(finished))
