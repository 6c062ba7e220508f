"""Reading the data folders: standards, acts, regimes, kinds of agency, manual texts, procedures; each file once."""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path
from typing import Any, TypeVar

from qmsdocs import resources
from qmsdocs.cache import Store
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.layers import BUILT_IN, Layers
from qmsdocs.model.base import Model, validate
from qmsdocs.model.manual import Manual, Questions
from qmsdocs.model.procedure import Numbering, Procedure
from qmsdocs.model.standard import Acts, Correspondence, Correspondences, InspectionPoints, RegimeRules, Standard
from qmsdocs.source import Source, merge, read

M = TypeVar("M", bound=Model)

ROOT_KIND = "base"

_FILES = 2000  # of users, held at once: many more than an agency reads, so that agencies share what they have in common


@functools.cache
def standard(edition: str, store: Store | None = None) -> Standard:
    """The edition 2000, 2008 or 2015 of TCVN ISO 9001."""
    return _valid(Standard, _built_in(f"iso9001-{edition}.yaml", store))


@functools.cache
def regime(name: str, store: Store | None = None) -> RegimeRules:
    """The rules of regime 144-2006 or 19-2014."""
    return _valid(RegimeRules, _built_in(f"regime-{name}.yaml", store))


@functools.cache
def questions(numbering: Numbering, store: Store | None = None) -> Questions:
    """The audit questions asked clause by clause."""
    return _valid(Questions, _built_in(f"questions-{numbering}.yaml", store).under("clauses"))


@functools.cache
def inspection_points(store: Store | None = None) -> InspectionPoints:
    """What an inspection of the province looks at."""
    return _valid(InspectionPoints, _built_in("inspection-points.yaml", store))


@functools.cache
def corresponding(store: Store | None = None) -> dict[str, Correspondence]:
    """Clause of 2015 → the clauses of 2000 and 2008 that it came from."""
    return _valid(Correspondences, _built_in("correspondence.yaml", store).under("clauses")).clauses


def acts(layers: Layers, store: Store | None = None) -> tuple[Acts, Source]:
    """The legal acts: built-in ones, with those of the province and the agency laid over them key by key."""
    return _merged(Acts, _found(layers, "standards", "acts.yaml", "acts.yaml"), "acts", store)


def manual(numbering: Numbering, layers: Layers, store: Store | None = None) -> tuple[Manual, Source]:
    """The manual's texts; a clause written nearer replaces that clause."""
    name = f"{numbering}.yaml"
    return _merged(Manual, _found(layers, "manuals", name, f"manuals/{name}"), None, store)


def kind_sources(kind: str, layers: Layers, store: Store | None = None) -> list[Source]:
    """The files of a kind, nearest first: department.justice, department, base; each found through the layers."""
    chain = [kind.rsplit(".", cut)[0] for cut in range(kind.count(".") + 1)] + [ROOT_KIND]
    found: list[Source] = []
    for name in chain:
        found.extend(_read(file, layers.shown(file), store) for file in layers.all("agency_kinds", f"{name}.yaml"))
    return found


def files(group: str, layers: Layers) -> dict[str, tuple[Path, str]]:
    """Identifier → nearest YAML file of the group with the name that problems print."""
    built_in = resources.folder(group)
    found: dict[str, tuple[Path, str]] = {}
    for folder in layers.folders:
        for identifier, file in _listed(folder / group).items():
            found.setdefault(identifier, (file, str(file)))
    own = any(built_in.is_relative_to(folder) for folder in layers.folders)  # a workspace that is qmsdocs itself
    for identifier, file in _listed(built_in).items():
        found.setdefault(identifier, (file, str(file) if own else f"{BUILT_IN}{group}/{file.name}"))
    return found


@functools.lru_cache(_FILES)
def procedure(
    file: Path, shown: str, store: Store | None = None
) -> tuple[Procedure | None, Source | None, tuple[Problem, ...]]:
    """The typed procedure (None when it has mistakes), its source, and its problems."""
    try:
        source = _read(file, shown, store)
    except QmsdocsError as error:
        return None, None, error.problems
    value, problems = validate(Procedure, source)
    return value, source, tuple(problems)


@functools.lru_cache(_FILES)
def may_be_system(file: Path) -> bool:
    """Whether a procedure file can be one of type `system`: every agency has those, and need not read the others."""
    try:
        content = file.read_bytes()
    except OSError:
        return True
    return b"system" in content or b"\\" in content  # "\x73ystem" says the same


@functools.lru_cache(_FILES)
def _read(file: Path, shown: str, store: Store | None) -> Source:
    return read(file, shown, store)


@functools.lru_cache(_FILES)
def _listed(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for file in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        # macOS stores names decomposed; an identifier written in YAML is composed.
        found.setdefault(unicodedata.normalize("NFC", file.name.removesuffix(".yaml")), file)
    return found


def _built_in(name: str, store: Store | None) -> Source:
    return read(resources.folder("standards") / name, f"{BUILT_IN}standards/{name}", store)


@functools.lru_cache(_FILES)
def _merged(
    model: type[Any], found: tuple[tuple[Path, str], ...], under: str | None, store: Store | None
) -> tuple[Any, Source]:
    sources = [_read(*file, store) for file in found]
    source = merge(*(source.under(under) for source in sources) if under else sources)
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
    for cache in (_read, _listed, procedure, may_be_system, _merged):
        cache.cache_clear()
