"""Delivery: what goes to whom, packages that prove themselves, and files that are known again."""

from __future__ import annotations

import datetime
import io
import json
import os
import random
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from conftest import ROOT, Tree
from pathvalidate import is_valid_filename
from resaving import edited, resaved

from qmsdocs.build import build_workspace
from qmsdocs.cli import main
from qmsdocs.cli.stores import store
from qmsdocs.delivery import RECIPIENTS, Packed, Recipient, Verdict, pack, verify
from qmsdocs.delivery.naming import LONGEST
from qmsdocs.delivery.recipients import GOES_TO, kinds_for
from qmsdocs.errors import QmsdocsError
from qmsdocs.fields import unlike
from qmsdocs.kinds import KINDS, delivery_list, fields, plans
from qmsdocs.kinds.province import KINDS as OF_PROVINCE
from qmsdocs.loading import load
from qmsdocs.releases import freeze

LIST = "Danh mục giao nhận.docx"
POLICY = "stp/1. Sổ tay, chính sách, mục tiêu/CSCL-STP Chính sách chất lượng.docx"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built once: nobody changes it."""
    root = tmp_path_factory.mktemp("delivery") / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    build_workspace(load(root, store()), (), root / "out", store=store())
    return root


@pytest.fixture(scope="module")
def packed(built: Path) -> dict[Recipient, Packed]:
    """A package of it for each recipient."""
    return {to: one for to in RECIPIENTS for one in packed_of(built, to)}


@pytest.fixture
def small(built: Path, tmp_path: Path) -> Path:
    """The sample with only what goes to the province, to be changed."""
    root = tmp_path / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    build_workspace(load(root, store()), kinds_for("province"), root / "out", store=store())
    return root


@pytest.fixture
def unpacked(packed: dict[Recipient, Packed], tmp_path: Path) -> Path:
    """What the province's office has when it has unpacked its package."""
    folder = tmp_path / "nhận"
    with zipfile.ZipFile(packed["province"].file) as archive:
        archive.extractall(folder)
    return folder


def packed_of(root: Path, to: Recipient = "province", into: str = "giao-nhan") -> list[Packed]:
    return pack(load(root, store()), to, root / "out", root / into, store())


def rebuilt(root: Path) -> None:
    build_workspace(load(root, store()), kinds_for("province"), root / "out", store=store())


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as archive:
        return archive.namelist()


def manifest(file: Path) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(file) as archive:
        data: dict[str, list[dict[str, str]]] = json.loads(archive.read("manifest.json"))
        return data


