"""What several documents of a set say of one thing agrees: codes, numbers of requests, dates of papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import sample

from qmsdocs.findings import nonconformities
from qmsdocs.kinds import plans
from qmsdocs.kinds.common import catalogue
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

SETS = {"P": ("binh-phuoc", "so-khoa-hoc-va-cong-nghe"), "Q": ("so-tu-phap", "so-tu-phap")}


@pytest.fixture(scope="module", params=SETS)
def whole(request: pytest.FixtureRequest) -> tuple[Qms, list[tuple[DocumentPlan, str]]]:
    """An agency with a complete year, and every document with all it says."""
    name, agency = SETS[request.param]
    workspace = sample(name).choose(agencies=(agency,))
    return workspace.systems[0], [(plan, "\n".join(texts(plan.context))) for plan in plans(workspace)]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_every_code_that_any_document_mentions_is_in_the_master_list(
    whole: tuple[Qms, list[tuple[DocumentPlan, str]]],
) -> None:
    qms, documents = whole
    known = {entry.code for entry in catalogue(qms)}
    pattern = re.compile(r"\b(?:QT|BM)[-.][A-ZĐ0-9][A-ZĐ0-9.-]*[A-ZĐ0-9]")
    for plan, text in documents:
        assert set(pattern.findall(text)) <= known, plan.path


def test_requests_for_corrective_action_have_one_number_everywhere(
    whole: tuple[Qms, list[tuple[DocumentPlan, str]]],
) -> None:
    qms, documents = whole
    numbers = {one.number: one for one in nonconformities(qms)}
    mention = re.compile(r"[Pp]hiếu (?:số |KPH )?(\d\d/20\d\d)")
    for plan, text in documents:
        if plan.kind not in ("change-request", "change-log"):  # which have numbers of their own
            assert set(mention.findall(text)) <= set(numbers), plan.path
    for number, one in numbers.items():
        for kind in ("car", "car-register", "finding-table", "audit-report"):
            saying = [text for plan, text in documents if plan.kind == kind and re.search(rf"\b{number}\b", text)]
            assert any(one.finding.what in text for text in saying), (number, kind)


def test_a_decision_is_cited_with_its_own_number_and_day(whole: tuple[Qms, list[tuple[DocumentPlan, str]]]) -> None:
    _, documents = whole
    papers = {
        plan.code: plan.context["date"]
        for plan, _ in documents
        if plan.code[:1].isdigit() and re.match(r"\d+/QĐ-", plan.code)
    }
    cited = re.compile(r"(\d+/QĐ-[A-Z]+) ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})")
    found = 0
    for plan, text in documents:
        for code, *day in cited.findall(text):
            short = {str(int(one.partition("/")[0])) + "/" + one.partition("/")[2]: one for one in papers}
            own = short.get(f"{int(code.partition('/')[0])}/{code.partition('/')[2]}")
            if own:
                found += 1
                said = re.findall(r"\d+", str(papers[own]))[-3:]
                assert [int(part) for part in said] == [int(part) for part in day], (plan.path, code)
    assert found > 3
