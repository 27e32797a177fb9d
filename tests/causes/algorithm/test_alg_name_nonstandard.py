"""The header names the algorithm in a way that no registry knows."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import alg_name_nonstandard as cause
from jwtriage.forensics.recipe import Recipe, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, issued, received, renamed, signer
from tests.support.tokens import compact_json, segment, signature_of

ID = "alg-name-nonstandard"
NAMES = {
    "HS256": ("hs256", "HMACSHA256", "HmacSHA256", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "HMAC"),
    "RS256": ("SHA256withRSA", "rs256", "RSA-SHA256", "RSASSA_PKCS1_V1_5_SHA_256", "RSA"),
    "PS256": ("RSASSA-PSS", "SHA256withRSAandMGF1"),
    "ES256": ("EC256", "SHA256withECDSA", "ECDSA", "P-256"),
    "ES384": ("ECDSA_SHA_384",),
    "EdDSA": ("ED25519", "eddsa", "Edwards"),
}
UNKNOWN = Recipe("none", "unknown")


def nameless(alg: str) -> bytes:
    """Return a token whose header names no algorithm."""
    text = segment(b'{"typ":"JWT"}') + b"." + segment(compact_json(CLAIMS))
    return text + b"." + segment(signature_of(text, signer(alg), alg))


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256", "EdDSA"])
def test_no_name_at_all(alg: str) -> None:
    assert_explains(received(nameless(alg), ID, alg=alg))


def test_only_a_header_without_a_name_is_taken_so() -> None:
    for text in (issued(), b"", b"a.b.c", renamed("none", "HS256"), issued().rpartition(b".")[0]):
        assert not list(cause.propose_token(TokenText.read(text), Case(text)))


def example() -> Example:
    """A gateway of 2015 writes the name of its crypto library."""
    return received(renamed("SHA256withRSA", "RS256"), ID, alg="RS256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(("alg", "name"), [(alg, name) for alg, names in NAMES.items() for name in names])
def test_names(alg: str, name: str) -> None:
    assert_explains(received(renamed(name, alg), ID, alg=alg))


@pytest.mark.parametrize(("written", "accepted"), [("Ed25519", "EdDSA"), ("EdDSA", "Ed25519")])
def test_old_and_new_names_of_edwards_curves(written: str, accepted: str) -> None:
    """RFC 9864 gave EdDSA fully specified names; a verifier that knows one refuses the other."""
    assert_explains(received(renamed(written, "EdDSA"), ID, alg="EdDSA", more=("--alg", accepted)))


@pytest.mark.parametrize("alg", ["HS256", "RS256", "EdDSA"])
def test_registered_names_are_valid(alg: str) -> None:
    assert diagnose(received(issued(alg), alg=alg))["verdict"] == "valid"


@drawn(st.text(min_size=1, max_size=20), st.sampled_from(["HS256", "RS256", "ES384", "EdDSA"]))
def test_any_unknown_name(name: str, alg: str) -> None:
    """Whatever the name, the registered algorithms of the key are tried; a registered name and none are left alone."""
    key = Key.from_secret(SECRET) if alg == "HS256" else Key.from_public(signer(alg).public_key())
    recipes = [change.recipe for change in cause.propose_recipe(Attempt(TokenText.read(renamed(name, alg)), key, UNKNOWN))]
    if recipe_for(name) is None and name.lower() != "none":
        assert recipe_for(alg) in recipes
    else:
        assert recipes == []


def test_none_is_another_cause() -> None:
    token = TokenText.read(renamed("None", "HS256"))
    assert list(cause.propose_recipe(Attempt(token, Key.from_secret(SECRET), UNKNOWN))) == []


def test_both_sides_at_fault() -> None:
    example_ = received(renamed("hs256", "HS256"), ID, "secret-trailing-newline")
    assert_explains(replace(example_, files={"key": SECRET + b"\n"}))
