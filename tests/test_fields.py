"""The declared fields are the contexts' own, are told in words, and come from keys that the files really have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from types import NoneType
from typing import Annotated, Any, TypedDict, get_args, get_origin

import pytest
from conftest import ROOT, Tree, sample

from qmsdocs.fields import NUMBER, TEXT, About, Field, Group, Many, group_of, shape_of, unlike, walk
from qmsdocs.kinds import EVERY, KINDS, fields, plans
from qmsdocs.kinds.province import KINDS as PROVINCE
from qmsdocs.loading import load
from qmsdocs.model.agency import REQUIRED_POSTS, Agency
from qmsdocs.model.audit import AuditRound
from qmsdocs.model.base import Model
from qmsdocs.model.contract import Contract
from qmsdocs.model.manual import Manual, Question
from qmsdocs.model.operation import Operation
from qmsdocs.model.procedure import Procedure
from qmsdocs.model.programme import Programme
from qmsdocs.model.project import Project
from qmsdocs.model.review import Review
from qmsdocs.model.standard import Act, RegimeRules, Standard
from qmsdocs.model.training import Course
from qmsdocs.plan import DocumentPlan

FILES: dict[str, Any] = {
    "agency.yaml": Agency,
    "programme.yaml": Programme,
    "project.yaml": Project,
    "operation.yaml": Operation,
    "training/*.yaml": Course,
    "contracts/*.yaml": Contract,
    "audits/*.yaml": AuditRound,
    "reviews/*.yaml": Review,
    "procedures/*.yaml": Procedure,
    "manuals/*.yaml": Manual,
    "acts.yaml": dict[str, Act],
    "standards/iso9001-*.yaml": Standard,
    "standards/regime-*.yaml": RegimeRules,
    "standards/questions-*.yaml": dict[str, tuple[Question, ...]],
}


class Cell(TypedDict):
    text: Annotated[str, About("Lời văn", "agency.yaml: name")]


class Row(TypedDict):
    cell: Annotated[Cell, About("Ô")]
    level: int


class Line(TypedDict):
    text: Annotated[str, About("Một dòng")]


class Page(TypedDict):
    rows: Annotated[list[Row | Line], About("Các dòng")]


def test_types_become_shapes() -> None:
    cell = group_of(Cell)
    assert cell == Group({"text": Field(TEXT, About("Lời văn", "agency.yaml: name"))})
    assert shape_of(list[str]) == Many(TEXT)
    either = Group(
        {
            "cell": Field(cell, About("Ô"), optional=True),
            "level": Field(NUMBER, About(""), optional=True),
            "text": Field(TEXT, About("Một dòng"), optional=True),
        }
    )
    assert group_of(Page).fields["rows"].shape == Many(either)
    assert [path for path, _ in walk(group_of(Page))] == [
        "rows", "rows[].cell", "rows[].cell.text", "rows[].level", "rows[].text",
    ]  # fmt: skip
    with pytest.raises(TypeError, match="set"):
        shape_of(set[str])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"cell": {"text": "a"}, "level": 1}, []),
        ({"cell": {}, "level": 1}, ["cell.text: missing"]),
        (
            {"cell": {"text": None}, "level": "1"},
            ["cell.text: NoneType instead of text", "level: str instead of number"],
        ),
        ({"cell": {"text": "a", "b": ""}, "level": True}, ["cell.b: not declared", "level: bool instead of number"]),
        ({"cell": "a", "level": 1}, ["cell: str instead of a group"]),
    ],
)
def test_data_unlike_its_shape_is_told(data: dict[str, Any], told: list[str]) -> None:
    assert list(unlike(data, group_of(Row))) == told


def some_plans() -> list[DocumentPlan]:
    """Every kind of document of agencies of several sorts, editions and regimes."""
    province = sample("binh-phuoc").choose(
        agencies=("so-khoa-hoc-va-cong-nghe", "chi-cuc-kiem-lam", "ubnd-huyen-loc-ninh")
    )
    provinces = (plans(sample(name), PROVINCE) for name in ("binh-phuoc", "hung-yen", "an-binh"))
    return [*plans(province), *chain.from_iterable(provinces), *plans(sample("so-tu-phap"))]


def test_every_context_is_as_declared_and_every_declared_field_occurs() -> None:
    met: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for plan in some_plans():
        assert list(unlike(plan.context, fields(plan.kind))) == [], plan.code
        met[plan.kind] |= set(paths(plan.context))
    assert met == {kind: {path for path, _ in walk(fields(kind))} for kind in KINDS}


def test_forms_are_shared_by_agencies_until_they_mention_somebody(tree: Tree) -> None:
    steps = "purpose: P\nscope: S\nsteps: [{what: W, who: head}]\nrecords: [{title: R, kept_by: head, retention: 5}]\n"
    forms = "forms:\n- {id: a, title: A, blocks: [{text: Trình $head}]}\n- {id: b, title: B, blocks: [{text: Trình}]}\n"
    agency = "kind: department, standard: '2015', regime: 19-2014, procedures: {mine: {unit: van-phong}}"
    root = tree(
        {
            "programme.yaml": "title: A\nperiod: B\n"
            "province: {name: X, committee: UBND tỉnh X, lead: Sở A, contact: Chi cục B, finance: Sở C}\n"
            "cohorts:\n- year: 2008\n  agencies:\n"
            f"  - {{slug: x, name: Sở X, {agency}, posts: {{head: Giám đốc X}}}}\n"
            f"  - {{slug: y, name: Sở Y, {agency}, posts: {{head: Giám đốc Y}}}}\n",
            "procedures/mine.yaml": f"title: Của tỉnh\ntype: service\n{steps}{forms}",
        }
    )
    made: dict[str, list[Any]] = {"A": [], "B": []}
    for plan in plans(load(root), ("form",)):
        if plan.title in made:
            made[plan.title].append(plan.context["form"])
    assert [form["blocks"][0]["text"] for form in made["A"]] == ["Trình Giám đốc X", "Trình Giám đốc Y"]
    assert made["B"][0] is made["B"][1]


def paths(value: object, path: str = "") -> Iterator[str]:
    """The paths of plain data, written as `walk` writes those of a shape."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (inside := f"{path}.{name}" if path else name)
            yield from paths(inner, inside)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{path}[]")


