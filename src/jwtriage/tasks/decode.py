"""What is in this token, and what is odd about its text? Nothing is verified, and nothing is called valid."""

from __future__ import annotations

from jwtriage import __version__
from jwtriage.forensics.token import TokenText
from jwtriage.forensics.token_kind import kind_of
from jwtriage.jose.fingerprint import token_fingerprint
from jwtriage.report.json import SCHEMA
from jwtriage.tasks.fingerprint_key import fingerprint_key
from jwtriage.tasks.moments import TIME_CLAIMS, in_words
from jwtriage.tasks.token_view import token_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from jwtriage.forensics.observation import Observation
    from jwtriage.forensics.token_kind import TokenKind

URL = "https://jwtriage.readthedocs.io/"

WITHOUT_SIGNATURE = ("masked", "google-removed")
"""Kinds whose last part is no signature any more."""
_NO_JWS = ("jwe", "opaque", "unknown")
_ABOUT_SIGNATURE = frozenset(
    ("signature-length", "token-truncated-by-storage", "token-foreign-characters", "trailing-bits-false-alarm", "token-segment-count")
)
_DIAGNOSE = ("jwtriage", "diagnose", "@FILE", "--verifier", "REF")
_UNKNOWN = ("copy it again from where it is used: a JWS has three parts between dots and begins with ey", ())
_NEXT = {
    "jws": ("to learn why its signature fails, name the verifier's key", _DIAGNOSE),
    "jws-json": ("to learn why its signature fails, name the verifier's key", _DIAGNOSE),
    "jwe": ("it must be decrypted with its recipient's private key before anything inside can be looked at", ()),
    "none-signed": ("whoever accepts it accepts anything; find out which service does, and restrict its algorithms", ()),
    "unknown": _UNKNOWN,
    "too-long": _UNKNOWN,
    "opaque": ("only its issuer can say what it stands for: ask the introspection endpoint (RFC 7662)", ()),
}
_WITHOUT = ("to learn why a signature fails, get the token with its signature, from its issuer or its user rather than from a log", _DIAGNOSE)


class NoToken(ValueError):
    """The text is empty."""


def decode(text: bytes, *, claims: str | None, environment: Mapping[str, str], random_key: bytes, now: float) -> dict[str, Any]:
    """Return the members of the report of ``decode`` (contract section 4), ready for JSON.

    ``text`` is the token as received, ``claims`` as in `token_view`, ``random_key`` the fingerprint key of this run where
    ``environment`` gives none, ``now`` in seconds since the epoch. Raises `UnusableFingerprintKey` and `NoToken`.
    """
    token, kind = TokenText.read(text), kind_of(text)
    if kind.name == "empty":
        raise NoToken("the token is empty")
    view = token_view(token, claims, token_fingerprint(text, fingerprint_key(environment) or random_key))
    following = _NEXT.get(kind.name, _WITHOUT)
    return {
        "schema": SCHEMA,
        "task": "decode",
        "findings": [_finding(observation) for observation in _observations(token, kind)],
        "token": {"kind": kind.name, "is": kind.fact, **view, **_without_signature(kind), "times": _times(view["claims"], now)},
        "next": [{"text": following[0], "argv": list(following[1])}],
        "unread": [{"origin": "TOKEN", "why": kind.fact}] if kind.name == "unknown" else [],
        "facts": {"version": __version__},
    }


def _observations(token: TokenText, kind: TokenKind) -> list[Observation]:
    """Return what is odd about the text; a signature that was taken away on purpose is not accused of being cut."""
    if kind.name in _NO_JWS:
        return []
    seen = token.observations()
    return [each for each in seen if each.id not in _ABOUT_SIGNATURE] if kind.name in WITHOUT_SIGNATURE else seen


def _without_signature(kind: TokenKind) -> dict[str, Any]:
    return {"signature_octets": None} if kind.name in WITHOUT_SIGNATURE else {}


def _finding(observation: Observation) -> dict[str, Any]:
    """Write an observation as a finding: a note, for nothing is known about a failure."""
    return {
        "id": observation.id,
        "certainty": "possible",
        "severity": "note",
        "title": observation.fact,
        "origin": {},
        "evidence": [],
        "fix": [],
        "url": f"{URL}causes/{observation.id}",
    }


def _times(claims: dict[str, Any], now: float) -> dict[str, str]:
    words = {name: in_words(claims[name], now) for name in TIME_CLAIMS if name in claims}
    return {name: text for name, text in words.items() if text}
