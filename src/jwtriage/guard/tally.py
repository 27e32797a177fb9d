"""Counts of what a verifier accepted and rejected, in bounded memory: the numbers that tell when an old key is no longer needed."""

from collections.abc import Mapping
from threading import Lock
from typing import Any, NamedTuple, Protocol

from jwtriage.guard.forking import renew_after_fork
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.startup import Holder, known_kids
from jwtriage.jose.reason import Reason

OTHER = "other"
"""Stands for every kid that the verifier does not hold: senders choose the kids of tokens, and nobody may fill the memory with them."""
NO_KID = ""
"""Stands for tokens without a kid."""
MOST_KIDS = 256
"""So many kids are told apart; beyond that, those no longer held are forgotten."""
_NEVER = float("-inf")


class Watched(Holder, Protocol):
    """A holder of keys that tells when it changed."""

    @property
    def sequence(self) -> int:
        """A number that grows with each change of the keys."""
        ...


class Counted(NamedTuple):
    """What `Tally.snapshot` returns. Times are seconds since the epoch, kids are those held, `OTHER` and `NO_KID`."""

    counts: Mapping[tuple[str, Reason], int]
    """How many tokens by kid and reason; ``ok`` is the reason of those accepted."""
    last_accepted: Mapping[str, float]
    """When a token of this kid was last accepted."""
    max_exp: Mapping[str, float]
    """The latest ``exp`` seen in an accepted token of this kid: after it, and the leeway, nobody needs the key any more."""


class _Accepted:
    """The accepted tokens of one kid."""

    __slots__ = ("last_accepted", "max_exp", "number")

    def __init__(self) -> None:
        self.number = 0
        self.last_accepted = self.max_exp = _NEVER


class Tally:
    """An observer of one verifier, see `jwtriage.guard.Verifier`; safe to share between threads, and anew in each forked process.

    Give it to the verifier as its ``observer`` and show it the verifier with `watch`; until then every kid counts as `OTHER`.
    """

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._holder: Watched | None = None
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Begin at nothing, as in a forked process: its parent counts on, and another thread of it may have held the lock."""
        self._lock = Lock()
        self._rejected: dict[tuple[str, Reason], int] = {}
        self._accepted: dict[str, _Accepted] = {}
        self._known: dict[str | None, str] = {None: NO_KID}
        self._sequence: int | None = None

    def watch(self, holder: Watched) -> None:
        """Take the kids that are told apart from what ``holder`` holds, now and after each change."""
        self._holder = holder
        self._sequence = None

    def accepted(self, kid: str | None, claims: Mapping[str, Any], now: float) -> None:
        """Count an accepted token at ``now`` (seconds since the epoch)."""
        name, expires = self._name(kid), claims.get("exp", _NEVER)
        with self._lock:
            accepted = self._accepted.get(name)
            if accepted is None:
                accepted = self._accepted[name] = _Accepted()
            accepted.number += 1
            if now > accepted.last_accepted:
                accepted.last_accepted = now
            if expires > accepted.max_exp:
                accepted.max_exp = expires

    def rejected(self, rejected: Rejected, now: float) -> None:
        """Count a token that was rejected at ``now``."""
        name, reason = self._name(rejected.kid), rejected.reason
        with self._lock:
            self._rejected[name, reason] = self._rejected.get((name, reason), 0) + 1

    def snapshot(self) -> Counted:
        """Return the numbers as they are now."""
        with self._lock:
            accepted = {name: (each.number, each.last_accepted, each.max_exp) for name, each in self._accepted.items()}
            rejected = dict(self._rejected)
        return Counted(
            {(name, "ok"): number for name, (number, _, _) in accepted.items()} | rejected,
            {name: last for name, (_, last, _) in accepted.items()},
            {name: latest for name, (_, _, latest) in accepted.items() if latest != _NEVER},
        )

    def _name(self, kid: str | None) -> str:
        """Return the kid if it is held, else `OTHER`."""
        name = self._known.get(kid)
        if name is not None:
            return name
        self._learn()
        return self._known.get(kid, OTHER)

    def _learn(self) -> None:
        """Take over the kids of a changed key set; a kid that is no longer held is still told apart, for its last tokens are of interest."""
        if self._holder is None or self._holder.sequence == self._sequence:
            return
        sequence, held = self._holder.sequence, known_kids(self._holder.held())
        with self._lock:
            if len(self._known) + len(held) > MOST_KIDS:
                self._known = {None: NO_KID}
            self._known |= {kid: kid for kid in held}
            self._sequence = sequence