def listed(file: Path) -> list[list[str]]:
    """The rows of the list of a package, group rows left out."""
    with zipfile.ZipFile(file) as archive:
        table = docx.Document(io.BytesIO(archive.read(LIST))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return [row for row in rows[1:] if len(set(row)) > 1]


def word_file(folder: Path, words: str) -> Path:
    return next(file for file in sorted(folder.rglob("*.docx")) if words in file.name)


def refused(root: Path, to: Recipient = "province") -> list[tuple[str, str]]:
    """The problems that keep a package from being written, and that none was."""
    with pytest.raises(QmsdocsError) as stopped:
        packed_of(root, to)
    assert not (root / "giao-nhan").exists() or not list((root / "giao-nhan").iterdir())
    return [(problem.code, Path(problem.where.file).name) for problem in stopped.value.problems]


def states(verdicts: list[Verdict]) -> dict[str, str]:
    """What is not intact: name of the file → state."""
    return {Path(one.path).name: one.state for one in verdicts if one.state != "intact"}


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stopped:
        main([*map(str, arguments)])
        raise SystemExit(0)
    return int(stopped.value.code or 0)


# --- who gets what


def test_every_kind_goes_to_somebody() -> None:
    assert set(GOES_TO) == set(KINDS)
    assert set(kinds_for("agency")) == set(KINDS) - set(OF_PROVINCE)
    assert set(OF_PROVINCE) < set(kinds_for("province"))


def test_each_recipient_gets_its_documents(packed: dict[Recipient, Packed]) -> None:
    for to, one in packed.items():
        documents = manifest(one.file)["documents"]
        assert documents and {entry["kind"] for entry in documents} <= set(kinds_for(to))
        assert one.documents == len(documents)
    folders = {to: {name.split("/")[0] for name in names(one.file)} for to, one in packed.items()}
    assert "9. Hợp đồng" in folders["agency"] and "9. Hợp đồng" not in folders["auditor"]
    assert {"7. Kế hoạch triển khai", "14. Báo cáo"} < folders["province"]
    assert [one.file.name for one in packed.values()] == ["stp-co-quan.zip", "stp-tinh.zip", "stp-danh-gia.zip"]


def test_names_are_by_rule_and_fit_everywhere(packed: dict[Recipient, Packed]) -> None:
    for one in packed.values():
        inside = names(one.file)
        assert len({name.casefold() for name in inside}) == len(inside)
        for name in inside:
            assert len(name) <= LONGEST and unicodedata.is_normalized("NFC", name)
            assert all(is_valid_filename(step, platform="universal") for step in name.split("/")), name
    numbered = [entry["path"].rpartition("/")[2] for entry in manifest(packed["agency"].file)["documents"]]
    assert [int(name.split(" ")[0]) for name in numbered] == [*range(1, len(numbered) + 1)]
    assert "001 STCL-STP Sổ tay chất lượng.docx" in numbered


def test_the_list_names_exactly_what_is_inside(packed: dict[Recipient, Packed]) -> None:
    for one in packed.values():
        entries = {entry["path"].rpartition("/")[2].split(" ")[0]: entry for entry in manifest(one.file)["documents"]}
        rows = listed(one.file)
        assert [row[0] for row in rows] == [*entries]
        assert [row[1:3] for row in rows] == [[entry["code"], entry["title"]] for entry in entries.values()]
        others = {LIST, "manifest.json", "SHA256SUMS"}
        assert set(names(one.file)) == others | {entry["path"] for entry in entries.values()}
    plan = next(row for row in listed(packed["province"].file) if row[1] == "KH-STP")
    assert plan[3:] == ["", "15/9/2025", "01", ""]


def test_the_context_of_the_list_is_as_declared() -> None:
    line = delivery_list.Line("1. Sổ tay", "01", "A", "B", "01/00", "", 2, "", True)
    plan = delivery_list.plan_of("stp", "Sở Tư pháp", "stp.zip", "Bộ tài liệu", "", "Sở", [line])
    assert list(unlike(plan.context, fields("delivery-list"))) == []


# --- packages


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="a tool of Linux")
def test_checksums_are_those_that_sha256sum_reads(unpacked: Path) -> None:
    subprocess.run(["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=unpacked, check=True)
    word_file(unpacked, "KH-STP").write_bytes(b"")
    assert subprocess.run(["sha256sum", "-c", "--status", "SHA256SUMS"], cwd=unpacked).returncode == 1


def test_the_same_documents_give_the_same_bytes(built: Path, packed: dict[Recipient, Packed]) -> None:
    again = packed_of(built, into="lần hai")[0]
    assert again.file.read_bytes() == packed["province"].file.read_bytes()
    assert packed_of(built)[0].fresh


def test_an_earlier_package_is_kept(small: Path) -> None:
    first = packed_of(small)[0].file.read_bytes()
    file = word_file(small / "out", "QĐ Thành lập Ban chỉ đạo")
    file.write_bytes(edited(file.read_bytes(), random.Random(1), "one letter"))
    second = packed_of(small)[0]
    assert second.kept and second.kept.read_bytes() == first != second.file.read_bytes()
    assert second.kept.name.startswith("stp-tinh.2")


def test_what_somebody_edited_is_packed_as_it_is_and_told(small: Path) -> None:
    file = word_file(small / "out", "QĐ Thành lập Ban chỉ đạo")
    file.write_bytes(edited(file.read_bytes(), random.Random(1), "one letter"))
    again = word_file(small / "out", "KH Kế hoạch")
    again.write_bytes(resaved(again.read_bytes(), random.Random(1)))
    one = packed_of(small)[0]
    told = {entry["code"]: entry["state"] for entry in manifest(one.file)["documents"]}
    assert (told["3/QĐ-STP"], told["KH-STP"], told["TTr-STP"]) == ("edited", "resaved", "untouched")
    assert [entry.code for entry in one.edited] == ["3/QĐ-STP"] and not one.stale
    notes = {row[1]: row[6] for row in listed(one.file)}
    assert notes["3/QĐ-STP"] == "Đã sửa sau khi tạo" and notes["KH-STP"] == ""
    with zipfile.ZipFile(one.file) as archive:
        assert archive.read(one.edited[0].path) == file.read_bytes()
    verdicts = {verdict.code: verdict for verdict in verify(one.file)}
    assert verdicts["3/QĐ-STP"].good and "đã sửa sau khi tạo" in verdicts["3/QĐ-STP"].note
    assert {verdict.state for verdict in verify(one.file, small) if verdict.code == "3/QĐ-STP"} == {"edited"}


def test_an_edited_document_whose_source_changed_is_told_as_such(small: Path) -> None:
    file = word_file(small / "out", "QĐ Thành lập Ban chỉ đạo")
    file.write_bytes(edited(file.read_bytes(), random.Random(1), "one letter"))
    agency = small / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("name: Sở Tư pháp\n", "name: Sở Tư Pháp\n"), "utf-8")
    rebuilt(small)
    one = packed_of(small)[0]
    assert [entry.code for entry in one.stale] == ["3/QĐ-STP"]
    assert {row[6] for row in listed(one.file)} == {"", "Đã sửa sau khi tạo; nội dung gốc đã có bản mới"}


def test_a_pdf_goes_with_its_document_unless_it_is_older(small: Path) -> None:
    file = word_file(small / "out", "KH Kế hoạch")
    file.with_suffix(".pdf").write_bytes(b"%PDF-1.7")
    one = packed_of(small)[0]
    pdf = next(name for name in names(one.file) if name.endswith(".pdf"))
    assert pdf.removesuffix(".pdf") + ".docx" in names(one.file)
    assert next(row for row in listed(one.file) if row[1] == "KH-STP")[5] == "02"
    assert states(verify(one.file)) == {}
    shutil.rmtree(small / "giao-nhan")
    os.utime(file.with_suffix(".pdf"), (1, 1))
    assert refused(small) == [("pack-older", file.with_suffix(".pdf").name)]


def test_what_is_not_right_is_not_packed_and_all_of_it_is_told(small: Path) -> None:
    word_file(small / "out", "QĐ Thành lập Ban chỉ đạo").unlink()
    agency = small / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("name: Sở Tư pháp\n", "name: Sở Tư Pháp\n"), "utf-8")
    told = refused(small)
    assert {code for code, _ in told} == {"pack-not-fresh"} and len(told) == len(word_files(small / "out")) + 1
    agency.write_text("kind: department.justice\n", encoding="utf-8")
    assert run("pack", small, "--for", "province") == 1


