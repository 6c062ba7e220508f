"""The province's inspections, courses, publicity and committee: what the papers say, and what the checks find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.build import build
from qmsdocs.fields import unlike, walk
from qmsdocs.inspections import least
from qmsdocs.kinds import fields, plans
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace
from tests.reading import paragraph_text, paragraphs
from tests.test_fields import paths

KINDS = (
    "province-committee",
    "province-training-plan",
    "communication-plan",
    "inspection-plan",
    "inspection-decision",
    "inspection-minutes",
    "inspection-report",
)
PROGRAMME = """\
title: Chương trình ISO của tỉnh An Bình
period: 2026 - 2030
province: {name: An Bình, committee: UBND tỉnh An Bình, lead: Sở A, contact: Chi cục B, finance: Sở C}
legal_bases: [qd-19-2014-ttg]
defaults: {standard: "2015", regime: 19-2014}
cohorts:
  - year: 2026
    agencies:
      - {slug: so-mot, name: Sở Một, kind: department}
      - {slug: so-hai, name: Sở Hai, kind: department}
      - {slug: so-ba, name: Sở Ba, kind: department}
      - {slug: so-bon, name: Sở Bốn, kind: department, ended: 01/3/2026}
      - {slug: so-cu, name: Sở Cũ, kind: department, ended: 31/12/2025}
  - year: 2027
    agencies: [{slug: so-sau, name: Sở Sáu, kind: department}]
