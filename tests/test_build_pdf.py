"""Builds that deliver PDF: one beside each document, made anew with it, never over somebody's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import AGENCY

from tests.building import change, command, digest

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice makes the PDFs")
KINDS = ("--kind", "policy", "--kind", "objectives", "--kind", "submission")


def build(root: Path, *more: str) -> str:
    process = command("build", root, *more)
    out, err = process.communicate(timeout=200)
    assert process.returncode == 0, err.decode()
    return out.decode()


def test_every_document_has_its_pdf_and_only_what_changed_is_made_anew(tmp_path: Path) -> None:
    root = tmp_path / "co-quan"
    root.mkdir()
    (root / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    build(root, "--pdf", *KINDS)
    pdfs = sorted((root / "out").rglob("*.pdf"))
    assert [pdf.with_suffix(".docx").is_file() for pdf in pdfs] == [True] * 3
    before = {pdf: digest(pdf) for pdf in pdfs}
    assert "Không có gì thay đổi" in build(root, "--pdf", *KINDS)

    (root / "agency.yaml").write_text(AGENCY + "policy: {commitments: [Đúng hạn từng hồ sơ]}\n", encoding="utf-8")
    assert "1 tệp PDF cũ hơn tệp Word" in build(root, *KINDS)
    build(root, "--pdf", *KINDS)
    after = {pdf: digest(pdf) for pdf in pdfs}
    (policy,) = [pdf for pdf in pdfs if before[pdf] != after[pdf]]
    assert "Chính sách" in policy.name

    moved = policy.with_name("Đổi tên.docx")
    policy.with_suffix(".docx").rename(moved)
    build(root, "--pdf", *KINDS)
    assert moved.with_suffix(".pdf").is_file() and not policy.exists(), "the PDF goes where its document went"

    signed = moved.with_suffix(".pdf")
    signed.write_bytes(signed.read_bytes() + b"\n% signed")
    mine = digest(signed)
    change(root / "agency.yaml", "Đúng hạn", "Đúng và trước hạn")
    process = command("build", root, "--pdf", *KINDS)
    _, err = process.communicate(timeout=200)
    assert process.returncode == 1 and signed.name in err.decode() and digest(signed) == mine
