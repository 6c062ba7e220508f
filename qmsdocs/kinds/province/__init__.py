"""The kinds of the province's own papers: one a module, with TITLE, TEMPLATES, FIELDS and plans(workspace)."""

from __future__ import annotations

from types import ModuleType

from qmsdocs.kinds.province import cohort_list, government_report, report, reward

KINDS: dict[str, ModuleType] = {
    "cohort-list": cohort_list,
    "province-report": report,
    "government-report": government_report,
    "reward-proposal": reward,
}
