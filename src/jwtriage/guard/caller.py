"""Who sent an accepted token, and what the token lets them do."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from jwtriage.guard.answer import www_authenticate
from jwtriage.guard.rejected import Rejected

_SCOPE = re.compile(r"[!#-\[\]-~]+")
"""RFC 6749, 3.3: ``scope-token``."""


class Caller:
    """The sender of a token with these ``claims``; it has what frameworks ask of a user and of credentials."""

    __slots__ = ("claims",)

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, claims: Mapping[str, Any]) -> None:
        """Take the claims of an accepted token."""
        self.claims = claims

    @property
    def identity(self) -> str:
        """The token's ``sub``, empty if it has none. It is unique for its issuer only (RFC 7519, 4.1.2)."""
        return str(self.claims.get("sub", ""))

    display_name = username = pk = identity

    @property
    def scopes(self) -> list[str]:
        """The scopes of the token, see `scopes_of`."""
        return scopes_of(self.claims)

    def __str__(self) -> str:
        """Return the identity."""
        return self.identity


def scopes_of(claims: Mapping[str, Any]) -> list[str]:
    """Return the scopes of a token: ``scope``, words in one text (RFC 9068, 2.2.3), or ``scp``, the same or a list, as some issuers write it."""
    granted = claims.get("scope", claims.get("scp"))
    if isinstance(granted, str):
        return granted.split(" ")
    return [scope for scope in granted if isinstance(scope, str)] if isinstance(granted, list) else []


def has_scopes(claims: Mapping[str, Any], needed: Collection[str]) -> bool:
    """Tell whether a token has all of the scopes."""
    return not needed or set(needed).issubset(scopes_of(claims))


def checked_scopes(needed: Collection[str]) -> tuple[str, ...]:
    """Return the scopes that a route needs. Raises `ValueError` for one that no token could have."""
    if isinstance(needed, str) or not all(_SCOPE.fullmatch(scope) for scope in needed):
        raise ValueError("scopes are words without blanks, quotation marks and backslashes")
    return tuple(needed)


def insufficient_scope(needed: Collection[str], realm: str | None = None) -> str:
    """Return the ``WWW-Authenticate`` of a 403: the token is good, but not for this (RFC 6750, 3.1)."""
    challenge = www_authenticate(Rejected("missing_token"), realm)
    return f'{challenge}{" " if realm is None else ", "}error="insufficient_scope", scope="{" ".join(needed)}"'
