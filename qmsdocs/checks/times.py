"""Step times add up to the legal limit, case by case (fault L6), and no step forgets one (L10 is the model's: a limit
without its unit cannot be written)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from qmsdocs import text
from qmsdocs.errors import Problem
from qmsdocs.workspace import ProcedureInUse, Qms


def check(qms: Qms) -> Iterator[Problem]:
    """Sums over or under the limit, and step times that do not match the cases."""
    for used in qms.procedures:
        limit = used.procedure.time_limit
        if limit is None:
            yield from _times_without_limit(used)
        elif not (problems := list(_odd_times(used, len(limit.cases)))):
            for case, (name, amount, unit) in enumerate(limit.cases):
                yield from _sum(used, case, name, amount, unit)
        else:
            yield from problems


def _times_without_limit(used: ProcedureInUse) -> Iterator[Problem]:
    for s, step in enumerate(used.procedure.steps):
        if step.time:
            yield Problem("time-without-limit", used.source.key_at("steps", s, "time"))


def _odd_times(used: ProcedureInUse, cases: int) -> Iterator[Problem]:
    for s, step in enumerate(used.procedure.steps):
        if len(step.time) != cases:
            words = {"step": s + 1, "given": len(step.time), "cases": cases}
            yield Problem("step-times", used.source.at("steps", s, "time"), words)


def _sum(used: ProcedureInUse, case: int, name: str, amount: Decimal, unit: str) -> Iterator[Problem]:
    total = sum((step.time[case] for step in used.procedure.steps), Decimal(0))
    if total != amount:
        path = ("time_limit", "scenarios", case, "amount") if name else ("time_limit", "amount")
        words = {
            "total": text.days(total, unit),
            "limit": text.days(amount, unit),
            "case": f" ({name})" if name else "",
        }
        yield Problem("steps-over-limit" if total > amount else "steps-under-limit", used.source.at(*path), words)
