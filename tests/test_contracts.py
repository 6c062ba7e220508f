"""Contracts: what their papers say of the YAML they come from, and what the checks find. Figures were added by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.build import build
from qmsdocs.errors import Location
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.plan import DocumentPlan
from tests.reading import paragraph_text, paragraphs

KINDS = (
    "eligibility-sheet",
    "selection-minutes",
    "contract-annex",
    "working-minutes",
    "trial-assessment",
    "acceptance-minutes",
    "liquidation-minutes",
)
AGENCY = """\
name: Sở Tư pháp
kind: department.justice
place: Bình Phước
abbreviation: STP
standard: "2008"
regime: 144-2006
posts: {head: {name: Nguyễn Văn A}, secretary: {name: Phạm Thị D}}
"""
CONSULTING = """\
type: consulting
candidates:
  - name: Tổ chức X
    certificate: GXN-1
    issued: 10/01/2008
    until: 09/01/2011
    experts: [{name: Lương Thị U, number: T-1, issued: 01/3/2007, until: 28/02/2010}]
    requirements: [{what: Được phép hoạt động tư vấn, met: "true"}]
    points: [30, 20, 15, 10]
    price: 20.000.000
  - name: Tổ chức Y
    requirements: [{what: Được phép hoạt động tư vấn, met: "false"}]
    points: [{points: 20, evidence: Một khách hàng}, 22, 10, 9]
    price: 19.500.000
chosen: Tổ chức X
selection: {number: 7, date: 05/01/2009}
number: 01/2009/HĐ-TV
date: 12/01/2009
start: 12/01/2009
end: 30/11/2009
value: 20.000.000
partner: [{name: Cao Văn T, title: Giám đốc}]
schedule:
  - {what: Khảo sát, start: 15/01/2009, end: 20/01/2009, man_days: 2, result: Báo cáo, delivered: 23/01/2009}
  - {what: Hướng dẫn, start: 01/02/2009, end: 30/6/2009, man_days: 3, result: Bộ tài liệu}
days:
  - date: 16/01/2009
    consultants: [Lương Thị U]
    agency: [{post: secretary}]
    work: [Khảo sát Văn phòng.]
    next:
      - {what: Gửi danh mục thủ tục, who: secretary, until: 20/01/2009, done: 23/01/2009}
      - {what: Viết báo cáo, until: 20/01/2009, done: 18/01/2009}
      - {what: Cử người viết, who: unit_head, until: 05/02/2009}
    man_days: 1,5
  - {date: 20/01/2009, work: [Trình bày kết quả], man_days: ½}
  - {date: 10/02/2009, work: [Hướng dẫn viết], man_days: 1}
  - {date: 15/7/2009, work: [Góp ý], man_days: 1, line: 2}
payments:
  - {what: Đợt 1, amount: 8.000.000, date: 01/02/2009}
  - {what: Đợt 2, amount: 12.000.000}
