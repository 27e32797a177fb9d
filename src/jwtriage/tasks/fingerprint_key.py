"""The key under which tokens and secrets get their fingerprints, from the environment (contract section 6)."""

from __future__ import annotations

from binascii import Error, a2b_base64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

FINGERPRINT_KEY = "JWTRIAGE_FINGERPRINT_KEY"
SHORTEST = 32


class UnusableFingerprintKey(ValueError):
    """The fingerprint key of the environment is no base64 of at least 32 octets."""


def fingerprint_key(environment: Mapping[str, str]) -> bytes | None:
    """Return the octets of ``JWTRIAGE_FINGERPRINT_KEY``, ``None`` where it is not set; raises `UnusableFingerprintKey`."""
    text = environment.get(FINGERPRINT_KEY)
    if not text:
        return None
    try:
        octets = a2b_base64(text, strict_mode=True)
    except (Error, ValueError):
        octets = b""
    if len(octets) < SHORTEST:
        raise UnusableFingerprintKey(f"{FINGERPRINT_KEY} must be base64 of at least {SHORTEST} random octets")
    return octets
