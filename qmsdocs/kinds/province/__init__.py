"""The kinds of the province's own papers: one a module, with TITLE, TEMPLATES, FIELDS and plans(workspace)."""

from __future__ import annotations

from types import ModuleType

from qmsdocs.kinds.province import (
    appraisal_sheet,
    choice_guide,
    cohort_list,
    estimate_rollup,
    organisation_register,
    plan_guide,
    registration_form,
    registration_list,
)

KINDS: dict[str, ModuleType] = {
    "cohort-list": cohort_list,
    "registration-form": registration_form,
    "registration-list": registration_list,
    "plan-guide": plan_guide,
    "choice-guide": choice_guide,
    "organisation-register": organisation_register,
    "province-estimate": estimate_rollup,
    "appraisal-sheet": appraisal_sheet,
}
