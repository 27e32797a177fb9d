"""Every snippet writes the line that Python writes for the same key. Each runs where its runtime is installed."""

import json
import os
import re
import socket
import subprocess
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from typing import NamedTuple

import pytest

from jwtriage.jose.fingerprint import public_fingerprint, secret_fingerprint
from jwtriage.jose.key_line import key_line
from jwtriage.jose.keys import Key
from tests.snippets.languages import LANGUAGES, SNIPPETS
from tests.support.documents import jwk
from tests.support.keys import ec, ed25519, public_pem, rsa

HOSTILE_KID = 'k 1" \\é😀'
FINGERPRINT_KEY = bytes(range(32))
SECRET = "kX9vQ2mZ7rT4wL1cN8bH5jD3fGsyP0sA"
HEXADECIMAL = "8f1ce2a7d05b93664c21f7be90d3a85e17cb4406f9e2713da85cc01b6e3df490"
KEYED = {"JWTRIAGE_FINGERPRINT_KEY": b64encode(FINGERPRINT_KEY).decode()}
LOADED_AT, INSTANCE = "2026-11-24T12:00:00Z", "pod-1/17"


def public(key) -> str:
    return public_fingerprint(Key.from_public(key.public_key()))


def keyed(secret: str) -> str:
    return secret_fingerprint(secret.encode(), FINGERPRINT_KEY)


def line(fingerprint: str, **more: str) -> str:
    return key_line({"fingerprint": fingerprint, "role": "verify", "source": "env JWT_KEY", "loaded_at": LOADED_AT, "instance": INSTANCE, **more})


class Held(NamedTuple):
    """What a process holds in its environment, and the lines that it should write."""

    environment: dict[str, str]
    lines: list[str]


def pem(key, **more: str) -> Held:
    named = {f"JWT_{name.upper()}": value for name, value in more.items()}
    return Held({"JWT_KEY": public_pem(key).decode(), **named}, [line(public(key), **more)])


def key_set() -> Held:
    oct_key = {"kty": "oct", "kid": "s", "k": urlsafe_b64encode(SECRET.encode()).decode().rstrip("=")}
    weak = {"kty": "oct", "kid": "w", "k": "c2VjcmV0"}
    keys = [
        jwk(rsa(), kid="r", alg="RS256", x5c=["MII="], use="sig"),
        jwk(ec("P-384"), kid=HOSTILE_KID),
        Key.from_public(ed25519().public_key()).members,
        oct_key,
        weak,
    ]
    lines = [
        line(public(rsa()), alg="RS256", kid="r"),
        line(public(ec("P-384")), alg="ES256", kid=HOSTILE_KID),
        line(public(ed25519()), alg="ES256"),
        line(keyed(SECRET), alg="ES256", kid="s"),
        line("weak", alg="ES256", kid="w"),
    ]
    return Held({"JWT_KEY": json.dumps({"keys": keys}, indent=1), "JWT_ALG": "ES256", **KEYED}, lines)


HELD: dict[str, Callable[[bool], Held]] = {
    "rsa": lambda _: pem(rsa(), alg="RS256", kid="2026-11"),
    "ec": lambda _: pem(ec("P-521"), kid=HOSTILE_KID),
    "ed25519": lambda _: pem(ed25519()),
    "key set": lambda _: key_set(),
    "one JWK": lambda _: Held({"JWT_KEY": json.dumps(jwk(ec()))}, [line(public(ec()))]),
    "secret": lambda _: Held({"JWT_KEY": SECRET, **KEYED}, [line(keyed(SECRET))]),
    "hexadecimal": lambda _: Held({"JWT_KEY": HEXADECIMAL, **KEYED}, [line(keyed(HEXADECIMAL))]),
    "secret without a key": lambda slow_tag: Held({"JWT_KEY": SECRET}, [line(secret_fingerprint(SECRET.encode()) if slow_tag else "none")]),
    "weak": lambda _: Held({"JWT_KEY": "your-256-bit-secret-your-256-bit-secret", **KEYED}, [line("weak")]),
    "nothing": lambda _: Held(KEYED, [line("weak")]),
    "unreadable": lambda _: Held({"JWT_KEY": '{"keys": [{"kty": "RSA", "n": 1}]}'}, [line("unreadable")]),
    "damaged": lambda _: Held({"JWT_KEY": public_pem(rsa()).decode()[:200]}, [line("unreadable")]),
}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request, tmp_path_factory):
    """Return each language that is installed, and the command that runs its snippet."""
    chosen = LANGUAGES[request.param]
    if chosen.missing():
        pytest.skip(f"{' and '.join(chosen.missing())} not installed: the snippet of {request.param} was not run")
    return chosen, chosen.ready(tmp_path_factory.mktemp(request.param))


@pytest.mark.parametrize("name", HELD)
def test_the_lines_are_those_of_python(language, name):
    chosen, command = language
    held = HELD[name](chosen.slow_tag)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JWT_", "JWTRIAGE_"))}
    run = subprocess.run(command, env={**kept, "LC_ALL": "C.UTF-8", **held.environment}, capture_output=True, text=True, check=True, encoding="utf-8")
    written = re.sub(r"loaded_at=20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", f"loaded_at={LOADED_AT}", run.stdout)
    assert re.sub(rf"instance={re.escape(socket.gethostname())}/\d+", f"instance={INSTANCE}", written).splitlines() == held.lines
    assert not run.stderr


def test_every_snippet_is_run_somewhere():
    assert {path.name for path in SNIPPETS.iterdir() if path.suffix != ".md"} == {language.snippet for language in LANGUAGES.values()}
