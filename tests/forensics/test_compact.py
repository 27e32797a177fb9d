"""The compact serialisation put together again after a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import compact
from jwtriage.forensics.json_token import SignedPart
from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode_octets
from tests.support.segments import compact as token_of
from tests.support.segments import segment

TOKEN = TokenText.read(token_of({"alg": "HS256"}, {"sub": "u"}, b"s" * 32))


@given(st.binary(max_size=50))
def test_one_part_is_changed_and_the_others_stay(octets: bytes) -> None:
    header, payload, signature = TOKEN.text.split(b".")
    assert compact.with_header(TOKEN, octets).text == b".".join((segment(octets), payload, signature))
    assert compact.with_payload(TOKEN, octets).text == b".".join((header, segment(octets), signature))


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=3))
def test_padding_completes_every_segment(parts: list[bytes]) -> None:
    segments = compact.padded(b".".join(map(encode_octets, parts))).split(b".")
    assert all(len(one) % 4 == 0 and one.rstrip(b"=") == encode_octets(part) for one, part in zip(segments, parts, strict=True))


@given(st.binary(max_size=20))
def test_only_one_spelling_is_canonical(octets: bytes) -> None:
    text = encode_octets(octets)
    assert compact.is_canonical(text)
    assert not compact.is_canonical(text + b"=")
    assert not compact.is_canonical(b" " + text)


LENGTHS = {
    ("HS256", 32): True,
    ("HS256", 64): True,
    ("HS256", 31): False,
    ("ES256", 64): True,
    ("ES256", 70): False,
    ("RS256", 256): True,
    ("RS256", 32): False,
    ("EdDSA", 64): True,
    ("something", 1): True,
    ("something", 0): False,
}


@pytest.mark.parametrize(("alg", "octets"), LENGTHS)
def test_the_length_of_a_signature(alg: str, octets: int) -> None:
    token = TokenText.read(token_of({"alg": alg}, {}, b"s" * octets))
    assert compact.is_whole(token) == LENGTHS[alg, octets]
    assert compact.is_sound(token) == LENGTHS[alg, octets]


@pytest.mark.parametrize("damage", [b"Bearer %s", b"%s\n", b"%s=", b'"%s"', b"x.%s"])
def test_a_damaged_text_is_not_sound(damage: bytes) -> None:
    assert compact.is_sound(TOKEN)
    assert not compact.is_sound(TokenText.read(damage % TOKEN.text))
    assert not compact.is_sound(TOKEN.with_signing_input(b"other"))


HEADER = segment(b'{"alg":"HS256"}')
RAW = segment(b'{"alg":"HS256","b64":false,"crit":["b64"]}')


def test_the_compact_form_of_a_signature() -> None:
    """A protected algorithm and an encoded payload need nothing beside the text."""
    form = compact.compact_form(SignedPart(HEADER, b"e30", b"AAAA", {"kid": "k"}), None)
    assert (form.text, form.kid, form.overridden, form.strict) == (HEADER + b".e30.AAAA", "k", False, True)


@pytest.mark.parametrize(
    ("part", "content", "signed"),
    [
        (SignedPart(b"", b"e30", b"AAAA", {"alg": "HS256"}), None, b".e30"),
        (SignedPart(HEADER, None, b"AAAA", {}), b"{}", HEADER + b".e30"),
        (SignedPart(RAW, None, b"AAAA", {}), b"a.b", RAW + b".a.b"),
        (SignedPart(RAW, b"a.b", b"AAAA", {}), None, RAW + b".a.b"),
    ],
    ids=["unprotected algorithm", "detached", "detached and raw", "raw"],
)
def test_what_has_no_place_in_the_compact_form(part: SignedPart, content: bytes | None, signed: bytes) -> None:
    form = compact.compact_form(part, content)
    assert (form.signing_input, form.alg, form.overridden) == (signed, "HS256", True)
