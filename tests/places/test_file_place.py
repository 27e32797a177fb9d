"""A file as a place: the whole, one value, or what looks like a key."""

import json
from pathlib import Path

import pytest

from jwtriage.model.case import Sighting
from tests.places.look import look, only, refusal, text, texts

JWKS = {"keys": [{"kty": "oct", "kid": "one", "k": "YQ"}, {"kty": "oct", "kid": "two", "k": "Yg"}]}


@pytest.mark.parametrize("octets", [b"secret", b"secret\n", b"\x00\x01\xff", b"-----BEGIN PUBLIC KEY-----\r\n", b"JWT_SECRET=abc\n", b""])
def test_a_key_file_is_its_exact_octets(tmp_path: Path, octets: bytes) -> None:
    (tmp_path / "k").write_bytes(octets)
    found = only(tmp_path, "k")
    assert (found.text.reveal(), found.kind, found.origin.name, found.readings) == (octets, "file", None, ())


def test_a_key_set_is_one_text(tmp_path: Path) -> None:
    (tmp_path / "jwks.json").write_text(json.dumps(JWKS))
    [found] = look(tmp_path, "jwks.json", "")
    assert isinstance(found, Sighting)
    assert json.loads(found.text.reveal()) == JWKS


@pytest.mark.parametrize("name", ["two", "keys.1"])
def test_one_key_of_a_set(tmp_path: Path, name: str) -> None:
    (tmp_path / "jwks.json").write_text(json.dumps(JWKS))
    assert json.loads(text(tmp_path, f"jwks.json#{name}")) == JWKS["keys"][1]


def test_json_that_is_no_key_is_a_text_with_candidates(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"jwt_secret": "abc", "port": 1}')
    whole, value = look(tmp_path, "x.json", "")
    assert isinstance(whole, Sighting)
    assert isinstance(value, Sighting)
    assert (whole.kind, whole.verifier, value.text.reveal(), value.verifier) == ("file", "", b"abc", None)


def test_an_embedded_key_set_is_one_value(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("auth:\n  jwks: " + json.dumps(JWKS) + "\n")
    assert {name: json.loads(value) for name, value in texts(look(tmp_path, "x.yaml")).items()} == {"auth.jwks": JWKS}
    assert json.loads(text(tmp_path, "x.yaml#auth.jwks")) == JWKS


@pytest.mark.parametrize(
    ("name", "content", "reference"),
    [
        ("v.yaml", "auth:\n  jwt: {secret: abc}\n", "v.yaml#auth.jwt.secret"),
        ("v.yaml", "a.b:\n  - c: abc\n", "v.yaml#a%2Eb.0.c"),
        ("x.json", '{"a": {"b": "abc"}}', "x.json#a.b"),
        ("x.toml", '[a]\nb = "abc"\n', "x.toml#a.b"),
        ("app.properties", "jwt.secret=abc\n", "app.properties#jwt.secret"),
        ("app.ini", "[jwt]\nsecret = abc\n", "app.ini#jwt.secret"),
        ("settings", '{"a": "abc"}', "settings#a"),
    ],
)
def test_a_value_of_a_structured_file(tmp_path: Path, name: str, content: str, reference: str) -> None:
    (tmp_path / name).write_text(content)
    found = only(tmp_path, reference)
    assert (found.text.reveal(), found.kind) == (b"abc", "field")


def test_a_name_with_dots_is_found_when_nothing_else_reads_so(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("jwt.secret: abc\na.b: {c: 1}\na: {b.c: 2}\n")
    assert text(tmp_path, "v.yaml#jwt.secret") == b"abc"
    assert "has no a.b.c" in refusal(tmp_path, "v.yaml#a.b.c")


def test_yaml_coercion_and_its_option(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("secret: 012\n")
    assert text(tmp_path, "v.yaml#secret") == b"10"
    assert text(tmp_path, "v.yaml?yaml=1.2#secret") == b"12"


def test_options_become_evidence(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"x")
    found = only(tmp_path, "k?encoding=hex&as=raw&stage=previous&version=3")
    assert (found.encoding, found.form, dict(found.labels)) == ("hex", "raw", {"stage": "previous", "version": "3"})


def test_the_other_key_like_values_of_a_verifier_are_candidates(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("auth: {secret: a, port: 1}\nother: {api_key: b}\n")
    assert texts(look(tmp_path, "v.yaml#auth.secret", "")) == {"auth.secret": b"a", "other.api_key": b"b"}


@pytest.mark.parametrize("name", [".env", "a.yaml", "a.properties"])
def test_a_file_without_keys(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text({".env": "PORT=1\n", "a.yaml": "port: 1\n", "a.properties": "port=1\n"}[name])
    if name == ".env":
        assert "it has PORT" in refusal(tmp_path, name)
    else:
        assert only(tmp_path, name).kind == "file"


@pytest.mark.parametrize("reference", ["none.pem", ".env#A", "x.json#a", "no/such/folder/k"])
def test_a_missing_file(tmp_path: Path, reference: str) -> None:
    assert "no such file" in refusal(tmp_path, reference)


def test_an_empty_file_has_no_names(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("")
    assert "no names at all" in refusal(tmp_path, ".env#A")
