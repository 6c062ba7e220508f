"""Where a run keeps what is costly to make: the user's cache folder, or the one that QMSDOCS_CACHE names."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qmsdocs.cache import Store


def store() -> Store | None:
    """The store of this run; None when there is no place for one, or QMSDOCS_CACHE=off."""
    from qmsdocs.cache import Store, default_folder

    given = os.environ.get("QMSDOCS_CACHE")
    folder = None if given == "off" else Path(given) if given else default_folder(os.environ, sys.platform)
    return Store(folder) if folder else None
