"""A passphrase is silently base64-decoded, so that several secrets verify alike."""

import re
from base64 import b64decode, b64encode

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_lenient_base64_of_passphrase as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import RANDOM, explains, pair, proposals
from tests.support.tokens import sign, sign_segments


def lenient(phrase: bytes, *, whole: bool = False) -> bytes:
    """Decode like the lenient decoders; ``whole`` drops an incomplete end."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", phrase)
    kept = kept[: len(kept) // 4 * 4] if whole or len(kept) % 4 == 1 else kept
    return b64decode(kept + b"=" * (-len(kept) % 4))


def example() -> Example:
    """jjwt 0.9 signs with what it makes of the phrase, the verifier takes the phrase."""
    return pair(lenient(b"ThisIsASecret"), b"ThisIsASecret", "secret-lenient-base64-of-passphrase", alg="HS512")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_another_phrase_makes_the_same_key() -> None:
    explains(lenient(b"ThisIsASecret"), b"ThisIsASecretf", "secret-lenient-base64-of-passphrase")


def test_foreign_characters_vanish() -> None:
    explains(lenient(b"correct horse battery, staple!"), b"correct horse battery, staple!", "secret-lenient-base64-of-passphrase")


def test_sound_base64_is_another_cause() -> None:
    assert proposals(cause, b64encode(RANDOM)) == set()
    assert proposals(cause, b'"' + b64encode(RANDOM) + b'"') == set()
    assert proposals(cause, RANDOM) == set()


@given(st.text("abcdefgh -!?", min_size=6, max_size=40).filter(lambda phrase: len(re.sub("[^a-z]", "", phrase)) >= 4))
def test_any_phrase(phrase: str) -> None:
    octets = phrase.encode()
    assert {lenient(octets), lenient(octets, whole=True)} <= proposals(cause, octets) | {b""}


def test_with_another_hash() -> None:
    """A pair with a cause of another family: the header says HS256, the signature is HS512."""
    phrase = b"correct horse battery, staple!"
    head, payload, _ = sign(CLAIMS, lenient(phrase), "HS256").split(b".")
    token = sign_segments(head, payload, lenient(phrase), "HS512")
    causes = ("alg-label-lies-hmac", "secret-lenient-base64-of-passphrase")
    assert_explains(Example(token, {"k": phrase}, ("--verifier", "k"), causes))
