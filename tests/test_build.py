"""Building over what is there: only what changed, nothing that somebody wrote is lost, one fault stops one set."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Literal

import docx
import pytest
from conftest import AGENCY, ROOT, Tree
from docx.shared import Cm

from benchmarks.cohort import write as write_cohort
from qmsdocs.build.standing import BACKUPS
from qmsdocs.build.status import find, statuses
from qmsdocs.cli.stores import store
from qmsdocs.loading import load_sound
from tests.building import built, change, digest, documents, pristine, snapshot
from tests.reading import paragraph_text, paragraphs
from tests.resaving import edited, resaved

STEP_FILE = "procedures/cap-the-cong-chung-vien.yaml"
FIRST, LAST = "cap-phieu-ly-lich-tu-phap", "cho-phep-thanh-lap-van-phong-cong-chung"
STEP = "Phân công chuyên viên thụ lý và người đối chiếu thứ hai."


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """The sample agency, built."""
    return pristine(tmp_path)


def states(root: Path) -> dict[str, str]:
    """path → state of every document that is not as it should be."""
    found = statuses(load_sound(root, store()), (), root / "out", store())
    return {one.path: one.state for one in found if one.state != "fresh"}


def card(root: Path) -> Path:
    """The procedure that STEP_FILE describes."""
    (file,) = (root / "out" / "so-tu-phap" / "3. Quy trình tác nghiệp").glob("QT-TN.02 *.docx")
    return file


def says(file: Path, text: str) -> bool:
    return any(text in paragraph_text(one) for _, one in paragraphs(docx.Document(str(file))))


def some(root: Path, count: int, rng: random.Random) -> list[Path]:
    return rng.sample(documents(root / "out"), count)


# --- only what changed


def test_nothing_changed_nothing_is_made(agency: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in documents(agency / "out")}
    again = built(agency)
    assert (again.written, again.fresh) == (0, len(before))
    assert {file: file.stat().st_mtime_ns for file in documents(agency / "out")} == before
    assert states(agency) == {}


def test_a_step_remakes_the_documents_that_print_it(agency: Path) -> None:
    out = agency / "out"
    said = {str(file.relative_to(out)) for file in documents(out) if says(file, "người đối chiếu thứ hai")}
    before = snapshot(out)
    change(agency / STEP_FILE, STEP, "Phân công chuyên viên thụ lý và người soát lại thứ hai.")
    assert set(states(agency)) == said and str(card(agency).relative_to(out)) in said
    assert built(agency).written == len(said)
    after = snapshot(out)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == said | {"manifest.json"} and before.keys() == after.keys()


def test_causes_are_told_in_words(agency: Path) -> None:
    change(agency / STEP_FILE, STEP, "Phân công người thụ lý.")
    workspace = load_sound(agency, store())
    (stale,) = [one for one in statuses(workspace, ("procedure",), agency / "out", store()) if one.state == "stale"]
    assert stale.code == "QT-TN.02"
    assert any("dòng 2" in cause and "Phân công người thụ lý." in cause for cause in stale.causes), stale.causes


def test_a_template_of_the_agency_remakes_its_kind(agency: Path) -> None:
    from qmsdocs.starting import copy

    copy(agency, ["templates/policy.docx"])
    assert states(agency) == {}, "the same template in another layer makes the same documents"
    file = agency / "templates" / "policy.docx"
    document = docx.Document(str(file))
    document.add_paragraph("Cam kết thêm của cơ quan.")
    document.save(str(file))
    (path,) = states(agency)
    one = find(load_sound(agency, store()), agency / "out", agency / "out" / path, store())
    assert one and one.state == "stale" and any("policy.docx" in cause for cause in one.causes)
    assert built(agency).written == 1


# --- hand edits


def test_no_hand_edit_is_ever_lost(tmp_path: Path) -> None:
    """Twenty edited documents, all stale and not, under every choice: their bytes are in the folder afterwards."""
    choices: list[Literal["keep", "side", "replace"]] = ["keep", "side", "replace"]
    for number, (choice, stale) in enumerate(product(choices, [False, True])):
        again = (choice, stale) == ("side", True)  # over a new version that lies beside already
        rng = random.Random(number)
        root = pristine(tmp_path / str(number))
        mine = {}
        for file in some(root, 20, rng):
            file.write_bytes(edited(file.read_bytes(), rng))
            mine[file] = digest(file)
        if stale:
            change(root / "agency.yaml", "name: Sở Tư pháp", "name: Sở Tư pháp tỉnh")
        for _ in range(1 + again):
            assert not built(root, edited=choice, day="2026-11-22 10:00:00").failures
        kept = {digest(file) for file in (root / "out").rglob("*.docx")}
        assert set(mine.values()) <= kept, (choice, stale)
        if choice != "replace":
            assert all(digest(file) == mine[file] for file in mine), "where they were"
        beside = list((root / "out").rglob("*(bản mới).docx"))
        assert bool(beside) == (choice == "side" and stale)
        shutil.rmtree(root)


def test_an_edited_file_is_told_with_what_was_edited(agency: Path) -> None:
    file = card(agency)
    document = docx.Document(str(file))
    document.add_paragraph("Viết tay")
    document.save(str(file))
    (made,) = built(agency).edited
    assert agency / "out" / made.path == file and not made.stale
    assert any("Viết tay" in str(one) for one in made.changes)
    assert states(agency) == {made.path: "edited"}


def test_the_new_version_goes_beside_and_is_kept_up_to_date(agency: Path) -> None:
    file = card(agency)
    file.write_bytes(edited(file.read_bytes(), random.Random(7)))
    mine = digest(file)
    beside = file.with_stem(f"{file.stem} (bản mới)")
    for text in ("Phân công lần một.", "Phân công lần hai."):
        change(agency / STEP_FILE, STEP if text.endswith("một.") else "Phân công lần một.", text)
        built(agency, edited="side")
        assert digest(file) == mine
        assert says(beside, text)
    beside.write_bytes(edited(beside.read_bytes(), random.Random(8)))
    theirs = digest(beside)
    change(agency / STEP_FILE, "Phân công lần hai.", "Phân công lần ba.")
    built(agency, edited="side")
    assert (digest(file), digest(beside)) == (mine, theirs), "the new version was edited too"


def test_replaced_files_are_put_by_under_the_day(agency: Path) -> None:
    file = card(agency)
    for number in (1, 2):
        file.write_bytes(edited(file.read_bytes(), random.Random(number)))
        mine = digest(file)
        built(agency, edited="replace", day="2026-11-22 10:00:00")
        kept = sorted((agency / "out" / BACKUPS / "2026-11-22").rglob("*.docx"))
        assert len(kept) == number and mine in map(digest, kept)
    assert states(agency) == {}


def test_saving_in_word_is_no_edit(agency: Path) -> None:
    rng, root = random.Random(11), agency
    for file in some(root, 20, rng):
        file.write_bytes(resaved(file.read_bytes(), rng))
    made = built(root)
    assert not made.edited and not made.written and not made.failures
    change(root / "agency.yaml", "name: Sở Tư pháp", "name: Sở Tư pháp tỉnh")
    again = built(root)
    assert not again.edited and again.written > 150


# --- moved, renamed, deleted, orphaned


def test_moved_and_renamed_files_stay_where_people_put_them(agency: Path) -> None:
    out = agency / "out"
    old = card(agency)
    new = out / "Của phòng" / "Thẻ công chứng viên.docx"
    new.parent.mkdir()
    old.rename(new)
    assert built(agency).written == 0 and not old.exists()
    change(agency / STEP_FILE, STEP, "Phân công người thụ lý.")
    assert built(agency).written > 0 and not old.exists()
    assert says(new, "Phân công người thụ lý.")


def test_a_deleted_file_is_made_again(agency: Path) -> None:
    before = snapshot(agency / "out")
    gone = card(agency)
    gone.unlink()
    assert states(agency) == {str(gone.relative_to(agency / "out")): "missing"}
    assert built(agency).written == 1 and snapshot(agency / "out") == before


def test_orphans_are_told_and_only_cleaned_when_asked(tree: Tree) -> None:
    from qmsdocs.build.cleaning import clean

    root = tree({"agency.yaml": AGENCY})
    out = root / "out"
    built(root)
    (root / "agency.yaml").write_text(f"{AGENCY}procedures:\n  {LAST}:\n", encoding="utf-8")
    orphans = {path for path, state in states(root).items() if state == "orphaned"}
    assert any("Quy trình tác nghiệp" in path for path in orphans) and any("Biểu mẫu" in path for path in orphans)
    made = built(root)
    assert orphans == set(made.left_over) and all((out / path).exists() for path in orphans)
    assert orphans == set(built(root).left_over)
    kept = out / sorted(orphans)[0]
    kept.write_bytes(edited(kept.read_bytes(), random.Random(1)))
    done = clean(load_sound(root, store()), out, store())
    assert done.kept == (str(kept.relative_to(out)),) and kept.exists()
    assert {*done.removed, *done.kept} == orphans
    assert not any((out / path).exists() for path in done.removed)
    assert states(root) == {done.kept[0]: "orphaned"}


def test_codes_that_are_counted_anew_keep_their_edits(tree: Tree) -> None:
    """A procedure is known by its name in the workspace, not by its code: an edited one is never taken for another."""
    root = tree({"agency.yaml": AGENCY})
    built(root)
    mine, *_ = sorted((root / "out").glob("*/3. *"))[0].glob("* Đăng ký *.docx")
    mine.write_bytes(edited(mine.read_bytes(), random.Random(3)))
    kept = digest(mine)
    (root / "agency.yaml").write_text(f"{AGENCY}procedures:\n  {FIRST}:\n", encoding="utf-8")
    made = built(root)
    assert not made.failures and digest(mine) == kept
    assert [one.path for one in made.edited] == [str(mine.relative_to(root / "out"))]
    assert made.edited[0].plan.title in mine.name and made.edited[0].plan.code not in mine.name
    assert set(states(root)) == {made.edited[0].path, *made.left_over}


def test_the_manifest_lost_our_files_are_known(agency: Path) -> None:
    before = snapshot(agency / "out")
    mine = card(agency)
    mine.write_bytes(edited(mine.read_bytes(), random.Random(5)))
    kept = digest(mine)
    shutil.rmtree(agency / "out" / ".qmsdocs")
    (agency / "out" / "manifest.json").unlink()
    made = built(agency)
    assert (
        not made.failures
        and digest(mine) == kept
        and [one.path for one in made.edited] == [str(mine.relative_to(agency / "out"))]
    )
    after = snapshot(agency / "out")
    assert {path for path in before if before[path] != after.get(path)} <= {made.edited[0].path, "manifest.json"}


def test_a_file_of_the_users_in_the_way_stops_only_itself(agency: Path) -> None:
    file = card(agency)
    shutil.rmtree(agency / "out")
    file.parent.mkdir(parents=True)
    docx.Document().save(str(file))
    mine = digest(file)
    for choice in ("keep", "side", "replace"):
        made = built(agency, edited=choice)
        assert [failure.problem.code for failure in made.failures] == ["not-ours"] and digest(file) == mine
    assert made.documents == len(documents(agency / "out")) - 1


# --- one fault


def test_one_faulty_agency_stops_one_set(tmp_path: Path) -> None:
    root = write_cohort(tmp_path / "tinh", 35)
    kinds = ("objectives", "policy")
    bad = root / "agencies" / "so-tu-phap" / "agency.yaml"
    bad.parent.mkdir(parents=True)
    bad.write_text("signer:\n  title: Giám đốc\nstandrd: '2015'\n", encoding="utf-8")
    made = built(root, kinds=kinds, jobs=2)
    whole = {file.relative_to(root / "out").parts[0] for file in documents(root / "out")}
    assert len(whole) == 34 and "so-tu-phap" not in whole
    (failures,) = [json.loads((root / "out" / "failures.json").read_text(encoding="utf-8"))["failures"]]
    mine = [one for one in failures if one["agency"] == "so-tu-phap"]
    assert {(Path(one["file"]).parts[-2:], one["line"]) for one in mine} >= {(("so-tu-phap", "agency.yaml"), 3)}
    assert all(one["cause"] and one["cure"] for one in mine)
    assert {one["agency"] for one in failures} <= {"so-tu-phap", None}
    bad.unlink()
    again = built(root, kinds=kinds, jobs=2)
    assert not again.failures and again.fresh == made.documents
    assert not (root / "out" / "failures.json").exists()


def test_one_faulty_document_stops_itself(agency: Path) -> None:
    from qmsdocs.starting import copy

    copy(agency, ["templates/policy.docx"])
    file = agency / "templates" / "policy.docx"
    document = docx.Document(str(file))
    document.add_paragraph("{{ policy.statment }}")
    document.save(str(file))
    shutil.rmtree(agency / "out")
    made = built(agency)
    (failure,) = made.failures
    assert failure.problem.where.inside and "policy.docx" in failure.problem.where.file
    assert made.written == len(documents(agency / "out")) > 150


def test_a_template_that_breaks_the_layout_law_stops_its_documents(agency: Path) -> None:
    """A decision with a left margin of 1 cm is not made; what was made before stays."""
    from qmsdocs.starting import copy

    before = snapshot(agency / "out")
    copy(agency, ["templates/nd30-2020/issue-decision.docx"])
    file = agency / "templates" / "nd30-2020" / "issue-decision.docx"
    document = docx.Document(str(file))
    document.sections[0].left_margin = Cm(1)
    document.save(str(file))
    made = built(agency)
    (failure,) = made.failures
    problem = failure.problem
    assert problem.code == "layout-broken" and "issue-decision.docx" in problem.where.file
    assert "lề trái" in problem.message() and "30/2020/NĐ-CP" in problem.hint()
    assert {path for path, digest in before.items() if snapshot(agency / "out").get(path) != digest} <= {
        "manifest.json"
    }


def test_a_tighter_law_of_the_agency_is_held_to_at_once(agency: Path) -> None:
    before = snapshot(agency / "out")
    (agency / "layout.yaml").write_text("nd30-2020: {page: {left: 35}}\n", encoding="utf-8")
    assert {failure.problem.code for failure in built(agency).failures} == {"layout-broken"}
    (agency / "layout.yaml").write_text("nd30-2020: {page: {left: 3}}\n", encoding="utf-8")
    (failure,) = built(agency).failures
    assert failure.code == "" and failure.problem.where.line == 1 and "layout.yaml" in failure.problem.where.file
    (agency / "layout.yaml").unlink()
    again = built(agency)
    assert not again.failures and not again.written and snapshot(agency / "out") == before


def test_fail_fast_stops_at_the_first(tmp_path: Path) -> None:
    root = write_cohort(tmp_path / "tinh", 8)
    blocked = root / "out" / "van-phong-ubnd-tinh"
    blocked.parent.mkdir(parents=True)
    blocked.write_text("tệp của tôi", encoding="utf-8")
    made = built(root, kinds=("policy",), fail_fast=True)
    assert made.failures and made.agencies < 7
    assert blocked.read_text(encoding="utf-8") == "tệp của tôi"
    blocked.unlink()
    made = built(root, kinds=("policy",))
    assert not made.failures and len(documents(root / "out")) == 8


# --- the same bytes


def test_processes_make_the_same_bytes(tmp_path: Path) -> None:
    root = write_cohort(tmp_path / "tinh", 3)
    for jobs in (1, 2):
        built(root, tmp_path / f"out{jobs}", jobs=jobs)
    assert snapshot(tmp_path / "out1") == snapshot(tmp_path / "out2")


def test_a_quick_look_reads_no_document_and_loads_no_engine(agency: Path) -> None:
    """Nothing changed: the command answers without the engine, the model or the YAML reader."""
    code = (
        "import sys; from qmsdocs.cli import main\n"
        "try: main(['build', sys.argv[1]])\n"
        "except SystemExit: pass\n"
        "print(*sorted(m for m in sys.modules if m in ('yaml', 'pydantic', 'jinja2', 'docx', 'lxml.etree')), 'end')"
    )
    lines = []
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", code, str(agency)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        lines.append(run.stdout.splitlines())
    assert "Không có gì thay đổi" in lines[1][0] and lines[1][-1] == "end", lines


def test_memory_is_that_of_the_largest_set(tmp_path: Path) -> None:
    """Beyond the agencies of a province, which are held, a process needs the same however many it builds: what is
    frozen takes some kilobytes an agency. (With 1, 35 and 350 it is measured by benchmarks/cohort.py.)"""
    code = (
        "import resource, sys; from pathlib import Path; from qmsdocs.cli import main\n"
        "try: main(['build', sys.argv[1], '--jobs', '1', '--kind', 'manual', '--kind', 'policy'])\n"
        "except SystemExit as stopped: assert not stopped.code\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    used = []
    for count in (40, 160):
        root = write_cohort(tmp_path / str(len(used)), count)
        run = subprocess.run(
            [sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        used.append(int(run.stdout.splitlines()[-1]))
    assert used[1] - used[0] < 20, used


def test_an_agency_out_of_a_wrong_choice(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY})
    made = built(root, kinds=("policy",))
    (file,) = documents(root / "out")
    change(root / "agency.yaml", "name: Sở Tư pháp", "name: Sở Tư pháp tỉnh")
    assert built(root, kinds=("manual",)).left_over == [], "kinds that were not asked for are not looked at"
    assert file.exists() and made.written == 1
