import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics.token import LIMIT, TokenText
from tests.support import keys
from tests.support.tokens import CLAIMS, segment, sign

TOKEN = sign(key=keys.SECRET, headers={"kid": "k1"})
HEAD, _, SIGNATURE = TOKEN.rpartition(b".")


def test_a_sound_token_is_taken_apart():
    token = TokenText.read(TOKEN)
    header, payload, signature = TOKEN.split(b".")
    assert (token.header_segment, token.payload_segment, token.signature_segment) == (header, payload, signature)
    assert (token.alg, token.kid, token.claims) == ("HS256", "k1", CLAIMS)
    assert (token.segments, token.is_compact, token.strict) == (3, True, True)
    assert token.signing_input == HEAD
    assert len(token.signature) == 32
    assert token.observations() == []


WRAPPED = [b"Bearer " + TOKEN, b'"' + TOKEN + b'"', TOKEN + b"\n", b"  " + TOKEN, TOKEN.replace(b".", b" . "), b"b'" + TOKEN + b"'"]


@pytest.mark.parametrize("text", [*WRAPPED, b"\xef\xbb\xbf" + TOKEN])
def test_a_wrapped_token_is_read_but_not_strict(text):
    token = TokenText.read(text)
    assert (token.alg, token.kid) == ("HS256", "k1")
    assert token.claims == CLAIMS
    assert not token.strict
    assert token.observations()


def test_the_signing_input_is_what_stands_before_the_last_dot():
    assert TokenText.read(b" a..b.c ").signing_input == b" a..b"
    assert TokenText.read(b"a.b").signing_input == b"a.b"
    assert TokenText.read(b"a.b").signature == b""


@pytest.mark.parametrize("text", [b"", b"x", b".", b"..", b"..." * 100_000, b"\xff" * 100, b"e30.e30.", segment(b"{" * 20_000) + b".e30.AA"])
def test_what_has_no_readable_header(text):
    token = TokenText.read(text)
    assert token.header == {}
    assert not token.is_compact
    assert (token.alg, token.kid) == (None, None)


def test_a_text_of_more_than_one_mebibyte_is_not_taken_apart():
    token = TokenText.read(TOKEN + b"A" * LIMIT)
    assert (token.segments, token.header, token.signature, token.strict) == (0, {}, b"", False)
    assert [note.id for note in token.observations()] == ["token-too-long"]


def test_alg_and_kid_that_are_no_strings_are_none():
    token = TokenText.read(segment(b'{"alg":1,"kid":[]}') + b".e30.AA")
    assert (token.alg, token.kid, token.is_compact) == (None, None, True)


def test_an_unencoded_payload_is_read_as_it_stands():
    token = TokenText.read(segment(b'{"alg":"HS256","b64":false,"crit":["b64"]}') + b'.{"a":1}.AA')
    assert (token.payload, token.claims) == (b'{"a":1}', {"a": 1})


def test_another_signature():
    token = TokenText.read(TOKEN).with_signature(b"\x00\xff")
    assert token.signature == b"\x00\xff"
    assert token.text == HEAD + b".AP8"
    assert (token.signing_input, token.claims) == (HEAD, CLAIMS)
    assert TokenText.read(token.text).signature == b"\x00\xff"


def test_a_signature_for_a_text_without_one():
    assert TokenText.read(HEAD).with_signature(b"A").text == HEAD + b".QQ"


def test_another_signing_input_keeps_the_rest():
    token = TokenText.read(TOKEN).with_signing_input(b"other")
    assert (token.signing_input, token.text, token.claims) == (b"other", TOKEN, CLAIMS)
    assert token.with_signature(b"A").signing_input == b"other"
    assert token.with_signature(b"A").with_signing_input(b"third").signature == b"A"


def test_another_text_starts_anew():
    assert TokenText.read(TOKEN).with_signing_input(b"other").with_text(TOKEN) == TokenText.read(TOKEN)


def test_equality_is_about_what_is_verified():
    token = TokenText.read(TOKEN)
    assert token == TokenText.read(TOKEN)
    assert token != token.with_signing_input(b"other")
    assert token != token.with_signature(b"A")
    assert token != TOKEN
    assert len({token, TokenText.read(TOKEN)}) == 1


FLATTENED = {"payload": "e30", "protected": segment(b'{"alg":"HS256"}').decode(), "header": {"kid": "k", "alg": "ES256"}, "signature": "AAAA"}


def test_a_json_serialisation_is_read_by_its_first_signature():
    """Its members stand for the segments; what is unprotected never hides what is protected; nothing of it is compact."""
    token = TokenText.read(json.dumps(FLATTENED).encode())
    assert (token.header_segment, token.payload_segment, token.signature_segment) == (FLATTENED["protected"].encode(), b"e30", b"AAAA")
    assert token.signing_input == FLATTENED["protected"].encode() + b".e30"
    assert (token.alg, token.kid, token.claims, token.signature) == ("HS256", "k", {}, bytes(3))
    assert (token.is_json, token.is_compact, token.strict, token.segments) == (True, False, False, 0)


def test_only_a_json_serialisation_is_one():
    for text in (TOKEN, b"", b"{}", b'{"token":"' + TOKEN + b'"}', b"{" * 5000):
        assert not TokenText.read(text).is_json
    assert TokenText.read(TOKEN).with_text(json.dumps(FLATTENED).encode()).is_json


def test_unprotected_members_are_beside_the_header():
    token = TokenText.read(TOKEN).with_unprotected({"kid": "other", "x": 1})
    assert (token.kid, token.header["x"], token.text) == ("k1", 1, TOKEN)


def test_repr_shows_no_character_of_the_text():
    assert repr(TokenText.read(TOKEN)) == "TokenText(alg='HS256', segments=3)"


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_reading_never_raises(text):
    token = TokenText.read(text)
    assert token.text == text
    for value in (token.header, token.payload, token.claims, token.signature, token.strict, token.is_compact, token.observations()):
        assert value is None or value is not NotImplemented


@settings(deadline=None)
@given(st.binary(min_size=1, max_size=80))
def test_a_given_signature_comes_back_from_the_text(signature):
    token = TokenText.read(TOKEN).with_signature(signature)
    assert TokenText.read(token.text).signature == signature


def test_reading_tokens_imports_nothing_heavy():
    code = "import sys; import jwtriage.forensics.token, jwtriage.forensics.token_kind; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"cryptography", "dataclasses", "typing", "enum", "logging"} & (set(modules) - _always_there())


def _always_there() -> set[str]:
    """Modules that a bare interpreter, with re and json, has anyway."""
    code = "import sys, re, json; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
