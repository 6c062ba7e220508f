"""layout.yaml: a province, an agency tightens the state's layout law or leaves a rule out; nobody loosens it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from conftest import AGENCY, Papers, Tree
from test_layout import said

from qmsdocs.cli import main
from qmsdocs.errors import QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.layout import PROFILES, examine, problems_of_files
from qmsdocs.layout.layering import laws
from qmsdocs.layout.profile import load
from qmsdocs.schemas import schemas

PROGRAMME = "programme: x\n"  # that there is one makes a folder a province's


def layers(tree: Tree, agency: str = "", province: str = "") -> Layers:
    root = tree({"programme.yaml": PROGRAMME, "layout.yaml": province, "agencies/so/layout.yaml": agency})
    return Layers((root / "agencies" / "so", root))


def test_without_a_file_only_the_state_s_law_holds(tree: Tree) -> None:
    chain = layers(tree)
    for name in PROFILES:
        assert [law.profile for law in laws(name, chain)] == [load(name)]


def test_a_finding_says_which_layer_set_the_limit(tree: Tree, papers: Papers) -> None:
    chain = layers(
        tree,
        "nd30-2020: {sizes: {body: 13}}",
        "nd30-2020: {page: {left: 35}, rules: {EN1: error}, off: {HD3: Phôi in sẵn đường kẻ}}",
    )
    report = examine(papers["decision"], layers=chain)
    told = {(one.what, one.measured, one.allowed, one.layer.partition(":")[0]) for one in report.of("error")}
    assert ("lề trái", "30 mm", "35 mm", "tỉnh") in told
    assert any(what.endswith("nội dung") and whose == "cơ quan" for what, _, _, whose in told), told
    assert [(rule, who.partition(":")[0], reason) for rule, who, reason in report.off] == [
        ("HD3", "tỉnh", "Phôi in sẵn đường kẻ")
    ]
    broken = said("Bases", "i", val="0")(papers["decision"])
    of_state = [one for one in examine(broken, layers=chain).of("error") if one.rule == "CC1"]
    assert of_state and not any(one.layer for one in of_state)


def test_a_rule_may_weigh_more(tree: Tree) -> None:
    (law, own) = laws("nd30-2020", layers(tree, "nd30-2020: {rules: {EN1: error}}"))
    assert (law.profile.rules["EN1"].level, own.profile.rules["EN1"].level) == ("warning", "error")


@pytest.mark.parametrize(
    ("own", "place", "said_"),
    [
        ("nd30-2020:\n  page:\n    left: [28, 35]\n", "3:11", "“left”: 28-35 rộng hơn mức 30-35 (Nghị định số 30/2020"),
        ("nd30-2020: {sizes: {body: [13, 15]}}", "1:27", "“body”: 13-15 rộng hơn mức 13-14"),
        ("nd30-2020: {body: {gap: 3}}", "1:25", "“gap”: 3 rộng hơn mức từ 6"),
        ("nd30-2020: {body: {indents: [11]}}", "1:29", "“indents”: 11 rộng hơn mức 10, 12,7"),
        ("nd30-2020: {fonts: [Arial]}", "1:20", "“fonts”: Arial rộng hơn mức Times New Roman"),
        ("nd30-2020: {rules: {PG1: info}}", "1:26", "“PG1”: info rộng hơn mức error"),
        ("nd30-2020: {off: {PG9: vì thế}}", "1:19", "bộ quy tắc nd30-2020 không có “PG9”"),
        ("nd30-2020: {sizes: {bodi: 14}}", "1:21", "bộ quy tắc nd30-2020 không có “bodi”"),
        ("qms: {body: {gap: 6}}", "1:7", "bộ quy tắc qms không có “body”"),
        ("nd30-2020: {off: {HD3: }}", "1:24", "chưa nêu lý do không áp dụng HD3"),
        ("nd30-2020: {off: {HD3: ''}}", "1:24", "chưa nêu lý do không áp dụng HD3"),
        ("nd30-2020: {page: {left: [35, 30]}}", "1:26", "không phải một khoảng từ nhỏ đến lớn"),
        ("nd30-2020: {page: {left: [[1], 30]}}", "1:26", "không phải một khoảng từ nhỏ đến lớn"),
        ("nd30-2020: {page: {left: rộng}}", "1:26", "“rộng” không phải một số không âm"),
        ("nd31-2020: {}", "1:1", "khóa lạ “nd31-2020”"),
        ("nd30-2020: {page: {lef: 3}}", "1:20", "khóa lạ “lef”"),
        ("nd30-2020: [1", "2:1", ""),
    ],
)
def test_what_loosens_or_is_mistyped_is_told_at_its_place(tree: Tree, own: str, place: str, said_: str) -> None:
    (problem,) = problems_of_files(layers(tree, own))
    assert str(problem.where).endswith(f"layout.yaml:{place}"), problem.where
    assert said_ in problem.message(), problem.message()
    assert problem.hint() and problem.message("en") and problem.hint("en")


def test_the_agency_may_not_loosen_what_the_province_tightened(tree: Tree) -> None:
    chain = layers(tree, "nd30-2020: {page: {left: [30, 35]}}", "nd30-2020: {page: {left: 30}}")
    with pytest.raises(QmsdocsError) as stopped:
        laws("nd30-2020", chain)
    (problem,) = stopped.value.problems
    assert "rộng hơn mức 30 (tỉnh: " in problem.message()


def test_editors_are_told_the_keys(tree: Tree) -> None:
    schema = schemas()["layout.schema.json"]
    jsonschema.validate({"nd30-2020": {"page": {"left": [30, 35]}, "off": {"HD3": "vì thế"}}}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"nd30-2020": {"pages": {}}}, schema)
    assert schema["properties"]["qms"]["description"]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return int(stopped.value.code or 0)


def test_the_commands_know_the_layers(
    tree: Tree, papers: Papers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "nd30-2020: {page: {left: 35}, off: {SG1: Chữ ký số}}"
    root = tree({"agency.yaml": AGENCY, "layout.yaml": own})
    file = tmp_path / "a.docx"
    file.write_bytes(papers["decision"])
    assert run("layout", "check", str(file)) == 0
    capsys.readouterr()
    assert run("layout", "check", str(file), "--workspace", str(root)) == 1
    out = capsys.readouterr().out
    assert "(mức của cơ quan: " in out and "Không xét SG1 (cơ quan: " in out
    assert run("layout", "check", str(file), "--workspace", str(root), "--format", "json") == 1
    (told,) = json.loads(capsys.readouterr().out)["files"]
    assert told["findings"][0]["layer"].startswith("cơ quan: ") and told["off"][0]["rule"] == "SG1"
    (root / "layout.yaml").write_text("nd30-2020: {page: {left: 20}}", encoding="utf-8")
    assert run("check", str(root)) == 1
    assert "layout.yaml:1:26: lỗi: “left”: 20 rộng hơn mức 30-35" in capsys.readouterr().out
    assert run("layout", "check", str(file), "--agency", "so") == 2