@pytest.mark.parametrize("kind", EVERY)
def test_every_field_is_told_in_words_and_comes_from_keys_of_the_files(kind: str) -> None:
    for path, field in walk(fields(kind)):
        assert field.about.words, path
        for source in filter(None, field.about.source.split(" | ")):
            file, _, key = source.partition(": ")
            here = FILES[file]
            for step in re.findall(r"\[\]|[^.\[\]]+", key):
                here = inside(here, step)
                assert here, f"{path}: {source}: no {step}"


def inside(declared: Any, step: str) -> Any:
    """The type of a key, an entry or an item of a type that files are read into; None when it has none."""
    arguments = [argument for argument in get_args(declared) if argument is not NoneType]
    origin = get_origin(declared)
    if origin is dict:
        return arguments[1] if step == "*" or step in REQUIRED_POSTS else None
    if origin is tuple:
        return arguments[0] if step == "[]" else None
    if arguments:  # Annotated or optional
        return inside(arguments[0], step)
    if not issubclass(declared, Model):
        return None
    return {field.alias or name: field.annotation for name, field in declared.model_fields.items()}.get(step)


def test_the_dictionary_in_the_docs_names_only_what_there_is() -> None:
    page = (ROOT / "docs" / "sua-mau-word.md").read_text(encoding="utf-8")
    _, dictionary = page.split("\n## Từ điển trường\n")
    rows = [line.split("|")[1] for line in dictionary.splitlines() if line.startswith("| `")]
    named = {name.removesuffix("[]") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named <= {path for kind in KINDS for path, _ in walk(fields(kind))}
