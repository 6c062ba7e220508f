"""Document control from a user's side: freezing, re-issuing, changes that are told, the log."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest
from conftest import ROOT, problems_of

from qmsdocs.build import build
from qmsdocs.cli import main
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.releases import RELEASED, settle
from tests.reading import paragraph_text, paragraphs

CODE = "QT-TN.01"
PROCEDURE = "procedures/dang-ky-hoat-dong-van-phong-cong-chung.yaml"
LINE = "dang-ky-hoat-dong-van-phong-cong-chung: {unit: phong-bo-tro-tu-phap, number: 1"
FILE = "3. Quy trình tác nghiệp/QT-TN.01 Đăng ký hoạt động Văn phòng công chứng.docx"
CHANGE = "{revision: 1, date: 01/12/2026, effective: 10/12/2026, reason: Góp ý của tổ chức, by: unit_head}"


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([str(argument) for argument in arguments])
        raise SystemExit(0)
    return int(stopped.value.code or 0)


def built(root: Path, out: Path) -> dict[str, bytes]:
    """Path under the agency's folder → bytes of every document."""
    workspace = load(root)
    made, problems = settle(workspace, plans(workspace))
    assert not [problem for problem in problems if problem.level == "error"]
    build(workspace, made, out, 1)
    return {str(plan.path.relative_to(plan.agency)): (out / plan.path).read_bytes() for plan in made}


def text_of(file: Path) -> str:
    return "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(file))))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def move_half_a_day(root: Path) -> None:
    """Steps 3 and 4 take 2,5 days each instead of 3 and 2."""
    lines = (root / PROCEDURE).read_text(encoding="utf-8").splitlines(keepends=True)
    times = [number for number, line in enumerate(lines) if line.strip().startswith("time:")]
    assert [lines[n].strip() for n in times[2:4]] == ["time: 3", "time: 2"]
    for number in times[2:4]:
        lines[number] = "    time: 2.5\n"
    (root / PROCEDURE).write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    root = tmp_path / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    assert run("release", root, "--date", "2026-06-15") == 0
    return root


def test_a_release_builds_to_the_same_bytes_whatever_the_template_becomes(agency: Path, tmp_path: Path) -> None:
    before = built(agency, tmp_path / "before")
    released = agency / "releases" / CODE / "01.00.docx"
    assert before[FILE] == released.read_bytes()
    template = docx.Document(str(ROOT / "templates" / "procedure.docx"))
    template.add_paragraph("Dòng mới của mẫu")
    (agency / "templates").mkdir()
    template.save(str(agency / "templates" / "procedure.docx"))
    after = built(agency, tmp_path / "after")
    assert {path for path in before if before[path] != after[path]} == set()


def test_everything_of_the_set_is_released_once(agency: Path) -> None:
    workspace = load(agency)
    codes = {plan.code for plan in plans(workspace, RELEASED)}
    assert {folder.name for folder in (agency / "releases").iterdir()} == codes
    facts = json.loads((agency / "releases" / CODE / "01.00.json").read_text(encoding="utf-8"))
    assert (facts["issue"], facts["revision"], facts["issue_date"], facts["effective_date"]) == (
        1, 0, "15/6/2026", "01/7/2026",
    )  # fmt: skip
    assert facts["released"] == "2026-06-15"
    assert run("release", agency) == 0
    assert len(list((agency / "releases").glob("*/*.docx"))) == len(codes)


def test_changed_and_not_revised_is_told_with_what_changed(agency: Path, tmp_path: Path) -> None:
    move_half_a_day(agency)
    told = [p for p in settle(load(agency), plans(load(agency)))[1] if p.level == "error"]
    assert [(problem.code, problem.where.file) for problem in told] == [
        ("changed-not-revised", str(agency / PROCEDURE))
    ]
    message = told[0].message()
    assert message.startswith(f"{CODE} Đăng ký hoạt động Văn phòng công chứng đã phát hành lần 01/00")
    assert "Các bước công việc, dòng 3, thời gian của bước: “03 ngày làm việc” thành “2,5 ngày làm việc”" in message
    assert "Các bước công việc, dòng 4, thời gian của bước: “02 ngày làm việc” thành “2,5 ngày làm việc”" in message
    out = tmp_path / "out"
    assert run("build", agency, "-o", out) == 1
    assert not list(out.rglob("*.docx"))
    assert run("check", agency) == 1


