"""The built-in Word templates: in step with what writes them, readable after Word and LibreOffice have saved them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from conftest import ROOT
from docx.oxml.ns import qn

from authoring.documents import TEMPLATES
from qmsdocs.docx import Templates
from qmsdocs.layers import Layers


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_file_is_what_authoring_writes(name: str) -> None:
    assert (ROOT / "templates" / name).read_bytes() == TEMPLATES[name](), "run: python -m authoring"


def test_no_other_template_lies_about() -> None:
    found = {file.relative_to(ROOT / "templates").as_posix() for file in (ROOT / "templates").rglob("*.docx")}
    assert found == set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_use_real_styles_and_no_manual_spacing(name: str) -> None:
    document = docx.Document(str(ROOT / "templates" / name))
    known = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    empty = 0
    for paragraph in document.element.body.iter(qn("w:p")):
        assert paragraph.style in known
        spacer = paragraph.getparent().tag == qn("w:body") and not list(paragraph.iter(qn("w:t"), qn("w:sectPr")))
        empty = empty + 1 if spacer and paragraph.style not in ("Rule", "Gap", "RuleSubject") else 0
        assert empty < 2, "two empty paragraphs in a row are manual spacing"
    assert not list(document.element.body.iter(qn("w:br"))), "page breaks are styles' and paragraphs' business"


def test_tables_have_heads_that_repeat() -> None:
    for name in ("procedure.docx", "record-list.docx", "audit-checklist.docx"):
        document = docx.Document(str(Path(ROOT) / "templates" / name))
        looped = [t for t in document.tables if any("{%tr for" in line.cells[0].text for line in t.rows)]
        assert looped
        for one in looped:
            assert one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize("name", [name for name in TEMPLATES if not name.startswith("parts/")])
def test_no_finished_part_has_to_be_read_again(name: str) -> None:
    # Values inside field codes would ask for it, which costs more than all the rest of a document.
    assert not any(part.fields for part in Templates().find(Layers(), name).program.parts)
