"""Which Word template wins where: the agency's, the province's or the built-in one, and what it hides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.inputs import AGENCIES, AGENCY, PROGRAMME
from qmsdocs.layers import Layers
from qmsdocs.model.base import validate
from qmsdocs.model.programme import Programme
from qmsdocs.source import read

GROUP = "templates"


@dataclass(frozen=True)
class Override:
    """A template's name and the files of that name: the first is used, the others are hidden by it."""

    name: str
    files: tuple[Path, ...]


def is_workspace(folder: Path) -> bool:
    """Whether a folder describes a province or an agency."""
    return any((folder / name).is_file() for name in (PROGRAMME, AGENCY))


def agencies(root: Path) -> tuple[str, ...]:
    """The slugs of a province's agencies; none for the folder of one agency. Raises QmsdocsError when programme.yaml
    cannot be read."""
    if not (root / PROGRAMME).is_file():
        return ()
    programme, problems = validate(Programme, read(root / PROGRAMME))
    if programme is None:
        raise QmsdocsError(problems)
    return tuple(dict.fromkeys(line.slug for cohort in programme.cohorts for line in cohort.agencies))


def layers_of(folder: Path, agency: str = "") -> Layers:
    """The folders searched for templates, nearest first: of an agency's folder, of a province's, or of one agency of a
    province. The nearest need not be there yet. Raises QmsdocsError for what is no workspace, and for an unknown
    agency."""
    whole = folder.resolve()
    province = whole.parent.parent
    if whole.parent.name == AGENCIES and (province / PROGRAMME).is_file():
        _known(province, whole.name)
        return Layers((folder, province))
    if not is_workspace(folder):
        raise QmsdocsError([Problem("not-a-workspace", Location(str(folder)))])
    if agency:
        _known(folder, agency)
        return Layers((folder / AGENCIES / agency, folder))
    return Layers((folder,))


def layers_near(file: Path) -> Layers:
    """The folders searched for what a template file includes: those of the workspace that it belongs to, if any."""
    homes = [folder.parent for folder in file.resolve().parents if folder.name == GROUP]
    try:
        return layers_of(homes[0]) if homes else Layers()
    except QmsdocsError:
        return Layers()


def _known(root: Path, agency: str) -> None:
    slugs = agencies(root)
    if agency not in slugs:
        words = {"slug": agency, "near": nearest(agency, slugs) or "—"}
        raise QmsdocsError([Problem("unknown-agency", Location(str(root)), words)])


def templates(layers: Layers) -> list[Override]:
    """Every template that is found in some folder, the shared parts last."""
    names = sorted(layers.below(GROUP, "", ".docx"), key=lambda name: (name.startswith("parts/"), name))
    return [
        Override(f"{name}.docx", tuple(layers.all(GROUP, f"{name}.docx")))
        for name in names
        if not name.rpartition("/")[2].startswith("~$")  # Word's own, while the file is open
    ]


def layer(file: Path, layers: Layers) -> str:
    """Whose file it is: agency, province or built-in."""
    owner = next((folder for folder in layers.folders if file.is_relative_to(folder / GROUP)), None)
    if owner is None:
        return "built-in"
    return "province" if (owner / PROGRAMME).is_file() else "agency"
