"""Keys that are fetched in the background: one fetch at a time, the last good keys until then, and an end to that."""

import random
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from typing import NamedTuple

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import Clock, KeySet, unavailable
from jwtriage.guard.forking import renew_after_fork
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import Flight, SourceError, SourceState, Wake

REFRESH_AFTER = 0.8
"""After which share of their lifetime keys are fetched anew."""
SPREAD = 0.1
"""By up to this share a scheduled fetch comes earlier, so that the instances of a service do not ask in step."""
FIRST_RETRY, LAST_RETRY = 1.0, 60.0
"""Seconds until a failed fetch is tried again: doubled from failure to failure."""

LOOK_AGAIN = 1.0
"""Seconds after which a source is tended that is still fetching."""


class Timing(NamedTuple):
    """When a source fetches, in seconds.

    ``cooldown`` stands between two fetches because of an unknown kid, ``doubt_cooldown`` between two because of a failed signature. Such a fetch
    waits up to ``jitter`` at random. ``max_stale`` after the last success no key is trusted any more.
    """

    cooldown: float = 30.0
    doubt_cooldown: float = 300.0
    jitter: float = 0.1
    max_stale: float = 3600.0


class Loaded(NamedTuple):
    """What a fetch brought, and for how many seconds it is fresh."""

    keys: KeySet
    lifetime: float


