"""The render engine on real .docx files: escaping, safety, errors with a place, contents, tables, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authoring import package, styles
from authoring.xml import Cell, Page, cell, field, loop_rows, p, row, table
from qmsdocs.docx import letters, render
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.plan import DocumentPlan
from tests.reading import contents_entries, contents_fields, headings

PAGE = Page()
Template = Callable[..., Layers]


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """Write templates/t.docx with a body (and a header) and return the layers that find it."""

    def make(body: str, header: str = "") -> Layers:
        parts = {"header1.default": p(header, "Header")}
        section = PAGE.section(package.references(parts), title_page=False)
        data = package.package(body + section, parts, styles.styles(text_width=PAGE.text_width))
        (tmp_path / "templates").mkdir(exist_ok=True)
        (tmp_path / "templates" / "t.docx").write_bytes(data)
        return Layers((tmp_path,))

    return make


def plan(**context: object) -> DocumentPlan:
    return DocumentPlan(
        kind="test",
        agency="a",
        code="T.01",
        title="Thử",
        template="t.docx",
        path=PurePosixPath("t.docx"),
        context={"kind_name": "Thử", "agency": {"name": "Sở A"}, **context},
    )


def read(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(data).paragraphs]


def problem_of(layers: Layers, made: DocumentPlan) -> Problem:
    with pytest.raises(QmsdocsError) as raised:
        render(made, layers)
    return raised.value.problems[0]


def test_special_signs_reach_body_and_header_whole(template: Template) -> None:
    name = "Sở KH&CN <b>“Xây dựng”</b> & Đô thị {x}"
    made = render(plan(name=name), template(p("{{ name }}"), header="{{ name }}"))
    assert texts(made)[0] == name
    assert read(made).sections[0].header.paragraphs[0].text == name


vietnamese = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặ ẤỘỮ&<>\"'{}%#«»–…0123456789.,;:()"),
    min_size=1,
    max_size=40,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(vietnamese)
def test_any_text_is_printed_as_written_or_refused(template: Template, value: str) -> None:
    # Tag signs in data look like a tag left over in the template; they are refused, never silently changed.
    layers = template(p("A{{ value }}B"))
    try:
        made = render(plan(value=value), layers)
    except QmsdocsError as error:
        assert {problem.code for problem in error.problems} == {"leftover-tag"}
        assert any(sign in value for sign in ("{{", "}}", "{%", "%}", "{#", "#}"))
    else:
        assert texts(made)[0] == f"A{value}B".replace("\t", " ")


@pytest.mark.parametrize(
    "tag",
    ["{{ ''.__class__.__mro__ }}", "{{ cycler.__init__.__globals__ }}", "{{ agency.clear() }}", "{{ agency.items() }}"],
)
def test_a_template_cannot_run_code(template: Template, tag: str) -> None:
    problem = problem_of(template(p("Một") + p(tag)), plan())
    assert problem.code in ("template-forbidden", "template-unknown-field", "value-without-text")
    assert problem.level == "error"


def test_an_unknown_field_is_an_error_at_its_cell_with_the_nearest_name(template: Template) -> None:
    widths = [3000, 3000]
    body = p("Đầu") + table(widths, [row(["A", "B"], widths), row(["C", cell("{{ procedure.titel }}")], widths)])
    problem = problem_of(template(body), plan(procedure={"title": "Tên"}))
    assert problem.code == "template-unknown-field"
    assert problem.where.inside == "bảng 1, hàng 2, ô 2, đoạn 1"
    assert "title" in problem.hint()


def test_a_block_never_closed_is_an_error_with_a_place(template: Template) -> None:
    problem = problem_of(template(p("Một") + p("{%p if agency.name %}") + p("Hai")), plan())
    assert problem.code == "template-block-open" and problem.where.inside == "đoạn 2"
    assert "{%p if agency.name %}" in problem.message() and "endif" in problem.hint()


def test_a_missing_and_a_broken_template_are_told(tmp_path: Path) -> None:
    assert problem_of(Layers((tmp_path,)), plan()).code == "template-missing"
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "t.docx").write_bytes(b"not a zip")
    assert problem_of(Layers((tmp_path,)), plan()).code == "template-unreadable"


def test_keys_named_like_dictionary_methods_are_keys(template: Template) -> None:
    body = p("{%p for item in data.items %}") + p("{{ item }}") + p("{%p endfor %}")
    assert texts(render(plan(data={"items": ["một", "hai"]}), template(body)))[:2] == ["một", "hai"]


def test_contents_are_written_from_the_headings_numbers_included(template: Template) -> None:
    body = (
        p(field('TOC \\o "1-2" \\n \\h \\z', "cũ"), "TOC1")
        + p("Lời nói đầu", "FrontHeading")
        + p("Mục đích", "Numbered1")
        + p("{%p for title in titles %}")
        + p("{{ title }}", "Heading2")
        + p("{%p endfor %}")
        + p("Phạm vi", "Numbered1")
        + p("Không vào mục lục", "Heading3")
    )
    document = read(render(plan(titles=["a) Hồ sơ", "b) Thời hạn"]), template(body)))
    ((first, last, _),) = contents_fields(document)
    shown = contents_entries(first, last)
    assert shown == ["Lời nói đầu", "1. Mục đích", "a) Hồ sơ", "b) Thời hạn", "2. Phạm vi"]
    assert shown == [heading.text for heading in headings(document) if heading.level <= 2]
    anchors = {
        node.get(docx.oxml.ns.qn("w:anchor")) for node in document.element.body.iter(docx.oxml.ns.qn("w:hyperlink"))
    }
    names = {n.get(docx.oxml.ns.qn("w:name")) for n in document.element.body.iter(docx.oxml.ns.qn("w:bookmarkStart"))}
    assert anchors and anchors <= names


def test_a_table_whose_columns_are_looped_keeps_its_width_and_grid(template: Template) -> None:
    widths = [1000, 3000, 200, 800, 200, 4000]
    cells = ["TT", "Bước", "{%tc for head in heads %}", "{{ head }}", "{%tc endfor %}", "Kết quả"]
    line = row(["{{ step }}", "Làm", "{%tc for head in heads %}", "x", "{%tc endfor %}", "y"], widths)
    body = table(widths, [row(cells, widths, head=True), *loop_rows("for step in steps", widths, line)])
    for count in (1, 2, 4):
        made = read(render(plan(heads=["Ngày"] * count, steps=["1", "2"]), template(body)))
        (found,) = made.tables
        grid = [int(column.get(docx.oxml.ns.qn("w:w"))) for column in found._tbl.tblGrid]
        assert len(grid) == 3 + count == len(found.rows[0].cells)
        assert sum(grid) == sum(widths)
        assert len(found.rows) == 3


def test_columns_that_are_looped_leave_a_code_on_one_line(template: Template) -> None:
    widths = [1000, 3500, 1700, 200, 1300, 200, 2100]
    loop = ["{%tc for time in times %}", "01 ngày làm việc", "{%tc endfor %}"]
    line = row(["1", "Nhận hồ sơ, ghi sổ", "Chuyên viên", *loop, "BM.ISO-TN.03.01"], widths)
    for count in (1, 3):
        made = read(render(plan(times=["x"] * count), template(table(widths, [line]))))
        grid = [int(column.get(docx.oxml.ns.qn("w:w"))) for column in made.tables[0]._tbl.tblGrid]
        assert grid[-1] >= letters.width("BM.ISO-TN.03.01", 12)
        assert sum(grid) == sum(widths)


def test_a_cell_whose_loop_prints_nothing_is_still_a_cell(template: Template) -> None:
    widths = [4000, 4000]
    looped = Cell(p("{%p for one in many %}") + p("{{ one }}") + p("{%p endfor %}"))
    document = read(render(plan(many=[]), template(table(widths, [row(["a", looped], widths)]))))
    assert len(document.tables[0].rows[0].cells[1].paragraphs) == 1


def test_a_signature_block_stays_with_the_last_rows_of_the_table_before_it(template: Template) -> None:
    widths = [4000, 4000]
    rows = [row(["a", "b"], widths) for _ in range(4)]
    signing = table(widths, [row(["Người lập", "Giám đốc"], widths)], style="Frame")
    document = read(render(plan(), template(table(widths, rows) + p("", "Rule") + signing)))
    kept = [line._tr.xpath("count(.//w:keepNext)") for line in document.tables[0].rows]
    assert kept == [0, 0, 2, 2]
    assert document.paragraphs[0].paragraph_format.keep_with_next


def test_a_signature_block_has_more_than_a_date_with_it(template: Template) -> None:
    signing = table([4000], [row(["Người khai"], [4000])], style="Frame")
    pledge = "Tôi cam kết nội dung kê khai là đúng sự thật và chịu trách nhiệm trước pháp luật."
    for before, kept in (
        (["Đầu đơn", pledge, "……, ngày …… tháng …… năm ……"], [False, True, True]),
        (["Ý kiến:", "\t", "\t", "\t"], [False, False, True, True]),
    ):
        looped = p("{%p for line in before %}") + p("{{ line }}") + p("{%p endfor %}")
        for body in ("".join(map(p, before)), looped):
            document = read(render(plan(before=before), template(body + signing)))
            found = [bool(one.paragraph_format.keep_with_next) for one in document.paragraphs]
            assert found[: len(kept)] == kept


def test_shaded_cells_are_schema_valid(template: Template) -> None:
    widths = [4000, 4000]
    shaded = Cell(p("{% cellbg '7F7F7F' if on else 'FFFFFF' %}x"))
    document = read(render(plan(on=True), template(table(widths, [row(["a", shaded], widths)]))))
    names = [child.tag.split("}")[1] for child in document.tables[0].rows[0].cells[1]._tc.tcPr]
    assert names == ["tcW", "shd", "vAlign"]


def test_a_data_table_takes_its_columns_from_the_data(template: Template) -> None:
    data = {"columns": [{"title": "TT", "width": "1"}, {"title": "Tên & họ", "width": "3"}], "rows": [["1", "<A>"]]}
    (found,) = read(render(plan(data=data), template(p("{{p data | table(8000) }}") + p("hết")))).tables
    assert [[one.text for one in line.cells] for line in found.rows] == [["TT", "Tên & họ"], ["1", "<A>"]]
    assert [int(c.get(docx.oxml.ns.qn("w:w"))) for c in found._tbl.tblGrid] == [2000, 6000]


def test_the_same_input_gives_the_same_bytes_and_fixed_times(template: Template) -> None:
    layers = template(p("{{ name }}"))
    first, second = render(plan(name="A"), layers), render(plan(name="A"), layers)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_core_properties_say_what_the_document_is(template: Template) -> None:
    core = read(render(plan(), template(p("x")))).core_properties
    assert (core.title, core.author, core.subject, core.language) == ("T.01 Thử", "Sở A", "Thử", "vi-VN")


CONTROL = {"code": "T.01", "issue": "02", "issue_date": "05/3/2026", "effective_date": "10/3/2026"}


@pytest.mark.parametrize(
    ("body", "header", "code"),
    [
        ("{{ document.code }}|Lần ban hành: 02", "{{ document.code }}", "control-differs"),
        ("{{ document.code }}|Ngày hiệu lực: {{ document.issue_date }}", "{{ document.code }}", "control-differs"),
        ("{{ document.code }}", "không có mã", "code-not-on-page"),
        ("{{ document.code }} a\u0302", "{{ document.code }}", "not-nfc"),
    ],
)
def test_proof_reading_refuses_the_faults_of_real_sets(template: Template, body: str, header: str, code: str) -> None:
    made = "".join(p(one) for one in body.split("|"))
    assert problem_of(template(made, header=header), plan(document=CONTROL)).code == code


def test_words_of_the_data_are_not_taken_for_the_documents_control(template: Template) -> None:
    body = p("Mã hiệu: {{ document.code }}") + p("{{ purpose }}")
    made = plan(document=CONTROL, purpose="Lần ban hành: ghi ở chân trang, chữ None và số 9001")
    assert render(made, template(body, header="{{ document.code }}"))


@pytest.mark.parametrize("tag", ["{{ agency }}", "{{ many }}", "{{ nothing }}"])
def test_what_has_no_text_of_its_own_is_not_printed(template: Template, tag: str) -> None:
    problem = problem_of(template(p("Một") + p(tag)), plan(many=["a"], nothing=None))
    assert problem.code == "value-without-text" and problem.where.inside == "đoạn 2"


def test_styles_are_found_by_name_when_a_word_processor_renamed_them(template: Template, tmp_path: Path) -> None:
    data = {"columns": [{"title": "TT", "width": "1"}], "rows": [["1"]]}
    layers = template(
        p(field('TOC \\o "1-1" \\n', "x"), "TOC1") + p("Một", "Heading1") + p("{{p data | table(8000) }}")
    )
    file = tmp_path / "templates" / "t.docx"
    document = docx.Document(str(file))
    for style in document.styles.element.iter(docx.oxml.ns.qn("w:style")):
        name = style.get(docx.oxml.ns.qn("w:styleId"))
        if name in ("TableHead", "TableText", "QMSTable", "TOC1"):
            style.set(docx.oxml.ns.qn("w:styleId"), f"Renamed{name}")
    document.save(str(file))
    made = read(render(plan(data=data), layers))
    (found,) = made.tables
    assert found.style.name == "QMS Table"
    assert [line.cells[0].paragraphs[0].style.name for line in found.rows] == ["QMS Table Head", "QMS Table Text"]
    assert made.paragraphs[0].style.name == "toc 1"


def test_proof_reading_refuses_empty_headings_and_doubled_numbers(template: Template) -> None:
    assert problem_of(template(p("{{ agency.name if 0 else '' }}", "Heading1")), plan()).code == "empty-heading"
    doubled = p("1. Một", "Heading1") + p("1. Hai", "Heading1")
    assert problem_of(template(doubled), plan()).code == "number-twice"
