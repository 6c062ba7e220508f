"""The province's own papers read back: valid, inside the page, with nothing left over, LibreOffice opens them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from conftest import sample
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.kinds.province import KINDS
from qmsdocs.layout.checking import check
from qmsdocs.plan import DocumentPlan
from tests.reading import paragraph_text, paragraphs


@pytest.fixture(scope="module", params=["binh-phuoc", "hung-yen", "an-binh"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[DocumentPlan, Path]]:
    workspace = sample(request.param)
    out = tmp_path_factory.mktemp(request.param)
    return [(plan, out / plan.path) for plan in build(workspace, plans(workspace, KINDS), out, 1).plans]


@pytest.fixture
def made(papers: list[tuple[DocumentPlan, Path]]) -> list[Path]:
    return [file for _, file in papers]


# The line under a subject or a name has one length, whatever the length of the words above it.
TOLERATED = {"HD3"}


def test_every_paper_keeps_the_layout_law_of_its_date(papers: list[tuple[DocumentPlan, Path]]) -> None:
    for plan, file in papers:
        profile = plan.template.partition("/")[0]
        found = [one for one in check(file.read_bytes(), profile) if one.level in ("error", "warning")]
        assert [one for one in found if one.level == "error" or one.rule not in TOLERATED] == [], file.name


def test_every_paper_is_valid_ooxml(made: list[Path]) -> None:
    validator = OpenXmlValidator()
    for file in made:
        errors = validator.validate(str(file)).errors
        assert not errors, (file.name, [error.description for error in errors[:3]])


def test_nothing_is_left_over(made: list[Path]) -> None:
    for file in made:
        for where, paragraph in paragraphs(docx.Document(str(file))):
            text = paragraph_text(paragraph)
            assert not any(sign in text for sign in ("{{", "{%", "None", "..;", ";.", ",,")), (file.name, where, text)


def test_tables_stay_inside_the_page(made: list[Path]) -> None:
    for file in made:
        document = docx.Document(str(file))
        widths = [
            section.page_width.twips - section.left_margin.twips - section.right_margin.twips
            for section in document.sections
        ]
        for one in document.tables:
            grid = sum(int(column.get(qn("w:w"))) for column in one._tbl.tblGrid)
            assert grid <= max(widths) + 2, (file.name, grid, widths)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_them(made: list[Path], tmp_path: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), *map(str, made)], check=True, capture_output=True, timeout=240)
    assert {file.stem for file in tmp_path.glob("*.pdf")} == {file.stem for file in made}
