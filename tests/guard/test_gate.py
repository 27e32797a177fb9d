import json

import pytest

from jwtriage.guard import Rejected
from jwtriage.guard.gate import FORWARDED, Gate


def test_a_refusal_is_empty_and_the_same_for_every_reason():
    gate = Gate(realm="shop")
    first, second = (gate.refusal(Rejected(reason, "kid", "HS256")) for reason in ("expired", "signature_invalid"))
    assert first == second
    assert (first.status, first.body) == (401, b"")
    assert first != gate.refusal(Rejected("missing_token"))


def test_the_paths_are_known():
    gate = Gate(exempt=["/health"], canary_path="/canary", keys_path="/keys", report=dict)
    assert (gate.exempt, gate.own) == ({"/health"}, {"/canary", "/keys"})


@pytest.mark.parametrize(
    "settings",
    [
        {"exempt": "/health"},
        {"exempt": ["health"]},
        {"exempt": [""]},
        {"exempt": ["/keys"], "keys_path": "/keys", "report": dict},
        {"canary_path": "/keys", "keys_path": "/keys", "report": dict},
        {"keys_path": "/keys"},
        {"report": dict},
        {"keys_path": "/keys", "report": dict, "keys_scope": "a b"},
        {"keys_path": "/keys", "report": dict, "keys_scope": ""},
    ],
    ids=str,
)
def test_settings_that_cannot_be_meant_are_refused(settings):
    with pytest.raises(ValueError):
        Gate(**settings)


def test_a_canary_learns_nothing():
    gate = Gate(canary_path="/canary", keys_path="/keys", report=lambda: {"keys": []})
    assert json.loads(gate.answer("/canary", {"sub": "x"}).body) == {"accepted": True}


def test_the_keys_are_told_to_those_with_the_scope():
    gate = Gate(keys_path="/keys", report=lambda: {"keys": ["a"]})
    told, refused = gate.answer("/keys", {"scope": "a jwtriage:keys"}), gate.answer("/keys", {"scope": "jwtriage:keys2"})
    assert (told.status, json.loads(told.body), ("Cache-Control", "no-store") in told.headers) == (200, {"keys": ["a"]}, True)
    assert (refused.status, refused.body) == (403, b"")
    assert refused.headers == (("WWW-Authenticate", 'Bearer error="insufficient_scope", scope="jwtriage:keys"'),)


@pytest.mark.parametrize(
    ("host", "is_open"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("10.0.0.1", False), ("localhost", False), (None, False), ("", False)],
)
def test_who_calls_from_this_host_needs_no_token_where_that_is_said(host, is_open):
    assert Gate(keys_path="/keys", report=dict, keys_on_loopback=True).is_open("/keys", host, ["accept"]) is is_open
    assert not Gate(keys_path="/keys", report=dict).is_open("/keys", host, [])


@pytest.mark.parametrize("header", sorted(FORWARDED))
def test_a_request_that_somebody_passed_on_is_not_from_this_host(header):
    assert not Gate(keys_path="/keys", report=dict, keys_on_loopback=True).is_open("/keys", "127.0.0.1", ["accept", header])


def test_canaries_always_need_their_token():
    assert not Gate(canary_path="/canary", keys_on_loopback=True).is_open("/canary", "127.0.0.1", [])
