"""The JOSE header and its rules (RFC 7515, 4; RFC 7797, 6; RFC 8725, 3.10)."""

from __future__ import annotations

from jwtriage.jose.base64url import decode
from jwtriage.jose.errors import TokenError
from jwtriage.jose.json import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

MAXIMUM_HEADER = 16 * 1024
"""The longest header that is looked at, in octets of its base64url text."""

_UNDERSTOOD = frozenset(("b64",))
"""The extensions that may stand in ``crit``."""


def read_header(encoded: bytes) -> dict[str, Any]:
    """Decode a protected header: one JSON object in base64url.

    Raises `TokenError`: ``not_a_jws`` for the header of a JWE, else ``malformed``.
    """
    if len(encoded) > MAXIMUM_HEADER:
        raise TokenError("malformed", "a header longer than 16 KiB")
    header = loads(decode(encoded))
    if not isinstance(header, dict):
        raise TokenError("malformed", "a header that is no JSON object")
    return header


def check_header(header: Mapping[str, Any], protected: Mapping[str, Any]) -> None:
    """Apply the rules of the standard to a whole header, of which ``protected`` is signed.

    Raises `TokenError`: ``not_a_jws`` where ``enc`` makes it a JWE (RFC 7516, 9), else ``malformed``: no ``alg``, an ``alg`` or ``kid`` that
    is no string, a ``crit`` that is unprotected, empty, repeats a name or names something absent or unknown (RFC 7515, 4.1.11),
    a ``b64`` that is no boolean or not critical (RFC 7797, 6).
    """
    if "enc" in header:
        raise TokenError("not_a_jws", "a header with enc: a JWE, encrypted, not signed")
    if not isinstance(header.get("alg"), str):
        raise TokenError("malformed", "no alg")
    if not isinstance(header.get("kid", ""), str):
        raise TokenError("malformed", "a kid that is no string")
    if "crit" in header or "b64" in header:
        _check_critical(header, protected)


def _check_critical(header: Mapping[str, Any], protected: Mapping[str, Any]) -> None:
    critical = protected.get("crit")
    if not isinstance(critical, list) or not critical or not all(isinstance(name, str) for name in critical):
        raise TokenError("malformed", "crit that is absent, unprotected, empty or no array of names")
    if len(set(critical)) != len(critical) or not _UNDERSTOOD.issuperset(critical):
        raise TokenError("malformed", "crit with an extension that is not understood, or twice the same")
    if not isinstance(protected.get("b64"), bool):
        raise TokenError("malformed", "b64 that is absent, unprotected or no boolean")
