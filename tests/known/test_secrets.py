"""Default secrets and placeholders."""

import hmac
import subprocess
import sys

import pytest

from jwtriage.jose.base64url import decode
from jwtriage.known.secrets import (
    LONGEST_PLACEHOLDER,
    SMALLEST_DECODED_KEY,
    debugger_secrets,
    default_key_bytes,
    default_secrets,
    is_default,
    is_placeholder,
)
from tests.support.vectors import FOLDER, read

NAMED = [
    "secret",
    "changeme",
    "test",
    "password",
    "supersecret",
    "keyboard cat",
    "keyboard-cat",
    "shhhhh",
    "randomtokensecret",
    "node-secret",
    "development-secret",
    "CHANGE_ME_IN_PRODUCTION",
    "your-256-bit-secret",
    "your-512-bit-secret",
    "a-string-secret-at-least-256-bits-long",
    "a-valid-string-secret-that-is-at-least-384-bits-long",
    "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    "your-super-secret-jwt-token-with-at-least-32-characters-long",
    "your-super-secret-jwt-key-change-in-production",
]


@pytest.mark.parametrize("name", NAMED)
def test_widely_seen_defaults_are_known(name: str) -> None:
    assert name.encode() in default_secrets()
    assert is_default(name.encode())


@pytest.mark.parametrize("octets", [b"", b"secret ", b"Secret-", b"changemf", b"kq3vnd8s0a7sd6f5", bytes(33)])
def test_near_misses_are_not_known(octets: bytes) -> None:
    assert not is_default(octets)


def test_the_most_common_come_first() -> None:
    assert default_secrets()[0] == b"secret"
    assert default_secrets().index(b"changeme") < default_secrets().index(b"your-256-bit-secret") < default_secrets().index(b"totallysecretsecret")


def test_every_entry_stands_once() -> None:
    assert len(set(default_secrets())) == len(default_secrets()) > 1_000
    assert len(set(default_key_bytes())) == len(default_key_bytes()) > len(default_secrets())


def test_key_bytes_hold_the_secrets_first_and_then_their_decoded_forms() -> None:
    assert default_key_bytes()[: len(default_secrets())] == default_secrets()
    assert bytes.fromhex("09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7") in default_key_bytes()  # as hexadecimal
    assert all(len(octets) >= SMALLEST_DECODED_KEY for octets in default_key_bytes()[len(default_secrets()) :])


def test_the_published_octet_key_of_rfc_7515_is_known() -> None:
    assert is_default((FOLDER / "golang-jwt/keys/hmacTestKey").read_bytes())


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_a_debugger_secret_verifies_the_token_that_the_debugger_shows(alg: str) -> None:
    token = next(vector["token"] for vector in read("jwt-io/tokens.json")["vectors"] if vector["alg"] == alg)
    signing_input, _, signature = token.rpartition(".")
    tags = [hmac.digest(secret, signing_input.encode(), f"sha{alg[2:]}") for secret in debugger_secrets()]
    assert decode(signature) in tags


def test_debugger_secrets_are_default_secrets_but_not_the_other_way_round() -> None:
    assert set(debugger_secrets()) < set(default_secrets())
    assert b"secret" not in debugger_secrets()


@pytest.mark.parametrize(
    "octets",
    [
        b"change-me",
        b"CHANGEME",
        b"please_change_it",
        b"your-secret",
        b"YOUR_KEY",
        b"some example",
        b"placeholder",
        b"put the secret right here",
        b"insecure",
        b"django-insecure-x3!k",
        b"DefaultKey",
        b"<jwt secret>",
        b"${JWT_SECRET}",
        b"{{ secret }}",
        b"xxxxxxxx",
        b"***",
        b"at-least-32-characters",
        "à changeme".encode(),
    ],
)
def test_placeholders_are_recognised(octets: bytes) -> None:
    assert is_placeholder(octets)


@pytest.mark.parametrize("octets", [b"", b"secret", b"here is a secret", b"kq3vnd8s0a7sd6f5", b"change", b"<>", b"${", b"xxxxx", b"\xff\xfechangeme"])
def test_other_values_are_no_placeholders(octets: bytes) -> None:
    assert not is_placeholder(octets)


def test_only_the_beginning_is_searched_for_placeholders() -> None:
    assert is_placeholder(b"x-" * (LONGEST_PLACEHOLDER // 2 - 8) + b"changeme" + b"\xc3\xa9" * 9)
    assert not is_placeholder(b"y-" * (LONGEST_PLACEHOLDER // 2) + b"changeme")


def test_importing_loads_no_cryptography() -> None:
    code = "import sys, jwtriage.known.secrets, jwtriage.known.strength; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
