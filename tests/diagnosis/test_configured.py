"""The verifier as it is configured: nothing is tolerated here."""

import pytest

from jwtriage.diagnosis.configured import chosen_key, configured_keys, fits, is_allowed, is_document, key_octets, with_settled_forms
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.case import case_of, seen
from tests.support.documents import jwk, jwks
from tests.support.keys import SECRET, ec, public_pem, rsa
from tests.support.segments import compact

PEM = public_pem(ec())
PUBLIC = Key.from_public(ec().public_key())


@pytest.mark.parametrize(
    ("text", "form", "document"),
    [
        (PEM, "auto", True),
        (PEM, "raw", False),
        (SECRET, "auto", False),
        (SECRET, "pem", True),
        (b"{}", "auto", True),
        (b'{"a": 1}', "raw", False),
        (PEM.replace(b"\n", b"\\n"), "auto", True),
    ],
)
def test_what_is_a_document(text: bytes, form: str, document: bool) -> None:
    assert is_document(seen(text, form=form)) is document


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (PEM, [PUBLIC]),
        (PEM.replace(b"\n", b"\r\n"), [PUBLIC]),
        (b" " + PEM, []),
        (b'"' + PEM + b'"', []),
        (SECRET + b"\n", [Key.from_secret(SECRET + b"\n")]),
    ],
)
def test_only_the_exact_text_is_the_key(text: bytes, keys: list[Key]) -> None:
    assert configured_keys(seen(text)) == keys


def test_a_fingerprint_is_no_key() -> None:
    assert configured_keys(seen(SECRET, kind="fingerprint")) == []


@pytest.mark.parametrize(
    ("text", "encoding", "octets"),
    [
        (b"c2VjcmV0", "auto", b"c2VjcmV0"),
        (b"c2VjcmV0", "utf8", b"c2VjcmV0"),
        (b"c2VjcmV0", "base64", b"secret"),
        (b"c2VjcmV0IQ", "base64", None),
        (b"c2VjcmV0IQ", "base64url", b"secret!"),
        (b"736563", "hex", b"sec"),
        (b"73656", "hex", None),
        (b"not hex", "hex", None),
    ],
)
def test_the_encoding_of_the_ref(text: bytes, encoding: str, octets: bytes | None) -> None:
    assert key_octets(text, encoding) == octets


@pytest.mark.parametrize(("alg", "form"), [("HS256", "raw"), ("RS256", "auto"), ("XYZ", "auto")])
def test_json_that_is_no_key_is_a_secret_before_an_hmac_only(alg: str, form: str) -> None:
    token = compact({"alg": alg}, {}, b"s" * 32)
    case = with_settled_forms(case_of(token, seen(b'{"password": "x"}'), seen(b'{"password": "x"}', form="jwks"), seen(PEM)))
    assert [sighting.form for sighting in case.sightings] == [form, "jwks", "auto"]


@pytest.mark.parametrize(
    ("alg", "accepted", "allowed"), [("RS256", (), True), ("none", (), False), ("XS1", (), False), ("RS256", ("ES256",), False), (None, (), False)]
)
def test_which_algorithm_is_allowed(alg: str | None, accepted: tuple[str, ...], allowed: bool) -> None:
    token = TokenText.read(compact({"alg": alg}, {}, b"s" * 32))
    assert is_allowed(token, case_of(token.text, algorithms=accepted)) is allowed


@pytest.mark.parametrize(
    ("members", "alg", "usable"),
    [
        ({}, "ES256", True),
        ({}, "RS256", False),
        ({}, "XYZ", True),
        ({"alg": "ES256"}, "ES256", True),
        ({"alg": "ES384"}, "ES256", False),
        ({"use": "enc"}, "ES256", False),
        ({"key_ops": ["verify"]}, "ES256", True),
        ({"key_ops": ["encrypt"]}, "ES256", False),
    ],
)
def test_to_what_a_jwk_is_bound(members: dict, alg: str, usable: bool) -> None:
    (key,) = configured_keys(seen(jwks(jwk(ec(), **members))))
    assert fits(key, alg) is usable


@pytest.mark.parametrize(
    ("kids", "named", "place"),
    [(["a", "b"], "b", 1), (["a", "b"], "c", None), (["a", "b"], None, 0), ([None, None], "c", 0), ([None, "b"], "b", 1)],
)
def test_which_key_of_a_set_is_taken(kids: list, named: str | None, place: int | None) -> None:
    keys = configured_keys(seen(jwks(*(jwk(pair, **({"kid": kid} if kid else {})) for kid, pair in zip(kids, (rsa(), rsa("b")), strict=True)))))
    header = {"alg": "RS256"} | ({"kid": named} if named else {})
    chosen = chosen_key(keys, TokenText.read(compact(header, {}, b"s" * 256)))
    assert chosen is (None if place is None else keys[place])
