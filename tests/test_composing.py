"""Templates put together from parts: real .docx files in, what the finished document shows and refers to out."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from compat import words
from compat.words import Doc, box, cell, field_code, link, p, picture, table, tag_row
from conftest import ROOT, sample
from docx.oxml import parse_xml
from docx.shared import Mm, Pt, RGBColor
from openxml_audit import OpenXmlValidator

from qmsdocs.docx import Subdocument, Templates, compile_template, render
from qmsdocs.docx.program import Template
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.kinds import plans
from qmsdocs.layers import Layers
from tests.texts import lines

Shelf = Callable[..., Layers]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Write parts (name → bytes, Doc or body) into templates/parts of a fresh folder and return the layers."""

    def make(**parts: bytes | Doc | str) -> Layers:
        for name, content in parts.items():
            file = tmp_path / "templates/parts" / f"{name.replace('__', '/')}.docx"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_bytes(content))
        return Layers((tmp_path,))

    return make


def _bytes(content: bytes | Doc | str) -> bytes:
    return (
        content if isinstance(content, bytes) else words.bytes_of(Doc(content) if isinstance(content, str) else content)
    )


def compiled(template: bytes | Doc | str, layers: Layers) -> Template:
    return compile_template(_bytes(template), layers=layers)


def made(template: bytes | Doc | str, layers: Layers, folder: Path, **context: object) -> Any:
    """The finished document, proven to be valid, opened with python-docx."""
    return opened(compiled(template, layers).render(context), folder)


def opened(data: bytes, folder: Path) -> Any:
    file = folder / "made.docx"
    file.write_bytes(data)
    errors = [f"{e.part_uri} {e.path}: {e.description}" for e in OpenXmlValidator().validate(file).errors]
    assert [error for error in errors if "stylesWithEffects" not in error] == []  # python-docx's own is out of step
    assert b"qmsdocs-origin" not in b"".join(parts_of(data).values())
    return docx.Document(io.BytesIO(data))


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def problems_of(template: bytes | Doc | str, layers: Layers) -> list[Problem]:
    with pytest.raises(QmsdocsError) as raised:
        compiled(template, layers)
    return list(raised.value.problems)


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.inside) for problem in problems]


