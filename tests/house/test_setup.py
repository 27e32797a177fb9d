"""`scripts/setup.sh` on a machine without the module venv: with programs that only note what was asked of them."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = """#!/bin/sh
case "$*" in
    *version_info*) exit ${OLD:-0} ;;
    *ensurepip*) [ -e "$LOG.venv" ] ;;
    *"-m venv"*) for folder; do :; done; mkdir -p "$folder/bin"; cp "$0" "$folder/bin/python"; echo venv >> "$LOG" ;;
    *"-m pip --version"*) exit 1 ;;
    *"-m pip install"*) echo pip >> "$LOG" ;;
esac
"""
APT = """#!/bin/sh
echo "apt-get $1" >> "$LOG"
echo noise
[ "$1" = update ] || touch "$LOG.venv"
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Copy what the script reads, and stand in for the programs that it calls."""
    for name in ("scripts/setup.sh", "requirements/dev.txt", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "bin").mkdir()
    for name, text in {"python3": PYTHON, "apt-get": APT, "id": "#!/bin/sh\necho ${WHO:-0}\n"}.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    return tmp_path / "log"


def setup(log: Path, **environment: str) -> tuple[int, str, list[str]]:
    """Run the script; return its exit code, what it printed, and which programs did something."""
    environment = {"PATH": f"{log.parent / 'bin'}:{os.environ['PATH']}", "LOG": str(log), **environment}
    ran = subprocess.run(["sh", log.parent / "scripts" / "setup.sh"], env=environment, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr, log.read_text().splitlines() if log.exists() else []


def test_root_gets_the_missing_module_and_the_second_run_does_nothing(log: Path) -> None:
    assert setup(log) == (0, "", ["apt-get update", "apt-get install", "venv", "pip", "pip"])
    before = log.read_text()
    assert setup(log) == (0, "", before.splitlines())


def test_a_changed_lock_file_is_installed_anew(log: Path) -> None:
    setup(log)
    (log.parent / "requirements" / "dev.txt").write_text("# another\n")
    assert setup(log)[2][5:] == ["venv", "pip", "pip"]


def test_others_are_told_what_to_install(log: Path) -> None:
    assert setup(log, WHO="1000") == (1, "the module venv is missing: install the package python3-venv\n", [])


def test_an_old_python_is_told(log: Path) -> None:
    code, printed, done = setup(log, OLD="1")
    assert (code, done) == (1, [])
    assert "3.11" in printed
