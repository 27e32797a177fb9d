"""The signature's length does not fit the verifier's RSA key."""

from base64 import urlsafe_b64decode
from dataclasses import replace

import pytest

from jwtriage.causes.jwks import rsa_signature_length_differs as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.documents import choice, given, sighting, text
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem, rsa
from tests.support.tokens import CLAIMS, sign

ID = "rsa-signature-length-differs"
TOKEN = sign(CLAIMS, rsa(), "RS256")
LONG = sign(CLAIMS, rsa("long", 3072), "RS256")


def with_signature(octets: bytes, token: bytes = TOKEN) -> bytes:
    """Put another signature behind a token."""
    return token.rpartition(b".")[0] + b"." + text(octets).encode()


def signature(token: bytes = TOKEN) -> bytes:
    """Decode the signature of a token."""
    return urlsafe_b64decode(token.rpartition(b".")[2] + b"==")


def example() -> Example:
    """The verifier has the key of 2048 bits, the issuer signs with one of 3072."""
    files = {"public.pem": public_pem(rsa()), "issuer.pem": public_pem(rsa("long", 3072))}
    return Example(LONG, files, ("--verifier", "public.pem", "--candidate", "issuer.pem"), (ID,))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_sign_octet_of_a_big_integer() -> None:
    assert_explains(given(public_pem(rsa()), ID, token=with_signature(b"\0" + signature())))


def proposals(token: bytes) -> list[bytes]:
    """Return the signatures that the hook proposes."""
    return [change.token.signature for change in cause.propose_token(TokenText.read(token), Case(token))]


def test_a_lost_zero() -> None:
    """One signature in 256 begins with a zero octet, which some issuers drop."""
    assert proposals(with_signature(signature()[1:])) == [b"\0" + signature()[1:]]


@pytest.mark.parametrize("token", [TOKEN, sign(CLAIMS, b"k" * 32, "HS256"), with_signature(b"\1" + signature()), with_signature(b""), b"", b"a.b.c"])
def test_other_tokens_are_left_alone(token: bytes) -> None:
    """Near misses: the right length, another family, an octet that is no zero."""
    assert proposals(token) == []


def test_keys_of_one_size() -> None:
    own, live = sighting(public_pem(rsa("b"))), sighting(public_pem(rsa()), "live.pem", None)
    assert list(cause.choose(choice(own, live, rsa(), chosen=0))) == []


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + LONG, causes=("bearer-prefix-or-wrapping", ID)))
