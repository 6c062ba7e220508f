"""The floors of the house: a module imports only from lower floors, and heavy imports stay out of `--help`."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

FLOORS = [
    {"messages", "resources", "__init__", "cache"},
    {"inputs"},
    {"errors"},
    {"refusal"},
    {"source", "layers", "text", "fields", "days", "manifest"},
    {"source", "layers", "text", "fields", "days", "metrics"},
    {"model", "differences"},
    {"citation", "library", "schemas"},
    {"workspace", "plan"},
    {"schedule", "findings", "mentions", "snapshot", "names", "inspections", "estimates"},
    {"deadlines", "rollup"},
    {"issued", "loading", "overrides", "reporting"},
    {"checks", "docx", "kinds", "layout", "starting"},
    {"impact", "pdf", "releases"},
    {"build"},
    {"delivery"},
    {"cli"},
    {"__main__"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
MODULES = sorted((ROOT / "qmsdocs").rglob("*.py"))


def floor_of(file: Path) -> str:
    return file.relative_to(ROOT / "qmsdocs").parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    """The qmsdocs modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "qmsdocs":
            parts = node.module.split(".")[1:]
            names |= {parts[0]} if parts else {alias.name for alias in node.names}
    return names - {"__version__"}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_from_lower_floors(file: Path) -> None:
    own = floor_of(file)
    if own in ("standards",):
        return
    for name in imported(file) - {own}:
        assert FLOOR[name] < FLOOR[own], f"{own} imports {name}"


def test_only_the_edge_reads_clock_environment_and_prints() -> None:
    for file in MODULES:
        if floor_of(file) in ("cli", "__main__"):
            continue
        text = file.read_text(encoding="utf-8")
        for forbidden in (r"print\(", r"os\.environ", r"sys\.exit", r"datetime\.now", r"date\.today", r"Path\.cwd"):
            assert not re.search(rf"(?<![\w.]){forbidden}", text), f"{file.name}: {forbidden}"


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from qmsdocs.cli import commands; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"docx", "docxtpl", "jinja2", "lxml", "pydantic", "yaml"} & set(ast.literal_eval(loaded))
