"""Encrypted session cookies: which secret opens one. The frameworks' own cookies are opened in the test of the cause."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.session_cookie import is_session, opens
from tests.support.tokens import compact_json, segment

SECRET = b"a-secret-of-a-deployment"


def cookie(secret: bytes = SECRET, **header: object) -> bytes:
    protected = segment(compact_json({"alg": "dir", "enc": "A256GCM", **header}))
    sealed = AESGCM(HKDF(SHA256(), 32, b"", b"JWE CEK").derive(secret)).encrypt(b"v" * 12, b"{}", protected)
    return b".".join([protected, b"", segment(b"v" * 12), segment(sealed[:-16]), segment(sealed[-16:])])


def test_its_secret_opens_it():
    assert is_session(cookie())
    assert opens(SECRET, cookie())


@pytest.mark.parametrize("secret", [b"", b"another", SECRET + b"\n"])
def test_other_secrets_do_not(secret):
    assert not opens(secret, cookie())


@pytest.mark.parametrize("header", [{"alg": "RSA-OAEP"}, {"enc": "A128GCM"}, {"enc": ["A256GCM"]}, {"enc": None}])
def test_other_encryptions_are_no_session(header):
    assert not is_session(cookie(**header))


def test_a_changed_header_is_not_opened():
    token = cookie()
    assert not opens(SECRET, segment(compact_json({"alg": "dir", "enc": "A256GCM", "x": 1})) + token[token.index(b".") :])


@given(st.binary(), st.binary())
def test_nothing_raises(secret, token):
    assert not opens(secret, token)
