"""Voluntary agencies, the guidance of agencies, and the register of organisations."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.fields import unlike, walk
from qmsdocs.kinds import fields, plans
from qmsdocs.loading import load
from qmsdocs.workspace import Workspace
from tests.test_fields import paths
from tests.test_province_money import programme, read_at

KINDS = (
    "registration-form", "registration-list", "plan-guide", "choice-guide", "organisation-register",
    "province-estimate", "appraisal-sheet",
)  # fmt: skip


def contexts(workspace: Workspace, kind: str) -> list[dict[str, Any]]:
    return [dict(plan.context) for plan in plans(workspace, (kind,))]


# What only a programme under today's law has.
TODAY = {"plan-guide": {"limits[]"}, "choice-guide": {"fees[]"}, "province-estimate": {"ceilings[]"}}


@pytest.mark.parametrize("kind", KINDS)
def test_every_context_of_the_sample_is_as_declared(kind: str) -> None:
    met: set[str] = set()
    for context in contexts(sample("binh-phuoc"), kind):
        assert list(unlike(context, fields(kind))) == []
        met |= set(paths(context))
    left = {path for path, _ in walk(fields(kind))} - met
    assert {path.partition("[]")[0] + "[]" for path in left} <= TODAY.get(kind, set()) | {"goals[]"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_programme_that_says_nothing_gets_papers_to_fill_in(tree: Tree, kind: str) -> None:
    for regime in ("144-2006", "19-2014"):
        made = contexts(load(tree({"programme.yaml": programme(regime)})), kind)
        wanted = 0 if kind in ("registration-list", "organisation-register", "appraisal-sheet") else 1
        assert len(made) == wanted, "an event makes its paper, nothing else does"


def test_registrations_are_gathered_with_the_days_that_they_are_late() -> None:
    (found,) = contexts(sample("binh-phuoc"), "registration-list")
    assert (found["year"], found["due"], found["count"], found["late"]) == ("2009", "30/9/2008", "03", 1)
    assert [row["late"] for row in found["rows"]] == ["Đúng hạn", "Đúng hạn", "Quá hạn 7 ngày"]
    assert found["staff"] == "113", "24 + 31 + 58"
    assert (found["proposed"], found["refused"], found["listed"]) == ("02", "01", "10")
    assert found["rows"][2]["opinion"].startswith("Không đề nghị: phạm vi xin áp dụng chưa gồm")
    assert found["number"] == "Số: 88/TTr-SKHCN"


def test_the_guide_of_a_cohort_has_its_days_and_the_months_of_every_task() -> None:
    first, second, third = contexts(sample("binh-phuoc"), "plan-guide")
    assert first["due"] == "ngay sau khi chương trình được phê duyệt"
    assert [guide["due"] for guide in (second, third)] == ["trước ngày 30/9/2007", "trước ngày 30/9/2008"]
    assert [guide["count"] for guide in (first, second, third)] == ["11", "14", "10"]
    # From 9/2007: the tenth month is 6/2008, the eighteenth 2/2009.
    assert (first["start"], first["earliest"], first["latest"]) == ("9/2007", "6/2008", "2/2009")
    build = first["stages"][0]["tasks"][7]
    assert (build["number"], build["lead"]) == ("1.8", "Trưởng các đơn vị")
    assert (build["short"], build["long"]) == ("11/2007 - 2/2008", "11/2007 - 4/2008"), "months 3-6 and 3-8"
    assert [len(fund["rows"]) for fund in first["funds"]] == [6, 1]


def test_the_register_tells_who_is_valid_on_its_day() -> None:
    (found,) = contexts(sample("binh-phuoc"), "organisation-register")
    states = {row["name"]: row["state"] for group in found["groups"] for row in group["rows"]}
    assert found["day"] == "20/9/2007"
    assert states == {
        "Tổ chức tư vấn A": "Còn hiệu lực",
        "Tổ chức tư vấn B": "Còn hiệu lực",
        "Mai Thị O": "Hết hiệu lực 20 ngày",  # ended 31/8
        "Tổ chức chứng nhận C": "Còn hiệu lực",
        "Tổ chức chứng nhận D": "Còn 29 ngày",  # ends 19/10
    }
    assert (found["count"], found["valid"], found["expired"]) == ("05", "04", "Mai Thị O")
    assert found["soon"] == "Tổ chức chứng nhận D"
    cards = found["groups"][0]["rows"][0]["cards"]
    assert [card["state"] for card in cards] == ["Còn hiệu lực", "Còn 11 ngày"]
    (guide,) = contexts(sample("binh-phuoc"), "choice-guide")
    assert guide["introduced"] == "04", "on 12/9/2007 Mai Thị O is already out"


def test_without_a_day_nobody_is_called_valid(tree: Tree) -> None:
    root = tree({"programme.yaml": programme(), "organisations.yaml": REGISTER})
    (found,) = contexts(load(root), "organisation-register")
    assert (found["dated"], found["valid"], found["expired"]) == (False, "………", "")
    (root / "programme.yaml").write_text(
        programme(more="papers: {organisation-register: {date: 01/5/2027, as_of: 01/6/2027}}\n"), encoding="utf-8"
    )
    (found,) = contexts(load(root), "organisation-register")
    assert (found["day"], found["valid"], found["expired"]) == ("01/6/2027", "00", "Tổ chức tư vấn A")


REGISTRATION = "- {{name: {name}, date: {date}, year: 2028{more}}}\n"
CONTRACT = ", contracts: {{tu-van: {{type: consulting, candidates: [{{name: {name}}}], chosen: {name}, date: {date}}}}}"
REGISTER = "- {name: Tổ chức tư vấn A, type: consultant, issued: 01/6/2024, until: 31/5/2027}\n"


@pytest.mark.parametrize(
    ("files", "code", "at"),
    [
        (
            {"registrations.yaml": REGISTRATION.format(name="Trường Z", date="01/10/2027", more="")},
            "registration-late",
            "01/10",
        ),
        (
            {"registrations.yaml": REGISTRATION.format(name="Sở Y", date="01/9/2027", more="")},
            "registration-needless",
            "Sở Y",
        ),
        (
            {"registrations.yaml": REGISTRATION.format(name="Trường Z", date="01/9/2027", more=", approved: 'true'")},
            "registration-not-listed",
            "'true'",
        ),
        (
            {"registrations.yaml": REGISTRATION.format(name="Trường Z", date="01/9/2027", more=", proposed: 'false'")},
            "registration-without-reason",
            "'false'",
        ),
        ({"programme.yaml": programme(more="required: [Sở Z]\n")}, "required-not-listed", "Sở Z]"),
        # Sở A leads the programme, and neither stands in a list nor among those who must.
        ({"programme.yaml": programme(more="required: [Sở X, Sở C, Sở Nội vụ]\n")}, "body-not-listed", "Sở A"),
        (
            {"programme.yaml": programme(more="required: [Sở X]\n", chosen=", obligation: encouraged")},
            "required-but-encouraged",
            "Sở X]",
        ),
        (
            {
                "programme.yaml": programme(chosen=CONTRACT.format(name="Tổ chức B", date="01/3/2026")),
                "organisations.yaml": REGISTER,
            },
            "organisation-not-registered",
            "Tổ chức B, date",
        ),
        (
            {
                "programme.yaml": programme(chosen=CONTRACT.format(name="Tổ chức tư vấn A", date="01/6/2027")),
                "organisations.yaml": REGISTER,
            },
            "organisation-not-valid",
            "01/6/2027",
        ),
    ],
)
def test_mistakes_are_told_at_their_place(tree: Tree, files: dict[str, str], code: str, at: str) -> None:
    (found,) = [p for p in problems_of(tree({"programme.yaml": programme(), **files})) if p.code == code]
    assert read_at(found).startswith(at)


def test_an_agency_is_in_one_cohort_only(tree: Tree) -> None:
    again = programme() + "- {year: 2028, agencies: [{slug: so-x-2, name: sở x, kind: department.justice}]}\n"
    (found,) = [p for p in problems_of(tree({"programme.yaml": again})) if p.code == "agency-in-two-cohorts"]
    assert found.words == {"name": "sở x", "first": 2027, "year": 2028}
    assert found.level == "error"


def test_only_the_whole_programme_is_judged(tree: Tree) -> None:
    from qmsdocs.checks import check

    root = tree({"programme.yaml": programme(more="required: [Sở Z]\n")})
    workspace = load(root)
    assert "required-not-listed" in {p.code for p in check(workspace)}
    assert "required-not-listed" not in {p.code for p in check(workspace.choose(agencies=["so-x"]))}
