"""The claims that decide whether a token with a good signature is for this service, now (RFC 7519, 4.1; RFC 8725, 3.8 to 3.12)."""

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from typing import Any, Literal, TypeAlias

from jwtriage.guard.canary import CANARY_SUBJECT
from jwtriage.jose.reason import Reason


class _Anything(Enum):
    ANY = "any"

    def __repr__(self) -> str:
        """Write it as one writes it in code."""
        return "ANY"


Anything: TypeAlias = Literal[_Anything.ANY]
ANY: Anything = _Anything.ANY
"""In the place of an expected value: whatever the token says, or that it says nothing."""

Names: TypeAlias = str | Collection[str] | Anything
Confirmation: TypeAlias = Callable[[Mapping[str, Any]], bool]
"""Takes the claims of a token that is bound to its sender (``cnf``, RFC 7800) and tells whether the sender proved it."""

Revoked: TypeAlias = Callable[[Mapping[str, Any]], bool]
"""Takes the claims of a token that is good in every other way and tells whether it was revoked. Only ``False`` lets it pass."""

_END_OF_TIME = 2**53
"""No time in seconds is later, infinity least of all."""


def names_of(expected: Names) -> tuple[str, ...] | None:
    """Return the values that are accepted, ``None`` for `ANY`.

    Raises `ValueError` where nothing could ever be accepted, or something else than text is expected.
    """
    if expected is ANY:
        return None
    names = (expected,) if isinstance(expected, str) else tuple(expected)
    if not names or not all(isinstance(name, str) and name for name in names):
        raise ValueError("expected values are one text, a collection of texts, or ANY")
    return names


class ClaimsPolicy:
    """What the claims of an accepted token must say."""

    __slots__ = (
        "_audiences",
        "_authorized_parties",
        "_confirmation",
        "_is_plain",
        "_issuers",
        "_leeway",
        "_refused_subject",
        "_revoked",
        "_takes_id_tokens",
        "_without_expiry",
    )

    def __init__(
        self,
        issuer: Names,
        audience: Names,
        *,
        expires: bool = True,
        leeway: float = 0.0,
        confirmation: Confirmation | None = None,
        id_tokens: bool = False,
        azp: Names = ANY,
        revoked: Revoked | None = None,
        canary: bool = False,
    ) -> None:
        """Keep what is expected; ``leeway`` is in seconds, ``canary`` accepts the reserved subject, the rest is as in `jwtriage.guard.Verifier`."""
        if not 0 <= leeway < _END_OF_TIME:
            raise ValueError("a leeway is a number of seconds that is not negative")
        self._issuers = names_of(issuer)
        self._audiences = names_of(audience)
        self._without_expiry = None if expires else _END_OF_TIME
        self._leeway = leeway
        self._confirmation = confirmation
        self._takes_id_tokens = id_tokens
        self._authorized_parties = names_of(azp)
        self._revoked = revoked
        self._refused_subject = None if canary else CANARY_SUBJECT
        self._is_plain = self._authorized_parties is None and revoked is None and not id_tokens

    def fault(self, claims: Mapping[str, Any], now: float) -> Reason | None:
        """Say why the claims are not accepted at ``now`` (seconds since the epoch), ``None`` if they are.

        The comparisons of times are put so that NaN passes none of them.
        """
        issuer, audience = claims.get("iss"), claims.get("aud")
        if self._issuers is not None and issuer not in self._issuers:
            return "issuer_mismatch" if "iss" in claims else "claim_invalid"
        if self._audiences is not None and audience not in self._audiences:
            fault = self._audience_fault(audience)
            if fault is not None:
                return fault
        subject = claims.get("sub", "")
        if type(subject) is not str or subject == self._refused_subject or type(claims.get("jti", "")) is not str:
            return "claim_invalid"
        if ("cnf" in claims or "at_hash" in claims or "c_hash" in claims or "s_hash" in claims) and not self._is_right_kind(claims):
            return "claim_invalid"
        expires, starts, issued = claims.get("exp", self._without_expiry), claims.get("nbf", 0), claims.get("iat", 0)
        if not (type(expires) is type(starts) is type(issued) is int or _are_times(expires, starts, issued)):
            return "claim_invalid"
        latest = now + self._leeway
        if now - self._leeway < expires <= _END_OF_TIME and starts <= latest and issued <= latest:
            return None if self._is_plain else self._further_fault(claims)
        return _time_reason(expires, starts, now - self._leeway, latest)

    def _audience_fault(self, audience: object) -> Reason | None:
        """Judge an audience that is not one accepted text: ``aud`` may be an array (RFC 7519, 4.1.3)."""
        if isinstance(audience, str):
            return "audience_mismatch"
        if not isinstance(audience, list) or not all(isinstance(member, str) for member in audience):
            return "claim_invalid"
        return "audience_mismatch" if set(audience).isdisjoint(self._audiences or ()) else None

    def _further_fault(self, claims: Mapping[str, Any]) -> Reason | None:
        """Judge what few verifiers ask for: the party that the token was issued to, and revocation."""
        party = claims.get("azp")
        if self._authorized_parties is not None and party not in self._authorized_parties:
            return "claim_invalid"
        if self._takes_id_tokens and not _has_fitting_party(claims):
            return "claim_invalid"
        return "revoked" if self._revoked is not None and self._revoked(claims) is not False else None

    def _is_right_kind(self, claims: Mapping[str, Any]) -> bool:
        """Judge a token that is bound to its sender (RFC 7800), or an ID token, which alone has a hash of another token."""
        if "cnf" in claims and (self._confirmation is None or self._confirmation(claims) is not True):
            return False
        return self._takes_id_tokens or not ("at_hash" in claims or "c_hash" in claims or "s_hash" in claims)


def _has_fitting_party(claims: Mapping[str, Any]) -> bool:
    """Tell whether the ``azp`` of an ID token is one of its audiences; with several of these it may not be absent (OpenID Connect Core, 3.1.3.7)."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    return claims["azp"] in audiences if "azp" in claims else len(audiences) < 2


def _are_times(*values: object) -> bool:
    """Tell whether each is a NumericDate (RFC 7519, 2); ``bool``, which Python derives from ``int``, is none."""
    return {type(value) for value in values} <= {int, float}


def _time_reason(expires: float, starts: float, earliest: float, latest: float) -> Reason:
    """Say which of the times is wrong, where one is."""
    if not expires <= _END_OF_TIME:
        return "claim_invalid"
    if expires <= earliest:
        return "expired"
    return "not_yet_valid" if not starts <= latest else "issued_in_future"
