"""Papers that set up the project and train people: what they say of the data, and what the checks find in it."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace
from tests.reading import paragraph_text, paragraphs

SCIENCE = "so-khoa-hoc-va-cong-nghe"
AGENCY = "name: Sở Tư pháp\nkind: department.justice\nplace: Bình Phước\nstandard: '2000'\nregime: 144-2006\n"


def said(workspace: Workspace, kind: str, out: Path) -> list[str]:
    """The whole text of every document of a kind, in the order of the plans, a paragraph a line."""
    made = build(workspace, plans(workspace, [kind]), out / kind, 1)
    return [
        "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(made.out / plan.path))))
        for plan in made.plans
    ]


def science() -> Workspace:
    return sample("binh-phuoc").choose(agencies=(SCIENCE,))


def test_the_committee_is_led_by_the_head_and_duties_name_what_a_unit_writes(tmp_path: Path) -> None:
    (text,) = said(science(), "committee-decision", tmp_path)
    assert "Số: 118/QĐ-SKHCN" in text
    assert "Nguyễn Văn A, Giám đốc\nTrưởng ban" in text
    assert "Lê Văn C, Phó Giám đốc\nPhó Trưởng ban" in text
    assert "Chủ trì xây dựng, áp dụng QT-75-01, QT-75-02; chịu trách nhiệm" in text
    # The Sở leads the programme itself, so it reports to the province; the finance circular is no basis of a committee.
    assert "hằng quý báo cáo Ủy ban nhân dân tỉnh Bình Phước theo quy định" in text
    (today,) = said(sample("so-tu-phap"), "committee-decision", tmp_path / "today")
    assert "26/2014/TT-BKHCN" in today
    assert "116/2015/TT-BTC" not in today


def test_the_representative_is_named_under_2000_and_not_under_2015(tmp_path: Path) -> None:
    (text,) = said(science(), "representative-decision", tmp_path)
    assert "Điều 1. Giao ông (bà) Lê Văn C, chức vụ: Phó Giám đốc, làm Đại diện lãnh đạo về chất lượng" in text
    assert "Tổ chức để 18 quy trình của hệ thống" in text
    assert said(sample("so-tu-phap"), "representative-decision", tmp_path / "today") == []


def test_a_rank_keeps_a_dash_that_belongs_to_it(tree: Tree, tmp_path: Path) -> None:
    secretary = "posts: {secretary: {title: Phó Trưởng phòng Kế hoạch - Tài chính, unit: van-phong}}\n"
    (text,) = said(load(tree({"agency.yaml": AGENCY + secretary})), "representative-decision", tmp_path)
    assert "chức vụ: Phó Trưởng phòng Kế hoạch - Tài chính, làm Thư ký ISO" in text


GAPS = """\
project:
  assessment:
    start: 22/10/2007
    end: 26/10/2007
    gaps:
      - {clause: "5.3", state: unmet, found: Chưa có chính sách, action: Ban hành, who: head, until: 31/12/2007}
      - {clause: "4.2.3", state: partly, found: Có sổ, action: Viết quy trình, until: 31/01/2008}
      - {clause: "4.2.4", state: partly, found: Có tủ, action: Lập danh mục, until: 15/01/2008}
      - {clause: "7.4", state: met, found: Theo quy định}
