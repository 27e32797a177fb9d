from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Token, TokenError
from jwtriage.jose.token import MAXIMUM_SIGNATURES, MAXIMUM_TOKEN
from tests.support.keys import SECRET
from tests.support.tokens import compact_json, segment, sign, signature_of

TEXT = sign({"sub": "alice"}, SECRET, "HS256", {"kid": "one"})
HEADER, PAYLOAD, SIGNATURE = TEXT.decode().split(".")
FLAT = {"protected": HEADER, "payload": PAYLOAD, "signature": SIGNATURE}
ONE = {"protected": HEADER, "signature": SIGNATURE}
PLAIN_HEADER = segment(compact_json({"alg": "HS256", "b64": False, "crit": ["b64"]})).decode()


def reason_of(token, payload=None):
    with pytest.raises(TokenError) as caught:
        Token.parse(token, payload)
    return caught.value.reason


@pytest.mark.parametrize("form", [TEXT, TEXT.decode(), FLAT, {"payload": PAYLOAD, "signatures": [ONE]}, {**FLAT, "header": {"x": 1}}])
def test_every_serialisation_means_the_same(form):
    token = Token.parse(form)
    assert (token.alg, token.kid) == ("HS256", "one")
    assert token.unverified_header["typ"] == "JWT"
    assert token.unverified_payload == b'{"sub":"alice"}'
    assert token.signing_input == f"{HEADER}.{PAYLOAD}".encode()
    assert token.signature == signature_of(token.signing_input, SECRET, "HS256")


def test_signing_input_is_what_was_received_and_not_written_anew():
    spaced = segment(b'{ "alg" : "HS256" }') + b"." + segment(b'{ "a" : 1 }') + b"." + segment(b"x" * 32)
    assert Token.parse(spaced).signing_input == spaced.rpartition(b".")[0]


