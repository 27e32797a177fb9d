"""Incidents with ground truth: what a small fleet logs when one thing goes wrong at a known moment, among noise and accepted requests."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import NamedTuple

BEGIN = 1_795_600_800.0
"""2026-11-25T10:00:00Z."""
LASTS = 2 * 3600
ONSET = BEGIN + 65 * 60
"""11:05, as in the war story."""
EVERY = 2.5
"""Mean seconds between two requests."""
OLD, NEW = "2026-10", "2026-11"
LIFETIME = 900
TEXTS = {
    "ok": "request",
    "signature_invalid": "jwt rejected: JsonWebTokenError: invalid signature",
    "key_not_found": "jwt rejected: JWKSNoMatchingKey: no applicable key found in the JSON Web Key Set",
    "expired": "jwt rejected: TokenExpiredError: jwt expired",
    "malformed": "jwt rejected: JsonWebTokenError: jwt malformed",
    "not_yet_valid": "jwt rejected: NotBeforeError: jwt not active",
    "alg_not_allowed": "jwt rejected: JsonWebTokenError: invalid algorithm",
}


class Pod(NamedTuple):
    """One instance of the verifying service."""

    name: str
    zone: str
    revision: str
    number: int


class Request(NamedTuple):
    """One request and what became of it."""

    time: float
    pod: Pod
    kid: str
    alg: str
    client: str
    issuer: str
    reason: str
    faulty: bool = False


class Story(NamedTuple):
    """Requests in the order of time, when the first failed for the fault, and the dimension and values under which they fail."""

    requests: list[Request]
    onset: float
    culprit: dict[str, tuple[str, ...]]
    finding: str


Fault = Callable[[Request, Random], str]
"""Returns the reason for which a request after the onset is rejected, or ok."""


def fleet(random: Random, new_revision: int = 0) -> list[Pod]:
    """Return ten pods in two zones, the last ``new_revision`` of them on revision 42."""
    return [Pod(f"orders-{random.getrandbits(20):05x}", "ab"[index % 2], "42" if index >= 10 - new_revision else "41", index) for index in range(10)]


@cache
def rollout_half_done(seed: int) -> Story:
    """Six of ten tasks still run revision 41, which does not know the key that the issuer has signed with since 11:05."""
    pods = fleet(Random(seed), new_revision=4)
    before = [pod._replace(revision="41") for pod in pods]
    requests = _requests(
        seed, pods, lambda request, _: _unless(request.kid == NEW and request.pod.revision == "41", "signature_invalid"), before, kid=NEW
    )
    return _story(requests, {"version": ("41",), "kid": (NEW,)}, "rollout-incomplete")


@cache
def stale_key_set(seed: int) -> Story:
    """A new key signs; each pod finds it when its copy of the key set is twenty minutes old."""
    ages = [Random(seed + 1000 + number).uniform(0, 900) for number in range(10)]
    fault = lambda request, _: _unless(request.kid == NEW and request.time < ONSET + 1200 - ages[request.pod.number], "key_not_found")  # noqa: E731
    return _story(_requests(seed, fleet(Random(seed)), fault, kid=NEW), {"kid": (NEW,)}, "jwks-cache-stale")


@cache
def clock_skew(seed: int) -> Story:
    """One pod's clock goes wrong by minutes: fresh tokens are not valid yet."""
    pods = fleet(Random(seed))
    late = pods[seed % 10]
    fault = lambda request, random: _unless(request.pod == late and random.random() < 0.6, "not_yet_valid")  # noqa: E731
    return _story(_requests(seed, pods, fault), {"instance": (late.name,)}, "clock-skew")


@cache
def bad_pod(seed: int) -> Story:
    """One pod came back with another key."""
    pods = fleet(Random(seed))
    bad = pods[seed % 10]
    return _story(
        _requests(seed, pods, lambda request, _: _unless(request.pod == bad, "signature_invalid")),
        {"instance": (bad.name,)},
        "replicas-configured-differently",
    )


@cache
def algorithm_switch(seed: int) -> Story:
    """The issuer begins to sign with another algorithm under the same kid."""
    fault = lambda request, _: _unless(request.alg == "ES256", "alg_not_allowed")  # noqa: E731
    return _story(_requests(seed, fleet(Random(seed)), fault, alg="ES256"), {"alg": ("ES256",)}, "alg-family-mismatch")


@cache
def key_cut_in_one_zone(seed: int) -> Story:
    """All pods of one zone were given a cut key."""
    zone = "ab"[seed % 2]
    fault = lambda request, _: _unless(request.pod.zone == zone, "signature_invalid")  # noqa: E731
    return _story(_requests(seed, fleet(Random(seed)), fault), {"zone": (zone,)}, "replicas-configured-differently")


@cache
def nothing(seed: int, swing: float = 0.0) -> list[Request]:
    """Return a control: noise only, with traffic that swings by a share of itself."""
    return _requests(seed, fleet(Random(seed)), lambda request, random: "ok", swing=swing)


STORIES = (rollout_half_done, stale_key_set, clock_skew, bad_pod, algorithm_switch, key_cut_in_one_zone)


def lines(requests: list[Request]) -> Iterator[bytes]:
    """Write what a service logs of them: JSON, one line each."""
    for each in requests:
        time = datetime.fromtimestamp(each.time, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {"time": time, "level": "info" if each.reason == "ok" else "warn", "msg": TEXTS[each.reason], "service": "orders"}
        where = {"pod": each.pod.name, "zone": each.pod.zone, "version": each.pod.revision, "client_id": each.client}
        which = {"kid": each.kid, "alg": each.alg, "iss": each.issuer, "path": "/orders", "status": 200 if each.reason == "ok" else 401}
        yield json.dumps(told | where | which).encode()


def _story(requests: list[Request], culprit: dict[str, tuple[str, ...]], finding: str) -> Story:
    return Story(requests, next(request.time for request in requests if request.faulty), culprit, finding)


def _unless(fault: bool, reason: str) -> str:
    return reason if fault else "ok"


def _requests(
    seed: int, pods: list[Pod], fault: Fault, before: list[Pod] | None = None, kid: str = OLD, alg: str = "RS256", swing: float = 0.0
) -> list[Request]:
    random, made, moment = Random(seed), [], BEGIN
    while (moment := moment + random.expovariate(1 / EVERY)) < BEGIN + LASTS:
        if random.random() < swing * abs(moment - BEGIN - LASTS / 2) / LASTS:
            continue
        fresh = moment > ONSET and random.random() < (moment - ONSET) / LIFETIME + 0.3
        pod = random.choice(pods if moment > ONSET or before is None else before)
        request = Request(
            moment, pod, kid if fresh else OLD, alg if fresh else "RS256", f"client-{random.randrange(8)}", "https://id.shop.example", "ok"
        )
        reason, noise = fault(request, random) if moment > ONSET else "ok", _noise(random)
        made.append(request._replace(reason=noise or reason, faulty=noise is None and reason != "ok"))
    return made


def _noise(random: Random) -> str | None:
    drawn = random.random()
    return "expired" if drawn < 0.02 else "malformed" if drawn < 0.025 else "signature_invalid" if drawn < 0.028 else None
