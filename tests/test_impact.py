"""Who is touched by a changed act or clause, and what a move to another edition brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, sample

from qmsdocs import impact
from qmsdocs.cli import main
from qmsdocs.errors import QmsdocsError
from qmsdocs.kinds import plans

JUSTICE = sample("so-tu-phap")
PROVINCE = sample("binh-phuoc")


def documents(found: list[impact.Affected], kind: str) -> dict[str, str]:
    return {one.code: one.through for agency in found for one in agency.documents if one.kind == kind}


def test_an_act_leads_to_procedures_forms_and_checklists() -> None:
    act, found = impact.of_act(JUSTICE, "luat-cong-chung-2024")
    assert act.subject == "Công chứng"
    cited = {
        used.code: used
        for used in JUSTICE.systems[0].procedures
        if "luat-cong-chung-2024" in used.procedure.legal_bases
    }
    assert set(documents(found, "procedure")) == set(cited) == {"QT-TN.01", "QT-TN.02"}
    forms = {code: used.code for used in cited.values() for code, _ in used.forms}
    assert documents(found, "form") == forms
    assert documents(found, "audit-checklist") == {
        "PKT-2026.02": "QT-TN.01, QT-TN.02",
        "PKT-2026.04": "QT-TN.01, QT-TN.02",
    }


def test_an_act_is_found_by_number_and_every_citing_document_is_listed() -> None:
    act, found = impact.of_act(PROVINCE, "QĐ 144/2006/QĐ-TTg")
    assert act.number == "144/2006/QĐ-TTg"
    assert len(found) == 36, "35 agencies, and the province's committee"
    listed = {(agency.agency, one.kind, one.code) for agency in found for one in agency.documents if not one.through}
    expected = {(p.agency, p.kind, p.code) for p in plans(PROVINCE) if "144/2006/QĐ-TTg" in str(p.context)}
    assert expected <= listed


@pytest.mark.parametrize(
    ("named", "code"),
    [("Luật Công chứng", "several-acts"), ("QĐ 999/2006/QĐ-TTg", "unknown-act")],
)
def test_an_act_that_is_not_clear_is_a_problem(named: str, code: str) -> None:
    with pytest.raises(QmsdocsError) as told:
        impact.of_act(JUSTICE, named)
    assert [problem.code for problem in told.value.problems] == [code]


def test_a_clause_leads_to_what_serves_it_and_asks_after_it() -> None:
    found = impact.of_clause(JUSTICE, "9.2")
    assert "QT-HT.03" in documents(found, "procedure")
    assert "PKT-2026.01" in documents(found, "audit-checklist")
    assert "QT-TN.04" not in documents(found, "procedure")
    with pytest.raises(QmsdocsError):
        impact.of_clause(JUSTICE, "8.5.9")


def moved(agency: str) -> impact.Moved:
    root = ROOT / "samples" / "binh-phuoc"
    (found,) = impact.of_move(root, {"standard": "2015", "regime": "19-2014"}, [agency])
    return found


def test_moving_to_2015_tells_what_appears_changes_and_falls_away() -> None:
    found = moved("chi-cuc-kiem-lam")
    assert "QT.ISO.14 Quản lý rủi ro và cơ hội" in found.appear
    assert "QT.ISO.06 Hành động phòng ngừa" in found.fall
    changed = dict(found.change)
    assert "STCL.CCKL Sổ tay chất lượng" in changed
    assert "144/2006/QĐ-TTg" in changed["QT.ISO.03 Đánh giá nội bộ"]
    assert found.renamed > 50 and not any(" BM" in document for document in changed)


def test_moving_to_2015_tells_what_is_still_to_be_written() -> None:
    found = moved("so-khoa-hoc-va-cong-nghe")
    told = {problem.code: problem for problem in found.to_do}
    assert told["exclusion-to-write"].words["clause"] == "7.5.2"
    assert told["clauses-to-write"].words["title"] == "Hành động phòng ngừa"
    assert {problem.where.file.rpartition("agencies/")[2] for problem in told.values()} == {
        "so-khoa-hoc-va-cong-nghe/agency.yaml"
    }


def test_the_command_asks_for_one_thing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["impact", str(ROOT / "samples" / "so-tu-phap"), "--clause", "9.2", "--act", "x"])
    assert stopped.value.code == 2
    with pytest.raises(SystemExit):
        main(["impact", str(ROOT / "samples" / "so-tu-phap"), "--clause", "9.2", "--format", "json"])
        raise SystemExit(0)
    assert '"QT-HT.03"' in capsys.readouterr().out
