"""The store keeps what its user put in and nothing else; a workspace read through it is the workspace read anew."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import AGENCY, ROOT, Tree
from test_mistakes import MEANING, SHAPE

from qmsdocs import inputs, snapshot
from qmsdocs.cache import Store, code_version, default_folder
from qmsdocs.checks import check
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.loading import load
from qmsdocs.snapshot import Thaw
from qmsdocs.workspace import Workspace

KEY, OTHER = (hashlib.sha256(name).hexdigest() for name in (b"one", b"other"))

posix_only = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows keeps profiles private itself")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home" / "cache")


def problems(root: Path, store: Store | None = None) -> list[Problem]:
    try:
        return check(load(root, store))
    except QmsdocsError as error:
        return list(error.problems)


def everything(workspace: Workspace) -> list[dict[str, object]]:
    """All that is known of each agency."""
    return [{field.name: getattr(qms, field.name) for field in fields(qms)} for qms in workspace.systems]


def test_what_was_put_comes_out_of_every_store_of_the_folder(store: Store) -> None:
    assert store.get(KEY) is None
    store.put(KEY, b"data")
    store.put(OTHER, b"")
    store.put(KEY, b"newer data")
    for one in (store, Store(store.folder)):
        assert (one.get(KEY), one.get(OTHER)) == (b"newer data", b"")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes()[:20]),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-1] + b"!"),
        lambda file: file.write_bytes(b"!" + file.read_bytes()[1:]),
        lambda file: file.write_bytes(file.with_name(OTHER).read_bytes()),
        lambda file: file.with_name("secret").write_bytes(bytes(32)),
        lambda file: file.with_name("secret").write_bytes(bytes(7)),
        lambda file: file.with_name("secret").unlink(),
    ],
    ids=["cut", "cut in the seal", "empty", "changed", "seal changed", "renamed", "other secret", "cut secret", "none"],
)
def test_a_spoilt_entry_is_absent_and_can_be_put_again(store: Store, spoil: Callable[[Path], None]) -> None:
    store.put(KEY, b"data")
    store.put(OTHER, b"other data")
    spoil(store.folder / KEY)
    later = Store(store.folder)
    assert later.get(KEY) is None
    later.put(KEY, b"data")
    assert Store(store.folder).get(KEY) == b"data"


@posix_only
@pytest.mark.parametrize("name", [".", "secret"])
@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_what_others_may_write_to_is_not_believed(store: Store, name: str, mode: int) -> None:
    store.put(KEY, b"data")
    (store.folder / name).chmod(mode)
    open_to_all = Store(store.folder)
    open_to_all.put(OTHER, b"data")
    assert (open_to_all.get(KEY), open_to_all.get(OTHER)) == (None, None)
    assert sorted(file.name for file in store.folder.iterdir()) == sorted([KEY, "secret"])


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("name", [".", "secret"])
def test_what_belongs_to_somebody_else_is_not_believed(store: Store, name: str) -> None:
    store.put(KEY, b"data")
    os.chown(store.folder / name, 12345, -1)
    assert Store(store.folder).get(KEY) is None


@posix_only
def test_nobody_else_can_read_the_secret(store: Store) -> None:
    store.put(KEY, b"data")
    modes = {file.name: file.stat().st_mode & 0o777 for file in (store.folder, *store.folder.iterdir())}
    assert modes == {"cache": 0o700, "secret": 0o600, KEY: 0o600}


def test_a_folder_that_cannot_be_is_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "cache")
    store.put(KEY, b"data")
    assert store.get(KEY) is None


def test_the_oldest_entries_make_room_and_nothing_else_is_touched(store: Store) -> None:
    keys = [hashlib.sha256(bytes([number])).hexdigest() for number in range(5)]
    for age, key in enumerate(keys):
        store.put(key, bytes(1000))
        os.utime(store.folder / key, (age, age))
    (store.folder / "letter.docx").write_bytes(bytes(9000))
    full = Store(store.folder, limit=3500)
    full.put(KEY, bytes(1000))
    assert [key for key in (*keys, KEY) if full.get(key)] == [keys[3], keys[4], KEY]
    assert (store.folder / "letter.docx").exists()


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/home/an"}, "/home/an/.cache/qmsdocs"),
        ("linux", {"HOME": "/home/an", "XDG_CACHE_HOME": "/var/an"}, "/var/an/qmsdocs"),
        ("linux", {"HOME": "/home/an", "XDG_CACHE_HOME": "here"}, "/home/an/.cache/qmsdocs"),
        ("darwin", {"HOME": "/Users/an"}, "/Users/an/Library/Caches/qmsdocs"),
        ("win32", {"LOCALAPPDATA": "C:/Users/an/AppData/Local"}, "C:/Users/an/AppData/Local/qmsdocs/cache"),
        ("linux", {}, None),
        ("win32", {"HOME": "/home/an"}, None),
    ],
)
def test_the_default_folder_is_where_the_system_wants_it(
    platform: str, environment: dict[str, str], folder: str | None
) -> None:
    assert default_folder(environment, platform) == (Path(folder) if folder else None)


def test_code_versions_differ_by_folder() -> None:
    assert len({code_version("."), code_version("model"), code_version(".", "model")}) == 3


@pytest.mark.parametrize("files", [SHAPE, MEANING], ids=["shape", "meaning"])
def test_mistakes_are_told_the_same_cold_and_warm(tree: Tree, store: Store, files: dict[str, str]) -> None:
    root = tree(files)
    expected = problems(root)
    assert len(expected) > 20
    for _ in range(3):
        assert problems(root, store) == expected
        store = Store(store.folder)


def thawed(workspace: Workspace) -> list[str]:
    fetches = [entry.fetch for entry in workspace.entries]
    return [e.slug for e, f in zip(workspace.entries, fetches, strict=True) if isinstance(f, Thaw) and f.held]


def test_a_province_is_the_same_cold_warm_and_after_an_edit(tmp_path: Path, store: Store) -> None:
    root = tmp_path / "binh-phuoc"
    shutil.copytree(ROOT / "samples" / "binh-phuoc", root, ignore=shutil.ignore_patterns("out"))
    anew, _, warm = load(root), load(root, store), load(root, store)
    assert thawed(warm) == []
    (chosen,) = warm.choose(agencies=["so-tu-phap"]).systems
    assert thawed(warm) == [chosen.slug] == ["so-tu-phap"]
    assert len(warm.choose(cohort=2008).entries) == 14
    assert (warm.root, warm.programme, everything(warm)) == (anew.root, anew.programme, everything(anew))
    assert check(warm) == check(anew)
    first, second = warm.systems[:2]
    common = first.by_id.keys() & second.by_id.keys()
    assert all(first.by_id[name].procedure is second.by_id[name].procedure for name in common) and common

    own = "name: Sở Xây dựng tỉnh\nposts:\n  head: {title: Giám đốc Sở ,}\n"
    (root / "agencies" / "so-xay-dung").mkdir(parents=True, exist_ok=True)
    (root / "agencies" / "so-xay-dung" / "agency.yaml").write_text(own, encoding="utf-8")
    anew, changed = load(root), load(root, store)
    assert everything(changed) == everything(anew) != everything(warm)
    assert check(changed) == check(anew) != check(warm)


def test_a_workspace_that_hardly_fits_into_memory_is_the_same(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few agencies and shared things are held at once, with and without a store, here and where it is sent."""
    root = ROOT / "samples" / "binh-phuoc"
    expected = everything(load(root))
    monkeypatch.setattr(snapshot, "_AGENCIES", 2)
    monkeypatch.setattr(snapshot, "_SHARED", 400)
    load(root, store)
    for scarce in (load(root), load(root, store)):
        scarce.entries[-1].let_go()
        assert scarce.entries[-1].slug not in thawed(scarce)
        assert everything(pickle.loads(pickle.dumps(scarce))) == expected == everything(scarce)
        assert len(thawed(scarce)) == 2