class RefreshingSource(ABC):
    """A source that fetches in threads of its own, never more than one at a time. Its methods may be called from any thread.

    Keys are fresh for their lifetime; past it they are trusted only while fetches fail, and no longer than ``max_stale`` after the last success.
    """

    def __init__(self, description: str, timing: Timing) -> None:
        """Take what is printed as the keys' source, and the times."""
        if not 0 < timing.cooldown <= timing.max_stale or timing.jitter < 0 or timing.doubt_cooldown <= 0:
            raise Refusal(f"{description}: cooldowns are positive, and no longer than max_stale")
        self.description = description
        self._timing = timing
        self._clock: Clock = time.time
        self._wake: Wake = _ignore
        self._last = self._given = unavailable()
        self._success: float | None = None
        self._fresh_until = self._failing_since = 0.0
        self._next = self._next_miss = self._next_doubt = 0.0
        self._failures = 0
        self._error: str | None = None
        self.renew()
        renew_after_fork(self)

    @abstractmethod
    def load(self) -> Loaded:
        """Fetch the keys. Raises `SourceError`, or `Refusal` for what cannot be mended by waiting."""

    @abstractmethod
    def adopt(self, binder: Binder) -> None:
        """Take what binds the keys. Raises `Refusal` where the algorithms contradict the source."""

    def renew(self) -> None:
        """Begin anew in a forked process."""
        self._lock = threading.Lock()
        self._flight: Flight | None = None

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Fetch in the caller's thread. A fetch that fails is tried again later, and no token is accepted until then."""
        self.adopt(binder)
        self._clock = clock
        self._settle(*_outcome(self.load, strict=True))
        self._wake = wake
        self._given = self._trusted(clock())
        return self._given

    def due(self, now: float) -> float:
        """Return when a fetch is due, or the end of the trust in the keys, whichever comes first."""
        with self._lock:
            fetch = self._next if self._next > now else now + LOOK_AGAIN
            return min(fetch, self._trusted_until()) if self._trusted(now).keys else fetch

    def tend(self, now: float) -> KeySet | None:
        """Begin a fetch that is due; return the keys that are trusted now if they are others than before."""
        with self._lock:
            self._follow(now)
            if now >= self._next and self._flight is None:
                self._launch(0.0)
            keys = self._trusted(now)
            if keys is self._given:
                return None
            self._given = keys
            return keys

    def missed(self, now: float) -> Flight | None:
        """Join the fetch that is under way, or begin one if the cooldown is over."""
        if self._flight is None and now < self._next_miss:
            return None
        with self._lock:
            if self._flight is None and now >= self._next_miss:
                self._launch(self._timing.jitter)
            return self._flight

    def doubted(self, now: float) -> None:
        """Begin a fetch if none was begun for this reason lately."""
        if now < self._next_doubt:
            return
        with self._lock:
            self._next_doubt = now + self._timing.doubt_cooldown
            if self._flight is None:
                self._launch(self._timing.jitter)

    def states(self) -> list[SourceState]:
        """Return how the fetches are doing."""
        with self._lock:
            since = self._failing_since if self._failures else None
            until = None if self._success is None else self._trusted_until()
            return [SourceState(self.description, self._success, self._error, since, self._next, until)]

    def _follow(self, now: float) -> None:
        """Follow a clock that was set back: a set from the future would be trusted for longer than it should."""
        if self._success is None or self._success <= now:
            return
        shift, self._success = self._success - now, now
        self._fresh_until -= shift
        self._next -= shift
        self._next_miss -= shift
        self._next_doubt -= shift
        self._failing_since -= shift

    def _launch(self, jitter: float) -> None:
        """Begin a fetch in a thread of its own; the lock is held."""
        flight: Flight = Future()
        flight.set_running_or_notify_cancel()
        self._flight = flight
        delay = random.uniform(0.0, jitter)
        try:
            threading.Thread(target=self._fly, args=(flight, delay), name=f"jwtriage {self.description}", daemon=True).start()
        except RuntimeError:
            self._flight = None
            self._note_failure("no thread could be started", self._clock())

    def _fly(self, flight: Flight, delay: float) -> None:
        if delay:
            time.sleep(delay)
        try:
            self._settle(*_outcome(self.load, strict=False))
        finally:
            flight.set_result(None)

    def _settle(self, loaded: Loaded | None, error: str) -> None:
        """Take over the outcome of a fetch, then tell the verifier."""
        now = self._clock()
        with self._lock:
            if loaded is None:
                self._note_failure(error, now)
            else:
                self._note_success(loaded, now)
        self._wake()
        # Only now, so that whoever sees no fetch under way finds the verifier woken.
        self._flight = None

    def _note_success(self, loaded: Loaded, now: float) -> None:
        if not self._last.keys or not loaded.keys.holds_the_same_as(self._last):
            self._last = loaded.keys
        self._failures, self._error, self._success = 0, None, now
        self._fresh_until = now + min(loaded.lifetime, self._timing.max_stale)
        self._next = now + loaded.lifetime * REFRESH_AFTER * random.uniform(1 - SPREAD, 1.0)
        self._next_miss = now + self._timing.cooldown

    def _note_failure(self, error: str, now: float) -> None:
        self._failing_since = self._failing_since if self._failures else now
        self._failures, self._error = self._failures + 1, error
        self._next = now + min(LAST_RETRY, FIRST_RETRY * 2 ** min(self._failures - 1, 10)) * random.uniform(1.0, 1 + SPREAD)
        self._next_miss = now + self._timing.cooldown

    def _trusted(self, now: float) -> KeySet:
        """Return the keys that are trusted at ``now``."""
        if self._last.keys and self._success is not None and now < self._trusted_until():
            return self._last
        return self._given if not self._given.keys else unavailable()

    def _trusted_until(self) -> float:
        return (self._success or 0.0) + self._timing.max_stale if self._failures else self._fresh_until


def _outcome(load: Callable[[], Loaded], *, strict: bool) -> tuple[Loaded | None, str]:
    """Call ``load``; with ``strict`` a refusal passes, every other failure is put into words."""
    try:
        return load(), ""
    except SourceError as error:
        return None, str(error)
    except Refusal as refusal:
        if strict:
            raise
        return None, str(refusal)
    except Exception as error:  # noqa: BLE001 - whatever fails, the last good keys stay and nothing of it is shown
        return None, f"failed with {type(error).__name__}"


def _ignore() -> None:
    """Do nothing: nobody listens yet."""
