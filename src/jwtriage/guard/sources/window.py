"""The keys of a rotation: the current one, beside it the next and the previous one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from jwtriage.guard.binding import Binder, refuse_ambiguous
from jwtriage.guard.bound import BoundKey, Clock, KeySet, Role
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import Flight, KeySource, SourceState, Wake
from jwtriage.guard.sources.loader import Load, LoaderSource
from jwtriage.guard.sources.static import StaticSource
from jwtriage.jose.keys import Key
from jwtriage.jose.loading import KeyMaterial

MAXIMUM_WINDOW = 4
"""How many keys a rotation may have at once: more are forgotten ones."""


Given: TypeAlias = KeyMaterial | Sequence[KeyMaterial] | Load | KeySource
"""Keys, or something that gets them."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Keys that are trusted for a time only, by the verifier's own clock: a forgotten key retires by itself.

    Times are in seconds since the epoch, from ``not_before`` until just before ``not_after``.
    """

    keys: Given
    not_before: float | None = None
    not_after: float | None = None


Slot: TypeAlias = Given | Timed
"""What can take a place in a rotation."""


class Window:
    """Several sources as one. A key that stands in several places counts in the first of them: current, next, previous."""

    def __init__(self, current: Slot, next: Slot | None = None, previous: Slot | None = None) -> None:
        """Take the keys of each place; an empty one is an error, not an absent one."""
        slots: dict[Role, Slot | None] = {"current": current, "next": next, "previous": previous}
        self._parts = {role: _Part(role, slot) for role, slot in slots.items() if slot is not None}
        self._error: str | None = None

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Start every part. Raises `jwtriage.guard.Refusal`, also for parts that contradict one another."""
        for part in self._parts.values():
            part.keys = part.latest = part.source.start(binder, clock, wake)
        joined = self._joined()
        _check(joined.keys)
        return joined

    def due(self, now: float) -> float:
        """Return when the first of the parts wants to be tended."""
        return min(part.source.due(now) for part in self._parts.values())

    def tend(self, now: float) -> KeySet | None:
        """Tend every part. While the parts contradict one another, their last good keys stay, unless a source has none left."""
        changed = {role: keys for role, part in self._parts.items() if (keys := part.source.tend(now)) is not None}
        for role, keys in changed.items():
            self._parts[role].latest = keys
        return self._change() if changed else None

    def missed(self, now: float) -> Flight | None:
        """Hand on that a key is missing, to the first part that can fetch."""
        flights = (part.source.missed(now) for part in self._parts.values())
        return next((flight for flight in flights if flight is not None), None)

    def doubted(self, now: float) -> None:
        """Hand on that a signature failed."""
        for part in self._parts.values():
            part.source.doubted(now)

    def states(self) -> list[SourceState]:
        """Return how the parts are doing."""
        return [state._replace(error=state.error or self._error) for part in self._parts.values() for state in part.source.states()]

    def _change(self) -> KeySet:
        """Take over what the sources have now, all of it or nothing."""
        before = [part.keys for part in self._parts.values()]
        for part in self._parts.values():
            part.keys = part.latest
        try:
            _check(self._joined().keys)
            self._error = None
        except Refusal as refusal:
            self._error = str(refusal)
            for part, keys in zip(self._parts.values(), before, strict=True):
                part.keys = keys if part.latest.keys else part.latest
        return self._joined()

    def _joined(self) -> KeySet:
        keys = {key.identity: key for part in reversed(self._parts.values()) for key in part.labelled()}
        is_lacking = any(part.keys.absent == "jwks_unavailable" for part in self._parts.values())
        ordered = tuple(key for role in self._parts for key in keys.values() if key.role == role)
        return KeySet(
            ordered, tuple(key for part in self._parts.values() for key in part.keys.unusable), "jwks_unavailable" if is_lacking else "key_not_found"
        )


class _Part:
    """One place of a rotation."""

    def __init__(self, role: Role, slot: Slot) -> None:
        self.role: Role = role
        self.timed = slot if isinstance(slot, Timed) else Timed(slot)
        self.source = source_of(self.timed.keys, f"static {role}")
        self.keys = self.latest = KeySet(())

    def labelled(self) -> list[BoundKey]:
        """Return the keys with their role and their times."""
        return [replace(key, role=self.role, not_before=self.timed.not_before, not_after=self.timed.not_after) for key in self.keys.keys]


def source_of(given: Given, description: str = "static") -> KeySource:
    """Return a source as it is, a function as a loader, and material as a static source."""
    if isinstance(given, (bytes, str, Key, Mapping, Sequence)):
        return StaticSource(given, description)
    if callable(given):
        return LoaderSource(given)
    if not hasattr(given, "tend"):
        raise Refusal(f"{description}: neither key material, a function nor a source")
    return given


def _check(keys: Sequence[BoundKey]) -> None:
    refuse_ambiguous(keys, "the rotation")
    if len({key.identity for key in keys}) > MAXIMUM_WINDOW:
        raise Refusal(f"a rotation has more than {MAXIMUM_WINDOW} keys")