"""


def test_gaps_are_counted_by_state_and_chapter(tree: Tree, tmp_path: Path) -> None:
    (text,) = said(load(tree({"agency.yaml": AGENCY + GAPS})), "gap-assessment", tmp_path)
    assert (
        "Trong 4 điều khoản đã khảo sát, 1 điều khoản được đáp ứng (25%), 2 điều khoản được đáp ứng một phần (50%), "
        "1 điều khoản chưa được đáp ứng (25%)." in text
    )
    assert "4. Hệ thống quản lý chất lượng\n2\n0\n2\n0\n0%" in text
    assert "7. Tạo sản phẩm\n1\n1\n0\n0\n100%" in text
    assert "6. Quản lý nguồn lực\n0\n0\n0\n0\n–" in text
    assert "Cộng\n4\n1\n2\n1\n25%" in text
    assert "- Điều 5.3 (chính sách chất lượng): Chưa có chính sách" in text
    assert "thực hiện 3 việc nêu tại Phụ lục, hoàn thành chậm nhất ngày 31/01/2008" in text
    annex = text[text.index("HIỆN TRẠNG VÀ VIỆC PHẢI LÀM") :]
    order = [line for line in annex.splitlines() if re.fullmatch(r"\d(\.\d)+", line)]
    assert order[:5] == ["4.1", "4.2.1", "4.2.2", "4.2.3", "4.2.4"]
    assert "7.4" in order  # assessed as a whole, it stands for those below it
    assert not any(clause.startswith("7.4.") for clause in order)


def test_the_sample_report_agrees_with_its_list(tmp_path: Path) -> None:
    (text,) = said(science(), "gap-assessment", tmp_path)
    assert "Số: 12/BC-SKHCN" in text
    # 39 entries counted by hand: 10 met, 15 partly, 14 unmet.
    assert "Cộng\n39\n10\n15\n14\n25,6%" in text
    assert "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLê Văn C" in text
    assert "chưa khảo sát" not in text


def test_without_findings_it_is_the_sheet_to_survey_with(tree: Tree, tmp_path: Path) -> None:
    (text,) = said(load(tree({"agency.yaml": AGENCY})), "gap-assessment", tmp_path)
    assert "PHIẾU KHẢO SÁT" in text
    assert "Số:" not in text
    assert "Cơ quan đã xác định những quá trình nào" in text


BUDGET = """\
project:
  start: 05/01/2026
  budget:
    - {line: dao-tao-tap-huan, quantity: 3, price: 3.000.000}
    - {line: thue-tu-van, price: 46.500.000}
    - {line: bien-soan-tai-lieu, quantity: 2, price: 2.100.000}
