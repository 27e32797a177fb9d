"""Times of claims in words. NumericDate is seconds since the epoch, possibly with a fraction (RFC 7519, section 2)."""

from __future__ import annotations

from time import gmtime, strftime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TIME_CLAIMS = ("exp", "nbf", "iat", "auth_time", "updated_at")
_LATEST = 253402300799  # the last second of the year 9999
_UNITS = ((86400 * 365, "year"), (86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def in_words(value: Any, now: float) -> str | None:
    """Write a NumericDate as ISO 8601 (UTC) and its distance from ``now``; ``None`` for what is no such date."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -_LATEST < value <= _LATEST:
        return None
    return f"{strftime('%Y-%m-%dT%H:%M:%SZ', gmtime(value))}, {_distance(value - now)}"


def _distance(seconds: float) -> str:
    span = abs(int(seconds))
    size, unit = next(((size, unit) for size, unit in _UNITS if span >= size), (1, "second"))
    number = span // size
    if number == 0:
        return "now"
    words = f"{number} {unit}{'s' if number > 1 else ''}"
    return f"in {words}" if seconds > 0 else f"{words} ago"
