"""The table of checks: one family a module, each a function from a Qms to Problems; none prints, none writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from qmsdocs.checks import (
    auditing,
    codes,
    contracts,
    control,
    coverage,
    facts,
    inspection,
    issuing,
    legal,
    naming,
    operation,
    programme,
    project,
    references,
    reporting,
    reviewing,
    setting_up,
    times,
    wording,
)
from qmsdocs.errors import Problem
from qmsdocs.workspace import Qms, Workspace, unique

CHECKS: dict[str, Callable[[Qms], Iterator[Problem]]] = {
    "references": references.check,
    "codes": codes.check,
    "times": times.check,
    "coverage": coverage.check,
    "legal": legal.check,
    "control": control.check,
    "issuing": issuing.check,
    "project": project.check,
    "contracts": contracts.check,
    "reviewing": reviewing.check,
    "operation": operation.check,
    "reporting": reporting.check,
    "setting_up": setting_up.check,
    "wording": wording.check,
    "facts": facts.check,
    "auditing": auditing.check,
    "naming": naming.check,
}


def check(workspace: Workspace) -> list[Problem]:
    """Every problem of every agency and of the programme, each once, errors first and then in the order of files and
    lines."""
    found = [problem for qms in workspace.systems for problem in check_agency(qms)]
    return ordered([*found, *check_programme(workspace)])


def check_agency(qms: Qms) -> list[Problem]:
    """Every problem of one agency."""
    return ordered(problem for run in CHECKS.values() for problem in run(qms))


def check_programme(workspace: Workspace) -> list[Problem]:
    """Every problem of the programme, judged as a whole and not by some of its agencies."""
    return ordered((*programme.check(workspace), *inspection.check(workspace)))


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, errors first and then in the order of files and lines."""
    rank = {"error": 0, "warning": 1, "info": 2}
    return sorted(unique(problems), key=lambda problem: (rank[problem.level], problem.where))
