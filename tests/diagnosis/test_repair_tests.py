"""The prepared tests answer as verification does, for every kind of key."""

import pytest

from jwtriage.diagnosis.repair_tests import Test, test_for
from jwtriage.forensics.opening import open_pss
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET, ec, ed448, ed25519, rsa
from tests.support.tokens import CLAIMS, compact_json, segment, sign, signature_of

test_for.__test__ = False  # its name begins as those of tests do

PRIVATE = {
    "HS256": SECRET,
    "RS256": rsa(),
    "PS384": rsa(),
    "ES256": ec(),
    "ES384": ec("P-384"),
    "ES512": ec("P-521"),
    "ES256K": ec("secp256k1"),
    "EdDSA": ed25519(),
    "Ed448": ed448(),
}
OTHERS = {"RS256": rsa("b"), "PS384": rsa("b"), "ES256": ec("P-256", "b"), "EdDSA": ed25519("b")}
every_algorithm = pytest.mark.parametrize("alg", PRIVATE)


def key_of(private) -> Key:
    """Return what the verifier holds."""
    return Key.from_secret(private) if isinstance(private, bytes) else Key.from_public(private.public_key())


def prepared(token: bytes, alg: str, key: Key) -> Test | None:
    """Return the test of texts near ``token``."""
    recipe = recipe_for(alg)
    assert recipe is not None
    return test_for(recipe, key, TokenText.read(token))


def passes(test: Test | None, token: bytes) -> bool:
    """Tell whether a text passes."""
    signing_input, _, signature = token.rpartition(b".")
    return test is not None and test(signing_input, signature)


@every_algorithm
def test_the_text_that_was_signed_is_told_from_others(alg: str) -> None:
    sound = sign(CLAIMS, PRIVATE[alg], alg)
    received = sound[:50] + (b"A" if sound[50:51] != b"A" else b"B") + sound[51:]
    test = prepared(received, alg, key_of(PRIVATE[alg]))
    assert passes(test, sound)
    assert not passes(test, received)
    assert not passes(test, sound[:51] + b"C" + sound[51:])


@every_algorithm
def test_the_signature_that_was_made_is_told_from_others(alg: str) -> None:
    sound = sign(CLAIMS, PRIVATE[alg], alg)
    received = sound[:-20] + (b"A" if sound[-20:-19] != b"A" else b"B") + sound[-19:]
    test = prepared(received, alg, key_of(PRIVATE[alg]))
    assert passes(test, sound)
    assert not passes(test, received)
    assert not passes(test, sound[:-1])


@pytest.mark.parametrize("alg", OTHERS)
def test_another_key_passes_nothing(alg: str) -> None:
    sound = sign(CLAIMS, PRIVATE[alg], alg)
    assert not passes(prepared(sound, alg, key_of(OTHERS[alg])), sound)


@pytest.mark.parametrize(("alg", "label"), [("RS256", "PS256"), ("PS256", "RS256")])
def test_a_signature_of_another_padding_opens_all_the_same(alg: str, label: str) -> None:
    """One mistyped character makes the one name of the other."""
    sound = sign(CLAIMS, rsa(), alg)
    received = segment(compact_json({"alg": label, "typ": "JWT"})) + sound[sound.index(b".") :]
    test = prepared(received, label, key_of(rsa()))
    assert passes(test, sound)
    assert not passes(test, received)


def test_keys_of_another_kind_pass_nothing() -> None:
    assert prepared(sign(CLAIMS, SECRET), "HS256", key_of(rsa())) is None
    assert not passes(prepared(sign(CLAIMS, SECRET), "ES256", key_of(rsa())), sign(CLAIMS, SECRET))


def test_a_pss_signature_that_cannot_be_opened_is_verified() -> None:
    """A key of 1040 bits has just room for SHA-512 and a salt as long."""
    narrow = rsa("narrow", 1040)
    sound = sign(CLAIMS, narrow, "PS512")
    assert open_pss(key_of(narrow), TokenText.read(sound).signature) is None
    assert passes(prepared(b"x" + sound, "PS512", key_of(narrow)), sound)


def test_a_moved_dot_is_seen() -> None:
    """Both sides of the dot differ from what was received."""
    signing_input = sign(CLAIMS, SECRET).rpartition(b".")[0]
    sound = signing_input + b"." + segment(signature_of(signing_input, SECRET, "HS256"))
    at = len(signing_input)
    received = sound[: at - 1] + b"." + sound[at - 1 : at] + sound[at + 1 :]
    assert passes(prepared(received, "HS256", key_of(SECRET)), sound)
