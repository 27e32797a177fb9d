"""What of a header or a payload may be shown: never a private member of a JWK, never a token inside a token."""

from __future__ import annotations

from jwtriage.report.escape import without_tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRIVATE_MEMBERS = frozenset(("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"))
"""Members of a JWK that hold private or shared key material (RFC 7518 section 6, RFC 8037, RFC 9964)."""

HIDDEN = "(not shown)"


def shown(value: Any) -> Any:
    """Return a JSON value as it may be shown."""
    if isinstance(value, str):
        return without_tokens(value)
    if isinstance(value, dict):
        is_key = "kty" in value
        return {without_tokens(name): HIDDEN if is_key and name in PRIVATE_MEMBERS else shown(member) for name, member in value.items()}
    return [shown(member) for member in value] if isinstance(value, list) else value
