"""The engines to measure, one adapter a module: `prepare(template)` gives the function context → finished bytes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.dialects import CARBONE, DOCX_TEMPLATES, DOCXTEMPLATER, DOCXTPL, EASY_TEMPLATE_X, Dialect

_HERE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Engine:
    """`command` starts its worker, given the folder of peers; `missing` tells why it cannot run, if so."""

    title: str
    command: Callable[[Path], list[str]]
    dialect: Dialect = DOCXTPL
    missing: Callable[[Path], str | None] = lambda peers: None


def _own(adapter: str) -> Callable[[Path], list[str]]:
    return lambda peers: [sys.executable, "-m", "benchmarks.worker", adapter]


def _rust_python(peers: Path) -> Path:
    return peers / "rust-docxtpl/bin/python"


def _rust_missing(peers: Path) -> str | None:
    return None if _rust_python(peers).exists() else f"{_rust_python(peers)} is not there"


def _node(title: str, adapter: str, package: str, dialect: Dialect) -> Engine:
    def missing(peers: Path) -> str | None:
        if shutil.which("node") is None:
            return "node is not installed"
        return None if (peers / "node_modules" / package).exists() else f"{peers}/node_modules/{package} is not there"

    return Engine(
        title, lambda peers: ["node", str(_HERE / "worker.js"), adapter, str(peers)], dialect=dialect, missing=missing
    )


REFERENCE = Engine("docxtpl", _own("docxtpl"))
OURS = Engine("qmsdocs", _own("qmsdocs"))
PEERS = (
    Engine(
        "rust-docxtpl",
        lambda peers: [str(_rust_python(peers)), "-m", "benchmarks.worker", "docxtpl"],
        missing=_rust_missing,
    ),
    _node("carbone", "carbone", "carbone", CARBONE),
    _node("docxtemplater", "docxtemplater", "docxtemplater", DOCXTEMPLATER),
    _node("easy-template-x", "easy_template_x", "easy-template-x", EASY_TEMPLATE_X),
    _node("docx-templates (noSandbox)", "docx_templates", "docx-templates", DOCX_TEMPLATES),
)
OWN_TEMPLATES = (Engine("docxtpl", _own("docxtpl_own")), OURS)
JINJA_ALONE = Engine("Jinja alone", _own("jinja_alone"))
FLOOR = Engine("floor", _own("floor"))
NOTHING = Engine("nothing", _own("nothing"))
