import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.logs.unwrap import LONGEST_LINE, unwrap

TEN = 1795514400.0
"""2026-11-24T10:00:00Z."""


def opened(text: str):
    return unwrap(text.encode(), year=2026)


@pytest.mark.parametrize(
    ("line", "wrapping", "text"),
    [
        ("jwt expired", "plain", "jwt expired"),
        ("2026-11-24 10:00:00,000 ERROR [w-1] orders.auth - jwt expired", "plain", "jwt expired"),
        ("2026-11-24 10:00:00.000 ERROR 1 --- [exec-1] o.s.s.web.Filter : jwt expired", "plain", "jwt expired"),
        ('2026/11/24 10:00:00 [error] 12#12: *345 jwt expired, client: 10.0.0.1, server: _, request: "GET / HTTP/1.1"', "plain", "jwt expired"),
        ("[Tue Nov 24 10:00:00.000000 2026] [auth:error] [pid 1:tid 2] [client 10.0.0.1:55] jwt expired", "plain", "jwt expired"),
        ("2026-11-24T10:00:00.000000+00:00 ecs/orders/abc jwt expired", "plain", "jwt expired"),
        ("2026-11-24T10:00:00.000000000Z stderr F jwt expired", "cri", "jwt expired"),
        ("<11>Nov 24 10:00:00 host-1 orders[12]: jwt expired", "syslog", "jwt expired"),
        ('<11>1 2026-11-24T10:00:00Z host-1 orders 12 id [a b="c"] jwt expired', "syslog", "jwt expired"),
        ('E1124 10:00:00.000000       1 authentication.go:63] "Unable" err="jwt expired"', "klog", "jwt expired"),
        ('time=2026-11-24T10:00:00Z level=error msg="no" error="jwt expired"', "logfmt", "jwt expired"),
        ('{"time":"2026-11-24T10:00:00Z","error":"jwt expired"}', "json", "jwt expired"),
        ('{"log":"jwt expired\\n","stream":"stderr","time":"2026-11-24T10:00:00Z"}', "docker", "jwt expired"),
        ('{"MESSAGE":"jwt expired","__REALTIME_TIMESTAMP":"1795514400000000","_HOSTNAME":"h"}', "journald", "jwt expired"),
        ('{"logStreamName":"a/b","timestamp":1795514400000,"message":"jwt expired"}', "cloudwatch", "jwt expired"),
        ('{"textPayload":"jwt expired","timestamp":"2026-11-24T10:00:00Z"}', "gcp", "jwt expired"),
        ('{"result":{"_raw":"jwt expired"},"time":"2026-11-24T10:00:00Z"}', "splunk", "jwt expired"),
        ('{"event_id":"1","timestamp":1795514400,"exception":{"values":[{"type":"X","value":"jwt expired"}]}}', "sentry", "jwt expired"),
        (
            '[2026-11-24T10:00:00.000Z] "GET /x HTTP/1.1" 401 - jwt_authn_access_denied{Jwt_is_expired} - "-" 0 14',
            "envoy",
            "jwt_authn_access_denied: Jwt is expired",
        ),
    ],
)
def test_each_wrapping_gives_its_text_and_time(line, wrapping, text):
    message = opened(line)
    assert message.texts[0] == text
    assert wrapping in message.wrapping
    assert message.time == (None if line == text else TEN)


def test_fields_of_json():
    record = {
        "ts": TEN,
        "level": "error",
        "logger": "auth",
        "msg": "no",
        "kubernetes": {"pod_name": "orders-1", "container_name": "orders", "container_image": "orders:41"},
        "zone": "eu-1a",
        "kid": "k1",
        "alg": "RS256",
        "iss": "https://id",
        "remote_addr": "10.0.0.1",
        "path": "/x",
        "status": 401,
    }
    message = opened(json.dumps(record))
    assert (message.instance, message.service, message.version, message.zone) == ("orders-1", "orders", "orders:41", "eu-1a")
    assert (message.kid, message.alg, message.issuer, message.client, message.path, message.status) == (
        "k1",
        "RS256",
        "https://id",
        "10.0.0.1",
        "/x",
        401,
    )


def test_json_in_json_in_a_runtimes_line():
    inner = json.dumps({"level": "error", "err": {"type": "JsonWebTokenError", "message": "jwt malformed"}})
    message = opened("2026-11-24T10:00:00.0Z stderr F " + json.dumps({"msg": inner}))
    assert message.texts == ("jwt malformed",)
    assert "JsonWebTokenError" in message.context


def test_what_the_client_sent_tells_nothing():
    line = '10.0.0.1 - - [24/Nov/2026:10:00:00 +0000] "GET /x?e=jwt+expired HTTP/1.1" 401 12 "https://a/invalid" "invalid signature"'
    message = opened(line)
    assert (message.texts, message.client, message.path, message.status, message.time) == ((), "10.0.0.1", "/x", 401, TEN)


def test_a_load_balancers_line():
    line = (
        "https 2026-11-24T10:00:00.000000Z app/lb/1 10.0.0.1:2817 10.0.0.2:80 0.0 0.0 0.0 401 - 34 366"
        ' "GET https://shop.example:443/x HTTP/1.1" "curl" - - - "Root=1" "-" "-" 0 2026-11-24T10:00:00Z "deny" "-" "JWTSignatureValidationFailed"'
    )
    message = opened(line)
    assert (message.client, message.instance, message.status) == ("10.0.0.1", "10.0.0.2:80", 401)
    assert "JWTSignatureValidationFailed" in message.text


def test_the_lines_of_a_stack_are_apart_from_what_was_thrown():
    message = opened('Traceback (most recent call last):\n  File "/a/jwt/api_jws.py", line 1, in f\n    raise X("jwt expired")\njwt.exceptions.X: no')
    assert message.texts == ("jwt.exceptions.X: no",)
    assert "jwt/api_jws.py" in message.frames
    assert "jwt expired" in message.frames


def test_colours_are_no_text():
    assert opened("\x1b[31mERROR\x1b[0m jwt expired").texts == ("jwt expired",)


def test_a_message_shows_no_text_by_accident():
    assert "secret" not in repr(opened("secret"))


@settings(max_examples=150)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_never_raises(octets):
    unwrap(octets, year=2026)


@pytest.mark.parametrize("start", [b'{"a":', b"[[[[", b'"', b"a=", b"<11>1 ", b"\\", b" ", b"(", b"2026-11-24T10:00:00 ["])
def test_long_hostile_lines_take_linear_time(start):
    unwrap(start * (LONGEST_LINE // (8 * len(start))), year=2026)
