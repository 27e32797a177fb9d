"""What decode says of tokens of every kind."""

import json

import pytest

from jwtriage.model.cause import PAGES
from jwtriage.report.json import write
from jwtriage.tasks.decode import NoToken, decode
from tests.support.segments import compact

SIGNATURE = bytes(range(200, 232))
HEADER = {"alg": "HS256", "kid": "v1"}
CLAIMS = {"iss": "https://id.example", "exp": 1000, "email": "a@b.example"}


def members(text, claims=None, environment=None):
    return decode(text, claims=claims, environment=environment or {}, random_key=b"r" * 32, now=500.0)


def test_registered_claims_are_shown_others_by_name():
    token = members(compact(HEADER, CLAIMS, SIGNATURE))["token"]
    assert token["claims"] == {"iss": "https://id.example", "exp": 1000}
    assert token["other_claims"] == ["email"]
    assert token["header"] == HEADER
    assert token["signature_octets"] == 32
    assert token["times"] == {"exp": "1970-01-01T00:16:40Z, in 8 minutes"}


@pytest.mark.parametrize(("claims", "names"), [("all", {"iss", "exp", "email"}), ("none", set()), ("email,exp", {"email", "exp"})])
def test_claims_can_be_chosen(claims, names):
    assert set(members(compact(HEADER, CLAIMS, SIGNATURE), claims)["token"]["claims"]) == names


def test_no_signature_character_is_shown():
    token = compact(HEADER, CLAIMS, SIGNATURE)
    shown = write(members(token, "all"))
    assert token.rpartition(b".")[2][:6].decode() not in shown


def test_a_token_inside_a_token_and_a_private_jwk_are_not_shown():
    inner = compact(HEADER, CLAIMS, SIGNATURE).decode()
    header = {**HEADER, "jwk": {"kty": "oct", "k": "c2VjcmV0"}, "k": "no jwk member"}
    shown = write(members(compact(header, {"access_token": inner, "cnf": {"jwk": {"kty": "EC", "d": "cHJpdmF0ZQ"}}}, SIGNATURE), "all"))
    assert inner.rpartition(".")[2] not in shown
    assert "c2VjcmV0" not in shown
    assert "cHJpdmF0ZQ" not in shown
    assert "no jwk member" in shown


def test_the_fingerprint_key_makes_fingerprints_comparable():
    environment = {"JWTRIAGE_FINGERPRINT_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}
    token = compact(HEADER, CLAIMS, SIGNATURE)
    own = decode(token, claims=None, environment={}, random_key=b"q" * 32, now=0.0)["token"]["token_fingerprint"]
    assert (
        members(token, environment=environment)["token"]["token_fingerprint"] == members(token, environment=environment)["token"]["token_fingerprint"]
    )
    assert own != members(token)["token"]["token_fingerprint"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (compact(HEADER, CLAIMS, SIGNATURE), "jws"),
        (compact(HEADER, CLAIMS) + b"[redacted]", "masked"),
        (compact({"alg": "none"}, CLAIMS), "none-signed"),
        (b"gho_0123456789", "opaque"),
        (b"what is this?", "unknown"),
    ],
)
def test_kinds(text, kind):
    assert members(text)["token"]["kind"] == kind


def test_a_masked_signature_is_not_accused_of_being_cut():
    report = members(compact(HEADER, CLAIMS) + "abc…".encode())
    assert report["token"]["signature_octets"] is None
    assert report["findings"] == []


def test_an_oddity_is_a_note():
    (finding,) = members(b"Bearer " + compact(HEADER, CLAIMS, SIGNATURE))["findings"]
    assert finding["id"] == "bearer-prefix-or-wrapping"
    assert finding["severity"] == "note"
    assert finding["url"] == f"{PAGES}{finding['id']}"


def test_what_is_no_token_is_unread():
    assert members(b"what is this?")["unread"]
    assert not members(compact(HEADER, CLAIMS, SIGNATURE))["unread"]


@pytest.mark.parametrize("text", [b"", b" \n"])
def test_nothing_is_no_token(text):
    with pytest.raises(NoToken):
        members(text)


def test_the_envelope_is_that_of_every_report():
    assert list(json.loads(write(members(compact(HEADER, CLAIMS, SIGNATURE))))) == ["schema", "task", "findings", "token", "next", "unread", "facts"]
