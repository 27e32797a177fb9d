"""SECURITY section 2, bounds before parsing and the network: rules 10 and 11."""

import json
import socket
import time
from base64 import b64encode
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from jwtriage.forensics import pkcs12
from jwtriage.forensics.keytext import read_document
from jwtriage.forensics.token import TokenText
from jwtriage.jose import KeyLoadError, TokenError, load_keys, verify
from jwtriage.jose.json import loads
from jwtriage.jose.token import Token
from tests.fetch.server import address, serving
from tests.forensics import documents
from tests.support.command import command
from tests.support.documents import jwk, number
from tests.support.example import BRIEF
from tests.support.keys import SECRET, ec
from tests.support.segments import compact
from tests.support.tokens import CLAIMS, sign


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JWTRIAGE_FINGERPRINT_KEY", b64encode(bytes(32)).decode())
    (tmp_path / "own.key").write_bytes(SECRET)
    (tmp_path / "t").write_bytes(sign(CLAIMS, SECRET))
    return tmp_path


HUGE = b"a" * (2 << 20)
DEEP = b"[" * 65 + b"]" * 65
TOKENS = {
    "a token over 1 MiB": b".".join((b"e30", HUGE, b"AAAA")),
    "a header over 16 KiB": compact({"alg": "HS256", "x": "y" * 17_000}, {}, b"s" * 32),
    "deep JSON": compact({"alg": "HS256", "x": json.loads(DEEP)}, {}, b"s" * 32),
    "a hundred thousand dots": b"." * 100_000,
}
NUMBERS = {
    "deep": DEEP,
    "very deep": b"[" * 100_000,
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "overflow": b'{"a": 1e999}',
    "twice": b'{"a": 1, "a": 2}',
    "surrogate": b'{"a": "\\ud800"}',
    "digits": b'{"a": ' + b"1" * 1001 + b"}",
    "mark": b"\xef\xbb\xbf{}",
}


@pytest.mark.parametrize("name", TOKENS)
def test_rule_10_tokens_are_bounded(name, folder):
    with pytest.raises(TokenError):
        Token.parse(TOKENS[name])
    assert not verify(TOKENS[name], load_keys(SECRET), ["HS256"])
    assert isinstance(TokenText.read(TOKENS[name]).header, dict)
    (folder / "huge").write_bytes(TOKENS[name])
    start = time.monotonic()
    assert command("decode", "@huge").code in (0, 2, 3)
    assert command("diagnose", "@huge", "--verifier", "own.key", *BRIEF).code in (1, 2, 3)
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("name", NUMBERS)
def test_rule_10_json_has_one_meaning_and_bounds(name):
    with pytest.raises(TokenError):
        loads(NUMBERS[name])


def test_rule_10_what_is_just_within_the_bounds_is_read():
    assert loads(b"[" * 64 + b"]" * 64)
    assert loads(b"1" * 1000)


def bomb() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12)]
    return "\n".join([*lines, "jwt_secret: *a11\n"]).encode()


FILES = {
    "alias bomb.yaml": bomb(),
    "deep.yaml": b"[" * 50_000,
    "deep-block.yaml": b"".join(b" " * level + b"a:\n" for level in range(2_000)),
    "deep.json": b'{"secret":' * 50_000,
    "deep.toml": b"secret = " + b"[" * 50_000,
    "long.env": b"JWT_SECRET=" + b"a" * (3 << 20),
    "many.env": b"".join(b"JWT_SECRET_%d=x\n" % count for count in range(30_000)),
    "nested.env": b"JWT_SECRET=" + b"${A:-" * 20_000 + b"}" * 20_000,
    "huge.pem": b"-----BEGIN PUBLIC KEY-----\n" + b"A" * (2 << 20) + b"\n-----END PUBLIC KEY-----\n",
    "markers.pem": b"-----BEGIN PUBLIC KEY-----\n" * 40_000,
    "binary.key": bytes(range(256)) * 8_000,
}


@pytest.mark.parametrize("name", FILES)
def test_rule_10_files_are_bounded(name, folder):
    (folder / name).write_bytes(FILES[name])
    start = time.monotonic()
    ran = command("keys", "show", quote(name))
    assert ran.code in (0, 1, 2, 3)
    assert ran.err.count("\n") <= 1
    assert "internal error" not in ran.err
    assert time.monotonic() - start < 20


def test_rule_10_a_file_over_ten_mebibytes_is_one_clear_line(folder):
    with (folder / "large.key").open("wb") as stream:
        stream.truncate(11 << 20)
    ran = command("keys", "show", "large.key")
    assert (ran.code, ran.err) == (2, "jwtriage: large.key: is larger than 10 MiB\n")


