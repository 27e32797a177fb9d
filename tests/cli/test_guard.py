"""``jwtriage guard`` as one runs it."""

import http.client
import json
import logging
import signal
import socket
import subprocess
import sys

import pytest

from jwtriage.cli import guard as guard_command
from tests.support import guarded
from tests.support.command import command
from tests.support.guarded import ask
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

RULES = ("--issuer", CLAIMS["iss"], "--audience", CLAIMS["aud"])
HMAC = ("--key", "secret.key", "--alg", "HS256", *RULES)
GOOD = ("Authorization", f"Bearer {sign(CLAIMS, SECRET).decode()}")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "secret.key").write_bytes(SECRET)
    (tmp_path / "public.pem").write_bytes(public_pem(rsa()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def logging_as_before():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_help_names_the_actions():
    ran = command("guard", "--help")
    assert ran.code == 0
    assert all(f"  {action} " in ran.out for action in guard_command.ACTIONS)


@pytest.mark.parametrize("action", guard_command.ACTIONS)
def test_each_action_has_help(action, capsys):
    with pytest.raises(SystemExit) as ended:
        command("guard", action, "--help")
    assert ended.value.code == 0


UNUSABLE = {
    "no action": ((), ""),
    "another action": (("watch",), "serve, lint"),
    "no key": (("lint",), "--key REF"),
    "no issuer": (("lint", "--key", "secret.key", "--alg", "HS256", "--audience", "a"), "issuer"),
    "a key that is not there": (("lint", "--key", "nowhere.pem", "--alg", "RS256", *RULES), "nowhere.pem"),
    "an address for all": (("serve", *HMAC, "--listen", "0.0.0.0:9300"), "--allow-remote"),
    "an admin address for all": (("serve", *HMAC, "--admin", "0.0.0.0:9301"), "--allow-remote"),
    "a canary address that is none": (("serve", *HMAC, "--canary", "here"), "unix:/path"),
    "a header that means something else": (("serve", *HMAC, "--header", "Authorization=sub"), "X-"),
    "a header without a claim": (("serve", *HMAC, "--header", "X-Auth-Subject"), "NAME=CLAIM"),
    "a contradiction": (("serve", "--key", "public.pem", "--alg", "HS256", *RULES), "public-pem-as-hmac-secret"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_is_unusable_is_one_line(name, folder):
    argv, message = UNUSABLE[name]
    ran = command("guard", *argv)
    assert ran.code == 2
    assert message in ran.err
    assert ran.err.count("\n") <= 1
    assert SECRET.decode() not in ran.all


def test_a_port_in_use_is_one_line(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = command("guard", "serve", *HMAC, "--listen", f"127.0.0.1:{taken.getsockname()[1]}")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "is in use" in ran.err


def test_a_missing_library_is_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    for module in ("jwtriage.guard.serving", "jwtriage.tasks.guard_serve", "jwtriage.cli.guard_serve"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    ran = command("guard", "serve", *HMAC)
    assert (ran.code, ran.err) == (2, "jwtriage: guard serve: serving needs uvicorn: pip install 'jwtriage[serve]'\n")


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_lint_reports_in_every_format(form, folder):
    ran = command("guard", "lint", *HMAC, "--format", form)
    assert ran.code == 0
    assert "alg none, in every spelling" in ran.out.replace("\\", "")
    assert SECRET.decode() not in ran.all
    if form == "json":
        assert len(json.loads(ran.out)["attacks"]) == 12


def test_lint_fails_on_what_was_given_up_unless_told_otherwise(folder):
    given_up = ("guard", "lint", "--key", "secret.key", "--alg", "HS256", "--issuer", "ANY", "--audience", "a", "--exp", "ANY")
    assert command(*given_up).code == 1
    assert command(*given_up, "--fail-on", "error").code == 0


def test_serve_answers_and_tells_and_ends(folder):
    """One process for all of it: to start it takes most of the time."""
    argv = (*HMAC, "--admin", "unix:admin.sock", "--canary", "unix:canary.sock", "--header", "X-User=sub", "--realm", "shop", "--instance", "pod-1")
    with guarded.guard(folder, *argv) as (process, port):
        accepted, rejected = ask(port, [GOOD]), ask(port, [])
        assert (accepted.status, rejected.status) == (200, 401)
        assert "x-user: alice" in accepted.headers
        assert "X-JWT-Reason".lower() not in (accepted.headers + rejected.headers).lower()
        assert 'www-authenticate: Bearer realm="shop"' in rejected.headers
        assert ask(port, [GOOD], path="/keys").body == ""
        keys = json.loads(over(folder / "admin.sock", "/keys"))
        assert (keys["instance"], [key["alg"] for key in keys["keys"]]) == ("pod-1", ["HS256"])
        assert b"jwt_verify_total" in over(folder / "admin.sock", "/metrics")
        assert over(folder / "admin.sock", "/healthz") == b"ok\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not list(folder.glob("*.sock"))
    log = (folder / "guard.log").read_text()
    assert "jwt-key alg=HS256 " in log
    assert "rejected: missing_token" in log
    assert not [text for text in (SECRET.decode(), GOOD[1]) if text in log]


def over(path, resource):
    """Ask over a unix socket."""
    connection = http.client.HTTPConnection("localhost")
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(str(path))
    connection.request("GET", resource)
    body = connection.getresponse().read()
    connection.close()
    return body


def test_control_c_ends_it(folder):
    with guarded.guard(folder, *HMAC, "--quiet") as (process, port):
        idle = socket.create_connection(("127.0.0.1", int(port)))
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        idle.close()
    assert "Traceback" not in (folder / "guard.log").read_text()


def test_python_is_asked_as_a_program():
    ran = subprocess.run([sys.executable, "-m", "jwtriage", "guard"], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "")
