"""What operators are told."""

import json

import pytest

from jwtriage.guard import Verifier
from jwtriage.guard.admin import Admin
from jwtriage.guard.exposition import exposition
from jwtriage.guard.tally import Tally
from tests.support.asgi import call
from tests.support.keys import SECRET
from tests.support.tokens import CLAIMS, sign


def test_keys_are_told_as_json():
    answer = call(Admin(lambda: {"keys": ["Ω"]}, lambda: True), path="/keys")
    assert (answer.status, json.loads(answer.body)) == (200, {"keys": ["Ω"]})
    assert answer.get(b"content-type") == [b"application/json"]


@pytest.mark.parametrize(("healthy", "status"), [(True, 200), (False, 503)])
def test_health_is_whether_a_key_is_trusted(healthy, status):
    assert call(Admin(dict, lambda: healthy), path="/healthz").status == status


@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/keys", 405), ("GET", "/", 404), ("GET", "/keys/", 404), ("HEAD", "/keys", 200)])
def test_nothing_else_is_answered(method, path, status):
    assert call(Admin(dict, lambda: True), method=method, path=path).status == status


def test_metrics_without_their_library_say_what_to_install():
    answer = call(Admin(dict, lambda: True), path="/metrics")
    assert answer.status == 501
    assert b"jwtriage[metrics]" in answer.body


def test_metrics_are_those_of_this_verifier():
    tally = Tally()
    verifier = Verifier(SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"], observer=tally)
    admin = Admin(dict, lambda: True, exposition(verifier, tally))
    verifier.verify(sign(CLAIMS, SECRET))
    answer = call(admin, path="/metrics")
    assert b'jwt_verify_total{kid="",reason="ok",result="accepted"} 1.0' in answer.body
    assert b"python_info" not in answer.body


def test_other_connections_get_no_answer():
    assert call(Admin(dict, lambda: True), type="websocket") is None
