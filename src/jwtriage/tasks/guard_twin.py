"""A twin of a verifier: it demands the same, and holds keys of the same kinds whose private halves we have.

Whether a verifier rejects a properly signed token for its claims or its header cannot be tried on itself where only public keys are at hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from jwtriage.forensics.key_document import rebound
from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import BoundKey, Clock, KeySet
from jwtriage.guard.issuer import Issuer
from jwtriage.guard.sources.base import Flight, KeySource, SourceState, Wake
from jwtriage.jose.keys import Key
from jwtriage.tasks.guard_attacks import Aim
from jwtriage.tasks.guard_request import ANYTHING, Keyset
from jwtriage.tasks.guard_verifier import Slots, issuer_names, issuer_of
from jwtriage.tasks.keys_generate import RSA_BITS, generate

MOST_AIMS = 8
"""So many keys of one issuer are attacked; a published set may hold two hundred."""
LIFETIME = 300
"""Seconds for which the honest token is good."""
_SOMEBODY = "https://somebody.example"


class Recorded:
    """A source of keys that remembers which keys it began with."""

    def __init__(self, source: KeySource) -> None:
        """Pass everything on to ``source``."""
        self._source = source
        self.first = KeySet(())

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Load the keys for the first time."""
        self.first = self._source.start(binder, clock, wake)
        return self.first

    def due(self, now: float) -> float:
        """Pass on."""
        return self._source.due(now)

    def tend(self, now: float) -> KeySet | None:
        """Pass on."""
        return self._source.tend(now)

    def missed(self, now: float) -> Flight | None:
        """Pass on."""
        return self._source.missed(now)

    def doubted(self, now: float) -> None:
        """Pass on."""
        self._source.doubted(now)

    def states(self) -> list[SourceState]:
        """Pass on."""
        return self._source.states()


class Twin(NamedTuple):
    """The issuer to make a twin of a verifier with, and what tokens of its keys look like."""

    issuer: Issuer
    aims: tuple[Aim, ...]


def twin_of(keyset: Keyset, keys: Iterable[BoundKey], now: float) -> Twin:
    """Return the twin of an issuer that holds ``keys``; ``now`` is in seconds since the epoch."""
    aims = tuple(_aim(keyset, bound, now) for bound in list(keys)[:MOST_AIMS])
    return Twin(issuer_of(keyset, Slots([aim.own for aim in aims])), aims)


def with_others(twins: Sequence[Twin]) -> list[Aim]:
    """Return the aims of all issuers, each with the first key of every other issuer."""
    return [
        aim._replace(others=tuple((other.aims[0].header, other.aims[0].own) for other in twins if other is not twin))
        for twin in twins
        for aim in twin.aims
    ]


def _aim(keyset: Keyset, bound: BoundKey, now: float) -> Aim:
    kid = {} if bound.kid is None else {"kid": bound.kid}
    types = [typ for typ in keyset.typ if typ != ANYTHING] or ["JWT"]
    own = rebound(_own_key(bound.alg, keyset.name), kid=bound.kid, alg=bound.key.alg)
    return Aim({"alg": bound.alg, "typ": types[0], **kid}, _claims(keyset, now), bound.key, own, now)


@cache
def _own_key(alg: str, issuer: str) -> Key:
    """Make a key of ours for one issuer: making an RSA key costs more than all attacks with it."""
    return generate(alg, "jwk", "", RSA_BITS[0]).key


def _claims(keyset: Keyset, now: float) -> Mapping[str, Any]:
    """Return the claims of an honest token."""
    issued = int(now)
    party = _first(keyset.azp, "client")
    return {
        "iss": _first(issuer_names(keyset), _SOMEBODY),
        "aud": _first(keyset.audience, "somebody"),
        "sub": "jwtriage-lint",
        "iat": issued,
        "exp": issued + LIFETIME,
        **({"azp": party} if keyset.azp else {}),
    }


def _first(names: tuple[str, ...], otherwise: str) -> str:
    return otherwise if ANYTHING in names or not names else names[0]
