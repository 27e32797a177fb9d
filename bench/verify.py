"""Tokens per second on one core: `jwtriage.Verifier` beside PyJWT with key objects and beside the bare cryptographic call.

All contestants take turns in one run; the figures are medians over the rounds, in CPU time. Run it as ``python -m bench.verify``.
"""

import hmac
import statistics
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from jwtriage import Rejected, Verifier
from jwtriage.guard.fast import FastDecoder
from jwtriage.jose import Key, Token

ROUNDS = 61
ISSUER, AUDIENCE = "https://issuer.example.com/", "orders-api"
CALLS = {"HS256": 1_500, "RS256": 300, "ES256": 120, "EdDSA": 80}
"""How often each contestant is called in one round: rounds are short, so that what else the machine does meets all of them alike."""
GOALS = {"HS256": (8.0, 5.0, 0.40), "RS256": (2.6, 0.0, 0.80), "ES256": (1.5, 0.0, 0.92), "EdDSA": (1.3, 0.0, 0.93)}
"""For each algorithm: times PyJWT with the extra ``fast``, times PyJWT without it, share of the bare call with it."""
DEAREST_REJECTION = 1.2

Call = Callable[[], object]


class Scene(NamedTuple):
    """One algorithm's token, a forged one, PyJWT's key, ours, and the bare verification."""

    token: str
    forged: str
    peer_key: Any
    key: Key
    bare: Call


def claims() -> dict[str, Any]:
    """Return nine claims such as identity providers send; the HS256 token has about 400 octets, the RS256 token about 700."""
    now = int(time.time())
    return {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "auth0|5f7c8ec7c33c6c004b",
        "iat": now,
        "nbf": now,
        "exp": now + 86_400,
        "jti": "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "azp": "web",
        "scope": "openid orders",
    }


def scene(alg: str) -> Scene:
    """Make key and tokens for one algorithm."""
    private_key: Any = _private_key(alg)
    token = jwt.encode(claims(), private_key, algorithm=alg, headers={"kid": "key-2026-11"})
    forged = ".".join([*token.split(".")[:2], jwt.encode({"other": 1}, private_key, algorithm=alg).split(".")[2]])
    key = Key.from_secret(private_key) if alg == "HS256" else Key.from_public(private_key.public_key())
    peer_key = private_key if alg == "HS256" else private_key.public_key()
    return Scene(token, forged, peer_key, key, _bare(alg, peer_key, Token.parse(token)))


def _private_key(alg: str) -> Any:
    if alg == "HS256":
        return bytes.fromhex("c41d0f6a93be27587e10d2b4f8659a3cc1704e8bd6f22597a03b84e6195dfc70")
    if alg == "RS256":
        return rsa.generate_private_key(65_537, 2_048)
    return ec.generate_private_key(ec.SECP256R1()) if alg == "ES256" else ed25519.Ed25519PrivateKey.generate()


def _bare(alg: str, key: Any, token: Token) -> Call:
    """Return the verification alone, of octets that were split and decoded before, as cryptography lets one write it."""
    message, signature = token.signing_input, token.signature
    if alg == "HS256":
        return lambda: hmac.digest(key, message, "sha256")
    if alg == "RS256":
        scheme, digest = padding.PKCS1v15(), hashes.SHA256()
        return lambda: key.verify(signature, message, scheme, digest)
    if alg == "ES256":
        algorithm = ec.ECDSA(hashes.SHA256())
        return lambda: key.verify(encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:])), message, algorithm)
    return lambda: key.verify(signature, message)


def contestants(alg: str, stage: Scene) -> dict[str, Call]:
    """Return what is measured for one algorithm."""
    peer = jwt.PyJWT()
    plain = Verifier(stage.key, [alg], ISSUER, AUDIENCE)
    fast = Verifier(stage.key, [alg], ISSUER, AUDIENCE, decoder=FastDecoder())

    def rejected() -> None:
        try:
            plain.verify(stage.forged)
        except Rejected:
            return
        raise AssertionError("a forged token was accepted")

    return {
        "bare call": stage.bare,
        "PyJWT": lambda: peer.decode(stage.token, stage.peer_key, algorithms=[alg], issuer=ISSUER, audience=AUDIENCE),
        "jwtriage": lambda: plain.verify(stage.token),
        "jwtriage[fast]": lambda: fast.verify(stage.token),
        "jwtriage, rejecting": rejected,
    }


def measure(calls: dict[str, Call], repetitions: int) -> dict[str, list[float]]:
    """Return the seconds per call of each contestant in each round; they take turns within a round."""
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            start = time.process_time()
            for _ in range(repetitions):
                call()
            seconds[name].append((time.process_time() - start) / repetitions)
    return seconds


def paired(seconds: dict[str, list[float]], slower: str, faster: str) -> float:
    """Return the median over the rounds of how many times faster one contestant is than another."""
    return statistics.median(a / b for a, b in zip(seconds[slower], seconds[faster], strict=True))


def report(alg: str) -> bool:
    """Measure one algorithm, print it, and tell whether the goals are met."""
    seconds = measure(contestants(alg, scene(alg)), CALLS[alg])
    print(alg, *(f"{name} {1 / statistics.median(times):,.0f}/s" for name, times in seconds.items()), sep="  ")
    figures = [
        ("fast, times PyJWT", paired(seconds, "PyJWT", "jwtriage[fast]"), GOALS[alg][0]),
        ("plain, times PyJWT", paired(seconds, "PyJWT", "jwtriage"), GOALS[alg][1]),
        ("fast, share of the bare call", paired(seconds, "bare call", "jwtriage[fast]"), GOALS[alg][2]),
    ]
    rejecting = paired(seconds, "jwtriage, rejecting", "jwtriage")
    for title, figure, goal in figures:
        print(f"  {title}: {figure:.2f} (goal {goal:.2f}){'' if figure >= goal else '  MISSED'}")
    print(f"  rejecting, times accepting: {rejecting:.2f} (at most {DEAREST_REJECTION:.2f}){'' if rejecting <= DEAREST_REJECTION else '  MISSED'}")
    return rejecting <= DEAREST_REJECTION and all(figure >= goal for _, figure, goal in figures)


def main() -> int:
    """Measure every algorithm; return 1 if a goal is missed."""
    met = [report(alg) for alg in GOALS]
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
