"""Internal audits: what the YAML of the rounds makes papers and records say, counted by hand; mistakes in place."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from conftest import AGENCY, Tree, problems_of, sample

from qmsdocs import findings
from qmsdocs.checks import auditing
from qmsdocs.kinds import plans
from qmsdocs.kinds.audit_timetable import propose
from qmsdocs.loading import load
from qmsdocs.workspace import Qms, Workspace, ready

DAY = datetime.date


def of(qms: Qms, kind: str) -> dict[str, dict[str, Any]]:
    """File name → context of the documents of a kind."""
    made = plans(Workspace(qms.layers.folders[0], qms.programme, (ready(qms),)), (kind,))
    return {plan.path.stem: dict(plan.context) for plan in made}


@pytest.fixture(scope="module")
def science() -> Qms:
    return sample("binh-phuoc").choose(agencies=("so-khoa-hoc-va-cong-nghe",)).systems[0]


@pytest.fixture(scope="module")
def justice() -> Qms:
    return sample("so-tu-phap").systems[0]


def made(tree: Tree, audit: str, agency: str = AGENCY) -> Qms:
    return load(tree({"agency.yaml": agency, "audits/x.yaml": audit})).systems[0]


# --- numbers, states and days


ROUND = """\
number: 1
start: 10/3/2009
end: 11/3/2009
team:
  - {post: lead_auditor, role: leader, unit: van-phong}
  - {post: auditor, unit: phong-van-ban}
findings:
  - unit: phong-bo-tro-tu-phap
    clause: 7.5.1
    level: minor
    what: Khép đúng hạn.
    until: 31/3/2009
    car:
      answered: 13/3/2009
      actions: [{what: Sửa, done: 20/3/2009}, {what: Phổ biến, done: 25/3/2009}]
      check_by: 30/4/2009
      checked: 30/4/2009
      effective: "true"
  - {unit: phong-bo-tro-tu-phap, clause: 7.5.1, level: note, what: Lưu ý.}
  - unit: van-phong
    clause: 4.2.3
    level: major
    what: Gia hạn, làm chậm.
    until: 31/3/2009
    car:
      extended: 10/4/2009
      actions: [{what: Thu hồi, done: 12/4/2009}]
      check_by: 15/5/2009
  - unit: van-phong
    clause: 4.2.4
    level: minor
    what: Chưa làm xong.
    until: 31/3/2009
    car:
      actions: [{what: Lập, done: 20/3/2009}, {what: In}]
  - unit: thanh-tra
    clause: 4.2.4
    level: minor
    what: Không đạt.
    until: 31/3/2009
    car:
      actions: [{what: Ghi, done: 20/3/2009}]
      checked: 20/4/2009
      effective: "false"
