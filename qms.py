#!/usr/bin/env python3
"""Run qmsdocs from a checkout: the first call makes .venv and installs, later calls need no network.

    python3 qms.py build samples/binh-phuoc     any qmsdocs command
    python3 qms.py test                         ruff, mypy and the tests
    python3 qms.py bench                        the render engine beside others (benchmarks/README.md)

On Windows: `py qms.py …`. Only the standard library is used here.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "qms-installed"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 10)


def main(arguments: list[str]) -> int:
    """Install when needed, then run the tests, the benchmarks or the command line; its exit code is returned."""
    if sys.version_info < OLDEST:
        return _stop(f"qmsdocs needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    if not _installed() and (code := _install()):
        return code
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if arguments[:1] == ["test"]:
        return _test(arguments[1:], environment)
    if arguments[:1] == ["bench"]:
        return subprocess.call([str(PYTHON), "-m", "benchmarks", *arguments[1:]], cwd=ROOT, env=environment)
    return subprocess.call([str(PYTHON), "-m", "qmsdocs", *arguments], env=environment)


def _wanted() -> str:
    """What the environment depends on: the locked packages and our own packaging."""
    digest = hashlib.sha256(str(VENV).encode())
    for file in (LOCK, ROOT / "setup.cfg", ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _installed() -> bool:
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text() == _wanted()


def _install() -> int:
    print("Installing qmsdocs into .venv (once)...", file=sys.stderr)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode:
        if "ensurepip" in made.stdout + made.stderr:
            return _stop("This Python has no venv. On Debian and Ubuntu: sudo apt-get install -y python3-venv")
        return _stop(f"Cannot make {VENV}: {(made.stderr or made.stdout).strip()}")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for step in (["--require-hashes", "-r", str(LOCK)], ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]):
        if subprocess.call([*pip, *step]):
            return _stop("The installation failed: check the network and run the same command again.")
    STAMP.write_text(_wanted())
    return 0


def _test(arguments: list[str], environment: dict[str, str]) -> int:
    checks = [["ruff", "check", "."], ["ruff", "format", "--check", "--quiet", "."], ["mypy"]]
    for check in checks if not arguments else []:
        if code := subprocess.call([str(PYTHON), "-m", *check], cwd=ROOT, env=environment):
            return code
    return subprocess.call(
        [str(PYTHON), "-m", "pytest", *(arguments or ["-n", "auto", "--dist", "loadfile"])], cwd=ROOT, env=environment
    )


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
