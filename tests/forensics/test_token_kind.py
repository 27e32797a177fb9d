import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics.token_kind import NAMES, VENDORS, kind_of
from tests.support import keys
from tests.support.tokens import segment, sign

TOKEN = sign(key=keys.SECRET)
HEAD = TOKEN.rpartition(b".")[0]
JWE = segment(b'{"alg":"dir","enc":"A128GCM"}') + b"..AAAA.AAAA.AAAA"
FLATTENED = {"protected": HEAD.split(b".")[0].decode(), "payload": "e30", "signature": "AAAA"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (TOKEN, "jws"),
        (b"Bearer " + TOKEN + b"\n", "jws"),
        (TOKEN.replace(b".", b"%2E"), "jws"),
        (TOKEN[:-10], "jws"),
        (TOKEN[1:], "jws"),
        (b"." + TOKEN, "jws"),
        (b"https://app.example/cb#id_token=" + TOKEN, "jws"),
        (segment(TOKEN), "jws"),
        (b"api.internal.example", "opaque"),
        (JWE, "jwe"),
        (json.dumps(FLATTENED).encode(), "jws-json"),
        (json.dumps({"payload": "e30", "signatures": [FLATTENED]}).encode(), "jws-json"),
        (json.dumps({**FLATTENED, "signature": "[redacted]"}).encode(), "masked"),
        (json.dumps({**FLATTENED, "signature": ""}).encode(), "unsigned"),
        (json.dumps({"payload": "e30", "header": {"alg": "None"}, "signature": ""}).encode(), "none-signed"),
        (json.dumps({"payload": "e30"}).encode(), "unknown"),
        (json.dumps({"protected": "e30", "ciphertext": "AA"}).encode(), "jwe"),
        (b'{"error":"unauthorized"}', "unknown"),
        (segment(b'{"alg":"none"}') + b".e30.", "none-signed"),
        (segment(b'{"alg":"NoNe"}') + b".e30.AAAA", "none-signed"),
        (HEAD + b".", "unsigned"),
        (HEAD, "unsigned"),
        (HEAD + "…".encode(), "masked"),
        (HEAD + "….".encode(), "masked"),
        (HEAD + b".[redacted]", "masked"),
        (HEAD + b".***", "masked"),
        (HEAD + b".<32 octets>", "masked"),
        (HEAD + b".SIGNATURE_REMOVED_BY_GOOGLE", "google-removed"),
        (b"gho_16C7e42F292c6912E7710c838347Ae178B4a", "opaque"),
        (b"Bearer gho_16C7e42F292c6912E7710c838347Ae178B4a", "opaque"),
        (b"d41d8cd98f00b204e9800998ecf8427e", "opaque"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html>502 Bad Gateway</html>", "unknown"),
        (b"A" * (1 << 20) + b"A", "too-long"),
    ],
)
def test_kinds(text, name):
    assert kind_of(text).name == name


@pytest.mark.parametrize("prefix", [prefix for prefix, _ in VENDORS])
def test_vendors_are_named(prefix):
    kind = kind_of(prefix.encode() + b"0123456789abcdef")
    assert kind.name == "opaque"
    assert kind.fact.startswith(next(fact for start, fact in VENDORS if prefix.startswith(start)))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_every_text_has_a_kind(text):
    assert kind_of(text).name in NAMES
