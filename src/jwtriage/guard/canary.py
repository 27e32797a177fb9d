"""The subject of tokens that only prove which keys an instance accepts."""

CANARY_SUBJECT = "urn:jwtriage:rotation-canary"
"""The ``sub`` of canaries. A verifier rejects it everywhere but where it is asked for: `jwtriage.guard.Verifier.verify` with ``canary``."""