"""


def test_requests_are_numbered_in_one_series_a_year_over_the_rounds(science: Qms) -> None:
    numbers = [(one.number, one.audit.number, one.finding.unit) for one in findings.nonconformities(science)]
    assert numbers == [
        ("01/2008", 1, "van-phong"),
        ("02/2008", 1, "chi-cuc-tdc"),
        ("03/2008", 1, "phong-quan-ly-chuyen-nganh"),
        ("04/2008", 1, "phong-quan-ly-khoa-hoc"),
        ("05/2008", 2, "van-phong"),
        ("06/2008", 2, "chi-cuc-tdc"),
    ]


@pytest.mark.parametrize(
    ("day", "states"),
    [
        (DAY(2009, 3, 20), ["open", "open", "open", "waiting"]),
        (DAY(2009, 4, 1), ["waiting", "open", "overdue", "waiting"]),
        (DAY(2009, 4, 11), ["waiting", "overdue", "overdue", "waiting"]),
        (DAY(2009, 4, 30), ["closed", "waiting", "overdue", "failed"]),
        (DAY(2009, 5, 16), ["closed", "overdue", "overdue", "failed"]),
    ],
)
def test_how_a_request_stands_depends_on_the_day(tree: Tree, day: datetime.date, states: list[str]) -> None:
    qms = made(tree, ROUND)
    assert [findings.state(one, day) for one in findings.nonconformities(qms)] == states
    assert len(findings.closed_on(qms, day)) == states.count("closed")
    assert len(findings.open_on(qms, day)) == 4 - states.count("closed")
    assert len(findings.overdue_on(qms, day)) == states.count("overdue")


def test_nothing_is_open_before_the_round_ends(tree: Tree) -> None:
    assert findings.open_on(made(tree, ROUND), DAY(2009, 3, 10)) == []


def test_the_register_is_held_against_its_day(tree: Tree) -> None:
    latest = of(made(tree, ROUND), "car-register")["Sổ theo dõi hành động khắc phục năm 2009"]
    assert latest["day"] == "30/4/2009"  # the latest day of the round: the check of the first request
    assert [row["state"] for row in latest["rows"]] == [
        "Khép",
        "Chờ đánh giá hiệu lực",
        "Quá hạn",
        "Không đạt, lập phiếu mới",
    ]
    assert latest["total"] == {"all": "04", "closed": "01", "late": "0", "open": "03", "overdue": "01", "failed": "01"}


def test_the_register_of_a_written_day(tree: Tree) -> None:
    register = of(made(tree, ROUND, AGENCY + "audit: {as_of: 16/5/2009}\n"), "car-register")
    (context,) = register.values()
    assert context["day"] == "16/5/2009"
    assert context["total"]["overdue"] == "02"


# --- the documents of the samples


def test_the_register_of_2008_tells_which_was_late(science: Qms) -> None:
    context = of(science, "car-register")["Sổ theo dõi hành động khắc phục năm 2008"]
    assert context["day"] == "15/10/2008"
    # 02: until 18/7, done 25/7. 06: until 05/9, extended to 19/9, done 17/9: not late.
    assert [row["state"] for row in context["rows"]] == ["Khép", "Khép, làm chậm hạn", "Khép", "Khép", "Khép", "Khép"]
    assert context["rows"][5]["extended"] == "19/9/2008" and context["rows"][5]["completed"] == "17/9/2008"
    assert context["total"] == {"all": "06", "closed": "06", "late": "01", "open": "0", "overdue": "0", "failed": "0"}


def test_the_register_of_2026_has_one_open_and_none_overdue(justice: Qms) -> None:
    (context,) = of(justice, "car-register").values()
    assert context["day"] == "20/11/2026"
    assert [row["state"] for row in context["rows"]] == ["Khép", "Khép", "Đang thực hiện"]
    assert context["total"] == {"all": "03", "closed": "02", "late": "0", "open": "01", "overdue": "0", "failed": "0"}


def test_the_report_counts_by_level_unit_and_clause(science: Qms) -> None:
    report = of(science, "audit-report")["Báo cáo đánh giá nội bộ đợt 1-2008"]
    assert report["total"] == {"major": "0", "minor": "04", "nonconformities": "04", "note": "05"}
    assert (report["with_faults"], report["audited"]) == ("04", "10")
    by_unit = {row["unit"]: (row["minor"], row["note"]) for row in report["units"]}
    assert by_unit["Văn phòng Sở"] == ("01", "01")
    assert by_unit["Thanh tra Sở"] == ("0", "01")
    assert by_unit["Chi cục Tiêu chuẩn Đo lường Chất lượng"] == ("01", "0")
    assert by_unit["Trung tâm Ứng dụng tiến bộ khoa học và công nghệ"] == ("0", "0")
    by_clause = [(row["clause"], row["minor"], row["note"], row["requests"]) for row in report["clauses"]]
    assert by_clause == [
        ("4.2.3", "01", "0", "01/2008"),
        ("4.2.4", "0", "01", "–"),
        ("5.4.1", "0", "02", "–"),
        ("6.3", "0", "01", "–"),
        ("7.4.1", "0", "01", "–"),
        ("7.5.1", "01", "0", "04/2008"),
        ("7.6", "01", "0", "02/2008"),
        ("8.2.4", "01", "0", "03/2008"),
    ]
    assert report["numbers"] == "01/2008, 02/2008, 03/2008, 04/2008"
    assert len(report["rows"]) == 9 and len(report["strengths"]) == 3
    assert report["previous"]["name"] == ""


def test_the_second_report_compares_with_the_first(science: Qms) -> None:
    previous = of(science, "audit-report")["Báo cáo đánh giá nội bộ đợt 2-2008"]["previous"]
    assert (previous["name"], previous["requests"], previous["closed"]) == ("đợt 1 năm 2008", "04", "03")
    assert previous["open"] == ["phiếu 02/2008 (đã làm xong, chờ đánh giá hiệu lực)"]
    assert [(line["before"], line["now"], line["change"]) for line in previous["comparison"]] == [
        ("0", "0", "Không đổi"),
        ("04", "02", "Giảm 02"),
        ("04", "02", "Giảm 02"),
        ("05", "03", "Giảm 02"),
    ]
    assert previous["repeated"] == ""


def test_a_clause_that_fails_again_is_told(tree: Tree) -> None:
    later = (
        "number: 2\nstart: 10/9/2009\nend: 10/9/2009\nteam: [{post: lead_auditor, role: leader}]\n"
        "findings: [{unit: thanh-tra, clause: 4.2.4, level: minor, what: Lại thiếu.}]\n"
    )
    root = tree({"agency.yaml": AGENCY, "audits/a.yaml": ROUND, "audits/b.yaml": later})
    previous = of(load(root).systems[0], "audit-report")["Báo cáo đánh giá nội bộ đợt 2-2009"]["previous"]
    assert previous["repeated"] == "4.2.4"
    assert (previous["requests"], previous["closed"], len(previous["open"])) == ("04", "01", 3)


def test_the_finding_table_holds_what_asks_for_something(justice: Qms) -> None:
    (context,) = of(justice, "finding-table").values()
    assert context["total"] == {"major": "0", "minor": "03", "nonconformities": "03", "note": "04"}
    assert [row["request"] for row in context["rows"]] == ["01/2026", "02/2026", "03/2026", "", "", "", ""]
    first = context["rows"][0]
    assert first["requirement"] == "8.6\nQT-TN.02" and first["who"] == "Trưởng phòng"
    assert first["answer"] == "Trả lời ngày 22/9/2026; làm xong ngày 20/10/2026; khép ngày 16/11/2026"


def test_two_minutes_a_round_and_only_the_closing_tells_findings(justice: Qms) -> None:
    minutes = of(justice, "audit-meeting-minutes")
    opening = minutes["Biên bản họp khai mạc đánh giá nội bộ đợt 1-2026"]
    closing = minutes["Biên bản họp kết thúc đánh giá nội bộ đợt 1-2026"]
    assert len(minutes) == 2
    assert opening["meeting"]["when"] == "8 giờ, ngày 14 tháng 9 năm 2026, tại Phòng họp của Sở"
    assert opening["requests"] == [] and opening["units"] == []
    assert [request["number"] for request in closing["requests"]] == ["01/2026", "02/2026", "03/2026"]
    assert [(row["minor"], row["note"]) for row in closing["units"]] == [
        ("01", "0"), ("01", "0"), ("01", "01"), ("0", "01"), ("0", "01"), ("0", "01"),
    ]  # fmt: skip
    assert closing["report_due"] == "23/9/2026"  # a week after the closing meeting


def test_who_is_away_is_not_listed_as_present(science: Qms) -> None:
    meeting = of(science, "audit-meeting-minutes")["Biên bản họp kết thúc đánh giá nội bộ đợt 1-2008"]["meeting"]
    away = "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ"
    assert meeting["absent"] == [f"Lý Văn N, Giám đốc Trung tâm, {away}"]
    assert away not in [person["unit"] for person in meeting["present"]]
    assert len(meeting["present"]) == 1 + 4 + 1 + 9  # representative, team, secretary, heads of the other units


def test_the_decision_says_who_audits_and_until_when(science: Qms) -> None:
    context = of(science, "audit-decision")["QĐ thành lập đoàn đánh giá nội bộ đợt 1-2008"]
    assert context["number"] == "Số: 71/QĐ-SKHCN"
    assert [(member["mark"], member["name"], member["role"]) for member in context["team"]] == [
        ("A", "Bùi Thị I", "Trưởng đoàn"),
        ("B", "Đỗ Văn K", "Thành viên"),
        ("C", "Ngô Văn L", "Thành viên"),
        ("D", "Dương Thị M", "Thành viên"),
    ]
    assert context["barred"][0] == "Bùi Thị I không đánh giá tại Thanh tra Sở"
    assert (context["programme"], context["report_due"]) == ("09/6/2008", "25/6/2008")
    assert any("QT-82-02" in basis and "CTĐG-2008" in basis for basis in context["bases"])


def test_the_timetable_as_written_with_marks(science: Qms) -> None:
    context = of(science, "audit-timetable")["Chương trình đánh giá nội bộ đợt 2-2008"]
    assert context["proposed"] is False
    assert [(day["date"], len(day["slots"])) for day in context["days"]] == [
        ("18/8/2008", 4),
        ("19/8/2008", 2),
        ("20/8/2008", 3),
    ]
    slots = context["days"][0]["slots"]
    assert [(slot["unit"], slot["auditors"]) for slot in slots[:3]] == [
        ("Các đơn vị", "Cả đoàn"),
        ("Văn phòng Sở", "B, C"),
        ("Lãnh đạo Sở", "A"),
    ]


def test_a_round_without_timetable_gets_one_in_which_nobody_audits_the_own_unit(tree: Tree) -> None:
    qms = made(tree, ROUND)
    lines = propose(qms, qms.agency.audits["x"])
    audited = [line for line in lines if line.unit in qms.agency.units]
    assert sorted(str(line.unit) for line in audited) == sorted(qms.agency.units), "every unit once"
    own = {1: "van-phong", 2: "phong-van-ban"}
    assert all(line.places and own[line.places[0]] != line.unit for line in audited)
    assert [line.what for line in (lines[0], *lines[-2:])] == [
        "Họp khai mạc",
        "Họp đoàn, trao đổi và tổng hợp phát hiện",
        "Họp kết thúc",
    ]
    assert {line.date for line in lines} == {DAY(2009, 3, 10), DAY(2009, 3, 11)}
    busy = [(line.date, line.time, place) for line in lines for place in line.places]
    assert len(busy) == len(set(busy)), "nobody is at two places"


def test_a_proposal_skips_the_weekend(tree: Tree) -> None:
    qms = made(tree, "number: 1\nstart: 13/3/2009\nend: 16/3/2009\nteam: [{post: auditor, role: leader}]\n")
    lines = propose(qms, qms.agency.audits["x"])
    assert {line.date for line in lines} == {DAY(2009, 3, 13), DAY(2009, 3, 16)}  # Friday and Monday


def test_a_round_only_planned_has_no_minutes_no_findings_no_report(tree: Tree) -> None:
    qms = made(tree, 'number: 1\nstart: 10/3/2009\nend: 11/3/2009\naudited: "false"\nteam: [{post: auditor}]\n')
    assert len(of(qms, "audit-decision")) == len(of(qms, "audit-timetable")) == 1
    for kind in ("audit-meeting-minutes", "finding-table", "car-register", "audit-report", "car"):
        assert of(qms, kind) == {}, kind


def test_an_agency_without_rounds_has_no_records_of_them() -> None:
    other = sample("binh-phuoc").choose(agencies=("ubnd-huyen-loc-ninh",)).systems[0]
    assert not any(of(other, kind) for kind in ("audit-decision", "audit-timetable", "finding-table", "car-register"))


# --- mistakes


MISTAKES = """\
number: 1
start: 10/3/2009
end: 11/3/2009
team:
  - {post: lead_auditor, role: leader, unit: van-phong}
  - {post: auditor, role: leader}
