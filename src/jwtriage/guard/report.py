"""What a service tells an authorised caller about its keys: the start-up lines, the state of their sources and the counts, as one JSON object."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from jwtriage.guard.sources.base import SourceState
from jwtriage.guard.startup import instance_name, shown_fingerprint
from jwtriage.guard.tally import Counted, Tally, Watched
from jwtriage.guard.trust import HeldKey
from jwtriage.jose.key_line import timestamp

SCHEMA = "jwtriage.guard/1"
_TIMES = ("loaded_at", "not_before", "not_after", "last_success", "stale_since", "next_refresh", "trusted_until")


class Reported(Watched, Protocol):
    """What a report is about: `jwtriage.guard.Verifier`."""

    started_at: float

    def sources(self) -> Sequence[SourceState]:
        """Return how the sources of the keys are doing."""
        ...


def key_report(verifier: Reported, tally: Tally | None = None, *, instance: str | None = None, version: str | None = None) -> dict[str, Any]:
    """Return the report, ready for JSON; times are RFC 3339 in UTC, fields without a value are left out.

    ``instance`` is the name of this process (by default `jwtriage.guard.startup.instance_name`), ``version`` that of the service. Show it to
    authorised callers only: it holds no secret, but tells an attacker when keys change.
    """
    report = {
        "schema": SCHEMA,
        "instance": instance or instance_name(),
        "version": version,
        "started_at": timestamp(verifier.started_at),
        "sequence": verifier.sequence,
        "keys": [_key(held) for held in verifier.held()],
        "sources": [_told(state._asdict()) for state in verifier.sources()],
        "tokens": None if tally is None else _tokens(tally.snapshot()),
    }
    return _told(report)


def _key(held: HeldKey) -> dict[str, Any]:
    return _told(held._asdict() | {"fingerprint": shown_fingerprint(held.fingerprint)})


def _told(members: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what has no value, and write times as such; an end that never comes is none."""
    told = {name: value for name, value in members.items() if value is not None and value != float("inf")}
    return {name: timestamp(value) if name in _TIMES else value for name, value in told.items()}


def _tokens(counted: Counted) -> list[dict[str, Any]]:
    """Return one row for each kid: how many tokens by reason, when the last was accepted, until when those accepted are valid."""
    kids = sorted({kid for kid, _ in counted.counts})
    return [_row(kid, counted) for kid in kids]


def _row(kid: str, counted: Counted) -> dict[str, Any]:
    last, latest = counted.last_accepted.get(kid), counted.max_exp.get(kid)
    row = {
        "kid": kid,
        "by_reason": {reason: number for (name, reason), number in sorted(counted.counts.items()) if name == kid},
        "last_accepted_at": None if last is None else timestamp(last),
        "max_exp": None if latest is None else timestamp(latest),
    }
    return _told(row)
