"""The signer signed something else than header and payload as they stand in the token."""

from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import signing_input_wrong as cause
from jwtriage.forensics.loose_base64 import decode
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, found, head, issued, received, signed_over, signing_inputs

ID = "signing-input-wrong"


def wrong(text: bytes) -> dict[str, bytes]:
    """Return what signers sign in place of ``text``, a signing input."""
    header, payload = text.split(b".")
    plain, claims = decode(header), decode(payload)
    return {
        "a newline behind": text + b"\n",
        "a newline of Windows behind": text + b"\r\n",
        "plain JSON": plain + b"." + claims,
        "plain JSON without a dot": plain + claims,
        "plain JSON with a newline": plain + b"." + claims + b"\n",
        "no dot": header + payload,
        "the payload": payload,
        "the plain payload": claims,
        "the payload and a newline": payload + b"\n",
        "the header": header,
        "swapped": payload + b"." + header,
        "a header that is not encoded": plain + b"." + payload,
        "a payload that is not encoded": header + b"." + claims,
        "a hash in hexadecimal": sha256(text).hexdigest().encode(),
        "UTF-16": text.decode().encode("utf-16-le"),
        "a newline behind each": header + b"\n." + payload + b"\n",
        "a space in front": b" " + text,
        "a NUL behind": text + b"\0",
    }


WRONG = wrong(head())


def example() -> Example:
    """`echo "$header.$payload" | openssl dgst` signs a newline, too."""
    return received(signed_over(head() + b"\n"), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("name", WRONG)
def test_texts(name: str) -> None:
    assert_explains(received(signed_over(WRONG[name]), ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_public_keys(alg: str) -> None:
    """An RSA signature would show its digest; the others have to be tried."""
    for name in ("a newline behind", "plain JSON", "a hash in hexadecimal"):
        assert_explains(received(signed_over(wrong(head(alg))[name], alg), ID, alg=alg))


def test_a_raw_hash_is_another_cause() -> None:
    """Near miss: hashed twice, as a KMS does, is told apart by its recipe."""
    assert found(received(signed_over(sha256(head()).digest()))) == ["kms-double-hash"]


@pytest.mark.parametrize("token", [b"Bearer " + issued(), issued() + b"\n", issued()[:-4], b"a.b.c", b""])
def test_unsound_tokens_are_left_alone(token: bytes) -> None:
    """Near miss: while something else is visibly wrong, another cause comes first."""
    assert signing_inputs(cause, token) == []


@drawn(st.dictionaries(st.text(max_size=6), st.integers() | st.text(max_size=12), max_size=4))
def test_any_claims(claims: dict) -> None:
    inputs = signing_inputs(cause, issued("HS256", claims))
    assert set(wrong(head("HS256", claims)).values()) <= set(inputs)
    assert head("HS256", claims) not in inputs


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + signed_over(head() + b"\n"), "bearer-prefix-or-wrapping", ID))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(signed_over(head() + b"\n"), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
