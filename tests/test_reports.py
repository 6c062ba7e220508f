"""Progress reports, the announcement of conformity, updates after changes of law: from YAML to what the papers say.

The figures were counted by hand from the samples' project.yaml and from the small workspaces below.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Tree, problems_of, sample

from qmsdocs import days, schedule
from qmsdocs.build import build
from qmsdocs.errors import Problem
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace
from tests.reading import paragraph_text, paragraphs

AGENCY = """\
name: Sở Tư pháp
kind: department.justice
abbreviation: STP
place: Bình Phước
submit_to: Ủy ban nhân dân tỉnh Bình Phước
standard: "2015"
regime: 19-2014
control: {issue_date: 15/6/2026}
"""
PROJECT = """\
start: 05/01/2026
months: 12
budget:
  - {line: dao-tao-tap-huan, quantity: 2, price: 3.000.000}
  - {line: danh-gia-noi-bo}
spending:
  - {line: dao-tao-tap-huan, date: 10/02/2026, amount: 1.500.000}
  - {line: dao-tao-tap-huan, date: 10/4/2026, amount: 500.000}
progress:
  phe-duyet-ke-hoach: {start: 06/01/2026, end: 03/02/2026, reason: Chờ ý kiến về dự toán}
  lua-chon-tu-van:
    start: 20/01/2026
    percent: 90
    measured: [{date: 31/3/2026, percent: 40}, {date: 15/6/2026, percent: 70}]
reports: [{quarter: 2026-Q1}, {quarter: 2026-Q2}, {quarter: 2026-Q3}]
"""
COURSE = """\
type: awareness
title: Nhận thức
planned: 4
sessions: [{date: 10/3/2026, time: Sáng, topic: A}, {date: 11/3/2026, time: Sáng, topic: B}]
trainees: [{name: Ngô Văn L}, {name: Dương Thị M, absent: Ốm}, {name: Lý Văn N}]
"""
AUDIT = """\
number: 1
start: 14/9/2026
end: 16/9/2026
team: [{post: lead_auditor}]
findings:
  - {unit: van-phong, clause: "7.5", level: minor, what: A, until: 25/9/2026}
  - {unit: van-phong, clause: "7.2", level: minor, what: B, car: {checked: 22/9/2026, effective: true}}
  - {unit: van-phong, clause: "7.2", level: note, what: C}
"""
REVIEW = "since: 01/7/2026\nuntil: 30/9/2026\ndate: 02/10/2026\nsuitable: 'yes'\nadequate: partly\neffective: 'yes'\n"


def contexts(workspace: Workspace, kind: str) -> list[Any]:
    return [plan.context for plan in plans(workspace, (kind,))]


def file_of(problem: Problem) -> str:
    return Path(problem.where.file).name


def reports(root: Path) -> dict[str, Any]:
    """Quarter number → the report's fields."""
    made = contexts(load(root), "progress-report")
    return dict(zip(("Q1", "Q2", "Q3"), (context["report"] for context in made), strict=True))