def by_word(write: Callable[[Any], None]) -> bytes:
    """A file as a word processor makes it: python-docx's default package, with all its styles and lists."""
    document = docx.Document()
    write(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


# --- one file changes every document


def letterhead(word: str) -> bytes:
    """The built-in letterhead with another motto, as a user saves it."""
    document = docx.Document(str(ROOT / "templates/parts/letterhead.docx"))
    motto = document.tables[0].rows[0].cells[1].paragraphs[1].runs[0]
    motto.text = word
    motto.font.color.rgb = RGBColor(200, 0, 0)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_letterhead_changed_once_changes_every_document_that_includes_it(tmp_path: Path) -> None:
    qms = sample("so-tu-phap").systems[0]
    shown = {}
    for word in ("Độc lập - Tự do - Hạnh phúc", "Khẩu hiệu mới"):
        (tmp_path / "templates/parts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates/parts/letterhead.docx").write_bytes(letterhead(word))
        templates, layers = Templates(), Layers((tmp_path, *qms.layers.folders))
        planned = plans(sample("so-tu-phap"), ("implementation-plan", "submission", "policy"))
        shown[word] = {plan.kind: list(lines(render(plan, layers, templates))) for plan in planned}
    before, after = shown.values()
    assert before["policy"] == after["policy"]
    for kind in ("implementation-plan", "submission"):
        assert [line for line in after[kind] if line not in before[kind]] == ["Khẩu hiệu mới"]


def test_the_agency_wins_over_the_province_and_both_over_the_built_in_part(tmp_path: Path) -> None:
    agency, province = tmp_path / "agency", tmp_path / "province"
    for folder, word in ((agency, "của cơ quan"), (province, "của tỉnh")):
        (folder / "templates/parts").mkdir(parents=True)
        (folder / "templates/parts/letterhead.docx").write_bytes(letterhead(word))
    body = p('{%p include "letterhead" %}') + p("hết")
    context = {"agency": {"parent": "", "upper": "SỞ A"}, "number": "Số: 1", "date": "ngày"}

    def motto(*folders: Path) -> str:
        return str(
            opened(compiled(body, Layers(folders)).render(context), tmp_path).tables[0].cell(0, 1).text.split("\n")[1]
        )

    assert motto(agency, province) == "của cơ quan"
    assert motto(province) == "của tỉnh"
    assert motto() == "Độc lập - Tự do - Hạnh phúc"


def test_templates_are_shared_by_agencies_only_while_their_parts_are_the_same(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder, word in zip(folders, ("x", "y", None), strict=True):
        (folder / "templates/parts").mkdir(parents=True)
        if word:
            (folder / "templates/parts/letterhead.docx").write_bytes(letterhead(word))
    templates = Templates()
    one, two, three, plain = (
        templates.find(Layers(f), "nd30-2020/submission.docx")
        for f in ((folders[0],), (folders[1],), (folders[2],), ())
    )
    assert three is plain
    assert len({id(one), id(two), id(three)}) == 3
    assert one.program.sources == (
        str(folders[0] / "templates/parts/letterhead.docx"),
        "qmsdocs:templates/parts/closing.docx",
    )
    policies = [templates.find(Layers((folder,)), "policy.docx") for folder in folders]
    assert policies[0] is policies[1] is policies[2]


def test_the_built_in_parts_bring_no_style_that_differs() -> None:
    templates = Templates()
    for file in sorted((ROOT / "templates").rglob("*.docx")):
        if file.parent.name != "parts":
            found = templates.find(Layers(), file.relative_to(ROOT / "templates").as_posix())
            assert found.program.notes == ()


# --- where a part may stand


def test_a_part_stands_in_body_cell_box_header_and_note(shelf: Shelf, tmp_path: Path) -> None:
    layers = shelf(mark=p("Dấu {{ name }}") + p("hai"))
    tag = p("{%p include “mark” %}")
    whole = Doc(tag + table(["a", cell(tag, p("cuối"))]) + p(box(tag)), header=tag, footer=tag, footnote=p("một") + tag)
    for template in (whole, words.split(whole)):
        data = compiled(template, layers).render({"name": "Sở A & B"})
        opened(data, tmp_path)
        shown = [line for line in lines(data) if line == "Dấu Sở A & B" or line.startswith("==")]
        assert shown == [
            "== word/document.xml", *["Dấu Sở A & B"] * 4,  # a text box is there twice, once for old readers
            "== word/footer.xml", "Dấu Sở A & B", "== word/footnotes.xml", "Dấu Sở A & B",
            "== word/header.xml", "Dấu Sở A & B",
        ]  # fmt: skip


def test_rows_come_from_the_first_table_of_a_part(shelf: Shelf, tmp_path: Path) -> None:
    rows = table(
        ["TT", "Tên"], tag_row("{%tr for x in xs %}"), ["{{ loop.index }}", "{{ x }}"], tag_row("{%tr endfor %}")
    )
    layers = shelf(rows=p("không lấy") + rows)
    template = table(["đầu", "bảng"], tag_row('{%tr include "rows" %}'), ["cuối", "bảng"]) + p("hết")
    document = made(template, layers, tmp_path, xs=["một", "hai"])
    assert [[one.text for one in line.cells] for line in document.tables[0].rows] == [
        ["đầu", "bảng"], ["TT", "Tên"], ["1", "một"], ["2", "hai"], ["cuối", "bảng"],
    ]  # fmt: skip
    assert texts(document) == ["hết"]


def test_parts_include_parts_in_folders_of_their_own(shelf: Shelf, tmp_path: Path) -> None:
    layers = shelf(
        outer=p("ngoài") + p('{%p include "chung/inner.docx" %}') + p("sau"), chung__inner=p("trong {{ x }}")
    )
    document = made(p('{%p include "outer" %}') + p("hết"), layers, tmp_path, x=1)
    assert texts(document) == ["ngoài", "trong 1", "sau", "hết"]
    with pytest.raises(QmsdocsError) as raised:
        compiled(p('{%p include "outer" %}'), layers).render({})
    where = raised.value.problems[0].where
    assert (where.file.endswith("templates/parts/chung/inner.docx"), where.inside) == (True, "đoạn 1")


def test_the_paragraph_that_word_keeps_behind_a_table_does_not_come_along(shelf: Shelf, tmp_path: Path) -> None:
    layers = shelf(grid=table(["a", "b"]) + p())
    tag = p('{%p include "grid" %}')
    document = made(tag + p("giữa") + tag + table(["x", cell(tag)]) + p("hết"), layers, tmp_path)
    kinds = [child.tag.rpartition("}")[2] for child in document.element.body]
    # Tables do not touch: the paragraph stays where another table follows, and where a cell must end with one.
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]
    assert len(document.tables[2].cell(0, 1).paragraphs) == 1


# --- what a part brings


def test_styles_are_the_same_when_their_names_are(shelf: Shelf, tmp_path: Path) -> None:
    def write(document: Any) -> None:
        quote = document.styles.add_style("Trích riêng", 1)
        quote.base_style, quote.font.size = document.styles["Quote"], Pt(17)
        document.styles["Heading 1"].element.set(words.W + "styleId", "Title")  # another name for that id here
        document.styles["Title"].element.set(words.W + "styleId", "Khac")
        document.add_paragraph("đề mục", "Heading 1")
        document.add_paragraph("tựa", "Title")
        document.add_paragraph("trích", "Trích riêng").add_run("đậm", "Strong")

    document = made(p('{%p include "quote" %}') + p("hết"), shelf(quote=by_word(write)), tmp_path)
    assert [one.style.name for one in document.paragraphs] == ["Heading 1", "Title", "Trích riêng", "Normal"]
    assert document.paragraphs[2].style.font.size == Pt(17)
    assert document.paragraphs[2].style.base_style.name == "Quote"
    assert document.paragraphs[2].runs[1].style.name == "Strong"
    ids = [style.style_id for style in document.styles]
    assert len(ids) == len(set(ids))


def test_a_style_that_differs_is_told_with_what_shows(shelf: Shelf, tmp_path: Path) -> None:
    def write(document: Any) -> None:
        document.styles["Heading 1"].font.size = Pt(30)
        document.styles["Heading 1"].paragraph_format.left_indent = Mm(10)
        document.styles["Heading 2"].font.size = Pt(40)  # not used
        document.styles["Quote"].element.append(document.styles["Quote"].element.makeelement(words.W + "locked"))
        document.add_paragraph("đề mục", "Heading 1")
        document.add_paragraph("trích", "Quote")

    layers = shelf(title=by_word(write))
    template = compiled(p('{%p include "title" %}') + p("hết"), layers)
    (note,) = template.program.notes
    assert (note.level, note.code, note.where.inside) == ("warning", "part-style-differs", "kiểu “heading 1”")
    assert note.words["what"] == "cỡ chữ, thụt lề"
    assert opened(template.render({}), tmp_path).paragraphs[0].style.font.size == Pt(14)


def test_each_list_brought_in_counts_for_itself(shelf: Shelf, tmp_path: Path) -> None:

    def write(document: Any, *more: str) -> None:
        numbering = document.part.numbering_part.element
        for place, node in ((0, _LIST), (len(numbering), '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>')):
            numbering.insert(place, parse_xml(node.replace(">", f' xmlns:w="{words.NAMESPACES["w"]}">', 1)))
        for text in ("một", "hai"):
            properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, 77
        document.add_paragraph("theo kiểu", "List Number")
        for tag in more:
            document.add_paragraph(tag)

    tag = '{%p include "steps" %}'
    document = made(by_word(lambda document: write(document, tag, tag)), shelf(steps=by_word(write)), tmp_path)
    numbers = [one.find(f".//{words.W}numId") for one in document.element.body.iter(f"{words.W}p")]
    own, _, styled, one, two, _, three, four, _ = [None if n is None else n.get(words.W + "val") for n in numbers]
    assert len({own, one, three}) == 3 and (one, three) == (two, four)
    assert styled is None  # numbered by its style, which the template has
    lists = document.part.numbering_part.element
    every = {node.get(words.W + "numId"): node for node in lists.iter(f"{words.W}num")}
    # Word's way of beginning again: the same list, restarted.
    assert [len(every[number].findall(f".//{words.W}startOverride")) for number in (own, one, three)] == [0, 1, 1]
    assert len({every[number].abstractNumId.val for number in (own, one, three)}) == 1


_LIST = (
    '<w:abstractNum w:abstractNumId="77"><w:nsid w:val="12345678"/><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/><w:lvlJc w:val="left"/>'
    "</w:lvl></w:abstractNum>"
)


def test_a_list_of_a_style_of_its_own_comes_with_it(shelf: Shelf, tmp_path: Path) -> None:
    def write(document: Any) -> None:
        mine = document.styles.add_style("Đánh số riêng", 1)
        like = document.styles["List Number"].element
        mine.element.append(parse_xml(like.pPr.xml))
        document.add_paragraph("một", "Đánh số riêng")

    template = p("đầu", style="ListNumber") + p('{%p include "own" %}') + p("hết")
    document = made(template, shelf(own=by_word(write)), tmp_path)
    styles = [document.styles[name].element for name in ("List Number", "Đánh số riêng")]
    shared, own = [style.find(f".//{words.W}numId").get(words.W + "val") for style in styles]
    assert shared != own
    numbers = document.part.numbering_part.element.iter(f"{words.W}num")
    assert own in [number.get(words.W + "numId") for number in numbers]


def test_pictures_and_links_come_along_once(shelf: Shelf, tmp_path: Path) -> None:
    blue = words.png(0, 0, 255)
    brand = Doc(
        p(picture("hinh")) + p(link("trang", "trang tin")),
        pictures={"hinh": blue},
        links={"trang": "https://vd.vn/?a=1&b=2"},
    )
    tag = p('{%p include "brand" %}')
    template = Doc(p(picture("hinh")) + tag + tag, header=tag, pictures={"hinh": words.png(255, 0, 0)})
    data = compiled(template, shelf(brand=brand)).render({})
    document = opened(data, tmp_path)
    assert sum(content == blue for content in parts_of(data).values()) == 1
    for part in (document.part, document.sections[0].header.part):
        links = [r.target_ref for r in part.rels.values() if r.reltype.endswith("/hyperlink")]
        assert links == ["https://vd.vn/?a=1&b=2"]
    embedded = [node.get(words.R + "embed") for node in document.element.body.iter("{*}blip")]
    blobs = [document.part.related_parts[one].blob for one in embedded]
    assert blobs == [words.png(255, 0, 0), blue, blue]


def test_bookmarks_and_drawings_stay_unique(shelf: Shelf, tmp_path: Path) -> None:
    marked = words.bookmark("Muc", words.t("mục")) + words.bookmark("_GoBack", "")
    layers = shelf(
        mark=Doc(p(marked) + p(field_code("REF Muc \\h")) + p(picture("h")), pictures={"h": words.png(1, 1, 1)})
    )
    tag = p('{%p include "mark" %}')
    document = made(Doc(p(marked) + tag + tag, header=tag), layers, tmp_path)
    starts = list(document.element.body.iter(f"{words.W}bookmarkStart"))
    named = [one.get(words.W + "name") for one in starts if one.get(words.W + "name") != "_GoBack"]
    assert len(named) == len(set(named)) == 3
    codes = [re.sub(r"\s+|REF|\\h", "", one.text) for one in document.element.body.iter(f"{words.W}instrText")]
    assert codes == named[1:]
    assert len({one.get(words.W + "id") for one in starts}) == len(starts)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_part_saved_by_libreoffice_is_as_good(tmp_path: Path) -> None:
    folder = tmp_path / "templates/parts"
    folder.mkdir(parents=True)
    built_in = ROOT / "templates/parts"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "docx"]
    files = [str(built_in / name) for name in ("letterhead.docx", "closing.docx", "head.docx", "changes.docx")]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=120)
    templates = Templates()
    workspace = sample("so-tu-phap")
    for plan in plans(workspace, ("submission", "policy", "procedure"))[:4]:
        ours, theirs = (render(plan, Layers(folders), templates) for folders in ((tmp_path,), ()))
        assert list(lines(ours)) == list(lines(theirs))
        assert docx.Document(io.BytesIO(ours))
        assert templates.find(Layers((tmp_path,)), plan.template).program.notes == ()


