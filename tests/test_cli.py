"""The command line as its users run it: exit codes, messages, JSON, nothing overwritten."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import jsonschema
import pytest
from conftest import AGENCY, ROOT, Tree

from qmsdocs.cli import main


class Run:
    """One command: its exit code and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
        capsys.readouterr()
        try:
            main(list(arguments))
            self.code = 0
        except SystemExit as stopped:
            self.code = int(stopped.code or 0)
        self.out, self.err = capsys.readouterr()

    @property
    def data(self) -> dict[str, object]:
        return dict(json.loads(self.out))


def test_init_then_build_succeeds_without_an_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "co-quan")
    assert Run(capsys, "init", folder).code == 0
    built = Run(capsys, "build", folder, "--jobs", "2")
    assert built.code == 0, built.err
    assert "Đã tạo" in built.out and "phải điền" in built.out
    documents = list((tmp_path / "co-quan" / "out").rglob("*.docx"))
    assert len(documents) > 90
    assert docx.Document(str(documents[0]))


def test_init_province_then_check_has_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "tinh")
    assert Run(capsys, "init", folder, "--province").code == 0
    assert Run(capsys, "check", folder, "--errors-only").code == 0


def test_init_leaves_a_used_folder_alone(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": AGENCY})
    run = Run(capsys, "init", str(root))
    assert (run.code, (root / "agency.yaml").read_text(encoding="utf-8")) == (1, AGENCY)
    assert "thư mục đã có dữ liệu" in run.err


def test_building_by_cohort_agency_and_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    province = str(ROOT / "samples" / "binh-phuoc")
    listed = Run(capsys, "list", province, "--cohort", "2008", "--format", "json").data
    assert len(listed["agencies"]) == 14  # type: ignore[arg-type]
    run = Run(
        capsys, "build", province, "-o", str(tmp_path), "--cohort", "2009", "--kind", "policy", "--format", "json"
    )
    assert run.code == 0 and run.data["documents"] == 10 and run.data["agencies"] == 10
    one = Run(capsys, "build", province, "-o", str(tmp_path / "1"), "--agency", "so-y-te", "--kind", "submission")
    assert one.code == 0
    assert [file.name for file in (tmp_path / "1").rglob("*.docx")] and "so-y-te" in one.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--cohort", "2010"), "2007, 2008, 2009"),
        (("--agency", "so-y-tê"), "so-y-te"),
        (("--kind", "procedur"), "procedure"),
    ],
)
def test_a_wrong_choice_names_the_right_ones(
    arguments: tuple[str, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(capsys, "build", str(ROOT / "samples" / "binh-phuoc"), "-o", str(tmp_path), *arguments)
    assert run.code == 1 and words in run.err
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_no_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(capsys, "check", str(tmp_path))
    assert run.code == 1 and "qmsdocs init" in run.err


def test_usage_errors_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert Run(capsys, "build").code == 2
    assert Run(capsys, "no-such-command").code == 2


def test_messages_in_english(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": "name: A\nkind: department.justise\n"})
    run = Run(capsys, "check", str(root), "--lang", "en")
    assert run.code == 1
    assert "there is no agency kind 'department.justise'" in run.err and "nearest: department.justice" in run.err


def test_json_problems_have_places(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": "name: A\nkind: department.justice\nplaec: B\n"})
    data = Run(capsys, "check", str(root), "--format", "json").data
    (problem,) = data["problems"]  # type: ignore[misc]
    assert (problem["code"], problem["line"], problem["column"], problem["level"]) == ("unknown-key", 3, 1, "error")


def build_policy(capsys: pytest.CaptureFixture[str], root: Path) -> Run:
    return Run(capsys, "build", str(root), "--kind", "policy")


def test_a_file_edited_by_hand_is_never_overwritten(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": AGENCY})
    assert build_policy(capsys, root).code == 0
    assert build_policy(capsys, root).code == 0, "untouched files are built anew"
    (file,) = (root / "out").rglob("*.docx")
    document = docx.Document(str(file))
    document.add_paragraph("Viết tay")
    document.save(str(file))
    edited = file.read_bytes()
    run = build_policy(capsys, root)
    assert run.code == 0 and "1 tệp đã sửa tay, không ghi đè." in run.out
    (root / "agency.yaml").write_text(AGENCY.replace("Sở Tư pháp", "Sở Tư pháp tỉnh"), encoding="utf-8")
    run = build_policy(capsys, root)
    assert run.code == 0 and f"{file}: đã sửa tay" in run.out and "Viết tay" in run.out and "--edited side" in run.out
    assert file.read_bytes() == edited


def test_a_file_that_is_not_ours_is_never_overwritten(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": AGENCY})
    build_policy(capsys, root)
    (file,) = (root / "out").rglob("*.docx")
    docx.Document().save(str(file))
    shutil.rmtree(root / "out" / ".qmsdocs")
    (root / "out" / "manifest.json").unlink()
    theirs = file.read_bytes()
    run = build_policy(capsys, root)
    assert run.code == 1 and file.name in run.err and "→" in run.err
    assert file.read_bytes() == theirs


def test_a_wrong_template_stops_its_own_documents(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": AGENCY})
    assert Run(capsys, "copy", str(root), "templates/policy.docx").code == 0
    file = root / "templates" / "policy.docx"
    document = docx.Document(str(file))
    document.add_paragraph("{{ policy.statment }}")
    document.save(str(file))
    run = Run(capsys, "build", str(root))
    assert run.code == 1 and "policy.docx, đoạn" in run.err and "statement" in run.err
    made = [file.name for file in (root / "out").rglob("*.docx")]
    assert len(made) > 90 and not any("Chính sách" in name for name in made)


def test_copy_refuses_what_is_there_and_what_is_not(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": AGENCY, "procedures/kiem-soat-ho-so.yaml": "của tôi"})
    run = Run(capsys, "copy", str(root), "procedures/kiem-soat-ho-so.yaml", "templates/procedur.docx")
    assert run.code == 1 and "templates/procedure.docx" in run.err and "không ghi đè" in run.err
    assert (root / "procedures" / "kiem-soat-ho-so.yaml").read_text(encoding="utf-8") == "của tôi"
    assert not (root / "templates").exists()


def test_schemas_accept_the_library_and_refuse_a_wrong_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import yaml

    assert Run(capsys, "schema", str(tmp_path)).code == 0
    schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()}
    assert set(schemas) == {
        f"{name}.schema.json"
        for name in (
            "agency", "procedure", "programme", "acts", "manual", "project", "operation", "training", "contract",
            "audit", "review", "decision", "directive", "plan", "estimate", "inspection", "layout",
        )
    }  # fmt: skip
    files = [*sorted((ROOT / "procedures").glob("*.yaml"))[:12], ROOT / "procedures" / "kiem-soat-tai-lieu.yaml"]
    for file in files:
        data = json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))
        jsonschema.validate(data, schemas["procedure.schema.json"])
    programme = yaml.safe_load((ROOT / "samples" / "binh-phuoc" / "programme.yaml").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(programme, default=str)), schemas["programme.schema.json"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "A", "kind": "base", "plaec": "B"}, schemas["agency.schema.json"])
    agency = schemas["agency.schema.json"]["properties"]
    assert all(agency[key].get("description") for key in agency), "every key explains itself"


def test_help_and_completion_speak(capsys: pytest.CaptureFixture[str]) -> None:
    help_text = Run(capsys, "--help").out
    assert all(name in help_text for name in ("init", "check", "list", "build", "copy", "schema"))
    assert Run(capsys, "--version").out.startswith("qmsdocs ")


def test_files_of_an_earlier_title_are_named_and_left_alone(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    root = tree({"agency.yaml": AGENCY})
    assert Run(capsys, "build", str(root), "--kind", "policy").code == 0
    (old,) = (root / "out").rglob("*.docx")
    (root / "agency.yaml").write_text(AGENCY + "code_scheme: {policy: CS-01}\n", encoding="utf-8")
    run = Run(capsys, "build", str(root), "--kind", "policy")
    assert run.code == 0 and old.name in run.out and old.exists()
    old.unlink()
    assert old.name not in Run(capsys, "build", str(root), "--kind", "policy").out


def test_copy_into_the_folder_of_an_agency_that_is_only_a_line(
    tree: Tree, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"programme.yaml": (ROOT / "samples" / "binh-phuoc" / "programme.yaml").read_text(encoding="utf-8")})
    (root / "agencies").mkdir()
    monkeypatch.chdir(root / "agencies")
    assert Run(capsys, "copy", "so-y-te", "templates/policy.docx").code == 0
    assert (root / "agencies" / "so-y-te" / "templates" / "policy.docx").exists()
    assert Run(capsys, "copy", str(root / "elsewhere" / "x"), "templates/policy.docx").code == 1


def test_list_verbose_names_the_layouts_that_nobody_compared(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["list", str(ROOT / "samples" / "so-tu-phap"), "--verbose"])
        raise SystemExit(0)
    told = [line.split()[3] for line in capsys.readouterr().out.splitlines() if line.startswith("chưa đối chiếu")]
    assert {"announcement-decision", "committee-decision", "review-minutes"} <= set(told)
    assert "manual" not in told
