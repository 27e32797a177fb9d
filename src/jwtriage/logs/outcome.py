"""What became of one request, as far as a log tells: rejected for a reason, or accepted; and whose, where, under which key."""

import re
from typing import Literal, NamedTuple

from jwtriage.jose.reason import Reason
from jwtriage.logs.message import Message
from jwtriage.logs.rejection import Rejection

Dimension = Literal["service", "version", "zone", "instance", "kid", "alg", "issuer", "library", "client"]
DIMENSIONS: tuple[Dimension, ...] = ("service", "version", "zone", "instance", "kid", "alg", "issuer", "library", "client")
"""What outcomes are told apart by."""
ACCEPTED: Reason = "ok"
Values = tuple[str | None, ...]
"""One value for each of `DIMENSIONS`, ``None`` where the log does not tell."""
_REPLICA_SET = re.compile(r"([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)-([bcdf0-9ghjklmnpqrstvwxz]{8,10})-[bcdfghjklmnpqrstvwxz2-9]{5}")
"""The name of a pod of a Deployment: its ReplicaSet's name, whose end is the hash of the template, and five random characters."""


class Outcome(NamedTuple):
    """One request; ``weight`` is how many like it stand behind it where not every line was looked at."""

    time: float | None
    reason: Reason
    values: Values
    weight: int = 1


def of_rejection(rejection: Rejection) -> Outcome:
    """Return the outcome that a rejection is; where no line names an instance, the file is taken for one."""
    told = {name: getattr(rejection, name) for name in DIMENSIONS}
    return Outcome(rejection.time, rejection.reason, _values(told, rejection.file))


def of_acceptance(message: Message, file: str, weight: int = 1) -> Outcome:
    """Return the outcome of a request that a log shows as accepted."""
    told = {name: getattr(message, name, None) for name in DIMENSIONS}
    return Outcome(message.time, ACCEPTED, _values(told, file), weight)


def _values(told: dict[Dimension, str | None], file: str) -> Values:
    """Order the values, and read from a pod's name what nothing else tells: its Deployment, and its revision."""
    pod = _REPLICA_SET.fullmatch(told["instance"] or "")
    read = {"service": pod[1], "version": f"{pod[1]}-{pod[2]}"} if pod else {}
    named = {**told, "instance": told["instance"] or file.rpartition("/")[2]}
    return tuple(named[name] or read.get(name) for name in DIMENSIONS)
