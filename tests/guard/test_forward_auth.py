"""The application of forward auth: what it answers, and what it does not listen to."""

import logging

import pytest

from jwtriage.guard import CANARY_SUBJECT, Verifier
from jwtriage.guard.forward_auth import ForwardAuth
from jwtriage.guard.tally import Tally
from tests.support.asgi import call
from tests.support.keys import SECRET
from tests.support.tokens import CLAIMS, sign

VERIFIER = Verifier(SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"])
GUARD = ForwardAuth(VERIFIER)
EMPTIED = {(b"x-auth-subject", b""), (b"x-auth-issuer", b""), (b"x-auth-scope", b"")}


def bearer(**claims):
    return (b"authorization", b"Bearer " + sign({**CLAIMS, **claims}, SECRET))


def test_an_acceptable_token_is_answered_with_its_identity():
    answer = call(GUARD, [bearer(scope="orders:read")])
    assert (answer.status, answer.body) == (200, b"")
    identity = {(b"x-auth-subject", b"alice"), (b"x-auth-issuer", CLAIMS["iss"].encode()), (b"x-auth-scope", b"orders:read")}
    assert set(answer.headers) >= identity


REJECTED = {
    "no token": [],
    "expired": [bearer(exp=1)],
    "another scheme": [(b"authorization", b"Basic YTpi")],
    "two tokens": [bearer(), bearer()],
    "a canary": [bearer(sub=CANARY_SUBJECT)],
    "a subject too long for a header": [bearer(sub="a" * 5000)],
}


@pytest.mark.parametrize("name", REJECTED)
def test_everything_else_is_answered_with_emptied_identity(name):
    answer = call(GUARD, REJECTED[name])
    assert (answer.status, answer.body) == (401, b"")
    assert set(answer.headers) >= EMPTIED
    assert len(answer.get(b"www-authenticate")) == 1
    assert answer.get(b"cache-control") == [b"no-store"]


def test_the_challenge_does_not_tell_the_reason():
    challenges = {
        call(GUARD, headers).get(b"www-authenticate")[0] for name, headers in REJECTED.items() if name not in ("no token", "another scheme")
    }
    assert len(challenges) == 1


def test_the_realm_is_named():
    assert call(ForwardAuth(VERIFIER, realm="shop")).get(b"www-authenticate") == [b'Bearer realm="shop"']


@pytest.mark.parametrize(("headers", "reason"), [([bearer(exp=1)], b"expired"), ([], b"missing_token"), ([bearer()], b"ok")])
def test_the_reason_is_told_where_it_was_asked_for(headers, reason):
    assert call(GUARD, headers).get(b"x-jwt-reason") == []
    assert call(ForwardAuth(VERIFIER, reason_header=True), headers).get(b"x-jwt-reason") == [reason]


def test_canaries_are_accepted_where_no_service_is():
    canary = [bearer(sub=CANARY_SUBJECT)]
    assert call(ForwardAuth(VERIFIER, identity={}, canary=True), canary).status == 200


def test_requests_without_a_token_are_counted():
    tally = Tally()
    verifier = Verifier(SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"], observer=tally)
    tally.watch(verifier)
    guard = ForwardAuth(verifier, observer=tally)
    for headers in ([], [bearer(), bearer()], [bearer(exp=1)], [bearer()]):
        call(guard, headers)
    assert tally.snapshot().counts == {("", reason): 1 for reason in ("missing_token", "malformed", "expired", "ok")}


def test_a_rejection_is_logged_without_the_token(caplog):
    caplog.set_level(logging.INFO, "jwtriage.guard")
    header = bearer(exp=1)
    call(GUARD, [header])
    assert "expired" in caplog.text
    assert not set(header[1].decode().split(".")) & set(caplog.text.split())


def test_other_connections_get_no_answer():
    assert call(GUARD, [bearer()], type="websocket") is None