def word_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.docx"))


def test_what_was_never_built_is_told_once(tmp_path: Path) -> None:
    root = tmp_path / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    assert refused(root) == [("pack-not-built", "stp")]


PROVINCE = """\
title: Chương trình
period: 2007 - 2010
province: {name: Bình Phước, committee: UBND tỉnh Bình Phước, lead: Sở A, contact: Chi cục B, finance: Sở C}
cohorts:
  - year: 2027
    agencies:
      - {slug: so-a, name: Sở A, kind: department.science}
      - {slug: so-tu-phap, name: Sở Tư pháp, kind: department.justice}
"""


def test_a_province_gets_its_papers_and_a_folder_of_each_agency(tree: Tree) -> None:
    root = tree({"programme.yaml": PROVINCE})
    rebuilt(root)
    one = packed_of(root)[0]
    assert one.file.name == "binh-phuoc-tinh.zip"
    folders = [name.split("/")[0] for name in names(one.file) if "/" in name]
    assert [*dict.fromkeys(folders)] == ["00. Chương trình của tỉnh", "01. Sở A", "02. Sở Tư pháp"]
    assert {entry["kind"] for entry in manifest(one.file)["documents"]} > {"cohort-list", "implementation-plan"}
    assert states(verify(one.file)) == states(verify(one.file, root)) == {}
    alone = pack(load(root, store()).choose(None, ["so-a"]), "province", root / "out", root / "giao-nhan", store())
    assert [package.file.name for package in alone] == ["so-a-tinh.zip"]
    assert {entry["agency"] for entry in manifest(alone[0].file)["documents"]} == {"so-a"}


# --- verify


