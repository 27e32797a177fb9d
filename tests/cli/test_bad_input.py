"""Bad input through the command line: one clear line, the right exit code, seconds and a bounded memory; never a traceback."""

import contextlib
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jwtriage.cli.main import main
from tests.fetch.server import Handler, address, serving
from tests.support.example import BRIEF
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.tokens import segment, sign

MEMORY = 768 << 20
"""Octets of address space that any of these may take."""
SECONDS = 20
"""A machine under load is slow: what hangs takes much longer."""
TOKEN = sign(key=SECRET)
DEEP = segment(b'{"alg":"HS256","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}") + b"." + segment(b"[" * 100_000) + b"." + segment(b"s" * 32)
ALIASES = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (each, each, b",".join([b"*%c" % (each - 1)] * 9)) for each in range(ord("b"), ord("k"))
)
FILES = {
    "token": TOKEN,
    "key": SECRET,
    "empty": b"",
    "large": b"a" * (10 << 20),
    "larger": b"k" * (11 << 20),
    "binary": bytes(range(256)) * 256,
    "deep": DEEP,
    "dots": b"." * 100_000,
    "deep.json": b"[" * 200_000 + b"]" * 200_000,
    "deep.yaml": b"a: " + b"{a: " * 50_000,
    "aliases.yaml": ALIASES,
    "broken.json": b'{"keys": [',
    "broken.toml": b"[verifier.\nkey = ",
    "broken.env": b"\x00\xff=\xfe\n",
    "unclosed.pem": b"-----BEGIN PUBLIC KEY-----\n" + b"A" * 300_000,
}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(folder: Path, *argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder, within bounds of memory and time."""
    command = [sys.executable, "-m", "jwtriage", *argv]
    environment = {"HOME": str(folder), **{name: os.environ[name] for name in ("PATH", "JWTRIAGE_FINGERPRINT_KEY")}}
    return subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=3 * SECONDS, preexec_fn=_limit, check=False)


def assert_one_line(ended: subprocess.CompletedProcess[bytes], code: int = 2, *words: str) -> None:
    """Check the exit code and that one clear line on stderr is all there is."""
    message = ended.stderr.decode()
    assert ended.returncode == code, message
    assert message.startswith("jwtriage: ")
    assert message.count("\n") == 1
    assert "internal error" not in message
    assert ended.stdout == b""
    assert all(word in message for word in words), message


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("bad")
    for name, content in FILES.items():
        (made / name).write_bytes(content)
    (made / "folder").mkdir()
    return made


@pytest.fixture
def here(folder, monkeypatch) -> Path:
    monkeypatch.chdir(folder)
    return folder


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


def test_control_c_during_the_search_is_one_line(tmp_path):
    """The last thing before the search is the candidate that this server sends."""
    (tmp_path / "token").write_bytes(sign(key=os.urandom(32)))
    for number in range(60):
        (tmp_path / f"{number}.key").write_bytes(os.urandom(24).hex().encode())
    verifiers = [word for number in range(60) for word in ("--verifier", f"{number}.key")]
    asked = threading.Event()

    def respond(handler: Handler) -> None:
        handler.send(b'{"keys": []}')
        asked.set()

    with serving(respond) as server:
        command = [sys.executable, "-m", "jwtriage", "diagnose", "@token", *verifiers, "--candidate", address(server), "--budget", "60s"]
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_interruptible)
        assert asked.wait(SECONDS)
    time.sleep(0.1)
    assert running.poll() is None, "the search ended too early to be interrupted"
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=SECONDS)
    assert running.returncode == 130
    assert errors == b"jwtriage: interrupted\n"
    assert output == b""


def _interruptible() -> None:
    """Undo what a shell does to its background jobs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


COMMANDS = [("diagnose", "@token", "--verifier", "key"), ("keys", "show", "key"), ("decode", "@token"), ("explain",), ("--version",)]


def with_streams(folder: Path, streams: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run the program by a shell that closes some of its streams."""
    command = f'"$0" -m jwtriage {" ".join(argv)} {streams}'
    return subprocess.run(["sh", "-c", command, sys.executable], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)


@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
def test_a_closed_stdout_is_one_line(folder, argv):
    ended = with_streams(folder, ">&-", *argv)
    assert (ended.returncode, ended.stderr) == (2, "jwtriage: standard output: cannot be written\n")


def test_a_report_in_a_file_needs_no_stdout(folder, tmp_path):
    ended = with_streams(folder, f"--output {tmp_path}/report >&-", *COMMANDS[0])
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "report").read_text().startswith("valid")


def test_a_closed_stdin_is_an_empty_token(folder):
    assert with_streams(folder, "<&-", "decode", "-").stderr == "jwtriage: the token is empty\n"


def test_closed_streams_all_together(folder):
    assert with_streams(folder, "<&- >&- 2>&-", *COMMANDS[0]).returncode == 2
    assert with_streams(folder, "2>&-", "decode", "@nowhere").returncode == 2


@pytest.mark.parametrize("argv", [("diagnose", "@token", "--verifier", "key"), ("decode", "@token")], ids=lambda argv: argv[0])
def test_a_reader_that_leaves_is_no_error(folder, argv):
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run([sys.executable, "-m", "jwtriage", *argv], cwd=folder, stdout=write, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
    os.close(write)
    assert ended.stderr == b""


def test_a_key_set_of_many_keys_is_bounded(here, capsys):
    keys = b",".join([b'{"kty":"RSA","e":"AQAB","n":"%s"}' % segment(public_pem(rsa()))] * 300)
    with serving(answering(b'{"keys":[' + keys + b"]}")) as server:
        code = main(["diagnose", "@token", "--verifier", address(server), *BRIEF])
    assert code in (1, 3)
    assert "Traceback" not in capsys.readouterr().err
    assert threading.active_count() < 50
