"""What we print keeps the law of its date, and a build can ask for it."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import PurePosixPath

import pytest
from conftest import Papers, sample
from test_layout import said

from qmsdocs.docx import Templates, render
from qmsdocs.kinds import plans
from qmsdocs.layout import examine, law_of, problems_of
from qmsdocs.plan import DocumentPlan

OFTEN = 2  # documents of a template that are checked


@functools.cache
def made(name: str) -> Sequence[tuple[DocumentPlan, bytes]]:
    """The first documents of each template of a sample."""
    workspace, templates = sample(name), Templates(None)
    layers, counts = workspace.layers(), Counter[str]()
    found = []
    for plan in plans(workspace):
        counts[plan.template] += 1
        if counts[plan.template] <= OFTEN and plan.released is None:
            found.append((plan, render(plan, layers[plan.agency], templates)))
    return found


@pytest.mark.parametrize("name", ["so-tu-phap", "an-binh", "binh-phuoc", "hung-yen"])
def test_documents_of_the_samples_keep_the_law_of_their_date(name: str) -> None:
    official = 0
    for plan, data in made(name):
        law = law_of(plan.template)
        official += law != "qms"
        found = [one for one in examine(data, law).findings if one.level in ("error", "warning")]
        assert not found, (str(plan.path), found[:3])
        assert not problems_of(data, plan)
    assert official >= 4


def plan_of(template: str) -> DocumentPlan:
    return DocumentPlan("submission", "so", "TTr 01", "Tờ trình", template, PurePosixPath("so/TTr 01.docx"), {})


@pytest.mark.parametrize(
    ("template", "law"),
    [
        ("nd30-2020/submission.docx", "nd30-2020"),
        ("ttlt55-2005/submission.docx", "ttlt55-2005"),
        ("procedure.docx", "qms"),
        ("nd30-2020/gap-survey.docx", "qms"),  # a sheet that is filled in: no number, no day
        ("parts/closing.docx", "qms"),
    ],
)
def test_the_law_is_known_from_where_the_template_lies(template: str, law: str) -> None:
    assert law_of(template) == law


def test_a_breach_is_a_problem_with_its_place_and_cure(papers: Papers) -> None:
    broken = said("Bases", "i", val="0")(papers["decision"])
    first, *_ = problems_of(broken, plan_of("nd30-2020/committee-decision.docx"))
    assert first.level == "error"
    assert str(first.where).startswith("qmsdocs:templates/nd30-2020/committee-decision.docx, so/TTr 01.docx: đoạn ")
    assert "CC1" in first.message() and "nghiêng" in first.message()
    assert "kiểu “VB Bases”" in first.hint() and "Mục II, khoản 6" in first.hint()


def test_the_law_is_that_of_the_plan_whatever_the_paper_says(papers: Papers) -> None:
    of_2005 = problems_of(papers["decision"], plan_of("ttlt55-2005/decision.docx"))
    assert {one.words["rule"] for one in of_2005} == {"CC1"}  # italic, as it is since 2020


def test_processes_may_ask(papers: Papers) -> None:
    broken, plan = said("Bases", "i", val="0")(papers["decision"]), plan_of("nd30-2020/decision.docx")
    with ProcessPoolExecutor(1) as pool:
        assert pool.submit(problems_of, broken, plan).result() == problems_of(broken, plan)
