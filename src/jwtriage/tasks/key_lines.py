"""The keys of a report as start-up lines, for the entry point of a container whose service does not say what it holds."""

from collections.abc import Mapping
from typing import Any

from jwtriage.jose.key_line import WEAK, key_line, timestamp
from jwtriage.model.report import Report
from jwtriage.report.details import short_fingerprint

_TOO_SHORT = ("empty", "shorter than 32 octets")
"""The sizes of secrets with which no HMAC algorithm may be used (RFC 7518, 3.2)."""


def key_lines(report: Report, now: float, instance: str) -> str:
    """Write one line for each key of a report of ``keys show``, in the form of `jwtriage.jose.key_line`.

    ``now`` (seconds since the epoch) is when the keys were read, ``instance`` the name of the machine.
    """
    return "".join(f"{_line(members, timestamp(now), instance)}\n" for members in report.details["keys"])


def _line(members: Mapping[str, Any], loaded_at: str, instance: str) -> str:
    return key_line(
        {
            "alg": members.get("alg"),
            "kid": members.get("kid"),
            "fingerprint": _fingerprint(members),
            "role": _role(members),
            "source": _source(members["origin"]),
            "loaded_at": loaded_at,
            "instance": instance,
        }
    )


def _fingerprint(members: Mapping[str, Any]) -> str:
    shown = short_fingerprint(members["fingerprint"])
    return WEAK if shown.endswith("(weak)") or members["size"] in _TOO_SHORT else shown


def _role(members: Mapping[str, Any]) -> str | None:
    """Say what a private or public key can do; a shared secret does both."""
    if members["kind"] == "oct":
        return None
    return "sign" if members["private"] else "verify"


def _source(origin: str) -> str:
    """Write a REF as a program writes where its key is from."""
    if origin.startswith("env:"):
        return f"env {origin.removeprefix('env:')}"
    return f"jwks {origin}" if origin.startswith("https:") else f"file {origin}"
