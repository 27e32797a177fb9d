import io

from jwtriage.cli.main import main
from tests.support.keys import SECRET
from tests.support.tokens import sign

TOKEN = sign({"sub": "someone"}, SECRET, "HS256")


class Standard:
    """A standard stream of octets."""

    def __init__(self, octets: bytes = b"") -> None:
        self.buffer = io.BufferedReader(io.BytesIO(octets)) if octets else io.BytesIO()


def test_a_stream_is_copied_without_tokens(monkeypatch):
    monkeypatch.setattr("sys.stdin", Standard(b"before\nBearer " + TOKEN + b"\nafter\n"))
    monkeypatch.setattr("sys.stdout", out := Standard())
    assert main(["logs", "redact"]) == 0
    lines = out.buffer.getvalue().splitlines()
    assert (lines[0], lines[2]) == (b"before", b"after")
    assert lines[1].startswith(b"Bearer [jwt HS256 tok:")


def test_one_fingerprint_key_gives_equal_tags(monkeypatch):
    monkeypatch.setenv("JWTRIAGE_FINGERPRINT_KEY", "b" * 64)
    answers = []
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", Standard(TOKEN + b"\n"))
        monkeypatch.setattr("sys.stdout", out := Standard())
        main(["logs", "redact"])
        answers.append(out.buffer.getvalue())
    assert answers[0] == answers[1]


def test_it_takes_no_files():
    assert main(["logs", "redact", "app.log"]) == 2
