"""A province of any size to build: the agencies of the sample province over and over, under names of their own.

`python -m benchmarks.cohort FOLDER COUNT` writes one; `python -m benchmarks.cohort` measures builds of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import yaml

SAMPLE = Path(__file__).parent.parent / "samples" / "binh-phuoc"
_KEPT = ("title", "period", "province", "offices", "decision", "regime")  # of the programme: what any cohort needs


def write(folder: Path, count: int) -> Path:
    """Write a workspace of `count` agencies, each with its whole set from what is built in; returns the folder."""
    sample = yaml.safe_load((SAMPLE / "programme.yaml").read_text(encoding="utf-8"))
    agencies = list(islice(_agencies(sample), count))
    years = [cohort["year"] for cohort in sample["cohorts"]]
    cohorts = [
        {"year": year, "sources": sample["cohorts"][0]["sources"], "agencies": agencies[number :: len(years)]}
        for number, year in enumerate(years)
    ]
    programme = {key: sample[key] for key in _KEPT if key in sample}
    programme["cohorts"] = [cohort for cohort in cohorts if cohort["agencies"]]
    folder.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(programme, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "programme.yaml").write_text(text, encoding="utf-8")
    return folder


def _agencies(sample: dict[str, Any]) -> Iterator[dict[str, str]]:
    each = [agency for cohort in sample["cohorts"] for agency in cohort["agencies"]]
    for number, agency in enumerate(cycle(each)):
        again = number // len(each)
        name = f"{agency['name']} số {again + 1}" if again else agency["name"]
        slug = f"{agency['slug']}-{again + 1}" if again else agency["slug"]
        yield agency | {"slug": slug, "name": name, "obligation": "must"}
