"""The running system: from operation.yaml to what its tables, registers and reports say; numbers worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Tree, problems_of, sample
from docx.oxml.ns import qn

from qmsdocs.build import build
from qmsdocs.kinds import plans, risk_table
from qmsdocs.kinds.operating import percent_words, period_words
from qmsdocs.loading import load
from qmsdocs.model.operation import number_of, percent, previous, span
from qmsdocs.workspace import Workspace
from tests.reading import paragraph_text

KINDS = {
    "interested-parties": "quan-ly-rui-ro-va-co-hoi/bang-boi-canh",
    "risk-table": "quan-ly-rui-ro-va-co-hoi/bang-rui-ro",
    "objectives-followup": "theo-doi-do-luong-qua-trinh/phieu-muc-tieu",
    "survey-summary": "do-luong-su-hai-long/bang-tong-hop",
    "complaint-register": "do-luong-su-hai-long/so-theo-doi",
    "caseload-report": "theo-doi-do-luong-qua-trinh/bao-cao-quy",
}
AGENCY = "name: Sở Tư pháp\nkind: department.justice\nstandard: '2015'\nregime: 19-2014\naudit: {year: 2026}\n"
LAWYERS = "dang-ky-hoat-dong-to-chuc-hanh-nghe-luat-su"
NOTARIES = "cho-phep-thanh-lap-van-phong-cong-chung"


def made(workspace: Workspace, kind: str, out: Path) -> list[Any]:
    """The documents of a kind in their order, read back."""
    found = build(workspace, plans(workspace, (kind,)), out, 1)
    return [docx.Document(str(found.out / plan.path)) for plan in found.plans]


def tables(document: Any) -> list[list[list[str]]]:
    """Table → row → cell, between the head of the record and where it is signed."""
    found = []
    for table in list(document.element.body.iterchildren(qn("w:tbl")))[1:-1]:
        rows = [
            ["\n".join(paragraph_text(p) for p in cell.iter(qn("w:p"))) for cell in row.iterchildren(qn("w:tc"))]
            for row in table.iter(qn("w:tr"))
        ]
        found.append(rows)
    return found


def lines(document: Any) -> list[str]:
    """The paragraphs outside tables."""
    return [text for p in document.element.body.iterchildren(qn("w:p")) if (text := paragraph_text(p))]


def science() -> Workspace:
    return sample("binh-phuoc").choose(agencies=("so-khoa-hoc-va-cong-nghe",))


def today() -> Workspace:
    return sample("so-tu-phap")


@pytest.fixture(scope="module")
def justice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The first document of each kind of the sample of today."""
    out = tmp_path_factory.mktemp("justice")
    return {kind: made(today(), kind, out / kind)[0] for kind in KINDS}


def test_periods_and_percentages() -> None:
    assert [str(day) for day in span("2008-Q1")] == ["2008-01-01", "2008-03-31"]
    assert [str(day) for day in span("2008-H2")] == ["2008-07-01", "2008-12-31"]
    assert [str(day) for day in span("2008")] == ["2008-01-01", "2008-12-31"]
    assert [previous(one) for one in ("2008-Q1", "2008-Q4", "2008-H1", "2008-H2", "2008")] == [
        "2007-Q4", "2008-Q3", "2007-H2", "2008-H1", "2007",
    ]  # fmt: skip
    assert [period_words(one) for one in ("2008-Q4", "2008-H1", "2008")] == [
        "quý IV năm 2008", "6 tháng đầu năm 2008", "năm 2008",
    ]  # fmt: skip
    # 1/16 = 6,25 % is rounded up; nothing of nothing is no share.
    assert (percent(1, 16), percent(0, 0), percent(2, 3)) == (Decimal("6.3"), None, Decimal("66.7"))
    assert [percent_words(value) for value in (Decimal("95.0"), Decimal("100.0"), None)] == ["95,0", "100", ""]
    assert [number_of(one) for one in ("92,5", "90%", "gần 90", "101")] == [Decimal("92.5"), Decimal(90), None, None]


