import json

import pytest

from tests.support.command import command
from tests.support.tokens import sign

TOKEN = sign(key=b"k" * 32, headers={"kid": "k1"}).decode()
CONTRACT = ("file", "line", "time", "instance", "service", "reason", "library", "kid", "alg", "token_fingerprint", "message")


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "x.log"
    path.write_text(
        "2026-11-24T10:00:00Z INFO auth: signature ok\n"
        f"2026-11-24T10:01:00Z ERROR auth: jwt expired {TOKEN}\n"
        '{"time":"2026-11-24T10:02:00Z","service":"orders","pod":"orders-1","error":"invalid signature","logger":"auth"}\n'
        "SecurityWarning: Key size should be >= 112 bits\n"
    )
    return str(path)


def test_each_rejection_is_one_object(log):
    ran = command("logs", log, "--each", "--format", "jsonl")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [(each["line"], each["reason"]) for each in found] == [(2, "expired"), (3, "signature_invalid")]
    assert all(tuple(each)[: len(CONTRACT)] == CONTRACT for each in found)
    assert (found[0]["file"], found[0]["kid"], found[0]["time"]) == (log, "k1", 1795514460.0)
    assert (found[1]["service"], found[1]["instance"]) == ("orders", "orders-1")


def test_no_character_of_a_token_is_shown(log):
    for arguments in (("--each",), ("--each", "--format", "jsonl"), (), ("--format", "json"), ("--format", "markdown")):
        assert not any(segment in command("logs", log, *arguments).all for segment in TOKEN.split("."))


def test_the_time_that_counts(log):
    ran = command("logs", log, "--each", "--since", "2026-11-24T10:01:30Z")
    assert [line.split(":")[1] for line in ran.out.splitlines()] == ["3"]


def test_a_log_without_rejections(tmp_path):
    path = tmp_path / "x.log"
    path.write_text("all is well\n")
    assert command("logs", str(path)).code == 0
    assert command("logs", str(path), "--each", "--format", "jsonl") == (0, "", "")


@pytest.mark.parametrize(("arguments", "why"), [(("--format", "jsonl"), "--each"), (("--each", "--format", "json"), "--each")])
def test_formats_that_do_not_fit(log, arguments, why):
    ran = command("logs", log, *arguments)
    assert ran.code == 2
    assert why in ran.err


def test_a_file_that_is_not_there():
    ran = command("logs", "no/such.log", "--each")
    assert (ran.code, ran.out) == (2, "")
    assert "no/such.log" in ran.err


def test_phrases_of_the_operator(log, tmp_path):
    config = tmp_path / "j.toml"
    config.write_text('[[phrase]]\ntext = "signature ok"\nreason = "revoked"\n')
    assert "revoked" in command("logs", log, "--each", "--config", str(config)).out
    config.write_text('[[phrase]]\ntext = "x"\nreason = "no"\n')
    assert command("logs", log, "--config", str(config)).code == 2


def test_hostile_lines_do_not_reach_the_terminal(tmp_path):
    path = tmp_path / "x.log"
    path.write_bytes(b'{"error":"jwt expired","kid":"a\\u001b[31m\\u202e"}\n\x00\xff jwt expired \x1b]0;x\x07\n')
    ran = command("logs", str(path), "--each")
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert len(ran.out.splitlines()) == 2
