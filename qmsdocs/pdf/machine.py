"""What a conversion may know of the machine it runs on; the command line reads it, once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """The platform as sys.platform names it, and the environment, which programs that are started inherit."""

    platform: str
    environ: Mapping[str, str]

    def which(self, *names: str) -> str:
        """The first of these programs that is on the PATH, or ''."""
        found = (shutil.which(name, path=self.environ.get("PATH", "")) for name in names)
        return next(filter(None, found), "")

    def first(self, *files: str) -> str:
        """The first of these files that is there, or ''; `%NAME%` stands for a variable of the environment."""
        return next((str(file) for file in map(self._expanded, files) if file.is_file()), "")

    def _expanded(self, file: str) -> Path:
        values = {name.upper(): value for name, value in self.environ.items()}  # Windows does not tell cases apart
        return Path(re.sub(r"%(.+?)%", lambda match: values.get(match[1].upper(), match[0]), file))
