"""Findings as SARIF 2.1.0, which code hosts and editors show beside a file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/: a rule is one of a profile, so that it has one citation.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qmsdocs.layout.case import Finding
from qmsdocs.layout.checking import SCOPE, Report
from qmsdocs.layout.profile import load

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(files: Iterable[tuple[Path, Report | str]], version: str) -> dict[str, Any]:
    """One run over files, each with its report, or with why it could not be read; `version` is the tool's own."""
    told = list(files)
    reports = [(file, report) for file, report in told if isinstance(report, Report)]
    profiles = dict.fromkeys(report.profile for _, report in reports)
    rules = [rule for profile in profiles for rule in _rules(profile)]
    places = {rule["id"]: index for index, rule in enumerate(rules)}
    unread = [_unread(file, why) for file, why in told if isinstance(why, str)]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "qmsdocs", "version": version, "language": "vi", "rules": rules}},
                "language": "vi",
                "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
                "artifacts": [{"location": {"uri": _uri(file)}} for file, _ in told],
                "results": [
                    _result(file, report.profile, one, places) for file, report in reports for one in report.findings
                ],
            }
        ],
    }


def _rules(profile: str) -> list[dict[str, Any]]:
    law = load(profile)
    rules = [
        {
            "id": f"{profile}/{name}",
            "name": name,
            "shortDescription": {"text": rule.what},
            "fullDescription": {"text": f"{rule.what} [{rule.cite}]"},
            "help": {"text": f"{rule.cure} [{rule.cite}]"},
            "defaultConfiguration": {"level": _LEVELS[rule.level]},
            "properties": {"cite": rule.cite, "certainty": rule.certainty, "profile": law.title},
        }
        for name, rule in law.rules.items()
    ]
    about = {"text": "phạm vi xem xét: điều chương trình không kết luận được"}
    return [*rules, {"id": f"{profile}/{SCOPE}", "name": SCOPE, "shortDescription": about, "help": about}]


def _result(file: Path, profile: str, one: Finding, places: dict[str, int]) -> dict[str, Any]:
    rule = f"{profile}/{one.rule}"
    quoted = f"“{one.text}” " if one.text else ""
    judged = one.level in _LEVELS
    return {
        "ruleId": rule,
        "ruleIndex": places[rule],
        "kind": "fail" if judged else "review",
        "level": _LEVELS.get(one.level, "none"),
        "message": {"text": f"{one.place}: {quoted}{one.what}: {one.measured}; quy định: {one.allowed}. {one.cure}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(file)}},
                "logicalLocations": [{"fullyQualifiedName": str(one.place)}],
            }
        ],
        "properties": {"cite": one.cite, "origin": one.origin, "layer": one.layer},
    }


def _unread(file: Path, why: str) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}
    return {"level": "error", "message": {"text": f"không đọc được: {why}"}, "locations": [location]}


def _uri(file: Path) -> str:
    return file.as_uri() if file.is_absolute() else quote(file.as_posix())
