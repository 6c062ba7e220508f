"""The sample province is the seed decision's: its cohorts, names and deadlines; every kind stands on its own."""

from __future__ import annotations

import datetime

import pytest
from conftest import Tree, problems_of, sample, standing_kinds

from qmsdocs import resources, schedule
from qmsdocs.checks import check
from qmsdocs.kinds import KINDS as KIND_TABLE
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.plan import DocumentPlan
from qmsdocs.releases import RELEASED

COHORTS = {
    2007: """Văn phòng Ủy ban nhân dân tỉnh; Sở Tài nguyên và Môi trường; Sở Xây dựng; Sở Kế hoạch và Đầu tư;
        Sở Khoa học và Công nghệ; Sở Nội vụ; Sở Tài chính; Sở Y tế; Sở Công nghiệp;
        Ủy ban nhân dân huyện Lộc Ninh; Ủy ban nhân dân thị xã Đồng Xoài""",
    2008: """Văn phòng Hội đồng nhân dân và Đoàn đại biểu Quốc hội; Sở Thương mại và Du lịch;
        Sở Nông nghiệp và Phát triển nông thôn; Sở Giao thông Vận tải; Sở Tư pháp; Sở Giáo dục và Đào tạo;
        Sở Lao động Thương binh và Xã hội; Sở Văn hóa Thông tin; Sở Thể dục Thể thao; Thanh tra tỉnh; Chi cục Kiểm lâm;
        Ủy ban nhân dân huyện Bù Đăng; Ủy ban nhân dân huyện Đồng Phú; Ủy ban nhân dân huyện Phước Long""",
    2009: """Sở Bưu chính Viễn thông; Ban Dân tộc; Ban Tôn giáo; Ban Quản lý các Khu công nghiệp; Sở Ngoại vụ;
        Ủy ban dân số gia đình và trẻ em; Ban Thi đua Khen thưởng; Ủy ban nhân dân huyện Chơn Thành;
        Ủy ban nhân dân huyện Bình Long; Ủy ban nhân dân huyện Bù Đốp""",
}
SAMPLES = ("binh-phuoc", "hung-yen", "an-binh", "so-tu-phap")
KINDS = sorted(file.stem for file in resources.folder("agency_kinds").glob("*.yaml"))


def test_the_cohorts_are_those_of_the_decision() -> None:
    workspace = sample("binh-phuoc")
    for year, names in COHORTS.items():
        chosen = workspace.choose(cohort=year)
        assert [qms.agency.name for qms in chosen.systems] == [" ".join(name.split()) for name in names.split(";")]
    assert [len(workspace.choose(cohort=year).systems) for year in COHORTS] == [11, 14, 10]
    assert len(sample("so-tu-phap").systems) == 1


@pytest.mark.parametrize(("name", "warnings"), [("binh-phuoc", ["plan-due-soon"]), ("so-tu-phap", [])])
def test_samples_have_no_error_and_no_warning_but_the_seeds_own(name: str, warnings: list[str]) -> None:
    """The seed decision leaves the agencies of 2008 twenty-seven days for their plans (O6)."""
    assert [problem.code for problem in check(sample(name)) if problem.level != "info"] == warnings


def test_the_plan_is_due_when_the_decision_says() -> None:
    systems = {qms.slug: qms for qms in sample("binh-phuoc").systems}
    first, second, third = systems["so-xay-dung"], systems["so-tu-phap"], systems["ban-dan-toc"]
    assert schedule.start(first) == datetime.date(2007, 9, 3), "ten days after 24/8/2007"
    assert schedule.plan_due(first) is None
    assert schedule.submission_words(first) == "ngay sau khi chương trình được phê duyệt"
    assert schedule.plan_due(second) == datetime.date(2007, 9, 30)
    assert schedule.submission_words(second) == "trong quý III năm 2007"
    assert schedule.plan_due(third) == datetime.date(2008, 9, 30)
    assert [schedule.plan_year(qms) for qms in (first, second, third)] == [2007, 2007, 2008]
    assert [schedule.months(first)[i].label for i in (0, 3, 4, 11)] == ["9/2007", "12/2007", "1/2008", "8/2008"]


@pytest.mark.parametrize("duration", range(10, 19))
def test_every_task_fits_the_project_whatever_its_length(duration: int) -> None:
    qms = sample("binh-phuoc").systems[0]
    for task in qms.regime.tasks.values():
        first, last = schedule.span(task, duration)
        assert 1 <= first <= last <= duration
        if duration in (12, 18):
            assert (first, last) == (task.months12 if duration == 12 else task.months18)


@pytest.mark.parametrize(("edition", "regime"), [("2000", "144-2006"), ("2008", "144-2006"), ("2015", "19-2014")])
def test_an_agency_that_is_only_a_line_has_a_whole_set_without_errors(tree: Tree, edition: str, regime: str) -> None:
    lines = [f"      - {{slug: x{n}, name: Cơ quan {n}, kind: {kind}}}" for n, kind in enumerate(KINDS)]
    root = tree(
        {
            "programme.yaml": "title: A\nperiod: B\n"
            "province: {name: X, committee: UBND tỉnh X, lead: Sở A, contact: Chi cục B, finance: Sở C}\n"
            f"defaults: {{standard: '{edition}', regime: {regime}}}\n"
            "cohorts:\n  - year: 2008\n    agencies:\n" + "\n".join(lines) + "\n"
        }
    )
    assert [p.text() for p in problems_of(root) if p.level == "error"] == []
    assert len(load(root).systems) == len(KINDS)


def test_facts_not_known_are_told_with_the_key_to_fill(tree: Tree) -> None:
    root = tree({"agency.yaml": "name: Sở Y tế\nkind: department.health\n"})
    keys = {p.words["key"] for p in problems_of(root) if p.code == "fact-unknown"}
    assert keys >= {"abbreviation", "place", "posts.head.name", "control.issue_date", "project.budget"}
    filled = "posts: {head: {name: Nguyễn Văn A}}\nplace: Đồng Xoài\n"
    (root / "agency.yaml").write_text("name: Sở Y tế\nkind: department.health\n" + filled, encoding="utf-8")
    left = {p.words["key"] for p in problems_of(root) if p.code == "fact-unknown"}
    assert keys - left == {"posts.head.name", "place"}


def test_every_agency_of_the_province_is_planned_with_its_kinds_and_codes_of_its_own() -> None:
    made: dict[str, list[DocumentPlan]] = {}
    for plan in plans(sample("binh-phuoc")):
        made.setdefault(plan.agency, []).append(plan)
    assert len(sample("binh-phuoc").systems) == 35
    for qms in sample("binh-phuoc").systems:
        documents = made[qms.slug]
        assert {plan.kind for plan in documents} >= standing_kinds(qms), qms.slug
        codes = [plan.code for plan in documents if plan.kind in RELEASED]
        assert len(codes) == len(set(codes)), qms.slug


def test_the_samples_show_every_kind() -> None:
    made = {plan.kind for name in SAMPLES for plan in plans(sample(name))}
    assert made == set(KIND_TABLE)


def test_names_of_files_leave_room() -> None:
    for name in SAMPLES:
        documents = plans(sample(name))
        assert all(len(str(plan.path)) < 190 for plan in documents), "room for the user's own folder on Windows"
