import pytest

from jwtriage.guard import Rejected
from jwtriage.guard.answer import status, www_authenticate
from jwtriage.jose.reason import REASONS


def test_one_answer_for_every_reason():
    answers = {www_authenticate(Rejected(reason, "kid", "RS256")) for reason in REASONS if reason != "missing_token"}
    assert answers == {'Bearer error="invalid_token", error_description="The access token was not accepted"'}
    assert {status(Rejected(reason)) for reason in REASONS} == {401}


def test_a_request_without_a_token_gets_the_bare_challenge():
    assert www_authenticate(Rejected("missing_token")) == "Bearer"
    assert www_authenticate(Rejected("missing_token"), "shop") == 'Bearer realm="shop"'


@pytest.mark.parametrize("realm", ['a"b', "a\r\nSet-Cookie: x", "a\\", "\x00", "ü"])
def test_a_realm_cannot_break_out(realm):
    inside = www_authenticate(Rejected("expired"), realm).split('"')[1]
    assert inside.isascii()
    assert inside.isprintable()
    assert not set('"\\') & set(inside)
