"""Names by date: a document bears the names that were valid on its day; what it cites keeps its own."""

from __future__ import annotations

import datetime
from pathlib import Path

import docx
import pytest
from conftest import Tree, problems_of

from qmsdocs import names
from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace
from tests.reading import paragraph_text, paragraphs

PROGRAMME = """\
title: Chương trình ISO của tỉnh An Bình
period: 2026 - 2030
province:
  name: An Bình
  committee: Ủy ban nhân dân tỉnh An Bình
  lead: Sở Khoa học và Công nghệ
  contact: Chi cục B
  finance: Sở Tài chính
legal_bases: [qd-cu]
defaults: {standard: "2015", regime: 19-2014}
formerly:
  so-khoa-hoc-va-cong-nghe: [{name: Sở Khoa học, abbreviation: SKH, until: 30/6/2026}]
cohorts:
  - year: 2026
    decision: {number: 4, date: 10/02/2026}
    agencies: &danh-sach
      - {slug: so-khoa-hoc-va-cong-nghe, name: Sở Khoa học và Công nghệ, kind: department.science, abbreviation: SKHCN}
      - slug: phuong-tan-lap
        name: Ủy ban nhân dân phường Tân Lập
        kind: district-committee
        abbreviation: UBND
        place: Tân Lập
        formerly:
          - {name: Ủy ban nhân dân thị trấn Tân Lập, parent: Ủy ban nhân dân huyện Hòa Sơn, until: 30/6/2025}
          - {name: Ủy ban nhân dân xã Tân Lập, place: Hòa Sơn, until: 30/6/2026}  # its abbreviation is not known
  - year: 2027
    decision: {number: 90, date: 05/11/2026}
    agencies: [{slug: so-tai-chinh, name: Sở Tài chính, kind: department.finance}]
"""
ACTS = """\
qd-cu:
  type: Quyết định
  number: 7/QĐ-SKHCN
  issuer: Sở Khoa học và Công nghệ
  date: 05/01/2025
  subject: về việc thí điểm
  certainty: confirmed
  source: ví dụ
"""
WARD = """\
control: {issue_date: 15/5/2026}
project:
  plan_number: 6
  plan_date: 10/12/2025
  papers:
    issue-decision: {number: 31, date: 20/8/2026}
    committee-decision: {number: 5, date: 20/3/2026}
    gap-assessment: {number: 8, date: 15/7/2026}
  assessment: {gaps: [{clause: "5.2", state: met, found: Có}]}
"""


@pytest.fixture
def province(tree: Tree) -> Workspace:
    files = {"programme.yaml": PROGRAMME, "acts.yaml": ACTS, "agencies/phuong-tan-lap/agency.yaml": WARD}
    return load(tree(files))


def said(workspace: Workspace, kind: str, out: Path) -> list[str]:
    """The whole text of every document of a kind, in the order of the plans."""
    made = build(workspace, plans(workspace, [kind]), out / kind, 1)
    return [
        "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(made.out / plan.path))))
        for plan in made.plans
    ]


def test_a_name_holds_from_the_day_after_the_one_before(province: Workspace) -> None:
    ward = province.entries[1].qms
    told = [names.on(ward, datetime.date(*day)) for day in ((2025, 6, 30), (2025, 7, 1), (2026, 6, 30), (2026, 7, 1))]
    committee = "Ủy ban nhân dân tỉnh An Bình"
    assert told == [
        ("Ủy ban nhân dân thị trấn Tân Lập", "Ủy ban nhân dân huyện Hòa Sơn", "Tân Lập"),
        ("Ủy ban nhân dân xã Tân Lập", None, "Hòa Sơn"),
        ("Ủy ban nhân dân xã Tân Lập", None, "Hòa Sơn"),
        ("Ủy ban nhân dân phường Tân Lập", None, "Tân Lập"),
    ]
    science = province.entries[0].qms
    assert names.on(science, datetime.date(2026, 6, 30)) == ("Sở Khoa học", committee, "An Bình")
    assert names.on(science, None).name == "Sở Khoa học và Công nghệ"


