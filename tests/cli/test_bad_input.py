"""Bad input through the command line: one clear line, the right exit code, seconds and a bounded memory; never a traceback."""

import os

import pytest

from jwtriage.cli.main import main
from tests.cli.bad import FILES, TOKEN, assert_one_line, run
from tests.support.example import BRIEF


@pytest.mark.parametrize("command", [("decode",), ("diagnose", "--verifier", "key")], ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("@empty", "empty"),
        ("@large", "larger than 1 MiB"),
        ("@folder", "directory"),
        ("@nowhere", "No such file"),
        ("@no/where", "No such file"),
        ("@", "No such file"),
        ("", "empty"),
        ("-", "larger than 1 MiB"),
    ],
    ids=lambda value: value[:12] or "nothing",
)
def test_a_token_that_cannot_be_used(folder, command, token, words):
    ended = run(folder, command[0], token, *command[1:], stdin=b"x" * (10 << 20))
    assert_one_line(ended, 2, words)


@pytest.mark.parametrize("token", ["@binary", "@deep", "@dots"])
@pytest.mark.parametrize("command", [("decode",), ("diagnose", "--verifier", "key")], ids=lambda command: command[0])
def test_a_token_that_is_none_is_answered(folder, command, token):
    ended = run(folder, command[0], token, *command[1:])
    assert ended.returncode in (0, 1, 3)
    assert ended.stderr == b""
    assert 0 < len(ended.stdout) < 20_000


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("nowhere.pem", "no such file"),
        ("folder", "no file in this folder"),
        ("larger", "larger than 10 MiB"),
        ("deep.json#a", "nested"),
        ("deep.yaml", "nested deeper"),
        ("deep.yaml#a.a", "nested deeper"),
        ("aliases.yaml#j", "more than 100,000 values"),
        ("broken.json#keys", "JSON"),
        ("broken.env#KEY", "has no KEY"),
        ("key#name", "no name"),
        ("key#", "no name after #"),
        ("key?x=y", "no option"),
        ("env:NOPE", "no such variable"),
        ("oidc:x", "https"),
        ("/dev/zero", "not a regular file"),
        ("a\x1b[2Jb", "no such file"),
        ("%zz", "%"),
    ],
)
def test_a_verifier_that_cannot_be_used(folder, reference, words):
    ended = run(folder, "diagnose", "@token", "--verifier", reference)
    assert_one_line(ended, 2, words)
    assert b"\x1b" not in ended.stderr


@pytest.mark.parametrize("name", ["empty", "large", "binary", "dots", "deep.json", "aliases.yaml", "unclosed.pem", "broken.json"])
def test_a_strange_file_as_key_is_answered_in_time(folder, name):
    ended = run(folder, "diagnose", "@token", "--verifier", name, *BRIEF)
    assert ended.returncode in (1, 2, 3), ended.stderr
    assert b"internal error" not in ended.stderr
    assert len(ended.stdout) < 20_000


@pytest.mark.parametrize("name", sorted(set(FILES) - {"token", "key"}))
def test_keys_show_of_a_strange_file(folder, name):
    ended = run(folder, "keys", "show", name)
    assert ended.returncode in (0, 1, 2, 3), ended.stderr
    assert b"internal error" not in ended.stderr
    assert len(ended.stdout) < 20_000


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--config", "broken.toml"), "not a TOML file"),
        (("--config", "binary"), "not a TOML file"),
        (("--config", "folder"), "directory"),
        (("--config", "nowhere.toml"), "No such file"),
        (("--verifier", "key", "--alg", "XYZ"), "no such algorithm"),
        (("--verifier", "key", "--at", "nonsense"), "no time"),
        (("--verifier", "key", "--at", "9999-99-99"), "no time"),
        (("--verifier", "key", "--at", "99999999999999999999"), "no time"),
        (("--verifier", "key", "--leeway", "soon"), "no duration"),
        (("--verifier", "key", "--budget", "-1"), "no duration"),
        (("--verifier", "key", "--payload", "nowhere"), "No such file"),
        (("--verifier", "key", "--also-token", "@nowhere"), "No such file"),
        (("--verifier", "key", "--recover", "ec"), "invalid choice"),
        (("--verifier", "key", "--format", "xml"), "invalid choice"),
        (("--verifier", "key", "--output", "/nowhere/report"), "No such file"),
        (("--verifier", "key", "--output", "folder"), "directory"),
        (("--verifier", "key", "--no-such-option"), "unrecognized"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_an_option_that_cannot_be_used(here, capsys, argv, words):
    assert main(["diagnose", "@token", *argv]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("jwtriage: ")
    assert captured.err.count("\n") == 1
    assert words in captured.err
    assert captured.out == ""


@pytest.fixture
def unprivileged() -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads every file")


@pytest.mark.usefixtures("unprivileged")
def test_files_that_may_not_be_read(tmp_path):
    (tmp_path / "token").write_bytes(TOKEN)
    (tmp_path / "token").chmod(0)
    assert_one_line(run(tmp_path, "decode", "@token"), 2, "Permission denied")
    assert_one_line(run(tmp_path, "diagnose", TOKEN.decode(), "--quiet", "--verifier", "token"), 2, "permission denied")


def test_a_pipe_without_a_writer_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "token").write_bytes(TOKEN)
    assert_one_line(run(tmp_path, "diagnose", "@token", "--verifier", "pipe"), 2, "not a regular file")
