"""Management reviews, certification and upkeep: from what the agency wrote to what the documents say.

The expected figures were worked out by hand from the YAML below.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from tests.reading import paragraph_text, paragraphs

AGENCY = """\
name: Sở Tư pháp
kind: department.justice
abbreviation: STP
place: Bình Phước
standard: "2000"
regime: 144-2006
"""

OPERATION = """\
results:
  - {objective: 1, period: 2008-Q1, value: "94%", reached: false}
  - {objective: 1, period: 2008-Q2, value: "96%", reached: true}
  - {objective: 2, period: 2008-Q2, value: "80%", reached: false, reason: Thiếu người thẩm định}
surveys:
  - period: 2008-Q2
    end: 20/6/2008
    sent: 120
    returned: 100
    target: "90"
    answers:
      - {question: Thái độ, very_good: 100}
      - {question: Chung, very_good: 40, good: 45, fair: 10, bad: 3, very_bad: 2, before: "82,5"}
    actions: [Bố trí thêm ghế chờ]
complaints:
  - {date: 05/5/2008, way: thư, what: Trả chậm, type: remark, unit: van-phong, answered: 09/5/2008, founded: true}
  - {date: 02/6/2008, way: thư, what: Thu thừa giấy tờ, type: remark, unit: van-phong, until: 10/6/2008}
caseload:
  - {procedure: cap-phieu-ly-lich-tu-phap, period: 2008-Q1, received: 90, on_time: 72, late: 8}
  - {procedure: cap-phieu-ly-lich-tu-phap, period: 2008-Q2, received: 210, early: 30, on_time: 163, late: 7, refused: 4, corrected: 3}
"""  # noqa: E501

AUDIT = """\
number: 1
start: 16/6/2008
end: 18/6/2008
team: [{post: lead_auditor, role: leader}]
findings:
  - {unit: van-phong, clause: "4.2.4", level: major, what: Mất hồ sơ, until: 27/6/2008, car: {cause: Không có người giữ, checked: 28/6/2008, effective: true}}
  - {unit: van-phong, clause: "4.2.3", level: minor, what: Dùng bản cũ, until: 25/6/2008}
  - {unit: van-phong, clause: "8.2.4", level: minor, what: Thiếu chữ ký, until: 15/7/2008}
  - {unit: van-phong, clause: "8.2.4", level: note, what: Nên ghi giờ nhận}
"""  # noqa: E501

COURSE = """\
type: auditor
title: đánh giá viên nội bộ
sessions: [{date: 21/5/2008, time: Sáng, topic: Kỹ năng}]
trainees:
  - {name: Nguyễn Văn A, score: 80}
  - {name: Trần Thị B, score: 60}
  - {name: Lê Văn C, absent: ốm}
"""

CONTRACT = """\
type: consulting
chosen: Tổ chức tư vấn A
number: 01/2007/HĐ-TV
start: 15/10/2007
value: 45.000.000
payments:
  - {date: 15/11/2007, amount: 18.000.000, what: Lần 1}
  - {date: 15/5/2008, amount: 18.000.000, what: Lần 2}
  - {date: 28/11/2008, amount: 9.000.000, what: Lần 3}
trial: {start: 10/6/2008, end: 11/6/2008, ready: true}
"""

FIRST = """\
since: 01/1/2008
until: 31/3/2008
date: 04/4/2008
suitable: yes
resolutions:
  - {what: Việc một, type: system, who: qmr, until: 30/4/2008, done: 29/4/2008}
  - {what: Việc hai, type: service, unit: van-phong, until: 30/4/2008, done: 10/5/2008}
  - {what: Việc ba, type: resources, unit: van-phong, who: accountant, until: 24/6/2008}
"""

SECOND = """\
since: 01/4/2008
until: 30/6/2008
date: 04/7/2008
notice: {date: 16/6/2008}
inputs_due: 27/6/2008
present: [{post: head}, {post: qmr}, {post: secretary}]
absent: [{post: accountant, reason: ốm}]
reports:
  - {unit: van-phong, date: 30/6/2008}
discussions:
  - {topic: resources, report: Thiếu máy in, said: Mua trong tháng 8}
suitable: yes
adequate: partly
effective: yes
policy_kept: false
revise: [objectives]
grounds: [Đã đánh giá nội bộ một đợt]
resolutions:
  - {what: Mua máy in, type: resources, unit: van-phong, until: 31/8/2008}
