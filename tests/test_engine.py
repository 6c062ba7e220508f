"""compile_template as a library: any docxtpl template, any thread, pickled, kept on disk, the same bytes each time."""

from __future__ import annotations

import io
import pickle
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import jinja2
import pytest
from conftest import ROOT
from docxtpl import RichText

from qmsdocs.cache import Store
from qmsdocs.docx import Templates, compile_template, composed
from qmsdocs.docx.program import Template
from qmsdocs.errors import QmsdocsError
from qmsdocs.layers import Layers


def template(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


LETTER = template("Kính gửi {{ to.name }}", "{%p for line in lines %}", "{{ loop.index }}. {{ line }}", "{%p endfor %}")
CONTEXT = {"to": {"name": "Sở KH&CN"}, "lines": ["một <1>", "hai"]}
WRITTEN = ["Kính gửi Sở KH&CN", "1. một <1>", "2. hai"]


def test_a_template_renders_as_often_as_one_likes_to_the_same_bytes() -> None:
    compiled = compile_template(LETTER)
    first = compiled.render(CONTEXT)
    assert texts(first) == WRITTEN
    assert texts(compiled.render({**CONTEXT, "lines": []})) == WRITTEN[:1]
    assert compiled.render(CONTEXT) == first == compile_template(LETTER).render(CONTEXT)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_plain_objects_print_as_plain_data_do() -> None:
    class Person:
        name = "Sở KH&CN"

    compiled = compile_template(LETTER)
    assert compiled.render({**CONTEXT, "to": Person()}) == compiled.render(CONTEXT)


def test_a_template_is_shared_by_threads_and_pickled_by_content() -> None:
    compiled = compile_template(LETTER)
    contexts = [{"to": {"name": f"Cơ quan {n}"}, "lines": [str(n)] * (n % 7)} for n in range(200)]
    alone = [compiled.render(context) for context in contexts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(compiled.render, contexts)) == alone
    assert [pickle.loads(pickle.dumps(compiled)).render(context) for context in contexts[:3]] == alone[:3]


def test_a_custom_environment_gives_filters_globals_and_what_is_undefined() -> None:
    environment = jinja2.Environment(undefined=jinja2.Undefined)
    environment.filters["thousands"] = lambda number: f"{number:,}".replace(",", ".")
    environment.globals["greet"] = lambda name: f"Chào {name}"
    compiled = compile_template(
        template("{{ n | thousands }} {{ greet('<A>') }} [{{ missing }}]"), environment=environment
    )
    assert texts(compiled.render({"n": 1500000})) == ["1.500.000 Chào <A> []"]


def test_rich_text_links_by_ids_that_the_template_gave_out() -> None:
    compiled = compile_template(template("Xem {{r x }}"))
    address = "https://tcvn.gov.vn/?a=1&b=2"
    made = compiled.render({"x": RichText("đây", url_id=compiled.build_url_id(address))})
    part = docx.Document(io.BytesIO(made)).part
    (link,) = part.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hyperlink")
    assert part.rels[link.get(docx.oxml.ns.qn("r:id"))].target_ref == address
    with pytest.raises(QmsdocsError, match="build_url_id"):
        compiled.render({"x": RichText("đây", url_id="rId99")})


def test_a_composed_template_is_a_word_file_without_the_tags_of_parts() -> None:
    file = Layers().find("templates", "nd30-2020/submission.docx")
    assert file is not None
    whole = composed(file)
    assert "include" not in "".join(texts(whole))
    assert (
        docx.Document(io.BytesIO(whole))
        .tables[0]
        .rows[0]
        .cells[1]
        .text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    )


@pytest.mark.parametrize("damage", ["cut", "changed", "swapped"])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    (tmp_path / "agency" / "templates").mkdir(parents=True)
    (tmp_path / "agency" / "templates" / "a.docx").write_bytes(LETTER)
    (tmp_path / "agency" / "templates" / "b.docx").write_bytes(template("{{ to.name }} riêng"))
    layers = Layers((tmp_path / "agency",))

    def rendered(store: Store | None) -> list[bytes]:
        templates = Templates(store)
        return [templates.find(layers, name).render(CONTEXT) for name in ("a.docx", "b.docx")]

    fresh = rendered(None)
    assert rendered(Store(tmp_path / "cache")) == fresh == rendered(Store(tmp_path / "cache"))
    kept = sorted(file for file in (tmp_path / "cache").iterdir() if file.name != "secret")
    assert len(kept) == 4  # of each template its program, and the names of its parts
    whole = [file.read_bytes() for file in kept]
    damaged = {
        "cut": [whole[0][:-9], b"", *(data[:40] for data in whole[2:])],
        "changed": [data[:-9] + b"x" * 9 for data in whole],
        "swapped": whole[1:] + whole[:1],
    }
    for file, data in zip(kept, damaged[damage], strict=True):
        file.write_bytes(data)
    assert rendered(Store(tmp_path / "cache")) == fresh == rendered(Store(tmp_path / "cache"))


def test_a_changed_part_is_not_taken_from_the_cache(tmp_path: Path) -> None:
    (tmp_path / "agency" / "templates" / "parts").mkdir(parents=True)
    (tmp_path / "agency" / "templates" / "a.docx").write_bytes(template('{%p include "foot" %}'))
    layers, store = Layers((tmp_path / "agency",)), Store(tmp_path / "cache")
    for words in ("Một", "Hai", "Một"):
        (tmp_path / "agency" / "templates" / "parts" / "foot.docx").write_bytes(template(words))
        assert words in texts(Templates(store).find(layers, "a.docx").render({}))


def test_letterheads_of_several_agencies_are_kept_side_by_side(tmp_path: Path) -> None:
    """Who works for two agencies in turn compiles the templates of neither again."""
    store, own = Store(tmp_path / "cache"), tmp_path / "own" / "templates" / "parts" / "letterhead.docx"
    own.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates" / "parts" / "letterhead.docx", own)

    def parts(*folders: Path) -> tuple[str, ...]:
        template = Templates(store).find(Layers(folders), "nd30-2020/submission.docx")
        assert isinstance(template, Template)
        return template.program.sources

    in_turn = [parts(tmp_path / "own"), parts(), parts(tmp_path / "own")]
    kept = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()}
    assert [parts(), parts(tmp_path / "own")] == in_turn[1:]
    assert str(own) in in_turn[0] == in_turn[2] and "qmsdocs:templates/parts/letterhead.docx" in in_turn[1]
    assert {file.name: file.stat().st_mtime_ns for file in (tmp_path / "cache").iterdir()} == kept


