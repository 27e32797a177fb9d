"""SECURITY section 2, nothing acts on hostile text: rules 6 to 11."""

import builtins
import json
import os
import re
import shlex
import socket
import subprocess
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from jwtriage.jose import load_keys, verify
from tests.house.test_causes import TESTED, shown
from tests.support.command import Ran, command
from tests.support.documents import jwk, jwks
from tests.support.example import BRIEF
from tests.support.hostile import HOSTILE, OBEYED
from tests.support.keys import SECRET, ec, public_pem
from tests.support.tokens import CLAIMS, sign

FORMATS = ("text", "json", "markdown")
EVIL = HOSTILE[:-1]
FILE_NAME = EVIL.replace("\0", "").replace("/", "|")[:70]
"""As much of it as a file's name can hold."""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JWTRIAGE_FINGERPRINT_KEY", b64encode(bytes(32)).decode())
    (tmp_path / "own.key").write_bytes(SECRET)
    (tmp_path / "t").write_bytes(sign(CLAIMS, SECRET))
    return tmp_path


@pytest.fixture
def cut_off(monkeypatch):
    """Let nothing be connected to, resolved or started, and keep what was opened for reading."""
    opened: list[str] = []

    def forbidden(*arguments: object, **_: object) -> None:
        raise AssertionError(f"reached out: {arguments!r:.200}")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    monkeypatch.setattr(subprocess, "Popen", forbidden)
    for module, name in ((builtins, "open"), (os, "open")):
        original = getattr(module, name)
        monkeypatch.setattr(module, name, lambda path, *rest, _original=original, **more: opened.append(str(path)) or _original(path, *rest, **more))
    return opened


ADDRESS = "https://127.0.0.1:9/keys"
NAMING = [
    {"jku": ADDRESS},
    {"x5u": ADDRESS},
    {"jku": "file:///etc/hostname"},
    {"kid": "/etc/hostname"},
    {"kid": "../../../../etc/hostname"},
    {"kid": "@/etc/hostname"},
    {"kid": ADDRESS},
    {"kid": "$(touch pwned)`touch pwned`;touch pwned"},
    {"jwk": {**jwk(ec()), "x5u": ADDRESS}},
    {"x5c": ["MIIB"], "x5u": ADDRESS},
    {"url": ADDRESS, "iss": ADDRESS},
]


@pytest.mark.parametrize("header", NAMING, ids=lambda header: "-".join(header))
@pytest.mark.parametrize("action", ["decode", "diagnose", "verify"])
def test_rule_06_a_token_makes_nothing_happen(action, header, cut_off, folder):
    token = sign({**CLAIMS, "iss": ADDRESS}, ec("P-256", "other"), "ES256", header)
    (folder / "t").write_bytes(token)
    (folder / "p.pem").write_bytes(public_pem(ec()))
    cut_off.clear()
    if action == "decode":
        assert command("decode", "@t").code == 0
    elif action == "diagnose":
        assert command("diagnose", "@t", "--verifier", "p.pem", *BRIEF).code in (1, 3)
    else:
        assert not verify(token, load_keys((folder / "p.pem").read_bytes()), ["ES256"])
    assert not [path for path in cut_off if "hostname" in path or "pwned" in path]
    assert not (folder / "pwned").exists()


