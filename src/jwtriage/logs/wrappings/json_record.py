"""JSON objects, one a line: what zap, pino, bunyan, logback and structlog write, and what Docker, journald, Sentry and the clouds wrap around."""

import json
from collections.abc import Iterator
from typing import Any

from jwtriage.logs.wrappings.layer import Layer
from jwtriage.logs.wrappings.names import fields_from, last_of, names_a_class, rank_of

DEEPEST = 12
MOST_MEMBERS = 400
"""So many members of one object are looked at."""
LARGEST = 1 << 20
_MARKS = (
    ("MESSAGE", "journald"),
    ("logStreamName", "cloudwatch"),
    ("logGroup", "cloudwatch"),
    ("@message", "cloudwatch"),
    ("textPayload", "gcp"),
    ("jsonPayload", "gcp"),
    ("kubernetes", "kubernetes"),
    ("_raw", "splunk"),
    ("result", "splunk"),
    ("attributes", "datadog"),
    ("terminatingRuleId", "waf"),
    ("culprit", "sentry"),
    ("event_id", "sentry"),
    ("stream", "docker"),
)
"""Members that tell who wrapped."""


def peel(text: str, year: int | None = None) -> Layer | None:
    """Take a JSON object apart; ``None`` for other text."""
    record = _object(text)
    if record is None:
        return None
    pairs = list(_members(record, "", DEEPEST))
    texts = sorted(
        ((rank, value) for name, value in pairs if isinstance(value, str) and (rank := rank_of(name)) is not None), key=lambda each: each[0]
    )
    context = " ".join(str(value) for name, value in pairs if names_a_class(name)) + " " + _telling_names(pairs)
    fields = fields_from(pairs, year)
    return Layer(_name_of(record), None, tuple(value for _, value in texts if value.strip()), fields, f"{fields.get('logger', '')} {context}")


def _object(text: str) -> dict[str, Any] | None:
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}")) or len(stripped) > LARGEST:
        return None
    try:
        read = json.loads(stripped)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _members(value: Any, name: str, depth: int) -> Iterator[tuple[str, Any]]:
    """Give the leaves of an object with their dotted names; a text that is an object itself is taken apart, too."""
    inner = _object(value) if isinstance(value, str) and depth else None
    if isinstance(value, str) and inner is None:
        yield name, value
    elif isinstance(value, dict) or inner is not None:
        for member, child in list((value if inner is None else inner).items())[:MOST_MEMBERS] if depth else ():
            yield from _members(child, f"{name}.{member.lower()}" if name else member.lower(), depth - 1)
    elif isinstance(value, list):
        for child in value[:MOST_MEMBERS] if depth else ():
            yield from _members(child, name, depth - 1)
    else:
        yield name, value


def _telling_names(pairs: list[tuple[str, Any]]) -> str:
    """Return names of members that speak of tokens: ``jwt_error``, ``auth.reason``."""
    return " ".join(name for name, _ in pairs if any(word in last_of(name) for word in ("jwt", "token", "auth", "jwks", "oidc")))


def _name_of(record: dict[str, Any]) -> str:
    return next((name for mark, name in _MARKS if mark in record), "json")
