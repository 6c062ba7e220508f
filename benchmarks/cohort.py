"""A province of any size to build: the agencies of the sample province over and over, under names of their own.

`python -m benchmarks.cohort [COUNT…]` measures builds of provinces of so many agencies (1 35 350) in rounds, side by
side: with one process and with as many as there are cores, again without a change, and again after one step changed.
"""

from __future__ import annotations

import argparse
import os
import platform
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


@dataclass(frozen=True)
class Taken:
    """Of one command: seconds on the clock, seconds of all its processes, megabytes of the largest of them."""

    wall: float
    cpu: float
    memory: int


def run(*arguments: str | Path) -> Taken:
    """Run the command to its end. Raises RuntimeError when it fails."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "qmsdocs", *map(str, arguments)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"qmsdocs {' '.join(map(str, arguments))}: {status}")
    return Taken(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def measure(folder: Path, count: int, rounds: int) -> None:
    """Print the line of one size."""
    root, cores = write(folder / str(count), count), os.cpu_count() or 1
    library = "procedures/kiem-soat-ho-so.yaml"
    taken: dict[str, list[Taken]] = {}
    for _ in range(rounds):
        shutil.rmtree(root / "procedures", ignore_errors=True)
        for jobs in (1, cores):
            out = folder / f"out{jobs}"
            shutil.rmtree(out, ignore_errors=True)
            taken.setdefault(f"jobs {jobs}", []).append(run("build", root, "-o", out, "--jobs", str(jobs)))
        taken.setdefault("nothing changed", []).append(run("build", root, "-o", out))
        run("copy", root, library)
        file = root / library
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("  - what: ", "  - what: (sửa) ", 1), encoding="utf-8")
        taken.setdefault("one step changed", []).append(run("build", root, "-o", out))
    documents = sum(1 for _ in out.rglob("*.docx"))
    size = sum(file.stat().st_size for file in out.rglob("*.docx")) >> 20
    manifest = (out / ".qmsdocs" / "manifest.sqlite").stat().st_size >> 20
    speedup = median(one.wall / many.wall for one, many in zip(*list(taken.values())[:2], strict=True))
    cells = [
        f"{_median(one, 'wall'):.2f} / {_median(one, 'cpu'):.2f} / {_median(one, 'memory'):.0f}"
        for one in taken.values()
    ]
    print(f"| {count} | {documents:,} | {' | '.join(cells)} | {speedup:.2f} | {size} | {manifest} |", flush=True)


def _median(every: list[Taken], of: str) -> float:
    return median(getattr(one, of) for one in every)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cohort", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1, 35, 350], help="agencies of a province (1 35 350)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of every size (3)")
    options = parser.parse_args()
    cores = os.cpu_count() or 1
    print(f"Seconds / CPU seconds / MB of the largest process; {cores} cores, Python {platform.python_version()}.\n")
    print(f"| agencies | documents | first, 1 process | first, {cores} processes | nothing changed | one step changed "
          "| speed-up | MB of documents | MB of manifest |\n|--:|" + "--:|" * 8)  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="qms-cohort-") as folder:
        for count in options.counts:
            measure(Path(folder), count, options.rounds)


if __name__ == "__main__":
    main()