timetable:
  - {date: 12/3/2009, time: 8 giờ, what: Họp}
  - {date: 10/3/2009, time: 9 giờ, unit: van-phong, what: Sổ, auditors: [1]}
  - {date: 10/3/2009, time: 9 giờ, unit: van-phong, what: Sổ, auditors: [3]}
  - {date: 10/3/2009, time: 9 giờ, unit: van-phong, what: Sổ}
findings:
  - {unit: van-phong, clause: "7.3", level: minor, what: A, auditor: 5, until: 20/3/2009}
  - {unit: van-phong, clause: "4.2.4", level: minor, what: B}
  - unit: van-phong
    clause: "4.2.3"
    level: major
    what: C
    until: 31/3/2009
    car:
      answered: 12/3/2009
      actions:
        - {what: D, done: 01/3/2009}
        - {what: E}
      checked: 01/4/2009
      effective: "true"
  - {unit: van-phong, clause: "4.2.3", level: minor, what: F, until: 31/5/2009, car: {effective: "false"}}
  - {unit: van-phong, clause: "4.2.3", level: note, what: G, car: {cause: H}}
"""


def test_mistakes_are_told_at_their_places(tree: Tree) -> None:
    agency = AGENCY + 'audit: {year: 2008}\nexclusions: {"2008": {"7.3": Không thiết kế}}\n'
    root = tree({"agency.yaml": agency, "audits/x.yaml": MISTAKES})
    told = [
        (problem.where.line, problem.where.column, problem.code)
        for problem in problems_of(root)
        if problem.where.file.endswith("x.yaml")
    ]
    assert sorted(told) == [
        (2, 8, "audit-not-in-programme"),
        (5, 3, "audit-leader"),
        (8, 12, "audit-slot-outside"),
        (9, 73, "audit-own-unit"),
        (10, 74, "auditor-beyond-team"),
        (11, 42, "audit-own-unit"),  # nobody named: the whole team, of whom both work there
        (11, 42, "audit-own-unit"),
        (13, 31, "finding-on-excluded-clause"),
        (13, 70, "auditor-beyond-team"),
        (13, 80, "finding-unanswered"),
        (14, 5, "finding-without-deadline"),
        (23, 27, "action-before-finding"),
        (25, 16, "car-closed-early"),
        (27, 98, "car-not-checked"),
        (28, 62, "car-of-note"),
    ]


def test_a_round_that_ends_before_it_starts_is_told_once(tree: Tree) -> None:
    audit = (
        "number: 1\nstart: 10/3/2009\nend: 09/3/2009\nteam: [{post: auditor, role: leader}]\n"
        "timetable: [{date: 10/3/2009, time: 8 giờ, what: Họp}]\n"
    )
    problems = problems_of(tree({"agency.yaml": AGENCY, "audits/x.yaml": audit}))
    told = [(problem.code, problem.where.line) for problem in problems if problem.where.file.endswith("x.yaml")]
    assert told == [("audit-ends-early", 3)]


def test_findings_of_a_round_not_held_are_told_and_left_out(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY, "audits/x.yaml": ROUND.replace("number: 1\n", 'number: 1\naudited: "false"\n')})
    problems = [problem for problem in problems_of(root) if problem.where.file.endswith("x.yaml")]
    assert [(problem.code, problem.where.line) for problem in problems] == [("findings-not-audited", 2)]
    assert findings.nonconformities(load(root).systems[0]) == []


def test_a_month_that_the_programme_does_not_have_is_told(tree: Tree) -> None:
    agency = AGENCY + "audit: {year: 2009, rounds: [6]}\n"
    problems = problems_of(tree({"agency.yaml": agency, "audits/x.yaml": ROUND}))
    assert [problem.where.line for problem in problems if problem.code == "audit-not-in-programme"] == [2]


def test_the_samples_have_none_of_these_mistakes() -> None:
    for workspace in (sample("binh-phuoc"), sample("so-tu-phap")):
        for qms in workspace.systems:
            assert list(auditing.check(qms)) == [], qms.slug
