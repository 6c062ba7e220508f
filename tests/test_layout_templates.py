"""Templates held against the layout law with their tags in place: an edit in Word that breaks it is told at once."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from conftest import AGENCY, ROOT, Tree
from docx.shared import Mm, Pt, RGBColor

from qmsdocs.cli import commands
from qmsdocs.docx import composed
from qmsdocs.layers import Layers
from qmsdocs.layout import law_of, law_of_file, problems_of_template

TEMPLATES = ROOT / "templates"
PAPER = "nd30-2020/submission.docx"


@pytest.mark.parametrize("folder", ["", "nd30-2020", "tt01-2011", "ttlt55-2005"])
def test_every_built_in_template_keeps_its_law(folder: str) -> None:
    for file in sorted((TEMPLATES / folder).glob("*.docx")):
        name = f"{folder}/{file.name}".lstrip("/")
        problems = problems_of_template(composed(file, layers=Layers()), name, law_of(name))
        assert not problems, problems[0].text()


def edited(tmp_path: Path, name: str, edit: Callable[[Any], object]) -> bytes:
    """A built-in template with its parts put in, edited as in Word."""
    file = tmp_path / "template.docx"
    file.write_bytes(composed(TEMPLATES / name, layers=Layers()))
    document = docx.Document(str(file))
    edit(document)
    document.save(str(file))
    return file.read_bytes()


def paragraph(document: Any, begin: str) -> Any:
    cells = (one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs)
    return next(one for one in [*document.paragraphs, *cells] if one.text.startswith(begin))


def margin(document: Any) -> None:
    document.sections[0].left_margin = Mm(20)


def font(begin: str, **values: Any) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        for run in paragraph(document, begin).runs:
            for key, value in values.items():
                setattr(run.font, key, value)

    return edit


def red(document: Any) -> None:
    paragraph(document, "{{ date }}").runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)


def retyped(begin: str, text: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        first, *others = paragraph(document, begin).runs
        first.text = text
        for run in others:
            run.text = ""

    return edit


def first_page_numbered(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def no_indent(document: Any) -> None:
    paragraph(document, "2. Phạm vi áp dụng").paragraph_format.first_line_indent = Mm(0)


@pytest.mark.parametrize(
    ("edit", "rule", "said"),
    [
        (margin, "PG2", "lề trái: 20 mm; quy định: 30-35 mm"),
        (first_page_numbered, "PG3", "hiện ở trang thứ nhất"),
        (font("{{ date }}", italic=False), "ST1", "địa danh, thời gian: đứng; quy định: nghiêng"),
        (font("{{ date }}", size=Pt(12)), "SZ1", "địa danh, thời gian: 12 pt; quy định: 13-14 pt"),
        (font("{{ signature.title }}", bold=False), "ST1", "không đậm"),
        (font("{{ basis }}", italic=False), "CC1", "đứng; quy định: nghiêng"),
        (font("{{ recipient }}", size=Pt(13)), "NN1", "13 pt; quy định: 11 pt"),
        (font("1. Sự cần thiết", name="Arial"), "FT1", "Arial"),
        (red, "FT2", "FF0000"),
        (retyped("CỘNG HÒA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM."), "HD1", "CỘNG HÒA"),
        (retyped("2. Phạm vi", "2. Phạm vi áp dụng : {{ plan.scope }}"), "", ""),  # a tag may print the space
        (retyped("Nơi nhận", "Nơi  nhận:"), "TX3", "hai dấu cách"),
        (retyped("TỜ TRÌNH", "T\u041e TRÌNH"), "TX2", "chữ Kirin"),
        (no_indent, "BD1", "lùi dòng đầu: 0 mm"),
    ],
)
def test_an_edit_that_breaks_the_law_is_told(tmp_path: Path, edit: Callable[[Any], None], rule: str, said: str) -> None:
    problems = problems_of_template(edited(tmp_path, PAPER, edit), PAPER, "nd30-2020")
    if not rule:
        assert not problems, problems[0].text()
        return
    assert rule in {one.words["rule"] for one in problems}, [one.text() for one in problems]
    problem = next(one for one in problems if one.words["rule"] == rule)
    assert said in problem.message() and problem.where.inside and problem.hint()


def test_what_data_print_is_not_judged(tmp_path: Path) -> None:
    for begin in ("{{ number }}", "{{ date }}", "{{ recipient }}", "{{ basis }}", "{{ signature.name }}"):
        data = edited(tmp_path, PAPER, retyped(begin, "{{ agency.name }}"))
        assert not [one for one in problems_of_template(data, PAPER, "nd30-2020") if one.level == "error"], begin


@pytest.mark.parametrize(
    ("file", "templates", "law"),
    [
        ("nd30-2020/submission.docx", ["nd30-2020/submission.docx"], "nd30-2020"),
        ("ttlt55-2005/submission.docx", ["nd30-2020/submission.docx"], "ttlt55-2005"),
        ("submission.docx", ["nd30-2020/submission.docx"], "nd30-2020"),
        ("mau/khac.docx", ["nd30-2020/submission.docx"], "nd30-2020"),
        ("mau/khac.docx", ["procedure.docx"], "qms"),
        ("mau/gap-survey.docx", ["nd30-2020/gap-assessment.docx"], "qms"),
    ],
)
def test_a_file_anywhere_has_the_law_of_its_kind(file: str, templates: list[str], law: str) -> None:
    assert law_of_file(Path(file), templates, datetime.date(2026, 11, 22)) == law


def checked(*arguments: object) -> Result:
    return CliRunner().invoke(commands, ["template", "check", *map(str, arguments)])


def test_template_check_tells_it(tree: Tree, tmp_path: Path) -> None:
    root = tree({"agency.yaml": AGENCY, "templates/nd30-2020/x.docx": ""})
    own = root / "templates" / PAPER
    own.write_bytes(edited(tmp_path, PAPER, font("{{ date }}", italic=False)))
    (root / "templates" / "nd30-2020" / "x.docx").unlink()
    for arguments in (
        [own],
        ["submission", "--path", root],
        [shutil.copy(own, tmp_path / "mau.docx"), "--kind", "submission"],
    ):
        result = checked(*arguments)
        assert result.exit_code == 1 and "sai thể thức (ST1): “Địa danh, ngày" in result.output, result.output
    assert checked(tmp_path / "mau.docx").exit_code == 0  # of no kind: nothing is known of what it prints
    own.unlink()
    assert checked("submission", "--path", root).exit_code == 0
    (root / "layout.yaml").write_text("nd30-2020: {page: {left: 35}}", encoding="utf-8")
    result = checked("submission", "--path", root, "--format", "json")
    (problem, *_) = json.loads(result.output)["problems"]
    assert result.exit_code == 1 and "cơ quan: " in problem["hint"]
