"""The key id and the secret belong to different keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.choice import vendor_key_id_and_secret_mixed as cause
from tests.support.example import Example, assert_accuses_nobody, assert_explains
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.stories import claims, signed, story, swapped

KEY_ID = "SK0123456789abcdef0123456789abcdef"
OTHER = b"Jw5pQx8vNz2mTc7kRf4hLb9gSd3yWa6e"
TOKEN = signed(claims(iss=KEY_ID), SECRET, "HS256", cty="twilio-fpa;v=1")
ENV = b"TWILIO_API_KEY=" + KEY_ID.encode() + b"\nTWILIO_API_SECRET=" + OTHER + b"\nOLD_SUBACCOUNT_API_SECRET=" + SECRET + b"\n"


def example() -> Example:
    """The id of one API key, the secret of another."""
    return Example(TOKEN, {".env": ENV}, ("--verifier", ".env#TWILIO_API_SECRET"), ("vendor-key-id-and-secret-mixed",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_id_in_place_of_the_secret() -> None:
    """The two values changed slots."""
    token = signed(claims(iss="APIxy7Kq2mNb4"), b"APIxy7Kq2mNb4", "HS256")
    env = b"LIVEKIT_API_KEY=APIxy7Kq2mNb4\nLIVEKIT_API_SECRET=" + OTHER + b"\n"
    assert_explains(Example(token, {".env": env}, ("--verifier", ".env#LIVEKIT_API_SECRET"), ("vendor-key-id-and-secret-mixed",)))


def found(token: bytes, signer: bytes = SECRET) -> bool:
    return bool(list(cause.choose(swapped(token, ("verifier.key", OTHER), ("signer.key", signer)))))


VENDORS = {
    "twilio": (claims(iss=KEY_ID), {}),
    "twilio by type": (claims(), {"cty": "twilio-fpa;v=1"}),
    "livekit": (claims(iss="APIabc", video={"room": "r"}), {}),
    "ably": (claims(**{"x-ably-capability": "{}"}), {"kid": "app.key"}),
    "zoom": (claims(appKey="k"), {}),
}


@pytest.mark.parametrize(("members", "headers"), VENDORS.values(), ids=VENDORS)
def test_vendors_are_recognised(members: dict, headers: dict) -> None:
    assert found(signed(members, SECRET, "HS256", **headers))


@pytest.mark.parametrize("members", [claims(), claims(iss="API"), claims(iss="SK12"), claims(video="yes")])
def test_other_tokens_accuse_nobody(members: dict) -> None:
    assert not found(signed(members, SECRET, "HS256"))


def test_public_keys_accuse_nobody() -> None:
    token = signed(claims(iss=KEY_ID))
    assert not list(cause.choose(swapped(token, ("p.pem", public_pem(rsa("b"))), ("s.pem", public_pem(rsa())))))


def test_an_unknown_secret_accuses_nobody() -> None:
    """Near miss: the right shape, and nobody holds the secret."""
    assert_accuses_nobody(story(TOKEN, held={"k": OTHER}, verdict="unexplained"))


@given(st.text(min_size=1))
def test_any_id_that_stands_beside_the_secrets(key_id: str) -> None:
    held = (("signer.key", SECRET), ("verifier.key", key_id.encode("utf-8", "replace")))
    assert list(cause.choose(swapped(signed(claims(iss=key_id), SECRET, "HS256"), held[1], held[0])))


def test_with_a_fault_of_another_family() -> None:
    causes = ("bearer-prefix-or-wrapping", "vendor-key-id-and-secret-mixed")
    assert_explains(Example(b"Bearer " + TOKEN, {".env": ENV}, ("--verifier", ".env#TWILIO_API_SECRET"), causes))
