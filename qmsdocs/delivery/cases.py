"""A case of verification: the files, what they say of themselves, and what they are held against, in order.

What the user names (`against`); the checksums of the package that the files are; the manifest of the folder itself; the
manifest of the nearest output folder above.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from qmsdocs.delivery.holding import Holding, held, is_zip
from qmsdocs.delivery.listing import Listing
from qmsdocs.delivery.truths import Known, OfFolder, OfPackage, Releases, Truth
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.manifest import Manifest, reading

_OUT = "out"  # where build puts documents unless told otherwise


@dataclass(frozen=True)
class Case:
    """What is verified: the files, what they say of themselves, what they are held against (the first decides what
    belongs), the releases."""

    target: Holding
    alone: bool
    listing: Listing | None
    truths: tuple[Truth, ...]
    releases: Releases

    @cached_property
    def own(self) -> dict[str, Known]:
        """Path → document of the package that the target is."""
        if self.listing is None:
            return {}
        return {one.path: one for one in OfPackage(self.target.shown, self.listing).known.values()}

    @cached_property
    def places(self) -> dict[str, str]:
        """Identity → path of every document of that package."""
        return {one.id: path for path, one in self.own.items()}

    @cached_property
    def summed(self) -> bool:
        """Whether the checksums of that package could be read."""
        return self.listing is not None and self.listing.summed

    @cached_property
    def sums(self) -> dict[str, str]:
        """Path → digest of every file of the package that the target is."""
        return {} if self.listing is None else {**self.listing.sums}


@contextmanager
def opened(target: Path, against: Path | None) -> Iterator[Case]:
    """The case of a file, a folder or a ZIP. Raises QmsdocsError for a ZIP that is damaged or unsafe, when `against` is
    neither an output folder nor a package, and while a build is at work in a folder that is asked."""
    with ExitStack() as stack:
        target = _out_of(target)
        holding = stack.enter_context(held(target))
        alone = target.is_file() and not is_zip(target)
        listing = None if alone else holding.listing()
        truths = tuple(_truths(stack, target, against, listing))
        yield Case(holding, alone, listing, truths, Releases(target, *([against] if against else [])))


def _out_of(path: Path) -> Path:
    """The output folder of a workspace stands for it, as in other commands."""
    with reading(path) as own, reading(path / _OUT) as out:
        return path / _OUT if out and not own else path


def _truths(stack: ExitStack, target: Path, against: Path | None, listing: Listing | None) -> Iterator[Truth]:
    if against is not None:
        yield _named(stack, _out_of(against))
    if listing is not None:
        yield OfPackage(str(target), listing)
    for folder in (target.absolute(), *target.absolute().parents):
        if manifest := stack.enter_context(reading(folder)):
            yield OfFolder(str(folder), manifest)
            return


def _named(stack: ExitStack, against: Path) -> Truth:
    manifest: Manifest | None = stack.enter_context(reading(against))
    if manifest:
        return OfFolder(str(against), manifest)
    if against.is_dir() or is_zip(against):
        holding = stack.enter_context(held(against))
        if listing := holding.listing():
            return OfPackage(str(against), listing, holding)
    raise QmsdocsError([Problem("against-unknown", Location(str(against)))])
