"""The whole province built: the words of every document as stored, and the same bytes wherever it is built."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, sample

from qmsdocs.build import build
from qmsdocs.kinds import plans
from tests.texts import digests

STORED = Path(__file__).parent / "cases" / "binh-phuoc-texts.json"


def test_the_words_of_every_document_of_the_province_are_as_stored(tmp_path: Path) -> None:
    workspace = sample("binh-phuoc")
    build(workspace, plans(workspace), tmp_path / "out")
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    changed = {agency for agency, digest in digests(tmp_path / "out").items() if stored.get(agency) != digest}
    # When words were changed on purpose: python -m tests.texts OUT > tests/cases/binh-phuoc-texts.json
    assert changed == set()


@pytest.mark.parametrize("agency", ["ban-dan-toc"])
def test_two_builds_give_the_same_bytes_in_other_processes_folders_and_time_zones(tmp_path: Path, agency: str) -> None:
    made = []
    for name, zone, seed, jobs in (("một", "Asia/Ho_Chi_Minh", "1", "1"), ("hai/ba", "America/Lima", "2", "2")):
        out, home = tmp_path / name / "out", tmp_path / name
        home.mkdir(parents=True)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "QMSDOCS_CACHE": str(home / "cache")}
        command = [sys.executable, "-m", "qmsdocs", "build", str(ROOT / "samples" / "binh-phuoc"), "--agency", agency]
        subprocess.run(
            [*command, "--out", str(out), "--jobs", jobs], cwd=home, env=environment, check=True, capture_output=True
        )
        files = sorted(file for file in out.rglob("*") if file.is_file() and ".qmsdocs" not in file.parts)
        made.append({f.relative_to(out).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files})
    assert len(made[0]) > 50
    assert made[0] == made[1]