def test_papers_before_and_after_the_change_have_their_own_letterheads(province: Workspace, tmp_path: Path) -> None:
    ward = province.choose(agencies=("phuong-tan-lap",))
    (before,) = said(ward, "committee-decision", tmp_path)
    assert "ỦY BAN NHÂN DÂN XÃ TÂN LẬP" in before
    assert "Hòa Sơn, ngày 20 tháng 3 năm 2026" in before
    assert "phường Tân Lập" not in before
    (after,) = said(ward, "gap-assessment", tmp_path)
    assert "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP" in after
    assert "Tân Lập, ngày 15 tháng 7 năm 2026" in after
    assert after.count("xã Tân Lập") == 1  # the plan of 2025, which it cites


def test_a_paper_of_today_cites_the_paper_of_yesterday_by_its_own_name(province: Workspace, tmp_path: Path) -> None:
    ward = province.choose(agencies=("phuong-tan-lap",))
    (issued,) = said(ward, "issue-decision", tmp_path)
    assert "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LẬP" in issued
    assert "Căn cứ Quyết định số 5/QĐ-……… ngày 20 tháng 3 năm 2026 của Ủy ban nhân dân xã Tân Lập" in issued
    (survey,) = said(ward, "gap-assessment", tmp_path)
    assert "10 tháng 12 năm 2025 của Ủy ban nhân dân xã Tân Lập" in survey


def test_the_bodies_are_called_as_on_the_day_and_cited_acts_keep_their_issuer(
    province: Workspace, tmp_path: Path
) -> None:
    ward = province.choose(agencies=("phuong-tan-lap",))
    (before,) = said(ward, "committee-decision", tmp_path)
    recipients = before[before.index("Nơi nhận") :]
    assert "Sở Khoa học;" in recipients
    assert "Căn cứ Quyết định số 7/QĐ-SKHCN ngày 05/01/2025 của Sở Khoa học và Công nghệ về việc thí điểm" in before
    (own,) = said(province.choose(agencies=("so-khoa-hoc-va-cong-nghe",)), "committee-decision", tmp_path / "own")
    assert "SỞ KHOA HỌC\n" in own  # not dated, but of the year before the cohort's
    assert "/QĐ-SKH\n" in own


def test_the_list_of_a_former_year_keeps_the_old_names(province: Workspace, tmp_path: Path) -> None:
    first, second = said(province, "cohort-list", tmp_path)
    assert "Sở Khoa học\n" in first
    assert "Ủy ban nhân dân xã Tân Lập" in first
    assert "Theo đề nghị của Giám đốc Sở Khoa học;" in first.replace(".", ";")
    assert "Công nghệ" not in first.replace("Sở Khoa học và Công nghệ về việc thí điểm", "")
    assert "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ" in second


def test_controlled_documents_bear_the_name_of_their_issue_date_and_keep_their_codes(province: Workspace) -> None:
    ward = province.choose(agencies=("phuong-tan-lap",))
    (manual,) = plans(ward, ["manual"])
    assert manual.context["agency"]["name"] == "Ủy ban nhân dân xã Tân Lập"  # type: ignore[index]
    now = load(ward.root, instead={"control": {"issue_date": "2026-08-01"}}).choose(agencies=("phuong-tan-lap",))
    (issued,) = plans(now, ["manual"])
    assert issued.context["agency"]["name"] == "Ủy ban nhân dân phường Tân Lập"  # type: ignore[index]
    assert issued.code == manual.code


def test_states_that_do_not_follow_each_other_are_told_at_their_place(tree: Tree) -> None:
    agency = (
        "name: Sở Tư pháp\nkind: department.justice\nstandard: '2015'\nregime: 19-2014\nformerly:\n"
        "- {name: Sở Tư pháp cũ, until: 30/6/2026}\n- {name: Ty Tư pháp, until: 30/6/2026}\n"
    )
    found = [one for one in problems_of(tree({"agency.yaml": agency})) if one.code.startswith("formerly-")]
    assert [(one.code, one.where.line) for one in found] == [("formerly-same-day", 7)]
