"""The command decode: where tokens come from, and where its output goes."""

import io
import json
import os
import stat

import pytest

from jwtriage.cli.main import main
from tests.support.segments import compact

TOKEN = compact({"alg": "HS256"}, {"iss": "a", "x": 1}, b"s" * 32)


def test_one_line_feed_of_a_file_belongs_to_the_file(tmp_path, capsys):
    path = tmp_path / "token"
    for ending, findings in ((b"\n", 0), (b"", 0), (b"\r\n", 1), (b"\n\n", 1)):
        path.write_bytes(TOKEN + ending)
        assert main(["decode", f"@{path}", "--format", "json"]) == 0
        assert len(json.loads(capsys.readouterr().out)["findings"]) == findings


def test_stdin(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TOKEN + b"\n")))
    assert main(["decode", "-"]) == 0
    assert capsys.readouterr().err == ""


def test_a_token_in_the_arguments_draws_a_note(capsys):
    assert main(["decode", TOKEN.decode()]) == 0
    assert "process lists" in capsys.readouterr().err
    assert main(["decode", TOKEN.decode(), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_text_has_no_colour_off_a_terminal(capsys):
    main(["decode", TOKEN.decode(), "--quiet"])
    assert "\x1b" not in capsys.readouterr().out


def test_output_goes_to_a_private_file(tmp_path, capsys):
    path = tmp_path / "report"
    assert main(["decode", TOKEN.decode(), "--quiet", "--format", "json", "--output", str(path)]) == 0
    assert json.loads(path.read_text())["task"] == "decode"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    assert capsys.readouterr().out == ""


def test_output_to_a_device_writes_to_it():
    assert main(["decode", TOKEN.decode(), "--quiet", "--output", "/dev/null"]) == 0
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_what_is_no_token_is_exit_3(capsys):
    assert main(["decode", "what is this?"]) == 3


@pytest.mark.parametrize("size", [(1 << 20) + 1, 10 << 20])
def test_a_huge_token_is_refused(tmp_path, size, capsys):
    path = tmp_path / "token"
    path.write_bytes(b"." * size + b"\n")
    assert main(["decode", f"@{path}"]) == 2
    assert "1 MiB" in capsys.readouterr().err


@pytest.mark.parametrize("text", [b"." * 100_000, b"\x00\xff" * 500, b"eyJ" + b"[" * 100_000, b"{" * 100_000])
def test_strange_texts_end_well(tmp_path, text, capsys):
    path = tmp_path / "token"
    path.write_bytes(text)
    assert main(["decode", f"@{path}"]) in (0, 3)
