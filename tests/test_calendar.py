"""Every deadline of the seeds and of today's law, by the example dates of their rules."""

from __future__ import annotations

import datetime
from pathlib import Path

import icalendar
import pytest
from conftest import Tree, sample

from qmsdocs import deadlines
from qmsdocs.cli import main
from qmsdocs.deadlines import Deadline
from qmsdocs.loading import load

day = datetime.date.fromisoformat

PROVINCE = """\
title: Chương trình
period: 2007 - 2010
province: {name: X, committee: UBND tỉnh X, lead: Sở KH&CN, contact: Chi cục TĐC, finance: Sở Tài chính}
decision: {number: 42/2007, date: 24/8/2007}
directive: {date: 18/4/2007}
goals:
  - {text: Mọi cơ quan chuyên môn được cấp giấy chứng nhận, until: 31/12/2010}
report_rules:
  - {name: Báo cáo kết quả, by: Sở KH&CN, to: UBND tỉnh X, every: half-year, source: mục VII.1}
  - {name: Báo cáo năm, by: UBND tỉnh X, to: Bộ KH&CN, every: year, day: 15/12, source: Điều 12}
procedure_notices: [{what: Quyết định số 1, date: 16/11/2009}]
inspections:
  "2009":
    report: {date: 25/11/2009}
    visits: [{slug: so-a, form: site, planned: 01/9/2009, minutes: 31/12/2008, requests: [Sửa quy trình]}]
cohorts:
  - year: 2007
    start: 03/9/2007
    submit: ngay sau khi Chương trình được phê duyệt
    agencies: [{slug: so-a, name: Sở A, kind: department}]
  - year: 2008
    agencies: [{slug: so-b, name: Sở B, kind: department}]
  - year: 2009
    agencies: [{slug: so-c, name: Sở C, kind: department, project: {months: 18}}]
defaults: {standard: "2000", regime: 144-2006}
"""


@pytest.fixture
def made(tree: Tree) -> Path:
    return tree({"programme.yaml": PROVINCE})


def found(root: Path, who: str, what: str) -> list[Deadline]:
    return [one for one in deadlines.of(load(root)) if one.who == who and one.what.startswith(what)]


@pytest.mark.parametrize(
    ("who", "what", "dates"),
    [
        ("UBND tỉnh X", "Quyết định phê duyệt kế hoạch có hiệu lực", ["2007-09-03"]),
        ("UBND tỉnh X", "Chỉ thị có hiệu lực", ["2007-04-28"]),
        ("Sở A", "Trình kế hoạch", ["2007-08-24"]),
        ("Sở B", "Trình kế hoạch", ["2007-09-30"]),
        ("Sở C", "Trình kế hoạch", ["2008-09-30"]),
        ("Sở KH&CN", "Tổng hợp đăng ký", ["2006-09-30", "2007-09-30", "2008-09-30"]),
        ("Sở B", "Báo cáo tiến độ", ["2008-03-31", "2008-06-30", "2008-09-30", "2008-12-31"]),
        ("Sở A", "Hết 18 tháng", ["2009-03-03"]),
        ("Sở C", "Hết 18 tháng", ["2010-07-01"]),
        ("UBND tỉnh X", "Mọi cơ quan chuyên môn", ["2010-12-31"]),
        ("Sở KH&CN", "Báo cáo kết quả 6 tháng đầu", ["2007-06-30", "2008-06-30", "2009-06-30", "2010-06-30"]),
        ("UBND tỉnh X", "Báo cáo năm năm 2008", ["2008-12-15"]),
        ("Sở KH&CN", "Cập nhật danh mục thủ tục", ["2009-11-23"]),
        ("Sở A", "Báo cáo khắc phục sau kiểm tra", ["2009-02-28"]),
        ("Chi cục TĐC", "Báo cáo tổng hợp kết quả kiểm tra", ["2009-11-30"]),
    ],
)
def test_deadlines_of_a_programme(made: Path, who: str, what: str, dates: list[str]) -> None:
    assert [one.date.isoformat() for one in found(made, who, what)] == dates


# The same programme under the law of today, with a consultant; effects at the ends of a February and of a year.
TODAY = (
    PROVINCE.replace('standard: "2000", regime: 144-2006', 'standard: "2015", regime: 19-2014')
    .replace("date: 24/8/2007", "date: 19/02/2008")
    .replace("date: 18/4/2007", "date: 22/12/2007")
    .replace("project: {months: 18}", "project: {months: 11, start: 15/11/2008, consultant: Tổ chức T}")
    .replace("  - {name: Báo cáo năm, by: UBND tỉnh X, to: Bộ KH&CN, every: year, day: 15/12, source: Điều 12}\n", "")
    .replace("được phê duyệt\n", "được phê duyệt\n    submit_by: 29/02/2008\n")
)


