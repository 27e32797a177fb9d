import asyncio
import json
import threading
import time
from contextlib import suppress

import pytest

from jwtriage.fetch.client import Network
from jwtriage.guard import JwksSource, Refusal, Rejected, Verifier
from jwtriage.guard.sources.jwks import lifetime
from jwtriage.guard.sources.refreshing import Timing
from jwtriage.jose import Key
from tests.fetch.server import address, serving
from tests.guard.sources.test_refreshing import Scene, landed
from tests.support import keys
from tests.support.clock import Clock
from tests.support.tokens import CLAIMS, sign

TIMING = Timing(jitter=0.0)


def jwk(name: str, kid: str, **members):
    return {**Key.from_public(keys.ec("P-256", name).public_key()).members, "kid": kid, "use": "sig", **members}


class Issuer:
    """What the server of this module answers."""

    def __init__(self):
        self.asked = 0
        self.reset()

    def reset(self):
        self.body = None
        self.status = 200
        self.headers = {"Cache_Control": "max-age=300"}
        self.keys = [jwk("a", "one")]
        self.gate = threading.Event()
        self.gate.set()

    def respond(self, handler):
        self.asked += 1
        self.gate.wait(5)
        if handler.path == "/.well-known/openid-configuration":
            base = f"http://127.0.0.1:{handler.server.server_port}"
            handler.send(json.dumps({"issuer": base, "jwks_uri": f"{base}/keys"}).encode())
            return
        body = json.dumps({"keys": self.keys}).encode() if self.body is None else self.body
        with suppress(OSError):
            handler.send(body, self.status, **self.headers)


@pytest.fixture(scope="module")
def served():
    issuer = Issuer()
    with serving(issuer.respond) as server:
        yield issuer, address(server, "/keys"), address(server, "")


@pytest.fixture
def issuer(served):
    served[0].reset()
    return served[0]


class Published(Scene):
    def __init__(self, served, **settings):
        self.clock = Clock()
        network = settings.pop("network", Network(timeout=2.0))
        self.source = JwksSource(served[1], timing=settings.pop("timing", TIMING), network=network, **settings)
        self.guard = Verifier(self.source, ["ES256"], CLAIMS["iss"], CLAIMS["aud"], clock=self.clock)


def token(kid="one", name="a") -> bytes:
    return sign(CLAIMS, keys.ec("P-256", name), "ES256", {"kid": kid})


@pytest.fixture
def scene(served, issuer):
    return Published(served)


def test_published_keys_verify(scene, served):
    assert scene.outcome() == "ok"
    (held,) = scene.guard.held()
    assert (held.kid, held.alg, held.role, held.source) == ("one", "ES256", "verify", f"jwks {served[1]}")


def test_the_address_alone_is_enough(served, issuer):
    assert Verifier(jwks_url=served[1], algorithms=["ES256"], issuer=CLAIMS["iss"], audience=CLAIMS["aud"]).verify(token()) == CLAIMS


def test_the_issuer_alone_is_enough(served, issuer):
    guard = Verifier(oidc=served[2], algorithms=["ES256"], audience=CLAIMS["aud"])
    claims = {**CLAIMS, "iss": served[2]}
    assert guard.verify(sign(claims, keys.ec("P-256", "a"), "ES256", {"kid": "one"})) == claims
    with pytest.raises(Rejected) as caught:
        guard.verify(token())
    assert caught.value.reason == "issuer_mismatch"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 300.0),
        ({"cache-control": "public, max-age=600"}, 600.0),
        ({"cache-control": "max-age=600", "age": "500"}, 100.0),
        ({"cache-control": "max-age=600", "age": "-500"}, 600.0),
        ({"cache-control": "max-age=5"}, 60.0),
        ({"cache-control": "max-age=86400, must-revalidate"}, 900.0),
        ({"cache-control": "no-store"}, 60.0),
        ({"cache-control": "no-cache, max-age=600"}, 60.0),
        ({"cache-control": "s-maxage=10"}, 300.0),
        ({"cache-control": 'MAX-AGE="120"'}, 120.0),
        ({"cache-control": "max-age=" + "9" * 400}, 900.0),
        ({"cache-control": "max-age=x"}, 300.0),
    ],
)
def test_the_server_decides_the_lifetime_within_bounds(headers, expected):
    assert lifetime(headers, 60.0, 900.0) == expected