"""
POINTS = ("1a", "1b", "1c", "1d", "1đ", "1e", "1g", "2a", "2b", "2c", "2d", "2đ", "2e")


def results(*unmet: str) -> str:
    lines = (f'{{point: {point}, met: "{str(point not in unmet).lower()}"}}' for point in POINTS)
    return f"[{', '.join(lines)}]"


def said(workspace: Workspace, kind: str, out: Path) -> list[str]:
    """The whole text of every document of a kind, in the order of the plans."""
    made = build(workspace, plans(workspace, [kind]), out / kind, 1)
    return [
        "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(made.out / plan.path))))
        for plan in made.plans
    ]


def context(workspace: Workspace, kind: str, name: str) -> list[Any]:
    return [plan.context[name] for plan in plans(workspace, [kind])]


def test_every_context_is_as_declared_and_every_declared_field_occurs() -> None:
    met: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for name in ("an-binh", "binh-phuoc"):
        for plan in plans(sample(name), KINDS):
            assert list(unlike(plan.context, fields(plan.kind))) == [], plan.code
            met[plan.kind] |= set(paths(plan.context))
    assert met == {kind: {path for path, _ in walk(fields(kind))} for kind in KINDS}


def test_the_plan_has_the_columns_of_the_circular_and_counts_sites_against_a_third(tmp_path: Path) -> None:
    (text,) = said(sample("an-binh"), "inspection-plan", tmp_path)
    heads = ("Cơ quan được kiểm tra", "Đơn vị kiểm tra, đơn vị phối hợp", "Thời gian", "Hình thức", "Kinh phí (đồng)")
    assert all(f"{head}\n" in text for head in heads)
    assert "kiểm tra tại chỗ 02 cơ quan (đạt 50%; quy định ít nhất một phần ba, tức 02 cơ quan)" in text
    assert "phối hợp: Sở Nội vụ" in text
    assert "Tổng kinh phí: 5.500.000 đồng (bằng chữ: Năm triệu năm trăm nghìn đồng chẵn)" in text  # 3 + 2,5 triệu
    assert [point in text for point in ("1đ)", "1g)", "2đ)", "2e)", "1f)")] == [True, True, True, True, False]


@pytest.mark.parametrize(("count", "wanted"), [(0, 0), (1, 1), (3, 1), (4, 2), (35, 12)])
def test_a_third_is_rounded_up(count: int, wanted: int) -> None:
    assert least(count) == wanted


def test_without_visits_the_tool_proposes_another_third_each_year(tree: Tree) -> None:
    root = tree({"programme.yaml": PROGRAMME, "inspections/2026.yaml": "plan: {number: 1}\n"})
    workspace = load(root)
    (plan,) = context(workspace, "inspection-plan", "inspection")
    # Four were there in 2026 (one came to its end in March); two of four is the first share not below a third.
    assert [visit["name"] for visit in plan["visits"]] == ["Sở Một", "Sở Hai", "Sở Ba", "Sở Bốn"]
    sites = [visit["name"] for visit in plan["visits"] if visit["form"] == "Tại chỗ"]
    (root / "inspections" / "2027.yaml").write_text("plan: {number: 2}\n", encoding="utf-8")
    later = context(load(root), "inspection-plan", "inspection")[1]
    again = [visit["name"] for visit in later["visits"] if visit["form"] == "Tại chỗ"]
    assert (len(sites), len(again), later["count"]) == (2, 2, "04")  # Sở Bốn left, Sở Sáu came
    assert sites != again
    assert not [one for one in problems_of(root) if one.code.startswith("inspection-")]


def test_minutes_hold_the_thirteen_points_and_give_two_months(tmp_path: Path) -> None:
    science, ward, office = said(sample("an-binh"), "inspection-minutes", tmp_path)  # as the visits are written
    assert "3. Tổng hợp: 11 điểm đạt, 02 điểm chưa đạt (1b, 2c)." in science
    assert "chậm nhất ngày 14/10/2026, là hai tháng kể từ ngày ký biên bản" in science  # signed 14/8, a day later
    assert "Biên bản được lập thành 02 bản" in science
    assert "có sự phối hợp của Sở Nội vụ" in science
    assert "chậm nhất ngày 15/11/2026" in ward
    assert "2. Không có yêu cầu khắc phục" in office
    assert "đã xem xét hồ sơ, báo cáo" in office


def test_the_report_counts_by_point_and_agency_and_names_who_is_late() -> None:
    (report,) = context(sample("an-binh"), "inspection-report", "report")
    by_point = {one["id"]: (one["met"], one["unmet"], one["share"]) for one in report["points"]}
    assert list(by_point) == list(POINTS)
    assert by_point["1b"] == ("1", "2", "33,3%")
    assert by_point["2c"] == ("2", "1", "66,7%")
    assert by_point["2e"] == ("3", "0", "100%")
    told = [(one["met"], one["unmet"], one["due"], one["state"]) for one in report["agencies"]]
    assert told == [
        ("11/13", "1b, 2c", "14/10/2026", "Đã báo cáo ngày 12/10/2026"),
        ("10/13", "1b, 1d, 2d", "15/11/2026", "Quá hạn 11 ngày"),  # 15/11 to 26/11
        ("13/13", "", "–", "Không phải khắc phục"),
        ("–", "", "–", ""),
    ]
    assert (report["held"], report["due"], report["held_share"], report["site_share"]) == ("03", "04", "75%", "50%")
    assert report["open"] == ["Sở Dân tộc và Tôn giáo"]
    assert (report["asked"], report["corrected"], report["waiting"], report["late"]) == ("02", "01", "00", "01")
    assert report["overdue"] == ["Ủy ban nhân dân phường Tân Lập (hạn 15/11/2026)"]


def test_two_months_end_on_the_last_day_of_a_shorter_month(tree: Tree) -> None:
    visits = (
        f"visits:\n- {{slug: so-mot, form: site, date: 31/12/2026, points: {results('1b')}, requests: [Phổ biến]}}\n"
    )
    root = tree({"programme.yaml": PROGRAMME, "inspections/2026.yaml": visits})
    (minutes,) = context(load(root), "inspection-minutes", "minutes")
    assert minutes["due"] == "28/02/2027"


def test_what_is_wrong_with_an_inspection_is_told_at_its_place(tree: Tree) -> None:
    written = (
        "report: {number: 3, date: 02/12/2026}\n"
        "visits:\n"
        "- slug: so-mot\n  form: file\n  date: 10/8/2026\n  minutes: 09/8/2026\n"
        "- slug: so-hay\n  form: site\n"
        "- slug: so-hai\n  form: file\n  date: 10/8/2026\n"
        "  points:\n  - {point: 1a, met: 'false'}\n  - {point: 1f, met: 'true'}\n  - {point: 1a, met: 'true'}\n"
        "- {slug: so-mot, form: file}\n"
    )
    root = tree({"programme.yaml": PROGRAMME, "inspections/2026.yaml": written})
    found = [one for one in problems_of(root) if one.code.startswith("inspection-")]
    assert sorted((one.where.line, one.code) for one in found) == [
        (1, "inspection-report-late"),
        (3, "inspection-few-on-site"),
        (3, "inspection-missing"),  # Sở Ba
        (3, "inspection-missing"),  # Sở Bốn, which was there until March
        (6, "inspection-minutes-early"),
        (7, "inspection-agency-unknown"),
        (9, "inspection-points-missing"),
        (14, "inspection-point-unknown"),
        (15, "inspection-point-twice"),
        (16, "inspection-agency-twice"),
    ]


def test_corrections_after_two_months_and_unmet_points_without_requests(tree: Tree) -> None:
    written = (
        "visits:\n"
        f"- slug: so-mot\n  form: site\n  date: 10/8/2026\n  corrected: 11/10/2026\n  points: {results('2d')}\n"
        "- {slug: so-hai, form: site}\n- {slug: so-ba, form: file}\n- {slug: so-bon, form: file}\n"
    )
    root = tree({"programme.yaml": PROGRAMME, "inspections/2026.yaml": written})
    found = {(one.where.line, one.code) for one in problems_of(root) if one.code.startswith("inspection-")}
    assert found == {(2, "inspection-unmet-without-request"), (5, "inspection-correction-late")}


def test_no_inspection_papers_under_the_regime_of_2006(tree: Tree) -> None:
    old = PROGRAMME.replace("19-2014", "144-2006").replace('"2015"', '"2000"')
    root = tree({"programme.yaml": old, "inspections/2026.yaml": "plan: {number: 1}\n"})
    assert plans(load(root), ("inspection-plan", "inspection-minutes")) == []
    assert [one.where.line for one in problems_of(root) if one.code == "inspection-regime"] == [1]


def test_courses_go_into_the_plan_of_their_year_with_their_sum(tmp_path: Path) -> None:
    first, second = said(sample("binh-phuoc"), "province-training-plan", tmp_path)
    assert "Số: 52/KH-SKHCN" in first
    assert "Ưu tiên 11 cơ quan" in first
    assert "Tổng kinh phí: 15.000.000 đồng" in first
    assert "Trong năm tổ chức 02 lớp" in second
    assert "Tổng kinh phí: 30.000.000 đồng (bằng chữ: Ba mươi triệu đồng chẵn)" in second  # 18 + 12 triệu
    assert "không quá 25 học viên" not in second
    (today,) = said(sample("an-binh"), "province-training-plan", tmp_path / "today")
    assert "mỗi lớp không quá 25 học viên" in today
    # Nobody wrote a course: a draft of three, for the first cohort.
    (draft,) = said(sample("hung-yen"), "province-training-plan", tmp_path / "draft")
    assert "Trong năm tổ chức 03 lớp" in draft


def test_a_class_for_consultants_has_at_most_25(tree: Tree) -> None:
    course = "type: consultant\ntitle: Chuyên gia\nplanned: {}\n"
    files = {f"courses/lop-{count}.yaml": course.format(count) for count in (25, 26)}
    root = tree({"programme.yaml": PROGRAMME, **files})
    found = [one for one in problems_of(root) if one.code == "class-too-large"]
    assert [Path(str(one.where.file)).name for one in found] == ["lop-26.yaml"]


def test_publicity_is_summed_year_by_year(tmp_path: Path) -> None:
    first, second = said(sample("binh-phuoc"), "communication-plan", tmp_path)
    assert "Tổng kinh phí: 8.000.000 đồng" in first
    assert "Tổng kinh phí: 40.000.000 đồng (bằng chữ: Bốn mươi triệu đồng chẵn)" in second  # 24 + 6 + 10 triệu
    assert "Sở Nội vụ, Sở Văn hóa Thông tin, Đài Phát thanh Truyền hình và Báo Bình Phước" in second


def test_the_committee_of_the_province_is_led_by_its_chair(tmp_path: Path) -> None:
    (text,) = said(sample("binh-phuoc"), "province-committee", tmp_path)
    assert "Số: 2106/QĐ-UBND" in text
    assert "gồm 06 thành viên" in text
    assert text.index("Tạ Thị Q") < text.index("Nguyễn Văn A") < text.index("Đinh Thị S")
    assert "Đề xuất biện pháp gắn việc áp dụng hệ thống với cải cách hành chính" in text  # Sở Nội vụ
    (draft,) = said(sample("hung-yen"), "province-committee", tmp_path / "draft")
    assert "Phó Chủ tịch Ủy ban nhân dân tỉnh" in draft