def test_records_have_the_columns_and_the_code_of_the_form_they_fill(justice: dict[str, Any]) -> None:
    qms = today().systems[0]
    for kind, reference in KINDS.items():
        owner = qms.by_id[reference.partition("/")[0]]
        code, form = owner.by_form[reference.partition("/")[2]]
        heads = [table[0] for table in tables(justice[kind])]
        for block in form.blocks:
            if block.table:
                assert [column.title for column in block.table.columns] in heads, (kind, heads)
        head = justice[kind].element.body.find(qn("w:tbl"))
        assert f"Mã hiệu: {code}" in [paragraph_text(p) for p in head.iter(qn("w:p"))]
    _, form = qms.by_id["quan-ly-rui-ro-va-co-hoi"].by_form["bang-rui-ro"]
    assert next(block.table.rows for block in form.blocks if block.table) == risk_table.SCALE


def test_risks_are_scored_and_overdue_actions_are_told_as_of_the_day_given(tree: Tree, tmp_path: Path) -> None:
    risk = "{process: P, risk: R, cause: C, control: K, likelihood: %s, severity: %s, action: Làm, who: clerk, %s}"
    operation = (
        "as_of: 30/9/2026\nrisks:\n"
        f"- {risk % (1, 4, 'until: 30/9/2026')}\n"
        f"- {risk % (1, 5, 'until: 20/9/2026')}\n"
        f"- {risk % (3, 3, 'until: 01/9/2026, done: 04/9/2026, likelihood_after: 2, severity_after: 2')}\n"
        f"- {risk % (2, 5, 'until: 01/9/2026, done: 01/9/2026')}\n"
        "opportunities:\n- {what: W, benefit: 5, feasibility: 2, action: Làm, who: head}\n"
        "- {what: V, benefit: 3, feasibility: 3}\n"
    )
    root = tree({"agency.yaml": AGENCY, "operation.yaml": operation})
    (document,) = made(load(root), "risk-table", tmp_path / "out")
    _, risks, chances = tables(document)
    assert [row[7:9] for row in risks[1:]] == [["4", "Thấp"], ["5", "Trung bình"], ["9", "Trung bình"], ["10", "Cao"]]
    assert [row[10] for row in risks[1:]] == [
        "Văn thư\nđến 30/9/2026",
        "Văn thư\nđến 20/9/2026\nQUÁ HẠN 10 ngày (tính đến 30/9/2026)",
        "Văn thư\nđến 01/9/2026\nHoàn thành 04/9/2026, chậm 03 ngày",
        "Văn thư\nđến 01/9/2026\nHoàn thành 01/9/2026",
    ]
    assert [row[11] for row in risks[1:]] == ["", "", "4 (thấp)", ""]
    assert [row[4:7] for row in chances[1:]] == [
        ["10", "Làm", "Giám đốc\nđến …/…/……"],
        ["9", "Cân nhắc khi có nguồn lực", ""],
    ]
    assert (
        "Cộng 4 rủi ro: 1 mức cao, 2 mức trung bình, 1 mức thấp; 2 cơ hội, 1 cơ hội từ 10 điểm trở lên. "
        "Trong 5 biện pháp, tính đến ngày 30/9/2026: đã hoàn thành 2, đang thực hiện 2, quá hạn 1. "
        "Đã chấm lại 1 rủi ro sau xử lý, 1 rủi ro giảm điểm."
    ) in lines(document)