def test_what_nobody_touched_is_intact_wherever_it_is_looked_at(
    built: Path, packed: dict[Recipient, Packed], unpacked: Path
) -> None:
    out = built / "out"
    for target, against in (
        (packed["auditor"].file, None),
        (packed["auditor"].file, out),
        (packed["auditor"].file, packed["agency"].file),
        (unpacked, None),
        (unpacked, packed["province"].file),
        (out, None),
        (built, packed["agency"].file),
        (out / POLICY, None),
        ((out / POLICY).parent, None),
    ):
        verdicts = verify(target, against)
        assert {one.state for one in verdicts} == {"intact"}, (target, against)
    assert (policy := verify(out / POLICY)[0]).issue == "01/00"
    assert (policy.code, policy.title, policy.kind) == ("CSCL-STP", "Chính sách chất lượng", "policy")


def test_what_became_of_files_that_were_handed_over(packed: dict[Recipient, Packed], unpacked: Path) -> None:
    plan, request, report = (word_file(unpacked, words) for words in ("KH-STP", "TTr-STP", "58-BC-STP"))
    plan.write_bytes(resaved(plan.read_bytes(), random.Random(2)))
    before = request.read_bytes()
    request.write_bytes(edited(before, random.Random(2), "one letter"))
    report.unlink()
    (unpacked / "khác.docx").write_bytes(before)
    document = docx.Document()
    document.save(str(unpacked / "lạ.docx"))
    (unpacked / "ghi chú.txt").write_text("x", encoding="utf-8")
    verdicts = verify(unpacked, packed["province"].file)
    assert states(verdicts) == {
        plan.name: "resaved", request.name: "edited", report.name: "missing", "lạ.docx": "strange",
        "ghi chú.txt": "strange",
    }  # fmt: skip
    change = next(one for one in verdicts if one.state == "edited").changes[0]
    assert change.place and (change.before or change.after)
    assert "tên trong gói" in next(one for one in verdicts if one.path == "khác.docx").note
    # By its checksums alone a package cannot tell where, and does not take a re-save for unchanged.
    assert states(verify(unpacked))[plan.name] == states(verify(unpacked))[request.name] == "altered"


def test_files_that_changed_places_are_found_out(unpacked: Path) -> None:
    plan, request = (word_file(unpacked, words) for words in ("KH-STP", "TTr-STP"))
    first, second = plan.read_bytes(), request.read_bytes()
    plan.write_bytes(second)
    request.write_bytes(first)
    assert states(verify(unpacked)) == {plan.name: "altered", request.name: "altered"}


def test_lists_that_somebody_changed_are_found_out(unpacked: Path) -> None:
    listing = unpacked / "manifest.json"
    data = json.loads(listing.read_text(encoding="utf-8"))
    data["documents"] = data["documents"][1:]
    listing.write_text(json.dumps(data), encoding="utf-8")
    assert states(verify(unpacked))["manifest.json"] == "altered"
    (unpacked / LIST).write_bytes(b"")
    assert states(verify(unpacked))[LIST] == "altered"
    (unpacked / "SHA256SUMS").write_bytes(b"\xff" * 9)
    assert states(verify(unpacked)).items() > {"SHA256SUMS": "altered", "manifest.json": "unjudged"}.items()
    (unpacked / "SHA256SUMS").unlink()
    assert states(verify(unpacked))["SHA256SUMS"] == "missing"


def test_an_edit_in_the_output_folder_is_told_with_its_place(small: Path) -> None:
    file = word_file(small / "out", "KH Kế hoạch")
    file.write_bytes(edited(file.read_bytes(), random.Random(3), "one letter"))
    for target in (file, small):
        assert states(verify(target)) == {file.name: "edited"}
    assert verify(file)[0].changes[0].place
    elsewhere = small.parent / "từ email.docx"
    shutil.copy(file, elsewhere)
    assert [one.state for one in verify(elsewhere)] == ["unjudged"]
    assert [one.state for one in verify(elsewhere, small / "out")] == ["edited"]
    assert (run("verify", elsewhere), run("verify", elsewhere, "--against", small / "out")) == (1, 1)


