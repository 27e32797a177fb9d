"""What a service says at its start: which keys it holds, one line for each, in the form of `jwtriage.jose.key_line`."""

import logging
import os
import socket
from collections.abc import Iterable, Sequence
from typing import Protocol

from jwtriage.guard.trust import HeldKey
from jwtriage.jose.key_line import WEAK, key_line, timestamp

logger = logging.getLogger("jwtriage.guard")


class Holder(Protocol):
    """Something that holds keys: a `jwtriage.guard.Verifier` or a signer."""

    def held(self) -> Sequence[HeldKey]:
        """Return what may be told of its keys now."""
        ...


def instance_name() -> str:
    """Name this process among those of a fleet: host name and process id, as the workers of one host may hold different keys."""
    return f"{socket.gethostname()}/{os.getpid()}"


def key_lines(holder: Holder, instance: str | None = None, version: str | None = None) -> list[str]:
    """Return the start-up lines of all keys that ``holder`` holds.

    ``instance`` is the name of this process (by default `instance_name`), ``version`` that of the service.
    """
    named = instance or instance_name()
    return [_line(held, named, version) for held in holder.held()]


def log_keys(holder: Holder, instance: str | None = None, version: str | None = None, logger: logging.Logger = logger) -> None:
    """Log the start-up lines, one record each, at the level INFO."""
    for line in key_lines(holder, instance, version):
        logger.info("%s", line)


def shown_fingerprint(fingerprint: str) -> str:
    """Return a fingerprint as lines and metrics show it: that of a secret that could be guessed becomes ``weak``."""
    return WEAK if fingerprint.endswith("(weak)") else fingerprint


def _line(held: HeldKey, instance: str, version: str | None) -> str:
    return key_line(
        {
            "alg": held.alg,
            "kid": held.kid,
            "fingerprint": shown_fingerprint(held.fingerprint),
            "role": held.role,
            "source": held.source,
            "loaded_at": timestamp(held.loaded_at),
            "instance": instance,
            "version": version,
        }
    )


def known_kids(held: Iterable[HeldKey]) -> frozenset[str]:
    """Return the kids among what is held."""
    return frozenset(each.kid for each in held if each.kid is not None)
