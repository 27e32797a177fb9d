"""Characters beyond ASCII were encoded in the wrong charset."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import payload_charset_corrupted as cause
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, issued, parts, received, signer, signs, texts
from tests.support.tokens import compact_json, segment, sign

ID = "payload-charset-corrupted"
NAMED = {**CLAIMS, "name": "José Müller"}
UTF8 = compact_json(NAMED)
LATIN1 = UTF8.decode().encode("latin-1")
TWICE = UTF8.decode("latin-1").encode()


def token(signed: bytes, carried: bytes, alg: str = "HS256") -> bytes:
    """Return a token signed over one payload that carries another."""
    header, _, signature = parts(sign(NAMED, signer(alg), alg, payload=signed))
    return b".".join((header, segment(carried), signature))


def example() -> Example:
    """`Buffer.from(json, 'binary')` on the way."""
    return received(token(UTF8, LATIN1), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(("signed", "carried"), [(LATIN1, UTF8), (UTF8, TWICE), (TWICE, UTF8), (UTF8, UTF8.decode().encode("mac-roman"))])
@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256"])
def test_either_side(signed: bytes, carried: bytes, alg: str) -> None:
    assert_explains(received(token(signed, carried, alg), ID, alg=alg))


def test_characters_cut_to_octets() -> None:
    """The same function on characters beyond Latin-1 keeps the low octet of each."""
    text = compact_json({**CLAIMS, "name": "Łukasz 日本"})
    assert_explains(received(token(bytes(ord(character) & 0xFF for character in text.decode()), text), ID))


def test_the_foreign_charset_was_signed() -> None:
    """The signature is good, but no parser may read the claims."""
    assert_explains(received(token(LATIN1, LATIN1), ID, verdict="not-a-signature-problem"))


def test_utf8_is_valid() -> None:
    assert diagnose(received(issued("HS256", NAMED)))["verdict"] == "valid"


@drawn(st.dictionaries(st.text(max_size=5), st.text(max_size=12), max_size=4))
def test_any_claims(claims: dict[str, str]) -> None:
    """What Latin-1 can say is found in both directions; plain ASCII is left alone."""
    text = compact_json(claims)
    sound = issued("HS256", claims)
    if text.isascii():
        assert texts(cause, sound) == []
    elif all(character <= "\xff" for character in text.decode()):
        header, _, signature = parts(sound)
        latin = b".".join((header, segment(text.decode().encode("latin-1")), signature))
        assert sound in texts(cause, latin)
        assert latin in texts(cause, sound)


def test_without_a_key_it_is_likely() -> None:
    assert signs(cause, token(UTF8, LATIN1)) == ["likely"]
    assert signs(cause, issued("HS256", NAMED)) == []


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(token(UTF8, LATIN1), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
