"""The kinds of the province's own papers: one a module, with TITLE, TEMPLATES, FIELDS and plans(workspace)."""

from __future__ import annotations

from types import ModuleType

from qmsdocs.kinds.province import cohort_list, directive, programme_decision

KINDS: dict[str, ModuleType] = {
    "programme-decision": programme_decision,
    "directive": directive,
    "cohort-list": cohort_list,
}
