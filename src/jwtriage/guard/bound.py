"""Keys as a verifier holds them: each bound to one algorithm, and trusted within its time only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, TypeAlias

from jwtriage.jose.keys import Key
from jwtriage.jose.reason import Reason

Role: TypeAlias = Literal["current", "next", "previous", "verify", "sign"]
"""The key's part in a rotation; ``verify`` where none is given, ``sign`` for the key of a `jwtriage.guard.signer.Signer`."""
Clock: TypeAlias = Callable[[], float]
"""Returns the seconds since the epoch."""

_sequence = count(1)


@dataclass(frozen=True, slots=True)
class BoundKey:
    """One key under one algorithm.

    ``source`` says where the key is from and is safe to print. Times are in seconds since the epoch: the key is trusted from ``not_before``
    until just before ``not_after``, by the verifier's own clock.
    """

    key: Key
    alg: str
    source: str
    loaded_at: float
    role: Role = "verify"
    not_before: float | None = None
    not_after: float | None = None

    @property
    def kid(self) -> str | None:
        """The key's name, ``None`` if it has none."""
        return self.key.kid

    @property
    def identity(self) -> tuple[str | None, str, Key]:
        """What makes it the key that it is, wherever and whenever it was loaded."""
        return self.kid, self.alg, self.key

    def is_active(self, now: float) -> bool:
        """Tell whether the key is trusted at ``now``."""
        return (self.not_before is None or self.not_before <= now) and (self.not_after is None or now < self.not_after)

    def next_change(self, now: float) -> float:
        """Return when the key's trust begins or ends next, infinity if never."""
        return min((time for time in (self.not_before, self.not_after) if time is not None and time > now), default=float("inf"))


@dataclass(frozen=True, slots=True)
class KeySet:
    """All keys of one issuer at one time.

    ``unusable`` are keys of the same document that may verify nothing; they only serve to say why. ``absent`` is the reason for a token whose
    key is not here. ``sequence`` grows with every set that this process makes.
    """

    keys: tuple[BoundKey, ...]
    unusable: tuple[Key, ...] = ()
    absent: Reason = "key_not_found"
    sequence: int = field(default_factory=lambda: next(_sequence))

    def holds_the_same_as(self, other: "KeySet") -> bool:
        """Tell whether both sets trust the same keys for the same algorithms."""
        return {key.identity for key in self.keys} == {key.identity for key in other.keys} and set(self.unusable) == set(other.unusable)


def unavailable() -> KeySet:
    """Make the set of a source that has nothing it may still trust: every token is rejected."""
    return KeySet((), absent="jwks_unavailable")