# --- a base


def base() -> bytes:
    def write(document: Any) -> None:
        document.styles["Heading 1"].font.size = Pt(21)
        document.styles.add_style("Chỉ của nền", 1)
        section = document.sections[0]
        section.page_width, section.page_height, section.left_margin = Mm(210), Mm(297), Mm(41)
        section.header.paragraphs[0].text = "Cơ quan {{ name }}"
        section.header.paragraphs[0].runs[0].add_picture(io.BytesIO(words.png(7, 7, 7)), width=Mm(5))
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = '{%p include "mark" %}'
        document.settings.odd_and_even_pages_header_footer = True
        section.even_page_header.paragraphs[0].text = "trang chẵn"
        document.add_paragraph("không dùng")

    return by_word(write)


def test_a_base_gives_styles_page_headers_and_footers(shelf: Shelf, tmp_path: Path) -> None:
    layers = shelf(base=base(), mark=p("Trang đầu {{ name }}"))

    def write(document: Any) -> None:
        document.styles["Heading 1"].font.size = Pt(9)
        document.styles.add_style("Của mẫu", 1).font.size = Pt(33)
        document.add_paragraph('{%p extends "base" %}')
        document.add_paragraph("Mục {{ name }}", "Heading 1")
        document.add_paragraph("chữ", "Của mẫu")
        document.sections[0].header.paragraphs[0].text = "cũ"
        wide = document.add_section()
        wide.orientation, wide.page_width, wide.page_height = 1, Mm(297), Mm(210)

    document = made(by_word(write), layers, tmp_path, name="Sở A & B")
    assert texts(document)[:2] == ["Mục Sở A & B", "chữ"]
    assert document.paragraphs[0].style.font.size == Pt(21)
    assert document.paragraphs[1].style.font.size == Pt(33)
    assert "Chỉ của nền" in [style.name for style in document.styles]
    first, wide = document.sections
    assert (round(first.left_margin.mm), round(wide.page_width.mm), round(wide.left_margin.mm)) == (41, 297, 32)
    assert first.header.paragraphs[0].text == "Cơ quan Sở A & B"
    assert first.first_page_header.paragraphs[0].text == "Trang đầu Sở A & B"
    assert wide.header.is_linked_to_previous
    assert document.settings.odd_and_even_pages_header_footer
    with pytest.raises(QmsdocsError) as raised:
        compiled(by_word(write), layers).render({})
    files = {(Path(one.where.file).name, one.where.inside) for one in raised.value.problems}
    assert files == {
        ("template.docx", "đoạn 2"),
        ("base.docx", "đầu trang (word/header1.xml), đoạn 1"),
        ("mark.docx", "đoạn 1"),
    }