def test_the_per_document_path_loads_no_word_library() -> None:
    code = "import sys, qmsdocs.docx; print([m for m in ('docx', 'docxtpl', 'pydantic') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_every_mistake_of_the_data_is_told_at_its_tag_in_one_run() -> None:
    compiled = compile_template(
        template(
            "{{ a.x }}",
            "{% if b.y %}đúng{% endif %}",
            "{%p for c in d.z %}",
            "{{ c }}",
            "{%p endfor %}",
            "{{ n + 's' }} {{ a.x }}",
        )
    )
    with pytest.raises(QmsdocsError) as raised:
        compiled.render({"a": {}, "b": {}, "d": {}, "n": 1})
    found = [(problem.where.inside, problem.words["tag"]) for problem in raised.value.problems]
    assert found == [
        ("đoạn 1", "{{ a.x }}"),
        ("đoạn 2", "{% if b.y %}"),
        ("đoạn 3", "{%p for c in d.z %}"),
        ("đoạn 6", "{{ n + 's' }}"),
        ("đoạn 6", "{{ a.x }}"),
    ]


def test_what_only_jinjas_loaders_can_do_goes_to_docxtpl_in_a_process_of_its_own() -> None:
    environment = jinja2.Environment(loader=jinja2.DictLoader({"hello": "Chào {{ name }}"}))
    data = template("{% include 'hello' %}!")
    compiled = compile_template(data, environment=environment)
    assert compiled.engine == "docxtpl"
    assert texts(compiled.render({"name": "An & Bình"})) == ["Chào An & Bình!"]
    assert compiled.render({"name": "A"}) == compiled.render({"name": "A"})
    assert compile_template(LETTER, environment=environment).engine == "compiled"
    with pytest.raises(QmsdocsError, match="docxtpl"):
        compile_template(template("{% include 'none' %}"), environment=environment).render({})


def test_a_docxtpl_process_that_runs_away_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qmsdocs.docx.fallback.SECONDS", 3)
    environment = jinja2.Environment(loader=jinja2.DictLoader({"a": ""}))
    tag = "{% include 'a' %}{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    with pytest.raises(QmsdocsError) as raised:
        compile_template(template(tag), environment=environment).render({})
    assert raised.value.problems[0].code == "template-too-much"


def png(width: int) -> bytes:
    from tests.compat.words import png as made

    return made(width, 2, 3)


def test_pictures_are_replaced_by_the_name_that_word_shows() -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(png(1)))
    document.add_paragraph("{{ x }}")
    (shape,) = document.inline_shapes
    shape._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("descr", "Biểu trưng")
    packed = io.BytesIO()
    document.save(packed)
    compiled = compile_template(packed.getvalue())

    def picture(data: bytes) -> bytes:
        (part,) = [
            part for part in docx.Document(io.BytesIO(data)).part.package.iter_parts() if "media" in part.partname
        ]
        return part.blob

    assert picture(compiled.render({"x": "a"})) == png(1)
    assert picture(compiled.render({"x": "a"}, pictures={"Biểu trưng": png(4)})) == png(4)
    assert picture(compiled.render({"x": "a"}, replace={"word/media/image1.png": png(5)})) == png(5)
    with pytest.raises(QmsdocsError, match="Biểu trưng"):
        compiled.render({"x": "a"}, pictures={"Bieu trưng": png(4)})


def test_filters_take_their_arguments_by_name() -> None:
    line = "{{ 1.26 | round(precision=1) }}|{{ 'a' | center(width=5) }}|"
    line += "{{ xs | batch(linecount=2, fill_with='-') | list | length }}"
    assert texts(compile_template(template(line)).render({"xs": [1, 2, 3]})) == ["1.3|  a  |2"]
