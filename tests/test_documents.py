"""Built sets read back: what the consultant would see, document by document.

Four agencies stand for all: the longest name, the shortest, two with a whole year of papers, of then and of today.
"""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import sample, standing_kinds
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.plan import DocumentPlan
from qmsdocs.releases import RELEASED
from qmsdocs.workspace import Workspace
from tests.reading import contents_entries, contents_fields, headings, paragraph_text, paragraphs

CHOSEN = ("van-phong-hdnd-va-doan-dbqh", "ban-dan-toc", "so-khoa-hoc-va-cong-nghe")
JOBS = 2


@dataclass(frozen=True)
class Set:
    workspace: Workspace
    out: Path
    plans: tuple[DocumentPlan, ...]

    def documents(self) -> Iterator[tuple[DocumentPlan, Any]]:
        for plan in self.plans:
            yield plan, docx.Document(str(self.out / plan.path))


@pytest.fixture(scope="module", params=["binh-phuoc", "so-tu-phap"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Set:
    workspace = sample(request.param)
    if request.param == "binh-phuoc":
        workspace = workspace.choose(agencies=CHOSEN)
    made = build(workspace, plans(workspace), tmp_path_factory.mktemp(request.param), JOBS)
    return Set(workspace, made.out, made.plans)


def of_each_sort(every: tuple[DocumentPlan, ...]) -> Iterator[DocumentPlan]:
    """All documents of an agency with a whole year; of the others, which differ from it in words alone, one a kind."""
    seen = set()
    for plan in every:
        whole = plan.agency in ("so-khoa-hoc-va-cong-nghe", "so-tu-phap")
        if whole or (plan.agency, plan.template) not in seen:
            yield plan
        seen.add((plan.agency, plan.template))


def words(document: Any) -> list[tuple[str, str]]:
    return [(where, paragraph_text(paragraph)) for where, paragraph in paragraphs(document)]


def test_every_agency_has_every_kind(built: Set) -> None:
    kinds: dict[str, Counter[str]] = {}
    for plan in built.plans:
        kinds.setdefault(plan.agency, Counter())[plan.kind] += 1
    for qms in built.workspace.systems:
        found = kinds[qms.slug]
        assert set(found) >= standing_kinds(qms)
        assert found["procedure"] == len(qms.procedures)
        assert found["form"] == sum(len(used.forms) for used in qms.procedures)
        assert found["audit-checklist"] == len(qms.agency.units) + 1
    assert {str(p.relative_to(built.out)) for p in built.out.rglob("*.docx")} == {str(p.path) for p in built.plans}


def test_every_document_is_valid_ooxml(built: Set) -> None:
    validator = OpenXmlValidator()
    for plan in of_each_sort(built.plans):
        errors = validator.validate(str(built.out / plan.path)).errors
        assert not errors, (plan.path, [error.description for error in errors[:3]])


def test_no_leftover_no_none_no_decomposed_text(built: Set) -> None:
    for plan, document in built.documents():
        for where, text in words(document):
            assert not re.search(r"\{\{|\}\}|\{%|%\}|\bNone\b|\bUndefined\b", text), (plan.path, where, text)
            assert unicodedata.is_normalized("NFC", text), (plan.path, where)
        assert all(heading.title for heading in headings(document)), plan.path


def test_cover_header_and_footer_agree(built: Set) -> None:
    labels = {"Lần ban hành": "issue", "Ngày ban hành": "issue_date", "Ngày hiệu lực": "effective_date"}
    for plan, document in built.documents():
        control = plan.context.get("document")
        if not isinstance(control, dict):
            continue
        written = words(document)
        header = " ".join(text for where, text in written if where.startswith("đầu trang"))
        assert f"Mã hiệu: {plan.code}" in header, plan.path
        assert any(f"Mã hiệu: {plan.code}" == text for where, text in written if "trang" not in where), plan.path
        for label, key in labels.items():
            found = {match[1] for _, text in written if (match := re.search(rf"{label}: (\S+)", text))}
            assert found == {control[key]}, (plan.path, label)


def test_contents_equal_headings(built: Set) -> None:
    with_contents = 0
    for plan, document in built.documents():
        for first, last, code in contents_fields(document):
            with_contents += 1
            high = int(code.split('"')[1].split("-")[1])
            wanted = [heading.text for heading in headings(document) if heading.level <= high]
            assert contents_entries(first, last) == wanted, plan.path
    assert with_contents == sum(plan.kind in ("procedure", "manual") for plan in built.plans)


def test_everything_is_times_new_roman_in_vietnamese(built: Set) -> None:
    for plan in built.plans:
        with zipfile.ZipFile(built.out / plan.path) as archive:
            for name in archive.namelist():
                if not name.startswith("word/") or not name.endswith(".xml"):
                    continue
                text = archive.read(name).decode("utf-8")
                runs = " ".join(re.findall(r"<w:rFonts[^>]*>", text))
                fonts = set(re.findall(r'w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"', runs))
                assert fonts <= {"Times New Roman"}, (plan.path, name, fonts)
                assert "asciiTheme" not in text
            assert '<w:lang w:val="vi-VN"' in archive.read("word/styles.xml").decode("utf-8")


def test_codes_of_controlled_documents_are_unique_in_each_agency(built: Set) -> None:
    codes = Counter((plan.agency, plan.code) for plan in built.plans if plan.kind in RELEASED)
    assert [key for key, count in codes.items() if count > 1] == []


def test_tables_stay_inside_the_page(built: Set) -> None:
    for plan, document in built.documents():
        widths = [
            section.page_width.twips - section.left_margin.twips - section.right_margin.twips
            for section in document.sections
        ]
        for one in document.tables:
            grid = sum(int(column.get(qn("w:w"))) for column in one._tbl.tblGrid)
            assert grid <= max(widths) + 2, (plan.path, grid, widths)
            assert len({len(line.cells) for line in one.rows}) == 1, plan.path


def test_long_tables_repeat_their_head(built: Set) -> None:
    for plan, document in built.documents():
        for one in document.tables:
            if len(one.rows) > 12:
                assert one.rows[0]._tr.trPr is not None, plan.path
                assert one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, plan.path


def test_the_manifest_lists_every_file_with_its_digest(built: Set) -> None:
    import hashlib

    data = json.loads((built.out / "manifest.json").read_text(encoding="utf-8"))
    assert len(data["documents"]) == len(built.plans)
    for entry in data["documents"]:
        assert hashlib.sha256((built.out / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]


def test_step_tables_add_up_to_the_limit(built: Set) -> None:
    """Read back from Word: the time cells of each case give the limit in the column's head."""
    read_back = 0
    for plan, document in built.documents():
        if plan.kind != "procedure":
            continue
        qms = next(qms for qms in built.workspace.systems if qms.slug == plan.agency)
        used = next(used for used in qms.procedures if used.code == plan.code)
        if used.procedure.time_limit is None:
            continue
        steps = next(t for t in document.tables if t.rows[0].cells[1].text == "Trình tự các bước công việc")
        for column, (_, amount, _) in enumerate(used.procedure.time_limit.cases, start=3):
            cells = [line.cells[column].text for line in steps.rows[1:]]
            assert sum(map(_days, cells)) == amount, (plan.path, cells)
            read_back += 1
        assert [line.cells[0].text for line in steps.rows[1:]] == [str(n) for n in range(1, len(steps.rows))]
    assert read_back


def _days(text: str) -> float:
    if text == "–":
        return 0
    return 0.5 if text.startswith("½") else float(text.split()[0].replace(",", "."))


def test_checklists_name_the_clause_and_the_place_of_every_question(built: Set) -> None:
    for plan, document in built.documents():
        if plan.kind != "audit-checklist":
            continue
        qms = next(qms for qms in built.workspace.systems if qms.slug == plan.agency)
        questions = next(t for t in document.tables if t.rows[0].cells[1].text == "Nội dung kiểm tra")
        rows = [[one.text for one in line.cells] for line in questions.rows[1:]]
        asked = [cells for cells in rows if cells[0] != cells[1]]
        assert len(asked) >= 10, plan.path
        for cells in asked:
            assert cells[1].endswith("?") and cells[2], (plan.path, cells)
            assert all(clause in qms.standard.clauses for clause in cells[3].split(", ")), (plan.path, cells)
            assert re.search(r"mục|bước|điều", cells[4]), (plan.path, cells)


def test_the_plan_says_what_the_province_ordered(built: Set) -> None:
    for plan, document in built.documents():
        if plan.kind != "implementation-plan":
            continue
        qms = next(qms for qms in built.workspace.systems if qms.slug == plan.agency)
        text = "\n".join(words_ for _, words_ in words(document))
        assert text.count("Giai đoạn ") == len(qms.regime.stages) == 4
        assert qms.regime.min_months <= qms.agency.project.months <= qms.regime.max_months
        fund = [line for line in qms.regime.cost_lines.values() if line.fund == "programme"]
        for line in fund:
            assert line.title in text
        if qms.agency.regime == "144-2006":
            assert len(fund) == 6
            assert "kinh phí không tự chủ" in text and "thanh toán trực tiếp với tổ chức chứng nhận" in text
        else:
            assert "chứng nhận hệ thống" not in text


def test_administrative_papers_follow_the_layout_of_their_date(built: Set) -> None:
    for plan, document in built.documents():
        if plan.kind not in ("implementation-plan", "submission"):
            continue
        section = document.sections[0]
        margins = [
            round(getattr(section, side).mm) for side in ("top_margin", "bottom_margin", "left_margin", "right_margin")
        ]
        assert margins == [20, 20, 30, 15]
        profile, mirrored = plan.template.split("/")[0], "mirrorMargins"
        with zipfile.ZipFile(built.out / plan.path) as archive:
            settings = archive.read("word/settings.xml").decode("utf-8")
        if built.workspace.programme is None:
            assert profile == "nd30-2020" and mirrored not in settings
        else:
            assert profile == "ttlt55-2005" and mirrored in settings
        first = document.tables[0].rows[0].cells
        assert [p.text for p in first[1].paragraphs][:2] == [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
        ]
        assert document.element.body.xpath("count(//w:t[contains(., './.')])") == 1


def test_masters_lists_hold_the_whole_set(built: Set) -> None:
    for plan, document in built.documents():
        if plan.kind != "document-list":
            continue
        listed = {line.cells[1].text for line in document.tables[1].rows[1:]}
        lists = ("document-list", "external-document-list", "record-list")
        own = {p.code for p in built.plans if p.agency == plan.agency and p.kind in (*RELEASED, *lists)}
        assert listed == own


def test_building_again_gives_the_same_bytes(built: Set, tmp_path: Path) -> None:
    some = [plan for plan in built.plans if plan.kind in ("policy", "procedure", "implementation-plan")][:6]
    build(built.workspace, some, tmp_path, 1)
    for plan in some:
        assert (tmp_path / plan.path).read_bytes() == (built.out / plan.path).read_bytes()


def test_people_are_not_invented() -> None:
    """The names of holders of posts are seen at once to be examples: Nguyễn Văn A, Trần Thị B."""
    for name in ("binh-phuoc", "so-tu-phap"):
        for qms in sample(name).systems:
            names = [post.name for post in qms.agency.posts.values() if post.name]
            assert all(re.fullmatch(r"\w+ (Văn|Thị) [A-ZĐ]", name) for name in names), qms.slug


def test_libreoffice_opens_them(built: Set, tmp_path: Path) -> None:
    import shutil
    import subprocess

    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    by_kind = {plan.kind: plan for plan in built.plans}
    files = [str(built.out / plan.path) for plan in by_kind.values()]
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    made = {file.stem: file.stat().st_size for file in tmp_path.glob("*.pdf")}
    assert set(made) == {Path(file).stem for file in files}
    assert min(made.values()) > 10_000


def test_qms_names_are_those_of_the_field(built: Set) -> None:
    """Fault L9: one name for each section in the whole set."""
    for plan, document in built.documents():
        if plan.kind == "procedure":
            titles = [heading.title for heading in headings(document) if heading.level == 1]
            assert titles == [
                "Theo dõi sửa đổi tài liệu",
                "Mục đích",
                "Phạm vi",
                "Tài liệu viện dẫn",
                "Định nghĩa, chữ viết tắt",
                "Nội dung quy trình",
                "Biểu mẫu",
                "Hồ sơ cần lưu",
            ]