def test_a_base_may_be_missing_or_turn_in_a_circle(shelf: Shelf) -> None:
    layers = shelf(base=p('{%p extends "ground" %}'), ground=p('{%p extends "base" %}'))
    body = p("a") + p('{%p extends "base" %}') + p('{%p extends "none" %}')
    found = problems_of(body, layers)
    assert codes(found) == [("part-cycle", "đoạn 1"), ("part-tag-form", "đoạn 3")]
    assert found[0].words["chain"] == "base → ground → base"
    assert codes(problems_of(p('{%p extends "grund" %}'), layers)) == [("part-missing", "đoạn 1")]


def test_the_same_parts_in_another_folder_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for folder in (tmp_path / "a", tmp_path / "thư mục khác"):
        (folder / "templates/parts").mkdir(parents=True)
        (folder / "templates/parts/base.docx").write_bytes(base())
        (folder / "templates/parts/mark.docx").write_bytes(by_word(annex))
        template = p('{%p extends "base" %}') + p('{%p include "mark" %}') + p("{{ name }}")
        made.append(compiled(template, Layers((folder,))).render({"name": "Sở"}))
    assert made[0] == made[1]


# --- mistakes


def test_all_mistakes_are_told_at_once_with_their_places(shelf: Shelf) -> None:
    layers = shelf(
        letterhead=p("đầu {{ a.b( }}"), round=p('{%p include "other" %}'), other=p("x") + p('{%p include "round" %}'),
        noted=Doc(p("a"), footnote=p("b")), broken=b"not a zip",
    )  # fmt: skip
    body = (
        p('{%p include "leterhead" %}')
        + p('trước {%p include "letterhead" %}')
        + table(["a", cell(p("x"), p('{% include "letterhead" %}'))])
        + p("{%p include which %}")
        + p('{%p include "../secret" %}')
        + p('{%tr include "letterhead" %}')
        + table(["a", "b"], tag_row('{%tr include "letterhead" %}'))
        + p('{%p include "round" %}')
        + p('{%p include "noted" %}')
        + p('{%p include "broken" %}')
        + p('{%p include "letterhead" %}')
        + p("{{ c d }}")
    )
    found = problems_of(Doc(body, header=p('{%p extends "letterhead" %}')), layers)
    assert codes(found) == [
        ("part-missing", "đoạn 1"),
        ("template-text-beside", "đoạn 2"),
        ("part-tag-form", "bảng 1, hàng 1, ô 2, đoạn 2"),
        ("part-tag-form", "đoạn 3"),
        ("part-tag-form", "đoạn 4"),
        ("template-tag-place", "đoạn 5"),
        ("part-cycle", "đoạn 2"),
        ("part-unsupported", "đoạn 2"),
        ("template-unreadable", ""),
        ("part-without-rows", "bảng 2, hàng 2, ô 1, đoạn 1"),
        ("part-tag-form", "đầu trang (word/header.xml), đoạn 1"),
        ("template-syntax", "đoạn 1"),
        ("template-syntax", "đoạn 10"),
    ]
    by_code = {problem.code: problem for problem in reversed(found)}
    assert by_code["part-missing"].words["near"] == "letterhead"
    assert by_code["part-cycle"].words["chain"] == "round → other → round"
    assert Path(by_code["part-cycle"].where.file).name == "other.docx"
    assert Path(by_code["part-unsupported"].where.file).name == "noted.docx"
    assert Path(by_code["template-syntax"].where.file).name == "letterhead.docx"


