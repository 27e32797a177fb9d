"""Who is told of every decision of a verifier."""

from collections.abc import Mapping
from typing import Any, Protocol

from jwtriage.guard.rejected import Rejected


class Observer(Protocol):
    """Takes note of decisions; called in the thread that verifies, so it must be quick. `jwtriage.guard.tally.Tally` is one."""

    def accepted(self, kid: str | None, claims: Mapping[str, Any], now: float) -> None:
        """Note an accepted token at ``now`` (seconds since the epoch). If this raises, the token is rejected."""
        ...

    def rejected(self, rejected: Rejected, now: float) -> None:
        """Note a rejected token at ``now``."""
        ...
