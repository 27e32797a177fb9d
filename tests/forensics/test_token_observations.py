import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics.token import TokenText
from jwtriage.forensics.token_observations import SIGNATURE_OCTETS
from jwtriage.jose.algorithms import ALGORITHMS
from tests.support import keys
from tests.support.tokens import segment, sign, sign_segments

TOKEN = sign(key=keys.SECRET)
HEADER, PAYLOAD, SIGNATURE = TOKEN.split(b".")


def ids(text: bytes) -> set[str]:
    return {note.id for note in TokenText.read(text).observations()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TOKEN + b"\n", {"token-trailing-newline"}),
        (TOKEN + b"\r\n", {"token-trailing-newline"}),
        (b" " + TOKEN, {"whitespace-or-percent-encoding-inserted"}),
        (b'"' + TOKEN + b'"', {"token-quoted"}),
        (b"'" + TOKEN, {"token-quoted"}),
        (b"b'" + TOKEN + b"'", {"token-bytes-repr"}),
        (b"Bearer " + TOKEN, {"bearer-prefix-or-wrapping"}),
        (b"bearer\t" + TOKEN, {"bearer-prefix-or-wrapping"}),
        (b"{" + TOKEN + b"}", {"bearer-prefix-or-wrapping"}),
        (b"\xef\xbb\xbf" + TOKEN, {"secret-bom"}),
        (TOKEN[:30] + b" " + TOKEN[30:], {"whitespace-or-percent-encoding-inserted"}),
        (TOKEN[:64] + b"\n" + TOKEN[64:], {"whitespace-or-percent-encoding-inserted", "base64-line-wrapped"}),
        (TOKEN + b"=", {"segment-padded"}),
        (HEADER + b"." + PAYLOAD + b".", {"emulator-or-unsigned-token"}),
        (HEADER + b"." + PAYLOAD, {"token-segment-count", "emulator-or-unsigned-token"}),
        (TOKEN[:-4], {"signature-length"}),
        (HEADER + b"." + PAYLOAD + b".SIGNATURE_REMOVED_BY_GOOGLE", {"signature-removed-by-google"}),
        (b"eQ.eQ.eQ", {"header-unreadable"}),
    ],
)
def test_damage_is_named(text, expected):
    assert ids(text) >= expected
    assert ids(text) - expected <= {"trailing-bits-false-alarm"}


def test_percent_encoded_dots():
    assert "whitespace-or-percent-encoding-inserted" in ids(quote(TOKEN.replace(b".", b"%2E")).encode())


def test_standard_base64():
    token = sign_segments(HEADER, b"e30", keys.SECRET, "HS256").rpartition(b".")[0] + b".+/" + b"A" * 41
    assert ids(token) == {"segments-standard-base64"}


def test_set_bits_after_the_last_octet():
    last = SIGNATURE[-1:]
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = alphabet[alphabet.index(last) + 1 : alphabet.index(last) + 2]
    assert ids(TOKEN[:-1] + twin) == {"trailing-bits-false-alarm"}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b"{bad", {"payload-json-malformed"}),
        (b"[1]", {"payload-json-malformed"}),
        ('{"name":"Zoë"}'.encode("latin-1"), {"payload-charset-corrupted"}),
        (b'{"a":1,"a":2}', {"duplicate-members"}),
        (b'\xef\xbb\xbf{"a":1}', {"secret-bom"}),
    ],
)
def test_odd_payloads(payload, expected):
    assert ids(sign(payload=payload, key=keys.SECRET)) == expected


def test_a_nested_token_is_no_malformed_payload():
    assert ids(sign(payload=TOKEN, key=keys.SECRET, headers={"cty": "JWT"})) == set()


def test_a_compressed_payload_is_noted():
    assert "payload-compressed" in ids(sign(key=keys.SECRET, headers={"zip": "DEF"}))


def test_a_length_at_which_storage_ends():
    assert "token-truncated-by-storage" in ids((HEADER + b"." + segment(b'{"a":"' + b"x" * 400))[:255])


@pytest.mark.parametrize("name", sorted(SIGNATURE_OCTETS))
def test_signature_lengths_are_those_of_the_table_of_algorithms(name):
    algorithm = ALGORITHMS[name]
    assert algorithm.signature_octets == SIGNATURE_OCTETS[name]


def test_every_algorithm_with_one_length_is_known():
    assert {name for name, algorithm in ALGORITHMS.items() if algorithm.signature_octets} == set(SIGNATURE_OCTETS)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=8), max_size=4), st.sampled_from(["HS256", "HS384", "HS512"]))
def test_a_sound_token_has_no_observations_but_its_length(claims, alg):
    claims = json.loads(json.dumps(claims))
    payload = json.dumps(claims, ensure_ascii=True).encode()
    assert ids(sign(payload=payload, key=keys.SECRET, alg=alg)) <= {"token-truncated-by-storage"}


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_facts_hold_no_character_of_the_signature(signature):
    token = HEADER + b"." + PAYLOAD + b"." + segment(signature)
    facts = " ".join(note.fact for note in TokenText.read(token).observations())
    assert len(signature) < 6 or segment(signature).decode() not in facts


def test_a_json_serialisation_is_named_and_its_signature_looked_at():
    """The braces are no brackets around a token, and the members' texts are judged like segments."""
    one = {"protected": HEADER.decode(), "signature": SIGNATURE.decode() + "="}
    assert ids(json.dumps({"payload": PAYLOAD.decode(), **one}).encode()) == {"token-json-serialised", "segment-padded"}
    several = TokenText.read(json.dumps({"payload": PAYLOAD.decode(), "signatures": [one, one]}).encode()).observations()
    assert "2 signatures" in several[0].fact