def test_one_edited_step_changes_one_procedure_its_checklist_and_the_logs(agency: Path, tmp_path: Path) -> None:
    before = built(agency, tmp_path / "before")
    move_half_a_day(agency)
    edit(agency / "agency.yaml", LINE, f"{LINE}, control: {{changes: [{CHANGE}]}}")
    after = built(agency, tmp_path / "after")
    assert before.keys() == after.keys()
    kinds = {str(plan.path.relative_to("stp")): plan.kind for plan in plans(load(agency))}
    changed = sorted(path for path in before if before[path] != after[path])
    assert sorted(kinds[path] for path in changed) == [
        "audit-checklist", "change-log", "distribution-list", "document-list", "procedure", "progress-report",
        "tracking-slip",
    ], "the procedure, what is made from its steps, and the registers that tell of the revision"  # fmt: skip
    assert FILE in changed
    text = text_of(tmp_path / "after" / "stp" / FILE)
    assert "Các bước công việc, dòng 3, thời gian của bước: “03 ngày làm việc” thành “2,5 ngày làm việc”" in text
    assert "Góp ý của tổ chức" in text and "01 (01/12/2026)" in text


def test_a_revision_is_released_beside_the_one_before(agency: Path, tmp_path: Path) -> None:
    move_half_a_day(agency)
    edit(agency / "agency.yaml", LINE, f"{LINE}, control: {{changes: [{CHANGE}]}}")
    assert run("release", agency, "--code", CODE, "--date", "10/12/2026") == 0
    made = sorted(file.name for file in (agency / "releases" / CODE).iterdir())
    assert made == ["01.00.docx", "01.00.json", "01.01.docx", "01.01.json"]
    after = built(agency, tmp_path / "out")
    assert after[FILE] == (agency / "releases" / CODE / "01.01.docx").read_bytes()


def test_the_log_tells_the_whole_history(agency: Path, capsys: pytest.CaptureFixture[str]) -> None:
    move_half_a_day(agency)
    edit(agency / "agency.yaml", LINE, f"{LINE}, control: {{changes: [{CHANGE}]}}")
    capsys.readouterr()
    assert run("log", CODE, agency) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{CODE}  Đăng ký hoạt động Văn phòng công chứng  (stp)"
    assert lines[1] == "  01/00  15/6/2026, hiệu lực 01/7/2026  [đã phát hành 15/6/2026]"
    assert lines[3] == "  01/01  01/12/2026, hiệu lực 10/12/2026  [chưa phát hành]"
    assert lines[4].strip().startswith("Các bước công việc, dòng 3")
    assert [line.strip() for line in lines[5:]] == ["căn cứ: Góp ý của tổ chức", "đề nghị: Trưởng đơn vị"]
    assert run("log", "QT-TN.99", agency) == 1
    assert "QT-TN.0" in capsys.readouterr().err


def test_a_form_keeps_its_revision_unless_the_change_names_it(agency: Path) -> None:
    file = agency / PROCEDURE
    edit(file, "title: Phiếu thẩm định hồ sơ đăng ký hoạt động Văn phòng công chứng",
         "title: Phiếu thẩm tra hồ sơ đăng ký hoạt động Văn phòng công chứng")  # fmt: skip
    edit(agency / "agency.yaml", LINE, f"{LINE}, control: {{changes: [{CHANGE}]}}")
    _, problems = settle(load(agency), plans(load(agency)))
    told = [(problem.code, problem.words["code"]) for problem in problems if problem.level == "error"]
    assert told == [("form-changed-not-revised", "BM-TN.01.02")]
    edit(agency / "agency.yaml", "by: unit_head}", "by: unit_head, forms: phieu-tham-dinh}")
    made, problems = settle(load(agency), plans(load(agency)))
    assert not [problem for problem in problems if problem.level == "error"]
    versions = {plan.code: plan.context["document"]["revision"] for plan in made if plan.kind == "form"}  # type: ignore[index]
    assert (versions["BM-TN.01.02"], versions["BM-TN.01.01"]) == ("01", "00")