def test_cases_add_up_and_are_held_against_the_quarter_before(tmp_path: Path) -> None:
    third, fourth = made(science(), "caseload-report", tmp_path)
    cases, late = tables(third)
    verification = next(row for row in cases if row[1].startswith("Kiểm định"))
    # 6 + 142 - (88 + 50 + 3) - 2 = 5 in hand; (88 + 50) / 141 = 97,87 %
    assert verification[2:] == ["6", "142", "141", "88", "50", "3", "5", "2", "0", "1", "97,9"]
    assert cases[-1] == ["", "Cộng", "11", "181", "177", "98", "74", "5", "11", "4", "7", "1", "97,2"]
    assert [row[4] for row in late[1:]] == ["5", "7", "5", "5", "2"]
    assert tables(fourth)[0][-1] == ["", "Cộng", "11", "208", "210", "122", "86", "2", "7", "2", "5", "0", "99,0"]
    remark = next(line for line in lines(fourth) if line.startswith("Nhận xét so với quý trước"))
    assert "Tỷ lệ đúng hạn 99,0%, tăng 1,8 điểm so với quý III năm 2008 (97,2%)" in remark
    assert "số hồ sơ quá hạn là 2, kỳ trước là 5; nhận 208 hồ sơ, nhiều hơn kỳ trước 27" in remark
    assert "phải bổ sung chiếm 2,4% số nhận trong kỳ; kết quả phải sửa chiếm 0% số đã giải quyết" in remark
    assert any("chưa có số liệu kỳ trước để so sánh" in line for line in lines(third))


def test_a_survey_is_counted_by_line_by_procedure_and_with_the_complaints_of_its_period(tmp_path: Path) -> None:
    (document,) = made(science(), "survey-summary", tmp_path)
    answers, parts, complaints, measures = tables(document)
    # (40 + 70) / 124 = 88,71 %; (46 + 69) / 124 = 92,74 %; h: (30 + 61) / 114, ten sheets left it out
    assert answers[1][7:] == ["88,7", "82,0", "90,0", "Thấp hơn chỉ tiêu 1,3 điểm, tăng 6,7 điểm"]
    assert answers[8][0] == "h" and answers[8][7:] == ["79,8", "", "90,0", "Thấp hơn chỉ tiêu 10,2 điểm"]
    assert answers[9][7:] == ["92,7", "86,5", "90,0", "Đạt chỉ tiêu, tăng 6,2 điểm"]
    assert parts[-1] == ["Cộng", "124", "92,7", "96,0", "2,4", "0"]
    assert complaints[2] == ["Phản ánh", "0", "2", "2", "1", "2", "0"]
    assert complaints[-1] == ["Cộng", "0", "2", "2", "1", "2", "0"]  # the petition came in October
    assert len(measures) == 4
    text = lines(document)
    assert (
        "Số phiếu phát ra: 150. Số phiếu thu về: 128 (đạt 85,3%). Số phiếu không hợp lệ: 4. Số phiếu hợp lệ: 124."
        in text
    )
    assert "Tỷ lệ hài lòng chung là 92,7%, đạt chỉ tiêu (90,0%), tăng 6,2 điểm so với kỳ trước." in text
    assert any("tiếp nhận, trả lời góp ý (79,8%); nguyên nhân: " in line for line in text)
    assert any("đánh giá chung (6,2 điểm). Giảm ở hướng dẫn hồ sơ (0,8 điểm)." in line for line in text)


def test_the_register_tells_late_and_overdue_answers_and_their_share(justice: dict[str, Any], tmp_path: Path) -> None:
    entries, totals = tables(justice["complaint-register"])
    assert [row[10] for row in entries[1:]] == [
        "Đúng hạn", "Đúng hạn", "Đúng hạn", "QUÁ HẠN 09 ngày (tính đến 30/9/2026)", "Đang giải quyết",
    ]  # fmt: skip
    assert [row[1:] for row in totals[1:]] == [
        ["1", "0", "0", "0", "0", "1", "0", ""],
        ["3", "2", "2", "0", "1", "0", "2", "66,7"],  # 2 in time of 2 answered and 1 overdue
        ["1", "1", "1", "0", "0", "0", "1", "100"],
        ["5", "3", "3", "0", "1", "1", "3", "75,0"],
    ]
    (register,) = made(science(), "complaint-register", tmp_path)
    assert "Trả lời chậm 05 ngày: phải xác minh lịch" in tables(register)[0][2][10]
    assert [row[8].partition(":")[0] for row in tables(register)[0][1:]] == ["Đúng", "Đúng", "Tiếp thu"]
    assert tables(register)[1][-1][1:] == ["3", "3", "2", "1", "0", "0", "3", "66,7"]


