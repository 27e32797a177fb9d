"""The text of a public key serves as an HMAC secret."""

import pytest

from jwtriage.causes.secret import public_pem_as_hmac_secret as cause
from jwtriage.forensics.key_document import canonical_jwk
from jwtriage.forensics.keytext import read_document
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, proposals
from tests.support.tokens import sign

PEM = keys.public_pem(keys.rsa())


def example(secret: bytes = PEM) -> Example:
    """A forged token: HS256, keyed with the verifier's public key."""
    return Example(sign(CLAIMS, secret, "HS256"), {"p.pem": PEM}, ("--verifier", "p.pem"), ("public-pem-as-hmac-secret",))


def test_example_is_proven_and_anyone_could_sign() -> None:
    report = assert_explains(example())
    assert report["signer"]["how"] == "anyone"


@pytest.mark.parametrize("secret", [PEM.strip(), PEM + b"\n", PEM.replace(b"\n", b"\r\n"), PEM.strip().replace(b"\n", b"\r\n")])
def test_endings(secret: bytes) -> None:
    assert_explains(example(secret))


def test_a_jwk_written_as_pem() -> None:
    assert PEM in proposals(cause, canonical_jwk(read_document(PEM)[0].key))


def test_a_private_key_is_not_public() -> None:
    """Near miss: the text of a private key is nobody's but its owner's; its public half is."""
    private = keys.private_pem(keys.rsa())
    found = proposals(cause, private)
    assert private not in found
    assert PEM in found


def test_a_secret_is_no_document() -> None:
    assert proposals(cause, SECRET) == set()
    assert proposals(cause, b"0" + SECRET) == set()


def test_with_a_bearer_prefix() -> None:
    causes = ("bearer-prefix-or-wrapping", "public-pem-as-hmac-secret")
    assert_explains(Example(b"Bearer " + sign(CLAIMS, PEM, "HS256"), {"p.pem": PEM}, ("--verifier", "p.pem"), causes))
