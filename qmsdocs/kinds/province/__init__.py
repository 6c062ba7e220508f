"""The kinds of the province's own papers: one a module, with TITLE, TEMPLATES, FIELDS and plans(workspace)."""

from __future__ import annotations

from types import ModuleType

from qmsdocs.kinds.province import (
    appraisal_sheet,
    choice_guide,
    cohort_list,
    communication_plan,
    directive,
    estimate_rollup,
    government_report,
    inspection_decision,
    inspection_minutes,
    inspection_plan,
    inspection_report,
    organisation_register,
    plan_guide,
    programme_decision,
    province_committee,
    province_training,
    registration_form,
    registration_list,
    report,
    reward,
)

KINDS: dict[str, ModuleType] = {
    "programme-decision": programme_decision,
    "directive": directive,
    "cohort-list": cohort_list,
    "province-committee": province_committee,
    "province-training-plan": province_training,
    "communication-plan": communication_plan,
    "inspection-plan": inspection_plan,
    "inspection-decision": inspection_decision,
    "inspection-minutes": inspection_minutes,
    "inspection-report": inspection_report,
    "province-report": report,
    "government-report": government_report,
    "reward-proposal": reward,
    "registration-form": registration_form,
    "registration-list": registration_list,
    "plan-guide": plan_guide,
    "choice-guide": choice_guide,
    "organisation-register": organisation_register,
    "province-estimate": estimate_rollup,
    "appraisal-sheet": appraisal_sheet,
}