def test_results_stand_in_their_quarter_with_reasons_year_by_year(tree: Tree, tmp_path: Path) -> None:
    (followed,) = made(science(), "objectives-followup", tmp_path / "p")
    rows = tables(followed)[0]
    assert rows[1][5:10] == ["", "", "97,2% Đạt", "99,0% Đạt", "98,2% Đạt"]
    assert rows[4][7] == "97,9% Chưa đạt" and rows[4][10].startswith("Quý III: ba phương tiện đo trả chậm")
    assert any(
        "4 trên 5 mục tiêu đạt chỉ tiêu; chưa đạt: mục tiêu 3 (66,7% (12/18)" in line for line in lines(followed)
    )
    results = (
        "results:\n- {objective: 1, period: 2025-H1, value: 97%, reached: true}\n"
        "- {objective: 1, period: 2026-H1, value: 96%, reached: false, reason: Thiếu người.}\n"
    )
    root = tree({"agency.yaml": AGENCY, "operation.yaml": results})
    before, now = made(load(root), "objectives-followup", tmp_path / "q")
    assert tables(before)[0][1][6] == "6 tháng đầu năm: 97% Đạt"
    assert tables(now)[0][1][6] == "6 tháng đầu năm: 96% Chưa đạt"
    assert tables(now)[0][1][10] == "6 tháng đầu: thiếu người."
    assert any(line.endswith("Chưa có kết quả: mục tiêu 2, 3 và 4.") for line in lines(now))


@pytest.mark.parametrize("kind", ["department.justice", "district-committee", "office.people-council"])
def test_an_agency_without_data_has_first_versions_and_blank_registers(kind: str, tree: Tree, tmp_path: Path) -> None:
    root = tree({"agency.yaml": AGENCY.replace("department.justice", kind)})
    assert [problem for problem in problems_of(root) if problem.level != "info"] == []
    workspace = load(root)
    found = {name: made(workspace, name, tmp_path / name) for name in KINDS}
    assert {name: len(documents) for name, documents in found.items()} == dict.fromkeys(KINDS, 1) | {
        "survey-summary": 0,
        "caseload-report": 0,
    }
    _, risks, chances = tables(found["risk-table"][0])
    assert len(risks) > 8 and len(chances) == 5
    assert all(row[9] for row in risks[1:])
    fields = {row[1] for row in tables(found["interested-parties"][0])[0][1:]}
    form = "Bên ngoài: thiên tai, khí hậu, dịch bệnh"
    assert form in fields and len(fields) >= 10
    register, totals = tables(found["complaint-register"][0])
    assert {cell for row in register[1:] for cell in row} == {""}
    assert totals[-1] == ["Cộng", *[""] * 8]


def test_lists_that_an_agency_empties_leave_rows_to_write_in(tree: Tree, tmp_path: Path) -> None:
    empty = "risks: []\nopportunities: []\nissues: []\nparties: []\n"
    workspace = load(tree({"agency.yaml": AGENCY, "operation.yaml": empty}))
    _, risks, _ = tables(made(workspace, "risk-table", tmp_path / "r")[0])
    assert risks[1:] == [[""] * 12] * 10
    assert not any(line.startswith("Cộng") for line in lines(made(workspace, "risk-table", tmp_path / "s")[0]))
    assert tables(made(workspace, "interested-parties", tmp_path / "i")[0])[1][1:] == [[""] * 6] * 6


@pytest.mark.parametrize(("workspace", "period"), [(science, "2008-Q3"), (science, "2008-Q4"), (today, "2026-Q3")])
def test_the_samples_tell_one_story(workspace: Callable[[], Workspace], period: str) -> None:
    """The first objective of both samples is the share settled in time: its result is what the cases come to."""
    operation = workspace().systems[0].agency.operation
    cases = [case for case in operation.caseload if case.period == period]
    in_time = percent(sum(case.early + case.on_time for case in cases), sum(case.settled for case in cases))
    result = next(one for one in operation.results if (one.objective, one.period) == (1, period))
    assert result.value == f"{percent_words(in_time)}%"