@pytest.mark.parametrize("name", ["a.env", "values.yaml", "x.json", "docker.env"])
def test_rule_06_a_scanned_file_makes_nothing_happen(name, cut_off, folder):
    hostile = [
        "https://127.0.0.1:9/k",
        "file:///etc/hostname",
        "$(touch pwned)",
        "/etc/hostname",
        "@/etc/hostname",
        "!!python/object/apply:os.system [touch pwned]",
    ]
    texts = {
        "env": "".join(f"JWT_SECRET_{number}={value}\n" for number, value in enumerate(hostile)),
        "yaml": "".join(f"secret{number}: {value!r}\n" for number, value in enumerate(hostile))
        + "tagged: !!python/object/apply:os.system ['touch pwned']\n",
        "json": json.dumps({f"secret{number}": value for number, value in enumerate(hostile)}),
    }
    (folder / "conf").mkdir()
    (folder / "conf" / name).write_text(texts[name.rpartition(".")[2]])
    cut_off.clear()
    assert command("diagnose", "@t", "--verifier", "own.key", "--candidate", "conf", *BRIEF).code in (0, 1, 3)
    assert not [path for path in cut_off if "hostname" in path]
    assert not list(folder.rglob("pwned"))


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example",
        "https://id.example?x=1",
        "file:///etc",
        "https://127.0.0.1:9",
        "https://[::1]:9",
        "https://10.0.0.1",
        "https://169.254.169.254",
    ],
)
def test_rule_06_discovery_goes_to_public_https_addresses_only(issuer, monkeypatch, folder):
    (folder / "t").write_bytes(sign({**CLAIMS, "iss": issuer}, ec(), "ES256"))

    def connected(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", connected)
    ran = command("diagnose", "@t", "--verifier", "own.key", "--discover", "--timeout", "2s", *BRIEF)
    assert "a connection was tried" not in ran.all
    assert (ran.code == 2 and ran.err.count("\n") == 1) or "not read" in ran.out


@pytest.mark.parametrize(
    "reference", ["../outside.key", "/etc/hostname", "env:HOME", "https://127.0.0.1:9/jwks.json", "oidc:https://127.0.0.1:9", "proc:1#X"]
)
def test_rule_07_a_configuration_found_in_a_folder_reaches_nothing_outside(reference, cut_off, folder):
    (folder / "tree").mkdir()
    (folder / "outside.key").write_bytes(SECRET)
    os.chdir(folder / "tree")
    Path("jwtriage.toml").write_text(f'[verifier.a]\nkey = "{reference}"\n')
    cut_off.clear()
    ran = command("diagnose", "@../t")
    assert ran.code == 2
    assert "--config" in ran.err
    assert not [path for path in cut_off if path.endswith(("outside.key", "hostname"))]


def test_rule_07_a_configuration_that_was_named_may(folder):
    (folder / "tree").mkdir()
    (folder / "tree" / "jwtriage.toml").write_text('[verifier.a]\nkey = "../own.key"\n')
    assert command("diagnose", "@t", "--config", "tree/jwtriage.toml").code == 0


@pytest.mark.parametrize("cause", TESTED, ids=lambda cause: cause.id)
def test_rule_08_fixes_are_words_or_commands_that_only_read(cause):
    report = json.loads(shown(cause.id).formats["json"])
    fixes = [fix for found in report["causes"] for fix in found["fix"]]
    assert all(fix["text"] for fix in fixes)
    assert all(fix["argv"][0] == "jwtriage" for fix in fixes if fix["argv"])
    assert all(not fix["safe"] or fix["argv"][1:3] in (["keys", "show"], ["keys", "match"]) for fix in fixes)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_rule_08_names_in_commands_are_quoted_for_a_shell(form, folder):
    name = "a b;touch pwned'$(x)`y`.txt"
    (folder / name).write_bytes(sign(CLAIMS, SECRET))
    printed = command("decode", f"@{name}").out if form == "text" else command("diagnose", f"@{name}", "--verifier", "own.key", "--format", form).out
    for line in printed.splitlines():
        if line.strip().startswith("$ "):
            assert "pwned" not in shlex.split(line.strip()[2:])


def hostile_runs(form: str) -> list[Ran]:
    """Run everything that shows text from outside."""
    Path(FILE_NAME).write_bytes(public_pem(ec()))
    Path("evil.env").write_text(f"JWT_SECRET={FILE_NAME!r}\n".replace("\n", " ") + "\n")
    Path("evil.json").write_bytes(jwks(jwk(ec(), kid=EVIL, use="sig", alg="ES256"), jwk(ec("P-256", "b"), kid="x" + EVIL)))
    claims = {"iss": EVIL, "aud": [EVIL], "sub": EVIL, EVIL: EVIL, "jti": "](https://evil.example)"}
    Path("t").write_bytes(sign(claims, ec("P-256", "c"), "ES256", {"kid": EVIL, "typ": EVIL, EVIL: EVIL, "jku": EVIL}))
    Path("t2").write_bytes(sign(claims, ec(), "ES256", {"kid": "other"}))
    own, quick = quote(FILE_NAME, safe=""), (*BRIEF, "--format", form)
    return [
        command("diagnose", "@t", "--verifier", own, "--claims", "all", *quick),
        command("diagnose", "@t", "--verifier", f"a={own}", "--verifier", "b=evil.json", *quick),
        command("diagnose", "@t2", "--verifier", "evil.json", "--claims", "all", *quick),
        command("diagnose", "@t", "--verifier", "evil.env#JWT_SECRET", *quick),
        command("diagnose", "@t", "--verifier", own, "--candidate", f"https://127.0.0.1:9/{own}", "--offline", *quick),
        command("keys", "show", own, "evil.json", "evil.env", "--format", form),
        command("keys", "match", own, "evil.json", "--format", form),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_rule_09_hostile_text_acts_in_no_format(form):
    for ran in hostile_runs(form):
        assert ran.code in (0, 1, 3)
        assert not set(ran.all) & set(OBEYED)
        assert ran.all.isprintable() or "\n" in ran.all
        if form == "json":
            assert json.loads(ran.out)["schema"]
        if form == "markdown":
            shown = re.sub(r"(`+).*?\1", "", ran.out.replace("\\`", ""))
            assert not re.search(r"(?<!\\)\]\(|<[a-z!/]|(?<!\\)\*\*b", shown)


@pytest.mark.parametrize(
    "argv",
    [
        ("keys", "show", EVIL.replace("\0", "")),
        ("keys", "show", "own.key#" + EVIL),
        ("keys", "show", "own.key?" + EVIL + "=1"),
        ("keys", "show", "t.env#" + EVIL),
        ("diagnose", "@" + EVIL, "--verifier", "own.key"),
        ("diagnose", "@t", "--verifier", "own.key", "--at", EVIL),
        ("diagnose", "@t", EVIL),
        ("explain", EVIL),
        (EVIL,),
        ("keys", "show", "own.key", "--format", "logline" + EVIL),
        ("diagnose", "@t", "--config", EVIL.replace("\0", "")),
    ],
    ids=lambda argv: f"{argv[0][:8].strip()}-{len(argv)}",
)
def test_rule_09_an_error_is_one_harmless_line(argv, folder):
    (folder / "t.env").write_text("JWT_SECRET=abc\n")
    ran = command(*argv)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert not set(ran.err) & set(OBEYED)


def test_rule_09_a_log_line_is_one_line(folder):
    (folder / FILE_NAME).write_bytes(public_pem(ec()))
    (folder / "evil.json").write_bytes(jwks(jwk(ec(), kid=EVIL)))
    printed = command("keys", "show", quote(FILE_NAME, safe=""), "evil.json", "--format", "logline").out
    assert printed.count("\n") == 2
    assert not set(printed) & set(OBEYED)
