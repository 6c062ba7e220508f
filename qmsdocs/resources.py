"""The built-in folders, however qmsdocs was installed."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

_PACKAGED = ("procedures", "samples", "templates")


def folder(group: str) -> Path:
    """The built-in folder of a group: procedures, samples, templates, agency_kinds, manuals or standards."""
    here = Path(__file__).parent
    if group not in _PACKAGED:
        return here / group
    try:
        return Path(str(importlib.resources.files(f"qmsdocs.{group}")))
    except ModuleNotFoundError:  # run from a checkout that was never installed
        return here.parent / group
