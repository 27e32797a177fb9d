"""The entry point: exit codes, one line for every complaint, never a traceback."""

import os
import subprocess
import sys

import pytest

from jwtriage import __version__
from jwtriage.cli import main as entry
from jwtriage.cli.main import COMMANDS, main
from tests.support.segments import compact

SIGNATURE = b"0123456789abcdef0123456789abcdef"
TOKEN = compact({"alg": "HS256"}, {"iss": "a"}, SIGNATURE).decode()


def test_help_names_every_command(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_nothing_at_all_is_unusable(capsys):
    assert main([]) == 2
    assert "usage" in capsys.readouterr().out


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"jwtriage {__version__}\n"


@pytest.mark.parametrize(
    "argv",
    [
        ["nonsense"],
        ["decode"],
        ["decode", "@/nowhere/token.txt"],
        ["decode", "@/"],
        ["decode", ""],
        ["decode", TOKEN, "--format", "xml"],
        ["decode", TOKEN, "--form", "json"],
        ["diagnose", TOKEN, "--verifier", "/nowhere/key.pem"],
        ["diagnose", TOKEN, "--verifier", ""],
        ["diagnose", TOKEN, "--at", "yesterday"],
        ["diagnose", TOKEN, "--budget", "soon"],
        ["keys"],
        ["keys", "nonsense"],
        ["keys", "show", "/nowhere/key.pem"],
        ["keys", "normalize", "/nowhere/key.pem"],
        ["explain", "no-such-cause"],
    ],
    ids=lambda argv: " ".join(argv)[:40],
)
def test_unusable_input_is_one_line_and_exit_2(argv, capsys):
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") <= 2
    assert captured.err.startswith("jwtriage: ") or "usage" in captured.out
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("argv", [["diagnose", TOKEN, TOKEN], ["decode", TOKEN, "--at", TOKEN], [TOKEN], ["decode", f"@{TOKEN}"]])
def test_a_complaint_never_shows_a_signature(argv, capsys):
    assert main(argv) == 2
    assert TOKEN.rpartition(".")[2][:8] not in capsys.readouterr().err


def test_an_internal_error_names_its_place_and_not_its_message(monkeypatch, capsys):
    def fail(argv):
        raise RuntimeError("the secret is hunter2")

    monkeypatch.setattr(entry, "_dispatch", fail)
    assert main(["decode"]) == 3
    message = capsys.readouterr().err
    assert "RuntimeError" in message
    assert "hunter2" not in message


def test_an_interrupt_is_130(monkeypatch, capsys):
    def interrupt(argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_dispatch", interrupt)
    assert main(["decode"]) == 130
    assert capsys.readouterr().err == "jwtriage: interrupted\n"


def test_a_reader_that_leaves_early_is_no_error():
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run([sys.executable, "-m", "jwtriage", "explain"], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert run.stderr == ""
    assert run.returncode == 0


@pytest.mark.parametrize("argv", [["--help"], ["explain"], ["decode", TOKEN, "--quiet"]], ids=lambda argv: argv[0])
def test_a_full_disk_is_one_line(argv):
    with open("/dev/full", "w") as full:
        run = subprocess.run([sys.executable, "-m", "jwtriage", *argv], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.startswith("jwtriage: standard output: ")
    assert run.stderr.count("\n") == 1