@pytest.fixture
def kept(tree: Tree) -> Path:
    return tree(
        {
            "agency.yaml": AGENCY,
            "project.yaml": PROJECT,
            "training/nhan-thuc.yaml": COURSE,
            "training/sau.yaml": COURSE.replace("10/3/2026", "06/7/2026").replace("11/3/2026", "07/7/2026"),
            "audits/2026-1.yaml": AUDIT,
            "reviews/2026-1.yaml": REVIEW,
        }
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2025-07-01", 3, "2025-10-01"),
        ("2025-10-31", 3, "2026-01-31"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_later_end_with_the_month(day: str, months: int, later: str) -> None:
    found = days.add_months(datetime.date.fromisoformat(day), months)
    assert found == datetime.date.fromisoformat(later)


def test_quarters_follow_each_other_over_the_year() -> None:
    fourth = schedule.Quarter.read("2007-Q4")
    assert (fourth.first, fourth.last) == (datetime.date(2007, 10, 1), datetime.date(2007, 12, 31))
    assert str(fourth.next) == "2008-Q1"
    assert fourth.next.label == "quý I năm 2008"


def test_the_plan_of_a_task_is_whole_months() -> None:
    qms = sample("binh-phuoc").choose(agencies=("so-khoa-hoc-va-cong-nghe",)).systems[0]
    planned = {key: schedule.planned(qms, task) for key, task in qms.regime.tasks.items()}
    assert planned["danh-gia-thuc-trang"] == (datetime.date(2007, 10, 1), datetime.date(2007, 11, 30))
    assert schedule.end(qms) == datetime.date(2008, 11, 30)


def test_tasks_are_told_as_they_stood_on_the_day_of_each_report(kept: Path) -> None:
    every = reports(kept)

    def task(quarter: str, number: str) -> tuple[str, ...]:
        tasks = {one["number"]: one for stage in every[quarter]["stages"] for one in stage["tasks"]}
        return tuple(tasks[number][key] for key in ("actual", "percent", "state", "reason"))

    late = "Hoàn thành chậm 3 ngày"  # due 31/01/2026
    assert task("Q1", "1.1") == ("06/01/2026 - 03/02/2026", "100%", late, "Chờ ý kiến về dự toán")
    assert task("Q1", "1.3") == ("20/01/2026", "40%", "Đang làm, quá hạn 59 ngày", "………")
    assert task("Q2", "1.3") == ("20/01/2026", "70%", "Đang làm, quá hạn 150 ngày", "………")
    assert task("Q3", "3.1") == ("–", "0%", "Chưa làm", "")
    assert task("Q1", "3.1") == ("–", "0%", "Chưa đến kỳ", "")
    assert [one["number"] for one in every["Q1"]["done_now"]] == ["1.1"]
    assert every["Q2"]["done_now"] == []


def test_a_plan_without_a_start_has_no_task_that_is_late_and_begins_with_the_first(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY, "project.yaml": "reports: [{as_of: 02/5/2026}]\n"})
    [context] = contexts(load(root), "progress-report")
    report = context["report"]
    assert (report["totals"]["due"], report["late"], report["since"]) == ("", [], "…/…/……")
    assert report["asked_by"] == "yêu cầu của Sở Khoa học và Công nghệ"
    [first] = report["next_tasks"]
    assert first.startswith("Lập, phê duyệt kế hoạch") and first.endswith("kế hoạch: tháng 1)")


def test_money_is_added_by_line_and_period(kept: Path) -> None:
    fund = reports(kept)["Q2"]["funds"][0]
    line = next(one for one in fund["lines"] if one["title"].startswith("Đào tạo"))
    keys = ("planned", "now", "spent", "left", "percent")
    assert [line[key] for key in keys] == ["6.000.000", "500.000", "2.000.000", "4.000.000", "33,3%"]
    assert [fund["total"][key] for key in keys] == ["………", "500.000", "2.000.000", "………", "–"]


def test_courses_documents_audits_and_reviews_are_counted_up_to_the_day(kept: Path) -> None:
    every = reports(kept)
    assert [(one["when"], one["present"]) for one in every["Q2"]["courses"]] == [("10/3/2026 - 11/3/2026", "2")]
    assert (len(every["Q3"]["courses"]), every["Q3"]["present"]) == (2, "4")
    assert [every[quarter]["documents"][-1]["percent"] for quarter in every] == ["0%", "100%", "100%"]
    assert every["Q2"]["audits"] == []
    [audit] = every["Q3"]["audits"]
    assert [audit[key] for key in ("minor", "closed", "open", "overdue")] == ["2", "1", "1", "1"]
    assert every["Q3"]["open"][0].startswith("phiếu số 01/2026 của Văn phòng")
    assert every["Q3"]["open"][0].endswith("thời hạn 25/9/2026, đã quá hạn")
    assert every["Q3"]["reviews"] == []


def test_the_lead_agency_reports_to_the_committee_and_its_figures_are_those_of_the_story() -> None:
    made = contexts(sample("binh-phuoc").choose(agencies=("so-khoa-hoc-va-cong-nghe",)), "progress-report")
    assert {context["addressee"] for context in made} == {"Ủy ban nhân dân tỉnh Bình Phước"}
    assert [context["report"]["totals"]["finished"] for context in made] == ["5", "7", "7", "12", "19", "25"]
    second = made[3]["report"]
    assert (second["since"], second["until"]) == ("01/4/2008", "30/6/2008")
    assert second["totals"] == {
        "tasks": "25", "finished": "12", "percent": "48%", "due": "13", "running": "5", "waiting": "8", "overdue": "0",
    }  # fmt: skip
    assert [(fund["total"]["now"], fund["total"]["spent"]) for fund in second["funds"]] == [
        ("32.100.000", "69.900.000"),
        ("0", "0"),
    ]
    ad_hoc = made[2]["report"]
    assert (ad_hoc["since"], ad_hoc["until"]) == ("01/4/2008", "15/4/2008")
    assert second["next_tasks"][-1].startswith("Tổ chức chứng nhận đánh giá chính thức")
    assert [late["number"] for late in made[5]["report"]["late"]] == ["1.6", "2.5"]


def test_changes_of_law_find_their_procedures_and_are_held_against_three_months() -> None:
    [context] = contexts(sample("so-tu-phap"), "legal-update")
    rows = [
        [row[key] for key in ("effective", "due", "procedures", "done", "mark")] for row in context["review"]["updates"]
    ]
    assert rows == [
        ["01/7/2025", "01/10/2025", "QT-TN.01, QT-TN.02", "26/9/2025", "Đúng hạn"],
        [
            "01/7/2025", "01/10/2025", "QT-HT.09, QT-HT.10, QT-TN.01, QT-TN.02, QT-TN.03, QT-TN.04", "01/7/2026",
            "Quá hạn 273 ngày",
        ],
    ]  # fmt: skip
    counted = [context["review"][key] for key in ("in_time", "late", "open", "overdue")]
    assert counted == ["1", "1", "0", "0"]


PROCEDURE = """\
title: Cấp giấy
type: service
purpose: A.
scope: B.
legal_bases: [tt-cu]
steps: [{what: Nhận hồ sơ., who: head}]
records: [{title: Hồ sơ, kept_by: clerk, retention: 5}]
"""
ACTS = """\
tt-cu: {type: Thông tư, number: 1/TT, issuer: Bộ trưởng Bộ X, date: 2020-01-01, subject: về A, ended: 2027-11-30,
  replaced_by: tt-moi, certainty: confirmed, source: s}
tt-moi: {type: Thông tư, number: 2/TT, issuer: Bộ trưởng Bộ X, date: 2027-10-01, subject: về B, effective: 2027-11-30,
  certainty: confirmed, source: s}
"""
LEGAL = "legal_updates:\n  - {act: tt-moi, what: Thay căn cứ}\nlegal_reviewed: "


def legal(tree: Tree, reviewed: str) -> Path:
    agency = AGENCY + "procedures: {mine: {unit: van-phong}}\n"
    files = {"agency.yaml": agency, "acts.yaml": ACTS, "procedures/mine.yaml": PROCEDURE}
    return tree({**files, "project.yaml": LEGAL + reviewed + "\n"})


@pytest.mark.parametrize(
    ("reviewed", "mark", "codes"),
    [("29/02/2028", "Trong hạn", []), ("01/3/2028", "Quá hạn 1 ngày", ["legal-update-overdue"])],
)
def test_a_replaced_act_leads_to_the_procedures_that_cite_it(
    tree: Tree, reviewed: str, mark: str, codes: list[str]
) -> None:
    root = legal(tree, reviewed)
    [context] = contexts(load(root), "legal-update")
    [update], [document] = context["review"]["updates"], context["review"]["documents"]
    assert (update["due"], update["done"], update["mark"]) == ("29/02/2028", "Chưa xong", mark)
    assert (document["name"].split(" (")[0], document["lawful"], document["conclusion"]) == (
        "Cấp giấy",
        "Không",
        "Sửa đổi",
    )
    found = [problem for problem in problems_of(root) if problem.code.startswith("legal-update")]
    assert [(problem.code, file_of(problem), problem.where.line) for problem in found] == [
        (code, "project.yaml", 2) for code in codes
    ]


def test_an_announcement_again_marks_what_is_new_and_replaces_the_former() -> None:
    first, again = contexts(sample("so-tu-phap"), "announcement-decision")
    assert (len(first["procedures"]), first["former"], first["added"]) == (3, "", "0")
    assert [row["note"] for row in again["procedures"]] == ["", "", "", "Bổ sung"]
    assert again["former"] == "Quyết định số 120/QĐ-STP ngày 30 tháng 10 năm 2026"
    assert any("Thông báo số 138/TB-STP ngày 10 tháng 12 năm 2026" in basis for basis in again["bases"])
    notices = contexts(sample("so-tu-phap"), "announcement-notice")
    assert {notice["addressee"] for notice in notices} == {"Sở Khoa học và Công nghệ"}
    assert notices[1]["signature"]["for"] == "KT. GIÁM ĐỐC"


def announced(tree: Tree, confirmed: str, decided: str, regime: str = "19-2014", standard: str = "2015") -> Path:
    agency = AGENCY.replace("19-2014", regime).replace('"2015"', f'"{standard}"')
    announcements = f"announcements:\n- confirmation: {{date: {confirmed}}}\n  decision: {{date: {decided}}}\n"
    clauses = {"2008": ("7.5.1", "6.2.2")}.get(standard, ("7.5", "7.2"))
    audit = AUDIT.replace('"7.5"', f'"{clauses[0]}"').replace('"7.2"', f'"{clauses[1]}"')
    files = {"agency.yaml": agency, "project.yaml": announcements, "audits/1.yaml": audit, "reviews/1.yaml": REVIEW}
    return tree(files)


def test_the_confirmation_tells_what_the_audit_found_and_what_is_open(tree: Tree) -> None:
    [context] = contexts(load(announced(tree, "23/10/2026", "30/10/2026")), "effect-confirmation")
    assert (context["audit"]["found"], context["audit"]["closed"]) == ("2", "1")
    assert context["audit"]["when"] == "từ ngày 14 đến ngày 16 tháng 9 năm 2026"
    assert context["review"]["verdict"] == "phù hợp, đầy đủ một phần, có hiệu lực"
    assert len(context["audit"]["open"]) == 1


@pytest.mark.parametrize(
    ("confirmed", "decided", "wanted"),
    [
        ("23/10/2026", "30/10/2026", []),
        ("23/10/2026", "22/10/2026", [("announcement-order", 3)]),
        ("01/10/2026", "30/10/2026", [("announcement-before-review", 2)]),
        ("15/9/2026", "30/10/2026", [("announcement-before-audit", 2), ("announcement-before-review", 2)]),
    ],
)
def test_audit_review_confirmation_and_decision_follow_each_other(
    tree: Tree, confirmed: str, decided: str, wanted: list[tuple[str, int]]
) -> None:
    found = [problem for problem in problems_of(announced(tree, confirmed, decided)) if problem.level == "error"]
    assert [(problem.code, problem.where.line) for problem in found] == wanted
    assert {file_of(problem) for problem in found} <= {"project.yaml"}


def test_a_procedure_is_announced_only_once_it_is_issued_and_again_only_for_a_reason(tree: Tree) -> None:
    agency = AGENCY + "procedures: {mine: {unit: van-phong, control: {issue_date: 01/12/2026}}}\n"
    again = "- decision: {date: 15/12/2026}\n"
    project = f"announcements:\n- decision: {{date: 30/10/2026}}\n  procedures:\n  - mine\n{again}"
    files = {"agency.yaml": agency, "project.yaml": project, "acts.yaml": ACTS, "procedures/mine.yaml": PROCEDURE}
    found = [problem for problem in problems_of(tree(files)) if problem.code.startswith("announcement")]
    assert [(problem.code, problem.where.line) for problem in found if problem.level != "info"] == [
        ("announcement-not-issued", 4),
        ("announcement-again", 5),
    ]


def test_nothing_is_announced_where_a_certifier_certifies(tree: Tree) -> None:
    root = announced(tree, "23/10/2026", "30/10/2026", "144-2006", "2008")
    assert contexts(load(root), "announcement-decision") == []
    [problem] = [problem for problem in problems_of(root) if problem.level == "error"]
    assert (problem.code, file_of(problem), problem.where.line) == ("announcement-regime", "project.yaml", 2)


@pytest.mark.parametrize(
    ("project", "code", "line"),
    [
        (
            "progress:\n  phe-duyet-ke-hoach: {start: 05/02/2026, end: 03/02/2026, reason: R}\n",
            "progress-backwards", 4,
        ),
        (
            "progress:\n  phe-duyet-ke-hoach: {start: 05/01/2026, end: 06/01/2026, percent: 50}\n",
            "progress-percent-of-finished", 4,
        ),
        ("progress:\n  phe-duyet-ke-hoach: {end: 06/01/2026}\n", "progress-without-start", 4),
        (
            "progress:\n  phe-duyet-ke-hoach: {start: 05/01/2026, measured: [{date: 01/01/2026, percent: 5}]}\n",
            "progress-measured-outside", 4,
        ),
        ("progress:\n  phe-duyet-ke-hoach: {start: 05/01/2026, end: 06/02/2026}\n", "progress-without-reason", 4),
        (
            "budget: [{line: chi-khac, price: 1.000.000}]\nspending:\n"
            "- {line: chi-khac, date: 01/3/2026, amount: 900.000}\n"
            "- {line: chi-khac, date: 02/3/2026, amount: 200.000}\n",
            "spending-over-estimate", 6,
        ),
        ("reports:\n- {quarter: 2026-Q1, date: 30/3/2026}\n", "report-early", 4),
        ("reports:\n- {as_of: 30/3/2026, date: 29/3/2026}\n", "report-before-figures", 4),
        ("reports:\n- {asked_by: Công văn số 1}\n", "report-undated", 4),
        ("reports: [{quarter: 2026-Q1}, {quarter: 2026-Q2}, {quarter: 2026-Q4}]\n", "report-missing", 3),
    ],
)  # fmt: skip
def test_facts_that_contradict_each_other_are_told_where_they_stand(
    tree: Tree, project: str, code: str, line: int
) -> None:
    root = tree({"agency.yaml": AGENCY, "project.yaml": "start: 05/01/2026\nmonths: 12\n" + project})
    found = [problem for problem in problems_of(root) if file_of(problem) == "project.yaml"]
    found = [problem for problem in found if problem.level != "info" or problem.code == code]
    assert [(problem.code, problem.where.line) for problem in found] == [(code, line)]


def test_the_papers_say_it_in_word(tree: Tree, tmp_path: Path) -> None:
    root = announced(tree, "23/10/2026", "30/10/2026")
    with (root / "project.yaml").open("a", encoding="utf-8") as file:
        file.write(PROJECT)
    workspace = load(root)
    kinds = (
        "effect-confirmation",
        "announcement-decision",
        "announcement-notice",
        "posting-minutes",
        "progress-report",
    )
    made = build(workspace, plans(workspace, kinds), tmp_path / "out", 1)
    texts = {plan.path.name: words(tmp_path / "out" / plan.path) for plan in made.plans}
    assert len(texts) == 7
    assert (
        "với điều kiện các điểm không phù hợp nêu tại mục 2 được khép đúng thời hạn"
        in texts["TB xác nhận hiệu lực.docx"]
    )
    report = texts["BC tiến độ 2026-Q2.docx"]
    assert "Đang làm: 1; chưa bắt đầu: 25; quá hạn chưa xong: 8." in report
    assert "Tiến độ xây dựng và áp dụng hệ thống quản lý chất lượng" in report
    for name, text in texts.items():
        assert not any(sign in text for sign in ("{{", "{%", "None", "..", ";.", ".;")), name


def words(file: Path) -> str:
    return "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(file))))
