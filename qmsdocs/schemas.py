"""JSON Schemas of the files users write, with Vietnamese descriptions, for editors (yaml-language-server)."""

from __future__ import annotations

from typing import Any

from qmsdocs.model.agency import Agency
from qmsdocs.model.audit import AuditRound
from qmsdocs.model.base import Model
from qmsdocs.model.contract import Contract
from qmsdocs.model.layout import Layout
from qmsdocs.model.manual import Manual
from qmsdocs.model.operation import Operation
from qmsdocs.model.procedure import Procedure
from qmsdocs.model.programme import Directive, Estimate, Inspection, Programme, ProgrammeDecision, ProgrammePlan
from qmsdocs.model.project import Project
from qmsdocs.model.review import Review
from qmsdocs.model.standard import Acts
from qmsdocs.model.training import Course

DRAFT = "http://json-schema.org/draft-07/schema#"


def schemas() -> dict[str, dict[str, Any]]:
    """File name → schema, for each kind of file that users write."""
    acts = _schema(Acts)
    acts["$defs"]["Act"].pop("required", None)
    return {
        "agency.schema.json": _partial(_layered(_schema(Agency))),
        "procedure.schema.json": _schema(Procedure),
        "programme.schema.json": _with_agency_keys(_schema(Programme)),
        "acts.schema.json": {**acts["properties"]["acts"], "$schema": DRAFT, "$defs": acts["$defs"]},
        "manual.schema.json": _partial(_schema(Manual)),
        "project.schema.json": _partial(_schema(Project)),
        "operation.schema.json": _partial(_schema(Operation)),
        "training.schema.json": _schema(Course),
        "contract.schema.json": _schema(Contract),
        "audit.schema.json": _schema(AuditRound),
        "review.schema.json": _schema(Review),
        "decision.schema.json": _schema(ProgrammeDecision),
        "directive.schema.json": _schema(Directive),
        "plan.schema.json": _schema(ProgrammePlan),
        "estimate.schema.json": _schema(Estimate),
        "inspection.schema.json": _schema(Inspection),
        "layout.schema.json": _schema(Layout),
    }


def _schema(model: type[Model]) -> dict[str, Any]:
    # The language server reads drafts up to 7; what pydantic emits for these models is valid there, $defs included.
    return {"$schema": DRAFT, **model.model_json_schema(by_alias=True)}


def _partial(schema: dict[str, Any], *required: str) -> dict[str, Any]:
    """Keys that a farther layer gives need not be written here."""
    return {**schema, "required": list(required)}


_LAYERED = ("OrgUnit", "Post", "Policy", "Approval", "ApprovalWording", "CodeScheme", "Control", "Audit", "Project")


def _layered(schema: dict[str, Any]) -> dict[str, Any]:
    """What is laid over key by key may be written in part, and a key may be left empty to take it away."""
    for name in _LAYERED:
        definition = schema["$defs"][name]
        for form in definition.get("anyOf", [definition]):
            form.pop("required", None)
    for name in ("units", "posts"):
        entries = schema["properties"][name]
        kept = {key: entries.pop(key) for key in ("additionalProperties", "patternProperties") if key in entries}
        for key, value in kept.items():
            options = value if key == "patternProperties" else {"": value}
            options = {pattern: {"anyOf": [inner, {"type": "null"}]} for pattern, inner in options.items()}
            entries[key] = options if key == "patternProperties" else options[""]
        entries.pop("minProperties", None)
    for numbering in schema["$defs"]["Exclusions"]["properties"].values():
        numbering["additionalProperties"] = {"type": ["string", "null"]}
    return schema


def _with_agency_keys(programme: dict[str, Any]) -> dict[str, Any]:
    """Cohort lines and defaults take every key of an agency."""
    agency = _layered(_schema(Agency))
    programme["$defs"] = {**agency["$defs"], **programme["$defs"]}
    line = programme["$defs"]["CohortLine"]
    line["properties"] = {**agency["properties"], **line["properties"]}
    line["additionalProperties"] = False
    programme["properties"]["defaults"] = {
        "type": "object",
        "description": programme["properties"]["defaults"].get("description", ""),
        "properties": agency["properties"],
        "additionalProperties": False,
    }
    return programme
