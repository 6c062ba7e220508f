"""Names of kinds of documents that a command was given."""

from __future__ import annotations

from collections.abc import Iterable


def know(kinds: Iterable[str]) -> None:
    """Raises QmsdocsError for names that are no kinds of documents."""
    from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
    from qmsdocs.kinds import EVERY

    problems = [
        Problem(
            "unknown-document-kind",
            Location(name),
            {"kind": name, "near": nearest(name, EVERY) or "—", "known": ", ".join(EVERY)},
        )
        for name in kinds
        if name not in EVERY
    ]
    if problems:
        raise QmsdocsError(problems)