def test_the_older_editions_have_no_table_of_risks() -> None:
    assert plans(science(), ("risk-table", "interested-parties")) == []


MISTAKES = f"""\
risks:
  - {{process: P, risk: R, cause: C, control: K, likelihood: 1, severity: 5}}
  - {{process: P, risk: R, cause: C, control: K, likelihood: 1, severity: 4, likelihood_after: 1}}
opportunities:
  - {{what: W, benefit: 5, feasibility: 2}}
results:
  - {{objective: 9, period: 2026-Q1, value: 1, reached: true}}
  - {{objective: 1, period: 2026-Q1, value: 1, reached: true}}
  - {{objective: 1, period: 2026-Q1, value: 1, reached: false}}
surveys:
  - {{period: 2026-Q1, sent: 5, returned: 6, answers: [{{question: Q, good: 7, before: cao}}], target: 120}}
  - {{period: 2026-Q2, sent: 5, returned: 5, invalid: 6, answers: [{{question: Q}}]}}
  - period: 2026-Q3
    sent: 5
    returned: 5
    answers: [{{question: Q, good: 5}}]
    parts:
      - {{procedure: {LAWYERS}, valid: 4, satisfied: 5}}
      - {{procedure: {NOTARIES}, valid: 2, satisfied: 2}}
complaints:
  - {{date: 05/3/2026, way: Thư, what: W, type: remark, unit: van-phong, answered: 04/3/2026}}
  - {{date: 05/3/2026, way: Thư, what: W, type: remark, unit: van-phong, until: 04/3/2026}}
  - {{date: 05/3/2026, way: Thư, what: W, type: remark, unit: van-phong, until: 06/3/2026, answered: 09/3/2026}}
caseload:
  - {{procedure: {LAWYERS}, period: 2026-Q1, received: 3, on_time: 3, refused: 1}}
  - {{procedure: {LAWYERS}, period: 2026-Q1, received: 3, on_time: 3}}
  - {{procedure: {LAWYERS}, period: 2026-Q2, brought: 4, received: 3, late: 2}}
  - procedure: {NOTARIES}
    period: 2026-Q2
    received: 3
    late: 2
    late_cases:
      - {{code: A, due: 05/5/2026, returned: 05/5/2026, cause: C}}
      - {{code: B, due: 05/5/2026, returned: 05/7/2026, cause: C}}
"""


def test_every_mistake_is_found_at_its_place(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY, "operation.yaml": MISTAKES})
    written = MISTAKES.splitlines()
    found = [
        (problem.code, where.line, written[where.line - 1][where.column - 1 :].split(", ")[0].rstrip("}]"))
        for problem in problems_of(root)
        if (where := problem.where).file.endswith("operation.yaml")
    ]
    assert sorted(found, key=lambda one: one[1]) == [
        ("risk-without-action", 2, "R"),
        ("risk-half-scored", 3, "1"),
        ("opportunity-without-action", 5, "{what: W"),
        ("unknown-objective", 7, "9"),
        ("result-twice", 9, "1"),
        ("result-unexplained", 9, "false"),
        ("survey-returned", 11, "6"),
        ("survey-answers", 11, "Q"),
        ("not-a-percentage", 11, "cao"),
        ("not-a-percentage", 11, "120"),
        ("survey-invalid", 12, "6"),
        ("survey-answers", 18, f"- {{procedure: {LAWYERS}"),  # 4 + 2 sheets of 5
        ("survey-answers", 18, "5"),
        ("complaint-answered-before", 21, "04/3/2026"),
        ("complaint-due-before", 22, "04/3/2026"),
        ("complaint-late-unexplained", 23, "09/3/2026"),
        ("caseload-negative", 25, "3"),
        ("caseload-twice", 26, LAWYERS),
        ("caseload-not-carried", 27, "4"),
        ("late-cases-differ", 27, "2"),
        ("late-case-in-time", 33, "05/5/2026"),
        ("late-case-outside", 34, "05/7/2026"),
    ]
    half = next(problem for problem in problems_of(root) if problem.code == "risk-half-scored")
    assert "severity_after" in half.message()
