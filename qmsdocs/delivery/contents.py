"""What goes into packages: the built documents as they lie in OUT, held against what they should be."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from qmsdocs import text
from qmsdocs.build.shares import PROVINCE
from qmsdocs.build.standing import changes_of
from qmsdocs.build.status import Status, statuses
from qmsdocs.cache import Store
from qmsdocs.delivery.listing import Entry
from qmsdocs.delivery.recipients import Recipient, kinds_for
from qmsdocs.docx.content import Change
from qmsdocs.errors import Location, Problem, QmsdocsError
from qmsdocs.manifest import Manifest, reading
from qmsdocs.plan import DocumentPlan
from qmsdocs.releases import RELEASED, version
from qmsdocs.releases.kept import History, history
from qmsdocs.workspace import Workspace

# What is handed over with a Word file when it lies beside it under the same name.
_BESIDE = (".pdf",)
_BESIDE_OF = {"province-report": (".pdf", ".xlsx", ".html")}

BLOCK = 1 << 20  # bytes of a file that are held at a time

_WHY = {"stale": "đã cũ", "missing": "chưa có"}


@dataclass(frozen=True)
class Item:
    """A document that is handed over: where it lies, what comes with it, the folder of the set that it belongs in, what
    the list and the manifest say of it (its path in the package is still to be given)."""

    file: Path
    beside: tuple[Path, ...]
    folder: tuple[str, ...]
    facts: Entry
    stale: bool  # edited, and its source has changed since

    @property
    def edited(self) -> bool:
        return self.facts.state == "edited"


def gathered(
    workspace: Workspace, recipient: Recipient, out: Path, store: Store | None
) -> Iterator[tuple[str, list[Item], list[Problem]]]:
    """(share, what it gives to a recipient, in the order of the set's folders, what is not right), share by share.

    Raises QmsdocsError while a build is at work in the folder.
    """
    own = recipient == "province" and workspace.programme is not None and workspace.whole
    # The province's own papers are looked at only where they are handed over.
    some = workspace if own else dataclasses.replace(workspace, whole=False, chosen=True)
    found = statuses(some, kinds_for(recipient), out, store)
    with reading(out) as manifest:
        for share, group in groupby(found, lambda one: one.share):
            if share == PROVINCE and not own:
                continue
            every = [one for one in group if one.state != "orphaned"]
            problems = list(_problems(workspace, share, every, out))
            items = [] if problems or manifest is None else list(_items(workspace, every, out, manifest))
            items.sort(key=lambda item: [text.sort_key(name) for name in item.folder])
            yield share, items, [*problems, *(problem for item in items for problem in _older(item))]


def _problems(workspace: Workspace, share: str, every: Sequence[Status], out: Path) -> Iterator[Problem]:
    """Why a share cannot be handed over: all that blocks it; that it was never built; or every document of it."""
    where = Location(str(out / share))
    words: dict[str, object] = {"path": workspace.root, "out": out}
    causes = dict.fromkeys(cause for one in every if one.state == "blocked" for cause in one.causes)
    yield from (Problem("pack-blocked", where, words | {"cause": cause}) for cause in causes)
    if not causes and every and not any(one.row for one in every):
        yield Problem("pack-not-built", where, words)
        return
    for one in every:
        if one.state in _WHY:
            cause = f": {one.causes[0]}" if one.causes else ""
            told = {"state": _WHY[one.state], "cause": cause, "code": one.code}
            yield Problem("pack-not-fresh", Location(str(out / one.path)), words | told)


def _items(workspace: Workspace, every: Sequence[Status], out: Path, manifest: Manifest) -> Iterator[Item]:
    titles = Counter((one.code, one.title) for one in every)
    releases: dict[str, History] = {}
    for one in every:
        if one.plan is None:
            continue
        of_agency = releases.setdefault(one.plan.agency, history(workspace, one.plan.agency))
        # Records of one form share its code and title; the name of their file tells them apart.
        alone = titles[one.code, one.title] == 1 or one.plan.path.stem.startswith(one.code)
        title = one.title if alone else one.plan.path.stem
        yield _item(one, one.plan, title, released_on(one.plan, of_agency), out / one.path, manifest)


def _item(one: Status, plan: DocumentPlan, title: str, released: str, file: Path, manifest: Manifest) -> Item:
    sha256 = digest_of(file)
    state, changes = _state_of(one, sha256, file, manifest)
    facts = Entry(
        id=plan.identity,
        path="",
        agency=plan.agency,
        kind=plan.kind,
        code=plan.code,
        title=title,
        issue=plan.issue,
        date=day_of(plan),
        released=released,
        state=state,
        sha256=sha256,
        changes=tuple(map(str, changes)),
    )
    suffixes = _BESIDE_OF.get(plan.kind, _BESIDE)
    beside = tuple(other for suffix in suffixes if (other := file.with_suffix(suffix)).is_file())
    return Item(file, beside, plan.path.parent.parts, facts, one.stale and state == "edited")


def _state_of(one: Status, sha256: str, file: Path, manifest: Manifest) -> tuple[str, tuple[Change, ...]]:
    """What became of a built file, and how it differs. One that was only saved again counts as fresh elsewhere; whether
    it was is looked at once more here, by its content."""
    if one.state == "edited":
        return "edited", one.changes
    if one.row is None or one.row.sha256 == sha256:
        return "untouched", ()
    changes = changes_of(manifest, one.row, file.read_bytes())
    return ("edited" if changes else "resaved"), changes


def _older(item: Item) -> Iterator[Problem]:
    """What comes with a document must not be older than it: it would say something else."""
    for other in item.beside:
        if other.stat().st_mtime_ns < item.file.stat().st_mtime_ns:
            yield Problem("pack-older", Location(str(other)), {"file": item.file.name})


def released_on(plan: DocumentPlan, releases: History) -> str:
    """The day of the release that a document hands out, as it is written there; '' when it hands out none."""
    if plan.released is None or plan.kind not in RELEASED:
        return ""
    release = releases.of(plan).get(version(plan))
    return release.released if release else ""


def day_of(plan: DocumentPlan) -> str:
    """The day that the list names: of issue, of signing, of what is recorded; '' when it is not known."""
    if "document" in plan.context:
        return text.short_date(plan.day) if plan.day else ""
    if line := str(plan.context.get("date", "")):
        match = re.search(r"ngày (\d+) tháng (\d+) năm (\d+)", line)
        return "/".join(match.groups()) if match else ""
    # Minutes print no such line; a plan whose day is not known may stand at the end of its year.
    known = plan.day and (plan.day.month, plan.day.day) != (12, 31)
    return text.short_date(plan.day) if known else ""


def digest_of(file: Path) -> str:
    """SHA-256 of a file, read block by block. Raises QmsdocsError when it cannot be read."""
    try:
        with file.open("rb") as data:
            whole = hashlib.sha256()
            while block := data.read(BLOCK):
                whole.update(block)
            return whole.hexdigest()
    except OSError as error:
        words = {"reason": error.strerror or error}
        raise QmsdocsError([Problem("unreadable-file", Location(str(file)), words)]) from None