@pytest.mark.parametrize(
    "text",
    [
        "", ".", "..", "...", "a.b", f"{HEADER}.{PAYLOAD}", f"{TEXT.decode()}.x", f"{TEXT.decode()}\n", f" {TEXT.decode()}", f'"{TEXT.decode()}"',
        f"Bearer {TEXT.decode()}", f"{HEADER}=.{PAYLOAD}.{SIGNATURE}", f"{HEADER}.{PAYLOAD}=.{SIGNATURE}", f"{HEADER}.{PAYLOAD}.{SIGNATURE}=",
        f"{HEADER}.{PAYLOAD}.{SIGNATURE[:-1]}", f"ü{TEXT.decode()}", f"\ud800{TEXT.decode()}", '{"payload":"x"}', "." * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_damaged_text_is_malformed(text):
    assert reason_of(text) == "malformed"


@pytest.mark.parametrize("token", [None, 5, [], bytearray(TEXT), [FLAT], object()])
def test_other_types_are_malformed(token):
    assert reason_of(token) == "malformed"


@pytest.mark.parametrize("token", ["a.b.c.d.e", "gho_16C7e42F292c6912E7710c838347Ae178B4a", {"ciphertext": "x", "protected": HEADER}])
def test_what_is_something_else_is_told_so(token):
    assert reason_of(token) == "not_a_jws"


def test_length_has_a_bound():
    assert reason_of(b"a" * (MAXIMUM_TOKEN + 1)) == "malformed"
    assert reason_of({**FLAT, "payload": "A" * (MAXIMUM_TOKEN + 4)}) == "malformed"


@pytest.mark.parametrize(
    "token",
    [
        {}, {"payload": PAYLOAD}, {**FLAT, "payload": None}, {**FLAT, "payload": 1}, {**FLAT, "signature": None}, {**FLAT, "protected": ""},
        {**FLAT, "protected": 1}, {**FLAT, "header": []}, {**FLAT, "header": {1: 2}}, {**FLAT, "header": {"alg": "HS256"}},
        {**FLAT, "signatures": [ONE]},
        {**FLAT, "payload": "\ud800"}, {"payload": PAYLOAD, "signatures": []}, {"payload": PAYLOAD, "signatures": {}},
        {"payload": PAYLOAD, "signatures": [1]},
        {"payload": PAYLOAD, "signatures": [ONE, {"protected": HEADER}]}, {"payload": PAYLOAD, "signatures": [ONE] * (MAXIMUM_SIGNATURES + 1)},
        {"payload": PAYLOAD, "signature": SIGNATURE, "header": {"alg": "HS256", "crit": ["b64"], "b64": False}},
        {"payload": PAYLOAD, "signatures": [ONE, {"protected": PLAIN_HEADER, "signature": SIGNATURE}]},
    ],
)  # fmt: skip
def test_damaged_json_is_malformed(token):
    with pytest.raises(TokenError) as caught:
        Token.parse_all(token)
    assert caught.value.reason == "malformed"


def test_general_serialisation_has_one_token_for_each_signature():
    general = {"payload": PAYLOAD, "signatures": [ONE, {"header": {"alg": "ES256", "kid": "two"}, "signature": SIGNATURE}]}
    first, second = Token.parse_all(general)
    assert (first.kid, second.kid) == ("one", "two")
    assert second.signing_input == f".{PAYLOAD}".encode()
    assert reason_of(general) == "malformed"


def test_detached_payload_is_signed_as_if_it_were_there():
    token = Token.parse(f"{HEADER}..{SIGNATURE}", b'{"sub":"alice"}')
    assert token.signing_input == f"{HEADER}.{PAYLOAD}".encode()
    assert Token.parse(ONE, b'{"sub":"alice"}').signing_input == token.signing_input


@pytest.mark.parametrize("payload", [b"", b"other", b'{"sub":"alice"}'])
def test_detached_payload_beside_an_attached_one_is_an_error(payload):
    assert reason_of(TEXT, payload) == "malformed"


def test_empty_payload_without_a_detached_one_is_an_empty_payload():
    assert Token.parse(f"{HEADER}..{SIGNATURE}").unverified_payload == b""


def test_unencoded_payload_is_signed_as_it_stands():
    token = Token.parse(f"{PLAIN_HEADER}.$ 02.{SIGNATURE}")
    assert token.unverified_payload == b"$ 02"
    assert token.signing_input == f"{PLAIN_HEADER}.$ 02".encode()
    assert Token.parse(f"{PLAIN_HEADER}..{SIGNATURE}", b"a.b").signing_input == f"{PLAIN_HEADER}.a.b".encode()


def test_unencoded_payload_holds_no_dot():
    assert reason_of(f"{PLAIN_HEADER}.a.b.{SIGNATURE}") == "malformed"


def test_repr_shows_neither_payload_nor_signature():
    assert repr(Token.parse(TEXT)) == "Token(alg='HS256', kid='one')"


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner), max_leaves=5
)
MEMBERS = st.dictionaries(
    st.sampled_from(["payload", "protected", "header", "signature", "signatures"]), JSON | st.sampled_from([HEADER, PAYLOAD, [ONE], {"alg": "HS256"}])
)


@given(st.text(max_size=60) | st.binary(max_size=60) | MEMBERS | st.text("ey.JA-_=", max_size=30).map(lambda tail: f"{HEADER}.{tail}"))
def test_nothing_but_our_error_comes_out(token):
    with suppress(TokenError):
        Token.parse(token)


@given(st.integers(0, len(TEXT) - 1), st.integers(0, 255))
def test_two_texts_never_mean_the_same_token(position, octet):
    changed = TEXT[:position] + bytes([octet]) + TEXT[position + 1 :]
    try:
        token = Token.parse(changed)
    except TokenError:
        return
    original = Token.parse(TEXT)
    assert changed == TEXT or (token.signing_input, token.signature) != (original.signing_input, original.signature)
