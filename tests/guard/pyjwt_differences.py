"""The ways in which the drop-in answers otherwise than PyJWT: each recognised, with an example, and a row of docs/how-to/guard-pyjwt.md."""

import json
import time
import warnings
from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any, NamedTuple

import jwt as peer

from jwtriage.guard import CANARY_SUBJECT
from jwtriage.guard import pyjwt_compat as ours
from tests.support import keys
from tests.support.tokens import compact_json, segment, sign, sign_segments

NOW = int(time.time())
SOUND = {"iss": "a", "aud": "a", "sub": "alice", "exp": NOW + 600, "nbf": NOW - 600, "iat": NOW - 600, "jti": "1"}
EXPECTED = {"issuer": "a", "audience": "a"}
HEADER = {"alg": "HS256", "typ": "JWT"}


class Question(NamedTuple):
    """One call of ``decode``."""

    token: bytes
    arguments: dict[str, Any]
    key: Any = keys.SECRET
    algorithms: tuple[str, ...] = ("HS256",)

    @property
    def header(self) -> dict[str, Any]:
        return _read(self.token.split(b".")[0])

    @property
    def claims(self) -> dict[str, Any]:
        return _read(b"".join(self.token.split(b".")[1:2]))

    def ask(self, library) -> str:
        """Return ``ok`` or the class of the error."""
        with warnings.catch_warnings(action="ignore"):
            try:
                library.decode(self.token, self.key, list(self.algorithms), **self.arguments)
            except (peer.PyJWTError, ours.Refusal, ValueError) as error:
                return type(error).__name__
        return "ok"


def asking(claims=SOUND, headers=None, arguments=EXPECTED, key=keys.SECRET, alg="HS256", **rest) -> Question:
    return Question(sign(claims, key, alg, headers), arguments, rest.pop("with_key", key), (alg,))


class Difference(NamedTuple):
    """``is_like`` recognises it from the question; ``ours`` and ``theirs`` are the answers to the example."""

    title: str
    ours: str
    theirs: str
    example: Question
    is_like: Callable[[Question], bool] = lambda question: False


def _read(encoded: bytes) -> dict[str, Any]:
    try:
        value = json.loads(urlsafe_b64decode(encoded + b"=" * (-len(encoded) % 4)))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _with_claims(**claims) -> Question:
    return asking({**SOUND, **claims})


def _has_unusual_time(question: Question) -> bool:
    times = [question.claims[name] for name in ("exp", "nbf", "iat") if name in question.claims]
    return any(type(time) is not int or abs(time) > 2**53 for time in times)


def _has_unexpected_type(question: Question) -> bool:
    typ = question.header.get("typ", "JWT")
    return not isinstance(typ, str) or typ.lower().removeprefix("application/") not in ("jwt", "at+jwt")


DIFFERENCES = (
    Difference("`exp`, `nbf` or `iat` as text, `true` or beyond 2^53", "DecodeError", "ok", _with_claims(exp=str(NOW + 600)), _has_unusual_time),
    Difference("a `typ` other than `JWT` and `at+jwt`", "InvalidTokenError", "ok", asking(headers={"typ": "logout+jwt"}), _has_unexpected_type),
    Difference(
        "an ID token (`at_hash`, `c_hash`, `s_hash`)",
        "InvalidTokenError",
        "ok",
        _with_claims(at_hash="x"),
        lambda question: not question.claims.keys().isdisjoint(("at_hash", "c_hash", "s_hash")),
    ),
    Difference(
        "a token bound to its sender (`cnf`)", "InvalidTokenError", "ok", _with_claims(cnf={"jkt": "x"}), lambda question: "cnf" in question.claims
    ),
    Difference(
        "the subject of canaries",
        "InvalidTokenError",
        "ok",
        _with_claims(sub=CANARY_SUBJECT),
        lambda question: question.claims.get("sub") == CANARY_SUBJECT,
    ),
    Difference(
        "`enc` or `b64` in the header",
        "DecodeError",
        "ok",
        asking(headers={"enc": "A128GCM"}),
        lambda question: not question.header.keys().isdisjoint(("enc", "b64")),
    ),
    Difference(
        "padding (`=`) behind a segment",
        "DecodeError",
        "ok",
        Question(sign(SOUND, keys.SECRET) + b"=", EXPECTED),
        lambda question: b"=" in question.token,
    ),
    Difference(
        "a member twice, `NaN`, or a text that is not UTF-8",
        "DecodeError",
        "ok",
        Question(sign_segments(segment(compact_json(HEADER)), segment(b'{"sub":"a","sub":"b"}'), keys.SECRET, "HS256"), {}),
        lambda question: False,
    ),
    Difference("a secret that is too short or widely known", "InvalidKeyError", "ok", asking(key=b"changeme" * 6)),
    Difference(
        "a secret that ends with a line break, or has blanks or quotation marks around it", "InvalidKeyError", "ok", asking(key=keys.SECRET + b"\n")
    ),
    Difference(
        "an RSA key of less than 2048 bits",
        "InvalidKeyError",
        "ok",
        asking(key=keys.rsa("weak", 1024), alg="RS256", with_key=keys.rsa("weak", 1024).public_key()),
    ),
    Difference(
        "a PEM that is not exactly `PUBLIC KEY` or `PRIVATE KEY`",
        "InvalidKeyError",
        "ok",
        asking(key=keys.rsa(), alg="RS256", with_key=b"\n" + keys.public_pem(keys.rsa())),
    ),
    Difference(
        "a JWK of PyJWT that is for encryption (`use`)",
        "InvalidKeyError",
        "ok",
        asking(with_key=peer.PyJWK({"kty": "oct", "k": segment(keys.SECRET).decode(), "use": "enc"}, "HS256")),
    ),
    Difference(
        "an `alg` that is no text",
        "DecodeError",
        "InvalidAlgorithmError",
        asking(headers={"alg": 5}),
        lambda question: not isinstance(question.header.get("alg"), str),
    ),
    Difference(
        "an `aud` that is an empty list",
        "InvalidAudienceError",
        "MissingRequiredClaimError",
        _with_claims(aud=[]),
        lambda question: question.claims.get("aud") == [],
    ),
    Difference(
        "a JWK as text",
        "ok",
        "InvalidKeyError",
        asking(with_key=json.dumps({"kty": "oct", "k": segment(keys.SECRET).decode()})),
    ),
    Difference("`issuer` or `audience` empty, a negative `leeway`", "ValueError", "ok", asking(arguments={**EXPECTED, "leeway": -1})),
    Difference("several faults at once", "InvalidIssuerError", "ExpiredSignatureError", _with_claims(iss="b", exp=1)),
)
