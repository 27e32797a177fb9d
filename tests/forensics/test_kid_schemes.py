"""The ways in which issuers make a kid from a key."""

import hashlib
from base64 import b32encode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.kid_schemes import kids_of, same_octets, scheme_of
from jwtriage.jose.keys import Key
from tests.support import keys
from tests.support.documents import certificate, text

KEY = Key.from_public(keys.rsa().public_key(), x5c=(certificate(keys.rsa()),))
SPKI = hashlib.sha256(keys.public_der(keys.rsa())).digest()
THUMB = hashlib.sha1(certificate(keys.rsa())).digest()
GROUPS = b32encode(SPKI[:30]).decode()


@pytest.mark.parametrize(
    ("kid", "scheme"),
    [
        (KEY.thumbprint, "SHA-256 of the RFC 7638 thumbprint"),
        ("urn:ietf:params:oauth:jwk-thumbprint:sha-256:" + KEY.thumbprint, "URN"),
        (":".join(GROUPS[start : start + 4] for start in range(0, 48, 4)), "libtrust"),
        (SPKI.hex(), "SHA-256 of the SubjectPublicKeyInfo, hexadecimal"),
        (text(SPKI), "SHA-256 of the SubjectPublicKeyInfo, base64url"),
        (text(THUMB), "SHA-1 of the certificate (x5t), base64url"),
        (b64encode(THUMB).decode(), "SHA-1 of the certificate (x5t)"),
        (THUMB.hex().upper(), "SHA-1 of the certificate (x5t), hexadecimal"),
        (THUMB.hex(":"), "SHA-1 of the certificate (x5t), hexadecimal"),
        (text(THUMB.hex().encode()), "base64url of its hexadecimal"),
        (hashlib.sha1(keys.public_der(keys.rsa())[24:]).hexdigest(), "SHA-1 of the public key bits"),
    ],
)
def test_each_scheme_is_recognised(kid: str, scheme: str) -> None:
    assert scheme in (scheme_of(KEY, kid) or "")


@given(st.text(max_size=50))
def test_other_names_follow_no_scheme(kid: str) -> None:
    assert scheme_of(KEY, kid) is None


def test_secrets_have_no_schemes() -> None:
    """A digest of a shared secret would be an oracle for it."""
    assert list(kids_of(Key.from_secret(b"secret" * 8))) == []


@given(st.binary(min_size=16, max_size=40))
def test_two_spellings_of_the_same_octets(octets: bytes) -> None:
    assert same_octets(octets.hex(), text(octets))
    assert same_octets(octets.hex(":"), b64encode(octets).decode())


@pytest.mark.parametrize(("one", "other"), [("", ""), ("a", "a1"), ("00" * 16, "AAAA"), ("key-one", "key-two")])
def test_short_or_different_names(one: str, other: str) -> None:
    assert not same_octets(one, other)
