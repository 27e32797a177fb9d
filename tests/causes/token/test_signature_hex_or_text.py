"""The signature is hexadecimal text instead of octets."""

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import signature_hex_or_text as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, found, head, issued, received, signer, texts, with_signature
from tests.support.tokens import segment, signature_of

ID = "signature-hex-or-text"


def raw(alg: str = "HS256") -> bytes:
    """Return the sound signature's octets."""
    return signature_of(head(alg), signer(alg), alg)


SPELLINGS = {
    "hexdigest": lambda octets: segment(octets.hex().encode()),
    "capitals": lambda octets: segment(octets.hex().upper().encode()),
    "not encoded": lambda octets: octets.hex().encode(),
    "with colons": lambda octets: segment(octets.hex(":").encode()),
    "of a database": lambda octets: segment(b"\\x" + octets.hex().encode()),
    "of openssl dgst": lambda octets: segment(b"SHA2-256(stdin)= " + octets.hex().encode() + b"\n"),
    "base64 twice": lambda octets: segment(b64encode(octets)),
    "base64url twice": lambda octets: segment(segment(octets)),
    "a list of numbers": lambda octets: segment(",".join(map(str, octets)).encode()),
    "characters": lambda octets: segment(octets.decode("latin-1").encode()),
    "a line end behind": lambda octets: segment(octets + b"\r\n"),
    "NUL behind": lambda octets: segment(octets + b"\0"),
    "quoted": lambda octets: segment(b'"' + b64encode(octets) + b'"'),
    "Python's way": lambda octets: segment(repr(octets).encode()),
    "reversed": lambda octets: segment(octets[::-1]),
    "numbers reversed": lambda octets: segment(octets[: len(octets) // 2][::-1] + octets[len(octets) // 2 :][::-1]),
}


def example() -> Example:
    """`hexdigest()`, then base64url."""
    return received(with_signature(raw().hex().encode()), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256"])
def test_spellings(spelling: str, alg: str) -> None:
    octets = signature_of(head(alg), signer(alg), alg)
    assert_explains(received(head(alg) + b"." + SPELLINGS[spelling](octets), ID, alg=alg))


def test_another_hash_is_another_cause() -> None:
    """Near miss: 64 octets under HS256 that are no digits."""
    token = with_signature(signature_of(head(), SECRET, "HS512"))
    assert found(received(token, "alg-label-lies-hmac")) == ["alg-label-lies-hmac"]


@drawn(st.binary(min_size=20, max_size=256), st.sampled_from(["hexdigest", "not encoded", "with colons", "a list of numbers", "characters"]))
def test_any_signature(octets: bytes, spelling: str) -> None:
    token = TokenText.read(head() + b"." + SPELLINGS[spelling](octets))
    assert octets in [change.token.signature for change in cause.propose_token(token, Case(token.text))]


@drawn(st.binary(max_size=9))
def test_short_texts_are_left_alone(octets: bytes) -> None:
    assert texts(cause, head() + b"." + segment(octets.hex().encode())) == []
    assert issued() not in texts(cause, issued())


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + with_signature(raw().hex().encode()), "bearer-prefix-or-wrapping", ID))


def test_with_der_inside() -> None:
    """A pair: OpenSSL's DER, printed in hexadecimal."""
    der = signer("ES256").sign(head("ES256"), ECDSA(SHA256()))
    assert_explains(received(with_signature(der.hex().encode(), "ES256"), ID, "ecdsa-der-signature", alg="ES256"))


def test_both_sides_at_fault() -> None:
    other = signature_of(head(), SECRET + b"\n", "HS256").hex().encode()
    assert_explains(received(with_signature(other), ID, "secret-trailing-newline"))
