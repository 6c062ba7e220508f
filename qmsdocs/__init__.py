"""qmsdocs: whole ISO 9001 document sets for Vietnamese state agencies, from YAML to Word.

workspace = qmsdocs.load(Path("samples/so-tu-phap"))
problems = qmsdocs.check(workspace)
qmsdocs.build(workspace, qmsdocs.plans(workspace), Path("out"))
"""

import importlib
from typing import Any

__version__ = "0.1.0"

# Loaded on first use: the command line must not wait for pydantic and Word to say its help.
_PUBLIC = {
    "Problem": "errors",
    "QmsdocsError": "errors",
    "check": "checks",
    "load": "loading",
    "plans": "kinds",
}

__all__ = ["Problem", "QmsdocsError", "__version__", "check", "load", "plans"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'qmsdocs' has no attribute {name!r}")
    return getattr(importlib.import_module(f"qmsdocs.{_PUBLIC[name]}"), name)
