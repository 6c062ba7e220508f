"""The library's own data: complete, consistent, Vietnamese as it should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from qmsdocs import library, resources
from qmsdocs.layers import Layers
from qmsdocs.model.base import validate
from qmsdocs.model.procedure import Procedure
from qmsdocs.model.standard import Correspondence
from qmsdocs.source import read

PROCEDURES = sorted(resources.folder("procedures").glob("*.yaml"))
KINDS = sorted(resources.folder("agency_kinds").glob("*.yaml"))
DATA = [
    *PROCEDURES,
    *KINDS,
    *sorted(resources.folder("standards").glob("*.yaml")),
    *sorted(resources.folder("manuals").glob("*.yaml")),
]
EDITIONS = ("2000", "2008", "2015")


def load(file: Path) -> Procedure:
    procedure, problems = validate(Procedure, read(file))
    assert procedure, [p.text() for p in problems]
    return procedure


def scalars(file: Path) -> Iterator[str]:
    node = yaml.compose(file.read_text(encoding="utf-8"))
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.ScalarNode):
            yield one.value
        elif isinstance(one, yaml.SequenceNode):
            waiting += one.value
        elif isinstance(one, yaml.MappingNode):
            waiting += [child for pair in one.value for child in pair]


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.stem)
def test_data_is_composed_text_without_placeholders(file: Path) -> None:
    assert unicodedata.is_normalized("NFC", file.read_text(encoding="utf-8"))
    for text in scalars(file):
        assert not re.search(r"TODO|FIXME|xxx|lorem|\?\?\?|\{\{|\{%", text, re.IGNORECASE), text
        assert "\u00d0" not in text and "\u00a0" not in text and "\u200b" not in text, text


@pytest.mark.parametrize("file", PROCEDURES, ids=lambda file: file.stem)
def test_every_procedure_is_complete(file: Path) -> None:
    procedure = load(file)
    assert len(procedure.steps) >= 5
    assert all(len(step.what) >= 15 for step in procedure.steps)
    assert procedure.forms and all(form.blocks for form in procedure.forms)
    if procedure.type == "service":
        assert procedure.time_limit and procedure.applicants and procedure.decided_by and procedure.result
        # What the agency starts itself (an inspection, a sanction) has no applicant's file.
        assert procedure.file is None or procedure.file.submit
        assert procedure.unconfirmed, "no legal fact of the library was compared with a province's official list"
    else:
        assert procedure.number and (procedure.clauses.of("2008") or procedure.clauses.of("2015"))


def test_system_procedures_have_numbers_of_their_own() -> None:
    numbers = [load(file).number for file in PROCEDURES if load(file).type == "system"]
    assert len(numbers) == len(set(numbers)) >= 14


def test_every_kind_has_two_service_procedures_of_its_own() -> None:
    owners: dict[str, list[str]] = {}
    for file in KINDS:
        for identifier in read(file).data.get("procedures", {}):
            owners.setdefault(identifier, []).append(file.stem)
    assert {file.stem for file in PROCEDURES if load(file).type == "service"} == set(owners)
    assert all(len(kinds) == 1 for kinds in owners.values()), "a procedure belongs to one kind"
    for file in KINDS:
        if file.stem not in ("base", "department"):
            assert len(read(file).data["procedures"]) >= 2, file.stem


@pytest.mark.parametrize("edition", EDITIONS)
def test_standards_name_only_clauses_they_have(edition: str) -> None:
    standard = library.standard(edition)
    named = [
        *standard.excludable,
        *standard.required_procedures,
        *standard.required_documents,
        *(point.clause for point in standard.record_points),
        *library.questions(standard.numbering).clauses,
        *library.manual(standard.numbering, Layers())[0].clauses,
    ]
    assert set(named) <= set(standard.clauses)
    assert len(standard.record_points) == 21
    if edition != "2015":
        assert standard.required_procedures == ("4.2.3", "4.2.4", "8.2.2", "8.3", "8.5.2", "8.5.3")
        assert all(clause.startswith("7") for clause in standard.excludable)
    else:
        assert standard.required_procedures == ()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_manual_speaks_to_every_clause_and_the_audit_asks_about_it(edition: str) -> None:
    standard = library.standard(edition)
    numbers = [number for number in standard.clauses if int(number.split(".")[0]) >= 4]
    leaves = [n for n in numbers if not any(other.startswith(f"{n}.") for other in numbers)]
    written = library.manual(standard.numbering, Layers())[0].clauses
    assert [n for n in leaves if n not in written] == []
    assert [n for n in leaves if n not in library.questions(standard.numbering).clauses] == []


def test_correspondence_joins_clauses_that_exist() -> None:
    source = read(resources.folder("standards") / "correspondence.yaml")
    for clause in source.data:
        value, problems = validate(Correspondence, source.part(clause))
        assert value, problems
        assert clause in library.standard("2015").clauses
        assert set(value.to) <= set(library.standard("2008").clauses)


def test_acts_know_their_dates_and_successors() -> None:
    acts = library.acts(Layers())[0].acts
    for identifier, act in acts.items():
        assert set(act.replaced_by) <= set(acts), identifier
        assert act.effective is None or act.effective >= act.date, identifier
        assert act.ended is None or act.ended > (act.effective or act.date), identifier
        assert act.number or act.type in ("Luật", "Bộ luật", "Pháp lệnh"), identifier


@pytest.mark.parametrize(("name", "lines"), [("144-2006", 6), ("19-2014", 7)])
def test_regimes_have_four_stages_and_their_money(name: str, lines: int) -> None:
    rules = library.regime(name)
    assert len(rules.stages) == 4
    assert {task.stage for task in rules.tasks.values()} == {1, 2, 3, 4}
    assert rules.base_act in library.acts(Layers())[0].acts
    funds = [line.fund for line in rules.cost_lines.values()]
    assert funds.count("programme") == lines and "upkeep" in funds
    certifying = [task.title for task in rules.tasks.values() if "tổ chức chứng nhận" in task.title.lower()]
    assert bool(certifying) == (name == "144-2006"), "regime 19-2014 forbids hiring a certifier"
