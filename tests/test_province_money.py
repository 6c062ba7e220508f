"""The money of a programme: the yearly estimate, its appraisal, and what the checks say of them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.cache import Store
from qmsdocs.checks.programme import latest
from qmsdocs.errors import Problem
from qmsdocs.fields import unlike
from qmsdocs.kinds import fields, plans
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace

PROVINCE = "province: {name: X, committee: UBND tỉnh X, lead: Sở A, contact: Chi cục B, finance: Sở C}\n"


def contexts(workspace: Workspace, kind: str) -> list[dict[str, Any]]:
    """What the documents of a kind say."""
    found = [dict(plan.context) for plan in plans(workspace, (kind,))]
    for context in found:
        assert list(unlike(context, fields(kind))) == []
    return found


def programme(regime: str = "144-2006", budget: str = "", more: str = "", chosen: str = "") -> str:
    """One cohort of two agencies, the first with an estimate."""
    edition = {"144-2006": "2000", "19-2014": "2015"}[regime]
    return (
        f"title: Chương trình\nperiod: 2026 - 2030\n{PROVINCE}"
        f"defaults: {{standard: '{edition}', regime: {regime}}}\n{more}"
        "cohorts:\n- year: 2027\n  agencies:\n"
        f"  - {{slug: so-x, name: Sở X, kind: department.justice, project: {{budget: [{budget}]}}{chosen}}}\n"
        "  - {slug: so-y, name: Sở Y, kind: department.health}\n"
    )


def read_at(problem: Problem) -> str:
    """What is written from the place of a problem on."""
    lines = Path(problem.where.file).read_text(encoding="utf-8").splitlines()
    return lines[problem.where.line - 1][problem.where.column - 1 :]


def test_the_estimate_of_a_year_adds_agencies_lines_and_management() -> None:
    first, second, third = contexts(sample("binh-phuoc"), "province-estimate")
    # 2007, million đồng: Sở KH&CN 12 + 5 + (45 + 9) + 8 + 30 + 6 = 115, the seven others 113, 138, 106, 102, 108,5, 114
    # and 114; eight times 16 of upkeep are their own.
    assert (first["count"], first["received"], first["settled"]) == ("11", "08", "910.500.000")
    assert (first["total"], first["upkeep"]) == ("910.500.000", "128.000.000")
    # 2008: 95 + 113 + 104 + 114 asked, 92 + 113 + 104 + 110 accepted; management 62 asked, 58 accepted.
    assert (second["count"], second["received"]) == ("14", "04")
    assert [row["asked"] for row in second["rows"] if row["asked"] != "………"] == [
        "113.000.000", "104.000.000", "95.000.000", "114.000.000",
    ]  # fmt: skip
    totals = ["45.000.000", "19.000.000", "195.000.000", "30.000.000", "116.000.000", "21.000.000"]
    assert [head["total"] for head in second["heads"]] == totals
    assert (second["asked"], second["settled"]) == ("426.000.000", "419.000.000")
    assert (second["managing"], second["managing_settled"]) == ("62.000.000", "58.000.000")
    assert (second["total"], second["words"]) == ("477.000.000", "Bốn trăm bảy mươi bảy triệu đồng chẵn")
    assert second["unfinished"] == "Thanh tra tỉnh"
    assert second["missing"].startswith("Văn phòng Hội đồng nhân dân và Đoàn đại biểu Quốc hội, ")
    assert len(second["missing"].split(", ")) == 9
    assert second["upkeep"] == "62.000.000"
    assert second["agreed"] == "Công văn số 812/STC-VP ngày 22/10/2007 của Sở Tài chính"
    # 2009: nobody has sent anything, and nothing is appraised.
    assert (third["received"], third["asked"], third["total"]) == ("00", "………", "28.000.000")
    assert third["agreed"] == third["upkeep"] == ""


def test_the_appraisal_tells_what_was_asked_accepted_and_the_difference() -> None:
    second, third = contexts(sample("binh-phuoc"), "appraisal-sheet")
    rows = {row["name"]: (row["asked"], row["accepted"], row["difference"]) for row in second["rows"]}
    assert rows["Chi cục Kiểm lâm"] == ("95.000.000", "92.000.000", "−3.000.000")
    assert rows["Sở Giao thông Vận tải"] == ("113.000.000", "113.000.000", "0")
    assert rows["Sở Giáo dục và Đào tạo"] == ("………", "………", "")
    reasons = {row["name"]: row["reason"] for row in second["rows"]}
    assert (reasons["Sở Giáo dục và Đào tạo"], reasons["Thanh tra tỉnh"]) == (
        "Chưa gửi dự toán",
        "Dự toán chưa đủ đơn giá",
    )
    told = [tuple(second[name][key] for key in ("asked", "accepted", "difference")) for name in ("agencies", "total")]
    assert told == [("426.000.000", "419.000.000", "−7.000.000"), ("488.000.000", "477.000.000", "−11.000.000")]
    assert (second["appraised"], second["count"]) == ("04", "14")
    assert third["total"]["accepted"] == third["managing"]["accepted"] == "………"


def test_today_the_estimate_is_held_against_the_ceilings(tree: Tree) -> None:
    lines = ["tuyen-truyen-khao-sat", "van-phong-pham-cong-tac-phi", "dao-tao-tap-huan", "danh-gia-noi-bo", "chi-khac"]
    budget = "{line: thue-tu-van, price: 50.000.000}, {line: bien-soan-tai-lieu, quantity: 10, price: 1.000.000}, "
    budget += ", ".join(f"{{line: {line}, price: 5.000.000}}" for line in lines)
    (found,) = contexts(load(tree({"programme.yaml": programme("19-2014", budget)})), "province-estimate")
    # 50 of consulting (ceiling 45), 10 + 5 x 5 = 35 of the agency's own work (ceiling 50), 1 a procedure (2).
    assert [(row["agency"], row["most"], row["amount"], row["result"]) for row in found["ceilings"]] == [
        ("Sở X", "45.000.000", "50.000.000", "Vượt 5.000.000"),
        ("Sở X", "50.000.000", "35.000.000", "Không vượt"),
        ("Sở X", "2.000.000", "1.000.000", "Không vượt"),
    ]
    assert (found["settled"], found["missing"], found["certifies"]) == ("85.000.000", "Sở Y", False)
    (guide,) = contexts(load(tree({"programme.yaml": programme("19-2014")})), "choice-guide")
    assert [fee["most"] for fee in guide["fees"]] == ["60.000.000", "45.000.000", "33.000.000", "26.400.000"]
    assert [side["title"] for side in guide["sides"]] == ["Tổ chức tư vấn"], "no certifier is hired under QĐ 19/2014"


FULL = ", ".join(
    f"{{line: {line}, price: 10.000.000}}"
    for line in (
        "tuyen-truyen-dao-tao", "danh-gia-thuc-trang", "xay-dung-van-ban", "quy-trinh-danh-gia-noi-bo",
        "danh-gia-chung-nhan",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("regime", "written", "code", "at"),
    [
        ("144-2006", "appraisals:\n- {slug: so-z, accepted: 1}\n", "appraisal-unknown", "so-z"),
        ("144-2006", "appraisals:\n- {slug: so-y, accepted: 1}\n", "appraisal-without-estimate", "so-y"),
        ("144-2006", "appraisals:\n- {slug: so-x, accepted: 70.000.000}\n", "accepted-more", "70.000"),
        ("144-2006", "appraisals:\n- {slug: so-x, accepted: 50.000.000}\n", "cut-without-reason", "50.000"),
        (
            "144-2006",
            "appraisals:\n- {slug: so-x, accepted: 60.000.000}\n- {slug: so-x, accepted: 59.999.999}\n",
            "appraisal-twice",
            "so-x, accepted: 59",
        ),
        ("144-2006", "management:\n- {item: Hội họp, price: 0}\n", "management-not-positive", "{item"),
        ("144-2006", "management:\n- {item: Mua xe ô tô, price: 9}\n", "management-line-unknown", "Mua xe"),
        ("144-2006", "management:\n- {item: Chi khác, detail: Phí giám sát, price: 9}\n", "upkeep-charged", "Chi khác"),
        ("144-2006", "management:\n- {item: Hội họp, price: 9}\nmanagement_accepted: 8\n", "cut-without-reason", "8"),
        (
            "144-2006",
            "submission: {date: 01/6/2026}\nappraised: {date: 02/6/2026}\n",
            "submitted-before-appraisal",
            "01/6",
        ),
        (
            "19-2014",
            "management:\n- {item: Thuê tổ chức chứng nhận phối hợp kiểm tra, price: 6.000.000}\n",
            "management-above-ceiling",
            "6.000",
        ),
    ],
)
def test_mistakes_in_an_estimate_are_told_at_their_place(
    tree: Tree, regime: str, written: str, code: str, at: str
) -> None:
    budget = f"{FULL}, {{line: hoat-dong-khac, price: 10.000.000}}" if regime == "144-2006" else ""
    root = tree({"programme.yaml": programme(regime, budget), "estimates/2027.yaml": written})
    (found,) = [problem for problem in problems_of(root) if problem.code == code]
    assert found.where.file.endswith("2027.yaml")
    assert read_at(found).startswith(at)


def test_an_estimate_of_a_year_without_cohort_is_a_mistake(tree: Tree) -> None:
    root = tree({"programme.yaml": programme(), "estimates/2031.yaml": "management: []\n"})
    assert [p.words["known"] for p in problems_of(root) if p.code == "estimate-year"] == ["2027"]


def test_upkeep_of_an_agency_is_not_charged_to_the_programme(tree: Tree) -> None:
    bad = "{line: hoat-dong-khac, detail: Đánh giá giám sát lần 1, price: 8.000.000}"
    good = "{line: giam-sat-duy-tri, detail: Đánh giá giám sát lần 1, price: 8.000.000}"
    root = tree({"programme.yaml": programme(budget=f"{good}, {bad}")})
    (found,) = [p for p in problems_of(root) if p.code == "upkeep-charged"]
    assert found.words["what"] == "Đánh giá giám sát lần 1"
    text = (root / "programme.yaml").read_text(encoding="utf-8").splitlines()[found.where.line - 1]
    assert text[found.where.column - 1 :].startswith("Đánh giá") and text.index("hoat-dong") < found.where.column


def test_the_newest_fact_and_the_reports_that_were_due_before_it(tree: Tree) -> None:
    rule = "report_rules: [{name: Báo cáo tiến độ, by: Sở A, to: UBND tỉnh X, every: half-year, source: Mục VII}]\n"
    files = {
        "programme.yaml": programme(more=rule),
        "registrations.yaml": "- {name: Trường Z, date: 01/8/2027, year: 2028}\n",
        "reports.yaml": "- {period: 2026-H2, date: 05/01/2027}\n",
    }
    root = tree(files)
    known = load(root).programme
    assert known and latest(known) == datetime.date(2027, 8, 1)
    found = [p for p in problems_of(root) if p.code == "province-report-missing"]
    # Due before 01/8/2027: 30/6/2026, 31/12/2026 (there), 30/6/2027.
    assert [p.words["due"] for p in found] == ["30/6/2026", "30/6/2027"]
    assert {p.level for p in found} == {"info"}


def test_a_kept_workspace_keeps_where_the_programme_was_written(tree: Tree, tmp_path: Path) -> None:
    root = tree({"programme.yaml": programme(), "estimates/2027.yaml": "management:\n- {item: Hội họp, price: 5}\n"})
    store = Store(tmp_path / "kept")
    load(root, store)
    kept = load(root, store)
    assert kept.source is not None
    place = kept.source.at("estimates", "2027", "management", 0, "price")
    assert (Path(place.file).name, place.line, place.column) == ("2027.yaml", 2, 26)
    assert kept.choose(cohort=2027).source is kept.source
