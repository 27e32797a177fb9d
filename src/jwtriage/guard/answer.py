"""What the client is told: one answer for every token that is not accepted (RFC 6750, 3)."""

from jwtriage.guard.rejected import Rejected

_UNSAFE = str.maketrans(dict.fromkeys([*map(chr, range(32)), '"', "\\", "\x7f"]))


def status(rejected: Rejected) -> int:
    """Return the HTTP status of a rejection: 401 for every reason, also where keys could not be fetched, which is none of the client's business."""
    del rejected
    return 401


def www_authenticate(rejected: Rejected, realm: str | None = None) -> str:
    """Return the value of ``WWW-Authenticate``.

    A request without a token gets the bare challenge, every other one ``invalid_token`` in the same words, whatever the reason.
    """
    parts = [f'realm="{_quotable(realm)}"'] if realm is not None else []
    if rejected.reason != "missing_token":
        parts += ['error="invalid_token"', 'error_description="The access token was not accepted"']
    return f"Bearer {', '.join(parts)}" if parts else "Bearer"


def _quotable(realm: str) -> str:
    """Leave out what has no place in a quoted string of a header."""
    return realm.translate(_UNSAFE).encode("ascii", "ignore").decode("ascii")
