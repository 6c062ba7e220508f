"""Reading the data folders: standards, acts, regimes, kinds of agency, manual texts. Each file is read once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, TypeVar

from qmsdocs import resources
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.layers import Layers
from qmsdocs.model.base import Model, validate
from qmsdocs.model.manual import Manual, Questions
from qmsdocs.model.procedure import Numbering, Procedure
from qmsdocs.model.standard import Acts, RegimeRules, Standard
from qmsdocs.source import Places, Source, merge, read

M = TypeVar("M", bound=Model)

ROOT_KIND = "base"


@functools.cache
def standard(edition: str) -> Standard:
    """The edition 2000, 2008 or 2015 of TCVN ISO 9001."""
    return _built_in(Standard, f"iso9001-{edition}.yaml")


@functools.cache
def regime(name: str) -> RegimeRules:
    """The rules of regime 144-2006 or 19-2014."""
    return _built_in(RegimeRules, f"regime-{name}.yaml")


@functools.cache
def questions(numbering: Numbering) -> Questions:
    """The audit questions asked clause by clause."""
    return _built_in(Questions, f"questions-{numbering}.yaml", "clauses")


def acts(layers: Layers) -> tuple[Acts, Source]:
    """The legal acts: built-in ones, with those of the province and the agency laid over them key by key."""
    return _merged(Acts, _found(layers, "standards", "acts.yaml", "acts.yaml"), "acts")


def manual(numbering: Numbering, layers: Layers) -> tuple[Manual, Source]:
    """The manual's texts; a clause written nearer replaces that clause."""
    name = f"{numbering}.yaml"
    return _merged(Manual, _found(layers, "manuals", name, f"manuals/{name}"))


def kind_sources(kind: str, layers: Layers) -> list[Source]:
    """The files of a kind, nearest first: department.justice, department, base; each found through the layers."""
    chain = [kind.rsplit(".", cut)[0] for cut in range(kind.count(".") + 1)] + [ROOT_KIND]
    found: list[Source] = []
    for name in chain:
        found.extend(_read(file, layers.shown(file)) for file in layers.all("agency_kinds", f"{name}.yaml"))
    return found


@functools.cache
def procedure(file: Path, shown: str) -> tuple[Procedure | None, Source, tuple[Problem, ...]]:
    """The typed procedure (None when it has mistakes), its source, and its problems."""
    try:
        source = _read(file, shown)
    except QmsdocsError as error:
        return None, Source({}, Places(Location(shown))), error.problems
    value, problems = validate(Procedure, source)
    return value, source, tuple(problems)


@functools.cache
def _read(file: Path, shown: str) -> Source:
    return read(file, shown)


def _built_in(model: type[M], name: str, under: str | None = None) -> M:
    source = read(resources.folder("standards") / name, f"qmsdocs:standards/{name}")
    return _valid(model, source.under(under) if under else source)


@functools.cache
def _merged(model: type[Any], files: tuple[tuple[Path, str], ...], under: str | None = None) -> tuple[Any, Source]:
    source = merge(*(_read(*file) for file in files))
    source = source.under(under) if under else source
    return _valid(model, source), source


def _found(layers: Layers, group: str, name: str, user_name: str) -> tuple[tuple[Path, str], ...]:
    near = [folder / user_name for folder in layers.folders]
    files = [*(file for file in near if file.is_file()), resources.folder(group) / name]
    return tuple((file, layers.shown(file)) for file in files)


def _valid(model: type[M], source: Source) -> M:
    value, problems = validate(model, source)
    if value is None:
        raise QmsdocsError(problems)
    return value


def forget() -> None:
    """Drop what was read, so that files changed meanwhile are read again (for programs that load more than once)."""
    for cache in (_read, procedure, _merged):
        cache.cache_clear()