def test_a_released_document_is_known_by_its_release(tmp_path: Path) -> None:
    root = tmp_path / "stp"
    shutil.copytree(ROOT / "samples" / "so-tu-phap", root)
    workspace = load(root, store())
    release = freeze(workspace, plans(workspace, ("policy",)), datetime.date(2026, 6, 20), store())[0]
    verdict = verify(release.file)[0]
    assert (verdict.state, verdict.release, verdict.code) == ("intact", "2026-06-20", "CSCL-STP")
    copy = root / "bản in.docx"
    copy.write_bytes(edited(release.file.read_bytes(), random.Random(4), "one letter"))
    assert verify(copy)[0].state == "edited"


def archive_of(file: Path, *members: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file


def unsafe(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    (tmp_path / "cắt.zip").write_bytes(b"PK\x03\x04 cut off")
    yield tmp_path / "cắt.zip", "package-damaged"
    for number, name in enumerate(("../a.docx", "/etc/a.docx", "C:/a.docx", "a/..\\b.docx")):
        yield archive_of(tmp_path / f"{number}.zip", (name, b"x")), "package-unsafe"
    yield archive_of(tmp_path / "bom.zip", ("a.docx", bytes(60_000_000))), "package-unsafe"
    yield archive_of(tmp_path / "rỗng.zip"), "verify-nothing"


def test_archives_that_are_not_to_be_trusted_are_refused(tmp_path: Path) -> None:
    for file, code in unsafe(tmp_path):
        with pytest.raises(QmsdocsError) as stopped:
            verify(file)
        assert {problem.code for problem in stopped.value.problems} == {code}, file.name


def test_a_damaged_file_in_a_package_is_told(packed: dict[Recipient, Packed], tmp_path: Path) -> None:
    data = bytearray(packed["province"].file.read_bytes())
    data[data.index(b"KH-STP") + 2000] ^= 0xFF
    (tmp_path / "hỏng.zip").write_bytes(data)
    (name,) = states(verify(tmp_path / "hỏng.zip"))
    assert "KH-STP" in name and states(verify(tmp_path / "hỏng.zip"))[name] == "altered"


def test_a_package_is_known_inside_another_folder_and_packed_again(unpacked: Path, tmp_path: Path) -> None:
    outer = tmp_path / "tải về"
    shutil.copytree(unpacked, outer / "stp-tinh")
    (outer / "stp-tinh" / ".DS_Store").write_bytes(b"x")
    decomposed = [(unicodedata.normalize("NFD", f"stp-tinh/{file.relative_to(unpacked).as_posix()}"), file.read_bytes())
                  for file in sorted(unpacked.rglob("*")) if file.is_file()]  # fmt: skip
    again = archive_of(tmp_path / "gửi lại.zip", *decomposed, ("__MACOSX/stp-tinh/._a", b"x"))
    for target in (outer, again):
        assert {one.state for one in verify(target)} == {"intact"}


def test_against_must_be_something_of_ours(built: Path, tmp_path: Path) -> None:
    with pytest.raises(QmsdocsError) as stopped:
        verify(built / "out", tmp_path)
    assert [problem.code for problem in stopped.value.problems] == ["against-unknown"]


def test_the_commands_tell_programs_too(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("pack", built, "--for", "province", "--to", built / "json", "--format", "json") == 0
    (package,) = json.loads(capsys.readouterr().out)["packages"]
    assert run("verify", package["file"], "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] and told["counts"] == {"intact": package["files"] - 1}


@pytest.mark.parametrize("seed", range(6))
def test_no_edit_passes_and_no_save_is_taken_for_one(
    seed: int, packed: dict[Recipient, Packed], unpacked: Path
) -> None:
    rng = random.Random(seed)
    file, other = rng.sample(word_files(unpacked / "7. Kế hoạch triển khai"), 2)
    file.write_bytes(edited(file.read_bytes(), rng))
    other.write_bytes(resaved(other.read_bytes(), rng))
    assert states(verify(unpacked, packed["province"].file)) == {file.name: "edited", other.name: "resaved"}


def test_another_issue_is_told_as_one(small: Path) -> None:
    def built_policy(out: str) -> Path:
        build_workspace(load(small, store()), ("policy",), small / out, store=store())
        return small / out

    before = built_policy("lần một")
    agency = small / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("\n  issue: 1\n", "\n  issue: 2\n"), "utf-8")
    (verdict,) = verify(built_policy("lần hai"), before)
    assert (verdict.state, verdict.issue, verdict.note) == (
        "edited",
        "02/00",
        "lần ban hành, sửa đổi khác: 01/00 thành 02/00",
    )