def test_parts_that_multiply_are_stopped(shelf: Shelf) -> None:
    levels: Mapping[str, str] = {
        f"p{level}": p(f'{{%p include "p{level + 1}" %}}') * 10 if level < 8 else p("chữ " * 50) for level in range(9)
    }
    found = problems_of(p('{%p include "p0" %}'), shelf(**levels))
    assert {problem.code for problem in found} == {"template-too-much"}


# --- a Word file as a value


def annex(document: Any) -> None:
    document.styles.add_style("Kiểu phụ lục", 1).font.size = Pt(19)
    document.add_paragraph("Phụ lục", "Heading 1")
    document.add_paragraph("riêng", "Kiểu phụ lục")
    document.add_paragraph("một", "List Number")
    document.add_picture(io.BytesIO(words.png(5, 6, 7)), width=Mm(9))
    document.add_table(1, 2).cell(0, 0).text = "ô"


def test_a_word_file_is_a_value(tmp_path: Path) -> None:
    file = tmp_path / "annex.docx"
    file.write_bytes(by_word(lambda document: annex(document) or document.add_paragraph("{{ chữ thường }}")))
    template = compile_template(
        _bytes(p("trước") + p("{{p x }}") + table(["a", cell(p("{{p x }}"))]) + p("{{p y }}") + p("hết"))
    )
    data = template.render({"x": Subdocument(file), "y": ""})
    assert data == template.render({"x": Subdocument(file.read_bytes()), "y": ""})
    document = opened(data, tmp_path)
    assert texts(document)[:4] == ["trước", "Phụ lục", "riêng", "một"]
    assert "{{ chữ thường }}" in texts(document)  # a value is never a template
    assert document.paragraphs[2].style.font.size == Pt(19)
    assert [one.style.name for one in document.paragraphs][1:4] == ["Heading 1", "Kiểu phụ lục", "List Number"]
    assert document.tables[1].cell(0, 1).paragraphs[1].style.name == "Kiểu phụ lục"
    assert sum(content == words.png(5, 6, 7) for content in parts_of(data).values()) == 1
    assert opened(template.render({"x": "", "y": ""}), tmp_path).styles.element.xml.count("Kiểu phụ lục") == 0


