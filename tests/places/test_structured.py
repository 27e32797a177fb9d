"""How the values of a structured file are named."""

from pathlib import Path

import pytest

from jwtriage.places.reference import parse_reference
from jwtriage.places.structured import FORMS, Names, names

MANIFEST = b"apiVersion: v1\nkind: Secret\nmetadata: {name: auth}\ndata: {key: c2VjcmV0}\n"
COMPOSE = b"services:\n  api:\n    environment:\n      JWT_SECRET: abc\n"
TASK = b'{"containerDefinitions": [{"name": "app", "environment": [{"name": "JWT_SECRET", "value": "abc"}]}]}'


def read(octets: bytes, form: str) -> Names:
    return names(octets, form, parse_reference("file"), Path())


@pytest.mark.parametrize(
    ("octets", "form", "name", "separator"),
    [
        (b"auth: {jwt: {secret: abc}}", "yaml", "auth.jwt.secret", "."),
        (b'{"a": ["x", {"b": "abc"}]}', "json", "a.1.b", "."),
        (b"[auth]\nsecret = 'abc'\n", "toml", "auth.secret", "."),
        (b"[auth]\nsecret = abc\n", "ini", "auth.secret", "."),
        (b"jwt.secret=abc\n", "properties", "jwt.secret", ""),
        (MANIFEST, "yaml", "auth/key", "/"),
        (COMPOSE, "yaml", "api/JWT_SECRET", "/"),
        (TASK, "json", "app/JWT_SECRET", "/"),
    ],
)
def test_what_the_file_describes_decides(octets: bytes, form: str, name: str, separator: str) -> None:
    found = read(octets, form)
    assert name in [entry.name for entry in found.entries]
    assert (found.separator, found.every_value) == (separator, separator == "/")


def test_a_mapping_inside_a_file_is_json() -> None:
    found = read(b"auth:\n  jwks:\n    keys: []\n", "yaml").container(("auth", "jwks"))
    assert found is not None
    assert found.text == b'{"keys": []}' or found.text == b'{"keys":[]}'


def test_a_key_of_a_set_is_found_by_its_kid() -> None:
    document = read(b'{"keys": [{"kty": "oct", "kid": "one"}, {"kty": "oct", "kid": "two"}]}', "json")
    found = document.container(("two",))
    assert found is not None
    assert b'"two"' in found.text
    assert document.container(("three",)) is None


def test_dots_of_a_name_and_dots_between_names() -> None:
    assert read(b"jwt.secret: abc", "yaml").dotted(("jwt", "secret")) is not None
    assert read(b"jwt.secret: abc\njwt: {secret: xyz}", "yaml").dotted(("jwt", "secret")) is None
    assert read(MANIFEST, "yaml").dotted(("auth", "key")) is None


def test_every_form_has_a_reader() -> None:
    assert set(FORMS) == {"yaml", "json", "toml", "properties", "ini"}
