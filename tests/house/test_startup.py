"""What starts fast stays fast: the modules that ``--help`` and ``decode`` may import."""

import subprocess
import sys

import pytest

from tests.support.segments import compact

HEAVY = (
    "cryptography",
    "yaml",
    "rich",
    "dataclasses",
    "typing",
    "logging",
    "http",
    "socket",
    "ssl",
    "asyncio",
    "inspect",
    "subprocess",
    "shutil",
    "urllib",
)
OWN = {
    "--help": ("jwtriage.cli", "jwtriage.report"),
    "decode": ("jwtriage.cli", "jwtriage.report", "jwtriage.tasks", "jwtriage.forensics", "jwtriage.jose"),
}
TOKEN = compact({"alg": "HS256"}, {"iss": "a", "exp": 1}, b"s" * 32).decode()
SCRIPT = (
    "import sys; from jwtriage.cli.main import main; status = main(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(status)"
)


def modules_after(*argv: str) -> set[str]:
    run = subprocess.run([sys.executable, "-I", "-c", SCRIPT, *argv], capture_output=True, text=True, check=True)
    return set(run.stderr.split())


def bare() -> set[str]:
    run = subprocess.run([sys.executable, "-I", "-c", "import sys; print('\\n'.join(sys.modules))"], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "argv", [("--help",), ("decode", TOKEN, "--quiet"), ("decode", TOKEN, "--quiet", "--format", "json")], ids=lambda argv: argv[0]
)
def test_light_commands_import_nothing_heavy(argv):
    loaded = modules_after(*argv) - bare()
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}


@pytest.mark.parametrize("argv", [("--help",), ("decode", TOKEN, "--quiet")], ids=lambda argv: argv[0])
def test_light_commands_enter_only_their_rooms(argv):
    loaded = {name for name in modules_after(*argv) if name.startswith("jwtriage.")}
    assert all(name.startswith(OWN[argv[0]]) for name in loaded)


def test_no_command_imports_a_client_that_it_does_not_use():
    loaded = modules_after("keys", "--help") | modules_after("explain")
    assert not {"boto3", "kubernetes", "rich", "http.client", "gmpy2"} & loaded