"""


def test_the_estimate_is_added_up_for_each_fund_and_in_words(tmp_path: Path) -> None:
    (text,) = said(science(), "estimate-request", tmp_path)
    assert "Số: 312/SKHCN-VP" in text
    assert "Kính gửi: Sở Tài chính." in text
    # 20.1 + 5 + 45 + 8 + 30 + 6.9 = 115 million; upkeep 2 x 8 = 16 million.
    assert "giao cho Sở Khoa học và Công nghệ tỉnh Bình Phước 115.000.000 đồng" in text
    assert "Một trăm mười lăm triệu đồng chẵn" in text
    assert "Hai đợt đánh giá nội bộ: 2 x 4.000.000\n8.000.000" in text
    assert "Cộng\n16.000.000" in text
    assert "không tự chủ" in text
    assert "mức trần" not in text
    province = sample("binh-phuoc")
    # The finance body does not ask itself; the estimate of an agency that has not made one is dotted.
    (finance,) = said(province.choose(agencies=("so-tai-chinh",)), "estimate-request", tmp_path / "finance")
    assert "Kính gửi: Ủy ban nhân dân tỉnh Bình Phước." in finance
    (bare,) = said(province.choose(agencies=("so-xay-dung",)), "estimate-request", tmp_path / "bare")
    assert "Kính gửi: Sở Tài chính." in bare and "………" in bare


def test_the_estimate_is_held_against_the_ceilings_of_the_kind(tree: Tree, tmp_path: Path) -> None:
    (text,) = said(sample("so-tu-phap"), "estimate-request", tmp_path)
    assert "Cộng\n83.000.000" in text  # 4 + 4 + 9 + 17 + 6 + 40 + 3
    assert "Thuê tổ chức tư vấn\n45.000.000\n40.000.000\nKhông vượt" in text
    assert "Phần việc cơ quan tự thực hiện\n50.000.000\n43.000.000\nKhông vượt" in text
    today = AGENCY.replace("'2000'", "'2015'").replace("144-2006", "19-2014")
    (over,) = said(load(tree({"agency.yaml": today + BUDGET})), "estimate-request", tmp_path / "over")
    assert "45.000.000\n46.500.000\nVượt 1.500.000" in over
    assert "2.000.000\n2.100.000\nVượt 100.000" in over
    assert "50.000.000\n13.200.000\nKhông vượt" in over
    assert "Duy trì, cải tiến một năm\n15.000.000\n………" in over


OWN = ("tuyen-truyen-khao-sat", "van-phong-pham-cong-tac-phi", "dao-tao-tap-huan", "danh-gia-noi-bo", "chi-khac")


@pytest.mark.parametrize(
    ("kind", "project", "line", "most"),
    [
        # TT 116/2015/TT-BTC, in đồng: a consulting organisation first and again, the agency's own work, a procedure.
        ("ministry", "", "thue-tu-van", 100_000_000),
        ("ministry", "extension: 'true'", "thue-tu-van", 65_000_000),
        ("ministry", "", "own", 130_000_000),
        ("ministry", "extension: 'true'", "own", 100_000_000),
        ("ministry", "", "bien-soan-tai-lieu", 2_500_000),
        ("general-department", "", "thue-tu-van", 80_000_000),
        ("general-department", "extension: 'true'", "thue-tu-van", 50_000_000),
        ("general-department", "", "own", 80_000_000),
        ("general-department", "extension: 'true'", "own", 50_000_000),
        ("office.people-committee", "", "thue-tu-van", 60_000_000),
        ("office.people-committee", "extension: 'true'", "thue-tu-van", 30_000_000),
        ("office.people-committee", "", "own", 65_000_000),
        ("office.people-committee", "extension: 'true'", "own", 50_000_000),
        ("department.health", "", "thue-tu-van", 45_000_000),
        ("department.health", "extension: 'true'", "thue-tu-van", 25_000_000),
        ("district-committee", "", "own", 50_000_000),
        ("local-agency", "extension: 'true'", "own", 40_000_000),
        ("department", "", "bien-soan-tai-lieu", 2_000_000),
        ("branch.forest-protection", "", "thue-tu-van", 33_000_000),
        ("branch", "extension: 'true'", "thue-tu-van", 20_000_000),
        ("branch", "", "own", 40_000_000),
        ("branch", "extension: 'true'", "own", 25_000_000),
        # 80 % of the branch.
        ("commune-committee", "", "thue-tu-van", 26_400_000),
        ("public-service.hospital", "extension: 'true'", "thue-tu-van", 16_000_000),
        ("commune-committee", "", "own", 32_000_000),
        ("public-service", "extension: 'true'", "own", 20_000_000),
        ("commune-committee", "", "bien-soan-tai-lieu", 1_600_000),
        # An expert: 80 % of the organisation, and so much a month; nobody hired: 85 %.
        ("department", "advice: none", "thue-tu-van", 38_250_000),
        ("branch", "advice: none\nextension: 'true'", "thue-tu-van", 17_000_000),
        ("department", "advice: expert", "month", 7_400_000),
        ("inspectorate", "", "duy-tri-cai-tien", 15_000_000),
    ],
)
def test_an_estimate_is_above_its_ceiling_from_the_first_dong(
    tree: Tree, kind: str, project: str, line: str, most: int
) -> None:
    known = {f"agency_kinds/{kind}.yaml": "name: Cơ quan\n"}
    told = {}
    for amount in (most, most + 1):
        budget = {line: amount}
        if line == "own":
            budget = dict.fromkeys(OWN, most // 10) | {"chi-khac": amount - 4 * (most // 10)}
        if line == "month":
            budget = {"thue-tu-van": amount}
        rows = "".join(f"  - {{line: {key}, price: {value}}}\n" for key, value in budget.items())
        agency = f"name: Cơ quan A\nkind: {kind}\nstandard: '2015'\nregime: 19-2014\n"
        root = tree({**known, "agency.yaml": agency, "project.yaml": f"{project}\nbudget:\n{rows}"})
        found = [problem for problem in problems_of(root) if problem.code == "above-ceiling"]
        told[amount - most] = [problem.words["most"] for problem in found]
    assert told == {0: [], 1: [f"{most:,}".replace(",", ".")]}


def test_a_figure_that_was_not_compared_with_the_act_is_marked(tree: Tree) -> None:
    agency = "name: Xã A\nkind: commune-committee\nstandard: '2015'\nregime: 19-2014\n"
    budget = "budget:\n  - {line: bien-soan-tai-lieu, quantity: 12, price: 1.600.001}\n"
    root = tree({"agency_kinds/commune-committee.yaml": "name: Xã\n", "agency.yaml": agency, "project.yaml": budget})
    (problem,) = [found for found in problems_of(root) if found.code == "above-ceiling"]
    assert "biên soạn một quy trình (mức chưa đối chiếu)" in problem.text()


def test_an_expert_gets_at_most_four_fifths_and_so_much_a_month(tree: Tree) -> None:
    agency = "name: Sở A\nkind: department\nstandard: '2015'\nregime: 19-2014\n"
    budget = "advice: expert\nbudget:\n  - {line: thue-tu-van, quantity: %s, price: %s}\n"
    for months, price, most in (("6", "6.000.000", []), ("5", "7.400.001", ["36.000.000", "7.400.000"])):
        root = tree({"agency.yaml": agency, "project.yaml": budget % (months, price)})
        found = [one.words["most"] for one in problems_of(root) if one.code == "above-ceiling"]
        assert found == most


def test_a_kind_whose_ceiling_is_not_known_is_held_against_none(tree: Tree) -> None:
    agency = "name: Thanh tra tỉnh\nkind: inspectorate\nstandard: '2015'\nregime: 19-2014\n"
    root = tree({"agency.yaml": agency, "project.yaml": "budget: [{line: thue-tu-van, price: 900.000.000}]\n"})
    assert not [problem for problem in problems_of(root) if problem.code == "above-ceiling"]


def test_a_course_is_reported_with_shares_and_marks(tmp_path: Path) -> None:
    first, _, third = said(science(), "training-report", tmp_path)
    # 17 on the list, 2 away; 15 marks from 65 to 96 that add up to 1265, one below 70.
    assert "kế hoạch 17, trong danh sách 17, có mặt 15, đạt 88,2% danh sách" in first
    assert "15 người dự kiểm tra, 14 người đạt từ 70 điểm trở lên (93,3%)" in first
    assert "điểm trung bình 84,3, cao nhất 96, thấp nhất 65. Không đạt: Hồ Văn R (65 điểm)." in first
    assert "Lãnh đạo cơ quan\n3\n2\n2" in first
    assert "Thực hiện Kế hoạch số 61/KH-SKHCN ngày 05 tháng 11 năm 2007" in first
    # 13 on the list, 1 away, 1 not tested, 1 failed: 10 auditors.
    assert "có mặt 12, đạt 92,3% danh sách" in third
    assert "11 người dự kiểm tra, 10 người đạt từ 70 điểm trở lên (90,9%)" in third
    assert "Giám đốc công nhận 10 đánh giá viên nội bộ: Bùi Thị I (Thanh tra Sở)" in third
    assert "kiểm tra lại trong 30 ngày đối với: Hồ Văn R (69 điểm); Mai Thị O." in third


def test_each_day_of_a_course_has_its_sheet_and_the_last_the_marks(tmp_path: Path) -> None:
    awareness, first, second, *_ = said(science(), "attendance-list", tmp_path)
    assert "Số người theo kế hoạch: 17; số người có mặt: 15" in awareness
    assert "Trần Thị B\nPhó Giám đốc\n–\n–\n\nVắng" in awareness
    assert "Lập theo bản dự thảo; biểu mẫu được ban hành ngày 28/4/2008." in awareness
    assert "Mã hiệu: BM-62-01-03" in awareness
    assert "Thời gian: ngày 26/11/2007" in first
    assert "\n95\n" not in first
    assert "Thời gian: ngày 27/11/2007" in second
    assert "\n95\n" in second


def test_a_course_without_details_teaches_what_its_type_does(tree: Tree, tmp_path: Path) -> None:
    root = tree({"agency.yaml": AGENCY, "training/khoa-1.yaml": "type: writing\ntitle: Viết tài liệu\n"})
    workspace = load(root)
    (plan,) = said(workspace, "training-plan", tmp_path)
    assert "Tổ chức khóa học “Viết tài liệu”" in plan
    assert "…/…/……\n\nThực hành: từng nhóm viết một quy trình của đơn vị mình và trình bày" in plan
    assert "- Phân tích được công việc đang làm thành các bước, người làm, thời hạn, biểu mẫu và hồ sơ;" in plan
    (sheet,) = said(workspace, "attendance-list", tmp_path)
    assert "\n16\n" in sheet
    assert said(workspace, "training-report", tmp_path) == []


def test_learners_are_counted_where_they_belong_and_without_marks_nobody_passes(tree: Tree, tmp_path: Path) -> None:
    course = "type: other\ntitle: A\ntrainees: [{post: head}, {name: Hồ Văn R}, {post: clerk, absent: ốm}]\n"
    root = tree({"agency.yaml": AGENCY, "training/a.yaml": course})
    (report,) = said(load(root), "training-report", tmp_path)
    assert "Lãnh đạo cơ quan\n1\n1\n–\nKhác\n1\n1\n–\nVăn phòng Sở\n1\n0\n–" in report
    assert "có mặt 02, đạt 66,7% danh sách. Vắng: …………………… (ốm)." in report
    assert "2. Khóa học chưa có kết quả kiểm tra." in report


COURSE = """\
type: awareness
title: Nhận thức
cost: 5.000.001
plan: {date: 13/11/2007}
report: {date: 11/11/2007}
sessions: [{date: 12/11/2007, time: Sáng, topic: Bài 1}]
trainees:
  - {post: head, score: 80}
  - {name: Hồ Văn R, absent: đi công tác, score: 75}
  - {post: head}
