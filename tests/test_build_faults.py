"""Builds that are cut off, run into a full disk or each other, lose a process: every file stays whole, the next build
finishes the rest, and the result is that of a build that nothing disturbed."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.cohort import write as write_cohort
from qmsdocs.manifest.database import writing as opened
from qmsdocs.refusal import cannot_write
from tests.building import built, change, command, digest, documents, snapshot, whole
from tests.resaving import edited

KILLS = int(os.environ.get("QMSDOCS_KILLS", "5"))
KINDS = ("--kind", "procedure", "--kind", "policy", "--kind", "manual")
MORE = ("--kind", "procedure", "--kind", "form", "--kind", "manual")
POLICY = ("--kind", "policy")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_cohort(tmp_path_factory.mktemp("cohort") / "tinh", 6)


def run(*arguments: str | Path) -> tuple[int, str]:
    """The command to its end: exit code and messages."""
    process = command(*arguments)
    _, err = process.communicate(timeout=120)
    return process.returncode, err.decode()


def temporary(out: Path) -> list[Path]:
    return list(out.rglob(".qmsdocs-*"))


# --- killed


def children(process: subprocess.Popen[bytes]) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return [int(number) for number in listed.read_text().split()] if listed.exists() else []


def wait_for(what: Path, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and not what.exists():
        time.sleep(0.005)


def test_killed_at_any_moment(tmp_path: Path, root: Path) -> None:
    """SIGKILL, new builds and builds over an older version, with a file that somebody edited."""
    workspace = Path(shutil.copytree(root, tmp_path / "tinh"))
    older, newer = tmp_path / "older", tmp_path / "newer"
    assert run("build", workspace, "-o", older, *KINDS)[0] == 0
    change(workspace / "programme.yaml", "name: Sở Xây dựng", "name: Sở Xây dựng và Đô thị")
    change(workspace / "programme.yaml", "lead: Sở Khoa học và Công nghệ", "lead: Sở Khoa học, Công nghệ và Môi trường")
    began = time.monotonic()
    assert run("build", workspace, "-o", newer, *KINDS)[0] == 0
    whole_run = time.monotonic() - began
    right, before = snapshot(newer), snapshot(older)
    assert right != before and right.keys() == before.keys()
    for number in range(KILLS):
        rng = random.Random(number)
        out = tmp_path / f"killed{number}"
        if number % 2:
            shutil.copytree(older, out)
        process = command("build", workspace, "-o", out, "--jobs", str(1 + number // 2 % 2), *KINDS)
        wait_for(out / ".qmsdocs" / "manifest.sqlite", process)
        time.sleep(rng.random() * whole_run * 0.8)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL) if number % 3 else process.kill()
        process.wait()
        for file in documents(out):
            path = str(file.relative_to(out))
            assert whole(file) and digest(file) in (right[path], before[path] if number % 2 else "")
        wait_for_group(process.pid)
        code, err = run("build", workspace, "-o", out, *KINDS)
        assert code == 0, err
        assert snapshot(out) == right and not temporary(out), number
        shutil.rmtree(out)


def wait_for_group(group: int) -> None:
    """Processes whose parent was killed end by themselves."""
    for _ in range(400):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("processes of a killed build still run")


def test_a_killed_build_loses_no_edit(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    assert run("build", root, "-o", out, *POLICY)[0] == 0
    file = documents(out)[2]
    file.write_bytes(edited(file.read_bytes(), random.Random(2)))
    mine = digest(file)
    for choice in ("keep", "side", "replace"):
        process = command("build", root, "-o", out, "--edited", choice, *KINDS)
        time.sleep(1.0)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert mine in {digest(one) for one in out.rglob("*.docx")}
        assert run("build", root, "-o", out, "--edited", choice, *KINDS)[0] == 0
        assert mine in {digest(one) for one in out.rglob("*.docx")}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found in /proc")
def test_a_worker_that_dies_is_replaced(tmp_path: Path, root: Path) -> None:
    calm, hit = tmp_path / "calm", tmp_path / "hit"
    built(root, calm, kinds=("procedure", "form", "manual"))
    process = command(
        "build", root, "-o", hit, "--jobs", "2", "--kind", "procedure", "--kind", "form", "--kind", "manual"
    )
    while process.poll() is None and len(documents(hit)) + len(temporary(hit)) < 20:
        time.sleep(0.01)
    for worker in children(process)[:1]:
        os.kill(worker, signal.SIGKILL)
    assert process.wait(timeout=120) == 0, process.communicate()[1].decode()
    assert snapshot(hit) == snapshot(calm) and not temporary(hit)


# --- disks and folders


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a file system can only be mounted by root")
    yield folder
    subprocess.run(["umount", folder], check=True)


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


def test_a_full_disk(small_disk: Path, tmp_path: Path, root: Path) -> None:
    built(root, tmp_path / "calm", kinds=("procedure",))
    out = small_disk / "out"
    code, err = run("build", root, "-o", out, "--kind", "procedure")
    assert code == 1 and "đĩa đã đầy" in err and "chọn thư mục ở đĩa khác bằng -o" in err and str(out) in err
    assert "Traceback" not in err
    assert all(whole(file) for file in documents(out)) and not temporary(out)
    remount(small_disk, "size=100m")
    assert run("build", root, "-o", out, "--kind", "procedure")[0] == 0
    assert snapshot(out) == snapshot(tmp_path / "calm")


def test_a_read_only_disk(small_disk: Path, root: Path) -> None:
    out = small_disk / "out"
    assert run("build", root, "-o", out, *POLICY)[0] == 0
    before = snapshot(out)
    remount(small_disk, "ro")
    code, err = run("build", root, "-o", out, "--kind", "manual")
    assert code == 1 and "không có quyền ghi vào thư mục" in err and str(out) in err and "-o" in err
    assert "Traceback" not in err and snapshot(out) == before
    assert run("build", root, "-o", out, *POLICY)[0] == 0, "nothing to write"
    remount(small_disk, "rw")


def test_one_read_only_folder_stops_its_own_files(small_disk: Path, tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    one = out / "so-xay-dung"
    one.mkdir(parents=True)
    subprocess.run(["mount", "--bind", small_disk, one], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", one], check=True)
    try:
        code, err = run("build", root, "-o", out, *POLICY)
    finally:
        subprocess.run(["umount", one], check=True)
    assert code == 1 and "không có quyền ghi vào thư mục" in err and str(one) in err
    assert {file.relative_to(out).parts[0] for file in documents(out)} == {
        path.name for path in out.iterdir() if path.is_dir() and not path.name.startswith(".")
    } - {"so-xay-dung"}
    assert len(documents(out)) == 5


@pytest.mark.parametrize(("number", "windows", "said"), [
    (errno.EACCES, 32, "đang mở trong chương trình khác"),
    (errno.EACCES, 33, "đang mở trong chương trình khác"),
    (errno.ENOENT, 206, "đường dẫn quá dài"),
    (errno.ENOSPC, 112, "đĩa đã đầy"),
    (errno.EDQUOT, None, "đĩa đã đầy"),
    (errno.EROFS, None, "không có quyền ghi"),
    (errno.EIO, None, "không ghi được"),
])  # fmt: skip
def test_what_the_system_refuses_is_told_in_words(tmp_path: Path, number: int, windows: int | None, said: str) -> None:
    """As Windows reports it: a file that Word holds open, a path past 259 characters."""
    error = OSError(number, os.strerror(number))
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined]
    problem = cannot_write(tmp_path / "QT.01.docx", error)
    assert said in problem.message("vi") and problem.where.file.endswith("QT.01.docx") and problem.hint("vi")


def test_a_path_too_long(tmp_path: Path, root: Path) -> None:
    deep = tmp_path / "/".join(["thư-mục-rất-dài-" * 8] * 6)
    code, err = run("build", root, "-o", deep, *POLICY)
    assert code == 1 and "đường dẫn quá dài" in err and "rút ngắn" in err and "Traceback" not in err


def test_two_builds_of_one_folder(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    with opened(out):
        for arguments in (("build", root, "-o", out, *POLICY), ("status", root, "-o", out), ("clean", root, "-o", out)):
            code, err = run(*arguments)
            assert code == 1 and "một lần build khác đang chạy" in err and str(out) in err, err
    together = [command("build", root, "-o", out, *KINDS) for _ in range(3)]
    codes = [(process.communicate()[1].decode(), process.returncode) for process in together]
    assert sorted(code for _, code in codes)[0] == 0
    assert all("một lần build khác đang chạy" in err for err, code in codes if code)
    built(root, tmp_path / "calm", kinds=("procedure", "policy", "manual"))
    assert snapshot(out) == snapshot(tmp_path / "calm") and not temporary(out)


def test_a_damaged_manifest(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    built(root, out, kinds=("policy",))
    (out / ".qmsdocs" / "manifest.sqlite").write_bytes(b"no database" * 1000)
    code, err = run("build", root, "-o", out, *POLICY)
    assert code == 1 and "manifest.sqlite" in err and "Traceback" not in err
    (out / ".qmsdocs" / "manifest.sqlite").unlink()
    assert run("build", root, "-o", out, *POLICY)[0] == 0, "the cure that the message tells"


# --- a cluster


def test_a_cluster_makes_the_same_bytes_and_survives_a_worker(tmp_path: Path, root: Path) -> None:
    """A real scheduler with two workers; one is killed while it works."""
    distributed = pytest.importorskip("distributed")
    built(root, tmp_path / "calm", kinds=("procedure", "form", "manual"))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        out = tmp_path / "out"
        process = command("build", root, "-o", out, "--cluster", cluster.scheduler_address, *MORE)
        while process.poll() is None and len(documents(out)) + len(temporary(out)) < 20:
            time.sleep(0.01)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
        assert snapshot(out) == snapshot(tmp_path / "calm") and not temporary(out)


def test_a_cluster_that_is_not_there(tmp_path: Path, root: Path) -> None:
    pytest.importorskip("distributed")
    code, err = run("build", root, "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9", *POLICY)
    assert code == 1 and "tcp://127.0.0.1:9" in err and "Traceback" not in err


def test_a_manifest_that_was_cut_off_in_mid_change_is_put_back(tmp_path: Path, root: Path) -> None:
    """The journal of a change that never ended lies beside it: whoever looks next, a look or a build, undoes it."""
    out = tmp_path / "out"
    built(root, out, kinds=("policy",))
    before = snapshot(out)
    code = (
        "import os, sys, dataclasses; from pathlib import Path; from qmsdocs.manifest.database import writing\n"
        "manifest = writing(Path(sys.argv[1])); manifest._connection.execute('PRAGMA cache_size = 1')\n"
        "rows = [dataclasses.replace(row, sha256='x' * 5000) for row in manifest.rows().values()]\n"
        "manifest.put((row, None) for row in rows); os.kill(os.getpid(), 9)"
    )
    for look in ("status", "build"):
        subprocess.run([sys.executable, "-c", code, str(out)], check=False)
        assert (out / ".qmsdocs" / "manifest.sqlite-journal").stat().st_size, "cut off too early to tell"
        code_of_run, err = run(look, root, "-o", out, *POLICY)
        assert code_of_run == 0, err
    assert snapshot(out) == before
