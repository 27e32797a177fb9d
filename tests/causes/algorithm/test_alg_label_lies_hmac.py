"""The HMAC was made with another hash than the header says."""

from dataclasses import replace
from hmac import digest

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import alg_label_lies_hmac as cause
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, attempt, found, head, issued, received, renamed, signer, with_signature

ID = "alg-label-lies-hmac"
LENGTHS = {"sha256": 32, "sha384": 48, "sha512": 64, "sha1": 20, "sha224": 28, "md5": 16}


def lying(alg: str, name: str) -> bytes:
    """Return a token signed with another hash."""
    return with_signature(digest(SECRET, head(alg), name), alg)


def example() -> Example:
    """A constant header in front of HMAC with SHA-512."""
    return received(lying("HS256", "sha512"), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
@pytest.mark.parametrize("name", LENGTHS)
def test_every_hash(alg: str, name: str) -> None:
    if name != f"sha{alg[2:]}":
        assert_explains(received(lying(alg, name), ID))


def test_hexadecimal_is_another_cause() -> None:
    """Near miss: 64 octets under HS256 may be digits."""
    assert found(received(with_signature(digest(SECRET, head(), "sha256").hex().encode()))) == ["signature-hex-or-text"]


@drawn(st.sampled_from(sorted(LENGTHS)), st.binary(min_size=64, max_size=64))
def test_the_length_names_the_hash(name: str, octets: bytes) -> None:
    hashes = [change.recipe.hash for change in cause.propose_recipe(attempt(with_signature(octets[: LENGTHS[name]])))]
    assert hashes == ([] if name == "sha256" else [name])


def test_public_keys_are_left_alone() -> None:
    assert list(cause.propose_recipe(attempt(issued("EdDSA"), signer("EdDSA")))) == []


@pytest.mark.parametrize("name", ["RS256", "PS384", "ES256", "ES256K", "EdDSA", "ML-DSA-44"])
def test_a_header_of_another_family(name: str) -> None:
    """The issuer promises a signature and makes an HMAC."""
    assert_explains(received(renamed(name, "HS256"), ID))


def test_an_unsigned_token_is_another_cause() -> None:
    """Near miss: alg none promises nothing."""
    assert ID not in found(received(renamed("none", "HS256")))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(example(), causes=(ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
