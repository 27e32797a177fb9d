"""A whole JSON document is used as the secret."""

import json

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_whole_json_blob as cause
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, documents, proposals, seen
from tests.support.tokens import sign

BLOB = json.dumps({"JWT_SECRET": SECRET.decode()}).encode()


def example() -> Example:
    """The signer was given the whole answer of the secret store, the verifier the field."""
    return Example(sign(CLAIMS, BLOB, "HS256"), {".env": b"JWT_SECRET=" + SECRET}, ("--verifier", ".env#JWT_SECRET"), ("secret-whole-json-blob",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_value_is_taken_out() -> None:
    assert SECRET in proposals(cause, BLOB)
    assert SECRET in proposals(cause, json.dumps({"db": {"port": 5432}, "auth": [{"secret": SECRET.decode()}]}).encode())


def test_numbers_are_taken_as_text() -> None:
    assert b"20161216" in proposals(cause, b'{"secret": 20161216}')


def test_a_jwk_is_another_cause() -> None:
    assert proposals(cause, b'{"kty":"oct","k":"AAAA"}') == set()
    assert proposals(cause, b"{not json}") == set()


def test_a_pem_inside() -> None:
    pem = keys.public_pem(keys.rsa())
    assert documents(cause, json.dumps({"port": "1", "key": pem.decode()}).encode()) == {pem}


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=50))
def test_any_text_both_ways(secret: str) -> None:
    blob = json.dumps({"JWT_SECRET": secret}).encode()
    assert secret.encode() in proposals(cause, blob)
    assert secret.startswith(("{", " ")) or blob in proposals(cause, secret.encode(), seen(secret.encode()))


def test_with_quotes() -> None:
    files = {"app.env": b'JWT_SECRET="' + SECRET + b'"\n'}
    causes = ("secret-quotes-kept", "secret-whole-json-blob")
    assert_explains(Example(sign(CLAIMS, BLOB, "HS256"), files, ("--verifier", "app.env?reader=docker#JWT_SECRET"), causes))
