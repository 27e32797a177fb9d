import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key
from jwtriage.jose.fingerprint import public_fingerprint, secret_fingerprint, thumbprint, token_fingerprint
from tests.support import keys

FINGERPRINT_KEY = bytes(range(32))


def test_thumbprint_of_the_standard():
    """RFC 8037, A.3."""
    members = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "ignored"}
    assert thumbprint(members) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@pytest.mark.parametrize(("make", "prefix"), [(keys.rsa, "rsa:"), (keys.ec, "ec:"), (keys.ed25519, "okp:")])
def test_public_keys_are_named_by_their_thumbprint(make, prefix):
    key = Key.from_private(make())
    assert public_fingerprint(key, full=True) == prefix + key.thumbprint
    assert public_fingerprint(key) == prefix + key.thumbprint[:12]


def test_a_secret_has_no_public_fingerprint():
    with pytest.raises(ValueError):
        public_fingerprint(Key.from_secret(b"s" * 32))


@pytest.mark.parametrize(
    ("secret", "tag"), [(b"", "hk1:"), (b"correct horse battery staple", "hk1:"), (bytes(64), "hk1:")], ids=["empty", "text", "binary"]
)
def test_keyed_fingerprint_is_the_documented_one(secret, tag):
    message = b"jwt-fp/v1" + len(secret).to_bytes(8, "big") + secret
    first_forty_bits = hmac.digest(FINGERPRINT_KEY, message, "sha256")[:5]
    alphabet = "abcdefghijklmnopqrstuvwxyz234567"
    number = int.from_bytes(first_forty_bits, "big")
    assert secret_fingerprint(secret, FINGERPRINT_KEY) == tag + "".join(alphabet[number >> shift & 31] for shift in range(35, -1, -5))


def test_scrypt_fingerprint_depends_on_secret_and_salt():
    plain = secret_fingerprint(b"secret")
    octets = hashlib.scrypt(b"secret", salt=b"jwt-fp/v1", n=2**15, r=8, p=1, maxmem=2**26, dklen=4)
    assert plain.removeprefix("sc1:") == "".join(
        "abcdefghijklmnopqrstuvwxyz234567"[int.from_bytes(octets) >> shift & 31] for shift in (27, 22, 17, 12, 7)
    )
    assert len({plain, secret_fingerprint(b"secret", salt=b"salt"), secret_fingerprint(b"Secret")}) == 3


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_keyed_fingerprints_tell_secrets_and_keys_apart(one, other):
    assert (secret_fingerprint(one, FINGERPRINT_KEY) == secret_fingerprint(other, FINGERPRINT_KEY)) is (one == other)
    assert secret_fingerprint(one, FINGERPRINT_KEY) != secret_fingerprint(one, bytes(32))


def test_token_fingerprint_says_nothing_without_its_key():
    named = token_fingerprint(b"a.b.c", FINGERPRINT_KEY)
    assert named == token_fingerprint(b"a.b.c", FINGERPRINT_KEY)
    assert len({named, token_fingerprint(b"a.b.d", FINGERPRINT_KEY), token_fingerprint(b"a.b.c", bytes(32))}) == 3
