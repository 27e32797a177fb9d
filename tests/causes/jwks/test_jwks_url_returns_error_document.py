"""The JWKS URL answers with something that is no key set."""

import pytest

from jwtriage.causes.jwks import jwks_url_returns_error_document as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Scene
from tests.support.documents import given, jwk, jwks, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import rsa


def example() -> Example:
    """The discovery document was taken for the key set."""
    document = b'{"issuer": "https://id.example", "jwks_uri": "https://id.example/keys"}'
    return given(document, "jwks-url-returns-error-document", name="jwks.json", certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


def read(document: bytes, verifier: str | None = "") -> list[str]:
    """Return the facts for a case with this document."""
    case = Case(b"x", (sighting(document, verifier=verifier),))
    return [sign.fact for sign in cause.read(Scene(case, TokenText.read(b"x"), (), ()))]


@pytest.mark.parametrize(
    ("document", "fact"),
    [(b"<!doctype HTML><p>502", "HTML"), (b'{"error": "x"}', "JSON error"), (b'{"jwks_uri": "x"}', "discovery"), (b"\xef\xbb\xbf <html>", "HTML")],
)
def test_each_document_is_named(document: bytes, fact: str) -> None:
    assert len(read(document)) == 1
    assert fact in read(document)[0]
    assert read(document, None) == []


@pytest.mark.parametrize("document", [jwks(jwk(rsa())), b'{"keys": [], "error": "x"}', b"secret", b"", b'{"a": 1}', b"<", b"[]"])
def test_other_documents_are_left_alone(document: bytes) -> None:
    assert read(document) == []
