import json

import pytest

from jwtriage.jose.fingerprint import token_fingerprint
from jwtriage.logs.rejection import LONGEST_MESSAGE, members
from tests.logs.lines import FINGERPRINT_KEY, told
from tests.support.tokens import sign

TOKEN = sign(key=b"k" * 32, headers={"kid": "2026-11"}).decode()


def one(line: str):
    (found,) = told(line)
    return found


def test_a_token_in_the_line_tells_kid_algorithm_and_issuer_and_is_not_shown():
    found = one(f"token({TOKEN}) signature mismatched")
    assert (found.kid, found.alg, found.issuer) == ("2026-11", "HS256", "https://id.example")
    assert found.token_fingerprint == token_fingerprint(TOKEN.encode(), FINGERPRINT_KEY)
    shown = json.dumps(members(found))
    assert not any(segment in shown for segment in TOKEN.split("."))


def test_a_token_has_one_tag_in_message_and_record():
    found = one(f"auth: jwt expired for {TOKEN}")
    assert found.token_fingerprint in found.message


@pytest.mark.parametrize(
    ("line", "kid"),
    [
        ('auth: JWK for kid "k-1" not found in the JWKS', "k-1"),
        ('Unable to find a signing key that matches: "k/1+a="', "k/1+a="),
        ("Could not find public key for kid k1", "k1"),
        ('{"error":"jwt: no key found","kid":"k1"}', "k1"),
        ('level=error error="jwt: unknown key" kid=k1', "k1"),
    ],
)
def test_the_kid_is_read_where_it_stands(line, kid):
    assert one(line).kid == kid


@pytest.mark.parametrize(
    "line",
    [
        'undefined method `verify\' for "correct horse battery staple":String (NoMethodError) jwt',
        "jose.exceptions.JWKError: Unable to parse an RSA_JWK from key: correct horse battery staple",
        "Wrong number of segments in token: correct horse battery staple",
    ],
)
def test_key_material_that_a_library_prints_is_not_shown(line):
    assert "battery" not in json.dumps(members(one(line)))


def test_members_of_the_contract_come_first():
    names = list(members(one("auth: jwt expired")))
    assert names[:11] == ["file", "line", "time", "instance", "service", "reason", "library", "kid", "alg", "token_fingerprint", "message"]


def test_long_messages_are_cut_after_redaction():
    found = one(f"jwt expired {'x ' * LONGEST_MESSAGE} {TOKEN}")
    assert len(found.message) == LONGEST_MESSAGE


def test_the_line_is_the_one_with_the_phrase():
    found = one('2026-11-24T10:00:00Z ERROR failed\nTraceback (most recent call last):\n  File "a.py", line 1, in f\njwt.exceptions.X: jwt expired')
    assert found.line == 4