"""

FILES = {
    "agency.yaml": AGENCY,
    "operation.yaml": OPERATION,
    "audits/2008-1.yaml": AUDIT,
    "training/danh-gia-vien.yaml": COURSE,
    "contracts/tu-van.yaml": CONTRACT,
    "reviews/2008-04-04.yaml": FIRST,
    "reviews/2008-07-04.yaml": SECOND,
}

CERTIFICATION = """\
certification:
  certifier: Tổ chức chứng nhận C
  audited: 20/10/2008
  number: VD-001
  date: 14/11/2008
  until: 13/11/2011
  surveillance:
    - {planned: 10/11/2009, date: 20/11/2009, nonconformities: 2, result: Duy trì, fee: 10.000.000}
    - {planned: 10/11/2010, fee: 12.000.000}
budget:
  - {line: giam-sat-duy-tri, detail: Đánh giá nội bộ hằng năm, quantity: 2, price: 1.500.000}
"""


def context(root: Path, kind: str, number: int = -1) -> Any:
    return plans(load(root), (kind,))[number].context


def words(root: Path, kind: str, out: Path) -> str:
    """The text of the last document of a kind, as built."""
    workspace = load(root)
    made = build(workspace, plans(workspace, (kind,)), out, 1)
    document = docx.Document(str(made.out / made.plans[-1].path))
    return "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(document))


def inputs(root: Path) -> dict[str, dict[str, str]]:
    return {line["number"]: line for line in context(root, "review-inputs")["inputs"]}


def test_inputs_are_gathered_for_the_period(tree: Tree) -> None:
    lines = inputs(tree(FILES))
    earlier, customers, objectives, processes = (lines[number] for number in "1345")
    assert earlier["figures"] == "Kỳ xem xét ngày 04/4/2008: 3 kết luận, đã hoàn thành 2 (66,7%)."
    assert earlier["compared"] == "Hoàn thành đúng hạn: 1; chậm: 1."
    assert earlier["remarks"] == "Kết luận 3: quá hạn 10 ngày."
    assert "phát 120, thu 100 phiếu; hài lòng trở lên 85%." in customers["figures"]
    assert customers["compared"] == "Hài lòng: kỳ trước 82,5%; chỉ tiêu 90%."
    assert "Khiếu nại, phản ánh, kiến nghị: 2, đã trả lời 1, có cơ sở 1." in customers["figures"]
    assert customers["remarks"] == "Quá hạn trả lời: Thu thừa giấy tờ."
    assert objectives["figures"].startswith("Đạt 1 trên 2 kết quả đo.\nMục tiêu 1 (quý II năm 2008): 96%, đạt.")
    assert "Mục tiêu 1: kỳ trước 94%" in objectives["compared"]
    assert objectives["causes"] == "Mục tiêu 2: Thiếu người thẩm định."
    assert processes["figures"] == "Nhận 210, đã giải quyết 200 hồ sơ: đúng hoặc trước hạn 193 (96,5%), quá hạn 7."
    assert processes["compared"] == "Kỳ trước đúng hoặc trước hạn 90%."
    assert "quá hạn 7 trên 200 hồ sơ (3,5%)." in processes["remarks"]
    assert lines["7"]["figures"] == "Kết quả phải sửa, cấp lại: 3 trên 200 (1,5%); từ chối, rút hồ sơ: 4."


def test_inputs_tell_of_audits_requests_contracts_and_courses(tree: Tree) -> None:
    lines = inputs(tree(FILES))
    assert lines["6"]["figures"] == "Phiếu yêu cầu hành động khắc phục: mở trong kỳ 3, khép trong kỳ 1, còn mở 2."
    first, second = lines["6"]["remarks"].splitlines()
    assert first.startswith("Phiếu 02/2008") and first.endswith("còn mở, quá hạn 5 ngày.")
    assert second.startswith("Phiếu 03/2008") and second.endswith("còn mở, hạn 15/7/2008.")
    assert lines["6"]["causes"] == "Phiếu 01/2008: Không có người giữ."
    assert lines["8"]["figures"].splitlines() == [
        "Đánh giá nội bộ đợt 1 năm 2008 (16/6/2008 - 18/6/2008): 1 không phù hợp nặng, 2 không phù hợp nhẹ, 1 lưu ý, "
        "0 điểm tốt.",
        "Đánh giá thử ngày 10/6/2008 - 11/6/2008: 0 phát hiện.",
    ]
    assert lines["9"]["figures"] == (
        "Tổ chức tư vấn A (hợp đồng số 01/2007/HĐ-TV): đã thanh toán 36.000.000 trên 45.000.000 đồng."
    )
    assert lines["10"]["figures"] == "Khóa học “đánh giá viên nội bộ”: 2 người dự, 1 đạt.\nThiếu máy in."
    assert lines["12"]["figures"].splitlines() == [
        "Theo ý kiến tổ chức, công dân: Bố trí thêm ghế chờ.",
        "Điểm lưu ý khi đánh giá nội bộ: Nên ghi giờ nhận.",
    ]


def test_what_did_not_happen_is_told_apart_from_what_nobody_measured(tree: Tree) -> None:
    bare = "operation: {risks: [], opportunities: [], issues: [], parties: []}\n"  # not those of the kind
    root = tree({"agency.yaml": AGENCY + bare, "reviews/2008-07-04.yaml": SECOND})
    told = {number: line["figures"] for number, line in inputs(root).items()}
    assert told["1"] == "Đây là kỳ xem xét thứ nhất, chưa có kết luận kỳ trước."
    assert told["2"] == told["9"] == told["11"] == told["12"] == "Không phát sinh trong kỳ."
    assert told["4"] == told["5"] == told["6"] == told["7"] == "Chưa có số liệu."
    assert told["3"].splitlines() == [
        "Chưa có số liệu lấy ý kiến trong kỳ.",
        "Khiếu nại, phản ánh, kiến nghị: không phát sinh trong kỳ.",
    ]


def test_late_and_missing_reports_of_units_are_told(tree: Tree) -> None:
    fields = context(tree(FILES), "review-inputs")
    assert fields["reported"] == "Văn phòng Sở (30/6/2008, chậm 3 ngày)"
    assert "Văn phòng Sở" not in fields["missing"] and "Thanh tra Sở" in fields["missing"]


@pytest.mark.parametrize(
    ("edition", "regime", "line"),
    [
        ("2000", "144-2006", ("Tình trạng, hiệu lực của các biện pháp phòng ngừa", "5.6.2 d")),
        ("2015", "19-2014", ("Hiệu lực của các hành động đối với rủi ro và cơ hội", "9.3.2 e")),
    ],
)
def test_the_agenda_is_that_of_the_edition(tree: Tree, edition: str, regime: str, line: tuple[str, str]) -> None:
    agency = AGENCY.replace('"2000"', f'"{edition}"').replace("144-2006", regime)
    agenda = context(tree({"agency.yaml": agency, "reviews/2008-07-04.yaml": SECOND}), "review-notice")["agenda"]
    assert line in [(one["what"], one["clause"]) for one in agenda]
    assert [agenda[0]["what"], agenda[-1]["what"]] == ["Khai mạc, thông qua chương trình", "Kết luận"]


def test_the_notice_names_what_is_still_open(tree: Tree, tmp_path: Path) -> None:
    told = words(tree(FILES), "review-notice", tmp_path / "out")
    assert "gửi Thư ký ISO chậm nhất ngày 27/6/2008" in told
    assert "- Kết luận 3: Việc ba. Chủ trì: Văn phòng Sở (Kế toán)." in told
    assert "Kết luận 1" not in told and "Kết luận 2" not in told


def test_inputs_are_due_a_week_before_a_periodic_meeting(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY, "reviews/2008-04-04.yaml": FIRST})
    assert context(root, "review-notice")["inputs_due"] == "28/3/2008"


def test_a_special_meeting_says_why_and_leaves_its_own_deadline_open(tree: Tree, tmp_path: Path) -> None:
    special = "type: special\nreason: Nhiều hồ sơ quá hạn về cùng một việc\n" + FIRST
    told = words(tree({"agency.yaml": AGENCY, "reviews/a.yaml": special}), "review-notice", tmp_path / "out")
    assert "Do nhiều hồ sơ quá hạn về cùng một việc, Sở Tư pháp tổ chức họp xem xét đột xuất hệ thống" in told
    assert "chậm nhất ngày …/…/……" in told and "ít nhất 01 ngày làm việc trước ngày họp" in told


def test_minutes_print_the_meeting_and_its_conclusions(tree: Tree, tmp_path: Path) -> None:
    told = words(tree(FILES), "review-minutes", tmp_path / "out")
    assert "Số thành viên có mặt trên số được mời: 3/4" in told
    assert "(ốm)" in told
    assert "□ Đầy đủ ☒ Cần bổ sung □ Không đầy đủ" in told
    assert "□ Giữ nguyên □ Sửa đổi chính sách ☒ Sửa đổi mục tiêu" in told
    assert "Mua trong tháng 8." in told and "Phiếu yêu cầu hành động khắc phục: mở trong kỳ 3" in told


def test_conclusions_are_a_notice_with_what_is_to_be_done(tree: Tree, tmp_path: Path) -> None:
    told = words(tree(FILES), "review-conclusions", tmp_path / "out")
    assert "/TB-STP" in told and "Sửa đổi mục tiêu chất lượng theo phân công tại mục III." in told
    assert "31/8/2008" in told and "Mua máy in." in told


def test_follow_up_is_computed_up_to_the_next_review(tree: Tree) -> None:
    fields = context(tree(FILES), "review-followup", 0)
    assert (fields["as_of"], fields["summary"]) == (
        "04/7/2008",
        "3 kết luận: đã hoàn thành 2 (66,7%), đang thực hiện 0, quá hạn 1",
    )
    assert [line["result"] for line in fields["followed"]] == [
        "Hoàn thành ngày 29/4/2008.",
        "Hoàn thành ngày 10/5/2008, chậm 10 ngày.",
        "Quá hạn 10 ngày.",
    ]
    last = context(tree(FILES), "review-followup")
    assert (last["as_of"], last["followed"][0]["result"]) == ("28/11/2008", "Quá hạn 89 ngày.")


def test_a_meeting_not_yet_held_has_a_notice_and_inputs_only(tree: Tree) -> None:
    planned = "since: 01/1/2008\nuntil: 31/3/2008\ndate: 04/4/2008\n"
    root = tree({"agency.yaml": AGENCY, "reviews/2008-04-04.yaml": planned})
    kinds = [plan.kind for plan in plans(load(root)) if plan.kind.startswith("review-")]
    assert kinds == ["review-notice", "review-inputs"]
    assert not [one for one in problems_of(root) if one.level == "error"]


def test_the_certification_request_lists_what_was_done_and_the_file(tree: Tree, tmp_path: Path) -> None:
    facts = "\npapers: {certification-request: {number: 88, date: 15/9/2008}}\n"
    root = tree({**FILES, "project.yaml": CERTIFICATION + facts})
    fields = context(root, "certification-request")
    assert "Hành động khắc phục: lập 3 phiếu, đã khép 1 phiếu, còn mở 2 phiếu." in fields["done"]
    assert fields["ready"] == (
        "Tổ chức tư vấn A kết luận đủ điều kiện sau đánh giá thử từ ngày 10/6/2008 đến ngày 11/6/2008"
    )
    titles = [line["title"] for line in fields["file"]]
    assert titles.count("Biên bản họp xem xét của lãnh đạo") == 2
    assert "Báo cáo đánh giá nội bộ đợt 1 năm 2008" in titles
    told = words(root, "certification-request", tmp_path / "out")
    assert "Kính gửi: Tổ chức chứng nhận C." in told and f"gồm {len(titles)} tài liệu" in told


def test_surveillance_is_followed_and_paid_by_the_agency(tree: Tree) -> None:
    root = tree({**FILES, "project.yaml": CERTIFICATION})
    fields = context(root, "surveillance-followup")
    assert [line["state"] for line in fields["visits"]] == ["Chậm 10 ngày; còn điểm chưa khép", "Chưa đến hạn"]
    assert (fields["as_of"], fields["validity"]) == ("20/11/2009", "còn hiệu lực 723 ngày")
    assert (fields["total"], fields["next"]) == ("22.000.000", "dự kiến ngày 10/11/2010")
    assert "dự toán chi quản lý hành chính" in fields["fund"]


def test_upkeep_is_estimated_year_by_year(tree: Tree) -> None:
    fields = context(tree({**FILES, "project.yaml": CERTIFICATION}), "upkeep-estimate")
    assert [(line["year"], line["fees"], line["total"]) for line in fields["years"]] == [
        ("2009", "10.000.000", "13.000.000"),
        ("2010", "12.000.000", "15.000.000"),
    ]
    assert (fields["total"], fields["words"]) == ("28.000.000", "Hai mươi tám triệu đồng chẵn")


def test_upkeep_today_is_held_against_its_ceiling() -> None:
    fields = plans(sample("so-tu-phap"), ("upkeep-estimate",))[0].context
    assert fields["ceiling"] == "trong mức tối đa 15.000.000 đồng một năm"
    assert fields["years"] == [{"year": "2027", "upkeep": "12.000.000", "fees": "0", "total": "12.000.000"}]


def test_an_agency_with_no_data_has_only_the_estimate_to_fill(tree: Tree) -> None:
    made = [plan.kind for plan in plans(load(tree({"agency.yaml": AGENCY})))]
    own = [kind for kind in made if kind.startswith(("review", "certification", "surveillance", "upkeep"))]
    assert own == ["upkeep-estimate"]


_TODAY = AGENCY.replace('"2000"', '"2015"').replace("144-2006", "19-2014")
_MADE = "since: 01/4/2008\nuntil: 30/6/2008\ndate: 04/7/2008\n"

MISTAKES = [
    ("review-period", "reviews/a.yaml", _MADE.replace("30/6/2008", "30/3/2008"), 2),
    ("review-before-figures", "reviews/a.yaml", _MADE.replace("04/7/2008", "04/6/2008"), 3),
    ("review-inputs-late", "reviews/a.yaml", _MADE + "inputs_due: 05/7/2008\n", 4),
    ("review-conclusions-early", "reviews/a.yaml", _MADE + "conclusions: {date: 03/7/2008}\n", 4),
    ("review-notice-late", "reviews/a.yaml", _MADE + "notice: {date: 21/6/2008}\n", 4),
    (
        "review-no-quorum",
        "reviews/a.yaml",
        _MADE + "absent: [{post: qmr}]\npresent:\n  - {post: head}\n",
        6,
    ),
    ("resolution-no-deadline", "reviews/a.yaml", _MADE + "resolutions:\n- {what: A, type: system, who: qmr}\n", 5),
    ("resolution-nobody", "reviews/a.yaml", _MADE + "resolutions:\n- {what: A, type: system, until: 5/8/2008}\n", 5),
    (
        "resolution-before-review",
        "reviews/a.yaml",
        _MADE + "resolutions:\n- what: A\n  type: system\n  who: qmr\n  until: 01/7/2008\n",
        8,
    ),
    (
        "resolution-checked-early",
        "reviews/a.yaml",
        _MADE
        + "resolutions:\n- {what: A, type: system, who: qmr, until: 5/8/2008, done: 5/8/2008,\n   checked: 4/8/2008}\n",
        6,
    ),
    ("certificate-dates", "project.yaml", "certification:\n  date: 14/11/2008\n  until: 13/11/2007\n", 3),
    (
        "surveillance-too-late",
        "project.yaml",
        "certification:\n  until: 13/11/2011\n  surveillance:\n    - {planned: 14/11/2011}\n",
        4,
    ),
    (
        "surveillance-from-programme",
        "project.yaml",
        "budget:\n- {line: hoat-dong-khac, detail: Giám sát sau chứng nhận, price: 1000000}\n",
        2,
    ),
    (
        "surveillance-from-programme",
        "project.yaml",
        "certification: {surveillance: [{planned: 10/11/2009, date: 10/11/2009, fee: 10.000.000}]}\n"
        "spending:\n- {line: hoat-dong-khac, date: 10/11/2009, amount: 10.000.000}\n",
        3,
    ),
]


@pytest.mark.parametrize(("code", "file", "written", "line"), MISTAKES)
def test_a_mistake_is_told_at_its_place(tree: Tree, code: str, file: str, written: str, line: int) -> None:
    root = tree({"agency.yaml": AGENCY, file: written})
    found = [one for one in problems_of(root) if one.code == code]
    assert [(Path(one.where.file).name, one.where.line) for one in found] == [(Path(file).name, line)]


def test_mistakes_of_todays_regime(tree: Tree) -> None:
    root = tree(
        {
            "agency.yaml": _TODAY,
            "project.yaml": "certification: {number: VD-001}\n"
            "announcements:\n- confirmation: {date: 01/7/2008}\n"
            "budget:\n- {line: duy-tri-cai-tien, quantity: 2, price: 7.500.001}\n",
            "reviews/2008.yaml": _MADE,
            "reviews/2010.yaml": _MADE.replace("2008", "2010"),
            "audits/2008-1.yaml": "number: 1\nstart: 07/7/2008\nend: 08/7/2008\nteam: [{post: lead_auditor}]\n",
        }
    )
    own = ("certification", "confirmed", "upkeep", "review")
    found = {
        one.code: (Path(one.where.file).name, one.where.line) for one in problems_of(root) if one.code.startswith(own)
    }
    assert found == {
        "certification-not-allowed": ("project.yaml", 1),
        "review-year-missed": ("2010.yaml", 3),
        "review-before-audit": ("2008.yaml", 3),
    }
