"""Key sets that do not come, do not end or are none, and no socket where that was asked for."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from jwtriage.cli.main import main
from tests.cli.bad import SECONDS, run
from tests.fetch.server import Handler, address, serving
from tests.support.example import BRIEF
from tests.support.keys import public_pem, rsa
from tests.support.tokens import segment


def hang(handler: Handler) -> None:
    """Send a few octets now and then, and never an end."""
    handler.send_response(200)
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(b" ")
            time.sleep(0.1)


def flood(handler: Handler) -> None:
    """Announce two gigabytes, and send as much as is taken."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(2 << 30))
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(2 << 10):
            handler.wfile.write(b" " * (1 << 20))


def answering(body: bytes, status: int = 200, **headers: str) -> Callable[[Handler], None]:
    """Answer always the same."""
    return lambda handler: handler.send(body, status, **headers)


@pytest.mark.parametrize(
    ("respond", "words"),
    [
        (hang, "did not answer in time"),
        (flood, "more than 1 MiB"),
        (answering(b"", 302, Location="https://elsewhere.example/jwks"), "redirects"),
        (answering(b"", 302, Location="http://127.0.0.2/jwks"), "redirects"),
        (answering(b"", 302, Location="/again"), "redirects again"),
        (answering(b"nothing here", 404), "404"),
        (answering(b'{"keys": []}', 503), "503"),
    ],
    ids=["hangs", "floods", "leaves", "other-host", "circles", "404", "503"],
)
def test_a_key_set_that_cannot_be_fetched_is_told_and_is_no_cause(here, capsys, respond, words):
    start = time.monotonic()
    with serving(respond) as server:
        code = main(["diagnose", "@token", "--verifier", address(server, "/jwks"), "--timeout", "0.5s", *BRIEF])
    shown = capsys.readouterr()
    assert words in shown.out
    assert "(proven)" not in shown.out
    assert code in (1, 3)
    assert shown.err == ""
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><html><body>Sign in</body></html>",
        b"{",
        b"[1, 2]",
        b'"text"',
        b'{"keys": 7}',
        b'{"keys": [{"kty": 7}, null, {}]}',
        b"",
        b"\xff\xfe" * 99,
    ],
    ids=["html", "broken", "array", "text", "no-array", "broken-keys", "empty", "binary"],
)
def test_a_key_set_of_nonsense_is_answered(here, capsys, body):
    with serving(answering(body, Content_Type="text/html")) as server:
        code = main(["diagnose", "@token", "--verifier", address(server, "/jwks"), *BRIEF])
    shown = capsys.readouterr()
    assert code in (1, 2, 3)
    assert "internal error" not in shown.err
    assert "Sign in" not in shown.out + shown.err


def test_the_flood_takes_no_memory(folder):
    with serving(flood) as server:
        ended = run(folder, "diagnose", "@token", "--verifier", address(server), *BRIEF)
    assert ended.returncode in (1, 3)
    assert b"more than 1 MiB" in ended.stdout


@pytest.fixture
def without_sockets(monkeypatch) -> Iterator[list[str]]:
    """Count every attempt to open a socket or to look up a name."""
    attempts: list[str] = []

    def refuse(*arguments: object, **_: object) -> None:
        attempts.append(repr(arguments))
        raise OSError("no network in this test")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    return attempts


@pytest.mark.parametrize(
    "argv",
    [
        ("--verifier", "https://id.example/jwks"),
        ("--verifier", "http://127.0.0.1:1/jwks"),
        ("--verifier", "oidc:https://id.example"),
        ("--verifier", "key", "--candidate", "https://id.example/jwks"),
        ("--verifier", "key", "--discover"),
    ],
    ids=lambda argv: " ".join(argv),
)
def test_offline_opens_no_socket(here, capsys, without_sockets, argv):
    assert main(["diagnose", "@token", *argv, "--offline", *BRIEF]) in (0, 1, 2, 3)
    assert without_sockets == []
    assert "internal error" not in capsys.readouterr().err


def test_the_trap_for_sockets_is_set(here, capsys, without_sockets):
    main(["diagnose", "@token", "--verifier", "https://id.example/jwks", *BRIEF])
    assert without_sockets


def test_a_key_set_of_many_keys_is_bounded(here, capsys):
    keys = b",".join([b'{"kty":"RSA","e":"AQAB","n":"%s"}' % segment(public_pem(rsa()))] * 300)
    with serving(answering(b'{"keys":[' + keys + b"]}")) as server:
        code = main(["diagnose", "@token", "--verifier", address(server), *BRIEF])
    assert code in (1, 3)
    assert "Traceback" not in capsys.readouterr().err
    assert threading.active_count() < 50
