"""The tables of `guard lint`: what is demanded of tokens, and which keys verify them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from jwtriage.guard.routing import TYPES
from jwtriage.guard.trust import HeldKey
from jwtriage.model.report import Table
from jwtriage.report.details import short_fingerprint
from jwtriage.tasks.guard_request import ANYTHING, Keyset
from jwtriage.tasks.guard_verifier import issuer_names

_RULES = ("issuer", "audience", "exp", "leeway", "typ", "azp", "ID tokens")
_KEYS = ("issuer", "algorithm", "kid", "key", "role", "where", "trusted")


def rules_table(keysets: Iterable[Keyset]) -> Table:
    """Return a row for each key set: what a token must say."""
    return Table("what a token must say", _RULES, tuple(_rules(keyset) for keyset in keysets))


def accepted_table(held: Iterable[HeldKey]) -> Table:
    """Return a row for each accepted combination of issuer, algorithm and key."""
    return Table("what verifies a token", _KEYS, tuple(_row(each) for each in held))


def _rules(keyset: Keyset) -> tuple[str, ...]:
    return (
        ", ".join(issuer_names(keyset)),
        ", ".join(keyset.audience),
        "required" if keyset.expires else ANYTHING,
        f"{keyset.leeway:g} s",
        ", ".join(keyset.typ or TYPES),
        ", ".join(keyset.azp) or ANYTHING,
        "accepted" if keyset.id_tokens else "rejected",
    )


def _row(held: HeldKey) -> tuple[str, ...]:
    issuer = ANYTHING if held.issuer is None else held.issuer
    return (issuer, held.alg, "-" if held.kid is None else held.kid, short_fingerprint(held.fingerprint), held.role, held.source, _trusted(held))


def _trusted(held: HeldKey) -> str:
    """Say from when and until when, and whether that is now."""
    bounds = [f"{word} {_time(when)}" for word, when in (("from", held.not_before), ("until", held.not_after)) if when is not None]
    return " ".join(bounds + ([] if held.active else ["(not now)"])) or "always"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
