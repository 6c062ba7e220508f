"""A consultant's change is one edit in one place, and exactly the documents that print the fact follow."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from conftest import AGENCY, ROOT, Tree

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.starting import copy
from tests.reading import paragraph_text, paragraphs

PROCEDURE = "procedures/cap-phieu-ly-lich-tu-phap.yaml"


def texts(root: Path, out: Path) -> dict[str, str]:
    """kind and code → the whole text of every document of the agency."""
    workspace = load(root)
    made = build(workspace, plans(workspace), out, 2)
    return {
        f"{plan.kind} {plan.code}": "\n".join(
            paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(made.out / plan.path)))
        )
        for plan in made.plans
    }


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() == after.keys()
    return {key for key in before if before[key] != after[key]}


@pytest.fixture
def agency(tree: Tree) -> Path:
    return tree({"agency.yaml": AGENCY})


@pytest.fixture
def before(agency: Path, tmp_path: Path) -> dict[str, str]:
    copy(agency, [PROCEDURE])
    return texts(agency, tmp_path / "before")


def test_renaming_a_unit(agency: Path, before: dict[str, str], tmp_path: Path) -> None:
    old, new = "Phòng Bổ trợ tư pháp", "Phòng Công chứng và Luật sư"
    file = agency / "agency.yaml"
    file.write_text(AGENCY + f"units:\n  phong-bo-tro-tu-phap: {{name: {new}}}\n", encoding="utf-8")
    after = texts(agency, tmp_path / "after")
    assert changed(before, after) == {key for key, text in before.items() if old in text}
    assert not any(old.lower() in text.lower() for text in after.values()), "sentences follow too"
    assert new in after["procedure QT.02"].partition("Quy trình các bước")[2]
    follow = {key.split()[0] for key in changed(before, after)}
    assert follow >= {"manual", "procedure", "record-list", "audit-programme", "audit-checklist", "implementation-plan"}


def test_changing_the_time_of_a_step(agency: Path, before: dict[str, str], tmp_path: Path) -> None:
    file = agency / PROCEDURE
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    # Half a day moves between two steps of the same post: the sums stay right with one line edited twice the same way.
    places = [index for index, line in enumerate(lines) if line.strip().startswith("time:")]
    lines[places[0]], lines[places[2]] = lines[places[2]], lines[places[0]]
    file.write_text("".join(lines), encoding="utf-8")
    after = texts(agency, tmp_path / "after")
    assert {key.split()[0] for key in changed(before, after)} <= {"procedure", "audit-checklist"}
    assert "procedure QT.01" in changed(before, after)
    assert any(key.startswith("audit-checklist") for key in changed(before, after))
    assert not any(key.startswith("procedure") and key != "procedure QT.01" for key in changed(before, after))


def test_overriding_one_procedure(agency: Path, before: dict[str, str], tmp_path: Path) -> None:
    file = agency / PROCEDURE
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("title: Cấp Phiếu lý lịch tư pháp\n", "title: Cấp Phiếu lý lịch (bản của Sở)\n", 1), "utf-8"
    )
    after = texts(agency, tmp_path / "after")
    assert "bản của Sở" in after["procedure QT.01"]
    assert changed(before, after) == {key for key, one in after.items() if "bản của sở" in one.lower()}
    assert {key.split()[0] for key in changed(before, after)} >= {
        "procedure", "manual", "document-list", "implementation-plan",
    }  # fmt: skip


def test_replacing_one_template(agency: Path, before: dict[str, str], tmp_path: Path) -> None:
    copy(agency, ["templates/procedure.docx"])
    file = agency / "templates" / "procedure.docx"
    document = docx.Document(str(file))
    for paragraph in document.paragraphs:
        if paragraph.text == "Hồ sơ cần lưu":
            paragraph.runs[0].text = "Hồ sơ lưu trữ của cơ quan"
    document.save(str(file))
    after = texts(agency, tmp_path / "after")
    assert changed(before, after) == {key for key in before if key.startswith("procedure ")}
    for key in changed(before, after):
        assert after[key].count("Hồ sơ lưu trữ của cơ quan") == 2, "the heading and its line in the contents"


def test_the_nearest_layer_wins_for_every_kind_of_file(tmp_path: Path) -> None:
    root = tmp_path / "tinh"
    shutil.copytree(ROOT / "samples" / "binh-phuoc", root, ignore=shutil.ignore_patterns("out", "agencies"))
    (root / "procedures").mkdir()
    (root / "agencies" / "so-y-te" / "procedures").mkdir(parents=True)
    source = (ROOT / "procedures" / "kiem-soat-ho-so.yaml").read_text(encoding="utf-8")
    for folder, words in ((root, "của tỉnh"), (root / "agencies" / "so-y-te", "của Sở Y tế")):
        text = source.replace("title: Kiểm soát hồ sơ\n", f"title: Kiểm soát hồ sơ {words}\n", 1)
        (folder / "procedures" / "kiem-soat-ho-so.yaml").write_text(text, encoding="utf-8")
    (root / "agencies" / "so-y-te" / "agency.yaml").write_text("standard: '2008'\nplace: Đồng Xoài\n", encoding="utf-8")
    systems = {qms.slug: qms for qms in load(root).systems}
    titles = {slug: systems[slug].by_id["kiem-soat-ho-so"].procedure.title for slug in ("so-y-te", "so-tai-chinh")}
    assert titles == {"so-y-te": "Kiểm soát hồ sơ của Sở Y tế", "so-tai-chinh": "Kiểm soát hồ sơ của tỉnh"}
    assert (systems["so-y-te"].standard.name, systems["so-y-te"].place) == ("TCVN ISO 9001:2008", "Đồng Xoài")
    assert (systems["so-tai-chinh"].standard.name, systems["so-tai-chinh"].place) == (
        "TCVN ISO 9001:2000",
        "Bình Phước",
    )


def test_a_procedures_own_control_is_laid_over_the_sets(tree: Tree) -> None:
    control = "control: {issue: 2, issue_date: 05/3/2026, effective_date: 10/3/2026}\n"
    own = "procedures: {cap-phieu-ly-lich-tu-phap: {control: {changes: [{revision: 1, summary: Sửa bước 3.}]}}}\n"
    (qms,) = load(tree({"agency.yaml": AGENCY + control + own})).systems
    used = qms.by_id["cap-phieu-ly-lich-tu-phap"]
    assert (used.control.issue, used.control.revision, str(used.control.effective_date)) == (2, 1, "2026-03-10")
    assert qms.by_id["kiem-soat-ho-so"].control.revision == 0


def test_a_procedure_is_switched_off_by_an_empty_key_and_numbers_stay_free(tree: Tree) -> None:
    root = tree(
        {
            "agency.yaml": AGENCY + "procedures: {cap-phieu-ly-lich-tu-phap: , quan-ly-van-ban-di-den: }\n",
            "procedures/tu-them.yaml": 'title: Tự thêm\ntype: system\nclauses: {"2008": ["5.5.3"]}\npurpose: A.\n'
            "scope: B.\nsteps: [{what: Làm., who: secretary}]\n"
            "records: [{title: Hồ sơ, kept_by: secretary, retention: 3}]\n",
        }
    )
    (qms,) = load(root).systems
    assert {"cap-phieu-ly-lich-tu-phap", "quan-ly-van-ban-di-den"}.isdisjoint(qms.by_id)
    assert qms.by_id["tu-them"].code == "QT.ISO.11", "the first number that no other system procedure has"
