from base64 import b64encode
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key, KeyLoadError
from jwtriage.jose.jwk import load_jwk
from tests.support import keys

RSA = Key.from_private(keys.rsa()).members
EC = Key.from_private(keys.ec()).members
SECRET = {"kty": "oct", "k": "c2VjcmV0"}


def certificate(key) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))
    return b64encode(builder.sign(keys.ec(), hashes.SHA256()).public_bytes(Encoding.DER)).decode()


def refused(jwk) -> str:
    with pytest.raises(KeyLoadError) as caught:
        load_jwk(jwk)
    assert caught.value.reason == "key_invalid"
    return str(caught.value)


def test_binding_is_kept():
    key = load_jwk({**EC, "kid": "one", "alg": "ES256", "use": "sig", "key_ops": ["verify"], "other": 1})
    assert (key.kid, key.alg, key.use, key.key_ops) == ("one", "ES256", "sig", ("verify",))
    bare = load_jwk(EC)
    assert (bare.kid, bare.alg, bare.use, bare.key_ops, bare.x5c) == (None, None, None, None, ())


@pytest.mark.parametrize(
    "binding",
    [
        {"kid": 1}, {"kid": None}, {"alg": 256}, {"use": ["sig"]}, {"key_ops": "verify"}, {"key_ops": [1]}, {"key_ops": ["verify", "verify"]},
        {"use": "sig", "key_ops": ["encrypt"]}, {"use": "sig", "key_ops": ["verify", "deriveKey"]},
    ],
)  # fmt: skip
def test_binding_must_make_sense(binding):
    refused({**EC, **binding})


def test_shared_secret():
    key = load_jwk({**SECRET, "alg": "HS256"})
    assert (key.kind, key.octets, key.alg) == ("oct", b"secret", "HS256")


@pytest.mark.parametrize("k", ["", "c2VjcmV0=", "c2VjcmV1 ", "c2VjcmV", "+/+/", None, 5])
def test_shared_secret_in_another_form_is_refused(k):
    refused({"kty": "oct", "k": k})


def test_certificate_must_hold_the_key():
    key = load_jwk({**EC, "x5c": [certificate(keys.ec()), certificate(keys.rsa())]})
    assert len(key.x5c) == 2
    assert "another key" in refused({**RSA, "x5c": [certificate(keys.ec())]})


@pytest.mark.parametrize("x5c", ["MIIB", [1], ["%%%%"], ["AAAA"], [b64encode(bytes(100)).decode()], ["é"], [str(number) for number in range(30)]])
def test_broken_certificates_are_refused(x5c):
    refused({**EC, "x5c": x5c})


def test_no_message_quotes_the_key():
    for jwk in ({"kty": "oct", "k": "hunter2-hunter2="}, {**EC, "d": "hunter2"}, {**RSA, "d": "hunter2", "p": "hunter2"}):
        assert "hunter2" not in refused(jwk)


MEMBERS = st.sampled_from(["kty", "crv", "x", "y", "d", "n", "e", "k", "alg", "use", "key_ops", "kid", "x5c", "pub", "priv", "p", "q", "oth"])
VALUES = st.none() | st.integers() | st.text(max_size=8) | st.sampled_from(["RSA", "EC", "OKP", "AKP", "oct", "P-256", "Ed25519", "AQAB"])


@given(st.sampled_from([RSA, EC, SECRET, {}]), st.dictionaries(MEMBERS, VALUES | st.lists(VALUES, max_size=3), max_size=4))
def test_a_key_or_our_error(good, changes):
    try:
        key = load_jwk({**good, **changes})
    except KeyLoadError as error:
        assert error.reason == "key_invalid"  # noqa: PT017
    else:
        assert isinstance(key, Key)