acceptance: {number: 30, date: 20/11/2009, missing: [{what: Giao bản điện tử, until: 25/11/2009, done: 24/11/2009}]}
liquidation: {number: 31, date: 28/11/2009}
"""


def plans_of(root: Path, kind: str) -> list[DocumentPlan]:
    return plans(load(root), (kind,))


def one(root: Path, kind: str) -> Mapping[str, Any]:
    (plan,) = plans_of(root, kind)
    return plan.context


@pytest.fixture
def contract(tree: Tree) -> Path:
    return tree({"agency.yaml": AGENCY, "contracts/tu-van.yaml": CONSULTING})


def test_each_candidate_has_a_sheet_that_fills_the_agencys_own_form(contract: Path) -> None:
    workspace = load(contract)
    chosen, other = plans_of(contract, "eligibility-sheet")
    (qms,) = workspace.systems
    assert chosen.code == qms.by_id["mua-sam-va-nha-cung-cap"].by_form["phieu-danh-gia-ncc"][0]
    sheet = chosen.context["sheet"]
    assert [(row["title"], row["most"], row["points"]) for row in sheet["criteria"]] == [
        ("Chất lượng hàng hóa, dịch vụ", "40", "30"),
        ("Giá cả và điều kiện thanh toán", "25", "20"),
        ("Thời hạn, tiến độ giao", "20", "15"),
        ("Phục vụ sau bán hàng, bảo hành, phối hợp", "15", "10"),
    ]
    assert (sheet["most"], sheet["total"], sheet["passed"], sheet["conclusion"]) == ("100", "75", "Đạt", "Chấp nhận")
    assert [row["state"] for row in sheet["experts"]] == ["Còn hiệu lực"]
    failed = other.context["sheet"]
    assert (failed["total"], failed["passed"], failed["conclusion"]) == ("61", "Không đạt", "Không chấp nhận")
    assert failed["reasons"] == "Không đạt: được phép hoạt động tư vấn."


@pytest.mark.parametrize(
    ("until", "state"),
    [
        ("11/01/2009", "Hết hạn trước ngày 12/01/2009"),
        ("12/01/2009", "Còn hiệu lực; hết hạn trước khi kết thúc hợp đồng (30/11/2009)"),
        ("30/11/2009", "Còn hiệu lực"),
    ],
)
def test_a_card_is_held_against_the_contracts_day_and_end(tree: Tree, until: str, state: str) -> None:
    written = CONSULTING.replace("until: 28/02/2010", f"until: {until}")
    root = tree({"agency.yaml": AGENCY, "contracts/tu-van.yaml": written})
    sheet = plans_of(root, "eligibility-sheet")[0].context["sheet"]
    assert [row["state"] for row in sheet["experts"]] == [state]


def test_the_choice_is_compared_in_figures_and_goes_through_the_lead(contract: Path) -> None:
    made = {plan.title: plan.context for plan in plans_of(contract, "selection-minutes")}
    selection = made["Lựa chọn tổ chức tư vấn"]["selection"]
    assert selection["comparison"] == [
        "Tổng điểm 75, cao hơn 14 điểm so với Tổ chức Y.",
        "Giá đề nghị 20.000.000 đồng, cao hơn 500.000 đồng so với Tổ chức Y.",
    ]
    assert selection["words"] == "Hai mươi triệu đồng chẵn"
    assert selection["through"] == "Sở Khoa học và Công nghệ"
    assert [row["conditions"] for row in selection["candidates"]] == ["Đạt 1/1; giấy, thẻ còn hiệu lực 2/2", "Đạt 0/1"]


def test_working_minutes_add_up_man_days_and_carry_over_what_was_not_done(contract: Path) -> None:
    sessions = [plan.context["session"] for plan in plans_of(contract, "working-minutes")]
    assert [(s["man_days"], s["worked"], s["agreed"], s["share"], s["remaining"]) for s in sessions] == [
        ("1,5", "1,5", "5", "30%", "còn lại 3,5 ngày công"),
        ("0,5", "2", "5", "40%", "còn lại 3 ngày công"),
        ("1", "3", "5", "60%", "còn lại 2 ngày công"),
        ("1", "4", "5", "80%", "còn lại 1 ngày công"),
    ]
    assert [(row["what"], row["state"]) for row in sessions[1]["carried"]] == [
        ("Gửi danh mục thủ tục", "Chưa xong, còn trong hạn"),
        ("Viết báo cáo", "Đã xong 18/01/2009"),
        ("Cử người viết", "Chưa xong, còn trong hạn"),
    ]
    assert [(row["what"], row["state"]) for row in sessions[2]["carried"]] == [
        ("Gửi danh mục thủ tục", "Đã xong 23/01/2009, chậm 3 ngày"),
        ("Cử người viết", "Chưa xong, quá hạn 5 ngày"),
    ]
    assert [s["left"] for s in sessions] == ["00", "02", "01", "01"]
    assert sessions[0]["partner"][0]["card"] == "Số T-1, còn hiệu lực đến 28/02/2010"
    assert [s["line"] for s in sessions] == ["Khảo sát", "Khảo sát", "Hướng dẫn", "Hướng dẫn"]


def test_acceptance_holds_the_agreed_against_the_done(contract: Path) -> None:
    accepted = one(contract, "acceptance-minutes")["acceptance"]
    assert [(row["agreed"], row["done"], row["state"]) for row in accepted["work"]] == [
        ("2", "2", "Đã giao 23/01/2009, chậm 3 ngày"),
        ("3", "2", "Chưa giao"),
    ]
    assert (accepted["done"], accepted["agreed"], accepted["share"], accepted["products"]) == ("4", "5", "80%", "1/2")
    assert accepted["complete"] is False
    assert accepted["missing"] == ["Giao bản điện tử, chậm nhất ngày 25/11/2009."]
    assert accepted["account"] == {
        "value": "20.000.000",
        "paid": "8.000.000",
        "paid_words": "Tám triệu đồng chẵn",
        "left": "12.000.000",
        "left_words": "Mười hai triệu đồng chẵn",
        "settled": False,
    }


def test_liquidation_says_what_is_paid_on_its_day(contract: Path) -> None:
    ended = one(contract, "liquidation-minutes")["liquidation"]
    assert ended["accepted"] == "Biên bản nghiệm thu số 30/BB-STP ngày 20/11/2009"
    assert [row["state"] for row in ended["payments"]] == ["01/02/2009", "Chưa thanh toán"]
    assert ended["missing"] == ["Giao bản điện tử: đã xong ngày 24/11/2009."]
    assert not ended["complete"]


def test_the_story_of_the_samples_adds_up() -> None:
    """19 man-days of 45 million, paid 40, 40 and 20 %; 4 findings of the trial; the last payment on the last day."""
    workspace = sample("binh-phuoc").choose(agencies=("so-khoa-hoc-va-cong-nghe",))
    made = {(plan.kind, plan.title): plan.context for plan in plans(workspace, KINDS)}
    annex = made["contract-annex", "Phụ lục hợp đồng tư vấn"]["annex"]
    assert (annex["man_days"], annex["total"]) == ("19", "45.000.000")
    assert [row["share"] for row in annex["payments"]] == ["40%", "40%", "20%"]
    trial = made["trial-assessment", "Báo cáo đánh giá chứng nhận thử"]["trial"]
    assert [trial[key] for key in ("total", "major", "minor", "notes", "open")] == ["04", "00", "02", "02", "00"]
    assert trial["clauses"] == "4.2.3, 5.4.1, 7.6, 8.2.1"
    accepted = made["acceptance-minutes", "Nghiệm thu hợp đồng tư vấn"]["acceptance"]
    assert (accepted["complete"], accepted["sessions"], accepted["account"]["left"]) == (True, "11", "9.000.000")
    assert made["liquidation-minutes", "Thanh lý hợp đồng tư vấn"]["liquidation"]["account"]["settled"]
    assert made["liquidation-minutes", "Thanh lý hợp đồng chứng nhận"]["liquidation"]["account"]["settled"]
    # The agency is itself the programme's lead: it goes through nobody.
    assert made["selection-minutes", "Lựa chọn tổ chức tư vấn"]["selection"]["through"] == ""


def test_an_agency_without_contracts_gets_drafts_from_its_own_plan(tree: Tree) -> None:
    agency = AGENCY + "project: {start: 01/9/2008, months: 12}\n"
    drafts = {plan.title: plan.context for plan in plans_of(tree({"agency.yaml": agency}), "contract-annex")}
    assert set(drafts) == {"Phụ lục hợp đồng tư vấn", "Phụ lục hợp đồng chứng nhận"}
    annex = drafts["Phụ lục hợp đồng tư vấn"]["annex"]
    assert annex["proposed"]
    assert annex["work"][0]["when"] == "9/2008 - 10/2008"
    assert all("Tổ chức chứng nhận" not in row["what"] for row in annex["work"])
    assert drafts["Phụ lục hợp đồng chứng nhận"]["date"].endswith("năm 2009")


def test_today_only_a_consultant_is_foreseen() -> None:
    workspace = sample("so-tu-phap")
    kinds = {plan.kind for plan in plans(workspace, KINDS)}
    assert kinds == set(KINDS) - {"trial-assessment"}
    assert [plan.title for plan in plans(workspace, ("selection-minutes",))] == ["Lựa chọn tổ chức tư vấn"]


def test_the_papers_read_well(tmp_path: Path) -> None:
    """No leftover, no doubled full stop, and the words that the director signs."""
    workspace = sample("so-tu-phap")
    made = build(workspace, plans(workspace, KINDS), tmp_path, 1)
    texts = {}
    for plan in made.plans:
        document = docx.Document(str(made.out / plan.path))
        texts[plan.path.stem] = "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(document))
    for stem, text in texts.items():
        for wrong in ("{{", "None", "..\n", ". .", ";;", " ,", " ."):
            assert wrong not in text, (stem, wrong)
    liquidation = texts["BB thanh lý hợp đồng tư vấn"]
    assert "Bên A còn phải thanh toán: 8.000.000 đồng (bằng chữ: Tám triệu đồng chẵn)." in liquidation
    assert "đã xong ngày 24/11/2026" in liquidation
    assert "hoàn thành phần việc còn lại" not in liquidation


CERTIFICATION = """\
type: certification
candidates: [{name: Tổ chức X}]
chosen: Tổ chức X
date: 01/10/2009
end: 30/12/2009
days: [{date: 02/11/2009, work: [Đánh giá], man_days: 2}]
"""


def found(root: Path, code: str) -> list[tuple[str, int]]:
    """(file, line) of every problem of a code."""
    places: list[Location] = [problem.where for problem in problems_of(root) if problem.code == code]
    return [(Path(place.file).name, place.line) for place in places]


@pytest.mark.parametrize(
    ("code", "old", "new", "line"),
    [
        ("contract-chosen-unknown", "chosen: Tổ chức X", "chosen: Tổ chức Z", "chosen: Tổ chức Z"),
        ("contract-points-count", "[30, 20, 15, 10]", "[30, 20, 15]", "[30, 20, 15]"),
        ("contract-points-over", "[30, 20, 15, 10]", "[41, 20, 15, 10]", "[41, 20, 15, 10]"),
        ("contract-score", "[30, 20, 15, 10]", "[30, 20, 15, 10]\n    score: 80", "score: 80"),
        ("contract-not-eligible", 'met: "true"', 'met: "no"', 'met: "no"'),
        ("contract-paper-not-valid", "until: 09/01/2011", "until: 11/01/2009", "until: 11/01/2009"),
        ("contract-paper-not-valid", "issued: 01/3/2007", "issued: 01/3/2009", "issued: 01/3/2009"),
        ("contract-paper-expires", "until: 28/02/2010", "until: 29/11/2009", "until: 29/11/2009"),
        ("contract-payments", "value: 20.000.000", "value: 21.000.000", "what: Đợt 1"),
        ("contract-order", "date: 05/01/2009", "date: 13/01/2009", "date: 12/01/2009"),
        ("contract-order", "30, date: 20/11/2009", "30, date: 29/11/2009", "liquidation:"),
        ("contract-day-outside", "date: 15/7/2009", "date: 15/12/2009", "date: 15/12/2009"),
        ("contract-day-outside", "start: 15/01/2009", "start: 11/01/2009", "start: 11/01/2009"),
        ("contract-day-line", "line: 2", "line: 3", "line: 3"),
        ("contract-stranger", "[Lương Thị U]", "[Đinh Thị S]", "Đinh Thị S"),
        ("contract-man-days-over", "man_days: ½", "man_days: 2", "date: 16/01/2009"),
        ("contract-liquidated-early", "result: Bộ tài liệu", "result: Tài liệu", "liquidation:"),
    ],
)
def test_a_mistake_in_a_contract_is_told_at_its_place(tree: Tree, code: str, old: str, new: str, line: str) -> None:
    assert old in CONSULTING
    written = CONSULTING.replace(old, new)
    wanted = next(number for number, text in enumerate(written.splitlines(), start=1) if line in text)
    assert found(tree({"agency.yaml": AGENCY, "contracts/tu-van.yaml": written}), code) == [("tu-van.yaml", wanted)]


def test_a_sound_contract_has_only_what_is_really_wrong(contract: Path) -> None:
    told = {problem.code for problem in problems_of(contract) if problem.code.startswith("contract-")}
    assert told == {"contract-liquidated-early"}  # one product was never delivered


def test_today_no_certifier_is_hired_and_papers_last_three_years(tree: Tree) -> None:
    today = AGENCY.replace('"2008"', '"2015"').replace("144-2006", "19-2014")
    written = CONSULTING.replace("until: 09/01/2011", "until: 11/01/2011")
    root = tree({"agency.yaml": today, "contracts/tu-van.yaml": written, "contracts/cn.yaml": CERTIFICATION})
    assert found(root, "contract-certification-forbidden") == [("cn.yaml", 1)]
    assert found(root, "contract-paper-too-long") == [("tu-van.yaml", 6)]


@pytest.mark.parametrize(
    ("trial", "told"),
    [
        ("", True),
        ("trial: {end: 20/10/2009}\n", True),
        ('trial: {end: 20/10/2009, ready: "true"}\n', False),
        ('trial: {end: 03/11/2009, ready: "true"}\n', True),
    ],
)
def test_certification_waits_for_a_trial_that_says_ready(tree: Tree, trial: str, told: bool) -> None:
    files = {"agency.yaml": AGENCY, "contracts/tu-van.yaml": CONSULTING + trial, "contracts/cn.yaml": CERTIFICATION}
    root = tree(files)
    assert found(root, "contract-not-ready") == ([("cn.yaml", 6)] if told else [])
    assert found(root, "contract-same-organisation") == [("cn.yaml", 3)]


def test_ready_with_an_open_major_finding_and_a_trial_in_the_wrong_contract(tree: Tree) -> None:
    trial = 'trial: {ready: "true", findings: [{clause: "7.5.1", level: major, what: Chưa kiểm soát}]}\n'
    files = {"agency.yaml": AGENCY, "contracts/tu-van.yaml": CONSULTING, "contracts/cn.yaml": CERTIFICATION + trial}
    root = tree(files)
    assert found(root, "contract-ready-with-major") == [("cn.yaml", 7)]
    assert found(root, "contract-trial-misplaced") == [("cn.yaml", 7)]