FAULTS = {
    "error": {"status": 503},
    "html": {"body": b"<html>Sign in</html>"},
    "empty body": {"body": b""},
    "no keys": {"keys": []},
    "no json": {"body": b"{"},
    "no set": {"body": b"[1]"},
    "huge": {"body": b'{"keys":[' + b" " * 2**20 + b"]}"},
    "too many": {"keys": [{"kty": "x"}] * 201},
    "deep": {"body": b'{"keys":' + b"[" * 100_000},
    "other kinds": {"keys": [{"kty": "oct", "k": "QUFB" * 16, "kid": "one"}]},
    "redirect": {"status": 302, "headers": {"Location": "http://127.0.0.1:9/keys"}},
    "compressed": {"headers": {"Content_Encoding": "gzip"}},
    "duplicate members": {"body": b'{"keys":[],"keys":[{"kty":"EC"}]}'},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_the_server_answers_good_tokens_pass_within_the_window_and_nothing_else(scene, issuer, fault):
    vars(issuer).update(FAULTS[fault])
    assert scene.later(290.0) == "ok"
    assert scene.guard.sources()[0].error
    assert (scene.outcome(), scene.outcome("two", "b"), scene.outcome("one", "b")) == ("ok", "jwks_unavailable", "signature_invalid")
    scene.clock.now = scene.guard.sources()[0].trusted_until
    assert scene.outcome() == "jwks_unavailable"
    landed(scene.source)


def test_a_server_that_does_not_answer_in_time_is_cut_off(served, issuer):
    scene = Published(served, network=Network(timeout=0.1))
    issuer.gate.clear()
    assert scene.later(290.0) == "ok"
    assert scene.guard.sources()[0].error == "did not answer in time"
    issuer.gate.set()


def test_a_server_that_is_gone_is_no_reason_to_refuse_the_start(issuer):
    with serving(issuer.respond) as server:
        url = address(server)
    guard = Verifier(jwks_url=url, algorithms=["ES256"], issuer=CLAIMS["iss"], audience=CLAIMS["aud"])
    with pytest.raises(Rejected) as caught:
        guard.verify(token())
    assert caught.value.reason == "jwks_unavailable"
    assert guard.held() == []
    assert guard.sources()[0].error


def test_a_storm_of_random_kids_does_not_keep_a_published_key_out(scene, issuer):
    """The kids stand for 100,000: each is rejected by the same path, and only the clock decides about a fetch."""
    before, segments = issuer.asked, [sign(CLAIMS, b"", "HS256", {"alg": "ES256", "kid": f"k{number}"}) for number in range(2_000)]
    scene.clock.advance(TIMING.cooldown)
    for start in range(0, 2_000, 500):
        for forged in segments[start : start + 500]:
            with pytest.raises(Rejected):
                scene.guard.verify(forged)
        assert issuer.asked - before == 1 + start // 500
        scene.clock.advance(TIMING.cooldown)
        assert scene.outcome() == "ok"
    issuer.keys = [jwk("a", "one"), jwk("b", "two")]
    assert (scene.outcome("two", "b"), issuer.asked - before) == ("ok", 5)


def test_the_event_loop_goes_on_while_a_key_is_fetched(scene, issuer):
    issuer.keys = [jwk("a", "one"), jwk("b", "two")]
    issuer.gate.clear()
    scene.clock.advance(TIMING.cooldown)

    async def play():
        waiting = [asyncio.create_task(scene.guard.verify_async(token("two", "b"))) for _ in range(20)]
        started = time.monotonic()
        for _ in range(5):
            await asyncio.sleep(0)
            assert await scene.guard.verify_async(token()) == CLAIMS
        waiting[0].cancel()
        assert time.monotonic() - started < 0.5
        assert not any(task.done() for task in waiting[1:])
        issuer.gate.set()
        return await asyncio.gather(*waiting[1:])

    before = issuer.asked
    assert asyncio.run(play()) == [CLAIMS] * 19
    assert issuer.asked == before + 1


def test_async_rejections_are_the_same(scene):
    for bad in (b"", b"x", None, token("two", "b"), token("one", "b"), "\ud800"):
        with pytest.raises(Rejected):
            asyncio.run(scene.guard.verify_async(bad))


def test_secrets_cannot_be_published():
    with pytest.raises(Refusal) as caught:
        Verifier(jwks_url="https://idp.example/keys", algorithms=["RS256", "HS256"], issuer="i", audience="a")
    assert caught.value.cause == "alg-family-mismatch"


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("http://idp.example/keys", "jwks-over-http"),
        ("ftp://idp.example/keys", None),
        ("file:///etc/keys.json", None),
        ("https://", None),
        ("https://user:hunter2@idp.example/", None),
        ("http://[::1", None),
        ("keys.json", None),
        ("", None),
    ],
)
def test_addresses_that_anyone_could_answer_are_refused(url, cause):
    with pytest.raises(Refusal) as caught:
        JwksSource(url)
    assert caught.value.cause == cause
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("settings", [{"floor": 0}, {"floor": 10, "ceiling": 5}, {"ceiling": 1e9}, {"oidc": "https://idp.example"}])
def test_settings_must_make_sense(settings):
    with pytest.raises(Refusal):
        JwksSource("https://idp.example/keys", **settings)


def test_a_new_address_is_looked_up_after_a_failure(served, issuer):
    source, clock = JwksSource(oidc=served[2], timing=TIMING, network=Network(timeout=2.0)), Clock()
    guard = Verifier(source, ["ES256"], CLAIMS["iss"], CLAIMS["aud"], clock=clock)
    before = issuer.asked
    for seconds, status, requests in ((290.0, 503, 1), (2.0, 200, 2), (290.0, 200, 1)):
        issuer.status = status
        clock.advance(seconds)
        guard.verify(token())
        landed(source)
        assert issuer.asked - before == requests
        before = issuer.asked
