"""The line in which a program says which key it holds: the same in every language, so that the logs of a fleet can be compared by text.

    jwt-key alg=RS256 kid=2026-11 fingerprint=rsa:AbCdEfGhIjKl role=verify source="file keys/v1.pem" loaded_at=2026-11-24T12:00:00Z instance=pod-1/17

The form is logfmt: fields in this order, those without a value left out. It names a key and holds none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = ("alg", "kid", "fingerprint", "role", "source", "loaded_at", "instance", "version")
"""All fields, in the order of the line. ``loaded_at`` is an RFC 3339 time in UTC, to the second."""
WEAK = "weak"
"""The fingerprint of a shared secret that could be guessed."""

_BARE = re.compile(r"[A-Za-z0-9._:/+@-]+")
_ESCAPED = re.compile(r"[^ !#-\[\]-~]")
_LAST_TIME = 253402300799
"""The last second of the year 9999, which RFC 3339 can still write."""


def key_line(fields: Mapping[str, str | None]) -> str:
    """Write one line, without a line end; values are text from anywhere, and unknown fields are left out."""
    named = ((name, fields.get(name)) for name in FIELDS)
    return " ".join(("jwt-key", *(f"{name}={_value(value)}" for name, value in named if value)))


def timestamp(seconds: float) -> str:
    """Write a time (seconds since the epoch) as RFC 3339 in UTC, to the second; one out of range becomes the nearest in range."""
    return datetime.fromtimestamp(min(max(seconds, 0), _LAST_TIME), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _value(value: str) -> str:
    """Leave a plain word as it is; quote everything else as a JSON string in printable ASCII (RFC 8259, 7)."""
    return value if _BARE.fullmatch(value) else f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    r"""Put a backslash before a quotation mark or a backslash; write any other character as ``\uNNNN``, two of them beyond the basic plane."""
    character = match[0]
    if character in '"\\':
        return f"\\{character}"
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))
