"""Docs that cannot lie: every command in them is run, every YAML example in them is read by the tool.

Conventions: `$ qmsdocs …` lines in ```console blocks are run page by page, in order, in an empty folder that has
samples/ beside it; a line ending in `# lỗi` must exit 1. ```yaml blocks that begin `# tệp: path` are written there;
those that begin `# trích: path` are parts of such a file and must be accepted in it. ```python blocks are run in that
folder too.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from qmsdocs.cli import main
from qmsdocs.loading import load
from qmsdocs.messages import MESSAGES
from qmsdocs.model.base import validate
from qmsdocs.model.procedure import Procedure
from qmsdocs.source import merge, parse

PAGES = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

PROCEDURE = """\
title: Thử
type: service
purpose: A.
scope: B.
steps: [{what: Nhận hồ sơ., who: one_stop}]
records: [{title: Hồ sơ, kept_by: clerk, retention: 5}]
"""
AGENCY = "name: Sở Tư pháp\nkind: department.justice\n"
PROGRAMME = (
    "title: A\nperiod: B\nprovince: {name: X, committee: UBND tỉnh X, lead: Sở A, contact: Chi cục B, finance: Sở C}\n"
    "cohorts: [{year: 2027, agencies: [{slug: so-a, name: Sở A, kind: department.justice}]}]\n"
)


def blocks(page: Path) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page.name == "pdf.md" and not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("out", "__pycache__"))
    for kind, text in blocks(page):
        if kind == "yaml" and (match := re.match(r"# tệp: (\S+)\n", text)):
            file = tmp_path / match[1]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if kind == "console":
            for line in text.splitlines():
                if line.startswith("$ qmsdocs "):
                    run(line)
        if kind == "python":
            exec(compile(text, page.name, "exec"), {})


def run(line: str) -> None:
    command, _, remark = line.removeprefix("$ qmsdocs ").partition("#")
    with pytest.raises(SystemExit) as stopped:
        main(shlex.split(command))
        raise SystemExit(0)
    assert (stopped.value.code or 0) == (1 if remark.strip() == "lỗi" else 0), line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_part_of_a_file_is_accepted_in_one(page: Path, tmp_path: Path) -> None:
    for number, (kind, text) in enumerate(blocks(page)):
        match = re.match(r"# trích: (\S+)\n", text) if kind == "yaml" else None
        if match is None:
            continue
        if match[1].startswith("procedures/"):
            value, problems = validate(Procedure, merge(parse(text, match[1]), parse(PROCEDURE, "whole")))
            assert value, [problem.text() for problem in problems]
            continue
        root = tmp_path / str(number)
        root.mkdir()
        whole = PROGRAMME if match[1] == "programme.yaml" else AGENCY
        keys = set(parse(text, match[1]).data)
        kept = "".join(line + "\n" for line in whole.splitlines() if line.split(":")[0] not in keys)
        if match[1] not in ("agency.yaml", "programme.yaml"):  # beside agency.yaml
            (root / "agency.yaml").write_text(AGENCY, encoding="utf-8")
            kept = ""
        (root / match[1]).parent.mkdir(exist_ok=True)
        (root / match[1]).write_text(kept + text, encoding="utf-8")
        assert load(root).systems


def test_every_yaml_block_says_what_it_is() -> None:
    for page in PAGES:
        for kind, text in blocks(page):
            if kind == "yaml":
                assert re.match(r"# (tệp|trích): \S+\n", text), (page.name, text[:60])


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


def test_every_command_of_the_tool_is_in_the_docs() -> None:
    from qmsdocs.cli import commands

    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in commands.commands:
        assert f"qmsdocs {name}" in text, name


PROOFS = ("leftover-tag", "empty-heading", "code-not-on-page", "control-differs", "number-twice", "not-nfc")


def test_every_message_about_templates_is_explained() -> None:
    page = (ROOT / "docs" / "sua-mau-word.md").read_text(encoding="utf-8")
    for code, message in MESSAGES.items():
        if code.startswith(("template-", "value-", "part-")) or code in PROOFS:
            assert re.sub(r"\{\w+\}", "…", message.vi) in page, code