"""
PROJECT = """\
committee:
  - {post: qmr, role: chair}
  - {post: secretary, role: secretary}
assessment:
  gaps:
    - {clause: "4.1", state: unmet, found: Chưa có}
    - {clause: "4.1", state: met, found: Có}
    - {clause: "7.5.2", state: met, found: Có}
budget:
  - {line: chi-khac, price: 1.000.000}
  - {line: thue-tu-van, price: 45.000.001}
  - {line: dao-tao-tap-huan, quantity: 2, price: 2.500.000}
"""


@pytest.mark.parametrize(
    ("code", "file", "line"),
    [
        ("committee-chair-not-head", "project.yaml", 2),
        ("gap-without-action", "project.yaml", 6),
        ("gap-twice", "project.yaml", 7),
        ("gap-excluded", "project.yaml", 8),
        ("above-ceiling", "project.yaml", 11),
        ("courses-above-estimate", "project.yaml", 12),
        ("course-plan-late", "training/k.yaml", 4),
        ("course-report-early", "training/k.yaml", 5),
        ("absent-with-score", "training/k.yaml", 9),
        ("trainee-twice", "training/k.yaml", 10),
    ],
)
def test_what_does_not_add_up_is_told_at_its_place(tree: Tree, code: str, file: str, line: int) -> None:
    agency = AGENCY.replace("144-2006", "19-2014").replace("'2000'", "'2008'")
    agency += 'exclusions: {"2008": {"7.5.2": Không có quá trình như vậy}}\n'
    root = tree({"agency.yaml": agency, "project.yaml": PROJECT, "training/k.yaml": COURSE})
    (problem,) = [found for found in problems_of(root) if found.code == code]
    assert problem.level == "warning"
    assert (Path(problem.where.file).as_posix().endswith(file), problem.where.line) == (True, line)


def test_a_representative_is_not_written_for_2015(tree: Tree) -> None:
    agency = AGENCY.replace("'2000'", "'2015'").replace("144-2006", "19-2014")
    root = tree({"agency.yaml": agency, "project.yaml": "papers:\n  representative-decision: {number: 5}\n"})
    (problem,) = [found for found in problems_of(root) if found.code == "no-representative"]
    assert (Path(problem.where.file).name, problem.where.line) == ("project.yaml", 2)


def test_work_without_anybody_in_charge_is_told(tree: Tree) -> None:
    gap = 'gaps: [{clause: "4.1", state: unmet, found: Chưa có, action: Lập sơ đồ, who: qmr}]'
    root = tree({"agency.yaml": AGENCY, "project.yaml": f"assessment:\n  {gap}\n"})
    (problem,) = [found for found in problems_of(root) if found.code == "gap-action-open"]
    assert (problem.level, problem.where.line) == ("info", 2)


def test_a_committee_needs_one_chair(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY, "project.yaml": "committee: [{post: head}, {post: qmr}]\n"})
    (problem,) = [found for found in problems_of(root) if found.code == "committee-chairs"]
    assert problem.words["count"] == 0