@pytest.mark.parametrize(
    ("who", "what", "dates"),
    [
        ("UBND tỉnh X", "Quyết định phê duyệt kế hoạch có hiệu lực", ["2008-02-29"]),
        ("UBND tỉnh X", "Chỉ thị có hiệu lực", ["2008-01-01"]),
        ("Sở A", "Trình kế hoạch", ["2008-02-29"]),
        ("Sở C", "Hết 18 tháng", ["2010-05-15"]),
        ("Sở C", "Báo cáo tiến độ", ["2008-12-31", "2009-03-31", "2009-06-30", "2009-09-30", "2009-12-31"]),
        ("Tổ chức T", "Báo cáo hoạt động tư vấn", ["2008-11-30", "2009-11-30"]),
        ("Chi cục TĐC", "Báo cáo tổng hợp kết quả", [f"{year}-11-30" for year in range(2007, 2011)]),
        ("UBND tỉnh X", "Báo cáo việc áp dụng", [f"{year}-12-31" for year in range(2007, 2011)]),
    ],
)
def test_deadlines_of_today_s_law(tree: Tree, who: str, what: str, dates: list[str]) -> None:
    assert [one.date.isoformat() for one in found(tree({"programme.yaml": TODAY}), who, what)] == dates


def test_the_goals_of_the_samples() -> None:
    ends = {
        name: [one.date.isoformat() for one in deadlines.of(sample(name)) if one.source == "mục tiêu của chương trình"]
        for name in ("binh-phuoc", "hung-yen", "an-binh")
    }
    assert ends == {"binh-phuoc": ["2010-12-31"], "hung-yen": ["2010-06-30"], "an-binh": ["2029-09-30"]}


def test_what_is_done_is_not_overdue(made: Path) -> None:
    (report,) = found(made, "Chi cục TĐC", "Báo cáo tổng hợp")
    assert report.done == day("2009-11-25")
    assert not report.overdue(day("2010-01-01"))
    (plan,) = found(made, "Sở B", "Trình kế hoạch")
    assert (plan.overdue(day("2007-09-30")), plan.overdue(day("2007-10-01"))) == (False, True)


def test_a_report_that_was_sent_is_done() -> None:
    every = [one for one in deadlines.of(sample("binh-phuoc"), 2008) if "kết quả Chương trình" in one.what]
    assert [(one.date.isoformat(), one.who.partition(" ")[0], one.done and one.done.isoformat()) for one in every] == [
        ("2008-06-30", "Sở", "2008-07-10"),
        ("2008-06-30", "Ủy", "2008-07-21"),
        ("2008-12-31", "Sở", "2009-01-08"),
        ("2008-12-31", "Ủy", None),
    ]


def test_deadlines_that_get_in_each_others_way_are_told(made: Path) -> None:
    told = {
        (problem.code, problem.words.get("agency") or problem.words["year"]): problem.words
        for problem in deadlines.conflicts(load(made))
    }
    assert told["plan-due-soon", 2008]["what"] == "chỉ 27 ngày sau khi"
    assert told["cohort-year-too-short", "Sở A"]["earliest"] == "03/7/2008"
    assert told["cohort-year-too-short", "Sở A"]["latest"] == "03/3/2009"
    assert ("plan-due-soon", 2009) not in told
    assert not [code for code, _ in told if code == "after-goal"]


@pytest.mark.parametrize(("goal", "late"), [("29/6/2010", True), ("30/6/2010", False)])
def test_a_project_that_ends_after_the_goal_is_told(tree: Tree, goal: str, late: bool) -> None:
    # Sở C starts on 01/01/2009 and takes 18 months, to 30/6/2010; only who must apply is held to the goal.
    root = tree({"programme.yaml": PROVINCE.replace("until: 31/12/2010", f"until: {goal}")})
    told = [one.words for one in deadlines.conflicts(load(root)) if one.code == "after-goal"]
    assert [(words["agency"], words["end"]) for words in told] == ([("Sở C", "30/6/2010")] if late else [])


def test_todays_law_for_one_agency() -> None:
    every = deadlines.of(sample("so-tu-phap"))
    (audit,) = [one for one in every if one.what == "Đánh giá nội bộ năm 2026"]
    assert audit.date == day("2026-12-31") and "Điều 4 khoản 4 điểm b" in audit.source
    assert not [one for one in every if one.what.startswith(("Trình kế hoạch", "Báo cáo tiến độ"))]


def test_a_changed_law_gives_three_months(tree: Tree) -> None:
    agency = "name: Sở A\nkind: department\nstandard: '2015'\nregime: 19-2014\n"
    update = "legal_updates: [{act: luat-cong-chung-2024, effective: 30/11/2027, what: Sửa quy trình}]\n"
    root = tree({"agency.yaml": agency, "project.yaml": update})
    (one,) = [one for one in deadlines.of(load(root)) if one.what.startswith("Sửa tài liệu")]
    assert one.date == day("2028-02-29")


def test_the_command_prints_the_overdue_first_and_writes_a_calendar(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lich.ics"
    main(["calendar", str(made), "--today", "2008-04-15", "--year", "2008", "--ics", str(file)])
    lines = [line for line in capsys.readouterr().out.splitlines() if "Sở B: Báo cáo tiến độ" in line]
    assert lines[0].split("Sở B")[0].split() == ["31/3/2008", "QUÁ", "HẠN"]
    assert [line.split()[0] for line in lines[1:]] == ["30/6/2008", "30/9/2008", "31/12/2008"]
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert len(events) == len(deadlines.of(load(made), 2008))
    first = file.read_bytes()
    main(["calendar", str(made), "--today", "2010-01-01", "--year", "2008", "--ics", str(file)])
    assert file.read_bytes() == first, "the same data make the same file"