@pytest.mark.parametrize(
    ("tag", "data", "code"),
    [
        ("{{ x }}", by_word(annex), "value-xml-in-text"),
        ("{{r x }}", by_word(annex), "value-xml-in-text"),
        ("{{p x }}", b"not a zip", "value-not-docx"),
        ("{{p x }}", words.bytes_of(Doc(p("a"), footnote=p("b"))), "value-not-docx"),
    ],
)
def test_a_word_file_that_cannot_be_put_in_is_told(tag: str, data: bytes, code: str) -> None:
    with pytest.raises(QmsdocsError) as raised:
        compile_template(_bytes(p("a") + p(tag))).render({"x": Subdocument(data)})
    assert codes(list(raised.value.problems)) == [(code, "đoạn 2")]


def test_a_subdoc_of_docxtpl_is_taken_too(tmp_path: Path) -> None:
    pytest.importorskip("docxcompose")
    from docxtpl import DocxTemplate

    template = _bytes(p("trước") + p("{{p x }}") + p("hết"))
    subdocument = DocxTemplate(io.BytesIO(template)).new_subdoc(io.BytesIO(by_word(annex)))
    document = opened(compile_template(template).render({"x": subdocument}), tmp_path)
    assert texts(document)[:3] == ["trước", "Phụ lục", "riêng"]
    assert document.paragraphs[2].style.font.size == Pt(19)