def test_people_may_change_without_a_revision(agency: Path, tmp_path: Path) -> None:
    before = built(agency, tmp_path / "before")
    edit(agency / "agency.yaml", "name: Nguyễn Văn A", "name: Ngô Văn L")
    after = built(agency, tmp_path / "after")
    assert after[FILE] == before[FILE], "the document stays as it was signed"


def test_an_altered_or_lost_release_is_told(agency: Path) -> None:
    (agency / "releases" / CODE / "01.00.docx").write_bytes(b"x")
    (agency / "releases" / "QT-TN.02" / "01.01.docx").unlink()
    (agency / "releases" / "QT-TN.03" / "01.00.json").write_text("{", encoding="utf-8")
    assert run("check", agency) == 1
    (agency / "releases" / "QT-TN.03" / "01.00.json").unlink()
    told = [problem for problem in settle(load(agency), plans(load(agency)))[1] if problem.level == "error"]
    assert [(problem.code, Path(problem.where.file).parent.name) for problem in told] == [
        ("release-altered", CODE),
        ("release-altered", "QT-TN.02"),
    ]


def test_a_new_issue_starts_its_revisions_anew(agency: Path, tmp_path: Path) -> None:
    move_half_a_day(agency)
    again = "{issue: 2, revision: 0, date: 01/12/2026, effective: 10/12/2026, summary: Viết lại, reason: Luật mới}"
    control = f"control: {{issue: 2, issue_date: 01/12/2026, effective_date: 10/12/2026, changes: [{again}]}}"
    edit(agency / "agency.yaml", LINE, f"{LINE}, {control}")
    after = built(agency, tmp_path / "out")
    text = text_of(tmp_path / "out" / "stp" / FILE)
    assert "Lần ban hành: 02" in text and "Ban hành lần 02 (01/12/2026)" in text
    assert after[FILE]


@pytest.mark.parametrize(
    ("changes", "code", "key"),
    [
        ("[{revision: 2, summary: A}]", "revision-order", "revision"),
        ("[{issue: 3, revision: 0, summary: A}]", "issue-order", "issue"),
        ("[{revision: 1, summary: A, forms: [phieu-tham-din]}]", "unknown-form", "phieu"),
        ("[{revision: 1, summary: A, by: trưởng-phòng}]", "bad-identifier", "by"),
        ("[{revision: 1, summary: A, by: truong-phong}]", "unknown-post", "truong"),
        ("[{revision: 1, summary: A, date: 02/7/2026, effective: 01/7/2026}]", "effective-before-issue", "01/7/2026"),
        ("[{revision: 1, summary: A, date: 01/6/2026}]", "change-before-issue", "01/6/2026"),
    ],
)
def test_mistakes_in_changes_are_told_where_they_are(tmp_path: Path, changes: str, code: str, key: str) -> None:
    root = tmp_path / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    edit(root / "agency.yaml", LINE, f"{LINE}, control: {{changes: {changes}}}")
    told = [problem for problem in problems_of(root) if problem.level == "error"]
    assert [problem.code for problem in told] == [code]
    line = (root / "agency.yaml").read_text(encoding="utf-8").splitlines()[told[0].where.line - 1]
    assert "dang-ky-hoat-dong-van-phong-cong-chung" in line
    assert told[0].where.column >= line.index("changes")


def test_a_change_without_summary_needs_a_release_to_compare(tmp_path: Path) -> None:
    root = tmp_path / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    edit(root / "agency.yaml", LINE, f"{LINE}, control: {{changes: [{CHANGE}]}}")
    assert [problem.code for problem in settle(load(root), plans(load(root)))[1]] == ["change-without-summary"]
    assert run("build", root, "-o", tmp_path / "out") == 1


def test_what_has_no_dates_cannot_be_released(tmp_path: Path) -> None:
    root = tmp_path / "sở"
    root.mkdir()
    (root / "agency.yaml").write_text("name: Sở Tư pháp\nkind: department.justice\nplace: Bình Phước\n", "utf-8")
    assert run("release", root) == 1
    assert not (root / "releases").exists()