MODULI = {
    "too long": ((1 << 16_400) + 1, 65537),
    "exponent 1": ((1 << 2_047) + 1, 1),
    "exponent 2": ((1 << 2_047) + 1, 2),
    "even exponent": ((1 << 2_047) + 1, 65536),
    "even modulus": (1 << 2_048, 65537),
}


@pytest.mark.parametrize("name", MODULI)
def test_rule_10_rsa_keys_are_bounded(name):
    modulus, exponent = MODULI[name]
    document = {"kty": "RSA", "n": number(modulus), "e": number(exponent)}
    assert load_keys({"keys": [document]}) == []
    with pytest.raises(KeyLoadError):
        load_keys(document)
    assert read_document(json.dumps(document).encode()) == []


@pytest.mark.parametrize("count", [200, 201])
def test_rule_10_a_set_has_200_keys_at_most(count):
    document = {"keys": [jwk(ec(), kid=str(each)) for each in range(count)]}
    if count > 200:
        with pytest.raises(KeyLoadError):
            load_keys(document)
    else:
        assert len(load_keys(document)) == 200


def test_rule_10_a_key_derivation_of_many_rounds_is_not_run(monkeypatch):
    """A key store says itself how often its password is hashed: the count is read before anything is decrypted."""
    store = documents.pkcs12(ec(), b"secret")
    assert pkcs12.iterations(store) > 1

    def decrypted(*_: object) -> None:
        raise AssertionError("the store was decrypted")

    monkeypatch.setattr(pkcs12, "ITERATIONS_LIMIT", pkcs12.iterations(store) - 1)
    monkeypatch.setattr(pkcs12, "_load", decrypted)
    assert read_document(store) == []


def test_rule_10_an_encrypted_key_is_not_guessed_at():
    encrypted = ec().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"password"))
    assert read_document(encrypted) == []


@pytest.mark.parametrize(
    "url",
    [
        "http://id.example/jwks.json",
        "http://10.0.0.1/",
        "https://169.254.169.254/latest",
        "https://0.0.0.0/",
        "https://[fe80::1]/",
    ],
)
def test_rule_11_only_https_and_never_metadata(url, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, **_: [(2, 1, 6, "", ("93.184.216.34" if host == "id.example" else host, port))])

    def connected(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", connected)
    ran = command("keys", "show", url)
    assert "internal error" not in ran.err
    assert "not read" in ran.out
    assert ran.code == 3


@pytest.mark.parametrize("more", [(), ("--offline",)], ids=["online", "offline"])
def test_rule_11_a_password_in_a_url_is_neither_used_nor_shown(more):
    for url in ("https://user:pass-w0rd@127.0.0.1:9/", "oidc:https://user:pass-w0rd@127.0.0.1:9", "https://user:pass-w0rd@127.0.0.1:9/?as=x"):
        ran = command("keys", "show", url, *more)
        assert ran.code == 2
        assert "w0rd" not in ran.all


def test_rule_11_no_redirect_to_another_host_or_scheme():
    for target in ("http://127.0.0.2:9/", "https://127.0.0.1/", "file:///etc/hostname", "//127.0.0.2/"):
        with serving(lambda handler, target=target: handler.send(b"", 302, Location=target)) as server:
            ran = command("keys", "show", address(server, "/jwks.json"))
            assert "redirects to another scheme or host" in ran.out
            assert len(server.seen) == 1


def test_rule_11_a_server_that_hangs_or_floods_costs_the_timeout():
    def hang(handler) -> None:
        time.sleep(3)

    def flood(handler) -> None:
        handler.send(b"{" + b" " * (2 << 20))

    for respond, words in ((hang, "did not answer in time"), (flood, "more than 1 MiB")):
        with serving(respond) as server:
            start = time.monotonic()
            ran = command("keys", "show", address(server), "--timeout", "1s")
            assert words in ran.out
            assert ran.code == 3
            assert time.monotonic() - start < 2.8


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b"not json", b"[]", b'{"keys": 3}', b'{"keys": [' + b'{"kty":"RSA"},' * 300 + b"{}]}", b"[" * 100_000]
)
def test_rule_11_another_answer_is_unread_with_its_reason(body):
    with serving(lambda handler: handler.send(body)) as server:
        ran = command("keys", "show", address(server))
        assert ran.code == 3
        assert "not read" in ran.out
        assert ran.err == ""