PROGRAMME = """\
title: Chương trình
period: 2007 - 2010
province: {name: Bình Phước, committee: UBND tỉnh, lead: Sở KH&CN, contact: Chi cục TĐC, finance: Sở Tài chính}
defaults: {standard: "2008", regime: 144-2006}
cohorts: [{year: 2008, agencies: [{slug: so-a, name: Sở A, kind: department.justice}]}]
"""
FILES = [
    "agencies/so-a/agency.yaml",
    "agencies/so-a/procedures/luu-ho-so.yaml",
    "agencies/so-a/manuals/2008.yaml",
    "agencies/so-a/acts.yaml",
    "procedures/kiem-soat-ho-so.yaml",
    "agency_kinds/department.yaml",
    "acts.yaml",
]


def test_every_file_that_loading_may_read_counts(tree: Tree) -> None:
    root = tree({"programme.yaml": PROGRAMME})
    seen = [inputs.fingerprint(root)]
    for name in FILES:
        for text in ("a: 1\n", "a: 2\n"):
            tree({name: text})
            seen.append(inputs.fingerprint(root))
    for name in FILES:
        (root / name).unlink()
        seen.append(inputs.fingerprint(root))
    assert len(set(seen)) == len(seen)


def test_loading_reads_no_file_that_does_not_count(tree: Tree) -> None:
    root = tree({"programme.yaml": PROGRAMME} | dict.fromkeys(FILES, ""))
    watched = (
        "import sys; from pathlib import Path; from qmsdocs import errors, inputs, loading, snapshot; opened = set(); "
        "sys.addaudithook(lambda event, args: event == 'open' and opened.add(str(args[0])))\n"
        "try: loading.load(Path(sys.argv[1]))\nexcept errors.QmsdocsError: pass\n"
        "opened = {file for file in opened if file.endswith('.yaml')}; assert len(opened) > 80\n"
        "print(opened - {str(file) for _, file in inputs.yaml_files(Path(sys.argv[1]))})"
    )
    run = subprocess.run([sys.executable, "-c", watched, root], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "set()"


def test_a_folder_without_a_line_is_told_although_no_file_changed(tree: Tree, store: Store) -> None:
    root = tree({"programme.yaml": PROGRAMME})
    load(root, store)
    (root / "agencies" / "so-b").mkdir(parents=True)
    assert [problem.code for problem in problems(root, store)] == ["folder-without-line"]


def test_places_are_named_as_the_folder_was_given(tree: Tree, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"agency.yaml": AGENCY})
    load(root, store)
    monkeypatch.chdir(root.parent)
    (qms,) = load(Path(root.name), store).systems
    assert str(qms.home) == str(Path(root.name, "agency.yaml:1:1"))
    (renamed,) = load(root.rename(root.with_name("so-b")), store).systems
    assert (qms.slug, renamed.slug) == (root.name, "so-b")
