"""Helpers for Sentry: events without tokens and keys, and tags that say which key a process holds. They need nothing of Sentry's SDK itself."""

from typing import Any

from jwtriage.guard.redacted import LOST, redacted_value
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.startup import Holder, shown_fingerprint

LONGEST_TAG = 200
"""So many characters does Sentry keep of a tag's value."""


def sentry_before_send(event: dict[str, Any], hint: object = None) -> dict[str, Any]:
    """Return the event redacted, see `jwtriage.guard.redaction`: for ``before_send``, ``before_send_transaction`` and ``before_breadcrumb``.

    ``hint`` is Sentry's and is not looked at. Never raises, for Sentry would drop the event.
    """
    try:
        redacted: dict[str, Any] = redacted_value(event)
    except Exception:  # noqa: BLE001 - an event is a structure from anywhere
        redacted = {"level": "error", "message": f"an event that is {LOST}"}
    return redacted


def sentry_tags(holder: Holder, rejected: Rejected | None = None) -> dict[str, str]:
    """Return tags: the fingerprints of the keys held, and for a rejection its reason, kid and algorithm (what the token says of itself)."""
    held = ",".join(sorted({shown_fingerprint(each.fingerprint) for each in holder.held()}))
    tags: dict[str, str | None] = {"jwt.keys": held}
    if rejected is not None:
        tags |= {"jwt.reason": rejected.reason, "jwt.kid": rejected.kid, "jwt.alg": rejected.alg}
    return {name: redacted_value(value)[:LONGEST_TAG] for name, value in tags.items() if value}
